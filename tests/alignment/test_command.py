"""``adaptkit align`` on whole projects: nothing is lost, all is fuzzy, quality on a real guide."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.alignment.docx import parse_docx
from adaptkit.alignment.place import Placement
from adaptkit.alignment.report import AlignReport, as_json, as_text
from adaptkit.alignment.suggest import known_translations, suggest
from adaptkit.catalogues.po import parse_po
from adaptkit.commands.align import align
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Position, ProblemsFound
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale
from adaptkit.model.unit import Unit
from adaptkit.workspace import Workspace
from tests.scenarios.projects import ROOT, TODAY, Project

CHAPTER = "spanish/04-your-evaluation.md"
NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """This repository's guide with its Spanish built as Markdown in ``spanish/``."""
    project = Project(tmp_path_factory.mktemp("spanish"))
    for name in ("source_guide", "locales"):
        shutil.copytree(ROOT / name, project.path(name))
    project.done("build", "es", "--format", "md", "--to", str(project.path("b")), "--today", TODAY)
    shutil.copytree(project.path("b/es/md"), project.path("spanish"))
    return project


@pytest.fixture
def hidden(spanish: Project, tmp_path: Path) -> Project:
    """The same without its catalogue."""
    project = spanish.copy(tmp_path / "hidden")
    project.path("locales/es/guide.po").unlink()
    return project


GLOSSARY = "glossary.words."


def run(project: Project, *documents: str, **more: object) -> AlignReport:
    paths = [project.path(name) for name in documents]
    return align(Workspace(project.root), paths, "es", now=NOW, **more)  # type: ignore[arg-type]


def right(report: AlignReport, project: Project, spanish: Project) -> int:
    now, truth = project.catalogue().by_id(), spanish.catalogue().by_id()
    return sum(now[p.unit].msgstr == truth[p.unit].msgstr for p in report.placed)


def wanted(spanish: Project) -> int:
    """Units that have words of their own in the Spanish chapters, without the glossary's: they
    stand in the order of their own language, and which is which nobody can say."""
    return sum(
        bool(e.msgstr) and any(r.endswith(".md") for r in e.references) and e.msgstr != e.msgid
        for e in spanish.catalogue().live
        if not e.unit_id.startswith(GLOSSARY)
    )


def test_the_guides_spanish_is_found_again(hidden: Project, spanish: Project) -> None:
    report = run(hidden, "spanish")
    assert report.created
    assert len(report.placed) >= 0.97 * wanted(spanish)
    assert right(report, hidden, spanish) >= 0.98 * len(report.placed)
    listed = [place.text for place in report.placed if place.unit.startswith(GLOSSARY)]
    assert listed == ["Words to know"]
    entries = hidden.catalogue().by_id()
    for place in report.placed:
        entry = entries[place.unit]
        assert entry.state is EntryState.FUZZY
        assert re.match(r"Aligned from [\w-]+\.md, confidence \d+%$", entry.comment.split("\n")[0])
    assert not any(e.state is EntryState.TRANSLATED for e in entries.values())


def test_running_again_changes_nothing(hidden: Project) -> None:
    run(hidden, CHAPTER)
    before = hidden.tree()
    again = run(hidden, CHAPTER)
    assert not again.files
    assert not again.placed
    assert hidden.tree() == before
    hidden.done("update", "--check", "--today", TODAY)


def test_what_a_translator_wrote_stays(spanish: Project, tmp_path: Path) -> None:
    project = spanish.copy(tmp_path / "kept")
    before = project.catalogue()
    report = run(project, CHAPTER)
    after = project.catalogue().by_id()
    assert not report.placed
    assert report.kept
    for entry in before.live:
        if entry.msgstr:
            assert after[entry.unit_id] == entry


def test_a_dry_run_writes_nothing(hidden: Project) -> None:
    before = hidden.tree()
    report = run(hidden, CHAPTER, dry_run=True)
    assert report.placed
    assert "locales/es/guide.po" in report.files
    assert hidden.tree() == before


