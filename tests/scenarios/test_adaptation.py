"""Another country's edition: nothing of the guide's own country is published there unseen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.projects import ROOT, TODAY, Project, small

OVERLAY = "locales/overlays/MX/overlay.yaml"
EDITION = "locales/editions/es_MX.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small(tmp_path)


def row(project: Project, edition: str = "es_MX", today: str = TODAY) -> Any:
    ran = project.run("status", edition, "--json", "--today", today)
    (one,) = ran.json
    return one


def blocking(project: Project, code: str, edition: str = "es_MX", today: str = TODAY) -> list[Any]:
    found = row(project, edition, today)["blockers"]
    return [one for one in found if one["code"] == code]


def release(project: Project, edition: str = "es_MX") -> str:
    """What a release that stops says; it has written nothing."""
    to = project.path("out")
    ran = project.run("build", edition, "--release", "--to", str(to), "--today", TODAY)
    assert ran.code == 1
    assert not to.exists()
    return ran.err + ran.out


# Variables ------------------------------------------------------------------------------------


def test_a_number_that_no_overlay_sets_is_an_open_point(project: Project) -> None:
    assert row(project)["open_adaptation_points"] == []
    project.change(OVERLAY, 'variables:\n  helpline: "800 911 2000"\n', "")
    assert row(project)["open_adaptation_points"] == ["variable helpline"]
    (one,) = blocking(project, "adaptation-point-open")
    assert one["message"] == '{helpline} is still "1 800 555 0100", the value for US'
    assert "under variables:" in one["hint"]
    guide = project.text("source_guide/guide.yaml").splitlines()
    assert one["path"] == "source_guide/guide.yaml"
    assert guide[one["line"] - 1].strip() == "helpline:"
    assert "{helpline} is still" in release(project)


def test_the_same_value_is_a_decision(project: Project) -> None:
    project.change(OVERLAY, "800 911 2000", "1 800 555 0100")
    assert row(project)["open_adaptation_points"] == []


def test_set_variable_is_a_decision_too(project: Project) -> None:
    project.change(OVERLAY, 'variables:\n  helpline: "800 911 2000"\n', "")
    project.change(
        OVERLAY,
        "operations:\n",
        'operations:\n  - {id: n, set_variable: helpline, value: "800 911 2000"}\n',
    )
    assert row(project)["open_adaptation_points"] == []


def test_a_chapter_called_like_a_variable_decides_nothing_about_it(project: Project) -> None:
    project.change("source_guide/guide.yaml", "variables:\n", 'variables:\n  plan: "Plan B"\n')
    project.change(OVERLAY, "operations:\n", "operations:\n  - {id: k, keep: plan}\n")
    assert "variable plan" in row(project)["open_adaptation_points"]


def test_a_translator_may_not_lose_what_only_an_overlay_declares(project: Project) -> None:
    project.change(OVERLAY, "variables:\n", 'variables:\n  desk: "room 4"\n')
    project.write("locales/overlays/MX/blocks/help.md", "Pregunte en {desk}.\n")
    project.change("source_guide/01-plan.md", "Ask your doctor where", "Ask at {desk} where")
    project.run("update", "--today", TODAY)
    project.done("export", "po", "es", "--to", str(project.path("back.po")))
    lost = project.text("back.po").replace("#, fuzzy\n", "")
    start = lost.index('msgstr "', lost.index("Ask at {desk}"))
    end = lost.index("\n\n", start)
    project.write("back.po", f'{lost[:start]}msgstr "Pregunte."{lost[end:]}')
    ran = project.run("import", str(project.path("back.po")), "--dry-run")
    assert "{desk}" in ran.err
    assert "[placeholder-missing]" in ran.err


def test_the_guide_s_own_country_and_the_original_need_decide_nothing(project: Project) -> None:
    project.write("locales/editions/en_US.yaml", "edition: en_US\nlanguage: en_US\n")
    project.write("locales/editions/en_GB.yaml", "edition: en_GB\nlanguage: en_GB\n")
    for edition in ("en", "en_US"):
        assert row(project, edition)["open_adaptation_points"] == []
    for edition in ("en_GB", "es"):
        assert "variable helpline" in row(project, edition)["open_adaptation_points"]


def test_a_guide_of_no_country_leaves_its_variables_alone(project: Project) -> None:
    project.change("source_guide/guide.yaml", "country: US\n", "")
    assert "variable helpline" not in row(project, "es")["open_adaptation_points"]


@pytest.mark.parametrize("value", ["  ", "ask us", '\\"131\\"'])
def test_a_number_that_is_none_stops_everything(project: Project, value: str) -> None:
    project.change(OVERLAY, "800 911 2000", value)
    ran = project.run("build", "es_MX", "--to", str(project.path("out")), "--today", TODAY)
    assert ran.code == 1
    assert f"{OVERLAY}:5" in ran.err
    assert "[empty-value]" in ran.err or "[wrong-telephone]" in ran.err


def test_our_own_project_has_decided_all() -> None:
    ran = Project(ROOT).run("status", "--json", "--today", TODAY)
    points = {one["edition"]: one["open_adaptation_points"] for one in ran.json}
    assert set(points) >= {
        "ar_LB",
        "en_GB",
        "en_MY",
        "en_US",
        "es_ES",
        "es_MX",
        "es_MX_norte",
        "ms_MY",
        "ta_MY",
        "zh_Hans_MY",
    }
    assert not any(points.values())


# Safety passages, headings --------------------------------------------------------------------


@pytest.mark.parametrize(
    "what", ["replace: home.danger\n    with: blocks/x.md", "remove: home.danger"]
)
def test_a_changed_safety_passage_stops_a_release(project: Project, what: str) -> None:
    project.write("locales/overlays/MX/blocks/x.md", "Llame.\n")
    project.change(OVERLAY, "operations:\n", f"operations:\n  - id: danger\n    {what}\n")
    (one,) = blocking(project, "core-changed")
    assert "adaptkit review sign MX/danger --edition" in one["hint"]
    assert "[core-changed]" in release(project)


def test_a_safety_passage_that_is_kept_is_fine(project: Project) -> None:
    project.change(OVERLAY, "operations:\n", "operations:\n  - {id: danger, keep: home.danger}\n")
    assert blocking(project, "core-changed") == []


def test_a_section_that_would_lose_its_heading_is_told(project: Project) -> None:
    project.change(OVERLAY, "replace: plan.costs.insurance", "replace: plan.costs")
    project.change(OVERLAY, "append: {slot: where-to-get-help}", "insert_after: plan.costs")
    codes = [one["code"] for one in row(project)["diagnostics"]]
    assert codes.count("section-without-heading") == 1


# What the overlay's folder lacks --------------------------------------------------------------


def test_a_missing_text_says_the_whole_path(project: Project) -> None:
    project.path("locales/overlays/MX/blocks/help.md").unlink()
    ran = project.run("status", "es_MX", "--today", TODAY)
    line = project.text(OVERLAY).splitlines().index("    with: blocks/help.md") + 1
    assert f"{OVERLAY}:{line}:11: error" in ran.err
    assert "write it at locales/overlays/MX/blocks/help.md" in ran.err


def test_a_text_in_another_encoding_is_said_once(project: Project) -> None:
    project.write("locales/overlays/MX/blocks/help.md", "Atención\n".encode("latin-1"))
    ran = project.run("status", "es_MX", "--today", TODAY)
    assert "blocks/help.md:1" in ran.err
    assert "no such file" not in ran.err
    assert ran.err.count("error:") == 1


# Who publishes, who checked -------------------------------------------------------------------


def test_an_edition_says_who_publishes_it(project: Project) -> None:
    for name in ("", 'publisher: {name: " "}\n', 'publisher: {url: "https://a.org"}\n'):
        project.write(EDITION, f"edition: es_MX\nlanguage: es_MX\noverlays: [MX]\n{name}")
        assert len(blocking(project, "publisher-missing")) == 1
    assert "[publisher-missing]" in release(project)
    project.write(
        EDITION, 'edition: es_MX\nlanguage: es_MX\noverlays: [MX]\npublisher: {name: "Us"}\n'
    )
    assert blocking(project, "publisher-missing") == []
    assert blocking(project, "publisher-missing", "es") == []


DIRECTORY = """contacts:
  - name: "Our contact"
    url: "https://ours.test"
    verified_by: "us"
    verified_on: 2026-12-01
