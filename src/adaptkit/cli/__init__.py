"""The command line: the only door to click. Everything heavy is imported by the command that
needs it, so that ``adaptkit --help`` answers at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adaptkit import __version__
from adaptkit.cli import _names
from adaptkit.cli._align import align
from adaptkit.cli._call import (
    CLEAN,
    FINDINGS,
    PROJECT,
    WRONG_USE,
    Call,
    Commands,
    broken_pipe,
    command,
    formats,
    one_of,
    prepare_streams,
)
from adaptkit.cli._exchange import export, import_file
from adaptkit.model.diagnostic import Position, error

if TYPE_CHECKING:
    from adaptkit.reports.results import Created
    from adaptkit.workspace import Workspace

INTERRUPTED = 130
_ONLY = ("reviewed", "translated", "all")


def main() -> None:
    """Run the command line; the exit code is 0 clean, 1 findings, 2 wrong use."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """One command line → its exit code. Never a traceback, unless ADAPTKIT_DEBUG asks for it."""
    prepare_streams()
    try:
        result = adaptkit.main(arguments, prog_name="adaptkit", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as wrong:
        wrong.show()
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return broken_pipe()
    except OSError as fault:
        return _system(fault)
    except Exception as fault:
        from adaptkit.console import apologise

        apologise(fault, __version__)
        return FINDINGS
    return result if isinstance(result, int) else CLEAN


def _system(fault: OSError) -> int:
    """A full disk, a folder that may not be written to: not a fault of ours, nor of the guide."""
    from adaptkit.console import Console, apologise

    if not fault.strerror:
        apologise(fault, __version__)
        return FINDINGS

    name = fault.filename
    path = os.fsdecode(name) if isinstance(name, (str, bytes)) else ""
    Console().problems([error("file-system", Position(path), fault.strerror)])
    return FINDINGS


_EPILOG = """\b
Begin with:
  adaptkit init my-guide
  cd my-guide
  adaptkit build

\b
Names complete in bash, zsh and fish; for bash, put this line in ~/.bashrc:
  eval "$(_ADAPTKIT_COMPLETE=bash_source adaptkit)"
