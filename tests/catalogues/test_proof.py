"""The second reader: what would be written is read by polib, and must be what was meant."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adaptkit.catalogues import _polib, proof
from adaptkit.catalogues.po import parse_po
from adaptkit.catalogues.proof import prove, proven_po
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Position, ProblemsFound
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from tests.catalogues.builders import po_bytes

ES = Locale("es")
HEADER = (("Language", "es"), ("Content-Type", "text/plain; charset=UTF-8"))
LIVE = Entry(
    "a.1", "One\n", "Uno\n", EntryState.FUZZY, ("fuzzy", "no-wrap"), "ask Ana\nor Luis",
    ("Paragraph",), ("a.md:1", "b.md"), "on", "a.0", position=Position("x.po", 7),
    previous_plural="ons",
)  # fmt: skip
PLURAL = Entry("a.2", "Day", "Día", EntryState.TRANSLATED, plural=("Days", ((0, "Día"), (1, "D"))))
GONE = Entry("a.3", "Gone", "Ido", EntryState.OBSOLETE, ("fuzzy",))
MADE = Catalogue(ES, "guide", (LIVE, PLURAL, GONE), HEADER, "Spanish\n\nof Ana", ("fuzzy",))


def refused(content: bytes, meant: Catalogue) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        prove(content, meant, "x.po")
    assert {one.code for one in found.value.diagnostics} == {"po-not-proven"}
    assert all(one.position.path == "x.po" for one in found.value.diagnostics)
    return [one.message for one in found.value.diagnostics]


def test_what_was_meant_is_proven() -> None:
    prove(po_bytes(MADE), MADE, "x.po")


# Every sign that PO files, polib, or Unicode treat in a way of their own.
ODD = (
    '\a\b\t\n\v\f\r\0"\\#|~[]{}:,;. an0'
    "\x1b\x1c\x1d\x1e\x1f\x7f\x85\xa0\u2028\u2029\u3000\ufeff\u2068"
)
TEXT = st.text(ODD, max_size=9) | st.text(st.characters(codec="utf-8"), max_size=6)
LINE = st.text(ODD.replace("\r", "").replace("\n", ""), max_size=7)
NAMES = st.text("ab.:/-1é²", min_size=1, max_size=30)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    state = draw(st.sampled_from(EntryState))
    flags = draw(st.lists(st.sampled_from(["fuzzy", "no-wrap", "c-format", "range: 0..9"])))
    forms = st.lists(TEXT, min_size=1, max_size=10).map(lambda f: tuple(enumerate(f)))
    return Entry(
        draw(TEXT), draw(TEXT), draw(TEXT), state, tuple(dict.fromkeys(flags)),
        "\n".join(draw(st.lists(LINE, max_size=4))), tuple(draw(st.lists(LINE, max_size=3))),
        tuple(draw(st.lists(NAMES, max_size=9))), draw(TEXT), draw(TEXT),
        draw(st.none() | st.tuples(TEXT, forms)), Position("x.po", 3), draw(TEXT),
    )  # fmt: skip


FIELDS = st.lists(st.tuples(st.sampled_from(["", "Language", "X-Y"]), TEXT), max_size=3).map(tuple)
# Without id and text it would be a second header.
NAMED = entries().filter(lambda e: (e.unit_id + e.msgid).replace("\0", ""))
ENTRIES = st.lists(NAMED, max_size=4).map(tuple)
CATALOGUES = st.builds(
    Catalogue, st.just(ES), st.just("guide"), ENTRIES, FIELDS,
    header_comment=st.lists(LINE, max_size=3).map("\n".join),
    header_flags=st.sampled_from([(), ("fuzzy",)]),
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CATALOGUES)
def test_polib_never_stands_in_the_way_of_anything_that_can_be_written(made: Catalogue) -> None:
    assert proven_po(made, "x.po", b"") == po_bytes(made)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CATALOGUES, CATALOGUES)
def test_a_file_proves_one_catalogue_only(made: Catalogue, other: Catalogue) -> None:
    """Where our own reader sees other words, so does the proof."""

    def words(one: Catalogue) -> object:
        found = parse_po(po_bytes(one), path="", locale=ES, domain="guide")
        return [(e.unit_id, e.msgid, e.msgstr, e.live) for e in found.entries]

    try:
        differ = words(made) != words(other)
    except ProblemsFound:  # one id twice
        return
    if differ and "\a" not in str(other) + str(made):
        refused(po_bytes(made), replace(other, header=made.header))


@pytest.mark.parametrize(
    ("entry", "change", "said"),
    [
        (LIVE, {"unit_id": "a.9"}, 'msgctxt: polib reads "a.1", and "a.9" was meant'),
        (LIVE, {"msgid": "Two"}, 'msgid: polib reads "One\\n", and "Two" was meant'),
        (LIVE, {"msgstr": "Uno"}, 'msgstr: polib reads "Uno\\n", and "Uno" was meant'),
        (LIVE, {"flags": ("no-wrap",)}, 'flags: polib reads "fuzzy, no-wrap", and "no-wrap" was'),
        (LIVE, {"flags": ()}, 'flags: polib reads "fuzzy, no-wrap", and "" was meant'),
        (LIVE, {"comment": "ask Ana"}, 'comment: polib reads "ask Ana\\nor Luis", and "ask Ana"'),
        (LIVE, {"extracted": ()}, 'extracted comment: polib reads "Paragraph", and "" was meant'),
        (LIVE, {"references": ("a.md:1",)}, 'references: polib reads "a.md:1 b.md", and "a.md:1"'),
        (LIVE, {"previous_msgid": ""}, 'previous msgid: polib reads "on", and "" was meant'),
        (LIVE, {"previous_context": ""}, 'previous msgctxt: polib reads "a.0", and "" was meant'),
        (LIVE, {"previous_plural": ""}, 'previous msgid_plural: polib reads "ons", and "" was'),
        (PLURAL, {"previous_plural": "D"}, 'previous msgid_plural: polib reads "", and "D" was'),
        (PLURAL, {"previous_context": "D"}, 'previous msgctxt: polib reads "", and "D" was meant'),
        (PLURAL, {"flags": ("fuzzy",)}, 'flags: polib reads "", and "fuzzy" was meant'),
        (PLURAL, {"plural": ("D", PLURAL.plural[1])}, 'msgid_plural: polib reads "Days", and "D"'),
        (PLURAL, {"plural": ("Days", ((0, "Día"), (1, "E")))}, 'msgstr[1]: polib reads "D", and'),
        (PLURAL, {"plural": ("Days", ((0, "Día"),))}, 'msgstr[1]: polib reads "D", and "" was'),
        (PLURAL, {"plural": None}, 'msgstr: polib reads "", and "Día" was meant'),
        (GONE, {"state": EntryState.FUZZY}, "polib reads it as obsolete"),
        (GONE, {"msgstr": "Id"}, 'msgstr: polib reads "Ido", and "Id" was meant'),
    ],
)  # fmt: skip
def test_every_difference_is_told_with_both_versions(
    entry: Entry, change: dict[str, object], said: str
) -> None:
    assert PLURAL.plural is not None
    file = po_bytes(replace(MADE, entries=(entry,)))
    meant = replace(MADE, entries=(replace(entry, **change),))
    assert any(said in message for message in refused(file, meant))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"header": HEADER[1:]}, 'header field "Language": polib reads "es", and "" was meant'),
        ({"header": (*HEADER, ("A", "b"))}, 'header field "A": polib reads "", and "b" was meant'),
        ({"header_flags": ()}, "polib reads other flags at the header"),
        ({"header_comment": "Spanish"}, 'header comment: polib reads "Spanish\\n\\nof Ana", and'),
        ({"entries": (LIVE, PLURAL)}, "polib reads 3 entries, and 2 were meant"),
        ({"entries": (GONE, LIVE, PLURAL, LIVE)}, "polib reads 3 entries, and 4 were meant"),
    ],
)
def test_the_header_and_the_number_of_entries_are_proven(
    change: dict[str, object], said: str
) -> None:
    told = refused(po_bytes(MADE), replace(MADE, **change))
    assert any(message.startswith(said) for message in told)


def test_of_eleven_forms_all_are_proven_that_polib_keeps() -> None:
    def made(*forms: str) -> Catalogue:
        return replace(MADE, entries=(replace(PLURAL, plural=("x", tuple(enumerate(forms)))),))

    eleven = made(*"abcdefghijk")
    prove(po_bytes(eleven), eleven, "x.po")
    assert refused(po_bytes(eleven), made(*"abcdefghijX")) == [
        'msgstr[1]: polib reads "k", and "X" was meant'
    ]


@pytest.mark.parametrize(
    "cut", [b'"Uno', b'msgstr[1] "D"', b'#~ msgstr "Ido"\n', b"#, fuzzy, no-wrap\n", b"#| "]
)
def test_bytes_that_were_lost_on_the_way_are_seen(cut: bytes) -> None:
    whole = po_bytes(MADE)
    assert cut in whole
    refused(whole.replace(cut, b"", 1), MADE)


def test_what_polib_cannot_read_is_told_in_its_words() -> None:
    said = refused(b'msgid ""\nmsgstr ""\n\nmsgid "a"b"\n', MADE)
    assert len(said) == 1
    assert "cannot read what would be written" in said[0]
    assert "unescaped double quote" in said[0]


def test_only_the_first_ten_differences_are_told() -> None:
    entries = tuple(Entry(f"a.{n}", "One", "Uno", EntryState.TRANSLATED) for n in range(30))
    file = po_bytes(replace(MADE, entries=entries))
    meant = tuple(replace(entry, msgstr="Dos") for entry in entries)
    assert len(refused(file, replace(MADE, entries=meant))) == 10


def test_long_texts_are_shown_where_they_part() -> None:
    long = Entry("a", "x", "word " * 40 + "end" + " word" * 40, EntryState.TRANSLATED)
    file = po_bytes(replace(MADE, entries=(long,)))
    (said,) = refused(file, replace(MADE, entries=(replace(long, msgstr="word " * 40 + "END"),)))
    assert '"…word word word word end word' in said
    assert '"…word word word word END"' in said


# What is read again ---------------------------------------------------------------------------


def test_a_file_that_stays_as_it_is_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_polib, "read_po_again", None)
    assert proven_po(MADE, "x.po", po_bytes(MADE)) is None
    with pytest.raises(TypeError):
        proven_po(MADE, "x.po", po_bytes(MADE) + b"\n")


def test_a_first_template_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the place of no other, and holds no words but the guide's."""
    monkeypatch.setattr(_polib, "read_po_again", None)
    template = Catalogue(None, "guide", (Entry("a.1", "One"),), HEADER)
    assert proven_po(template, "x.pot", None) == po_bytes(template)
    for made, before in ((template, b""), (replace(template, locale=ES), None)):
        with pytest.raises(TypeError):
            proven_po(made, "x.pot", before)


