"""What ``points`` has found, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.records import Record
from adaptkit.reports.problems import Json, diagnostic_json, problem_lines
from adaptkit.reports.words import counted


class Traced(Record, frozen=True):
    """One unmarked trace. ``told`` says it to people, with its place; ``countries`` are those whose
    trace it is, or with ``elsewhere`` the only ones whose it is not."""

    told: Diagnostic
    words: str
    kind: str
    countries: tuple[str, ...]
    elsewhere: bool = False


class TracesReport(Record, frozen=True):
    """``texts``: how many were looked at."""

    found: tuple[Traced, ...]
    texts: int


def traced_lines(report: TracesReport) -> Iterator[str]:
    yield from problem_lines(one.told for one in report.found)
    looked = counted(report.texts, "text")
    if report.found:
        yield f"{counted(len(report.found), 'trace')} of one country in {looked}."
    else:
        yield f"No unmarked trace of one country in {looked}."


def traced_json(report: TracesReport) -> Json:
    return {
        "ok": not report.found,
        "texts": report.texts,
        "found": [
            diagnostic_json(one.told)
            | {
                "words": one.words,
                "kind": one.kind,
                "countries": list(one.countries),
                "elsewhere": one.elsewhere,
            }
            for one in report.found
        ],
    }
