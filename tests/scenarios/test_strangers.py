"""Every string that a stranger may send, through every field of every file: no page acts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from unittest import mock

import polib
import pytest

from adaptkit.editions.addresses import is_safe
from tests.scenarios.projects import TODAY, Project
from tests.strangers import STRINGS, acting, markdown_links
from tests.writers.readers import opened, parsed

pytestmark = pytest.mark.at_length

NUMBERS = range(len(STRINGS))
# Each place where a value may land in an author's own HTML; %s is the placeholder's name.
PLACES = """\
<div title="{%s}" data-x='{%s}' class={%s} lang=x{%s}y>
In a text {%s}, <b title='{%s}'>bold {%s}</b>, <a href="{%s}">to {%s}</a> words.
<a href='https://example.org/{%s}?q={%s}'>more words</a> <a href={%s}>unquoted</a>
<img src="x.svg" alt="{%s}"> <img src='x.svg' alt={%s}>
<span onclick="x('{%s}')" style="x:{%s}">x</span>
<!-- a comment {%s} --> <textarea>{%s}</textarea> <{%s}> </{%s}> <b {%s}>x</b>
<svg><title>{%s}</title></svg>
<iframe srcdoc="{%s}"></iframe> <form action="{%s}"></form> <meta content="{%s}">
</div>
"""
OWN_ACTS = (
    "<iframe>",
    "<iframe srcdoc={",
    "<form>",
    "<form action={",
    "<span onclick=",
    "<span style=",
)
RUNNING = """\
Text {%v}, <{%v}>, </{%v}> and {%t} with <b title="{%v}">{%v}</b>.
A [link]({%v} "About {%v}"), [one](https://example.org/{%v}).

![A drawing {%v}](x.svg "About {%v}")

| a {%v} | b |
| --- | --- |
| {%t} | x |

- {%v}
- one more {%v}
"""
PROGRAMS = """\
<script>
var words = "{%s}"; /* {%s} */
</script>

<style>
.x { color: {%s} }
</style>
"""


def _chapter(number: int, text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    html = PLACES.replace("%s", f"v{number}") + "\n" + PROGRAMS.replace("%s", f"v{number}")
    html += "\n" + PLACES.replace("%s", f"term.t{number}")
    return (
        f"---\ntitle: {quoted}\ndescription: {quoted}\n---\n\n# Chapter {number}\n\n{html}\n"
        + RUNNING.replace("%v", f"v{number}").replace("%t", f"term.t{number}")
    )


def _settings() -> str:
    values = "".join(
        f"  v{n}: {json.dumps(s, ensure_ascii=False)}\n" for n, s in enumerate(STRINGS)
    )
    title = json.dumps(STRINGS[0])
    return (
        f"title: {title}\nversion: {title}\nattribution: {title}\n"
        f"source_language: en\nvariables:\n{values}"
    )


def _terms() -> str:
    return "".join(
        f"t{n}: {{name: {json.dumps(s, ensure_ascii=False)}, definition: d}}\n"
        for n, s in enumerate(STRINGS)
    )


def _contacts() -> str:
    out = "contacts:\n"
    for text in STRINGS:
        said = json.dumps(text, ensure_ascii=False)
        out += f"  - name: {said}\n    about: {{es: {said}}}\n    url: https://example.org/that\n"
    return out


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("strangers"))
    project.write("source_guide/guide.yaml", _settings())
    project.write("source_guide/terms.yaml", _terms())
    project.write("source_guide/x.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    for number, text in enumerate(STRINGS):
        project.write(f"source_guide/c{number:03}.md", _chapter(number, text))
    project.write(
        "source_guide/here.md",
        "# Here {#here}\n\n{#x}\nWords.\n\n{#y}\nMore.\n",
    )
    project.write(
        "locales/editions/es_MX.yaml",
        "edition: es_MX\nlanguage: es_MX\noverlays: [MX]\nformats: [html, md]\n",
    )
    project.write(
        "locales/overlays/MX/overlay.yaml",
        "overlay: MX\nlanguage: es\ncountry: MX\noperations:\n"
        "  - {id: a, insert_after: here.x, with: a.md}\n"
        "  - {id: d, insert_after: here.y, with: directory}\n",
    )
    project.write("locales/overlays/MX/directory.yaml", _contacts())
    prose = "\n\n".join(f"Words {text}\n\n{text}" for text in STRINGS if text[0] not in "#:|{")
    project.write("locales/overlays/MX/a.md", prose + "\n\n[d]: ms-msdt:x\n\nSee [it][d].\n")
    ran = project.run("update", "es", "--today", TODAY)
    # That some of them are no words is told; all the same the catalogue is there.
    assert ran.code in (0, 1), ran.err[:2000]
    path = project.path("locales/es/guide.po")
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for number, entry in enumerate(e for e in catalogue if not e.obsolete):
        entry.msgstr = STRINGS[number % len(STRINGS)]
        if entry.msgid.startswith("<div"):
            entry.msgstr = f"{entry.msgid} {STRINGS[number % len(STRINGS)]}"
    catalogue.save()
    return project


def unchecked() -> AbstractContextManager[object]:
    """What is shown must be harmless whatever the checks of translations let pass."""
    return mock.patch("adaptkit.editions.translate.run_checks", return_value=())


def built(project: Project, to: Path, *names: str) -> list[Path]:
    with unchecked():
        ran = project.run("build", *names, "--to", str(to), "--today", TODAY)
    assert ran.code in (0, 1), ran.err[:2000]
    assert "markdown-structure" not in ran.err
    for name in names:
        assert len(list((to / name / "html").glob("*.html"))) > len(STRINGS), ran.err[:3000]
    return sorted(path for path in to.rglob("*") if path.is_file())


def test_no_string_in_any_field_acts_on_a_page(project: Project, tmp_path: Path) -> None:
    files = built(project, tmp_path / "out", "es_MX", "en")
    for page in files:
        if page.suffix == ".html":
            told = [a for a in acting(page.read_text("utf-8")) if not a.startswith(OWN_ACTS)]
            assert told == [], page.name
    contacts = (tmp_path / "out/es_MX/html/here.html").read_text("utf-8")
    assert contacts.count("&lt;script&gt;pwn()&lt;/script&gt;") > 3


def pages_of(book: Path) -> Mapping[str, str]:
    """Of a book, each read by a parser that takes nothing but XML."""
    found = {
        name: content.decode("utf-8")
        for name, content in opened(book.read_bytes()).items()
        if name.endswith((".xhtml", ".opf"))
    }
    for page in found.values():
        parsed(page.encode())
    return found


def test_no_string_in_any_field_acts_in_a_book(project: Project, tmp_path: Path) -> None:
    """Not even what the guide's own HTML does on its pages."""
    with unchecked():
        ran = project.run(
            *("build", "es_MX", "--format", "epub"), "--to", str(tmp_path), "--today", TODAY
        )
    assert ran.code in (0, 1), ran.err[:2000]
    pages = pages_of(tmp_path / "es_MX/epub/es_MX.epub")
    assert len(pages) > len(STRINGS)
    for name, page in pages.items():
        assert acting(page) == [], name
    assert sum("&lt;script&gt;pwn()&lt;/script&gt;" in page for page in pages.values()) > 3


def test_no_string_in_any_field_acts_in_markdown(project: Project, tmp_path: Path) -> None:
    """Another program makes pages of it: raw HTML and all that may be a link stays harmless."""
    files = [p for p in built(project, tmp_path / "out", "es_MX") if p.parent.name == "md"]
    assert len([p for p in files if p.suffix == ".md"]) > len(STRINGS)
    for page in files:
        matter, _, text = page.read_text("utf-8").rpartition("---\n")
        if page.suffix == ".md":
            own = page.name == "about-this-edition.md"  # which is no chapter
            source = "" if own else project.text(f"source_guide/{page.name}")
            made = "\n".join(line for line in matter.split("\n") if line not in source)
            # A front matter that a program does not know is text to it.
            unsafe = [address for address in markdown_links(made) if not is_safe(address)]
            assert [*acting(made), *unsafe] == [], made
        whole = re.sub(r"\\<", "&lt;", re.sub(r"(?m)^!\[.*$|`[^`\n]*`", "", text))
        # A caption is text between quotes, and HTML is HTML, to every Markdown program.
        text = re.sub(r"(?m)^!\[.*$", "", text)
        if page.name not in ("here.md", "about-this-edition.md"):
            text = text.rpartition("</div>")[2].partition("\n")[2]
        unsafe = [address for address in markdown_links(text) if not is_safe(address)]
        assert unsafe == [], page.name
        told = [a for a in acting(whole) if not a.startswith(OWN_ACTS)]
        assert told == [], page.name


@pytest.mark.parametrize("turn", range(14))
def test_titles_and_publishers(turn: int, tmp_path: Path) -> None:
    project = Project(tmp_path / "guide")
    for number, text in enumerate(STRINGS[turn::14]):
        said = json.dumps(text, ensure_ascii=False)
        if not number:
            project.write(
                "source_guide/guide.yaml",
                f"title: {said}\nversion: {said}\nattribution: {said}\nsource_language: en\n",
            )
            project.write("source_guide/here.md", "# Here\n\nWords.\n")
        project.write(
            f"locales/editions/e{number}.yaml",
            f"edition: e{number}\nlanguage: en_GB\ntitle: {said}\npublisher: {{name: {said}}}\n"
            "formats: [html, epub]\n",
        )
    ran = project.run("build", "--to", str(tmp_path / "out"), "--today", TODAY)
    found = sorted((tmp_path / "out").rglob("*.html"))
    assert len(found) > 12, ran.err[:2000]
    for page in found:
        assert acting(page.read_text("utf-8")) == [], page
    books = sorted((tmp_path / "out").rglob("*.epub"))
    assert len(books) > 5, ran.err[:2000]
    for book in books:
        for name, content in pages_of(book).items():
            assert acting(content) == [], name
