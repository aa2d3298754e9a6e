"""From an edition to a reviewer and back: what is signed, what waits, and what is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from adaptkit.model.catalogue import EntryState
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
from tests.scenarios.projects import TODAY, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return reviewed_project(tmp_path / "p")


def test_a_pack_holds_all_that_a_reviewer_needs(project: Project) -> None:
    pack = pack_of(project)
    ids = [one["id"] for one in pack["units"]]
    assert len(ids) == len(set(ids))
    safety = unit_of(pack, "If you cannot stand up")
    assert safety["core"]
    assert safety["words"].startswith("ES ")
    assert safety["path"] == "source_guide/02-home.md"
    assert safety["catalogue"] == "locales/es/guide.po"
    assert safety["ask"]
    ours = unit_of(pack, "En México decide la institución")
    assert ours["state"] == "own"
    assert ours["adapted"][0]["operation"] == "insurance"
    assert "In the United States" in ours["adapted"][0]["said"][0]
    assert ours["adapted"][0]["reason"] == "Another system"
    assert {one["key"]: one["roles"] for one in pack["people"]} == {
        "ana": ["language"],
        "ben": ["clinical", "language"],
    }
    value = next(one for one in pack["units"] if one["id"] == "MX/variable-helpline")
    assert (value["state"], value["source"], value["words"]) == (
        *("decision", "1 800 555 0100"),
        "800 911 2000",
    )


def test_what_changed_in_the_source_is_told_word_by_word(project: Project) -> None:
    project.change("source_guide/02-home.md", "Rest before you are tired.", "Rest when tired.")
    project.done("update", "--today", TODAY)
    one = unit_of(pack_of(project), "Rest when tired.")
    assert one["state"] == "fuzzy"
    assert "ask" not in one
    assert ["-", "before you are "] in one["previous"]
    assert "".join(text for sign, text in one["previous"] if sign != "-") == one["source"]


def test_two_reviewers_of_different_roles(project: Project) -> None:
    pack = pack_of(project)
    danger, rest = unit_of(pack, "If you cannot stand"), unit_of(pack, "Rest before")
    ana = answers(pack, "ana", "language", answer(danger, verdict="approved"))
    ben = answers(
        *(pack, "ben", "clinical"),
        answer(danger, verdict="approved"),
        answer(rest, verdict="objection", note="Too late: rest before that.", comment="See me."),
    )
    ran = apply(project, ana, ben)
    assert ran.code == 0, ran
    assert counts(ran) == {"approved": 2, "objection": 1, "noted": 1}
    said = [(one["unit"], one["by"], one["role"], one["verdict"]) for one in ledger(project)]
    assert said == sorted(
        [
            (danger["id"], "ana", "language", "approved"),
            (danger["id"], "ben", "clinical", "approved"),
            (rest["id"], "ben", "clinical", "objection"),
        ],
        key=lambda one: (one[0], one[2]),
    )
    comment = project.catalogue().by_id()[rest["id"]].comment
    assert comment.splitlines() == [
        f"Dr Ben Okri (clinical), {TODAY}, objects: Too late: rest before that.",
        f"Dr Ben Okri (clinical), {TODAY}: See me.",
    ]
    again = pack_of(project)
    assert [one["stands"] for one in unit_of(again, "If you cannot stand")["earlier"]] == [True] * 2


def test_taking_in_twice_is_taking_in_once(project: Project) -> None:
    pack = pack_of(project)
    units = [one for one in pack["units"] if one["state"] == "translated"]
    given = answers(
        *(pack, "ben", "language"),
        answer(units[0], verdict="approved", comment="Good."),
        answer(units[1], verdict="objection", note="No.", suggestion="Mejor así."),
        answer(units[2], suggestion="Otra cosa."),
        answer(units[3], verdict="approved", suggestion="Quizá así."),
    )
    first = apply(project, given)
    assert counts(first) == {"approved": 2, "objection": 1, "suggested": 2, "noted": 2}
    after = {name: project.path(name).read_bytes() for name in first.json["written"]}
    assert after
    second = apply(project, given)
    assert set(counts(second)) == {"already"}
    assert second.json["written"] == []
    assert after == {name: project.path(name).read_bytes() for name in after}


def test_a_suggestion_waits_beside_the_words_before_it(project: Project) -> None:
    pack = pack_of(project)
    rest = unit_of(pack, "Rest before")
    apply(project, answers(pack, "ana", "language", answer(rest, suggestion="Descanse antes.")))
    entry = project.catalogue().by_id()[rest["id"]]
    assert (entry.state, entry.msgstr) == (EntryState.FUZZY, "Descanse antes.")
    assert entry.previous_msgid == ""
    assert entry.comment == (
        f"Ana García (language), {TODAY}, suggests a text; before it there stood: {rest['words']}"
    )


def test_where_somebody_approves_the_words_stay(project: Project) -> None:
    pack = pack_of(project)
    rest = unit_of(pack, "Rest before")
    ana = answers(pack, "ana", "language", answer(rest, suggestion="Descanse antes."))
    ben = answers(pack, "ben", "clinical", answer(rest, verdict="approved"))
    ran = apply(project, ana, ben)
    assert ran.code == 1
    assert counts(ran) == {"approved": 1, "conflict": 1}
    entry = project.catalogue().by_id()[rest["id"]]
    assert (entry.state, entry.msgstr) == (EntryState.TRANSLATED, rest["words"])
    assert entry.comment == f"Ana García (language), {TODAY}, suggests: Descanse antes."


def test_two_reviewers_who_do_not_agree_are_told_whenever_they_answer(project: Project) -> None:
    pack = pack_of(project)
    rest = unit_of(pack, "Rest before")
    ana = answers(pack, "ana", "language", answer(rest, verdict="approved"))
    ben = answers(pack, "ben", "language", answer(rest, verdict="objection", note="No."))
    assert counts(apply(project, ana)) == {"approved": 1}
    ran = apply(project, ben)
    assert counts(ran) == {"objection": 1, "conflict": 1}
    assert "ana approves, ben objects" in ran.out


def test_one_person_who_approves_and_suggests_does_not_contradict_anybody(project: Project) -> None:
    pack = pack_of(project)
    rest = unit_of(pack, "Rest before")
    both = answer(rest, verdict="approved", suggestion="Descanse antes.")
    ran = apply(project, answers(pack, "ana", "language", both))
    assert (ran.code, counts(ran)) == (0, {"approved": 1, "noted": 1})
    assert "suggests, though it is right: Descanse" in project.text("locales/es/guide.po")


def test_a_suggestion_for_a_safety_passage_is_told_as_one(project: Project) -> None:
    project.change("source_guide/02-home.md", "call for help at once", "call {helpline} at once")
    project.done("update", "--today", TODAY)
    pack = pack_of(project)
    danger = unit_of(pack, "If you cannot")
    given = answers(pack, "ben", "clinical", answer(danger, suggestion="Llame al 911."))
    path = project.path("a.json")
    path.write_text(json.dumps(given), "utf-8")
    ran = project.run("review", "apply", str(path), "--today", TODAY)
    assert "ben (clinical) suggests for home.danger" in ran.out
    assert "a safety passage: readers get the guide's language until" in ran.out
    assert "it lacks {helpline}" in ran.out


def test_a_folder_is_no_file_of_answers(project: Project) -> None:
    ran = project.run("review", "apply", str(project.path("locales")))
    assert "this is a folder" in ran.err


@pytest.mark.parametrize("form", ["html", "sheet"])
def test_a_pack_is_no_file_of_answers(project: Project, form: str) -> None:
    to = project.path("pack.html")
    for kind in ((), ("--back-translation",)):
        project.done("review", "pack", "es_MX", "--format", form, *kind, "--to", str(to))
        ran = project.run("review", "apply", str(to))
        assert ran.code == 1
        assert "this is the pack that was sent out, and not what was answered" in ran.err
        assert "answers-….json" in ran.err


@pytest.mark.parametrize("kind", ["review", "back-translation"])
def test_answers_to_another_projects_pack_are_told_in_one_line(project: Project, kind: str) -> None:
    answered = [{"target": "b" * 16, "on": TODAY} for _ in range(3)]
    for number, one in enumerate(answered):
        one |= {"passage": f"{number:016}", "words": "x"}
        if kind == "review":
            one["unit"] = one.pop("passage")
            one |= {"source": "a" * 16, "verdict": "approved"}
            del one["words"]
    file = answers(pack_of(project), "ana", "language", *answered)
    if kind == "back-translation":
        file["format"] = "adaptkit back-translation 1"
        del file["role"]
    said = [one["message"] for one in apply(project, file).json["diagnostics"]]
    assert said == ["none of its 3 answers is about a passage of es_MX: they are to another guide"]
    file["answers"] = answered[:1]
    (said_of_one,) = [one["message"] for one in apply(project, file).json["diagnostics"]]
    assert "and never had" in said_of_one


def test_a_text_that_has_changed_since_is_not_signed(project: Project) -> None:
    pack = pack_of(project)
    rest, costs = unit_of(pack, "Rest before"), unit_of(pack, "Ask what each visit")
    project.change("locales/es/guide.po", "ES Rest before you", "ES Rest long before you")
    given = answers(
        *(pack, "ana", "language"),
        answer(rest, verdict="approved", comment="Fine.", suggestion="Descanse."),
        answer(costs, verdict="approved"),
    )
    ran = apply(project, given)
    assert ran.code == 1
    assert counts(ran) == {"approved": 1, "stale": 3}
    assert [one["unit"] for one in ledger(project)] == [costs["id"]]
    entry = project.catalogue().by_id()[rest["id"]]
    assert entry.msgstr.startswith("ES Rest long before")
    assert "suggests, for an earlier text: Descanse." in entry.comment


def test_a_passage_that_is_gone_is_told(project: Project) -> None:
    pack = pack_of(project)
    bullet = unit_of(pack, "Choose one of them")
    project.change("source_guide/01-plan.md", "- Choose one of them.\n", "")
    project.done("update", "--today", TODAY)
    ran = apply(project, answers(pack, "ana", "language", answer(bullet, verdict="approved")))
    assert ran.code == 1
    assert counts(ran) == {"gone": 1}
    assert ledger(project) == []


def test_an_own_text_that_somebody_would_write_otherwise(project: Project) -> None:
    """No catalogue holds it, so the suggestion holds up a release until its author has looked."""
    pack = pack_of(project)
    ours = unit_of(pack, "En México decide")
    given = answers(pack, "ben", "language", answer(ours, suggestion="Decide su institución."))
    ran = apply(project, given)
    assert counts(ran) == {"objection": 1}
    (line,) = ledger(project, "reviews/es/MX.jsonl")
    assert line["verdict"] == "objection"
    assert line["note"] == "suggests: Decide su institución."
    assert counts(apply(project, given)) == {"already": 1}
    project.run("review", "list", "es_MX")


def test_what_somebody_has_said_since_holds(project: Project) -> None:
    pack = pack_of(project)
    rest = unit_of(pack, "Rest before")
    late = answer(rest, verdict="objection", note="No.")
    early = answer(rest, on="2026-11-20", verdict="approved")
    apply(project, answers(pack, "ana", "language", late))
    ran = apply(project, answers(pack, "ana", "language", early))
    assert counts(ran) == {"later": 1}
    assert [one["verdict"] for one in ledger(project)] == ["objection"]
    both = apply(
        project,
        answers(pack, "ben", "language", answer(rest, verdict="approved")),
        answers(pack, "ben", "language", late),
    )
    # Which was first nobody knows: the one that holds up a release stands.
    assert counts(both) == {"conflict": 1, "objection": 1}


def test_an_older_file_of_the_same_day_lifts_no_objection(project: Project) -> None:
    pack = pack_of(project)
    rest = unit_of(pack, "Rest before")
    approves = answers(pack, "ana", "language", answer(rest, verdict="approved"))
    objects = answers(pack, "ana", "language", answer(rest, verdict="objection", note="No."))
    for given in (approves, objects, approves, objects, approves):
        ran = apply(project, given)
    assert counts(ran) == {"later": 1}
    assert [one["verdict"] for one in ledger(project)] == ["objection"]
    # They themselves can say so.
    signed = ("--edition", "es_MX", "--by", "ana", "--role", "language", "--yes")
    project.done("review", "sign", rest["id"], *signed, "--today", TODAY)
    assert [one["verdict"] for one in ledger(project)] == ["approved"]


def test_a_pack_for_one_person_is_nobody_elses(project: Project) -> None:
    bens = pack_of(project, "--for", "ben", "--role", "clinical")
    assert [one["key"] for one in bens["people"]] == ["ben"]
    assert len(pack_of(project)["people"]) > 1
    assert bens["hash"] != pack_of(project, "--role", "clinical")["hash"]


def test_a_dry_run_writes_nothing(project: Project) -> None:
    pack = pack_of(project)
    before = project.tree()
    rest = unit_of(pack, "Rest before")
    given = answers(pack, "ana", "language", answer(rest, suggestion="Descanse."))
    ran = apply(project, given, more=("--dry-run",))
    assert ran.json["written"] == ["locales/es/guide.po"]
    assert project.tree() == before
    said = project.run("review", "apply", str(project.path("answers-0.json")), "--dry-run")
    assert "Would be written: locales/es/guide.po" in said.out


def test_a_spreadsheet_comes_back(project: Project) -> None:
    path = project.path("pack.xlsx")
    arguments = ("--for", "ben", "--role", "clinical", "--format", "xlsx", "--to", str(path))
    project.done("review", "pack", "es_MX", *arguments, "--today", TODAY)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    names = [cell.value for cell in sheet[1]]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    pack = pack_of(project)
    danger, rest = unit_of(pack, "If you cannot stand"), unit_of(pack, "Rest before")
    costs = unit_of(pack, "Ask what each visit")
    at = {name: n for n, name in enumerate(names)}
    assert list(at)[:3] == ["Pasaje", "Dónde", "Texto de origen"]
    word, reason, text = "Su opinión", "¿Por qué objeta?", "El texto que propone"
    rows[danger["id"]][at[word]].value = "aprobar"
    rows[rest["id"]][at[word]].value = "Objetar"
    rows[rest["id"]][at[reason]].value = "=1+1 is no reason"
    rows[costs["id"]][at[text]].value = "Pregunte cuánto cuesta."
    rows[costs["id"]][at[reason]].value = "Easier to read."
    rows[rest["id"]][at[reason]].data_type = "s"
    book.save(path)
    ran = project.run("review", "apply", str(path), "--today", TODAY, "--json")
    assert ran.code == 0, ran
    assert counts(ran) == {"approved": 1, "objection": 1, "suggested": 1, "noted": 1}
    assert {(one["unit"], one["by"], one["role"]) for one in ledger(project)} == {
        (danger["id"], "ben", "clinical"),
        (rest["id"], "ben", "clinical"),
    }
    # A sheet says no day; taken in on another one, it says nothing new.
    again = project.run("review", "apply", str(path), "--today", "2026-12-01", "--json")
    assert set(counts(again)) == {"already"}
    assert again.json["written"] == []


@pytest.mark.parametrize("columns", ["A", "C", "D", "CD", "I"])
def test_a_row_that_was_moved_is_refused(project: Project, columns: str) -> None:
    """Also where what its reviewer read is another row's, or was mended in place."""
    path = project.path("pack.xlsx")
    project.done("review", "pack", "es_MX", "--format", "xlsx", "--to", str(path))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for column in columns:
        one, other = sheet[f"{column}2"], sheet[f"{column}3"]
        one.value, other.value = other.value, one.value
    for row in sheet.iter_rows(min_row=2, max_row=3):
        row[4].value = "approve"
    book.save(path)
    before = project.tree()
    said = ("--by", "ana", "--role", "language", "--json")
    ran = project.run("review", "apply", str(path), *said)
    assert ran.code == 1
    assert [one["code"] for one in ran.json["diagnostics"]] == ["review-answers-damaged"] * 2
    assert project.tree() == before
    assert ledger(project) == []


