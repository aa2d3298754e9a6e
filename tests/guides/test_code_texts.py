"""A fence that says ``{.translate}`` is a passage; all other code is nobody's to translate."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from adaptkit.guides.units import units
from adaptkit.model.document import Block
from adaptkit.model.edition import EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from tests.guides.builders import article, chapter, edition, translated, unit_blocks

ARABIC = EditionSpec("ar", Locale("ar"))
WORDS = "Uno\n\n  dos *tres*"


def saying(words: str) -> Mapping[str, str]:
    return {"Dear doctor,\n\n  I *would* like": words, "one": words, "one\n  two": words}


def shown(source: str, words: str = WORDS) -> str:
    def translate(block: Block) -> str:
        return saying(words).get(block.msgid, "")

    return translated(chapter(source), translate)


LETTER = "Dear doctor,\n\n  I *would* like"
PLACES = {
    "plain": ("```text {.translate}\nDear doctor,\n\n  I *would* like\n```\n", LETTER),
    "tildes": ("~~~ {.translate}\none\n~~~\n", "one"),
    "first in the info": ("``` {.translate} text\none\n```\n", "one"),
    "blank lines around": ("```text {.translate}\n\n one \n\n```\n", "one"),
    "an indented fence": ("  ```x {.translate}\n  one\n    two\n  ```\n", "one\n  two"),
    "less than its fence": ("  ```x {.translate}\n one\n    two\n  ```\n", "one\n  two"),
    "in an item": ("- ```x {.translate}\n  one\n    two\n  ```\n- x\n", "one\n  two"),
    "under an item": ("1. x\n\n   ```x {.translate}\n   one\n     two\n   ```\n", "one\n  two"),
    "in a quote": ("> ```x {.translate}\n> one\n>   two\n> ```\n", "one\n  two"),
    "a tab in a quote": ("> ```x {.translate}\n>\tone\n> ```\n", "one"),
    "in a call-out": ("::: note\n```x {.translate}\none\n```\n:::\n", "one"),
    "in a note": ("x[^n]\n\n[^n]: y\n\n    ```x {.translate}\n    one\n    ```\n", "one"),
    "never closed": ("```x {.translate}\none", "one"),
    "carriage returns": ("```x {.translate}\r\none\r\n  two\r\n```\r\n", "one\n  two"),
}


@pytest.mark.parametrize("place", PLACES)
def test_it_is_a_passage_and_is_written_back(place: str) -> None:
    source, msgid = PLACES[place]
    found = [block for block in unit_blocks(chapter(source)) if block.info]
    assert [block.msgid for block in found] == [msgid]
    text = shown(source)
    again = [block for block in chapter(text).walk() if block.info and ".translate" in block.info]
    assert [block.text.strip() for block in again] == [WORDS]
    # Nothing around it is another.
    assert translated(chapter(source), lambda _block: "") == source
    newline = "\r\n" if "\r\n" in source else "\n"
    first = source.split(newline)[0]
    assert text.split(newline)[0] == first


@pytest.mark.parametrize(
    "source",
    [
        "```text\none\n```\n",
        "```text {.notranslate}\none\n```\n",
        "```text .translate\none\n```\n",
        "    one {.translate}\n",
        "```text {.translate}\n---\n```\n",
        "```text {.translate}\n```\n",
        # A tab of which the item takes a part cannot be put back.
        "- ```text {.translate}\n\tone\n\t  two\n  ```\n",
        "<!-- notranslate -->\n\n```text {.translate}\none\n```\n\n<!-- /notranslate -->\n",
    ],
)
def test_all_other_code_is_not(source: str) -> None:
    assert unit_blocks(chapter(source)) == []
    assert translated(chapter(source), lambda _block: "x") == source


def test_nothing_in_it_is_filled_or_read() -> None:
    source = "```text {.translate}\nCall {number} or [me](x.md)\n```\n"
    assert units(chapter(source), placeholders=("number",))[0].placeholders == ()
    words = "Llame {number} <b>o</b> <script> ![x](y.png)\n- &amp; \\"
    text = translated(chapter(source), lambda _block: words, values={"number": "911"})
    assert text == source.replace("Call {number} or [me](x.md)", words)
    page = article(edition(chapter(source), lambda _block: words))
    assert "Llame {number} &lt;b&gt;o&lt;/b&gt; &lt;script&gt; ![x](y.png)\n- &amp;amp; \\" in page
    assert '<code class="language-text">' in page


def test_it_runs_as_the_page_does() -> None:
    source = "```text\none\n```\n\n```text {.translate}\none\n```\n"
    page = article(replace(edition(chapter(source), lambda _block: "عربي"), spec=ARABIC))
    assert '<pre dir="ltr"><code class="language-text">one' in page
    assert '<pre><code class="language-text">عربي' in page


@pytest.mark.parametrize("words", ["a\n```\n# b", "```", "a\n   ````  \nb"])
def test_words_that_would_end_it_are_refused_and_told(words: str) -> None:
    source = "```text {.translate}\none\n```\n"
    made = edition(chapter(source), lambda _block: words)
    assert translated(chapter(source), lambda _block: words) == source
    assert [told.code for told in made.diagnostics] == ["translation-unusable"]


def test_a_shorter_fence_in_it_is_a_text() -> None:
    source = "````text {.translate}\none\n````\n"
    assert "a\n```\nb\n````" in translated(chapter(source), lambda _block: "a\n```\nb")


@pytest.mark.parametrize(
    ("source", "expected"),
    [("one", "        x"), ("\tone\n\ttwo", "\t\tx")],
)
def test_tabs_stay_where_the_source_has_them(source: str, expected: str) -> None:
    text = f"``` {{.translate}}\nq\n{source}\n```\n"
    assert f"q\n{expected}\n" in translated(chapter(text), lambda _block: "q\n\t\tx")


def test_a_fence_on_the_line_of_a_footnotes_label_is_no_passage() -> None:
    source = "[^n]: ```text {.translate}\n    Dear doctor,\n    x\n    ```\n\nSee[^n].\n"
    parsed = chapter(source)
    assert [block.msgid for block in parsed.walk() if block.msgid] == ["See[^n]."]
    assert translated(parsed, lambda _block: "") == source
