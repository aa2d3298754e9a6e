"""Markdown for reuse: what the file says of itself, and how each kind of block is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from adaptkit.editions.complete import complete
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.telling import ContactCard, ContactGroup, Said, Way
from adaptkit.records import replace
from adaptkit.writers import ALONE, FORMATS
from tests.guides.builders import HOSTILE
from tests.writers.builders import AR, edition, finished, sample_editions
from tests.writers.reading import page_words, rendered
from tests.writers.test_html import chapter_of, paragraph, text


def made(of: Edition) -> str:
    return whole(complete(of, of.assets))


def whole(done: Edition) -> str:
    return FORMATS["md-reuse"]().write(done, ALONE)[f"{done.spec.name}.md"].decode()


def body(of: Edition) -> str:
    """The chapters, as they are written."""
    text = re.sub(r"(?m)^# <span[^>]*>(About.*)</span>$", r"# \1", made(of))
    return text.split("\n---\n\n", 1)[1].partition("\n\n# About")[0]


def written(source: str) -> str:
    return body(edition(finished(source)))


CASES = (
    ("# A\n\n::: warning Stop\nWords.\n:::\n", "> **Warning**\n>\n> **Stop**\n>\n> Words."),
    ("# A\n\n- a\n- b\n\n  - c\n\n    d\n", "- a\n\n- b\n\n  - c\n\n    d"),
    ("# A\n\n- a\n  - b\n- c\n", "- a\n  - b\n- c"),
    ("# A\n\n- a\n\n* b\n", "- a\n\n<!-- -->\n\n- b"),
    ("# A\n\n3) a\n4) b\n", "3) a\n4) b"),
    ("# A\n\n- [ ] a\n- [x] b\n", "- [ ] a\n- [x] b"),
    (
        "# A\n\n| a | b |\n|:-:|--:|\n| x\\|y | `1\\|2` |\n",
        "| a | b |\n| :-: | --: |\n| x\\|y | 1\\|2 |",
    ),
    (
        "# A\n\nTerm\n: Meaning\n\nOther\n: One\n: Two\n",
        "- **Term**\\\n  Meaning\n- **Other**\\\n  One\\\n  Two",
    ),
    ("# A\n\n> said\n>\n> more\n", "> said\n>\n> more"),
    ("# A\n\n```js x\na `b`\n```\n", "```js\na `b`\n```"),
    (
        "# A\n\nOne\\\ntwo *three* **four** ~~five~~ `six`.\n",
        "One\\\ntwo *three* **four** ~~five~~ `six`.",
    ),
    ("# A\n\n---\n", "* * *"),
    ("# A\n\n[a](https://a.example/x_(y))\n", "[a](<https://a.example/x_(y)>)"),
    ("# A\n\n![Alt](images/x.svg)\n", "![Alt](images/x.svg)<!-- -->"),
    ('# A\n\n![Alt](images/x.svg "Below")\n', "![Alt](images/x.svg)\\\nBelow"),
    ("# A\n\n<div>\n<p>One</p><p>two</p>\n</div>\n", "One\n\ntwo"),
    ("# A\n\n::: quotation\nI asked.\n\n— Sam\n:::\n", "> I asked.\n>\n> — Sam"),
)


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_case(source: str, expected: str) -> None:
    assert written(source) == f"# A\n\n{expected}"


def test_marks_that_no_program_would_see_are_elements() -> None:
    strong = Inline(InlineKind.STRONG, children=(text("「字」"),))
    shown = body(edition(chapter_of(paragraph(text("漢"), strong, text("漢")))))
    assert shown.endswith("漢<strong>「字」</strong>漢")
    emphasis = Inline(InlineKind.EMPHASIS, children=(text("b"),))
    inside = Inline(InlineKind.STRONG, children=(emphasis, text(" c ")))
    shown = body(edition(chapter_of(paragraph(text("a"), inside, text("d")))))
    assert shown.endswith("a<strong>*b* c</strong> d")


def test_what_the_file_says_of_itself() -> None:
    original, draft = sample_editions()
    matter = made(original).split("\n---\n")[0].removeprefix("---\n")
    fields = YAML(typ="safe").load(matter)
    assert fields == {
        "title": "Guide",
        "lang": "en",
        "dir": "ltr",
        "language": "English",
        "publisher": "A charity",
        "date": "2026-11-22",
        "version": "1.0",
        "licence": "CC BY 4.0",
        "attribution": "Sample content.",
        "draft": False,
    }
    text = made(draft)
    assert 'lang: "ar-LB"\ndir: "rtl"' in text
    assert "\ndraft: true\n---\n\n**<span" in text
    assert "draft-notice: " in text


def test_what_is_not_translated_is_marked() -> None:
    shown = body(edition(finished("# أ\n\n@en One.\n\n- ب\n- @en c\n"), locale=AR))
    assert (
        '**<span lang="en" dir="ltr">Shown in English: not translated yet</span>**\n\n'
        '<div lang="en" dir="ltr">\n\nOne.\n\n</div>' in shown
    )
    assert (
        '- <span lang="en" dir="ltr">c</span> '
        '\u2068(<span lang="en" dir="ltr">In English</span>)\u2069' in shown
    )


def test_footnotes_of_all_chapters_are_counted_on() -> None:
    one = finished(
        "# A\n\nx[^n], y[^m], x[^n].\n\n[^n]: First.\n"
        "[^m]: Sees [^k].\n\n    More.\n\n[^k]: Last words.\n"
    )
    two = finished("# B\n\nz[^n].\n\n[^n]: Fourth.\n", "two.md")
    text = made(edition(one, two))
    assert "x[^1], y[^2], x[^1]." in text
    assert text.endswith(
        "[^1]: First.\n\n[^2]: Sees [^4].\n\n    More.\n\n[^3]: Fourth.\n\n[^4]: Last words.\n"
    )
    assert "z[^3]." in text


def test_only_places_that_links_lead_to_are_marked() -> None:
    one = finished(
        "# A\n\n## B {#b}\n\n## C {#c}\n\n{#d}\nWords.\n\n"
        "[c](#c) [two](two.md) [d](#d) [e](#nobody)\n"
    )
    two = finished("# Two\n\n[none](none.md)\n", "two.md")
    text = body(edition(one, two))
    places = re.findall(r'<span id="([^"]+)"></span>', text)
    assert len(places) == len(set(places)) == 4
    assert set(places) == set(re.findall(r"\]\(#([^)]+)\)", text))
    assert "## B\n" in text
    assert "none.md" not in text
    follow = FORMATS["md-reuse"]().follow
    assert follow
    for original in sample_editions():
        done = complete(original, original.assets)
        assert follow(FORMATS["md-reuse"]().write(done, ALONE)).dead == ()


def test_numbers_stand_in_isolates_where_text_runs_from_right_to_left() -> None:
    call = Inline(InlineKind.ISOLATE, "0800 032", target="tel:0800032")
    assert "\u2066[0800 032](tel:0800032)\u2069" in body(
        edition(chapter_of(paragraph(call)), locale=AR)
    )
    assert "[0800 032](tel:0800032)" in body(edition(chapter_of(paragraph(call))))


def test_a_contact_is_an_item_with_its_ways() -> None:
    way = Way(Said("Telephone"), Said("*765"), "tel:*765", code=True, notes=(Said("at night"),))
    card = ContactCard(
        Said("A line"), Said("For all."), (way,), (Inline(InlineKind.TEXT, "Unchecked"),)
    )
    block = Block(
        BlockKind.DIRECTORY, paragraph().position, groups=(ContactGroup(Said(""), (card,)),)
    )
    done = complete(edition(chapter_of(paragraph(text("x")))))
    (chapter,) = done.chapters
    done = replace(done, chapters=(replace(chapter, shown=(block,)),))
    assert (
        "- **A line**\\\n  For all.\\\n  Telephone: [\\*765](tel:*765) (at night)\\\n  Unchecked"
        in whole(done)
    )


def test_the_same_edition_gives_the_same_bytes() -> None:
    for one in sample_editions():
        assert made(one) == made(one)


PANDOC = (
    *("$x$ and $5", "@me said", "a^b^ c~d~", "# x", "1. x", "(a) x", "A. x", "#. x", "(@x) y"),
    *("Table: x", ": x", "::: {.x}", "| x", "+---+", "% x", "-- and ...", "[x]{.y}", "{=html}"),
    *("\\begin{x}", ":heart: x", "---\ntitle: x\n---", "=== ", "x\n===", "*[x]: y", "[^1]: x"),
)


@settings(max_examples=80)
@given(st.one_of(st.sampled_from((*HOSTILE, *PANDOC)), st.text(max_size=20)))
@example("\0\x1b\u2028")
def test_whatever_a_text_says_is_text(words: str) -> None:
    """Nothing that it says begins anything."""
    one = edition(chapter_of(paragraph(text(words)), paragraph(text("Next."))))
    html = rendered(body(one))
    elements = set(re.findall(r"<(\w+)", html))
    assert elements <= {"p", "h1"}
    shown = page_words(html)[0]
    assert shown == [*page_words("One")[0], *re.findall(r"\w+", _seen(words)), "Next"]


def _seen(words: str) -> str:
    return re.sub("[\u200b\u2066-\u2069\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", words)


def test_notes_of_a_chapter_in_another_language_say_so() -> None:
    source = (
        "# @en One\n\n@en Words.[^n] More.[^m]\n\n[^n]: @en A note.\n[^m]: @en B.\n\n    @en C.\n"
    )
    shown = made(edition(finished(source), locale=AR))
    assert shown.endswith(
        '[^1]: <span lang="en" dir="ltr">A note.</span>\n\n'
        '[^2]: <div lang="en" dir="ltr">\n\n    B\\.\n\n    C\\.\n\n    </div>\n'
    )
