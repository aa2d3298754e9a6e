"""What is wrong, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from adaptkit.model.diagnostic import Diagnostic, Severity
from adaptkit.records import replace
from adaptkit.reports.words import as_name, counted, one_line

Json = dict[str, Any]
"""What ``--json`` prints. Keys are only ever added."""


def gathered(found: Iterable[Diagnostic]) -> list[tuple[Diagnostic, tuple[str, ...]]]:
    """Each finding once, in order of place, with the editions that it stands in."""
    editions: dict[Diagnostic, dict[str, None]] = {}
    for one in found:
        names = editions.setdefault(replace(one, edition=""), {})
        if one.edition:
            names[one.edition] = None
    ordered = sorted(editions.items(), key=lambda item: item[0].sort_key)
    return [(one, tuple(names)) for one, names in ordered]


def diagnostic_lines(found: Diagnostic, editions: Sequence[str] = ()) -> Iterator[str]:
    place = f"{as_name(str(found.position))}: " if found.position.path else ""
    yield f"{place}{found.severity.value}: {one_line(found.message)} [{found.code}]"
    if editions:
        label = "edition" if len(editions) == 1 else "editions"
        yield f"  {label}: {as_name(', '.join(editions))}"
    if found.hint:
        yield f"  hint: {one_line(found.hint)}"


def problem_lines(found: Iterable[Diagnostic]) -> Iterator[str]:
    for one, editions in gathered(found):
        yield from diagnostic_lines(one, editions)


def how_many(found: Iterable[Diagnostic]) -> str:
    """``3 problems, 1 warning``; each finding is counted once."""
    severities = [one.severity for one, _ in gathered(found)]
    errors = severities.count(Severity.ERROR)
    warnings = severities.count(Severity.WARNING)
    notes = severities.count(Severity.INFO)
    parts = [counted(errors, "problem")] if errors or not (warnings or notes) else []
    parts += [counted(warnings, "warning")] if warnings else []
    parts += [counted(notes, "note")] if notes else []
    return ", ".join(parts)


def diagnostic_json(found: Diagnostic) -> Json:
    """``edition`` and ``unit`` only where the finding is about one."""
    about = {"edition": found.edition, "unit": found.unit}
    return {
        "code": found.code,
        "severity": found.severity.value,
        "path": found.position.path,
        "line": found.position.line,
        "column": found.position.column,
        "message": found.message,
        "hint": found.hint,
    } | {name: value for name, value in about.items() if value}


def diagnostics_json(found: Iterable[Diagnostic]) -> list[Json]:
    return [diagnostic_json(one) for one in found]


def problems_json(found: Iterable[Diagnostic]) -> Json:
    """What any command prints when it could not do its work."""
    return {"ok": False, "diagnostics": diagnostics_json(found)}
