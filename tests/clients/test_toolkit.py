"""Our catalogues as translate-toolkit reads, counts and filters them."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.clients.catalogue_projects import TODAY, edit_guide, guide_copy
from tests.scenarios.projects import Project

from adaptkit.catalogues.po import render_po
from adaptkit.model.catalogue import EntryState
from adaptkit.records import replace

LANGUAGES = ("ar", "es", "ms")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Catalogues of every state: after a change of the guide some entries are fuzzy."""
    made = guide_copy(tmp_path_factory.mktemp("toolkit") / "guide", *LANGUAGES)
    edit_guide(made)
    made.done("update", "--today", TODAY)
    return made


@pytest.fixture(scope="module")
def tool() -> Callable[[str], str]:
    """A program of translate-toolkit, from the environment that runs the tests."""

    def find(name: str) -> str:
        path = Path(sys.executable).with_name(name)
        if not path.is_file():
            pytest.fail(f"{path} is not there: pip install 'translate-toolkit[levenshtein]'")
        return str(path)

    return find


def units(path: Path) -> Iterator[Any]:
    try:
        from translate.storage.pypo import pofile
    except ImportError:
        pytest.fail("the Python package translate-toolkit is not installed")
    return (unit for unit in pofile.parsefile(str(path)).units if not unit.isheader())


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_parser_reads_the_same(project: Project, language: str) -> None:
    ours = Counter(
        (e.unit_id, e.msgid, e.msgstr, "fuzzy" in e.flags, not e.live, e.previous_msgid,
         "\n".join(e.extracted) if e.live else "", e.comment)
        for e in project.catalogue(language).entries
    )  # fmt: skip
    theirs = Counter(
        (u.getcontext(), str(u.source), str(u.target), u.isfuzzy(), u.isobsolete(),
         str(u.prev_source), "" if u.isobsolete() else u.getnotes("developer"),
         u.getnotes("translator"))
        for u in units(project.path(f"locales/{language}/guide.po"))
    )  # fmt: skip
    assert theirs == ours
    assert len(theirs) > 600
    assert any(fuzzy for _, _, _, fuzzy, gone, *_ in theirs if not gone)
    assert any(gone for _, _, _, _, gone, *_ in theirs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_writes_loses_nothing(project: Project, language: str, tmp_path: Path) -> None:
    from translate.storage.pypo import pofile

    name = f"locales/{language}/guide.po"
    other = project.copy(tmp_path / "guide")
    other.write(name, bytes(pofile.parsefile(str(project.path(name)))))
    other.done("format")
    # Of an obsolete entry it throws away #. and #:, which adaptkit does not need there.
    before = project.catalogue(language)
    entries = tuple(
        e if e.live else replace(e, extracted=(), references=()) for e in before.entries
    )
    assert other.text(name) == render_po(replace(before, entries=entries))
    other.done("update", "--check")


def test_pocount_counts_what_status_counts(project: Project, tool: Callable[[str], str]) -> None:
    paths = [str(project.path(f"locales/{language}/guide.po")) for language in LANGUAGES]
    run = subprocess.run(
        [tool("pocount"), "--csv", *paths], capture_output=True, text=True, check=True
    )
    rows = {row["Filename"]: row for row in csv.DictReader(io.StringIO(run.stdout))}
    assert rows.keys() == set(paths)
    # A language's name is an edition with no overlay: it needs every passage of the guide.
    status = {s["edition"]: s for s in project.run("status", *LANGUAGES, "--json").json}
    for language, path in zip(LANGUAGES, paths, strict=True):
        row, ours = rows[path], status[language]
        live = list(project.catalogue(language).live)
        assert int(row["Total Message"]) == ours["needed"] == len(live)
        assert int(row["Translated Messages"]) == ours["translated"]
        assert int(row["Fuzzy Messages"]) == ours["fuzzy"]
        assert int(row["Untranslated Messages"]) == ours["untranslated"]
        assert ours["fuzzy"] == sum(e.state is EntryState.FUZZY for e in live)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pofilter_reads_it_to_the_end(
    project: Project, tool: Callable[[str], str], language: str, tmp_path: Path
) -> None:
    """What it finds is advice; that it takes every passage and says nothing on errors is tested."""
    source = project.path(f"locales/{language}/guide.po")
    out = tmp_path / "found.po"
    run = subprocess.run(
        [tool("pofilter"), "--language", language, "--progress=none", "--errorlevel=traceback",
         str(source), str(out)],
        capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert not re.search(r"Traceback|[Ee]rror|warning", run.stderr + run.stdout), run.stderr
    found = list(units(out)) if out.exists() else []
    filters = Counter(
        line.split()[1].rstrip(":")
        for unit in found
        for line in unit.getnotes("translator").splitlines()
        if line.startswith("(pofilter)")
    )
    print(f"{language}: {len(found)} units, {dict(filters.most_common())}")
    ids = {e.unit_id for e in project.catalogue(language).live}
    assert {u.getcontext() for u in found} <= ids
    # One of its tests sees this for certain: an escape that only one side has.
    assert not filters["escapes"]
