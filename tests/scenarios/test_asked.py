"""Translators are asked for what editions will show, and for nothing else."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.scenarios.projects import Project, small

PO = "locales/fr/MX.po"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("whole") / "guide")
    project.write("locales/editions/fr_MX.yaml", "edition: fr_MX\nlanguage: fr\noverlays: [MX]\n")
    return project


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    return whole.copy(tmp_path / "guide")


def asked(project: Project) -> dict[str, str]:
    found = polib.pofile(str(project.path(PO)), wrapwidth=0)
    return {
        entry.msgid: entry.msgstr
        for entry in found
        if not entry.obsolete and not entry.msgctxt.endswith(".reason")
    }


HELP = "Pregunte en su centro de salud."
INSURANCE = "En México decide la institución que lo atiende."


def test_what_has_a_native_version_is_not_asked(project: Project) -> None:
    project.write("locales/overlays/MX/blocks/help.fr.md", "Demandez.\n")
    project.done("update", "fr")
    assert asked(project) == {INSURANCE: ""}
    assert HELP in project.text("locales/MX.pot"), "another language may need it"


def test_where_all_is_native_there_is_no_catalogue(project: Project) -> None:
    project.write("locales/overlays/MX/blocks/help.fr.md", "Demandez.\n")
    project.write("locales/overlays/MX/blocks/insurance.fr.md", "Décidé.\n")
    project.done("update", "fr")
    assert not project.path(PO).exists()


def test_without_native_versions_all_is_asked(project: Project) -> None:
    project.done("update", "fr")
    assert asked(project) == {INSURANCE: "", HELP: ""}


def test_another_edition_of_the_language_may_need_it(project: Project) -> None:
    project.write("locales/overlays/MX/blocks/help.fr.md", "Demandez.\n")
    project.write(
        "locales/editions/fr_CA.yaml", "edition: fr_CA\nlanguage: fr_CA\noverlays: [MX]\n"
    )
    project.done("update", "fr")
    assert asked(project) == {INSURANCE: ""}, "fr_CA reads the version in fr too"


def test_words_beside_a_native_version_are_kept_and_come_back(project: Project) -> None:
    project.done("update", "fr")
    project.change(PO, f'msgid "{HELP}"\nmsgstr ""', f'msgid "{HELP}"\nmsgstr "Demandez ici."')
    project.write("locales/overlays/MX/blocks/help.fr.md", "Demandez.\n")
    project.done("update")
    assert asked(project) == {INSURANCE: ""}
    assert '#~ msgstr "Demandez ici."' in project.text(PO)
    after = project.text(PO)
    project.done("update")
    assert project.text(PO) == after
    project.path("locales/overlays/MX/blocks/help.fr.md").unlink()
    project.done("update")
    assert asked(project)[HELP] == "Demandez ici."


def test_status_counts_what_is_asked(project: Project) -> None:
    project.write("locales/overlays/MX/blocks/help.fr.md", "Demandez.\n")
    project.done("update", "fr")
    row = project.done("status", "fr_MX", "--json").json[0]
    guide = polib.pofile(str(project.path("locales/fr/guide.po")))
    # The guide's passage about one country's insurance is replaced.
    assert row["needed"] == len(guide) - 1 + len(asked(project))
