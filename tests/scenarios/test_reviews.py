"""From nothing to a release, as reviewers go, and what a change makes of their word."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from adaptkit.model.layout import PEOPLE, review_path
from tests.scenarios.projects import ROOT, SMALL, TODAY, Project, Ran, sign_all, small, translate

ES, MX, EN = (review_path(*one) for one in (("es", "guide"), ("es", "MX"), ("en", "MX")))
EDITION = "locales/editions/es_MX.yaml"
OVERLAY = "locales/overlays/MX/overlay.yaml"
HOME = "source_guide/02-home.md"
WHO = """\
ana:
  name: "Ana Pérez"
  roles: [language]
  languages: [es]
ben:
  name: do not print my name
  roles: [clinical]
eva: {name: "Eva", roles: [language, lived-experience]}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    project.change(EDITION, "formats:", 'publisher: {name: "Asociación"}\nformats:')
    project.write(PEOPLE, WHO)
    return project


def sign(project: Project, *what: str, by: str = "ana", edition: str = "es_MX") -> Ran:
    # Nobody is asked: tests are run at terminals too.
    on = ("--edition", edition, "--by", by, "--yes", "--today", TODAY)
    return project.run("review", "sign", *what, *on)


def everything(project: Project) -> None:
    """As three people do it."""
    chapters = ("--chapter", "01-plan.md", "--chapter", "02-home.md")
    for ran in (
        sign(project, *chapters),
        sign(project, "--section", "guide-yaml", "--section", "MX", "--section", "edition-yaml"),
        sign(project, "home.danger", by="ben"),
    ):
        assert ran.code == 0, ran


def row(project: Project, edition: str = "es_MX") -> Any:
    return project.run("status", edition, "--json", "--today", TODAY).json[0]


def unreviewed(project: Project, edition: str = "es_MX") -> dict[str, str]:
    """Unit → what is noted of it."""
    ran = project.run("status", edition, "--list", "unreviewed", "--json", "--today", TODAY)
    return {one["unit"]: one["note"] for one in ran.json}


def codes(project: Project, edition: str = "es_MX") -> list[str]:
    return [one["code"] for one in row(project, edition)["blockers"]]


def release(project: Project, edition: str = "es_MX") -> Ran:
    to = str(project.path("out"))
    return project.run("build", edition, "--release", "--to", to, "--today", TODAY)


# The whole way ----------------------------------------------------------------------------------


def test_from_nothing_to_a_release_and_one_word_is_changed(project: Project) -> None:
    assert release(project).code == 1
    assert len(unreviewed(project)) == row(project)["unsigned"] == 17
    everything(project)
    assert (row(project)["ready"], unreviewed(project)) == (True, {})
    assert release(project).code == 0

    project.change(HOME, "call for help at once", "call for help right now")
    ran = project.run("update", "--today", TODAY)
    assert ran.code == 0
    # It has no finished words, so that it cannot be signed today; everything else still is.
    assert unreviewed(project) == {
        "home.danger": f"changed since ben (clinical) signed it off on {TODAY}; "
        f"changed since ana (language) signed it off on {TODAY}"
    }
    assert row(project)["reviewed"] == 16
    assert "review-void" in [one["code"] for one in row(project)["diagnostics"]]
    assert "has no finished words" in sign(project, "home.danger").err

    confirmed = project.text("locales/es/guide.po").replace("#, fuzzy\n", "")
    project.write("locales/es/guide.po", confirmed.replace("ES If you cannot", "ES Si no puede"))
    project.done("format")
    assert codes(project) == ["unreviewed"]
    assert sign(project, "home.danger").code == sign(project, "home.danger", by="ben").code == 0
    assert release(project).code == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "fallen"),
    [
        ("locales/es/guide.po", "ES Costs", "ES Costos", {"plan.costs.80f2"}),
        ("locales/overlays/MX/blocks/help.md", "centro", "Centro", {"MX/help.1"}),
        (OVERLAY, "800 911 2000", "800 911 2001", {"MX/variable-helpline"}),
        ("source_guide/guide.yaml", "1 800 555 0100", "1 800 555 0101", {"MX/variable-helpline"}),
        ("locales/overlays/MX/blocks/help.md", "Pregunte en ", "Pregunte\nen  ", set()),
        ("source_guide/02-home.md", "Rest before you", "Rest before\nyou", set()),
        ("locales/es/guide.po", "ES Costs", "ES  Costs ", set()),
    ],
)  # fmt: skip
def test_exactly_what_has_changed_falls(
    project: Project, file: str, old: str, new: str, fallen: set[str]
) -> None:
    everything(project)
    project.change(file, old, new)
    assert set(unreviewed(project)) == fallen
    assert all("changed since ana" in said for said in unreviewed(project).values())


def test_line_ends_and_decomposed_accents_change_nothing(project: Project) -> None:
    import unicodedata

    everything(project)
    for name in (MX, "locales/overlays/MX/blocks/insurance.md"):
        text = unicodedata.normalize("NFD", project.text(name))
        project.write(name, text.replace("\n", "\r\n"))
    assert codes(project) == []


# The place of an adapted text ------------------------------------------------------------------

DECIDED = "decided_by: [us], on: 2026-11-02}"


