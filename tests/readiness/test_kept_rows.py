"""What ``status`` keeps from one run to the next never speaks against the files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from adaptkit.readiness import kept_files, rows
from adaptkit.readiness.kept_files import read_kept, write_kept
from tests.scenarios.projects import Project, Ran, small, translate

pytestmark = pytest.mark.at_length

TODAY = "2026-11-22"
Spy = Callable[[], list[list[str]]]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("ADAPTKIT_CACHE", str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    assert not cache.exists()
    # As if all of it had been written long ago: what is younger than a tick is read again.
    monkeypatch.setattr("adaptkit.workspace.fingerprints.RACY", 0)
    project = small(tmp_path / "guide")
    project.write("locales/editions/es_AR.yaml", "edition: es_AR\nlanguage: es_AR\nformats: [md]\n")
    project.write("locales/editions/ms.yaml", "edition: ms\nlanguage: ms\nformats: [md]\n")
    project.done("update", "ms", "--today", TODAY)
    return project


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Spy:
    """The editions whose rows were made anew, run by run, since the last call."""
    runs: list[list[str]] = []
    real = rows.make_rows

    def make_rows(workspace: Any, names: Sequence[str], **more: Any) -> Any:
        runs.append(list(names))
        return real(workspace, names, **more)

    monkeypatch.setattr(rows, "make_rows", make_rows)

    def since() -> list[list[str]]:
        found, runs[:] = list(runs), []
        return found

    return since


def status(project: Project, *arguments: str) -> Ran:
    return project.done("status", "--json", "--today", TODAY, *arguments)


def truth(project: Project, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a run says that keeps nothing and knows nothing."""
    with monkeypatch.context() as patch:
        patch.setenv("ADAPTKIT_CACHE", "")
        return status(project).out


EVERYTHING = ["es_AR", "es_MX", "ms"]


def test_a_second_run_makes_nothing_and_says_the_same(
    project: Project, made: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = status(project)
    assert made() == [EVERYTHING]
    assert status(project) == first
    assert status(project, "ms").json == [row for row in first.json if row["edition"] == "ms"]
    assert made() == []
    plain = project.done("status", "--today", TODAY)
    assert made() == []
    monkeypatch.setenv("ADAPTKIT_CACHE", "")
    assert project.done("status", "--today", TODAY) == plain
    assert status(project) == first
    assert made() == [EVERYTHING, EVERYTHING]


def test_drift_and_all_findings_come_back_whole(project: Project, made: Spy) -> None:
    project.change("source_guide/01-plan.md", "your insurance plan decides", "your insurer decides")
    first = status(project)
    assert first.json[1]["drift"]
    assert first.json[1]["diagnostics"]
    made()
    assert status(project) == first
    assert made() == []


def test_only_the_editions_of_a_changed_language_are_made_again(
    project: Project, made: Spy
) -> None:
    before = status(project).json
    made()
    translate(project, "ms", "MS")
    after = status(project).json
    assert made() == [["ms"]]
    assert after[:2] == before[:2]
    assert after[2]["translated"] == after[2]["needed"] > before[2]["translated"]
    # A catalogue for the country alone was not there before.
    es = project.text("locales/es/guide.po")
    project.write("locales/es_AR/guide.po", es.replace("Language: es\\n", "Language: es_AR\\n"))
    status(project)
    assert made() == [EVERYTHING], "a new language is everyone's business"
    project.write("locales/es_AR/guide.po", project.text("locales/es_AR/guide.po") + "\n")
    status(project)
    assert made() == [["es_AR"]]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("source_guide/01-plan.md", "Choose one of them.", "Choose two of them."),
        ("source_guide/guide.yaml", "Living at home", "Living in a home"),
        ("source_guide/images/steps.svg", "M0 0h1", "M0 0h2"),
        ("locales/overlays/MX/overlay.yaml", "800 911 2000", "800 911 3000"),
        ("locales/overlays/MX/blocks/help.md", "Pregunte", "Pida"),
        ("locales/editions/es_MX.yaml", "formats: [html, md]", "formats: [md]"),
        ("locales/guide.pot", "Project-Id-Version", "Project-Id-Version"),
    ],
)
def test_what_all_share_makes_all_again(
    project: Project, made: Spy, monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str
) -> None:
    status(project)
    made()
    project.change(name, old, new)
    if old == new:
        project.write(name, project.text(name) + "\n")
    assert status(project).out == truth(project, monkeypatch)
    assert made()[0] == EVERYTHING


