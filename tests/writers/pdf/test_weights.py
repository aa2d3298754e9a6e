"""What is to stand out does, in every script: what has no bold or no italics of its own is known
before anything is set, and drawn in another way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adaptkit.model.locale import Locale
from adaptkit.writers.pdf.fonts import CODE, book, families, missing
from adaptkit.writers.pdf.weights import lacking, runs_of
from tests.writers.builders import edition, finished
from tests.writers.pdf.made import made
from tests.writers.pdf.reading import findings, opened, tags, texts_of

SCRIPTS = ("Latn", "Arab", "Beng", "Deva", "Ethi", "Hans", "Jpan", "Khmr", "Kore", "Thai", CODE)
# In each of these a word, and whether its bold letters have shapes of their own.
WORDS = {
    "am_ET": ("ሰረሰርን", False),
    "bn_BD": ("মস্তিষ্ক", False),
    "dv_MV": ("ދިވެހި", False),
    "ja_JP": ("ください", False),
    "ar_LB": ("دماغ", True),
    "he_IL": ("מוח", True),
    "hi_IN": ("मस्तिष्क", True),
    "km_KH": ("ខួរក្បាល", True),
    "ko_KR": ("뇌", True),
    "th_TH": ("สมอง", True),
    "zh_Hant_TW": ("腦", True),
    "en_GB": ("brain", True),
}
_PATH = re.compile(r'<path class="typst-text"|<path[^>]* d="([^"]*)"')


def drawn(text: str, script: str) -> list[str]:
    """The shapes of these words of our typesetter's own language."""
    import typst

    names = ", ".join(f'"{name}"' for name in families(script))
    source = f"#set page(width: auto, height: auto)\n#set text(font: ({names}), fallback: false)\n"
    compiler = typst.Compiler(
        f"{source}{text}".encode(), font_paths=book(), ignore_system_fonts=True
    )
    made = compiler.compile(format="svg")
    assert isinstance(made, bytes)
    return [one for one in _PATH.findall(made.decode()) if one]


letters = st.characters(categories=("Lu", "Ll", "Lo", "Nd"))


@settings(max_examples=60, deadline=None)
@given(letters, st.sampled_from(SCRIPTS))
@example("は", "Jpan")
@example("は", "Hans")
@example("脳", "Jpan")
@example("ሰ", "Ethi")
@example("ক", "Beng")
@example("ก", "Thai")
@example("ы", "Latn")
def test_the_typesetter_draws_the_same_where_we_say_so(character: str, script: str) -> None:
    is_composed = unicodedata.normalize("NFD", character) != character  # drawn from its parts
    if is_composed or missing([character], families(script)):
        return
    said = lacking(character, script)
    plain = drawn(f'#"{character}"', script)
    if not plain:
        return
    assert (drawn(f'#strong("{character}")', script) == plain) is (said.thin == character)
    assert (drawn(f'#emph("{character}")', script) == plain) is (said.upright == character)


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=12))
def test_a_pattern_begins_at_a_letter_and_parts_no_mark_from_it(text: str) -> None:
    pattern = runs_of(text)
    if not pattern:
        assert all(unicodedata.category(c).startswith("M") for c in text)
        return
    spoken = re.sub(r"\\x\{([0-9a-f]+)\}", lambda m: f"\\U{int(m[1], 16):08x}", pattern)
    found = re.compile(spoken.replace(r"\p{M}", "\u0300-\u036f")).search(f"{text}\u0301")
    assert found is not None
    assert not unicodedata.category(found[0][0]).startswith("M")
    assert found.end() == len(text) + 1 or text[found.end()] not in "\u200c\u200d"


SOURCE = """# {word}

{word} **{word}** {word}

## {word}

| {word} | {word} |
| --- | --- |
| {word} | {word} |

{word}
: {word} *{word}*

::: warning
**{word}** {word}
:::
"""
_BOLD = ("Strong", "Em", "H1", "H2", "H3", "TH", "Lbl")


def drawn_with_a_line(content: bytes, word: str) -> tuple[set[bool], set[bool]]:
    """Whether letters of this word have a line around them: bold ones, and the others; but for the
    list of contents, where some lines are bold."""
    bold: set[bool] = set()
    plain: set[bool] = set()

    def look(element: Any, is_bold: bool, on: Any) -> None:
        on = element.get("/Pg", on)
        is_bold = is_bold or str(element.get("/S", "")).removeprefix("/") in _BOLD
        kids = element.get("/K")
        for kid in [] if kids is None else kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                mcid = kid if isinstance(kid, int) else int(kid.MCID)
                page = on if isinstance(kid, int) else kid.get("/Pg", on)
                (bold if is_bold else plain).update(said[page.objgen].get(mcid, set()))
            elif kid.get("/Type") != "/OBJR" and str(kid.S) != "/TOC":
                look(kid, is_bold, on)

    with opened(content) as pdf:
        said = {one.objgen: dict(_lines(one, word)) for one in pdf.pages}
        look(pdf.Root.StructTreeRoot, False, None)
    return bold, plain


def _lines(page: pikepdf.Page, word: str) -> Iterator[tuple[int, set[bool]]]:
    """Of each marked piece of text with letters of the word: with a line, without, or both."""
    spoken, mcid = texts_of(page), -1
    found: dict[int, set[bool]] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" if isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                mcid = int(operands[1].MCID)
            case "Tr":
                found.setdefault(mcid, set()).add(int(operands[0]) == 2)
    for number, lines in found.items():
        if set(spoken.get(number, "")) & set(word):
            yield number, lines


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("name", sorted(WORDS))
def test_letters_without_a_bold_have_a_line_around_them(name: str, large: bool) -> None:
    word, has_bold = WORDS[name]
    source = SOURCE.replace("{word}", word)
    content = made(edition(finished(source), locale=Locale.parse(name)), large=large)
    assert drawn_with_a_line(content, word) == ({not has_bold}, {False})
    assert findings(content) == []
    texts = tags(content).text
    assert texts.count(word) >= source.count(word)


def test_letters_without_italics_are_bold() -> None:
    content = made(edition(finished("# A\n\n*\u306f* \u306f *a* a\n")))
    assert drawn_with_a_line(content, "\u306f") == ({True}, {False})


def test_what_is_wrong_is_found() -> None:
    content = made(edition(finished("# A\n\n**a** a\n")))
    assert drawn_with_a_line(content, "a") == ({False}, {False})
