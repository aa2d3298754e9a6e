"""XLIFF 1.2: what goes out is valid, what tools make of it is read."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings

from adaptkit.exchange._protect import pieces
from adaptkit.exchange.reconcile import reconcile
from adaptkit.exchange.xliff import NAMESPACE, parse_xliff, render_xliff
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.model.diagnostic import ProblemsFound
from tests.exchange.builders import HARD, catalogue, entries, entry, parcel, texts

NS = {"x": NAMESPACE}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Of xliff-core-1.2-strict.xsd, what we use: element → (children in order, attributes).
SCHEMA = {
    "xliff": (("file",), {"version"}),
    "file": (
        ("header", "body"),
        {
            "original",
            "source-language",
            "target-language",
            "datatype",
            "product-name",
            "product-version",
        },
    ),
    "header": (("tool",), set()),
    "tool": ((), {"tool-id", "tool-name"}),
    "body": (("trans-unit",), set()),
    "trans-unit": (
        ("source", "target", "note alt-trans"),
        {"id", "resname", "extradata", SPACE},
    ),
    "source": (("ph",), {LANG}),
    "target": (("ph",), {LANG, "state", "state-qualifier"}),
    "note": ((), {"from"}),
    "alt-trans": (("source", "target"), {"alttranstype"}),
    "ph": ((), {"id", "ctype", "equiv-text"}),
}
REQUIRED = {
    "xliff": {"version"},
    "file": {"original", "source-language", "datatype"},
    "trans-unit": {"id"},
    "ph": {"id"},
}
STATES = {"needs-translation", "translated"}


def assert_valid(content: bytes) -> ET.Element:
    root = ET.fromstring(content)
    for node in root.iter():
        tag = node.tag.removeprefix(f"{{{NAMESPACE}}}")
        children, attributes = SCHEMA[tag]
        assert REQUIRED.get(tag, set()) <= set(node.attrib) <= attributes, (tag, node.attrib)
        rank = {name: n for n, names in enumerate(children) for name in names.split()}
        order = [rank[child.tag.removeprefix(f"{{{NAMESPACE}}}")] for child in node]
        assert order == sorted(order)
        if tag == "target" and "state" in node.attrib:
            assert node.attrib["state"] in STATES
        if tag == "ph":
            assert node.attrib["ctype"] == "lb" or node.attrib["ctype"].startswith("x-")
    for file in root.findall("x:file", NS):
        ids = [unit.attrib["id"] for unit in file.iter(f"{{{NAMESPACE}}}trans-unit")]
        assert len(ids) == len(set(ids))
    assert root.findall("x:file", NS)
    return root


@settings(max_examples=30)
@given(entries())
def test_it_is_valid_and_the_same_every_time(found: tuple[Entry, ...]) -> None:
    content = render_xliff(parcel(*found))
    assert_valid(content)
    assert content == render_xliff(parcel(*found))


@settings(max_examples=200)
@given(texts)
def test_protected_or_not_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece for _, piece in pieces(text)) == text


def test_states_notes_and_previous_text() -> None:
    root = assert_valid(
        render_xliff(
            parcel(
                entry("a.b", "One", extracted=("Heading",), references=("source_guide/a.md",)),
                entry("a.c", "Two", "Zwei", "fuzzy", previous_msgid="Before", comment="Mine."),
                entry("b.d", "Three", "Drei", references=("source_guide/b.md",)),
            )
        )
    )
    assert [f.attrib["original"] for f in root] == [
        "source_guide/a.md",
        "guide",
        "source_guide/b.md",
    ]
    targets = root.findall(".//x:trans-unit/x:target", NS)
    assert [(t.attrib["state"], t.get("state-qualifier")) for t in targets] == [
        ("needs-translation", None),
        ("needs-translation", "fuzzy-match"),
        ("translated", None),
    ]
    assert [(n.attrib["from"], n.text) for n in root.iter(f"{{{NAMESPACE}}}note")] == [
        ("developer", "Heading"),
        ("translator", "Mine."),
    ]
    assert root.find(".//x:alt-trans/x:source", NS).text == "Before"  # type: ignore[union-attr]
    assert b"approved" not in render_xliff(parcel(entry("a", "A", "B")))


@pytest.mark.parametrize(
    ("text", "protected"),
    [
        ("Call {helpline} now", ["{helpline}"]),
        ('[a (b)](c_(d).md#e "t")', ["c_(d).md#e"]),
        ("[a](<b c>) [d][e]", ["<b c>", "e"]),
        ("`a {b}` and ``c ` d``", ["`a {b}`", "``c ` d``"]),
        ('<b class="x">a</b>', ['<b class="x">', "</b>"]),
        ("a[^1]\\\nb", ["[^1]", "\\\n"]),
        ('{{< ref "a" >}} {% if x %} {{ b }}', ['{{< ref "a" >}}', "{% if x %}", "{{ b }}"]),
        ("{ref}`a` {{ b", ["{ref}`a`"]),
        ("1 < 2 {Not This} ` alone [x] (y)", []),
        ("\x07", ["U+0007"]),
    ],
)
def test_what_is_protected(text: str, protected: list[str]) -> None:
    root = assert_valid(render_xliff(parcel(entry("a", text))))
    assert [ph.text for ph in root.findall(".//x:source/x:ph", NS)] == protected


def test_every_hard_text_comes_back() -> None:
    found = [entry(f"a.{n}", text, text) for n, text in enumerate(HARD)]
    delivery = parse_xliff(render_xliff(parcel(*found)), "x.xlf")
    assert [(u.source, u.translation) for u in delivery.units] == [(t, t) for t in HARD]


def edited(content: bytes, old: str, new: str) -> bytes:
    assert content.count(old.encode()) == 1
    return content.replace(old.encode(), new.encode())


def test_tools_may_move_repeat_and_empty_protected_parts() -> None:
    ours = entry("a.b", "Call {x} or {y}.")
    sent = render_xliff(parcel(ours))
    target = '<target xml:lang="es" state="needs-translation"></target>'
    words = 'O <ph id="2"/> o <x id="1"/>, <mrk mtype="seg">sí</mrk>'
    new = f'<target xml:lang="es" state="translated">{words}</target>'
    delivery = parse_xliff(edited(sent, target, new), "x.xlf")
    assert delivery.units[0].translation == "O {y} o {x}, sí"
    wrong = '<target xml:lang="es"><ph id="9"/></target>'
    assert parse_xliff(edited(sent, target, wrong), "x.xlf").refused[0].id == "a.b"


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ('state="translated"', EntryState.TRANSLATED),
        ('state="final"', EntryState.TRANSLATED),
        ('state="needs-review-translation"', EntryState.FUZZY),
        ('state="needs-adaptation"', EntryState.FUZZY),
        ('state="needs-translation"', EntryState.TRANSLATED),
        ("", EntryState.TRANSLATED),
        ('state="new" state-qualifier="mt-suggestion"', EntryState.FUZZY),
        ('state="x-whatever"', EntryState.FUZZY),
    ],
)
def test_what_states_mean(attributes: str, state: EntryState) -> None:
    sent = render_xliff(parcel(entry("a.b", "One")))
    content = edited(
        sent,
        '<target xml:lang="es" state="needs-translation"></target>',
        f'<target xml:lang="es" {attributes}>Eins</target>',
    )
    assert parse_xliff(content, "x.xlf").units[0].state is state


def test_a_source_copied_into_an_empty_target_is_no_translation() -> None:
    sent = render_xliff(parcel(entry("a.b", "One")))
    content = edited(
        sent, 'state="needs-translation"></target>', 'state="needs-translation">One</target>'
    )
    after, outcome = reconcile([catalogue(entry("a.b", "One"))], parse_xliff(content, "x").units)
    assert outcome.unchanged
    assert after[0].entries[0].msgstr == ""


@pytest.mark.parametrize("attributes", ["", 'state="needs-translation"', 'state="new"'])
def test_nor_is_one_in_the_place_of_a_suggestion(attributes: str) -> None:
    ours = entry("a.b", "One", "Eins", "fuzzy")
    sent = render_xliff(parcel(ours)).decode()
    start = sent.index("<target")
    content = (
        sent[:start] + f"<target {attributes}>One</target>" + sent[sent.index("</target>") + 9 :]
    )
    after, outcome = reconcile([catalogue(ours)], parse_xliff(content.encode(), "x").units)
    assert outcome.unchanged
    assert after[0].entries[0] == ours


def test_a_file_that_has_lost_what_we_noted_overwrites_nothing() -> None:
    sent = render_xliff(parcel(entry("a.b", "One", "A")))
    start = sent.index(b' extradata="')
    bare = sent[:start] + sent[sent.index(b">", start) :]
    content = edited(bare, ">A</target>", ">B</target>")
    _, outcome = reconcile([catalogue(entry("a.b", "One", "A"))], parse_xliff(content, "x").units)
    assert outcome.conflicts[0].theirs == "B"


def test_notes_of_others_come_back_with_their_name() -> None:
    sent = render_xliff(parcel(entry("a.b", "One", "A", comment="Mine.")))
    content = edited(sent, "</trans-unit>", '<note from="Ana">Why?</note></trans-unit>')
    after, _ = reconcile(
        [catalogue(entry("a.b", "One", "A", comment="Mine."))], parse_xliff(content, "x").units
    )
    assert after[0].entries[0].comment == "Mine.\nAna: Why?"


@pytest.mark.parametrize(
    ("attributes", "words", "state"),
    [
        ("", "Eins", EntryState.FUZZY),
        ('state="needs-translation"', "Eins", EntryState.FUZZY),
        ('state="new"', "Eins", EntryState.FUZZY),
        ('state="translated"', "Eins", EntryState.TRANSLATED),
        ("", "Ein", EntryState.TRANSLATED),
        ('state="needs-review-translation"', "Ein", EntryState.FUZZY),
        ('state="needs-translation" state-qualifier="fuzzy-match"', "Ein", EntryState.FUZZY),
    ],
)
def test_a_suggestion_that_nobody_touched_stays_one(
    attributes: str, words: str, state: EntryState
) -> None:
    """Whatever a tool makes of the state that it was sent with."""
    ours = entry("a.b", "One", "Eins", "fuzzy", previous_msgid="Won")
    target = (
        '<target xml:lang="es" state="needs-translation" state-qualifier="fuzzy-match">'
        "Eins</target>\n<alt"
    )
    new = f'<target xml:lang="es" {attributes}>{words}</target>\n<alt'
    content = edited(render_xliff(parcel(ours)), target, new)
    after, outcome = reconcile([catalogue(ours)], parse_xliff(content, "x.xlf").units)
    assert (after[0].entries[0].msgstr, after[0].entries[0].state) == (words, state)
    assert not outcome.left_over


PO2XLIFF = """<xliff xmlns="urn:oasis:names:tc:xliff:document:1.1" version="1.1">
<file original="x.po" source-language="en-US" datatype="plaintext" target-language="es"><body>
<trans-unit id="2" approved="no" restype="x-gettext-domain-header"><source>Language: es</source>
<target state="translated">Language: es</target></trans-unit>
<trans-unit id="3" approved="yes"><source>One</source><target state="translated">Uno</target>
</trans-unit>
<trans-unit id="4" approved="no"><source>Two</source>
<target state="needs-translation">Dos</target></trans-unit></body></file></xliff>"""


def test_a_file_that_translate_toolkit_made_of_a_po_file() -> None:
    """With numbers for ids, the PO's header as a unit, and what was fuzzy as not begun."""
    units = parse_xliff(PO2XLIFF.encode(), "x.xlf").units
    assert [(u.source, u.state) for u in units] == [
        ("One", EntryState.TRANSLATED),
        ("Two", EntryState.FUZZY),
    ]
    ours = catalogue(entry("a.b", "One"), entry("a.c", "Two"), entry("a.d", "Two"))
    after, outcome = reconcile([ours], units)
    assert [(e.msgstr, e.state) for e in after[0].entries] == [
        ("Uno", EntryState.TRANSLATED),
        ("Dos", EntryState.FUZZY),
        ("Dos", EntryState.FUZZY),
    ]
    assert not outcome.left_over


