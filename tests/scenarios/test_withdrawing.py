"""``adaptkit overlay withdraw``: not one sentence of a story is left, and nothing else is lost."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.scenarios.projects import TODAY, Project, Ran, small

OVERLAY = "locales/overlays/MX/overlay.yaml"
CONSENTS = "locales/overlays/MX/consents.yaml"
STORY = "locales/overlays/MX/stories/ana.md"
OPERATIONS = """\
  # Voices from here.
  # Ana has agreed to it: story-ana.
  - id: story-ana
    insert_after: plan.costs
    with: stories/ana.md
    order: 1
    because:
      nature: local story
      reason: "A voice from here"
      decided_by:
        - us
      on: 2026-11-02
    # Ana asked for large letters.

  # Luis has told his on the radio.
  - id: story-luis
    insert_after: plan.costs
    with: stories/luis.md
    order: 2
    because: {nature: local story, reason: "Another voice", decided_by: [us], on: 2026-11-02}
"""
FIRST = "Ana camina cada mañana hasta el mercado de su barrio, aunque le cueste."
SECOND = "Su hermana la acompaña con un banco plegable."
THIRD = "Ahora descansa dos veces por el camino y llega contenta."
ENGLISH = "Every morning Ana walks to the market in her quarter, hard as it is."
LUIS = "Luis aprendió a nadar otra vez en la alberca municipal."
TEXT = f"""### Ana en el mercado {{#ana}}

{FIRST} {SECOND}

![Ana con su banco en la calle.](../images/ana.svg)

- {THIRD}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>\n'
WORDS = (
    FIRST, SECOND, THIRD, ENGLISH, "Ana en el mercado", "Ana con su banco", "Ana tells her story",
    "Sebelum ini", "contada", THIRD[::-1], SECOND[::-1],
)  # fmt: skip
SAID = "Ini yang diceritakan"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ADAPTKIT_CACHE", str(tmp_path / "cache"))
    project = small(tmp_path / "project")
    project.write(OVERLAY, project.text(OVERLAY) + OPERATIONS)
    # First in other words: the catalogues remember them.
    project.write(STORY, TEXT.replace(THIRD, "Sebelum ini contada de otra manera, ¿verdad?"))
    project.write(STORY.replace(".md", ".en.md"), f"### Ana tells her story\n\n{ENGLISH}\n")
    project.write("locales/overlays/MX/stories/luis.md", f"### Luis\n\n{LUIS}\n")
    project.write("locales/overlays/MX/images/ana.svg", SVG)
    project.write("locales/overlays/MX/images/ana.ms.svg", SVG)
    project.write("locales/overlays/MX/images/luis.svg", SVG)
    project.write(
        CONSENTS,
        "# Ours.\nstories/luis.md:\n  basis: composite\n\n# Asked on the telephone.\n"
        'stories/ana.md:\n  basis: consent\n  form: "MX-14"\n  given: 2026-05-01\n',
    )
    for name in ("ms", "en"):
        project.write(
            f"locales/editions/{name}_MX.yaml",
            f"edition: {name}_MX\nlanguage: {name}_MX\noverlays: [MX]\nformats: [html, md]\n",
        )
    project.done("update", "ms", "--today", TODAY)
    said(project, "ms", "MX")
    project.write(STORY, TEXT)
    project.done("update", "--today", TODAY)
    return project


def said(project: Project, language: str, domain: str) -> None:
    path = project.path(f"locales/{language}/{domain}.po")
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for number, entry in enumerate(catalogue):
        if not entry.msgstr and not entry.obsolete:
            entry.msgstr = f"{SAID} {number}: {entry.msgid[::-1]}"
            entry.tcomment = f"Perhaps: {entry.msgid}\nA note of mine."
    catalogue.save()
    project.done("format")


def spread(project: Project) -> None:
    """Its words go where words go: to other overlays, to the guide, to comments, into caches."""
    said(project, "ms", "MX")
    project.write(
        "locales/overlays/ES/overlay.yaml",
        "overlay: ES\nlanguage: es\noperations:\n"
        "  - {id: market, insert_after: plan.costs, with: blocks/market.md}\n"
        "  - {id: other, insert_after: home, with: blocks/other.md}\n",
    )
    almost = FIRST.replace("barrio", "pueblo").replace("Ana", "Eva")
    project.write("locales/overlays/ES/blocks/market.md", f"{almost} {SECOND[:-1]} de madera.\n")
    project.write("locales/overlays/ES/blocks/other.md", "Pida ayuda a quien quiera.\n")
    project.write("locales/editions/ms_ES.yaml", "edition: ms_ES\nlanguage: ms\noverlays: [ES]\n")
    project.done("update", "--today", TODAY)
    assert "MX/story-ana" in project.text("locales/ms/ES.po")
    for name in ("locales/ms/guide.po", "locales/ms/ES.po", "locales/es/guide.po"):
        catalogue = polib.pofile(str(project.path(name)), wrapwidth=0)
        catalogue[0].tcomment = f"As in the story: “{SECOND}”\nKeep this."
        catalogue.save()
    project.done("format")
    build(project)
    project.run("status", "--today", TODAY)


