"""Every check that takes a closer look has a case file: what it finds, and what must stay silent.

``cases/closer/<check>.md`` holds two tables. ``⏎`` stands for a line break, ``\\u200b`` for the
character of that number, ``\\|`` for a bar. What is said may begin with its severity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adaptkit.checks import CLOSER, Passage, check_catalogue
from adaptkit.model.diagnostic import Position, Severity
from adaptkit.model.locale import Locale

CASES = Path(__file__).parent / "cases" / "closer"
_ROW = re.compile(r"^\| (?!---|language )(.*) ?\|$", re.M)
_SEVERITY = re.compile(r"(error|warning|info): ")


def rows(text: str) -> Iterator[list[str]]:
    for row in _ROW.findall(text):
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)]
        yield [_plain(cell) for cell in cells]


def _plain(cell: str) -> str:
    cell = cell.replace("⏎", "\n").replace("\\\\", "\\")
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), cell)


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """(check, declared names, cells)"""
    for path in sorted(CASES.glob("*.md")):
        head, found, silent = re.split(r"^## .*$", path.read_text("utf-8"), flags=re.M)
        declared = " ".join(re.findall(r"`\{(\w+?)\}`", head))
        assert list(rows(found)), f"{path.name}: nothing that is found"
        assert list(rows(silent)), f"{path.name}: nothing that must stay silent"
        for cells in rows(found):
            assert len(cells) == 4, (path.name, cells)
            yield path.stem, declared, cells
        for cells in rows(silent):
            assert len(cells) == 3, (path.name, cells)
            yield path.stem, declared, [*cells, ""]


def passage(language: str, source: str, translation: str, declared: str = "") -> Passage:
    return Passage(
        "x.1",
        source,
        translation,
        Locale.parse(language),
        None,
        declared.split(),
        Position("x.po", 7),
    )


@pytest.mark.parametrize(("name", "declared", "cells"), list(cases()))
def test_case(name: str, declared: str, cells: list[str]) -> None:
    language, source, translation, said = cells
    one = passage(language, source, translation, declared)
    found = [*CLOSER[name].look(one)] if translation else []
    severity = _SEVERITY.match(said)
    message, _, hint = said[severity.end() if severity else 0 :].partition(" · ")
    words = "\n".join(f"{d.message} · {d.hint}" for d in found)
    assert message in words
    assert hint in words
    assert bool(found) is bool(said), words
    if severity:
        assert {d.severity.value for d in found} == {severity[1]}
    for d in found:
        assert (d.position, d.unit) == (Position("x.po", 7), "x.1")
        assert d.message.startswith("the translation of x.1 ")
        assert d.hint
        assert _rank(d.severity) <= _rank(CLOSER[name].worst)
    every = list(check_catalogue([one]))
    assert set(found) <= set(every)
    # Who asks for errors alone misses none.
    assert list(check_catalogue([one], errors_only=True)) == [d for d in every if d.stops_release]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_a_case_file_has_all_that_its_check_says(path: Path) -> None:
    declared = set(re.findall(r"\[([a-z-]+)\]", path.read_text("utf-8").split("## ")[0]))
    told = {
        found.code
        for name, names, (language, source, translation, _) in cases()
        if name == path.stem and translation
        for found in CLOSER[name].look(passage(language, source, translation, names))
    }
    assert told == declared


def _rank(severity: Severity) -> int:
    return [Severity.INFO, Severity.WARNING, Severity.ERROR].index(severity)


def test_every_check_has_a_case_file() -> None:
    assert {path.stem for path in CASES.glob("*.md")} == set(CLOSER)


def test_only_errors_are_told_where_only_they_are_asked_for() -> None:
    both = passage("es", "Take 10 mg, then rest.", "Tome 100 mg , y descanse..")
    assert {d.severity for d in check_catalogue([both])} > {Severity.ERROR}
    assert [d.code for d in check_catalogue([both], errors_only=True)] == ["quantity-changed"]
