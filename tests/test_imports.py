"""Every module can be the first that somebody imports: no circle depends on where it is entered."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
# Each module is imported as if it were the first: what others than adaptkit need is loaded once.
ALONE = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
for name in sys.argv[3:]:
    for known in [one for one in sys.modules if one.split(".")[0] == sys.argv[2]]:
        del sys.modules[known]
    try:
        importlib.import_module(name)
    except ImportError as fault:
        print(f"{name}: {fault}")
"""


def modules(source: Path) -> dict[str, Path]:
    """Dotted name → file."""
    found = {}
    for file in sorted(source.rglob("*.py")):
        parts = file.relative_to(source).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def at_once(body: list[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """What is imported with the module itself: not in functions, and not for types alone."""
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from at_once(node.orelse)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in ("body", "orelse", "handlers", "finalbody"):
                yield from at_once(getattr(node, part, []))


def needs(name: str, file: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """The modules that are loaded with this one; those above it are loaded before."""
    for node in at_once(ast.parse(file.read_text("utf-8")).body):
        said = [one.name for one in node.names]
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: imports are written out"
            said = [node.module or "", *(f"{node.module}.{one}" for one in said)]
        yield from (one for one in said if one in known and one != name)
    if "." in name:
        yield name.rpartition(".")[0]


def in_circles(graph: Mapping[str, frozenset[str]]) -> list[str]:
    """Modules that need themselves by way of others. Only these can fail, and whoever comes to a
    circle from outside enters it at one of them."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(graph[start])
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += graph[one]
        return seen

    return [name for name in sorted(graph) if name in reached(name)]


def not_first(source: Path) -> list[str]:
    """The modules that cannot be imported before the others, each with what Python says."""
    known = modules(source)
    graph = {name: frozenset(needs(name, file, known)) for name, file in known.items()}
    root = min(known, key=len)
    asked = subprocess.run(
        [sys.executable, "-c", ALONE, str(source), root, *in_circles(graph)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return asked.stdout.splitlines()


def test_every_module_can_be_imported_first() -> None:
    assert not_first(SOURCE) == []


def test_a_circle_is_found_where_it_is_entered_from_one_side_alone(tmp_path: Path) -> None:
    """And nothing that is imported later, or for types alone, counts as one."""
    files = {
        "__init__": "",
        "early": "EARLY = 1\nfrom circle.late import LATE\n",
        "late": "from circle.early import EARLY\nLATE = 2\n",
        "outside": "from circle.early import EARLY\n",
        "harmless": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
        "    from circle.other import OTHER\nHARMLESS = 3\n",
        "other": "from circle.harmless import HARMLESS\ndef later():\n    import circle.other\n",
    }
    (tmp_path / "circle").mkdir()
    for name, text in files.items():
        (tmp_path / "circle" / f"{name}.py").write_text(text, "utf-8")
    found = not_first(tmp_path)
    assert [one.partition(":")[0] for one in found] == ["circle.late"], found
