"""Which inline HTML has a meaning that every format can show."""

from __future__ import annotations

import html
from collections.abc import Sequence

from adaptkit.guides.tag_parts import Tag, take_apart
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.records import replace

Kind = InlineKind
ELEMENTS = {
    "b": Kind.BOLD,
    "i": Kind.ITALIC,
    "em": Kind.EMPHASIS,
    "strong": Kind.STRONG,
    "sub": Kind.SUBSCRIPT,
    "sup": Kind.SUPERSCRIPT,
    "kbd": Kind.KEYBOARD,
    "mark": Kind.HIGHLIGHT,
    "small": Kind.SMALL,
    "s": Kind.STRUCK,
    "u": Kind.UNDERLINE,
    "q": Kind.QUOTED,
    "cite": Kind.CITED,
    "abbr": Kind.ABBREVIATION,
    "span": Kind.SPAN,
    "bdi": Kind.NAME,
}
_ALONE = {"br": Kind.BREAK, "wbr": Kind.BREAK_OPPORTUNITY}
# What an element may say of itself; with anything else it stays the author's own HTML.
_SAYS = {"abbr": {"title"}, "span": {"lang", "dir"}, "bdi": {"lang", "dir"}}
# Of elements, emphasis or brackets in each other; a person needs three.
DEEPEST = 50
_DIRECTIONS = ("ltr", "rtl", "auto")


def with_meaning(pieces: Sequence[Inline]) -> tuple[Inline, ...]:
    """The pieces with every pair of known tags, and what stands between, as one piece.

    What is not known, not closed or not nested stays the HTML that it is; so does what stands
    deeper in other elements than any person means.
    """
    if elements_too_deep([piece.text for piece in pieces if piece.kind is Kind.HTML]):
        return tuple(pieces)
    out: list[Inline] = []
    opened: list[tuple[str, int, Inline]] = []
    for piece in pieces:
        found = take_apart(piece.text) if piece.kind is Kind.HTML else None
        name = found.name if found else ""
        if found is None or not (name in ELEMENTS or name in _ALONE):
            out.append(piece)
        elif name in _ALONE and not found.closing and not found.attributes:
            out.append(Inline(_ALONE[name]))
        elif not found.closing and not found.closed and (begun := _begun(found)) is not None:
            opened.append((name, len(out), begun))
            out.append(piece)
        elif found.closing and opened and opened[-1][0] == name:
            _, at, begun = opened.pop()
            inner = tuple(out[at + 1 :])
            out[at:] = [replace(begun, children=inner)]
        else:
            out.append(piece)
    return tuple(out)


def elements_too_deep(tags: Sequence[str]) -> bool:
    """Whether so many of the known elements stand in each other, or are never closed."""
    if len(tags) <= DEEPEST:
        return False
    opened: list[str] = []
    for found in map(take_apart, tags):
        if found is None or found.name not in ELEMENTS:
            continue
        if found.closing:
            if opened and opened[-1] == found.name:
                opened.pop()
        elif not found.closed and _begun(found) is not None:
            opened.append(found.name)
            if len(opened) > DEEPEST:
                return True
    return False


def _begun(tag: Tag) -> Inline | None:
    """The piece that an opening tag begins; None where it says more than we know."""
    said = {name: html.unescape(value) for name, value in tag.attributes.items()}
    if not said.keys() <= _SAYS.get(tag.name, set()):
        return None
    language = None
    if "lang" in said:
        try:
            language = Locale.parse(said["lang"])
        except ValueError:
            return None
        if language.tag != said["lang"]:
            return None
    direction = said.get("dir", "")
    if direction and direction not in _DIRECTIONS:
        return None
    return Inline(
        ELEMENTS[tag.name], title=said.get("title", ""), language=language, direction=direction
    )