@pytest.mark.parametrize(
    ("more", "people", "said"),
    [
        (("--role", "clinical"), 1, 1),
        (("--role", "language"), 1, 0),
        # Nobody has to read in this role, so that all is welcome; or anybody may be the second.
        (("--role", "lived-experience"), 1, 0),
        (("--role", "clinical"), 2, 0),
        ((), 1, 0),
    ],
)
def test_a_role_is_asked_for_no_more_than_the_edition_asks(
    project: Project, more: tuple[str, ...], people: int, said: int
) -> None:
    """``said``: 0 for all of it. As many as status says."""
    edition = "locales/editions/es_MX.yaml"
    project.write(edition, f"{project.text(edition)}reviews: {{people: {people}}}\n")
    ran = project.done("review", "pack", "es_MX", *more, "--today", TODAY, "--json")
    asked = sum(bool(one.get("ask")) for one in pack_of(project, *more)["units"])
    assert asked > 1
    assert ran.json["to_sign"] == (said or asked)
    ran = project.done("review", "pack", "es_MX", *more, "--today", TODAY)
    assert f", {said or asked} of them to sign off" in ran.out


def test_a_sheet_says_whose_it_is_and_what_is_not_on_it(project: Project) -> None:
    """What the page says above its passages; on paper nobody can look it up."""
    to = project.path("sheet.html")
    asked = ("review", "pack", "es_MX", "--format", "sheet", "--to", str(to), "--today", TODAY)
    project.done(*asked)
    whole = to.read_text("utf-8")
    assert "☒" not in whole
    assert "Quedó fuera" not in whole
    project.done(*asked, "--for", "ben", "--role", "clinical", "--minutes", "1")
    page = to.read_text("utf-8")
    ben = ("--for", "ben", "--role", "clinical")
    (person,) = pack_of(project, *ben)["people"]
    assert f"<p>Su nombre: {person['name']}</p>" in page
    assert "☒ clínica" in page
    assert page.count("☒") == 1
    cut = pack_of(project, *ben, "--minutes", "1")
    shown = sum(not one.get("aside") for one in cut["units"])
    assert f"Para 1 minutos de lectura, primero lo más importante: {shown} de" in page
    assert "Quedó fuera: " in page
    assert all(f" {number}" in page for _, number in cut["cut"]["left"])


