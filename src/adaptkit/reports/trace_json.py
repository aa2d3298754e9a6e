"""``trace.json``: the way of every unit, beside its edition."""

from __future__ import annotations

import json

from adaptkit.model.edition import Edition, UnitTrace


def render_trace(edition: Edition) -> str:
    """Deterministic JSON. Operations are named by file and id, never by line."""
    spec = edition.spec
    data = {
        "edition": spec.name,
        "language": spec.locale.tag,
        "overlays": list(spec.overlays),
        "guide": {"title": edition.settings.title, "version": edition.settings.version},
        "units": [_record(trace) for trace in edition.trace],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _record(trace: UnitTrace) -> dict[str, object]:
    record: dict[str, object] = {
        "unit": trace.unit,
        "chapter": trace.chapter,
        "path": trace.path,
        "line": trace.line,
        "outcome": trace.outcome,
    }
    if trace.steps:
        record["steps"] = [
            {"overlay": s.overlay, "operation": s.operation, "does": s.name, "path": s.path}
            for s in trace.steps
        ]
    if trace.state is not None:
        record["state"] = trace.state.value
    if trace.answered_by:
        record["answered_by"] = trace.answered_by
    if trace.language:
        record["language"] = trace.language
    if trace.note:
        record["note"] = trace.note
    return record
