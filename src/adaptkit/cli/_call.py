"""What every command has in common: its options, and how problems end it."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pathlib import Path

    from adaptkit.console import Console
    from adaptkit.model.diagnostic import ProblemsFound
    from adaptkit.workspace import Workspace

CLEAN, FINDINGS, WRONG_USE = 0, 1, 2
BROKEN_PIPE = 141
Function = Callable[..., int]


class Call:
    """One command as it was typed. ``now`` is UTC."""

    # No dataclass: what these cost to import is a good part of what ``--help`` may cost.
    __slots__ = ("as_json", "console", "now", "project")

    def __init__(self, project: str | None, now: datetime, as_json: bool, console: Console) -> None:
        self.project, self.now, self.as_json, self.console = project, now, as_json, console

    @property
    def today(self) -> date:
        return self.now.date()

    def workspace(self) -> Workspace:
        from pathlib import Path

        from adaptkit.workspace import Workspace

        return Workspace.at(Path(self.project)) if self.project else Workspace.find(Path.cwd())


def _day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise click.BadParameter(f'"{value}" is not a day such as 2026-11-22.') from None


def _now(today: date | None) -> datetime:
    """``--today``, else SOURCE_DATE_EPOCH (reproducible-builds.org), else the clock."""
    if today is not None:
        return datetime(today.year, today.month, today.day, tzinfo=UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(
            f'SOURCE_DATE_EPOCH is "{epoch}", which is not a number of seconds since 1970.'
        ) from None


class FilePath(click.Path):
    """What was typed, as a ``pathlib.Path``; that is imported where there is one to make."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        from pathlib import Path

        return Path(os.fsdecode(super().convert(value, param, ctx)))


PROJECT = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="Work in this folder, not in the nearest one upwards that holds source_guide/.",
)


def one_of(*values: str) -> Callable[[click.Context, click.Parameter, str], str]:
    """A callback that accepts these values, and names the nearest one to a mistyped value."""

    def check(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
        if value in values:
            return value
        hint = _nearest(value, tuple(filter(None, values)))
        raise click.BadParameter(f'"{value}" is not one of them. {hint}')

    return check


def formats(
    _context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """``html,md`` → ("html", "md"); only what can be written."""
    names = tuple(dict.fromkeys(n.strip() for v in value for n in v.split(",") if n.strip()))
    if not names:
        return ()
    from adaptkit.writers import FORMATS

    for name in names:
        if name not in FORMATS:
            known = _nearest(name, FORMATS.names())
            raise click.BadParameter(f'"{name}" is not a format that can be written. {known}')
    return names


def _nearest(value: str, known: tuple[str, ...]) -> str:
    from adaptkit.model.diagnostic import did_you_mean

    hint = did_you_mean(value, known)
    return hint[:1].upper() + hint[1:] if hint else f"Known are: {', '.join(known)}."


def command(*, writes: bool) -> Callable[[Function], Function]:
    """The options of every command; the function gets a ``Call`` in their place and returns the
    exit code. ``writes``: whether it is worth saying that nothing was written."""

    def decorate(function: Function) -> Function:
        @click.option("--json", "as_json", is_flag=True, help="Print JSON, for machines.")
        @click.option(
            "--today", metavar="YYYY-MM-DD", callback=_day, help="Take this day for today."
        )
        @click.option(
            "-q", "--quiet", is_flag=True, help="Say only what was asked for and what is wrong."
        )
        @PROJECT
        @click.pass_context
        def run(
            context: click.Context,
            /,
            project: str | None,
            quiet: bool,
            today: date | None,
            as_json: bool,
            **arguments: Any,
        ) -> int:
            from adaptkit.console import Console
            from adaptkit.model.diagnostic import ProblemsFound

            outer = context.obj or {}
            call = Call(
                project=project or outer.get("project"),
                now=_now(today),
                as_json=as_json,
                console=Console(quiet=quiet or bool(outer.get("quiet")), machine=as_json),
            )
            try:
                return function(call, **arguments)
            except ProblemsFound as found:
                return problems(call, found, writes=writes)
            except BrokenPipeError:
                return broken_pipe()

        run.__name__, run.__doc__ = function.__name__, function.__doc__
        return run

    return decorate


def problems(call: Call, found: ProblemsFound, *, writes: bool) -> int:
    """Codes that begin with ``use-`` are about what was typed, all others about files."""
    from adaptkit.reports.problems import problems_json

    if call.as_json:
        call.console.print_json(problems_json(found.diagnostics))
    call.console.problems(found.diagnostics, "Nothing was written." if writes else "")
    misused = all(one.code.startswith("use-") for one in found.diagnostics)
    return WRONG_USE if misused and found.diagnostics else FINDINGS


def prepare_streams() -> None:
    """A character that the terminal cannot write is written as an escape, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def broken_pipe() -> int:
    """Whoever read our output has gone: say nothing more, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


class Commands(click.Group):
    """A group that knows what a mistyped command was meant to be.

    ``elsewhere``: name → (``module:attribute`` in this package, first line of its help) of the
    commands that are imported only when they are used.
    """

    def __init__(
        self, *args: Any, elsewhere: Mapping[str, tuple[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.elsewhere = elsewhere or {}

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        known = tuple(self.list_commands(ctx))
        if name not in known and not name.startswith("-") and not ctx.resilient_parsing:
            hint = _nearest(name, known)
            raise click.UsageError(f'There is no command "{name}". {hint}', ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the work, not of the alphabet."""
        del ctx
        return [*self.elsewhere, *(n for n in self.commands if n not in self.elsewhere)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.elsewhere and cmd_name not in self.commands:
            module, _, attribute = self.elsewhere[cmd_name][0].partition(":")
            found = getattr(importlib.import_module(f"adaptkit.cli.{module}"), attribute)
            self.add_command(found, cmd_name)
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing those that stand elsewhere."""
        if not self.elsewhere:
            super().format_commands(ctx, formatter)
            return
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in self.elsewhere.items()])
