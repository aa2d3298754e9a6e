"""Web pages: each kind of block and of running text, links, notices, and what is around them."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from adaptkit.catalogues.interface import interface_template
from adaptkit.editions.anchors import anchor, anchor_table
from adaptkit.editions.complete import complete
from adaptkit.editions.links import Resolver
from adaptkit.editions.media import asset
from adaptkit.model.contact import Contact
from adaptkit.model.destination import ToChapter
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import (
    Adaptation,
    BuiltFile,
    Edition,
    EditionChapter,
    EditionSpec,
    Progress,
)
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said
from adaptkit.records import replace
from adaptkit.writers import ALONE, FORMATS
from adaptkit.writers.html import write_index
from adaptkit.writers.html.links import contents_name, page_name
from tests.cases import Case, dotted, each
from tests.guides import builders

from .builders import AR, EN, edition, finished, sample_editions, sibling, write

CASES = dotted(Path(__file__).with_name("cases") / "html.md", "markdown", "html")


def article(of: Edition, page: str = "one.html") -> str:
    text = write(of)[page].decode()
    return text.partition("<article>\n")[2].partition("</article>")[0]


def chapter_of(*blocks: Block) -> EditionChapter:
    return replace(finished("# One\n"), blocks=blocks)


def paragraph(*inlines: Inline, **fields: object) -> Block:
    block = Block(BlockKind.PARAGRAPH, Position("x"), msgid="x", inlines=inlines)
    return replace(block, **fields)  # type: ignore[arg-type]


def text(words: str) -> Inline:
    return Inline(InlineKind.TEXT, words)


@each(CASES)
def test_case(case: Case) -> None:
    one = finished(case.parts["markdown"])
    two = finished("# Two\n\n## Costs {#costs}\n", "part/two.md")
    assert article(edition(one, two)) == case.parts["html"]


def test_the_writer_is_registered() -> None:
    assert FORMATS["html"]().name == "html"


def test_a_hostile_text_stays_text() -> None:
    hostile = "\"><script>alert(1)</script> & ' </style>"
    one = replace(
        edition(chapter_of(paragraph(text(hostile)))),
        title=hostile,
    )
    harmless = edition(chapter_of(paragraph(text("A text."))))
    own = {
        name: content.count(b"<script")
        for name, content in write(harmless).items()
        if name.endswith(".html")
    }
    for name, count in own.items():
        content = write(one)[name]
        assert content.count(b"<script") == count, name
        assert content.count(b"</script") == count, name
    assert "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; '" in article(one)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVa\nScript:alert(1)",
        " \x01javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "\u200bjavascript:x",
    ],
)
def test_an_address_that_runs_code_is_never_written(target: str) -> None:
    link = Inline(InlineKind.LINK, children=(text("go"),), target=target)
    call = Inline(InlineKind.ISOLATE, "call", target=target)
    picture = Inline(InlineKind.IMAGE, "seen", target=target)
    html = article(edition(chapter_of(paragraph(link, call, picture))))
    assert "<a" not in html
    assert "<img" not in html
    assert "seen" in html


def test_isolates_run_left_to_right_and_can_be_tapped() -> None:
    call = Inline(InlineKind.ISOLATE, "0800 032 38 39", target="tel:08000323839")
    dose = Inline(InlineKind.ISOLATE, "44 µg")
    html = article(edition(chapter_of(paragraph(call, text(" "), dose)), locale=AR))
    assert '<a href="tel:08000323839"><bdi dir="ltr">0800 032 38 39</bdi></a>' in html
    assert '<bdi dir="ltr">44 µg</bdi>' in html


def test_one_notice_for_neighbours_in_another_language() -> None:
    html = article(edition(finished("# أ\n\n@en One.\n\n---\n\n@en Two.\n\nب\n"), locale=AR))
    assert html.count('<p class="notice" lang="en" dir="ltr">') == 1
    assert (
        '<div class="untranslated" lang="en" dir="ltr">\n'
        "<p>One.</p>\n<hr />\n<p>Two.</p>\n</div>\n<p>ب</p>" in html
    )


def test_a_whole_chapter_in_another_language_has_one_notice() -> None:
    html = article(
        edition(finished("# @en A\n\n@en B.[^1]\n\n- @en c\n\n[^1]: @en Note.\n"), locale=AR)
    )
    assert html.count("not translated yet") == 1
    assert html.startswith('<p class="notice"')
    assert html.rstrip().endswith("</section>\n</div>")


def test_a_cell_or_item_in_another_language_is_marked_in_place() -> None:
    html = article(edition(finished("# أ\n\n- ب\n- @en c\n"), locale=AR))
    assert (
        '<li><span lang="en" dir="ltr">c</span>'
        ' <small class="marker" lang="en" dir="ltr">In English</small></li>' in html
    )
    assert "notice" not in html


def test_links_in_nested_folders() -> None:
    one = finished(
        "# One\n\n[a](part/two.md) [b](part/two.md#costs) [c](#one) [d](none.md)"
        " [e](part/two.md#nobody)\n"
    )
    two = finished(
        "# Two\n\n## Costs\n\n[a](../one.md) [b](../images/x.svg) [c](#costs)\n", "part/two.md"
    )
    of = edition(one, two)
    costs = of.chapters[1].blocks[1].section
    assert article(of) == (
        f'<h1 id="{one.blocks[0].section}">One</h1>\n<p><a href="part/two.html">a</a>'
        f' <a href="part/two.html#{costs}">b</a> <a href="#{one.blocks[0].section}">c</a>'
        ' <a href="none.md">d</a> <a href="part/two.html#nobody">e</a></p>\n'
    )
    nested = article(of, "part/two.html")
    assert (
        f'<a href="../one.html">a</a> <a href="../images/x.svg">b</a> <a href="#{costs}">c</a>'
        in nested
    )
    page = write(of)["part/two.html"].decode()
    assert 'href="../style.css"' in page
    assert 'href="../index.html"' in page


def test_the_single_page_holds_everything() -> None:
    original, draft = sample_editions()
    for one in (original, draft):
        page = write(one)["single.html"].decode()
        ids = re.findall(r'\bid="([^"]*)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)
        assert 'src="data:image/svg+xml;base64,' in page
        assert not re.search(r'(?:href|src)="(?!#|data:|https://a\.example)', page)


class Requests(HTMLParser):
    """What a browser would fetch by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.found += [v for k in ("src", "srcset", "poster", "data") if (v := values.get(k))]
        if tag == "link":
            self.found.append(values.get("href") or "")
        if tag == "a":
            self.links.append(values.get("href") or "")
        assert tag not in ("iframe", "object", "embed")


