"""The ten scenarios that adaptation is to prove, and thirty that try to break it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.adaptation_cases import FOLDER, Play, prepared, read
from tests.scenarios.projects import Project

TEN, THIRTY = (sorted((FOLDER / name).glob("*.md")) for name in ("ten", "thirty"))


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return prepared(tmp_path_factory.mktemp("adaptation") / "guide")


@pytest.mark.parametrize(
    "path", [*TEN, *THIRTY], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_scenario(guide: Project, tmp_path: Path, path: Path) -> None:
    play = Play(guide.copy(tmp_path / "guide"))
    for step in read(path).steps:
        play.step(*step)


def test_all_are_there() -> None:
    assert len(TEN) == 10
    assert len(THIRTY) >= 30
    titles = [read(path).title for path in (*TEN, *THIRTY)]
    assert len(set(titles)) == len(titles)
