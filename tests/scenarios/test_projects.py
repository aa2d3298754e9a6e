"""The project that most scenarios begin with is what the commands make."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.projects import Project, make_small, small


def contents(project: Project) -> dict[str, bytes]:
    return {
        file.relative_to(project.root).as_posix(): file.read_bytes()
        for file in project.root.rglob("*")
        if file.is_file()
    }


def test_a_copy_is_what_the_commands_make(tmp_path: Path) -> None:
    made = make_small(tmp_path / "made")
    copies = [small(tmp_path / name) for name in ("one", "other")]
    assert "locales/es/guide.po" in contents(made)
    assert [contents(one) for one in copies] == [contents(made)] * 2


def test_no_copy_changes_the_next(tmp_path: Path) -> None:
    one = small(tmp_path / "one")
    before = contents(one)
    for name in before:
        one.write(name, "other words")
    assert contents(small(tmp_path / "other")) == before
