"""What translators wrote → what may stand in an edition: one test for each thing that was found."""

from __future__ import annotations

import pytest

from adaptkit.model.document import BlockKind
from tests.guides.builders import chapter, translated

_COLONS = "::: note\n<div>\n&#58;::\n</div>\n:::"


@pytest.mark.parametrize(
    ("source", "words", "written"),
    [
        # A tag that the source shows as code is no licence for the tag.
        ("Never write `<script>`.", "<script>x</script>", "\\<script\\>x\\</script\\>"),
        ("Say `<b>`.", "<b>x", "\\<b\\>x"),
        ("A <b>word</b>.", "<b>x</b>", "<b>x</b>"),
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
