"""Killed 500 times over, and many runs at once; and what is left, in the eyes of GNU gettext."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.catalogues.builders import ES, template
from tests.catalogues.test_mend import HEADER, MANY, UNITS
from tests.scenarios import faults, test_damaged, test_faults
from tests.scenarios.projects import Project
from tests.scenarios.test_damaged import PO, Mended, Read, Refused

from adaptkit.catalogues.merge import merge
from adaptkit.catalogues.po import render_po
from adaptkit.model.catalogue import Catalogue

ready = test_faults.ready
project = test_faults.project
whole = test_damaged.whole


def refused_by_gettext(content: bytes) -> str:
    """What msgfmt has against it."""
    run = subprocess.run(["msgfmt", "-o", os.devnull, "-"], input=content, capture_output=True)
    return run.stderr.decode("utf-8", "replace") if run.returncode else ""


@pytest.mark.parametrize("whole_run", [True, False])
def test_killed_500_times(whole_run: bool, project: Project) -> None:
    test_faults.killed_at_random(project, 500, whole=whole_run)


def test_killed_at_every_operation_and_read_by_gettext(project: Project) -> None:
    judge = test_faults.Judge(project, "update")
    number = 1
    known: set[bytes] = set()
    while faults.killed_at(judge.write, number):
        for name, content in faults.content(project).items():
            if name.endswith((".po", ".pot")) and content not in known:
                known.add(content)
                assert not refused_by_gettext(content), name
        judge.after_a_fault()
        number += 1
    both = {**judge.before, **{f"new {n}": data for n, data in judge.finished.items()}}
    assert known == {data for name, data in both.items() if name.endswith((".po", ".pot"))}


@pytest.mark.parametrize("others", test_faults.OTHERS)
def test_many_runs_at_the_same_time(others: list[str], project: Project) -> None:
    test_faults.runs_at_the_same_time(project, others, 40)


@pytest.mark.parametrize(
    "name", [name for name, kind in test_damaged.KINDS.items() if not isinstance(kind, Refused)]
)
def test_what_format_makes_of_damage(name: str, whole: Project, tmp_path: Path) -> None:
    copy = whole.copy(tmp_path / "guide")
    kind = test_damaged.KINDS[name]
    assert isinstance(kind, (Mended, Read))
    copy.write(PO, kind.text)
    copy.done("format")
    content = copy.path(PO).read_bytes()
    assert not refused_by_gettext(content)
    run = subprocess.run(["msgcat", "--no-wrap", "-"], input=content, capture_output=True)
    assert run.stdout == content


def test_keys_that_gettext_refuses(tmp_path: Path) -> None:
    """Why obsolete entries may not share a key: not one of its programs opens such a file."""
    del tmp_path
    for name in ("live and obsolete, other words", "obsolete twice, the same words"):
        kind = test_damaged.KINDS[name]
        assert isinstance(kind.text, str)
        assert "duplicate message definition" in refused_by_gettext(kind.text.encode())


@settings(max_examples=60)
@given(MANY, UNITS)
def test_what_an_update_writes_is_read_by_gettext(
    found: st.DataObject, units: list[tuple[str, str]]
) -> None:
    start = Catalogue(ES, "guide", tuple(found), HEADER, path="es.po")
    merged, _ = merge(template(*units), start)
    assert not refused_by_gettext(render_po(merged).encode())
