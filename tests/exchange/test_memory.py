"""TMX there and back, and the term list."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

from adaptkit.catalogues.merge import merge
from adaptkit.exchange.reconcile import reconcile
from adaptkit.exchange.remember import offer, remember
from adaptkit.exchange.terms import counted, render_tbx, render_terms
from adaptkit.exchange.tmx import parse_tmx, remembered, render_tmx
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.model.diagnostic import Position, ProblemsFound
from adaptkit.model.exchange import Returned
from adaptkit.records import replace
from tests.exchange.builders import HARD, catalogue, entries, entry, parcel, terms

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_what_is_remembered() -> None:
    sent = parcel(
        entry("a.b", "One", "Uno"),
        entry("a.c", "Two", "Dos", "fuzzy"),
        entry("a.d", "Three"),
        entry("a.e", "Four", "Cuatro", "obsolete"),
    )
    root = ET.fromstring(render_tmx(sent))
    assert root.attrib == {"version": "1.4"}
    header = root.find("header")
    assert header is not None
    assert set(header.attrib) == {
        *("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang"),
        *("srclang", "datatype"),
    }
    units = root.findall("body/tu")
    assert [[s.text for s in unit.iter("seg")] for unit in units] == [
        ["One", "Uno"],
        ["Four", "Cuatro"],
    ]
    assert [v.attrib[LANG] for v in units[0].iter("tuv")] == ["en", "es"]
    assert [p.text for p in units[1].iter("prop")] == ["a.e", "guide", "obsolete"]
    assert render_tmx(sent) == render_tmx(sent)


@settings(max_examples=40)
@given(entries())
def test_texts_come_back_and_only_as_suggestions(found: tuple[Entry, ...]) -> None:
    done = tuple(replace(e, state=EntryState.TRANSLATED, flags=()) for e in found if e.msgstr)
    delivery = parse_tmx(render_tmx(parcel(*done)), "x.tmx")
    assert [(u.source, u.translation) for u in delivery.units] == [
        (e.msgid, e.msgstr) for e in done
    ]
    assert delivery.memory
    before = catalogue(*found)
    after, outcome = remember([before], delivery.units)
    for was, then in zip(found, after[0].entries, strict=True):
        assert was == then or (not was.msgstr and then.state is EntryState.FUZZY)
    assert len(outcome.taken) == sum(a != b for a, b in zip(found, after[0].entries, strict=True))


def test_every_hard_text_comes_back() -> None:
    found = [entry(f"a.{n}", text, text) for n, text in enumerate(HARD)]
    delivery = parse_tmx(render_tmx(parcel(*found)), "x.tmx")
    assert [u.translation for u in delivery.units] == list(HARD)


def test_equal_texts_like_ones_and_others() -> None:
    memory = parse_tmx(
        render_tmx(parcel(entry("x", "Rest before you are tired.", "Descanse."))), "x.tmx"
    )
    ours = catalogue(
        entry("a", "Rest before you are tired."),
        entry("b", "Rest before you feel tired."),
        entry("c", "Something else."),
        entry("d", "Rest before you are tired.", "Otra", "fuzzy"),
        entry("e", "Rest before you are tired.", "", "obsolete"),
    )
    after, outcome = remember([ours], memory.units)
    assert [e.msgstr for e in after[0].entries] == ["Descanse.", "Descanse.", "", "Otra", ""]
    assert [e.previous_msgid for e in after[0].entries][:2] == ["", "Rest before you are tired."]
    assert [one.id for one in outcome.taken] == ["a", "b"]


FOREIGN = """<tmx version="1.4"><header srclang="EN-US"/><body>
<tu><tuv xml:lang="es-ES"><seg>Uno <bpt i="1">&lt;b&gt;</bpt>dos</seg></tuv>
<tuv xml:lang="en"><seg>One</seg></tuv><tuv lang="fr"><seg>Un</seg></tuv></tu>
<tu srclang="de"><tuv xml:lang="es"><seg>x</seg></tuv></tu></body></tmx>"""


def test_memories_of_other_programs() -> None:
    units = parse_tmx(FOREIGN.encode(), "x.tmx").units
    assert [(u.language, u.source, u.translation) for u in units] == [
        ("es-ES", "One", "Uno <b>dos"),
        ("fr", "One", "Un"),
    ]
    with pytest.raises(ProblemsFound):
        parse_tmx(b"<xliff/>", "x.tmx")


@pytest.mark.parametrize(
    ("variants", "words"),
    [
        # The very language comes first, wherever it stands.
        ((("es-MX", "Jale"), ("es", "Tire")), "Tire"),
        ((("es-MX", "Jale"), ("es-MX", "Jale"), ("es", "Tire")), "Tire"),
        # Its variants disagree, or do not.
        ((("es-MX", "Jale"), ("es-ES", "Tire")), ""),
        ((("es-MX", "Jale"), ("es-MX", "Jale"), ("es-ES", "Tire")), ""),
        ((("es-MX", "Tire"), ("es-ES", "Tire")), "Tire"),
        ((("es-MX", "Jale"), ("es_mx", "Jale")), "Jale"),
        # Within one language the majority.
        ((("es", "Jale"), ("es", "Tire"), ("es", "Tire")), "Tire"),
    ],
)
def test_variants_of_a_language(variants: tuple[tuple[str, str], ...], words: str) -> None:
    units = "".join(f'<tuv xml:lang="{tag}"><seg>{said}</seg></tuv>' for tag, said in variants)
    content = (
        '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Pull</seg>'
        f"</tuv>{units}</tu></body></tmx>"
    )
    memory = parse_tmx(content.encode(), "x.tmx").units
    after, outcome = remember([catalogue(entry("a.b", "Pull"))], memory)
    assert after[0].entries[0].msgstr == words
    assert len(outcome.taken) == bool(words)


OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1"><header srclang="EN"/><body>
<tu><tuv lang="EN"><seg>One</seg></tuv><tuv lang="ES"><seg>{}</seg></tuv></tu></body></tmx>"""


