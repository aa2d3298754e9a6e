"""Findings as GitHub's workflow commands: annotations beside the lines of a change.

A finding quotes what strangers have written, and GitHub carries out whatever line of a step's
output begins with ``::``. So each is one line, and what could end it or its parts is escaped as
``@actions/toolkit`` does it (packages/core/src/command.ts).
"""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.diagnostic import Severity
from adaptkit.reports.checked import CheckReport, Found
from adaptkit.reports.problems import how_many
from adaptkit.reports.words import counted, one_line

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github_lines(report: CheckReport) -> Iterator[str]:
    """One line a finding, and one with how many there are: no other line, and none that begins
    with what somebody else has written."""
    for one in report.found:
        yield _line(one, report.home)
    yield f"{how_many(one.told for one in report.found)} in {counted(report.looked, 'text')}."


def _line(one: Found, home: str) -> str:
    told = one.told
    properties = {"file": home + told.position.path if told.position.path else ""}
    if properties["file"] and told.position.line:
        properties["line"] = str(told.position.line)
        if told.position.column:
            properties["col"] = str(told.position.column)
    properties["title"] = told.code
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    said = one_line(told.message)
    if told.hint:
        said = f"{said}\n{one_line(told.hint)}"
    return f"::{_KINDS[told.severity]} {given}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