def two_texts(project: Project) -> None:
    """Two texts of the country, and each of them instead of another passage."""
    more = f"""\
  - {{id: rest, replace: home.1a36, with: blocks/rest.md, because: {{reason: Ours, {DECIDED}}}
  - {{id: costs, replace: plan.costs.80f2, with: blocks/costs.md, because: {{reason: O, {DECIDED}}}
"""
    project.write(OVERLAY, project.text(OVERLAY) + more)
    project.write("locales/overlays/MX/blocks/rest.md", "Descanse a mediodía.\n")
    project.write("locales/overlays/MX/blocks/costs.md", "Pregunte cuánto cuesta.\n")
    project.done("update", "--today", TODAY)
    everything(project)
    assert codes(project) == []


def test_two_targets_that_are_exchanged(project: Project) -> None:
    two_texts(project)
    assert release(project).code == 0
    before = project.text(OVERLAY)
    text = before.replace("home.1a36", "@").replace("plan.costs.80f2", "home.1a36")
    project.write(OVERLAY, text.replace("@", "plan.costs.80f2"))
    ran = release(project)
    assert (ran.code, "[unreviewed]" in ran.err) == (1, True)
    fallen = unreviewed(project)
    assert set(fallen) == {"MX/rest.1", "MX/costs.1"}
    assert fallen["MX/rest.1"] == (
        f"ana (language) signed it off on {TODAY} where it stood at home.1a36"
    )
    assert "review-void" in [one["code"] for one in row(project)["diagnostics"]]
    # They stand where they stood again: so does the word about them.
    project.write(OVERLAY, before)
    assert unreviewed(project) == {}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (OVERLAY, "id: rest, replace:", "id: rest, insert_after:", "where it stood by replace"),
        (OVERLAY, "replace: home.1a36", "replace: home", "where it stood at home.1a36"),
        (HOME, "Rest before you", "Rest long before you", "when the guide said something else"),
    ],
)
def test_what_of_its_place_has_changed(
    project: Project, file: str, old: str, new: str, said: str
) -> None:
    two_texts(project)
    project.change(file, old, new)
    assert said in unreviewed(project)["MX/rest.1"]


def test_a_line_from_before_the_place_was_written_down(project: Project) -> None:
    """It is read, an approval of it has to be said again, and an objection stands."""
    two_texts(project)
    old = re.sub(r',"place":"[^"]*"', "", project.text(MX))
    project.write(MX, old)
    assert set(unreviewed(project)) == {
        *("MX/rest.1", "MX/costs.1", "MX/help.1", "MX/insurance.1"),
    }
    assert "before its place was part of that" in unreviewed(project)["MX/rest.1"]
    project.write(MX, old.replace('"approved"', '"objection","note":"No"', 1))
    assert "review-objection" in codes(project)
    everything(project)
    assert codes(project) == []
    assert len(project.text(MX).splitlines()) == len(old.splitlines())


# What is asked for ------------------------------------------------------------------------------


def test_an_edition_in_the_guides_own_language_is_not_ready_by_itself(project: Project) -> None:
    project.write("locales/overlays/GB/overlay.yaml", (
        "overlay: GB\nlanguage: en\ncountry: GB\nvariables:\n  helpline: \"0800 032 2000\"\n"
        "operations:\n"
        "  - {id: out, remove: plan.costs.insurance, because: {reason: None here, "
        "decided_by: [us], on: 2026-11-02}}\n"
        "  - {id: help, append: {slot: where-to-get-help}, with: help.md, because: "
        "{reason: Ours, decided_by: [us], on: 2026-11-02}}\n"
    ))  # fmt: skip
    project.write("locales/overlays/GB/help.md", "Ask your GP.\n")
    project.write("locales/editions/en_GB.yaml", (
        'edition: en_GB\nlanguage: en_GB\noverlays: [GB]\npublisher: {name: "Us"}\n'
    ))  # fmt: skip
    project.done("update", "--today", TODAY)
    assert codes(project, "en_GB") == ["unreviewed"]
    units = ("GB/help.1", "GB/help.reason", "GB/out", "GB/out.reason", "GB/variable-helpline")
    units += ("edition-yaml.en_GB.publisher",)
    assert sorted(unreviewed(project, "en_GB")) == list(units)
    project.change(PEOPLE, "[es]", "[es, en]")
    assert sign(project, *units, edition="en_GB").code == 0
    ran = release(project, "en_GB")
    assert ran.code == 0
    # The guide's own words need nobody's signature, and nobody is told that they have one.
    page = project.text("out/en_GB/html/index.html")
    said = re.search(r"reviewed by nobody: (\d+) passages of the guide's own text", ran.out)
    assert said
    assert int(said[1]) > len(units)
    assert f"<dd>{len(units)} of {len(units) + int(said[1])} passages</dd>" in page
    told = project.run("build", "en_GB", "--release", "--json", "--to", str(project.path("out")))
    assert told.json["releases"][0]["own_text"] == int(said[1])
    ran = sign(project, "plan.6a34", edition="en_GB")
    assert (ran.code, "[use-not-asked]" in ran.err) == (2, True)


