"""The book: what it holds, that it is XML whoever wrote it, and that it says what pages say."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.editions.complete import complete
from adaptkit.editions.media import asset
from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Edition, Progress, Publisher
from adaptkit.records import replace
from adaptkit.writers import ALONE, FORMATS
from tests.guides import builders
from tests.guides.test_laws import from_list, hostile, sources

from .builders import AR, PICTURE, edition, finished, sample_editions, write
from .readers import EPUB_TYPE, XHTML, Words, book_of, chapter_words, parsed, signs

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
law = settings(max_examples=40)


def made(*markdown: str, **fields: object) -> Edition:
    names = ["one.md", "part/two.md", "three.md"]
    of = edition(*map(finished, markdown, names), **fields)  # type: ignore[arg-type]
    return complete(of, of.assets)


def chapter(markdown: str, **fields: object) -> str:
    return book_of(made(markdown, **fields))["EPUB/chapter-01.xhtml"].decode()


# -- laws ------------------------------------------------------------------------------------------


@law
@given(sources(), st.lists(hostile, min_size=1, max_size=5))
def test_a_chapter_of_a_book_says_what_its_page_says(source: str, words: list[str]) -> None:
    """All of it, in the same order, whatever the guide's HTML and its translations are like."""
    of = complete(builders.edition(builders.chapter(source), from_list(words)))
    shown = builders.article(of)
    untitled = "" if re.search(r"<h1[ >]", shown) else of.chapters[0].title
    page = book_of(of)["EPUB/chapter-01.xhtml"]
    assert signs(chapter_words(page)) == signs(untitled + Words(shown).text)


TAGS = ("<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<ul>", "<li>", "</ul>", "<table>", "<td>")
ODD = ("<br>", "<hr/>", "</p", "<p class=a class=b>", "<a:b c:d=e>", "<!--", "-->", "]]>", "<?x ?>")
ACTS = (
    *(
        "<script>",
        "</script>",
        "<img src=x onerror=y>",
        "<a href='java\tscript:x'>",
        "</a>",
        "<svg>",
    ),
    *('<a href="data:text/html,x">', "<iframe src=//x>", "<form action=x>", "<input>", "<object>"),
    *("<p style='background:url(//x)'>", "<link href=//x>", "<base href=//x>", "<p onclick=x>"),
    *("<img src=//x/y.png alt=z>", "<video src=//x>", "<math>", "<style>@import '//x'", "</style>"),
)
TEXT = (
    "x",
    "&amp;",
    "&nbsp;",
    "&#0;",
    "&#x1F;",
    "&lt;b",
    "<",
    ">",
    '"',
    "\x0b",
    "\x01",
    "\ufffe",
    "é",
)


@law
@given(st.lists(st.sampled_from((*TAGS, *ODD, *ACTS, *TEXT)), max_size=12).map("".join))
def test_whatever_html_an_author_writes_a_book_is_xml_and_does_nothing(html: str) -> None:
    page = book_of(made(f"# One\n\n<div>\n{html}\n</div>\n\nA {html.replace(chr(10), ' ')} b.\n"))
    root = parsed(page["EPUB/chapter-01.xhtml"])
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        assert name not in ("script", "iframe", "object", "form", "input", "style", "base", "video")
        assert name != "link" or element.get("href") == "book.css"
        for key, value in element.attrib.items():
            assert not key.startswith("on")
            assert key not in ("style", "action")
            if key in ("href", "src"):
                assert re.match(r"https?:|mailto:|tel:|sms:|[^:]*$", value)
            if key == "src":
                assert f"EPUB/{value}" in page


@law
@given(st.lists(st.sampled_from((*TAGS, *ODD, *TEXT)), max_size=10).map("".join))
def test_every_id_of_a_book_is_there_once(html: str) -> None:
    html = html.replace("<p>", "<p id=a>").replace("<b>", "<b id='1 &amp;'>")
    root = parsed(chapter(f"# One {{#a}}\n\n<div>\n{html}\n</div>\n").encode())
    ids = [found for element in root.iter() if (found := element.get("id")) is not None]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[^\W\d][\w.\-]*", one) for one in ids)


# -- what is in it ---------------------------------------------------------------------------------


