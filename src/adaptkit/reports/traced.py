"""What ``points`` has found, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.records import Record, field
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
    """``texts``: how many were looked at. ``undecided``: edition → how many marked passages and
    values of another country wait for its decision; they are marked, and no trace. ``unlisted``:
    the country that was asked for and of which there is no list; ``listed``: those that have one.
    """

    found: tuple[Traced, ...]
    texts: int
    undecided: Mapping[str, int] = field(default_factory=dict)
    unlisted: str = ""
    listed: tuple[str, ...] = ()


def traced_lines(report: TracesReport) -> Iterator[str]:
    yield from problem_lines(one.told for one in report.found)
    looked = counted(report.texts, "text")
    if report.found:
        yield f"{counted(len(report.found), 'trace')} of one country in {looked}."
    else:
        yield f"No unmarked trace of one country in {looked}."
    if report.unlisted:
        yield (
            f"There is no list of what is true in {report.unlisted} alone: its laws, insurers, "
            f"agencies and prices are not found. There are lists for: {', '.join(report.listed)}"
        )
    for edition, number in report.undecided.items():
        waiting = counted(number, "marked passage or value", "marked passages or values")
        wait = "waits" if number == 1 else "wait"
        yield f"Not counted here: {waiting} of another country {wait} for a decision in {edition}."
        yield f"Next: adaptkit next {edition}"


def traced_json(report: TracesReport) -> Json:
    return {
        "ok": not report.found,
        "texts": report.texts,
        "undecided": dict(report.undecided),
        "unlisted": report.unlisted,
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
