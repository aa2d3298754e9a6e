"""An overlay's HTML: what shapes words stays to the byte, what acts is text."""

from __future__ import annotations

import pytest

from adaptkit.guides.inline_trees import inline_shape
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.guides.strangers import (
    harmless_html,
    harmless_text,
    self_contained,
    without_strays,
)
from adaptkit.model.document import Reference


@pytest.mark.parametrize(
    "html",
    [
        '<div class="own" id="own"><p>Words <img src="images/steps.svg" alt="A"></p></div>\n',
        "<details>\n<summary>More</summary>\n<p>words</p>\n</details>\n",
        "<p>See <a href=\"https://example.org/a:b\">it</a>, <a href='#costs'>costs</a>.</p>\n",
        "<!-- a note -->\n",
        "<!-- <b>a</b> note\n\nof two -->\n",
        "<table><tr><td colspan=2>a < b</td></tr></table>\n",
    ],
)
def test_what_shapes_words_stays(html: str) -> None:
    assert harmless_html(html) == (html, ())


@pytest.mark.parametrize(
    "tag",
    [
        '<meta http-equiv="refresh" content="0;url=https://evil.example">',
        "<style>body{display:none}</style>",
        "<form action=//evil.example></form>",
        "<iframe src=x></iframe>",
        "<base href=//evil.example/>",
        '<p onclick="x()">a</p>',
        '<p style="x:y">a</p>',
        "<a href='javascript:x()'>a</a>",
        '<a href="java&#115;cript:x()">a</a>',
        '<img src="https://evil.example/x.png">',
        '<img src="//evil.example/x.png">',
        "<link rel=stylesheet href=x>",
        "<script>\n\nx()\n</script>",
        "<div>\nnever closed",
        "</main>",
        "<svg/onload=x()>",
    ],
)
def test_what_acts_is_text(tag: str) -> None:
    safe, shown = harmless_html(f"{tag}\n")
    assert shown
    assert tag.split("\n")[0].split(">")[0] + ">" not in safe.replace("<div>\n", "", 1)
    assert "\n\n" not in safe
    assert safe.startswith("<div>\n")
    assert harmless_html(safe) == (safe, ())
    text, told = harmless_text(f"Words {tag} more", Context({}))
    assert told or "/" in tag
    assert "<" not in without_strays(text, Context({})).replace("\\<", "")


def test_a_link_s_address_and_code_keep_their_signs() -> None:
    text = "`<script>` [x](<a b.md>) <https://example.org> a < b <b>c</b>"
    assert harmless_text(text, Context({})) == (text, ())
    assert without_strays(text, Context({})) == text


KNOWN = Context(
    {
        "SITE": Reference("https://own.example/a", 'A "title"'),
        "PIC": Reference("x.svg", ""),
    },
    ("1",),
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("no brackets", "no brackets"),
        ("[site]", '[site](<https://own.example/a> "A \\"title\\"")'),
        ("[*my* site][site]", '[*my* site](<https://own.example/a> "A \\"title\\"")'),
        ("![a][pic] and [b](c.md)", "![a](<x.svg>) and [b](c.md)"),
        ("[![a][pic]](c.md)", "[![a](<x.svg>)](c.md)"),
        ("[other] `[code]` \\[x] and[^1]", "\\[other] `[code]` \\[x] and[^1]"),
    ],
)
def test_no_definition_of_another_file_answers(text: str, written: str) -> None:
    assert self_contained(text, KNOWN) == written
    own = parse_inlines(text, KNOWN)
    elsewhere = Context({"OTHER": Reference("https://evil.example", "")}, ("1",))
    assert inline_shape(parse_inlines(written, elsewhere)) == inline_shape(own)
