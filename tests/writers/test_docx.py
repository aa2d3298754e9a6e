"""The Word document: its parts, its styles, its lists and notes, and the way that it runs."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adaptkit.editions.complete import complete
from adaptkit.editions.media import asset
from adaptkit.model.destination import ToChapter
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Change, Said, Spot
from adaptkit.records import replace
from adaptkit.writers import ALONE, FORMATS
from tests.guides.builders import HOSTILE
from tests.writers.builders import AR, EN, SAMPLE, edition, finished, sample_editions
from tests.writers.reading import WORD, paragraphs, part, places_in, style_of
from tests.writers.test_html import chapter_of, paragraph, text

DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"
LISTS = "word/numbering.xml"
RELATIONS = "word/_rels/document.xml.rels"


def made(of: Edition) -> bytes:
    (content,) = FORMATS["docx"]().write(complete(of, of.assets), ALONE).values()
    return content


def of(source: str, locale: Locale = EN) -> bytes:
    return made(edition(finished(source), locale=locale))


def raw(document: bytes, name: str = DOCUMENT) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(name).decode("utf-8")


def body(document: bytes) -> list[ElementTree.Element]:
    """The paragraphs of the chapters."""
    every = paragraphs(part(document, DOCUMENT))
    listed = max(n for n, one in enumerate(every) if style_of(one) == "TOC1")
    about = next(n for n, one in enumerate(every) if "to_about" in places_in(one))
    return every[listed + 1 : about]


def said(paragraph: ElementTree.Element) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{WORD}t"))


def styled(document: bytes) -> list[tuple[str, str]]:
    return [(style_of(one), said(one)) for one in body(document)]


def item_of(paragraph: ElementTree.Element) -> tuple[str, str] | None:
    found = paragraph.find(f"{WORD}pPr/{WORD}numPr")
    if found is None:
        return None
    number, level = found.find(f"{WORD}numId"), found.find(f"{WORD}ilvl")
    assert number is not None
    assert level is not None
    return number.get(f"{WORD}val") or "", level.get(f"{WORD}val") or ""


def test_every_part_is_xml_and_every_relation_leads_somewhere() -> None:
    for one in sample_editions():
        document = made(one)
        with zipfile.ZipFile(io.BytesIO(document)) as archive:
            names = archive.namelist()
            assert archive.testzip() is None
        assert len(set(names)) == len(names)
        for name in names:
            if name.endswith((".xml", ".rels")):
                part(document, name)
        for relation in part(document, RELATIONS):
            if relation.get("TargetMode") != "External":
                assert f"word/{relation.get('Target')}" in names
        types = raw(document, "[Content_Types].xml")
        endings = set(re.findall(r'Extension="(\w+)"', types))
        assert {name.rpartition(".")[2] for name in names} <= endings
        used = set(re.findall(r'r:(?:id|embed)="(\w+)"', raw(document)))
        assert used <= {relation.get("Id") for relation in part(document, RELATIONS)}


def test_the_same_edition_gives_the_same_bytes() -> None:
    for one in sample_editions():
        assert made(one) == made(one)


# CT_PPr and CT_RPr (ECMA-376, part 1, annex A): Word calls a document damaged in any other order.
_PARAGRAPH = (
    *"pStyle keepNext keepLines pageBreakBefore numPr pBdr shd bidi spacing ind jc".split(),
    "outlineLvl",
)
_RUN = "rStyle rFonts b bCs i iCs strike color sz szCs highlight u vertAlign rtl cs lang".split()


@pytest.mark.parametrize("name", [DOCUMENT, NOTES, "word/styles.xml", "word/numbering.xml"])
def test_properties_stand_in_the_order_of_the_schema(name: str) -> None:
    for one in sample_editions():
        root = part(made(one), name)
        for tag, order in (("pPr", _PARAGRAPH), ("rPr", _RUN)):
            for properties in root.iter(f"{WORD}{tag}"):
                places = [list(order).index(child.tag.removeprefix(WORD)) for child in properties]
                assert places == sorted(set(places))


def test_every_style_that_is_used_is_there_under_its_name() -> None:
    document = made(sample_editions()[1])
    read = docx.Document(io.BytesIO(document))
    ids = {style.style_id for style in read.styles}
    for name in (DOCUMENT, NOTES, "word/header.xml", "word/footer.xml"):
        text = raw(document, name)
        assert set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', text)) <= ids
    names = {style.name for style in read.styles}
    assert {"Title", "Body Text", "Caption", "Quote", "Table Text", "footnote text"} <= names
    assert {f"Heading {level}" for level in range(1, 7)} <= names
    for kind in ("Note", "Tip", "Important", "Warning", "Caution", "Urgent"):
        assert {f"Callout {kind}", f"Callout {kind} Label"} <= names
    # A designer changes styles: nothing in the text has a look of its own.
    assert not re.search(r"<w:(?:sz|szCs|color|rFonts|shd|pBdr)\b", raw(document))


def test_another_program_reads_headings_lists_tables_and_properties() -> None:
    read = docx.Document(io.BytesIO(made(sample_editions()[0])))
    headings = [(p.style.name, p.text) for p in read.paragraphs if p.style.name[:7] == "Heading"]
    assert headings[:3] == [
        ("Heading 1", "Your team"),
        ("Heading 1", "Two"),
        ("Heading 2", "Costs"),
    ]
    assert [p.text for p in read.paragraphs if p.style.name == "Checklist"] == [
        "a list",
        "done already",
    ]
    (table,) = read.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Who", "What"],
        ["nurse", "questions"],
    ]
    core = read.core_properties
    assert (core.title, core.author, core.language) == ("Guide", "A charity", "en")
    assert core.created is not None
    assert core.created.isoformat().startswith("2026-11-22")


def test_a_draft_says_so_on_every_page_and_in_its_properties() -> None:
    original, draft = sample_editions()
    words = complete(draft).telling.draft_words.text
    assert words
    document = made(draft)
    assert words in said(part(document, "word/header.xml"))
    style, shown = styled_all(document)[0]
    assert (style, shown.strip("\u2066\u2069")) == ("Draft", words)
    assert docx.Document(io.BytesIO(document)).core_properties.content_status == words
    done = made(original)
    assert "Draft" not in [style for style, _ in styled_all(done)]
    assert docx.Document(io.BytesIO(done)).core_properties.content_status == ""


def styled_all(document: bytes) -> list[tuple[str, str]]:
    return [(style_of(one), said(one)) for one in paragraphs(part(document, DOCUMENT))]


def test_contents_lead_to_the_chapters_and_can_be_made_anew() -> None:
    document = made(sample_editions()[0])
    entries = [p for p in paragraphs(part(document, DOCUMENT)) if style_of(p) == "TOC1"]
    assert [said(one) for one in entries] == ["1. Your team", "2. Two", "About this edition"]
    places = places_in(part(document, DOCUMENT))
    for one in entries:
        (link,) = one.iter(f"{WORD}hyperlink")
        assert link.get(f"{WORD}anchor") in places
    assert raw(document).count('w:fldCharType="begin"') == 1
    assert ' TOC \\o "1-1" \\h' in raw(document)


def test_word_counts_the_chapters() -> None:
    """As a list, so that a chapter which somebody puts between gets its number by itself."""
    chapters = "# One\n\n# Not a title\n\n1. x\n", "Text.\n", "> # Three\n"
    names = ("one.md", "two.md", "three.md")
    document = made(edition(*map(finished, chapters, names)))
    headings = [p for p in paragraphs(part(document, DOCUMENT)) if style_of(p) == "Heading1"]
    counted = [(said(one), item_of(one)) for one in headings]
    assert counted == [
        ("One", ("1", "0")),
        ("Not a title", None),
        ("two.md", ("1", "0")),
        ("Three", ("1", "0")),
        ("About this edition", None),
    ]
    (number,) = re.findall(
        r'<w:num w:numId="1"><w:abstractNumId w:val="(\d+)"/>', raw(document, LISTS)
    )
    kinds = part(document, LISTS).findall(f"{WORD}abstractNum")
    (level,) = (one for one in kinds[int(number)] if one.get(f"{WORD}ilvl") == "0")
    told = {one.tag.removeprefix(WORD): one.get(f"{WORD}val") for one in level}
    assert told["lvlText"] == "%1."
    assert (told["numFmt"], told["suff"]) == ("decimal", "space")
    alone = of("# One\n\nText.\n")
    assert [item_of(one) for one in body(alone)] == [None, None]


def test_lists_are_lists_and_each_begins_anew() -> None:
    document = of("# A\n\n3. c\n4. d\n\n   - e\n   - f\n\n     more\n\nWords.\n\n1) g\n")
    items = [(said(one), item_of(one)) for one in body(document)[1:]]
    three, nested, one = (item and item[0] for _, item in (items[0], items[2], items[6]))
    assert items == [
        ("c", (three, "0")),
        ("d", (three, "0")),
        ("e", (nested, "1")),
        ("f", (nested, "1")),
        ("more", None),
        ("Words.", None),
        ("g", (one, "0")),
    ]
    assert len({three, nested, one}) == 3
    numbering = raw(document, "word/numbering.xml")
    started = r'<w:num w:numId="{}"><w:abstractNumId w:val="(\d)"/><w:lvlOverride w:ilvl="0">'
    for number, start, sign in ((three, 3, "%1."), (one, 1, "%1)")):
        found = re.search(
            started.format(number) + rf'<w:startOverride w:val="{start}"/>', numbering
        )
        assert found
        shown = re.search(rf'w:abstractNumId="{found[1]}">.*?<w:lvlText w:val="([^"]+)"', numbering)
        assert shown
        assert shown[1] == sign


def test_a_list_to_tick_off_shows_boxes() -> None:
    document = of("# A\n\n- [ ] a\n- [x] b\n- c\n")
    numbering = raw(document, "word/numbering.xml")
    signs = []
    for one in body(document)[1:]:
        item = item_of(one)
        assert item
        kind = re.search(rf'<w:num w:numId="{item[0]}"><w:abstractNumId w:val="(\d)"', numbering)
        assert kind
        level = re.search(rf'abstractNumId="{kind[1]}">.*?<w:lvlText w:val="([^"]+)"', numbering)
        assert level
        signs.append(level[1])
    assert signs == ["☐", "☒", "•"]


def test_a_table_repeats_its_headings_and_leaves_room_to_write() -> None:
    document = of("# A\n\n| Who | Number |\n| :-: | --: |\n| My very own nurse | |\n")
    (table,) = part(document, DOCUMENT).iter(f"{WORD}tbl")
    head, row = table.findall(f"{WORD}tr")
    assert head.find(f"{WORD}trPr/{WORD}tblHeader") is not None
    assert row.find(f"{WORD}trPr/{WORD}tblHeader") is None
    widths = [int(one.get(f"{WORD}w") or 0) for one in table.iter(f"{WORD}gridCol")]
    assert widths[0] == widths[1]
    aligned = [one.get(f"{WORD}val") for one in head.iter(f"{WORD}jc")]
    assert aligned == ["center", "right"]


def test_a_callout_keeps_one_style_whatever_stands_in_it() -> None:
    document = of("# A\n\n::: urgent Title\nWords.\n\n- item\n\n> said\n:::\n\nAfter.\n")
    assert styled(document)[1:] == [
        ("CalloutUrgentLabel", "UrgentTitle"),
        ("CalloutUrgent", "Words."),
        ("CalloutUrgent", "item"),
        ("CalloutUrgent", "said"),
        ("CalloutEnd", ""),
        ("BodyText", "After."),
    ]
    assert item_of(body(document)[3])


def test_the_heading_of_a_callout_is_one_and_no_list_of_contents_has_it() -> None:
    document = of("# A\n\n## B\n\n::: call-today Title\nWords.\n:::\n\n::: note\nAside.\n:::\n")
    label, *others = body(document)[2:]
    assert (style_of(label), said(label)) == ("CalloutCallTodayLabel", "Call todayTitle")
    assert [one.get(f"{WORD}val") for one in label.iter(f"{WORD}outlineLvl")] == ["2"]
    assert not any(list(one.iter(f"{WORD}outlineLvl")) for one in others)
    assert ' TOC \\o "1-1" \\h \\z ' in raw(document)


def test_footnotes_are_footnotes() -> None:
    document = of(
        "# A\n\nOne[^a], two[^b], one again[^a].\n\n"
        "[^a]: First.\n[^b]: Second, see [^a] and [^c].\n\n"
        "    More.\n\n[^c]: Third *words*.\n"
    )
    calls = re.findall(r'<w:footnoteReference w:id="(\d)"/>', raw(document))
    assert calls == ["2", "3"]
    notes = {
        one.get(f"{WORD}id"): [said(p).strip() for p in paragraphs(one)]
        for one in part(document, NOTES)
    }
    # A note in a note is none in Word: its number, or what it says.
    assert notes["2"] == ["First."]
    assert notes["3"] == ["Second, see 1 and  (Third words.).", "More."]
    places = places_in(part(document, DOCUMENT))
    for told in (raw(document), raw(document, NOTES)):
        (named,) = re.findall(r" NOTEREF (\w+) ", told)
        assert named in places


def test_what_runs_from_right_to_left() -> None:
    document = made(sample_editions()[1])
    root = part(document, DOCUMENT)
    (section,) = root.iter(f"{WORD}sectPr")
    assert section.find(f"{WORD}bidi") is not None
    for table in root.iter(f"{WORD}tblPr"):
        assert table.find(f"{WORD}bidiVisual") is not None
    assert '<w:lang w:val="en" w:eastAsia="en" w:bidi="ar-LB"/>' in raw(document, "word/styles.xml")
    arabic = of("# أ\n\nعربي\n\n@en English.\n", AR)
    one, english = body(arabic)[1], body(arabic)[-1]
    assert said(one) == "عربي"
    assert one.find(f"{WORD}pPr/{WORD}bidi").attrib == {}
    assert one.find(f"{WORD}r/{WORD}rPr/{WORD}rtl") is not None
    assert said(english) == "English."
    assert english.find(f"{WORD}pPr/{WORD}bidi").get(f"{WORD}val") == "0"
    assert english.find(f"{WORD}r/{WORD}rPr/{WORD}rtl") is None
    assert english.find(f"{WORD}r/{WORD}rPr/{WORD}lang").get(f"{WORD}val") == "en"
    notice = body(arabic)[-2]
    assert style_of(notice) == "Notice"
    assert "not translated yet" in said(notice)


def test_numbers_stand_in_isolates_where_text_runs_from_right_to_left() -> None:
    call = Inline(InlineKind.ISOLATE, "0800 032 38 39", target="tel:08000323839")
    for locale, shown in (
        (AR, "\u20660800 032 38 39\u2069"),
        (Locale("en"), "0800 032 38 39"),
    ):
        document = made(edition(chapter_of(paragraph(call)), locale=locale))
        assert said(body(document)[-1]) == shown
        number = next(r for r in body(document)[-1].iter(f"{WORD}r") if "0800" in said(r))
        assert number.find(f"{WORD}rPr/{WORD}rtl") is None
        assert 'Target="tel:08000323839" TargetMode="External"' in raw(document, RELATIONS)


def test_dates_of_the_language_itself_stand_between_marks_of_its_direction() -> None:
    """LibreOffice draws no blank before a number in an isolate: "Tishrin2026"."""
    for words, shown in (
        ("22 تشرين الثاني 2026", "\u200f22 تشرين الثاني 2026\u200f"),
        ("22 November 2026", "\u206822 November 2026\u2069"),
        ("2026-11-22", "\u20682026-11-22\u2069"),
        ("٢٠٢٦-١١-٢٢", "\u2068٢٠٢٦-١١-٢٢\u2069"),
    ):
        date = Inline(InlineKind.DATE, children=(Inline(InlineKind.TEXT, words),))
        document = made(edition(chapter_of(paragraph(date)), locale=AR))
        assert said(body(document)[-1]) == shown


def test_words_from_right_to_left_among_others_keep_their_order() -> None:
    document = of("# A\n\nCall عربي، لغة (x) now.\n")
    runs = [
        (said(run), run.find(f"{WORD}rPr/{WORD}rtl") is not None)
        for run in body(document)[1].iter(f"{WORD}r")
    ]
    assert runs == [("Call ", False), ("عربي، لغة", True), (" (x) now.", False)]


def test_tamil_is_a_complex_script_and_chinese_an_eastern_one() -> None:
    tamil = of("# தமிழ்\n\nதமிழ்\n", Locale("ta"))
    assert body(tamil)[1].find(f"{WORD}r/{WORD}rPr/{WORD}cs") is not None
    assert 'w:bidi="ta"' in raw(tamil, "word/styles.xml")
    chinese = of("# 中\n\n中\n", Locale("zh", "Hans", "MY"))
    assert 'w:eastAsia="zh-Hans-MY"' in raw(chinese, "word/styles.xml")


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://a.example/b?c=d#e", True),
        ("http://a.example", True),
        ("mailto:a@b.example", True),
        ("tel:+1", True),
        ("ftp://a.example/b", False),
        ("sms:+1", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://[bad/", False),
        ("https://a.example:x/", False),
        ("https://a.example/" + "x" * 2000, False),
    ],
)
def test_only_pages_mails_and_calls_can_be_followed(address: str, followed: bool) -> None:
    link = Inline(InlineKind.LINK, children=(text("go"),), target=address)
    document = made(edition(chapter_of(paragraph(link))))
    assert said(body(document)[-1]) == "go"
    assert bool(list(body(document)[-1].iter(f"{WORD}hyperlink"))) is followed
    targets = [one.get("Target") for one in part(document, RELATIONS)]
    assert (address in targets) is followed


def test_every_link_inside_arrives_and_names_are_fit_for_word() -> None:
    long = "x" * 60
    source = (
        f"# A\n\n## One {{#{long}a}}\n\n## Two {{#{long}b}}\n\n"
        "## Three {#CASE}\n\n## F {#case}\n\n"
        f"[a](#{long}a) [b](#{long}b) [c](#CASE) [d](#case) [e](#nobody) [f](none.md)\n"
    )
    document = of(source)
    places = [
        one.get(f"{WORD}name") or ""
        for one in part(document, DOCUMENT).iter(f"{WORD}bookmarkStart")
    ]
    assert len({name.lower() for name in places}) == len(places)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII) for name in places)
    links = [one.get(f"{WORD}anchor") for one in body(document)[-1].iter(f"{WORD}hyperlink")]
    assert len(links) == 5
    assert set(links) <= set(places)
    assert len(set(links[:4])) == 4
    follow = FORMATS["docx"]().follow
    assert follow
    assert follow({"es_MX.docx": document}).dead == ()


def test_a_link_that_does_not_arrive_is_told() -> None:
    done = complete(edition(finished("# A\n")))
    nowhere = ToChapter("one.md", "gone.place")
    change = Change(Said("Replaced"), (Spot((Said("A"),), nowhere),))
    written = FORMATS["docx"]().write(
        replace(done, telling=replace(done.telling, changes=(change,))), ALONE
    )
    follow = FORMATS["docx"]().follow
    assert follow
    assert [link.target for link in follow(written).dead] == ["#to_gone_place"]


FIELDS = (
    "{ INCLUDETEXT \\\\evil\\x.docx }",
    '{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" }',
    "=cmd|'/c calc'!A1",
    "</w:t></w:r><w:instrText>DDE</w:instrText>",
    "\ud800 \ufffe \x00\x08\x0b",
)


@settings(max_examples=60)
@given(st.one_of(st.sampled_from((*HOSTILE, *FIELDS)), st.text(max_size=30)))
@example("\x85\u2028\x1b]]>&#0;")
def test_whatever_a_text_says_is_text(words: str) -> None:
    one = chapter_of(
        paragraph(text(words), Inline(InlineKind.CODE, words)),
        Block(BlockKind.CODE, paragraph().position, text=words),
    )
    document = made(replace(edition(one), title=words))
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
    told = [one.text for one in part(document, DOCUMENT).iter(f"{WORD}instrText")]
    assert told == [' TOC \\o "1-1" \\h \\z ']
    assert [one.get("Target") for one in part(document, RELATIONS)][6:] == ["https://a.example"]


def test_pictures_have_their_words_and_drawings_a_picture_of_points() -> None:
    png = asset(
        "images/y.png", (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\0\x10\0\0\0\x08\0" + b"\0" * 9)
    )
    source = (
        '# A\n\n![Drawn "so"](images/x.svg)\n\nHere ![a dot](images/y.png).\n\n'
        "![w](images/z.webp)\n"
    )
    webp = asset("images/z.webp", b"RIFF\0\0\0\0WEBPVP8 ")
    original = sample_editions()[0]
    document = made(edition(finished(source), assets=(*original.assets, png, webp)))
    pattern = r'<wp:extent cx="(\d+)" cy="(\d+)"/><wp:docPr id="\d+" name="([^"]+)" descr="([^"]*)"'
    drawn = re.findall(pattern, raw(document))
    assert [(name, words) for _, _, name, words in drawn] == [
        ("images/x.svg", "Drawn &quot;so&quot;"),
        ("images/y.png", "a dot"),
    ]
    # As wide as the text, in the same shape.
    across, down = map(int, drawn[1][:2])
    assert across == (11_906 - 2 * 1_440) * 635
    assert across == pytest.approx(2 * down, rel=0.001)
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.read("word/media/picture1.svg") == original.assets[0].content
        assert archive.read("word/media/picture1.png").startswith(b"\x89PNG")
        assert archive.read("word/media/picture2.png") == png.content
    assert ("BodyText", "w") in styled(document)


WORDS = "\u062c\u0645\u0639\u064a\u0629 \u306f\u8133 MS"


def drawn(words: str, family: str = "") -> bytes:
    """What a program sees that draws no SVG: the picture beside one with these words."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" width="300" height="60">'
        f'<text x="10" y="40" font-size="30"{family}>{words}</text></svg>'
    )
    one = asset("images/x.svg", svg.encode())
    document = made(edition(finished("# A\n\n![Drawn](images/x.svg)\n"), assets=(one,)))
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read("word/media/picture1.png")


