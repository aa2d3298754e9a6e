"""What people see in a terminal, and what a pipe gets: the only door to rich.

Results go to standard output, everything else to standard error. rich is imported only where a
terminal is there to show a table or a progress bar on; a pipe gets plain text.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from adaptkit.model.diagnostic import Diagnostic, as_blocker
from adaptkit.model.told import Told
from adaptkit.records import Record
from adaptkit.reports.problems import how_many, problem_lines
from adaptkit.reports.words import UNSAFE, one_line, safe, width

if TYPE_CHECKING:
    from adaptkit.reports.bars import Bar
    from adaptkit.reports.built import BuildReport
    from adaptkit.reports.chapters import ChapterStatus
    from adaptkit.reports.checked import CheckReport
    from adaptkit.reports.created import Created
    from adaptkit.reports.decided import Asked
    from adaptkit.reports.exchanged import Exported, ImportReport
    from adaptkit.reports.explained import Explanation, Matches
    from adaptkit.reports.formatted import FormatReport
    from adaptkit.reports.listed import Listed
    from adaptkit.reports.since import Since
    from adaptkit.reports.status import EditionStatus
    from adaptkit.reports.traced import TracesReport
    from adaptkit.reports.updated import UpdateReport
    from adaptkit.reports.verified import Verified


def _is_terminal(stream: IO[str]) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"


class Console(Record, frozen=True):
    """``quiet``: say only what was asked for and what is wrong. ``machine``: standard output is
    for JSON alone, and warnings stand in it."""

    quiet: bool = False
    machine: bool = False

    def say(self, lines: Iterable[str]) -> None:
        """Lines that ``-q`` leaves out."""
        if not self.quiet:
            self._out(lines)

    def flush(self) -> None:
        """What was said is seen now: the command goes on for long."""
        sys.stdout.flush()

    def print_json(self, data: object) -> None:
        said = json.dumps(data, ensure_ascii=False, indent=2)
        # The same to a program, and a terminal is not steered by it.
        print(UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", said), file=sys.stdout)

    def print_bytes(self, content: bytes) -> None:
        """A whole file on standard output, byte for byte."""
        out = getattr(sys.stdout, "buffer", None)
        if out is None:
            sys.stdout.write(content.decode("utf-8"))
            return
        sys.stdout.flush()
        out.write(content)
        out.flush()

    # Problems ---------------------------------------------------------------------------------

    def problems(self, found: Iterable[Diagnostic], after: str = "") -> None:
        """All that is wrong, sorted, and how many; ``after`` says what that led to."""
        found = tuple(found)
        self._err(problem_lines(found))
        self._err([" ".join(f"{how_many(found)}. {after}".split())])

    def findings(self, found: Iterable[Diagnostic]) -> None:
        """Warnings beside a result; with ``-q`` only errors."""
        if self.machine:
            return
        self._err(problem_lines(self._worth_saying(found)))

    def _worth_saying(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        return (one for one in found if one.severity == "error" or not self.quiet)

    # Results ----------------------------------------------------------------------------------

    def updated(self, report: UpdateReport) -> None:
        from adaptkit.reports.updated import update_lines

        self.findings(report.diagnostics)
        self.say(update_lines(report))

    def status(
        self,
        rows: Sequence[EditionStatus],
        *,
        all_places: bool = False,
        chapters: Sequence[ChapterStatus] = (),
        changes: Sequence[Since] = (),
    ) -> None:
        from adaptkit.reports.status import status_bars, status_notes, status_table, verdict

        if not rows:
            self._out(["There is no edition yet: adaptkit add edition es_MX"])
            return
        if len(rows) == 1:
            self._out([verdict(rows[0]), ""])
        if _is_terminal(sys.stdout):
            self._out(_print_table(rows))
        else:
            self._out(status_table(rows))
        self.bars(status_bars(rows))
        if chapters:
            from adaptkit.reports.chapters import chapter_bars, chapters_lines

            self._out(chapters_lines(chapters))
            self.bars(chapter_bars(chapters))
        if changes:
            from adaptkit.reports.since import since_lines

            self._out(since_lines(changes))
        self.say(status_notes(rows, all_places=all_places))
        told = {one for row in rows for one in row.blockers}
        self.findings(one for row in rows for one in row.diagnostics if as_blocker(one) not in told)

    def bars(self, bars: Sequence[Bar]) -> None:
        """Bars below a table: as wide as the window, and in a pipe as wide as most are."""
        from adaptkit.reports.bars import bar_lines

        if not bars or self.quiet:
            return
        self._out([""])
        if _is_terminal(sys.stdout):
            _print_bars(bars)
        else:
            self._out(bar_lines(bars))

    def built(self, report: BuildReport) -> None:
        from adaptkit.reports.built import build_lines, written

        found = [*report.diagnostics, *(d for e in report.editions for d in e.diagnostics)]
        self.findings(found)
        if report.blockers and not self.machine:
            self.problems(report.blockers, "Not released; nothing was written.")
        self.say(build_lines(report))
        if found and not self.machine and not self.quiet:
            self._err([f"{how_many(found)}. {written(report)}"])

    def verified(self, found: Verified) -> None:
        from adaptkit.reports.verified import verified_lines

        lines = list(verified_lines(found))
        self._out(lines[:1] if self.quiet and found.ok else lines)

    def listed(self, found: Sequence[Listed], kind: str) -> None:
        from adaptkit.reports.listed import listed_lines

        self._out(listed_lines(found, kind))

    def explained(self, found: Explanation | Matches) -> None:
        from adaptkit.reports.explained import Matches, explanation_lines, matches_lines

        lines = matches_lines(found) if isinstance(found, Matches) else explanation_lines(found)
        self._out(lines)

    def next(self, found: Asked) -> None:
        from adaptkit.reports.decided import next_lines

        self._out(next_lines(found))

    def checked(self, report: CheckReport) -> None:
        from adaptkit.reports.checked import check_lines

        if _is_terminal(sys.stdout):
            _print_checked(report)
        else:
            self._out(check_lines(report))

    def print_lines(self, lines: Iterable[str]) -> None:
        """What was asked for, line by line."""
        self._out(lines)

    def traced(self, report: TracesReport) -> None:
        from adaptkit.reports.traced import traced_lines

        self._out(traced_lines(report))

    def formatted(self, report: FormatReport) -> None:
        from adaptkit.reports.formatted import format_lines

        self.say(format_lines(report))

    def exported(self, report: Exported) -> None:
        from adaptkit.reports.exchanged import export_lines

        self.findings(report.diagnostics)
        self.say(export_lines(report))

    def imported(self, report: ImportReport) -> None:
        """What a person must decide is said with ``-q`` too."""
        from adaptkit.reports.exchanged import import_lines

        self.findings(report.diagnostics)
        lines = import_lines(report)
        if report.ok:
            self.say(lines)
        else:
            self._out(lines)

    def created(self, report: Created) -> None:
        from adaptkit.reports.created import created_lines

        self.say(created_lines(report))

    # Progress ---------------------------------------------------------------------------------

    @contextmanager
    def progress(self) -> Iterator[Told | None]:
        """Bars on a terminal for what takes long; None in a pipe, for machines and with ``-q``."""
        if self.quiet or self.machine or not _is_terminal(sys.stderr):
            yield None
            return
        from rich.console import Console as Terminal
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bars

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Bars(*columns, console=Terminal(stderr=True), transient=True) as bars:
            task = bars.add_task("", total=None)

            def advance(what: str, done: int, total: int) -> None:
                shown = one_line(what).replace("[", r"\[")
                bars.update(task, description=shown, completed=done, total=total)

            yield advance

    # Streams: whatever a line was made of, it moves no cursor and changes no colour ------------

    def _out(self, lines: Iterable[str]) -> None:
        for line in lines:
            print(safe(line), file=sys.stdout)

    def _err(self, lines: Iterable[str]) -> None:
        sys.stdout.flush()
        for line in lines:
            print(safe(line), file=sys.stderr)


def apologise(fault: BaseException, version: str) -> None:
    """What is said of a fault of our own: short, with what to report."""
    import platform

    told = one_line(str(fault))
    lines = [
        f"Sorry: adaptkit has a fault. {type(fault).__name__}{f': {told}' if told else ''}",
        "  This is not your doing. No file is left half written.",
        "  Please report it: the command that you typed, the line above, and",
        f"  adaptkit {version}, Python {platform.python_version()}, {platform.system()}.",
    ]
    if not debugging():
        lines.append("  For the whole story, run it once more with ADAPTKIT_DEBUG=1 in front.")
    print("\n".join(lines), file=sys.stderr)
    if debugging():
        import traceback

        traceback.print_exception(fault)


def debugging() -> bool:
    return os.environ.get("ADAPTKIT_DEBUG", "") not in ("", "0")


def _print_table(rows: Sequence[EditionStatus]) -> Iterable[str]:
    """Print the table where the window has room for it; else give what to print instead."""
    from rich.console import Console as Terminal
    from rich.table import Table
    from rich.text import Text

    from adaptkit.reports.status import STATUS_HEADER, status_cells, status_list, status_table

    terminal = Terminal()
    if max(map(width, status_table(rows))) > terminal.width:
        return status_list(rows, terminal.width)
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for number, lines in enumerate(STATUS_HEADER):
        header = Text("\n".join(lines))
        justify: Any = "left" if number < 2 else "right"
        table.add_column(header, justify=justify, no_wrap=True)
    for row in rows:
        *cells, ready = status_cells(row)
        style = "green" if row.ready else "bold red"
        table.add_row(*(Text(safe(cell)) for cell in cells), Text(ready, style=style))
    terminal.print(table)
    return ()


_PARTS = ("green", "cyan", "yellow", "bright_black")


def _print_bars(bars: Sequence[Bar]) -> None:
    """In colour where the terminal has colours; in letters that all terminals have where not."""
    from rich.console import Console as Terminal
    from rich.text import Text

    from adaptkit.reports.bars import ASCII, BLOCKS, PARTS, laid_out

    terminal = Terminal(highlight=False)
    coloured = terminal.color_system is not None and not terminal.no_color
    blocks = coloured and terminal.encoding.lower().startswith("utf")
    characters = BLOCKS if blocks else ASCII
    for before, _, parts, after in laid_out(bars, terminal.width, characters):
        line = Text(safe(before))
        for part, style in zip(parts, _PARTS, strict=True):
            line.append(part, style)
        terminal.print(line.append(safe(after)), soft_wrap=True)
    if any(sum(bar.parts) for bar in bars):
        said = Text()
        for character, name, style in zip(characters, PARTS, _PARTS, strict=True):
            said.append(character, style).append(f" {name}  ")
        said.rstrip()
        terminal.print(said, soft_wrap=True)


_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def _print_checked(report: CheckReport) -> None:
    """The same words as in a pipe; how bad each is stands there in colour, too."""
    from rich.console import Console as Terminal
    from rich.table import Table
    from rich.text import Text

    from adaptkit.reports.checked import HEADER, ending, finding_lines, mended_lines, summary_cells

    terminal = Terminal(highlight=False)
    for line in (*mended_lines(report), *finding_lines(report)):
        shown = Text(safe(line))
        for word, style in _STYLES.items():
            if not line.startswith("  ") and f": {word}: " in line:
                at = line.index(f": {word}: ") + 2
                shown.stylize(style, at, at + len(word))
        terminal.print(shown, soft_wrap=True)
    if report.found:
        table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
        for number, name in enumerate(HEADER):
            table.add_column(name, justify="left" if number < 2 else "right", no_wrap=True)
        for cells in summary_cells(report):
            table.add_row(*(Text(safe(cell)) for cell in cells))
        terminal.print("", table, "")
    for line in ending(report):
        terminal.print(Text(safe(line)), soft_wrap=True)
