"""What an organisation hands out: a file with what its edition needs, and nothing else."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from adaptkit.exchange import EXCHANGES
from tests.scenarios.projects import Project, small


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    project.write("locales/editions/fr_MX.yaml", "edition: fr_MX\nlanguage: fr\noverlays: [MX]\n")
    project.write("locales/overlays/MX/blocks/help.fr.md", "Demandez.\n")
    project.done("update", "fr")
    return project


def ids(project: Project, name: str, file: Path) -> set[str]:
    project.done("export", name, "fr_MX", "--to", str(file))
    read = EXCHANGES[name]().read
    assert read is not None
    return {unit.id for unit in read(file.read_bytes(), file.name).units}


@pytest.mark.parametrize(("name", "suffix"), [("xlsx", "xlsx"), ("csv", "csv"), ("xliff", "xlf")])
def test_only_what_the_edition_needs(
    name: str, suffix: str, project: Project, tmp_path: Path
) -> None:
    found = ids(project, name, tmp_path / f"x.{suffix}")
    row = project.done("status", "fr_MX", "--json").json[0]
    reasons = [one for one in found if one.endswith(".reason")]  # which readers can do without
    assert len(found) - len(reasons) == row["needed"]
    assert len(reasons) == 2
    assert "plan.costs.insurance" not in found, "this overlay replaces it"
    assert any(one.startswith(("MX/", "MX.")) for one in found)


def test_it_comes_back(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "fr_MX.po"
    project.done("export", "po", "fr_MX", "--to", str(file))
    sent = polib.pofile(str(file), wrapwidth=0)
    before = {e.msgctxt for e in polib.pofile(str(project.path("locales/fr/guide.po")))}
    for entry in sent:
        entry.msgstr = f"FR {entry.msgid}"
    sent.save()
    project.done("import", str(file))
    row = project.done("status", "fr_MX", "--json").json[0]
    assert row["translated"] == row["needed"]
    after = polib.pofile(str(project.path("locales/fr/guide.po")))
    assert {e.msgctxt for e in after} == before
    assert [e.msgctxt for e in after.untranslated_entries()] == ["plan.costs.insurance"]


def test_a_language_goes_out_whole_as_before(project: Project) -> None:
    project.done("export", "po", "fr", "fr_MX")
    whole, part = (
        len(polib.pofile(str(project.path(f"build/exchange/{name}.po"))))
        for name in ("fr", "fr_MX")
    )
    assert whole == part + 1


def test_neither_a_language_nor_an_edition(project: Project) -> None:
    ran = project.run("export", "xlsx", "fr_MXX")
    assert ran.code == 2
    assert "Nothing was written." in ran.err
