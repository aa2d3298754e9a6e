"""The whole way of one unit, step by step, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from adaptkit.model.catalogue import EntryState
from adaptkit.model.diagnostic import Position, Severity
from adaptkit.records import Record
from adaptkit.reports.because import because_json, because_lines
from adaptkit.reports.drift import drift_json, drift_lines
from adaptkit.reports.problems import Json, diagnostics_json, problem_lines
from adaptkit.reports.words import one_line, safe

if TYPE_CHECKING:
    from adaptkit.model.diagnostic import Diagnostic
    from adaptkit.model.edition import UnitTrace
    from adaptkit.model.frame import Because
    from adaptkit.model.overlay import Drift

_STATES = {
    EntryState.TRANSLATED: "translated",
    EntryState.FUZZY: "fuzzy: somebody must look at it, so it is not published",
    EntryState.UNTRANSLATED: "not translated yet",
    EntryState.OBSOLETE: "obsolete: the guide does not use it any more",
}


class ExplainedStep(Record, frozen=True):
    """An operation on the unit's way. ``line`` is worked out now; the trace holds none."""

    overlay: str
    operation: str
    name: str
    path: str
    line: int
    because: Because


NOBODY = "nobody has signed it off yet"


class Explanation(Record, frozen=True):
    edition: str
    trace: UnitTrace
    source: str
    shown: str
    steps: tuple[ExplainedStep, ...]
    catalogue: str
    catalogue_line: int
    drift: tuple[Drift, ...]
    reviewed: bool
    page: str
    wrong: tuple[Diagnostic, ...] = ()
    review: str = ""


class Match(Record, frozen=True):
    """A passage in which words were found. ``shown``: as the edition has it."""

    unit: str
    path: str
    line: int
    source: str
    shown: str


class Matches(Record, frozen=True):
    """Several passages, of which somebody may have meant any."""

    edition: str
    asked: str
    found: tuple[Match, ...]


def matches_lines(found: Matches) -> Iterator[str]:
    yield f"{len(found.found):,} passages of {found.edition} answer to “{one_line(found.asked)}”:"
    for one in found.found:
        yield f"  {safe(one.unit)}  {_place(one.path, one.line)}"
        yield f"    “{one_line(one.source)}”"
        if one.shown and one_line(one.shown) != one_line(one.source):
            yield f"    “{one_line(one.shown)}”"
    yield f"The way of one: adaptkit explain {found.edition} {safe(found.found[0].unit)}"


def matches_json(found: Matches) -> Json:
    return {
        "edition": found.edition,
        "asked": found.asked,
        "matches": [
            {
                "unit": one.unit,
                "path": one.path,
                "line": one.line,
                "source": one.source,
                "shown": one.shown,
            }
            for one in found.found
        ],
    }


def explanation_lines(found: Explanation) -> Iterator[str]:
    """Numbered steps from source line to page."""
    yield f"{safe(found.trace.unit)} in {found.edition}"
    for number, lines in enumerate(_steps(found), 1):
        yield ""
        first, *rest = lines
        yield f"{number}. {first}"
        yield from (f"   {line}" for line in rest)


def _steps(found: Explanation) -> Iterator[list[str]]:
    trace = found.trace
    yield [f"Guide: {_place(trace.path, trace.line)}", *_quoted(found.source)]
    for step in found.steps:
        yield list(_overlay(step))
    if not found.steps:
        yield ["Overlays: none of this edition's overlays touches it"]
    if found.drift:
        yield [
            "Drift: the guide has changed since the overlay was made",
            *(line for drift in found.drift for line in drift_lines(drift)),
        ]
    yield [*_translation(found), *problem_lines(found.wrong)]
    yield [f"Review: {found.review or NOBODY}"]
    yield list(_page(found))


def _place(path: str, line: int) -> str:
    return safe(f"{path}:{line}" if line else path)


def _quoted(text: str) -> Iterator[str]:
    if text.strip():
        yield f"“{one_line(text)}”"


def _overlay(step: ExplainedStep) -> Iterator[str]:
    yield f"Overlay {step.overlay}: {step.name} ({step.operation}), {_place(step.path, step.line)}"
    yield from because_lines(step.because)


def _translation(found: Explanation) -> Iterator[str]:
    trace = found.trace
    if not found.catalogue and trace.state is None:
        yield f"Translation: none is needed{f' ({trace.language})' if trace.language else ''}"
    elif found.catalogue:
        where = _place(found.catalogue, found.catalogue_line)
        state = _STATES[trace.state] if trace.state else "no state"
        yield f"Translation: {where}, {state}"
    elif broken := broken_words(found):
        yield f"Translation: {safe(str(broken))}, broken: readers do not see it"
    else:
        state = _STATES[trace.state] if trace.state else ""
        yield f"Translation: {state or 'no catalogue has it'}"
    if trace.note:
        yield one_line(trace.note)


def broken_words(found: Explanation) -> Position | None:
    """Where finished words stand that no reader gets, since a check says that they would harm."""
    spoilt = (one for one in found.wrong if one.severity is Severity.ERROR)
    if found.catalogue or found.trace.state is not EntryState.FUZZY:
        return None
    return next((one.position for one in spoilt if one.position.path.endswith(".po")), None)


def _page(found: Explanation) -> Iterator[str]:
    trace = found.trace
    if not found.page and not found.shown:
        shown = trace.outcome in ("", "shown")
        where = "outside the chapters, as a title, a note or a term" if shown else "not shown"
        yield f"Page: {where}{'' if shown else f' ({one_line(trace.outcome)})'}"
        return
    told = [] if trace.outcome in ("", "shown") else [one_line(trace.outcome)]
    told += [f"in {trace.language}"] if trace.language else []
    manner = f" ({', '.join(told)})" if told else ""
    yield f"Page: {safe(found.page) or 'shown'}{manner}"
    yield from _quoted(found.shown)


def explanation_json(found: Explanation) -> Json:
    trace = found.trace
    return {
        "edition": found.edition,
        "unit": trace.unit,
        "chapter": trace.chapter,
        "path": trace.path,
        "line": trace.line,
        "source": found.source,
        "steps": [_step_json(step) for step in found.steps],
        "outcome": trace.outcome,
        "state": trace.state.value if trace.state else "",
        "answered_by": trace.answered_by,
        "language": trace.language,
        "note": trace.note,
        "broken": broken_words(found) is not None,
        "catalogue": found.catalogue,
        "catalogue_line": found.catalogue_line,
        "drift": [drift_json(one) for one in found.drift],
        "reviewed": found.reviewed,
        "review": found.review,
        "page": found.page,
        "shown": found.shown,
        "diagnostics": diagnostics_json(found.wrong),
    }


def _step_json(step: ExplainedStep) -> Json:
    return {
        "overlay": step.overlay,
        "operation": step.operation,
        "name": step.name,
        "path": step.path,
        "line": step.line,
        "because": because_json(step.because),
    }
