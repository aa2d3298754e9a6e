"""Texts that are made to keep a pattern busy: what never ends is looked for once."""

from __future__ import annotations

import time

import pytest

from adaptkit.guides.front_matter import parse_front_matter
from adaptkit.guides.html_safety import (
    has_words,
    safe_html_block,
    tags_in,
    unbalanced,
    without_programs,
)
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.guides.parse import parse_chapter
from adaptkit.model.document import BlockKind, Reference

pytestmark = pytest.mark.at_length

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


_MANY = 3_000
_CHAPTERS = {
    "fields between rules": "x\n\n" + "---\na: b\n" * _MANY * 2,
    "headings of one name": "## Rest\n\n" * _MANY * 2,
    "conflicts that never end": "<<<<<<< a\n\nb\n\n" * _MANY * 2,
    "call-outs": "::: note\n" * _MANY + "deep\n" + ":::\n" * _MANY,
    "call-outs with a blank line": "::: note\n\n" * _MANY + "deep\n\n" + ":::\n\n" * _MANY,
    "columns": "|a" * _MANY + "|\n" + "|-" * _MANY + "|\n" + "|b" * _MANY + "|\n",
    "references": "".join(f"[r{n}] here.\n\n[r{n}]: a.md\n\n" for n in range(_MANY // 2)),
}


@pytest.mark.parametrize("name", _CHAPTERS)
def test_no_chapter_takes_the_square_of_its_length(name: str) -> None:
    started = time.process_time()
    parse_chapter(_CHAPTERS[name], path="a.md", name="a", chapter_id="a")
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "matter",
    [
        *("a: " + "[" * 3000 + "]" * 3000, "a: " + "{b: " * 3000 + "}" * 3000, "- " * 3000 + "x"),
        *("a:" + "\t" * 30_000 + "b", "a: x\n" + "- \t" * 20_000, "a:\n" + "-\t" * 20_000),
        "\n".join(" " * n + "a:" for n in range(1000)),
    ],
    ids=["brackets", "braces", "dashes", "tabs", "dashes, tabs", "dashes and tabs", "fields"],
)
def test_no_front_matter_takes_the_square_of_its_length(matter: str) -> None:
    started = time.process_time()
    read = parse_front_matter(f"---\ntitle: T\n{matter}\n---\n\nText\n", "a.md")
    assert time.process_time() - started < 2
    assert [one.code for one in read.problems] in ([], ["front-matter-not-read"])


def test_a_front_matter_that_goes_too_deep_is_told_with_its_line() -> None:
    read = parse_front_matter(f"---\ntitle: T\na: {'[' * 80}{']' * 80}\n---\n\nText\n", "a.md")
    assert [(one.code, one.position.line) for one in read.problems] == [
        ("front-matter-not-read", 3)
    ]
    assert "nested deeper than 60" in read.problems[0].message


def test_what_a_text_refers_to_is_found_among_thousands() -> None:
    references = {f"R{n}": Reference(f"{n}.md") for n in range(20_000)}
    labels = dict.fromkeys(map(str, range(20_000)))
    started = time.process_time()
    for n in range(0, 20_000, 10):
        pieces = parse_inlines(f"[r{n}] *and* [none] [^{n}] [^no]", Context(references, labels))
        assert pieces[0].target == f"{n}.md"
        assert [one.target for one in pieces if one.kind.value == "footnote reference"] == [str(n)]
    assert time.process_time() - started < 2


def test_the_first_conflict_is_told_at_its_line() -> None:
    text = "Words\n\n<<<<<<< a\n\n<<<<<<< b\n\none\n\n=======\n\ntwo\n\n>>>>>>> c\n"
    found = parse_chapter(text, path="a.md", name="a", chapter_id="a").diagnostics
    assert [one.position.line for one in found if one.code == "chapter-conflict"] == [3]


def test_headings_of_one_name_keep_their_numbers() -> None:
    text = "## Rest\n\n## Rest-2\n\n## Rest\n\n## Rest {#rest-4}\n\n" + "## Rest\n\n" * 3
    blocks = parse_chapter(text, path="a.md", name="a", chapter_id="a").blocks
    sections = [one.section for one in blocks if one.kind is BlockKind.HEADING]
    assert sections == [
        "a.rest",
        "a.rest-2",
        "a.rest-3",
        "a.rest-4",
        "a.rest-5",
        "a.rest-6",
        "a.rest-7",
    ]
