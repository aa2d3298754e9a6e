"""``build --release``: one folder to upload or print from, what is new in it, and its history."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from adaptkit.model.document import GuideSettings
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.model.release import Content, Recorded
from adaptkit.releases.changes import Changes, NewNumbers, NewValue, Sorts
from adaptkit.releases.pages import changes_page, changes_text, start_page
from adaptkit.releases.told import tell
from tests.scenarios.projects import TODAY, Project, sign_all, translate
from tests.scenarios.released import (
    EDITION,
    GUIDE,
    HISTORY,
    HOME,
    NAME,
    archive,
    brought_up,
    edition_json,
    folder,
    history,
    released,
    signed_project,
)
from tests.strangers import STRINGS, acting

LATER = "2026-12-01"
STORY = "Ana camina cada mañana hasta el mercado de su barrio, aunque le cueste."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return signed_project(tmp_path / "p")


def files(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


def test_all_formats_stand_in_one_folder_and_edition_json_lists_each(project: Project) -> None:
    said = released(project)
    assert said["new"]
    assert said["release"] == TODAY
    whole, state = files(folder(project)), edition_json(project)
    assert {"html/index.html", "html/single.html", "md/01-plan.md", "index.html"} <= set(whole)
    assert {one["path"]: (one["size"], one["sha256"]) for one in state["files"]} == {
        path: (len(content), hashlib.sha256(content).hexdigest())
        for path, content in whole.items()
        if path != "edition.json"
    }
    assert said["files"] == len(whole)
    assert state["formats"] == ["html", "md"]
    assert (state["language"], state["country"]) == ("es-US", "US")
    assert (state["guide"]["title"], state["guide"]["version"]) == ("Living at home", "1.0")
    assert state["signed"] == state["to_sign"] > 0
    assert {one["name"] for one in state["reviews"]} == {"Everybody"}
    assert all(one["on"] == TODAY and one["passages"] for one in state["reviews"])
    assert state["publisher"] == "Us"
    # Of the first release nothing is new.
    assert not any("CHANGES" in path for path in whole)


TOP = Path(__file__).resolve().parents[2]
# What stands beside a draft's formats and in no release.
_OF_DRAFTS = {"edition.json", "manifest.json", "trace.json"}
# What stands beside a release's formats: of a first one, which has no changes to tell.
_OF_RELEASES = {"edition.json", "index.html"}


def test_the_how_to_says_how_many_files_a_release_has(project: Project, tmp_path: Path) -> None:
    """Of the sample itself no release is made: nobody has looked at its contacts yet."""
    released(project)
    project.done("build", NAME, "--format", "html,md", "--today", TODAY)
    draft = set(files(project.path(f"build/{NAME}"))) - _OF_DRAFTS
    assert set(files(folder(project))) == draft | _OF_RELEASES

    sample = Project(TOP)
    formats = YAML(typ="safe").load(sample.path("locales/editions/es_MX.yaml"))["formats"]
    # Each of these is one file.
    paper = [one for one in formats if one.startswith("pdf")]
    rest = ",".join(one for one in formats if one not in paper)
    sample.done("build", "es_MX", "--format", rest, "--to", str(tmp_path / "s"), "--today", TODAY)
    built = set(files(tmp_path / "s" / "es_MX")) - _OF_DRAFTS
    count = len(built) + len(paper) + len(_OF_RELEASES)
    how_to = (TOP / "docs" / "how-to" / "publish.md").read_text("utf-8")
    assert re.findall(r"\((\d+) files\)", how_to) == [str(count)]


def test_what_was_adapted_stands_there_with_reasons(project: Project) -> None:
    # That the number holds in Mexico too would have to be signed off as a decision.
    project.change(GUIDE, '  emergency_number: {value: "911", kind: telephone}\n', "")
    project.change(HOME, "call {emergency_number} at once", "call for help at once")
    project.change("locales/editions/es_MX.yaml", "formats:", 'publisher: {name: "Us"}\nformats:')
    brought_up(project, "es_MX")
    project.done("build", "es_MX", "--release", "--today", TODAY)
    place = project.path(f"build/releases/es_MX-{TODAY}/edition.json")
    state = json.loads(place.read_bytes())
    assert state["overlays"] == ["MX"]
    (one,) = (each for each in state["adaptations"] if each["operation"] == "insurance")
    assert (one["does"], one["target"], one["on"]) == (
        *("replace", "plan.costs.insurance", "2026-11-02"),
    )
    assert (one["nature"], one["reason"], one["decided_by"]) == (
        *("substitute", "Another system", ["us"]),
    )


def test_pages_lead_to_no_other_edition_and_are_the_same_whoever_stands_beside(
    project: Project,
) -> None:
    released(project)
    alone = files(folder(project))
    project.done("build", "es_MX", "en", "--today", TODAY)
    assert not released(project)["new"]
    assert files(folder(project)) == alone
    assert b"../../" not in alone["html/index.html"]
    assert b'href="../../' in project.path(f"build/{NAME}/html/index.html").read_bytes()


def test_the_archive_holds_the_same_and_is_the_same_every_time(project: Project) -> None:
    released(project)
    first, whole = archive(project).read_bytes(), files(folder(project))
    with zipfile.ZipFile(archive(project)) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            f"{NAME}-{TODAY}/{path}": content for path, content in whole.items()
        }
        assert packed.namelist() == sorted(packed.namelist())
        assert {one.date_time for one in packed.infolist()} == {(2026, 11, 22, 0, 0, 0)}
    archive(project).unlink()
    released(project)
    assert archive(project).read_bytes() == first


def test_the_moment_is_that_of_source_date_epoch(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796126400")
    project.done("build", NAME, "--release")
    assert folder(project, LATER).is_dir()


def test_what_has_not_changed_is_the_same_release_on_any_day(project: Project) -> None:
    released(project)
    before, said = files(project.path("build/releases")), project.text(HISTORY)
    again = released(project, LATER)
    assert not again["new"]
    assert again["release"] == TODAY
    assert files(project.path("build/releases")) == before
    assert project.text(HISTORY) == said
    told = project.done("build", NAME, "--release", "--today", LATER).out
    assert f"{NAME}: release {TODAY}, as it was: nothing has changed since" in told
    assert "Commit" not in told


def test_a_changed_emergency_number_is_told_to_readers_first(project: Project) -> None:
    released(project)
    project.change(GUIDE, '"911"', '"112"')
    brought_up(project)
    assert released(project, LATER)["release"] == LATER
    text = folder(project, LATER).joinpath("CHANGES.txt").read_bytes().decode("utf-8")
    assert text.replace("\r\n", "\n") == (
        "ES Living at home\n1 de diciembre de 2026\n\n"
        "Cambios desde el 22 de noviembre de 2026\n\n"
        "Consejos de seguridad\n"
        "- Emergencias: antes era 911; ahora es 112\n"
        "- Cambio: ES At home\n\n"
        "Contenido\n- Cambio: 1 de 13 fragmentos\n"
    )
    page = folder(project, LATER).joinpath("CHANGES.html").read_text("utf-8")
    assert 'lang="es-US"' in page
    assert '<bdi dir="ltr">911</bdi>; ahora es <bdi dir="ltr">112</bdi>' in page
    assert edition_json(project, LATER)["since"] == TODAY
    assert [one["release"] for one in history(project)] == [TODAY, LATER]


def test_in_arabic_the_numbers_stand_apart_and_words_say_which_is_old(project: Project) -> None:
    project.done("update", "ar", "--today", TODAY)
    translate(project, "ar", "AR")
    text = project.text(EDITION).replace(NAME, "ar_US")
    project.write("locales/editions/ar_US.yaml", text)
    for number, today in (("911", TODAY), ("112", LATER)):
        project.write(GUIDE, project.text(GUIDE).replace('"911"', f'"{number}"'))
        project.done("update", "--today", today)
        sign_all(project, "ar_US", today)
        project.done("build", "ar_US", "--release", "--today", today)
    told = project.path(f"build/releases/ar_US-{LATER}/CHANGES.txt").read_text("utf-8")
    assert "كان \u2066911\u2069، وهو الآن \u2066112\u2069" in told


def test_chapters_passages_and_pictures_that_come_and_go_are_told(project: Project) -> None:
    released(project)
    project.write("source_guide/03-rest.md", "# Rest\n\nSleep when you can.\n")
    project.change(GUIDE, "  - 02-home.md\n", "  - 02-home.md\n  - 03-rest.md\n")
    project.change(HOME, "Rest before you are tired.", "Rest before you get tired.")
    project.change("source_guide/images/steps.svg", "M0 0h1", "M0 0v1")
    project.change("source_guide/01-plan.md", "- Choose one of them.\n", "")
    brought_up(project)
    released(project, LATER)
    told = folder(project, LATER).joinpath("CHANGES.txt").read_text("utf-8").splitlines()
    for line in (
        "- Texto añadido: ES Rest",
        "- Cambio: 1 de 14 fragmentos",
        "- Texto añadido: 2 de 14 fragmentos",
        "- Texto omitido: 1 de 13 fragmentos",
    ):
        assert line in told, (line, told)
    assert told[told.index("Imágenes") + 1] == "- Cambio: 1"


def test_several_releases_of_one_day_have_names_of_their_own(project: Project) -> None:
    for number in ("911", "112", "113"):
        project.write(GUIDE, project.text(GUIDE).replace('"911"', f'"{number}"'))
        project.write(GUIDE, project.text(GUIDE).replace('"112"', f'"{number}"'))
        brought_up(project)
        released(project)
    assert [one["release"] for one in history(project)] == [TODAY, f"{TODAY}.2", f"{TODAY}.3"]
    assert folder(project, f"{TODAY}.3").is_dir()
    assert edition_json(project, f"{TODAY}.3")["since"] == f"{TODAY}.2"


def test_a_draft_leaves_releases_alone_and_is_in_no_history(project: Project) -> None:
    released(project)
    before, said = files(project.path("build/releases")), project.text(HISTORY)
    project.change(HOME, "Rest before", "Sleep before")
    project.done("build", NAME, "--today", LATER)
    assert files(project.path("build/releases")) == before
    assert project.run("build", NAME, "--release", "--today", LATER).code == 1
    assert files(project.path("build/releases")) == before
    assert project.text(HISTORY) == said


def test_a_damaged_history_stops_everything_with_its_line(project: Project) -> None:
    released(project)
    good = project.text(HISTORY)
    project.change(GUIDE, '"911"', '"112"')
    brought_up(project)
    for bad in ("<<<<<<< HEAD", "{", "[]", '{"edition": "x"}', good.strip()[:-1], '{"a":NaN}'):
        project.write(HISTORY, good + bad + "\n")
        ran = project.run("build", NAME, "--release", "--today", LATER)
        assert ran.code == 1
        assert f"{HISTORY}:2" in ran.err
        assert "[release-damaged]" in ran.err
        assert project.text(HISTORY) == good + bad + "\n"
        assert not folder(project, LATER).exists()


def test_lines_of_two_branches_are_both_kept(project: Project) -> None:
    """As ``merge=union`` leaves them, and without a line end."""
    released(project)
    line = project.text(HISTORY)
    project.write(HISTORY, line + line.rstrip("\n"))
    project.change(GUIDE, '"911"', '"112"')
    brought_up(project)
    assert released(project)["release"] == f"{TODAY}.2"
    assert project.text(HISTORY).startswith(line + line)
    assert len(history(project)) == 3


def test_what_is_somebody_elses_is_not_written_over(project: Project) -> None:
    strange = folder(project) / "notes.txt"
    strange.parent.mkdir(parents=True)
    strange.write_text("ours")
    ran = project.run("build", NAME, "--release", "--today", TODAY)
    assert ran.code == 2
    assert "[use-folder-taken]" in ran.err
    assert not project.path(HISTORY).exists()
    assert strange.read_text() == "ours"
    ran = project.run("build", NAME, "--release", "--to", str(project.path("releases/x")))
    assert "[use-folder-taken]" in ran.err


def test_a_release_that_is_written_again_loses_what_it_does_not_hold_any_more(
    project: Project,
) -> None:
    released(project)
    state = edition_json(project)
    state["files"].append({"path": "html/old.html", "size": 0, "sha256": "0" * 64})
    (folder(project) / "edition.json").write_text(json.dumps(state), "utf-8")
    (folder(project) / "html/old.html").touch()
    assert released(project)["release"] == TODAY
    assert not (folder(project) / "html/old.html").exists()


def with_story(project: Project, expires: str = "2027-11-30") -> None:
    overlay = "locales/overlays/US"
    project.write(
        f"{overlay}/consents.yaml",
        "stories/ana.md:\n  basis: consent\n  form: US-1\n  given: 2026-05-01\n"
        f"  expires: {expires}\n",
    )
    if project.path(f"{overlay}/overlay.yaml").exists():
        return
    project.write(
        f"{overlay}/overlay.yaml",
        "overlay: US\nlanguage: es\ncountry: US\nvariables: {}\noperations:\n"
        "  - id: story-ana\n    insert_after: plan.costs\n    with: stories/ana.md\n"
        "    because: {nature: local story, reason: Ours, decided_by: [us], on: 2026-11-02}\n",
    )
    project.write(f"{overlay}/stories/ana.md", f"{STORY}\n")
    project.change(EDITION, "formats:", "overlays: [US]\nformats:")
    brought_up(project)


def test_what_may_not_be_told_any_more_goes_with_its_releases(project: Project) -> None:
    with_story(project)
    released(project)
    assert len(edition_json(project)["content"]["stories"]) == 1
    with_story(project, expires="2026-11-30")
    assert project.run("build", NAME, "--today", LATER).code == 1
    assert not folder(project).exists()
    assert not archive(project).exists()
    assert project.path(HISTORY).exists()


def test_of_a_story_that_was_withdrawn_the_history_holds_nothing(project: Project) -> None:
    with_story(project)
    released(project)
    assert "US/story-ana" in project.text(HISTORY)
    ran = project.done("overlay", "withdraw", "US", "story-ana", "--yes", "--json")
    assert "story-ana" not in project.text(HISTORY)
    place = f"build/releases/{NAME}-{TODAY}"
    assert {f"{place}.zip", f"{place}/md/01-plan.md"} <= {*ran.json["left"]}
    # What was published is still known as released.
    assert project.run("verify", str(archive(project)), "--json").json["known"] is True
    project.path("locales/overlays/US/overlay.yaml").unlink()
    project.change(EDITION, "overlays: [US]\n", "")
    brought_up(project)
    released(project, LATER)
    told = folder(project, LATER).joinpath("CHANGES.txt").read_text("utf-8").splitlines()
    assert told[told.index("Historias") + 1] == "- Texto omitido: ES Your plan"


@pytest.mark.parametrize("text", STRINGS[::7])
def test_no_word_of_a_stranger_acts_in_what_is_new(text: str) -> None:
    """Titles and values are the project's; they stand there as they are all the same."""
    edition = Edition(EditionSpec("es_US", Locale("es", "", "US")), GuideSettings(), text, ())
    found = Changes(
        title=(text, text),
        values=(NewValue("emergency_number", "telephone", text, text, True),),
        safety=Sorts((text,), (text,), (text,)),
        numbers=(NewNumbers(text, (text,), (text,)),),
        contacts=Sorts((text,)),
        chapters=Sorts((text,)),
    )
    before = Recorded("es_US", TODAY, TODAY, "", "", "", "", (), 0, 0, Content())
    told = tell(edition, TODAY, before, found, Content())
    page = changes_page(told, edition).decode("utf-8")
    assert not acting(page)
    # It leads on by itself, to where we say.
    start = start_page(edition, "html/index.html").decode("utf-8")
    assert acting(start) == ["refresh"]
    assert 'content="0; url=html/index.html"' in start
    assert page.count("<li") == 8
    assert changes_text(told, "ltr").count(b"\r\n- ") == 8


