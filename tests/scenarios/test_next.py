"""Readiness and starting a country: can this be published today, what is left, and where."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from adaptkit.model.diagnostic import Position, error
from adaptkit.model.urgency import by_urgency
from adaptkit.reports.decided import to_do
from tests.scenarios.projects import TODAY, Project, sign_all, small

DAY = ("--today", TODAY)
CATALOGUE = "locales/es/guide.po"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("next") / "guide")
    project.done("build", *DAY)
    return project


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    return whole.copy(tmp_path / "guide")


def emptied(project: Project, unit: str) -> None:
    """The passage's translation is gone."""
    text = project.text(CATALOGUE)
    at = text.index("msgstr", text.index(f'msgctxt "{unit}"'))
    end = text.find("\n\n", at)
    project.write(CATALOGUE, text[:at] + 'msgstr ""' + (text[end:] if end > 0 else "\n"))


# Can it be published today? ---------------------------------------------------------------------


def test_the_first_line_says_whether_it_can_be_published(project: Project) -> None:
    ran = project.done("status", "es_MX", *DAY)
    assert (
        ran.out.splitlines()[0]
        == "es_MX cannot be published today: 1 decision and 16 reviews to do."
    )
    (row,) = project.done("status", "es_MX", "--json", *DAY).json
    assert row["verdict"] == ran.out.splitlines()[0]
    assert f"Next step: {row['next_step']}" in ran.out.splitlines()


def test_what_can_be_published_says_so(project: Project) -> None:
    overlay = 'overlay: GB\nlanguage: en\nvariables: {helpline: "0808 800 8000"}\noperations: []\n'
    project.write("locales/overlays/GB/overlay.yaml", overlay)
    project.write(
        "locales/editions/en_GB.yaml",
        "edition: en_GB\nlanguage: en_GB\noverlays: [GB]\npublisher: {name: Us}\n",
    )
    project.change("source_guide/01-plan.md", "{#insurance .local country=US}", "{#insurance}")
    project.done("update", *DAY)
    sign_all(project, "en_GB")
    lines = project.done("status", "en_GB", *DAY).out.splitlines()
    assert lines[0] == "en_GB can be published today."
    assert lines[-1] == "Next step: adaptkit build en_GB --release"
    asked = project.done("next", "en_GB", *DAY).out.splitlines()
    assert asked[1:] == [lines[0], lines[-1]]
    project.done("build", "en_GB", "--release", "--to", str(project.path("out")), *DAY)


def test_what_could_harm_a_reader_comes_first(project: Project) -> None:
    emptied(project, "home.danger")
    project.change("source_guide/01-plan.md", "if it says no.", "if it does not pay.")
    project.done("update", *DAY)
    (row,) = project.done("status", "es_MX", "--json", *DAY).json
    codes = list(dict.fromkeys(one["code"] for one in row["blockers"]))
    assert row["blockers"][0]["unit"] == "home.danger"
    assert codes == ["untranslated", "overlay-drift", "unreviewed", "publisher-missing"]
    lines = project.done("status", "es_MX", *DAY).out.splitlines()
    at = lines.index("What stops it, the most urgent first:")
    for line, one in zip(lines[at + 1 :], row["blockers"], strict=False):
        assert one["message"] in line
        assert one["hint"] in line


def test_the_order_of_urgency() -> None:
    codes = ("number-changed", "overlay-drift", "adaptation-point-open", "untranslated")
    codes = (*codes, "unreviewed", "contact-unverified", "publisher-missing")
    found = [error(code, Position(f"{9 - n}"), code) for n, code in enumerate(codes)]
    found.append(error("contact-unverified", Position("z"), "safety", unit="home"))
    value = error("adaptation-point-open", Position("z"), "a value", unit="variable helpline")
    told = by_urgency([*reversed(found), value], {"home.danger"})
    assert [one.message for one in told] == ["a value", "safety", *codes]


# Lists ----------------------------------------------------------------------------------------


