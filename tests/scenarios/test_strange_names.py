"""Files to import that are not what their names say: each is read, or told what to do with it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.scenarios.projects import small

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def packed(name: str, content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # Of the day on which ZIP begins, and not of the clock's: the same in every process.
        archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said", "hint"),
    [
        (OLD + "EncryptedPackage".encode("utf-16-le"), "password", "take the password away"),
        (OLD, "older Word or Excel", "save it as .xlsx"),
        (packed("Index/Document.iwa", "x"), "a compressed file (ZIP)", "save it as .xlsx"),
        (
            packed("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            "a LibreOffice spreadsheet",
            "save it as .xlsx",
        ),
    ],
    ids=["encrypted", "old", "Numbers", "LibreOffice"],
)
def test_another_program_s_spreadsheet(
    tmp_path: Path, content: bytes, said: str, hint: str
) -> None:
    project = small(tmp_path)
    project.write("in.xlsx", content)
    ran = project.run("import", str(project.path("in.xlsx")))
    assert ran.code == 2
    assert said in ran.err
    assert hint in ran.err


def test_a_workbook_under_the_name_of_a_table(tmp_path: Path) -> None:
    project = small(tmp_path)
    project.done("export", "xlsx", "es", "--to", str(project.path("es.xlsx")))
    project.path("es.xlsx").rename(project.path("es.csv"))
    assert "14 unchanged" in project.done("import", str(project.path("es.csv"))).out


def test_of_a_file_that_was_cut_off_it_is_told_what_it_lacks(tmp_path: Path) -> None:
    project = small(tmp_path)
    project.done("export", "csv", "es", "--to", str(project.path("es.csv")))
    assert "not in this file" not in project.done("import", str(project.path("es.csv"))).out
    with project.path("es.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with project.path("es.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows[:4])
    ran = project.done("import", str(project.path("es.csv")))
    assert "es: 3 unchanged\n  11 of 14 passages are not in this file\n" in ran.out
    asked = project.done("import", str(project.path("es.csv")), "--json").out
    assert json.loads(asked)["languages"][0]["absent"] == 11


def test_a_memory_without_end_is_not_read(tmp_path: Path) -> None:
    project = small(tmp_path)
    for name in ("old.po", "old.mo", "old.tmx"):
        with project.path(name).open("wb") as file:
            file.truncate(2**36)
        ran = project.run("update", "es", "--memory", str(project.path(name)))
        assert ran.code != 0
        assert "too large" in ran.err
