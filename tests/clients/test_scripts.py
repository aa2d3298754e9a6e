"""Fifteen languages in their own scripts: all formats are built, and words come out of the PDF as
they went in."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pikepdf
import pytest
from tests.pseudo import FORMATS, Language, languages, project
from tests.pseudo.copied import Copied, copied, leaves, turned_round
from tests.scenarios.projects import TODAY, Project
from tests.writers.pdf.reading import Tag, findings, opened, tags
from tests.writers.pdf.test_objects import ends

from adaptkit.writers.pdf import document

# Points from above and from below: what stands there is no part of the text.
_HEAD, _FOOT = 66, 60
# What PDFium gives of these: `docs/how-to/publish.md` says why.
_IN_CHROMIUM = {"km_KH": 0.95, "fa_IR": 0.93, "ur_PK": 0.96}
# No blank parts words, or a line ends within them too.
_ANYWHERE = ("ko_KR",)


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return project(tmp_path_factory.mktemp("languages"), *languages())


class Built:
    """An edition in all formats; ``data``: what the typesetter was given for each PDF."""

    def __init__(self, guide: Project, language: Language, to: Path) -> None:
        self.language = language
        self.to = to / language.name
        self.data: list[Any] = []
        # The chapter has pages of its own, so that what comes out of them can be told apart.
        apart = mock.patch.object(document, "_ROOM", 0.97)
        with apart, mock.patch.object(document, "typeset", self._typeset):
            self.ran = guide.run("build", language.name, "--to", str(to), "--today", TODAY)
        self.pdf = self.to / "pdf" / f"{language.name}.pdf"

    def _typeset(self, template: str, data: Any, pictures: Any, *, tagged: bool = True) -> bytes:
        from adaptkit.writers.pdf.typeset import typeset

        self.data.append(data)
        return typeset(template, data, pictures, tagged=tagged)

    @property
    def given(self) -> list[str]:
        return [*leaves(self.data[0]["chapters"][0]["c"]), "Start here"]  # in the drawing

    @property
    def words(self) -> list[str]:
        """Those to look for wherever they stand."""
        language = self.language
        anywhere = not language.gap or language.name in _ANYWHERE
        return sorted(language.words) if anywhere else []


@pytest.fixture(scope="module", params=sorted(languages()))
def built(
    request: pytest.FixtureRequest, guide: Project, tmp_path_factory: pytest.TempPathFactory
) -> Built:
    return Built(guide, languages()[request.param], tmp_path_factory.mktemp("out"))


def found_by_poppler(built: Built, program: Callable[[str], str]) -> str:
    first, last = chapter_pages(built.pdf)
    area = ["-x", "0", "-y", str(_HEAD), "-W", "700", "-H", str(842 - _HEAD - _FOOT)]
    pages = ["-f", str(first), "-l", str(last)]
    ran = subprocess.run(
        [program("pdftotext"), "-enc", "UTF-8", *pages, *area, str(built.pdf), "-"],
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    return ran.stdout.decode("utf-8")


_RUNNING = frozenset("Span Strong Em Link Code Quote Reference Sub Sup".split())


def read_aloud(tag: Tag) -> str:
    """All texts in the order of their tags, each block on a line of its own, notes last."""
    notes: list[str] = []
    return "\n".join([_read(tag, notes), *notes])


def _read(tag: Tag, notes: list[str]) -> str:
    out = ""
    for kid in tag.kids:
        if isinstance(kid, str):
            out += kid
        elif kid.kind == "Note":
            notes.append(_read(kid, notes))
        else:
            text = _read(kid, notes)
            out += text if kid.kind in _RUNNING else f"\n{text}\n"
    return out


def chapter_pages(path: Path) -> tuple[int, int]:
    """Of the one chapter, by the bookmarks: what follows it is about the edition."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        chapter, about = (numbers[_place(pdf, one).objgen] for one in outline.root)
    return chapter, about - 1


def _place(pdf: pikepdf.Pdf, bookmark: Any) -> Any:
    to = bookmark.destination if bookmark.action is None else bookmark.action.D
    return (
        to if isinstance(to, pikepdf.Array) else pikepdf.NameTree(pdf.Root.Names.Dests)[str(to)]
    )[0]


def test_all_formats_are_built_with_a_glyph_for_everything(built: Built) -> None:
    assert built.ran.code == 0, built.ran.err
    assert "glyph-missing" not in built.ran.err
    assert {one.name for one in built.to.iterdir()} >= set(FORMATS.split(", "))
    assert not re.search(r"\[U\+[0-9A-F]+\]", str(built.data))


def test_words_come_out_of_the_pdf_as_they_went_in(
    built: Built, program: Callable[[str], str]
) -> None:
    found = found_by_poppler(built, program)
    said = copied(built.given, found, built.words)
    assert said.words >= 0.97, said
    assert 0.98 <= said.length <= 1.02, said
    assert "\r" not in found
    assert "\ufffd" not in found


def found_by_pdfium(built: Built) -> str:
    import pypdfium2

    first, last = chapter_pages(built.pdf)
    out = []
    with pypdfium2.PdfDocument(built.pdf) as pdf:
        for page in (pdf[number - 1] for number in range(first, last + 1)):
            width, height = page.get_size()
            out.append(page.get_textpage().get_text_bounded(0, _FOOT, width, height - _HEAD))
    return "\n".join(out)


def test_words_come_out_of_chromium_as_far_as_the_docs_say(built: Built) -> None:
    said = copied(built.given, found_by_pdfium(built), built.words)
    assert said.words >= _IN_CHROMIUM.get(built.language.name, 0.97), said


@pytest.mark.parametrize("form", ["pdf", "pdf-large"])
def test_the_file_is_whole_and_read_in_order(built: Built, form: str) -> None:
    (path,) = (built.to / form).glob("*.pdf")
    content = path.read_bytes()
    assert findings(content) == []
    assert b"\r" not in ends(content)
    wrong = turned_round(built.given[:-1], read_aloud(tags(content)), joined=not built.language.gap)
    assert wrong <= 1 / 200, wrong
    with opened(content) as pdf:
        assert str(pdf.Root.Lang).startswith(built.language.name.partition("_")[0])


def test_a_cluster_that_comes_twice_is_told() -> None:
    """The figures can be wrong."""
    given = ["\u1781\u17bd\u179a\u1780\u17d2\u1794\u17b6\u179b \u1793\u17b7\u1784"]
    assert copied(given, given[0]) == Copied(1, 1)
    twice = copied(given, given[0].replace("\u1781\u17bd", "\u1781\u17bd" * 2))
    assert twice.length > 1.1
    assert twice.words == 0.5
    assert turned_round(["one two three"], "two one three") == 1
    assert turned_round(["one two three"], "zero one two three") == 0
