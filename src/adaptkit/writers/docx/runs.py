"""Pieces of text as runs (ECMA-376, part 1, 17.3.2): what they look like, in which language they
are, and which way they run. Whatever a text says, it stays text: fields are made of other
elements."""

from __future__ import annotations

import re
from unicodedata import bidirectional

from adaptkit.model.locale import Locale
from adaptkit.records import Record
from adaptkit.texts.printable import printable

LEFT_TO_RIGHT, RIGHT_TO_LEFT, FIRST_STRONG, END = "\u2066", "\u2067", "\u2068", "\u2069"
"""The isolates of the Unicode Bidirectional Algorithm, 3.1."""
RIGHT_MARK = "\u200f"
"""What stands between two of them is of the paragraph's own direction, where that is this one."""

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# Words that run from right to left, and what stands between them.
_TURNED = re.compile(f"([{_RTL}](?:[^A-Za-z\u00c0-\u058f\u0900-\ufb00\n]*[{_RTL}])*)")
# Scripts whose letters Word takes from the complex-script font although they run left to right.
_COMPLEX = frozenset(
    "Beng Deva Ethi Gujr Guru Khmr Knda Laoo Mlym Mymr Orya Sinh Taml Telu Thai Tibt".split()
)


def escaped(text: str) -> str:
    """As it stands in XML, in an attribute too. White space is blanks."""
    clean = printable(text).replace("\n", " ").replace("\t", " ").replace("\r", " ")
    return clean.translate(_ESCAPED)


def is_complex(language: Locale) -> bool:
    """Whether its letters are of Word's complex scripts."""
    return language.direction == "rtl" or language.likely_script in _COMPLEX


def turns(text: str, direction: str) -> bool:
    """Whether any of it runs the other way than ``direction``."""
    other = "[A-Za-z\u00c0-\u058f\u0900-\ufb00]" if direction == "rtl" else f"[{_RTL}]"
    return re.search(other, text) is not None


def begins_rtl(text: str) -> bool:
    """Whether its first letter is one of a script that runs from right to left."""
    strong = (one for one in map(bidirectional, text) if one in ("L", "R", "AL"))
    return next(strong, "L") != "L"


class Look(Record, frozen=True):
    """What a run is like. ``style``: a character style. ``language``: None is the document's."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    marked: bool = False
    raised: str = ""
    language: Locale | None = None


def run(text: str, look: Look, language: Locale, direction: str) -> str:
    """Runs that show exactly this text. ``language``: of the text around it."""
    if not text:
        return ""
    if direction == "rtl" or not turns(text, "ltr"):
        return _run(_text(text), look, language, direction == "rtl")
    return "".join(
        _run(_text(part), look, language, bool(odd % 2))
        for odd, part in enumerate(_TURNED.split(text))
        if part
    )


def line_break(look: Look, language: Locale, direction: str) -> str:
    return _run("<w:br/>", look, language, direction == "rtl")


def verbatim(text: str, look: Look, language: Locale, direction: str) -> str:
    """Lines as they are, with all their blanks."""
    lines = []
    for line in re.split(r"\r\n?|\n", text):
        lines.append("<w:tab/>".join(_text(part) for part in line.split("\t")))
    return _run("<w:br/>".join(lines), look, language, direction == "rtl")


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escaped(text)}</w:t>' if text else ""


def _run(inner: str, look: Look, language: Locale, rtl: bool) -> str:
    own = look.language is not None
    properties = look_properties(look, look.language or language, rtl, own=own)
    return f"<w:r>{properties}{inner}</w:r>"


def look_properties(look: Look, language: Locale, rtl: bool, *, own: bool) -> str:
    """In the order of the schema. ``own``: the language is another than the document's."""
    # Slanted letters are hard to read outside the Latin script, and many fonts have none.
    slanted = look.italic and language.likely_script in ("Latn", "Cyrl", "Grek")
    bold = look.bold or (look.italic and not slanted)
    complex_script = not rtl and is_complex(language) and language.direction == "ltr"
    found = [
        f'<w:rStyle w:val="{look.style}"/>' if look.style else "",
        "<w:b/><w:bCs/>" if bold else "",
        "<w:i/><w:iCs/>" if slanted else "",
        "<w:strike/>" if look.struck else "",
        '<w:highlight w:val="yellow"/>' if look.marked else "",
        '<w:u w:val="single"/>' if look.underline else "",
        f'<w:vertAlign w:val="{look.raised}"/>' if look.raised else "",
        "<w:rtl/>" if rtl else "",
        "<w:cs/>" if complex_script else "",
        language_property(language) if own else "",
    ]
    inside = "".join(found)
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def language_property(language: Locale) -> str:
    """``w:lang``: of Latin letters, of complex scripts and of East Asian ones."""
    tag = escaped(language.tag)
    if is_complex(language):
        return f'<w:lang w:bidi="{tag}"/>'
    if language.likely_script in ("Hans", "Hant", "Jpan", "Kore"):
        return f'<w:lang w:val="{tag}" w:eastAsia="{tag}"/>'
    return f'<w:lang w:val="{tag}"/>'