"""


@click.group(cls=Commands, epilog=_EPILOG, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(__version__, message="adaptkit %(version)s")
@PROJECT
@click.option("-q", "--quiet", is_flag=True, help="Say only what was asked for or is wrong.")
@click.pass_context
def adaptkit(context: click.Context, project: Path | None, quiet: bool) -> None:
    """Translate a guide, adapt it to a country, publish editions that are never silently stale."""
    context.obj = {"project": project, "quiet": quiet}


# Beginning ------------------------------------------------------------------------------------


@adaptkit.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@command(writes=True)
def init(call: Call, folder: Path) -> int:
    """A small project that builds at once.

    It holds a guide, a language, an overlay and an edition. Files that exist are never touched.

    \b
    Example:
      adaptkit init my-guide
    """
    from adaptkit.commands.init import init as make

    return _created(call, make(folder))


@adaptkit.group(cls=Commands)
def add() -> None:
    """Files for one more language, overlay or edition."""


@add.command("language")
@click.argument("code", shell_complete=_names.known_languages)
@click.option(
    "--plural",
    "plural_forms",
    default="",
    metavar="RULE",
    help="The plural rule as gettext writes it, for a language that adaptkit does not know.",
)
@command(writes=True)
def add_language(call: Call, code: str, plural_forms: str) -> int:
    """A catalogue for translators.

    \b
    Example:
      adaptkit add language es
    """
    from adaptkit.commands.add import add_language as make

    return _created(call, make(call.workspace(), code, now=call.now, plural_forms=plural_forms))


@add.command("overlay")
@click.argument("name")
@click.option(
    "--language",
    default="",
    metavar="CODE",
    help="What its texts are written in; else the country's language where that is known.",
    shell_complete=_names.languages,
)
@command(writes=True)
def add_overlay(call: Call, name: str, language: str) -> int:
    """What one country, region or organisation says instead.

    \b
    Example:
      adaptkit add overlay MX
    """
    from adaptkit.commands.add import add_overlay as make

    workspace = call.workspace()
    return _created(call, make(workspace, name, language=language, today=call.today))


@add.command("edition")
@click.argument("name")
@click.option(
    "--language", default="", metavar="CODE", help="Its language, where the name does not say it."
)
@command(writes=True)
def add_edition(call: Call, name: str, language: str) -> int:
    """What is published: a language, seen through overlays.

    \b
    Example:
      adaptkit add edition es_MX
    """
    from adaptkit.commands.add import add_edition as make

    return _created(call, make(call.workspace(), name, language=language, now=call.now))


def _created(call: Call, report: Created) -> int:
    if call.as_json:
        from adaptkit.reports import as_json

        call.console.print_json(as_json.created(report))
    else:
        call.console.created(report)
    return CLEAN


# Working --------------------------------------------------------------------------------------


@adaptkit.command()
@click.argument("languages", metavar="[LANGUAGE]...", nargs=-1, shell_complete=_names.languages)
@click.option("--dry-run", is_flag=True, help="Tell what would change; write nothing.")
@click.option("--check", is_flag=True, help="Like --dry-run; exit 1 if anything would change.")
@command(writes=True)
def update(call: Call, languages: tuple[str, ...], dry_run: bool, check: bool) -> int:
    """Bring the catalogues up to date with the guide.

    Ends with what changed in each, and which overlays drift. A language that has no catalogue
    yet gets one when it is named.

    \b
    Examples:
      adaptkit update
      adaptkit update es --dry-run
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
        )
    if call.as_json:
        from adaptkit.reports import as_json

        call.console.print_json(as_json.update(report))
    else:
        call.console.updated(report)
    return FINDINGS if check and report.files else CLEAN


@adaptkit.command()
@click.argument("editions", metavar="[EDITION]...", nargs=-1, shell_complete=_names.editions)
@command(writes=False)
def status(call: Call, editions: tuple[str, ...]) -> int:
    """How complete each edition is, and why it is not ready.

    \b
    Examples:
      adaptkit status
      adaptkit status es_MX
    """
    from adaptkit.commands.status import status as look

    rows = look(call.workspace(), editions, today=call.today)
    if call.as_json:
        from adaptkit.reports import as_json

        call.console.print_json(as_json.status(rows))
    else:
        call.console.status(rows)
    return CLEAN


@adaptkit.command()
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
    type=click.Path(file_okay=False, path_type=Path),
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
        from adaptkit.reports import as_json

        call.console.print_json(as_json.build(report))
    else:
        call.console.built(report)
    return CLEAN if report.ok else FINDINGS


def _build_folder(workspace: Workspace) -> Path:
    """``build`` in the project, as seen from here where that is shorter."""
    folder = workspace.root / "build"
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


@adaptkit.command()
@click.argument("edition", shell_complete=_names.editions)
@click.argument("unit", shell_complete=_names.units)
@command(writes=False)
def explain(call: Call, edition: str, unit: str) -> int:
    """The whole way of one passage to the page.

    \b
    Example:
      adaptkit explain es_MX barriers.costs.insurance-barrier
    """
    from adaptkit.commands.explain import explain as tell

    found = tell(call.workspace(), edition, unit, today=call.today)
    if call.as_json:
        from adaptkit.reports import as_json

        call.console.print_json(as_json.explanation(found))
    else:
        call.console.explained(found)
    return CLEAN


@adaptkit.command("format")
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
        from adaptkit.reports import as_json

        call.console.print_json(as_json.formatted(report))
    else:
        call.console.formatted(report)
    return FINDINGS if check and report.changed else CLEAN


adaptkit.add_command(export)
adaptkit.add_command(import_file)
adaptkit.add_command(align)
