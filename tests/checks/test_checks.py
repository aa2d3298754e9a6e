"""Every check has a case file: what it finds, and what must stay silent.

``cases/<check>.md`` says which names are declared and holds two tables. ``⏎`` stands for a line
break, ``\\|`` for a bar.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import adaptkit.checks
from adaptkit.checks import CHECKS, Passage, check, run_checks
from adaptkit.model.diagnostic import Position, Severity
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from tests.scenarios.projects import Project, small

_INFO = "info: "
CASES = Path(__file__).parent / "cases"
_ROW = re.compile(r"^\| (?!---|source )(.*) ?\|$", re.M)


def rows(text: str) -> Iterator[list[str]]:
    for row in _ROW.findall(text):
        cells = re.split(r"(?<!\\)\|", row)
        yield [cell.strip().replace("\\|", "|").replace("⏎", "\n") for cell in cells]


def cases() -> Iterator[tuple[str, str, str, str, str]]:
    """(check, declared names, source, translation, what is said)"""
    for path in sorted(CASES.glob("*.md")):
        head, found, silent = re.split(r"^## .*$", path.read_text("utf-8"), flags=re.M)
        declared = " ".join(re.findall(r"`\{(.+?)\}`", head))
        assert list(rows(found)), f"{path.name}: nothing that is found"
        assert list(rows(silent)), f"{path.name}: nothing that must stay silent"
        for source, translation, said in rows(found):
            assert said, f"{path.name}: {source}"
            yield path.stem, declared, source, translation, said
        for source, translation in rows(silent):
            yield path.stem, declared, source, translation, ""


def passage(source: str, translation: str, declared: str = "") -> Passage:
    """``declared`` may name the guide's dialect: ``dialect=hugo``."""
    dialect = "".join(re.findall(r"dialect=(\w+)", declared))
    return Passage(
        "x.1",
        source,
        translation,
        Locale("es"),
        None,
        declared.split(),
        Position("es.po", 7),
        dialect=dialect,
    )


@pytest.mark.parametrize(("name", "declared", "source", "translation", "said"), list(cases()))
def test_case(name: str, declared: str, source: str, translation: str, said: str) -> None:
    one = passage(source, translation, declared)
    found = [*CHECKS[name].look(one)] if translation else []
    words = "\n".join(f"{d.message} · {d.hint}" for d in found)
    is_info = said.startswith(_INFO)
    message, _, hint = said.removeprefix(_INFO).partition(" · ")
    assert message in words
    assert hint in words
    assert bool(found) is bool(said)
    assert set(found) <= set(run_checks(one))  # another check may have more to say
    for d in found:
        assert (d.position, d.unit) == (Position("es.po", 7), "x.1")
        assert (d.severity is Severity.INFO) is is_info


def test_every_check_has_a_case_file() -> None:
    assert {path.stem for path in CASES.glob("*.md")} == set(CHECKS)


def test_all_names_count_where_nobody_says_which_are_declared() -> None:
    one = Passage("x.1", "Type {name}.", "Escriba.", Locale("es"))
    assert [d.code for d in run_checks(one)] == ["placeholder-missing"]


def test_of_no_others_than_the_sources_where_nobody_says() -> None:
    one = Passage("x.1", "Call {helpline}.", "Llame al {helpline} o al {helplin}.", Locale("es"))
    assert [d.code for d in run_checks(one)] == ["placeholder-unknown"]
    assert not run_checks(replace(one, placeholders=()))


def test_a_file_that_calls_it_otherwise_is_understood() -> None:
    one = Passage("x.1", "{a}", "b", Locale("es"), name="~1234")
    [found] = run_checks(one)
    assert found.message == "the translation of ~1234 has lost {a}"
    assert found.unit == "x.1"


MADE_UP = """
from adaptkit.checks import check
from adaptkit.model.diagnostic import warning


@check("shouting", spoils=SPOILS)
def shouting(passage):
    if passage.translation.isupper() and str(passage.locale.posix) == "es":
        yield warning("made-up", passage.position, f"{passage.called} shouts", "write it small")
"""


@pytest.fixture
def made_up(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One new file beside the checks; nothing else anywhere is told of it."""
    (tmp_path / "shouting.py").write_text(MADE_UP.replace("SPOILS", str(request.param)), "utf-8")
    known = {name: CHECKS[name] for name in CHECKS}
    there = [*adaptkit.checks.__path__, str(tmp_path)]
    monkeypatch.setattr(adaptkit.checks, "__path__", there)
    monkeypatch.setattr(CHECKS, "_found", known)
    monkeypatch.setattr(CHECKS, "_loaded", False)
    monkeypatch.delitem(sys.modules, "adaptkit.checks.shouting", raising=False)


@pytest.mark.parametrize("made_up", [True, False], indirect=True)
@pytest.mark.usefixtures("made_up")
def test_a_check_is_added_by_one_file(request: pytest.FixtureRequest) -> None:
    assert "shouting" in CHECKS
    found = run_checks(passage("Call {helpline}.", "LLAME.", "helpline"))
    assert [d.code for d in found] == ["placeholder-missing", "made-up"]
    assert run_checks(passage("Call.", "Llame.")) == ()
    # Only what spoils a translation keeps it from being finished.
    spoils = request.node.callspec.params["made_up"]
    spoilt = run_checks(passage("Call.", "LLAME."), spoiling=True)
    assert [d.code for d in spoilt] == (["made-up"] if spoils else [])
    del sys.modules["adaptkit.checks.shouting"]


@pytest.mark.parametrize("made_up", [True, False], indirect=True)
@pytest.mark.usefixtures("made_up")
def test_an_import_asks_it(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What the new check says spoils a translation comes in as a suggestion."""
    project: Project = small(tmp_path / "guide")
    project.done("export", "csv", "es", "--to", str(tmp_path / "es.csv"))
    table = (tmp_path / "es.csv").read_text("utf-8-sig")
    # The translation, and not the copy of what was exported.
    table = table.replace("ES Write down your goals.", "ESCRIBA SUS METAS.", 1)
    (tmp_path / "es.csv").write_text(table, "utf-8-sig")
    ran = project.done("import", str(tmp_path / "es.csv"))
    [entry] = [e for e in project.catalogue().entries if e.msgstr == "ESCRIBA SUS METAS."]
    spoils = request.node.callspec.params["made_up"]
    assert ("fuzzy" in entry.flags) is spoils
    assert ("shouts; it was taken as a suggestion [made-up]" in ran.out + ran.err) is spoils
    del sys.modules["adaptkit.checks.shouting"]


def test_a_name_is_given_once() -> None:
    assert "placeholders" in CHECKS
    with pytest.raises(ValueError, match="registered twice"):
        check("placeholders")(lambda _: ())
