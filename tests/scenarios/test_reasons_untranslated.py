"""Why a country has changed something is told in its readers' language, or somebody is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.projects import TODAY, Project, sign_all, small

OVERLAY, PO = "locales/overlays/MX/overlay.yaml", "locales/es/MX.po"
NEW = "A local place"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "p")
    edition = "locales/editions/es_MX.yaml"
    project.change(edition, "formats:", 'publisher: {name: "Asociación"}\nformats:')
    project.change(OVERLAY, 'reason: "Another system"', 'reason: {es: "Otro sistema"}')
    return project


def reasons(project: Project) -> list[dict[str, Any]]:
    found = project.run("status", "es_MX", "--json", "--today", TODAY).json[0]
    return [one for one in found["words"] if one["kind"] == "reason"]


def next_of(project: Project) -> str:
    return project.done("next", "es_MX", "--today", TODAY).out


@pytest.mark.parametrize("reason", ["{es: Aquí}", f'{{en: "{NEW}", es: Aquí}}'])
def test_what_is_written_in_the_readers_language_is_not_asked_for(
    project: Project, reason: str
) -> None:
    project.change(OVERLAY, 'reason: "A local address"', f"reason: {reason}")
    project.done("update", "--today", TODAY)
    sign_all(project, "es_MX")
    assert reasons(project) == []
    assert "reasons" not in next_of(project)


@pytest.mark.parametrize("reason", [f'"{NEW}"', f'{{en: "{NEW}", fr: Ici}}'])
def test_a_reason_in_another_language_is_something_to_do(project: Project, reason: str) -> None:
    project.change(OVERLAY, 'reason: "A local address"', f"reason: {reason}")
    # Before there is any catalogue for it, too: it can be written beside the other language.
    (one,) = reasons(project)
    assert (one["source"], one["state"], one["path"]) == (NEW, "untranslated", OVERLAY)
    assert one["line"] > 0
    project.done("update", "es", "--today", TODAY)
    (one,) = reasons(project)
    assert (one["source"], one["state"], one["path"]) == (NEW, "untranslated", PO)
    where = f"{PO}:{one['line']}"
    assert f"  {where}: {NEW} [reason]" in project.run("status", "es_MX", "--today", TODAY).out
    # It stops nobody, and comes when nothing else is left.
    sign_all(project, "es_MX")
    said = next_of(project)
    assert "Nothing is left to decide" in said
    assert f"translate them, if you can:\n  {where}: “{NEW}”" in said
    also = project.done("next", "es_MX", "--json", "--today", TODAY).json["also"]
    assert also == [{"kind": "reason", "source": NEW, "path": PO, "line": one["line"]}]
    project.change(PO, f'msgid "{NEW}"\nmsgstr ""', f'msgid "{NEW}"\nmsgstr "Un lugar de aquí"')
    assert reasons(project) == []
    sign_all(project, "es_MX")
    assert "reasons" not in next_of(project)
