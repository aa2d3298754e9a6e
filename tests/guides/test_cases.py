"""Cases of the source syntax: ``cases/<topic>.md`` holds a title, a source, its units (or
nothing), what is wrong with it, and the Markdown with every unit's letters accented.

``ADAPTKIT_ACCEPT=1`` writes what came out into the case files; read the difference before
you commit it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from adaptkit.guides.render import splice
from adaptkit.guides.units import units
from tests.guides.builders import accented, chapter, context, decoded, encoded, translated

CASES = Path(__file__).parent / "cases"
_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n(?P<body>`{5}.*?)(?=^## [^\n]+\n\n`{5}|\Z)", re.MULTILINE | re.DOTALL
)
_PART = re.compile(r"^`````(?P<name>[^\n]*)\n(?P<text>.*?)^`````$", re.MULTILINE | re.DOTALL)


def cases() -> list[tuple[Path, str, dict[str, str]]]:
    found = []
    for path in sorted(CASES.glob("*.md")):
        for case in _CASE.finditer(path.read_text("utf-8")):
            parts = {part["name"]: part["text"] for part in _PART.finditer(case["body"])}
            found.append((path, case["title"], parts))
    return found


def came_out(source: str) -> dict[str, str]:
    parsed = chapter(source)
    where = context(parsed)
    listed = [f"{unit.kind.value} | {unit.source}" for unit in units(parsed)]
    said = [
        f"{d.position.line}: {d.severity}: {d.message} [{d.code}]\n  {d.hint}"
        for d in parsed.diagnostics
    ]
    return {
        "units": "".join(encoded(line).replace("\n", "⏎") + "\n" for line in listed),
        "problems": "".join(line + "\n" for line in said),
        "accented": encoded(translated(parsed, lambda block: accented(block, where))),
    }


@pytest.mark.parametrize(
    ("path", "title", "parts"), [pytest.param(*c, id=f"{c[0].stem}: {c[1]}") for c in cases()]
)
def test_case(path: Path, title: str, parts: dict[str, str]) -> None:
    source = decoded(parts["source"])
    assert splice(chapter(source), {}) == source
    actual = came_out(source)
    if os.environ.get("ADAPTKIT_ACCEPT"):
        _accept(path, title, actual)
        return
    expected = {name: text for name, text in parts.items() if name != "source"}
    assert {name: text for name, text in actual.items() if text or name in expected} == expected


def _accept(path: Path, title: str, actual: dict[str, str]) -> None:
    text = path.read_text("utf-8")
    case = next(c for c in _CASE.finditer(text) if c["title"] == title)
    source = next(p for p in _PART.finditer(case["body"]) if p["name"] == "source")
    parts = "".join(
        f"\n`````{name}\n{came}{'' if came.endswith(chr(10)) else chr(10)}`````\n"
        for name, came in actual.items()
        if came
    )
    body = f"## {title}\n\n{source[0]}\n{parts}"
    gap = "\n" if case.end() < len(text) else ""
    path.write_text(text[: case.start()] + body + gap + text[case.end() :], "utf-8")
