"""What the client tests need. What is missing fails them: nothing is skipped silently."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.clients.editions import EDITIONS, built

# Files that take a minute and more, longest first: whoever is done early takes from what is left,
# and what is left at last is short. (With ``--no-loadscope-reorder``: xdist would begin with those
# that hold most tests.)
LONGEST = (
    "test_html_clients",
    "test_epub_clients",
    "test_review_packs",
    "test_faults_at_length",
    "test_commonmark",
    "test_libreoffice",
    "test_documents",
    "test_pictures_to_look_at",
    "test_reading",
    "test_corpus_markdown",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))


@pytest.fixture(scope="session")
def corpus(request: pytest.FixtureRequest) -> Path:
    """The folder of real texts, given by ``--corpus DIR``."""
    given = request.config.getoption("--corpus")
    if not given:
        pytest.fail("give the folder of real texts: --corpus DIR")
    folder = Path(given).resolve()
    if not folder.is_dir():
        pytest.fail(f"--corpus {given}: there is no such folder")
    return folder


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The folder with the npm packages that .ci/run installs."""
    folder = Path(os.environ.get("ADAPTKIT_NODE_MODULES", "node_modules")).resolve()
    if not folder.is_dir():
        pytest.fail("ADAPTKIT_NODE_MODULES names no folder; install with npm what .ci/run installs")
    return folder


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of ``adaptkit build`` that ADAPTKIT_BUILD names; without it a small sample."""
    if given := os.environ.get("ADAPTKIT_BUILD", ""):
        return Path(given)
    from tests.writers.builders import write_sample

    folder = tmp_path_factory.mktemp("build")
    write_sample(folder)
    return folder


@pytest.fixture(scope="session")
def commonmark_spec(node_modules: Path) -> Path:
    path = node_modules / "commonmark-spec" / "spec.txt"
    if not path.is_file():
        pytest.fail("the npm package commonmark-spec is not installed")
    return path


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """``program("msgcat")`` is its path; a program that is not there fails the test."""

    def find(name: str) -> str:
        found = os.environ.get(name.upper()) or shutil.which(name)
        if not found:
            pytest.fail(f"the program {name} is not installed")
        return found

    return find


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory, program: Callable[[str], str]) -> Path:
    """The Word document of every edition as LibreOffice prints it: ``es_MX.pdf`` and so on. It is
    started once, by whichever process asks first."""
    # Above what is each process's own stands what is the run's.
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "papers"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").is_file():
            profile = (folder / "profile").as_uri()
            documents = [built(edition, f"docx/{edition}.docx") for edition in EDITIONS]
            subprocess.run(
                [program("soffice"), f"-env:UserInstallation={profile}", "--headless",
                 "--convert-to", "pdf", "--outdir", str(folder), *map(str, documents)],
                capture_output=True, check=True, timeout=400, stdin=subprocess.DEVNULL,
            )  # fmt: skip
            (folder / "done").touch()
    return folder


@pytest.fixture(scope="module")
def convert(
    tmp_path_factory: pytest.TempPathFactory, program: Callable[[str], str]
) -> Callable[..., bytes]:
    """``convert(content, "xlsx", "ods", *options)``: opened as XLSX, saved as ODS."""
    profile = tmp_path_factory.mktemp("profile").as_uri()
    soffice = program("soffice")

    def run(content: bytes, before: str, after: str, *options: str) -> bytes:
        folder = tmp_path_factory.mktemp("lo")
        (folder / f"t.{before}").write_bytes(content)
        ran = subprocess.run(
            [soffice, f"-env:UserInstallation={profile}", "--headless", *options,
             "--convert-to", after, "--outdir", str(folder / "out"), str(folder / f"t.{before}")],
            capture_output=True, text=True, timeout=180, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        saved = folder / "out" / f"t.{after.partition(':')[0]}"
        assert saved.is_file(), ran.stdout + ran.stderr
        return saved.read_bytes()

    return run
