"""What code hosts and pre-commit are told to run is there, runs, and may do no more than needed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from adaptkit import __version__
from adaptkit.settings.workflows import HOSTS
from tests.scenarios.checked_projects import broken, spanish
from tests.scenarios.projects import ROOT, Project, run

COMMAND = re.compile(r"^adaptkit [^|>\n]+", re.M)


def read(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def scripts(host: str, data: Any) -> list[str]:
    if host == "github":
        steps = [step for job in data["jobs"].values() for step in job["steps"]]
        return [step["run"] for step in steps if "run" in step]
    return [line for job in ("check", "pages") for line in data[job]["script"]]


def commands(lines: list[str]) -> list[list[str]]:
    parts = [part.strip() for line in lines for part in line.replace("||", "\n").split("\n")]
    return [shlex.split(found[0])[1:] for part in parts for found in COMMAND.finditer(part)]


@pytest.mark.parametrize("host", sorted(HOSTS))
def test_what_it_runs_is_there_and_is_clean_where_all_is_well(tmp_path: Path, host: str) -> None:
    ran = run("init", str(tmp_path / "guide"), "--ci", host)
    assert ran.code == 0, ran
    project = Project(tmp_path / "guide")
    text = project.text(HOSTS[host].path)
    typed = commands(scripts(host, read(text)))
    assert {one[0] for one in typed} == {"check", "update", "format", "status", "build"}
    for one in typed:
        if "--to" in one:
            one[one.index("--to") + 1] = str(project.path("out"))
        project.done(*one)
    assert f'"adaptkit=={__version__}"' in text


@pytest.mark.parametrize("host", sorted(HOSTS))
def test_it_stops_at_what_must_not_be_published(tmp_path: Path, host: str) -> None:
    project = broken(spanish(tmp_path / "guide"))
    project.done("add", "ci", host)
    typed = commands(scripts(host, read(project.text(HOSTS[host].path))))
    codes = [project.run(*one).code for one in typed if one[0] == "check"]
    assert codes
    assert set(codes) == {1}


def test_github_may_do_no_more_than_it_must() -> None:
    data = read(HOSTS["github"].text)
    assert data["permissions"] == {"contents": "read"}
    assert "permissions" not in data["jobs"]["check"]
    assert data["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    steps = [step for job in data["jobs"].values() for step in job["steps"]]
    uses = [step["uses"] for step in steps if "uses" in step]
    assert uses
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", one) for one in uses)
    checkout = next(step for step in steps if "checkout" in step.get("uses", ""))
    assert checkout["with"]["persist-credentials"] is False
    # Nothing that a stranger may write reaches a shell.
    assert not [step for step in steps if "${{" in step.get("run", "")]
    published = [step["if"] for step in steps if "pages-artifact" in step.get("uses", "")]
    assert published == [data["jobs"]["publish"]["if"]]


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    project = spanish(tmp_path / "guide")
    ran = project.run("add", "ci", "githup")
    assert ran.code == 2
    assert "github" in ran.err
    project.write(".gitlab-ci.yml", "mine: true\n")
    ran = project.run("add", "ci", "gitlab")
    assert ran.code == 2
    assert "[use-exists]" in ran.err
    assert project.text(".gitlab-ci.yml") == "mine: true\n"


def test_own_chapters_get_it_too(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "one.md").write_text("# One\n\nWords.\n", "utf-8")
    made = tmp_path / "guide"
    ran = run("init", str(made), "--from", str(tmp_path / "book"), "--ci", "github")
    assert ran.code == 0
    assert (made / HOSTS["github"].path).is_file()


def test_hooks_of_pre_commit(tmp_path: Path) -> None:
    hooks = {one["id"]: one for one in read((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert set(hooks) == {"adaptkit-check", "adaptkit-format"}
    project = spanish(tmp_path / "guide")
    for hook in hooks.values():
        assert {"id", "name", "entry", "language", "files"} <= set(hook)
        assert hook["language"] == "python"
        assert hook["pass_filenames"] is False
        program, *typed = hook["entry"].split()
        assert program == "adaptkit"
        project.done(*typed)
    for path, wanted in (
        ("locales/es/guide.po", {"adaptkit-check", "adaptkit-format"}),
        ("locales/guide.pot", {"adaptkit-check", "adaptkit-format"}),
        ("source_guide/01-plan.md", {"adaptkit-check"}),
        ("reviews/es/guide.jsonl", {"adaptkit-check"}),
        ("README.md", set()),
    ):
        assert {id for id, hook in hooks.items() if re.search(hook["files"], path)} == wanted
    assert broken(project).run("check").code == 1
