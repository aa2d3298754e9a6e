"""``trace.json``: the way of every unit, beside its edition."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from adaptkit.model.document import Step
from adaptkit.model.edition import Edition, UnitTrace
from adaptkit.model.layout import STYLES_FILE, THEME, overlay_file
from adaptkit.model.theme import Theme
from adaptkit.reports.problems import Json


def render_trace(edition: Edition) -> str:
    """Deterministic JSON. Operations are named by file and id, never by line."""
    spec = edition.spec
    data = {
        "edition": spec.name,
        "language": spec.locale.tag,
        "overlays": list(spec.overlays),
        "guide": {"title": edition.settings.title, "version": edition.settings.version},
        "theme": _theme(edition.theme),
        "units": [],
    }
    whole = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if not edition.trace:
        return whole
    # json indents in Python, piece by piece: of thousands of records each is written in one go.
    units = ",".join(_record(trace) for trace in edition.trace)
    return f"{whole.removesuffix('[]' + _END)}[{units}\n ]{_END}"


def _theme(theme: Theme | None) -> Json | None:
    """Where the look comes from; only what somebody has given it."""
    if theme is None:
        return None
    said: Json = {"overlay": theme.overlay, "colours": dict(sorted(theme.chosen.items()))}
    if theme.logo is not None:
        said["logo"] = theme.logo.asset.path
    if theme.styles:
        said["styles"] = overlay_file(theme.overlay, f"{THEME}/{STYLES_FILE}")
    return said


def rewrite_trace(
    text: str, before: Mapping[str, UnitTrace], after: Mapping[str, UnitTrace]
) -> str | None:
    """The file with other records of some units; None where one is not found where it was."""
    for unit, was in before.items():
        if was != after[unit]:
            if text.count(_record(was)) != 1:
                return None
            text = text.replace(_record(was), _record(after[unit]))
    return text


_END = "\n}\n"
_text = json.JSONEncoder(ensure_ascii=False).encode
# What is said of many units.
_same_text = lru_cache(maxsize=1024)(_text)


def _record(trace: UnitTrace) -> str:
    fields = [
        ("unit", _text(trace.unit)),
        ("chapter", _same_text(trace.chapter)),
        ("path", _same_text(trace.path)),
        ("line", str(trace.line)),
        ("outcome", _same_text(trace.outcome)),
    ]
    if trace.steps:
        fields.append(("steps", _steps(trace.steps)))
    if trace.state is not None:
        fields.append(("state", _same_text(trace.state.value)))
    if trace.answered_by:
        fields.append(("answered_by", _same_text(trace.answered_by)))
    if trace.language:
        fields.append(("language", _same_text(trace.language)))
    if trace.note:
        fields.append(("note", _same_text(trace.note)))
    inside = ",".join(f'\n   "{name}": {value}' for name, value in fields)
    return f"\n  {{{inside}\n  }}"


@lru_cache(maxsize=1024)
def _steps(steps: tuple[Step, ...]) -> str:
    """Written once for all units that the same operations have touched."""
    said = [
        {"overlay": s.overlay, "operation": s.operation, "does": s.name, "path": s.path}
        for s in steps
    ]
    return json.dumps(said, ensure_ascii=False, indent=1).replace("\n", "\n   ")
