"""What a passage or a chapter says of another country that nobody has decided about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from adaptkit.guides.inline_trees import plain_text, walk_inlines
from adaptkit.model.document import Block, BlockKind, Variable, walk
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said, word
from adaptkit.texts.placeholders import placeholder


def notice_words(edition: Edition, said: str) -> Said:
    """The notice about the countries whose codes ``said`` holds, with the language it is in."""
    about = word("About {country} only: not yet adapted for this edition.")
    language = edition.language_of(about)
    countries = " · ".join(
        Locale("und", territory=code.upper()).territory_name(language)
        for code in re.split(r"[\s,;]+", said)
        if code
    )
    if not countries:
        other = word("About another country only: not yet adapted for this edition.")
        return Said(edition.word(other), edition.language_of(other))
    return Said(edition.word(about, country=countries), language)


def value_notice(edition: Edition, shown: Sequence[Variable]) -> Said:
    """The notice beside a passage that holds everywhere but for these values of the guide's own
    country: readers must not take all of it for another country's."""
    about = word("{value}: in {country} only, not yet adapted for this edition.")
    language = edition.language_of(about)
    home = edition.settings.country
    if not home:
        return notice_words(edition, home)
    # In Arabic the groups of a number would change places.
    texts = dict.fromkeys(f"\u2068{edition.values[one.name].text}\u2069" for one in shown)
    country = Locale("und", territory=home).territory_name(language)
    return Said(edition.word(about, value=" · ".join(texts), country=country), language)


def says(block: Block, names: Sequence[Variable]) -> bool:
    """Whether a leaf shows the value of one of these."""
    if block.kind is BlockKind.CODE:
        return False  # in which nothing is filled
    text = block.msgid
    if "{" in text and any(placeholder(one.name) in text for one in names):
        return True
    return any(
        piece.placeholder and any(piece.placeholder == one.name for one in names)
        for piece in walk_inlines(block.inlines)
    )


def values_of_another_country(chapter: EditionChapter, edition: Edition) -> tuple[str, ...]:
    """The values that the chapter shows and no overlay has set, each once, as readers see them."""
    left = list(edition.open_variables)
    found: list[str] = []
    for block in walk(chapter.flow) if left else ():
        for one in [one for one in left if not block.children and says(block, (one,))]:
            left.remove(one)
            found.append(edition.values[one.name].text)
    return tuple(dict.fromkeys(found))


def countries_waiting(edition: Edition) -> Mapping[str, str]:
    """Key of a block → the country that its mark names, or that of the section it stands in; of
    all that nobody has decided about."""
    return {one.key: one.mark.get("country") for one in edition.open_points if one.key}


# So many words of a passage say which one is meant.
_WORDS = 8


def passages_of_another_country(
    chapter: EditionChapter, edition: Edition
) -> tuple[tuple[str, Said], ...]:
    """The first words of each passage of the chapter about another country that nobody has decided
    about, and what readers are told of it; for formats that show no notice beside it."""
    waiting = countries_waiting(edition)
    found: list[tuple[str, Said]] = []
    for block in walk(chapter.flow) if waiting else ():
        if block.key in waiting:
            told = notice_words(edition, waiting[block.key])
            leaves = (" ".join(plain_text(one.inlines).split()) for one in walk((block,)))
            found.append((_beginning(next((text for text in leaves if text), "")), told))
    return tuple(dict.fromkeys(found))


def _beginning(text: str) -> str:
    """The first words; of a language without blanks the first letters."""
    words = text.split(" ")
    short = " ".join(words[:_WORDS])[: _WORDS * 10].rstrip()
    return short if short == text else f"{short} \u2026"
