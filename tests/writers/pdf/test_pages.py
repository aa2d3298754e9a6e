"""What stands on which page: chapters follow each other, boxes stay whole, pages are full."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adaptkit.model.document import GuideContact
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from tests.writers.builders import OTHER, edition, finished
from tests.writers.pdf.made import made, made_of
from tests.writers.pdf.reading import findings, opened, page_texts, tags, texts_of

LETTER, A4 = Locale("es", "", "MX"), Locale("es", "", "ES")
# Above and below the text, in points.
TOP, BOTTOM = 70.9, 68
# Of a page's height: from the top of a box to its first line.
NAMED = 0.1
# What the title of a chapter takes.
TITLED = 0.12
SENTENCE = "One sentence of a guide that people print at home. "


def lowest(content: bytes) -> list[float]:
    """How much of each page is empty below its last line: 0 to 1."""
    return [1 - max(lines, default=0) for lines in heights(content)]


def heights(content: bytes) -> list[list[float]]:
    """Where each page has lines, of its height for text: 0 to 1."""
    found = []
    with opened(content) as pdf:
        for page in pdf.pages:
            height = float(page.MediaBox[3]) - TOP - BOTTOM
            found.append([(y - TOP) / height for _, y in _lines(page)])
    return found


def places(content: bytes, words: str) -> list[tuple[int, float]]:
    """On which pages these words stand, and how high: 0 to 1."""
    found = []
    with opened(content) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            height = float(page.MediaBox[3]) - TOP - BOTTOM
            said = texts_of(page)
            for mcid, y in _lines(page):
                if words in said.get(mcid, ""):
                    found.append((number, (y - TOP) / height))
    return found


def _lines(page: pikepdf.Page) -> Iterator[tuple[int, float]]:
    """How far from above each piece of text stands that is read, with its number; heads and numbers
    of pages are not."""
    read: list[int] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                named = len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary)
                mcid = int(operands[1].get("/MCID", 0)) if named else 0
                read.append(-1 if str(operands[0]) == "/Artifact" else mcid)
            case "EMC":
                read.pop()
            case "cm" if read and min(read) >= 0 and float(operands[3]) == -1:
                yield read[0], float(page.MediaBox[3]) - float(operands[5])


# A chapter: how many paragraphs, and where a box of how many sentences stands among them.
chapters = st.lists(
    st.tuples(st.integers(1, 14), st.integers(0, 13), st.integers(0, 40)), min_size=2, max_size=5
)


def source(number: int, paragraphs: int, place: int, sentences: int) -> str:
    parts = [SENTENCE * 3] * paragraphs
    if sentences:
        words = f"Begin{number} {SENTENCE * sentences} end{number}."
        parts.insert(place, f"::: warning\n{words}\n:::")
    return "\n\n".join([f"# Chapter{number}", *parts]) + "\n"


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@settings(max_examples=4, deadline=None)
@given(locale=st.sampled_from([LETTER, A4]), found=chapters)
@example(locale=LETTER, found=[(4, 0, 30), (1, 0, 8)])
def test_no_page_is_left_a_third_empty_and_no_box_is_torn_without_need(
    locale: Locale, large: bool, found: list[tuple[int, int, int]]
) -> None:
    """A box is torn only where it is taller than a third of a page and a third would stay empty."""
    if large:
        found = [(p, at, s // 2) for p, at, s in found]
    sources = [finished(source(n, *one), f"{n}.md") for n, one in enumerate(found)]
    content = made(edition(*sources, locale=locale), large=large)
    texts = page_texts(content)
    # The cover, and where the whole ends.
    for number, empty in list(enumerate(lowest(content)))[1:-1]:
        # A box that is no taller than a third stays whole, and the title above it goes with it.
        titles = [f"{n}. Chapter{n - 1}W" for n, one in enumerate(found, 1) if one[1] == 0]
        titled = texts[number + 1].startswith(tuple(titles))
        assert empty < 1 / 3 + (TITLED if titled else 0)
    for n, (_, place, sentences) in enumerate(found):
        if sentences:
            check(content, f"Begin{n} ", f"end{n}.", is_first=place == 0)


def check(content: bytes, first: str, last: str, *, is_first: bool) -> None:
    """``is_first``: the chapter's title stands above the box, and would move with it."""
    (page, begun), *_ = places(content, first)
    to, ended = places(content, last)[-1]
    assert to in (page, page + 1)
    if to > page:
        # Its name, and half of the room around it, stand above its first line.
        assert begun - NAMED < (0.83 if is_first else 0.72)
        assert 1 - begun + NAMED + ended > 1 / 3


@pytest.mark.parametrize("lines", [3, 8])
@pytest.mark.parametrize("before", range(20, 34, 2))
def test_a_box_no_taller_than_a_third_is_never_torn(before: int, lines: int) -> None:
    content = made_of(boxed(before, lines))
    assert len({places(content, one)[0][0] for one in ("Begin", "end")}) == 1
    assert findings(content) == []


def boxed(before: int, lines: int) -> str:
    """A box of so many lines below so many."""
    words = "\n\n".join(["Begin", *["A line."] * lines, "end"])
    above = "\n\n".join(["Text."] * before)
    return f"# One\n\n{above}\n\n::: warning\n{words}\n:::\n\nBelow.\n"


@pytest.mark.parametrize("before", range(23, 28))
def test_a_heading_that_ends_a_passage_is_never_alone_at_the_foot(before: int) -> None:
    text = "\n\n".join([f"{OTHER}Text."] * before)
    chapter = finished(f"# Uno\n\n{text}\n\n## {OTHER}Stories\n\nBelow.\n")
    content = made(edition(chapter, locale=A4))
    assert places(content, "Stories")[-1][0] == places(content, "Below.")[0][0]
    assert findings(content) == []


def test_what_a_list_of_the_imprint_is_of_is_never_alone_at_the_foot() -> None:
    contacts = (GuideContact("Somebody", "", "https://some.example"),)
    for before in range(9, 24):
        of = edition(finished("# One\n\n" + "\n\n".join(["Text."] * before) + "\n"))
        content = made(replace(of, settings=replace(of.settings, contacts=contacts)))
        (label, _), (name, _) = places(content, "Contact")[-1], places(content, "Somebody")[-1]
        assert label == name


# A page has room for 36 lines; 11 of its lines are less than a third.
@pytest.mark.parametrize(
    ("before", "lines", "torn"),
    [(13, 14, True), (13, 8, False), (19, 20, False), (3, 20, False), (3, 28, True)],
)
def test_a_tall_box_is_torn_where_a_third_would_stay_empty(
    before: int, lines: int, torn: bool
) -> None:
    content = made_of(boxed(before, lines))
    begun, ended = (places(content, one)[0][0] for one in ("Begin", "end"))
    assert (ended > begun) is torn
    heads = page_texts(content, around=True)
    assert ["Warning (continued)" in head for head in heads] == [
        torn and number == ended for number in range(1, len(heads) + 1)
    ]
    assert "(continued)" not in tags(content).text
    assert findings(content) == []


def test_a_chapter_begins_on_the_page_of_the_last_one_where_there_is_room() -> None:
    short = [finished(f"# Chapter{n}\n\nOne line.\n", f"{n}.md") for n in range(3)]
    content = made(edition(*short))
    pages = page_texts(content)
    assert len(pages) == 2
    assert [f"{n + 1}. Chapter{n}" in pages[1] for n in range(3)] == [True] * 3
    assert findings(content) == []


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
