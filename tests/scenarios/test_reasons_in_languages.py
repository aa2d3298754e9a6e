"""A reason that is given in several languages says the same in each, or somebody is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project, sign_all, small

OVERLAY = "locales/overlays/MX/overlay.yaml"
UNIT = "MX/help.reason"
EN, ES = "Clinics open 3 days a week.", "Los centros abren 3 días por semana."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "p")
    edition = "locales/editions/es_MX.yaml"
    project.change(edition, "formats:", 'publisher: {name: "Asociación"}\nformats:')
    project.change(OVERLAY, '"A local address"', f'{{en: "{EN}", es: "{ES}"}}')
    project.done("update", "--today", TODAY)
    sign_all(project, "es_MX")
    return project


def unsigned(project: Project) -> bool:
    """Whether somebody is asked to read this reason again."""
    listed = project.run("status", "es_MX", "--list", "unreviewed", "--today", TODAY).out
    return UNIT in listed


def test_both_as_they_were_signed(project: Project) -> None:
    assert not unsigned(project)
    assert UNIT not in project.run("check").out
    # Whoever re-flows a line, or adds a third language, has changed neither.
    project.change(OVERLAY, f'en: "{EN}"', f'fr: "Là", en: "{EN.replace(" ", "  ", 1)}"')
    assert not unsigned(project)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (EN, "Clinics open every day but Sundays."),
        (EN, "Clinics do not open 3 days a week."),
        (ES, "Los centros abren casi todos los días."),
    ],
)
def test_a_change_of_one_language_alone_asks_somebody(project: Project, old: str, new: str) -> None:
    project.change(OVERLAY, old, new)
    assert unsigned(project)
    said = project.run("status", "es_MX", "--today", TODAY)
    assert "review-void" in said.out + said.err
    assert "es_MX" in project.run("next", "es_MX", "--today", TODAY).out
    assert UNIT in project.run("review", "list", "es_MX", "--today", TODAY).out
    sign_all(project, "es_MX")
    assert not unsigned(project)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("abren 3 días", "abren 5 días", "number-differs"),
        (ES, "Los centros no abren 3 días por semana.", "negation-differs"),
        (ES, EN, "left-in-source"),
    ],
)
def test_the_checks_of_translations_look_at_the_versions(
    project: Project, old: str, new: str, code: str
) -> None:
    project.change(OVERLAY, old, new)
    found = [
        one for one in project.run("check", "--json").json["diagnostics"] if one.get("unit") == UNIT
    ]
    (told,) = [one for one in found if one["code"] == code]
    assert 'the reason of "help"' in told["message"]
    assert OVERLAY in str(told)


def test_a_day_in_digits_is_that_day_in_words(project: Project) -> None:
    for old, new in ((EN, "Read 2026-11-28."), (ES, "Leído el 28 de noviembre de 2026.")):
        project.change(OVERLAY, old, new)
    # That sign-offs have fallen names it too.
    about = f'"unit": "{UNIT}"'
    assert about not in project.run("check", "--json").out
    project.change(OVERLAY, "28 de noviembre", "29 de noviembre")
    assert about in project.run("check", "--json").out


@pytest.mark.parametrize(
    ("english", "chinese", "same"),
    [
        ("Read 2026-11-28.", "2026年11月28日阅读。", True),
        ("Read on 4 April 2024.", "2024年4月4日阅读。", True),
        ("Read in January 2026.", "2026年1月阅读。", True),
        ("Read on 4 April 2024.", "2024年4月5日阅读。", False),
        ("Read in January 2026.", "2025年1月阅读。", False),
    ],
)
def test_a_chinese_month_is_a_number(
    project: Project, english: str, chinese: str, same: bool
) -> None:
    project.change(OVERLAY, f'es: "{ES}"', f'zh_Hans: "{chinese}"')
    project.change(OVERLAY, EN, english)
    told = [
        one["message"]
        for one in project.run("check", "--json").json["diagnostics"]
        if one.get("unit") == UNIT and one["code"] == "number-differs"
    ]
    assert bool(told) is not same, told


def test_a_reason_in_one_language_is_signed_as_before(project: Project) -> None:
    project.change(OVERLAY, f'{{en: "{EN}", es: "{ES}"}}', f'{{es: "{ES}"}}')
    sign_all(project, "es_MX")
    assert not unsigned(project)
    project.change(OVERLAY, ES, "Los centros abren casi todos los días.")
    assert unsigned(project)
