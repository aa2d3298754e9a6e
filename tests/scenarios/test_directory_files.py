"""A secretary keeps the contacts in a spreadsheet: out, edited, back into directory.yaml."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.projects import Project, small

FILE = "locales/overlays/MX/directory.yaml"
OUT = "build/exchange/directory-MX.csv"
TEXT = """\
# Nobody has dialled these numbers.
areas: {MX-NLE: "Nuevo León"}
contacts:
  # periodico.test, read 2026-11-28
  - name: "Línea"
    kind: crisis
    telephone: "800 911 2000"  # as printed
    verified_by: "us"
    verified_on: 2026-11-01
  # the second
  - name: "Grupo"
    kind: ms
    area: [MX-NLE]
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    project.write(FILE, TEXT)
    return project


def edit(project: Project, **cells: str) -> None:
    """Write into the first row; ``__`` stands for the dots of a column."""
    head, *rows = csv.reader(io.StringIO(project.path(OUT).read_text("utf-8-sig")))
    for name, value in cells.items():
        rows[0][head.index(name.replace("__", "."))] = value
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    project.path(OUT).write_text(out.getvalue(), "utf-8")


NEWER = (
    TEXT.replace("800 911 2000", "800 911 3000")
    .replace('"us"', '"Ben"')
    .replace("2026-11-01", "2026-11-20")
)


def test_an_old_file_takes_nothing_back(project: Project) -> None:
    """Nobody has edited it: it says nothing new of what somebody has looked at since."""
    project.done("directory", "export", "MX")
    project.write(FILE, NEWER)
    ran = project.done("directory", "import", "MX", str(project.path(OUT)))
    assert "nothing to change" in ran.out
    assert project.text(FILE) == NEWER
    # What nobody looks at, to verify a contact, comes in all the same.
    edit(project, helps_with="En una crisis.")
    ran = project.done("directory", "import", "MX", str(project.path(OUT)))
    text = project.text(FILE)
    assert "En una crisis." in text
    assert "800 911 3000" in text
    assert 'verified_by: "Ben"' in text


def test_what_both_have_changed_is_left_to_a_person(project: Project) -> None:
    project.done("directory", "export", "MX")
    edit(project, telephones__1__number="800 911 4000")
    project.write(FILE, NEWER)
    ran = project.run("directory", "import", "MX", str(project.path(OUT)))
    assert ran.code == 1
    assert "[contact-changed-twice]" in ran.err
    assert "has been changed here since this file was exported, and in the file too" in ran.err
    assert project.text(FILE) == NEWER


def test_out_edited_and_back(project: Project) -> None:
    assert f"{OUT}: 2 contacts\n" in project.done("directory", "export", "MX").out
    come = ("directory", "import", "MX", str(project.path(OUT)))
    assert "nothing to change" in project.done(*come).out
    assert project.text(FILE) == TEXT
    edit(project, telephones__1__number="800 911 2001", helps_with="En una crisis.")
    dry = project.done(*come, "--dry-run").out
    assert "telephones.1.number: “800 911 2000” → “800 911 2001”" in dry
    assert "helps_with: nothing → “En una crisis.”" in dry
    assert "not verified any more (was by us 2026-11-01): look at it again" in dry
    assert dry.endswith("Nothing was written.\n")
    assert project.text(FILE) == TEXT
    ran = project.done(*come, "--json").json
    (change,) = ran["changes"]
    assert (change["contact"], change["no_longer_verified"]) == ("Línea", "us 2026-11-01")
    assert project.text(FILE) == TEXT.replace(
        '    telephone: "800 911 2000"  # as printed\n    verified_by: "us"\n'
        "    verified_on: 2026-11-01\n",
        '    # as printed\n    telephones:\n      - number: "800 911 2001"\n'
        '    helps_with: "En una crisis."\n',
    )
    # The check in the file is still one of the old number.
    assert "nothing to change" in project.done(*come).out


def test_hsds_goes_out_and_comes_back(project: Project) -> None:
    to = project.path("mx.json")
    said = project.done("directory", "export", "MX", "--format", "hsds", "-o", str(to)).out
    assert "kept as attributes: kind, verified_by\n" in said
    page = json.loads(to.read_text("utf-8"))
    page["contents"][0]["email"] = "a@linea.test"
    to.write_text(json.dumps(page), "utf-8")
    project.done("directory", "import", "MX", str(to))
    assert '    email: "a@linea.test"\n' in project.text(FILE)
    assert "verified_by" not in project.text(FILE)


def test_what_nobody_has_imported_is_not_written_over(project: Project) -> None:
    project.done("directory", "export", "MX")
    project.done("directory", "export", "MX")
    edit(project, helps_with="Otra cosa.")
    assert "[exchange-not-imported]" in project.run("directory", "export", "MX").err
    project.path(OUT).write_text("letters\n", "utf-8")
    assert "[exchange-in-the-way]" in project.run("directory", "export", "MX").err
    inside = str(project.path("locales/x.csv"))
    assert "[exchange-in-the-way]" in project.run("directory", "export", "MX", "-o", inside).err


