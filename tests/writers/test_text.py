"""Plain text: it says in words what pages show by form, and nothing is left of any mark-up."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.editions.complete import complete
from adaptkit.model.edition import Edition, Progress
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from tests.cases import Case, compare, each, fenced
from tests.guides import builders
from tests.guides.test_laws import from_list, hostile, sources

from .builders import AR, edition, finished
from .readers import Words, signs, text_of

CASES = fenced(Path(__file__).with_name("cases") / "text")
# A note's number and the way back to its call: the text has them in another form.
_OF_PAGES = re.compile(
    r'<sup class="footnote-reference">.*?</sup>|<a class="footnote-back".*?</a>', re.DOTALL
)
law = settings(max_examples=40)
_MARKS = re.compile("[\u00ad\u200e\u200f\u2066-\u2069]")


def made(*markdown: str, **fields: object) -> Edition:
    names = ["one.md", "part/two.md", "three.md"]
    of = edition(*map(finished, markdown, names), **fields)  # type: ignore[arg-type]
    return complete(of, of.assets)


def chapter(markdown: str, **fields: object) -> str:
    """The first chapter's lines, without its title."""
    text = text_of(made(markdown, "# Two\n", **fields))
    _, _, rest = text.partition("\n\n\n")[2].partition("\n\n\n")
    return rest.partition("\n\n\n")[0].partition("\n\n")[2]


@each(CASES)
def test_cases(case: Case) -> None:
    compare(case, {"text": chapter(f"# One\n\n{case.parts['markdown']}") + "\n"})


# -- laws ------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    return signs(unicodedata.normalize("NFKC", _MARKS.sub("", text)))


def in_order(few: str, many: str) -> bool:
    rest = iter(many)
    return all(sign in rest for sign in few)


@law
@given(sources(), st.lists(hostile, min_size=1, max_size=5))
def test_every_word_of_a_page_is_in_the_text_in_the_same_order(
    source: str, words: list[str]
) -> None:
    of = complete(builders.edition(builders.chapter(source), from_list(words)))
    page = _OF_PAGES.sub("", builders.article(of))
    assert in_order(plain(Words(page).text), plain(text_of(of)))


@law
@given(sources(), st.lists(hostile, min_size=1, max_size=5))
def test_its_lines_hold_nothing_but_words(source: str, words: list[str]) -> None:
    text = text_of(complete(builders.edition(builders.chapter(source), from_list(words))))
    assert text.endswith("\n")
    assert not re.search(r"[ \t]\n|\n{4}|\A\n|\n\n\Z", text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00a0\u00ad\u2028\u2029\ufeff]", text)
    assert text.count("\u2069") == sum(map(text.count, "\u2066\u2067\u2068"))


# -- the whole -------------------------------------------------------------------------------------


def test_the_whole_file() -> None:
    two = "# Two\n\n## Costs {#costs}\n\nBack to [one](../one.md).\n"
    text = text_of(made("# One\n\n## A\n\n### B\n\n## C\n", two, progress=Progress(3, 3, 0, 0, 0)))
    assert text.rpartition("About this edition")[0] == (
        "Guide\nDraft: nobody has signed off this edition yet.\nEnglish\nNovember 22, 2026\n"
        "A charity\n\n\n"
        "Contents\n\nChapter 1. One\nChapter 2. Two\nAbout this edition\n\n\n"
        "Chapter 1. One\n\n1.1. A\n\n1.1.1. B\n\n1.2. C\n\n\n"
        "Chapter 2. Two\n\n2.1. Costs\n\nBack to one (Chapter 1).\n\n\n"
    )
    assert "\nPublisher: A charity (https://a.example)\n" in text


def test_a_chapter_without_a_title_of_its_own_has_one() -> None:
    text = text_of(made("Words.\n"))
    assert "Chapter 1. one.md\n\nWords.\n" in text


# -- right to left ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        # What the model says runs from left to right is kept apart …
        ("خذ `5 mg` الآن.", "خذ \u20665 mg\u2069 الآن."),
        ("انظر `a b` هنا.", "انظر \u2066a b\u2069 هنا."),
        ("[صفحة](https://a.example/b)", "صفحة (\u2066https://a.example/b\u2069)"),
        # … and a line that begins with Latin letters is no line from left to right.
        ("MSIF هو اتحاد.", "\u200fMSIF هو اتحاد."),
        ("112", "\u200f112"),
        ("- MSIF", "- \u200fMSIF"),
        ("كلمات.", "كلمات."),
    ],
)
def test_lines_from_right_to_left(markdown: str, text: str) -> None:
    assert chapter(f"# عنوان\n\n{markdown}\n", locale=AR) == text


def test_a_word_of_the_glossary_is_a_word_and_a_link_of_the_author_says_where_it_leads() -> None:
    done = made("# One\n\nA [goal](part/two.md).\n", "# Two\n")
    assert "\nA goal (Chapter 2).\n" in text_of(done)
    (first, *rest) = done.chapters
    title, block = first.shown
    pieces = tuple(piece.changed(is_term=bool(piece.to)) for piece in block.inlines)
    shown = (title, block.changed(inlines=pieces))
    done = replace(done, chapters=(replace(first, shown=shown), *rest))
    assert "\nA goal.\n" in text_of(done)


def test_columns_stand_apart_as_their_script_does_it() -> None:
    table = "# One\n\n| a | b |\n| - | - |\n| c | d |\n"
    assert "a; b" in text_of(made(table))
    arabic = "# One\n\n| أ | ب |\n| - | - |\n| ت | ث |\n"
    assert "أ؛ ب" in text_of(made(arabic, locale=AR))


@pytest.mark.parametrize("markdown", ["See `a b`.", "112", "- x", "[x](https://a.example)"])
def test_nothing_is_marked_where_nothing_can_turn(markdown: str) -> None:
    assert not _MARKS.search(chapter(f"# One\n\n{markdown}\n"))


def test_a_name_in_arabic_letters_is_kept_apart() -> None:
    shown = chapter('# One\n\nShe reads <bdi lang="ar">كتاب</bdi> (12).\n')
    assert shown == "She reads \u2067كتاب\u2069 (12)."


def test_words_come_in_the_editions_language() -> None:
    words = {"Chapter {number}": "Capítulo {number}", "Picture": "Imagen", "Table": "Tabla"}
    text = text_of(made("# Uno\n\n![Una silla](images/x.svg)\n", locale=Locale("es"), words=words))
    assert "Capítulo 1. Uno\n\nImagen: Una silla\n" in text
