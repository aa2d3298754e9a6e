"""What stands in a written chapter and not in its source: that it is a draft, and what in it is
about another country."""

from __future__ import annotations

import re
from collections.abc import Sequence

from adaptkit.editions.elsewhere import (
    notice_words,
    passages_of_another_country,
    values_of_another_country,
)
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.translation import escape_start, escape_value
from adaptkit.model.document import BlockKind
from adaptkit.model.edition import Edition, EditionChapter


def written_line(text: str) -> str:
    """One line that shows exactly this and begins no other block."""
    return escape_start(escape_value(" ".join(text.split())).replace("{", "\\{"))


def with_notice(text: str, chapter: EditionChapter, edition: Edition) -> str:
    """The written chapter with one quotation more, below its title or else before all else: that
    this is a draft, which values are another country's, and which passages. Every other byte
    stays."""
    told = _told(chapter, edition)
    if not told:
        return text
    newline = found[0] if (found := re.search(r"\r\n?|\n", text)) else "\n"
    notice = f"{newline}>{newline}".join(f"> {one}" for one in told)
    lines = re.findall(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+", text)
    at = quick_place(lines, chapter)
    at = place(text, lines, chapter) if at is None else at
    before, after = "".join(lines[:at]), "".join(lines[at:])
    if before.strip("\ufeff"):
        before = before.rstrip("\r\n") + 2 * newline
    elif before or after.startswith("\ufeff"):
        before, after = "\ufeff", after.removeprefix("\ufeff")
    return before + notice + newline + ("" if after.startswith(newline) else newline) + after


def _told(chapter: EditionChapter, edition: Edition) -> list[str]:
    """What the quotation says, one paragraph each."""
    told = []
    if edition.telling.draft_words.text:
        told.append(f"**{written_line(edition.telling.draft_words.text)}**")
    if values := values_of_another_country(chapter, edition):
        said = notice_words(edition, edition.settings.country)
        told.append(_paragraph(" · ".join(map(written_line, values)), said.text))
    for words, said in passages_of_another_country(chapter, edition):
        told.append(_paragraph(written_line(words), said.text))
    return told


def _paragraph(what: str, said: str) -> str:
    words = f"**{written_line(said)}**"
    return f"{what} — {words}" if what else words


_TITLE = re.compile(r"# +[^#\s].*")


def quick_place(lines: Sequence[str], chapter: EditionChapter) -> int | None:
    """The same for a chapter that begins as nearly all do, a title with a blank line below it;
    None for any other. Reading every chapter of a draft once more would take a fifth of a build."""
    begun = chapter.origin.blocks[:1]
    at = 0
    if begun and begun[0].kind is BlockKind.FRONT_MATTER:
        ends = (n for n, line in enumerate(lines) if n and line.strip() == "---")
        at = next(ends, -1) + 1
        if not at or lines[0].rstrip() != "---":
            return None
    while at < len(lines) and not lines[at].strip():
        at += 1
    below = at + 1
    if below < len(lines) and _TITLE.match(lines[at]) and not lines[below].strip():
        return below
    return None


def place(text: str, lines: Sequence[str], chapter: EditionChapter) -> int:
    """Below how many lines it may stand and take nothing from its neighbours: what follows a title
    without a blank line may speak of the title."""
    origin = chapter.origin
    parsed = parse_chapter(
        text, path=origin.path, name=origin.name, chapter_id=origin.id, syntax=origin.syntax
    )
    blocks = list(parsed.blocks)
    at = 0
    if blocks and blocks[0].kind is BlockKind.FRONT_MATTER:
        at = blocks.pop(0).lines[1]
    if blocks and blocks[0].kind is BlockKind.HEADING:
        end = blocks[0].lines[1]
        if end >= len(lines) or not lines[end].strip():
            return end
    return at
