"""``export`` and ``import``: units out to other tools and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, FINDINGS, Call, FilePath, command

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem


def _formats(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from adaptkit.exchange import EXCHANGES

    return [CompletionItem(name) for name in EXCHANGES if name.startswith(incomplete)]


@click.command()
@click.argument("name", metavar="FORMAT", shell_complete=_formats)
@click.argument(
    "languages",
    metavar="LANGUAGE|EDITION...",
    nargs=-1,
    required=True,
    shell_complete=_names.languages,
)
@click.option(
    "--to",
    type=FilePath(),
    metavar="FILE",
    help="Where to write (a folder, for several languages); else build/exchange/.",
)
@command(writes=True)
def export(call: Call, name: str, languages: tuple[str, ...], to: Path | None) -> int:
    """A language's texts as a file for other tools.

    Of an edition that you name, what its readers get and nothing else.

    FORMAT is po, xliff, xlsx or csv to translate in, tmx for a memory, mo for programs, tbx or
    terms for the term list. What was translated comes back with: adaptkit import FILE

    \b
    Examples:
      adaptkit export xliff es
      adaptkit export xlsx ar --to for-the-translator.xlsx
      adaptkit export xlsx es_MX
    """
    from adaptkit.commands.export import export as work

    report = work(call.workspace(), name, languages, to=to)
    if call.as_json:
        from adaptkit.reports.exchanged import exported_json

        call.console.print_json(exported_json(report))
    else:
        call.console.exported(report)
    return CLEAN


@click.command("import")
@click.argument("file", type=FilePath())
@click.option(
    "--language",
    default="",
    metavar="CODE",
    help="Its language, where the file does not say it.",
    shell_complete=_names.languages,
)
@click.option(
    "--newer",
    is_flag=True,
    help="Nobody has worked on the catalogue since this file was made from it: take its words "
    "also where the file does not say what they were.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would change; write nothing.")
@command(writes=True)
def import_file(call: Call, file: Path, language: str, newer: bool, dry_run: bool) -> int:
    """Take back what was translated elsewhere.

    Only what changed in the file and nowhere else is taken. What changed here too is listed and
    left as it is; then, or when something had to be refused, the exit code is 1. FILE is what
    export wrote, or any PO file, MO file or TMX memory.

    \b
    Examples:
      adaptkit import es.xlf
      adaptkit import from-the-translator.po --language es --dry-run
    """
    from adaptkit.commands.import_ import import_file as work

    report = work(
        call.workspace(), file, language=language, newer=newer, dry_run=dry_run, now=call.now
    )
    if call.as_json:
        from adaptkit.reports.exchanged import imported_json

        call.console.print_json(imported_json(report))
    else:
        call.console.imported(report)
    return CLEAN if report.ok else FINDINGS
