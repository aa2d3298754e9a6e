"""A cluster says its text once, and a number at the end of a line stays as it is."""

from __future__ import annotations

import re
from itertools import product

import pytest

from adaptkit.model.locale import Locale
from tests.writers.builders import edition, finished
from tests.writers.pdf.made import made, made_of
from tests.writers.pdf.reading import findings, opened, page_texts, tags

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
