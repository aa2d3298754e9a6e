"""What is on record of a change, and of how an edition was made: for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adaptkit.model.frame import STEPS, Because, ProcessStep
from adaptkit.records import Record
from adaptkit.reports.problems import Json
from adaptkit.reports.words import one_line

_FAITHFUL = {
    "yes": "faithful to the core",
    "no": "not faithful to the core",
    "unknown": "nobody knows whether it is faithful to the core",
}


class Recorded(Record, frozen=True):
    """One operation of an edition with what is on record of it."""

    overlay: str
    operation: str
    name: str
    target: str
    because: Because


def because_lines(because: Because) -> Iterator[str]:
    if because.reason or because.nature:
        nature = f" ({because.nature})" if because.nature else ""
        yield f"because: {one_line(because.reason) or 'no reason is given'}{nature}"
    else:
        yield "because: no reason is given"
    for tag, text in because.reasons.items():
        if text != because.reason:
            yield f"in {tag}: {one_line(text)}"
    if because.decided_by or because.on:
        by = f" by {', '.join(because.decided_by)}" if because.decided_by else ""
        yield one_line(f"decided{by}{f' on {because.on}' if because.on else ''}")
    if because.tried_with:
        yield one_line(f"tried with {', '.join(because.tried_with)}")
    told = [
        f"changes the {because.what}" if because.what else "",
        {"yes": "planned", "no": "not planned"}.get(because.planned, ""),
        _FAITHFUL.get(because.faithful, ""),
    ]
    if any(told):
        yield ", ".join(filter(None, told))


def because_json(because: Because) -> Json:
    """``""`` and empty lists are what nobody has said. ``reasons`` are the versions by language,
    none where the reason is a plain text in the guide's language."""
    return {
        "what": because.what,
        "nature": because.nature,
        "reason": because.reason,
        "reasons": dict(because.reasons),
        "planned": because.planned,
        "faithful": because.faithful,
        "decided_by": list(because.decided_by),
        "on": because.on,
        "tried_with": list(because.tried_with),
    }


def recorded_json(found: Sequence[Recorded]) -> list[Json]:
    return [
        {
            "overlay": one.overlay,
            "operation": one.operation,
            "name": one.name,
            "target": one.target,
            "because": because_json(one.because),
        }
        for one in found
    ]


def process_line(process: Sequence[ProcessStep]) -> str:
    """What of the process is stated, in one line."""
    if not process:
        return "Process: the publisher states nothing of it"
    by_name = {step.name: step for step in process}
    stated = [_stated(by_name[name]) for name in STEPS if name in by_name]
    left = [_called(name) for name in STEPS if name not in by_name]
    parts = [*stated, *([f"not stated: {', '.join(left)}"] if left else [])]
    return one_line(f"Process, as the publisher states it: {'; '.join(parts)}")


def _stated(step: ProcessStep) -> str:
    by = ", ".join(step.by) or "nobody is named"
    return f"{_called(step.name)} ({by}, {step.on or 'no day'})"


def _called(name: str) -> str:
    return name.replace("_", " ").replace("sign off", "sign-off")


def process_json(process: Sequence[ProcessStep]) -> Json:
    """Every step by its name; ``stated`` is false for one that the edition's file does not have."""
    by_name = {step.name: step for step in process}
    return {name: _step_json(by_name.get(name)) for name in STEPS}


def _step_json(step: ProcessStep | None) -> Json:
    if step is None:
        return {"stated": False}
    return {
        "stated": True,
        "by": list(step.by),
        "on": step.on,
        "with": list(step.group),
        "how_many": step.how_many,
        "note": dict(step.note),
    }