def test_chapters_have_their_numbers() -> None:
    book = book_of(made("# One\n\nText.\n", "# Two\n\n## Costs\n"))
    nav = parsed(book["EPUB/contents.xhtml"]).find(f".//{XHTML}nav")
    assert nav is not None
    listed = ["".join(link.itertext()).strip() for link in nav.iter(f"{XHTML}a")]
    assert listed == ["1. One", "2. Two", "Costs", "About this edition"]
    page = book["EPUB/chapter-02.xhtml"].decode()
    assert re.search(r'<p class="chapter-number">Chapter 2 of 2</p>\s*<h1', page)
    alone = book_of(made("# One\n\nText.\n"))
    assert b"chapter-number" not in alone["EPUB/chapter-01.xhtml"]
    assert b"1. One" not in alone["EPUB/contents.xhtml"]


def package(of: Edition) -> tuple[dict[str, list[str]], list[str], str]:
    """What it says of itself, the pages in order, and which way they turn."""
    root = parsed(book_of(of)["EPUB/package.opf"])
    told: dict[str, list[str]] = {}
    for one in root.findall(f"{OPF}metadata/*"):
        name = one.get("property") or one.tag.removeprefix(DC)
        told.setdefault(name, []).append(one.text or "")
    items = {item.get("id"): item.get("href") or "" for item in root.findall(f"{OPF}manifest/*")}
    spine = root.findall(f"{OPF}spine")[0]
    order = [items[one.get("idref")] for one in spine]
    return told, order, spine.get("page-progression-direction") or ""


def test_the_file_says_at_once_what_it_is() -> None:
    (content,) = FORMATS["epub"]().write(made("# One\n"), ALONE).values()
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    assert list(book_of(made("# One\n"))) == [
        "mimetype",
        *("EPUB/about.xhtml", "EPUB/book.css", "EPUB/chapter-01.xhtml", "EPUB/contents.xhtml"),
        *("EPUB/package.opf", "EPUB/title.xhtml", "META-INF/container.xml"),
    ]


def test_what_it_says_of_itself() -> None:
    told, order, turning = package(made("# One\n", "# Two\n", locale=AR))
    assert turning == "rtl"
    assert order == [
        *("title.xhtml", "contents.xhtml", "chapter-01.xhtml", "chapter-02.xhtml", "about.xhtml")
    ]
    assert told["title"] == ["Guide"]
    assert told["language"] == ["ar-LB"]
    assert told["publisher"] == ["A charity"]
    assert told["dcterms:modified"] == ["2026-11-22T00:00:00Z"]
    assert told["schema:accessMode"] == ["textual"]
    assert told["schema:accessModeSufficient"] == ["textual"]
    assert told["schema:accessibilityHazard"] == ["none"]
    assert "alternativeText" not in told["schema:accessibilityFeature"]
    # That it conforms to a standard is for a person to say.
    assert "dcterms:conformsTo" not in told


@pytest.mark.parametrize(
    ("markdown", "sufficient", "said"),
    [
        ("![A nurse](images/x.svg)", "textual", True),
        ("![](images/x.svg)", "textual,visual", False),
        ("![A nurse](images/x.svg)\n\n![](images/x.svg)", "textual,visual", False),
    ],
)
def test_it_claims_words_for_pictures_only_where_each_has_some(
    markdown: str, sufficient: str, said: bool
) -> None:
    told, _, _ = package(made(f"# One\n\n{markdown}\n"))
    assert told["schema:accessMode"] == ["textual", "visual"]
    assert told["schema:accessModeSufficient"] == [sufficient]
    assert ("alternativeText" in told["schema:accessibilityFeature"]) is said


def test_it_is_called_otherwise_as_soon_as_a_word_is_another() -> None:
    def called(of: Edition) -> str:
        return package(of)[0]["identifier"][0]

    one = made("# One\n\nWords.\n")
    assert called(one) == called(made("# One\n\nWords.\n"))
    assert called(one) != called(made("# One\n\nWord.\n"))
    other = replace(one, spec=replace(one.spec, name="en_GB"))
    assert called(one) != called(other)


