"""Pictures are pictures: a program, or what fetches something, does not get into an edition."""

from __future__ import annotations

import zipfile
from base64 import b64decode
from pathlib import Path

import pytest
from click.testing import CliRunner

from adaptkit.cli import adaptkit
from tests.scenarios.projects import TODAY, small

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
HARMLESS = [
    f'{HEAD}<path d="M0 0h9"/></svg>',
    f'{HEAD}<defs><circle id="a" r="2"/></defs><use href="#a"/><rect fill="url(#a)"/></svg>',
]
CLEANED = [
    (f"{HEAD}<script>alert(1)</script></svg>", "<script>"),
    (f'{HEAD}\n<rect onload="alert(1)"/></svg>', "onload of <rect>"),
    (f'{HEAD}<image href="https://example.org/x.png"/></svg>', "the link of <image>"),
    (f"{HEAD}<style>@import 'https://example.org/x.css'</style></svg>", "@import in <style>"),
    (f"{HEAD}<foreignObject><p>hello</p></foreignObject></svg>", "<foreignObject>"),
]
REFUSED = [
    (f'{HEAD}<a xlink:href="#a"><rect/></a></svg>', "picture-damaged"),
    (f"{HEAD}<rect>", "picture-damaged"),
    (f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x">]>{HEAD}</svg>', "picture-unsafe"),
]
# How a page may name a picture: each way gets the same drawing.
WAYS = ["![A line](x.svg)", '<img src="x.svg" alt="A line">', "See [the drawing](x.svg)."]


def build(folder: Path, picture: str, way: str = WAYS[0]) -> tuple[int, str]:
    source = folder / "source_guide"
    source.mkdir()
    (source / "a.md").write_text(f"# One\n\n{way}\n", "utf-8")
    (source / "x.svg").write_text(picture, "utf-8")
    run = CliRunner().invoke(
        adaptkit, ["--project", str(folder), "build", "en", "--to", str(folder / "out")]
    )
    code = run.return_value if run.exit_code == 0 else run.exit_code
    return int(code or 0), run.output


@pytest.mark.parametrize("picture", HARMLESS)
def test_a_plain_picture_is_copied(picture: str, tmp_path: Path) -> None:
    _, said = build(tmp_path, picture)
    assert "picture-unsafe" not in said
    assert (tmp_path / "out/en/html/x.svg").read_text("utf-8") == picture


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("picture", "left_out"), CLEANED)
def test_what_acts_is_left_out_and_told(
    picture: str, left_out: str, way: str, tmp_path: Path
) -> None:
    _, said = build(tmp_path, picture, way)
    line = 1 + picture.count("\n")
    assert f"source_guide/x.svg:{line}: warning: left out of this picture" in said
    assert f"{left_out} (line {line})" in said
    assert said.count("[picture-cleaned]") == 1
    copied = (tmp_path / "out/en/html/x.svg").read_text("utf-8")
    assert copied.startswith("<?xml")
    assert "alert" not in copied
    assert "example.org" not in copied


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("picture", "code"), REFUSED)
def test_what_cannot_be_read_safely_is_refused(
    picture: str, code: str, way: str, tmp_path: Path
) -> None:
    _, said = build(tmp_path, picture, way)
    assert "source_guide/x.svg:1: error: this picture is not copied" in said
    assert f"[{code}]" in said
    assert not list(tmp_path.glob("out/en/*/x.svg"))


def test_a_drawing_that_shows_an_order_runs_as_the_text_does(tmp_path: Path) -> None:
    project = small(tmp_path / "guide")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 9" data-runs="ltr">'
    project.write("source_guide/images/steps.svg", f'{drawing}<rect width="9" height="9"/></svg>')
    project.done("update", "ar")
    project.run("build", "ar", "en", "--format", "html,epub,docx", "--to", str(tmp_path / "out"))
    turned = b'<g transform="matrix(-1 0 0 1 90 0)"><rect'
    for edition, times in (("ar", 1), ("en", 0)):
        folder = tmp_path / "out" / edition
        assert (folder / "html/images/steps.svg").read_bytes().count(turned) == times
        for book in (folder / f"epub/{folder.name}.epub", folder / f"docx/{folder.name}.docx"):
            with zipfile.ZipFile(book) as archive:
                drawn = [archive.read(n) for n in archive.namelist() if n.endswith(".svg")]
            assert sum(one.count(turned) for one in drawn) == times


