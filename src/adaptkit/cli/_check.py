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
@command(writes=False)
def check(
    call: Call, names: tuple[str, ...], form: str, strict: bool, fix: bool, dry_run: bool
) -> int:
    """Everything that is wrong, with file, line and what to do.

    Looks at the guide, overlays, all translations and the editions, or at those that you name;
    ends with how much each check has found in each language. Exit 1 if anything is wrong:
    warnings count with --strict, notes never.

    \b
    Examples:
      adaptkit check
      adaptkit check es_MX --strict
      adaptkit check ar --fix --dry-run
      adaptkit check --format sarif > findings.sarif
    """
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
