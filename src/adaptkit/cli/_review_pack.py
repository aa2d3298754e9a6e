"""Packs that reviewers read away from the terminal, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, FINDINGS, Call, FilePath, command, one_of

if TYPE_CHECKING:
    from pathlib import Path

_ROLES = ("language", "clinical", "lived-experience")
_FORMATS = ("html", "sheet", "xlsx")


@click.command("pack")
@click.argument("edition", shell_complete=_names.editions)
@click.option(
    "--role",
    default="",
    metavar="NAME",
    callback=one_of("", *_ROLES),
    shell_complete=_names.one_of(*_ROLES),
    help=f"As what it will be read: {', '.join(_ROLES)}.",
)
@click.option(
    "--minutes",
    type=click.IntRange(1, 10_000),
    default=None,
    metavar="N",
    help="Only what can be read in N minutes: what could harm a reader first.",
)
@click.option("--for", "reviewer", default="", metavar="KEY", help="Whom it is for.")
@click.option(
    "--format",
    "form",
    default="html",
    callback=one_of(*_FORMATS),
    shell_complete=_names.one_of(*_FORMATS),
    metavar="FORMAT",
    help="html to answer in a browser, sheet to print, xlsx for a spreadsheet.",
)
@click.option(
    "--back-translation",
    "back",
    is_flag=True,
    help="For somebody who says what the translation says, without its source.",
)
@click.option(
    "--readers",
    is_flag=True,
    help="For people who try the chapters that have questions, and whoever counts.",
)
@click.option(
    "--to", type=FilePath(), metavar="FILE", help="Where to write; else below build/reviews/."
)
@command(writes=True)
def pack(
    call: Call,
    edition: str,
    role: str,
    minutes: int | None,
    reviewer: str,
    form: str,
    back: bool,
    readers: bool,
    to: Path | None,
) -> int:
    """One file for a reviewer, who reads and answers anywhere.

    It opens in any browser, also on a telephone and without a network, and sends nothing. What the
    reviewer saves comes back with: adaptkit review apply FILE

    \b
    Examples:
      adaptkit review pack es_MX
      adaptkit review pack es_MX --for ben --role clinical --minutes 20
      adaptkit review pack es_MX --back-translation --for kay
      adaptkit review pack es_MX --readers --format sheet
    """
    if back or readers:
        _refuse(form, role=role, minutes=minutes, **({"for": reviewer} if readers else {}))
        if back and readers:
            raise click.UsageError("--back-translation and --readers are two packs: take one.")
        return _other_pack(call, edition, reviewer, form, to, readers=readers)
    from adaptkit.commands.review_pack import review_pack as work

    report = work(
        call.workspace(),
        edition,
        role=role,
        minutes=minutes or 0,
        reviewer=reviewer,
        format=form,
        to=to,
        today=call.today,
    )
    if call.as_json:
        from adaptkit.reports.review_pack import pack_json

        call.console.print_json(pack_json(report))
    else:
        from adaptkit.reports.review_pack import pack_lines

        call.console.say(pack_lines(report))
    return CLEAN


def _refuse(form: str, **options: object) -> None:
    """Options that such a pack does not have."""
    wrong = [f"--{name}" for name, value in options.items() if value]
    wrong += ["--format xlsx"] if form == "xlsx" else []
    if wrong:
        raise click.UsageError(f"{wrong[0]} is for reviewers alone: leave it out here.")


def _other_pack(
    call: Call, edition: str, by: str, form: str, to: Path | None, *, readers: bool
) -> int:
    from adaptkit.commands.review_pack import back_pack, readers_pack
    from adaptkit.reports.review_pack import other_pack_json, other_pack_lines

    workspace, today = call.workspace(), call.today
    if readers:
        report = readers_pack(workspace, edition, format=form, to=to, today=today)
    else:
        report = back_pack(workspace, edition, by=by, format=form, to=to, today=today)
    if call.as_json:
        call.console.print_json(other_pack_json(report))
    else:
        call.console.say(other_pack_lines(report))
    return CLEAN


@click.command("apply")
@click.argument("files", metavar="FILE...", type=FilePath(), nargs=-1, required=True)
@click.option("--by", default="", metavar="KEY", help="Whose answers, where no file says it.")
@click.option(
    "--role",
    default="",
    metavar="NAME",
    callback=one_of("", *_ROLES),
    shell_complete=_names.one_of(*_ROLES),
    help="As what they read it, where no file says it.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would change; write nothing.")
@command(writes=True)
def apply(call: Call, files: tuple[Path, ...], by: str, role: str, dry_run: bool) -> int:
    """Take in what reviewers have answered.

    Verdicts go into the ledger where the text is still the one that was read; suggestions and
    comments to the translators. What has changed since, and what reviewers do not agree on, is
    listed; then the exit code is 1. Back-translations are laid beside the source, with what
    differs; counts of a test with readers go into the adaptation record. Several files at once must
    be of one edition and one kind.

    \b
    Examples:
      adaptkit review apply answers-es_MX-ben-clinical-2026-11-29.json
      adaptkit review apply ana.json ben.xlsx --dry-run
    """
    from adaptkit.readiness.answer_files import kind_of

    kind = kind_of(files)
    if kind == "back-translation":
        return _back_translations(call, files, by=by, role=role, dry_run=dry_run)
    if kind == "readers":
        return _readers(call, files, by=by, role=role, dry_run=dry_run)
    from adaptkit.commands.review_apply import review_apply as work

    report = work(call.workspace(), files, by=by, role=role, dry_run=dry_run, now=call.now)
    if call.as_json:
        from adaptkit.reports.review_apply import applied_json

        call.console.print_json(applied_json(report))
    else:
        from adaptkit.reports.review_apply import applied_lines

        call.console.say(applied_lines(report))
    return CLEAN if report.ok else FINDINGS


def _back_translations(
    call: Call, files: tuple[Path, ...], *, by: str, role: str, dry_run: bool
) -> int:
    from adaptkit.commands.review_back import take_back_translations as work
    from adaptkit.reports.review_back import back_json, back_lines

    _refuse("", role=role)
    report = work(call.workspace(), files, by=by, dry_run=dry_run, now=call.now)
    if call.as_json:
        call.console.print_json(back_json(report))
    else:
        call.console.say(back_lines(report))
    return CLEAN if report.ok else FINDINGS


def _readers(call: Call, files: tuple[Path, ...], *, by: str, role: str, dry_run: bool) -> int:
    from adaptkit.commands.review_readers import take_readers as work
    from adaptkit.reports.review_readers import readers_json, readers_lines

    _refuse("", by=by, role=role)
    report = work(call.workspace(), files, dry_run=dry_run, now=call.now)
    if call.as_json:
        call.console.print_json(readers_json(report))
    else:
        call.console.say(readers_lines(report))
    return CLEAN if report.ok else FINDINGS