def test_who_publishes_and_how_it_was_made_is_signed(project: Project) -> None:
    project.change(
        EDITION,
        "formats:",
        "process:\n  translation: {by: [Ana], on: 2026-11-02, note: From English.}\n"
        "  expert_review: {by: [Eva], on: 2027-01-02}\nformats:",
    )
    everything(project)
    assert codes(project) == []
    stated = ("edition-yaml.es_MX.process.translation", "edition-yaml.es_MX.publisher")
    kinds = {
        one["unit"] for one in project.done("review", "list", "es_MX", "--json").json["reviews"]
    }
    # What readers are not told of yet is nothing to sign.
    assert {unit for unit in kinds if unit.startswith("edition-yaml")} == set(stated)
    for old, new, unit in (
        ("2026-11-02, note", "2026-11-01, note", stated[0]),
        ("From English", "From Spanish", stated[0]),
        ('name: "Asociación"', 'name: "Otra"', stated[1]),
        ('name: "Asociación"', 'name: "Asociación", email: a@example.net', stated[1]),
    ):
        project.change(EDITION, old, new)
        assert set(unreviewed(project)) == {unit}
        assert release(project).code == 1
        project.change(EDITION, new, old)
    assert release(project).code == 0
    # Where only what was reviewed is shown, a step that nobody has signed is not.
    to = str(project.path("some"))
    project.change(EDITION, "From English", "From Spanish")
    project.done("build", "es_MX", "--only", "reviewed", "--to", to, "--today", TODAY)
    pages = "".join(one.read_text("utf-8") for one in project.path("some").rglob("*.html"))
    assert "From Spanish" not in pages
    assert "Asociación" in pages


def test_what_changes_a_safety_passage_is_signed_by_a_clinician(project: Project) -> None:
    project.write("locales/overlays/MX/blocks/x.md", "Si no puede levantarse, llame al 911.\n")
    because = "because: {reason: Our number, decided_by: [us], on: 2026-11-02}"
    project.change(
        OVERLAY,
        "operations:\n",
        f"operations:\n  - {{id: danger, replace: home.danger, with: blocks/x.md, {because}}}\n",
    )
    project.done("update", "--today", TODAY)
    sign_all(project, "es_MX")
    project.write(PEOPLE, WHO + 'all: {name: "All", roles: [language, clinical]}\n')
    assert codes(project) == ["core-changed", "unreviewed"]
    assert sign(project, "MX/danger").code == 0
    assert codes(project) == ["core-changed", "unreviewed"]
    assert sign(project, "MX/danger", by="ben").code == 0
    assert codes(project) == []
    # Another text of the guide under the decision: both signatures fall.
    project.change(HOME, "at once", "right now")
    assert {"core-changed", "overlay-drift", "unreviewed"} <= set(codes(project))


def test_an_edition_may_ask_for_more_and_never_for_less(project: Project) -> None:
    everything(project)
    project.change(EDITION, "formats:", "reviews: {required: [language], core: []}\nformats:")
    assert codes(project) == []
    project.change(EDITION, "core: []", "people: 2")
    assert codes(project) == ["unreviewed"]
    assert "home.danger" not in unreviewed(project)
    assert "somebody else" in unreviewed(project)["home.94f9"]
    project.change(EDITION, ", people: 2", ", core: [lived-experience]")
    assert set(unreviewed(project)) == {"home.danger"}
    assert sign(project, "home.danger", "--role", "lived-experience", by="eva").code == 0
    assert codes(project) == []
    project.change("source_guide/guide.yaml", "country: US", "country: US\nreviews: {people: 2}")
    assert "home.danger" not in unreviewed(project)
    assert codes(project) == ["unreviewed"]


# Who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["02-home.md", "02-home", "source_guide/02-home.md", "./source_guide/02-home.md", "home"],
)
def test_a_chapter_is_known_by_what_people_call_its_file(project: Project, name: str) -> None:
    before = {unit for unit in unreviewed(project) if unit.startswith("home.")}
    assert before
    assert sign(project, "--chapter", name).code == 0
    left = {unit for unit in unreviewed(project) if unit.startswith("home.")}
    assert left <= {"home.danger"}  # which somebody else must sign too


@pytest.mark.parametrize(
    ("what", "by", "code", "says"),
    [
        (("home.danger",), "bne", "use-unknown-person", 'did you mean "ben"?'),
        (("home.danger",), "zoe", "use-unknown-person", 'zoe: {name: "Their Name"'),
        (("home.danger",), "ana pérez", "use-unknown-person", "is the name of ana: say ana"),
        (("home.danger",), "eva", "use-role", "not said in which role"),
        (("home.danger", "--role", "clinical"), "ana", "use-role", "may not sign in the role"),
        (("home.dangre",), "ben", "use-unknown-unit", 'did you mean "home.danger" or'),
        (("--section", "plan.cost"), "ana", "use-unknown-id", 'did you mean "plan.costs" or'),
        (("--chapter", "03.md"), "ana", "use-unknown-id", 'no chapter "03.md"'),
        ((), "ana", "use-nothing-said", "no passage is named"),
    ],
)
def test_what_cannot_be_signed_is_refused(
    project: Project, what: tuple[str, ...], by: str, code: str, says: str
) -> None:
    ran = sign(project, *what, by=by)
    assert (ran.code, f"[{code}]" in ran.err, says in ran.err) == (2, True, True), ran.err
    assert not project.path(ES).exists()


