"""Support networks, from directory.yaml to the page, and what keeps them from a release."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from adaptkit.model.contact import FIELDS, Field, Shape
from tests.scenarios.projects import Project, small

FILE = "locales/overlays/MX/directory.yaml"
CHECKED = 'verified_by: "us"\n    verified_on: 2026-11-01\n'
CONTACTS = f"""\
areas:
  MX-NLE: "Nuevo León"
contacts:
  - name: "Grupo Norte"
    kind: ms
    area: [MX-NLE]
    telephones:
      - {{number: "5555335533", extension: "154", purpose: "de día"}}
    hours: {{open: "Mo-Fr 09:00-17:00", time_zone: America/Monterrey, note: "cerrado en agosto"}}
    languages: [es, en]
    {CHECKED}\
    verify_by: 2027-01-15
  - name: "Línea"
    kind: crisis
    telephone: "800 911 2000"
    messaging: {{via: sms, number: "88788", send: "HOLA", evidence: "ours"}}
    hours: {{open: "24/7", time_zone: America/Mexico_City}}
    {CHECKED}\
  - name: "Todo"
    kind: emergency
    telephone: "911"
    {CHECKED}\
  - name: "Sin clase"
    url: "https://otro.test"
    {CHECKED}"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    project.change("locales/overlays/MX/overlay.yaml", "blocks/help.md", "directory")
    project.path("locales/overlays/MX/blocks/help.md").unlink()
    project.write(FILE, CONTACTS)
    project.done("update", "--today", "2026-11-20")
    return project


def built(project: Project, suffix: str = "html", *, chapter: str = "01-plan") -> str:
    ran = project.run("build", "es_MX", "--to", str(project.path("out")), "--today", "2026-11-20")
    assert ran.code == 0, ran.err
    return (project.path("out") / f"es_MX/{suffix}/{chapter}.{suffix}").read_text("utf-8")


def status(project: Project, today: str = "2026-11-20") -> dict[str, Any]:
    (row,) = project.done("status", "es_MX", "--json", "--today", today).json
    return dict(row)


def codes(row: dict[str, Any]) -> list[str]:
    return [one["code"] for one in row["blockers"]]


def test_cards_are_grouped_for_a_reader_in_need(project: Project) -> None:
    page = built(project)
    groups = re.findall(r'class="directory-group"><strong>(.*?)</strong>', page)
    assert groups == [
        "Emergencias",
        "Ayuda en una crisis emocional",
        "Organizaciones para personas con EM",
        "Otros contactos",
    ]
    assert page.index("Todo") < page.index("Línea") < page.index("Grupo Norte")
    number = '<a href="tel:+525555335533"><bdi class="long" dir="ltr">55 5533 5533</bdi></a>'
    assert (
        f'{number} <span class="way-note"><bdi>extensión 154</bdi>, <bdi>de día</bdi></span>'
        in page
    )
    assert '<a href="tel:911"><bdi class="long" dir="ltr">911</bdi></a>' in page
    assert '<a href="tel:8009112000">' in page
    assert "<dt>Mensaje de texto</dt>" in page
    assert '<a href="sms:88788">' in page
    assert "escriba HOLA" in page
    assert "<dt>Horario</dt> <dd>lunes–viernes 9:00" in page
    assert page.count("(hora central)") == 1
    assert "<bdi>cerrado en agosto</bdi>" in page
    assert "<dt>Idiomas</dt> <dd>español, inglés</dd>" in page
    assert "<dt>Zona</dt> <dd>Nuevo León</dd>" in page
    markdown = built(project, "md")
    assert markdown.index("**Emergencias**") < markdown.index("**Todo**")
    assert "Teléfono: 55 5533 5533 (extensión 154, de día)" in markdown


def test_no_claim_of_day_and_night_that_nobody_has_verified(project: Project) -> None:
    assert "Día y noche, todos los días" in built(project)
    project.write(FILE, CONTACTS.replace(CHECKED, 'verified_by: "us"\n'))
    page = built(project)
    assert "Día y noche" not in page
    assert "lunes–viernes" in page


def test_one_kind_alone_has_no_heading(project: Project) -> None:
    project.write(FILE, "contacts:\n  - {name: A, kind: ms}\n  - {name: B, kind: ms}\n")
    page = built(project)
    assert "directory-group" not in page
    assert page.count('<p class="directory-name">') == 2