def test_a_picture_of_many_faults_is_told_in_one_line(tmp_path: Path) -> None:
    many = "".join(f"<x{n}/>" for n in range(9))
    _, said = build(tmp_path, f"{HEAD}{many}{many}</svg>")
    assert said.count("[picture-cleaned]") == 1
    assert "<x5> (line 1), and 3 more" in said


NOT_FOR_READERS = (
    ".env",
    ".hidden/a.pdf",
    "guide.yaml",
    "notes.txt",
    "tool.html",
    "pic.xhtml",
    "x.js",
    "b.xml",
    "draft.md",
    "data.json",
    "key.pem",
    "noending",
)
# One grey point, as PNG.
POINT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOoBwAAgQCA2Nf3VwAAAABJRU5ErkJggg=="
)
FOR_READERS = ("a.pdf", "B.PNG", "deep/down/talk.mp3", "form.docx", "film.webm")


def test_a_link_takes_out_only_what_is_for_readers(tmp_path: Path) -> None:
    project = small(tmp_path / "guide")
    names = (*NOT_FOR_READERS, *FOR_READERS)
    for name in names:
        begin = POINT if name == "B.PNG" else b""
        if name != "guide.yaml":
            project.write(f"source_guide/{name}", begin + b"top secret")
        project.write(f"locales/overlays/LB/{name}", begin + b"top secret")
    project.change("source_guide/guide.yaml", "  - 02-home.md\n", "  - 02-home.md\n  - 03.md\n")
    links = "\n\n".join(f"See [it]({name})." for name in names)
    project.write("source_guide/03.md", f"# More\n\n{links}\n")
    path = project.path("source_guide/link.pdf")
    path.symlink_to(project.path("source_guide/.env"))
    project.change("source_guide/03.md", "# More\n", "# More\n\n[a link](link.pdf)\n")
    stolen = "\n\n".join(
        f"[y]({way}{name})"
        for name in names
        for way in ("overlays/LB/", "overlays/MX/../LB/", "../LB/", "../../es/guide.po?")
    )
    project.write("locales/overlays/MX/blocks/help.md", f"Ayuda.\n\n{stolen}\n")
    ran = project.run("build", "es_MX", "--to", str(tmp_path / "out"), "--today", TODAY)
    for told in NOT_FOR_READERS:
        assert f'"{told}" is not copied' in ran.err
    out = tmp_path / "out/es_MX"
    files = [p for p in out.rglob("*") if p.is_file() and p.read_bytes().endswith(b"top secret")]
    assert sorted(p.relative_to(out / "html").as_posix() for p in files if "html" in p.parts) == (
        sorted(FOR_READERS)
    )
    assert not list(out.rglob("*.po"))


def test_a_picture_among_an_overlay_s_words_is_shown_in_every_format(tmp_path: Path) -> None:
    project = small(tmp_path)
    words = "Mire ![un mapa](images/mapa%20a.svg 'Mapa')"
    words += " y [![otro](<images/mapa a.svg>)](02-home.md).\n"
    project.write("locales/overlays/MX/blocks/help.md", words)
    project.write("locales/overlays/MX/images/mapa a.svg", HARMLESS[0])
    project.done("update", "--today", TODAY)
    ran = project.run("build", "es_MX", "--to", str(project.path("out")), "--today", TODAY)
    assert "link-dead" not in ran.err
    assert "image-missing" not in ran.err
    there = "overlays/MX/images/mapa%20a.svg"
    assert project.path("out/es_MX/md/overlays/MX/images/mapa a.svg").exists()
    page = project.text("out/es_MX/html/01-plan.html")
    assert page.count(f'src="{there}"') == 2
    markdown = project.text("out/es_MX/md/01-plan.md")
    assert f"![un mapa]({there} 'Mapa')" in markdown
    assert "[![otro](<overlays/MX/images/mapa a.svg>)](02-home.md)" in markdown