def test_contacts_begin_in_a_spreadsheet(project: Project) -> None:
    """The overlay's file is as ``add overlay`` writes it, or there is none."""
    sheet = project.path("new.csv")
    sheet.write_text("name;kind;telephones 1 number\nNueva;crisis;800 911 2000\n", "utf-8")
    for text in ("# Nobody yet.\ncontacts:\n#  - name: x\n", "contacts: []\n", ""):
        project.path(FILE).unlink(missing_ok=True)
        if text:
            project.write(FILE, text)
        said = project.done("directory", "import", "MX", str(sheet)).out
        assert "Nueva: new" in said
        new = '  - name: "Nueva"\n    kind: "crisis"\n    telephones:\n      - number: "800 9'
        assert new in project.text(FILE)
        for line in text.splitlines():
            assert not line.startswith("#") or line in project.text(FILE)


def test_a_place_without_a_name_is_told(project: Project) -> None:
    project.done("directory", "export", "MX")
    edit(project, area="MX-COA")
    ran = project.run("directory", "import", "MX", str(project.path(OUT)))
    assert (ran.code, project.text(FILE)) == (1, TEXT)
    assert "nothing says what people call MX-COA [wrong-area]" in ran.err


def test_a_file_that_cannot_be_changed_line_by_line_is_left(project: Project) -> None:
    text = 'contacts: [{name: "Línea", kind: crisis}, {name: "Grupo"}]  # all of them\n'
    project.write(FILE, text)
    project.done("directory", "export", "MX")
    edit(project, helps_with="En una crisis.")
    ran = project.run("directory", "import", "MX", str(project.path(OUT)))
    assert (ran.code, project.text(FILE)) == (1, text)
    assert "[directory-not-changed]" in ran.err


def test_what_is_mistyped_is_told(project: Project) -> None:
    assert 'Did you mean "csv"?' in project.run("directory", "export", "MX", "--format", "cvs").err
    assert project.run("directory", "export", "MY").code
    assert "[use-no-file]" in project.run("directory", "import", "MX", "nothing.csv").err
    project.done("directory", "export", "MX")
    edit(project, key="00000000")
    ran = project.run("directory", "import", "MX", str(project.path(OUT)))
    assert ran.code == 1
    assert "[contact-gone]" in ran.err


def cut(end: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content[: -len(content) // 3] + end


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (cut(b""), "this JSON ends too early"),
        (cut(b" oops }"), "this JSON"),
        (lambda content: content.replace(b'"name":', b'"name"', 1), "cannot be read from here on"),
        (lambda content: content + b"}", "cannot be read from here on"),
    ],
)
def test_json_that_is_broken_is_told_with_its_place(
    project: Project, change: Callable[[bytes], bytes], said: str
) -> None:
    file = project.path("mx.json")
    project.done("directory", "export", "MX", "--format", "hsds", "--to", str(file))
    file.write_bytes(change(file.read_bytes()))
    ran = project.run("directory", "import", "MX", str(file))
    assert ran.code == 1
    assert said in ran.err
    assert re.search(r"mx\.json:\d+:\d+: error: ", ran.err)
    assert "export or download it once more" in ran.err


@pytest.mark.parametrize("cut_off", [False, True])
def test_a_workbook_is_told_as_one(project: Project, cut_off: bool) -> None:
    project.done("export", "xlsx", "es", "--to", str(project.path("es.xlsx")))
    content = project.path("es.xlsx").read_bytes()
    project.path("mx.csv").write_bytes(content[: len(content) // 2] if cut_off else content)
    ran = project.run("directory", "import", "MX", str(project.path("mx.csv")))
    assert ran.code == 2
    assert "and no table of contacts [use-unknown-format]" in ran.err
    assert 'save the table as "CSV UTF-8"' in ran.err


@pytest.mark.parametrize(
    ("number", "came"), [("079", "79"), ("*765", "765"), ("+52 55 1234 5678", "525512345678")]
)
def test_a_number_that_a_spreadsheet_has_spoilt_is_not_taken(
    project: Project, number: str, came: str
) -> None:
    """Who calls 79 reaches nobody."""
    project.write(FILE, TEXT.replace("800 911 2000", number))
    project.done("directory", "export", "MX")
    edit(project, telephones__1__number=came)
    before = project.tree()
    ran = project.run("directory", "import", "MX", str(project.path(OUT)))
    assert ran.code == 1
    assert f'has come back as "{came}" and was "{number}"' in ran.err
    assert "[exchange-number]" in ran.err
    assert project.tree() == before


def test_a_number_that_somebody_has_changed_is_taken(project: Project) -> None:
    project.done("directory", "export", "MX")
    edit(project, telephones__1__number="01 800 911 2000")
    assert (
        "01 800 911 2000" in project.done("directory", "import", "MX", str(project.path(OUT))).out
    )
