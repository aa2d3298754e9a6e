"""Texts that are made to keep a pattern busy: what never ends is looked for once."""

from __future__ import annotations

import time

import pytest

from adaptkit.guides.html_safety import (
    has_words,
    safe_html_block,
    tags_in,
    unbalanced,
    without_programs,
)

_LENGTH = 50_000
_PIECES = (
    *("<? ", "<!-- ", "<!-", "<![CDATA[", "<!A", "<a", '<a b="', "<a b='", "<", "</a", "<a ='"),
    *("<script>", "<script", "<style ", "<script></style>", "</script", "</script ", "<script>x"),
    *("<b>", "</pre>", "<pre>", "<pre>\n", "</pre>\nx", "&a", "\n ", ":::\n", "<b></i>", "\ue000"),
)
_OWN = (
    "<div>\nx\n</div>",
    "<pre>x</pre>",
    "<div><script>go()</script>\nx\n</div>",
    "<script>go()</script>",
    "<!-- x -->",
)


@pytest.mark.parametrize("piece", _PIECES)
def test_no_html_takes_the_square_of_its_length(piece: str) -> None:
    """One such text took up to a minute; none takes a second now."""
    text = piece * (_LENGTH // len(piece))
    started = time.process_time()
    tags = tags_in(text)
    unbalanced(tags)
    has_words(text)
    for own in _OWN:
        safe_html_block(own, text)
        safe_html_block(own, text + "\n\n</i>")
        without_programs(["<script>"], own, text)
    assert time.process_time() - started < 4


def test_closing_tags_of_what_is_not_open_are_told_apart_at_once() -> None:
    tags = ["<b>"] * 30_000 + ["</i>"] * 30_000
    started = time.process_time()
    assert unbalanced(tags) == tuple(range(60_000))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("<!-- <!-- --> <? x", ["<!-- <!-- -->"]),
        ("<? <!-- x ?> <!-- <b>", ["<? <!-- x ?>", "<b>"]),
        ("<!--> <!---> <!A <i>", ["<!-->", "<!--->", "<!A <i>"]),
        ("<![CDATA[ <b> ]]> <![CDATA[ <b>", ["<![CDATA[ <b> ]]>", "<b>"]),
        ("<? <? <!-- --> ", ["<!-- -->"]),
    ],
)
def test_what_has_no_end_hides_nothing_behind_it(text: str, tags: list[str]) -> None:
    assert list(tags_in(text)) == tags


def test_a_program_without_an_end_hides_none_of_the_other_kind() -> None:
    own = "<div><style>a</style>\nx</div>"
    words = "<div><script>1<style>b</style>\ny</div>"
    written = safe_html_block(own, words)
    assert "<style>a</style>" in written
    assert "&lt;script&gt;1" in written
