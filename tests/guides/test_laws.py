"""Laws of the guide: no file is changed where nothing is meant to change, and no translation,
however hostile, changes a file's structure or brings anything of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from html.parser import HTMLParser
from itertools import cycle

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from adaptkit.guides.folding import fold
from adaptkit.guides.html_safety import is_allowed_tag, tags_in
from adaptkit.guides.inline_trees import inline_shape, plain_text, walk_inlines
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.guides.tag_parts import OwnTags
from adaptkit.model.document import Block, BlockKind, Chapter, Reference
from adaptkit.model.edition import Edition
from adaptkit.model.inline import InlineKind
from tests.guides.builders import (
    ES,
    HOSTILE,
    accented,
    article,
    chapter,
    context,
    edition,
    markdown,
    translated,
    unit_blocks,
)

_WORDS = (
    *("foo", "bar", "Ünï", "漢字", "**bold**", "*em*", "`code`", "`a|b`", "<b>x</b>", "<br>"),
    *("&amp;", "[foo]", "[foo][]", "[text](u.md)", '[t](<a b> "title")', "![p](x.png)"),
    *("[^n]", "{name}", "{#m}", "\\*", "|", "\\|", "a\\\\", "<http://a.b>", "1.", "-", "#", "+"),
    *("[kiné]{lang=fr}", "[a *b*]{lang=ar dir=rtl}", "[a]{lang=x", "{lang=fr}"),
    *(">", "~~s~~", ":", "=", "\u00a0", "\u3000", "**「x」**。", "<!-- c -->", "(p)", "[ ]", "_"),
)
_ALPHABET = (
    *("a", "b", " ", "\n", "\\", "\\\n", "|", "-", "#", ">", "*", "_", "`", "[", "]", "(", ")"),
    *("<", ">", "!", "{", "}", ":", "=", "+", "~", "&", "lt;", "1.", "\t", '"', "'", "<b>", "</b>"),
    *("<div>", "</div>", "<script>", "</script>", "<!--", "-->", "---", "===", "```", ":::"),
    *("[foo]", "![i](x.png)", "http://x", "{#i}", "\u00a0", "\0", "漢", "<?", "?>", "<![CDATA["),
    *(
        "。",
        "「",
        "**「",
        "。**",
        "<pre>",
        "</pre>",
        "\n\n",
        "<i title=x>",
        "<span dir=ltr>",
        "</span>",
        "]{lang=fr}",
        "[x]{lang=ar dir=rtl}",
    ),
)
_words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)
_ends = st.sampled_from(["", "", "  ", "\\", " "])
_paragraph = st.lists(st.tuples(_words, _ends).map("".join), min_size=1, max_size=3)
_fixed = st.sampled_from(
    [
        ["```", "code", "```"],
        ["````", "```", "````"],
        ["    indented"],
        ["```text {.translate}", "Dear doctor,", "", "  I *would* like {name}", "```"],
        ["~~~~ {.translate}", "", "   Words  ", "```", "~~~~"],
        ["  ``` {.translate}", "  one", "    two", "  ```"],
        ["``` {.translate}", "open"],
        ["<div>", "words here", "</div>"],
        ["<!-- c -->"],
        ["<p>x <b>y</b></p>"],
        ["---"],
        ["[foo]: /url"],
        ["[foo]: <u v>", "'title'"],
        ["![alt `c`](x.svg 'caption \"q\"')"],
        ["![a [b] c](x.svg (in \\) brackets))"],
        ["{.local country=US}", "Text."],
        ["Term", ": Definition"],
    ]
)
_heading = st.tuples(st.integers(1, 6), _words, st.sampled_from(["", " ##", " {#h .local}"])).map(
    lambda made: ["#" * made[0] + " " + made[1] + made[2]]
)
_underlined = st.tuples(_paragraph, st.sampled_from(["===", "---"])).map(lambda m: [*m[0], m[1]])
_cells = st.lists(
    st.sampled_from(["foo", "a \\| b", "`x \\| y`", "**b** c", "", "z\\ "]), min_size=2
)


def _table(rows: list[list[str]]) -> list[str]:
    lines = ["| " + " | ".join(cells) + " |" for cells in rows]
    rule = "|" + "---|" * len(rows[0])
    return [lines[0], rule, *lines[1:]]


def _indented(lines: list[str], first: str, rest: str) -> list[str]:
    return [first + lines[0], *((rest + line).rstrip() if line else "" for line in lines[1:])]


def _containers(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    return st.one_of(
        st.tuples(inner, st.sampled_from(["- ", "* ", "1. ", "7) ", "- [ ] "])).map(
            lambda m: _indented(m[0], m[1], " " * len(m[1].removesuffix("[ ] ")))
        ),
        inner.map(lambda lines: [f"> {line}".rstrip() for line in lines]),
        inner.map(lambda lines: ["> [!NOTE]", *(f"> {line}".rstrip() for line in lines)]),
        inner.map(lambda lines: _indented(lines, "[^n]: ", "    ")),
        inner.map(lambda lines: ["::: note", *lines, ":::"]),
        st.tuples(_words, inner).map(lambda m: [f"::: tip {m[0]}", *m[1], ":::"]),
        st.tuples(_words, inner).map(lambda m: [f":::tip[{m[0]}]", *m[1], ":::"]),
        st.tuples(_words, inner).map(
            lambda m: [f"> [!TIP] {m[0]}", *(f"> {line}".rstrip() for line in m[1])]
        ),
    )


_block = st.recursive(
    st.one_of(
        *(_paragraph, _paragraph, _heading, _underlined, _fixed),
        st.lists(_cells, min_size=1, max_size=3).map(_table),
    ),
    _containers,
    max_leaves=3,
)
_matter = st.sampled_from(
    [
        *([], [], ["---", "title: 'it''s'", "tags: [a, b]", "---"]),
        ["+++", 'title = "it\'s"', "tags = ['a']", "+++"],
        ["---", "description: >", "  folded", "  words", "title: x # c", "---"],
    ]
)


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A chapter: blocks with blank lines between, any line ends, perhaps a byte order mark."""
    lines = list(draw(_matter))
    for block in draw(st.lists(_block, min_size=1, max_size=3)):
        lines += ["", *block] if lines else block
    ends = draw(st.sampled_from([("\n",), ("\r\n",), ("\r",), ("\n", "\r\n", "\r")]))
    text = "".join(line + ends[number % len(ends)] for number, line in enumerate(lines))
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    return ("\ufeff" if draw(st.integers(0, 9)) == 0 else "") + text