def test_nobody_signs_in_a_language_that_they_do_not_read(project: Project) -> None:
    project.change(PEOPLE, "[es]", "[ms]")
    ran = sign(project, "home.danger")
    assert (ran.code, "ana reads ms" in ran.err) == (2, True)


def test_words_that_could_harm_a_reader_cannot_be_signed(project: Project) -> None:
    project.change("locales/es/guide.po", "ES Choose one", "ES {helplin} Choose one")
    project.write(
        "locales/overlays/MX/blocks/help.md", "Pregunte en su [centro](none.md) de salud.\n"
    )
    for unit, code in (("plan.costs.d821", "use-not-finished"), ("MX/help.1", "link-dangling")):
        ran = sign(project, unit)
        assert (ran.code != 0, f"[{code}]" in ran.err) == (True, True), ran
        assert not project.path(ES).exists()


def test_a_pipe_has_read_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", open(os.devnull))  # noqa: PTH123, SIM115
    ran = project.run("review", "sign", "home.danger", "--edition", "es_MX", "--by", "ben")
    assert (ran.code, "To do it, say --yes" in ran.out) == (1, True)
    assert "If you cannot stand up" in ran.out
    assert not project.path(ES).exists()


def test_who_left_the_list_counts_for_nothing_and_is_told(project: Project) -> None:
    everything(project)
    project.write(PEOPLE, WHO.replace("ben:", "bert:"))
    assert set(unreviewed(project)) == {"home.danger"}
    told = row(project)["diagnostics"]
    (one,) = [found for found in told if found["code"] == "review-stranger"]
    assert (one["path"], "ben may not sign off here (clinical)" in one["message"]) == (ES, True)


def test_an_example_is_nobody(project: Project) -> None:
    project.change(PEOPLE, "Ana Pérez", "Name of the organisation")
    assert "[scaffold-left]" in project.run("status", "es_MX").err


# Objections -------------------------------------------------------------------------------------


def test_an_objection_stands_until_its_maker_signs_or_the_text_changes(project: Project) -> None:
    everything(project)
    on = ("--edition", "es_MX", "--today", TODAY, "--yes")
    why = "Call 911, not a friend."
    project.done("review", "object", "home.danger", "--by", "ben", "--why", why, *on)
    assert codes(project) == ["review-objection", "unreviewed"]
    assert f"ben (clinical) objects: {why}" in unreviewed(project)["home.danger"]
    assert why in release(project).out + release(project).err
    assert sign(project, "home.danger").code == 0  # somebody else's word does not help
    assert codes(project) == ["review-objection", "unreviewed"]
    assert sign(project, "home.danger", by="ben").code == 0
    assert codes(project) == []

    project.done("review", "object", "home.danger", "--by", "ben", "--why", why, *on)
    project.change("locales/es/guide.po", "ES If you cannot", "ES Si no puede")
    assert codes(project) == ["unreviewed"]
    assert "changed since ben (clinical) objected" in unreviewed(project)["home.danger"]


def test_nobody_has_signed_tomorrow(project: Project) -> None:
    everything(project)
    assert release(project).code == 0
    for path in project.path("reviews").glob("*/*.jsonl"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r'"on":\s*"[\d-]+"', '"on":"2027-12-30"', text), "utf-8")
    ran = release(project)
    assert ran.code == 1
    assert "[unreviewed]" in ran.err
    told = project.run("status", "es_MX", "--today", TODAY)
    assert "signed off on 2027-12-30, it says: that day has not come yet" in told.out + told.err
    assert "[review-in-future]" in told.out + told.err


def test_an_objection_without_a_reason_is_refused(project: Project) -> None:
    ran = project.run(
        *("review", "object", "home.danger", "--edition", "es_MX", "--by", "ben", "--why", "…")
    )
    assert (ran.code, "[use-nothing-said]" in ran.err) == (2, True)


# What stands in no catalogue --------------------------------------------------------------------


def test_an_editions_own_title_is_signed(project: Project) -> None:
    everything(project)
    project.change(EDITION, "formats:", 'title: "Vivir en casa"\nformats:')
    assert set(unreviewed(project)) == {"edition-yaml.es_MX.title"}
    assert release(project).code == 1
    assert sign(project, "--section", "edition-yaml").code == 0
    assert release(project).code == 0
    project.change(EDITION, "Vivir", "Morir")
    assert "changed since ana" in unreviewed(project)["edition-yaml.es_MX.title"]


def test_a_reason_in_the_readers_own_language_is_signed(project: Project) -> None:
    everything(project)
    project.change(OVERLAY, 'reason: "A local address"', 'reason: {es: "Una dirección de aquí"}')
    project.done("update", "--today", TODAY)
    assert set(unreviewed(project)) == {"MX/help.reason"}
    assert sign(project, "MX/help.reason").code == 0
    assert codes(project) == []
    project.change(OVERLAY, "dirección", "direccion")
    assert set(unreviewed(project)) == {"MX/help.reason"}


PICTURE = SMALL["source_guide/images/steps.svg"]


