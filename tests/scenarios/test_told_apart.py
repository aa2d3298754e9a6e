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
    assert f"{edition}:8:8: error: publisher.url is still the example" in said


def test_what_a_contact_and_a_decision_lack_is_told_at_its_line(project: Project) -> None:
    overlay = "locales/overlays/MX"
    project.write(
        f"{overlay}/directory.yaml",
        'contacts:\n  - name: "A"\n    about:\n      es: "'
        f'{new_files.EXAMPLE_ABOUT}"\n    email: "{new_files.EXAMPLE_EMAIL}"\n',
    )
    project.change(f"{overlay}/overlay.yaml", '"Another system"', f'"{new_files.EXAMPLE_REASON}"')
    for command in (["status", "es_MX"], ["update"], ["build", "--to", "out"]):
        ran = project.run(*command, "--today", TODAY)
        said = ran.out + ran.err
        assert f"{overlay}/directory.yaml:4:11: error: about.es" in said
        assert f"{overlay}/directory.yaml:5:12: error: email" in said
        assert f"{overlay}/overlay.yaml:10:43: error: the reason" in said


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
