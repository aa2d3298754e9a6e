"""Findings as SARIF 2.1.0 (OASIS), for code hosts and editors that read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from adaptkit.model.codes import CODES
from adaptkit.model.diagnostic import Diagnostic, Severity
from adaptkit.reports.checked import CheckReport, Found
from adaptkit.reports.problems import Json
from adaptkit.reports.words import one_line

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LINE = re.compile(r"\b(line|lines) [\d,]+")


def sarif(report: CheckReport, version: str) -> Json:
    """One run. ``version``: of adaptkit. Paths are relative to where the command runs."""
    all_found = (*report.found, *report.ignored)
    prints = fingerprints(one.told for one in all_found)
    rules = sorted({one.told.code for one in all_found})
    places = {code: number for number, code in enumerate(rules)}
    results = [
        _result(one, report.home, mark, places) for one, mark in zip(all_found, prints, strict=True)
    ]
    driver: Json = {
        "name": "adaptkit",
        "version": version,
        "rules": [_rule(code) for code in rules],
    }
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The folder that the command ran in."}}
        },
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def fingerprints(found: Iterable[Diagnostic]) -> list[str]:
    """One for each finding, the same wherever its lines move to: of its code, its file, its
    passage, or where it is about none, what it says; several of a kind are numbered."""
    seen: Counter[str] = Counter()
    out = []
    for one in found:
        about = one.unit or _LINE.sub(r"\1", one.message)
        key = "\0".join((one.code, one.position.path, about))
        out.append(sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest())
        seen[key] += 1
    return out


def _rule(code: str) -> Json:
    means = CODES[code].means if code in CODES else code
    said = f"{means[:1].upper()}{means[1:]}."
    return {
        "id": code,
        "shortDescription": {"text": said},
        "help": {"text": f"{said} {_stops(code)}".strip()},
    }


def _stops(code: str) -> str:
    return "It stops a release." if code in CODES and CODES[code].stops_release else ""


def _result(one: Found, home: str, mark: str, places: dict[str, int]) -> Json:
    told = one.told
    said = one_line(told.message)
    if told.hint:
        said = f"{said}. What to do: {one_line(told.hint)}"
    result: Json = {
        "ruleId": told.code,
        "ruleIndex": places[told.code],
        "level": _LEVELS[told.severity],
        "message": {"text": said},
        "partialFingerprints": {"adaptkit/v1": mark},
    }
    if told.position.path:
        result["locations"] = [{"physicalLocation": _place(told, home)}]
    about: Json = {"language": one.language, "unit": told.unit, "editions": list(one.editions)}
    if about := {name: value for name, value in about.items() if value}:
        result["properties"] = about
    if one.because:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": one_line(one.because)}
        ]
    return result


def _place(told: Diagnostic, home: str) -> Json:
    path = quote((home + told.position.path).encode("utf-8", "surrogateescape"), safe="/")
    place: Json = {"artifactLocation": {"uri": path, "uriBaseId": "%SRCROOT%"}}
    if told.position.line:
        region: dict[str, Any] = {"startLine": told.position.line}
        if told.position.column:
            region["startColumn"] = told.position.column
        place["region"] = region
    return place


_GITLAB = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def code_quality(report: CheckReport) -> Sequence[Json]:
    """As GitLab's Code Quality reports have it."""
    found = [one for one in report.found if one.told.position.path]
    return [
        {
            "description": one_line(one.told.message),
            "check_name": one.told.code,
            "fingerprint": mark,
            "severity": _GITLAB[one.told.severity],
            "location": {
                "path": report.home + one.told.position.path,
                "lines": {"begin": max(one.told.position.line, 1)},
            },
        }
        for one, mark in zip(found, fingerprints(one.told for one in found), strict=True)
    ]
