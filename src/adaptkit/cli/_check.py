"""``check``: everything that is wrong, for people, editors and code hosts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, FINDINGS, Call, command, one_of

if TYPE_CHECKING:
    from adaptkit.reports.checked import CheckReport

_FORMATS = ("text", "json", "sarif", "github", "gitlab")


@click.command()
@click.argument("names", metavar="[EDITION|LANGUAGE]...", nargs=-1, shell_complete=_names.editions)
@click.option(
    "--format",
    "form",
    default="text",
    callback=one_of(*_FORMATS),
    metavar="NAME",
    help=f"How to print it: {', '.join(_FORMATS)}.",
    shell_complete=_names.one_of(*_FORMATS),
)
@click.option("--strict", is_flag=True, help="Exit 1 for warnings too.")
@click.option("--fix", is_flag=True, help="Mend first what needs no judgement.")
@click.option("--dry-run", is_flag=True, help="With --fix: show each change; write nothing.")
@click.option(
    "--ignore", "code", default="", metavar="CODE", help="This finding is right as it is."
)
@click.option("--unit", default="", metavar="ID", help="With --ignore: in which passage.")
@click.option("--because", default="", metavar="TEXT", help="With --ignore: why.")
@click.option("--by", default="", metavar="KEY", help="With --ignore: who, in reviews/people.yaml.")
@click.option("--role", default="", metavar="NAME", help="With --ignore: as what they read.")
@command(writes=True)
def check(
    call: Call,
    names: tuple[str, ...],
    form: str,
    strict: bool,
    fix: bool,
    dry_run: bool,
    **ignoring: str,
) -> int:
    """Everything that is wrong, with file, line and what to do.

    Looks at the guide, overlays, all translations and the editions, or at those that you name;
    ends with how much each check has found in each language. Exit 1 if anything is wrong:
    warnings count with --strict, notes never.

    With --ignore somebody who may sign the passage says why one finding is right as it is. That
    holds until its text or its translation changes, and never for what keeps words from readers.

    \b
    Examples:
      adaptkit check
      adaptkit check es_MX --strict
      adaptkit check ar --fix --dry-run
      adaptkit check --format sarif
      adaptkit check es --ignore number-differs --unit plan.1a --by ana --because "12, a dozen"
    """
    if any(ignoring.values()):
        return _ignore(call, names, **ignoring)
    if dry_run and not fix:
        raise click.UsageError("--dry-run shows what --fix would change: type both.")
    if call.as_json and form not in ("text", "json"):
        raise click.UsageError("Give --json or --format, not both.")
    from adaptkit.commands.check import check as look

    workspace = call.workspace()
    with call.console.progress() as progress:
        report = look(
            workspace,
            names,
            today=call.today,
            strict=strict,
            fix=fix,
            dry_run=dry_run,
            progress=progress,
        )
    _print(call, report, "json" if call.as_json else form)
    return CLEAN if report.ok else FINDINGS


def _ignore(
    call: Call, names: tuple[str, ...], code: str, unit: str, because: str, by: str, role: str
) -> int:
    if not (code and unit and by):
        raise click.UsageError("Give --ignore CODE, --unit ID, --because TEXT and --by KEY.")
    from adaptkit.commands.check_ignore import Ignoring, ignore
    from adaptkit.reports.checked import ignored_json, ignored_lines

    asked = Ignoring(code, unit, because, by, role)
    report = ignore(call.workspace(), names, asked, today=call.today)
    if call.as_json:
        call.console.print_json(ignored_json(report))
    else:
        call.console.say(ignored_lines(report))
    return CLEAN


def _print(call: Call, report: CheckReport, form: str) -> None:
    from adaptkit import __version__

    match form:
        case "json":
            from adaptkit.reports.checked import check_json

            call.console.print_json(check_json(report))
        case "sarif":
            from adaptkit.reports.sarif import sarif

            call.console.print_json(sarif(report, __version__))
        case "gitlab":
            from adaptkit.reports.sarif import code_quality

            call.console.print_json(code_quality(report))
        case "github":
            from adaptkit.reports.annotations import github_lines

            call.console.print_lines(github_lines(report))
        case _:
            call.console.checked(report)
