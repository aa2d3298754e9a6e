"""How far the editions are: at the terminal, as tables, and as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, FINDINGS, Call, FilePath, command, one_of

if TYPE_CHECKING:
    from pathlib import Path

    from adaptkit.reports.chapters import ChapterStatus
    from adaptkit.reports.since import Since
    from adaptkit.reports.status import EditionStatus
    from adaptkit.workspace import Workspace

# As reports/listed.py has them, which is imported where there is something to list.
_LISTS = ("untranslated", "fuzzy", "unreviewed", "points", "drift", "contacts")


@click.command()
@click.argument("editions", metavar="[EDITION]...", nargs=-1, shell_complete=_names.editions)
@click.option("--all", "all_places", is_flag=True, help="Name every passage that waits.")
@click.option(
    "--list",
    "kind",
    default="",
    callback=one_of("", *_LISTS),
    metavar="NAME",
    help=f"Every passage of one kind with its places: {', '.join(_LISTS)}.",
    shell_complete=_names.one_of(*_LISTS),
)
@click.option("--chapters", is_flag=True, help="Each edition chapter by chapter.")
@click.option(
    "--changes",
    is_flag=True,
    help="What changed since each edition was last released, or else built.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print a table as CSV, for spreadsheets.")
@click.option(
    "--html",
    "page",
    type=FilePath(dir_okay=False),
    metavar="FILE",
    help="Write all of it as one page for the guide's owner.",
)
@command(writes=False)
def status(
    call: Call,
    editions: tuple[str, ...],
    all_places: bool,
    kind: str,
    chapters: bool,
    changes: bool,
    as_csv: bool,
    page: Path | None,
) -> int:
    """How complete each edition is, and why it is not ready.

    Of one edition it says first whether it can be published today; then what stops it, the most
    urgent first, who has what to do, and the next step. It names the first ten passages that wait
    for a translator, with their lines in the catalogue, and the first ten terms and words around
    the guide without a translation; with --all every one.

    \b
    Examples:
      adaptkit status
      adaptkit status es_MX
      adaptkit status es_MX --all
      adaptkit status es_MX --chapters
      adaptkit status es_MX --changes
      adaptkit status --csv > editions.csv
      adaptkit status --html build/status.html
      adaptkit status es_MX --list fuzzy
      adaptkit status es_MX --list untranslated --csv > to-do.csv
    """
    _check_together(call, kind, chapters=chapters, changes=changes, as_csv=as_csv, page=page)
    if kind:
        return _list(call, editions, kind, as_csv=as_csv)
    from adaptkit.commands.status import status as look

    workspace = call.workspace()
    rows = look(workspace, editions, today=call.today, all_places=all_places)
    if page:
        return _dashboard(call, workspace, rows, page)
    found = _chapters(call, workspace, editions) if chapters else ()
    changed = _changes(call, workspace, editions) if changes else ()
    if as_csv:
        call.console.print_bytes(_csv(rows, found if chapters else None))
    elif call.as_json:
        from adaptkit.reports.status_data import status_json

        said = status_json(rows)
        if chapters:
            from adaptkit.reports.chapters import with_chapters

            said = with_chapters(said, found)
        if changes:
            from adaptkit.reports.since import with_changes

            said = with_changes(said, changed)
        call.console.print_json(said)
    else:
        call.console.status(rows, all_places=all_places, chapters=found, changes=changed)
    return CLEAN if all(row.made for row in rows) else FINDINGS


def _check_together(
    call: Call, kind: str, *, chapters: bool, changes: bool, as_csv: bool, page: Path | None
) -> None:
    """Raises UsageError where two options ask for two different things."""
    if as_csv and call.as_json:
        raise click.UsageError("Give --json or --csv, not both.")
    if kind and chapters:
        raise click.UsageError("Give --list or --chapters, not both.")
    if page and (kind or chapters or changes or as_csv):
        raise click.UsageError("Give --html without --list, --chapters, --changes and --csv.")
    if changes and (kind or as_csv):
        raise click.UsageError("Give --changes without --list and --csv.")


def _csv(rows: tuple[EditionStatus, ...], chapters: tuple[ChapterStatus, ...] | None) -> bytes:
    from adaptkit.commands.status import chapters_csv, status_csv

    return status_csv(rows) if chapters is None else chapters_csv(chapters)


def _changes(call: Call, workspace: Workspace, editions: tuple[str, ...]) -> tuple[Since, ...]:
    from adaptkit.commands.status import status_changes

    return status_changes(workspace, editions, today=call.today)


def _dashboard(
    call: Call, workspace: Workspace, rows: tuple[EditionStatus, ...], page: Path
) -> int:
    from adaptkit.commands.status import write_dashboard

    path, size = write_dashboard(workspace, rows, page, today=call.today)
    if call.as_json:
        call.console.print_json({"path": path, "size": size, "editions": len(rows)})
    else:
        from adaptkit.reports.words import as_name
        from adaptkit.reports.words import size as said

        call.console.say([f"Wrote {as_name(path)} ({said(size)}). It opens in any browser."])
    return CLEAN if all(row.made for row in rows) else FINDINGS


def _chapters(
    call: Call, workspace: Workspace, editions: tuple[str, ...]
) -> tuple[ChapterStatus, ...]:
    from adaptkit.commands.status import status_chapters

    return status_chapters(workspace, editions, today=call.today)


def _list(call: Call, editions: tuple[str, ...], kind: str, *, as_csv: bool) -> int:
    from adaptkit.commands.status import list_csv, list_passages

    found = list_passages(call.workspace(), editions, kind, today=call.today)
    if as_csv:
        call.console.print_bytes(list_csv(found))
    elif call.as_json:
        from adaptkit.reports.listed import listed_json

        call.console.print_json(listed_json(found))
    else:
        call.console.listed(found, kind)
    return CLEAN
