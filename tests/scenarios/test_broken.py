"""Projects broken on purpose: each is refused in plain words, with its place, and left alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.projects import HOME, Project, run, small

PO, POT = "locales/es/guide.po", "locales/guide.pot"
PLAN, GUIDE = "source_guide/01-plan.md", "source_guide/guide.yaml"
CHAPTER = "source_guide/02-home.md"
OVERLAY = "locales/overlays/MX/overlay.yaml"
EDITION = "locales/editions/es_MX.yaml"
WORDS = 'msgstr "ES Choose one of them."'
Break = Callable[[Project], object]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small(tmp_path_factory.mktemp("whole") / "guide")


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    return whole.copy(tmp_path / "guide")


def changed(name: str, old: str, new: str) -> Break:
    return lambda project: project.change(name, old, new)


def written(name: str, content: str | bytes) -> Break:
    return lambda project: project.write(name, content)


def gone(name: str) -> Break:
    return lambda project: project.path(name).unlink()


def linked(name: str, target: str) -> Break:
    def link(project: Project) -> None:
        project.path(name).unlink()
        project.path(name).symlink_to(target)

    return link


def twice(project: Project) -> None:
    text = project.text(PO)
    project.write(PO, text + "\n" + text.split("\n\n")[-1].replace('msgstr "ES', 'msgstr "Otra'))


def cut(project: Project) -> None:
    text = project.text(PO)
    project.write(PO, text[: text.index(WORDS) + 12])


CONFLICT = f'<<<<<<< HEAD\n{WORDS}\n=======\nmsgstr "Otro"\n>>>>>>> other'

# Name, how it is broken, where it is said to be (a line may follow), what is said to do.
BROKEN: list[tuple[str, Break, str, str]] = [
    (
        "a PO file without a closing quotation mark",
        changed(PO, WORDS, WORDS[:-1]),
        rf"{PO}:\d+: error: the text has no closing quotation mark",
        'end the line with "',
    ),
    (
        "an operation that is mistyped",
        changed(OVERLAY, "replace:", "replce:"),
        rf'{OVERLAY}:8:5: error: "replce" is not an operation',
        'did you mean "replace"',
    ),
    (
        "a target that is not there",
        changed(OVERLAY, "plan.costs.insurance", "plan.costs.insurence"),
        rf'{OVERLAY}:8:\d+: error: "plan.costs.insurence" is not in the guide',
        'did you mean "plan.costs.insurance"',
    ),
    (
        "an edition without a catalogue",
        written("locales/editions/fr.yaml", "edition: fr\nlanguage: fr\n"),
        r'locales/editions/fr.yaml:2: error: the edition "fr" needs a translation into French',
        "create the catalogue with: adaptkit update fr",
    ),
    (
        "a number that would lose its zero",
        changed(GUIDE, '"1 800 555 0100"', "024"),
        rf"{GUIDE}:10:12: error: 024 is read as a number and would lose its zero",
        'put it in quotes: "024"',
    ),
    (
        "a chapter that is not UTF-8",
        written(CHAPTER, "# At home\n\nCafé\n".encode("latin-1")),
        rf"{CHAPTER}:3:4: error: this file is not saved as UTF-8",
        'save it again with the encoding "UTF-8"',
    ),
    (
        "a chapter in UTF-16",
        written(CHAPTER, "# At home\n".encode("utf-16")),
        rf"{CHAPTER}:1:1: error: this file is not saved as UTF-8",
        'save it again with the encoding "UTF-8"',
    ),
    (
        "an empty PO file",
        written(PO, b""),
        rf"{PO}:1: error: this file is empty",
        "or delete it and run adaptkit update es",
    ),
    (
        "a PO file with a merge conflict",
        changed(PO, WORDS, CONFLICT),
        rf"{PO}:\d+: error: two versions of this place were not brought together",
        "keep one of the two",
    ),
    (
        "a PO file with an id twice",
        twice,
        rf"{PO}:\d+: error: the id home.danger stands here a second time \(first in line \d+\)",
        "keep the better of the two translations",
    ),
    (
        "a PO file that was cut off",
        cut,
        rf"{PO}:\d+: error: the text has no closing quotation mark",
        'end the line with "',
    ),
    (
        "a template that is damaged",
        changed(POT, 'msgid "Choose one of them."', 'msgid "Choose one of them.'),
        rf"{POT}:\d+: error: the text has no closing quotation mark",
        'end the line with "',
    ),
    (
        "a chapter that is listed and missing",
        changed(GUIDE, "02-home.md", "02-hme.md"),
        rf'{GUIDE}:7: error: the chapter "02-hme.md" is listed here, but there is no such file',
        'did you mean "02-home.md"',
    ),
    (
        "a block that is never closed",
        changed(PLAN, "where to turn.\n:::\n", "where to turn.\n"),
        rf'{PLAN}:17:1: error: the block that opens with "::: slot where-to-get-help"',
        "put a line with ::: where it ends",
    ),
    (
        "a mark that attaches to nothing",
        written(CHAPTER, HOME + "\n{#nothing .core}\n"),
        rf"{CHAPTER}:8:1: error: this line in curly brackets speaks of the block below it",
        "or delete it",
    ),
    (
        "an id that stands twice",
        written(CHAPTER, HOME + "\n{#danger}\nAgain.\n"),
        rf"{CHAPTER}:8:1: error: the id #danger is used twice: also at line 5",
        "give one of them another name",
    ),
    (
        "an overlay that is unknown",
        changed(EDITION, "[MX]", "[MXX]"),
        rf'{EDITION}:3: error: there is no overlay "MXX"',
        'did you mean "MX"',
    ),
    (
        "an overlay's text that is missing",
        gone("locales/overlays/MX/blocks/help.md"),
        rf'{OVERLAY}:13:\d+: error: operation "help" wants blocks/help.md',
        'did you mean "blocks/insurance.md"',
    ),
    (
        "an overlay's text outside of its folder",
        changed(OVERLAY, "blocks/help.md", "../../../../etc/passwd"),
        rf'{OVERLAY}:13:\d+: error: "\.\./\.\./\.\./\.\./etc/passwd" leaves its folder',
        "name a file below this folder",
    ),
    (
        "a chapter outside of the project",
        changed(GUIDE, "02-home.md", "../../../02-home.md"),
        rf'{GUIDE}:7:5: error: "../../../02-home.md" leaves its folder with \.\.',
        "name a file below this folder",
    ),
    (
        "a chapter that is a link out of the project",
        linked(CHAPTER, "/etc/passwd"),
        rf'{CHAPTER}: error: "{CHAPTER}" leads out of the project',
        "copy the file into the project",
    ),
    (
        "an edition that is no YAML",
        written(EDITION, "edition: [\n"),
        rf"{EDITION}:2:1: error: this cannot be read as YAML",
        "compare the line",
    ),
    (
        "an edition's language that is none",
        changed(EDITION, "language: es_MX", "language: spanish"),
        rf'{EDITION}:2:11: error: "spanish" is not a language code',
        "write a code such as es",
    ),
]


@pytest.mark.parametrize(
    ("broken", "said", "hint"), [one[1:] for one in BROKEN], ids=[one[0] for one in BROKEN]
)
def test_it_is_refused_in_plain_words(
    broken: Break, said: str, hint: str, project: Project, tmp_path: Path
) -> None:
    broken(project)
    before = project.tree()
    # Others are built and shown.
    one_of_several = "fr.yaml" in said
    for arguments in (["update"], ["build", "--to", str(tmp_path / "out")], ["status"]):
        ran = project.run(*arguments)
        assert ran.code in (1, 2), arguments
        if one_of_several and arguments == ["status"]:
            # In the row of each edition a line says it all.
            assert re.search(rf"{said}.*: {re.escape(hint)}", ran.out), ran.out
            continue
        told = ran.err
        assert re.search(rf"(?m)^{said}.*\n(  .*\n)*  hint: .*{re.escape(hint)}", told), told
        assert told.count(": error: ") == 1, told
        # No words are in danger where one overlay or edition cannot be read: work goes on.
        goes_on = arguments == ["update"] and re.match("locales/(overlays|editions)/", said)
        assert goes_on or one_of_several or ran.out == ""
        assert ("Nothing was written." in ran.err) == (arguments != ["status"] and not ran.out)
        assert project.tree() == before
    assert one_of_several or not (tmp_path / "out").exists()
    assert [path.name for path in project.root.rglob(".adaptkit-*")] == []


APART = [
    one
    for one in BROKEN
    if re.search("mistyped|without a catalogue|overlay|no YAML|language that is none", one[0])
]


@pytest.mark.parametrize(
    ("broken", "said"), [one[1:3] for one in APART], ids=[one[0] for one in APART]
)
def test_one_overlay_or_edition_keeps_no_translator_from_work(
    broken: Break, said: str, project: Project
) -> None:
    broken(project)
    project.write(CHAPTER, HOME + "\nNew words.\n")
    before = project.tree()
    ran = project.run("update")
    assert ran.code == 1
    assert re.search(rf"(?m)^{said}", ran.err), ran.err
    assert "Nothing was written." not in ran.err
    assert "New words." in project.text(PO)
    assert {name for name, held in project.tree().items() if before.get(name) != held} == {PO, POT}
    assert project.run("update", "--check").code == 1


def test_where_words_are_in_danger_too_nothing_is_written(project: Project) -> None:
    project.change(OVERLAY, "replace:", "replce:")
    project.change(PO, WORDS, WORDS[:-1])
    project.write(CHAPTER, HOME + "\nNew words.\n")
    before = project.tree()
    ran = project.run("update")
    assert ran.code == 1
    assert "2 problems. Nothing was written." in ran.err
    assert project.tree() == before


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (gone("source_guide/images/steps.svg"), 'the picture "images/steps.svg" is not there'),
        (
            changed(PLAN, "images/steps.svg", "images/step.svg"),
            'did you mean "source_guide/images/steps.svg"',
        ),
        (
            changed(PLAN, "images/steps.svg", "02-hom.png"),
            "put the file at source_guide/02-hom.png",
        ),
        (
            changed(PLAN, "images/steps.svg", "../../../../etc/passwd"),
            '"../../../../etc/passwd" leads out of the folders',
        ),
        (linked("source_guide/images/steps.svg", "/etc/passwd"), '"images/steps.svg" leads out of'),
        (
            written("locales/overlays/MX/blocks/help.md", "Mire: ![Un mapa](images/no.png)\n"),
            "put the file at locales/overlays/MX/images/no.png",
        ),
    ],
)
def test_a_picture_that_is_missing(
    broken: Break, said: str, project: Project, tmp_path: Path
) -> None:
    broken(project)
    project.write("passwd", "root:x:0:0")
    before = project.tree()
    ran = project.run("update")
    assert ran.code == 0
    assert said in ran.err
    place = r"(source_guide/01-plan.md:5|locales/overlays/MX/blocks/help.md:1)"
    assert re.match(rf"{place}(:\d+)?: warning:", ran.err)
    assert "Nothing was written." not in ran.err
    after = project.tree()
    if "help.md" not in ran.err:
        assert after == before
    shown = project.run("status", "es_MX")
    assert said in shown.out + shown.err
    ran = project.run("build", "--to", str(tmp_path / "out"))
    assert ran.code == 1
    assert said in ran.err
    assert re.match(r"(source_guide/01-plan.md:5|locales/overlays/MX/blocks/help.md:1):", ran.err)
    assert project.tree() == after
    page = (tmp_path / "out/es_MX/html/01-plan.html").read_text("utf-8")
    assert "A path with three steps." in page
    assert re.search(r'<img[^>]*src="[^"]*(step|passwd|no\.png)', page) is None or "no.png" in said
    pages = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert all(b"root:" not in path.read_bytes() for path in pages)


def test_everything_that_is_wrong_is_told_at_once(project: Project, tmp_path: Path) -> None:
    chosen = [
        one
        for one in BROKEN
        if re.search(
            "closing quotation|mistyped|lose its zero|never closed|attaches|no YAML", one[0]
        )
    ]
    assert len(chosen) == 6
    for _, broken, _, _ in chosen:
        broken(project)
    before = project.tree()
    for arguments in (["update"], ["build", "--to", str(tmp_path / "out")], ["status"]):
        ran = project.run(*arguments)
        assert ran.code == 1
        for name, _, said, _ in chosen:
            # Of an edition that cannot be read nobody knows what it would need.
            if arguments == ["update"] or not re.search("mistyped|PO file", name):
                assert re.search(rf"(?m)^{said}", ran.err), (arguments, name, ran.err)
        assert project.tree() == before


def test_an_edition_s_problems_are_told_at_once(project: Project, tmp_path: Path) -> None:
    chosen = [
        one
        for one in BROKEN
        if re.search("closing quotation|target that is not|without a catalogue|not UTF-8", one[0])
    ]
    for _, broken, _, _ in chosen:
        broken(project)
    project.change(EDITION, "[MX]", "[MX, MXX]")
    before = project.tree()
    for arguments in (["update"], ["build", "--to", str(tmp_path / "out")], ["status"]):
        ran = project.run(*arguments)
        assert ran.code == 1
        expected = [said for name, _, said, _ in chosen if "target" not in name]
        for said in [*expected, f'{EDITION}:3: error: there is no overlay "MXX"']:
            assert re.search(rf"(?m)^{said}", ran.err), (arguments, said, ran.err)
        assert project.tree() == before


def test_a_damaged_catalogue_and_a_target_that_is_missing(project: Project) -> None:
    project.change(PO, WORDS, WORDS[:-1])
    project.change(OVERLAY, "plan.costs.insurance", "plan.costs.insurence")
    project.path("source_guide/images/steps.svg").unlink()
    ran = project.run("update")
    assert ran.code == 1
    assert "2 problems, 1 warning. Nothing was written." in ran.err
    ran = project.run("build")
    assert ran.code == 1
    assert "2 problems. Nothing was written." in ran.err
    assert not project.path("build").exists()


def test_pages_are_not_written_among_the_sources(project: Project) -> None:
    before = project.tree()
    for name in ("source_guide", "source_guide/out", "locales", "locales/../source_guide"):
        ran = project.run("build", "--to", str(project.path(name)))
        assert ran.code == 2
        assert "choose another folder, such as build" in ran.err
        assert project.tree() == before


def test_a_file_stands_where_a_folder_is_needed(project: Project, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", "utf-8")
    ran = project.run("build", "--to", str(tmp_path / "out" / "pages"))
    assert ran.code == 1
    assert "this file cannot be written: a file has the name of a folder" in ran.err
    assert "rename that file, or choose another folder" in ran.err
    assert "Nothing was written." in ran.err
    assert (tmp_path / "out").read_text("utf-8") == "a file"


def test_a_folder_that_may_not_be_written_to(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a folder without the right to write; root has that right everywhere."""

    def refuse(*_: object, **__: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied", "somewhere")

    project.change(CHAPTER, "Rest before", "Lie down before")
    before = project.tree()
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    ran = project.run("update")
    assert ran.code == 1
    assert re.match(r"locales/(guide\.pot|es/guide\.po): error: this file cannot be wri", ran.err)
    assert "close it in other programs, or ask for the right to write" in ran.err
    assert "Nothing was written." in ran.err
    assert project.tree() == before


def test_a_file_that_may_not_be_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "guide.po":
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    ran = project.run("update")
    assert ran.code == 1
    assert f"{PO}: error: this file cannot be read: Permission denied" in ran.err
    assert "Nothing was written." in ran.err


def test_outside_of_any_project(tmp_path: Path) -> None:
    for arguments in (["update"], ["build"], ["status"], ["format"]):
        ran = run("--project", str(tmp_path), *arguments)
        assert ran.code == 2
        assert 'this folder holds no "source_guide" folder' in ran.err
    assert list(tmp_path.iterdir()) == []