def listed(project: Project, kind: str, edition: str = "es_MX") -> list[dict[str, Any]]:
    found = project.done("status", edition, "--list", kind, "--json", *DAY).json
    table = project.done("status", edition, "--list", kind, "--csv", *DAY).out
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [row["unit"] for row in rows] == [one["unit"] for one in found]
    shown = project.done("status", edition, "--list", kind, *DAY).out
    for one in found:
        assert one["unit"] in shown
        assert " ".join(one["text"].split()) in shown
        for path, line in (("path", "line"), ("catalogue", "catalogue_line")):
            assert not one[path] or f"{one[path]}:{one[line]}".removesuffix(":0") in shown
    assert isinstance(found, list)
    return found


def test_every_list_names_text_and_places(project: Project) -> None:
    emptied(project, "home.danger")
    (one,) = listed(project, "untranslated")
    assert one["text"] == "If you cannot stand up, call for help at once."
    place = project.text(one["path"]).splitlines()[one["line"] - 1]
    assert place == one["text"]
    entry = project.text(one["catalogue"]).splitlines()[one["catalogue_line"] - 1 :]
    assert 'msgctxt "home.danger"' in entry[:4]
    assert listed(project, "fuzzy") == []
    project.change("source_guide/02-home.md", "Rest before", "Sit down before")
    project.change("source_guide/01-plan.md", "if it says no.", "if it does not pay.")
    project.done("update", *DAY)
    assert [one["text"][:8] for one in listed(project, "fuzzy")] == ["Sit down"]
    assert [one["unit"] for one in listed(project, "drift")] == ["plan.costs.insurance"]
    (row,) = project.done("status", "es_MX", "--json", *DAY).json
    assert len(listed(project, "unreviewed")) == row["unsigned"] == row["translated"] + 3
    assert {one["unit"] for one in listed(project, "points", "es")} == {
        "plan.costs.insurance",
        "variable helpline",
    }
    project.write("locales/overlays/MX/directory.yaml", 'contacts:\n  - name: "=1+1 Help"\n')
    text = project.text("locales/overlays/MX/overlay.yaml")
    project.write(
        "locales/overlays/MX/overlay.yaml", text.replace("with: blocks/help.md", "with: directory")
    )
    project.path("locales/overlays/MX/blocks/help.md").unlink()
    (contact,) = project.done("status", "es_MX", "--list", "contacts", "--json", *DAY).json
    assert (contact["unit"], contact["file_line"]) == ("=1+1 Help", 2)
    table = project.done("status", "es_MX", "--list", "contacts", "--csv", *DAY).out
    assert '"\'=1+1 Help"' in table


def test_a_wrong_name_of_a_list_gets_near_ones(project: Project) -> None:
    ran = project.run("status", "es_MX", "--list", "fuzy", *DAY)
    assert ran.code == 2
    assert 'Did you mean "fuzzy"?' in ran.err


# Any place, any words -------------------------------------------------------------------------


def line_of(project: Project, path: str, words: str) -> str:
    lines = project.text(path).splitlines()
    return f"{path}:{next(n for n, line in enumerate(lines, 1) if words in line)}"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("source_guide/02-home.md", "If you cannot stand up"),
        (CATALOGUE, "ES If you cannot stand up"),
        ("build/es_MX/html/02-home.html", "ES If you cannot stand up"),
        ("build/es_MX/html/single.html", "ES If you cannot stand up"),
        ("build/es_MX/md/02-home.md", "ES If you cannot stand up"),
    ],
)
def test_a_place_anywhere_leads_to_its_passage(project: Project, path: str, words: str) -> None:
    place = line_of(project, path, words)
    assert project.done("explain", "es_MX", place, "--json", *DAY).json["unit"] == "home.danger"


def test_a_page_of_another_edition_is_told(project: Project) -> None:
    ran = project.run("explain", "es", line_of(project, "build/es_MX/md/02-home.md", "ES If"), *DAY)
    assert ran.code == 2
    assert "adaptkit explain es_MX" in ran.err


@pytest.mark.parametrize("words", ["if you CANNOT stand", "ES If you cannot stand up, call"])
def test_words_lead_to_their_passage(project: Project, words: str) -> None:
    told = project.done("explain", "es_MX", *words.split(), "--json", *DAY).json
    assert told["unit"] == "home.danger"