def test_additions_of_other_programs_are_not_taken_for_ours() -> None:
    ours = entry("a.b", "One {x}", "Uno {x}")
    added = (
        '<o:source xmlns:o="urn:o">no</o:source><o:target xmlns:o="urn:o">no</o:target>'
        '<o:note xmlns:o="urn:o">no</o:note>'
    )
    content = render_xliff(parcel(ours)).replace(b"<source", added.encode() + b"<source", 1)
    content = content.replace(b">Uno ", b'><g id="9">Un<![CDATA[o]]></g><bx id="8"/> ', 1)
    delivery = parse_xliff(content, "x.xlf")
    # An empty code that stands for nothing in the source is told, not dropped.
    assert [one.theirs for one in delivery.refused] == ["Uno {x}"]
    [unit] = parse_xliff(content.replace(b'<bx id="8"/>', b""), "x.xlf").units
    assert (unit.source, unit.translation, unit.notes) == ("One {x}", "Uno {x}", ())


def test_units_that_have_lost_their_ids_are_known_by_their_text() -> None:
    ours = (entry("a.b", "One", "Eins"), entry("a.c", "Two"))
    content = render_xliff(parcel(*ours))
    for unit_id in ("a.b", "a.c"):
        content = content.replace(f' id="{unit_id}" resname="{unit_id}"'.encode(), b"")
    content = content.replace(b'state="needs-translation"></target>', b">Zwei</target>")
    after, outcome = reconcile([catalogue(*ours)], parse_xliff(content, "x.xlf").units)
    assert [e.msgstr for e in after[0].entries] == ["Eins", "Zwei"]
    assert not outcome.left_over


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f'{BOMB}<xliff version="1.2"><file>&b;</file></xliff>'.encode(), "exchange-damaged"),
        (
            b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><xliff version="1.2"/>',
            "exchange-damaged",
        ),
        (
            (f"<?xml version='1.0' encoding='UTF-16'?>{BOMB}<xliff/>").encode("utf-16"),
            "exchange-damaged",
        ),
        (b"<xliff version='1.2'><file>", "exchange-damaged"),
        (b"<a>" * 5000 + b"</a>" * 5000, "exchange-damaged"),
        (b"", "exchange-damaged"),
        (b"<?xml version='1.0' encoding='nonsense'?><xliff/>", "exchange-damaged"),
        (b"<xliff version='2.0'/>", "exchange-version"),
        (b"<html/>", "exchange-version"),
    ],
    ids=["bomb", "external", "utf-16", "cut off", "deep", "empty", "encoding", "2.0", "html"],
)
def test_what_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        parse_xliff(content, "x.xlf")
    assert [d.code for d in found.value.diagnostics] == [code]