def test_twenty_minutes_for_a_clinician(project: Project) -> None:
    pack = pack_of(project, "--role", "clinical", "--minutes", "1")
    read = [one for one in pack["units"] if "aside" not in one]
    assert read
    assert len(read) < pack["whole"]
    assert unit_of(pack, "If you cannot stand") in read
    assert pack["cut"]["minutes"] == 1
    assert sum(number for _, number in pack["cut"]["left"]) > 0
    ran = project.done("review", "pack", "es_MX", "--minutes", "1")
    assert "Left out: " in ran.out
    assert json.loads(project.done("review", "pack", "es_MX", "--minutes", "1", "--json").out)


def test_what_was_signed_in_this_role_is_not_asked_again(project: Project) -> None:
    pack = pack_of(project)
    danger = unit_of(pack, "If you cannot stand")
    apply(project, answers(pack, "ben", "clinical", answer(danger, verdict="approved")))
    left = pack_of(project, "--role", "clinical", "--minutes", "100")
    assert unit_of(left, "If you cannot stand")["aside"]
    other = pack_of(project, "--role", "language", "--minutes", "100")
    assert "aside" not in unit_of(other, "If you cannot stand")


@pytest.mark.parametrize("folder", ["source_guide", "locales/es", "reviews"])
def test_a_pack_lands_nowhere_among_what_it_is_made_from(project: Project, folder: str) -> None:
    to = project.path(f"{folder}/pack.html")
    ran = project.run("review", "pack", "es_MX", "--to", str(to))
    assert ran.code == 2
    assert "use-folder-taken" in ran.err
    assert not to.exists()