def test_nothing_is_fetched_from_elsewhere_and_every_local_link_leads_somewhere() -> None:
    remote = finished("# R\n\n![seen](https://x.example/a.png) ![b](//x.example/b.png)\n", "r.md")
    original, _ = sample_editions()
    files = write(replace(original, chapters=(*original.chapters, remote)), (sibling(original),))
    assert {
        "index.html",
        "one.html",
        "part/two.html",
        "single.html",
        "style.css",
        "images/x.svg",
    } <= set(files)
    for name, content in files.items():
        if name.endswith(".html"):
            parser = Requests()
            parser.feed(content.decode())
            assert not [s for s in parser.found if re.match(r"https?:|//", s)], name
            assert b"default-src 'none'" in content
            for link in parser.links:
                path = link.partition("#")[0]
                if path and ":" not in link:
                    assert (
                        posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) in files
                    )
    assert b"url(" not in files["style.css"]
    assert b"@import" not in files["style.css"]
    assert ">seen</span>" in files["r.html"].decode()


def test_a_missing_picture_shows_its_words() -> None:
    html = article(edition(finished('# A\n\n![Two people](images/none.svg "They talk")\n')))
    assert (
        '<figure>\n<p class="missing-picture">Two people</p>\n'
        "<figcaption>They talk</figcaption>\n</figure>" in html
    )


def test_the_switcher_leads_to_the_same_chapter() -> None:
    original, draft = sample_editions()
    page = write(original, (sibling(original), sibling(draft)))["part/two.html"].decode()
    assert (
        'href="../../../ar_LB/html/part/two.html" lang="ar-LB" dir="rtl" hreflang="ar-LB">العربية'
        in page
    )
    assert page.count('aria-current="page"') == 2
    fewer = replace(sibling(draft), chapters=("index.md",))
    page = write(original, (sibling(original), fewer))["one.html"].decode()
    assert 'href="../../ar_LB/html/contents.html"' in page