def test_several_passages_with_the_words_are_listed(project: Project) -> None:
    ran = project.done("explain", "es_MX", "you are", *DAY)
    told = project.done("explain", "es_MX", "ask", "--json", *DAY).json
    units = [one["unit"] for one in told["matches"]]
    assert len(units) > 1
    shown = project.done("explain", "es_MX", "ask", *DAY).out
    assert all(unit in shown for unit in units)
    assert "02-home.md" in ran.out
    assert project.run("explain", "es_MX", "no such words at all", *DAY).code == 2


# One decision at a time -----------------------------------------------------------------------

FILLED = {
    '"why"': '"Kenya has its own"',
    '["who"]': '["the board"]',
    "1900-01-01": "2026-11-02",
    '"+00 000 000"': '"0800 720 999"',
    '"Name of the organisation"': '"MS Kenya"',
    'msgstr "…"': 'msgstr "Maneno ya {helpline}"',
}


def carried_out(project: Project, decision: dict[str, Any]) -> None:
    """Do what it says: the lines at their place, the examples filled in."""
    new = "\n".join(decision["lines"])
    for example, own in FILLED.items():
        new = new.replace(example, own)
    file = decision["file"]
    lines = project.text(file).splitlines()
    if decision["instead"]:
        if "{helpline}" not in decision["text"]:
            new = new.replace("{helpline}", "")
        lines[decision["instead"] - 1 : decision["instead"]] = new.splitlines()
    else:
        lines[decision["after"] : decision["after"]] = new.splitlines()
    project.write(file, "\n".join(lines) + "\n")
    for line in decision["lines"]:
        if "with: blocks/" in line:
            prose = line.split("with: ")[1]
            folder = file.rpartition("/")[0]
            project.write(f"{folder}/{prose}", "In Kenya, ask at your clinic.\n")


def test_next_leads_to_the_end(project: Project) -> None:
    project.done("add", "overlay", "KE", "--language", "en", *DAY)
    project.done("add", "edition", "sw_KE", *DAY)
    ke = project.done("next", "KE", "--json", *DAY).json
    assert ke["left"] == 2
    left = 1000
    while True:
        before = project.tree()
        asked = project.done("next", "sw_KE", "--json", *DAY).json
        assert project.tree() == before
        if asked["decision"] is None:
            break
        decision = asked["decision"]
        shown = project.done("next", "sw_KE", *DAY).out
        assert decision["file"] in shown
        assert all(line in shown for line in decision["lines"])
        translations = asked["translations"]
        counted = to_do(asked["left"] - translations, translations)
        assert shown.startswith(f"sw_KE: {counted} left.")
        # status counts in the same way, and says the same to do first.
        (row,) = project.done("status", "sw_KE", "--json", *DAY).json
        assert counted.replace(" and ", ", ") in row["verdict"].replace(" and ", ", ")
        assert row["next_step"] == asked["next_step"]
        assert f"{decision['file']}:" in row["next_step"]
        assert asked["left"] < left
        left = asked["left"]
        carried_out(project, decision)
        # An overlay's text is a passage of its own, for translators.
        left += 1 if "overlay.yaml" in decision["file"] else 0
        project.done("update", *DAY)
    status = project.done("status", "sw_KE", *DAY).out.splitlines()
    ended = project.done("next", "sw_KE", *DAY).out.splitlines()
    assert ended[:3] == ["Nothing is left to decide in sw_KE.", status[0], status[-2]]
    # What stops no release stands below it.
    assert ended[3:5] == [
        "",
        "Readers get these reasons in another language; translate them, if you can:",
    ]
    (row,) = project.done("status", "sw_KE", "--json", *DAY).json
    assert {one["code"] for one in row["blockers"]} <= {"unreviewed"}
    assert project.done("next", "KE", "--json", *DAY).json["decision"] is None


