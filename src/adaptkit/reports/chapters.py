"""How far the chapters of an edition are: for people, as JSON, and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adaptkit.records import Record
from adaptkit.reports.bars import Bar
from adaptkit.reports.problems import Json
from adaptkit.reports.words import begun, one_line, width

NO_CHAPTER = "(title, terms, values, decisions)"
"""What people read of passages that stand in no chapter."""
COLUMNS = (
    *("edition", "chapter", "title", "needed", "translated", "fuzzy", "untranslated", "reviewed"),
    *("to_sign", "errors", "warnings", "drift"),
)
_HEADER = (
    *("needed", "translated", "fuzzy", "untranslated", "reviewed", "errors", "warnings", "drift"),
)


class ChapterStatus(Record, frozen=True):
    """Counts of passages, as an edition has them. ``chapter``: its file's path in the guide's
    folder; ``""``: what stands in none. ``title``: as readers see it. ``to_sign``: what has to be
    signed off, translated or not. ``errors`` and ``warnings``: what checks find in it."""

    edition: str
    chapter: str
    title: str
    needed: int = 0
    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    reviewed: int = 0
    to_sign: int = 0
    errors: int = 0
    warnings: int = 0
    drift: int = 0

    @property
    def called(self) -> str:
        return self.title or self.chapter or NO_CHAPTER

    @property
    def counts(self) -> tuple[int, ...]:
        """In the order of what people see."""
        return (
            *(self.needed, self.translated, self.fuzzy, self.untranslated, self.reviewed),
            *(self.errors, self.warnings, self.drift),
        )


def chapters_lines(found: Sequence[ChapterStatus]) -> Iterator[str]:
    """A table an edition; numbers to the right, titles last: they may be long."""
    for edition in dict.fromkeys(one.edition for one in found):
        rows = [one for one in found if one.edition == edition]
        table = [_HEADER, *(tuple(f"{n:,}" for n in one.counts) for one in rows)]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        names = ["chapter", *(begun(one.called) for one in rows)]
        yield ""
        yield f"Chapters of {one_line(edition)}:"
        for name, cells in zip(names, table, strict=True):
            said = (cell.rjust(wide) for cell, wide in zip(cells, widths, strict=True))
            yield f"{'  '.join(said)}  {name}"


def chapter_bars(found: Sequence[ChapterStatus]) -> list[Bar]:
    """A bar a chapter; of several editions each says which one it is of."""
    several = len({one.edition for one in found}) > 1
    bars = []
    for one in found:
        name = _short(one.called)
        unsigned = one.to_sign - one.reviewed - one.fuzzy - one.untranslated
        done = one.translated * 100 // one.needed if one.needed else 100
        bars.append(
            Bar(
                f"{one_line(one.edition)}: {name}" if several else name,
                (one.reviewed, unsigned, one.fuzzy, one.untranslated),
                f"{done}% translated",
            )
        )
    return bars


def _short(name: str) -> str:
    """Titles are long, and the window is not."""
    said = one_line(name)
    if width(said) <= _LONGEST:
        return said
    while width(said) >= _LONGEST:
        said = said[:-1]
    return f"{said.rstrip()}…"


_LONGEST = 34


def with_chapters(said: Sequence[Json], found: Sequence[ChapterStatus]) -> list[Json]:
    """The rows of editions, each with its chapters; a chapter of ``""`` is what stands in none."""
    return [
        {
            **row,
            "chapters": [
                dict(list(zip(COLUMNS, _cells(one), strict=True))[1:])
                for one in found
                if one.edition == row["edition"]
            ],
        }
        for row in said
    ]


def chapters_rows(found: Sequence[ChapterStatus]) -> list[tuple[str, ...]]:
    """The rows of a table, its header first."""
    return [COLUMNS, *(tuple(map(str, _cells(one))) for one in found)]


def _cells(one: ChapterStatus) -> tuple[str | int, ...]:
    return tuple(getattr(one, column) for column in COLUMNS)
