"""What the program never does, whatever it is given: read off its own source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from adaptkit.preview import server

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "adaptkit"
FILES = sorted(PACKAGE.rglob("*.py"))
NETWORK = {"socket", "ssl", "http", "ftplib", "smtplib", "xmlrpc", "asyncio", "webbrowser"} | {
    "urllib.request",
    "requests",
    "httpx",
    "aiohttp",
}
# The preview: pages that were made, to this machine's own address, and its browser.
LOCAL = {
    PACKAGE / "preview" / "server.py": {"http", "http.server"},
    PACKAGE / "cli" / "_preview.py": {"webbrowser"},
}
# The only places that run another program: git, for what is already in the project's history, and
# for the merge driver; and those that a format needs.
RUNNING = {PACKAGE / "workspace" / name for name in ("history.py", "git_merges.py", "programs.py")}


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def called(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
            yield from (f"{key.arg}={ast.unparse(key.value)}" for key in node.keywords if key.arg)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_nothing_is_fetched_run_or_evaluated(file: Path) -> None:
    names = set(imported(file))
    reached = {name for name in names if name in NETWORK or name.partition(".")[0] in NETWORK}
    allowed = LOCAL.get(file, set())
    assert not {n for n in reached if n not in allowed and n.rpartition(".")[0] not in allowed}
    assert file in RUNNING or "subprocess" not in names
    calls = set(called(file))
    assert not calls & {"eval", "exec", "os.system", "os.popen", "pickle.loads", "marshal.loads"}
    assert "shell=True" not in calls


def test_what_is_served_is_served_to_this_machine_alone() -> None:
    assert server.ADDRESS == "127.0.0.1"
    source = Path(server.__file__).read_text("utf-8")
    binds = [line for line in source.splitlines() if "super().__init__" in line]
    assert binds == ["        super().__init__((ADDRESS, port), _Handler)"]