def build(project: Project) -> Ran:
    return project.run("build", "--to", str(project.path("build")), "--today", TODAY)


def everything(project: Project) -> dict[str, str]:
    """Every file of the project, its build and the cache."""
    return {
        file.relative_to(project.root.parent).as_posix(): file.read_bytes().decode("utf-8")
        for file in project.root.parent.rglob("*")
        if file.is_file() and ".git" not in file.parts
    }


def holding(project: Project, words: tuple[str, ...] = WORDS) -> set[str]:
    texts = everything(project).items()
    return {name for name, text in texts if any(word in text for word in words)}


def withdraw(project: Project, *arguments: str) -> Ran:
    return project.run("overlay", "withdraw", *arguments, "--today", "2026-11-30")


@pytest.mark.parametrize("story", ["story-ana", "stories/ana.md", STORY])
def test_no_sentence_is_left_anywhere(project: Project, story: str) -> None:
    spread(project)
    before = holding(project)
    assert {"project/locales/MX.pot", "project/locales/ms/ES.po"} < before
    assert any(name.startswith("cache/") for name in before)
    ran = withdraw(project, "MX", story, "--yes", "--json")
    assert ran.code == 0, ran
    report = ran.json
    assert report["done"]
    assert report["publish_again"] == ["en_MX", "es_MX", "ms_MX"]
    assert report["removed"] == [
        STORY,
        STORY.replace(".md", ".en.md"),
        "locales/overlays/MX/images/ana.ms.svg",
        "locales/overlays/MX/images/ana.svg",
    ]
    # Only pages are left, as it says; a new build has none.
    left = holding(project)
    assert all(name.startswith("project/build/") for name in left)
    assert left <= {f"project/{name}" for name in report["left"]}
    assert build(project).code == 0
    assert holding(project) == set()
    assert not any("ana.svg" in name for name in everything(project))
    assert not any("story-ana" in text for text in everything(project).values())
    # Nor does an update find anything to do, or anything to bring back.
    tree = project.tree()
    project.done("update", "--today", TODAY)
    assert project.tree() == tree


def test_nothing_else_is_lost(project: Project) -> None:
    spread(project)
    before = project.tree()
    withdraw(project, "MX", "story-ana", "--yes")
    text = project.text(OVERLAY)
    start = OPERATIONS.index("  # Ana has agreed")
    end = OPERATIONS.index("\n  # Luis has told")
    whole = before[OVERLAY][0].decode()
    assert text == whole.replace(OPERATIONS, OPERATIONS[:start] + OPERATIONS[end:])
    assert LUIS in project.text("locales/overlays/MX/stories/luis.md")
    assert project.path("locales/overlays/MX/images/luis.svg").exists()
    left = polib.pofile(str(project.path("locales/ms/MX.po")))
    assert {e.msgctxt.split(".")[0] for e in left if not e.obsolete} == {
        "MX/insurance", "MX/help", "MX/story-luis",
    }  # fmt: skip
    assert all(entry.msgstr.startswith(SAID) for entry in left if not entry.obsolete)
    assert all("A note of mine." in entry.tcomment for entry in left if not entry.obsolete)
    guide = polib.pofile(str(project.path("locales/es/guide.po")))
    assert guide[0].tcomment == "Keep this."
    assert all(entry.msgstr for entry in guide)
    consents = project.text(CONSENTS)
    assert consents.startswith("# Ours.\nstories/luis.md:\n  basis: composite\n")
    assert "MX-14" not in consents
    assert "withdrawn: 2026-11-30" in consents
    assert "ana" not in consents
    now = project.tree()
    unchanged = {"locales/overlays/ES/base.yaml", "locales/guide.pot", "source_guide/01-plan.md"}
    assert all(now[name] == before[name] for name in unchanged)