def test_a_draft_says_so_and_an_original_claims_no_translation() -> None:
    original, draft = sample_editions()
    drafts = {n: c.decode() for n, c in write(draft).items() if n.endswith(".html")}
    assert all("nobody has signed off this edition yet" in page for page in drafts.values())
    assert "Nobody has reviewed this edition yet." in drafts["index.html"]
    assert '<html lang="ar-LB" dir="rtl">' in drafts["index.html"]
    for name, content in write(original).items():
        if name.endswith(".html"):
            assert "ranslat" not in re.sub(r"(?s)<style>.*?</style>", "", content.decode()), name
    signed = replace(draft, progress=Progress(9, 9, 0, 0, 9))
    assert "Draft" not in write(signed)["one.html"].decode()


def test_a_chapter_named_index_keeps_its_name() -> None:
    files = write(edition(finished("# Home\n", "index.md")))
    assert "<article>" in files["index.html"].decode()
    assert "About this edition" in files["contents.html"].decode()
    assert contents_name(["Index.md"]) == "contents.html"
    assert page_name("a/b.md") == "a/b.html"
    assert anchor("a b\tc/ü.1") == "a-b-c/ü.1"


def test_a_directory_says_what_has_been_checked() -> None:
    contacts = (
        Contact(
            "ALiSEP",
            {"telephones": ({"number": "+961 1 234"},), "helps_with": {"en": "Support"}},
        ),
        Contact(
            "MSIF",
            {
                "url": "https://www.msif.org",
                "email": "info@msif.org",
                "verified_by": "A",
                "verified_on": "2026-11-02",
            },
        ),
    )
    block = Block(BlockKind.DIRECTORY, Position("x"), contacts=contacts)
    html = article(edition(chapter_of(block), locale=AR))
    assert "Not yet checked by a person" in html
    assert '<a href="tel:+9611234"><bdi class="long" dir="ltr">+961 1 234</bdi></a>' in html
    assert '<span lang="en" dir="ltr">Support</span>' in html
    assert 'Checked on <time datetime="2026-11-02"><bdi>November 2, 2026</bdi></time>' in html


def test_interface_words_in_another_language_say_so() -> None:
    _, draft = sample_editions()
    page = write(draft)["index.html"].decode()
    assert '<span lang="en" dir="ltr">Contents</span>' in page
    own = replace(draft, words={"Contents": "المحتويات"}, words_language=Locale("ar"))
    assert '<h2 id="contents">المحتويات</h2>' in write(own)["index.html"].decode()


def test_the_index_names_every_edition() -> None:
    original, draft = sample_editions()
    built = (
        BuiltFile("html", "Web pages", "html/"),
        BuiltFile("pdf", "PDF", "pdf/guide.pdf", 1_234_567),
        BuiltFile("md", "Markdown", "md/"),
    )
    page = write_index(
        (sibling(original), replace(sibling(draft), built=built)),
    ).decode()
    assert 'href="en/html/index.html"' in page
    assert "77% translated · Draft" in page
    assert 'href="ar_LB/pdf/guide.pdf">PDF</a> <bdi class="size" dir="ltr">(1.2 MB)</bdi>' in page
    assert 'href="ar_LB/md/"' in page
    assert "Original text" in page


def test_same_edition_same_bytes() -> None:
    first, second = (write(sample_editions()[1]) for _ in range(2))
    assert first == second
    assert list(first) == sorted(first)


def test_footnotes_lead_there_and_back_each_time() -> None:
    html = article(edition(finished("# A\n\nOne[^n] two[^n].\n\n[^n]: Note.\n")))
    for name in ("fnref-1", "fnref-1-2", "fn-1"):
        assert f'id="{name}"' in html
        assert f'href="#{name}"' in html


def test_author_ids_are_found_by_links_of_other_chapters() -> None:
    one = finished(
        "# One\n\n{#here}\nA paragraph.\n\n## Prices and rights!\n\n[a](#prices-and-rights)\n"
    )
    links = Resolver({"one.md": anchor_table(one)}, ())
    here, prices = (f"{one.blocks[1].section}.here", one.blocks[2].section)
    assert links.link("one.md#here", "one.md") == ToChapter("one.md", here)
    assert links.link("#prices-and-rights", "one.md") == ToChapter("one.md", prices)
    html = article(edition(one))
    assert f'<a href="#{prices}">a</a>' in html
    assert f'<p id="{here}">' in html
    assert EN.direction == "ltr"


