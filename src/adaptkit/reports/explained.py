"""The whole way of one unit, step by step, for people."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.catalogue import EntryState
from adaptkit.reports.as_text import drift_lines, one_line, safe
from adaptkit.reports.results import ExplainedStep, Explanation

_STATES = {
    EntryState.TRANSLATED: "translated",
    EntryState.FUZZY: "fuzzy: somebody must look at it, so it is not published",
    EntryState.UNTRANSLATED: "not translated yet",
    EntryState.OBSOLETE: "obsolete: the guide does not use it any more",
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
    yield list(_translation(found))
    yield ["Review: " + ("signed off" if found.reviewed else "nobody has signed it off yet")]
    yield list(_page(found))


def _place(path: str, line: int) -> str:
    return safe(f"{path}:{line}" if line else path)


def _quoted(text: str) -> Iterator[str]:
    if text.strip():
        yield f"“{one_line(text)}”"


def _overlay(step: ExplainedStep) -> Iterator[str]:
    yield f"Overlay {step.overlay}: {step.name} ({step.operation}), {_place(step.path, step.line)}"
    because = step.because
    if because.reason or because.nature:
        nature = f" ({because.nature})" if because.nature else ""
        yield f"because: {one_line(because.reason) or 'no reason is given'}{nature}"
    else:
        yield "because: no reason is given"
    if because.decided_by or because.on:
        by = f" by {', '.join(because.decided_by)}" if because.decided_by else ""
        yield one_line(f"decided{by}{f' on {because.on}' if because.on else ''}")


def _translation(found: Explanation) -> Iterator[str]:
    trace = found.trace
    if not found.catalogue and trace.state is None:
        yield f"Translation: none is needed{f' ({trace.language})' if trace.language else ''}"
    elif found.catalogue:
        where = _place(found.catalogue, found.catalogue_line)
        state = _STATES[trace.state] if trace.state else "no state"
        yield f"Translation: {where}, {state}"
    else:
        state = _STATES[trace.state] if trace.state else ""
        yield f"Translation: {state or 'no catalogue has it'}"
    if trace.note:
        yield one_line(trace.note)


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