def test_another_day_or_another_program_makes_all_again(
    project: Project, made: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    status(project)
    made()
    project.done("status", "--today", "2026-11-23")
    assert made() == [EVERYTHING]
    monkeypatch.setattr("adaptkit.readiness.kept_files.__version__", "99")
    kept_files.program.cache_clear()
    project.done("status", "--today", "2026-11-23")
    assert made() == [EVERYTHING]


def test_a_change_that_hides_its_date_and_size_is_seen(
    project: Project, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "locales/es/guide.po"
    status(project)
    kept = _kept(cache)
    was = project.path(name).stat()
    project.write(name, project.text(name).replace('msgstr "ES ', 'msgstr "SE ', 1))
    os.utime(project.path(name), ns=(was.st_atime_ns, was.st_mtime_ns))
    now = project.path(name).stat()
    assert (now.st_size, now.st_mtime_ns) == (was.st_size, was.st_mtime_ns)
    assert status(project).out == truth(project, monkeypatch)
    assert kept["files"][name][1] != _kept(cache)["files"][name][1]


def test_a_young_file_is_read_again(tmp_path: Path, cache: Path) -> None:
    project = small(tmp_path / "guide")
    status(project)
    before = _kept(cache)["looked_at"]
    status(project)
    assert _kept(cache)["looked_at"] > before, "all files are younger than the clock's tick"


def _kept(cache: Path) -> Any:
    (file,) = cache.glob("status-*.json")
    return read_kept(file)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"rows": 3}', "[" * 100_000, '{"files": {"a": 1}}']
)
def test_a_cache_that_is_damaged_is_as_none(
    project: Project, cache: Path, made: Spy, content: str
) -> None:
    first = status(project)
    (file,) = cache.glob("status-*.json")
    kept = _kept(cache)
    file.write_text(content)
    assert status(project) == first
    assert made() == [EVERYTHING, EVERYTHING]
    # The same with a seal that holds: whatever is in it.
    seal = hashlib.sha256(content.encode()).hexdigest()
    file.write_text(f"{seal}\n{content}")
    assert status(project) == first
    assert made() == [EVERYTHING]
    for name in EVERYTHING:
        kept["rows"][name]["row"].pop("needed")
    write_kept(file, kept)
    assert status(project) == first
    assert made() == [EVERYTHING]
    # One letter more or less, and it is not believed.
    file.write_text(file.read_text("utf-8").replace('"translated":', '"translated": ', 1))
    assert read_kept(file) == {}
    file.unlink()
    assert status(project) == first


def test_without_a_place_to_keep_it_the_work_is_done_all_the_same(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = status(project)
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        monkeypatch.setenv("ADAPTKIT_CACHE", str(place))
        assert status(project) == first
    monkeypatch.delenv("ADAPTKIT_CACHE")
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, "")
    assert status(project) == first


def test_nothing_is_kept_while_new_passages_may_take_their_ids_from_any_catalogue(
    project: Project, made: Spy
) -> None:
    project.write("source_guide/02-home.md", project.text("source_guide/02-home.md") + "\nNew.\n")
    status(project)
    status(project)
    assert made() == [EVERYTHING, EVERYTHING]