def test_a_moving_picture_may_be_a_hazard() -> None:
    gif = asset("a.gif", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;")
    told, _, _ = package(made("# One\n\n![A](a.gif)\n", assets=(gif,)))
    assert told["schema:accessibilityHazard"] == ["unknown"]


# -- chapters --------------------------------------------------------------------------------------


def test_notes_are_what_programs_open_beside_the_text() -> None:
    page = chapter("# One\n\nA.[^n] B.[^n]\n\n[^n]: A note.\n")
    root = parsed(page.encode())
    (note,) = [e for e in root.iter() if e.get(EPUB_TYPE) == "footnote"]
    calls = [e for e in root.iter() if e.get(EPUB_TYPE) == "noteref"]
    assert [call.get("href") for call in calls] == ["#fn-1", "#fn-1"]
    assert note.get("id") == "fn-1"
    assert note.tag == f"{XHTML}aside"
    back = [e for e in note.iter() if e.get("role") == "doc-backlink"]
    assert [e.get("href") for e in back] == [f"#{call.get('id')}" for call in calls]


def test_pictures_get_names_that_every_program_can_open() -> None:
    odd = asset("images/ein Bild ä.svg", PICTURE.content)
    page = made(
        '# One\n\n![A](images/ein%20Bild%20ä.svg)\n\n<p><img src="images/x.svg" alt="b"></p>\n',
        assets=(PICTURE, odd),
    )
    book = book_of(page)
    shown = book["EPUB/chapter-01.xhtml"].decode()
    sources = re.findall(r'src="([^"]+)"', shown)
    assert len(set(sources)) == 2
    assert all(re.fullmatch(r"pictures/00\d\.svg", one) for one in sources)
    assert {f"EPUB/{one}" for one in sources} <= set(book)


def test_a_picture_of_another_kind_is_told_in_words() -> None:
    avif = asset("a.avif", b"\0\0\0\x1cftypavif\0\0\0\0")
    book = book_of(made("# One\n\n![A ramp](a.avif)\n", assets=(avif,)))
    assert '<p class="missing-picture">A ramp</p>' in book["EPUB/chapter-01.xhtml"].decode()
    assert not [name for name in book if name.startswith("EPUB/pictures")]


def test_a_picture_that_nothing_shows_is_left_out() -> None:
    assert not [name for name in book_of(made("# One\n")) if "pictures" in name]


def test_a_link_to_a_file_shows_its_words() -> None:
    pdf = asset("plan.pdf", b"%PDF-1.7")
    page = chapter("# One\n\nSee [the plan](plan.pdf).\n", assets=(pdf,))
    assert "<p>See the plan.</p>" in page


@pytest.mark.parametrize(
    ("html", "xhtml"),
    [
        ("<p>a<br>b<wbr>c", "<p>a<br />b<wbr />c\n</p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>a<div>b</div></p>", "<p>a</p><div>b</div>"),
        ("a<center>b</center>c", "a<div>b</div>c"),
        ("<details><summary>a</summary>b</details>", "<div><div>a</div>b</div>"),
        ("<b><i>x</b>y</i>", "<b><i>x</i></b>y"),
        ('<td>x</td> <p lang="x y" dir=LTR>', '<td>x</td> <p dir="ltr">'),
        ('<p lang="ar">x</p>', '<p lang="ar" xml:lang="ar">x</p>'),
        ('<font color="red">x</font>', "x"),
        ("&copy; &amp; &#233; \x01 <!-- c -->", "\u00a9 &amp; é \ufffd "),
        ('<a href="part/two.html#b">x</a>', '<a href="chapter-02.xhtml#b">x</a>'),
        ('<a href="part/two.md">x</a>', '<a href="chapter-02.xhtml">x</a>'),
        (
            '<a href="https://a.example/x y?&b=c">x</a>',
            '<a href="https://a.example/x%20y?&amp;b=c">x</a>',
        ),
        ('<a href="javascript:x">x</a>', "<a>x</a>"),
        ('<a href="sms:85-258">85 258</a>', "<a>85 258</a>"),
        ('<a href="sms:85258?body=x">Write</a>', '<a>Write (<bdi dir="ltr">85258</bdi>)</a>'),
        ('<a href="/x">x</a>', "<a>x</a>"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        ("<p hidden>x</p>", '<p hidden="hidden">x</p>'),
        ("<script>x</script><style>y</style>z", "z"),
    ],
)
def test_an_authors_html_as_xml(html: str, xhtml: str) -> None:
    of = made(f"# One\n\n<div>\n{html}\n</div>\n", "# Two\n\n## B {#b}\n")
    assert xhtml in book_of(of)["EPUB/chapter-01.xhtml"].decode()


def test_html_that_opens_in_one_passage_may_close_in_another() -> None:
    page = chapter('# One\n\n<section class="x">\n\nWords.\n\n</section>\n\nAfter.\n')
    assert '<section class="x">\n<p>Words.</p>\n</section>\n<p>After.</p>' in page


def test_html_as_deep_as_you_like_can_be_opened() -> None:
    page = chapter(f"# One\n\n{'<div>' * 5000}x\n")
    depth = deepest = 0
    for mark in re.findall(r"<(/?)(?:div|section|body|html)\b", page):
        depth += -1 if mark else 1
        deepest = max(deepest, depth)
    assert deepest < 250
    assert "x" in chapter_words(page.encode())


def test_a_draft_says_so_in_every_chapter() -> None:
    draft = made("# One\n", "# Two\n", progress=Progress(9, 9, 0, 0, 0))
    for name, content in book_of(draft).items():
        if "chapter" in name or "title" in name:
            assert '<p class="draft">' in content.decode()


# -- links, and the same bytes ---------------------------------------------------------------------


def test_every_link_in_a_book_leads_somewhere() -> None:
    for of in sample_editions():
        book = book_of(complete(of, of.assets))
        pages = {n.removeprefix("EPUB/"): parsed(c) for n, c in book.items() if n.endswith("xhtml")}
        ids = {name: {e.get("id") for e in root.iter()} for name, root in pages.items()}
        followed = 0
        for name, root in pages.items():
            for element in root.iter():
                href = element.get("href") or ""
                path, _, place = unquote(href).partition("#")
                if href and not re.match(r"https?:|mailto:|tel:", href) and path != "book.css":
                    there = posixpath.normpath(path) if path else name
                    assert there in pages, href
                    assert not place or place in ids[there], href
                    followed += 1
        assert followed > 10


def test_links_that_lead_nowhere_are_found() -> None:
    one = FORMATS["epub"]()
    assert one.follow is not None
    files = one.write(
        made('# One\n\n[a](gone.md) [b](#gone) [c](#one)\n\n<a href="../x/index.html">d</a>\n'),
        ALONE,
    )
    dead = one.follow(files).dead
    assert [link.target for link in dead] == ["#gone", "gone.md", "../x/index.html"]
    assert {link.page for link in dead} == {"en.epub/chapter-01.xhtml"}
    assert one.follow(files).across == {}


MAKE = """
import hashlib
from adaptkit.editions.complete import complete
from adaptkit.writers import ALONE, FORMATS
from tests.writers.builders import sample_editions
for of in sample_editions():
    for name in ("epub", "txt"):
        for content in FORMATS[name]().write(complete(of, of.assets), ALONE).values():
            print(hashlib.sha256(content).hexdigest())
"""


def test_the_same_bytes_wherever_and_whenever_it_is_made() -> None:
    found = [
        subprocess.run(
            [sys.executable, "-c", MAKE],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": ":".join(sys.path), "TZ": zone, "PYTHONHASHSEED": seed},
        ).stdout
        for zone, seed in (("UTC", "1"), ("Pacific/Auckland", "2"))
    ]
    assert found[0] == found[1]
    assert found[0].count("\n") == 4


def test_what_stands_out_does_so_in_the_same_languages_as_in_pages() -> None:
    """Letters without italics are bold; what has no box among what has one has a mark."""
    pages = write(edition(finished("# A\n")))["style.css"].decode()
    book = book_of(made("# A\n"))["EPUB/book.css"].decode()
    (listed,) = (line for line in pages.splitlines() if line.endswith(":is(em, i, cite, dfn) {"))
    languages = set(re.findall(r":lang\((\w+)\)", listed))
    assert {"ar", "ja", "ko", "km", "bn", "am"} <= languages
    assert set(re.findall(r":lang\((\w+)\) em\b", book)) == languages
    for style in (pages, book):
        assert re.search(r"\.tasks > li:not\(\.task\) \{ list-style: disc;", style)
        assert re.search(r":lang\(ko\) \{[^}]*word-break: keep-all", style)
        assert re.search(r"h\d\)?:lang\(ur\)[^{}]* \{ line-height: 2; \}", style)


def test_a_label_and_what_stands_beside_it_are_two_words() -> None:
    """On one line in a book, and read as one word by a program that has no styles."""
    contact = Contact("Us", {"telephones": ({"number": "+961 1 234"},), "email": "a@b.example"})
    block = Block(BlockKind.DIRECTORY, Position("x"), contacts=(contact,))
    one = finished("# One\n")
    of = edition(replace(one, blocks=(*one.blocks, block), flow=(*one.flow, block)))
    page = book_of(complete(of, of.assets))["EPUB/chapter-01.xhtml"].decode()
    words = re.sub(r"<[^>]*>", "", page)
    assert "Telephone +961 1 234" in words
    assert "E-mail a@b.example" in words


def test_a_book_has_an_author() -> None:
    """The publisher; where there is none, whoever wrote the guide."""
    of = made("# One\n")
    alone = replace(of, spec=replace(of.spec, publisher=Publisher()))
    for one, author in ((of, "A charity"), (alone, "Sample content.")):
        package = book_of(one)["EPUB/package.opf"].decode()
        assert re.findall(r"<dc:creator>(.*?)</dc:creator>", package) == [author]
