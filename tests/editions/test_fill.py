"""Filling: values take their places, and what says that nothing has to be filled is right."""

from __future__ import annotations

from hypothesis import assume, example, given
from hypothesis import strategies as st

from adaptkit.editions.fill import fill, is_filled
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.model.document import Reference
from adaptkit.model.edition import Value
from adaptkit.model.locale import Locale

VALUES = {"n": Value("112"), "line": Value("+34 900 100 036", "telephone")}
REFERENCES = {
    "R": Reference("https://example.org/%7Bn%7D", "call {n}"),
    "P": Reference("plan.md"),
}
# What numbers, placeholders and links are made of, and how else their signs may be written.
_PARTS = st.sampled_from(
    [
        *("{n}", "{line}", "{", "}", "%7Bn%7D", "&#123;", "n}", "&#53;", "\\{", "\\-", "<!-- -->"),
        *("555", "900 100 036", "1-800-", "-", " ", "\n", ".", "(", ")", "+", "/", "*", "_", "**"),
        *("[R]", "[P]", "[a](x.md)", '[a](b "{n}")', "[", "]", "`", "~~", "!", "<b>", "</b>"),
        *("word", "Call ", "é", "\u0665\u0665\u0665"),
    ]
)


@given(parts=st.lists(_PARTS, max_size=14), linked=st.booleans())
@example(parts=["[R]"], linked=True)
@example(parts=["555", "\\-", "900 100 036"], linked=False)
@example(parts=["555", "<!-- -->", "-", "555", "&#53;"], linked=False)
def test_what_has_nothing_to_fill_is_as_it_was(parts: list[str], linked: bool) -> None:
    text, references = "".join(parts), REFERENCES if linked else {}
    assume(is_filled(text, references))
    pieces = parse_inlines(text, Context(references))
    filled = fill(pieces, VALUES, country="ES", rtl=False, language=Locale("es"))
    assert filled == tuple(pieces)


def test_most_of_a_guide_has_nothing_to_fill() -> None:
    assert is_filled("Rest is *part* of the [plan](05-plan.md#rest).", {})
    assert not is_filled("Call {n}.", {})
    assert not is_filled("Call 900 100 036.", {})
    assert not is_filled("See [R].", REFERENCES)
