"""What a reader of the web pages reads, a reader of the Word document and of the Markdown for reuse
reads too, in the same order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.editions.complete import complete
from adaptkit.model.edition import Edition
from adaptkit.writers import ALONE, FORMATS
from tests.guides.builders import chapter, edition
from tests.guides.test_laws import from_list, hostile, sources
from tests.writers.builders import sample_editions
from tests.writers.reading import document_words, markdown_words, page_words

law = settings(max_examples=40)
Words = tuple[list[str], list[str]]


def web(made: Edition, page: str = "one.html") -> Words:
    text = FORMATS["html"]().write(made, ALONE)[page].decode()
    return page_words(text.partition('<main id="main">')[2].rpartition("</main>")[0])


def word(made: Edition) -> Words:
    return document_words(FORMATS["docx"]().write(made, ALONE)[f"{made.spec.name}.docx"])


def reuse(made: Edition) -> Words:
    return markdown_words(FORMATS["md-reuse"]().write(made, ALONE)[f"{made.spec.name}.md"].decode())


def hostile_edition(source: str, words: list[str]) -> Edition:
    return complete(edition(chapter(source), from_list(words)))


@law
@given(sources(), st.lists(hostile, min_size=1, max_size=6))
def test_the_word_document_says_what_the_pages_say(source: str, words: list[str]) -> None:
    made = hostile_edition(source, words)
    assert word(made) == web(made)


@law
@given(sources(), st.lists(hostile, min_size=1, max_size=6))
def test_the_markdown_for_reuse_says_what_the_pages_say(source: str, words: list[str]) -> None:
    made = hostile_edition(source, words)
    draft = page_words(made.telling.draft_words.text)[0]
    body, notes = reuse(made)
    assert body[: len(draft)] == draft
    assert (body[len(draft) :], notes) == web(made)


def test_whole_editions_do() -> None:
    for made in sample_editions():
        done = complete(made, made.assets)
        pages = [web(done, page) for page in ("one.html", "part/two.html")]
        whole = tuple([word for page in pages for word in page[part]] for part in (0, 1))
        assert word(done) == whole
        draft = page_words(done.telling.draft_words.text)[0]
        body, notes = reuse(done)
        assert (body[len(draft) :], notes) == whole
