"""What is open can be found: the first places, all of them, and what stands at a place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("whole") / "guide")
    project.done("add", "edition", "sw_KE")
    return project


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    return whole.copy(tmp_path / "guide")


def test_status_names_the_first_ten_with_their_lines(project: Project) -> None:
    ran = project.done("status", "sw_KE")
    places = re.findall(r"(?m)^ +(locales/sw/guide.po):(\d+): (.+) \[(.+)\]$", ran.out + ran.err)
    assert len(places) == 10
    lines = project.text("locales/sw/guide.po").splitlines()
    for _, line, words, unit in places:
        entry = "\n".join(lines[int(line) - 1 :][:8])
        assert f'msgctxt "{unit}"' in entry
        assert words[:20] in entry
    more = re.search(r"and (\d+) more; all of them: adaptkit status sw_KE --all", ran.out + ran.err)
    assert more
    row = project.done("status", "sw_KE", "--json").json[0]
    assert row["fuzzy"] + row["untranslated"] == 10 + int(more[1])
    assert [one["line"] for one in row["waiting"]] == [int(line) for _, line, _, _ in places]


def test_all_are_named_when_asked(project: Project) -> None:
    row = project.done("status", "sw_KE", "--json", "--all").json[0]
    assert len(row["waiting"]) == row["fuzzy"] + row["untranslated"]
    assert all(one["line"] for one in row["waiting"])
    assert "--all" not in project.done("status", "sw_KE", "--all").out


def test_a_finished_edition_names_none(project: Project) -> None:
    ran = project.done("status", "es_MX")
    assert "Waiting for a translator" not in ran.out + ran.err
    assert project.done("status", "es_MX", "--json").json[0]["waiting"] == []


def test_explain_takes_what_status_names(project: Project) -> None:
    for one in project.done("status", "sw_KE", "--json", "--all").json[0]["waiting"]:
        ran = project.done("explain", "sw_KE", f"{one['path']}:{one['line']}", "--json")
        assert ran.json["unit"] == one["unit"]


@pytest.mark.parametrize(
    ("place", "unit"),
    [
        ("source_guide/02-home.md:3", "home.p1"),
        ("source_guide/02-home.md:3:1", "home.p1"),
        ("source_guide/02-home.md:4", "home.p1"),
        ("source_guide/02-home.md:6", "home.danger"),
    ],
)
def test_explain_takes_a_line_of_a_chapter(place: str, unit: str, project: Project) -> None:
    found = project.done("explain", "es_MX", place, "--json").json["unit"]
    at_line = project.done("explain", "es_MX", found, "--json").json
    assert at_line["unit"] == found
    assert unit == "home.danger" or found != "home.danger"
    assert found.startswith("home.")


def test_a_place_where_nothing_stands(project: Project) -> None:
    ran = project.run("explain", "es_MX", "source_guide/02-hom.md:3")
    assert ran.code == 2
    assert "source_guide/02-hom.md:3: error: the edition es_MX has no passage there" in ran.err
    assert 'did you mean "source_guide/02-home.md"' in ran.err
