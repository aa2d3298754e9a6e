"""A finding that is right as it is: who says so, and why, is kept, and falls with the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.checked_projects import DECIDES, GOOD, LOST, PO, spanish
from tests.scenarios.projects import TODAY, Project, Ran

LEDGER = "reviews/es/guide.jsonl"
BOLD = GOOD.replace("una", "**una**")
WHY = "The bold says what matters."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = spanish(tmp_path / "guide")
    made.change(PO, GOOD, BOLD)
    made.write(
        "reviews/people.yaml",
        'ana: {name: "Ana Roa", roles: [language], languages: [es]}\n'
        'ben: {name: "Ben Li", roles: [language], languages: [zh_Hans]}\n',
    )
    return made


def unit(project: Project) -> str:
    entries = project.catalogue().entries
    return next(one.unit_id for one in entries if one.msgid == "Choose one of them.")


def ignore(project: Project, *more: str, code: str = "mark-up-differs", by: str = "ana") -> Ran:
    asked = ("--ignore", code, "--because", WHY, "--by", by, "--today", TODAY)
    return project.run("check", *asked, *(more or ("--unit", unit(project))))


def checked(project: Project) -> Any:
    return project.run("check", "--json", "--today", TODAY).json


def found(project: Project) -> list[str]:
    return [one["code"] for one in checked(project)["diagnostics"]]


def test_it_is_written_down_and_does_not_count(project: Project) -> None:
    assert found(project) == ["mark-up-differs"]
    ran = ignore(project)
    assert ran.code == 0, ran
    assert f"Written: {LEDGER}" in ran.out
    (line,) = project.text(LEDGER).splitlines()
    for part in ('"ignored"', '"mark-up-differs"', f'"{WHY}"', '"ana"', f'"{TODAY}"'):
        assert part in line
    report = checked(project)
    assert report["diagnostics"] == []
    (ignored,) = report["ignored"]
    assert (ignored["because"], ignored["by"]) == (WHY, "ana")
    assert project.run("check", "--strict").code == 0
    (made,) = project.run("check", "--format", "sarif").json["runs"]
    assert made["results"][0]["suppressions"][0]["justification"] == WHY
    project.done("update", "--notes", "--today", TODAY)
    assert "Check: " not in project.text(PO)


def test_it_falls_when_the_translation_changes_and_that_is_told(project: Project) -> None:
    ignore(project)
    project.change(PO, "Elija **una**", "Escoja **una**")
    assert found(project) == ["mark-up-differs", "ignored-void"]
    told = checked(project)["diagnostics"][1]
    assert (told["path"], told["line"], told["severity"]) == (LEDGER, 1, "warning")
    assert ignore(project).code == 0
    assert found(project) == []


def test_it_falls_when_the_text_changes(project: Project) -> None:
    ignore(project)
    project.change("source_guide/01-plan.md", "Choose one of them.", "Choose any one of these.")
    project.run("update", "--today", TODAY)
    (told,) = [one for one in checked(project)["diagnostics"] if one["code"] == "ignored-void"]
    assert told["severity"] == "info"


def test_other_findings_of_the_passage_and_of_others_stay(project: Project) -> None:
    ignore(project)
    project.change(PO, "Anote sus metas.", "Anote **sus** metas.")
    assert found(project) == ["mark-up-differs"]


def test_what_keeps_words_from_readers_cannot_be_left(project: Project) -> None:
    project.change(PO, DECIDES, LOST)
    ran = ignore(project, "--unit", "plan.costs.insurance", code="placeholder-missing")
    assert ran.code == 2
    assert "[use-cannot-ignore]" in ran.err
    assert not project.path(LEDGER).exists()


def test_a_forged_line_lets_nothing_pass_that_harms(project: Project) -> None:
    ignore(project)
    line = project.text(LEDGER)
    project.change(PO, DECIDES, LOST)
    entry = next(e for e in project.catalogue().entries if "insurance" in e.unit_id)
    from adaptkit.model.review import text_hash

    forged = line.replace(unit(project), entry.unit_id)
    forged = forged.replace("mark-up-differs", "placeholder-missing")
    for key, text in (("source", entry.msgid), ("target", entry.msgstr)):
        at = forged.index(f'"{key}":') + len(f'"{key}":"')
        forged = forged[:at] + text_hash(text) + forged[at + 16 :]
    project.write(LEDGER, forged)
    assert "placeholder-missing" in found(project)
    # Nobody is called so.
    project.write(LEDGER, line.replace('"ana"', '"eve"'))
    assert "mark-up-differs" in found(project)


def test_a_damaged_ledger_excuses_nothing_and_keeps_nobody_from_work(project: Project) -> None:
    ignore(project)
    project.write(LEDGER, project.text(LEDGER) + "{\n")
    assert {"mark-up-differs", "review-damaged"} <= set(found(project))
    assert project.run("update", "--today", TODAY).code == 0


def test_wrong_use(project: Project) -> None:
    for ran, said in (
        (ignore(project, "--unit", "plan.nowhere"), "use-unknown-unit"),
        (ignore(project, code="number-differs"), "use-no-finding"),
        (ignore(project, by="anna"), "use-unknown-person"),
        (ignore(project, by="ben"), "use-role"),
        (project.run("check", "--ignore", "mark-up-differs"), "Give --ignore"),
        (
            project.run(
                *("check", "--ignore", "mark-up-differs", "--unit", unit(project)),
                *("--by", "ana", "--because", " … "),
            ),
            "use-nothing-said",
        ),
    ):
        assert ran.code == 2, ran
        assert said in ran.err
    assert not project.path(LEDGER).exists()


def test_who_names_a_finding_that_is_not_there_is_told_what_is(project: Project) -> None:
    other = next(e.unit_id for e in project.catalogue().entries if e.msgid == "Costs")
    for ran, said in (
        (ignore(project, code="number-differs"), "it has: mark-up-differs (es)"),
        (ignore(project, code="mark-up-difers"), "it has: mark-up-differs (es)"),
        (ignore(project, "--unit", other), "nothing is found in its translation"),
        (ignore(project, "--unit", other, code="mark-up-difers"), 'did you mean "mark-up-differs"'),
    ):
        assert ran.code == 2, ran
        assert said in ran.err
        assert "Nothing was written." in ran.err
    assert not project.path(LEDGER).exists()


def test_what_is_left_as_it_is_already_is_not_written_twice(project: Project) -> None:
    ignore(project)
    before = project.text(LEDGER)
    ran = ignore(project)
    assert (ran.code, project.text(LEDGER)) == (2, before)
    assert "is not counted any more already" in ran.err
    assert "ana said so" in ran.err


def test_what_has_no_finished_words_is_not_called_well(project: Project) -> None:
    project.change(PO, BOLD, 'msgstr ""')
    assert "it has no finished translation" in ignore(project).err


def test_what_the_guide_itself_says_cannot_be_left(project: Project) -> None:
    words = " and ".join(f"some {word}" for word in "abcdefghijklmnop")
    name = "source_guide/02-home.md"
    project.write(name, f"{project.text(name)}\n{{#take}}\nTake {words} home.\n")
    project.run("update", "--today", TODAY)
    ran = ignore(project, "--unit", "home.take", code="sentence-long")
    assert ran.code == 2
    assert "change the guide's own text" in ran.err


def test_of_one_overlays_texts_each_is_left_by_itself(project: Project) -> None:
    """They share a ledger, and each file is looked at by itself."""
    for name, said in (("help", "Pregunte **hoy** aquí."), ("care", "Llame **hoy** al centro.")):
        project.write(f"locales/overlays/MX/blocks/{name}.md", f"{said}\n")
        project.write(f"locales/overlays/MX/blocks/{name}.es_ES.md", f"{said.replace('*', '')}\n")
    project.change(
        "locales/overlays/MX/overlay.yaml",
        "operations:\n",
        "operations:\n  - {id: care, insert_after: plan.costs, with: blocks/care.md, "
        "because: {reason: Local, decided_by: [Ana], on: 2026-11-02}}\n",
    )
    units = [one["unit"] for one in checked(project)["diagnostics"] if "es_ES" in one["path"]]
    wanted = [one for one in units if one.startswith("MX/")]
    assert len(wanted) >= 2, checked(project)["diagnostics"]
    for one in wanted:
        assert ignore(project, "--unit", one).code == 0
    assert "ignored-void" not in found(project)
    ledger = "reviews/es_ES/MX.jsonl"
    project.write(ledger, project.text(ledger).replace(wanted[0], "MX/gone.1"))
    assert found(project).count("ignored-void") == 1


def test_what_an_overlay_itself_says_cannot_be_left(project: Project) -> None:
    words = " y ".join(f"algo {word}" for word in "abcdefghijklmnop")
    project.write("locales/overlays/MX/blocks/help.md", f"Lleve {words} a casa.\n")
    (told,) = [one for one in checked(project)["diagnostics"] if one["code"] == "sentence-long"]
    ran = ignore(project, "--unit", told["unit"], code="sentence-long")
    assert ran.code == 2
    assert "is about a text that is no translation" in ran.err
    assert "change locales/overlays/MX/blocks/help.md" in ran.err
