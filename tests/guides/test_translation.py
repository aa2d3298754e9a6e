"""What translators wrote → what may stand in an edition: one test for each thing that was found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.diagnostic import Severity
from adaptkit.model.document import BlockKind
from tests.guides.builders import ES, article, chapter, edition, markdown, translated

_COLONS = "::: note\n<div>\n&#58;::\n</div>\n:::"


@pytest.mark.parametrize(
    ("source", "words", "written"),
    [
        # A tag that the source shows as code is no licence for the tag.
        ("Never write `<script>`.", "<script>x</script>", "\\<script\\>x\\</script\\>"),
        ("Say `<b>`.", "<b>x", "\\<b\\>x"),
        ("A <b>word</b>.", "<b>x</b>", "<b>x</b>"),
        ("![a](x.svg)", "<script>x</script>", "![\\<script\\>x\\</script\\>](x.svg)"),
        ("![a](x.svg)", "<b>x</b>", "![<b>x</b>](x.svg)"),
        # What stands inside a tag that may not pass is text as well.
        (
            "Text",
            "<!-- ![i](x.png) <b>x</b> -->",
            "\\<\\!-- \\!\\[i\\](x.png) \\<b\\>x\\</b\\> --\\>",
        ),
        # What cannot begin a line takes its other half with it.
        ("Text", "<b>\\\n</b>", "\\<b\\>\\\n\\</b>"),
        # White space alone is no translation; no-break spaces inside stay.
        ("Text", " \n\u3000", "Text"),
        ("---\ntitle: A\n---\n\n<p>b</p>", " \n", "---\ntitle: A\n---\n\n<p>b</p>"),
        ("```{.translate}\nA\n```", " \n", "```{.translate}\nA\n```"),
        ("Text", "5\u00a0mg", "5\u00a0mg"),
        ('![a](x.svg "b")', "12\u00a0€", '![12\u00a0€](x.svg "12\u00a0€")'),
        # A one-column table without outer pipes keeps being one.
        ("a \\| b\n---", "- x", "| - x\n---"),
        ("> - one\\\n>   two", "x\\\ny", "> - x\\\n>   y"),
        (">- one", "x\\\ny", ">- x\\\n>   y"),
        # An alternative text cannot swallow its address.
        ("![a](x.svg)", "a](b)`", "![a\\](b)\\`](x.svg)"),
        ("See ![a](x.svg) here.", "![a](x.svg)", "![a](x.svg)&#8203;"),
        ("::: note\n<div>\nx\n</div>\n:::", "<div>\n:::\n</div>", _COLONS),
        # Below a definition of a link, what is quoted would be its title.
        ("[foo]: /url\nText.", '"x"', '[foo]: /url\n\\"x"'),
        ("[foo", "[foo\\\nbar]: x", "\\[foo\\\nbar]: x"),
        # A picture inside a link or emphasis is the source's own too.
        ("[![a](a.png)](u)", "[![á](a.png)](u)", "[![á](a.png)](u)"),
        ("See **![a](a.png)**.", "**![á](a.png)**.", "**![á](a.png)**."),
        ("A ![a](a.png).", "![{x} y](b.png)", "{x} y"),
        # What a tag says to readers is the translator's, what it does is not.
        ('<abbr title="x">A</abbr> b', '<abbr title="é">B</abbr>', '<abbr title="é">B</abbr>'),
        ('a <img src="a" alt="x">', "é <img alt='é' src='a'/>", "é <img alt='é' src='a'/>"),
        ('a <img src="a" alt="x">', '<img src="b" alt="x">', '\\<img src="b" alt="x"\\>'),
        ('a <i lang="en">x</i>', '<i lang="es">é</i>', '<i lang="es">é</i>'),
        ('a <a href="u" title="x">x</a>', '<a href="v">é</a>', '\\<a href="v"\\>é\\</a\\>'),
        ("a <i class=x>x</i>", "<i class=x onclick=y>é", "\\<i class=x onclick=y\\>é"),
        ('a <i title="x">x</i>', '<i title="{y}">é</i>', '\\<i title="{y}"\\>é\\</i\\>'),
        ('a <i title="{y}">x</i>', '<i title="é {y}">é</i>', '<i title="é {y}">é</i>'),
        ("a", "<span dir=ltr>é</span>", "<span dir=ltr>é</span>"),
        ("a", "<span dir='ltr' lang=es-419>é</span>", "<span dir='ltr' lang=es-419>é</span>"),
        ("a", "<span dir=ltr dir=rtl>é</span>", "\\<span dir=ltr dir=rtl\\>é\\</span\\>"),
        ('<p title="a">\nb\n</p>', '<p title="é">\né\n</p>', '<p title="é">\né\n</p>'),
        # An entity takes the place of a backslash too.
        ("a", "sí \\| no | `a|b` \\\\|", "sí &#124; no &#124; `a|b` \\\\&#124;"),
        ("---\na b\n---", "x\\: y", "---\nx&#58; y\n---"),
        # What only looks like a mark needs no backslash, which a value would turn into a sign.
        ("a", "{number} é", "{number} é"),
        ("a", "{number}", "{number}"),
        ("a", "{{ page.note }} é", "{{ page.note }} é"),
        ("a", "{#x .local}", "\\{#x .local}"),
        ("a", "{: .x}", "\\{: .x}"),
        # What a reader sees of line ends and blank lines stays.
        ("<pre>\na\n</pre>", "<pre>\né\n\n\n  í\n</pre>", "<pre>\né\n\n\n  í\n</pre>"),
        ("<pre>a</pre>", "<pre>é\n\ní</pre>", "<pre>é&#10;&#10;í</pre>"),
        ("> <pre>\n> a\n> </pre>", "<pre>\né\n\ní\n</pre>", "> <pre>\n> é\n> \n> í\n> </pre>"),
        (
            "<div>\n<pre>\na\n</pre>\n</div>",
            "<div>\n\n<pre>\n\né\n\ní\n</pre>\n</div>",
            "<div>\n<pre>\n&#10;é&#10;\ní\n</pre>\n</div>",
        ),
        (
            "<div><pre>a</pre></div>",
            "<div><pre>é\ní</pre>\n</div>",
            "<div><pre>é&#10;í</pre> </div>",
        ),
        # Whatever ends a line elsewhere.
        ("a", "é\r# í", "é # í"),
        # A call-out's title is a passage.
        ("::: tip A b\nc\n:::", "É", "::: tip É\nÉ\n:::"),
        ("::: tip A\nc\n:::", "# é {#x}", "::: tip # é \\{#x}\n\\# é \\{#x}\n:::"),
        (":::tip[A b]\nc\n:::", "É", ":::tip[É]\nÉ\n:::"),
        ("> [!TIP] A *b*\n> c", "É", "> [!TIP] É\n> É"),
        ("- > [!TIP] A", "É", "- > [!TIP] É"),
        ("::: tip {.x}\nc\n:::", "É", "::: tip {.x}\nÉ\n:::"),
        ("::: slot tip\nc\n:::", "É", "::: slot tip\nÉ\n:::"),
        # Emphasis beside full-width marks and inside words.
        ("**a:** b", "**重要：**水", "<strong>重要：</strong>水"),
        ("a", "水**「重要」**水", "水<strong>「重要」</strong>水"),
        ("a _b_", "水_重要_水", "水<em>重要</em>水"),
        ("a *b*", "水*（重要）*水", "水<em>（重要）</em>水"),
        ("***a***", "***重要：***水", "<em><strong>重要：</strong></em>水"),
        ("a ~~b~~", "水~~重要：~~水", "水<s>重要：</s>水"),
        ("**b *c* d**", "水**「重要」*い* え**", "水<strong>「重要」*い* え</strong>"),
        ("**a** b", "**重要**、水", "**重要**、水"),
        (
            "a",
            "水_重要_水 5*（3）*2 `**「x」**y` \\**「x」\\**y",
            "水_重要_水 5*（3）*2 `**「x」**y` \\**「x」\\**y",
        ),
    ],
)
def test_written(source: str, words: str, written: str) -> None:
    assert translated(chapter(source), lambda _block: words) == written


@pytest.mark.parametrize(
    ("words", "written"), [("x", "x\n\n\n: baz\n"), ("x y", "x\ny\n\n: baz\n")]
)
def test_a_text_above_a_colon_does_not_become_a_term(words: str, written: str) -> None:
    parsed = chapter("foo\nbar\n\n: baz\n")
    answers = {"foo bar": words}
    assert translated(parsed, lambda block: answers.get(block.msgid, "")) == written


def test_what_never_ends_as_a_tag_is_given_up_at_once() -> None:
    """Tried in every division into attributes, thirty words would take a day."""
    words = "<a" + " word" * 2000
    written = translated(chapter("<div>\nx\n</div>"), lambda _block: words)
    assert written == f"<div>\n&lt;{words[1:]}\n</div>"


def test_an_alternative_text_opens_nothing_that_its_caption_could_close() -> None:
    parsed = chapter('![a](x.svg "b ?>")\n')
    words = {BlockKind.ALTERNATIVE: "<?", BlockKind.CAPTION: "c ?>"}
    assert translated(parsed, lambda block: words[block.kind]) == '![\\<?](x.svg "c ?>")\n'


@pytest.mark.parametrize(
    ("source", "words", "written"),
    [
        # The tags are the guide's own, and still nothing else may stand between them.
        ("<div><script>go()</script>\nx</div>", "<div><script>do()</script>\ny</div>", None),
        (
            "<div><script>go()</script>\nx</div>",
            "<div>\ny<script>go()</div>",
            "<div>\ny&lt;script&gt;go()</div>",
        ),
        ("<div><style>a{}</style>\nx</div>", "<div><script>do()</script>\ny</div>", None),
        (
            "<div><script>1\n</script><script>2</script>\nx</div>",
            "<div><script>3</script><script>4</script><script>5</script>\ny</div>",
            "<div><script>1\n</script><script>2</script>&lt;script&gt;5&lt;/script&gt;\ny</div>",
        ),
        ("<script>go()</script> <b>x</b>", "do()//", "<script>go()</script>do()//"),
        (
            "<script>\n\ngo()</script> <b>x</b>",
            "<script>do()</script>\n\n<b>y\nz</b>",
            "<script>\n\ngo()</script> <b>y z</b>",
        ),
        (
            "x <script>go()</script>",
            "y <script>do()</script>",
            "y \\<script\\>do()\\</script\\>",
        ),
        ("x <script>go()</script>", "y <script>go()</script>", "y <script>go()</script>"),
        (
            "x <script>go()</script>",
            "<script>go()</script> <script>do()",
            "\\<script\\>go()\\</script\\> \\<script\\>do()",
        ),
        ("x <style>a{}</style>", "y <style>*{}</style>", "y \\<style\\>*{}\\</style\\>"),
    ],
)
def test_scripts_and_styles_stay_the_guide_s_own(
    source: str, words: str, written: str | None
) -> None:
    written = source.replace("x</div>", "y</div>") if written is None else written
    assert translated(chapter(source), lambda _block: words) == written


@pytest.mark.parametrize(
    "value", ["a: b", "# x", "yes", '"q"', "- x", "{a}", "tab\u0085", "\u2028x", "\x0c", "***", "'"]
)
def test_front_matter_gives_back_exactly_what_was_written(value: str) -> None:
    source = "---\ntitle: Name # note\nother: 'x'\n---\nText\n"
    again = chapter(translated(chapter(source), lambda _block: f"x{value}x"))
    assert again.blocks[0].children[0].text == f"x{value}x"
    assert "# note" in again.source


@pytest.mark.parametrize(
    ("source", "words", "written"),
    [
        ("{n} helps.", "{n} ayuda.", "911 ayuda."),
        ("{n}: help", "{n}. Ayuda", "911\\. Ayuda"),
        ("{n}) help", "", "911\\) help"),
        ("- {n}. help", "- {n}", "- \\- 911"),
        ("{list} help", "{list} ayuda", "\\- one ayuda"),
        ("| {list} |\n| --- |", "{list}", "| - one |\n| --- |"),
    ],
)
def test_a_value_that_begins_a_line_opens_no_block(source: str, words: str, written: str) -> None:
    values = {"n": "911", "list": "- one"}
    assert translated(chapter(source), lambda _block: words, values=values) == written


_KEPT = (
    ("[a](u.md)", "[é](u.md)", "href="),
    ("![a](a.png)", "![é](a.png)", "missing-picture"),
    ("[![a](a.png)](v)", "[![é](a.png)](v)", "href= missing-picture"),
    ("**![a](b.png)**", "**![é](b.png)**", "<strong> missing-picture"),
    ("`a`", "`a`", "<code>"),
    ("**a:**", "**水：**", "<strong>"),
    ("**(a)**", "**（水）**", "<strong>"),
    ("*a*", "*「水」*", "<em>"),
    ("_a_", "_水_", "<em>"),
    ('<abbr title="a">a</abbr>', '<abbr title="水">水</abbr>', "<abbr"),
    ('<img src="a" alt="a">', "<img src='a' alt='水'>", "<img"),
    ("<span dir=ltr>a</span>", '<span dir="ltr">水</span>', "dir="),
    ('<i class="x" title="a">a</i>', '<i title="水" class="x">水</i>', 'class="x"'),
    ("a \\| b", "水 \\| 水", "|"),
)


@given(st.permutations(_KEPT), st.integers(1, 5), st.sampled_from(["水", "、", " ", "é", "）"]))
def test_what_a_translation_keeps_is_in_both_outputs(
    kept: list[tuple[str, str, str]], many: int, between: str
) -> None:
    """Links, pictures, code, emphasis and tags, whatever stands beside them."""
    kept = kept[:many]
    source = "Say " + " or ".join(source for source, _, _ in kept) + " here."
    words = "水" + between.join(f"{words}" for _, words, _ in kept) + between + "水"
    made = edition(chapter(source), lambda _block: words)
    again = edition(chapter(markdown(made)), lambda _block: "", source=ES)
    for page in (article(made), article(again)):
        signs = [sign for _, _, these in kept for sign in these.split()]
        for sign in signs:
            assert page.count(sign) == signs.count(sign)
        assert not re.search(r"\*\*|&#124;|&lt;", page)


def test_what_a_translation_loses_is_told_where_its_words_stand() -> None:
    made = edition(chapter("See [a](#a) **now**.\n\n# A"), lambda _block: "Vea ya.")
    [lost] = [d for d in made.diagnostics if d.code == "mark-up-differs"]
    assert (
        lost.message == "the translation of one.1 has lost the link to #a, words in bold or italics"
    )
    assert lost.severity is Severity.WARNING
    assert lost.position.path == "locales/es/guide.po"