def test_a_pack_takes_no_other_file_away(project: Project) -> None:
    to = project.path("letter.html")
    to.write_text("<p>Dear Ben</p>")
    ran = project.run("review", "pack", "es_MX", "--to", str(to))
    assert "use-in-the-way" in ran.err
    assert to.read_text() == "<p>Dear Ben</p>"
    project.path("elsewhere").mkdir()
    project.path("build").symlink_to(project.path("elsewhere"))
    assert "link-in-the-way" in project.run("review", "pack", "es_MX").err
    assert not list(project.path("elsewhere").iterdir())
    project.path("build").unlink()
    for form in ("html", "sheet"):
        for _ in range(2):
            project.done("review", "pack", "es_MX", "--format", form)


def test_a_pack_takes_no_answers_away(project: Project) -> None:
    for _ in range(2):
        project.done("review", "pack", "es_MX", "--format", "xlsx")
    path = project.path("build/reviews/es_MX.xlsx")
    book = openpyxl.load_workbook(path)
    book.active["G2"].value = "Nice."
    book.save(path)
    before = path.read_bytes()
    ran = project.run("review", "pack", "es_MX", "--format", "xlsx")
    assert "use-in-the-way" in ran.err
    assert path.read_bytes() == before


def test_for_somebody_who_may_not_sign(project: Project) -> None:
    ran = project.run("review", "pack", "es_MX", "--for", "anna")
    assert ran.code == 2
    assert "use-unknown-person" in ran.err
    ran = project.run("review", "pack", "es_MX", "--for", "ana", "--role", "clinical")
    assert "use-role" in ran.err
    people = project.text("reviews/people.yaml")
    more = "kay: {name: Kay, roles: [back-translation]}\n"
    more += "fay: {name: Fay, roles: [language], languages: [fr]}\n"
    project.write("reviews/people.yaml", people + more)
    ran = project.run("review", "pack", "es_MX", "--for", "kay", "--role", "language")
    assert "hint: they translate back alone; other roles have to be written into" in ran.err
    ran = project.run("review", "pack", "es_MX", "--for", "fay")
    assert "fay may sign nothing in es_MX: see languages: in reviews/people.yaml." in ran.out