hostile = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(_ALPHABET), min_size=1, max_size=9).map("".join),
)
law = settings(max_examples=60)
_RAW = frozenset({BlockKind.HTML, BlockKind.FIELD, BlockKind.CAPTION, BlockKind.CODE})
# How readers of a page find a place is another law's matter.
_ANCHORS = re.compile(r' id="[^"]*"|(?<=href=")#[^"]*')


def skeleton(of: Chapter) -> list[tuple[object, ...]]:
    """All that a chapter is, but for its words: block by block, with how many stand below each."""
    return [
        (
            *(block.kind, block.level, block.ordered, block.start, block.tight, block.task),
            *(block.info, block.target, block.header, block.align, len(block.children)),
        )
        for block in of.walk()
    ]


def page(made: Edition) -> str:
    return _ANCHORS.sub("", article(made))


def from_list(words: list[str]) -> Callable[[Block], str]:
    """Each unit gets the next of these."""
    following = cycle(words)
    return lambda _block: next(following)


@law
@given(sources())
def test_without_a_translation_every_byte_stays(source: str) -> None:
    parsed = chapter(source)
    assert translated(parsed, lambda _block: "") == source
    assert translated(parsed, lambda block: block.msgid) == source


@law
@given(sources())
def test_what_translators_see_shows_the_same_as_the_source(source: str) -> None:
    parsed = chapter(source)
    where = context(parsed)
    for block in unit_blocks(parsed):
        if block.kind not in _RAW:
            seen = inline_shape(parse_inlines(block.msgid, where))
            assert seen == inline_shape(parse_inlines(block.text, where))


@law
@given(sources())
def test_every_text_has_a_place_of_its_own(source: str) -> None:
    parsed = chapter(source)
    spans = [block.span for block in unit_blocks(parsed)]
    assert None not in spans
    assert len(set(spans)) == len(spans)


