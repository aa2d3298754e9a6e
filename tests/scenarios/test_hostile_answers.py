"""What comes back from a reviewer, or from somebody who says so, does no harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adaptkit.model.catalogue import EntryState
from adaptkit.model.review import text_hash
from tests.packs.packs import (
    answer,
    answers,
    apply,
    counts,
    ledger,
    pack_of,
    reviewed_project,
    unit_of,
)
from tests.scenarios.projects import TODAY, Project, assert_readable
from tests.strangers import STRINGS, acting


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return reviewed_project(tmp_path / "p")


def refused(
    project: Project, *files: dict[str, Any] | bytes, said: tuple[str, ...] = ()
) -> set[str]:
    """The codes of what is told; nothing is written."""
    before = project.tree()
    ran = apply(project, *files, more=said)
    assert ran.code in (1, 2), ran
    assert project.tree() == before
    assert not project.path("reviews/es").exists()
    assert all(one["hint"] for one in ran.json["diagnostics"])
    return {one["code"] for one in ran.json["diagnostics"]}


def test_nothing_is_written_unless_all_of_it_is_understood(project: Project) -> None:
    pack = pack_of(project)
    good = answer(unit_of(pack, "Rest before"), verdict="approved")
    fine = answers(pack, "ana", "language", good)
    unknown = answers(pack, "ana", "language", good, {**good, "unit": "home.1a37"})
    assert refused(project, unknown) == {"review-answers-foreign"}
    assert refused(project, fine, b"{") == {"review-answers-damaged"}
    assert refused(project, answers(pack, "eve", "language", good)) == {"review-person"}
    assert refused(project, answers(pack, "ana", "clinical", good)) == {"review-person"}
    assert refused(project, {**fine, "edition": "es_MY"}) == {"review-answers-foreign"}
    assert refused(project, {**fine, "edition": "../p"}) == {"review-answers-foreign"}
    assert refused(project, fine, {**fine, "edition": "es"}) == {"review-answers-foreign"}
    assert refused(project, fine, said=("--by", "ben")) == {"review-person"}
    assert refused(project, b"PK\x03\x04 no archive") == {"exchange-damaged"}
    several = {**unknown, "by": "eve", "answers": [{**good, "on": "x"}]}
    assert refused(project, several) == {"review-person", "review-answers-damaged"}


def test_a_language_that_somebody_may_not_sign(project: Project) -> None:
    people = 'ana: {name: "Ana", roles: [language], languages: [ar]}\n'
    project.write("reviews/people.yaml", people)
    pack = pack_of(project)
    good = answer(unit_of(pack, "Rest before"), verdict="approved")
    assert pack["people"] == []
    assert refused(project, answers(pack, "ana", "language", good)) == {"review-person"}


def test_words_that_would_harm_a_reader_are_not_signed(project: Project) -> None:
    """A check says so, whoever has read them."""
    project.change("locales/es/guide.po", "ES If you cannot stand up", "ES {hepline} If you cannot")
    pack = pack_of(project)
    one = unit_of(pack, "If you cannot stand")
    assert one["state"] == "fuzzy"
    assert "ask" not in one
    assert one["findings"]
    ran = apply(project, answers(pack, "ben", "clinical", answer(one, verdict="approved")))
    assert counts(ran) == {"stale": 1}
    assert ledger(project) == []


@pytest.mark.parametrize("text", STRINGS[::7])
def test_what_a_stranger_writes_stays_a_suggestion(project: Project, text: str) -> None:
    pack = pack_of(project)
    rest = unit_of(pack, "Rest before")
    given = answer(rest, suggestion=text, comment=text, verdict="objection", note=text)
    ran = apply(project, answers(pack, "ben", "clinical", given))
    assert ran.code == 0, ran
    entry = project.catalogue().by_id()[rest["id"]]
    assert (entry.state, entry.msgstr) == (EntryState.FUZZY, text.replace("\u2028", " "))
    assert_readable(project)
    again = unit_of(pack_of(project), "Rest before")
    assert acting(again.get("whtml", "")) == []
    assert "<a" not in again.get("whtml", "")
    project.run("build", "es_MX", "--to", str(project.path("pages")))
    for page in project.path("pages").rglob("*.html"):
        assert "pwn" not in page.read_text("utf-8")


def test_answers_to_another_language_go_into_no_catalogue(project: Project) -> None:
    """A comment on Arabic words stood in the Spanish catalogue once the file said so."""
    other = project.text("locales/es/guide.po").replace("Language: es", "Language: ar")
    project.write("locales/ar/guide.po", other.replace('"ES ', '"AR '))
    pack = pack_of(project)
    rest = unit_of(pack, "Rest before")
    spoken = project.catalogue("ar").by_id()[rest["id"]].msgstr
    assert spoken
    given = {**answer(rest, comment="Good."), "target": text_hash(spoken)}
    mine = answer(unit_of(pack, "If you cannot stand"), comment="Short.")
    forged = answers(pack, "ana", "language", mine, given)
    assert refused(project, forged) == {"review-answers-foreign"}


def test_a_comment_on_an_earlier_text_says_so(project: Project) -> None:
    rest = unit_of(pack_of(project), "Rest before")
    given = answers(pack_of(project), "ana", "language", answer(rest, comment="Too long."))
    words = project.catalogue().by_id()[rest["id"]].msgstr
    project.change("locales/es/guide.po", words, f"{words} Y ya.")
    ran = apply(project, given)
    assert counts(ran) == {"stale": 1}
    comment = project.catalogue().by_id()[rest["id"]].comment
    assert comment == f"Ana García (language), {TODAY}, on an earlier text: Too long."
    assert counts(apply(project, given)) == {"already": 1}