def test_the_sheet_is_for_paper_alone(project: Project) -> None:
    to = project.path("sheet.html")
    project.done("review", "pack", "es_MX", "--format", "sheet", "--to", str(to))
    page = to.read_text("utf-8")
    assert "<script" not in page
    assert "default-src 'none'" in page
    for one in pack_of(project)["units"]:
        assert f"<bdi>{one['id']}</bdi>" in page
    assert '<html lang="es-MX" dir="ltr">' in page
    for said in ("Su nombre", "Texto de origen", "☐ clínica", "Pasaje de seguridad", "☐ Aprobar"):
        assert said in page
    for english in ("Your name", ">Where<", ">Source<", "☐ approve", "paragraph", "translated"):
        assert english not in page


def test_what_is_told_of_answers(project: Project) -> None:
    """In words, and where to look."""
    pack = pack_of(project)
    rest, danger = unit_of(pack, "Rest before"), unit_of(pack, "If you cannot")
    ours, costs = unit_of(pack, "En México"), unit_of(pack, "Ask what each")
    project.change("locales/es/guide.po", "ES Ask what each", "ES Ask for what each")
    given = answers(
        *(pack, "ben", "clinical"),
        answer(rest, verdict="objection", note="Rest\nafter that."),
        answer(danger, verdict="approved"),
        answer(ours, comment="Which one?"),
        answer(costs, verdict="approved"),
    )
    path = project.path("a.json")
    path.write_text(json.dumps(given), "utf-8")
    ran = project.run("review", "apply", str(path), "--today", TODAY)
    assert ran.code == 1
    line = project.catalogue().by_id()[rest["id"]].position.line
    assert ran.out.splitlines() == [
        "es_MX: 1 answer: signed off",
        "es_MX: 1 answer: objected to",
        f"  ben (clinical) objects to {rest['id']} (locales/es/guide.po:{line}): "
        "“Rest after that.”",
        "",
        "The text is another one than was read: not signed: 1",
        f"  {costs['id']} (locales/es/guide.po:{costs['cline']}), ben (clinical): "
        "the text is another one than they saw",
        "",
        "No catalogue holds this text: tell its author, and keep the file: 1",
        f"  {ours['id']} (locales/overlays/MX/blocks/insurance.md:1), ben (clinical): Which one?",
        "",
        "Written: locales/es/guide.po",
        "Written: reviews/es/guide.jsonl",
    ]


