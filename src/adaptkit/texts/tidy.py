"""What is wrong with the signs of a translation, and can be put right without reading it.

Not a letter, digit or bracket is ever changed: only blanks, signs that nobody sees, and the marks
between words that the language writes in one way only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from adaptkit.records import Record

EDGE, INVISIBLE, DOUBLED, MARKS = "edge-space", "invisible", "double-space", "punctuation"

# Embeddings and overrides turn words round on some screens; what else nobody sees breaks words that
# look whole. Not joiners and marks of direction: scripts need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u2060-\u2064\u202a-\u202e\u3164\u115f\u1160\uffa0\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_ZERO_WIDTH = "\u200b"
# Scripts without blanks between words say with it where a line may end.
_BREAKS_LINES = frozenset({"th", "lo", "km", "my", "bo", "dz", "ja", "zh"})
_RUN = re.compile(r"(?<=[^\s])[ \t]{2,}(?=[^\s])")
# Code, the addresses of links, tags, entities, placeholders and marks: not words of the language.
_KEPT = re.compile(
    r"`+[^`]*`+|\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*|<[^<>]*>|&[#\w]+;|\{[^{}\n]*\}|\]\[[^\[\]]*\]"
    r"|\[\^[^\[\]]*\]|https?://[^\s()<>]+"
)
_ARABIC = "\u0620-\u064a\u064b-\u065f\u0670-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_Rule = Callable[[str], str]


class Tidied(Record, frozen=True):
    """``done``: what was put right, of the four."""

    text: str
    done: tuple[str, ...] = ()


def tidied(text: str, source: str, language: str) -> Tidied:
    """The translation as it should be written. ``language``: its code without country or script;
    ``source`` is what it translates, whose own blanks are meant."""
    steps: tuple[tuple[str, _Rule], ...] = (
        (INVISIBLE, partial(_seen, source=source, language=language)),
        (EDGE, partial(_edges, source=source)),
        (DOUBLED, partial(_single, source=source)),
        (MARKS, partial(_marked, language=language)),
    )
    done = []
    for name, step in steps:
        now = step(text)
        if now != text:
            done.append(name)
            text = now
    return Tidied(text, tuple(done))


def _seen(text: str, source: str, language: str) -> str:
    if _ZERO_WIDTH not in source and language not in _BREAKS_LINES:
        text = text.replace(_ZERO_WIDTH, "")
    return _UNSEEN.sub(lambda found: found[0] if found[0] in source else "", text)


def _edges(text: str, source: str) -> str:
    """With the white space at its ends that its source has; two blanks are a line break there."""
    inner = text.strip(" \t\n\r\u00a0\u3000")
    if not inner or not source.strip():
        return text
    before = source[: len(source) - len(source.lstrip())]
    after = source[len(source.rstrip()) :]
    return f"{before}{inner}{after}"


def _single(text: str, source: str) -> str:
    if _RUN.search(source):
        return text
    return _outside(text, lambda piece: _RUN.sub(" ", piece))


def _marked(text: str, language: str) -> str:
    rule = _MARKS.get(language)
    return _outside(text, rule) if rule else text


def _outside(text: str, change: _Rule) -> str:
    """With ``change`` made in all but what is no word of the language. What is kept stands for one
    letter of no script while the rest is changed."""
    kept = _KEPT.findall(text)
    if not kept:
        return change(text)
    if "\ue000" in text:
        return text
    pieces = change(_KEPT.sub("\ue000", text)).split("\ue000")
    if len(pieces) != len(kept) + 1:
        return text
    out = [pieces[0]]
    for one, piece in zip(kept, pieces[1:], strict=True):
        out += [one, piece]
    return "".join(out)


# After a letter of the script, and before another, a blank, a closing mark or the end.
_ENDS = rf"(?=[\s\"'»”’)\]*_،؛؟{_ARABIC}]|$)"


def _arabic(text: str) -> str:
    for latin, own in ((",", "،"), (";", "؛"), ("?", "؟")):
        text = re.sub(rf"(?<=[{_ARABIC}]){re.escape(latin)}{_ENDS}", own, text)
    return text


def _chinese(text: str) -> str:
    for latin, own in (
        (",", "，"),
        (";", "；"),
        ("?", "？"),
        ("!", "！"),
        (":", "："),
        (".", "。"),
    ):
        text = re.sub(rf"(?<=[{_HAN}]){re.escape(latin)} ?(?=[{_HAN}])", own, text)
        text = re.sub(rf"(?<=[{_HAN}]){re.escape(latin)}(?=\n|$)", own, text)
    return text


def _french(text: str) -> str:
    """Imprimerie nationale, Lexique: no line may begin with one of these marks."""
    text = re.sub(r"(?<=\w) ([;!?])(?=\s|$)", "\u202f\\1", text)
    text = re.sub(r"(?<=\w) :(?=\s|$)", "\u00a0:", text)
    return re.sub(r" »", "\u00a0»", re.sub(r"« ", "«\u00a0", text))


_MARKS: Mapping[str, _Rule] = {
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "sd", "ug"), _arabic),
    "zh": _chinese,
    "fr": _french,
}
