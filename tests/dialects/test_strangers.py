"""A stretch that another program acts on, in every place that a translator writes: it becomes text,
but for what the source says there itself."""

from __future__ import annotations

import pytest

from adaptkit.dialects import DIALECTS, constructs
from adaptkit.model.document import BlockKind, Syntax
from tests.guides.builders import chapter, translated, unit_blocks

STRETCHES = {
    "docusaurus": ("<Evil a={b} />", "{alert(1)}"),
    "hugo": ("{{< x >}}", "{{% readfile /etc/passwd %}}"),
    "kramdown": ("{% include secret %}", "{{ site.x }}", "{:onclick=x}", "{::options x='y' /}"),
    "mdbook": ("{{#include /etc/passwd}}", "{{#playground x.rs}}"),
    "mkdocs": ("{% include secret %}", "{{ config.x }}", "{:onclick=x}"),
    "myst": ("{eval}`x`", "{{ x }}"),
}
PLACES = {
    BlockKind.FIELD: "---\ntitle: Old %s\n---\n\nText\n",
    BlockKind.ALTERNATIVE: "![Old %s](x.svg)\n",
    BlockKind.CAPTION: '![](x.svg "Old %s")\n',
    BlockKind.HTML: "<div>\nOld %s\n</div>\n",
    BlockKind.CODE: "```text {.translate}\nOld %s\n```\n",
    BlockKind.HEADING: "# Old %s\n",
    BlockKind.PARAGRAPH: "Old %s\n",
    BlockKind.TABLE_CELL: "| Old %s |\n|---|\n",
}
# Where a program that knows Markdown looks for nothing.
AS_IT_STANDS = (BlockKind.FIELD, BlockKind.CAPTION, BlockKind.CODE)


def edition_of(kind: BlockKind, said: str, words: str, dialect: str) -> tuple[str, str]:
    """The chapter and its edition in which the words translate the place that says ``said``."""
    source = PLACES[kind] % said
    parsed = chapter(source, syntax=Syntax(dialect))
    assert kind in {block.kind for block in unit_blocks(parsed)}
    return source, translated(parsed, lambda block: words if block.kind is kind else "")


EVERYWHERE = [
    (dialect, stretch, kind)
    for dialect, stretches in STRETCHES.items()
    for stretch in stretches
    for kind in PLACES
    if DIALECTS[dialect].everywhere or kind not in AS_IT_STANDS
]


def test_every_dialect_is_tried() -> None:
    assert set(STRETCHES) == {name for name in DIALECTS.names() if DIALECTS[name].inline}
    for dialect, stretches in STRETCHES.items():
        assert all(constructs(dialect, one) == (one,) for one in stretches)


@pytest.mark.parametrize(("dialect", "stretch", "kind"), EVERYWHERE)
def test_it_is_text(dialect: str, stretch: str, kind: BlockKind) -> None:
    words = f"<div>\nNew {stretch}\n</div>" if kind is BlockKind.HTML else f"New {stretch}"
    source, written = edition_of(kind, "words", words, dialect)
    assert constructs(dialect, written) == ()
    assert ("New" in written) == (kind is not BlockKind.CODE)
    assert (written == source) == (kind is BlockKind.CODE), "nothing in code can be escaped"


@pytest.mark.parametrize(("dialect", "stretch", "kind"), EVERYWHERE)
def test_the_source_s_own_stays_once(dialect: str, stretch: str, kind: BlockKind) -> None:
    around = "<div>\n%s\n</div>" if kind is BlockKind.HTML else "%s"
    _, written = edition_of(kind, stretch, around % f"New {stretch}", dialect)
    assert "New" in written
    assert constructs(dialect, written) == (stretch,)
    source, written = edition_of(kind, stretch, around % f"New {stretch} {stretch}", dialect)
    assert constructs(dialect, written) == (stretch,)
    assert (written == source) == (kind is BlockKind.CODE)


@pytest.mark.parametrize(
    ("source", "words", "written"),
    [
        # A link as Hugo's guides write it: the shortcode is read before there is a tag.
        (
            '<p><a href="{{< ref "b.md" >}}">Old</a></p>',
            '<p>New <a href="{{< ref "b.md" >}}">b</a></p>',
            '<p>New <a href="{{< ref "b.md" >}}">b</a></p>',
        ),
        # It makes no tag of what was none, nor an address.
        (
            '<p title="{{<img src=x>}}">Old {{< x >}}</p>',
            '<p><a href="{{< x >}}">b</a> {{<img src=x>}}</p>',
            '<p>&lt;a href="{{< x >}}"&gt;b&lt;/a&gt; {{&lt;img src=x&gt;}}</p>',
        ),
        (
            '<p title="Old">{{< x >}} {{< x >}}</p>',
            '<p title="{{< x >}}"><abbr title="{{< x >}}">b</abbr></p>',
            '<div> &lt;p title="{{< x >}}"&gt;&lt;abbr title="{{< x >}}"&gt;b&lt;/abbr&gt;'
            "&lt;/p&gt; </div>",
        ),
        # Signs that stand for nothing.
        ("<p>Old {{< x >}}</p>", "<p>\ue0020\ue003</p>", "<p>0</p>"),
        ("<p>Old \ue0020\ue003 {{< x >}}</p>", "<p>a {{< x >}}</p>", "<p>a {{&lt; x >}}</p>"),
    ],
)
def test_a_shortcode_among_tags(source: str, words: str, written: str) -> None:
    parsed = chapter(source + "\n", syntax=Syntax("hugo"))
    assert translated(parsed, lambda _block: words) == written + "\n"


def test_no_code_stands_beside_a_fence() -> None:
    """A backtick in the line of one would make the fence a text."""
    parsed = chapter("```{note} Old\nWords\n```\n", syntax=Syntax("myst"))
    written = translated(parsed, lambda block: "A `b`" if block.msgid == "Old" else "")
    assert written == "```{note} A &#96;b&#96;\nWords\n```\n"
