"""What all tests share: which of them run and on how many cores, with which examples, how long they
may take, and the folder of other people's texts."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CLIENTS = Path(__file__).parent / "clients"
LAST_SEED = "adaptkit/seed"

# Laws meet new examples in every run. How long one takes is no test.
settings.register_profile(
    "adaptkit",
    derandomize=False,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("adaptkit")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--corpus",
        default=None,
        help="folder of real texts (other people's); tests/clients need it",
    )
    parser.addoption(
        "--longest-test",
        type=float,
        metavar="SECONDS",
        help="a test that takes longer is an error",
    )
    parser.addoption(
        "--longest-run",
        type=float,
        metavar="SECONDS",
        help="a run that takes longer is an error",
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Plain ``pytest`` leaves out what needs programs that pip cannot give; name the folder
    (``pytest tests/clients --corpus DIR``) and they run, or fail: none is ever skipped."""
    if collection_path != CLIENTS and CLIENTS not in collection_path.parents:
        return None
    named = [Path(str(arg).split("::")[0]).resolve() for arg in config.invocation_params.args]
    wanted = any(path == CLIENTS or CLIENTS in path.parents for path in named)
    return None if wanted else True


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """All tests run on all cores; what somebody asks for by name runs in this one process."""
    return len(os.sched_getaffinity(0)) if config.args_source.name == "TESTPATHS" else 0


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes never name a test: made at import (a ZIP holds the second), they differ from worker to
    worker, which then stop."""
    return argname if isinstance(val, bytes) else None


# Examples --------------------------------------------------------------------------------------


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """One seed for the whole run, workers included. After a run that failed it is the same again
    until one passes, so that nobody loses the example that they are looking at."""
    if config.option.hypothesis_seed is None:
        cache = getattr(config, "cache", None)
        config.option.hypothesis_seed = str(chosen_seed(cache and cache.get(LAST_SEED, None)))
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Limits(config), "adaptkit-limits")


def chosen_seed(failed: object) -> int:
    return failed if isinstance(failed, int) else random.SystemRandom().randrange(10**9)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Said at once, however quiet the run is: one that hangs can be repeated too."""
    config = session.config
    if not hasattr(config, "workerinput"):
        seed = config.option.hypothesis_seed
        config.get_terminal_writer().line(f"the same examples again: --hypothesis-seed={seed}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    config = session.config
    cache = getattr(config, "cache", None)
    if cache and not hasattr(config, "workerinput"):
        failed = exitstatus == pytest.ExitCode.TESTS_FAILED
        cache.set(LAST_SEED, int(config.option.hypothesis_seed) if failed else None)


# How long it takes -----------------------------------------------------------------------------


class Limits:
    """Tests that take too long are no tests: nobody would run them. Counted on the clock, and only
    where somebody asks, for a busy machine says nothing."""

    def __init__(self, config: pytest.Config) -> None:
        self.test: float | None = config.option.longest_test
        self.run: float | None = config.option.longest_run
        self.started = time.monotonic()
        self.taken: Counter[str] = Counter()
        self.said: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.taken[report.nodeid] += report.duration  # type: ignore[assignment]

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.said = list(too_long(self.taken, self.test))
        whole = {"all tests together": time.monotonic() - self.started}
        self.said += too_long(whole, self.run)
        if self.said and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for line in self.said:
            terminalreporter.line(line, red=True)


def too_long(taken: Mapping[str, float], most: float | None) -> Iterator[str]:
    for name, seconds in taken.items():
        if most is not None and seconds > most:
            yield f"{name} took {seconds:.1f} s; it may take {most:g}"


@pytest.fixture(autouse=True, scope="session")
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees what the person who runs them keeps in their cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADAPTKIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
