"""``status`` chapter by chapter, as a table, and who has what to do next."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.scenarios.projects import TODAY, Project, sign_all, small

_COUNTED = ("needed", "translated", "fuzzy", "untranslated", "reviewed")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small(tmp_path_factory.mktemp("status") / "p")


@pytest.fixture
def project(base: Project, tmp_path: Path) -> Project:
    return base.copy(tmp_path / "p")


def row_of(project: Project, *more: str) -> Any:
    (row,) = project.done("status", "es_MX", "--json", "--today", TODAY, *more).json
    return row


def to_do(project: Project) -> dict[str, Any]:
    return {one["who"]: one for one in row_of(project)["to_do"]}


def spoil(project: Project, states: list[str], keep: str = "") -> None:
    """Every passage of the guide's catalogue in the next of these states, round and round; that
    with the text ``keep`` stays as it is."""
    path = project.path("locales/es/guide.po")
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for number, entry in enumerate(catalogue):
        if keep and keep in entry.msgid:
            continue
        state = states[number % len(states)]
        if state == "fuzzy":
            entry.flags.append("fuzzy")
        elif state == "untranslated":
            entry.msgstr = ""
    catalogue.save()


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(states=st.lists(st.sampled_from(["translated", "fuzzy", "untranslated"]), min_size=1))
@pytest.mark.parametrize("signed", [True, False])
def test_the_chapters_hold_what_the_edition_counts(
    base: Project, tmp_path_factory: pytest.TempPathFactory, signed: bool, states: list[str]
) -> None:
    project = base.copy(tmp_path_factory.mktemp("spoilt") / "p")
    spoil(project, states)
    if signed:
        sign_all(project, "es_MX")
    row = row_of(project, "--chapters")
    for name in _COUNTED:
        assert sum(one[name] for one in row["chapters"]) == row[name], name
    to_sign = sum(one["to_sign"] - one["reviewed"] for one in row["chapters"])
    assert to_sign == row["unsigned"] + row["fuzzy"] + row["untranslated"]
    assert sum(one["drift"] for one in row["chapters"]) == len(row["drift"])


def test_chapters_are_computed_only_when_asked_for(project: Project) -> None:
    assert "chapters" not in row_of(project)


def test_a_chapter_says_what_is_wrong_in_it_and_no_other(project: Project) -> None:
    clean = {one["chapter"]: one for one in row_of(project, "--chapters")["chapters"]}
    assert set(clean) >= {"01-plan.md", "02-home.md"}
    errors = {name: one["errors"] for name, one in clean.items()}
    path = project.path("locales/es/guide.po")
    catalogue = polib.pofile(str(path), wrapwidth=0)
    (rest,) = (entry for entry in catalogue if entry.msgid.startswith("Rest before"))
    rest.msgstr = "Descanse 10 minutos antes de cansarse. Vea [su plan](01-plan.md#costs)."
    catalogue.save()
    spoilt = {one["chapter"]: one for one in row_of(project, "--chapters")["chapters"]}
    found = {name: (one["errors"], one["warnings"]) for name, one in spoilt.items()}
    assert found["02-home.md"] != (errors["02-home.md"], clean["02-home.md"]["warnings"])
    for name in set(clean) - {"02-home.md"}:
        assert found[name] == (clean[name]["errors"], clean[name]["warnings"])


def test_an_error_is_no_warning(project: Project) -> None:
    path = project.path("locales/es/guide.po")
    catalogue = polib.pofile(str(path), wrapwidth=0)
    (rest,) = (entry for entry in catalogue if entry.msgid.startswith("Rest before"))
    good, found = rest.msgstr, []
    for words in (good, f"{good} `x`", f"{good} {{nothing}}"):
        rest.msgstr = words
        catalogue.save()
        chapters = {one["chapter"]: one for one in row_of(project, "--chapters")["chapters"]}
        found.append((chapters["02-home.md"]["errors"], chapters["02-home.md"]["warnings"]))
    (errors, warnings), warned, wrong = found
    assert warned == (errors, warnings + 1)
    assert wrong[0] == errors + 1


def chapters_of(project: Project) -> dict[str, dict[str, int]]:
    found = row_of(project, "--chapters")["chapters"]
    return {one["chapter"]: {name: one[name] for name in (*_COUNTED, "to_sign")} for one in found}


def test_a_passage_is_counted_in_its_chapter_and_no_other(project: Project) -> None:
    """Whatever becomes of it: the sums alone say nothing of where it stands."""
    sign_all(project, "es_MX")
    before = chapters_of(project)
    assert all(one["reviewed"] for one in before.values())
    path = project.path("locales/es/guide.po")
    text = path.read_text("utf-8")
    at = text.rindex("msgctxt", 0, text.index('msgid "Rest before'))
    words = text.index("msgstr", at)
    end = text.index("\n\n", words)
    fuzzy = f"{text[:at]}#, fuzzy\n{text[at:]}"
    empty = f'{text[:words]}msgstr ""{text[end:]}'
    for content, state in ((fuzzy, "fuzzy"), (empty, "untranslated")):
        path.write_text(content, "utf-8")
        after = chapters_of(project)
        home = before["02-home.md"]
        expected = {
            state: 1,
            "translated": home["translated"] - 1,
            "reviewed": home["reviewed"] - 1,
        }
        assert after == {**before, "02-home.md": {**home, **expected}}


def test_what_somebody_objects_to_is_not_reviewed_in_its_chapter(project: Project) -> None:
    sign_all(project, "es_MX")
    before = chapters_of(project)
    (unit,) = {
        entry.msgctxt
        for entry in polib.pofile(str(project.path("locales/es/guide.po")))
        if entry.msgid.startswith("Rest before")
    }
    (ledger,) = (
        path for path in project.path("reviews").rglob("*.jsonl") if unit in path.read_text("utf-8")
    )
    lines = [
        line.replace('"approved"', '"objection", "note": "Not so."')
        if f'"{unit}"' in line
        else line
        for line in ledger.read_text("utf-8").split("\n")
    ]
    ledger.write_text("\n".join(lines), "utf-8")
    home = before["02-home.md"]
    expected = {**home, "reviewed": home["reviewed"] - 1}
    assert chapters_of(project) == {**before, "02-home.md": expected}


def test_drift_is_told_in_its_chapter(project: Project) -> None:
    project.change("source_guide/01-plan.md", "your insurance plan decides", "your plan decides it")
    project.done("update")
    chapters = {one["chapter"]: one["drift"] for one in row_of(project, "--chapters")["chapters"]}
    assert chapters["01-plan.md"] == 1
    assert sum(chapters.values()) == 1


def test_chapters_for_people_have_titles_numbers_and_bars(project: Project) -> None:
    said = project.done("status", "es_MX", "--chapters", "--today", TODAY).out
    table = said.partition("Chapters of es_MX:")[2].splitlines()
    assert table[1].split() == [*_COUNTED, "errors", "warnings", "drift", "chapter"]
    assert any(line.endswith("ES At home") for line in table)
    assert any(line.startswith("ES At home") and "100% translated" in line for line in table)


def table(said: str) -> list[dict[str, str]]:
    assert said.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(said[1:])))


def test_the_rows_and_the_chapters_as_tables(project: Project) -> None:
    row = row_of(project, "--chapters")
    (cells,) = table(project.done("status", "--csv", "--today", TODAY).out)
    assert {name: cells[name] for name in _COUNTED} == {n: str(row[n]) for n in _COUNTED}
    assert (cells["edition"], cells["ready"]) == ("es_MX", "no")
    assert cells["next_step"] == row["next_step"]
    found = table(project.done("status", "--chapters", "--csv", "--today", TODAY).out)
    assert [one["chapter"] for one in found] == [one["chapter"] for one in row["chapters"]]
    assert sum(int(one["needed"]) for one in found) == row["needed"]


def test_a_title_is_no_formula_for_a_spreadsheet(project: Project) -> None:
    path = project.path("locales/es/guide.po")
    catalogue = polib.pofile(str(path), wrapwidth=0)
    (home,) = (entry for entry in catalogue if entry.msgid == "At home")
    home.msgstr = "=HYPERLINK(1)"
    catalogue.save()
    found = table(project.done("status", "--chapters", "--csv").out)
    assert "'=HYPERLINK(1)" in [one["title"] for one in found]


@pytest.mark.parametrize(
    "options", [["--json", "--csv"], ["--list", "fuzzy", "--chapters"]], ids=" ".join
)
def test_what_cannot_be_given_together_is_said(project: Project, options: list[str]) -> None:
    ran = project.run("status", *options)
    assert ran.code == 2
    assert "not both" in ran.err


def test_an_edition_that_cannot_be_made_keeps_no_other_from_its_chapters(project: Project) -> None:
    project.write("locales/editions/ms.yaml", "edition: ms\nlanguage: ms\noverlays: [XX]\n")
    ran = project.run("status", "--chapters", "--json", "--today", TODAY)
    chapters = {row["edition"]: row["chapters"] for row in ran.json}
    assert (ran.code, chapters["ms"]) == (1, [])
    assert chapters["es_MX"]


# Who has what to do ---------------------------------------------------------------------------


def test_everybody_is_told_what_to_do(project: Project) -> None:
    project.write(
        "reviews/people.yaml",
        "ana: {name: Ana, roles: [language], languages: [es]}\n"
        "ben: {name: Ben, roles: [clinical]}\n"
        "cho: {name: Cho, roles: [language], languages: [ms]}\n",
    )
    spoil(project, ["translated", "fuzzy", "untranslated"], keep="call for help at once")
    row, found = row_of(project), to_do(project)
    translator = found["translator of es"]
    assert translator["count"] == row["fuzzy"] + row["untranslated"]
    first = row["waiting"][0]
    assert f"next: {first['path']}:{first['line']}" in translator["what"]
    language, clinical = found["reviewer (language)"], found["reviewer (clinical)"]
    assert language["count"] == row["unsigned"]
    assert "may: ana" in language["what"]
    assert "cho" not in language["what"]
    assert "may: ben" in clinical["what"]
    assert clinical["command"] == "adaptkit review pack es_MX --role clinical"
    said = project.done("status", "es_MX").out
    assert f"  translator of es: {translator['what']} ({translator['command']})" in said


def test_what_is_done_is_told_to_nobody(project: Project) -> None:
    assert "translator of es" not in to_do(project)
    sign_all(project, "es_MX")
    assert not [who for who in to_do(project) if who.startswith("reviewer")]
    project.change("source_guide/02-home.md", "Rest before", "Sit down before")
    project.done("update")
    found = to_do(project)
    assert (found["translator of es"]["count"], found["translator of es"]["command"]) == (
        1,
        "adaptkit status es_MX --list fuzzy",
    )


def test_catalogues_that_are_behind_come_first(project: Project) -> None:
    project.change("source_guide/02-home.md", "Rest before", "Sit down before")
    first = row_of(project)["to_do"][0]
    assert (first["who"], first["command"]) == ("guide owner", "adaptkit update")
    project.done("update")
    assert row_of(project)["to_do"][0]["who"] != "guide owner"


def test_nobody_may_sign_is_said(project: Project) -> None:
    assert "nobody may yet" in to_do(project)["reviewer (language)"]["what"]


def test_a_second_reader_is_asked_for(project: Project) -> None:
    project.change("locales/editions/es_MX.yaml", "formats:", "reviews: {people: 2}\nformats:")
    sign_all(project, "es_MX")
    assert to_do(project)["another reviewer"]["count"] == row_of(project)["unsigned"]