def test_a_document_type_may_be_named_but_declares_nothing() -> None:
    assert parse_tmx(OMEGAT.format("Uno").encode(), "x.tmx").units[0].translation == "Uno"
    with pytest.raises(ProblemsFound, match="&nbsp;"):
        parse_tmx(OMEGAT.format("Uno&nbsp;dos").encode(), "x.tmx")
    inner = OMEGAT.format("&a;").replace('"tmx11.dtd"', '"tmx11.dtd" [<!ENTITY a "aaaa">]')
    with pytest.raises(ProblemsFound, match="document type"):
        parse_tmx(inner.encode(), "x.tmx")


def test_words_of_units_that_are_gone_are_offered_where_nothing_stands() -> None:
    ours = catalogue(
        entry("a", "Rest before you are tired."), entry("b", "Rest before you feel tired.", "Otra")
    )
    lost = Returned(
        "x", "Rest before you are tired.", "Descanse.", EntryState.TRANSLATED, "es", "-"
    )
    other = replace(lost, id="y", source="Something else.", translation="Otra cosa.")
    noted = replace(lost, notes=("Is that so?",))
    after, outcome = offer(*reconcile([ours], [lost, other]))
    assert [e.msgstr for e in after[0].entries] == ["Descanse.", "Otra"]
    assert after[0].entries[0].state is EntryState.FUZZY
    assert [one.theirs for one in outcome.stale] == ["Descanse."]
    assert [one.theirs for one in outcome.unknown] == ["Otra cosa."]
    assert [one.translation for one in outcome.spare] == ["Otra cosa."]
    # A note has no place there, so it stays in the list.
    _, outcome = offer(*reconcile([ours], [noted]))
    assert "Is that so?" in outcome.unknown[0].message


@pytest.mark.parametrize("state", [EntryState.TRANSLATED, EntryState.FUZZY])
def test_words_from_a_file_stay_a_suggestion_though_the_guide_becomes_their_text(
    state: EntryState,
) -> None:
    """Nobody has seen them there: only a person can take the mark away."""
    there = Returned(
        "x", "Rest before you are tired.", "Descanse.", state, "es", position=Position("a/old.tmx")
    )
    ours = catalogue(
        entry("a", "Rest before you feel tired."), entry("b", "Rest before you are tired.")
    )
    (found,), _ = remember([ours], [there])
    assert [e.extracted[-1:] for e in found.entries] == [
        ("Suggestion: made for a text like this one, in old.tmx.",),
        ("Suggestion: the same text as in old.tmx.",),
    ]
    texts = ("Rest before you are tired.", "Rest well.", "Rest before you are tired.")
    for text in texts:
        found, _ = merge(catalogue(entry("a", text), entry("b", text)), found)
        assert [e.msgstr for e in found.entries] == ["Descanse."] * 2
        assert {e.state for e in found.entries} == {EntryState.FUZZY}


def test_what_a_memory_holds_is_counted() -> None:
    sent = parcel(
        entry("a.b", "One", "Uno"),
        entry("a.c", "Two", "Dos", "fuzzy"),
        entry("a.d", "Three"),
        entry("a.e", "Four", "Cuatro", "obsolete"),
        entry("a.f", "Five", "Cinco", "obsolete", flags=("fuzzy",)),
    )
    tally = remembered(sent)
    assert tally.written == render_tmx(sent).count(b"<tu>") == 2
    assert tally.left_out == {"not translated": 1, "not finished (fuzzy)": 1}


KNOWN = terms(("relapse", "new symptoms, <or> old ones"), ("social worker", ""))
SENT = replace(
    parcel(
        entry("terms-yaml.relapse", "relapse", "brote"),
        entry("terms-yaml.social-worker", "x"),
        entry("glossary.1", "**Social worker**", "**Trabajadora social**"),
        entry("glossary.2", "Relapse", "recaída"),
    ),
    terms=KNOWN,
)


def test_terms_as_csv() -> None:
    rows = list(csv.reader(io.StringIO(render_terms(SENT).decode("utf-8-sig"), newline="")))
    assert rows == [
        ["key", "term", "definition", "note", "translation"],
        ["relapse", "relapse", "new symptoms, <or> old ones", "", "brote"],
        ["social_worker", "social worker", "", "", "trabajadora social"],
    ]


def test_terms_without_a_translation_are_counted() -> None:
    tally = counted(replace(SENT, terms=KNOWN | terms(("splint", ""))))
    assert (tally.written, tally.left_out) == (3, {"without a translation": 1})


def test_terms_as_tbx() -> None:
    root = ET.fromstring(render_tbx(SENT))
    assert (root.tag, root.attrib["type"]) == ("martif", "TBX-Basic")
    found = root.findall("text/body/termEntry")
    assert [[c.tag for c in one] for one in found] == [
        ["descrip", "langSet", "langSet"],
        ["langSet", "langSet"],
    ]
    assert [t.text for t in found[0].iter("term")] == ["relapse", "brote"]
    assert found[0][0].text == "new symptoms, <or> old ones"
