"""What is done with the names of the guide."""

from __future__ import annotations

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, Call, command


@click.command()
@click.argument("old", metavar="OLD", shell_complete=_names.units)
@click.argument("new", metavar="NEW")
@click.option("--dry-run", is_flag=True, help="Tell what would change; write nothing.")
@command(writes=True)
def rename(call: Call, old: str, new: str, dry_run: bool) -> int:
    """Another name for a passage, section or chapter of the guide.

    OLD is its id; a chapter may also be named by its file. NEW is the id in full, or only its last
    part. The mark in the guide, links, overlays and catalogues get the new name, the old one stays
    behind as an alias: nothing becomes fuzzy, no overlay drifts, and old addresses of a passage
    still arrive. The page of a chapter gets another address: let the old one lead there, where you
    publish. What has no name of its own yet gets one. All is written, or nothing.

    \b
    Examples:
      adaptkit rename plan.costs prices
      adaptkit rename plan.costs.8f01 plan.costs.ask --dry-run
      adaptkit rename 02-plan.md 02-your-way.md
    """
    from adaptkit.commands.rename import rename as work
    from adaptkit.reports.renamed import renamed_json, renamed_lines

    report = work(call.workspace(), old, new, dry_run=dry_run)
    if call.as_json:
        call.console.print_json(renamed_json(report))
    else:
        call.console.say(renamed_lines(report))
    return CLEAN