def test_what_falls_due_is_told_and_what_is_past_stops(project: Project) -> None:
    def due(today: str) -> tuple[list[str], bool]:
        row = status(project, today)
        return [one["contact"] for one in row["contacts_due"]], "contact-overdue" in codes(row)

    assert due("2026-11-15") == ([], False)
    assert due("2026-11-16") == (["Grupo Norte"], False)
    assert due("2027-01-15") == (["Grupo Norte"], False)
    assert due("2027-01-16") == (["Grupo Norte"], True)
    said = project.done("status", "--today", "2027-01-10").out
    assert f"Contacts to check again soon: 1\n  {FILE}:13: by 2027-01-15: Grupo Norte\n" in said
    listed = ("status", "es_MX", "--list", "contacts")
    (one,) = project.done(*listed, "--json", "--today", "2027-01-10").json
    assert "verify_by 2027-01-15" in one["text"]
    table = project.done(*listed, "--csv", "--today", "2027-01-10").out.removeprefix("\ufeff")
    assert [row[2] for row in csv.reader(io.StringIO(table))] == ["unit", "Grupo Norte"]
    assert project.done(*listed, "--json", "--today", "2026-11-01").json == []
    to = str(project.path("out"))
    ran = project.run("build", "es_MX", "--release", "--to", to, "--today", "2027-01-16")
    assert f'{FILE}:13:16: error: "Grupo Norte" was to be checked by 2027-01-15' in ran.err
    assert ran.code == 1


def test_a_number_that_no_table_knows_stops_a_release(project: Project) -> None:
    assert "telephone-doubtful" not in codes(status(project))
    project.change(FILE, '"800 911 2000"', '"800 911 20"')
    row = status(project)
    assert "telephone-doubtful" in codes(row)
    built(project)
    answered = 'telephones: {number: "800 911 20", evidence: "we dialled it"}'
    project.change(FILE, 'telephone: "800 911 20"', answered)
    assert "telephone-doubtful" not in codes(status(project))


def test_the_same_number_twice_is_told_with_both_lines(project: Project) -> None:
    project.change(
        FILE,
        'name: "Sin clase"\n',
        'name: "Otra"\n    kind: crisis\n    telephone: "800 911 2000"\n',
    )
    said = project.done("update", "--today", "2026-11-20").err
    told = '"Otra" has the same telephone number as "Línea" in line 14'
    assert f"{FILE}:26:5: warning: {told}" in said


NORTH = """\
overlay: norte
language: es
country: MX
operations:
  - id: more-help
    append: {slot: where-to-get-help}
    with: directory
    because: {nature: addition, reason: "A local line", decided_by: [us], on: 2026-11-02}
"""


def test_the_same_number_in_the_directories_of_two_overlays_is_told(project: Project) -> None:
    project.write("locales/overlays/norte/overlay.yaml", NORTH)
    line = 'contacts:\n  - {name: "Otra", kind: crisis, telephone: "800 911 2000"}\n'
    project.write("locales/overlays/norte/directory.yaml", line)
    edition = project.text("locales/editions/es_MX.yaml").replace("[MX]", "[MX, norte]")
    project.write("locales/editions/es_MX.yaml", edition)
    project.done("update", "--today", "2026-11-20")
    told = f'"Otra" has the same telephone number as "Línea" in line 14 of {FILE}'
    for command in (["status", "es_MX"], ["build", "es_MX"]):
        ran = project.run(*command, "--today", "2026-11-20")
        assert (ran.out + ran.err).count(told) == 1, command


def test_every_fault_is_told_at_once_with_its_place(project: Project) -> None:
    project.write(FILE, "contacts:\n  - name: A\n    kind: crisys\n    area: [mexico]\n")
    ran = project.run("update", "--json")
    assert [(d["code"], d["line"], d["column"]) for d in json.loads(ran.out)["diagnostics"]] == [
        ("unknown-value", 3, 11),
        ("wrong-area", 4, 12),
    ]


