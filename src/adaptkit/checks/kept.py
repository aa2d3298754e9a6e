"""A translation has what its source has: links, pictures, code, emphasis, tags, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from adaptkit.checks import Passage, check
from adaptkit.guides.emphasis import mended
from adaptkit.guides.html_safety import tags_in
from adaptkit.guides.inline_trees import walk_inlines
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.guides.plain_marks import shape_of
from adaptkit.guides.tag_parts import OwnTags, is_allowed, take_apart
from adaptkit.model.diagnostic import Diagnostic, Severity, info, warning
from adaptkit.model.document import BlockKind, Reference
from adaptkit.model.inline import InlineKind
from adaptkit.records import Record, field
from adaptkit.texts.placeholders import PLACEHOLDER

_REFERRED = re.compile(r"\]\[([^\[\]\n]+)\]")
_NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_PLAIN = frozenset({BlockKind.FIELD, BlockKind.CAPTION, BlockKind.CODE})
_SLANTED = frozenset({InlineKind.EMPHASIS, InlineKind.ITALIC})
_STRONG = frozenset(
    {InlineKind.STRONG, InlineKind.BOLD, InlineKind.STRIKETHROUGH, InlineKind.STRUCK}
)
_MEANT = frozenset({InlineKind.ABBREVIATION, InlineKind.SUBSCRIPT, InlineKind.SUPERSCRIPT})
_ON_THE_WEB = re.compile(r"https?://")

# What is counted: (what it is called, which one, or "" where only the number counts).
_Kept = Counter[tuple[str, str]]
_EMPHASIS, _CODE = ("words in bold or italics", ""), ("a piece of code", "")


class _Of(Record):
    """What a text has. ``strong``: how much of its emphasis is; ``code``: its pieces."""

    kept: _Kept = field(default_factory=Counter)
    strong: int = 0
    code: set[str] = field(default_factory=set)


@check("kept", worst=Severity.WARNING, signs="*_`[<~", either=True)
def kept(passage: Passage) -> Iterator[Diagnostic]:
    """Readers would not find what the source leads to or shows, or see a tag as text."""
    if passage.kind in _PLAIN or passage.source == passage.translation:
        return
    shape = shape_of(passage.translation)
    if shape is not None and shape == _shape_of_source(passage.source):
        return
    if passage.kind is BlockKind.HTML:
        before, after = _of_html(passage.source), _of_html(passage.translation)
    else:
        before = _of_source(passage.source)
        after = _of_words(passage.source, passage.translation)
    for what, hint, some, other in (
        ("has lost", "copy it from the source, with its signs", before, after),
        ("has what its source has not:", "take it out", after, before),
    ):
        if differs := some.kept - other.kept:
            style = _of_style(passage, some, other)
            how = info if differs.keys() <= style else warning
            yield _told(passage, f"{what} {_named(differs)}", hint, how)
    foreign = _foreign(passage)
    if foreign:
        yield warning(
            "mark-up-differs",
            passage.position,
            f"readers would see the tag {foreign} in the translation of {passage.called} as text",
            "take it out: only tags of the source may stand there, with title and alt translated",
            unit=passage.unit_id,
        )


def _of_style(passage: Passage, some: _Of, other: _Of) -> set[tuple[str, str]]:
    """What no reader misses where one has it and the other has not: slanted letters, which many
    scripts do not have; and marks of code around what both texts say."""
    style = set()
    if some.strong <= other.strong:
        style.add(_EMPHASIS)
    here, there = passage.source.casefold(), passage.translation.casefold()
    if all(one in here and one in there for one in some.code | other.code):
        style.add(_CODE)
    return style


def _named(differs: _Kept) -> str:
    return ", ".join(
        f"{name} {which}".rstrip() + (f" ({times} times)" if times > 1 else "")
        for (name, which), times in differs.items()
    )


def _told(passage: Passage, what: str, hint: str, how: Callable[..., Diagnostic]) -> Diagnostic:
    return how(
        "mark-up-differs",
        passage.position,
        f"the translation of {passage.called} {what}",
        f"{hint}; if it is meant so, leave it",
        unit=passage.unit_id,
    )


# Each language asks about the same texts.
_shape_of_source = lru_cache(maxsize=1 << 12)(shape_of)


@lru_cache(maxsize=1 << 12)
def _of_source(source: str) -> _Of:
    """Each language asks about the same texts."""
    return _of_words(source, source)


def _of_words(source: str, text: str) -> _Of:
    labels = _REFERRED.findall(source)
    context = Context(
        {label.upper(): Reference(f"[{label}]") for label in labels},
        tuple(_NOTE.findall(source)),
    )
    of, found = _Of(), Counter[tuple[str, str]]()
    for piece in walk_inlines(parse_inlines(mended(text, source, context), context)):
        match piece.kind:
            case InlineKind.LINK:
                # A page of the web may well be another one in another language.
                web = _ON_THE_WEB.match(piece.target)
                found["the link", "to a page of the web" if web else f"to {piece.target}"] += 1
            case InlineKind.IMAGE:
                found["the picture", piece.target] += 1
            case InlineKind.CODE if not PLACEHOLDER.fullmatch(piece.text):
                found[_CODE] += 1
                of.code.add(piece.text.casefold())
            case InlineKind.FOOTNOTE_REFERENCE:
                found["the note", f"[^{piece.target}]"] += 1
            case InlineKind.HTML:
                found.update(_tag(piece.text))
            case kind if kind in _SLANTED:
                found[_EMPHASIS] += 1
            case kind if kind in _STRONG:
                found[_EMPHASIS] += 1
                of.strong += 1
            case kind if kind in _MEANT:
                found["the element for", f"an {kind}" if kind[0] == "a" else f"a {kind}"] += 1
    of.kept = found
    return of


def _of_html(text: str) -> _Of:
    found: _Kept = Counter()
    for tag in tags_in(text):
        found.update(_tag(tag))
    return _Of(found)


def _tag(tag: str) -> _Kept:
    """An opening tag that does more than say how words are meant."""
    taken = take_apart(tag)
    if taken is None or taken.closing or is_allowed(tag):
        return Counter()
    leads = next((taken.attributes[n] for n in ("href", "src") if n in taken.attributes), "")
    return Counter({("the tag", f"<{taken.name}> {leads}".rstrip()): 1})


def _foreign(passage: Passage) -> str:
    """The first tag that may not pass."""
    if "<" not in passage.translation:
        return ""
    own = OwnTags(tags_in(passage.source))
    if passage.kind is BlockKind.HTML:
        found = list(tags_in(passage.translation))
    else:
        pieces = walk_inlines(parse_inlines(passage.translation, Context({})))
        found = [piece.text for piece in pieces if piece.kind is InlineKind.HTML]
    return next((tag for tag in found if not own.has(tag) and not is_allowed(tag)), "")
