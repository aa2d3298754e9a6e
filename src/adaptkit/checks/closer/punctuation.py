"""Each language's own punctuation: ؟ and ، in Arabic, ¿ in Spanish, 。 in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.language_data import Marks, data_for
from adaptkit.language_data.tokens import read
from adaptkit.model.diagnostic import Diagnostic, info, warning
from adaptkit.model.document import BlockKind

_ARABIC = "\u0621-\u064a\u064b-\u0652\u0671-\u06d3"
_WESTERN_IN_ARABIC = re.compile(rf"(?<=[{_ARABIC}])[*_]*[,;?](?=\s|\Z|[{_ARABIC}»)])")
_WESTERN = ",;?!."
_HAN = "\u3400-\u9fff"
_FRENCH = re.compile(r"[^\W\d_][;:!?](?=\s|\Z)")
# What a pattern begins with is what it is looked for by: first the blank, then what is before it.
_BEFORE_MARK = re.compile(r"[ \u00a0](?<=[^\W\d_].)[ \u00a0]*[,.;:?!،؛؟](?=\s|\Z)")
# French, and what is written after its manner, puts a narrow blank there.
_SPACED = frozenset({"fr", "br", "oc", "co"})
_DOUBLED = re.compile(
    r"(?<![.,])[,،]{2,}|(?<![./])\.\.(?![./])|[;:؛]{2,}|。{2,}|，{2,}|(?<![?!؟])؟{3,}"
)
_ANY = ",;:?!.،؛؟。，¿¡"
_ONE = r"[,،.;:؛。，؟]"
_TWO = re.compile(_ONE + _ONE)
_BEHIND_BLANK = re.compile(r"[,.;:?!،؛؟](?<=[ \u00a0].)")
_ARABIC_LANGUAGES = frozenset({"ar", "fa", "ur", "ps", "ckb", "sd", "ug"})


@closer_check("punctuation", signs=_ANY + "\u037e")
def punctuation(passage: Passage) -> Iterator[Diagnostic]:
    """Told once a passage: somebody who types the wrong comma does so everywhere."""
    if passage.kind is BlockKind.CODE or passage.source == passage.translation:
        return
    text = read(passage.translation).shown
    if not any(map(text.__contains__, _ANY)):
        return
    if said := _own(passage, text):
        yield told(passage, "punctuation-foreign", said[0], said[1], warning)
    elif said := _opened(passage, text):
        asks = "?" in said[0]
        yield told(passage, "punctuation-foreign", said[0], said[1], warning if asks else info)
    elif passage.locale.language == "fr" and (found := _FRENCH.search(text)):
        what = f'has no space before "{found[0][-1]}"'
        yield told(
            passage, "punctuation-foreign", what, "French writes a narrow space before it", info
        )
    elif mark := _spaced(passage, text):
        what = f'has a space before "{mark}"'
        yield told(passage, "punctuation-foreign", what, "take the space out", info)
    found = _DOUBLED.search(text) if _TWO.search(text) else None
    if found and not _DOUBLED.search(read(passage.source).shown):
        what = f'has "{found[0]}", one mark twice'
        yield told(passage, "punctuation-doubled", what, "write it once", warning)


def _spaced(passage: Passage, text: str) -> str:
    """A mark with a blank before it, as neither the source nor French has it."""
    if passage.locale.language in _SPACED or not _BEHIND_BLANK.search(text):
        return ""
    found = _BEFORE_MARK.search(text)
    own = found and _BEFORE_MARK.search(read(passage.source).shown)
    return found[0][-1] if found and not own else ""


def _own(passage: Passage, text: str) -> tuple[str, str] | None:
    """(what, hint): a western mark behind letters of another script."""
    if not any(map(text.__contains__, _WESTERN)):
        return None
    if passage.locale.language in _ARABIC_LANGUAGES:
        found = _WESTERN_IN_ARABIC.search(text)
        own = {",": "،", ";": "؛", "?": "؟"}
    else:
        data = data_for(passage.locale)
        if data is None or not data.marks.full_width:
            return None
        found = _western_in_han().search(text)
        own = {",": "，", ";": "；", "?": "？", "!": "！", ".": "。"}
    if found is None:
        return None
    mark = found[0][-1]
    return f'has "{mark}" where its language writes "{own[mark]}"', f'write "{own[mark]}"'


def _opened(passage: Passage, text: str) -> tuple[str, str] | None:
    """Spanish opens a question where it begins."""
    data = data_for(passage.locale)
    if data is None or not data.marks.opens_question:
        return None
    marks: Marks = data.marks
    for opens, closes in ((marks.opens_question, marks.question), (marks.opens_exclamation, "!")):
        if text.count(opens) > text.count(closes):
            return f'has "{opens}" and no "{closes}"', f'write "{closes}" where it ends'
        # Only where a letter precedes the mark: (?) asks nothing; nor does print!("a") cry out.
        if opens not in text and closes in text and _asked(closes).search(text):
            return f'has "{closes}" and no "{opens}"', f'write "{opens}" where it begins'
    return None


@cache
def _western_in_han() -> re.Pattern[str]:
    """Only for Chinese: large sets of signs take longer to compile than a small guide to check."""
    return re.compile(rf"(?<=[{_HAN}])[,;?!](?=\s|\Z|[{_HAN}])|(?<=[{_HAN}])\.(?=\s|\Z|[{_HAN}])")


@cache
def _asked(closes: str) -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_]{re.escape(closes)}(?![(\w])")
