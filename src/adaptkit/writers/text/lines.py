"""Lines of plain text: what may stand in them, and which way they run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _EITHER, _END = "\u2066", "\u2067", "\u2068", "\u2069"
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
# White space of other kinds, which has no meaning where no line is wrapped.
_BLANK = re.compile("[\t\x0b\f\r\x1c-\x1f\x85\u00a0\u2007\u2028\u2029\u202f]+")
# What nobody sees, and some programs read out: controls, places to divide a word, byte order marks.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\ufeff\ufffe\uffff]")
_BLANKS = re.compile(" {2,}")
_ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_SMALL = {
    "up": str.maketrans("0123456789+-\u2212=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ"),
    "down": str.maketrans("0123456789+-\u2212=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}


def clean(text: str) -> str:
    """One line's words, with nothing in it that has no place in plain text."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", _BLANK.sub(" ", text)))


def isolated(text: str, direction: str, around: str) -> str:
    """A piece that runs in its own direction (``auto``: that of its first letter), marked where the
    text around it might turn it round; nothing is marked where nothing can."""
    if not text or (direction == around and not _turns(text, around)):
        return text
    if direction not in ("ltr", "rtl") and not _turns(text, around):
        return text
    begins = {"ltr": _LEFT_TO_RIGHT, "rtl": _RIGHT_TO_LEFT}.get(direction, _EITHER)
    return f"{begins}{text}{_END}"


def _turns(text: str, around: str) -> bool:
    """Whether any letter of it runs the other way."""
    other = {"L"} if around == "rtl" else {"R", "AL"}
    return any(unicodedata.bidirectional(character) in other for character in text)


def directed(line: str, direction: str) -> str:
    """The line, beginning with a mark where programs that go by its first letter (UAX 9, rule P2)
    would take it for one of the other direction."""
    first = next(
        (k for k in map(unicodedata.bidirectional, _ISOLATED.sub("", line)) if k in "L R AL"), None
    )
    found = {"L": "ltr", "R": "rtl", "AL": "rtl"}.get(first or "", "ltr")
    if found == direction or not line.strip():
        return line
    words = line.lstrip(" ")
    return " " * (len(line) - len(words)) + _MARKS[direction] + words


def raised(text: str, around: str = "up") -> str:
    """Above or below the line (``down``): ``10`` and ``6`` must not become ``106``. Letters alone
    can be read where they stand (``5th``)."""
    small = text.translate(_SMALL[around])
    if all(new != old for new, old in zip(small, text, strict=True)):
        return small
    if not any(character.isnumeric() for character in text):
        return text
    return f"^({text})" if around == "up" else f"_({text})"


def indented(lines: Iterable[str], first: str, others: str = "") -> list[str]:
    """The lines, the first after ``first`` and all below it as far in."""
    others = others or " " * len(first)
    found = list(lines) or [""]
    return [first + found[0], *(others + line if line else "" for line in found[1:])]


def apart(parts: Iterable[list[str]]) -> list[str]:
    """Parts with an empty line between each two; without those that are empty."""
    out: list[str] = []
    for part in parts:
        if any(part):
            out += [*([""] if out else []), *part]
    return out


def finished(lines: Iterable[str]) -> str:
    """As it stands in the file: no blanks at the end of a line, never three empty ones."""
    text = "\n".join(line.rstrip() for line in lines)
    return re.sub(r"\n{4,}", "\n\n\n", text).strip("\n") + "\n"
