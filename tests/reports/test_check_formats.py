"""Findings in the formats of others: whatever they quote comes back as it was, and does nothing."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.diagnostic import Diagnostic, Position, Severity
from adaptkit.reports.annotations import github_lines
from adaptkit.reports.checked import CheckReport, Found, check_lines
from adaptkit.reports.sarif import code_quality, fingerprints, sarif
from adaptkit.reports.words import one_line

TEXT = st.lists(
    st.sampled_from(["%", ":", "::", ",", "\n", "\r", "%0A", "%25", "=", "a", "é", "##[", "\u2028"])
    | st.sampled_from(["::error::x", "::stop-commands::t", "\x1b", "]", "休", " "]),
    max_size=8,
).map("".join)
FOUND = st.builds(
    lambda path, line, column, message, hint, severity: Found(
        Diagnostic("a-code", severity, Position(path, line, column), message, hint), "es"
    ),
    TEXT.map(lambda text: f"a/{text}".replace("\n", "").replace("\r", "")),
    st.integers(0, 3),
    st.integers(0, 3),
    TEXT.map(lambda text: f"m{text}"),
    TEXT,
    st.sampled_from(Severity),
)


def report(found: list[Found]) -> CheckReport:
    return CheckReport(tuple(found), len(found))


def taken_apart(line: str) -> tuple[str, dict[str, str], str]:
    """As GitHub's runner does it (actions/runner, ActionCommand.TryParseV2)."""
    assert line.startswith("::")
    head, _, data = line[2:].partition("::")
    name, _, properties = head.partition(" ")
    known = dict(one.split("=", 1) for one in properties.split(",") if "=" in one)

    def unescaped(text: str, signs: dict[str, str]) -> str:
        for escaped, sign in signs.items():
            text = text.replace(escaped, sign)
        return text

    data_signs = {"%0D": "\r", "%0A": "\n", "%25": "%"}
    signs = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    return name, {k: unescaped(v, signs) for k, v in known.items()}, unescaped(data, data_signs)


@given(st.lists(FOUND, max_size=4))
def test_a_runner_reads_what_was_meant_and_nothing_else(found: list[Found]) -> None:
    lines = list(github_lines(report(found)))
    assert len(lines) == len(found) + 1
    for line, one in zip(lines[:-1], found, strict=True):
        assert "\n" not in line
        assert "\r" not in line
        name, properties, data = taken_apart(line)
        assert name in ("error", "warning", "notice")
        assert properties["file"] == one.told.position.path
        assert properties["title"] == "a-code"
        said, _, hint = data.partition("\n")
        assert said == one_line(one.told.message)
        assert hint == (one_line(one.told.hint) if one.told.hint else "")
    assert lines[-1][:1].isdigit()


@given(st.lists(FOUND, max_size=4))
def test_every_other_format_holds_one_entry_a_finding(found: list[Found]) -> None:
    made = report(found)
    (run,) = json.loads(json.dumps(sarif(made, "1.0")))["runs"]
    assert len(run["results"]) == len(found)
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        # RFC 3986: nothing that would be taken for a scheme, a query or white space.
        assert not set(uri) & set(": ?#\n\r")
    prints = [one["partialFingerprints"]["adaptkit/v1"] for one in run["results"]]
    assert len(set(prints)) == len(prints)
    assert [one["fingerprint"] for one in code_quality(made)] == prints
    assert not [line for line in check_lines(made) if line.startswith(("::", "\x1b"))]


def test_a_fingerprint_is_of_the_passage_and_not_of_the_words_about_it() -> None:
    def mark(message: str, line: int, unit: str) -> str:
        told = Diagnostic("a-code", Severity.ERROR, Position("a.po", line), message, unit=unit)
        return fingerprints([told])[0]

    assert mark("has lost 1", 3, "plan.x") == mark("has lost 2", 9, "plan.x")
    assert mark("has lost 1", 3, "plan.x") != mark("has lost 1", 3, "plan.y")
    assert mark("the first is in line 12", 3, "") == mark("the first is in line 1,240", 3, "")
    assert mark("this is wrong", 3, "") != mark("that is wrong", 3, "")
