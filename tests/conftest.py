"""What all tests share: which of them run, and the folder of other people's texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

CLIENTS = Path(__file__).parent / "clients"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--corpus",
        default=None,
        help="folder of real texts (other people's); tests/clients need it",
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Plain ``pytest`` leaves out what needs programs that pip cannot give; name the folder
    (``pytest tests/clients --corpus DIR``) and they run, or fail: none is ever skipped."""
    if collection_path != CLIENTS and CLIENTS not in collection_path.parents:
        return None
    named = [Path(str(arg).split("::")[0]).resolve() for arg in config.invocation_params.args]
    wanted = any(path == CLIENTS or CLIENTS in path.parents for path in named)
    return None if wanted else True


@pytest.fixture(autouse=True, scope="session")
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees what the person who runs them keeps in their cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADAPTKIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