@pytest.mark.parametrize("family", ["", ' font-family="Arial"', ' font-family="sans-serif"'])
def test_the_words_of_a_drawing_are_drawn_whatever_script_and_font(family: str) -> None:
    """In the picture for programs that draw no SVG, as such and not as their code points."""
    blank = drawn("", family)
    shown = [drawn(one, family) for one in (*WORDS.split(), WORDS, "\\u062c")]
    assert len({blank, *shown}) == len(shown) + 1
    assert [drawn(one) for one in WORDS.split()] == shown[:3]


def test_paper_is_what_the_country_prints_on() -> None:
    letter = of("# A\n", Locale("es", "", "MX"))
    assert '<w:pgSz w:w="12240" w:h="15840"/>' in raw(letter)
    assert '<w:pgSz w:w="11906" w:h="16838"/>' in raw(of(SAMPLE, AR))


def test_notes_of_a_chapter_in_another_language_run_as_it_does() -> None:
    document = of("# @en One\n\n@en Words.[^n]\n\n[^n]: @en A note.\n", AR)
    assert [style for style, _ in styled(document)] == ["Notice", "Heading1", "BodyText"]
    (note,) = (one for one in part(document, NOTES) if one.get(f"{WORD}id") == "2")
    (one,) = paragraphs(note)
    assert said(one).strip() == "A note."
    turned = one.find(f"{WORD}pPr/{WORD}bidi")
    assert turned is not None
    assert turned.get(f"{WORD}val") == "0"
    assert {one.get(f"{WORD}val") for one in one.iter(f"{WORD}lang")} == {"en"}


