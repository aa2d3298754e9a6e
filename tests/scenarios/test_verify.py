"""``adaptkit verify``: whether a published edition is what was built, and of today."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project, Ran, run
from tests.scenarios.released import (
    EDITION,
    GUIDE,
    HISTORY,
    HOME,
    NAME,
    archive,
    brought_up,
    folder,
    released,
    signed_project,
    verify,
)

LATER = "2026-12-01"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = signed_project(tmp_path_factory.mktemp("verify") / "p")
    released(project)
    return project


@pytest.fixture
def project(once: Project, tmp_path: Path) -> Project:
    return once.copy(tmp_path / "p")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "elsewhere"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def differences(ran: Ran) -> list[tuple[str, str]]:
    return [(one["kind"], one["path"]) for one in ran.json["differences"]]


def test_what_was_built_today_is_what_was_built_and_up_to_date(project: Project) -> None:
    for what in (folder(project), archive(project)):
        ran = verify(project, what)
        assert ran.code == 0
        assert (ran.json["as_built"], ran.json["known"], ran.json["up_to_date"]) == (True,) * 3
    said = project.done("verify", str(folder(project)), "--today", TODAY).out
    assert "Is what was built: " in said
    assert f"This project released it: {HISTORY}" in said
    assert "Is up to date" in said


def test_wherever_it_is_copied_to_and_unpacked_from_its_archive(
    project: Project, elsewhere: Path
) -> None:
    shutil.copytree(folder(project), elsewhere / "site")
    with zipfile.ZipFile(archive(project)) as packed:
        packed.extractall(elsewhere / "unpacked")
    (unpacked,) = (elsewhere / "unpacked").iterdir()
    for what in (elsewhere / "site", unpacked):
        assert verify(project, what).code == 0


def test_outside_of_a_project_it_says_that_nothing_vouches_for_it(
    project: Project, elsewhere: Path
) -> None:
    for what in (folder(project), archive(project)):
        copy = elsewhere / what.name
        (shutil.copytree if what.is_dir() else shutil.copy)(what, copy)
        ran = run("verify", str(copy))
        assert ran.code == 0
        assert "Is what was built" in ran.out
        assert "hashes are no signature" in ran.out
        said = run("verify", str(copy), "--json").json
        assert (said["known"], said["up_to_date"]) == (None, None)


def _flip(place: Path) -> None:
    path = place / "html/02-home.html"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _swap(place: Path) -> None:
    one, other = place / "html/01-plan.html", place / "html/02-home.html"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


SPOILT: list[tuple[Callable[[Path], object], list[tuple[str, str]]]] = [
    (_flip, [("changed", "html/02-home.html")]),
    (lambda p: (p / "md/02-home.md").unlink(), [("missing", "md/02-home.md")]),
    (lambda p: (p / "CNAME").write_text("x"), [("added", "CNAME")]),
    (lambda p: (p / "html/.DS_Store").touch(), [("added", "html/.DS_Store")]),
    (
        lambda p: (p / "md/02-home.md").rename(p / "md/home.md"),
        [("renamed", "md/home.md")],
    ),
    (_swap, [("changed", "html/01-plan.html"), ("changed", "html/02-home.html")]),
    (lambda p: (p / "index.html").write_bytes(b""), [("changed", "index.html")]),
]


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(("spoil", "found"), SPOILT, ids=range(len(SPOILT)))
def test_every_file_that_is_not_as_built_is_named(
    project: Project,
    spoil: Callable[[Path], object],
    found: list[tuple[str, str]],
) -> None:
    spoil(folder(project))
    ran = verify(project)
    assert ran.code == 1
    assert differences(ran) == found
    ran = run("verify", str(folder(project)), "--json")
    assert (ran.code, differences(ran)) == (1, found)
    said = run("verify", str(folder(project))).out
    assert "Is NOT what was built" in said
    assert all(f"{kind}: {path}" in said for kind, path in found)


def test_what_is_touched_or_empty_is_no_difference(project: Project) -> None:
    (folder(project) / "empty").mkdir()
    (folder(project) / "index.html").touch()
    (folder(project) / "index.html").chmod(0o600)
    assert verify(project).code == 0


@pytest.mark.usefixtures("elsewhere")
def test_edition_json_changed_with_a_file_is_found_by_the_history(project: Project) -> None:
    """Whoever changes both deceives whoever has nothing but the folder."""
    page = folder(project) / "html/02-home.html"
    page.write_bytes(page.read_bytes().replace(b"911", b"900"))
    there = folder(project) / "edition.json"
    state = json.loads(there.read_bytes())
    for one in state["files"]:
        if one["path"] == "html/02-home.html":
            one["sha256"] = hashlib.sha256(page.read_bytes()).hexdigest()
    there.write_text(json.dumps(state), encoding="utf-8")
    assert run("verify", str(folder(project))).code == 0
    ran = verify(project)
    assert ran.code == 1
    assert (ran.json["as_built"], ran.json["known"]) == (True, False)
    said = project.run("verify", str(folder(project)), "--today", TODAY).out
    assert "has NOT released exactly this" in said


def test_an_edition_that_the_project_does_not_have_is_not_passed(project: Project) -> None:
    there = folder(project) / "edition.json"
    there.write_text(there.read_text("utf-8").replace('"es_US"', '"es_PY"', 1), encoding="utf-8")
    ran = verify(project)
    assert ran.code == 1
    assert ran.json["known"] is False
    assert "has no edition es_PY" in project.run("verify", str(folder(project))).out


def test_after_the_guide_has_moved_on_it_is_out_of_date(project: Project) -> None:
    project.change(GUIDE, '"911"', '"112"')
    project.change(HOME, "Rest before you are tired.", "Rest before you get tired.")
    project.done("update", "--today", TODAY)
    ran = verify(project)
    assert ran.code == 1
    assert (ran.json["as_built"], ran.json["known"], ran.json["up_to_date"]) == (True, True, False)
    since = ran.json["since"]
    assert since["values"] == [
        {"name": "emergency_number", "then": "911", "now": "112", "safety": True}
    ]
    assert since["safety"] == ["ES At home"]
    (changed,) = [one["unit"] for one in since["passages"] if not one["safety"]]
    assert changed in since["no_longer_signed"]
    said = project.run("verify", str(folder(project)), "--today", TODAY).out
    assert "Is what was built" in said
    assert "Is OUT OF DATE" in said
    assert "SAFETY: {emergency_number} was 911, now it is 112" in said
    brought_up(project)
    released(project, LATER)
    old, new = (verify(project, folder(project, day)) for day in (TODAY, LATER))
    assert (old.code, new.code) == (1, 0)
    assert old.json["newest_release"] == LATER


def test_reviews_that_fell_are_told(project: Project) -> None:
    project.write("reviews/people.yaml", 'all: {name: "Everybody", roles: [clinical]}\n')
    ran = verify(project)
    assert ran.code == 1
    assert ran.json["since"]["passages"] == []
    assert "home.danger" in ran.json["since"]["no_longer_signed"]
    assert "signed off then, and not today: " in project.run("verify", str(folder(project))).out


def test_an_edition_that_cannot_be_made_today_is_told(project: Project) -> None:
    project.change("locales/editions/es_US.yaml", "formats:", "overlays: [US]\nformats:")
    project.write("locales/overlays/US/overlay.yaml", "overlay: US\noperations: [{id: x}]\n")
    ran = verify(project)
    assert ran.code == 1
    assert ran.json["since"]["diagnostics"]
    assert "no edition of today can be made" in project.run("verify", str(folder(project))).out


def test_what_is_no_release_is_wrong_use(project: Project) -> None:
    for what, code in (
        ("nowhere", "use-no-file"),
        ("source_guide", "use-no-release"),
        ("build/releases/es_US-2026-11-22/html", "use-no-release"),
        # A draft has a file of that name too, and it says something else.
        ("build/es_US", "use-no-release"),
    ):
        ran = project.run("verify", str(project.path(what)), "--json")
        assert (ran.code, ran.json["diagnostics"][0]["code"]) == (2, code)
    ran = project.run("verify", str(project.path("build/es_US")))
    assert "build --release" in ran.err


def test_the_working_folder_decides_about_the_project(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.path("locales"))
    said = run("verify", str(folder(project)), "--json", "--today", TODAY).json
    assert (said["known"], said["up_to_date"]) == (True, True)


def test_an_archive_that_could_do_harm_is_not_looked_into(project: Project, tmp_path: Path) -> None:
    for name in ("../outside.html", "/etc/cron.d/x", "x/../../y"):
        bad = tmp_path / "bad.zip"
        shutil.copy(archive(project), bad)
        with zipfile.ZipFile(bad, "a") as packed:
            packed.writestr(name, b"x")
        ran = project.run("verify", str(bad), "--json")
        assert (ran.code, {one["code"] for one in ran.json["diagnostics"]}) == (
            *(1, {"archive-refused"}),
        )
    assert not (tmp_path / "outside.html").exists()
    (folder(project) / "out").symlink_to(tmp_path)
    assert project.run("verify", str(folder(project))).code == 1


SAID: dict[str, tuple[str, str, str]] = {
    "publisher": ('{name: "Us"}', '{name: "Them"}', "publisher: was Us, now it is Them"),
    "date": ("2026-11-01", "2026-11-20", "date: was 2026-11-01, now it is 2026-11-20"),
    "next review": (
        "date: 2026-11-01",
        "date: 2026-11-01\nnext_review: 2027-11-01",
        "next review: was none, now it is 2027-11-01",
    ),
    "address": (
        '{name: "Us"}',
        '{name: "Us", email: "us@example.org"}',
        "what readers are told about the edition has changed",
    ),
    "process": (
        "date: 2026-11-01",
        "date: 2026-11-01\nprocess:\n  translation: {by: [We], on: 2026-11-01}",
        "what readers are told about the edition has changed",
    ),
}


@pytest.mark.parametrize("what", SAID)
def test_what_an_edition_says_of_itself_is_compared_too(project: Project, what: str) -> None:
    old, new, said = SAID[what]
    project.change(EDITION, old, new)
    ran = verify(project)
    assert ran.code == 1
    assert ran.json["since"]["more"] == [said]
    assert "Is up to date" not in project.run("verify", str(folder(project)), "--today", TODAY).out
    assert f"\n  {said}\n" in project.run("status", NAME, "--changes", "--today", TODAY).out
    (row,) = project.run("status", NAME, "--changes", "--json", "--today", TODAY).json
    assert row["changes"]["about"] == [said]


def test_what_a_release_says_of_itself_is_in_the_history_of_the_owners_page(
    project: Project,
) -> None:
    project.change(EDITION, '{name: "Us"}', '{name: "Them"}')
    brought_up(project)
    released(project, LATER)
    page = project.path("status.html")
    project.done("status", "--html", str(page), "--today", LATER)
    assert "publisher: was Us, now it is Them" in page.read_text("utf-8")


def test_another_version_of_the_guide_with_the_same_words_is_told(project: Project) -> None:
    project.change(GUIDE, 'version: "1.0"', 'version: "1.1"')
    assert verify(project).json["since"]["more"] == ["version of the guide: was 1.0, now it is 1.1"]


def test_an_edition_that_names_no_day_is_up_to_date_the_day_after(project: Project) -> None:
    project.change(EDITION, "date: 2026-11-01\n", "")
    one = released(project, LATER)["release"]
    assert verify(project, folder(project, one), "2026-12-02").code == 0


def test_a_review_that_is_overdue_is_told_everywhere(project: Project) -> None:
    """It says on its own page that somebody was to look at it again, and nobody has."""
    project.change(EDITION, "date: 2026-11-01", "date: 2026-11-01\nnext_review: 2026-12-01")
    one = released(project)["release"]
    for day, code in (("2026-12-01", 0), ("2026-12-02", 1)):
        ran = verify(project, folder(project, one), day)
        assert (ran.code, ran.json["up_to_date"]) == (code, code == 0)
    (told,) = ran.json["since"]["stopped_by"]
    assert (told["code"], told["path"], told["line"]) == ("edition-overdue", EDITION, 5)
    said = project.run("verify", str(folder(project, one)), "--today", "2026-12-02").out
    assert "would not be published today:" in said
    assert "was to be reviewed by 2026-12-01" in said
    assert project.run("build", NAME, "--release", "--today", "2026-12-02").code == 1
    drafted = project.run("build", NAME, "--today", "2026-12-02")
    assert "[edition-overdue]" in drafted.out + drafted.err
    assert "edition-overdue" in project.run("status", NAME, "--today", "2026-12-02").out
