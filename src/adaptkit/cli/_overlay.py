"""What is done with overlays once they stand."""

from __future__ import annotations

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, FINDINGS, Call, Commands, command


@click.group(cls=Commands)
def overlay() -> None:
    """Say that a text still holds, or take a story out for good."""


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


@overlay.command("withdraw")
@click.argument("overlay", shell_complete=_names.overlays)
@click.argument("story")
@click.option("--yes", is_flag=True, help="Do it, and do not ask.")
@command(writes=True)
def withdraw(call: Call, overlay: str, story: str, yes: bool) -> int:
    """Take a story out for good, with every word of it.

    STORY is its file, as with: names it, or the id of its operation. What goes: the operation, the
    text and its versions in other languages, its pictures, its words in all catalogues, and what
    adaptkit has kept of it. Without --yes it says what it would do, and asks on a terminal.

    \b
    Examples:
      adaptkit overlay withdraw MX stories/ana.md
      adaptkit overlay withdraw MX story-ana --yes
    """
    from adaptkit.commands.overlay_withdraw import carry_out, plan_withdrawal
    from adaptkit.reports.withdrawn import withdrawn_json, withdrawn_lines

    workspace = call.workspace()
    plan = plan_withdrawal(workspace, overlay, story, today=call.today)
    if not yes and not call.as_json:
        call.console.say(withdrawn_lines(plan.report))
        yes = _agreed()
    report = carry_out(workspace, plan) if yes else plan.report
    if call.as_json:
        call.console.print_json(withdrawn_json(report))
    elif yes:
        call.console.say(withdrawn_lines(report))
    else:
        call.console.say(["Nothing was written. To do it, say --yes."])
    return CLEAN if yes else FINDINGS


def _agreed() -> bool:
    """Only a person at a terminal is asked; a pipe agrees to nothing."""
    import sys

    return sys.stdin.isatty() and click.confirm("Take all of it out, for good?", default=False)
