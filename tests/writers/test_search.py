"""The data that the search page holds: all that readers see, and nothing that acts."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.records import replace
from tests.writers.builders import AR, edition, finished, write

DATA = re.compile(r'<script type="application/json" id="data">\n(.*?)\n</script>', re.DOTALL)
SAMPLE = """# One title

Before `code` and *stress*, call 0800 032 38 39.[^n]

## A section {#s}

- item one
- item two

| Who | What |
| --- | --- |
| nurse | questions |

::: urgent
### In the box

Fall.
:::

<div>An <b>author&rsquo;s</b> own</div>

[^n]: In a note.
"""


def saying(words: str) -> Edition:
    """One paragraph of exactly these words."""
    block = Block(BlockKind.PARAGRAPH, Position("x"), inlines=(Inline(InlineKind.TEXT, words),))
    return edition(replace(finished("# One\n"), blocks=(block,)))


def data(of: Edition) -> Any:
    found = DATA.search(write(of)["search.html"].decode())
    assert found
    return json.loads(found[1])


def test_what_readers_see_stands_section_by_section() -> None:
    made = edition(finished(SAMPLE), finished("# Two\n", "part/two.md"))
    (href, title, language, parts), other = data(made)
    assert (href, title, language) == ("one.html", "1. One title", "")
    assert [part[:2] for part in parts] == [
        ["one", "One title"],
        ["one.s", "A section"],
        ["fn-1", "Footnotes"],
    ]
    assert "code and stress, call" in parts[0][2]
    words = "item one · item two · Who · What · nurse · questions · In the box · Fall."
    assert parts[1][2].startswith(words)
    assert "author’s own" in parts[1][2]
    assert parts[2][2] == "In a note."
    assert other == ["part/two.html", "2. Two", "", [["part-two", "Two", "", ""]]]


def test_each_place_is_on_its_page() -> None:
    pages = write(edition(finished(SAMPLE)))
    found = DATA.search(pages["search.html"].decode())
    assert found
    for href, _, _, parts in json.loads(found[1]):
        page = pages[href].decode()
        assert all(f' id="{part[0]}"' in page for part in parts if part[0])


def test_a_text_in_another_language_says_so() -> None:
    made = edition(finished("# Title\n\n## @en Some words {#w}\n\nText.\n"), locale=AR)
    parts = data(made)[0][3]
    assert [(part[1], part[3]) for part in parts] == [("Title", ""), ("Some words", "en")]


def test_below_a_heading_each_text_says_what_language_it_is_in() -> None:
    text = "# Title\n\n## @en Some words {#w}\n\n@en In English\n\nنصّ.\n\nنصّ.\n\n## عنوان\n\nنصّ.\n"
    first, second, third = data(edition(finished(text), locale=AR))[0][3]
    assert first[2] == ""
    assert second[2:] == [[["en", "In English · "], ["", "نصّ. نصّ."]], "en"]
    assert third[2:] == ["نصّ.", ""]


@given(st.text(min_size=1, max_size=40))
def test_no_text_leaves_its_place(said: str) -> None:
    for hostile in (said, f"</script>{said}", f"<!--<script>{said}"):
        of = saying(hostile)
        page = write(of)["search.html"].decode()
        found = DATA.search(page)
        assert found
        assert "<" not in found[1]
        parts = json.loads(found[1])[0][3]
        assert " ".join(part[2] for part in parts).split() == hostile.split()


def test_the_policy_names_the_script_and_knows_nothing_of_the_data() -> None:
    policy = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
    found = {
        policy.findall(write(saying(said))["search.html"].decode())[0] for said in ("one", "other")
    }
    assert len(found) == 1
    assert re.fullmatch(
        r"default-src 'none'; script-src 'sha256-[^']{44}'; .*", found.pop().replace("&#39;", "'")
    )


def test_pages_say_which_chapter_of_how_many_and_what_is_on_them() -> None:
    long = "# One\n\n## First {#a}\n\n## Second {#b}\n"
    pages = write(edition(finished(long), finished("# Two\n", "two.md")))
    one, two = pages["one.html"].decode(), pages["two.html"].decode()
    assert '<p class="chapter-number">Chapter 1 of 2</p>' in one
    assert "<title>2. Two – Guide</title>" in two
    assert re.findall(r'<li><a href="(#[^"]+)">(\w+)</a></li>', one) == [
        ("#one.a", "First"),
        ("#one.b", "Second"),
    ]
    assert 'class="here"' not in two
    assert '<p class="back"><a href="#contents">Contents</a></p>' in pages["single.html"].decode()
    alone = write(edition(finished("# One\n")))["one.html"].decode()
    assert "chapter-number" not in alone
    assert "<title>One – Guide</title>" in alone


def test_the_publisher_is_told_by_e_mail_where_there_is_an_address() -> None:
    made = edition(finished("# What & why\n"))
    assert "mailto:" not in write(made)["one.html"].decode()
    publisher = replace(made.spec.publisher, email="hello@ms.example")
    page = write(replace(made, spec=replace(made.spec, publisher=publisher)))["one.html"].decode()
    href = "mailto:hello@ms.example?subject=Guide%20%E2%80%93%20What%20%26%20why%20%28en%29"
    assert f'<p class="feedback"><a href="{href}">Was this page clear?' in page


def test_the_next_review_stands_on_every_page() -> None:
    made = edition(finished("# One\n"))
    page = write(replace(made, spec=replace(made.spec, next_review="2027-11-22")))["one.html"]
    assert '<p>Next review: <time datetime="2027-11-22">' in page.decode()
