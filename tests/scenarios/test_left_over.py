"""What other programs and file managers leave, and nobody would read, is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path / "guide")


@pytest.mark.parametrize("name", ["es (1)", "es - Copy", "Copy of es"])
def test_a_copy_of_a_languages_folder_is_told(project: Project, name: str) -> None:
    project.write(f"locales/{name}/guide.po", project.text("locales/es/guide.po"))
    for command in ("build", "status", "update"):
        ran = project.run(command)
        assert f"locales/{name}: error: this looks like a copy of the folder es" in ran.err


@pytest.mark.parametrize("name", ["notes (1)/guide.po", "es (1)/README.md"])
def test_other_folders_are_nobodys_business(project: Project, name: str) -> None:
    project.write(f"locales/{name}", 'msgid ""\nmsgstr ""\n')
    project.done("build")


def test_an_edition_whose_name_says_another_language_is_told(project: Project) -> None:
    project.write("locales/editions/es_GT.yaml", "edition: es_GT\nlanguage: en\n")
    ran = project.run("build", "es_GT")
    assert "es_GT.yaml:2:11: error: " in ran.err
    assert "another language than that of es_GT.yaml" in ran.err
    assert "rename the file to en_GT.yaml" in ran.err


def test_units_of_another_namespace_are_told(project: Project) -> None:
    project.done("export", "xliff", "es", "--to", str(project.path("es.xlf")))
    text = project.text("es.xlf")
    project.write("es.xlf", text.replace("<file ", '<file xmlns="urn:of:an:agency" '))
    ran = project.run("import", str(project.path("es.xlf")))
    assert ran.code == 1
    assert 'its units are of the namespace "urn:of:an:agency"' in ran.err
    project.write("es.xlf", text)
    project.done("import", str(project.path("es.xlf")))


def test_a_second_segment_of_a_memory_is_told(project: Project) -> None:
    project.done("export", "tmx", "es", "--to", str(project.path("es.tmx")))
    text = project.text("es.tmx")
    assert project.run("import", str(project.path("es.tmx"))).code == 0
    first = "<seg>ES At home</seg>"
    project.write("es.tmx", text.replace(first, f"{first}<seg>Casa</seg>"))
    ran = project.run("import", str(project.path("es.tmx")))
    assert ran.code == 1
    assert "a second <seg> of one <tuv>" in ran.out
    assert "theirs: Casa" in ran.out


def test_words_in_a_column_of_somebodys_own_are_told(project: Project) -> None:
    project.done("export", "csv", "es", "--to", str(project.path("es.csv")))
    head, first, *rest = project.text("es.csv").split("\r\n")
    assert project.done("import", str(project.path("es.csv"))).err == ""
    rows = [f'{head},"comments",""', f'{first},"Is this right?","Ana"', *rest]
    project.write("es.csv", "\r\n".join(rows))
    told = project.done("import", str(project.path("es.csv"))).err
    assert 'es.csv:2: warning: the column "comments" was not read; words stand in row 2' in told
    assert "column 10, which has no name, was not read" in told
    project.write("es.csv", "\r\n".join([f'{head},"comments"', f'{first},"1"', *rest]))
    assert project.done("import", str(project.path("es.csv"))).err == ""


def test_a_table_in_utf_7_is_told_as_such(project: Project) -> None:
    project.done("export", "csv", "es", "--to", str(project.path("es.csv")))
    text = project.text("es.csv").removeprefix("\ufeff")
    words = text.replace("ES At home", "En casa de una niña").replace("ES Costs", "¿Cuánto?")
    project.write("es.csv", words.encode("utf-7"))
    ran = project.run("import", str(project.path("es.csv")))
    assert ran.code == 1
    assert "this file is UTF-7" in ran.err
    plain = text.replace("ES At home", "+1800-555-0100 +254-20-123 a+b-c")
    project.write("es.csv", plain)
    assert "UTF-7" not in project.run("import", str(project.path("es.csv"))).err
