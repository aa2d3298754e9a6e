"""The sheet with an edition's checklists."""

from __future__ import annotations

import pytest

from adaptkit.editions.complete import complete
from adaptkit.model.document import Block
from adaptkit.model.edition import Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said
from adaptkit.model.theme import Logo, Theme
from adaptkit.records import replace
from adaptkit.writers.pdf import write_checklists
from adaptkit.writers.pdf.checklists import checklists
from tests.writers.builders import AR, PICTURE, edition, finished
from tests.writers.pdf.reading import findings, opened, page_texts, tags

ONE = """# One

> - [ ] in a quote

## Before you go

- no box

Words that are no list.

- [ ] first [there](two.md#deep)
- [x] second

  - [ ] below it

1. - [ ] inside of a list[^n]

[^n]: A note.
"""
TWO = "# Two\n\n## @en Deep {#deep}\n\n- [ ] @en still English\n"


def sheet(of: Edition) -> bytes:
    ((name, content),) = write_checklists(complete(of, of.assets)).items()
    assert name == f"{of.spec.name}-checklists.pdf"
    return content


@pytest.mark.parametrize("locale", [Locale("en", "", "GB"), AR], ids=str)
def test_it_has_every_box_below_its_headings_and_nothing_else(locale: Locale) -> None:
    none = finished("# None\n\n## No list\n\n- no box\n", "none.md")
    of = edition(finished(ONE), none, finished(TWO, "two.md"), locale=locale)
    content = sheet(of)
    tree = tags(content)
    assert [tag.text for tag in tree.all("H1", "H2")] == [
        *("1. One", "Before you go"),
        *("3. Two", "Deep"),
    ]
    labels = [tag.text for tag in tree.all("Lbl") if tag.text in "\u2610\u2611"]
    assert sorted(labels) == ["\u2610"] * 5 + ["\u2611"]
    for words in ("in a quote", "first there", "second", "below it", "inside of a list"):
        assert words in tree.text
    assert "still English" in tree.text
    assert "no box" not in tree.text
    assert "no list" not in tree.text
    assert findings(content) == []
    with opened(content) as pdf:
        # The note, and back from it.
        assert sum(len(page.get("/Annots", [])) for page in pdf.pages) == 2
        assert str(pdf.docinfo["/Title"]) == "Checklists to print – Guide"
        direction = str(pdf.Root.ViewerPreferences.get("/Direction", "/L2R"))
    assert direction == ("/R2L" if locale == AR else "/L2R")


@pytest.mark.parametrize("kind", ["urgent", "call-now"])
def test_it_says_whose_it_is_of_when_and_whom_to_call(kind: str) -> None:
    """The number is that of the passage whose title stands before it, and no later one's."""
    source = (
        f"# One\n\n::: {kind} Call now\nCall here.\n:::\n\n"
        "::: urgent Later\nCall there.\n:::\n\n- [ ] a box\n"
    )
    of = edition(finished(source))
    whole = complete(of, of.assets)
    (chapter,) = whole.chapters
    numbers = {"Call here.": "112", "Call there.": "999"}

    def numbered(block: Block) -> Block:
        if (number := numbers.get(block.msgid)) is None:
            return block
        piece = Inline(InlineKind.ISOLATE, number, target=f"tel:{number}")
        return block.changed(inlines=(*block.inlines, piece))

    blocks = tuple(block.map_leaves(numbered) for block in chapter.blocks)
    told = replace(whole, chapters=(replace(chapter, blocks=blocks),))
    ((_, content),) = write_checklists(told).items()
    first = page_texts(content)[0]
    for words in ("Guide", "A charity", "November 22, 2026", "Call now: 112"):
        assert words in first
    assert "999" not in first


def test_it_has_the_look_of_its_publisher() -> None:
    theme = Theme("x", logo=Logo(PICTURE, Said("Our logo")))
    content = sheet(replace(edition(finished("# One\n\n- [ ] a box\n")), theme=theme))
    assert [tag.alternative for tag in tags(content).all("Figure")] == ["Our logo"]
    assert findings(content) == []


def test_a_list_stays_on_one_page_with_its_heading() -> None:
    sections = (
        f"## Part{n} begins\n\n" + "\n".join(f"- [ ] Part{n} has {i}" for i in range(n % 5 + 1))
        for n in range(40)
    )
    content = sheet(edition(finished("# One\n\n" + "\n\n".join(sections) + "\n")))
    pages = page_texts(content)
    assert len(pages) > 2
    for n in range(40):
        assert sum(f"Part{n} " in text for text in pages) == 1
    assert findings(content) == []


def test_a_guide_without_checklists_gives_lines_to_write_on() -> None:
    content = sheet(edition(finished("# One\n\nText.\n")))
    assert findings(content) == []
    with opened(content) as pdf:
        (page,) = pdf.pages
        assert page.Contents.read_bytes().count(b" l\nS") > 10


def test_what_an_edition_has_to_tick() -> None:
    of = complete(edition(finished(ONE)))
    found = [(one.title.text, len(one.block.children)) for one in checklists(of.chapters[0])]
    assert found == [("", 1), ("Before you go", 2), ("Before you go", 1)]