def test_status_tells_what_changed_since_the_release(project: Project) -> None:
    released(project)
    project.done("build", NAME, "--today", LATER)

    def said() -> tuple[str, list[tuple[str, str, bool]], list[str]]:
        (row,) = project.done("status", NAME, "--changes", "--json", "--today", LATER).json
        found = row["changes"]
        passages = [(one["kind"], one["unit"], one["core"]) for one in found["passages"]]
        return found["release"], passages, [one["name"] for one in found["values"]]

    assert said() == (TODAY, [], [])
    project.change(GUIDE, '"911"', '"112"')
    project.change(HOME, "Rest before you are tired.", "Rest before you get tired.")
    brought_up(project)
    release, passages, values = said()
    assert (release, values) == (TODAY, ["emergency_number"])
    # A text of the guide may be reworded without a new translation of other passages.
    assert passages[0] == ("changed", "home.danger", True)
    assert [kind for kind, *_ in passages] == ["changed", "changed"]
    text = project.done("status", NAME, "--changes", "--today", LATER).out
    assert f"Changed in {NAME} since its release {TODAY}" in text
    assert "SAFETY: {emergency_number} was 911, now it is 112" in text


def test_what_a_run_that_was_killed_has_left_in_a_release_goes(project: Project) -> None:
    released(project)
    left = [folder(project) / "html/.adaptkit-0", project.path("build/releases/.adaptkit-1")]
    for path in left:
        path.touch()
    project.done("build", NAME, "--today", LATER)
    assert not any(path.exists() for path in left)
