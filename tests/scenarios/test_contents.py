"""What readers can turn to is the same in every format, in the same order and the same words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree

from tests.scenarios.projects import TODAY, Project, small
from tests.writers.readers import parsed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XHTML = "{http://www.w3.org/1999/xhtml}"
FORMATS = "html,epub,docx,pdf,pdf-large,txt"
ABOUT = "Acerca de esta edición"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project: Project = small(tmp_path_factory.mktemp("contents"))
    project.run("build", "es_MX", "--format", FORMATS, "--today", TODAY)
    return project.path("build/es_MX")


def of_page(path: Path, which: str) -> list[str]:
    tree = etree.HTML(path.read_text("utf-8"))
    (nav,) = tree.xpath(f'//nav[@class="{which}"]')
    return ["".join(span.itertext()) for span in nav.xpath(".//ol/li/a")]


def of_book(content: bytes) -> list[str]:
    with ZipFile(io.BytesIO(content)) as book:
        page = parsed(book.read("EPUB/contents.xhtml"))
    first = page.find(f".//{XHTML}nav/{XHTML}ol")
    assert first is not None
    return ["".join(item.find(f"{XHTML}a").itertext()) for item in first]


def of_document(content: bytes) -> list[str]:
    with ZipFile(io.BytesIO(content)) as document:
        body = parsed(document.read("word/document.xml"))
    return [
        "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
        for paragraph in body.iter(f"{W}p")
        if any(style.get(f"{W}val") == "TOC1" for style in paragraph.iter(f"{W}pStyle"))
    ]


def of_pdf(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        return [one.title for one in outline.root]


def of_text(text: str) -> Iterator[str]:
    """What stands below the heading, until an empty line."""
    listed = text.partition("\nContenido\n\n")[2].partition("\n\n")[0]
    yield from listed.split("\n")


def without_number(entry: str) -> str:
    return re.sub(r"^(?:Capítulo )?\d+\. ", "", entry.strip())


def test_every_format_lists_the_same(built: Path) -> None:
    html = built / "html"
    read = {
        "index": of_page(html / "index.html", "chapters"),
        "single": of_page(html / "single.html", "chapters"),
        "menu": of_page(html / "01-plan.html", "contents-menu"),
        "epub": of_book((built / "epub/es_MX.epub").read_bytes()),
        "docx": of_document((built / "docx/es_MX.docx").read_bytes()),
        "pdf": of_pdf((built / "pdf/es_MX.pdf").read_bytes()),
        "pdf-large": of_pdf(next((built / "pdf-large").glob("*.pdf")).read_bytes()),
        "txt": [*of_text((built / "txt/es_MX.txt").read_text("utf-8"))],
    }
    found = {name: [without_number(one) for one in entries] for name, entries in read.items()}
    assert found == dict.fromkeys(found, found["docx"])
    assert found["docx"][-1] == ABOUT
    assert len(found["docx"]) == 3


def test_the_way_to_what_is_said_of_the_edition_leads_there(built: Path) -> None:
    for page, href in (("index.html", "#about"), ("01-plan.html", "index.html#about")):
        assert f'<li class="unnumbered"><a href="{href}">' in (built / f"html/{page}").read_text()
    for page in ("index.html", "single.html"):
        assert (built / f"html/{page}").read_text("utf-8").count(' id="about"') == 1
