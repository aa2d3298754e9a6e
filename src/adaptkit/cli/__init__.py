"""The command line: the only door to click. Everything heavy is imported by the command that
needs it, so that ``adaptkit --help`` answers at once."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

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

INTERRUPTED = 130


def main() -> None:
    """Run the command line; the exit code is 0 clean, 1 findings, 2 wrong use."""
    # A guide is a hundred thousand small objects that stay to the end, without circles: looking
    # through them for garbage again and again is a tenth of the time.
    gc.set_threshold(100_000, 50, 50)
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
    from adaptkit.model.diagnostic import Position, error

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


# Where each command stands, and its first line in the help: only the one that is used is imported.
_COMMANDS = {
    "init": ("_begin:init", "A small project that builds at once."),
    "add": ("_begin:add", "Files for one more language, overlay or edition."),
    "update": ("_work:update", "Bring the catalogues up to date with the guide."),
    "status": ("_work:status", "How complete each edition is, and why it is not ready."),
    "next": ("_work:next_one", "What is left to decide, one decision at a time."),
    "build": ("_work:build", "Write the editions for readers, and an index of them."),
    "explain": ("_work:explain", "The whole way of one passage to the page."),
    "overlay": ("_overlay:overlay", "Say that an overlay's text holds beside the guide's new one."),
    "format": ("_work:format_catalogues", "Bring catalogues into their canonical form."),
    "export": ("_exchange:export", "A language's texts as a file for other tools."),
    "import": ("_exchange:import_file", "Take back what was translated elsewhere."),
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
