"""What fonts have is known before anything is set, and the typesetter thinks the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.writers.pdf.coverage import with_stand_ins, without_glyph
from adaptkit.writers.pdf.fonts import CODE, book, families

SCRIPTS = ("Latn", "Arab", "Hebr", "Hans", "Taml", "Deva", "Thai", "Khmr", "Ethi", CODE)
# Soft hyphen, joiner, isolate, selectors of variants, of tags and of emoji, filler of Hangul.
UNSEEN = "\u00ad\u034f\u200b\u200d\u2066\u2069\ufe0f\u3164\U000e0041\U000e01ef"


def is_set(text: str, script: str) -> bool:
    """Whether the typesetter has a glyph for each character."""
    import typst

    names = ", ".join(f'"{name}"' for name in families(script))
    source = (
        '#set document(title: "t", date: datetime(year: 2026, month: 1, day: 2))\n'
        f"#set text(font: ({names}), fallback: false)\n#sys.inputs.text"
    )
    compiler = typst.Compiler(
        source.encode(), font_paths=book(), ignore_system_fonts=True, sys_inputs={"text": text}
    )
    try:
        compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=0)
    except typst.TypstError:
        return False
    return True


@settings(max_examples=40, deadline=None)
@given(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), st.sampled_from(SCRIPTS))
def test_the_typesetter_has_a_glyph_where_we_say_so(character: str, script: str) -> None:
    written = f"a{character}a"
    assert is_set(with_stand_ins({"v": written})["v"], script)
    if without_glyph([character]):
        assert not is_set(written, script)


@pytest.mark.parametrize("script", SCRIPTS)
def test_all_families_are_there_and_the_scripts_own_stands_first(script: str) -> None:
    known = set(book().families())
    assert set(families(script)) <= known
    assert families(script)[0] != "Source Sans 3" or script == "Latn"


@pytest.mark.parametrize("character", UNSEEN)
def test_what_is_never_drawn_needs_no_font(character: str) -> None:
    assert not without_glyph([character])
    assert is_set(f"a{character}a", "Latn")


def test_what_no_font_has_is_found() -> None:
    assert without_glyph(["One \U0001f9fc and \u1000"]) == {"\U0001f9fc", "\u1000"}
    assert not is_set("\U0001f9fc", "Latn")
