"""What is done with overlays once they stand."""

from __future__ import annotations

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, Call, Commands, command


@click.group(cls=Commands)
def overlay() -> None:
    """Say that an overlay's text holds beside the guide's new one."""


@overlay.command("accept")
@click.argument("overlay", shell_complete=_names.overlays)
@click.argument("operation")
@click.option("--by", required=True, metavar="NAME", help="Who has looked at it.")
@click.option("--why", required=True, metavar="TEXT", help="What was looked at; why it holds.")
@command(writes=True)
def accept(call: Call, overlay: str, operation: str, by: str, why: str) -> int:
    """Your text holds beside what the guide says now.

    Shows what the guide said, what it says now and what you say; then notes who accepted it, when
    and why. Look at it first with: adaptkit status

    \b
    Example:
      adaptkit overlay accept MX costs --by "Ana García" --why "One word changed."
    """
    from adaptkit.commands.overlay_accept import overlay_accept as work

    report = work(call.workspace(), overlay, operation, by=by, why=why, today=call.today)
    if call.as_json:
        from adaptkit.reports.accepted import accepted_json

        call.console.print_json(accepted_json(report))
    else:
        from adaptkit.reports.accepted import accepted_lines

        call.console.say(accepted_lines(report))
    return CLEAN