def test_a_picture_for_one_language_is_signed(project: Project) -> None:
    everything(project)
    assert codes(project) == []
    own, unit = "source_guide/images/steps.es.svg", "picture/images/steps.es.svg"
    project.write(own, PICTURE.replace("M0 0h1", "M0 0h0.5"))
    assert set(unreviewed(project)) == {unit}
    assert release(project).code == 1
    to = str(project.path("some"))
    project.done("build", "es_MX", "--only", "reviewed", "--to", to, "--today", TODAY)
    assert not list(project.path("some").rglob("steps.svg"))
    assert sign(project, "--section", "picture").code == 0
    assert release(project).code == 0
    project.done("build", "es_MX", "--only", "reviewed", "--to", to, "--today", TODAY)
    assert list(project.path("some").rglob("steps.svg"))
    # Other bytes; or the guide's picture is another one.
    project.change(own, "h0.5", "h0.6")
    assert "changed since ana" in unreviewed(project)[unit]
    project.change(own, "h0.6", "h0.5")
    assert unreviewed(project) == {}
    project.change("source_guide/images/steps.svg", "M0 0h1", "M0 0h2")
    assert set(unreviewed(project)) == {unit}


def test_a_countrys_own_picture_is_signed_in_its_place(project: Project) -> None:
    project.write("locales/overlays/MX/images/own.svg", PICTURE)
    project.write("locales/overlays/MX/blocks/help.md", "![Un mapa.](images/own.svg)\n")
    project.done("update", "--today", TODAY)
    everything(project)
    assert codes(project) == []
    project.change("locales/overlays/MX/images/own.svg", "M0 0h1", "M0 0h2")
    assert set(unreviewed(project)) == {"MX/picture/images/own.svg"}
    assert sign(project, "--section", "MX").code == 0
    project.change(OVERLAY, "append: {slot: where-to-get-help}", "insert_after: plan.costs.80f2")
    assert {"MX/picture/images/own.svg", "MX/help.2"} <= set(unreviewed(project))
    ran = project.run("review", "pack", "es_MX", "--today", TODAY, "--json")
    assert ran.code == 0


def test_whoever_objected_is_asked_when_the_text_has_changed(project: Project) -> None:
    on = ("--edition", "es_MX", "--by", "eva", "--role", "language", "--yes", "--today", TODAY)
    everything(project)
    project.done("review", "object", "home.1a36", *on, "--why", "Not what it says.")
    assert codes(project)[0] == "review-objection"
    project.change("locales/es/guide.po", "ES Rest before", "ES Descanse antes")
    # Others sign the new words: nothing stands against it, and she has not seen them.
    assert sign(project, "home.1a36").code == 0
    assert codes(project) == []
    lines = project.done("review", "list", "es_MX", "--today", TODAY).out
    assert f"{TODAY} – changed since: ask eva to read it again\n  “Not what it says.”" in lines
    told = project.run("status", "es_MX", "--today", TODAY).out
    assert "(language): read and sign off 1 passage; may: ana, eva; has read it before" in told
    assert "somebody had objected to and that have changed since: 1 (eva)" in release(project).err
    pack = project.path("pack.html")
    mine = ("--for", "eva", "--role", "language", "--minutes", "9", "--to", str(pack))
    packed = project.run("review", "pack", "es_MX", *mine, "--json", "--today", TODAY)
    assert packed.json["shown"] == {"changed": 1}
    assert sign(project, "home.1a36", "--role", "language", by="eva").code == 0
    assert "ask eva" not in project.done("review", "list", "es_MX", "--today", TODAY).out
    assert "before it changed" not in project.run("status", "es_MX", "--today", TODAY).out


def test_a_release_says_why_what_was_signed_does_not_count(project: Project) -> None:
    everything(project)
    text = project.text(ES)
    project.write(ES, text.replace('"by":"ana"', '"by":"zoe"'))
    assert "[review-stranger]" in release(project).err
    project.write(ES, text.replace(TODAY, "2027-01-01"))
    assert "[review-in-future]" in release(project).err
    assert "day has not come yet" in project.done("review", "list", "es_MX", "--today", TODAY).out


def test_the_guide_in_its_own_language_says_that_nobody_has_reviewed_it(project: Project) -> None:
    assert release(project, "en").code == 0
    pages = [one.read_text("utf-8") for one in project.path("out").rglob("*.html")]
    assert any("Nobody has reviewed this edition yet." in page for page in pages)


# Contacts ---------------------------------------------------------------------------------------

DIRECTORY = """\
contacts:
  - name: Línea de ayuda
    telephones: [{number: "800 911 2000"}]
    url: https://ayuda.mx/
    verified_by: us
    verified_on: 2026-11-02
"""


