"""Words of the glossary lead there from where a chapter first uses them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.editions.term_links import TermLinks
from adaptkit.guides.inline_trees import plain_text, walk_inlines
from adaptkit.model.destination import ToChapter
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale

WHERE = Position("one.md", 1)
TERMS = {
    "en": ("fatigue", "care coordinator", "goal", "therapy", "brace", "therapist"),
    "es": ("fatiga", "recaída", "barrera", "ayuda técnica"),
    "ar": ("إعادة التأهيل", "تعب", "هدف"),
    "zh_Hans": ("复健", "复健专科医生", "疲劳"),
    "th": ("ความเหนื่อยล้า", "เป้าหมาย"),
    "ta": ("சோர்வு", "குழு"),
    "hi": ("थकान", "लक्ष्य"),
    "fi": ("tavoite",),
}


def links(language: str) -> TermLinks:
    terms = {said: ToChapter("words.md", f"w{n}") for n, said in enumerate(TERMS[language])}
    return TermLinks(terms, Locale.parse(language))


def paragraph(*pieces: Inline, kind: BlockKind = BlockKind.PARAGRAPH, **fields: object) -> Block:
    return Block(kind, WHERE, inlines=pieces, **fields)  # type: ignore[arg-type]


def text(said: str) -> Inline:
    return Inline(InlineKind.TEXT, said)


def linked(language: str, *blocks: Block) -> list[str]:
    shown = links(language).linked(blocks, "one.md")
    pieces = [piece for block in shown for piece in walk_inlines(block.inlines)]
    return [plain_text(piece.children) for piece in pieces if piece.is_term]


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        ("en", "Fatigue is common, and fatigue returns.", ["Fatigue"]),
        ("en", "Ask your care\ncoordinator about goals and therapies.",
         ["care\ncoordinator", "goals", "therapies"]),
        ("en", "Braces and the therapist’s words.", ["Braces", "therapist"]),
        ("en", "A goalkeeper, therapeutics and embraces.", []),
        ("en", "Care. Coordinator.", []),
        ("es", "Las barreras y la FATIGA; una recaída.", ["barreras", "FATIGA", "recaída"]),
        ("es", "Infatigable. Una recaida sin tilde.", []),
        ("ar", "تساعدكم إعادة التأهيل في بلوغ الهدف وتخفيف التَّعب.",
         ["إعادة التأهيل", "الهدف", "التَّعب"]),
        ("ar", "متعب وأهداف", []),
        ("zh_Hans", "复健专科医生说复健能减轻疲劳。", ["复健专科医生", "复健", "疲劳"]),
        ("zh_Hans", "复健专科医生", ["复健专科医生"]),
        ("th", "ตั้งเป้าหมายและลดความเหนื่อยล้า", ["เป้าหมาย", "ความเหนื่อยล้า"]),
        ("ta", "உங்கள் குழு, சோர்வு.", ["குழு", "சோர்வு"]),
        ("ta", "குழுவினர் சோர்வுடன்", []),
        ("hi", "थकान। लक्ष्यों", ["थकान"]),
        ("fi", "tavoitteet ja tavoite", ["tavoite"]),
    ],
)  # fmt: skip
def test_whole_words_are_linked_once(language: str, said: str, expected: list[str]) -> None:
    assert linked(language, paragraph(text(said)), paragraph(text(said))) == expected


@pytest.mark.parametrize(
    "block",
    [
        paragraph(text("fatigue"), kind=BlockKind.HEADING, level=2),
        paragraph(text("fatigue"), kind=BlockKind.TERM),
        paragraph(text("fatigue"), kind=BlockKind.TABLE_CELL, header=True),
        paragraph(Inline(InlineKind.LINK, children=(text("fatigue"),), target="x.md")),
        paragraph(Inline(InlineKind.CODE, "fatigue")),
        paragraph(Inline(InlineKind.SPAN, children=(text("fatigue"),), language=Locale("en"))),
        paragraph(Inline(InlineKind.TEXT, "fatigue", language=Locale("en"))),
        paragraph(text("fati"), Inline(InlineKind.STRONG, children=(text("gue"),))),
        paragraph(Inline(InlineKind.STRONG, children=(text("fatigue"),)), text("d")),
        Block(BlockKind.CALLOUT, WHERE, info="urgent", children=(paragraph(text("fatigue")),)),
        Block(BlockKind.PASSAGE, WHERE, children=(paragraph(text("fatigue")),)),
    ],
)  # fmt: skip
def test_where_a_link_would_be_in_the_way_is_none(block: Block) -> None:
    assert linked("en", block) == []


def test_inside_of_emphasis_there_is_one() -> None:
    strong = Inline(InlineKind.STRONG, children=(text("fatigue"),))
    assert linked("en", paragraph(text("much "), strong, text("."))) == ["fatigue"]


def test_the_glossary_itself_has_none() -> None:
    block = paragraph(text("fatigue"))
    assert links("en").linked([block], "words.md") == (block,)


WORDS = sorted({word for words in TERMS.values() for word in words})
PIECES = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(max_size=4), st.sampled_from([" ", "-", "\n", "s"])),
    max_size=8,
).map("".join)


@given(st.sampled_from(sorted(TERMS)), st.lists(PIECES, min_size=1, max_size=4))
def test_no_word_of_a_page_changes_and_nothing_is_linked_twice(
    language: str, said: list[str]
) -> None:
    pieces = [text(one) for one in said]
    nested = (*pieces[1:], Inline(InlineKind.EMPHASIS, children=(pieces[0],)))
    block = paragraph(*nested)
    own = links(language)
    shown = own.linked([block, block], "one.md")
    assert [plain_text(one.inlines) for one in shown] == [plain_text(nested)] * 2
    found = [piece.to for one in shown for piece in walk_inlines(one.inlines) if piece.is_term]
    assert len(found) == len(set(found))
