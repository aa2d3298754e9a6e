"""What readers are told is decided once: anchors, destinations, contents, changes, keys."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adaptkit.editions.anchors import anchor_table
from adaptkit.editions.complete import complete
from adaptkit.editions.links import Resolver
from adaptkit.model.contact import Contact
from adaptkit.model.destination import Nowhere, Outside, ToAsset, ToChapter
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Adaptation, Edition, EditionChapter, Progress
from adaptkit.model.inline import InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Draft, Said
from adaptkit.records import replace
from tests.guides.test_laws import sources
from tests.writers.builders import AR, PICTURE, edition, finished, write

EVERYTHING = """# Top {#top}

{#words}
Words.

{#shown}
```
code
```

{#said}
> quoted

{#list}
- one {#item}
- two

  {#loose}
  more

{#table}
| a | b |
| - | - |
| 1 | 2 |

{#call}
::: note
Inside.
:::

{#seen}
![Words](images/x.svg "A caption")

{#raw}
<div id="own">x</div>

{#line}
***

Term {#term}
: Meaning
"""


def ids(page: bytes) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', page.decode())


def test_every_anchor_of_the_table_is_a_place_on_the_page() -> None:
    one = finished(EVERYTHING)
    pages = write(edition(one))
    there, whole = ids(pages["one.html"]), ids(pages["single.html"])
    table = anchor_table(one)
    known = ("words", "shown", "said", "list", "item", "loose", "table", "call", "seen", "raw")
    for name in (*known, "line", "term", "top", "own"):
        to = table[name]
        assert to.anchor in there, name
        assert (to.anchor if to.verbatim else f"{to.anchor}") in whole, name
    assert len(there) == len(set(there))


@given(sources())
@example("[^n]: [^n]: #\n\n- [ ] [^n]: foo\n")
@example("Text.[^a] More.[^b]\n\n[^a]: One.\n\n    [^b]: # Two\n")
def test_no_anchor_of_any_chapter_leads_nowhere(source: str) -> None:
    one = finished(source)
    pages = write(edition(one))
    there = set(ids(pages["one.html"]))
    for written, to in anchor_table(one).items():
        if not to.verbatim:
            assert to.anchor.replace("&", "&amp;") in there, (written, to)


@given(sources(), st.booleans())
def test_every_block_has_a_key_of_its_own(source: str, keyed: bool) -> None:
    one = finished(source)
    if not keyed:
        bare = tuple(_without_key(block) for block in one.blocks)
        one = replace(one, blocks=bare, flow=bare)
    made = complete(edition(one, finished("# Two\n\nText.\n", "two.md")))
    keys = [block.key for c in made.chapters for top in c.shown for block in top.walk()]
    assert all(keys)
    assert len(keys) == len(set(keys))


def _without_key(block: Block) -> Block:
    children = tuple(map(_without_key, block.children))
    return block.changed(key="", children=children)


def test_headings_of_the_same_words_are_told_apart_as_elsewhere() -> None:
    one = finished("# One\n\n## Same\n\n## *Same*\n")
    table = anchor_table(one)
    assert [table[name].anchor for name in ("same", "same-1")] == [
        block.section for block in one.blocks[1:]
    ]


@pytest.mark.parametrize("written", ["costs", "ch.costs"])
def test_links_find_a_renamed_section_and_what_stands_in_it(written: str) -> None:
    one = finished(
        f"# Top\n\n## Prices {{#prices alias={written}}}\n\n{{#insurance}}\nWords.\n\n"
        "{#new alias=old}\nMore.\n\n## Other {#other}\n\n{#insurance}\nOther words.\n"
    )
    table = anchor_table(one)
    prices, words, more = (
        table[f"{one.id}.{name}"].anchor for name in ("prices", "prices.insurance", "prices.new")
    )
    full = written if "." in written else f"{one.id}.{written}"
    assert table["costs"].anchor == table[full].anchor == prices
    assert table[f"{full}.insurance"].anchor == words
    assert table[f"{full}.old"].anchor == table[f"{full}.new"].anchor == more
    assert table["old"].anchor == more
    assert not [name for name in table if not name or name.endswith(".")]


def test_a_link_that_names_the_sources_heading_arrives_in_a_translation() -> None:
    one = finished("# One\n\n## Costs {#a}\n\n## Rights {#b}\n")
    heading = one.blocks[1]
    shown = heading.changed(text="Costos", inlines=finished("Costos\n").blocks[0].inlines)
    table = anchor_table(replace(one, blocks=(one.blocks[0], shown, one.blocks[2])))
    assert table["costs"] == table["costos"] == ToChapter("one.md", heading.section)
    # What a reader sees goes before what stands in the source.
    other = one.blocks[2].changed(text="Costs", inlines=finished("Costs\n").blocks[0].inlines)
    table = anchor_table(replace(one, blocks=(one.blocks[0], shown, other)))
    assert table["costs"].anchor == other.section


@pytest.mark.parametrize(
    ("target", "to"),
    [
        ("two.md", ToChapter("part/two.md")),
        ("two.md#costs", ToChapter("part/two.md", "part-two.costs")),
        ("part/two.md#nobody", ToChapter("part/two.md", written="#nobody")),
        ("../one.md", ToChapter("one.md")),
        ("#costs", ToChapter("part/two.md", "part-two.costs")),
        ("#", ToChapter("part/two.md", written="#")),
        ("", ToChapter("part/two.md")),
        ("../images/x.svg#part", ToAsset("images/x.svg", "#part")),
        ("images/x.svg", ToAsset("images/x.svg")),
        ("https://a.example/x#y", Outside("https://a.example/x#y")),
        ("//a.example", Outside("//a.example")),
        ("/elsewhere", Outside("/elsewhere")),
        ("mailto:a@b.example", Outside("mailto:a@b.example")),
        ("none.md", Nowhere("none.md")),
        ("javascript:alert(1)", Nowhere()),
        ("java\nscript:alert(1)", Nowhere()),
        ("DATA:text/html,x", Nowhere()),
    ],
)
def test_a_target_becomes_a_typed_destination(target: str, to: object) -> None:
    chapters = (finished("# One\n"), finished("# Two\n\n## Costs {#costs}\n", "part/two.md"))
    tables = {chapter.name: anchor_table(chapter) for chapter in chapters}
    assert Resolver(tables, ["images/x.svg"]).link(target, "part/two.md") == to


def test_a_picture_is_an_asset_or_nothing() -> None:
    links = Resolver({}, ["images/x.svg"])
    assert links.picture("images/x.svg?v=1", "one.md") == ToAsset("images/x.svg")
    for target in ("https://a.example/x.svg", "data:image/svg+xml,x", "images/y.svg"):
        assert links.picture(target, "one.md") == Nowhere(target)


def test_contents_are_a_tree_by_the_levels_of_headings() -> None:
    source = "# One\n\n## A\n\n#### Deep\n\n### B\n\n## C\n\n> ## Quoted\n\n# Again\n"
    [chapter] = complete(edition(finished(source))).telling.contents
    assert chapter.title == Said("One")
    assert chapter.to == ToChapter("one.md")

    def shape(sections: tuple[object, ...]) -> list[object]:
        return [(s.title.text, s.level, shape(s.children)) for s in sections]  # type: ignore[attr-defined]

    deep = [("Deep", 4, []), ("B", 3, [])]
    assert shape(chapter.children) == [("A", 2, deep), ("C", 2, []), ("Again", 1, [])]
    assert all(section.to.anchor for section in chapter.walk() if section is not chapter)


def test_a_title_in_another_language_says_so() -> None:
    made = complete(edition(finished("# @en One\n\n## @en A\n"), locale=AR))
    [chapter] = made.telling.contents
    assert chapter.title == Said("One", Locale("en"))
    assert chapter.children[0].title == Said("A", Locale("en"))


def test_footnotes_know_how_often_they_are_called() -> None:
    source = "# A\n\nOne[^n] two[^n] [^m].\n\n[^n]: Note[^m].\n\n[^m]: Other.\n"
    made = complete(edition(finished(source)))
    [notes] = [b for b in made.chapters[0].shown if b.kind is BlockKind.NOTES]
    assert {note.number: note.calls for note in notes.children} == {1: 2, 2: 2}


def test_no_leaf_is_left_whose_language_a_writer_would_have_to_work_out() -> None:
    source = "# أ\n\n@en Whole.\n\n- ب\n- @en c\n\n![@en Alt](images/x.svg)\n"
    made = complete(edition(finished(source), locale=AR), [PICTURE])
    for block in (b for top in made.chapters[0].shown for b in top.walk()):
        if block.kind is BlockKind.NOTICE:
            assert block.shown_language == Locale("en")
        elif block.kind not in (BlockKind.PASSAGE, BlockKind.ALTERNATIVE):
            assert block.shown_language is None, block.kind
    kinds = [p.kind for b in made.chapters[0].walk() for p in b.inlines]
    assert InlineKind.MARKER not in kinds  # the chapter itself is as it was


def adapted(*names: str, **fields: object) -> Edition:
    made = tuple(
        Adaptation("US", name, name, "x", f"Because of {name}", "", "one.md", told=name)
        for name in names
    )
    return edition(finished("# One\n\n## Costs {#costs}\n"), adaptations=made, **fields)  # type: ignore[arg-type]


def test_reasons_are_told_with_their_language_where_it_is_another() -> None:
    told = complete(adapted("a", "a", "b")).telling.changes
    assert [(c.done.text, [r.text for r in c.reasons]) for c in told] == [
        ("a", ["Because of a"]),
        ("b", ["Because of b"]),
    ]
    assert {r.language for c in told for r in c.reasons} == {None}
    other = complete(adapted("a", locale=AR)).telling.changes
    assert [c.reasons for c in other] == [(Said("Because of a", Locale("en")),)]


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        (Progress(), Draft.NO),
        (Progress(own=1), Draft.WHOLLY),
        (Progress(2, 2, 0, 0, 0), Draft.WHOLLY),
        (Progress(2, 2, 0, 0, 1), Draft.PARTLY),
        (Progress(2, 2, 0, 0, 2), Draft.NO),
        (Progress(2, 2, 0, 0, 2, own=1), Draft.PARTLY),
    ],
)
def test_what_nobody_has_signed_off_is_a_draft(progress: Progress, state: Draft) -> None:
    told = complete(edition(finished("# One\n"), progress=progress)).telling
    assert told.draft is state
    assert bool(told.draft_words.text) is (state is not Draft.NO)


def card(contact: Contact, locale: Locale) -> object:
    block = Block(BlockKind.DIRECTORY, contact.position, contacts=(contact,))
    chapter: EditionChapter = replace(finished("# One\n"), blocks=(block,))
    [shown] = complete(edition(chapter, locale=locale)).chapters[0].shown
    return shown.groups[0].cards[0]


def test_a_contact_speaks_the_nearest_language_that_it_knows() -> None:
    texts = {"ar": "عام", "ar-LB": "لبنان", "en": "English", "fr": "Français"}
    contact = Contact("Name", {"helps_with": texts, "name": {"fr": "Nom"}})
    assert card(contact, AR).about == Said("لبنان")  # type: ignore[attr-defined]
    assert card(contact, AR).name == Said("Nom", Locale("fr"))  # type: ignore[attr-defined]
    assert card(contact, Locale("ms")).about == Said("English", Locale("en"))  # type: ignore[attr-defined]
    said = {"telephones": ({"number": "+60 (3) 1"},), "url": "javascript:x"}
    ways = card(Contact("N", said), AR).ways  # type: ignore[attr-defined]
    assert [(way.shown.text, way.address) for way in ways] == [
        ("+60 (3) 1", "tel:+6031"),
        ("javascript:x", ""),
    ]
