"""What holds in every dialect: no file changes where nothing is meant to change, a translation
changes nothing around it, and none brings a stretch that another program would act on."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.dialects import DIALECTS, constructs
from adaptkit.guides.inlines import scan
from adaptkit.guides.translation import settle
from adaptkit.model.document import BlockKind, Chapter, Syntax
from tests.guides.builders import accented, chapter, context, translated, unit_blocks
from tests.guides.test_laws import from_list, hostile, skeleton, sources

LINES = (
    *('!!! note "A title"', "!!! tip", "??? danger", '=== "One"', "    inside", "        deeper"),
    *("*[MS]: Multiple sclerosis", "{: .class #id }", "{: .a}", "{ .annotate }", "--8<-- 'a.md'"),
    *("{% include a.html %}", "{% raw %}", "{% endraw %}", "{{ site.name }}", "{::comment}", "$$"),
    *("{{< note >}}", "{{< /note >}}", "{{% tip %}}", "{{< highlight go >}}", "{{</ highlight >}}"),
    *("import A from 'b';", "export const a = {", "}", "<Tabs>", "</Tabs>", "<Tab", "  a={1}>"),
    *("{/* a comment */}", "<A b={c} />", ":::tip", ":::", ":::note[Words]", "{{#include a.rs}}"),
    *("```{note} A title", "```{code-block} python", "```", "````{tip}", "````", ":class: x"),
    *(":::{warning}", "(target)=", "% a comment", "+++", "---", "key: value", "{{ words }}"),
    *("Words and more", "second line", "", "", "# Heading", "- item", "> quoted", "1. one"),
    *('See {ref}`a *b*` and {{< ref "x*y*.md" >}} here.', "An <Icon name='x'/> {props.a} icon."),
    *("Press {% link a.md %}{: .b } :smile-face: now", "\\{{#include x}} stays", "*[PT]:"),
)
STRANGE = (
    *("{{< x >}}", "{% include secret %}", "{{ x.y }}", "<Evil a={b} />", "{alert(1)}", "!!! note"),
    *("import x from 'y'", "export default x", "`{% raw %}`", "{{#include /etc/passwd}}", "$$"),
    *("```{include} x", "{eval}`x`", "{: onclick=x}", "(a)=", "% x", "+++", "*[A]: b", "{{{ x }}}"),
    *("--8<-- 'x'", '=== "x"', '!!! note "x"', ":::{note}", "{%{% x %}", "foo {: .x}", "a :b-c: d"),
)
_lines = st.lists(st.sampled_from(LINES), min_size=1, max_size=9)
_ends = st.sampled_from(["\n", "\r\n"])


def _quoted(lines: list[str]) -> list[str]:
    return [f"> {line}" for line in lines]


def _in_a_list(lines: list[str]) -> list[str]:
    return [f"{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines)]


texts = st.one_of(
    st.tuples(st.one_of(_lines, _lines.map(_quoted), _lines.map(_in_a_list)), _ends).map(
        lambda made: made[1].join(made[0]) + made[1]
    ),
    sources(),
)
law = settings(max_examples=60)
every_dialect = pytest.mark.parametrize("dialect", DIALECTS.names())
strange = st.one_of(hostile, st.sampled_from(STRANGE))


def read(source: str, dialect: str) -> Chapter:
    return chapter(source, syntax=Syntax(dialect, ("title", "description", "hero.text")))


@every_dialect
@law
@given(texts)
def test_without_a_translation_every_byte_stays(dialect: str, source: str) -> None:
    parsed = read(source, dialect)
    assert translated(parsed, lambda _block: "") == source
    assert translated(parsed, lambda block: block.msgid) == source


@every_dialect
@law
@given(texts)
def test_every_text_has_a_place_of_its_own(dialect: str, source: str) -> None:
    spans = [block.span for block in unit_blocks(read(source, dialect))]
    assert None not in spans
    assert len(set(spans)) == len(spans)


@every_dialect
@law
@given(texts)
def test_a_translation_keeps_what_stands_around_it(dialect: str, source: str) -> None:
    parsed = read(source, dialect)
    where = context(parsed)
    again = read(translated(parsed, lambda block: accented(block, where)), dialect)
    assert skeleton(again) == skeleton(parsed)


@every_dialect
@law
@given(texts, st.lists(strange, min_size=1, max_size=6))
def test_strange_translations_keep_the_structure(
    dialect: str, source: str, words: list[str]
) -> None:
    parsed = read(source, dialect)
    assert skeleton(read(translated(parsed, from_list(words)), dialect)) == skeleton(parsed)


@every_dialect
@law
@given(texts, st.lists(strange, min_size=1, max_size=6))
def test_no_translation_brings_a_stretch_of_the_dialect(
    dialect: str, source: str, words: list[str]
) -> None:
    parsed = read(source, dialect)
    result = translated(parsed, from_list(words))
    assert acting(read(result, dialect)) <= acting(parsed)
    if DIALECTS[dialect].everywhere:
        assert Counter(constructs(dialect, result)) <= Counter(constructs(dialect, source))


def acting(of: Chapter) -> Counter[str]:
    """The stretches in running text that the dialect's program would act on."""
    where = context(of)
    return Counter(
        block.msgid[piece.start : piece.end]
        for block in unit_blocks(of)
        if block.kind not in (BlockKind.HTML, BlockKind.FIELD, BlockKind.CAPTION)
        for piece in scan(block.msgid, where)
        if piece.name == "foreign"
    )


SLOW = (
    "{{<",
    "{% x %",
    "{: .a",
    "<A a=",
    "<Tab\n",
    "{a}`",
    "{% raw %}\n",
    "```{note}\n",
    "`{% a %}` ",
)


@every_dialect
@pytest.mark.parametrize("piece", SLOW)
def test_what_never_ends_is_looked_for_once(dialect: str, piece: str) -> None:
    """Time grows as the text does, and not with its square."""
    text = piece * (30_000 // len(piece))
    started = time.process_time()
    parsed = read(f"Text\n\n{text}\n", dialect)
    settle(text, unit_blocks(parsed)[0], context(parsed))
    assert time.process_time() - started < 4
