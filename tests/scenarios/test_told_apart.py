"""Messages lead to the line where the value stands, and names that mislead are told as what they
are."""

from __future__ import annotations

from pathlib import Path

import pytest

from adaptkit.settings import new_files
from tests.scenarios.projects import TODAY, Project, small


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path)


def test_what_an_edition_lacks_is_told_at_its_line(project: Project) -> None:
    edition = "locales/editions/es_MX.yaml"
    project.write(
        edition,
        project.text(edition)
        + f'title: T\npublisher:\n  name: ""\n  url: "{new_files.EXAMPLE_URL}"\n',
    )
    told = project.run("status", "es_MX", "--today", TODAY)
    said = told.out + told.err
    assert f"{edition}:7:9: error: readers cannot see who publishes" in said
    assert f"{edition}:8:8: error: publisher.url of this edition is still the example" in said


def test_what_a_contact_and_a_decision_lack_is_told_at_its_line(project: Project) -> None:
    overlay = "locales/overlays/MX"
    project.write(
        f"{overlay}/directory.yaml",
        'contacts:\n  - name: "A"\n    about:\n      es: "'
        f'{new_files.EXAMPLE_ABOUT}"\n    email: "{new_files.EXAMPLE_EMAIL}"\n',
    )
    project.change(f"{overlay}/overlay.yaml", '"Another system"', f'"{new_files.EXAMPLE_REASON}"')
    for command in (["status", "es_MX"], ["update"], ["build", "--to", str(project.path("out"))]):
        ran = project.run(*command, "--today", TODAY)
        said = ran.out + ran.err
        told = next(
            one for one in said.splitlines() if f"{overlay}/directory.yaml:4:11: error" in one
        )
        assert f'email ("{new_files.EXAMPLE_EMAIL}")' in told
        assert f'about.es ("{new_files.EXAMPLE_ABOUT}")' in told
        assert "in the lines 4, 5" in told
        assert f'{overlay}/overlay.yaml:10:43: error: reason of the operation "' in said


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("写下目标。", "选择一个。", "写下目标。选择一个。"),
        ("**目標を書く**", "選ぶ", "**目標を書く**選ぶ"),
        ("写下。", "MS 协会。", "写下。MS 协会。"),
        ("เขียนเป้าหมาย", "เลือกหนึ่ง", "เขียนเป้าหมาย เลือกหนึ่ง"),
        ("목표를 쓰세요.", "고르세요.", "목표를 쓰세요. 고르세요."),
        ("Write.", "Choose.", "Write. Choose."),
    ],
)
def test_merged_passages_are_joined_as_their_script_does(
    tmp_path: Path, first: str, second: str, whole: str
) -> None:
    project = Project(tmp_path)
    guide = "# Plan\n\nWrite down all of your goals.\n\nThen choose one of these goals.\n"
    project.write("source_guide/a.md", guide)
    project.done("update", "zh", "--today", TODAY)
    path = "locales/zh/guide.po"
    text = project.text(path)
    for source, words in (
        ("Write down all of your goals.", first),
        ("Then choose one of these goals.", second),
    ):
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{words}"')
    project.write(path, text)
    project.run("update", "--today", TODAY)
    project.write("source_guide/a.md", guide.replace("goals.\n\nThen", "goals. Then"))
    project.run("update", "--today", TODAY)
    assert f'msgstr "{whole}"' in project.text(path)
    project.write("source_guide/a.md", guide)
    project.run("update", "--today", TODAY)
    assert project.text(path).count(f'msgstr "{first}"') == 1
    assert whole not in project.text(path)


def told(project: Project, *arguments: str) -> tuple[int, str]:
    ran = project.run(*arguments, "--today", TODAY)
    return ran.code, ran.out + ran.err


