"""Published folders and archives from anywhere: looked into, and harmless."""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.diagnostic import Diagnostic, ProblemsFound
from adaptkit.workspace import published
from adaptkit.workspace.published import content_of, opened, sha256_of

MARK = "edition.json"


def packed(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries:
            file.writestr(name, content)
    return out.getvalue()


def looked_at(path: Path) -> tuple[Diagnostic, ...]:
    """Why it is refused; nothing where all of it can be read."""
    try:
        with opened(path, MARK) as source:
            for name in source.sizes:
                sha256_of(source, name)
    except ProblemsFound as problem:
        return problem.diagnostics
    return ()


def refused(path: Path, content: bytes | None = None) -> str:
    if content is not None:
        path.write_bytes(content)
    found = looked_at(path)
    assert {one.code for one in found} == {"archive-refused"}
    return " ".join(one.message for one in found)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "x.zip"


GOOD = packed(("x/edition.json", b"{}"), ("x/html/a.html", b"a" * 5000))


def test_a_folder_and_its_archive_are_the_same(tmp_path: Path, file: Path) -> None:
    file.write_bytes(GOOD)
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "all")
    with opened(file, MARK) as source, opened(tmp_path / "all" / "x", MARK) as folder:
        assert source.sizes == folder.sizes == {"edition.json": 2, "html/a.html": 5000}
        for name in source.sizes:
            assert sha256_of(source, name) == sha256_of(folder, name)
        assert content_of(source, "html/a.html", 10) == b"a" * 11


def test_an_archive_may_have_no_folder_around_all(file: Path) -> None:
    file.write_bytes(packed(("edition.json", b"{}"), ("html/a.html", b"a")))
    with opened(file, MARK) as source:
        assert set(source.sizes) == {"edition.json", "html/a.html"}
    file.write_bytes(
        packed(
            ("edition.json", b"{}"),
        )
    )
    with opened(file, MARK) as source:
        assert set(source.sizes) == {"edition.json"}


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a/../../x", "a\\..\\x", "c:/x", "a//b", "./a", "a\nb", "../"]
)
def test_names_that_lead_out_are_refused(file: Path, name: str) -> None:
    assert "lead out" in refused(file, packed(("edition.json", b"{}"), (name, b"")))


def test_links_passwords_doubles_and_strange_packing_are_refused(file: Path) -> None:
    link = zipfile.ZipInfo("html")
    link.external_attr = 0o120777 << 16
    assert "link" in refused(file, packed((link, b"/etc")))
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = packed(("a", b"1"), ("a", b"2"))
    assert "same name" in refused(file, twice)
    locked = bytearray(packed(("a", b"1")))
    at = locked.index(b"PK\1\2")
    locked[at + 8] |= 1
    assert "password" in refused(file, bytes(locked))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as strange:
        strange.writestr("a", b"1")
    assert "packed in a way" in refused(file, out.getvalue())


def test_bombs_are_refused_before_they_are_unpacked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Declared as it is: 3 GB of nothing, which is 3 MB here.
    said = bytearray(packed(("a", b"\0" * 1000)))
    at = said.index(b"PK\1\2")
    said[at + 24 : at + 28] = struct.pack("<I", 3_000_000_000)
    begun = time.process_time()
    assert "larger than" in refused(file, bytes(said))
    assert time.process_time() - begun < 1
    # Declared as less: no more is read than was said, and that is not what its sum says.
    lies = bytearray(packed(("a", b"\0" * 10_000_000)))
    at = lies.index(b"PK\1\2")
    lies[at + 24 : at + 28] = struct.pack("<I", 10)
    assert "damaged" in refused(file, bytes(lies))
    monkeypatch.setattr(published, "MOST_FILES", 3)
    assert "more than 3 files" in refused(file, packed(*((str(n), b"") for n in range(4))))


def test_an_archive_whose_list_is_endless_is_refused_unread(file: Path) -> None:
    whole = bytearray(packed(("a", b"1")))
    end = whole.rindex(b"PK\5\6")
    for at, size, number in ((10, "<H", 65_535), (12, "<I", 4_000_000_000)):
        spoilt = bytearray(whole)
        spoilt[end + at : end + at + struct.calcsize(size)] = struct.pack(size, number)
        assert "more than" in refused(file, bytes(spoilt))


@given(st.data())
def test_whatever_is_spoilt_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    file = tmp_path_factory.getbasetemp() / "spoilt.zip"
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file.write_bytes(bytes(content[: data.draw(st.integers(0, len(content)))]) or b"")
    assert {one.code for one in looked_at(file)} <= {"archive-refused"}


def test_no_link_is_followed_and_no_pipe_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "edition.json").write_text("{}")
    (folder / "out").symlink_to(tmp_path)
    assert "link" in refused(folder)
    (folder / "out").unlink()
    (folder / "file").symlink_to("edition.json")
    assert "link" in refused(folder)
    (folder / "file").unlink()
    os.mkfifo(folder / "pipe")
    assert "pipe" in refused(folder)
    assert "neither" in refused(folder / "pipe")


def test_a_folder_with_more_than_any_edition_has_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "MOST_FILES", 2)
    for name in "abc":
        (tmp_path / name).touch()
    assert "more than 2 files" in refused(tmp_path)


def test_what_is_no_archive_is_said_to_be_none(file: Path) -> None:
    for content in (b"", b"PK", b"<html>", GOOD[:-1], GOOD[40:]):
        assert refused(file, content)
