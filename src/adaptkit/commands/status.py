"""``adaptkit status``: how far each edition is, and what stops its release."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.readiness.kept_rows import KeptRows

if TYPE_CHECKING:
    from pathlib import Path

    from adaptkit.model.edition import Edition
    from adaptkit.reports.chapters import ChapterStatus
    from adaptkit.reports.listed import Listed
    from adaptkit.reports.since import Since
    from adaptkit.reports.status import EditionStatus
    from adaptkit.workspace import Workspace

_Found = TypeVar("_Found")


def status(
    workspace: Workspace,
    editions: Sequence[str] = (),
    *,
    today: datetime.date,
    all_places: bool = False,
) -> tuple[EditionStatus, ...]:
    """One row an edition. Raises ProblemsFound with everything that keeps any from being read; an
    edition whose overlays cannot be carried out has a row that says so, beside those of others.

    Rows whose files are what they were when the row was made are not made again. ``all_places``:
    whether every passage that waits is named, and not only the first ones.
    """
    names = workspace.edition_names(editions)
    if all_places:
        from adaptkit.readiness.rows import make_rows

        found = make_rows(workspace, names, today=today, places=None)
        return _some_made([found[name][0] for name in names])
    kept = KeptRows(workspace, today)
    rows = {name: kept.row(name) for name in names}
    wanted = [name for name, row in rows.items() if row is None]
    if wanted:
        from adaptkit.readiness.rows import make_rows

        made = make_rows(workspace, wanted, today=today)
        rows |= {name: row for name, (row, _) in made.items()}
        kept.keep({name: (row, origin) for name, (row, origin) in made.items() if origin})
    else:
        kept.keep({})
    return _some_made([row for name in names if (row := rows[name]) is not None])


def list_passages(
    workspace: Workspace, editions: Sequence[str], kind: str, *, today: datetime.date
) -> tuple[Listed, ...]:
    """Every passage of one kind, such as ``fuzzy``. Raises ProblemsFound."""
    from adaptkit.readiness.maker import Maker
    from adaptkit.readiness.passages import Passages
    from adaptkit.workspace import Problems

    maker, problems = Maker(workspace, today), Problems()
    found: list[Listed] = []
    specs = maker.specs(workspace.edition_names(editions), problems)
    for edition in maker.each(specs, problems, shown=lambda _: False):
        found += Passages(workspace, edition, today).listed(kind)
        del edition
    return tuple(found)


def status_chapters(
    workspace: Workspace, editions: Sequence[str], *, today: datetime.date
) -> tuple[ChapterStatus, ...]:
    """How far the chapters are of those editions that can be made. Raises ProblemsFound with what
    keeps all of them from it."""
    from adaptkit.readiness.by_chapter import by_chapter

    found = _of_each(workspace, editions, today, by_chapter)
    return tuple(row for rows in found for row in rows)


def status_changes(
    workspace: Workspace, editions: Sequence[str], *, today: datetime.date
) -> tuple[Since, ...]:
    """What changed in them since they were last built. Raises ProblemsFound as above."""
    from adaptkit.readiness.since import since

    return tuple(_of_each(workspace, editions, today, since))


def _of_each(
    workspace: Workspace,
    editions: Sequence[str],
    today: datetime.date,
    look: Callable[[Workspace, Edition], _Found],
) -> list[_Found]:
    """What is to be said of each edition that can be made; one is let go before the next."""
    from adaptkit.readiness.maker import Maker
    from adaptkit.workspace import Problems

    maker, problems = Maker(workspace, today), Problems()
    found: list[_Found] = []
    for name in workspace.edition_names(editions):
        spec = problems.attempt(workspace.read_edition, name)
        edition = problems.attempt(maker.make, spec, shown=False) if spec else None
        said = problems.attempt(look, workspace, edition) if edition is not None else None
        if said is not None:
            found.append(said)
        del edition
    if not found:
        problems.stop_if_any()
    return found


def write_dashboard(
    workspace: Workspace, rows: Sequence[EditionStatus], path: Path, *, today: datetime.date
) -> tuple[str, int]:
    """One page of these editions; gives its path as it is shown, and its size in bytes. Raises
    ProblemsFound where it would land among the project's own files, or over another file."""
    from adaptkit.dashboard import OURS, render_dashboard
    from adaptkit.model.diagnostic import Position, error
    from adaptkit.readiness.overview import overview
    from adaptkit.workspace.files import write_files
    from adaptkit.workspace.landing import is_ours, named_as, not_here, other_kind, shown

    path = named_as(path.absolute(), ".html")
    stops = list(not_here(workspace.root, path, what="the page", option="--html"))
    stops += other_kind(path, ".html", ".htm", option="--html")
    if not stops and path.exists() and not (path.is_file() and is_ours(path, OURS)):
        said = "something else of this name is there"
        hint = "move it away, or name another file, such as build/status.html"
        stops = [error("use-in-the-way", Position(shown(path)), said, hint)]
    if stops:
        raise ProblemsFound(stops)
    names = [row.edition for row in rows]
    content = render_dashboard(overview(workspace, names, today), rows)
    write_files({path: content})
    return shown(path), len(content)


def status_csv(rows: Sequence[EditionStatus]) -> bytes:
    """A table of the editions that no spreadsheet takes for formulas."""
    from adaptkit.exchange.csv_table import csv_bytes
    from adaptkit.reports.status_data import status_rows

    return csv_bytes(status_rows(rows))


def chapters_csv(found: Sequence[ChapterStatus]) -> bytes:
    """The same of their chapters."""
    from adaptkit.exchange.csv_table import csv_bytes
    from adaptkit.reports.chapters import chapters_rows

    return csv_bytes(chapters_rows(found))


def list_csv(found: Sequence[Listed]) -> bytes:
    """The same as a table that no spreadsheet takes for formulas."""
    from adaptkit.exchange.csv_table import csv_bytes
    from adaptkit.reports.listed import listed_rows

    return csv_bytes(listed_rows(found))


def _some_made(rows: Sequence[EditionStatus]) -> tuple[EditionStatus, ...]:
    """The rows. Raises ProblemsFound where there is nothing to say of any edition but what keeps
    it from being made."""
    if rows and not any(row.made for row in rows):
        raise ProblemsFound([found for row in rows for found in row.blockers])
    return tuple(rows)