def test_a_contact_that_is_changed_by_hand_is_not_verified_any_more(project: Project) -> None:
    file, unit = "locales/overlays/MX/directory.yaml", "MX/contact.Línea de ayuda"
    project.write(file, DIRECTORY)
    project.change(
        OVERLAY,
        "operations:\n",
        "operations:\n  - {id: who, insert_after: plan.costs.80f2, with: directory}\n",
    )
    project.done("update", "--today", TODAY)
    shown = sign(project, unit).out
    assert "“name: Línea de ayuda; telephones.1.number: 800 911 2000; url: " in shown
    pack = project.path("pack.html")
    project.done("review", "pack", "es_MX", "--to", str(pack), "--today", TODAY)
    assert "name: Línea de ayuda\\ntelephones.1.number: 800" in pack.read_text("utf-8")
    everything(project)
    assert codes(project) == []
    assert release(project).code == 0
    project.change(file, 'number: "800 911 2000"', 'number: "800 911 2001"')
    assert set(codes(project)) == {"contact-unverified", "unreviewed"}
    assert "contact-changed" in [one["code"] for one in row(project)["diagnostics"]]
    assert set(unreviewed(project)) == {unit}
    ran = project.run("status", "es_MX", "--list", "contacts", "--today", TODAY)
    assert "Línea de ayuda" in ran.out
    # What is no fact of it, or what it was before, changes nothing.
    project.change(file, 'number: "800 911 2001"', 'number: "800 911 2000"')
    project.change(file, "verified_by: us", "verified_by: we\n    verify_by: 2027-11-02")
    assert codes(project) == []
    # Somebody has looked at the new one, says the file, and somebody signs that it stands there.
    project.change(file, "https://ayuda.mx/", "https://ayuda.mx/help")
    project.change(file, "verified_on: 2026-11-02", f"verified_on: {TODAY}")
    assert set(unreviewed(project)) == {unit}
    assert sign(project, unit).code == 0
    assert codes(project) == []


# What is shown ----------------------------------------------------------------------------------


def test_only_what_was_read_is_built(project: Project) -> None:
    assert sign(project, "--chapter", "02-home.md").code == 0
    assert sign(project, "home.danger", by="ben").code == 0
    to = project.path("out")
    project.run("build", "es_MX", "--only", "reviewed", "--to", str(to), "--today", TODAY)
    pages = {file.name: file.read_text("utf-8") for file in to.glob("es_MX/md/*.md")}
    assert "ES If you cannot stand up" in pages["02-home.md"]
    assert "01-plan.md" not in pages


def test_what_was_said_is_listed(project: Project) -> None:
    everything(project)
    project.change("locales/es/guide.po", "ES Costs", "ES Costos")
    found = project.done("review", "list", "es_MX", "--json").json
    assert (found["reviewed"], found["unsigned"], found["total"]) == (16, 1, 17)
    standing = {(one["unit"], one["by"]): one["standing"] for one in found["reviews"]}
    assert standing["plan.costs.80f2", "ana"] == "changed since"
    assert [s for s in standing.values() if s != "counts"] == ["changed since"]
    lines = project.done("review", "list", "es_MX").out.splitlines()
    assert f"home.danger: signed off, ben (clinical), {TODAY}" in lines


def test_kept_rows_and_kept_editions_see_a_signature(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADAPTKIT_CACHE", str(tmp_path / "cache"))
    to = tmp_path / "out"

    def page() -> str:
        project.done("build", "es_MX", "--to", str(to), "--today", TODAY)
        return (to / "es_MX/html/index.html").read_text("utf-8")

    before = page()
    assert (row(project)["reviewed"], page()) == (0, before)
    everything(project)
    after = page()
    assert (row(project)["reviewed"], "nobody" not in after, before != after) == (17, True, True)
    # One word of the catalogue: the edition is a draft again, and not only the chapter is written.
    project.change("locales/es/guide.po", "ES Costs", "ES Costos")
    assert row(project)["reviewed"] == 16
    now = page()
    monkeypatch.setenv("ADAPTKIT_CACHE", "")
    to = tmp_path / "anew"
    assert page() == now != after


# The files --------------------------------------------------------------------------------------


def test_signing_twice_changes_nothing(project: Project) -> None:
    everything(project)
    before = project.text(ES)
    ran = project.run(
        *("review", "sign", "home.danger", "--edition", "es_MX", "--by", "ben", "--yes")
    )
    assert (ran.code, "as before" in ran.out, project.text(ES)) == (0, True, before)
    said = [json.loads(line) for line in before.splitlines()]
    order = [(one["unit"], one["role"], one["by"]) for one in said]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("<<<<<<< HEAD\n", "review-conflict"),
        ("{\n", "review-damaged"),
        ('{"unit":"x","colour":"red"}\n', "review-unknown-key"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_never_lost(
    project: Project, line: str, code: str
) -> None:
    everything(project)
    project.write(ES, project.text(ES) + line)
    before = project.text(ES)
    for ran in (sign(project, "home.danger", by="ben"), project.run("status", "es_MX")):
        assert (ran.code, f"[{code}]" in ran.err) == (1, True)
        assert f"{ES}:{before.count(chr(10))}" in ran.err
    assert project.text(ES) == before


@pytest.mark.parametrize(
    "name", ["reviews/es-MX/guide.jsonl", "reviews/es/XM.jsonl", "reviews/a.jsonl"]
)
def test_a_file_that_nobody_reads_is_told(project: Project, name: str) -> None:
    project.write(name, "")
    told = [one for one in row(project)["diagnostics"] if one["code"] == "review-not-read"]
    assert [one["path"] for one in told] == [name]


@pytest.mark.parametrize("apart", [("home.94f9", "plan.costs.80f2"), ("home.1a36", "home.94f9")])
def test_branches_that_speak_of_different_passages_come_together(
    project: Project, apart: tuple[str, str]
) -> None:
    """Far from each other, and beside each other: there git needs the line of .gitattributes."""
    who = {
        f"GIT_{a}_{b}": "a@example.org" for a in ("AUTHOR", "COMMITTER") for b in ("NAME", "EMAIL")
    }
    env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull}

    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", *arguments], cwd=project.root, env=env, check=True, capture_output=True
        )

    attributes = ROOT / "src/adaptkit/starter/_gitattributes"
    project.write(".gitattributes", attributes.read_text("utf-8"))
    assert sign(project, "plan.costs.4c22").code == 0
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "one")
    for branch, unit in zip(("a", "b"), apart, strict=True):
        git("checkout", "-q", "-b", branch, "main")
        assert sign(project, unit).code == 0
        git("commit", "-qam", branch)
    git("merge", "-q", "a", "-m", "both")
    left = unreviewed(project)
    assert not {*apart, "plan.costs.4c22"} & left.keys()
    assert len(left) == 17 - 3


