"""Passages one by one: what ``status --list`` names, for people, as JSON and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adaptkit.records import Record
from adaptkit.reports.problems import Json
from adaptkit.reports.words import as_name, counted, one_line

LISTS = ("untranslated", "fuzzy", "unreviewed", "points", "drift", "contacts")
COLUMNS = (
    *("edition", "list", "unit", "text", "path", "line"),
    *("catalogue", "catalogue_line", "file", "file_line", "note"),
)


class Listed(Record, frozen=True):
    """One passage of a list. ``path`` and ``line``: in the guide, or where its text comes from;
    ``catalogue``: its entry. ``file``: what else decides about it, such as an overlay's file.
    ``note``: what else there is to know."""

    edition: str
    kind: str
    unit: str
    text: str
    path: str = ""
    line: int = 0
    catalogue: str = ""
    catalogue_line: int = 0
    file: str = ""
    file_line: int = 0
    note: str = ""

    @property
    def cells(self) -> tuple[str | int, ...]:
        return (
            *(self.edition, self.kind, self.unit, self.text, self.path, self.line),
            *(self.catalogue, self.catalogue_line, self.file, self.file_line, self.note),
        )


class Word(Record, frozen=True):
    """A word around the guide (``interface``), one of its terms (``term``) or why something was
    changed (``reason``) that readers get in another language. ``path``, ``line``: where a person
    can translate it; line 0 where the file has yet to get it."""

    text: str
    kind: str
    state: str
    path: str
    line: int


def listed_lines(found: Sequence[Listed], kind: str) -> Iterator[str]:
    """Two lines each: where it stands, and its whole text."""
    for one in found:
        yield f"{place(one.path, one.line) or place(one.file, one.file_line)}: {as_name(one.unit)}"
        yield f"  “{one_line(one.text)}”"
        others = [place(one.catalogue, one.catalogue_line), place(one.file, one.file_line)]
        for other in others if one.path else others[:1]:
            if other:
                yield f"  {other}"
        if one.note:
            yield f"  {one_line(one.note)}"
    yield f"{kind}: {counted(len(found), 'entry', 'entries')}"


def place(path: str, line: int) -> str:
    return as_name(f"{path}:{line}" if line else path)


def listed_json(found: Sequence[Listed]) -> list[Json]:
    """A line of 0 or an empty path says that there is none."""
    return [dict(zip(COLUMNS, one.cells, strict=True)) for one in found]


def listed_rows(found: Sequence[Listed]) -> list[tuple[str, ...]]:
    """The same as rows of a table, its header first."""
    return [COLUMNS, *(tuple(str(cell) if cell else "" for cell in one.cells) for one in found)]
