"""What is done around pandoc: what it is asked, and what becomes of what it writes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from adaptkit.editions.complete import complete
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.edition import Edition
from adaptkit.writers import FORMATS, Others
from tests.pandoc import icml, odt
from tests.programs import Said
from tests.writers.builders import sample_editions
from tests.writers.test_docx import of as word

SAMPLES = sample_editions()
BEGIN, END = (one.encode().decode("latin-1") for one in "\ufdd0\ufdd1")
PANDOC = {"pandoc": "pandoc 3.9\nFeatures: +server +lua\n"}


def parts(edition: Edition, programs: Said) -> dict[str, str]:
    files = FORMATS["odt"]().write(complete(edition, edition.assets), Others(programs=programs))
    assert list(files) == [f"{edition.spec.name}.odt"]
    with zipfile.ZipFile(io.BytesIO(files[f"{edition.spec.name}.odt"])) as opened:
        assert opened.infolist()[0].filename == "mimetype"
        assert opened.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert {one.date_time[0] for one in opened.infolist()} == {1980}
        return {one.filename: opened.read(one).decode() for one in opened.infolist()}


@pytest.mark.parametrize("edition", SAMPLES, ids=lambda one: one.spec.name)
@pytest.mark.parametrize("name", ["odt", "icml"])
def test_pandoc_gets_the_word_document_and_may_open_nothing(name: str, edition: Edition) -> None:
    programs = Said(PANDOC, odt if name == "odt" else icml)
    FORMATS[name]().write(complete(edition, edition.assets), Others(programs=programs))
    (asked,) = programs.asked
    assert "--sandbox" in asked
    # From one pipe to another: no file is named.
    assert [one for one in asked if "/" in one or "." in one] == []
    (given,) = programs.given
    (document,) = FORMATS["docx"]().write(complete(edition, edition.assets), Others()).values()
    # The Word document, but that what is in another language has a style called after it, and the
    # cover has other ones.
    there, asked_of = members(document), members(given)
    assert [*there] == [*asked_of]
    text = re.sub(r'<w:rStyle w:val="Language-[\w-]+"/>', "", asked_of["word/document.xml"])
    text = re.sub(r'(<w:rStyle w:val="\w+)-[\w-]+"', r'\1"', text)
    text = text.replace('"CoverTitle"', '"Title"').replace('"CoverSubtitle"', '"Subtitle"')
    own = there["word/document.xml"]
    if name == "icml":
        # And each place that a link may lead to is marked.
        text = re.sub(f"<w:r><w:t>{BEGIN}\\w+{END}</w:t></w:r>", "", text)
        own = re.sub(r"<w:bookmark(Start|End) [^>]*/>", "", own)
    assert text == own
    others = asked_of.keys() - {"word/document.xml", "word/footnotes.xml", "word/styles.xml"}
    assert {name: asked_of[name] for name in others} == {name: there[name] for name in others}


@pytest.mark.parametrize("edition", SAMPLES, ids=lambda one: one.spec.name)
def test_a_document_begins_with_nothing_that_pandoc_takes_for_data_about_it(
    edition: Edition,
) -> None:
    """Of a signed edition the cover comes first, and its day and publisher were in no file."""
    programs = Said(PANDOC, odt)
    FORMATS["odt"]().write(complete(edition, edition.assets), Others(programs=programs))
    given = members(programs.given[0])
    names = dict(
        re.findall(r'w:styleId="(\w+)"[^>]*><w:name w:val="([^"]*)"', given["word/styles.xml"])
    )
    used = re.findall(r'<w:pStyle w:val="(\w+)"', given["word/document.xml"])
    assert {names[one] for one in used if one.startswith("Cover")} == {
        "Cover Title",
        "Cover Subtitle",
    }
    assert not {names[one] for one in used} & {"Title", "Subtitle", "Author", "Date", "Abstract"}


def test_the_cover_has_the_styles_of_the_word_document_again() -> None:
    content = '<text:p text:style-name="Cover Subtitle">Cover Title</text:p>'
    found = parts(SAMPLES[0], Said(PANDOC, lambda given: odt(given, content)))["content.xml"]
    assert '<text:p text:style-name="Subtitle">Cover Title</text:p>' in found
    name = "Cover Title &gt; Paragraph"
    content = (
        f'<ParagraphStyle Self="ParagraphStyle/{name}" Name="{name}" /><Content>{name}</Content>'
    )
    files = FORMATS["icml"]().write(
        complete(SAMPLES[0], SAMPLES[0].assets),
        Others(programs=Said(PANDOC, lambda given: icml(given, content))),
    )
    text = files[f"{SAMPLES[0].spec.name}.icml"].decode()
    own = "Title &gt; Paragraph"
    assert f'<ParagraphStyle Self="ParagraphStyle/{own}" Name="{own}" />' in text
    assert f"<Content>{name}</Content>" in text


@pytest.mark.parametrize("edition", SAMPLES, ids=lambda one: one.spec.name)
def test_each_link_of_an_indesign_story_arrives(edition: Edition) -> None:
    """Pandoc writes the places of some headings, in Latin letters, and drops all others."""
    files = FORMATS["icml"]().write(
        complete(edition, edition.assets), Others(programs=Said(PANDOC, icml))
    )
    text = files[f"{edition.spec.name}.icml"].decode()
    places = re.findall(r'<HyperlinkTextDestination Self="([^"]*)"', text)
    linked = set(re.findall(r">(HyperlinkTextDestination/[^<]*)<", text))
    assert len(linked) > 3
    assert sorted(places) == sorted(linked)
    assert not {*text} & {"\ufdd0", "\ufdd1"}
    ElementTree.fromstring(text)


def members(document: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(document)) as opened:
        return {one.filename: opened.read(one).decode("latin-1") for one in opened.infolist()}


def test_what_is_in_another_language_goes_to_pandoc_with_its_name() -> None:
    programs = Said(PANDOC, odt)
    edition = next(one for one in SAMPLES if one.spec.locale.language == "ar")
    FORMATS["odt"]().write(complete(edition, edition.assets), Others(programs=programs))
    given = members(programs.given[0])
    text, styles = given["word/document.xml"], given["word/styles.xml"]
    assert '<w:rPr><w:rStyle w:val="Language-en"/><w:lang w:val="en"/></w:rPr>' in text
    marked = re.findall(r"<w:rPr>(?:(?!</w:rPr>).)*<w:lang[^>]*/></w:rPr>", text)
    assert marked
    assert all(re.search(r'<w:rStyle w:val="\w+-[\w-]+"/>', one) for one in marked)
    for name in set(re.findall(r'<w:rStyle w:val="(\w+-[\w-]+)"/>', text)):
        assert styles.count(f'w:styleId="{name}"><w:name w:val="{name}"/>') == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Language-en", '><style:text-properties fo:language="en" fo:country="none"/>'),
        ("Language-es-MX", '><style:text-properties fo:language="es" fo:country="MX"/>'),
        (
            "Language-ar-LB",
            '><style:text-properties style:language-complex="ar" style:country-complex="LB"/>',
        ),
        (
            "Language-ja",
            '><style:text-properties style:language-asian="ja" style:country-asian="none"/>',
        ),
        (
            "Hyperlink-en",
            ' style:parent-style-name="Hyperlink"><style:text-properties fo:language="en" '
            'fo:country="none"/>',
        ),
    ],
)
def test_a_document_says_what_language_a_passage_is_in(name: str, said: str) -> None:
    content = (
        "<x><office:automatic-styles></office:automatic-styles>"
        f'<text:span text:style-name="{name}">a</text:span>'
        f'<text:span text:style-name="{name}">b</text:span></x>'
    )
    found = parts(SAMPLES[0], Said(PANDOC, lambda given: odt(given, content)))["content.xml"]
    style = f'<style:style style:name="{name}" style:family="text"{said}</style:style>'
    assert found.count(style) == 1


@pytest.mark.parametrize("edition", SAMPLES, ids=lambda one: one.spec.name)
def test_a_document_runs_as_its_language_and_says_what_it_is(edition: Edition) -> None:
    found = parts(edition, Said(PANDOC, odt))
    rtl = edition.spec.text_direction == "rtl"
    styles, content = found["styles.xml"], found["content.xml"]
    assert set(re.findall(r'writing-mode="([^"]*)"', styles)) == {"rl-tb" if rtl else "lr-tb"}
    assert ('writing-mode="rl-tb"' in content) is rtl
    assert ('fo:text-align="right"' in content) is not rtl
    assert f'fo:language="{edition.spec.locale.language}"' in styles
    assert f"<dc:title>{edition.title}</dc:title>" in found["meta.xml"]
    assert "10:11:12" not in found["meta.xml"]
    ElementTree.fromstring(styles)
    ElementTree.fromstring(found["meta.xml"])


def test_every_style_of_the_word_document_is_one_of_this() -> None:
    styles = parts(SAMPLES[0], Said(PANDOC, odt))["styles.xml"]
    with zipfile.ZipFile(io.BytesIO(word("# One\n\nTwo."))) as opened:
        there = opened.read("word/styles.xml").decode()
    names = set(re.findall(r'w:type="paragraph" w:styleId="[^"]*"><w:name w:val="([^"]*)"', there))
    assert len(names) > 30
    assert names <= set(re.findall(r'style:display-name="([^"]*)"', styles))
    # A name with a space is none in XML.
    assert not [one for one in re.findall(r'style:name="([^"]*)"', styles) if " " in one]
    urgent = re.search(r'style:name="Callout_20_Urgent".*?</style:style>', styles)
    assert urgent
    assert 'fo:border="2.25pt solid #A01C24"' in urgent[0]
    assert 'fo:background-color="#FDECEB"' in urgent[0]


def test_what_pandoc_loses_is_put_back() -> None:
    content = parts(SAMPLES[0], Said(PANDOC, odt))["content.xml"]
    assert 'text:style-name="Callout_20_Urgent"' in content
    described = re.findall(r"<draw:image />(<svg:desc>[^<]+</svg:desc>)</draw:frame>", content)
    assert len(described) == 1
    assert "<svg:title>" not in content
    assert 'fo:border="0.5pt solid #7D7A6E"' in content
    assert 'fo:background-color="#E0EFF0"' in content


def test_indesign_is_told_the_direction_and_gets_the_pictures() -> None:
    text = '<ParagraphStyle Self="a" /><Table B="c" />'
    for edition in SAMPLES:
        programs = Said(PANDOC, lambda given: icml(given, text))
        files = FORMATS["icml"]().write(
            complete(edition, edition.assets), Others(programs=programs)
        )
        assert set(files) == {f"{edition.spec.name}.icml", "media/picture1.svg"}
        written = files[f"{edition.spec.name}.icml"].decode()
        rtl = edition.spec.text_direction == "rtl"
        assert ('<ParagraphStyle ParagraphDirection="RightToLeftDirection" ' in written) is rtl
        assert ('<Table TableDirection="RightToLeftDirection" ' in written) is rtl


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", "the program pandoc is not on this machine"),
        ("pandoc 2.17.1.1\n", "pandoc 2.17.1.1 is too old, and 3.8 or a later one is needed"),
        ("pandoc 3.6.1\n", "pandoc 3.6.1 is too old"),
        ("pandoc 3.8\n", ""),
        ("pandoc.exe 3.10.2\r\n", ""),
        ("something else", "the program pandoc"),
    ],
)
def test_a_machine_that_cannot_says_what_to_install(said: str, told: str) -> None:
    one = FORMATS["odt"]()
    assert one.lacking
    found = one.lacking(SAMPLES[0].spec, one, Said({"pandoc": said}))
    if not told:
        assert found is None
        return
    assert found
    assert found.code == "format-unavailable"
    assert told in found.message
    assert "pip install 'adaptkit[office]'" in found.hint


HALF: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "no archive, no XML": lambda _: b"Killed",
    "half of it": lambda whole: whole[: len(whole) // 2],
}


@pytest.mark.parametrize("name", ["odt", "icml"])
@pytest.mark.parametrize("what", HALF)
def test_what_is_not_whole_is_told_as_that(name: str, what: str) -> None:
    made = odt if name == "odt" else icml
    assert "pandoc has not written" in failed(name, lambda given: HALF[what](made(given)))


@pytest.mark.parametrize("edition", SAMPLES, ids=lambda one: one.spec.name)
@pytest.mark.parametrize("name", ["odt", "icml"])
@pytest.mark.parametrize(
    ("forgotten", "said"),
    [
        (r"(<w:t\b[^>]*>[^<]*)\d", r"1 letters and digits are missing \(\d\)"),
        (r"()<w:drawing>.*?</w:drawing>", "1 of 1 pictures are missing"),
    ],
)
def test_a_number_or_a_picture_that_is_missing_is_told(
    name: str, edition: Edition, forgotten: str, said: str
) -> None:
    """Another version of pandoc may leave out what this one keeps, and end as if all were well."""
    made = odt if name == "odt" else icml
    found = failed(name, lambda given: made(without(given, forgotten), ""), edition)
    assert re.search(said, found)


def without(document: bytes, pattern: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in members(document).items():
            there = name == "word/document.xml"
            text = re.sub(pattern, r"\1", text, count=1) if there else text
            made.writestr(name, text.encode("latin-1"))
    return out.getvalue()


def failed(name: str, write: Callable[[bytes], bytes], edition: Edition = SAMPLES[0]) -> str:
    others = Others(programs=Said(PANDOC, write))
    with pytest.raises(ProblemsFound) as found:
        FORMATS[name]().write(complete(edition, edition.assets), others)
    (told,) = found.value.diagnostics
    assert told.code == "program-failed"
    return told.message
