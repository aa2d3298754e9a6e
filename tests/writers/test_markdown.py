"""Markdown of adapted editions: what no overlay touched keeps its bytes, the rest parses again to
what was meant (the writer proves that itself, or raises)."""

from __future__ import annotations

import pytest

from adaptkit.editions.assemble import assemble
from adaptkit.guides.parse import parse_chapter
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Edition, EditionChapter, EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.writers.markdown import write
from adaptkit.writers.markdown.notices import place, quick_place
from tests.guides.builders import chapter, translated
from tests.overlays.builders import guide, overlay

SOURCE = """\
# Barriers {#barriers}

Intro   text with  odd blanks\\
and a break.

## Costs {#costs .local country=US}

{#pay}
Insurance *pays*.

* First item {#first}
* Second item
  over two lines {#second}

1) Numbered {#numbered}

   > A quote {#unused} in an item

{#quoted}
> Quoted words.
>
> {#inner}
> More of it.

::: slot networks
Default network.
:::

{#list}
- [ ] to do
- [x] done

## Table

{#rows}
| Name \\| code | Call  |
|:-------------|------:|
| One          | 112   |

```text
# verbatim
```
"""
PROSE = "Teks *baharu*.\n\n- satu\n- dua\n"
PLACES = {
    "a paragraph": "barriers.costs.pay",
    "a list item": "barriers.costs.first",
    "the last item": "barriers.costs.second",
    "in an ordered list": "barriers.costs.numbered",
    "a quote": "barriers.costs.quoted",
    "inside a quote": "barriers.costs.inner",
    "a list": "barriers.costs.list",
    "a table": "barriers.table.rows",
    "a section": "barriers.costs",
}
OPERATIONS = ("replace", "insert_before", "insert_after")


def edition(operations: str, prose: str, source: str = SOURCE) -> Edition:
    made = overlay(operations, {"x": prose})
    spec = EditionSpec("ms_MY", Locale.parse("ms-MY"), overlays=("MY",))
    whole = assemble(guide(source), [made], {}, spec, words={}, words_language=Locale("en"))
    # Of passages that wait for a decision tests/scenarios/test_foreign_passages.py speaks.
    return replace(whole, open_points=())


def written(operations: str, prose: str = "Teks baharu.\n", source: str = SOURCE) -> str:
    return write(edition(operations, prose, source))["barriers.md"].decode("utf-8")


def outline(text: str) -> list[tuple[int, BlockKind, str]]:
    """Depth, kind and text of each block."""
    parsed = parse_chapter(text, path="x.md", name="x.md", chapter_id="x")
    out: list[tuple[int, BlockKind, str]] = []

    def show(block: Block, depth: int) -> None:
        out.append((depth, block.kind, "" if block.children else block.msgid))
        for child in block.children:
            show(child, depth + 1)

    for block in parsed.blocks:
        show(block, 0)
    return out


def without_overlay() -> str:
    return written("- {id: x, keep: barriers.costs.pay}")


def test_an_overlay_that_changes_nothing_keeps_every_byte() -> None:
    assert without_overlay() == SOURCE


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_prose_stands_where_it_was_put(operation: str, place: str) -> None:
    text = written(f"- {{id: x, {operation}: {PLACES[place]}, with: x.md}}")
    assert "Teks baharu." in text
    assert "| Name \\| code | Call  |" in text or (operation, place) == ("replace", "a table")
    assert "Intro   text with  odd blanks\\\nand a break." in text


