"""What stands in a list and after a label is each language's own, in every format."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import pytest

from adaptkit.editions.complete import complete
from adaptkit.editions.hours import hours_text
from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Edition
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.writers import docx, epub, html, markdown, pdf, reuse, text
from tests.writers.builders import edition, finished
from tests.writers.pdf.reading import page_texts

FORMATS = {
    "html": html.write,
    "md": markdown.write,
    "md-reuse": reuse.write,
    "pdf": pdf.write,
    "pdf-large": pdf.write_large,
    "epub": epub.write,
    "docx": docx.write,
    "txt": text.write,
}


def made(language: str) -> Edition:
    locale = Locale.parse(language)
    telephone = {"number": "1234", "extension": "7", "purpose": {language: "P"}}
    contact = Contact("Us", {"telephones": (telephone,), "languages": ("en", "fr")})
    lines = Block(BlockKind.DIRECTORY, Position("x"), contacts=(contact,))
    one = finished("# One\n")
    of = edition(
        replace(one, blocks=(*one.blocks, lines), flow=(*one.flow, lines)),
        locale=locale,
        words={"extension {number}": "E{number}", "Telephone": "T", "Publisher": "B"},
        words_language=locale,
        sources={one.origin.path: one.origin},
    )
    return complete(of, of.assets)


def said(files: Mapping[str, bytes]) -> str:
    """The words of all files, books and documents opened."""
    out = []
    for content in files.values():
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as box:
                out += [box.read(one).decode("utf-8", "replace") for one in box.namelist()]
        elif content.startswith(b"%PDF"):
            out += page_texts(content)
        else:
            out.append(content.decode("utf-8", "replace"))
    return "\n".join(out)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("language", "comma", "colon"),
    [
        ("es", ", ", ": "),
        ("ar-LB", "، ", ": "),
        ("zh-Hans", "、", "："),
        ("ja", "、", "："),
        ("fr", ", ", "\u00a0: "),
    ],
)
def test_a_list_and_a_label_are_written_as_the_language_does(
    language: str, comma: str, colon: str, kind: str
) -> None:
    found = re.sub(r"<[^>]*>|[\u2066-\u2069]", "", said(FORMATS[kind](made(language))))
    assert f"E7{comma}P" in found
    # Pages and books show what a number is for in a column of its own.
    if kind == "html":
        assert f"B{colon}A charity" in found
    elif kind != "epub":
        assert re.search(f"T{colon}(\\[?)1234", found)


def test_opening_hours_have_the_marks_of_the_language() -> None:
    written = "Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00"
    for language, comma, semicolon in (("es", ", ", "; "), ("ar", "، ", "؛ "), ("zh", "、", "；")):
        locale = Locale.parse(language)
        of = edition(locale=locale, words={"Every day": "E"}, words_language=locale)
        shown = hours_text(written, of, checked=True).text
        assert (shown.count(comma), shown.count(semicolon)) == (1, 1)


def test_lists_in_plain_text_have_the_colon_of_the_language() -> None:
    source = "# One\n\n- [ ] a\n\nTerm\n: What it is.\n\n| A | B |\n| --- | --- |\n| c | d |\n"
    words = {"To do": "做", "Table": "表"}
    locale = Locale.parse("zh-Hans")
    of = edition(finished(source), locale=locale, words=words, words_language=locale)
    found = said(text.write(complete(of, of.assets)))
    assert "Term：What it is." in found
    assert "做：a" in found
    assert "表：A；B" in found
    assert "B：d" in found
