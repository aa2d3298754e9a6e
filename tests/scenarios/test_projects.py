"""The project that most scenarios begin with is what the commands make."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import Project, can_be_typed, make_small, small


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


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ("build --release", True),
        ("build --relase", False),
        ("review sign plan.danger --by ana", True),
        ("review sing plan.danger", False),
        ("review apply --to x", False),
        ("keeps what was there", True),
    ],
)
def test_what_is_told_to_be_typed_is_looked_at(told: str, holds: bool) -> None:
    assert can_be_typed(told) is holds
