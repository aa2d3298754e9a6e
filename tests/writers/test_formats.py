"""A format is one file: a made-up one is dropped into the folder of writers, and everything else
takes it as it comes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import adaptkit.writers
from adaptkit.editions.complete import complete
from adaptkit.writers import ALONE, FORMATS, default_formats, formats, in_writing_order
from tests.scenarios.projects import Project, small
from tests.writers.builders import sample_editions

MADE_UP = '''
from adaptkit.model.document import BlockKind
from adaptkit.writers import FORMATS, Format


def write(edition, others):
    """The words of the headings, one a line."""
    lines = [
        "".join(piece.text for piece in block.inlines)
        for chapter in edition.chapters
        for top in chapter.shown
        for block in top.walk()
        if block.kind is BlockKind.HEADING
    ]
    assert others.files == ()
    return {"guide.txt": "\\n".join(lines).encode()}


@FORMATS.register("headings")
def headings():
    return Format("headings", "Headings only", write, suffix=".txt")
'''


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "made_up"
    folder.mkdir()
    (folder / "headings.py").write_text(MADE_UP, "utf-8")
    found = {name: FORMATS[name] for name in FORMATS}
    there = [*adaptkit.writers.__path__, str(folder)]
    monkeypatch.setattr(adaptkit.writers, "__path__", there)
    monkeypatch.setattr(FORMATS, "_found", found)
    monkeypatch.setattr(FORMATS, "_loaded", False)
    assert "headings" in FORMATS
    yield
    del sys.modules["adaptkit.writers.headings"]


def test_what_a_format_says_of_itself() -> None:
    for name, one in formats().items():
        assert one.name == name
        assert one.label
        assert not one.suffix or one.suffix.startswith(".")
    assert default_formats() == ("html", "md")
    assert [one.name for one in in_writing_order(["html", "md"])] == ["md", "html"]


def test_who_takes_an_edition_along_in_every_format_has_files_of_different_names() -> None:
    for of in sample_editions():
        done = complete(of, of.assets)
        single = [one for one in formats().values() if one.suffix and not one.lacking]
        written = [name for one in single for name in one.write(done, ALONE)]
        names = [name for name in written if not name.startswith("images/")]
        assert all(re.fullmatch(rf"{of.spec.name}[a-z-]*\.[a-z0-9]+", name) for name in names)
        assert len({*names}) == len(names) == len(single) > 5


@pytest.mark.usefixtures("made_up")
def test_a_format_is_added_by_one_file(tmp_path: Path) -> None:
    project: Project = small(tmp_path / "guide")
    project.done("build", "es_MX", "--format", "html,headings")
    text = project.text("build/es_MX/headings/guide.txt")
    assert text.splitlines()[0].startswith("ES ")
    # The page that shows the others knows it, with its size.
    index = project.text("build/es_MX/html/index.html")
    # A name: the same in every language.
    label = "<bdi>Headings only</bdi>"
    assert f'<a href="../headings/guide.txt">{label}</a>' in index
    assert "(1 kB)" in index
    assert not project.path("build/es_MX/md").exists()


def test_a_label_that_is_a_word_is_said_in_the_editions_language(tmp_path: Path) -> None:
    project: Project = small(tmp_path / "guide")
    project.write("locales/editions/es_ES.yaml", "edition: es_ES\nlanguage: es_ES\n")
    project.done("build", "--format", "html,epub,txt")
    index = project.text("build/es_MX/html/index.html")
    assert '<a href="../txt/es_MX.txt"><bdi>Texto sin formato</bdi></a>' in index
    assert '<a href="../epub/es_MX.epub"><bdi>EPUB</bdi></a>' in index
    every = project.text("build/index.html")
    assert '<a href="es_MX/txt/es_MX.txt"><span lang="es-MX" dir="ltr">Texto' in every
    assert '<a href="es_ES/txt/es_ES.txt"><span lang="es-ES" dir="ltr">Texto' in every


@pytest.mark.usefixtures("made_up")
def test_a_label_that_is_a_word_without_a_translation_says_its_language(tmp_path: Path) -> None:
    project: Project = small(tmp_path / "guide")
    project.write("locales/editions/fr.yaml", "edition: fr\nlanguage: fr\n")
    project.done("update", "fr")
    project.done("build", "fr", "--format", "html,txt,headings")
    index = project.text("build/fr/html/index.html")
    assert '<bdi lang="en" dir="ltr">Plain text</bdi>' in index
    assert "<bdi>Headings only</bdi>" in index


@pytest.mark.usefixtures("made_up")
def test_only_the_default_ones_are_written_unasked(tmp_path: Path) -> None:
    project: Project = small(tmp_path / "guide")
    project.change("locales/editions/es_MX.yaml", "formats: [html, md]\n", "")
    project.done("build")
    assert sorted(p.name for p in project.path("build/es_MX").iterdir() if p.is_dir()) == [
        "html",
        "md",
    ]
    project.write(
        "locales/editions/es_MX.yaml",
        project.text("locales/editions/es_MX.yaml") + "formats: [headings]\n",
    )
    project.done("build")
    assert [p.name for p in project.path("build/es_MX").iterdir() if p.is_dir()] == ["headings"]
    ran = project.run("build", "--format", "heading")
    assert ran.code == 2
    assert 'Did you mean "headings"?' in ran.err
