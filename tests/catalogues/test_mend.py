"""Keys that stand twice, and what ``format`` mends: laws for anything at all.

The kinds of damage, one by one and with their lines, are in ``tests/scenarios/test_damaged.py``."""

from __future__ import annotations

import re
import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.catalogues._twins import apart
from adaptkit.catalogues.mend import mend_po
from adaptkit.catalogues.merge import merge
from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import ProblemsFound

from .builders import ES, template

HEADER = (("Content-Type", "text/plain; charset=UTF-8"),)
# Few of each, so that keys meet.
IDS = st.sampled_from(["a", "b", "a-2", ""])
TEXTS = st.sampled_from(["One.", "Two.", "One two."])
WORDS = st.sampled_from(["", "Uno.", "Dos.", "Uno dos."])
PLURALS = st.none() | st.just(("Ones.", ((0, "Uno."), (1, "Unos."))))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    plural = draw(PLURALS)
    words = "Uno." if plural else draw(WORDS)
    fuzzy = bool(words) and draw(st.booleans())
    state = EntryState.FUZZY if fuzzy else EntryState.TRANSLATED
    if draw(st.booleans()):
        state = EntryState.OBSOLETE
    elif not words:
        state = EntryState.UNTRANSLATED
    flags = ("fuzzy",) if fuzzy else ()
    comment = draw(st.sampled_from(["", "by Ana", "by Eva"]))
    return Entry(draw(IDS), draw(TEXTS), words, state, flags, comment, plural=plural)


def live_once(found: list[Entry]) -> tuple[Entry, ...]:
    """As a reader lets them pass: of live entries each id (without ids: each text) once."""
    out: dict[object, Entry] = {}
    for n, entry in enumerate(found):
        key = (entry.unit_id, "" if entry.unit_id else entry.msgid)
        out.setdefault(key if entry.live else n, entry)
    return tuple(sorted(out.values(), key=lambda entry: not entry.live))


UNITS = st.lists(st.tuples(st.sampled_from("abc"), TEXTS), max_size=3, unique_by=lambda u: u[0])
MANY = st.lists(entries(), max_size=8).map(live_once)


def keys(found: tuple[Entry, ...]) -> list[tuple[str, str]]:
    return [(entry.unit_id, entry.msgid) for entry in found]


def said(found: tuple[Entry, ...]) -> set[tuple[object, ...]]:
    """What is worth keeping: every translation of every text, and every comment line."""
    words = {(e.msgid, e.msgstr, e.plural) for e in found if e.msgstr}
    return words | {(line,) for e in found for line in e.comment.split("\n") if line}


@given(MANY)
def test_entries_set_apart_have_keys_of_their_own_and_say_all_they_said(
    found: tuple[Entry, ...],
) -> None:
    kept, twins = apart(found)
    assert len(keys(kept)) == len(set(keys(kept)))
    assert said(kept) == said(found)
    assert apart(kept) == (kept, ())
    assert len(found) - len(kept) == sum(not twin.kept_as for twin in twins)
    live = [entry for entry in found if entry.live]
    assert [(e.unit_id, e.msgid, e.msgstr) for e in kept if e.live] == [
        (e.unit_id, e.msgid, e.msgstr) for e in live
    ]


@settings(max_examples=200)
@given(MANY, UNITS)
def test_what_an_update_writes_is_never_refused(
    found: tuple[Entry, ...], units: list[tuple[str, str]]
) -> None:
    """Neither by us nor, for a key that stands twice, by gettext."""
    merged, _ = merge(template(*units), Catalogue(ES, "guide", found, HEADER, path="es.po"))
    text = render_po(merged)
    read = parse_po(text.encode(), path="es.po", locale=ES, domain="guide")
    assert len(keys(read.entries)) == len(set(keys(read.entries)))
    assert mend_po(text.encode(), path="es.po", locale=ES)[1] == ()