def test_a_value_of_another_country_is_named_with_the_file_that_sets_it(project: Project) -> None:
    project.done("add", "overlay", "KE", "--language", "en", *DAY)
    project.done("add", "edition", "sw_KE", *DAY)
    overlay = "locales/overlays/KE/overlay.yaml"
    shown = project.done("status", "sw_KE", *DAY).out
    (step,) = [line for line in shown.splitlines() if line.startswith("Next step:")]
    assert overlay in step
    assert "helpline" in step
    told = [line for line in shown.splitlines() if "[adaptation-point-open]" in line]
    assert len(told) == 2
    assert all(overlay in line for line in told)


def test_what_is_left_as_next_shows_it_is_no_translation(project: Project) -> None:
    emptied(project, "home.danger")
    asked = project.done("next", "es_MX", "--json", *DAY).json
    decision = asked["decision"]
    assert (asked["left"], asked["translations"]) == (2, 1)
    assert f"in line {decision['instead']}" in decision["do"]
    assert decision["lines"] == ['msgstr "…"']
    carried = project.text(CATALOGUE).splitlines()
    assert carried[decision["instead"] - 1] == 'msgstr ""'
    carried[decision["instead"] - 1] = decision["lines"][0]
    project.write(CATALOGUE, "\n".join(carried) + "\n")
    told = project.run("build", "es_MX", "--to", str(project.path("out")), *DAY)
    assert "has no words [text-unfinished]" in told.err
    assert "<p>…" not in project.text("out/es_MX/html/02-home.html")


def test_a_contact_is_checked_as_next_says(project: Project) -> None:
    file = "locales/overlays/MX/directory.yaml"
    project.write(file, 'contacts:\n- name: "Centro"\n  url: "https://centro.test"\n')
    overlay = "locales/overlays/MX/overlay.yaml"
    project.change(overlay, "with: blocks/help.md", "with: directory")
    project.path("locales/overlays/MX/blocks/help.md").unlink()
    project.done("update", *DAY)
    decision = project.done("next", "MX", "--json", *DAY).json["decision"]
    assert decision["lines"] == ['  verified_by: "who looked"', "  verified_on: 1900-01-01"]
    text = project.text(file).splitlines()
    text[decision["after"] : decision["after"]] = decision["lines"]
    project.write(file, "\n".join(text) + "\n")
    told = project.done("next", "MX", "--json", *DAY).json["decision"]
    assert told["code"] == "scaffold-left"
    text = "\n".join(text).replace("who looked", "us").replace("1900-01-01", "2026-11-02")
    project.write(file, text + "\n")
    ended = project.done("next", "MX", *DAY).out.splitlines()
    assert ended[0] == "Nothing is left to decide in MX."
    assert ended[1] == project.done("status", "es_MX", *DAY).out.splitlines()[0]


def test_next_shows_what_the_guide_says_now_under_a_decision(project: Project) -> None:
    project.change("source_guide/01-plan.md", "if it says no.", "if it does not pay.")
    project.done("update", *DAY)
    decision = project.done("next", "MX", "--json", *DAY).json["decision"]
    assert decision["code"] == "overlay-drift"
    assert "adaptkit overlay accept MX insurance" in decision["do"]
    assert "locales/overlays/MX/blocks/insurance.md" in decision["do"]
    assert "if it does not pay." in decision["text"]
    accept = ("overlay", "accept", "MX", "insurance", "--by", "us", "--why", "the same here")
    project.done(*accept, *DAY)
    assert project.done("next", "MX", "--json", *DAY).json["decision"] is None


def test_a_language_alone_is_led_to_a_country(project: Project) -> None:
    asked = project.done("next", "es", "--json", *DAY).json
    assert "adaptkit add edition es_" in asked["decision"]["do"]
    project.done("add", "edition", "es_CL", *DAY)
    asked = project.done("next", "es_CL", "--json", *DAY).json
    assert asked["decision"]["do"] == "Run: adaptkit add overlay CL"
    project.done("add", "overlay", "CL", *DAY)
    decision = project.done("next", "es_CL", "--json", *DAY).json["decision"]
    assert decision["lines"] == ['overlays: ["CL"]']
    assert decision["file"] == "locales/editions/es_CL.yaml"