@pytest.mark.parametrize("words", ["Eins", "Ein"])
@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ('state="needs-translation"', EntryState.FUZZY),
        ('state="new"', EntryState.FUZZY),
        ('state="translated"', EntryState.TRANSLATED),
        ("", EntryState.TRANSLATED),
    ],
)
def test_a_state_that_somebody_lowered_is_a_doubt(
    attributes: str, words: str, state: EntryState
) -> None:
    ours = parcel(entry("a.b", "One", "Eins"))
    sent = render_xliff(ours).decode()
    target = '<target xml:lang="es" state="translated">Eins</target>'
    assert target in sent
    back = sent.replace(target, f'<target xml:lang="es" {attributes}>{words}</target>')
    after, _ = reconcile(ours.catalogues, parse_xliff(back.encode(), "x.xlf").units)
    assert (after[0].entries[0].msgstr, after[0].entries[0].state) == (words, state)


PARTS = (
    ("See [the page](https://x.test/a) now.", "Vea [la página](https://x.test/a) ya.", ""),
    ("See [the page](https://x.test/a) now.", "Vea la página ya.", "https://x.test/a"),
    ("Use `code 7` here.", "Use `code 7` aquí.", ""),
    ("Use `code 7` here.", "Use aquí.", "`code 7`"),
    ("One\\\ntwo.", "Uno\\\ndos.", ""),
    ("One\\\ntwo.", "Uno dos.", "the line break"),
    ("A<br>b", "A b", "<br>"),
    ("A[^1].", "A.", "[^1]"),
    ("`a` and `a`", "`a` y", "`a`"),
    ("Plain words.", "Palabras.", ""),
)