LOCAL = """# One

{#calls .local country=US}
Call 911.

Everywhere.

## Insurance {#insurance .local country=US}

Plans differ.

- {#item .local country=US} Medicaid
- all

{#where .local}
Somewhere.
"""


def waiting(of: Edition) -> Edition:
    points = tuple(b for c in of.chapters for b in c.walk() if b.mark.local)
    return replace(of, open_points=points)


def test_an_undecided_passage_about_another_country_says_so() -> None:
    decided = edition(finished(LOCAL), locale=AR)
    html = article(waiting(decided))
    notice = (
        '<p class="notice local" lang="en" dir="ltr">'
        "About United States only: not yet adapted for this edition.</p>\n"
    )
    assert notice + '<p id="one.calls">Call 911.</p>\n<p>Everywhere.</p>' in html
    # A heading stands for its section.
    assert f'<h2 id="one.insurance">Insurance</h2>\n{notice}<p>Plans differ.</p>' in html
    assert "About another country only: not yet adapted for this edition.</p>\n<p id=" in html
    assert html.count("not yet adapted") == len(waiting(decided).open_points)
    assert "not yet adapted" in write(waiting(decided))["single.html"].decode()
    for name, page in write(decided).items():
        assert b"not yet adapted" not in page, name
    told = "About {country} only: not yet adapted for this edition."
    own = replace(waiting(decided), words={told: "{country}!"}, words_language=Locale("ar"))
    assert '<p class="notice local" lang="ar" dir="rtl">الولايات المتحدة!</p>' in article(own)


def test_an_undecided_item_cell_or_term_has_its_notice_inside() -> None:
    def marked(block: Block) -> Block:
        local = block.kind in (
            BlockKind.LIST_ITEM,
            BlockKind.TABLE_CELL,
            BlockKind.TERM,
            BlockKind.DEFINITION,
        )
        mark = replace(block.mark, classes=("local",), pairs=(("country", "US MX"),))
        children = tuple(map(marked, block.children))
        return replace(block, children=children, mark=mark if local else block.mark)

    one = finished("# A\n\n- item\n\n| h |\n| - |\n| cell |\n\nTerm\n: Meaning\n")
    html = article(waiting(edition(replace(one, blocks=tuple(map(marked, one.blocks))))))
    small = '<small class="local" lang="en" dir="ltr">About United States · Mexico only'
    for tag in ("<li>", "<td>", "<dt>", "<dd>"):
        assert tag + small in html


def test_only_what_nobody_has_signed_off_is_a_draft() -> None:
    def page(own: int, reviewed: int) -> str:
        progress = Progress(own=own, reviewed=reviewed)
        return write(edition(finished("# One\n"), progress=progress))["one.html"].decode()

    draft = "Draft: nobody has signed off this edition yet."
    assert draft not in page(2, 2)
    assert draft in page(2, 0)


def test_cells_name_their_column_and_tables_stay_tables() -> None:
    html = article(
        edition(finished('# A\n\n| Who | What *is* "x" |\n| - | - |\n| nurse | b |\n| 2 | c |\n'))
    )
    assert '<td data-label="What is &quot;x&quot;">b</td>' in html
    # What a row is called by says enough, but for a number.
    assert "<td>nurse</td>" in html
    assert '<td data-label="Who">2</td>' in html
    assert '<th scope="col">Who' in html
    css = write(edition(finished("# A\n")))["style.css"].decode()
    assert "content: attr(data-label)" in css


HELP = "## Get help *now* {#now}\n\n::: urgent\nCall.\n:::\n"


def test_the_first_urgent_passage_is_one_step_away() -> None:
    of = edition(finished("# One\n"), finished(f"# Two\n\n{HELP}", "part/two.md"))
    files = {name: page.decode() for name, page in write(of).items() if name.endswith(".html")}
    place = "#" + of.chapters[1].blocks[1].section
    for name, path in (("index", "part/two.html"), ("one", "part/two.html"), ("single", "")):
        assert (
            f'<p class="help"><a href="{path}{place}">Get help now</a></p>' in files[f"{name}.html"]
        )
    assert f'<p class="help"><a href="two.html{place}">' in files["part/two.html"]
    assert files["single.html"].count(f'id="{place[1:]}"') == 1
    assert files["one.html"].index('class="help"') < files["one.html"].index("<main")
    other = edition(finished(HELP.replace("## ", "## @en ")), locale=AR)
    assert 'lang="en" dir="ltr">Get help now</a></p>' in write(other)["index.html"].decode()
    assert b'class="help"' not in write(edition(finished("# One\n")))["index.html"]