@settings(max_examples=200)
@given(MANY)
def test_what_was_mended_needs_no_mending(found: tuple[Entry, ...]) -> None:
    text = render_po(Catalogue(ES, "guide", found, HEADER, path="es.po"))
    mended, notes = mend_po(text.encode(), path="es.po", locale=ES)
    lines = text.split("\n")
    assert all(re.match(r"#~ msg|#~? |#,", lines[note.position.line - 1]) for note in notes)
    assert len(notes) == sum(n - 1 for n in Counter(keys(found)).values())
    again = render_po(mended).encode()
    assert mend_po(again, path="es.po", locale=ES)[1] == ()
    assert render_po(parse_po(again, path="es.po", locale=ES, domain="guide")).encode() == again
    assert said(mended.entries) == said(found)


BREAKS = st.text("ab \n\r\x85\u2028\u2029", max_size=8)


@settings(max_examples=300)
@given(BREAKS, st.sampled_from(["One.", "One\ntwo.", "One\u2028two."]))
def test_strange_breaks_go_and_letters_stay(words: str, source: str) -> None:
    state = EntryState.TRANSLATED if words else EntryState.UNTRANSLATED
    before = Catalogue(ES, "guide", (Entry("a", source, words, state),), HEADER, path="es.po")
    mended, notes = mend_po(render_po(before).encode(), path="es.po", locale=ES)
    now = mended.entries[0].msgstr
    assert bool(notes) == (now != words)
    assert now.split() == words.split()
    if not set(source) & set("\r\x85\u2028\u2029"):
        assert not set(now.strip()) & set("\r\x85\u2028\u2029")
    else:
        assert now == words
    again, notes = mend_po(render_po(mended).encode(), path="es.po", locale=ES)
    assert (again, notes) == (mended, ())


BITS = ["<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "|||||||\n", '"', "\\", "\n", "#~ ", "\r", "\0",
        "msgid", 'msgstr ""\n', "# x\n", "\ufeff", "\u2028"]  # fmt: skip


@settings(max_examples=400)
@given(MANY, st.data())
def test_no_damage_loses_a_translation_in_silence(
    found: tuple[Entry, ...], data: st.DataObject
) -> None:
    """Something gets in anywhere: the file is refused, or every entry is there, with its words."""
    found, _ = apart(found)
    text = render_po(Catalogue(ES, "guide", found, HEADER, path="es.po"))
    at = data.draw(st.integers(0, len(text)))
    bit = data.draw(st.sampled_from(BITS))
    damaged = (text[:at] + bit + text[at:]).encode()
    try:
        read = parse_po(damaged, path="es.po", locale=ES, domain="guide")
    except ProblemsFound:
        return
    assert len(read.entries) >= len(found)
    # The one that it got into may have it inside now.
    now = Counter(entry.msgstr for entry in read.entries)
    assert (Counter(entry.msgstr for entry in found) - now).total() <= 1


def _calls(made: Catalogue) -> int:
    """How many functions are called until its keys are apart: what it costs, without a clock."""
    count = 0

    def counting(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        apart(made.entries)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("state", [EntryState.TRANSLATED, EntryState.OBSOLETE])
def test_a_catalogue_that_stands_in_a_file_twice_costs_twice_as_much(state: EntryState) -> None:
    """As where two branches were joined by writing one after the other."""

    def doubled(size: int) -> Catalogue:
        names = [f"a.{n}" for n in range(size)]
        first = [Entry(name, name, "Uno.", EntryState.TRANSLATED) for name in names]
        second = [Entry(name, name, "Dos.", state) for name in names]
        return Catalogue(ES, "guide", (*first, *second))

    assert _calls(doubled(400)) < 2.2 * _calls(doubled(200))


# Carriage returns in comments ----------------------------------------------------------------

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("lines", "references", "extracted", "comment", "flags"),
    [
        ("#: a.md:3\rb.md:5\n", ("a.md:3", "b.md:5"), (), "", ()),
        ("#: a.md\r\r\n", ("a.md",), (), "", ()),
        ("#. a note\rthat goes on\n", (), ("a note that goes on",), "", ()),
        ("# by\rAna\n", (), (), "by Ana", ()),
        ("#. one\r#: a.md\n", ("a.md",), ("one",), "", ()),
        ("#, fuzzy\rno-wrap\n", (), (), "", ("fuzzy", "no-wrap")),
        ("#, no-wrap\rfuzzy\n", (), (), "", ("fuzzy", "no-wrap")),
        ("#, fuzzy\r\n", (), (), "", ("fuzzy",)),
    ],
)
def test_a_carriage_return_in_a_comment_is_a_blank(
    lines: str,
    references: tuple[str, ...],
    extracted: tuple[str, ...],
    comment: str,
    flags: tuple[str, ...],
) -> None:
    content = f'{HEAD}{lines}msgctxt "a"\nmsgid "One"\nmsgstr "Uno"\n'.encode()
    mended, _ = mend_po(content, path="", locale=ES)
    [one] = mended.entries
    assert (one.references, one.extracted, one.comment, one.flags) == (
        references, extracted, comment, flags,
    )  # fmt: skip
    assert one.state is (EntryState.FUZZY if "fuzzy" in flags else EntryState.TRANSLATED)


