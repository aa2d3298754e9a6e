"""What both files of tests on kept editions begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.kept_builds import Both, both, workplace
from tests.scenarios.projects import Project


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return workplace(tmp_path_factory.mktemp("kept") / "project")


@pytest.fixture
def builds(made: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Both:
    return both(made.copy(tmp_path / "project"), tmp_path, monkeypatch)


@pytest.fixture
def seed(pytestconfig: pytest.Config) -> int:
    """Another in every run; ``--hypothesis-seed`` gives it again."""
    return int(pytestconfig.getoption("hypothesis_seed"))