@pytest.mark.parametrize("again", ["the file", "the text", "a version of it"])
def test_what_was_withdrawn_may_not_come_back(project: Project, again: str) -> None:
    before = project.text(OVERLAY)
    withdraw(project, "MX", "story-ana", "--yes")
    name, text = "stories/ana.md", "### Ana\n\nOtra historia.\n"
    if again != "the file":
        name, text = "stories/eva.md", TEXT.replace(THIRD, "Y más.").replace("Ana en el", "Eva")
    if again == "a version of it":
        text = "### Eva\n\nOtra historia.\n"
        project.write("locales/overlays/MX/stories/eva.en.md", f"### Eva\n\n{ENGLISH}\n")
    project.write(OVERLAY, before.replace("stories/ana.md", name))
    project.write(f"locales/overlays/MX/{name}", text)
    ran = project.run("update", "--today", TODAY)
    assert ran.code == 1
    assert "[consent-withdrawn]" in ran.err
    assert f"{OVERLAY}:19" in ran.err
    assert build(project).code == 1


def test_words_do_not_come_back_from_git(project: Project) -> None:
    spread(project)

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.org")
        subprocess.run(["git", *who, *arguments], cwd=project.root, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "All")
    ran = withdraw(project, "MX", "story-ana", "--yes")
    assert "git still holds it in its history" in ran.out
    # A new text that is nearly the old one: former versions of the catalogue know words for that.
    almost = FIRST.replace("barrio", "pueblo")
    project.write("locales/overlays/MX/blocks/help.md", f"{almost} {SECOND[:-1]} de madera.\n")
    project.done("update", "--today", TODAY)
    assert holding(project) == {name for name in holding(project) if "build/" in name}


