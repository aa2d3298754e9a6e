"""No character that nobody sees and that changes how a text runs, breaks or is searched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.model.diagnostic import Diagnostic, Severity, error, warning

# Embeddings and overrides turn what follows round, for as long as nobody ends them. Marks (LRM,
# RLM, ALM) and isolates that are closed are how such texts are written rightly: UAX #9, section 2.
_TURNING = re.compile("[\u202a-\u202e]")
_OPENS, _CLOSES = re.compile("[\u2066-\u2068]"), re.compile("\u2069")
# Word joiner, zero-width space and no-break space, soft hyphen, fillers, tags, private signs.
_INVISIBLE = re.compile(
    "[\u200b\u2060-\u2064\u00ad\u3164\u115f\u1160\uffa0\ufeff\ue000-\uf8ff\U000e0000-\U000e007f"
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u2028\u2029]"
)
_ANY = frozenset(
    map(
        chr,
        (
            *range(0x202A, 0x202F),
            *range(0x2066, 0x206A),
            *(0x200B, 0x200C, 0x200D, 0xAD, 0x3164, 0x115F, 0x1160, 0xFFA0, 0xFEFF, 0x2028, 0x2029),
            *range(0x2060, 0x2065),
            *range(0xE000, 0xF900),
            *range(0xE0000, 0xE0080),
            *range(0x20),
        ),
    )
)
# Scripts without blanks between words say with it where a line may end.
_BREAKS_LINES = frozenset({"th", "lo", "km", "my", "bo", "dz"})
_JOINER = re.compile("[\u200c\u200d]")


@closer_check("invisible", worst=Severity.ERROR, signs=_ANY)
def invisible(passage: Passage) -> Iterator[Diagnostic]:
    """What the source has not either."""
    text = passage.translation
    turning = _TURNING.search(text)
    if turning and not _TURNING.search(passage.source):
        yield _told(passage, turning[0], "turns round what follows it", error)
    elif len(_OPENS.findall(text)) != len(_CLOSES.findall(text)):
        yield _told(passage, "\u2066", "is opened and not closed, or the other way", error)
    found = _INVISIBLE.search(text)
    if found and found[0] == "\u200b" and passage.locale.language in _BREAKS_LINES:
        found = None
    if not found and _JOINER.search(text):
        found = _joined().search(text)
    if found and found[0] not in passage.source:
        yield _told(passage, found[0][-1], "breaks words that look whole", warning)


@cache
def _joined() -> re.Pattern[str]:
    """Joiners belong to words of many scripts, and to none of these. Only where one stands: large
    sets of signs take long to compile."""
    return re.compile("[A-Za-z\u00c0-\u024f\u0400-\u052f\u0370-\u03ff\u4e00-\u9fff][\u200c\u200d]")


def _told(passage: Passage, sign: str, does: str, how: object) -> Diagnostic:
    named = unicodedata.name(sign, "").lower() or "a control character"
    what = f"holds an invisible character that {does}: U+{ord(sign):04X} ({named})"
    hint = "delete the words around it and type them again"
    return told(passage, "invisible-character", what, hint, error if how is error else warning)
