"""A folder of Markdown and a language code, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adaptkit.model.catalogue import EntryState
from tests.scenarios.projects import Project, in_state, run, translate

FILES = {
    "source_guide/2-home.md": "# At home\n\nRest before you are. See [meals](deep/meals.md).\n",
    "source_guide/10-end.md": "# The end\n\n{curly} braces are only braces, and 024 a number.\n",
    "source_guide/deep/meals.md": "# Meals\n\n![A plate.](../pictures/plate.svg)\n\nEat well.\n",
    "source_guide/deep/er/still.md": "No heading here, only words.\n",
    "source_guide/pictures/plate.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "source_guide/.drafts/not-yet.md": "# Nobody sees this\n",
    "source_guide/notes.txt": "not a chapter\n",
}


@pytest.fixture
def bare(tmp_path: Path) -> Project:
    project = Project(tmp_path / "guide")
    for name, content in FILES.items():
        project.write(name, content)
    return project


def test_from_markdown_to_two_languages(bare: Project) -> None:
    before = bare.tree()
    bare.done("update")
    assert {name for name in bare.tree() if name not in before} <= {"locales/guide.pot"}
    assert "es, locales/es/guide.po (created)" in bare.done("update", "es").out
    assert {name: bare.tree()[name] for name in before} == before
    assert [e.unit_id.rpartition(".")[0] for e in bare.catalogue().live] == [
        "home", "home", "end", "end", "deep-er-still", "deep-meals", "deep-meals", "deep-meals",
    ]  # fmt: skip
    assert "Nobody sees this" not in bare.text("locales/guide.pot")
    translate(bare)
    assert not in_state(bare.catalogue(), EntryState.UNTRANSLATED)
    assert bare.run("update", "--check").code == 0
    for language in ("es", "en"):
        bare.done("build", language)
        folder = bare.root / "build" / language / "html"
        names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
        assert {"2-home.html", "10-end.html", "deep/meals.html", "deep/er/still.html"} <= names
        page = (folder / "deep/meals.html").read_text("utf-8")
        assert ("ES Eat well." in page) == (language == "es")
        assert f'<html lang="{language}"' in page
        assert (folder / "pictures/plate.svg").read_bytes() == FILES[
            "source_guide/pictures/plate.svg"
        ].encode()
        assert 'href="deep/meals.html"' in (folder / "2-home.html").read_text("utf-8")
        assert "{curly} braces" in (folder / "10-end.html").read_text("utf-8")
    assert "es: 100% translated" in bare.done("build").out
    assert (bare.root / "build/index.html").is_file()
    assert bare.run("status").code == 0
    assert {name: bare.tree()[name] for name in before} == before


def test_update_alone_creates_no_catalogue(bare: Project) -> None:
    bare.done("update")
    assert not list(bare.root.glob("locales/*/"))
    assert "en" in bare.done("build").out
    assert not list(bare.root.glob("locales/*/"))


def test_a_language_without_a_catalogue_says_what_to_type(bare: Project) -> None:
    for command in ("build", "status"):
        ran = bare.run(command, "es")
        assert ran.code in (1, 2)
        assert "adaptkit update es" in ran.err
    assert not (bare.root / "build").exists()


@pytest.mark.parametrize(
    ("typed", "meant"), [("ess", "es"), ("spanish", ""), ("es-", "es"), ("zz", ""), ("", "")]
)
def test_an_unknown_language(bare: Project, typed: str, meant: str) -> None:
    before = bare.tree()
    ran = bare.run("update", typed)
    assert ran.code == 2
    assert f'"{typed}" is not a language code that adaptkit knows' in ran.err
    assert "did you mean" in ran.err if meant else "hint: " in ran.err
    assert bare.tree() == before


def test_every_wrong_language_is_named_and_no_right_one_made(bare: Project) -> None:
    ran = bare.run("update", "es", "ess", "frr_XXX")
    assert ran.code == 2
    assert ran.err.count(": error: ") == 2
    assert not (bare.root / "locales").exists()


@pytest.mark.parametrize(
    ("typed", "folder"),
    [("pt-br", "pt_BR"), ("zh_hans", "zh_Hans"), ("sr@latin", "sr@latin"), ("ES", "es")],
)
def test_a_language_code_in_any_spelling(bare: Project, typed: str, folder: str) -> None:
    bare.done("update", typed)
    assert bare.path(f"locales/{folder}/guide.po").is_file()
    assert bare.run("update", "--check").code == 0
    bare.done("build", typed, "--format", "md")


def test_the_source_language_needs_no_catalogue(bare: Project) -> None:
    ran = bare.run("update", "en")
    assert ran.code == 2
    assert "the guide itself is in this language" in ran.err
    assert not bare.path("locales").exists()
    bare.done("build", "en")


@pytest.mark.parametrize("below", ["", "source_guide", "source_guide/deep/er", "locales"])
def test_from_a_folder_below(bare: Project, below: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bare.path("locales").mkdir()
    monkeypatch.chdir(bare.root / below)
    assert run("update", "es").code == 0
    assert run("build", "es", "--format", "html").code == 0
    assert bare.path("locales/es/guide.po").is_file()
    assert bare.path("build/es/html/2-home.html").is_file()


def test_project_named_from_elsewhere(
    bare: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert run("--project", "../guide", "update", "es").code == 0
    assert run("build", "es", "--project", "../guide", "--to", "here", "--format", "md").code == 0
    assert (tmp_path / "elsewhere/here/es/md/2-home.md").is_file()
    assert not (bare.root / "build").exists()
    assert run("update").code == 2


def test_nothing_at_all(tmp_path: Path) -> None:
    (tmp_path / "source_guide").mkdir()
    for command in ("update", "build", "status"):
        ran = run("--project", str(tmp_path), command)
        assert ran.code == 1
        assert re.match(r"source_guide: error: there is no chapter here yet", ran.err)
    assert [path.name for path in tmp_path.rglob("*")] == ["source_guide"]


def test_strange_but_fine_files(bare: Project) -> None:
    """Empty, only white space, Windows line ends and a BOM, blanks and accents in the name."""
    bare.write("source_guide/empty.md", "")
    bare.write("source_guide/blank.md", "\n\n  \n")
    bare.write("source_guide/windows.md", b"\xef\xbb\xbf# Title\r\n\r\nWords\r\nhere.\r\n")
    bare.write("source_guide/ma\u00f1ana por la ma\u00f1ana.md", "# Tomorrow\n\nBy morning.\n")
    sources = {n: f for n, f in bare.tree().items() if n.startswith("source_guide/")}
    bare.done("update", "es")
    translate(bare)
    assert bare.run("update", "--check").code == 0
    bare.done("build", "es", "en")
    assert (bare.root / "build/es/html/ma\u00f1ana por la ma\u00f1ana.html").is_file()
    assert {n: f for n, f in bare.tree().items() if n.startswith("source_guide/")} == sources