@pytest.mark.parametrize(("source", "words", "lost"), PARTS)
@pytest.mark.parametrize("protected", [True, False])
def test_words_without_a_protected_part_are_no_finished_ones(
    source: str, words: str, lost: str, protected: bool
) -> None:
    sent = render_xliff(parcel(entry("a.b", source))).decode()
    target = "".join(
        f'<ph id="{n}">{escape(part)}</ph>' if kind and protected else escape(part)
        for n, (kind, part) in enumerate(pieces(words))
    )
    before, _, rest = sent.partition("<target")
    after = rest.partition("</target>")[2]
    came = f'{before}<target xml:lang="es" state="translated">{target}</target>{after}'
    delivery = parse_xliff(came.encode(), "x.xlf")
    (one,) = delivery.units
    assert one.translation == words
    assert one.state is (EntryState.FUZZY if lost else EntryState.TRANSLATED)
    assert [d.code for d in delivery.diagnostics] == (["exchange-parts"] if lost else [])
    assert all(lost in d.message for d in delivery.diagnostics)


def test_words_that_went_out_without_a_part_stay_what_they_were() -> None:
    done = entry("a.b", "Use `code 7` here.", "Use aquí.")
    delivery = parse_xliff(render_xliff(parcel(done)), "x.xlf")
    assert not delivery.diagnostics
    assert delivery.units[0].state is EntryState.TRANSLATED