def test_new_prose_of_an_overlay_may_take_its_ids_from_any_catalogue_too(
    project: Project, made: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "locales/overlays/MX/blocks/help.md"
    project.write(name, project.text(name) + "\nUna cosa nueva.\n")
    po = "locales/ms/MX.po"
    project.write(po, project.text("locales/ms/guide.po").partition("\n\n")[0] + "\n")
    status(project)
    status(project)
    assert made() == [EVERYTHING, ["es_MX"]]
    project.write(po, "damaged\n")
    assert project.run("status", "--today", TODAY).code == 1
    monkeypatch.setenv("ADAPTKIT_CACHE", "")
    assert project.run("status", "--today", TODAY).code == 1


@pytest.mark.parametrize(
    ("folder", "file", "old", "new"),
    [
        ("locales/es", "guide.po", 'msgstr "ES ', 'msgstr "'),
        ("locales/overlays/MX", "blocks/help.md", "Pregunte", "Pida"),
    ],
)
def test_a_change_behind_a_link_is_seen(
    project: Project,
    made: Spy,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
    file: str,
    old: str,
    new: str,
) -> None:
    project.path(folder).rename(project.path("elsewhere"))
    project.path(folder).symlink_to(project.path("elsewhere"), target_is_directory=True)
    project.path("elsewhere/round").symlink_to(project.path("."), target_is_directory=True)
    status(project)
    made()
    project.write(f"elsewhere/{file}", project.text(f"elsewhere/{file}").replace(old, new))
    assert status(project).out == truth(project, monkeypatch)
    assert "es_MX" in made()[0]


def test_a_picture_in_a_hidden_folder_is_looked_for(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = "source_guide/.pictures/steps.svg"
    project.write(picture, project.text("source_guide/images/steps.svg"))
    project.change("source_guide/01-plan.md", "(images/", "(.pictures/")
    project.done("update", "--today", TODAY)
    status(project)
    project.path(picture).unlink()
    assert status(project).out == truth(project, monkeypatch)


def test_a_picture_in_a_folder_of_its_own_is_looked_for(
    project: Project, made: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = "source_guide/guide.yaml"
    project.write(guide, project.text(guide) + "pictures: [assets]\n")
    project.write("assets/steps.svg", project.text("source_guide/images/steps.svg"))
    project.change("source_guide/01-plan.md", "(images/", "(../assets/")
    project.done("update", "--today", TODAY)
    status(project)
    made()
    project.path("assets/steps.svg").unlink()
    assert status(project).out == truth(project, monkeypatch)
    assert made()[0] == EVERYTHING


def test_a_folder_that_cannot_be_listed(
    project: Project, made: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can say whether what it holds is as it was. As without the right to list a folder;
    root has that right everywhere."""
    project.write("source_guide/closed/x.txt", "x")
    first = status(project)
    made()
    scandir = os.scandir

    def refuse(path: str | Path = ".") -> Any:
        if os.fspath(path).endswith("source_guide/closed"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    with monkeypatch.context() as shut:
        shut.setattr(os, "scandir", refuse)
        assert status(project) == first
        assert status(project) == first
    assert made() == [EVERYTHING, EVERYTHING]
    assert status(project) == first
    assert made() == []


def test_all_that_is_wrong_is_told_whatever_was_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    status(project)
    project.change("source_guide/guide.yaml", "title:", "titel:")
    project.write("locales/editions/ms.yaml", "edition: ms\nlanguage: ms\nformat: md\n")
    project.write("source_guide/01-plan.md", "# One {#x\n\n# Two {#x}\n\n[]{{{\n")
    said = project.run("status", "--today", TODAY)
    assert said.code == 1
    monkeypatch.setenv("ADAPTKIT_CACHE", "")
    assert project.run("status", "--today", TODAY) == said


WRONG = (
    ("languages", None),
    ("languages", [7]),
    ("languages", "es"),
    ("catalogues", []),
    ("row", None),
    ("row", []),
    ("row", {}),
)
WRONG_IN_ROW = (
    ("drift", None),
    ("drift", [{}]),
    ("blockers", [{"severity": "bad", "position": {}}]),
    ("blockers", [{"severity": "error", "position": []}]),
    ("diagnostics", [7]),
    ("words", {"x": 1}),
    ("tried", [[]]),
    ("process", "x"),
    ("unheard of", 1),
)


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize(("key", "value"), [*WRONG, *WRONG_IN_ROW])
def test_a_row_of_another_shape_is_as_none(
    project: Project, cache: Path, key: str, value: Any, there: bool
) -> None:
    """Whatever stands in what was sealed again."""
    first = status(project)
    (file,) = cache.glob("status-*.json")
    kept = _kept(cache)
    for row in kept["rows"].values():
        place = row if key in row else row["row"]
        place.pop(key, None)
        if there:
            place[key] = value
    write_kept(file, kept)
    assert status(project) == first


def test_nothing_is_written_into_the_project(project: Project, made: Spy) -> None:
    before = project.tree()
    status(project)
    status(project)
    assert made() == [EVERYTHING]
    assert project.tree() == before
    assert {path.name for path in project.root.iterdir()} == {"source_guide", "locales"}
