"""``extra.css`` of a theme: a few properties of a few parts of a page, and nothing else.

A style sheet can hide a warning, write other words over a telephone number and fetch from anywhere.
So what is not listed here is refused, and what is kept is written anew: no character of a stranger
reaches a page but digits, the names below, and the names of fonts. Colours stand in theme.yaml,
where their contrast is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from adaptkit.model.diagnostic import Position, did_you_mean
from adaptkit.records import Record

LARGEST_STYLES = 20_000
"""Characters."""

_TEXTS = ("h1", "h2", "h3", "h4", "p", "li", "dt", "figcaption", ".cover h1", ".guide-title")
_BOXES = ("table", "th", "td", "blockquote", ".cover", ".quotation", ".chapters a", ".steps a")
PARTS = (*_TEXTS, *_BOXES, ".about")
"""Parts of a page. None of them says by its look what readers must know: that it is a draft, that
something is urgent, or that nobody has reviewed it."""

_NUMBER = r"(\d{1,3}(?:\.\d{1,3})?|\.\d{1,3})"
_GENERIC = ("serif", "sans-serif", "system-ui", "ui-serif", "ui-rounded", "ui-sans-serif")
_FONT = re.compile(r"\"[A-Za-z0-9][A-Za-z0-9 -]{0,39}\"|'[A-Za-z0-9][A-Za-z0-9 -]{0,39}'")


def _length(least: float, most: float) -> Callable[[str], str]:
    """One length between these, or 0 where that is allowed. Of ``em`` a list in a list would have
    more and more."""

    def written(value: str) -> str:
        found = re.fullmatch(_NUMBER + "rem", value)
        if value == "0" and not least:
            return "0"
        return value if found and least <= float(found[1]) <= most else ""

    return written


def _pixels(most: int) -> Callable[[str], str]:
    def written(value: str) -> str:
        found = re.fullmatch(r"(\d{1,2})(?:px)?", value)
        return value if found and int(found[1]) <= most and (value == "0" or "px" in value) else ""

    return written


def _one_of(*words: str) -> Callable[[str], str]:
    return lambda value: value if value in words else ""


def _fonts(value: str) -> str:
    """Fonts of the reader's own machine, in quotes, and at the end a kind of font."""
    *named, last = (part.strip() for part in value.split(","))
    right = last in _GENERIC and all(_FONT.fullmatch(one) for one in named)
    return ", ".join([*(f'"{one[1:-1]}"' for one in named), last]) if right else ""


class _Property(Record, frozen=True):
    """``written``: the value as it goes out, ``""`` where it is refused; ``takes``: in words.
    ``boxes``: of boxes only; with a dashed edge, any text would look like one of our notices."""

    written: Callable[[str], str]
    takes: str
    boxes: bool = False


_ROOM = _Property(_length(0, 2.5), "a length from 0 to 2.5rem")
PROPERTIES: Mapping[str, _Property] = {
    "border-radius": _ROOM,
    "border-style": _Property(
        _one_of("solid", "dashed", "dotted", "double", "none"),
        "solid, dashed, dotted, double or none",
        boxes=True,
    ),
    "border-width": _Property(_pixels(8), "a width from 0 to 8px", boxes=True),
    "font-family": _Property(_fonts, 'names in quotes and a kind, such as "Georgia", serif'),
    "font-size": _Property(_length(0.9, 3), "a length from 0.9 to 3rem"),
    "font-weight": _Property(
        _one_of("normal", "bold", *(str(n) for n in range(300, 1000, 100))),
        "normal, bold, or 300, 400 … 900",
    ),
    "margin-block": _ROOM,
    "padding-block": _ROOM,
    "padding-inline": _ROOM,
    "text-align": _Property(_one_of("start", "center"), "start or center"),
}

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_AT_RULE = re.compile(r"@[\w-]+")


class StyleFault(Record, frozen=True):
    position: Position
    message: str
    hint: str