def test_another_language_has_its_own_ledger(project: Project) -> None:
    everything(project)
    before = project.text(ES)
    project.done("update", "ms", "--today", TODAY)
    translate(project, "ms", "MS")
    project.change(PEOPLE, "[es]", "[es, ms]")
    assert sign(project, "home.94f9", edition="ms").code == 0
    assert project.text(ES) == before
    assert '"home.94f9"' in project.text("reviews/ms/guide.jsonl")


def test_a_dry_run_says_whose_sign_offs_would_fall(project: Project) -> None:
    everything(project)
    project.change(HOME, "call for help at once", "call for help right now")
    project.change("source_guide/guide.yaml", "1 800 555 0100", "1 800 555 0101")
    project.change("source_guide/01-plan.md", "Choose one of", "Choose two of")
    project.change(HOME, "Rest before you", "Rest before\nyou")
    before = project.text(ES)
    lines = project.done("update", "--dry-run", "--today", TODAY).out.splitlines()
    assert "    sign-offs that fall, es: ben (clinical), ana (language)" in lines
    assert (
        "What this asks of reviewers: 2 passages to read again (ana (language), ben (clinical))"
        in lines
    )
    found = project.done("update", "--dry-run", "--json", "--today", TODAY).json
    signed = {one["id"]: one["signed"] for one in found["passages"]}
    assert signed["home.danger"] == {"es": ["ben (clinical)", "ana (language)"]}
    assert signed["plan.costs.d821"] == {"es": ["ana (language)"]}
    assert project.text(ES) == before


def test_what_is_void_already_cannot_fall_again(project: Project) -> None:
    everything(project)
    project.change("locales/es/guide.po", "ES If you cannot", "ES Si no puede")
    project.change(HOME, "at once", "right now")
    found = project.done("update", "--dry-run", "--json", "--today", TODAY).json
    assert [one["signed"] for one in found["passages"]] == [{}]


def test_nothing_of_a_story_that_was_withdrawn_is_left(project: Project) -> None:
    everything(project)
    on = ("--edition", "es_MX", "--by", "eva", "--why", "My friend from Puebla is named", "--yes")
    project.done("review", "object", "MX/help.1", "--role", "lived-experience", *on)
    assert "Puebla" in project.text(MX)
    done = project.done("overlay", "withdraw", "MX", "help", "--yes")
    assert MX in done.out
    assert "help" not in project.text(MX)
    assert "MX/insurance.1" in project.text(MX)


def test_explain_says_who_has_read_a_passage(project: Project) -> None:
    def review(unit: str) -> str:
        lines = project.done("explain", "es_MX", unit).out.splitlines()
        (said,) = (line for line in lines if "Review: " in line)
        return said.partition("Review: ")[2]

    assert review("home.danger") == "nobody has signed it off yet"
    everything(project)
    assert review("home.94f9") == f"signed off by ana (language) on {TODAY}"
    assert review("home.danger").count("signed off by") == 2
    project.change("locales/es/guide.po", "ES At home", "ES En casa")
    assert review("home.94f9") == f"changed since ana (language) signed it off on {TODAY}"


@pytest.mark.parametrize(
    ("old", "new"), [("home.danger", "alarm"), ("plan.costs", "prices"), ("home", "at-home")]
)
def test_another_name_asks_nobody_to_read_again(project: Project, old: str, new: str) -> None:
    everything(project)
    project.done("rename", old, new)
    assert codes(project) == []
    assert unreviewed(project) == {}


def test_what_was_void_before_it_was_renamed_stays_void(project: Project) -> None:
    everything(project)
    project.change("locales/es/guide.po", "ES If you cannot", "ES Si no puede")
    project.done("rename", "home.danger", "alarm")
    assert set(unreviewed(project)) == {"home.alarm"}
    assert '"home.danger"' not in project.text(ES)


def test_two_overlays_that_stand_on_other_texts_are_signed_apart(project: Project) -> None:
    """What one edition's readers have signed is not void because another edition's have."""
    because = "because: {reason: Ours, decided_by: [us], on: 2026-11-02}"
    project.write("locales/overlays/north/overlay.yaml", (
        "overlay: north\nlanguage: es\nvariables:\n  helpline: \"800 911 3000\"\noperations:\n"
        f"  - {{id: out, remove: plan.costs.caee, {because}}}\n"
    ))  # fmt: skip
    project.write("locales/editions/es_MX_north.yaml", (
        'edition: es_MX_north\nlanguage: es_MX\noverlays: [north, MX]\npublisher: {name: "N"}\n'
    ))  # fmt: skip
    project.done("update", "--today", TODAY)
    everything(project)
    assert set(unreviewed(project, "es_MX_north")) >= {"MX/variable-helpline", "north/out"}
    both = ("--section", "north", "--section", "MX", "--section", "edition-yaml")
    assert sign(project, *both, edition="es_MX_north").code == 0
    assert (codes(project), codes(project, "es_MX_north")) == ([], [])
    assert project.text(EN).count("MX/variable-helpline") == 2


