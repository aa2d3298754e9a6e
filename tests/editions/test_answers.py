"""Whose words answer, whose country it is, what is said of it: small choices that readers see."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from adaptkit.editions.about import facts, is_original
from adaptkit.editions.adapt import adapt_for
from adaptkit.editions.assemble import assemble
from adaptkit.editions.complete import complete
from adaptkit.editions.fill import fill
from adaptkit.editions.record import record
from adaptkit.editions.translate import Dictionary
from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind, Variable
from adaptkit.model.edition import Adaptation, Answer, Edition, EditionSpec, Progress
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.writers.markdown import write as markdown
from tests.overlays.builders import guide, overlay
from tests.writers.builders import AR, OTHER, edition, finished, write

EN, ES, MX = Locale("en"), Locale("es"), Locale("es", "", "MX")
FUZZY, OLD = EntryState.FUZZY, EntryState.TRANSLATED


def waiting(state: EntryState, msgid: str, name: str) -> Catalogue:
    entry = Entry("a", msgid, "Palabras", state, ("fuzzy",) if state is FUZZY else ())
    return Catalogue(Locale.parse(name), "guide", (entry,), path=f"{name}.po")


def answer(near: Catalogue, far: Catalogue) -> Answer:
    found = {("es_MX", "guide"): near, ("es", "guide"): far}
    block = Block(BlockKind.PARAGRAPH, Position("x"), id="a", msgid="Words")
    return Dictionary(found, (MX, ES), MX, EN).answer(replace(block, domain="guide"))


def test_of_two_answers_that_wait_the_nearest_is_named() -> None:
    near, far = waiting(FUZZY, "Words", "es_MX"), waiting(OLD, "Old words", "es")
    assert answer(near, far) == Answer("", FUZZY, "es_MX.po", MX)
    near, far = waiting(OLD, "Old words", "es_MX"), waiting(FUZZY, "Words", "es")
    assert answer(near, far) == Answer("", FUZZY, "es_MX.po", MX, stale=True)


def test_a_finished_answer_further_off_stands_before_a_nearer_one_that_waits() -> None:
    near, far = waiting(FUZZY, "Words", "es_MX"), waiting(OLD, "Words", "es")
    assert answer(near, far) == Answer("Palabras", OLD, "es.po", ES)


# Whose country ---------------------------------------------------------------------------------

LOCAL = "# Barriers\n\n{#pay .local country=US}\nInsurance pays.\n"


@pytest.mark.parametrize(
    ("locale", "points", "variables"),
    [
        ("en", 0, 0),
        ("en_US", 0, 0),
        ("es", 1, 1),
        ("es_US", 0, 0),
        ("es_MX", 1, 1),
        ("en_GB", 1, 1),
    ],
)
def test_what_is_said_of_one_country_waits_for_every_other(
    locale: str, points: int, variables: int
) -> None:
    spec = EditionSpec(locale, Locale.parse(locale))
    made = adapt_for(guide(LOCAL), (), spec)
    assert len(made.open_points) == points
    assert len(made.open_variables) == variables


def test_a_guide_of_no_country_has_numbers_for_everybody() -> None:
    base = guide(LOCAL)
    nowhere = replace(base, settings=replace(base.settings, country=""))
    assert adapt_for(nowhere, (), EditionSpec("es_MX", MX)).open_variables == ()


def assembled(source: str, locale: Locale, **fields: object) -> Edition:
    spec = EditionSpec(locale.posix, locale, **fields)  # type: ignore[arg-type]
    made = assemble(guide(source), (), {}, spec, words={}, words_language=EN)
    return complete(made, ())


@pytest.mark.parametrize(
    ("locale", "dialled"), [("en", "tel:+14155550132"), ("en_MX", "tel:+525550135555")]
)
def test_a_number_is_dialled_in_the_editions_country_or_the_guides(
    locale: str, dialled: str
) -> None:
    number = {"en": "(415) 555-0132", "en_MX": "55 5013 5555"}[locale]
    made = assembled(f"# Barriers\n\nCall {number} now.\n", Locale.parse(locale))
    targets = [
        piece.target
        for block in made.chapters[0].walk()
        for piece in block.inlines
        if piece.kind is InlineKind.ISOLATE
    ]
    assert targets == [dialled]


def test_a_chapters_own_title_stands_before_its_heading() -> None:
    source = "---\ntitle: A short name\n---\n\n# A heading of many words\n\nText.\n"
    made = assembled(source, EN)
    assert made.chapters[0].title == "A short name"
    assert b"<title>A short name \xe2\x80\x93 " in write(made)["barriers.html"]


@pytest.mark.parametrize(
    ("locale", "overlays", "original"),
    [("en", (), True), ("en_GB", ("GB",), False), ("es", (), False), ("es", ("MX",), False)],
)
def test_an_original_is_neither_translated_nor_adapted(
    locale: str, overlays: tuple[str, ...], original: bool
) -> None:
    one = edition(finished("# One\n"), locale=Locale.parse(locale))
    one = replace(one, spec=replace(one.spec, overlays=overlays))
    assert is_original(one) is original
    assert ("Adapted from" in labels(one)) is not original


def labels(of: Edition) -> list[str]:
    return [fact.label.text for fact in (*facts(of), *record(of))]


def test_what_is_said_about_an_edition() -> None:
    found = {fact.label.text: "".join(map(plain_text, fact.lines)) for fact in facts(edition())}
    assert found["Title"] == "Guide"
    assert found["Language"] == "English"
    assert found["Publisher"] == "A charity"
    assert found["Version"] == "1.0"
    assert found["Licence"] == "CC BY 4.0"


# What stands where -----------------------------------------------------------------------------


def told(source: str, anchor: str) -> str:
    change = Adaptation("MX", "a", "replace", "x", "", anchor, "one.md", told="Replaced")
    made = edition(finished(source), adaptations=(change,))
    return complete(made, made.assets).telling.changes[0].spots[0].where


def test_a_change_is_told_under_the_heading_above_it() -> None:
    source = "# One\n\n{#top}\nText.\n\n## Costs\n\n{#pay}\nPay.\n\n## Help\n\n{#ask}\n- Ask.\n"
    assert told(source, "top") == "One"
    assert told(source, "pay") == "One · Costs"
    assert told(source, "ask") == "One · Help"


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("tip", "Tip"),
        ("important", "Important"),
        ("warning", "Warning"),
        ("caution", "Caution"),
        ("note", "Note"),
    ],
)
def test_a_call_out_says_what_it_is(kind: str, word: str) -> None:
    words: Mapping[str, str] = {word: "Its own word"}
    one = edition(finished(f"# One\n\n::: {kind}\nText.\n:::\n"), words=words)
    page = write(one)["one.html"].decode()
    assert f'class="callout {kind}"' in page
    assert "Its own word" in page


def test_only_what_is_said_by_somebody_has_a_speaker() -> None:
    page = write(edition(finished("# One\n\n::: quotation\nI asked.\n:::\n")))["one.html"]
    assert b"I asked." in page
    assert b"<figcaption" not in page
    page = write(edition(finished("# One\n\n::: quotation\nI asked.\n\n— Sam\n:::\n")))["one.html"]
    assert b"<figcaption" in page


def test_a_note_that_ends_in_a_list_keeps_its_words() -> None:
    note = "[^n]: First words.\n\n    - in a list\n"
    page = write(edition(finished(f"# One\n\nText.[^n]\n\n{note}")))["one.html"].decode()
    end = page.partition('class="footnotes"')[2]
    assert "First words." in end
    assert "in a list" in end
    assert 'href="#fnref-1"' in end


def test_what_an_abbreviation_stands_for_is_kept() -> None:
    page = write(edition(finished('# One\n\nThe <abbr title="World Health">WH</abbr>.\n')))
    assert b'<abbr title="World Health">WH</abbr>' in page["one.html"]


def test_contacts_have_their_addresses_in_markdown_too() -> None:
    contact = Contact(
        "MSIF",
        {
            "url": "https://www.msif.org",
            "email": "info@msif.org",
            "telephones": ({"number": "+961 1 234"},),
        },
    )
    block = Block(BlockKind.DIRECTORY, Position("x"), contacts=(contact,))
    one = finished("# One\n")
    made = edition(replace(one, flow=(*one.flow, block)), sources={one.origin.path: one.origin})
    text = markdown(made)["one.md"].decode()
    assert "E-mail: <info@msif.org>" in text
    assert "Website: <https://www.msif.org>" in text
    assert "Telephone: +961 1 234" in text


def test_how_many_passages_somebody_has_read_is_said() -> None:
    one = edition(finished("# One\n"), progress=Progress(9, 7, 0, 2, 4))
    found = {fact.label.text: "".join(map(plain_text, fact.lines)) for fact in facts(one)}
    assert found["Translation"] == "7 of 9 passages"
    assert found["Review"] == "4 of 9 passages"


@pytest.mark.parametrize(
    ("kind", "value", "target"),
    [
        ("url", "https://a.example/x", "https://a.example/x"),
        ("url", "javascript:alert(1)", ""),
        ("email", "a@b.example", "mailto:a@b.example"),
        ("telephone", "+961 1 234", "tel:+9611234"),
    ],
)
def test_a_value_leads_where_it_says(kind: str, value: str, target: str) -> None:
    base = guide("# Barriers\n\nSee {place} now.\n")
    variables = {"place": Variable("place", value, kind)}
    told = replace(base, settings=replace(base.settings, variables=variables))
    spec = EditionSpec("en", EN)
    made = assemble(told, (), {}, spec, words={}, words_language=EN)
    (shown,) = (i for b in made.chapters[0].walk() for i in b.inlines if i.placeholder)
    assert shown.target == target


def test_a_name_in_no_language_at_all_hides_no_other() -> None:
    contact = Contact("MSIF", {"name": {"??": "Nothing", "fr": "Un nom"}})
    block = Block(BlockKind.DIRECTORY, Position("x"), contacts=(contact,))
    one = finished("# One\n")
    page = write(edition(replace(one, blocks=(*one.blocks, block))))["one.html"].decode()
    assert '<span lang="fr" dir="ltr">Un nom</span>' in page
    assert "Nothing" not in page


def test_an_item_that_begins_with_no_paragraph_keeps_all_its_words() -> None:
    for box in ("", "[ ] "):
        source = f"# One\n\n- {box}first\n\n  more\n\n- ```\n  code words\n  ```\n\n  after\n"
        page = write(edition(finished(source)))["one.html"].decode()
        for words in ("first", "more", "code words", "after"):
            assert words in page
        assert page.count("<pre") == page.count("</pre>") == 1


def test_words_in_another_language_say_so_wherever_they_stand() -> None:
    told = Adaptation("LB", "a", "replace", "x", "A reason", "", "one.md", told="Replaced")
    one = edition(
        finished("# One\n"),
        locale=AR,
        attribution_language=EN,
        adaptations=(told, replace(told, operation="b", reason="Sebab", language=Locale("ms"))),
    )
    pages = {name: page.decode() for name, page in write(one).items() if name.endswith(".html")}
    assert '<p lang="en" dir="ltr">Sample content.</p>' in pages["one.html"]
    assert 'lang="en" dir="ltr">A reason</' in pages["index.html"]
    assert 'lang="ms" dir="ltr">Sebab</' in pages["index.html"]
    assert "<bdi>A charity</bdi>" in pages["index.html"]


def test_titles_in_another_language_say_so_wherever_they_stand() -> None:
    told = Adaptation("LB", "a", "replace", "x", "", "pay", "one.md", told="Replaced", language=AR)
    chapter = finished(f"# {OTHER}One\n\n## {OTHER}Costs\n\n{{#pay}}\nPay.\n")
    one = edition(chapter, locale=AR, adaptations=(told,))
    one = replace(one, spec=replace(one.spec, overlays=("LB",)))
    page = write(one)["index.html"].decode()
    title, heading = (f'<span lang="en" dir="ltr">{words}</span>' for words in ("One", "Costs"))
    assert f">{title} · {heading}</a>" in page  # among what was changed
    assert f">{title}</a>" in page  # where it is counted
    (spot,) = complete(one, one.assets).telling.changes[0].spots
    assert (spot.where, {said.language for said in spot.words}) == ("One · Costs", {EN})


# What is no translation ------------------------------------------------------------------------


def entry_of(msgid: str, words: str) -> Catalogue:
    state = EntryState.TRANSLATED if words else EntryState.UNTRANSLATED
    return Catalogue(ES, "guide", (Entry("a", msgid, words, state),), path="es.po")


def test_words_for_another_text_wait_for_a_look_and_no_words_do_not() -> None:
    nothing = Catalogue(MX, "guide", (), path="es_MX.po")
    assert answer(nothing, entry_of("Old words", "")) == Answer("", EntryState.UNTRANSLATED)
    waits = Answer("", EntryState.FUZZY, "es.po", ES, stale=True)
    assert answer(nothing, entry_of("Old words", "Palabras")) == waits


def spanish(source: str, says: Mapping[str, str], **fields: str) -> Edition:
    """The Spanish edition of one chapter, with these words for these texts."""
    base = guide(source)
    entries = tuple(
        Entry(block.id, block.msgid, says[block.msgid], EntryState.TRANSLATED)
        for block in base.chapters[0].walk()
        if block.msgid in says
    )
    found = {("es", "guide"): Catalogue(ES, "guide", entries, path="es.po")}
    spec = EditionSpec("es", ES, **fields)  # type: ignore[arg-type]
    return assemble(base, (), found, spec, words={}, words_language=EN)


def test_words_that_cannot_stand_in_place_of_html_are_told_and_wait() -> None:
    html = "<p>Call us.</p>"
    for words, usable in (("<p>Llame.</p>", True), (" <p>Call us.</p> ", False)):
        made = spanish(f"# Barriers\n\n{html}\n", {html: words})
        (shown,) = (b for b in made.chapters[0].walk() if b.kind is BlockKind.HTML)
        found = [(d.code, d.unit) for d in made.diagnostics]
        assert found == ([] if usable else [("translation-unusable", shown.id)])
        assert shown.text.strip() == (words if usable else html)
        assert shown.shown_language == (None if usable else EN)
        assert made.progress.fuzzy == (0 if usable else 1)


def test_a_translation_calls_the_notes_of_its_chapter() -> None:
    source = "# Barriers\n\nWords.[^n]\n\n[^n]: A note.\n"
    made = spanish(source, {"Words.[^n]": "Palabras.[^n]"})
    pieces = [i.kind for b in made.chapters[0].walk() for i in b.inlines]
    assert InlineKind.FOOTNOTE_REFERENCE in pieces
    assert b"[^n]: A note." in markdown(made)["barriers.md"]


# Numbers ---------------------------------------------------------------------------------------


def test_what_stands_beside_a_telephone_number_runs_left_to_right_too() -> None:
    words = "mg@a.example +1 202-555-0143; 12.5 mg"
    text = (Inline(InlineKind.TEXT, words),)

    def isolated(*, rtl: bool) -> list[tuple[str, str]]:
        pieces = fill(text, {}, country="US", rtl=rtl, language=Locale("en"))
        assert "".join(piece.text for piece in pieces) == words
        return [(p.text, p.target) for p in pieces if p.kind is InlineKind.ISOLATE]

    number = ("+1 202-555-0143", "tel:+12025550143")
    assert isolated(rtl=False) == [number]
    assert isolated(rtl=True) == [("mg@a.example", ""), number, ("12.5 mg", "")]


# The way of a unit ----------------------------------------------------------------------------

GONE = "# Barriers\n\nFirst.\n\nSecond.\n\n## Costs {#costs}\n\nPay.\n\n## Help\n\nAsk.\n"


def test_what_an_edition_lacks_is_traced_to_what_took_it() -> None:
    operations = """\