def parse_styles(text: str, path: str) -> tuple[str, tuple[StyleFault, ...]]:
    """The style sheet written anew, and all that is refused. ``""`` where anything is."""
    reader = _Sheet(text.removeprefix("\ufeff"), path)
    written = list(reader.rules())
    faults = tuple(reader.faults)
    return ("" if faults else "".join(written)), faults


class _Sheet:
    def __init__(self, text: str, path: str) -> None:
        # Blanks of the same length, so that every place stays what it is.
        self.text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        self.path = path
        self.faults: list[StyleFault] = []

    def rules(self) -> Iterator[str]:
        if len(self.text) > LARGEST_STYLES:
            self.fault(0, f"it has more than {LARGEST_STYLES:,} characters", "make it shorter")
            return
        at = 0
        while found := _RULE.match(self.text, at):
            parts = list(self.parts(found[1], found.start(1)))
            said = list(self.declarations(found[2], found.start(2), parts))
            if parts and said:
                yield f"{', '.join(parts)} {{ {' '.join(said)} }}\n"
            at = found.end()
        rest = self.text[at:]
        if rest.strip():
            at += len(rest) - len(rest.lstrip())
            self.strange(at, rest.strip())

    def strange(self, at: int, text: str) -> None:
        if rule := _AT_RULE.match(text):
            hint = "leave it out: nothing is fetched from elsewhere, and sizes adapt by themselves"
            self.fault(at, f"{_short(rule[0])} is not allowed", hint)
        else:
            hint = "write each rule as: part { property: value; }"
            self.fault(at, f'"{_short(text)}" is not a rule', hint)

    def parts(self, text: str, start: int) -> Iterator[str]:
        if text.lstrip().startswith("@"):
            self.strange(start + len(text) - len(text.lstrip()), text.strip())
            return
        for at, piece in _pieces(text, ",", start):
            part = _BLANKS.sub(" ", piece)
            if part in PARTS:
                yield part
            else:
                near = did_you_mean(part, PARTS) or f"styles can be given to: {', '.join(PARTS)}"
                self.fault(at, f'"{_short(part)}" cannot be given a style', near)

    def declarations(self, text: str, start: int, parts: Sequence[str]) -> Iterator[str]:
        text_part = next((part for part in parts if part in _TEXTS), "")
        for at, piece in _pieces(text, ";", start):
            if not piece:
                continue
            name, colon, value = (part.strip() for part in piece.partition(":"))
            known = PROPERTIES.get(name.lower())
            if not colon:
                self.fault(at, f'"{_short(piece)}" is no declaration', "write property: value;")
            elif known is None:
                self.fault(at, f'"{_short(name)}" cannot be set', _why_not(name.lower()))
            elif not (written := known.written(_BLANKS.sub(" ", value))):
                message = f'"{name}" cannot be "{_short(value)}"'
                self.fault(at, message, f"it can be {known.takes}")
            elif known.boxes and text_part:
                hint = f"it can be set for: {', '.join((*_BOXES, '.about'))}"
                self.fault(at, f'"{name}" cannot be set for {text_part}', hint)
            else:
                yield f"{name.lower()}: {written};"

    def fault(self, at: int, message: str, hint: str) -> None:
        line = self.text.count("\n", 0, at) + 1
        column = at - (self.text.rfind("\n", 0, at) + 1) + 1
        self.faults.append(StyleFault(Position(self.path, line, column), message, hint))


def _why_not(name: str) -> str:
    if "color" in name or name.startswith("background"):
        return "give colours in theme.yaml, where their contrast is looked at"
    return did_you_mean(name, PROPERTIES) or f"what can be set: {', '.join(PROPERTIES)}"


def _pieces(text: str, mark: str, start: int) -> Iterator[tuple[int, str]]:
    """What stands between these marks, without blanks around it, and where it begins."""
    for piece in text.split(mark):
        yield start + len(piece) - len(piece.lstrip()), piece.strip()
        start += len(piece) + 1


def _short(text: str) -> str:
    said = _BLANKS.sub(" ", text)
    return said if len(said) <= 60 else said[:59] + "…"
