"""What lies under the name of a picture and is none is told, with the line that shows it."""

from __future__ import annotations

import struct
import unicodedata
import zlib
from pathlib import Path

import pytest

from tests.scenarios.projects import Project, Ran, small

PAGE = b"<!doctype html><html><script>alert(1)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        end = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + end

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0\0\0\0\0\0\0" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def built(root: Path, name: str, content: bytes | None, shown: str = "") -> tuple[Project, Ran]:
    project = Project(root)
    project.write("source_guide/a.md", f"# One\n\n![A line]({shown or name})\n")
    if content is not None:
        project.write(f"source_guide/{name}", content)
    return project, project.run("build", "en")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.png", PAGE, "a web page"),
        ("x.jpg", PAGE, "a web page"),
        ("x.webp", PAGE, "a web page"),
        ("x.avif", PAGE, "a web page"),
        ("x.png", DRAWING, "a drawing (SVG) under another name"),
        ("x.gif", b"PK\x03\x04" + bytes(90), "a compressed file (ZIP)"),
        ("x.png", b"%PDF-1.7\n", "a PDF"),
        ("x.png", b"", "it is empty"),
        ("x.png", png()[:10], "its end is missing"),
        ("x.png", png()[:-8], "its end is missing"),
        ("x.jpg", b"\xff\xd8\xff\xe0" + bytes(60), "its end is missing"),
        ("x.webp", b"RIFF\xff\xff\0\0WEBPVP8 " + bytes(60), "its end is missing"),
        ("x.png", png(65_535, 65_535), "65,535 × 65,535"),
        ("x.png", png(2**31 - 1, 2**31 - 1), "2,147,483,647"),
        ("x.gif", b"GIF89a\xff\xff\xff\xff\0\0\0;", "65,535 × 65,535"),
    ],
)
def test_it_is_told_and_not_copied(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    project, ran = built(tmp_path, name, content)
    assert ran.code == 1
    assert "source_guide/a.md:3:1: error:" in ran.err
    assert said in ran.err
    assert "[picture-damaged]" in ran.err
    assert not [*project.root.glob(f"build/**/{name}")]


@pytest.mark.parametrize("content", [png(), png(9000, 9000), png() + PAGE])
def test_a_picture_is_copied_to_the_byte(tmp_path: Path, content: bytes) -> None:
    project, ran = built(tmp_path, "x.png", content)
    assert ran.code == 0, ran
    assert {file.read_bytes() for file in project.root.glob("build/**/x.png")} == {content}


@pytest.mark.parametrize(
    "shown", ["x%00.png", "%00/x.png", "a" * 5000 + ".png", "é" * 200 + ".png"]
)
def test_a_name_that_no_disk_has_is_a_picture_that_is_not_there(tmp_path: Path, shown: str) -> None:
    _, ran = built(tmp_path, "x.png", None, shown)
    assert ran.code == 1
    assert "[image-missing]" in ran.err
    assert "source_guide/a.md:3:1" in ran.err


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "source_guide/x.png"
    path.parent.mkdir()
    with path.open("wb") as file:
        file.write(png())
        file.truncate(2**26 + 1)
    _, ran = built(tmp_path, "x.png", None)
    assert ran.code == 1
    assert "larger than 64 MB" in ran.err


def test_a_style_without_end_is_not_read(tmp_path: Path) -> None:
    style = b"a{b:c}" * 100_000
    content = b'<svg xmlns="http://www.w3.org/2000/svg"><style>' + style + b"</style></svg>"
    _, ran = built(tmp_path, "x.svg", content)
    assert ran.code == 1
    assert "[picture-unsafe]" in ran.err


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("CON.svg", True),
        ("nul.svg", True),
        ("a:b.svg", True),
        ("what?.svg", True),
        ("end.", False),  # which is no picture at all
        ("con-la-mano.svg", False),
        ("café.svg", False),
    ],
)
def test_a_name_that_windows_does_not_take(tmp_path: Path, name: str, told: bool) -> None:
    project = small(tmp_path)
    project.write(f"source_guide/images/{name}", project.text("source_guide/images/steps.svg"))
    written = name.replace(":", "%3A").replace("?", "%3F")
    project.change("source_guide/01-plan.md", "images/steps.svg", f"images/{written}")
    ran = project.run("build", "es_MX", "--to", str(tmp_path / "out"))
    assert (f'"images/{name}" has a name that Windows does not take' in ran.err) is told
    assert ("[image-name]" in ran.err) is told


def test_a_name_that_looks_the_same_is_explained(tmp_path: Path) -> None:
    project = small(tmp_path)
    apart = unicodedata.normalize("NFD", "café.svg")
    project.write(f"source_guide/images/{apart}", project.text("source_guide/images/steps.svg"))
    project.change("source_guide/01-plan.md", "images/steps.svg", "images/café.svg")
    ran = project.run("build", "es_MX", "--to", str(tmp_path / "out"))
    assert 'the picture "images/café.svg" is not there' in ran.err
    assert "with letters and accents apart, as some Macs write them" in ran.err