def test_a_passage_shows_one_group(project: Project) -> None:
    chapter = "source_guide/02-home.md"
    project.write(chapter, project.text(chapter) + "\n::: directory crisis\n:::\n")
    project.done("update", "--today", "2026-11-20")
    page = built(project, chapter="02-home")
    assert "<strong><bdi>Línea</bdi></strong>" in page
    assert "Grupo Norte" not in page
    assert "directory-group" not in page
    written = built(project, "md", chapter="02-home")
    assert "**Línea**" in written
    assert ":::" not in written
    project.change(chapter, "directory crisis", "directory ms emergency")
    page = built(project, chapter="02-home")
    assert page.index("Todo") < page.index("Grupo Norte")
    assert "Línea" not in page


def test_a_text_of_an_overlay_shows_one_group(project: Project) -> None:
    project.change("locales/overlays/MX/overlay.yaml", "with: directory", "with: blocks/help.md")
    project.write("locales/overlays/MX/blocks/help.md", "Llame.\n\n::: directory crisis\n:::\n")
    project.done("update", "--today", "2026-11-20")
    assert "<strong><bdi>Línea</bdi></strong>" in built(project)


def test_a_group_that_is_empty_is_told_and_stops_a_release(project: Project) -> None:
    chapter = "source_guide/02-home.md"
    project.write(chapter, project.text(chapter) + "\n::: directory poison\n:::\n")
    project.done("update", "--today", "2026-11-20")
    line = project.text(chapter).splitlines().index("::: directory poison") + 1
    (found,) = (one for one in status(project)["blockers"] if one["code"] == "directory-empty")
    assert (found["path"], found["line"]) == (chapter, line)
    assert f"write one with kind: poison in {FILE}" in found["hint"]
    article = built(project, chapter="02-home").partition("<article>")[2]
    assert "directory" not in article.partition("</article>")[0]
    # The guide's own edition has no directory at all.
    (row,) = project.done("status", "en", "--json", "--today", "2026-11-20").json
    (found,) = (one for one in row["blockers"] if one["code"] == "directory-empty")
    assert "no overlay of this edition has a directory.yaml" in found["hint"]
    project.change(FILE, "kind: crisis", "kind: poison")
    assert "directory-empty" not in codes(status(project))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("::: directory crisys\n:::\n", 'did you mean "crisis"?'),
        ("::: directory\n:::\n", "write it as ::: directory crisis"),
        ("::: directory crisis\nText.\n:::\n", "write ::: on the line below"),
    ],
)
def test_a_group_that_does_not_exist_is_an_error(project: Project, written: str, said: str) -> None:
    chapter = "source_guide/02-home.md"
    project.write(chapter, project.text(chapter) + "\n" + written)
    ran = project.run("build", "es_MX", "--to", str(project.path("out")))
    assert ran.code == 1
    assert "[directory-group]" in ran.err
    assert said in ran.err


def test_a_made_up_field_is_one_line_of_the_table(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read, checked and shown; what goes out and comes back: tests/exchange."""
    monkeypatch.setitem(FIELDS, "cost", Field("cost", Shape.TEXTS, "Cost"))
    project.change(FILE, 'name: "Línea"\n', 'name: "Línea"\n    cost: {es: "gratuito"}\n')
    page = built(project)
    assert '<dt><span lang="en" dir="ltr">Cost</span></dt> <dd>gratuito</dd>' in page
    assert "Cost: gratuito" in built(project, "md")
    project.change(FILE, '"gratuito"', '"TODO"')
    assert "text-unfinished" in codes(status(project))
    project.change(FILE, '{es: "TODO"}', "[1]")
    assert f'{FILE}:15:11: error: "cost" should be a text' in project.run("update").err


def test_a_right_to_left_page_keeps_the_direction_of_numbers(project: Project) -> None:
    project.done("update", "ar", "--today", "2026-11-20")
    edition = "edition: ar_MX\nlanguage: ar_MX\noverlays: [MX]\n"
    project.write("locales/editions/ar_MX.yaml", edition)
    project.run("build", "ar_MX", "--to", str(project.path("out")), "--today", "2026-11-20")
    page = (project.path("out") / "ar_MX/html/01-plan.html").read_text("utf-8")
    assert '<bdi class="long" dir="ltr">55 5533 5533</bdi>' in page
    assert "<strong>الطوارئ</strong>" in page
    assert "الرقم الداخلي 154" in page