def test_what_is_told_of_a_pack(project: Project) -> None:
    ran = project.done("review", "pack", "es_MX", "--today", TODAY)
    first, second, third = ran.out.splitlines()
    assert first.startswith("Wrote ")
    assert first.endswith(" kB)")
    assert "build/reviews/es_MX.html" in first
    assert second == "In it: 16 passages, 16 of them to sign off"
    assert "adaptkit review apply FILE" in third
    ran = project.done("review", "pack", "es_MX", "--for", "ana", "--json")
    assert ran.json["path"].endswith("build/reviews/es_MX-ana-language.html")
    assert (ran.json["reviewer"], ran.json["role"]) == ("ana", "language")
    project.path("reviews/people.yaml").unlink()
    assert "Nobody may sign anything yet" in project.done("review", "pack", "es_MX").out


@pytest.mark.parametrize(("form", "ending"), [("html", ".html"), ("xlsx", ".xlsx")])
def test_a_file_without_an_ending_gets_it(
    project: Project, tmp_path: Path, form: str, ending: str
) -> None:
    ran = project.done(
        "review", "pack", "es_MX", "--format", form, "--to", str(tmp_path / "for-ben")
    )
    assert f"for-ben{ending}" in ran.out
    assert [path.name for path in tmp_path.glob("for-ben*")] == [f"for-ben{ending}"]


def test_a_workbook_in_which_nobody_has_written_is_called_that(project: Project) -> None:
    """It said that the file does not say who answered."""
    project.done("review", "pack", "es_MX", "--for", "ana", "--format", "xlsx", "--today", TODAY)
    path = str(project.path("build/reviews/es_MX-ana-language.xlsx"))
    for more in ((), ("--by", "ana", "--role", "language")):
        ran = project.run("review", "apply", path, "--today", TODAY, *more)
        assert ran.code == 1
        assert "nothing is answered in it" in ran.err
        assert ran.err.count("error:") == 1
