"""What people have read, and what they say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, FINDINGS, Call, Commands, command
from adaptkit.cli._review_pack import apply, pack

if TYPE_CHECKING:
    from collections.abc import Callable

    from adaptkit.model.review import Verdict

_ROLES = ("language", "clinical", "lived-experience")


@click.group(cls=Commands)
def review() -> None:
    """Sign passages off, object to them, and see who has read what."""


def _of_passages(function: Callable[..., int]) -> Callable[..., int]:
    """The options of all that says something of passages."""
    options: tuple[Callable[[Any], Any], ...] = (
        click.argument("units", nargs=-1, metavar="[UNIT]..."),
        click.option(
            "--edition",
            required=True,
            metavar="NAME",
            shell_complete=_names.editions,
            help="In which edition.",
        ),
        click.option("--section", "sections", multiple=True, metavar="ID", help="All in it."),
        click.option("--chapter", "chapters", multiple=True, metavar="NAME", help="All in it."),
        click.option("--by", required=True, metavar="KEY", help="Who: a key of people.yaml."),
        click.option(
            "--role",
            default="",
            metavar="NAME",
            shell_complete=_names.one_of(*_ROLES),
            help=f"As what: {', '.join(_ROLES)}; not needed by who has only one.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


@review.command("sign")
@_of_passages
@click.option("--why", default="", metavar="TEXT", help="A note.")
@click.option("--yes", is_flag=True, help="Do it, and do not ask.")
@command(writes=True)
def sign(call: Call, yes: bool, **said: Any) -> int:
    """You have read these passages, and they are right.

    Shows the text and its translation, then asks on a terminal. Who may sign in which role stands
    in reviews/people.yaml. It holds for exactly these words: when one changes, it is void.

    \b
    Examples:
      adaptkit review sign plan.danger --edition es_MX --by ana --role language
      adaptkit review sign --section plan.costs --edition es_MX --by ben --role clinical
      adaptkit review sign --section MX --edition es_MX --by ana
    """
    from adaptkit.model.review import Verdict

    return _say(call, Verdict.APPROVED, yes=yes, **said)


@review.command("object")
@_of_passages
@click.option("--why", required=True, metavar="TEXT", help="What is wrong with it.")
@click.option("--yes", is_flag=True, help="Do it, and do not ask.")
@command(writes=True)
def object_to(call: Call, yes: bool, **said: Any) -> int:
    """You have read a passage, and it must not be published like this.

    No release until the text changes, or you sign it off.

    \b
    Example:
      adaptkit review object plan.danger --edition es_MX --by ben --why "Not 10 mg."
    """
    from adaptkit.model.review import Verdict

    return _say(call, Verdict.OBJECTION, yes=yes, **said)


def _say(call: Call, verdict: Verdict, *, yes: bool, edition: str, **said: Any) -> int:
    from adaptkit.commands.review_sign import Said, carry_out, plan_review
    from adaptkit.reports.signed import asked_lines, signed_json, signed_lines

    workspace = call.workspace()
    wanted = Said(verdict=verdict, **said)
    report = plan_review(workspace, edition, wanted, today=call.today)
    if report.passages and not call.as_json:
        call.console.say(asked_lines(report))
    yes = yes or (not call.as_json and bool(report.passages) and _agreed(len(report.passages)))
    if yes:
        report = carry_out(workspace, report)
    if call.as_json:
        call.console.print_json(signed_json(report))
    elif yes or not report.passages:
        call.console.say(signed_lines(report))
    else:
        call.console.say(["Nothing was written. To do it, say --yes."])
    return CLEAN if yes and report.passages else FINDINGS


def _agreed(number: int) -> bool:
    """Only a person at a terminal is asked; a pipe has read nothing."""
    import sys

    if not sys.stdin.isatty():
        return False
    what = "this passage" if number == 1 else f"all these {number} passages"
    return click.confirm(f"Have you read {what}, and do you mean it?", default=False)


@review.command("list")
@click.argument("edition", shell_complete=_names.editions)
@command(writes=False)
def list_reviews(call: Call, edition: str) -> int:
    """All that was said of an edition, and what it is worth today.

    What has still to be read: adaptkit status EDITION --list unreviewed

    \b
    Example:
      adaptkit review list es_MX
    """
    from adaptkit.commands.review_list import review_list as work
    from adaptkit.reports.reviewed import reviewed_json, reviewed_lines

    found = work(call.workspace(), edition, today=call.today)
    if call.as_json:
        call.console.print_json(reviewed_json(found))
    else:
        call.console.say(reviewed_lines(found))
    return CLEAN


review.add_command(pack)
review.add_command(apply)
