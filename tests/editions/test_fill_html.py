"""Values in an author's own HTML: escaped for the place, or not put in."""

from __future__ import annotations

import pytest

from adaptkit.editions.fill_html import fill_html
from adaptkit.model.edition import Value

V = {
    "v": Value("a <b> & 'c' \"d\""),
    "js": Value("javascript:alert(1)"),
    "url": Value("https://example.org/a b", "url"),
    "number": Value("1 800 555 0100", "telephone"),
    "file": Value("images/x.png"),
    "none": Value(""),
}
WORDS = "a &lt;b&gt; &amp; &#39;c&#39; &quot;d&quot;"


@pytest.mark.parametrize(
    ("html", "filled"),
    [
        ("<p>{v}</p>", f"<p>{WORDS}</p>"),
        ('<p title="{v}">', f'<p title="{WORDS}">'),
        ("<p title='x{v}y'>", f"<p title='x{WORDS}y'>"),
        ("<p title={number}>", "<p title=1&#32;800&#32;555&#32;0100>"),
        ("<p title={none} id=x>", '<p title="" id=x>'),
        ('<a href="tel:{number}">{number}</a>', '<a href="tel:18005550100">1 800 555 0100</a>'),
        ('<a href="{url}">x</a>', '<a href="https://example.org/a%20b">x</a>'),
        ('<img src="{file}">', '<img src="images/x.png">'),
        ("<title>{v}</title>", f"<title>{WORDS}</title>"),
        ("{unknown} {v.x}", "{unknown} {v.x}"),
        ("<{v}>", f"&lt;{WORDS}>"),
    ],
)
def test_filled(html: str, filled: str) -> None:
    assert fill_html(html, V) == (filled, ())


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ("<script>'{v}'</script>", "<script>"),
        ("<style>.x{content:'{v}'}</style>", "<style>"),
        ('<p onclick="{v}">', "onclick of <p>"),
        ('<p style="{v}">', "style of <p>"),
        ("<p {v}>", "<p>"),
        ("<p{v}>", "the name of an element"),
        ('<a href="{js}">', "href of <a>"),
        ('<a href="java{js}">', "href of <a>"),
        ('<img src="{url}">', "src of <img>"),
        ('<iframe title="{v}">', "title of <iframe>"),
        ('<meta content="{v}">', "content of <meta>"),
        ('<form action="{file}">', "action of <form>"),
        ('<button formaction="{file}">', "formaction of <button>"),
    ],
)
def test_not_filled(html: str, place: str) -> None:
    text, refused = fill_html(html, V)
    assert text == html
    assert [one.place for one in refused] == [place]


def test_a_comment_is_left_alone() -> None:
    assert fill_html("<!-- {v} -->{v}", V) == (f"<!-- {{v}} -->{WORDS}", ())
