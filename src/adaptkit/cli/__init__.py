"""The command line: the only door to click. Everything heavy is imported by the command that
needs it, so that ``adaptkit --help`` answers at once."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from adaptkit import __version__
from adaptkit.cli._call import (
    CLEAN,
    FINDINGS,
    PROJECT,
    WRONG_USE,
    Commands,
    broken_pipe,
    prepare_streams,
)

if TYPE_CHECKING:
    from adaptkit.model.diagnostic import Diagnostic

INTERRUPTED = 130


def main() -> None:
    """Run the command line; the exit code is 0 clean, 1 findings, 2 wrong use."""
    # A guide is a hundred thousand small objects that stay to the end, without circles: looking
    # through them for garbage again and again is a tenth of the time.
    gc.set_threshold(400_000, 50, 50)
    code = run(sys.argv[1:])
    if os.environ.get("ADAPTKIT_DEBUG"):
        sys.exit(code)
    # All is written. Python would now take every object apart, for as long as a small command runs.
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def run(arguments: list[str]) -> int:
    """One command line → its exit code. Never a traceback, unless ADAPTKIT_DEBUG asks for it."""
    prepare_streams()
    try:
        result = adaptkit.main(arguments, prog_name="adaptkit", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as wrong:
        wrong.show()
        return _mistyped(wrong, arguments)
    except (click.Abort, KeyboardInterrupt):
        return _interrupted(arguments)
    except BrokenPipeError:
        return broken_pipe()
    except OSError as fault:
        return _system(fault, arguments)
    except Exception as fault:
        return _sorry(fault, arguments)
    return result if isinstance(result, int) else CLEAN


def _mistyped(wrong: click.ClickException, arguments: list[str]) -> int:
    from adaptkit.model.diagnostic import Position, error

    context = wrong.ctx if isinstance(wrong, click.UsageError) else None
    hint = f"{context.command_path} --help tells what can be typed" if context else ""
    found = error("use-options", Position(""), wrong.format_message(), hint)
    return _ended(WRONG_USE, arguments, found)


def _interrupted(arguments: list[str]) -> int:
    from adaptkit.model.diagnostic import Position, error

    found = error("interrupted", Position(""), "the command was interrupted", "run it once more")
    return _ended(INTERRUPTED, arguments, found)


_NOWHERE = (
    "the folder that you are in is not there any more",
    "go to your project's folder with cd, then run the command again",
)


def _is_nowhere() -> bool:
    """Whether somebody has removed, or put in another's place, the folder we were started in."""
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return True
    return False


def _system(fault: OSError, arguments: list[str]) -> int:
    """A full disk, a folder that may not be written to: not a fault of ours, nor of the guide."""
    from adaptkit.console import Console
    from adaptkit.model.diagnostic import Position, error

    if not fault.strerror:
        return _sorry(fault, arguments)

    name = fault.filename
    path = os.fsdecode(name) if isinstance(name, (str, bytes)) else ""
    said, hint = _NOWHERE if not path and _is_nowhere() else (fault.strerror, "")
    found = error("file-system", Position(path), said, hint)
    Console().problems([found])
    return _ended(FINDINGS, arguments, found)


def _sorry(fault: Exception, arguments: list[str]) -> int:
    from adaptkit.console import apologise
    from adaptkit.model.diagnostic import Position, error

    apologise(fault, __version__)
    told = f"adaptkit has a fault: {type(fault).__name__}: {fault}"
    found = error("program-fault", Position(""), told, "please report it")
    return _ended(FINDINGS, arguments, found)


def _ended(code: int, arguments: list[str], found: Diagnostic) -> int:
    """The exit code of a command that ended before it could answer. A program that asked for JSON
    gets that, with what went wrong."""
    typed = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if "--json" not in typed:
        return code
    from adaptkit.console import Console
    from adaptkit.reports.problems import problems_json

    # Where it is standard output that is full, there is nobody to tell.
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        Console(machine=True).print_json(problems_json([found]))
        sys.stdout.flush()
    return code


_EPILOG = """\b
Begin with:
  adaptkit init my-guide
  cd my-guide
  adaptkit build

\b
Names complete in bash, zsh and fish; for bash, put this line in ~/.bashrc:
  eval "$(_ADAPTKIT_COMPLETE=bash_source adaptkit)"
"""


# Where each command stands, and its first line in the help: only the one that is used is imported.
_COMMANDS = {
    "init": ("_begin:init", "A small project that builds at once."),
    "add": ("_begin:add", "Files for one more language, overlay or edition, or for a code host."),
    "update": ("_work:update", "Bring the catalogues up to date with the guide."),
    "status": ("_status:status", "How complete each edition is, and why it is not ready."),
    "check": ("_check:check", "Everything that is wrong, with file, line and what to do."),
    "next": ("_work:next_one", "What is left to decide, one decision at a time."),
    "build": ("_work:build", "Write the editions for readers, and an index of them."),
    "verify": ("_verify:verify", "Whether a published edition is what was built, and up to date."),
    "preview": ("_preview:preview", "Show an edition on a local page that follows every save."),
    "explain": ("_work:explain", "The whole way of one passage to the page."),
    "points": ("_work:points", "Unmarked traces of one country, in guide and translations."),
    "overlay": (
        "_overlay:overlay",
        "Say that a text still holds, or take a story out for good.",
    ),
    "review": (
        "_review:review",
        "Sign passages off, object to them, and see who has read what.",
    ),
    "rename": ("_rename:rename", "Another name for a passage, section or chapter of the guide."),
    "format": ("_work:format_catalogues", "Bring catalogues into their canonical form."),
    "export": ("_exchange:export", "A language's texts as a file for other tools."),
    "import": ("_exchange:import_file", "Take back what was translated elsewhere."),
    "directory": ("_directory:directory", "Contacts out to a spreadsheet, and back."),
    "align": ("_align:align", "Start a catalogue from a translation that exists already."),
    "merge-driver": (
        "_merge:merge_driver",
        "Merge two branches' catalogues entry by entry; git calls it.",
    ),
}


@click.group(
    cls=Commands,
    elsewhere=_COMMANDS,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.version_option(__version__, message="adaptkit %(version)s")
@PROJECT
@click.option("-q", "--quiet", is_flag=True, help="Say only what was asked for or is wrong.")
@click.pass_context
def adaptkit(context: click.Context, project: str | None, quiet: bool) -> None:
    """Translate a guide, adapt it to a country, publish editions that are never silently stale."""
    context.obj = {"project": project, "quiet": quiet}
