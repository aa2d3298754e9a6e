"""What a stranger writes as the words around a guide (``interface.po``): no page acts."""

from __future__ import annotations

import re
from pathlib import Path
from unittest import mock
from zipfile import ZipFile

import polib
import pytest

from adaptkit.catalogues.interface import interface_template
from adaptkit.editions.addresses import is_safe
from adaptkit.guides._markdown import CALLOUTS
from adaptkit.model.contact import KINDS as KINDS_OF_CONTACTS
from tests.scenarios.projects import TODAY, Project, small
from tests.scenarios.test_strangers import unchecked
from tests.strangers import STRINGS, acting, markdown_links

WORDS = [entry.msgid for entry in interface_template().live]
KINDS = CALLOUTS
CHAPTER = (
    "---\ntitle: Words\ndescription: All of them\n---\n\n# Words {#words}\n\n"
    "Text with a note.[^1] And again.[^1]\n\n[^1]: The note.\n\n- [ ] open\n- [x] done\n\n"
    "| a | b |\n| - | - |\n| c | d |\n\n"
    + "".join(f"::: {kind}\nBe told.\n:::\n\n" for kind in KINDS)
    + "{#mine .local country=CA}\nIn Canada only.\n\n{#gone}\nGone soon.\n\n{#kept .local "
    "country=US}\nKept.\n\n{#there}\nHere call {helpline}.\n"
)
MORE = """\
  - {id: gone, remove: words.gone, because: {nature: removal, reason: "r", decided_by: [us], on: 2026-11-02}}
  - {id: kept, keep: words.kept, because: {nature: kept, reason: "r", decided_by: [us], tried_with: [you], on: 2026-11-02}}
  - {id: list, insert_after: words.there, with: directory}
"""  # noqa: E501
CONTACTS = """\
contacts:
  - {name: One, about: {es: "x"}, url: "https://a.example", telephone: "800 911 2000", email: a@b.example}
  - {name: Two, about: {es: "y"}, verified_on: 2026-11-01, verified_by: us, hours: {open: "24/7", time_zone: UTC}}
  - name: Three
    telephones: {number: "800 911 2000", extension: "1", purpose: {es: "x"}}
    messaging: [{via: sms, number: "88788", send: HOLA}, {via: chat, url: "https://chat.example"}]
    address: {es: "x"}
    hours: {open: "09:00-17:00", time_zone: America/Mexico_City, note: {es: "x"}}
    languages: [es, en]
    area: [MX, US]
""" + "".join(f"  - {{name: {kind}, kind: {kind}}}\n" for kind in KINDS_OF_CONTACTS)  # noqa: E501
# Words that stand only where something is as it is not here (translated, signed off, unsaid,
# released, tried with readers).
ELSEWHERE = 28
STEPS = ("translation", "expert_review", "comprehension_test", "sign_off")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("around"))
    settings = project.text("source_guide/guide.yaml").replace(
        "  - 02-home.md", "  - 02-home.md\n  - words.md"
    )
    project.write("source_guide/guide.yaml", settings)
    project.write("source_guide/words.md", CHAPTER)
    overlay = project.text("locales/overlays/MX/overlay.yaml").replace(
        'variables:\n  helpline: "800 911 2000"\n', ""
    )
    project.write("locales/overlays/MX/overlay.yaml", overlay + MORE)
    project.write("locales/overlays/MX/directory.yaml", CONTACTS)
    edition = project.text("locales/editions/es_MX.yaml")
    project.write(
        "locales/editions/es_MX.yaml",
        f"{edition}publisher: {{name: Us, email: a@b.example}}\nnext_review: 2027-01-01\n"
        + "process:\n"
        + "".join(f"  {step}: {{by: [us], on: 2026-11-02}}\n" for step in STEPS),
    )
    project.write("locales/editions/es.yaml", "edition: es\nlanguage: es\nformats: [html, md]\n")
    ran = project.run("update", "--today", TODAY)
    assert ran.code in (0, 1), ran.err
    return project


def _words(project: Project, said: dict[str, str]) -> None:
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {"Language": "es", "Content-Type": "text/plain; charset=UTF-8"}
    for english, text in said.items():
        names = " ".join(re.findall(r"\{\w+\}", english))
        catalogue.append(polib.POEntry(msgid=english, msgstr=f"{text} {names}".rstrip()))
    project.write("locales/es/interface.po", str(catalogue))


def _built(
    project: Project, said: dict[str, str], to: Path, formats: str = "html,md"
) -> dict[Path, str]:
    _words(project, said)
    # The checks refuse most of these words: what is shown must be harmless without them.
    with unchecked(), mock.patch("adaptkit.catalogues.faults.run_checks", return_value=()):
        ran = project.run("build", "--to", str(to), "--today", TODAY, "--format", formats)
    assert ran.code in (0, 1), ran.err
    assert "markdown-structure" not in ran.err, ran.err
    pages = [path for path in to.rglob("*") if path.suffix in (".html", ".md")]
    assert {"index.html", "single.html", "words.html", "words.md"} <= {p.name for p in pages}, (
        ran.err
    )
    return {page: page.read_text("utf-8") for page in pages}


FORMATS = "html,md,md-reuse,epub,docx,txt,pdf-large,pdf-checklists,pdf-booklet"


def test_this_project_says_nearly_all_words(project: Project, tmp_path: Path) -> None:
    said = {english: f"w{number:03}w" for number, english in enumerate(WORDS)}
    pages = _built(project, said, tmp_path / "out", FORMATS)
    text = "".join(pages.values())
    for file in (tmp_path / "out").rglob("*.*"):
        if file.suffix in (".epub", ".docx"):
            with ZipFile(file) as book:
                text += "".join(book.read(n).decode("utf-8", "replace") for n in book.namelist())
        elif file.suffix == ".txt":
            text += file.read_text("utf-8")
    missing = [english for english, mark in said.items() if mark not in text]
    assert len(missing) <= ELSEWHERE, "\n".join(missing)


def _turned(size: int, first: int) -> dict[str, str]:
    """Each word with the next so many strings."""
    count = len(STRINGS)
    return {
        english: " ".join(STRINGS[(first + number * size + k) % count] for k in range(size))
        for number, english in enumerate(WORDS)
    }


@pytest.mark.parametrize(("size", "first"), [(len(STRINGS), 0), (3, 0), (1, 0), (1, 59), (1, 118)])
def test_no_word_around_a_guide_acts(
    project: Project, tmp_path: Path, size: int, first: int
) -> None:
    for page, text in _built(project, _turned(size, first), tmp_path / "out").items():
        if page.suffix == ".md":
            unsafe = [address for address in markdown_links(text) if not is_safe(address)]
            assert unsafe == [], page
            text = re.sub(r"\\<", "&lt;", re.sub(r"`[^`\n]*`", "", text))
        assert acting(text) == [], page
