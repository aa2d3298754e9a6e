"""Case files: what goes in and what comes out, side by side, to be read by anybody.

There are two ways to write them. Where parts have names and may hold Markdown themselves, they are
fenced (``## title``, then `````` `````name ``````); where all cases have the same few parts, lines
that hold a lone full stop stand between them.

``ADAPTKIT_ACCEPT=1`` writes what came out into fenced case files; read the difference before you
commit it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n(?P<body>`{5}.*?)(?=^## [^\n]+\n\n`{5}|\Z)", re.MULTILINE | re.DOTALL
)
_PART = re.compile(r"^`````(?P<name>[^\n]*)\n(?P<text>.*?)^`````$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    path: Path
    title: str
    parts: Mapping[str, str]


def fenced(folder: Path) -> list[Case]:
    """The cases of all files in ``folder``."""
    found = []
    for path in sorted(folder.glob("*.md")):
        for case in _CASE.finditer(path.read_text("utf-8")):
            parts = {part["name"]: part["text"] for part in _PART.finditer(case["body"])}
            found.append(Case(path, case["title"], parts))
    return found


def dotted(path: Path, *names: str) -> list[Case]:
    """The cases of a file in which each has these parts; what stands above them is for people."""
    part = r"\.\n((?:.*\n)*?)"
    pattern = r"^(.+)\n" + part * len(names) + r"\.\n"
    found = re.findall(pattern, path.read_text("utf-8"), re.MULTILINE)
    return [Case(path, title, dict(zip(names, texts, strict=True))) for title, *texts in found]


def each(cases: Iterable[Case]) -> pytest.MarkDecorator:
    """The test runs once for each, as ``case``."""
    named = [pytest.param(case, id=f"{case.path.stem}: {case.title}") for case in cases]
    return pytest.mark.parametrize("case", named)


def compare(case: Case, came_out: Mapping[str, str]) -> None:
    """What came out is what the case says; a part that is not there is empty."""
    if os.environ.get("ADAPTKIT_ACCEPT"):
        _accept(case, came_out)
        return
    expected = {name: text for name, text in case.parts.items() if name in came_out}
    assert {name: text for name, text in came_out.items() if text or name in expected} == expected


def _accept(case: Case, came_out: Mapping[str, str]) -> None:
    text = case.path.read_text("utf-8")
    was = next(found for found in _CASE.finditer(text) if found["title"] == case.title)
    kept = [part[0] for part in _PART.finditer(was["body"]) if part["name"] not in came_out]
    new = [
        f"`````{name}\n{words}{'' if words.endswith(chr(10)) else chr(10)}`````"
        for name, words in came_out.items()
        if words
    ]
    body = f"## {case.title}\n\n" + "\n\n".join([*kept, *new]) + "\n"
    gap = "\n" if was.end() < len(text) else ""
    case.path.write_text(text[: was.start()] + body + gap + text[was.end() :], "utf-8")