def test_the_first_chapters_description_is_said_once() -> None:
    one = replace(finished("# One\n"), description="What this is about")
    for name in ("index.html", "single.html"):
        page = write(edition(one))[name].decode()
        assert page.count(">What this is about<") == 1
        assert page.count('content="What this is about"') == 1


def test_the_index_is_compact_and_names_editions_in_their_own_script_first() -> None:
    made = sample_editions()
    page = write_index([sibling(one) for one in made], title=Said("The guide")).decode()
    assert 'class="cover"' not in page
    assert page.index("العربية") < page.index("Arabic (Lebanon)")


def test_the_same_change_at_the_same_place_is_one_line() -> None:
    changes = tuple(
        Adaptation("US", str(n), "any", "x", reason, "", "one.md", EN, told=told)
        for n, (told, reason) in enumerate(
            [("Replaced", "First"), ("Replaced", "Second"), ("Replaced", "First"), ("Added", "")]
        )
    )
    of = edition(finished("# One\n"), adaptations=changes)
    page = write(of)["index.html"].decode()
    assert page.count('<span class="done">') == 2
    assert "(2)" in page
    assert page.count(">First<") == page.count(">Second<") == 1
    other = write(replace(of, spec=replace(of.spec, locale=AR)))["index.html"].decode()
    assert '<span class="reason" lang="en" dir="ltr">First</span>' in other


def test_pages_of_a_long_guide_name_their_neighbours_only() -> None:
    def menu(number: int) -> list[str]:
        chapters = [finished(f"# C{n}\n", f"{n}.md") for n in range(number)]
        page = write(edition(*chapters))["5.html"].decode()
        found = page.partition('<nav class="contents-menu"')[2].partition("</nav>")[0]
        return re.findall(r'href="([^"]*)"', found)

    assert len(menu(60)) == 61
    assert menu(61) == ["4.html", "6.html", "index.html", "index.html#about"]


def test_a_value_that_runs_the_other_way_is_set_apart() -> None:
    latin = Inline(InlineKind.TEXT, "MS Society & co", placeholder="publisher")
    arabic = Inline(InlineKind.TEXT, "الجمعية", placeholder="publisher")
    plain = text("MS Society")
    block = paragraph(latin, arabic, plain)
    assert "<p><bdi>MS Society &amp; co</bdi>الجمعيةMS Society</p>" in article(
        edition(chapter_of(block), locale=AR)
    )
    assert "<p>MS Society &amp; co<bdi>الجمعية</bdi>MS Society</p>" in article(
        edition(chapter_of(block))
    )


def test_the_index_leads_to_the_web_pages_of_an_edition_that_names_no_files() -> None:
    one = sibling(edition(finished("# One\n")))
    assert one.built == ()
    page = write_index([one]).decode()
    assert f'href="{one.name}/html/index.html"' in page
    taken = replace(one, chapters=("index.md",))
    assert f'href="{one.name}/html/contents.html"' in write_index([taken]).decode()


@pytest.mark.parametrize("name", ["main", "about", "contents"])
def test_no_passage_takes_an_id_of_the_single_page(name: str) -> None:
    source = f"# One\n\n{{#{name}}}\nText.\n\n## Part {{#{name}-two}}\n"
    of = edition(finished(source, f"{name}.md"), finished(f"# Two {{#{name}}}\n", "two.md"))
    page = write(of)["single.html"].decode()
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert name in ids


def test_a_name_does_not_move_the_words_around_it() -> None:
    name = Inline(InlineKind.NAME, children=(text("Ali"),), language=Locale("en"))
    spoken = Inline(InlineKind.SPAN, children=(text("hi"),), language=Locale("en"))
    page = article(edition(chapter_of(paragraph(name, spoken))))
    assert '<bdi lang="en">Ali</bdi>' in page
    assert '<span lang="en">hi</span>' in page


