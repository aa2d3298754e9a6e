"""What a page of a pack never does, whatever its texts say."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.model.inline import Inline
from adaptkit.model.locale import Locale
from adaptkit.model.pack import Adapted, Finding, Pack, PackState, PackUnit
from adaptkit.packs.page import in_script, render_page
from adaptkit.packs.sheet import render_sheet
from adaptkit.packs.show import inert
from tests.packs.packs import data_in
from tests.strangers import STRINGS, acting

ES = Locale.parse("es_MX")


def pack_with(text: str) -> Pack:
    """Every text of the pack is this one."""
    unit = PackUnit(
        *(text, text, 0, "paragraph", PackState.TRANSLATED, text, text),
        headings=(text,),
        adapted=(Adapted(text, text, text, (text,), text, text),),
        findings=(Finding("code", "error", text, text),),
        path=text,
        line=3,
        source_hash="a" * 16,
        words_hash="b" * 16,
        asked=True,
    )
    return Pack(text, text, text, ES, "ltr", Locale("en"), (text,), (unit,), "2026-11-29", "c" * 16)


@pytest.mark.parametrize("text", STRINGS)
def test_no_stranger_leaves_its_place(text: str) -> None:
    page = render_page(pack_with(text)).decode("utf-8")
    data = data_in(page)
    (unit,) = data["units"]
    assert (unit["id"], unit["source"], unit["adapted"][0]["said"]) == (text, text, [text])
    title = page[page.index("<title>") : page.index("</title>")]
    assert acting(title) == []
    # Around the data nothing is other than in a pack without any text.
    assert _around(page) == _around(render_page(pack_with("x")).decode("utf-8"))
    assert acting(render_sheet(pack_with(text)).decode("utf-8")) == []


def _around(page: str) -> str:
    page = re.sub(r"<title>.*?</title>", "", page, flags=re.S)
    return re.sub(r'(<script id="pack"[^>]*>).*?(</script>)', r"\1\2", page, flags=re.S)


@given(st.text())
def test_any_text_is_data_and_nothing_else(text: str) -> None:
    found = in_script(json.dumps(text, ensure_ascii=False))
    assert not set("<>&\u2028\u2029") & set(found)
    assert json.loads(found) == text


@given(st.text(alphabet="a []()!<>*_`{}&\"'/:.#^1", max_size=60))
@settings(max_examples=300)
def test_what_is_shown_leads_nowhere(text: str) -> None:
    for piece in _all(inert(parse_inlines(text, Context({})))):
        assert piece.kind.value not in ("link", "html", "footnote reference")
        assert not piece.target
        assert piece.to is None


@pytest.mark.parametrize("text", STRINGS)
def test_no_tag_of_a_stranger_is_shown_as_one(text: str) -> None:
    """Nor one of the guide's own that no words need."""
    pieces = parse_inlines(text, Context({}))
    for piece in _all(inert(pieces)):
        assert piece.kind.value not in ("link", "html", "footnote reference")
        assert not piece.target
    assert "".join(p.text for p in _all(pieces)) == "".join(p.text for p in _all(inert(pieces)))


def _all(pieces: tuple[Inline, ...]) -> list[Inline]:
    return [one for piece in pieces for one in (piece, *_all(piece.children))]


def test_a_page_may_only_show_itself() -> None:
    page = render_page(pack_with("x")).decode("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert re.fullmatch(
        r"default-src 'none'; script-src 'sha256-[\w+/=]{44}'; style-src 'sha256-[\w+/=]{44}'; "
        r"base-uri 'none'; form-action 'none'",
        policy[1],
    )
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
    assert "fetch(" not in page
    assert "XMLHttpRequest" not in page


def test_text_becomes_markup_in_one_place_only() -> None:
    """And there only what the writer of the edition's pages has made."""
    page = render_page(pack_with("x")).decode("utf-8")
    assert page.count("innerHTML") == 1
    for name in ("outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert name not in page
