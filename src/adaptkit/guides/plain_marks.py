"""Texts whose marks are plain to see, so that nobody need parse them.

In a text of words, code, links and emphasis that all stand alone, each mark either opens or closes,
whatever stands elsewhere: what CommonMark makes of it is known from its pieces. A text with any
other mark has no *shape*, and is left to the parser.
"""

from __future__ import annotations

import re
from collections import Counter

from adaptkit.records import Record
from adaptkit.texts.placeholders import PLACEHOLDER

# An underscore inside of a word is one of its letters.
_INSIDE = r"(?<=[^\W_])_(?=[^\W_])"
_WORDS = rf"[^\\`*_~\[\]<&\n!]++|!(?!\[)|&(?![#A-Za-z])|{_INSIDE}"
_CODE = r"`[^`\n\[\]\\]++`(?!`)"
# An address that no parser refuses and that holds no mark.
_ADDRESS = r"(?:https?://|mailto:|tel:)?+[^\s()<>\\\"'&*`:\[\]]++"
_LINK = rf"\[(?!\^)(?:{_WORDS}|{_CODE})++\]\({_ADDRESS}\)"
_NOTE = r"\[\^(?:[^\W_]|-)++\](?![(\[:])"
_WITHIN = rf"(?:{_WORDS}|{_CODE}|{_LINK}|{_NOTE})++"
# A mark with a letter on its inner side, or with a blank or nothing on its outer one, is an opening
# or a closing one and not both; of underscores only the second holds.
_OPENS, _CLOSES = r"(?:(?<![^ ]){0}(?=\S)|{0}(?=[^\W_]))", r"(?:(?<=\S){0}(?![^ ])|(?<=[^\W_]){0})"
_STARS = "|".join(
    f"{_OPENS.format(mark)}{_WITHIN}{_CLOSES.format(mark)}(?!\\*)" for mark in (r"\*\*", r"\*")
)
_LOW = rf"(?<![^ ])_(?=\S){_WITHIN}(?<=\S)_(?![^ ])"
_PLAIN = re.compile(rf"(?>{_WORDS}|{_CODE}|{_LINK}|{_NOTE}|{_STARS}|{_LOW})*+")
_PIECE = re.compile(
    rf"`(?P<code>[^`]*)`|\]\((?P<link>[^()]*)\)|\[\^(?P<note>[^\]]*)\]|(?P<mark>\*+)"
    rf"|(?P<inside>{_INSIDE})|(?P<low>_)"
)


class Shape(Record, frozen=True):
    """How often a text has emphasis and code, and which addresses and notes it leads to."""

    emphasis: int
    code: int
    links: Counter[str]
    notes: Counter[str]


def shape_of(text: str) -> Shape | None:
    """None where the parser must be asked. Code that is a placeholder does not count."""
    if not _PLAIN.fullmatch(text):
        return None
    marks = inside = low = code = 0
    links, notes = Counter[str](), Counter[str]()
    for found in _PIECE.finditer(text):
        kind, said = found.lastgroup, found[found.lastgroup or 0]
        match kind:
            case "mark":
                marks += 1
            case "low":
                low += 1
            case "inside":
                inside += 1
            case "code":
                code += PLACEHOLDER.fullmatch(said) is None
            case "link":
                links[said] += 1
            case _:
                notes[said] += 1
    if inside and inside + low > 1 and marks + low:
        return None  # one of them may be taken for the other one of a pair
    return Shape((marks + low) // 2, code, links, notes)


def is_closed(text: str) -> bool:
    """Whether readers see no mark of it, and nobody has to mend one, whatever its source has."""
    shape = shape_of(text)
    return shape is not None and (shape.emphasis > 0 or text.count("_") < 2)