def test_nothing_is_written_among_the_reviews_or_shown_from_there(project: Project) -> None:
    ran = project.run("build", "es_MX", "--to", str(project.path("reviews/out")))
    assert (ran.code, "[use-folder-taken]" in ran.err) == (2, True)
    ran = project.run("export", "po", "es", "--to", str(project.path("reviews/es.po")))
    assert "[exchange-in-the-way]" in ran.err
    project.change("source_guide/guide.yaml", "country: US", "country: US\npictures: [reviews]")
    assert "[wrong-path]" in project.run("status", "es_MX").err


def test_native_versions_are_signed_in_their_own_language(project: Project) -> None:
    project.write("locales/overlays/MX/blocks/help.en.md", "Ask at your health centre.\n")
    project.write("locales/editions/en_MX.yaml", (
        "edition: en_MX\nlanguage: en_MX\noverlays: [MX]\npublisher: {name: Us}\n"
    ))  # fmt: skip
    project.done("update", "--today", TODAY)
    everything(project)
    assert "MX/help.1" in unreviewed(project, "en_MX")
    assert "MX/variable-helpline" not in unreviewed(project, "en_MX")
    project.change(PEOPLE, "[es]", "[es, en]")
    assert sign(project, "MX/help.1", edition="en_MX").code == 0
    assert "MX/help.1" not in unreviewed(project, "en_MX")
    assert codes(project) == []
    assert '"MX/help.1"' in project.text(EN)


def test_words_that_come_back_are_signed_off_again_in_a_kept_edition(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADAPTKIT_CACHE", str(tmp_path / "cache"))

    def page(to: str) -> str:
        project.done("build", "es", "--to", str(tmp_path / to), "--today", TODAY)
        return (tmp_path / to / "es/html/index.html").read_text("utf-8")

    assert sign(project, "plan.costs.caee", edition="es").code == 0
    first = page("out")
    text = project.text("locales/es/guide.po")
    project.change("locales/es/guide.po", 'msgstr "ES Write down your goals."', 'msgstr ""')
    without = page("out")
    project.write("locales/es/guide.po", text)
    again = page("out")
    assert "1 de 14 fragmentos" in first
    assert first != without
    assert again == first == page("anew")


@pytest.mark.parametrize(
    ("who", "role", "key"),
    [("zoe", "clinical", "zoe"), ("Zoé Ō.: X", "", "zoe-o-x"), ("آنا", "language", "reader")],
)
def test_who_is_proposed_can_be_written_as_it_stands(
    project: Project, who: str, role: str, key: str
) -> None:
    """The line is the last thing that the hint says; doing so lets them go on."""
    project.path(PEOPLE).unlink()
    asked = ("review", "pack", "es_MX", *(("--role", role) if role else ()), "--json")
    ran = project.run(*asked, "--for", who)
    (told,) = ran.json["diagnostics"]
    assert told["code"] == "use-unknown-person"
    project.write(PEOPLE, told["hint"].split("):  ")[1] + "\n")
    project.done(*asked, "--for", key)


def test_what_one_of_two_has_read_is_not_called_read_by_nobody(project: Project) -> None:
    """And what has fallen is named: among all that waits nobody would find it."""
    project.change(EDITION, "formats:", "reviews: {people: 2}\nformats:")
    assert sign(project, "--chapter", "02-home.md", by="ana").code == 0
    ran = project.run("status", "es_MX", "--today", TODAY)
    assert "nobody has signed" not in ran.out + ran.err
    assert "passages that are not signed off yet: " in ran.out
    project.change("locales/es/guide.po", "ES Rest before", "ES Descanse antes")
    (told,) = [one for one in row(project)["diagnostics"] if one["code"] == "review-void"]
    assert "read these again: home.1a36; " in told["hint"]


def test_next_leads_to_the_words_that_somebody_objects_to(project: Project) -> None:
    """And not to the ledger, in which nobody can change them."""
    on = ("--edition", "es_MX", "--by", "eva", "--role", "language", "--yes", "--today", TODAY)
    everything(project)
    for unit, file, words in (
        ("home.1a36", "locales/es/guide.po", "ES Rest before"),
        ("MX/help.1", "locales/overlays/MX/blocks/help.md", "Pregunte en su centro"),
    ):
        project.done("review", "object", unit, *on, "--why", "Not what it says.")
        told = project.run("next", "es_MX", "--today", TODAY, "--json").json
        one = told["decision"]
        assert (one["code"], one["unit"], one["path"]) == ("review-objection", unit, file)
        assert words in f"{one['text']} {one['others']}"
        said = project.text(file).splitlines()[one["line"] - 1 :][:5]
        assert any(words in line for line in said), said
        assert told["next_step"].startswith(f"{file}:{one['line']}: ")
        project.done("review", "sign", unit, *on)