@pytest.mark.parametrize("command", ["status", "update", "build"])
def test_an_edition_that_says_another_name_or_country(project: Project, command: str) -> None:
    project.write("locales/editions/sw-KE.yaml", "edition: sw_KE\nlanguage: sw_KE\n")
    project.write("locales/editions/en_KY.yaml", "edition: en_KY\nlanguage: en_MY\n")
    code, said = told(project, command)
    assert code == 1
    assert 'locales/editions/sw-KE.yaml:1:10: error: "edition" says sw_KE' in said
    assert "rename the file to sw_KE.yaml" in said
    assert 'locales/editions/en_KY.yaml:2:11: error: "language" says en_MY' in said
    assert "write language: en_KY, or rename the file to en_MY.yaml" in said


@pytest.mark.parametrize("name", ["es_MX (1)", "es_MX - Copy", "Copy of es_MX"])
def test_a_copied_edition_is_told_as_one(project: Project, name: str) -> None:
    text = project.text("locales/editions/es_MX.yaml")
    project.write(f"locales/editions/{name}.yaml", text)
    code, said = told(project, "status")
    assert code == 1
    assert "this looks like a copy of es_MX.yaml" in said


@pytest.mark.parametrize(
    "name", ["01-plan (1).md", "01-plan - Copy.md", "Copy of 01-plan.md", "01-plan copy 2.md"]
)
def test_a_copied_chapter_is_told_as_one(project: Project, name: str) -> None:
    listed = "chapters:\n  - 01-plan.md\n  - 02-home.md\n"
    project.change("source_guide/guide.yaml", listed, "")
    assert "[chapter-copied]" not in told(project, "status")[1]
    project.write(f"source_guide/{name}", "# Your plan\n\nSee what you want.\n")
    for command in ("status", "update", "build"):
        code, said = told(project, command)
        assert code == 0
        assert f"source_guide/{name}: warning: this looks like a copy of 01-plan.md" in said
    project.path("source_guide/01-plan.md").rename(project.path("source_guide/00.md"))
    assert "[chapter-copied]" not in told(project, "status")[1]


@pytest.mark.parametrize(
    ("name", "code"), [("Kenya", "KE"), ("Schweiz", "CH"), ("México", "MX"), ("South-Africa", "ZA")]
)
def test_the_name_of_a_country_is_not_made_an_overlay(
    project: Project, name: str, code: str
) -> None:
    before = project.tree()
    status, said = told(project, "add", "overlay", name)
    assert (status, project.tree()) == (2, before)
    assert f"adaptkit add overlay {code}" in said


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Kiswahili", "sw (Swahili)?"), ("Deutsch", "de (German)?"), ("français", "fr (French)?")],
)
def test_a_language_is_known_by_its_own_name(project: Project, name: str, hint: str) -> None:
    for command in (["language", name], ["overlay", "clinic", "--language", name]):
        status, said = told(project, "add", *command)
        assert status == 2
        assert f"did you mean {hint}" in said


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kenya", "sw_KE"), ("sw_Kenya", "sw_KE"), ("es_Mexico", "es_MX"), ("es-México", "es_MX"),
        ("KEN", "sw_KE"), ("sw_KEN", "sw_KE"),
    ],
)  # fmt: skip
def test_an_edition_is_not_called_by_a_countrys_name(
    project: Project, name: str, code: str
) -> None:
    before = project.tree()
    status, said = told(project, "add", "edition", name)
    assert (status, project.tree()) == (2, before)
    assert said.count(f"adaptkit add edition {code}") == 1


def test_commands_hint_at_the_code_of_what_is_called_by_its_name(project: Project) -> None:
    status, said = told(project, "update", "Swahili")
    assert (status, 'did you mean "sw"?' in said) == (2, True)
    status, said = told(project, "build", "Kenya")
    assert (status, "adaptkit add edition sw_KE" in said) == (2, True)
    status, said = told(project, "build", "es_Mexico")
    assert (status, 'did you mean "es_MX"?' in said) == (2, True)
