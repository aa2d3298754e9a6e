"""Styles of a drawing: every token is one of a few kinds, and none of them fetches.

Harm in CSS needs an at-rule, or a function that takes an address (``url``, ``image-set``, ``src``
…). So the text is cut into tokens, and a declaration or rule that holds any other token than those
known here is left out. The pieces that stay are whole tokens, and so mean the same to a browser
wherever it sees a rule begin or end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

DATA_PICTURE = r"data:image/(?:png|jpe?g|gif|webp)(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=]*+"
_FUNCTIONS = (
    "rgba? hsla? hwb lab lch oklab oklch color color-mix light-dark icc-color device-cmyk"
    " calc min max clamp var translate(?:X|Y|Z|3d)? scale(?:X|Y|Z|3d)? rotate(?:X|Y|Z|3d)?"
    " skew(?:X|Y)? matrix(?:3d)? perspective blur brightness contrast drop-shadow grayscale"
    " hue-rotate invert opacity saturate sepia circle ellipse inset polygon path rect xywh"
    " cubic-bezier steps not is where nth-child nth-last-child nth-of-type nth-last-of-type"
    " first-child lang"
).replace(" ", "|")
_STRING = r"\"[^\"\\\n\r\f]*+\"|'[^'\\\n\r\f]*+'"
# Blanks are those of CSS: to it a no-break space is a letter, and begins another address.
_BLANK = r"[ \t\n\r\f]"
_LOCAL = r"#[^\s\"'()\\;{}@]++"
_TOKEN = (
    rf"{_BLANK}++|{_STRING}"
    rf"|url\({_BLANK}*(?:(?P<quote>[\"'])(?:{_LOCAL}|{DATA_PICTURE})(?P=quote)"
    rf"|{_LOCAL}|{DATA_PICTURE}){_BLANK}*\)"
    rf"|(?:{_FUNCTIONS})\(|@media(?![\w(-])"
    r"|[\w.%#\u0080-\U0010ffff-]++(?!\()|/(?!\*)|[,:*+>~=!()\[\]^$|&?<]"
    r"|(?P<structure>[{};])|(?P<strange>.)"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    # Compiled (and kept) by the first drawing that has a style: it takes as long as ten others.
    return re.finditer(_TOKEN, text, re.IGNORECASE | re.DOTALL)


def is_safe_value(value: str) -> bool:
    """Whether an attribute that styles (``fill="url(#a)"``) fetches nothing."""
    if "(" not in value:
        return True  # no function, no address
    return all(not (found["strange"]) for found in _tokens(value))


def safe_style(text: str) -> tuple[str, tuple[str, ...]]:
    """The style sheet, or the content of a ``style`` attribute, without what is not known to be
    harmless; and the names of the properties and rules that are left out. Comments go as well."""
    text = _COMMENT.sub(" ", text)
    kept: list[str] = []
    left_out: list[str] = []
    piece: list[str] = []
    strange = False
    inside = 0  # how many blocks of a rule that is left out are open

    def settle(mark: str) -> None:
        nonlocal strange, inside
        said = "".join(piece)
        piece.clear()
        if inside:
            inside += (mark == "{") - (mark == "}")
        elif strange:
            left_out.append(_name(said))
            inside = mark == "{"
            kept.append(mark if mark == "}" else "")
        else:
            kept.append(said + mark)
        strange = False

    for found in _tokens(text):
        if found["structure"]:
            settle(found[0])
        else:
            piece.append(found[0])
            strange = strange or bool(found["strange"])
    settle("")
    return "".join(kept), tuple(left_out)


def _name(piece: str) -> str:
    """``background`` of ``background: url(x)``, ``@import`` of ``@import "x"``."""
    found = re.match(r"\s*(@?[\w-]*)", piece)
    return (found[1] if found else "") or "a rule"
