"""Interface words that have no translation are English, and each says so where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from adaptkit.catalogues.interface import interface_template
from adaptkit.editions.complete import complete
from adaptkit.model.edition import Edition, EditionSpec, Progress
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said
from adaptkit.records import replace
from adaptkit.writers.html import write_index
from tests.writers.builders import edition, finished, sample_editions, sibling, write

_VOID = frozenset("area base br col hr img input link meta wbr".split())
SOURCE = """# One

::: warning
Text.
:::

::: urgent
@en Still in English.
:::

- [ ] a list
- [x] done already

| Who | What |
| :-- | --: |
| nurse | @en questions |

@en Words.[^n]

[^n]: A note.
"""


class Words(HTMLParser):
    """Every text and every label, with the nearest ``lang`` and ``dir``."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[tuple[str, str, str]] = [("", "", "")]
        self.texts: list[tuple[str, str, str]] = []
        self.labels: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        _, language, direction = self.inside[-1]
        language = own.get("lang") or language
        if own.get("aria-label"):
            self.labels.append((own["aria-label"] or "", language))
        if tag not in _VOID:
            self.inside.append((tag, language, own.get("dir") or direction))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.inside.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.inside[-1][0] not in ("style", "title"):
            self.texts.append((" ".join(data.split()), *self.inside[-1][1:]))


def half(locale: Locale, rest: int) -> Edition:
    """An edition in which every second word around it has a translation."""
    words = [entry.msgid for entry in interface_template().live]
    translated = {english: f"zz {english}" for english in words[rest::2]}
    spec = EditionSpec(locale.posix, locale)
    made = edition(finished(SOURCE), finished("# Two\n", "two.md"), progress=Progress(9, 7, 0, 2))
    _, sample = sample_editions()
    return replace(
        made,
        spec=spec,
        words=translated,
        words_language=locale,
        adaptations=sample.adaptations,
    )


def pieces(of: Edition) -> Iterator[tuple[str, Words]]:
    beside = [sibling(of), replace(sibling(of), name="x", locale=Locale("en"), label="English")]
    pages = dict(write(of, beside))
    told = replace(sibling(of), words=of.words, words_language=of.words_language)
    pages["../index.html"] = write_index([told], words=of.words, language=of.words_language)
    for name, page in pages.items():
        if name.endswith(".html"):
            found = Words()
            found.feed(page.decode())
            yield name, found


@pytest.mark.parametrize("rest", [0, 1])
@pytest.mark.parametrize("tag", ["sw", "ar"])
def test_each_word_around_a_guide_is_marked_with_its_own_language(tag: str, rest: int) -> None:
    locale = Locale(tag)
    of = half(locale, rest)
    untold = [e.msgid for e in interface_template().live if e.msgid not in of.words]
    starts = tuple(one.partition("{")[0] for one in untold if one.partition("{")[0])
    seen = 0
    for name, page in pieces(of):
        for text, language, direction in page.texts:
            if text.startswith("zz "):
                assert (language, direction) == (tag, locale.direction), (name, text)
            elif text in untold or (len(text) > 3 and text.startswith(starts)):
                assert (language, direction) == ("en", "ltr"), (name, text)
                seen += 1
        for text, language in page.labels:
            if text.startswith("zz "):
                assert language == tag, (name, text)
            elif text in untold:
                assert language == "en", (name, text)
    assert seen > 20


def test_the_index_marks_a_title_of_another_language() -> None:
    """The guide's title is in its own language, and the page's words in one that there are."""
    title = Said("Mwongozo", Locale("sw"))
    page = write_index([], title=title, language=Locale("en")).decode()
    assert '<h1 lang="sw" dir="ltr">Mwongozo</h1>' in page
    assert '<title lang="sw" dir="ltr">' in page
    page = write_index([], title=title, language=Locale("sw")).decode()
    assert "<h1>Mwongozo</h1>" in page


@pytest.mark.parametrize("rest", [0, 1])
def test_what_readers_are_told_says_its_language(rest: int) -> None:
    """Decided once, for every format: no format has to find it out."""
    told = complete(half(Locale("sw"), rest)).telling
    words = [*(fact.label for fact in told.facts), *(one.done for one in told.changes)]
    words.append(told.draft_words)
    assert len(words) > 8
    for said in words:
        assert (said.language is None) is said.text.startswith("zz "), said
