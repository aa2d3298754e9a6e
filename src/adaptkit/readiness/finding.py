"""Which passage of an edition somebody means who has seen a built page, or a few of its words."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.edition import Edition, EditionChapter, UnitTrace
from adaptkit.readiness.passages import Passages
from adaptkit.records import Record
from adaptkit.reports.words import typed
from adaptkit.workspace import Workspace
from adaptkit.writers.html import page_name

_FORMATS = ("html", "md")
# What a tag says to those who cannot see it.
_SAID = re.compile(r'\b(?:alt|title)="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"\]\([^()]*\)|\{[#.][^{}]*\}")
# A line of a page that holds fewer letters than this is no part of one passage alone.
_ENOUGH = 3


class Page(Record, frozen=True):
    """A built page: the edition that it is of, and what it is called in its format."""

    edition: str
    format: str
    name: str
    file: Path


def built_page(workspace: Workspace, typed: str) -> Page | None:
    """``build/es_MX/html/x.html`` as somebody typed it; None for what no build has written."""
    for base in (workspace.root, Path.cwd()):
        file = base / typed
        parts = file.parts
        at = [n for n, part in enumerate(parts) if part in _FORMATS and n and n + 1 < len(parts)]
        for n in reversed(at):
            edition = file.parents[len(parts) - n - 1]
            if file.is_file() and (edition / "manifest.json").is_file():
                return Page(edition.name, parts[n], "/".join(parts[n + 1 :]), file)
    return None


def on_page(edition: Edition, page: Page, line: int) -> list[str]:
    """The ids of the passages that stand at a line of a built page; where it holds no words, at
    the next that does. Raises ProblemsFound."""
    if page.edition != edition.spec.name:
        said = f"this page is of the edition {page.edition}, not of {edition.spec.name}"
        hint = f"adaptkit explain {page.edition} {typed(f'{page.file}:{line}')}"
        raise ProblemsFound([_unknown(str(page.file), line, said, hint)])
    lines = page.file.read_text("utf-8", errors="replace").splitlines()
    chapters = [c for c in edition.chapters if page.name in (c.name, page_name(c.name))]
    known = [*_shown(chapters or edition.chapters)]
    below, above = lines[line - 1 :], reversed(lines[: line - 1])
    for text in (*below, *above) if 0 < line <= len(lines) else ():
        if found := _nearest(_letters(_without_marks(text, page.format)), known):
            return found
    said = f"no passage of the edition {edition.spec.name} stands there"
    raise ProblemsFound([_unknown(str(page.file), line, said, "name a line with words of it")])


def _shown(chapters: Sequence[EditionChapter]) -> Iterator[tuple[str, str]]:
    for chapter in chapters:
        for block in chapter.walk():
            if block.id and block.inlines:
                yield block.id, _letters(plain_text(block.inlines))


def _nearest(line: str, known: Sequence[tuple[str, str]]) -> list[str]:
    """Those that say the same; else those that the line is a part of; else the longest that is a
    part of the line."""
    if len(line) < _ENOUGH:
        return [unit for unit, words in known if words and words == line]
    same = [unit for unit, words in known if words == line]
    around = same or [unit for unit, words in known if line in words]
    if around:
        return around
    inside = [
        (len(words), unit) for unit, words in known if len(words) >= _ENOUGH and words in line
    ]
    return [max(inside)[1]] if inside else []


def _without_marks(text: str, form: str) -> str:
    """The words of a line of HTML or Markdown, without tags, addresses and ids."""
    if form == "md":
        text = _ADDRESS.sub("]", text)
    said = " ".join(_SAID.findall(text)) if not _TAG.sub("", text).strip() else ""
    return html.unescape(said or _TAG.sub("", text))


def _letters(text: str) -> str:
    """Letters and digits alone: marks, blanks and capitals are what formats write in other ways."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum() or unicodedata.combining(c))


def with_words(passages: Passages, words: str) -> list[tuple[UnitTrace, str]]:
    """The passages in which these words stand, in the guide's language or in the edition's, each
    with its words as the edition has them. One that says nothing else comes alone."""
    wanted = _letters(words)
    if not wanted:
        return []
    shown = dict(passages.shown())
    found, same = [], []
    for one in passages.edition.trace:
        entry = passages.entries.get(one.unit)
        said = shown.get(one.unit, "") or (entry[1].msgstr if entry else "")
        texts = [_letters(text) for text in (passages.texts.get(one.unit, ""), said)]
        if wanted in texts:
            same.append((one, said))
        if any(wanted in text for text in texts):
            found.append((one, said))
    return same if len(same) == 1 else found


def _unknown(path: str, line: int, said: str, hint: str) -> Diagnostic:
    return error("use-unknown-unit", Position(path, line), said, hint)
