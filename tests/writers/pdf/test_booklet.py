"""The booklet: which page stands where on the sheets, and what the file is."""

from __future__ import annotations

import re
from functools import cache

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.editions.complete import complete
from adaptkit.model.locale import Locale
from adaptkit.writers.pdf import write_booklet
from adaptkit.writers.pdf.booklet import Side, sides
from tests.strangers import STRINGS
from tests.writers.builders import AR, edition, finished
from tests.writers.pdf.reading import opened

ES = Locale("es", "", "MX")


def folded(found: list[Side], *, rtl: bool) -> list[int]:
    """The pages as a reader turns them, of sheets that lie on each other and are folded once:
    behind the left half of a front is the right half of its back."""
    fronts, backs = found[::2], found[1::2]
    near, far = ("left", "right") if rtl else ("right", "left")
    sheets = list(zip(fronts, backs, strict=True))
    before = [n for front, back in sheets for n in (getattr(front, near), getattr(back, far))]
    after = [n for front, back in sheets[::-1] for n in (getattr(back, near), getattr(front, far))]
    return before + after


@given(st.integers(1, 400), st.booleans())
def test_folded_sheets_are_read_from_the_first_page_to_the_last(pages: int, rtl: bool) -> None:
    found = sides(pages, rtl=rtl)
    blank = -pages % 4
    assert folded(found, rtl=rtl) == [*range(1, pages + 1), *[0] * blank]
    # Fewest sheets; and both pages of a side are as far from the ends.
    whole = pages + blank
    assert len(found) * 2 == whole
    assert all(0 in (s.left, s.right) or s.left + s.right == whole + 1 for s in found)


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_the_outermost_sheet(rtl: bool) -> None:
    """A book that opens to the left has its cover on the right half of the sheet."""
    expected = [Side(8, 1), Side(2, 7), Side(6, 3), Side(4, 5)]
    if rtl:
        expected = [Side(one.right, one.left) for one in expected]
    assert sides(8, rtl=rtl) == expected


@cache
def made(locale: Locale, title: str = "Guide") -> bytes:
    text = "\n\n".join(["Some words that fill a page.[^n]"] * 140)
    of = edition(
        finished(f"# One\n\n{text}\n\n[^n]: A note.\n"),
        finished("# Two\n\n[Back](one.md).\n", "two.md"),
        locale=locale,
        title=title,
        date="2026-11-22",
    )
    ((name, content),) = write_booklet(complete(of)).items()
    assert name == f"{of.spec.name}-booklet.pdf"
    return content


@pytest.mark.parametrize(("locale", "size"), [(ES, (792, 612)), (AR, (842, 595))], ids=str)
def test_it_is_for_paper_alone_and_says_so(locale: Locale, size: tuple[int, int]) -> None:
    rtl = locale == AR
    with opened(made(locale)) as pdf:
        assert pdf.check_pdf_syntax() == []
        boxes = {tuple(round(float(one)) for one in list(page.MediaBox)[2:]) for page in pdf.pages}
        assert boxes == {size}
        assert str(pdf.docinfo["/Title"]) == "Booklet to print and fold – Guide"
        preferences = pdf.Root.ViewerPreferences
        assert preferences.Duplex == "/DuplexFlipShortEdge"
        assert preferences.Direction == ("/R2L" if rtl else "/L2R")
        assert not {"/StructTreeRoot", "/Outlines", "/Names"} & set(pdf.Root.keys())
        assert all("/Annots" not in page for page in pdf.pages)
        found = [_placed(page) for page in pdf.pages]
    count = max(max(side) for side in found)
    assert count > 4
    assert found == [(side.left, side.right) for side in sides(count, rtl=rtl)]


def _placed(page: pikepdf.Page) -> tuple[int, int]:
    """The pages on the left half and on the right one."""
    half = float(page.MediaBox[2]) / 2
    drawn = re.findall(rb"q 1 0 0 1 ([\d.]+) 0 cm\s*/P(\d+) Do Q", page.Contents.read_bytes())
    at = {float(x) >= half - 0.01: int(number) for x, number in drawn}
    for number in at.values():
        form = page.Resources.XObject[f"/P{number}"]
        assert (form.Subtype, bool(form.Resources.Font)) == ("/Form", True)
        assert round(float(form.BBox[2])) in (round(half), round(half) - 1)
    return at.get(False, 0), at.get(True, 0)


def test_same_edition_same_bytes() -> None:
    before = made(AR)
    made.cache_clear()
    assert made(AR) == before


@pytest.mark.parametrize("text", [*STRINGS[:6], ") /JavaScript (x", "<4A> endobj 1 0 R"])
def test_a_strangers_title_is_words(text: str) -> None:
    content = made(ES, text)
    assert b"/JavaScript" not in content
    with opened(content) as pdf:
        assert pdf.check_pdf_syntax() == []