def test_an_old_files_line_ends_are_read_as_before() -> None:
    content = f'{HEAD}#. One\n#: a.md\nmsgctxt "a"\nmsgid "One"\nmsgstr "Uno"\n'
    old = content.replace("\n", "\r").replace("\\r", "\\n").encode()
    assert mend_po(old, path="", locale=ES)[0].entries[0].msgstr == "Uno"


def test_a_mark_between_blanks_is_a_mark() -> None:
    """As gettext reads it; overlooked, it would make a draft finished."""
    content = f'{HEAD}#, fuzzy no-wrap\nmsgctxt "a"\nmsgid "One"\nmsgstr "Uno"\n'.encode()
    for text in (content, content.replace(b"#, f", b"#,  f")):
        [one] = parse_po(text, path="", locale=ES, domain="guide").entries
        assert one.state is EntryState.FUZZY
        assert one.flags == ("fuzzy", "no-wrap")


# Marks of a merge conflict ---------------------------------------------------------------------

UNO = 'msgctxt "a"\nmsgid "One"\n'


def marked(ours: str, theirs: str, base: str | None = None) -> str:
    middle = "" if base is None else f"||||||| base\n{base}"
    return f"<<<<<<< ours\n{ours}{middle}=======\n{theirs}>>>>>>> theirs\n"


@pytest.mark.parametrize(
    "text",
    [
        # Without the version that both came from nobody knows who has changed what.
        marked("#, fuzzy\n", "") + UNO + 'msgstr "Uno"\n',
        marked("", "#, fuzzy\n") + UNO + 'msgstr "Uno"\n',
        UNO + 'msgstr ""\n"Uno"\n' + marked('" dos"\n', ""),
        UNO + marked('msgstr "Uno"\n', 'msgstr "Un"\n'),
        UNO + marked('msgstr "Uno"\n', 'msgstr "Un"\n', 'msgstr ""\n'),
    ],
)
def test_what_needs_a_person_is_left_to_one(text: str) -> None:
    with pytest.raises(ProblemsFound, match="merge conflict"):
        mend_po((HEAD + text).encode(), path="", locale=ES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (UNO + marked('msgstr "Uno"\n', 'msgstr ""\n', 'msgstr ""\n'), ["Uno"]),
        (UNO + marked('msgstr "Uno"\n', 'msgstr ""\n'), ["Uno"]),
        (
            marked(
                UNO + 'msgstr "Uno"\n\n',
                'msgctxt "b"\nmsgid "Two"\nmsgstr "Dos"\n\n',
            ),
            ["Dos", "Uno"],
        ),
    ],
)
def test_what_needs_nobody_is_brought_together(text: str, words: list[str]) -> None:
    mended, notes = mend_po((HEAD + text).encode(), path="", locale=ES)
    assert sorted(entry.msgstr for entry in mended.entries) == words
    assert "po-conflict" in {note.code for note in notes}
