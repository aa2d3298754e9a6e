"""Every internal link of every format of every edition leads somewhere, as other parsers see them.
In books EPUBCheck looks (test_epub_clients.py), in Markdown for reuse pandoc
(test_documents.py). ADAPTKIT_BUILD names the output of ``adaptkit build``."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pikepdf
import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from tests.clients.editions import EDITIONS, built

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

# Without footnotes, one in Chinese is the address of a link to those who know none.
_MARKDOWN = MarkdownIt("commonmark").use(footnote_plugin)


class _Page(HTMLParser):
    """What it links to, and what can be linked to in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.places: set[str] = set()
        self.targets: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "id" or (tag, name) == ("a", "name"):
                self.places.add(value or "")
            elif name in ("href", "src"):
                self.targets.append(value or "")


@cache
def opened(path: Path) -> _Page:
    text = path.read_text("utf-8")
    return _Page(_MARKDOWN.render(text) if path.suffix == ".md" else text)


def dead(path: Path) -> Iterator[str]:
    for target in opened(path).targets:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            continue
        there = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        found = there.is_file() or (there.is_dir() and not parts.fragment)
        place = unquote(parts.fragment)
        if found and place and there.suffix in (".html", ".md"):
            found = place in opened(there).places
        if not found:
            yield target


def all_dead(*pages: Path) -> list[tuple[str, str]]:
    return [(page.name, target) for page in pages for target in dead(page)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_web_pages(edition: str) -> None:
    pages = sorted(built(edition, "html/index.html").parent.rglob("*.html"))
    assert len(pages) == 15
    assert all_dead(*pages) == []


def test_the_page_of_all_editions() -> None:
    page = built("", "index.html")
    assert {f"{one}/html/index.html" for one in EDITIONS} <= set(opened(page).targets)
    assert all_dead(page) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_markdown(edition: str) -> None:
    pages = sorted(built(edition, "md/01-welcome.md").parent.rglob("*.md"))
    assert len(pages) >= 12
    files = [(page, target) for page in pages for target in opened(page).targets]
    assert files
    # Which headings can be linked to is for each program to say: files are the same to all.
    missing = [
        (page.name, target)
        for page, target in files
        if not urlsplit(target).scheme
        and not (page.parent / (unquote(urlsplit(target).path) or page.name)).is_file()
    ]
    assert missing == []


def places(pdf: pikepdf.Pdf) -> dict[str, Any]:
    root = pdf.Root
    found = dict(pikepdf.NameTree(root.Names.Dests)) if "/Names" in root else {}
    return found | {str(name): to for name, to in root.get("/Dests", {}).items()}


@pytest.mark.parametrize("name", ["pdf", "pdf-large", "pdf-checklists"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_paper(edition: str, name: str) -> None:
    (path,) = built(edition, "html/index.html").parents[1].glob(f"{name}/*.pdf")
    with pikepdf.open(path) as pdf:
        named, pages = places(pdf), {one.objgen for one in pdf.pages}
        wrong, followed = [], 0
        for page in pdf.pages:
            for one in page.get("/Annots", []):
                if one.Subtype != "/Link" or one.get("/A", {}).get("/S") == "/URI":
                    continue
                followed += 1
                to = one.A.D if "/A" in one else one.Dest
                if not isinstance(to, pikepdf.Array):
                    to = named.get(str(to), [None])
                    to = to.get("/D") if isinstance(to, pikepdf.Dictionary) else to
                if getattr(to[0], "objgen", None) not in pages:
                    wrong.append(str(one))
        assert wrong == []
        assert followed > 50 or name == "pdf-checklists"


@pytest.mark.parametrize("edition", EDITIONS)
def test_word(edition: str) -> None:
    with zipfile.ZipFile(built(edition, f"docx/{edition}.docx")) as packed:
        names = set(packed.namelist())
        roots = [
            ElementTree.fromstring(packed.read(name))
            for name in sorted(names)
            if re.fullmatch(r"word/(document|footnotes|header\d*|footer\d*)\.xml", name)
        ]
        relations = [
            (name, one)
            for name in names
            if name.endswith(".rels")
            for one in ElementTree.fromstring(packed.read(name)).iter(f"{RELATIONS}Relationship")
        ]
    marks = {one.get(f"{WORD}name") for r in roots for one in r.iter(f"{WORD}bookmarkStart")}
    links = {one.get(f"{WORD}anchor") for r in roots for one in r.iter(f"{WORD}hyperlink")} - {None}
    assert len(links) > 30
    assert links <= marks
    inside = [
        (Path(name).parents[1] / one.attrib["Target"]).as_posix()
        for name, one in relations
        if one.get("TargetMode") != "External"
    ]
    assert inside
    assert set(inside) <= names


def test_what_leads_nowhere_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "one.html"
    page.write_text('<p id="a"><a href="#a"><a href="#b"><a href="two.html"><img src="x.png">')
    assert [target for _, target in all_dead(page)] == ["#b", "two.html", "x.png"]
