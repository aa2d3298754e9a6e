"""Inline HTML that has a meaning is one piece with what stands in it; all else stays HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.guides.elements import ELEMENTS
from adaptkit.guides.html_safety import is_allowed_tag
from adaptkit.guides.inline_trees import plain_text
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from tests.writers.builders import edition, finished, write

Kind = InlineKind
NONE = Context({})


def pieces(text: str, msgid: str | None = None) -> tuple[Inline, ...]:
    return parse_inlines(text, NONE, msgid=msgid)


@pytest.mark.parametrize(("name", "kind"), ELEMENTS.items())
def test_each_element_has_a_kind(name: str, kind: InlineKind) -> None:
    [piece] = pieces(f"<{name}>a *b*</{name}>")
    assert piece.kind is kind
    assert plain_text(piece.children) == "a b"
    assert [inner.kind for inner in piece.children] == [Kind.TEXT, Kind.EMPHASIS]


def test_breaks_and_what_an_element_says_of_itself() -> None:
    kinds = [piece.kind for piece in pieces("H<sub>2</sub>O<br>a<BR/>b<wbr>c")]
    assert kinds[1::2] == [Kind.SUBSCRIPT, Kind.BREAK, Kind.BREAK, Kind.BREAK_OPPORTUNITY]
    [short] = pieces('<abbr title="multiple &quot;sclerosis&quot;">MS</abbr>')
    assert (short.kind, short.title) == (Kind.ABBREVIATION, 'multiple "sclerosis"')
    [span] = pieces('<span lang="ar" dir="rtl">x</span>')
    assert (span.kind, span.language, span.direction) == (Kind.SPAN, Locale("ar"), "rtl")
    assert plain_text(pieces("a<br>b")) == "a b"


@pytest.mark.parametrize(
    "text",
    [
        "<b>never closed",
        "closed</b> only",
        '<b class="x">y</b>',
        '<span style="x">y</span>',
        '<span lang="nonsense-nonsense">y</span>',
        "<font>y</font>",
        "<a id='x'></a>",
        "<!-- c -->",
    ],
)
def test_what_says_more_than_we_know_stays_html(text: str) -> None:
    found = pieces(text)
    assert any(piece.kind is Kind.HTML for piece in found)
    assert not any(piece.children for piece in found)


def test_crossed_tags_stay_in_their_order() -> None:
    html = write(edition(finished("# A\n\nx <b>1<i>2</b>3</i> y\n")))["one.html"].decode()
    assert "x <b>1<i>2</b>3</i> y" in html


def test_a_translation_may_say_what_an_abbreviation_is_short_for() -> None:
    own = '<abbr title="esclerosis múltiple">EM</abbr>'
    [piece] = pieces(own, '<abbr title="multiple sclerosis">MS</abbr>')
    assert piece.title == "esclerosis múltiple"
    for hostile in ('<abbr title="a" onclick="x">', '<abbr title="{x}">', "<abbr onclick=x>"):
        assert not is_allowed_tag(hostile)
    shown = pieces('<abbr title="a" onclick="x">EM</abbr>', "MS")
    assert {piece.kind for piece in shown} == {Kind.TEXT}


_tags = st.sampled_from(
    ["<b>", "</b>", "<i>", "</i>", "<sub>", "</sub>", "<q>", "</q>", "<br>", "x", " ", "y", "<u>"]
)


@given(st.lists(_tags, min_size=1, max_size=9).map("".join))
def test_pages_show_the_tags_that_were_written(text: str) -> None:
    """Whatever became of it, what a browser gets is what the author wrote."""
    source = f"# A\n\n.{text}.\n"
    html = write(edition(finished(source)))["one.html"].decode()
    body = html.partition("<p>.")[2].rpartition(".</p>\n</article>")[0]
    assert body.strip() == text.strip()