def test_all_that_stands_in_a_callout_begins_at_one_edge() -> None:
    document = of("# A\n\n::: note\n- x\n  - y\n\n    z\n\n- v\n:::\n")
    framed = [one for one in body(document) if style_of(one) == "CalloutNote"]
    assert [said(one) for one in framed] == ["x", "y", "z", "v"]
    edges = set()
    for one in framed:
        aside = one.find(f"{WORD}pPr/{WORD}ind")
        assert aside is not None
        edges.add(int(aside.get(f"{WORD}left") or 0) - int(aside.get(f"{WORD}hanging") or 0))
    assert edges == {200}


def test_what_stands_before_a_title_begins_the_page() -> None:
    one = finished("# @en Title\n\nعربي\n\n# @en Again\n")
    document = made(edition(one, locale=AR))
    broken = []
    for paragraph_ in body(document):
        found = paragraph_.find(f"{WORD}pPr/{WORD}pageBreakBefore")
        broken.append((style_of(paragraph_), None if found is None else found.get(f"{WORD}val")))
    assert [(style, value) for style, value in broken[:2]] == [("Notice", None), ("Heading1", "0")]
    assert 'pageBreakBefore w:val="0"' in raw(document)
    assert raw(document).count("<w:pageBreakBefore/>") == 1
    assert "<w:pageBreakBefore/>" not in raw(of("# Title\n\nWords.\n"))
