"""An edition of what somebody has signed off: exactly these words for exactly this text."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.editions.assemble import assemble
from adaptkit.editions.reviewers import review_facts
from adaptkit.guides.inline_trees import plain_text
from adaptkit.guides.settings_units import about_chapter
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.document import Guide, Term
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Overlay
from adaptkit.model.place import place_of
from adaptkit.model.review import Review, Role, Verdict, text_hash
from adaptkit.model.signing import Person, Reviews
from adaptkit.records import replace
from adaptkit.writers import ALONE, FORMATS
from tests.overlays.builders import guide, overlay

MS = Locale("ms")
SOURCE = """\
# Barriers

Intro text.

## Costs

Insurance pays.

### Appeals

You may appeal.

## Help

| Who | What |
|---|---|
| nurse | questions |

- one
- two
"""


def said(
    signed: Mapping[str, str], overlays: tuple[Overlay, ...] = (), source: str = SOURCE
) -> str:
    """The Markdown of the edition in which all is translated ("ms: …") and these texts are signed
    off, each with these words."""
    files = FORMATS["md"]().write(made(signed, overlays, source), ALONE)
    (file,) = (text for name, text in files.items() if name != "about-this-edition.md")
    return file.decode("utf-8")


def approved(unit: str, source: str, words: str) -> Review:
    hashes = text_hash(source), text_hash(words)
    place = place_of("insert_after", "barriers.intro-text", "Intro text.") if "/" in unit else ""
    word = (unit, *hashes, "ana", Role.LANGUAGE, "2026-11-29", Verdict.APPROVED)
    return Review(*word, place=place)


def made(
    signed: Mapping[str, str], overlays: tuple[Overlay, ...] = (), source: str = SOURCE
) -> Edition:
    before: Guide = guide(source)
    terms = {"relapse": Term("relapse", "relapse")}
    told = replace(before.settings, terms=terms)
    about = about_chapter(told, ["term.relapse"])
    assert about
    before = replace(before, settings=told, about=about)
    units = [block for block in (*before.walk(), *about.walk()) if block.is_unit]
    entries = tuple(
        Entry(block.id, block.msgid, f"ms: {block.msgid}", EntryState.TRANSLATED) for block in units
    )
    reviews = Reviews(
        {
            ("ms", "guide"): {
                block.id: (approved(block.id, block.msgid, signed[block.msgid]),)
                for block in units
                if block.msgid in signed
            },
            ("ms", "MY"): {"MY/x.1": tuple(approved("MY/x.1", text, text) for text in signed)},
        },
        {"ana": Person("ana", "Ana", (Role.LANGUAGE,))},
    )
    spec = replace(EditionSpec("ms", MS), only="reviewed", fallback="omit")
    catalogues = {("ms", "guide"): Catalogue(MS, "guide", entries)}
    return assemble(
        before, overlays, catalogues, spec, words={}, words_language=MS, reviews=reviews
    )


def as_translated(*sources: str) -> dict[str, str]:
    return {source: f"ms: {source}" for source in sources}


HEADINGS = ("Barriers", "Costs", "Appeals", "Help")


def test_what_is_signed_off_is_shown_and_nothing_else() -> None:
    assert said(as_translated(*HEADINGS, "Intro text.", "You may appeal.")) == (
        "# ms: Barriers\n\nms: Intro text.\n\n## ms: Costs\n\n### ms: Appeals\n\n"
        "ms: You may appeal.\n\n## ms: Help\n\n|  |  |\n|---|---|\n|  |  |\n"
    )


def test_without_its_heading_a_section_goes_and_those_inside_it() -> None:
    text = said(as_translated("Barriers", "Insurance pays.", "Appeals", "You may appeal.", "Help"))
    assert "## ms: Help" in text
    for gone in ("Costs", "Insurance", "Appeals", "appeal"):
        assert gone not in text


def test_other_words_are_not_those_that_somebody_read() -> None:
    signed = as_translated(*HEADINGS, "You may appeal.") | {"Insurance pays.": "ms: It pays."}
    text = said(signed)
    assert "You may appeal" in text
    assert "pays" not in text


def test_a_table_keeps_its_shape() -> None:
    text = said(as_translated(*HEADINGS, "Who", "questions"))
    assert "| ms: Who |  |\n|---|---|\n|  | ms: questions |" in text


def test_a_term_that_nobody_read_stands_in_no_text() -> None:
    source = "# Barriers\n\nAfter a {term.relapse}, rest.\n\nThen go on.\n"
    signed = as_translated("Barriers", "After a {term.relapse}, rest.", "Then go on.")
    assert said(signed, source=source) == "# ms: Barriers\n\nms: Then go on.\n"
    both = said(signed | as_translated("relapse"), source=source)
    assert "ms: After a ms: relapse, rest." in both


def test_an_overlays_own_text_is_read_too() -> None:
    adds = overlay("- {id: x, insert_after: barriers.intro-text, with: x.md}", {"x": "Teks."})
    signed = as_translated(*HEADINGS, "Intro text.")
    assert "Teks." not in said(signed, (adds,))
    assert "ms: Intro text.\n\nTeks.\n" in said(signed | {"Teks.": "Teks."}, (adds,))


def test_contacts_that_nobody_checked_are_left_out() -> None:
    directory = (
        'contacts:\n  - {name: "Checked", url: "https://a.example", verified_by: us, '
        'verified_on: 2026-01-02}\n  - {name: "Not checked", url: "https://b.example"}\n'
    )
    adds = overlay(
        "- {id: x, insert_after: barriers.intro-text, with: directory}", directory=directory
    )
    text = said(as_translated(*HEADINGS), (adds,))
    assert "**Checked**" in text
    assert "Not checked" not in text


def test_how_much_is_reviewed_is_counted_whatever_is_shown() -> None:
    progress = made(as_translated("Intro text.", "Insurance pays.")).progress
    assert (progress.needed, progress.translated, progress.reviewed) == (14, 14, 2)


def test_readers_are_told_who_has_read_how_much() -> None:
    told = FORMATS["md"]().write(made(as_translated(*HEADINGS)), ALONE)["about-this-edition.md"]
    lines = told.decode("utf-8").splitlines()
    assert lines[-3:] == [
        "- **Review:** 4 of 14 passages",
        "- **Reviewed by:**",
        "  - Ana · Language · 4 of 14 passages · 29 November 2026",
    ]
    (nobody,) = review_facts(made({}))
    assert plain_text(nobody.lines[0]) == "Nobody has reviewed this edition yet."