@pytest.mark.parametrize("place", ["a paragraph", "a quote", "inside a quote", "a list", "a table"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_several_blocks_may_come(operation: str, place: str) -> None:
    text = written(f"- {{id: x, {operation}: {PLACES[place]}, with: x.md}}", PROSE)
    assert "Teks *baharu*." in text
    assert (BlockKind.PARAGRAPH, "dua") in [(kind, words) for _, kind, words in outline(text)]


@pytest.mark.parametrize("place", [place for place in PLACES if place != "in an ordered list"])
def test_what_is_removed_is_gone_and_the_rest_stays(place: str) -> None:
    text = written(f"- {{id: x, remove: {PLACES[place]}}}")
    gone = {"a paragraph": "Insurance", "a quote": "Quoted words", "a table": "| One "}
    assert gone.get(place, "nothing of the kind") not in text
    assert "Intro   text with  odd blanks\\\nand a break." in text
    assert text.endswith("```text\n# verbatim\n```\n")
    kept = [line for line in SOURCE.splitlines() if line.startswith("|")]
    assert place == "a table" or "\n".join(kept) in text


@pytest.mark.parametrize("operation", ["append", "prepend"])
def test_a_slot_takes_more(operation: str) -> None:
    text = written(f"- {{id: x, {operation}: {{slot: networks}}, with: x.md}}", PROSE)
    inside = text.partition("::: slot networks\n")[2].partition("\n:::")[0]
    assert "Default network." in inside
    assert "Teks *baharu*.\n\n- satu\n- dua" in inside


def test_marks_of_the_source_stay_above_what_they_mark() -> None:
    text = written("- {id: x, insert_after: barriers.costs.pay, with: x.md}")
    assert "{#pay}\nInsurance *pays*.\n\nTeks baharu.\n" in text
    assert "* First item {#first}\n* Second item\n  over two lines {#second}\n" in text


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    source = "\ufeff" + SOURCE.replace("\n", "\r\n")
    text = written("- {id: x, insert_after: barriers.costs.pay, with: x.md}", source=source)
    assert text.startswith("\ufeff# Barriers {#barriers}\r\n\r\nIntro   text")
    assert "\n" not in text.replace("\r\n", "")


LIST = "- tiga\n- empat\n"
CODE = "    kod\n"
TERM = "Istilah\n: Maksudnya.\n"


@pytest.mark.parametrize(
    ("source", "operation", "prose"),
    [
        ("# T\n\nTerm\n: Its meaning.\n\nA.\n", "replace: barriers.a", TERM),
        ("# T\n\n- one\n\nA.\n\n    code\n", "remove: barriers.a", ""),
    ],
)
def test_what_would_become_one_with_its_neighbour_is_refused(
    source: str, operation: str, prose: str
) -> None:
    """Two lists of terms that come to touch are one to Markdown; code below a list is its text."""
    with_it = ", with: x.md" if prose else ""
    made = edition(f"- {{id: x, {operation}{with_it}}}", prose, source)
    with pytest.raises(ProblemsFound) as caught:
        write(made)
    (found,) = caught.value.diagnostics
    assert found.code == "markdown-structure"
    assert found.position.line


@pytest.mark.parametrize(
    ("source", "operation", "prose", "touching"),
    [
        ("A.\n\n- one\n- two\n", "insert_after: barriers.a", LIST, "- empat\n\n* one\n* two"),
        ("* one\n* two\n\nA.\n", "replace: barriers.a", LIST, "* two\n\n- tiga"),
        ("- one\n- two\n\nA.\n", "replace: barriers.a", LIST, "- two\n\n* tiga\n* empat"),
        ("1. one\n\nA.\n\n1. two\n", "remove: barriers.a", "", "1. one\n\n1) two"),
        ("1. one\n\nA.\n\n3) two\n", "remove: barriers.a", "", "1. one\n\n3) two"),
        ("1. one\n\nA.\n", "replace: barriers.a", LIST, "1. one\n\n- tiga"),
        (
            "- one\n\n  ```\n  - code\n  ```\n\nA.\n\n- two\n\n  - in\n- three\n",
            "remove: barriers.a",
            "",
            "  - code\n  ```\n\n* two\n\n  - in\n* three",
        ),
        (
            "- one\n\nA.\n\n- two\n\nB.\n\n- three\n",
            "remove: barriers.a}\n- {id: y, remove: barriers.b",
            "",
            "- one\n\n* two\n\n- three",
        ),
    ],
)
def test_lists_that_come_to_touch_stay_two(
    source: str, operation: str, prose: str, touching: str
) -> None:
    """To Markdown, another sign before the items begins another list."""
    with_it = ", with: x.md" if prose else ""
    text = written(f"- {{id: x, {operation}{with_it}}}", prose, f"# T\n\n{source}")
    assert touching in text


@pytest.mark.parametrize(
    ("source", "words", "expected"),
    [
        ("foo\n\n- foo\n1. |\n---\n", "1. x", "1\\. x\n\n- 1\\. x\n\n| 1. x |\n---\n"),
        ("- foo\n1. a |\n---\n", "x", "- x\n\nx |\n---\n"),
        ("> * foo\n> - a | b\n> --- | ---\n", "x", "> * x\n> \n> x | x\n> --- | ---\n"),
        ("foo\n: foo\nfoo |\n---\n", "x", "x\n: x\n\n---\n"),
        ("foo\n: foo |\n***\n", "x", "x\n: x\n***\n"),
        # Nothing above it could go on there.
        ("> # foo\n\n| a |\n|---|\n", "x", "> # x\n\n| x |\n|---|\n"),
    ],
)
def test_a_sign_that_goes_with_the_translation_leaves_an_empty_line(
    source: str, words: str, expected: str
) -> None:
    """The head of a table, or a rule, would run into what stands right above it."""
    assert translated(chapter(source), lambda _block: words) == expected


_LINKED = "See [a](#costs), [b](#costs), [c](#named), [d](#time-1) and [e][e].\n\n[e]: #last\n\n"


@pytest.mark.parametrize(
    ("heading", "words", "written"),
    [
        # On GitHub, in pandoc and markdown-it this is a place, whatever the heading says.
        ("## Costs\n", "Gastos", '## <a id="costs"></a>Gastos\n'),
        ("Costs\n---\n", "Gastos", '<a id="costs"></a>Gastos\n---\n'),
        ("- ## Costs\n", "Gastos", '- ## <a id="costs"></a>Gastos\n'),
        ("## Last\n", "Fin", '## <a id="last"></a>Fin\n'),
        ("## Time\n\n## Time\n", "Hora", '## Hora\n\n## <a id="time-1"></a>Hora\n'),
        # Where no link leads, where the name is the same, or says the author's, it needs none.
        ("## Other\n", "Otra", "## Otra\n"),
        ("## Costs\n", "Costs!", "## Costs!\n"),
        ("## Costs\n", "", "## Costs\n"),
        ("## Costs {#named}\n", "Gastos", '## <a id="costs"></a>Gastos {#named}\n'),
        ("## Price {#named}\n", "Precio", "## Precio {#named}\n"),
    ],
)
def test_a_link_to_a_translated_heading_arrives_elsewhere_too(
    heading: str, words: str, written: str
) -> None:
    made = chapter(_LINKED + heading)
    found = translated(
        made, lambda block: words if block.kind is BlockKind.HEADING else block.msgid
    )
    assert found == _LINKED + written


@pytest.mark.parametrize(
    ("source", "quick"),
    [
        ("# Title\n\nText.\n", True),
        ("---\ntitle: x\n---\n\n# Title {#t}\n\nText.\n", True),
        ("---\r\ntitle: x\r\n---\r\n# Title\r\n\r\nText.\r\n", True),
        ("---\n\n# Title\n\nText.\n", False),
        ("# Title\nText.\n", False),
        ("Text.\n\n# Title\n\n", False),
        ("Title\n=====\n\nText.\n", False),
        ("+++\ntitle = 'x'\n+++\n\n# Title\n\nText.\n", False),
    ],
)
def test_the_place_of_a_notice_is_the_same_without_reading_the_chapter_again(
    source: str, quick: bool
) -> None:
    parsed = parse_chapter(source, path="source_guide/a.md", name="a.md", chapter_id="a")
    of = EditionChapter("a", "a.md", "", "", (), (), parsed)
    lines = source.splitlines(keepends=True)
    found = quick_place(lines, of)
    assert (found is not None) is quick
    assert found in (None, place(source, lines, of))
