"""A text whose marks are plain to see says what the parser finds in it."""

from __future__ import annotations

from collections import Counter

from hypothesis import assume, example, given
from hypothesis import strategies as st

from adaptkit.checks import Passage
from adaptkit.checks import kept as kept_check
from adaptkit.checks import mark_up as mark_up_check
from adaptkit.guides.emphasis import mended
from adaptkit.guides.inlines import Context
from adaptkit.guides.plain_marks import is_closed, shape_of
from adaptkit.model.locale import Locale

_MARKS_AND_WORDS = (
    "a B é 重要 مهم ² \u0bcd . , : ( ) “ ¿ { } {a_b} a_b c_d ** * _ __ ~ ` `c` `{a}` `*` [ ] ! & "
    "&amp; [a](b) [a](b_c) [`c`](b) [é*](b) ![a](b) [^1] [^x_y] [a][b] (b) \\ < <i> </i> \n **a** "
    "*a* _a_ **a.** [a](https://b.c)"
).split(" ")
_MARKED = st.lists(
    st.sampled_from([*_MARKS_AND_WORDS, *(" ", " ", "  ", "\u00a0", "*a b*")]), max_size=14
).map("".join)

# All that a mark may stand beside, close together.
_CLOSE = st.one_of(
    *(
        st.text(st.sampled_from(signs), max_size=7)
        for signs in ("a. *_", "a*\u00a0²(", "a_.²\u00a0")
    )
)


@given(st.one_of(_MARKED, _CLOSE))
@example("一个_格式_字符 _a_")
@example("na_me _x_")
@example("_x na_me y_")
@example("**a****b**")
@example("**a***b*")
@example("*a _b* c_")
@example("[a](javascript:b)")
@example("a_b c_d")
@example("a_b c_d *e*")
@example("a_b[^x_y]*c d*")
@example("[^1](b)")
@example("**a.**b")
@example("b**.a**")
@example("_a._b")
@example("b_.a_")
@example("&ast;*a*")
@example("`*`&#42;")
@example("a_._b *c*")
@example("* a*")
@example("*a *")
@example("_ a_")
@example("_a _")
@example("[a](<aa)")
@example("[a](aa\\)")
@example("!_a")
@example("a*`a`*")
@example("*`a`*a")
@example("`\\`")
@example("`a{b}` `{c}d`")
@example("[a](b(c)")
@example("[a](b\nc)")
@example("[a](B) [c](b)")
@example("[^1] [^2]")
@example("\u3000_a_")
@example("\u0bcd_a_")
@example("_a_\u0bcd")
def test_the_shape_of_a_text_is_what_the_parser_finds(text: str) -> None:
    shape = shape_of(text)
    assume(shape is not None)
    assert shape is not None
    said: Counter[tuple[str, str]] = Counter(
        {kept_check._EMPHASIS: shape.emphasis, kept_check._CODE: shape.code}
    )
    for address, times in shape.links.items():
        # What it leads to by itself.
        [link] = kept_check._of_words("", f"[a]({address})").kept
        said[link] += times
    for note, times in shape.notes.items():
        said["the note", f"[^{note}]"] += times
    assert kept_check._of_words(text, text).kept == +said
    if is_closed(text):
        for source in ("a", "*a*", "_a_ *b*"):
            assert not mark_up_check._left(mended(text, source, Context({}))), source


@given(_MARKED, _MARKED)
@example("_a_", "一个_格式_字符")
@example("*a* b_c", "d_e *f*")
@example("[a](b) [c](d)", "[e](b) [f](b)")
def test_two_texts_of_one_shape_keep_the_same(source: str, text: str) -> None:
    assume(shape_of(text) is not None)
    if shape_of(source) == shape_of(text):
        here, there = kept_check._of_source(source), kept_check._of_words(source, text)
        assert here.kept == there.kept
        assert not kept_check._foreign(Passage("x.1", source, text, Locale("es")))
    else:
        # Whatever the source has, then.
        assume(is_closed(text))
        assert not mark_up_check._left(mended(text, source, Context({})))


def test_most_texts_with_marks_have_a_shape() -> None:
    for text in (
        "**Call {emergency_number} now.** Then *wait*.",
        "_Wait_ for {number}",
        "See [the list](list.md).",
        "*Retold from [MSIF](https://www.msif.org), 2025* [^note]",
        "在**重要**时，请打`112`。",
        "“**a**”, b & c",
    ):
        assert shape_of(text) is not None, text
    for text in ("**a", "a ** b", "![a](b)", "<b>", "\\*", "[a][b]", "[a]", "~~a~~", "a*", "``a``"):
        assert shape_of(text) is None, text


@given(st.sampled_from(["*", "**a", "[", "[a](", "`", "_a ", "a_", "!", "&", "**[a", "*a* "]))
def test_no_text_takes_long_to_be_refused(piece: str) -> None:
    shape_of(piece * 5_000)