def test_without_yes_it_only_tells(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = project.tree()
    ran = withdraw(project, "MX", "story-ana")
    assert ran.code == 1
    assert "Would be deleted:\n  locales/overlays/MX/stories/ana.md\n" in ran.out
    assert "  locales/MX.pot\n" in ran.out
    assert "Publish again: en_MX, es_MX, ms_MX" in ran.out
    assert "say --yes" in ran.out
    assert project.tree() == tree
    assert not withdraw(project, "MX", "story-ana", "--json").json["done"]
    assert project.tree() == tree

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for answer, code in (("n\n", 1), ("y\n", 0)):
        monkeypatch.setattr(sys, "stdin", Terminal(answer))
        assert withdraw(project, "MX", "story-ana").code == code
        assert (project.tree() == tree) is bool(code)


def test_names_that_are_not_there(project: Project) -> None:
    tree = project.tree()
    for arguments, said in (
        (("MX", "story-anna"), 'did you mean "story-ana"'),
        (("MX", "stories/anna.md"), 'did you mean "stories/ana.md"'),
        (("MXX", "story-ana"), 'did you mean "MX"?'),
    ):
        ran = withdraw(project, *arguments, "--yes")
        assert ran.code != 0
        assert said in ran.err
    assert project.tree() == tree


def test_an_operation_among_brackets_is_left_to_a_person(project: Project) -> None:
    project.write(
        OVERLAY,
        "overlay: MX\nlanguage: es\noperations: [{id: a, insert_after: plan.costs, "
        "with: stories/ana.md}]\n",
    )
    tree = project.tree()
    ran = withdraw(project, "MX", "a", "--yes")
    assert ran.code == 1
    assert "[operation-not-cut]" in ran.err
    assert project.tree() == tree
    # Once it is deleted by hand, the rest goes by the name of the file.
    project.write(OVERLAY, "overlay: MX\nlanguage: es\noperations: []\n")
    assert withdraw(project, "MX", "stories/ana.md", "--yes").code == 0
    assert holding(project, (FIRST, SECOND, THIRD, ENGLISH)) == set()


def test_a_picture_that_another_text_shows_stays(project: Project) -> None:
    project.write(
        "locales/overlays/MX/stories/luis.md", f"### Luis\n\n{LUIS}\n\n![A.](../images/ana.svg)\n"
    )
    removed = withdraw(project, "MX", "story-ana", "--yes", "--json").json["removed"]
    assert removed == [STORY, STORY.replace(".md", ".en.md")]


def test_who_aims_at_it_is_told(project: Project) -> None:
    project.write(
        "locales/overlays/club/overlay.yaml",
        "overlay: club\nlanguage: es\noperations:\n  - {id: shorter, remove: MX/story-ana.2}\n",
    )
    project.write(
        "locales/editions/es_MX.yaml",
        "edition: es_MX\nlanguage: es_MX\noverlays: [MX, club]\nformats: [html, md]\n",
    )
    project.done("update", "--today", TODAY)
    assert SECOND in project.text("locales/overlays/club/base.yaml")
    report = withdraw(project, "MX", "story-ana", "--yes", "--json").json
    assert report["left"] == ["locales/overlays/club/overlay.yaml"]
    assert holding(project) == set()


def test_what_two_stories_say_is_still_the_other_s(project: Project) -> None:
    shared = "Los dos hablaron con una enfermera del centro de salud, que los escuchó."
    project.write("locales/overlays/MX/stories/luis.md", f"### Luis\n\n{LUIS}\n\n{shared}\n")
    project.write(STORY, f"{TEXT}\n{shared}\n")
    project.done("update", "--today", TODAY)
    report = withdraw(project, "MX", "story-ana", "--yes", "--json").json
    assert report["left"] == ["locales/overlays/MX/stories/luis.md"]
    assert holding(project) == set()
    project.done("update", "--today", TODAY)
    assert build(project).code == 0
    assert shared in project.text("build/es_MX/md/01-plan.md")


def test_what_a_branch_brings_back_goes_by_the_same_command(project: Project) -> None:
    spread(project)
    names = ("locales/MX.pot", "locales/ms/MX.po", "locales/ms/guide.po")
    before = {name: project.text(name) for name in names}
    withdraw(project, "MX", "stories/ana.md", "--yes")
    stones = project.text(CONSENTS)
    for name, text in before.items():
        project.write(name, text)
    project.done("update", "--today", TODAY)
    assert FIRST in project.text("locales/ms/MX.po")
    assert withdraw(project, "MX", "stories/ana.md", "--yes").code == 0
    assert build(project).code == 0
    assert holding(project) == set()
    assert project.text(CONSENTS) == stones


@pytest.mark.parametrize("file", ["overlay.yaml", "base.yaml", "images/ana.svg", "../MX.pot"])
def test_only_a_text_is_withdrawn(project: Project, file: str) -> None:
    tree = project.tree()
    assert withdraw(project, "MX", file, "--yes").code == 2
    assert project.tree() == tree


def test_by_a_version_in_another_language(project: Project) -> None:
    done = withdraw(project, "MX", "stories/ana.en.md", "--yes", "--json").json
    assert done["operation"] == "story-ana"
    assert holding(project) == set()


@pytest.mark.parametrize("format", ["xliff", "po", "csv"])
def test_an_export_brings_no_words_back(project: Project, format: str) -> None:
    said(project, "ms", "MX")
    out = project.root.parent / "out"
    out.mkdir()
    project.done("export", format, "ms", "--to", str(out))
    withdraw(project, "MX", "story-ana", "--yes")
    files = sorted(file for file in out.rglob("*") if file.is_file())
    assert any(FIRST in file.read_text("utf-8") for file in files)
    for file in files:
        project.run("import", str(file), "--today", TODAY)
        file.unlink()
    project.run("update", "--today", TODAY)
    assert holding(project) == set()


def test_a_copy_in_another_overlay_is_told(project: Project) -> None:
    project.write(
        "locales/overlays/region/overlay.yaml",
        "overlay: region\nlanguage: es\noperations:\n"
        "  - {id: one, insert_after: home, with: stories/copy.md}\n",
    )
    project.write("locales/overlays/region/stories/copy.md", TEXT)
    project.done("update", "--today", TODAY)
    report = withdraw(project, "MX", "story-ana", "--yes", "--json").json
    assert "locales/overlays/region/stories/copy.md" in report["left"]
    assert withdraw(project, "region", "one", "--yes", "--json").json["left"] == []
    assert holding(project) == set()


def test_records_among_brackets_are_left_to_a_person(project: Project) -> None:
    project.write(
        CONSENTS, "{stories/ana.md: {basis: composite}, stories/luis.md: {basis: composite}}\n"
    )
    tree = project.tree()
    ran = withdraw(project, "MX", "story-ana", "--yes")
    assert ran.code == 1
    assert f"{CONSENTS}:1:2" in ran.err
    assert "[operation-not-cut]" in ran.err
    assert project.tree() == tree
    project.write(
        CONSENTS, "stories/ana.md: {basis: composite}\nstories/luis.md: {basis: composite}"
    )
    assert withdraw(project, "MX", "story-ana", "--yes").code == 0
    assert project.text(CONSENTS).startswith("stories/luis.md: {basis: composite}\nwithdrawn-")
