"""What checks find and must not be published: every command says so, and no release goes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.checked_projects import GOOD, PO, spanish
from tests.scenarios.projects import TODAY, Project

TURNED = "Elija \u202euna\u202c de ellas."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = spanish(tmp_path / "guide")
    made.change(PO, GOOD, f'msgstr "{TURNED}"')
    return made


def codes(found: list[dict[str, str]]) -> set[str]:
    return {one["code"] for one in found if one["severity"] == "error"}


def test_update_status_build_and_check_say_so(project: Project) -> None:
    for command in ("update", "check"):
        ran = project.run(command, "--json", "--today", TODAY)
        assert ran.code == 1
        assert "invisible-character" in codes(ran.json["diagnostics"])
    (row,) = project.run("status", "--json", "--today", TODAY).json
    assert "invisible-character" in codes(row["blockers"])
    ran = project.run("build", "--json", "--today", TODAY)
    (edition,) = ran.json["editions"]
    assert "invisible-character" in codes(edition["diagnostics"])


def test_no_release_goes_out(project: Project) -> None:
    ran = project.run("build", "--release", "--today", TODAY)
    assert ran.code == 1
    assert "[invisible-character]" in ran.err
    assert not project.path("build/es_MX").exists()


def test_what_a_build_kept_does_not_hide_it(project: Project) -> None:
    """After one saved catalogue only what changed is written: what is wrong with that is told."""
    project.change(PO, f'msgstr "{TURNED}"', GOOD)
    project.done("build", "--today", TODAY)
    project.change(PO, "Elija una de ellas.", "Elija una de todas.")
    project.done("build", "--today", TODAY)
    project.change(PO, "Elija una de todas.", TURNED)
    assert "[invisible-character]" in project.run("build", "--today", TODAY).err


def test_what_no_reader_gets_stops_nobody(project: Project) -> None:
    """The overlay replaces the passage."""
    project.change(PO, f'msgstr "{TURNED}"', GOOD)
    project.change(PO, "En los Estados Unidos decide", "En los \u202eEstados\u202c Unidos decide")
    (row,) = project.run("status", "--json", "--today", TODAY).json
    assert "invisible-character" not in codes(row["blockers"])
    assert project.run("check").code == 1


def test_a_native_version_is_judged_where_it_is_shown(project: Project) -> None:
    project.change(PO, f'msgstr "{TURNED}"', GOOD)
    own = "locales/overlays/MX/blocks/help.en.md"
    project.write(own, "Ask at \u202eyour\u202c health centre.\n")
    edition = "edition: en_MX\nlanguage: en_MX\noverlays: [MX]\nformats: [md]\n"
    project.write("locales/editions/en_MX.yaml", edition)
    rows = {
        one["edition"]: codes(one["blockers"])
        for one in project.run("status", "--json", "--today", TODAY).json
    }
    assert "invisible-character" in rows["en_MX"]
    assert "invisible-character" not in rows["es_MX"]


def test_import_says_what_came(project: Project) -> None:
    """Of the words that came, and of no others."""
    file = project.path("out.po")
    project.done("export", "po", "es", "--to", str(file))
    text = file.read_bytes().decode("utf-8")
    file.write_bytes(text.replace("Anote sus metas.", "Anote \u202esus\u202c metas.").encode())
    ran = project.run("import", str(file), "--json", "--today", TODAY)
    (told,) = [one for one in ran.json["diagnostics"] if one["severity"] == "error"]
    assert told["code"] == "invisible-character"
    assert "\u202esus" in project.text(PO)
    again = project.run("import", str(file), "--json", "--today", TODAY)
    assert not [one for one in again.json["diagnostics"] if one["severity"] == "error"]
