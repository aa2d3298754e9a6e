"""``check`` says everything that is wrong, once, where it stands, in every format."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import polib
import pytest

from tests.scenarios.checked_projects import DECIDES, GOOD, LOST, PO, broken, spanish
from tests.scenarios.projects import ROOT, TODAY, Project, run

HOSTILE = "x\\n::error file=a.md::injected %0A::stop-commands::t\\r##[error]y, z: {"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return spanish(tmp_path / "guide")


def line_of(project: Project, name: str, text: str) -> int:
    return project.text(name).split("\n").index(text) + 1


def checked(project: Project, *arguments: str) -> Any:
    return project.run("check", *arguments, "--json", "--today", TODAY).json


def test_a_clean_project_is_clean(project: Project) -> None:
    ran = project.done("check")
    assert re.search(r"^Nothing is wrong in \d+ texts\.$", ran.out, re.M)
    assert checked(project)["ok"] is True


def test_a_finding_stands_there_once_with_its_place_and_its_editions(project: Project) -> None:
    broken(project)
    ran = project.run("check")
    assert ran.code == 1
    line = line_of(project, PO, LOST)
    assert ran.out.count("[placeholder-missing]") == 1
    assert f"{PO}:{line}:9: error: the translation of" in ran.out
    assert "  hint: type {helpline} exactly" in ran.out
    assert re.search(r"^placeholder-missing +es +1 +0 +0$", ran.out, re.M)
    assert re.search(r"^1 problem in \d+ texts\.$", ran.out, re.M)
    (found,) = checked(project)["diagnostics"]
    assert (found["path"], found["line"], found["column"]) == (PO, line, 9)
    assert (found["language"], found["unit"]) == ("es", "plan.costs.insurance")


def test_warnings_count_where_they_are_asked_for_and_notes_never(project: Project) -> None:
    project.change(PO, "Elija una de ellas.", "Elija **una** de ellas.")
    assert checked(project)["summary"][0]["warnings"] == 1
    assert project.run("check").code == 0
    assert project.run("check", "--strict").code == 1


def test_only_what_is_named_is_looked_at(project: Project) -> None:
    project.done("update", "fr", "--today", TODAY)
    path = project.path("locales/fr/guide.po")
    catalogue = polib.pofile(str(path), wrapwidth=0)
    next(e for e in catalogue if e.msgctxt == "plan.costs.insurance").msgstr = "FR {helplin}"
    catalogue.save()
    assert {one["language"] for one in checked(project)["diagnostics"]} == {"fr"}
    assert checked(project, "fr")["diagnostics"]
    assert not checked(project, "es")["diagnostics"]
    assert not checked(project, "es_MX")["diagnostics"]
    broken(project)
    assert {one["language"] for one in checked(project, "es-mx")["diagnostics"]} == {"es"}


def test_a_name_that_is_not_there_is_wrong_use(project: Project) -> None:
    ran = project.run("check", "es_MXX")
    assert ran.code == 2
    assert "es_MX" in ran.err
    assert project.run("check", "--format", "sariff").code == 2
    assert project.run("check", "--dry-run").code == 2
    assert project.run("check", "--json", "--format", "sarif").code == 2


def test_what_cannot_be_read_is_a_finding_beside_the_others(project: Project) -> None:
    broken(project)
    project.done("update", "fr", "--today", TODAY)
    project.write("locales/fr/guide.po", project.text("locales/fr/guide.po") + "\nmsgid broken\n")
    project.change("locales/overlays/MX/overlay.yaml", "    replace: plan", "    replaec: plan")
    codes = {one["code"] for one in checked(project)["diagnostics"]}
    assert {"placeholder-missing", "po-syntax", "unknown-operation"} <= codes


def test_a_native_version_is_laid_beside_its_text(project: Project) -> None:
    own = "locales/overlays/MX/blocks/help.en.md"
    project.write(own, "Ask at your health centre.\n\nCall [them](#costs) 24 hours a day.\n")
    # No edition of the project is in English.
    unused, found = checked(project)["diagnostics"]
    assert (unused["code"], unused["path"]) == ("file-unused", own)
    assert (found["code"], found["path"], found["language"]) == ("native-differs", own, "en")
    project.write("locales/overlays/MX/blocks/help.md", "Pregunte en su [centro](#costs).\n")
    project.write(own, "\n\nAsk at your health centre.\n")
    here = [one for one in checked(project)["diagnostics"] if one["path"] == own]
    found = next(one for one in here if one["code"] != "file-unused")
    assert (found["code"], found["line"], found["language"]) == ("mark-up-differs", 3, "en")
    assert not [one for one in checked(project, "es")["diagnostics"] if one["path"] == own]


def test_a_source_is_read_in_the_language_that_it_is_written_in(project: Project) -> None:
    """An overlay's texts in the overlay's, and each of its reasons in its own."""
    project.write("locales/overlays/MX/blocks/help.md", "Nunca espere a estar sola.\n")
    project.write("locales/editions/ms_MX.yaml", "edition: ms_MX\nlanguage: ms\noverlays: [MX]\n")
    overlay = project.text("locales/overlays/MX/overlay.yaml")
    project.write(
        "locales/overlays/MX/overlay.yaml",
        overlay.replace("A local address", "Nobody answers elsewhere"),
    )
    project.done("update", "ms")
    catalogue = polib.pofile(str(project.path("locales/ms/MX.po")), wrapwidth=0)
    words = {
        "Nunca espere a estar sola.": "Jangan tunggu sehingga anda bersendirian.",
        "Nobody answers elsewhere": "Tiada sesiapa menjawab di tempat lain",
    }
    for entry in catalogue:
        entry.msgstr = words.get(entry.msgid, "")
    assert {entry.msgid for entry in catalogue} >= set(words)
    catalogue.save()
    project.done("format")
    told = checked(project, "ms")["diagnostics"]
    assert [one for one in told if one["code"] == "negation-differs"] == []


def test_the_guide_itself_is_read(project: Project) -> None:
    words = " and ".join(f"some {word}" for word in "abcdefghijklmnop")
    name = "source_guide/02-home.md"
    project.write(name, f"{project.text(name)}\nCall 911 at once.\n\nTake {words} home.\n")
    found = {one["code"]: one for one in checked(project)["diagnostics"] if one["path"] == name}
    line = project.text(name).split("\n").index("Call 911 at once.") + 1
    assert (found["local-trace"]["line"], found["local-trace"]["column"]) == (line, 6)
    assert (found["sentence-long"]["line"], found["sentence-long"]["language"]) == (line + 2, "en")
    # Whoever asks for one language works on that.
    assert not [one for one in checked(project, "es")["diagnostics"] if one["path"] == name]


def test_nothing_is_written(project: Project) -> None:
    broken(project)
    before = project.tree()
    for form in ("text", "json", "sarif", "github", "gitlab"):
        project.run("check", "--format", form)
    assert project.tree() == before


# Formats ----------------------------------------------------------------------------------------


def test_json_is_the_same_as_the_format(project: Project) -> None:
    broken(project)
    one, other = project.run("check", "--json"), project.run("check", "--format", "json")
    assert (one.code, one.out) == (other.code, other.out) == (1, one.out)


def test_sarif_says_where_and_what(project: Project) -> None:
    broken(project)
    ran = project.run("check", "--format", "sarif")
    assert ran.code == 1
    log = ran.json
    assert log["version"] == "2.1.0"
    (made,) = log["runs"]
    driver = made["tool"]["driver"]
    assert driver["name"] == "adaptkit"
    rules = {rule["id"]: rule for rule in driver["rules"]}
    (result,) = made["results"]
    assert driver["rules"][result["ruleIndex"]] is rules[result["ruleId"]]
    assert rules["placeholder-missing"]["help"]["text"]
    assert result["level"] == "error"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == PO
    assert place["region"]["startLine"] == line_of(project, PO, LOST)
    assert place["region"]["startColumn"] == 9


def test_a_fingerprint_stays_where_lines_move_and_no_two_are_the_same(project: Project) -> None:
    broken(project)
    project.change(PO, "Elija una de ellas.", "Elija **una** de ellas.")

    def prints() -> list[str]:
        (made,) = project.run("check", "--format", "sarif").json["runs"]
        return [one["partialFingerprints"]["adaptkit/v1"] for one in made["results"]]

    before = prints()
    assert len(set(before)) == len(before) == 2
    project.change(PO, 'msgid ""\n', '# A remark.\n# Another.\nmsgid ""\n')
    assert prints() == before


def test_paths_are_as_seen_from_where_the_command_runs(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(project)
    monkeypatch.chdir(project.root.parent)
    (made,) = run("--project", "guide", "check", "--format", "sarif").json["runs"]
    place = made["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == f"guide/{PO}"
    assert f"file=guide/{PO},line=" in run("--project", "guide", "check", "--format", "github").out
    monkeypatch.chdir(project.root / "source_guide")
    assert f"file={PO},line=" in run("check", "--format", "github").out


def test_no_text_of_a_stranger_becomes_a_command_of_a_workflow(project: Project) -> None:
    project.change(PO, DECIDES, f'msgstr "{HOSTILE}{{{HOSTILE}}}"')
    ran = project.run("check", "--format", "github")
    *lines, last = ran.out.rstrip("\n").split("\n")
    assert ran.code == 1
    assert last[0].isdigit()
    for line in lines:
        assert re.fullmatch(
            r"::(?:error|warning|notice) file=[^:,]+(?:,\w+=[^:,]+)+::[^\r\n]+", line
        )
        # What the runner takes apart again is what we meant.
        assert "\n::" not in line.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")[2:]
    assert not [line for line in project.run("check").out.split("\n") if line.startswith("::")]


def test_gitlab_gets_its_own_report(project: Project) -> None:
    broken(project)
    (found,) = project.run("check", "--format", "gitlab").json
    assert found["check_name"] == "placeholder-missing"
    assert found["severity"] == "critical"
    assert found["location"]["path"] == PO
    assert found["location"]["lines"]["begin"] > 1
    assert re.fullmatch("[0-9a-f]{64}", found["fingerprint"])


# Mending ----------------------------------------------------------------------------------------

UNTIDY = 'msgstr "  Elija  una de\u202a ellas.  "'


def untidy(project: Project) -> Project:
    project.change(PO, GOOD, UNTIDY)
    return project


def test_fix_mends_and_nothing_else_moves(project: Project) -> None:
    before = project.tree()
    untidy(project)
    ran = project.done("check", "--fix")
    assert "Mended: 1 translation." in ran.out
    after = project.tree()
    assert {name: content for name, (content, _) in after.items()} == {
        name: content for name, (content, _) in before.items()
    }
    again = project.done("check", "--fix")
    assert "Mended" not in again.out
    assert "There is nothing that --fix can mend; nothing was written." in again.out
    assert project.tree() == after


def test_a_dry_run_shows_each_change_and_makes_none(project: Project) -> None:
    untidy(project)
    before = project.tree()
    ran = project.run("check", "--fix", "--dry-run")
    assert project.tree() == before
    assert "  - ␣␣Elija␣␣una de<U+202A> ellas.␣␣" in ran.out
    assert "  + Elija una de ellas." in ran.out
    assert "To be mended: 1 translation; nothing was written." in ran.out
    (told,) = checked(project, "--fix", "--dry-run")["mended"]
    assert (told["code"], told["after"]) == ("mended", "Elija una de ellas.")


def test_a_dry_run_that_would_change_nothing_says_so(project: Project) -> None:
    # What is told, and cannot be mended by itself.
    project.change(PO, GOOD, 'msgstr "Elija **una** de ellas."')
    said = project.run("check", "--fix", "--dry-run").out
    assert "There is nothing that --fix can mend; nothing was written." in said
    assert "1 warning in" in said
    assert "--fix" not in project.run("check").out


def test_what_nobody_has_confirmed_is_left_alone(project: Project) -> None:
    untidy(project)
    path = project.path(PO)
    catalogue = polib.pofile(str(path), wrapwidth=0)
    next(e for e in catalogue if e.msgid == "Choose one of them.").flags.append("fuzzy")
    catalogue.save()
    project.done("format")
    before = project.tree()
    assert "Mended" not in project.done("check", "--fix").out
    assert project.tree() == before


def test_what_a_character_has_hidden_is_found_again(project: Project) -> None:
    before = project.text(PO)
    project.change(PO, DECIDES, DECIDES.replace("{helpline}", "{help\u202aline}"))
    assert project.run("check").code == 1
    assert "Mended: 1 translation." in project.done("check", "--fix").out
    assert project.text(PO) == before


def test_this_project_in_all_formats() -> None:
    """The repository's own project has no error, and its reports can be read."""
    ours = ("--project", str(ROOT), "check", "es", "--today", TODAY)
    assert run(*ours).code == 0
    log = json.loads(run(*ours, "--format", "sarif").out)
    assert {one["level"] for one in log["runs"][0]["results"]} <= {"warning", "note"}
