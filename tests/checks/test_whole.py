"""Every check of a whole catalogue has a case file: small catalogues in which something is found,
and such in which all stays silent.

A case is a heading, ``### language: what it is about``, and a table of passages in their order.
Where the file says so, this project's own translations stand behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adaptkit.catalogues.po import parse_po
from adaptkit.catalogues.template import kind_of
from adaptkit.checks import WHOLE, Passage, check_catalogue
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale
from tests.scenarios.projects import ROOT

CASES = Path(__file__).parent / "cases" / "whole"
_CASE = re.compile(r"^### (?P<language>\w+): (?P<title>.+)\n(?P<table>(?:\|.*\n)+)", re.M)
_ROW = re.compile(r"^\| (?!---|source )(.*) ?\|$", re.M)
_SEVERITY = re.compile(r"(error|warning|info): ")
_TERM = "Term: "
_BEHIND, _FEW = "own catalogue of the language", 300


def cases() -> Iterator[tuple[str, str, bool, list[list[str]]]]:
    """(check, language, whether others stand behind, rows)"""
    for path in sorted(CASES.glob("*.md")):
        head, found, silent = re.split(r"^## .*$", path.read_text("utf-8"), flags=re.M)
        for part, columns in ((found, 3), (silent, 2)):
            listed = list(_CASE.finditer(part))
            assert listed, path.name
            for case in listed:
                rows = [
                    [cell.strip().replace("⏎", "\n") for cell in row.split("|")]
                    for row in _ROW.findall(case["table"])
                ]
                assert all(len(row) == columns for row in rows), (path.name, case["title"], rows)
                assert any(any(row[2:]) for row in rows) is (columns == 3), (path.name, rows)
                yield path.stem, case["language"], _BEHIND in head, rows


def own(language: str) -> list[Passage]:
    path = f"locales/{language}/guide.po"
    locale = Locale.parse(language)
    catalogue = parse_po((ROOT / path).read_bytes(), path=path, locale=locale, domain="guide")
    finished = [entry for entry in catalogue.live if entry.finished][:_FEW]
    return [
        Passage(
            entry.unit_id,
            entry.msgid,
            entry.finished,
            locale,
            kind_of(entry),
            position=entry.words_position,
        )
        for entry in finished
    ]


def passages(language: str, rows: list[list[str]]) -> list[Passage]:
    return [
        Passage(
            f"x.{n}",
            row[0].removeprefix(_TERM),
            row[1],
            Locale.parse(language),
            BlockKind.TERM if row[0].startswith(_TERM) else None,
            position=Position("x.po", n),
        )
        for n, row in enumerate(rows, 1)
    ]


@pytest.mark.parametrize(("name", "language", "behind", "rows"), list(cases()))
def test_case(name: str, language: str, behind: bool, rows: list[list[str]]) -> None:
    these = passages(language, rows)
    every = these + (own(language) if behind else [])
    found = list(WHOLE[name].look(every))
    for n, row in enumerate(rows):
        place = -1 if row[0] == "(all)" else n
        told = [d for at, d in found if at == place]
        said = row[2] if len(row) > 2 else ""
        severity = _SEVERITY.match(said)
        message, _, hint = said[severity.end() if severity else 0 :].partition(" · ")
        words = "\n".join(f"{d.message} · {d.hint}" for d in told)
        assert message in words
        assert hint in words
        assert bool(told) is bool(said), words
        if severity:
            assert {d.severity.value for d in told} == {severity[1]}
    assert {d for _, d in found} <= set(check_catalogue(every))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_a_case_file_has_all_that_its_check_says(path: Path) -> None:
    declared = set(re.findall(r"\[([a-z-]+)\]", path.read_text("utf-8").split("## ")[0]))
    told = {
        found.code
        for name, language, behind, rows in cases()
        if name == path.stem
        for place, found in WHOLE[name].look(
            passages(language, rows) + (own(language) if behind else [])
        )
        if place < len(rows)
    }
    assert told == declared


def test_every_check_has_a_case_file() -> None:
    assert {path.stem for path in CASES.glob("*.md")} == set(WHOLE)


def test_findings_come_in_the_order_of_the_passages_and_those_of_all_first() -> None:
    rows = [
        ["Take 10 mg.", "Demandez à votre équipe quels exercices vous pouvez faire avec elle."],
        ["Take 20 mg.", "Tome 200 mg, y los ejercicios que no son para usted los deja."],
        [
            "Ask.",
            "Les douleurs ne sont pas toujours un signe, et vous pouvez les dire dans vos mots",
        ],
        ["Take 30 mg.", "Tome 300 mg."],
    ]
    found = list(check_catalogue(passages("es", rows)))
    lines = [d.position.line for d in found]
    assert lines == sorted(lines)
    assert found == list(check_catalogue(passages("es", rows)))


def test_a_catalogue_without_translations_has_nothing_wrong() -> None:
    assert list(check_catalogue([])) == []
    assert list(check_catalogue(passages("es", [["Take 10 mg.", ""]]))) == []