def test_of_a_file_that_changes_only_changed_entries_are_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[bytes] = []
    again = _polib.read_po_again
    monkeypatch.setattr(_polib, "read_po_again", lambda c: read.append(c) or again(c))
    after = replace(MADE, entries=(LIVE, replace(PLURAL, comment="new"), GONE))
    made = proven_po(after, "x.po", po_bytes(MADE), MADE)
    assert made == po_bytes(after)
    assert [(b"a.1" in c, b"a.2" in c, b"a.3" in c) for c in read] == [(False, True, False)]
    # Without the catalogue of before, and where its bytes were others, all of it is.
    assert proven_po(after, "x.po", po_bytes(MADE)) == made
    assert proven_po(after, "x.po", b"", MADE) == made
    assert read[1:] == [made, made]


def test_a_change_that_the_writer_loses_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes are those of before: nothing looks changed but to whoever knows what was meant."""
    header, blocks = proof.po_blocks(MADE)
    after = replace(MADE, entries=(replace(LIVE, msgstr="Dos\n"), PLURAL, GONE), header_flags=())
    stale = [(entry, block) for entry, (_, block) in zip(after.entries, blocks, strict=True)]
    new_header = header.replace(b"#, fuzzy\n", b"")
    monkeypatch.setattr(proof, "po_blocks", lambda _: (new_header, stale))
    with pytest.raises(ProblemsFound) as found:
        proven_po(after, "x.po", po_bytes(MADE), MADE)
    (one,) = found.value.diagnostics
    assert (one.position.line, one.unit) == (7, "a.1")
    assert 'msgstr: polib reads "Uno\\n", and "Dos\\n" was meant' in one.message