def test_what_next_is_asked_that_is_not_there(project: Project) -> None:
    ran = project.run("next", "KE", *DAY)
    assert ran.code == 2
    assert "adaptkit add overlay KE" in ran.err
    assert 'did you mean "es_MX"' in project.run("next", "es_MXX", *DAY).err


# Scaffolds ------------------------------------------------------------------------------------


def test_a_new_overlay_and_a_new_edition_hold_the_passages_to_decide(project: Project) -> None:
    project.done("add", "edition", "sw_KE", *DAY)
    project.done("add", "overlay", "KE", *DAY)
    for file in ("locales/editions/sw_KE.yaml", "locales/overlays/KE/overlay.yaml"):
        comments = [line.strip("# ") for line in project.text(file).splitlines() if "#" in line]
        said = " ".join(comments)
        assert "In the United States, your insurance plan decides. Call {helpline} if it" in said
        assert "plan.costs.insurance" in said
        assert "1 800 555 0100" in said
        assert TODAY not in project.text(file)


def test_a_value_and_a_day_of_a_scaffold_pass_for_no_fact(project: Project) -> None:
    project.done("add", "overlay", "KE", *DAY)
    project.done("add", "edition", "en_KE", *DAY)
    file = "locales/overlays/KE/overlay.yaml"
    text = "\n".join(line.removeprefix("# ") for line in project.text(file).splitlines() if line)
    kept = [line for line in text.splitlines() if line[:1] in " #" or line.split(":")[0] in KEYS]
    text = "\n".join(kept).replace("#   helpline", "  helpline")
    text = text.replace('"why"', '"Ours"').replace('["who"]', '["us"]')
    project.write(file, text + "\n")
    for name in ("insurance", "in-where-to-get-help"):
        project.write(f"locales/overlays/KE/blocks/{name}.md", "Ask us.\n")
    project.run("update", *DAY)
    ran = project.run("build", "en_KE", "--release", "--to", str(project.path("out")), *DAY)
    assert ran.code == 1
    assert ran.err.count("[scaffold-left]") >= 2
    assert "1900-01-01" in ran.err
    assert "+00 000 000" in ran.err


KEYS = ("overlay", "language", "variables", "operations")


# Drafts ---------------------------------------------------------------------------------------

DRAFT = "Borrador: nadie ha aprobado todavía esta edición."


def test_every_page_of_a_draft_says_so(whole: Project) -> None:
    pages = [
        file
        for file in whole.path("build/es_MX").rglob("*")
        if file.suffix in (".html", ".md") and file.is_file()
    ]
    assert {"index.html", "single.html", "01-plan.html", "01-plan.md"} <= {p.name for p in pages}
    assert [page for page in pages if DRAFT not in page.read_text("utf-8")] == []
    assert "Borrador" in whole.path("build/index.html").read_text("utf-8")


def test_no_page_of_a_release_says_draft(project: Project) -> None:
    test_what_can_be_published_says_so(project)
    pages = [p for p in project.path("out").rglob("*") if p.suffix in (".html", ".md")]
    assert len(pages) >= 5
    assert [page for page in pages if "Draft" in page.read_text("utf-8")] == []


def test_a_command_to_run_is_no_decision(project: Project) -> None:
    """Whoever writes one decision after the other sees their number fall."""
    overlay = project.text("locales/overlays/MX/overlay.yaml")
    more = (
        "  - {id: more, keep: plan.costs, because: {reason: R, decided_by: [us], on: 2026-11-02}}\n"
    )
    project.write("locales/overlays/MX/overlay.yaml", overlay + more)
    codes = [
        one["code"] for one in project.done("status", "es_MX", "--json", *DAY).json[0]["blockers"]
    ]
    assert "base-not-noted" in codes
    asked = project.done("next", "es_MX", "--json", *DAY).json
    left = len([c for c in codes if c not in ("base-not-noted", "unreviewed", "untranslated")])
    assert asked["left"] - asked.get("translations", 0) == left
    verdict = project.done("status", "es_MX", *DAY).out.splitlines()[0]
    assert f"{left} decision" in verdict
    assert f"{left} decision" in project.done("next", "es_MX", *DAY).out
