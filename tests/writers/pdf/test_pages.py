"""What stands on which page: chapters follow each other, boxes stay whole, pages are full."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.model.locale import Locale
from tests.writers.builders import edition, finished
from tests.writers.pdf.made import made
from tests.writers.pdf.reading import findings, opened, page_texts

LETTER, A4 = Locale("es", "", "MX"), Locale("es", "", "ES")
# Above and below the text, in points.
TOP, BOTTOM = 70.9, 68
SENTENCE = "One sentence of a guide that people print at home. "


def lowest(content: bytes) -> list[float]:
    """How much of each page is empty below its last line: 0 to 1."""
    found = []
    with opened(content) as pdf:
        for page in pdf.pages:
            height = float(page.MediaBox[3]) - TOP - BOTTOM
            last = max(_lines(page), default=0)
            found.append(1 - (last - TOP) / height)
    return found


def _lines(page: pikepdf.Page) -> Iterator[float]:
    """How far from above each piece of text stands that is read; heads and numbers are not."""
    read: list[bool] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                read.append(str(operands[0]) != "/Artifact")
            case "EMC":
                read.pop()
            case "cm" if all(read) and read and float(operands[3]) == -1:
                yield float(operands[5])


# A chapter: how many paragraphs, and where a box of how many sentences stands among them.
chapters = st.lists(
    st.tuples(st.integers(1, 14), st.integers(0, 13), st.integers(0, 16)), min_size=2, max_size=7
)


def source(number: int, paragraphs: int, place: int, sentences: int) -> str:
    parts = [SENTENCE * 3] * paragraphs
    if sentences:
        words = f"Begin{number} {SENTENCE * sentences} end{number}."
        parts.insert(place, f"::: warning\n{words}\n:::")
    return "\n\n".join([f"# Chapter{number}", *parts]) + "\n"


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@settings(max_examples=3, deadline=None)
@given(locale=st.sampled_from([LETTER, A4]), found=chapters)
def test_no_page_is_left_a_third_empty_and_no_box_is_torn(
    locale: Locale, large: bool, found: list[tuple[int, int, int]]
) -> None:
    if large:
        found = [(p, at, s // 2) for p, at, s in found]
    sources = [finished(source(n, *one), f"{n}.md") for n, one in enumerate(found)]
    content = made(edition(*sources, locale=locale), large=large)
    # The cover, and where the whole ends.
    for empty in lowest(content)[1:-1]:
        assert empty < 1 / 3
    pages = page_texts(content)
    for n, (*_, sentences) in enumerate(found):
        if sentences:
            begun = next(page for page in pages if f"Begin{n} " in page)
            assert f"end{n}." in begun


def test_a_chapter_begins_on_the_page_of_the_last_one_where_there_is_room() -> None:
    short = [finished(f"# Chapter{n}\n\nOne line.\n", f"{n}.md") for n in range(3)]
    content = made(edition(*short))
    pages = page_texts(content)
    assert len(pages) == 2
    assert [f"{n + 1}. Chapter{n}" in pages[1] for n in range(3)] == [True] * 3
    assert findings(content) == []


@pytest.mark.parametrize("count", [8, 15])
def test_a_box_that_fits_on_a_page_is_never_torn(count: int) -> None:
    """However tall: up to the last line that a page has room for."""
    words = "\n\n".join(["Begin", *["A line."] * (2 * count), "end"])
    page = page_texts(made(edition(finished(f"# One\n\nText.\n\n::: warning\n{words}\n:::\n"))))
    whole = [one for one in page if "Begin" in one]
    assert len(whole) == 1
    assert "end" in whole[0]


def test_the_head_of_a_page_says_what_goes_on_there() -> None:
    long = "\n\n".join([SENTENCE * 3] * 24)
    titles = "1. First", "2. Second"
    content = made(
        edition(finished(f"# First\n\n{long}\n", "a.md"), finished(f"# Second\n\n{long}\n", "b.md"))
    )
    heads, begun = page_texts(content, around=True), ""
    told = []
    for text, head in zip(page_texts(content)[2:], heads[2:], strict=True):
        begun = next((title for title in titles if text.startswith(title)), begun)
        told.append([title for title in titles if title in head])
    assert told == [["1. First"], ["2. Second"]]