@law
@given(sources())
@example("- foo  \n  \xa0 {#m}\n")
def test_accents_keep_the_structure(source: str) -> None:
    parsed = chapter(source)
    where = context(parsed)
    result = translated(parsed, lambda block: accented(block, where))
    again = chapter(result)
    assert skeleton(again) == skeleton(parsed)
    for block, now in zip(unit_blocks(parsed), unit_blocks(again), strict=True):
        words = accented(block, where)
        assert shown(now.msgid, block, context(again)) == shown(words, block, where)


def shown(text: str, block: Block, where: Context) -> str:
    """The letters that a reader sees. A reference that opens a text, before a colon, would define
    a footnote there: it becomes text."""
    if block.kind not in _RAW:
        text = plain_text(parse_inlines(text, where))
    text = re.sub(r"(?s)<!--.*?-->|<[^>]*>|\[\^n\]", "", unescape(text))
    return "".join(text.replace("\u200b", "").split())


@law
@given(sources(), st.lists(hostile, min_size=1, max_size=6))
@example("foo\n: foo\nfoo |\n---\n", ["1. x"])
@example("> foo\n> : foo |\n> ---\n", ["x"])
@example("foo\n: foo\n- a |\n---\n", ["x"])
@example("> * foo\n> - a | b\n> --- | ---\n", ["1. x"])
@example("[^n]: foo\n- a |\n---\n\nx[^n]\n", ["x"])
@example("::: tip\n```text {.translate}\nDear doctor,\n```\n:::\n", [":::"])
@example("foo\n: foo\nfoo |\n-----\n", ["1. x"])
@example("foo\n: foo\nfoo |\n--- \n", ["1. x"])
@example("> foo\n> : foo |\n>\t---\n", ["x"])
@example("> foo\n- a |\n---\n", ["x"])
@example("foo\nbar\n---\n", ["x |"])
@example("foo\nbar\n--- \n", ["x |"])
@example("> foo\n> bar\n> ---\n", ["x |"])
@example("[a]: /x\nfoo\n", ["(b)"])
@example("[a]: /x\nfoo\n", ["'b'"])
@example("[a]: /x\nfoo\n---\n", ['"b"'])
@example("foo\nbar\n\n~ baz\n", ["x"])
@example("foo\nbar\n\n:\tbaz\n", ["x"])
@example("foo\nbar\n\n  : baz\n", ["x"])
@example("foo\nbar\n\t\n: baz\n", ["x"])
@example("foo\r\nbar\r\n\r\n: baz\r\n", ["x"])
@example("> foo\n> bar\n>\n> : baz\n", ["x"])
def test_hostile_translations_keep_the_structure(source: str, words: list[str]) -> None:
    parsed = chapter(source)
    assert skeleton(chapter(translated(parsed, from_list(words)))) == skeleton(parsed)


@law
@given(sources(), st.lists(hostile.filter(str.strip), min_size=1, max_size=6))
@example("foo\n: foo\nfoo |\n---\n", ["1. x"])
def test_markdown_and_web_pages_say_the_same(source: str, words: list[str]) -> None:
    """Who reads the Markdown that was written sees the page that was made beside it."""
    made = edition(chapter(source), from_list(words))
    shown = page(made)
    # Words that would end their block of code are refused, and the page says in which language
    # readers get it; Markdown has no such notice.
    assume('class="notice"' not in shown)
    written = chapter(markdown(made))
    assert page(edition(written, lambda _block: "", source=ES)) == shown