"""


@pytest.mark.parametrize("said", ["by", "on"])
def test_what_a_check_lacks_is_named(project: Project, said: str) -> None:
    lacking = {"by": '    verified_by: "us"\n', "on": "    verified_on: 2026-12-01\n"}[said]
    project.write("locales/overlays/MX/directory.yaml", DIRECTORY.replace(lacking, ""))
    project.change(OVERLAY, "with: blocks/help.md", "with: directory")
    ran = project.run("status", "es_MX", "--today", "2026-12-02")
    assert f"[contact-unverified]: add verified_{said}, " in ran.out + ran.err


def test_a_check_in_the_future_is_none(project: Project) -> None:
    project.write("locales/overlays/MX/directory.yaml", DIRECTORY)
    project.change(OVERLAY, "with: blocks/help.md", "with: directory")
    found = row(project)
    assert found["unverified_contacts"] == ["Our contact"]
    assert len(blocking(project, "contact-unverified")) == 1
    assert "verified-in-future" in [one["code"] for one in found["diagnostics"]]
    to = project.path("out")
    project.run("build", "es_MX", "--to", str(to), "--today", TODAY)
    assert "2026-12-01" not in (to / "es_MX/html/01-plan.html").read_text("utf-8")
    assert row(project, today="2026-12-01")["unverified_contacts"] == []


# The overlay that no edition uses -------------------------------------------------------------


def test_an_overlay_that_its_country_s_edition_does_not_use(project: Project) -> None:
    project.change(EDITION, "overlays: [MX]\n", "")
    ran = project.run("status", "es_MX", "--today", TODAY)
    assert "[overlay-unused]" in ran.err
    assert 'write overlays: ["MX"]' in ran.err
    # The draft holds another country's number although the overlay sets it: said there as well.
    ran = project.run("build", "es_MX", "--today", TODAY)
    assert "[value-undecided]" in ran.err
    assert 'write overlays: ["MX"] in the edition\'s file' in ran.err