- {id: cut, remove: barriers.first}
- {id: swap, replace: barriers.second, with: swap.md}
- {id: costs, remove: barriers.costs}
- {id: help, replace: barriers.help, with: help.md}
"""
    country = overlay(operations, {"swap": "- Kedua.\n- Lagi.\n", "help": "## Bantuan\n\nTanya.\n"})
    spec = EditionSpec("ms", Locale("ms"), overlays=("MY",))
    made = assemble(guide(GONE), (country,), {}, spec, words={}, words_language=EN)
    found = {
        t.unit: (t.outcome, [step.operation for step in t.steps])
        for t in made.trace
        if t.outcome in ("removed", "replaced")
    }
    assert found == {
        "barriers.first": ("removed", ["cut"]),
        "barriers.second": ("replaced", ["swap"]),
        "barriers.costs.costs": ("removed", ["costs"]),
        "barriers.costs.pay": ("removed", ["costs"]),
        "barriers.help.help": ("replaced", ["help"]),
        "barriers.help.ask": ("replaced", ["help"]),
    }
    new = [t for t in made.trace if t.unit.startswith("MY/swap")]
    assert [(t.outcome, t.language) for t in new] == [("shown", "ms")] * 2


def test_a_directory_is_traced_in_its_own_language() -> None:
    source = "# Barriers\n\n::: slot help\nAsk.\n:::\n"
    operations = "- {id: people, append: {slot: help}, with: directory}"
    contacts = 'contacts:\n  - {name: MSIF, url: "https://www.msif.org"}\n'
    country = overlay(operations, directory=contacts)
    spec = EditionSpec("ms", Locale("ms"), overlays=("MY",))
    made = assemble(guide(source), (country,), {}, spec, words={}, words_language=EN)
    (found,) = (t for t in made.trace if t.note == "1 contacts")
    assert (found.unit, found.language, found.outcome) == ("MY/people", "ms", "shown")
