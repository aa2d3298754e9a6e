"""Contacts out to a spreadsheet or another program, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, FINDINGS, Call, Commands, FilePath, command, one_of

if TYPE_CHECKING:
    from pathlib import Path

# As commands/directory_export.py has them.
_FORMATS = ("csv", "hsds")


@click.group(cls=Commands)
def directory() -> None:
    """Contacts out to a spreadsheet, and back."""


@directory.command("export")
@click.argument("overlay", shell_complete=_names.overlays)
@click.option(
    "--format",
    "format_",
    default="csv",
    callback=one_of(*_FORMATS),
    metavar="NAME",
    help="csv for spreadsheets, or hsds (Open Referral, JSON).",
)
@click.option(
    "-o",
    "--to",
    type=FilePath(),
    metavar="FILE",
    help="Where to write; else build/exchange/.",
)
@command(writes=True)
def export(call: Call, overlay: str, format_: str, to: Path | None) -> int:
    """Contacts as a table, to be kept in a spreadsheet.

    A row for each contact, a column for each field; the first column holds the key by which it
    is known again. What is changed there comes back with: adaptkit directory import OVERLAY FILE

    \b
    Examples:
      adaptkit directory export MX
      adaptkit directory export MX --format hsds --to mx.json
    """
    from adaptkit.commands.directory_export import directory_export as work
    from adaptkit.reports.directory import exported_json, exported_lines

    report = work(call.workspace(), overlay, format=format_, to=to)
    if call.as_json:
        call.console.print_json(exported_json(report))
    else:
        call.console.say(exported_lines(report))
    return CLEAN


@directory.command("import")
@click.argument("overlay", shell_complete=_names.overlays)
@click.argument("file", type=FilePath())
@click.option("--dry-run", is_flag=True, help="Tell what would change; write nothing.")
@command(writes=True)
def import_(call: Call, overlay: str, file: Path, dry_run: bool) -> int:
    """Take back a table of contacts, or HSDS in JSON.

    Every change is listed. Contacts that the file does not have stay, and so do all comments. A
    contact whose number, address or hours have changed is not verified any more, unless the file
    says who has verified it since. Rows without a key are new contacts.

    \b
    Example:
      adaptkit directory import MX directory-MX.csv --dry-run
    """
    from adaptkit.commands.directory_import import directory_import as work
    from adaptkit.reports.directory import imported_json, imported_lines

    report = work(call.workspace(), overlay, file, dry_run=dry_run)
    if call.as_json:
        call.console.print_json(imported_json(report))
    else:
        call.console.say(imported_lines(report))
        call.console.findings(report.diagnostics)
    return CLEAN if report.ok else FINDINGS
