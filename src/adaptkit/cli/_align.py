"""``align``: start a catalogue from a translation that exists already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, Call, FilePath, command

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("documents", metavar="DOCUMENT...", nargs=-1, required=True, type=FilePath())
@click.option(
    "--language",
    required=True,
    metavar="CODE",
    shell_complete=_names.known_languages,
    help="The language that the document is written in.",
)
@click.option(
    "--least",
    type=click.IntRange(1, 100),
    default=50,
    show_default=True,
    metavar="PERCENT",
    help="Place nothing less sure than this; tell of it instead.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would be placed; write nothing.")
@command(writes=True)
def align(call: Call, documents: tuple[Path, ...], language: str, least: int, dry_run: bool) -> int:
    """Start a catalogue from a translation that exists already.

    Markdown or Word, a file or a folder. Everything arrives fuzzy with its confidence; words
    that a catalogue has are never touched; what could not be placed is listed.

    \b
    Examples:
      adaptkit align guia.docx --language es
      adaptkit align old-site/es --language es --dry-run
    """
    from adaptkit.alignment import report as reporting
    from adaptkit.commands.align import align as work

    report = work(call.workspace(), documents, language, least=least, dry_run=dry_run, now=call.now)
    if call.as_json:
        call.console.print_json(reporting.as_json(report))
    else:
        call.console.say(reporting.as_text(report))
    return CLEAN
