"""What is done with a project every day: catalogues, status, editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, FINDINGS, Call, FilePath, command, formats, one_of

if TYPE_CHECKING:
    from pathlib import Path

    from adaptkit.workspace import Workspace

_ONLY = ("reviewed", "translated", "all")


@click.command()
@click.argument("languages", metavar="[LANGUAGE]...", nargs=-1, shell_complete=_names.languages)
@click.option("--dry-run", is_flag=True, help="Tell what would change; write nothing.")
@click.option("--check", is_flag=True, help="Like --dry-run; exit 1 if anything would change.")
@click.option(
    "--memory",
    multiple=True,
    type=FilePath(dir_okay=False),
    metavar="FILE",
    help="Suggest translations from this PO, MO or TMX file too; may be given several times.",
)
@click.option(
    "--notes/--no-notes",
    "notes",
    default=None,
    help="Write what checks find beside the texts, for translators; every update keeps it so.",
)
@command(writes=True)
def update(
    call: Call,
    languages: tuple[str, ...],
    dry_run: bool,
    check: bool,
    memory: tuple[Path, ...],
    notes: bool | None,
) -> int:
    """Bring the catalogues up to date with the guide.

    Texts that were translated before, here or elsewhere, come as suggestions (fuzzy). Ends with
    what changed in each catalogue, and which overlays drift. A language that has no catalogue
    yet gets one when it is named.

    \b
    Examples:
      adaptkit update
      adaptkit update es --dry-run
      adaptkit update es --memory old-guide.po
      adaptkit update es --notes
    """
    from adaptkit.commands.update import update as work

    workspace = call.workspace()
    with call.console.progress() as progress:
        report = work(
            workspace,
            languages,
            dry_run=dry_run or check,
            check=check,
            now=call.now,
            progress=progress,
            memory=memory,
            notes=notes,
        )
    if call.as_json:
        from adaptkit.reports.updated import update_json

        call.console.print_json(update_json(report))
    else:
        call.console.updated(report)
    return FINDINGS if report.wrong or report.left or (check and report.files) else CLEAN


@click.command("next")
@click.argument("name", metavar="EDITION", shell_complete=_names.editions_and_overlays)
@command(writes=False)
def next_one(call: Call, name: str) -> int:
    """What is left to decide, one decision at a time.

    EDITION is an edition, or an overlay by its name. Names the most urgent passage, what it says,
    the file to write into and what to write there, and how many are left. It changes nothing:
    write, then ask again.

    \b
    Examples:
      adaptkit next es_MX
      adaptkit next MX
    """
    from adaptkit.commands.next import next_decision

    found = next_decision(call.workspace(), name, today=call.today)
    if call.as_json:
        from adaptkit.reports.decided import next_json

        call.console.print_json(next_json(found))
    else:
        call.console.next(found)
    return CLEAN


@click.command()
@click.argument("editions", metavar="[EDITION]...", nargs=-1, shell_complete=_names.editions)
@click.option(
    "--format",
    "names",
    multiple=True,
    callback=formats,
    metavar="NAME,...",
    help="Such as html,md; else what the edition says; else all.",
)
@click.option(
    "--to",
    type=FilePath(file_okay=False),
    metavar="DIR",
    help="Where to write; else build/ in the project.",
)
@click.option(
    "--only",
    default="all",
    callback=one_of(*_ONLY),
    metavar="[reviewed|translated|all]",
    help="Leave out what is not yet reviewed, or not yet translated.",
    shell_complete=_names.one_of(*_ONLY),
)
@click.option("--release", is_flag=True, help="Stop at anything that must not be published.")
@command(writes=True)
def build(
    call: Call,
    editions: tuple[str, ...],
    names: tuple[str, ...],
    to: Path | None,
    only: str,
    release: bool,
) -> int:
    """Write the editions for readers, and an index of them.

    \b
    Examples:
      adaptkit build
      adaptkit build es_MX --format html --to site
    """
    from adaptkit.commands.build import build as make

    workspace = call.workspace()
    with call.console.progress() as progress:
        report = make(
            workspace,
            editions,
            formats=names,
            to=to or _build_folder(workspace),
            only=only,
            release=release,
            today=call.today,
            progress=progress,
        )
    if call.as_json:
        from adaptkit.reports.built import build_json

        call.console.print_json(build_json(report))
    else:
        call.console.built(report)
    return CLEAN if report.ok else FINDINGS


def _build_folder(workspace: Workspace) -> Path:
    """``build`` in the project, as seen from here where that is shorter."""
    from pathlib import Path

    from adaptkit.workspace.output_folder import in_build

    folder = in_build(workspace.root)

    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


@click.command()
@click.argument("edition", shell_complete=_names.editions)
@click.argument("unit", nargs=-1, required=True, shell_complete=_names.units)
@command(writes=False)
def explain(call: Call, edition: str, unit: tuple[str, ...]) -> int:
    """The whole way of one passage to the page.

    UNIT is a passage's id; or a place, FILE:LINE, of the guide, a catalogue or a built page; or
    the id of a change that an overlay makes, and all that it changed is listed; or any words of
    the passage, in the guide's language or in the edition's.

    \b
    Examples:
      adaptkit explain es_MX barriers.costs.insurance-barrier
      adaptkit explain es_MX locales/es/guide.po:120
      adaptkit explain es_MX build/es_MX/html/07-barriers.html:90
      adaptkit explain es_MX insurance plan
    """
    from adaptkit.commands.explain import explain as tell

    found = tell(call.workspace(), edition, " ".join(unit), today=call.today)
    if call.as_json:
        from adaptkit.reports.explained import Matches, explanation_json, matches_json

        said = matches_json(found) if isinstance(found, Matches) else explanation_json(found)
        call.console.print_json(said)
    else:
        call.console.explained(found)
    return CLEAN


@click.command()
@click.argument("where", metavar="[EDITION|FILE]...", nargs=-1, shell_complete=_names.editions)
@click.option("--country", default="", metavar="XX", help="Only traces of this country.")
@command(writes=False)
def points(call: Call, where: tuple[str, ...], country: str) -> int:
    """Unmarked traces of one country, in guide and translations.

    Emergency numbers, insurers, agencies, laws, money, units, dates, spelling, telephone numbers
    and postcodes. What stands in a passage marked .local for that country, or in the overlay of
    that country, is none. Of an edition, what its readers get is looked at. Ends with 1 when
    something is found.

    \b
    Examples:
      adaptkit points
      adaptkit points --country US source_guide
      adaptkit points es_MX
    """
    from adaptkit.commands.points import points as look

    report = look(call.workspace(), where, country=country)
    if call.as_json:
        from adaptkit.reports.traced import traced_json

        call.console.print_json(traced_json(report))
    else:
        call.console.traced(report)
    return FINDINGS if report.found else CLEAN


@click.command("format")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if anything would change.")
@command(writes=True)
def format_catalogues(call: Call, check: bool) -> int:
    """Bring catalogues into their canonical form.

    Then one translator's change is a small difference, whichever editor was used.

    \b
    Examples:
      adaptkit format
      adaptkit format --check
    """
    from adaptkit.commands.format import format_catalogues as work

    report = work(call.workspace(), check=check)
    if call.as_json:
        from adaptkit.reports.formatted import format_json

        call.console.print_json(format_json(report))
    else:
        call.console.formatted(report)
    return FINDINGS if check and report.changed else CLEAN
