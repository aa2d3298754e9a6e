"""Mark-up within mark-up without end: read as it is written, and never a fault."""

from __future__ import annotations

import pytest

from adaptkit.guides.inlines import Context, inline_shape, parse_inlines, plain_text, with_more
from adaptkit.guides.translation import settle
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.inline import InlineKind

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
