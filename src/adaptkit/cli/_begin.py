"""``init`` and ``add``: a project, and files for more of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, Call, Commands, FilePath, command, one_of

if TYPE_CHECKING:
    from pathlib import Path

    from adaptkit.reports.created import Created

# As settings/workflows.py has them, which is imported where a file is written.
_HOSTS = ("github", "gitlab")


@click.command()
@click.argument("folder", metavar="DIR", type=FilePath())
@click.option(
    "--from",
    "origin",
    type=FilePath(),
    metavar="FOLDER",
    help="Take the chapters and pictures of this folder, and see what they are written for.",
)
@click.option(
    "--ci",
    default="",
    callback=one_of("", *_HOSTS),
    metavar="HOST",
    help="Also what this code host does with every change: github or gitlab.",
    shell_complete=_names.one_of(*_HOSTS),
)
@command(writes=True)
def init(call: Call, folder: Path, origin: Path | None, ci: str) -> int:
    """A small project that builds at once.

    It holds a guide, a language, an overlay and an edition. Files that exist are never touched.

    \b
    Examples:
      adaptkit init my-guide
      adaptkit init my-guide --from my-book
      adaptkit init my-guide --ci github
    """
    from adaptkit.commands.init import init as make
    from adaptkit.commands.init import init_from

    return _created(call, init_from(folder, origin, ci) if origin else make(folder, ci))


@click.group(cls=Commands)
def add() -> None:
    """Files for one more language, overlay or edition, or for a code host."""


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
    return _created(call, make(workspace, name, language=language))


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


@add.command("ci")
@click.argument(
    "host", metavar="HOST", callback=one_of(*_HOSTS), shell_complete=_names.one_of(*_HOSTS)
)
@command(writes=True)
def add_ci(call: Call, host: str) -> int:
    """What a code host does with every change: check, build, publish.

    HOST is github or gitlab. The file says how far each edition is, too, and may be changed.

    \b
    Example:
      adaptkit add ci github
    """
    from adaptkit.commands.add_ci import add_ci as make

    return _created(call, make(call.workspace(), host))


def _created(call: Call, report: Created) -> int:
    if call.as_json:
        from adaptkit.reports.created import created_json

        call.console.print_json(created_json(report))
    else:
        call.console.created(report)
    return CLEAN
