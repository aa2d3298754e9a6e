"""A cluster says its text once, and a number at the end of a line stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import pikepdf
import pytest

from adaptkit.model.locale import Locale
from tests.writers.builders import edition, finished
from tests.writers.pdf.made import made, made_of
from tests.writers.pdf.reading import findings, letters_of, opened, page_texts, tags

# Khmer, Thai, Bengali and Devanagari: letters with marks above, below and before them.
KHMER = "\u1781\u17bd\u179a\u1780\u17d2\u1794\u17b6\u179b"
SYLLABLES = {
    "km": ("\u1781\u17bd", "\u1786\u17d2\u17a2\u17b9\u1784", "\u1793\u17b7", "\u1798\u17bd\u1799"),
    "th": ("\u0e19\u0e35\u0e49", "\u0e41\u0e02\u0e47\u0e07", "\u0e1b\u0e35\u0e48", "\u0e01"),
    "bn": ("\u09b0\u09cd\u09a4", "\u0997\u09c1", "\u09b8\u09cd\u0995\u09cd\u09b2\u09c7", "\u0995"),
    "hi": ("\u0930\u094d\u0924", "\u0938\u094d\u0915\u094d\u0932\u0947", "\u0915\u093f", "\u0930"),
}
NUMBER = "0800 123 4567"
WORDS = "\u0645\u062b\u0644\u0627\u064b \u0642\u0644 \u0644\u0647 \u0630\u0644\u0643".split()


@pytest.mark.parametrize("language", SYLLABLES)
def test_a_cluster_that_is_drawn_in_pieces_says_its_text_once(language: str) -> None:
    """Whatever stands beside it, be it the same again."""
    words = ["".join(three) for three in product(SYLLABLES[language], repeat=3)]
    content = made_of("# One\n\n" + "\n\n".join(words), locale=Locale(language))
    found = [tag.text for tag in tags(content).all("P")]
    assert found[found.index(words[0]) :][: len(words)] == words


@pytest.mark.parametrize("language", ["km", "th"])
def test_all_that_is_drawn_of_a_cluster_stands_under_its_text(language: str) -> None:
    """PDFium takes an empty text for none, and says the glyph's own."""
    word = SYLLABLES[language][0]
    content = made_of(
        f"# {word}\n\n{word}{SYLLABLES[language][-1]}{word}\n", locale=Locale(language)
    )
    with opened(content) as pdf:
        drawn = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert re.findall(rb"ActualText<FEFF>", drawn) == []
    assert findings(content) == []


def test_no_blank_is_drawn_by_itself_between_texts() -> None:
    """PDFium leaves out what has no ink."""
    words = "\u0909\u0938 \u092c\u093e\u0930\u0947 \u092e\u0947\u0902 \u0915\u0930\u0947\u0902"
    content = made_of(f"# {words}\n\n{words} **{words}**\n", locale=Locale("hi"))
    with opened(content) as pdf:
        for page in pdf.pages:
            letters = _letters(page)
            pieces = pikepdf.parse_content_stream(page)
            assert list(_alone(pieces, letters)) == []
    assert tags(content).text.count(words) == 4
    assert findings(content) == []


def _letters(page: pikepdf.Page) -> dict[str, dict[int, str]]:
    return {name: letters_of(font) for name, font in page.Resources.Font.items()}


def _alone(pieces: Sequence[Any], letters: dict[str, dict[int, str]]) -> Iterator[str]:
    """In a run where some of it has a text beside it: what is drawn in one go, has none, and shows
    nothing."""
    font, said, told, bare = "", 0, False, list[str]()
    for operands, operator in pieces:
        match str(operator):
            case "Tf":
                font = str(operands[0])
            case "BT":
                told, bare = False, []
            case "ET" if told:
                yield from bare
            case "BDC" | "BMC":
                own = len(operands) > 1 and "/ActualText" in operands[1]
                told, said = told or own, said + (own or said > 0)
            case "EMC":
                said = max(0, said - 1)
            case "Tj" | "TJ" if not said:
                shown = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                codes = b"".join(bytes(one) for one in shown if isinstance(one, pikepdf.String))
                glyphs = [codes[n : n + 2] for n in range(0, len(codes), 2)]
                text = "".join(letters[font].get(int.from_bytes(g, "big"), "?") for g in glyphs)
                bare += [text] if not text.strip() else []


def test_what_says_nothing_is_what_the_standards_ask_for() -> None:
    content = made_of(f"# {KHMER}\n\n{KHMER * 40}\n", locale=Locale("km"))
    assert KHMER * 40 in tags(content).text
    assert findings(content) == []


def test_a_letter_at_the_end_of_what_is_turned_says_itself_alone_everywhere() -> None:
    """Chromium copies words with a text of their own from their last letter to their first."""
    words = "\u05d7\u05dd \u05de\u05d7\u05dc\u05d4 \u05e9\u05dc\u05d4\u05dd \u05de\u05d5\u05d7"
    content = made_of(f"# {words}\n\n{words}\n", locale=Locale("he"))
    with opened(content) as pdf:
        drawn = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert re.findall(rb"ActualText<FEFF[0-9A-F]*05[DE][0-9A-F]+>", drawn) == []
    assert tags(content).text.count(words) == 3
    assert findings(content) == []


@pytest.mark.parametrize("language", SYLLABLES)
def test_a_cluster_by_itself_is_said_beside_a_line_that_has_it_too(language: str) -> None:
    for one in SYLLABLES[language]:
        row = f"| {one} | a {one} |\n"
        source = f"# One\n\n{one}\n\na {one} a {one}\n\n{row}| --- | --- |\n{row}"
        content = made_of(source, locale=Locale(language))
        assert tags(content).text.count(one) == 7


@pytest.mark.parametrize("language", ["ar", "fa", "he", "ur", "en"])
def test_the_same_words_in_several_lines_are_all_said(language: str) -> None:
    """They begin in one place, as a mark and its letter do."""
    words = WORDS[0] if language != "en" else "Yes."
    rows = f"| {words} | {words} |\n" * 5
    text = f"# {words}\n" + f"\n{words}\n" * 60 + f"\n| {words} | {words} |\n|---|---|\n{rows}"
    content = made_of(text, locale=Locale(language))
    assert tags(content).text.count(words) == 2 + 60 + 12
    assert "".join(page_texts(content)).count(words) == 2 + 60 + 12


@pytest.mark.parametrize("language", ["ar", "he", "ur"])
def test_a_number_at_the_end_of_a_line_is_read_as_it_is(language: str) -> None:
    """Lines of every length: the blank behind the number takes no room where a line ends."""
    lines = [
        " ".join([*(WORDS * 9)[:n], f"[{NUMBER}](tel:08001234567)", *WORDS]) for n in range(8, 30)
    ]
    of = edition(finished("# \u0639\n\n" + "\n\n".join(lines)), locale=Locale(language))
    found = [tag.text for tag in tags(made(of)).all("P")]
    said = [" ".join([*(WORDS * 9)[:n], NUMBER, *WORDS]) for n in range(8, 30)]
    assert [one for one in found if one in said] == said
