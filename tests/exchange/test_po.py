"""PO: a copy that went out and came back, and PO files that nobody sent out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.checks import Passage, run_checks
from adaptkit.exchange.po import parse, render
from adaptkit.exchange.reconcile import reconcile
from adaptkit.exchange.remember import offer
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.exchange import Outcome
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.texts.sameness import digest
from tests.exchange.builders import catalogue, entries, entry, parcel, words

T, F, U = EntryState.TRANSLATED, EntryState.FUZZY, EntryState.UNTRANSLATED
HEADER = """\
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

"""


def po(*blocks: str, header: str = HEADER) -> bytes:
    return (header + "\n".join(blocks)).encode("utf-8")


def block(unit_id: str, msgid: str, msgstr: str, *above: str) -> str:
    context = [f'msgctxt "{unit_id}"'] if unit_id else []
    return "\n".join([*above, *context, f'msgid "{msgid}"', f'msgstr "{msgstr}"', ""])


def imported(
    content: bytes, *ours: Entry, newer: bool = False
) -> tuple[dict[str, Entry], Outcome, Catalogue]:
    """What the command does, without the disk."""
    before = catalogue(*ours)
    after, outcome = offer(*reconcile([before], parse(content, "x.po").units, newer=newer))
    return {one.unit_id or one.msgid: one for one in after[0].entries}, outcome, after[0]


def edited(content: bytes, old: str, new: str) -> bytes:
    assert content.count(old.encode()) == 1
    return content.replace(old.encode(), new.encode())


# A copy that went out ------------------------------------------------------------------------


def test_what_goes_out_is_the_catalogue_and_a_mark() -> None:
    ours = entry(
        "a.b", "One", "Uno", "fuzzy",
        comment="Mine.", extracted=("Heading",), references=("source_guide/a.md",),
        previous_msgid="Before",
    )  # fmt: skip
    content = render(parcel(ours, entry("a.c", "Two", "", "obsolete")))
    whole = parse_po(content, path="x.po", locale=None, domain="")
    [out] = whole.entries
    placeless = replace(out, position=ours.position, words_line=ours.words_line)
    assert replace(placeless, references=ours.references) == ours
    assert out.references[0] == "source_guide/a.md"
    assert out.references[1].startswith("adaptkit/fuzzy/")
    assert len(out.references) == 2
    assert whole.field("Language") == "es"
    assert whole.field("Content-Type") == "text/plain; charset=UTF-8"


def test_a_copy_of_a_copy_is_marked_once() -> None:
    content = render(parcel(entry("a.b", "One", "Uno")))
    [out] = parse_po(content, path="x", locale=None, domain="").entries
    again = render(parcel(replace(out, msgstr="Una")))
    assert again.count(b"adaptkit/") == 1
    assert parse(again, "x.po").units[0].base == digest("Una")


def test_entries_without_ids_go_out_with_one_and_find_their_way_back() -> None:
    ours = (entry("", "One", "Uno"), entry("", "Two"))
    content = edited(render(parcel(*ours)), 'msgid "Two"\nmsgstr ""', 'msgid "Two"\nmsgstr "Dos"')
    after, outcome, _ = imported(content, *ours)
    assert (after["Two"].msgstr, after["Two"].unit_id) == ("Dos", "")
    assert not outcome.left_over


@pytest.mark.parametrize("lost", [False, True])
def test_three_way(lost: bool) -> None:
    """With the marks what changed in the file alone is taken; without them it is listed."""
    content = render(parcel(entry("a.b", "One", "Uno"), entry("a.c", "Two", "Dos")))
    content = edited(content, "Uno", "Una").replace(b"Dos", b"Doses")
    if lost:
        content = b"\n".join(line for line in content.split(b"\n") if b"adaptkit/" not in line)
    after, outcome, _ = imported(content, entry("a.b", "One", "Uno"), entry("a.c", "Two", "Par"))
    assert after["a.c"].msgstr == "Par"
    assert after["a.b"].msgstr == ("Uno" if lost else "Una")
    assert [one.id for one in outcome.conflicts] == (["a.b", "a.c"] if lost else ["a.c"])
    assert outcome.newer_helps is lost


def test_two_marks_that_differ_say_nothing() -> None:
    content = render(parcel(entry("a.b", "One", "Uno")))
    twice = edited(content, "#: adaptkit/", f"#: adaptkit/translated/{16 * '0'} adaptkit/")
    assert parse(twice, "x.po").units[0].base is None


# Empty, fuzzy, finished ----------------------------------------------------------------------


@pytest.mark.parametrize("marked", [True, False])
def test_nothing_never_replaces_something(marked: bool) -> None:
    ours = (entry("a.b", "One", "Uno", "fuzzy"), entry("a.c", "Two", "Dos"))
    content = render(parcel(*ours))
    if not marked:
        content = po(block("a.b", "One", ""), block("a.c", "Two", ""))
    content = content.replace(b'"Uno"', b'""').replace(b'"Dos"', b'""').replace(b"#, fuzzy\n", b"")
    after, outcome, whole = imported(content, *ours)
    assert tuple(whole.entries) == ours
    # A suggestion that nobody confirmed is emptied by OmegaT; finished words that a person took
    # out on purpose are told.
    assert [one.id for one in outcome.refused] == (["a.c"] if marked else [])
    assert after["a.b"].state is F


@pytest.mark.parametrize(
    ("flag", "state", "previous"),
    [("#, fuzzy", F, ""), ('#, fuzzy\n#| msgid "Won"', F, "Won"), ("# Mine.", T, "")],
)
def test_empty_entries_get_the_words_in_their_state(
    flag: str, state: EntryState, previous: str
) -> None:
    after, outcome, _ = imported(po(block("a.b", "One", "Uno", flag)), entry("a.b", "One"))
    one = after["a.b"]
    assert (one.msgstr, one.state, one.previous_msgid) == ("Uno", state, previous)
    assert ("fuzzy" in one.flags) == (state is F)
    assert [taken.theirs for taken in outcome.taken] == ["Uno"]


def test_who_takes_the_mark_away_has_finished_it() -> None:
    ours = entry("a.b", "One", "Uno", "fuzzy", previous_msgid="Won")
    for content in (
        edited(render(parcel(ours)), "#, fuzzy\n", ""),
        po(block("a.b", "One", "Uno")),  # The mark came with this text, so it was in the file.
    ):
        after, outcome, _ = imported(content, ours)
        assert after["a.b"].state is T
        assert after["a.b"].previous_msgid == ""
        assert not outcome.left_over


def test_a_doubt_of_later_is_not_taken_away_by_an_earlier_file() -> None:
    ours = entry("a.b", "One", "Uno", "fuzzy")
    content = po(block("a.b", "One", "Uno"))
    after, outcome, _ = imported(content, ours)
    assert after["a.b"] == ours
    assert [one.id for one in outcome.conflicts] == ["a.b"]
    after, _, _ = imported(content, ours, newer=True)
    assert after["a.b"].state is T


def test_a_file_older_than_the_guide_only_suggests() -> None:
    content = render(parcel(entry("a.b", "One", "Uno"), entry("a.c", "Two")))
    content = edited(content, '"Uno"', '"Una"')
    content = edited(content, 'msgid "Two"\nmsgstr ""', 'msgid "Two"\nmsgstr "Dos"')
    now = (entry("a.b", "One day", "Uno", "fuzzy"), entry("a.c", "Two days"))
    after, outcome, _ = imported(content, *now)
    assert [(e.msgstr, e.state, e.previous_msgid) for e in after.values()] == [
        ("Una", F, "One"),
        ("Dos", F, "Two"),
    ]
    assert {one.id for one in outcome.stale} == {"a.b", "a.c"}
    # Without the marks only what is empty here is filled.
    bare = po(block("a.b", "One", "Una"), block("a.c", "Two", "Dos"))
    after, outcome, _ = imported(bare, *now)
    assert (after["a.b"].msgstr, after["a.c"].msgstr) == ("Uno", "Dos")
    assert [one.id for one in outcome.conflicts] == ["a.b"]


def test_words_that_were_no_more_than_a_suggestion_name_no_text_that_would_finish_them() -> None:
    """``update`` takes an entry for finished when the guide is back at its previous text."""
    content = po(block("a.b", "One", "Uno", "#, fuzzy", '#| msgid "Won"'))
    after, _, _ = imported(content, entry("a.b", "One day"))
    assert (after["a.b"].state, after["a.b"].previous_msgid) == (F, "Won")
    after, _, _ = imported(po(block("a.b", "One", "Uno", "#, fuzzy")), entry("a.b", "One day"))
    assert (after["a.b"].state, after["a.b"].previous_msgid) == (F, "")


def test_newer_takes_words_and_never_less() -> None:
    ours = (
        entry("a.b", "One", "Uno"),
        entry("a.c", "Two", "Dos"),
        entry("a.d", "Three now", "Tres ahora"),
        entry("a.e", "Four", "Cuatro"),
    )
    content = po(
        block("a.b", "One", "Una"),
        block("a.c", "Two", ""),
        block("a.d", "Three", "Tres"),
        block("a.e", "Four", "Cuatro", "#, fuzzy"),
    )
    after, outcome, _ = imported(content, *ours, newer=True)
    assert [(e.msgstr, e.state) for e in after.values()] == [
        ("Una", T), ("Dos", T), ("Tres ahora", T), ("Cuatro", F)
    ]  # fmt: skip
    assert [one.id for one in outcome.refused] == ["a.c"]
    assert [one.id for one in outcome.conflicts] == ["a.d"]


# Keyed by text, obsolete, plural, foreign ----------------------------------------------------


def test_text_is_the_key_where_there_is_no_id() -> None:
    ours = (entry("a.b", "One"), entry("a.c", "One"), entry("a.d", "Two", "Dos"), entry("a.e", "é"))
    content = po(block("", "One", "Uno"), block("", "Two", "Deux"), block("", "e\u0301", "e"))
    after, outcome, _ = imported(content, *ours)
    assert [(e.msgstr, e.state) for e in after.values()] == [
        ("Uno", T), ("Uno", T), ("Dos", T), ("e", T)
    ]  # fmt: skip
    assert [(one.id, one.theirs) for one in outcome.conflicts] == [("a.d", "Deux")]


def test_ids_of_another_program_are_no_ids() -> None:
    ours = (entry("a.b", "One"), entry("a.c", "Two"))
    after, _, _ = imported(po(block("1", "One", "Uno"), block("2", "Other", "Otro")), *ours)
    assert [e.msgstr for e in after.values()] == ["Uno", ""]
    # But where one of them is ours, an unknown one is not guessed at: it only suggests.
    after, _, _ = imported(po(block("a.b", "One", "Uno"), block("2", "Two", "Dos")), *ours)
    assert [(e.msgstr, e.state) for e in after.values()] == [("Uno", T), ("Dos", F)]


def test_two_entries_of_one_text_that_disagree_are_left_to_a_person() -> None:
    content = po(block("1", "One", "Uno"), block("2", "One", "Una"))
    after, outcome, _ = imported(content, entry("a.b", "One"))
    assert after["a.b"].msgstr == ""
    assert {one.theirs for one in outcome.refused} == {"Uno", "Una"}


def test_what_everything_fuzzy_without_ids_says_of_finished_words_is_not_believed() -> None:
    content = po(block("", "One", "Uno", "#, fuzzy"))
    after, outcome, _ = imported(content, entry("a.b", "One", "Uno"), newer=True)
    assert after["a.b"].state is T
    assert not outcome.left_over


def test_obsolete_entries_only_suggest_and_are_listed_otherwise() -> None:
    gone = '#~ msgctxt "{}"\n#~ msgid "{}"\n#~ msgstr "{}"\n'
    content = po(
        block("a.b", "One", "Uno"),
        gone.format("a.b", "One", "Una"),
        gone.format("x.y", "Rest before you are tired.", "Descanse."),
        gone.format("x.z", "Nobody knows this", "Nadie"),
        gone.format("x.k", "Known", "Sabido"),
    )
    ours = (
        entry("a.b", "One"),
        entry("a.c", "Rest before you are tired."),
        entry("x.k", "Known", "Sabido", "obsolete"),
    )
    after, outcome, _ = imported(content, *ours)
    assert (after["a.b"].msgstr, after["a.b"].state) == ("Uno", T)
    assert (after["a.c"].msgstr, after["a.c"].state) == ("Descanse.", F)
    assert {one.theirs for one in outcome.unknown} == {"Una", "Nadie"}
    assert {one.theirs for one in outcome.stale} == {"Descanse."}


def test_what_is_unknown_is_listed_with_its_comment() -> None:
    after, outcome, _ = imported(
        po(block("x.y", "Gone", "Ido", "# Why so?"), block("x.z", "Gone too", "", "# Strange.")),
        entry("a.b", "One", "Uno"),
        entry("a.c", "Two"),
    )
    assert [(one.id, one.theirs) for one in outcome.unknown] == [("x.y", "Ido"), ("x.z", "")]
    assert "Why so?" in outcome.unknown[0].message
    assert "Strange." in outcome.unknown[1].message
    assert outcome.left_over
    assert [e.msgstr for e in after.values()] == ["Uno", ""]


def test_words_that_stand_here_under_another_id_are_not_news() -> None:
    _, outcome, _ = imported(po(block("old.id", "One", "Uno")), entry("a.b", "One", "Uno"))
    assert not outcome.left_over


def test_comments_of_the_translator_are_kept() -> None:
    ours = entry("a.b", "One", "Uno", comment="Ours.")
    content = po(block("a.b", "One", "Uno", "# Ours.", "# Theirs."))
    after, outcome, _ = imported(content, ours)
    assert after["a.b"].comment == "Ours.\nTheirs."
    assert [one.message for one in outcome.taken] == ["only its note"]


PLURAL = 'msgctxt "{}"\nmsgid "Day"\nmsgid_plural "Days"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'


def test_plural_forms_are_compared_and_left_to_a_person() -> None:
    ours = entry("a.b", "Day", "Día", plural=("Days", ((0, "Día"), (1, "Días"))))
    _, outcome, whole = imported(po(PLURAL.format("a.b", "Día", "Días")), ours)
    assert not outcome.left_over
    for first, second, listed in (("", "", False), ("Día", "Jornadas", True)):
        _, outcome, whole = imported(po(PLURAL.format("a.b", first, second)), ours)
        assert whole.entries == (ours,)
        assert bool(outcome.refused) is listed


# Whole files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [("cp1252", "windows-1252"), ("iso8859-15", "ISO-8859-15"), ("utf-16", "UTF-8")],
)
def test_other_encodings_are_read_and_told(encoding: str, charset: str) -> None:
    text = po(block("a.b", "Year", "Año")).decode("utf-8").replace("UTF-8", charset)
    delivery = parse(text.encode(encoding), "x.po")
    assert delivery.units[0].translation == "Año"
    assert [one.code for one in delivery.diagnostics] == ["exchange-encoding"]


def test_a_template_and_a_file_without_a_header() -> None:
    pot = po(block("a.b", "One", ""), header=HEADER.replace("UTF-8", "CHARSET"))
    assert [one.translation for one in parse(pot, "x.pot").units] == [""]
    bare = parse(po(block("a.b", "One", "Uno"), header=""), "x.po")
    assert [(one.id, one.translation, one.language) for one in bare.units] == [("a.b", "Uno", "")]
    assert bare.units[0].position.line == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \r\n",
        po('msgctxt "a.b"\nmsgid "One'),
        po(block("a.b", "One", "Uno"), block("a.b", "One", "Una")),
        po("<<<<<<< HEAD\n" + block("a.b", "One", "Uno") + "=======\n>>>>>>> x\n"),
        po(block("a.b", "One", "Año")).decode().encode("latin-1"),
        po(block("a", "One", "x")).replace(b"UTF-8", b"windows-1252").replace(b'"x"', b'"\x81"'),
        po(block("a", "One", "x")).replace(b"UTF-8", b"UTF-7"),
        po(block("a", "One", "x")).replace(b"UTF-8", b"no-such-thing"),
        po(block("a", "One", "x")).replace(b"UTF-8", b"\0UTF-8"),
    ],
    ids=[
        "empty",
        "blank",
        "cut off",
        "twice",
        "conflict",
        "not utf-8",
        "not cp1252",
        "odd",
        "none",
        "nul",
    ],
)
def test_what_is_damaged_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(ProblemsFound):
        parse(content, "x.po")


# Laws ----------------------------------------------------------------------------------------

states = st.sampled_from([T, F])


@st.composite
def edits(draw: st.DrawFn) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """A catalogue, and the same after some edits in a PO editor; none of them takes the words of
    another entry, which is a doubt, and what a check refuses stays one."""
    found = draw(entries())
    exported = {digest(one.msgstr) for one in found}
    others = words.filter(lambda text: digest(text) not in exported)
    after = []
    for one in found:
        own = st.just(one.msgstr) if one.msgstr else st.nothing()
        new = draw(st.one_of(st.none(), others, own))
        if new is None:
            after.append(one)
            continue
        passage = Passage(one.unit_id, one.msgid, new, Locale("es"), None, ())
        state = F if run_checks(passage, spoiling=True) else draw(states)
        after.append(entry(one.unit_id, one.msgid, new, state, comment=one.comment))
    return found, tuple(after)


def changed(sent: bytes, to: tuple[Entry, ...]) -> bytes:
    """The file ``sent`` as an editor saves it with these words, states and previous texts."""
    whole = parse_po(sent, path="x.po", locale=None, domain="")
    now = [
        replace(
            out,
            msgstr=one.msgstr,
            state=one.state,
            flags=one.flags if one.msgstr else (),
            previous_msgid=one.previous_msgid,
        )
        for out, one in zip(whole.entries, to, strict=True)
    ]
    return render_po(replace(whole, entries=tuple(now))).encode("utf-8")


@settings(max_examples=60)
@given(edits())
def test_out_edited_and_in_again_is_exactly_those_edits(
    pair: tuple[tuple[Entry, ...], tuple[Entry, ...]],
) -> None:
    before, wanted = pair
    sent = parcel(*before)
    units = parse(changed(render(sent), wanted), "x.po").units
    after, outcome = reconcile(sent.catalogues, units, placeholders=())
    assert [(e.msgstr, e.state, e.comment) for e in after[0].entries] == [
        (e.msgstr, e.state, e.comment) for e in wanted
    ]
    differ = [
        (a.msgstr, a.state) != (b.msgstr, b.state) for a, b in zip(before, wanted, strict=True)
    ]
    assert len(outcome.taken) == sum(differ)
    assert not outcome.left_over


@settings(max_examples=60)
@given(entries(), entries(), st.booleans(), st.booleans(), st.data())
def test_whatever_comes_in_no_words_go_and_twice_is_once(
    ours: tuple[Entry, ...], theirs: tuple[Entry, ...], marked: bool, keyed: bool,
    data: st.DataObject,
) -> None:  # fmt: skip
    """A file that has nothing to do with the catalogue, or was made from it before it changed."""
    sources = [one.msgid for one in ours]
    mixed = []
    for one in theirs:
        msgid = data.draw(st.sampled_from([one.msgid, *sources]))
        mixed.append(replace(one, msgid=msgid, state=data.draw(st.sampled_from(list(EntryState)))))
    mixed = [
        replace(
            one,
            unit_id=one.unit_id if keyed else "",
            flags=("fuzzy",) if one.state is F and one.msgstr else (),
            state=one.state if one.msgstr or one.state is EntryState.OBSOLETE else U,
        )
        for one in mixed
    ]
    if not keyed:
        mixed = list({one.msgid: one for one in mixed}.values())
    mixed = [replace(one, state=T) if one.state is U and one.msgstr else one for one in mixed]
    content = render(parcel(*mixed)) if marked else render_po(catalogue(*mixed)).encode("utf-8")
    before = catalogue(*ours)
    units = parse(content, "x.po").units
    after, outcome = offer(*reconcile([before], units))
    for was, now in zip(before.entries, after[0].entries, strict=True):
        if was.msgstr:
            assert now.msgstr == was.msgstr or any(
                one.base is not None and one.id == was.unit_id for one in units
            )
            assert now.msgstr
        if now.state is T and was.state is not T:
            assert any(one.state is T and one.translation == now.msgstr for one in units)
    # Every word of the file is in the catalogue now, or listed.
    kept = {e.msgstr for e in after[0].entries}
    lists = [outcome.conflicts, outcome.unknown, outcome.refused]
    if marked:
        # What was exported so and has changed here since, perhaps with a note that was not there.
        lists += [outcome.unchanged, outcome.taken]
    listed = {one.theirs for part in lists for one in part}
    assert {one.translation for one in units if one.translation} <= kept | listed
    again, second = offer(*reconcile(after, units))
    assert again[0] is after[0]
    assert not second.taken
    assert not second.stale
