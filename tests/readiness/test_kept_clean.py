"""What an update remembers of catalogues without an error hides none that comes later."""

from __future__ import annotations

from pathlib import Path

import pytest

from adaptkit.checks import Passage
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale
from adaptkit.readiness import findings, kept_files
from adaptkit.readiness.kept_clean import mark_of
from adaptkit.records import replace
from tests.scenarios.checked_projects import GOOD, PO, spanish
from tests.scenarios.projects import TODAY, Project

TURNED = 'msgstr "Elija \u202euna\u202c de ellas."'


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("ADAPTKIT_CACHE", str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path, cache: Path) -> Project:
    assert not cache.exists()
    return spanish(tmp_path / "guide")


def errors(project: Project) -> list[str]:
    told = project.run("update", "--json", "--today", TODAY).json["diagnostics"]
    return [one["code"] for one in told if one["severity"] == "error"]


def test_what_is_as_it_was_is_not_looked_at_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert errors(project) == []

    def never(*_: object, **__: object) -> None:
        raise AssertionError("looked at again")

    monkeypatch.setattr(findings, "check_catalogue", never)
    assert errors(project) == []


def test_another_program_looks_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []

    def look(*_: object, **__: object) -> list[object]:
        looked.append(_)
        return []

    assert errors(project) == []
    monkeypatch.setattr(findings, "check_catalogue", look)
    assert errors(project) == []
    assert not looked
    monkeypatch.setattr(kept_files, "__version__", "99")
    kept_files.program.cache_clear()
    assert errors(project) == []
    assert looked


ONE = Passage("x.1", "ab", "c", Locale("es"), BlockKind.PARAGRAPH, ("n", "m"), name="d")
OTHERWISE: dict[str, list[object]] = {
    "unit_id": ["x.2"],
    "source": ["a", "abc"],
    "translation": ["", "bc", "cd"],
    "locale": [Locale("fr")],
    "kind": [BlockKind.HEADING, None],
    "placeholders": [None, (), ("n",), ("mn",)],
    "name": ["", "e"],
    "dialect": ["myst"],
    "source_locale": [Locale("fr")],
}


def test_whatever_a_check_sees_is_in_the_mark() -> None:
    assert {*OTHERWISE, "position"} == set(Passage.__annotations__)
    others = [replace(ONE, **{name: v}) for name, values in OTHERWISE.items() for v in values]
    # What one text ends with, the next one may begin with.
    others += [replace(ONE, source="a", translation="bc")]
    marks = [mark_of([one]) for one in (ONE, *others)]
    marks += [mark_of([ONE, replace(ONE, unit_id="x")]), mark_of([ONE, replace(ONE, name="")])]
    marks += [mark_of([replace(ONE, name=name), replace(ONE, unit_id=id_)]) for name, id_ in CUT]
    assert len(set(marks)) == len(marks)
    assert mark_of([replace(ONE, position=Position("es.po", 7))]) == mark_of([ONE])


CUT = (("ab", "c"), ("a", "bc"))


def test_an_error_that_comes_later_is_told_each_time(project: Project) -> None:
    assert errors(project) == []
    project.change(PO, GOOD, TURNED)
    assert errors(project) == errors(project) == ["invisible-character"]
    project.change(PO, TURNED, GOOD)
    assert errors(project) == []


def test_what_somebody_lets_pass_is_told_when_their_word_is_gone(project: Project) -> None:
    project.change(PO, GOOD, TURNED)
    project.write("reviews/people.yaml", 'ana: {name: "Ana Roa", roles: [language]}\n')
    unit = next(e.unit_id for e in project.catalogue().entries if "Choose" in e.msgid)
    asked = ("--ignore", "invisible-character", "--unit", unit, "--by", "ana", "--because", "x")
    project.done("check", *asked, "--today", TODAY)
    assert errors(project) == errors(project) == []
    project.path("reviews/es/guide.jsonl").unlink()
    assert errors(project) == ["invisible-character"]


def test_another_declaration_is_another_catalogue(project: Project) -> None:
    """A name that is no longer declared stands in curly brackets for readers."""
    project.change(PO, GOOD, 'msgstr "Elija {una} de ellas."')
    project.change("source_guide/guide.yaml", "variables:\n", 'variables:\n  una: {value: "1"}\n')
    declared = errors(project)
    project.change("source_guide/guide.yaml", 'variables:\n  una: {value: "1"}\n', "variables:\n")
    assert "placeholder-unknown" in errors(project)
    assert "placeholder-unknown" not in declared


def test_a_damaged_record_is_as_none(project: Project, cache: Path) -> None:
    assert errors(project) == []
    (file,) = cache.glob("clean-*.json")
    content = file.read_bytes()
    project.change(PO, GOOD, TURNED)
    for damaged in (b"", content[:-1], b"[]", content.replace(b"marks", b"Marks")):
        file.write_bytes(damaged)
        assert errors(project) == ["invisible-character"]