def test_the_index_says_of_an_edition_in_its_words_what_there_is() -> None:
    of = sibling(edition(finished("# One\n")))
    words = {"Web pages": "Páginas", "Original text": "Texto original", "PDF": "Un PDF"}
    built = (BuiltFile("html", "Web pages", "html/"), BuiltFile("pdf", "PDF", "pdf/a.pdf"))
    page = write_index([replace(of, words=words, built=built, original=True)]).decode()
    for word in words.values():
        assert word in page
    assert 'class="size"' not in page


def test_the_index_is_in_the_order_of_the_languages_names() -> None:
    of = sibling(edition(finished("# One\n")))
    made = [replace(of, name=name, label=label) for name, label in (("a", "éZ"), ("b", "Beta"))]
    made.append(replace(of, name="c", label="alpha"))
    page = write_index(made).decode()
    assert page.index(">alpha") < page.index(">Beta") < page.index(">éZ")


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("::: urgent Call at once", "Call at once"),
        ("::: call-now Call at once", "Call at once"),
        ("::: Call-Now", "Where"),
        (":::urgent[Call at once]", "Call at once"),
        ("::: urgent", "Where"),
    ],
)
def test_the_way_to_help_says_the_call_out_s_title(head: str, says: str) -> None:
    made = builders.edition(
        builders.chapter(f"# A\n\n## Where\n\n{head}\nCall.\n:::\n"), lambda _: ""
    )
    page = FORMATS["html"]().write(complete(made), ALONE)["one.html"].decode()
    assert re.search(r'<p class="help"><a [^>]*>([^<]*)', page)[1] == says  # type: ignore[index]


def test_a_word_that_has_no_translation_is_marked_as_english() -> None:
    """Beside others that have one; and none of them where all have."""
    swahili = Locale("sw")
    spec = EditionSpec("sw", swahili)
    some = {"About this edition": "Kuhusu toleo hili", "Title": "Jina"}
    of = edition(finished("# One\n\nText.\n"), finished("# Two\n", "two.md"))
    made = replace(of, spec=spec, words=some, words_language=swahili)
    page = write(made)["index.html"].decode()
    assert "Kuhusu toleo hili</h2>" in page
    assert "<dt>Jina</dt>" in page
    assert '<span lang="en" dir="ltr">Next</span>' in write(made)["one.html"].decode()
    assert '<dt><span lang="en" dir="ltr">Language</span></dt>' in page
    all_words = {entry.msgid: f"SW {entry.msgid}" for entry in interface_template().live}
    for whole in (replace(made, words=all_words), of):
        for page in ("index.html", "one.html"):
            marked = re.findall('<span lang="en"[^>]*>([^<]*)<', write(whole)[page].decode())
            assert set(marked) <= {"Guide"}  # its title is nobody's word


@pytest.mark.parametrize(
    ("own", "room"),
    [
        ('width="90" height="45"', 'width="90" height="45"'),
        ('viewBox="0 0 20 10"', 'width="960" height="480"'),
        ('width="100%" viewBox="0 0 20 10"', 'width="960" height="480"'),
        ("", ""),
    ],
)
def test_a_picture_that_is_not_there_yet_has_its_room(own: str, room: str) -> None:
    """Else all that comes after it moves, and a link within the page leads past its place."""
    drawing = asset("images/x.svg", f'<svg xmlns="http://www.w3.org/2000/svg" {own}/>'.encode())
    of = edition(finished("# One\n\n![A drawing](images/x.svg)\n"), assets=(drawing,))
    for page in ("one.html", "single.html"):
        (found,) = re.findall(r"<figure>\n(<img [^>]*>)", write(of)[page].decode())
        assert re.findall(r'(?:width|height)="\d+"', found) == room.split()


def test_no_box_is_torn_on_paper_that_fits_on_a_page() -> None:
    style = write(edition(finished("# One\n")))["style.css"].decode()
    paper = style.partition("@media print")[2]
    (kept,) = re.findall(r"\n\s*([^{}\n]*) \{ break-inside: avoid; \}\n\s*/\* Grounds", paper)
    assert ".callout" in kept.split(", ")
    assert "break-inside: auto" not in paper
    (held,) = re.findall(r"\n\s*([^{}\n]*) \{ break-after: avoid; \}", paper)
    assert {"h2", "dt", ".directory-group"} <= set(held.split(", "))