def test_one_chapter_alone_leaves_the_rest_empty(hidden: Project, spanish: Project) -> None:
    report = run(hidden, "spanish/04-your-evaluation.md")
    files = {place.guide.split(":")[0] for place in report.placed}
    assert files == {"source_guide/04-your-evaluation.md"}
    assert len(report.placed) >= 50
    assert right(report, hidden, spanish) >= 0.98 * len(report.placed)
    assert report.missing


def word(project: Project, name: str) -> bytes:
    """The Spanish Markdown of a chapter as a Word document."""
    document = docx.Document()
    for chunk in re.split(r"\n{2,}", project.text(name)):
        chunk = re.sub(r"(?m)^(\{.*\}|:::.*|---)$\n?", "", chunk).strip()
        heading = re.match(r"(#+) (.*?)(?: \{.*\})?$", chunk)
        if not chunk or chunk.startswith("!["):
            continue
        if heading:
            document.add_heading(_bare(heading[2]), len(heading[1]))
        elif chunk.startswith("|"):
            rows = [
                [_bare(cell.strip()) for cell in line.strip("| ").split(" | ")]
                for line in chunk.split("\n")
                if not line.startswith("| ---")
            ]
            table = document.add_table(len(rows), len(rows[0]))
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    table.cell(r, c).text = cell
        elif re.match(r"- |\d+\. ", chunk):
            for line in chunk.split("\n"):
                text = re.sub(r"^\s*(?:-|\d+\.) (?:\[.\] )?", "", line)
                document.add_paragraph(_bare(text), "List Bullet")
        else:
            document.add_paragraph(_bare(chunk))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _bare(text: str) -> str:
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[*`]|\s*\{#[^}]*\}", "", text)


def test_word_documents(hidden: Project, spanish: Project) -> None:
    names = ("03-your-team", "04-your-evaluation", "05-goals-and-plan")
    files = []
    for name in names:
        hidden.write(f"{name}.docx", word(spanish, f"spanish/{name}.md"))
        files.append(f"{name}.docx")
    report = run(hidden, *files)
    now, truth = hidden.catalogue().by_id(), spanish.catalogue().by_id()
    pairs = [(_bare(now[p.unit].msgstr), _bare(truth[p.unit].msgstr)) for p in report.placed]
    assert len(pairs) >= 120
    assert sum(one == other for one, other in pairs) >= 0.95 * len(pairs)
    assert any(", paragraph " in place.document for place in report.placed)
    assert any(".docx, confidence" in entry.comment for entry in now.values())


def test_one_word_document_for_several_chapters(hidden: Project, spanish: Project) -> None:
    whole = "\n\n".join(
        spanish.text(f"spanish/{name}.md") for name in ("03-your-team", "04-your-evaluation")
    )
    hidden.write("whole.md", whole)
    hidden.write("guia.docx", word(hidden, "whole.md"))
    report = run(hidden, "guia.docx")
    files = {place.guide.split(":")[0] for place in report.placed}
    assert {"source_guide/03-your-team.md", "source_guide/04-your-evaluation.md"} <= files
    now, truth = hidden.catalogue().by_id(), spanish.catalogue().by_id()
    pairs = [(_bare(now[p.unit].msgstr), _bare(truth[p.unit].msgstr)) for p in report.placed]
    assert sum(one == other for one, other in pairs) >= 0.95 * len(pairs)


def test_bold_links_and_breaks_of_word() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Si pasa ")
    paragraph.add_run("algo grave ").bold = True
    paragraph.add_run("llame")
    paragraph.add_run().add_break()
    paragraph.add_run("a_tiempo*")
    out = io.BytesIO()
    document.save(out)
    (passage,) = parse_docx(out.getvalue(), path="g.docx", name="g.docx").passages
    assert passage.text == "Si pasa **algo grave** llame\\\na\\_tiempo\\*"
    assert passage.where == "g.docx, paragraph 1"


def test_a_word_document_that_unpacks_to_anything_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = io.BytesIO()
    docx.Document().save(out)
    monkeypatch.setattr("adaptkit.alignment.docx._BIGGEST", 3 * 2**20)
    parse_docx(out.getvalue(), path="g.docx", name="g.docx")
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(4 * 2**20))
    with pytest.raises(ProblemsFound, match="unpacks to 4 MiB"):
        parse_docx(out.getvalue(), path="g.docx", name="g.docx")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("no.docx", b"this is no zip", "align-docx-damaged"),
        ("no.pdf", b"%PDF", "use-document"),
        ("latin.md", b"caf\xe9", "not-utf8"),
    ],
)
def test_what_cannot_be_read_is_said(hidden: Project, name: str, content: bytes, code: str) -> None:
    hidden.write(name, content)
    before = hidden.tree()
    with pytest.raises(ProblemsFound) as problem:
        run(hidden, name, "there-is-none.md")
    codes = {found.code for found in problem.value.diagnostics}
    assert {code, "use-document"} <= codes
    assert hidden.tree() == before


@pytest.mark.parametrize(
    ("language", "code"), [("xx-nope", "use-unknown-language"), ("en", "use-source-language")]
)
def test_languages_that_cannot_be(hidden: Project, language: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as problem:
        align(Workspace(hidden.root), [hidden.path("spanish")], language, now=NOW)
    assert [found.code for found in problem.value.diagnostics] == [code]


def test_the_report_names_places_both_ways(hidden: Project) -> None:
    hidden.change(
        "spanish/04-your-evaluation.md",
        "## Cómo prepararse {#prepare}\n",
        "En Oaxaca, el hospital Valdivieso tiene 24 camas.\n\n## Cómo prepararse {#prepare}\n",
    )
    report = run(hidden, "spanish/04-your-evaluation.md")
    text = "\n".join(as_text(report))
    assert "04-your-evaluation.md:" in text
    assert "En Oaxaca" in text
    assert re.search(r"source_guide/0\d[\w-]+\.md:\d+: ", text)
    assert as_json(report)["language"] == "es"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    entries = []
    for n in range(draw(st.integers(0, 6))):
        words = draw(TEXTS)
        states = list(EntryState) if words else [EntryState.UNTRANSLATED, EntryState.OBSOLETE]
        state = draw(st.sampled_from(states))
        flags = ("fuzzy",) if state is EntryState.FUZZY else ()
        comment = draw(st.sampled_from(["", "Ask Ana."]))
        entries.append(Entry(f"a.{n}", f"Text {n}", words, state, flags, comment=comment))
    return Catalogue(Locale("es"), "guide", tuple(entries))


@settings(max_examples=150)
@given(catalogues(), st.lists(st.tuples(st.integers(0, 8), TEXTS), max_size=8))
def test_laws_of_suggesting(catalogue: Catalogue, texts: list[tuple[int, str]]) -> None:
    placed = [
        Placement(
            Unit(f"a.{n}", BlockKind.PARAGRAPH, f"Text {n}", Position("a.md", n), "a"),
            text,
            70,
            "g.md:3",
        )
        for n, text in texts
        if text
    ]
    result, filled, _ = suggest(catalogue, placed, {})
    assert [e.unit_id for e in result.entries] == [e.unit_id for e in catalogue.entries]
    for before, after in zip(catalogue.entries, result.entries, strict=True):
        if before.msgstr or not before.live:
            assert after == before
        elif after != before:
            assert after.unit_id in filled
            assert after.state is EntryState.FUZZY
            assert "fuzzy" in after.flags
            assert after.comment.startswith("Aligned from g.md, confidence 70%")
            assert before.comment in after.comment
            assert after.unit_id not in known_translations(result)
    assert suggest(result, placed, {})[0] == result


def test_a_suggestion_is_readable_as_po(hidden: Project) -> None:
    run(hidden, CHAPTER)
    content = hidden.path("locales/es/guide.po").read_bytes()
    parse_po(content, path="es.po", locale=Locale("es"), domain="guide")
    assert b"# Aligned from 04-your-evaluation.md, confidence " in content
    hidden.done("format", "--check")