class _Page(HTMLParser):
    """What stands in a page that is not text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.pictures: set[str | None] = set()
        self.others: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name == "href"}
        self.pictures |= {value for name, value in attrs if name == "src"}

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    handle_comment = handle_decl = handle_pi = unknown_decl


# What translators may use, as Markdown or as HTML.
_ELEMENTS = set(
    "a abbr b br code del div em i kbd mark p s small span strong sub sup u wbr".split()
)
# A cell that calls its row by no word says which column it stands in.
_ATTRIBUTES = {"class", "data-label", "dir", "href", "id", "lang", "rel", "title"}


@law
@given(sources(), hostile)
@example("| foo |  |\n|---|---|\n| foo | foo |\n", "* * *")
def test_no_foreign_tag_or_picture_survives(source: str, words: str) -> None:
    """In the edition, whatever writer comes, and in the page that a reader opens."""
    parsed = chapter(source)
    made = edition(parsed, lambda _block: words)
    (finished,) = made.chapters
    for block, was in zip(leaves(finished.flow), leaves(parsed.blocks), strict=True):
        if block.kind is BlockKind.HTML:
            assert set(_foreign(tags_in(block.text), was)) <= {"<div>", "</div>"}
            continue
        pieces = list(walk_inlines(block.inlines))
        assert not _foreign([p.text for p in pieces if p.kind is InlineKind.HTML], was)
        own = {p.target for p in walk_inlines(parse_inlines(was.msgid, context(parsed)))}
        assert {p.target for p in pieces if p.kind is InlineKind.IMAGE} <= own
    seen, before = _Page(article(made)), _Page(article(edition(parsed, lambda _block: "")))
    # What the page says of itself may hang on whether there is a translation at all.
    plain = _Page(article(edition(parsed, lambda _block: "x")))
    assert seen.pictures <= before.pictures
    assert seen.elements <= before.elements | _ELEMENTS
    assert seen.attributes <= before.attributes | plain.attributes | _ATTRIBUTES
    assert set(seen.others) <= set(before.others)
    for address in seen.addresses - before.addresses:
        assert re.match(r"https?:|mailto:|[^:]*\Z", address), address


def leaves(blocks: Iterable[Block]) -> list[Block]:
    return [b for top in blocks for b in top.walk() if b.msgid and not b.children]


def _foreign(tags: list[str] | tuple[str, ...], block: Block) -> list[str]:
    own = OwnTags(tags_in(block.msgid))
    return [tag for tag in tags if not own.has(tag) and not is_allowed_tag(tag)]


@law
@given(sources(), hostile)
@example("# foo\n", "![i](x.png)**「**「")
@example("![alt `c`](x.svg)\n\nfoo\n", "\\\n")
def test_what_is_settled_stays_settled(source: str, words: str) -> None:
    """A translation that is taken from a published text gives that text again."""
    parsed = chapter(source)
    where = context(parsed)
    once = edition(parsed, lambda _block: words)
    texts = [block.text for block in leaves(once.chapters[0].flow)]
    own = [block.text for block in leaves(parsed.blocks)]
    words_again = [text if text != was else "" for text, was in zip(texts, own, strict=True)]
    twice = edition(parsed, from_list(words_again or [""]))
    for text, then in zip(texts, leaves(twice.chapters[0].flow), strict=True):
        if then.kind is not BlockKind.HTML:
            settled = inline_shape(parse_inlines(text, where))
            assert inline_shape(parse_inlines(then.text, where)) == settled


# Texts in which every reference is plainly written in full are not parsed to be folded.
_REFERRING = (
    *("[a]", "[b c]", "[a][b c]", "[q]", "[q][a]", "[a][]", "(x)", "(x y)", "(<z>)", "`", "\\"),
    *(" ", "\n", "*", "![a]", "!", "[", "]", "text", "[t](u)", "[a](u v)", ":", "<i>", "[[a]]"),
    *("[`x`][a]", "`[a]`", "[a *e*][b c]"),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(parts=st.lists(st.sampled_from(_REFERRING), min_size=1, max_size=7))
def test_folding_unparsed_is_folding(parts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(parts).strip()
    known = Context({"A": Reference("x"), "B C": Reference("y")})
    quick = fold(text, known)
    with monkeypatch.context() as patch:
        patch.setattr("adaptkit.guides.folding._in_full", lambda *_: False)
        assert quick == fold(text, known)


@pytest.mark.parametrize("mark", "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
def test_rare_ends_of_lines_are_blanks_to_translators_and_stay_in_the_file(mark: str) -> None:
    source = f"# T\n\nOne{mark}two `a{mark}b`.\n"
    found = chapter(source)
    assert [block.msgid for block in unit_blocks(found)] == ["T", "One two `a b`."]
    assert translated(found, lambda _block: "") == source
