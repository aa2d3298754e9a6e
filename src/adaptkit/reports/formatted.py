"""What ``format`` did, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.records import Record
from adaptkit.reports.problems import Json, diagnostics_json
from adaptkit.reports.words import counted, one_line, safe


class FormatReport(Record, frozen=True):
    """``changed`` catalogues are now canonical (with --check: are not). ``mended`` says what was
    (with --check: would be) put right in them beside their form."""

    changed: tuple[str, ...]
    clean: tuple[str, ...]
    check: bool = False
    mended: tuple[Diagnostic, ...] = ()


def format_lines(report: FormatReport) -> Iterator[str]:
    if not report.changed:
        yield f"{counted(len(report.clean), 'catalogue')} in canonical form; nothing was written."
        return
    yield "Not in canonical form:" if report.check else "Brought into canonical form:"
    yield from (f"  {safe(path)}" for path in report.changed)
    if report.mended:
        yield "To be mended in them:" if report.check else "Mended in them:"
        for one in report.mended:
            yield f"  {safe(str(one.position))}: {one_line(one.message)} [{one.code}]"
    if report.check:
        yield "Nothing was written."
        yield "To mend this: adaptkit format"


def format_json(report: FormatReport) -> Json:
    return {
        "check": report.check,
        "changed": list(report.changed),
        "clean": list(report.clean),
        "mended": diagnostics_json(report.mended),
    }
