"""What a translation keeps in its source's language is marked, and nothing that may be its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.editions.kept_phrases import with_kept_phrases
from adaptkit.guides.inline_trees import plain_text, walk_inlines
from adaptkit.guides.inlines import parse_inlines
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind, Term
from adaptkit.model.inline import InlineKind
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from tests.guides.builders import article, chapter, context
from tests.guides.builders import edition as translated_edition
from tests.writers.builders import edition, finished

CASES = [
    # In another script whatever stands in the source, letter by letter
    ("en", "ar", "Ask for a *plan of care*.", "خطّة (*plan of care*).", ["plan of care"]),
    ("en", "ar", "Two plans of care.", "خطّة (plan of care).", []),
    ("en", "ar", "Driver rehabilitation specialists", "driver rehabilitation specialist هو",
     ["driver rehabilitation specialist"]),
    ("en", "zh_Hans", "**Spasticity** grows.", "痉挛（spasticity）加重。", ["spasticity"]),
    ("en", "ru", "the sauna and the spa", "сауна (sauna), баня (spa)", ["sauna", "spa"]),
    ("en", "zh_Hans", "Uhthoff's sign", "Uhthoff's sign（现象）", ["Uhthoff's sign"]),
    ("en", "zh_Hans", "a *spa*", "a *spa*", []),
    ("ms", "zh_Hans", "sistem *takaful*", "*takaful*（伊斯兰保险）", ["takaful"]),
    ("ar", "en", "اسألوا عن *نفسيّة*", "Ask about it (*نفسيّة*).", ["نفسيّة"]),
    # … also in a link, and beside what is no word
    ("en", "ar", "[plan of care](a.md)", "[خطّة plan of care](a.md)", ["plan of care"]),
    # … but no names, titles and short forms, no part of a word, no address, nothing new
    ("en", "ar", "Ruth and an MRI at MSIF", "Ruth MRI MSIF", []),
    ("en", "ar", "From What to Expect", "What to Expect", []),
    ("en", "ar", "physiotherapists", "therapist", []),
    ("en", "ar", "See [this](https://a.example/plan)", "plan", []),
    ("en", "ar", "{plan} <b title='plan'>x</b>", "plan", []),
    ("en", "ar", "A physiotherapist", "kiné", []),
    ("en", "ar", "Say `plan of care`", "`plan of care`", []),
    # In the same script only an emphasised or quoted phrase
    ("en", "es", "a *plan of care*", "un plan de atención (*plan of care*)", ["plan of care"]),
    ("en", "es", "a plan of care", "<q>plan of care</q>", ["plan of care"]),
    ("en", "es", "a plan of care", "plan of care", []),
    ("en", "es", "a general *hospital*", "un *hospital* **general**", []),
    ("en", "es", "a *State Health Program*", "*State Health Program*", []),
    ("en", "es", "a *plan of care*", "*plan de atención*", []),
    # What somebody has marked stays so, and what is its own is none
    ("en", "ar", "a *spa*", '<span lang="fr">spa</span>', []),
    ("en", "en_GB", "a *plan of care*", "a *plan of care*", []),
]  # fmt: skip


@pytest.mark.parametrize(("theirs", "own", "source", "words", "marked"), CASES)
def test_cases(theirs: str, own: str, source: str, words: str, marked: list[str]) -> None:
    pieces = parse_inlines(words, context(chapter("# A\n")))
    block = Block(
        BlockKind.PARAGRAPH, Position("a.md"), msgid=source, language=Locale.parse(theirs)
    )
    made = edition(finished("# One\n"), locale=Locale.parse(own))
    after = with_kept_phrases(block, pieces, made)
    assert plain_text(after) == plain_text(pieces)
    found = [
        piece
        for piece in walk_inlines(after)
        if piece.kind is InlineKind.SPAN and piece not in pieces
    ]
    assert [plain_text((piece,)) for piece in found] == marked
    language = Locale.parse(theirs)
    assert all(
        (piece.language, piece.direction) == (language, language.direction) for piece in found
    )
    if not marked:
        assert after is pieces


def test_words_that_fill_a_term_may_keep_the_guides() -> None:
    pieces = parse_inlines("治疗师 (occupational therapist)", context(chapter("# A\n")))
    block = Block(BlockKind.TABLE_CELL, Position("a.md"), msgid="{term.ot}, {ot}")
    made = edition(finished("# One\n"), locale=Locale.parse("zh_Hans"))
    terms = {"ot": Term("ot", "occupational therapist")}
    made = replace(made, settings=replace(made.settings, terms=terms))
    (kept,) = [p for p in with_kept_phrases(block, pieces, made) if p.kind is InlineKind.SPAN]
    assert (plain_text((kept,)), kept.language) == ("occupational therapist", Locale("en"))
    other = block.changed(msgid="{ot}")
    assert with_kept_phrases(other, pieces, made) is pieces


@given(
    st.lists(st.sampled_from("plan of care MRI *a* خطّة (b) [c](d.md) é_e`f`".split())), st.text()
)
def test_no_word_changes_whatever_somebody_writes(source: list[str], more: str) -> None:
    pieces = parse_inlines(f"{' '.join(reversed(source))} {more} plan", context(chapter("# A\n")))
    block = Block(BlockKind.PARAGRAPH, Position("a.md"), msgid=f"{' '.join(source)} {more}")
    for own in ("ar", "es"):
        made = edition(finished("# One\n"), locale=Locale.parse(own))
        after = with_kept_phrases(block, pieces, made)
        assert plain_text(after) == plain_text(pieces)
        assert with_kept_phrases(block, after, made) is after


def test_pages_say_it() -> None:
    of = chapter("# A\n\nAsk for a *plan of care*.\n")
    words = {"A": "A", "Ask for a *plan of care*.": "Pida un plan de atención (*plan of care*)."}
    page = article(translated_edition(of, lambda block: words[block.msgid]))
    assert '(<em><span lang="en" dir="ltr">plan of care</span></em>).' in page
