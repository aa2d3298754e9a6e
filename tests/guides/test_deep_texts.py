"""Mark-up within mark-up without end: read as it is written, and never a fault."""

from __future__ import annotations

import pytest

from adaptkit.checks import Passage
from adaptkit.checks.mark_up import mark_up
from adaptkit.guides.broken_texts import broken_texts
from adaptkit.guides.inline_trees import inline_shape, plain_text, with_more
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.translation import settle
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.inline import InlineKind
from adaptkit.model.locale import Locale

DEEP = 3000
TEXTS = {
    "emphasis": "*a " * DEEP + "b" + "*" * DEEP,
    "strong": "**a " * DEEP + "b" + "**" * DEEP,
    "both": "".join("*_"[n % 2] + "a" for n in range(DEEP)) + "b" + "a*a_" * (DEEP // 2),
    "struck": "~~a " * DEEP + "b" + "~~" * DEEP,
    "elements": "<b>" * DEEP + "a" + "</b>" * DEEP,
    "links": "[" * DEEP + "a" + "](x)" * DEEP,
    "pictures": "![" * DEEP + "a" + "](x.png)" * DEEP,
    "brackets": "a" + "[" * DEEP + "]" * DEEP,
    "of two kinds": "<b><i>" * DEEP + "a" + "</i></b>" * DEEP,
}
BLOCK = Block(BlockKind.PARAGRAPH, Position("a.md"), text="Words", msgid="Words", id="a.x")


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_read_in_every_way(name: str) -> None:
    context = Context({})
    for text in (TEXTS[name], settle(TEXTS[name], BLOCK, context)):
        for msgid in (None, "Words"):
            pieces = parse_inlines(text, context, msgid=msgid)
            assert "a" in plain_text(pieces)
            assert inline_shape(pieces)
            assert with_more(pieces) is not None


def test_brackets_take_no_square_of_their_number() -> None:
    """A hundred thousand: what is quadratic would take minutes."""
    for text in ("[" * 100_000 + "a", "[" * 50_000 + "a" + "](x)" * 50_000):
        assert plain_text(parse_inlines(text, Context({}))) == text


def test_many_links_beside_each_other_are_links() -> None:
    pieces = parse_inlines(" ".join(["[a](x.md)"] * 200), Context({}))
    assert sum(piece.kind is InlineKind.LINK for piece in pieces) == 200


def test_what_a_person_nests_keeps_its_meaning() -> None:
    pieces = parse_inlines("*a **b ~~c~~ <b>d <i>e</i></b>** f*", Context({}))
    assert [piece.kind for piece in pieces] == [InlineKind.EMPHASIS]


# How a block opens, how many levels it is, and how it goes on in the line below.
OPENINGS = {"> ": 1, "- ": 2, "1. ": 2, "::: note\n": 1, "[^a]: ": 1}


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - {"both"}))
def test_what_goes_too_deep_is_told_at_its_line(name: str) -> None:
    chapter = parse_chapter(f"# A\n\nw {TEXTS[name]}\n", path="a.md", name="a", chapter_id="a")
    told = [one for one in broken_texts(chapter, ()) if one.code == "nested-too-deep"]
    assert [(one.position.path, one.position.line) for one in told] == [("a.md", 3)]
    passage = Passage("a.x", "Words", TEXTS[name], Locale.parse("es"), position=Position("p", 7))
    assert [(one.code, one.position.line) for one in mark_up(passage)] == [("nested-too-deep", 7)]


@pytest.mark.parametrize(
    "text", ["*a* _b_ ~~c~~ <b>d</b> [e](f) " * 200, "2*3 a_b <br> x ~ y " * 99]
)
def test_many_marks_beside_each_other_are_not_deep(text: str) -> None:
    chapter = parse_chapter(f"{text}\n", path="a.md", name="a", chapter_id="a")
    assert not [one for one in broken_texts(chapter, ()) if one.code == "nested-too-deep"]


@pytest.mark.parametrize("opening", OPENINGS)
def test_blocks_in_blocks_lose_no_words(opening: str) -> None:
    """markdown-it leaves out what stands deeper than twenty; what we read is read, and what we do
    not is told."""
    levels = OPENINGS[opening]
    for times in (8, 20, 48 // levels, 60 // levels, 400):
        text = "# A\n\nWords.\n\n" + opening * times + "deep words\n"
        chapter = parse_chapter(text, path="a.md", name="a", chapter_id="a")
        assert any("deep words" in block.text for block in chapter.walk())
        told = [one for one in chapter.diagnostics if one.code == "nested-too-deep"]
        assert bool(told) == (times * levels >= 50)
        if told:
            assert len(told) == 1
            assert told[0].position.line == 5 + (50 if "\n" in opening else 0)
            assert "deeper than 50" in told[0].message
