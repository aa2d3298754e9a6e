"""How this edition was adapted and who has read it, as a Markdown file beside the chapters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import quote

from adaptkit.editions.anchors import anchor_table
from adaptkit.editions.changes import changes
from adaptkit.editions.record import record
from adaptkit.editions.reviewers import review_facts
from adaptkit.guides.translation import escape_value
from adaptkit.model.destination import ToChapter
from adaptkit.model.edition import Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.telling import Change, Fact, Said, Spot
from adaptkit.writers.markdown.notices import written_line

_NAME = "about-this-edition"


def record_file(edition: Edition, taken: Collection[str]) -> tuple[str, str] | None:
    """Its name, which no other file of the edition has, and its text; None where there is nothing
    to tell."""
    adapted = record(edition)
    facts = (*adapted, *review_facts(edition))
    if not facts:
        return None
    title = edition.said("How this edition was adapted" if adapted else "About this edition")
    tables = {chapter.name: anchor_table(chapter) for chapter in edition.chapters}
    colon = edition.between.colon
    parts = [f"# {_words(title)}"]
    if edition.telling.draft_words.text:
        parts.append(f"> **{_words(edition.telling.draft_words)}**")
    parts.append("\n".join(line for fact in facts for line in _fact(fact, colon)))
    if changed := changes(edition, tables):
        parts.append(f"## {_words(edition.said('Changed for this edition'))}")
        parts.append("\n".join(line for change in changed for line in _change(change, colon)))
    return _free_name(taken), "\n\n".join(parts) + "\n"


def _free_name(taken: Collection[str]) -> str:
    """No file system may take it for another's: some ignore how letters are written."""
    folded = {name.casefold() for name in taken}
    name, number = f"{_NAME}.md", 2
    while name in folded:
        name, number = f"{_NAME}-{number}.md", number + 1
    return name


def _fact(fact: Fact, colon: str) -> Iterator[str]:
    label = f"- **{_words(fact.label)}{colon.rstrip()}**"
    if not fact.listed:
        yield f"{label} {_inlines(piece for line in fact.lines for piece in line)}"
        return
    yield label
    yield from (f"  - {_inlines(line)}" for line in fact.lines)


def _change(change: Change, colon: str) -> Iterator[str]:
    spots = " – ".join(_spot(spot) for spot in change.spots if spot.where)
    lines = [f"**{_words(change.done)}**" + (f"{colon}{spots}" if spots else "")]
    lines += [_words(reason) for reason in change.reasons]
    lines += [
        f"{_words(label)}{colon}{' · '.join(map(written_line, names))}"
        for label, names in change.people
    ]
    yield "- " + "\\\n  ".join(lines)


def _spot(spot: Spot) -> str:
    words = written_line(spot.where)
    return f"[{words}]({_address(spot.to)})" if spot.to else words


def _address(to: ToChapter) -> str:
    """The chapter's file: its places have no names there unless a link of the guide uses them."""
    return quote(to.chapter, safe="/")


def _words(said: Said) -> str:
    return written_line(said.text)


def _inlines(pieces: Iterable[Inline]) -> str:
    return "".join(map(_inline, pieces)).strip()


def _inline(piece: Inline) -> str:
    match piece.kind:
        case InlineKind.BREAK:
            return " — "
        case InlineKind.LINK if isinstance(piece.to, ToChapter):
            return f"[{_inlines(piece.children)}]({_address(piece.to)})"
        case _:
            own = escape_value(re.sub(r"\s+", " ", piece.text)).replace("{", "\\{")
            return own + "".join(map(_inline, piece.children))
