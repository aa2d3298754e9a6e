"""MO: what programs load, and what comes in from one."""

from __future__ import annotations

import gettext
import io
import struct
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.catalogues.mo import parse_mo, render_mo
from adaptkit.exchange.mo import finished, parse, render
from adaptkit.exchange.reconcile import reconcile
from adaptkit.exchange.remember import offer
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.exchange import Outcome
from adaptkit.records import replace
from tests.exchange.builders import ES, catalogue, entry, parcel, texts, words

OURS = (
    entry("a.1", "One", "Uno"),
    entry("a.2", "Two", ""),
    entry("a.3", "Three", "Tres", "fuzzy"),
    entry("a.4", "Four", "Cuatro", "obsolete"),
    entry("", "Five", "Cinco"),
    entry("a.6", "Day", "Día", plural=("Days", ((0, "Día"), (1, "Días")))),
)


def loaded(content: bytes) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(content))


# Out ------------------------------------------------------------------------------------------


def test_python_loads_finished_words_and_nothing_else() -> None:
    found = loaded(render(parcel(*OURS)))
    assert found.pgettext("a.1", "One") == "Uno"
    assert found.gettext("Five") == "Cinco"
    assert found.info()["language"] == "es"
    assert found.charset() == "UTF-8"
    unfinished = (("a.2", "Two"), ("a.3", "Three"), ("a.4", "Four"), ("a.6", "Day"))
    assert [found.pgettext(*one) for one in unfinished] == ["Two", "Three", "Four", "Day"]


def test_what_is_left_out_is_counted() -> None:
    told = finished(parcel(*OURS))
    assert (told.written, told.of_what) == (2, "translation")
    assert dict(told.left_out) == {"not translated": 1, "not finished (fuzzy)": 1}


def test_the_header_always_says_utf_8_and_the_first_of_two_goes_in() -> None:
    made = parcel(entry("a.1", "One", "Übung"), entry("a.1", "One", "Zwei"))
    header = (("Content-Type", "text/plain; charset=ASCII"), ("X-Team", "ours"))
    made = replace(made, catalogues=tuple(replace(c, header=header) for c in made.catalogues))
    found = loaded(render(made))
    assert found.pgettext("a.1", "One") == "Übung"
    assert found.info()["x-team"] == "ours"
    assert finished(made).written == 1


KEYS = st.tuples(words.filter(lambda t: "\x04" not in t), texts.filter(lambda t: "\x04" not in t))
PAIRS = st.dictionaries(KEYS, words, max_size=6)


@settings(max_examples=150)
@given(PAIRS)
def test_any_words_go_out_and_come_back(pairs: dict[tuple[str, str], str]) -> None:
    made = [Entry(*key, said, EntryState.TRANSLATED) for key, said in pairs.items() if key[1]]
    content = render_mo((("Content-Type", "text/plain; charset=UTF-8"),), made)
    assert content == render_mo((("Content-Type", "text/plain; charset=UTF-8"),), made[::-1])
    back = parse_mo(content, path="x.mo", locale=ES, domain="guide")
    assert {(e.unit_id, e.msgid): e.msgstr for e in back.entries} == {
        (e.unit_id, e.msgid): e.msgstr for e in made
    }
    python = loaded(content)
    assert all(python.pgettext(e.unit_id, e.msgid) == e.msgstr for e in made)


# In -------------------------------------------------------------------------------------------


def compiled(*entries: Entry, language: str = "es") -> bytes:
    header = (("Language", language), ("Content-Type", "text/plain; charset=UTF-8"))
    return render_mo(header, entries)


def imported(content: bytes, *ours: Entry) -> tuple[dict[str, Entry], Outcome]:
    delivery = parse(content, "x.mo")
    after, outcome = offer(*reconcile([catalogue(*ours)], delivery.units))
    return {one.unit_id: one for one in after[0].entries}, outcome


def test_what_is_empty_is_filled_and_nothing_is_written_over() -> None:
    file = compiled(
        entry("a.1", "One", "UNO"), entry("a.2", "Two", "Dos"), entry("a.3", "Three", "TRES"),
        entry("a.9", "Nine", "Nueve"),
    )  # fmt: skip
    now, outcome = imported(file, *OURS[:3])
    assert [now[name].msgstr for name in ("a.1", "a.2", "a.3")] == ["Uno", "Dos", "Tres"]
    assert now["a.2"].state is EntryState.TRANSLATED
    assert [one.id for one in outcome.conflicts] == ["a.1", "a.3"]
    assert [one.id for one in outcome.unknown] == ["a.9"]


def test_an_mo_file_takes_no_fuzzy_mark_away() -> None:
    """``msgfmt --use-fuzzy`` compiles what is fuzzy as well."""
    ours = entry("a.3", "Three", "Tres", "fuzzy", previous_msgid="Thre")
    now, outcome = imported(compiled(entry("a.3", "Three", "Tres")), ours)
    assert now["a.3"] == ours
    assert not outcome.left_over


def test_a_file_without_ids_is_known_by_its_texts() -> None:
    now, _ = imported(compiled(entry("", "Two", "Dos")), *OURS[:3])
    assert now["a.2"].msgstr == "Dos"


def handmade(
    pairs: list[tuple[bytes, bytes]], order: str = "<", revision: int = 0, count: int = -1
) -> bytes:
    """As the GNU gettext manual describes it (10.3), with nothing of polib's."""
    at = 28 + 16 * len(pairs)
    tables: list[list[int]] = [[], []]
    body = b""
    for n in (0, 1):
        for pair in pairs:
            tables[n] += [len(pair[n]), at + len(body)]
            body += pair[n] + b"\0"
    size = len(pairs) if count < 0 else count
    head = struct.pack(
        f"{order}7I", 0x950412DE, revision, size, 28, 28 + 8 * len(pairs), 0, 28 + 16 * len(pairs)
    )
    return head + b"".join(struct.pack(f"{order}{len(t)}I", *t) for t in tables) + body


def test_other_machines_encodings_and_plural_forms_are_read() -> None:
    header = (b"", b"Language: es\nContent-Type: text/plain; charset=ISO-8859-1\n")
    pairs = [header, (b"a\x04day\0days", "día\0días".encode("latin-1"))]
    for order in "<>":
        found = parse_mo(handmade(pairs, order), path="x.mo", locale=None, domain="")
        assert found.field("Language") == "es"
        (one,) = found.entries
        assert (one.unit_id, one.msgid, one.msgstr) == ("a", "day", "día")
        assert one.plural == ("days", ((0, "día"), (1, "días")))
        (unit,) = parse(handmade(pairs, order), "x.mo").units
        assert (unit.forms, unit.language) == (("día", "días"), "es")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it does not begin as an MO file does"),
        (b'msgid ""\nmsgstr ""\n', "it does not begin as an MO file does"),
        (handmade([(b"a", b"b")])[:20], "it is cut off"),
        (handmade([(b"a", b"b")])[:-3], "it is cut off, or says that it holds more"),
        (handmade([(b"a", b"b")], revision=2 << 16), "it is of a later kind (2.0)"),
        (handmade([(b"a", b"b")], count=0xFFFFFFF0), "it is cut off, or says that it holds more"),
        (handmade([(b"a", b"\xff\xfe")]), "it cannot be read as utf-8"),
        (handmade([(b"", b"Content-Type: text/plain; charset=zip\n"), (b"a", b"\xff")]), "utf-8"),
        (handmade([(b"", b"Content-Type: text/plain; charset=cp0\n"), (b"a", b"\xff")]), "cp0"),
    ],
)  # fmt: skip
def test_damaged_files_are_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        parse(content, "x.mo")
    (one,) = found.value.diagnostics
    assert (one.code, one.position.path) == ("mo-damaged", "x.mo")
    assert said in one.message
    assert "PO file that it was made from" in one.hint


def test_texts_that_lie_one_over_the_other_do_not_fill_the_memory() -> None:
    """Each of 20,000 entries says that it is the whole of the file: 14 GB."""
    count, size = 20_000, 28 + 16 * 20_000 + 400_000
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count)
    table = struct.pack("<2I", size - 1, 0) * count
    content = head + table + table + b"x" * 400_000
    tracemalloc.start()
    with pytest.raises(ProblemsFound, match="holds more than it does"):
        parse(content, "x.mo")
    assert tracemalloc.get_traced_memory()[1] < 20 * len(content)
    tracemalloc.stop()


WHOLE = render(parcel(*OURS))


@settings(max_examples=300)
@given(
    st.integers(0, len(WHOLE)),
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=6),
)
def test_any_damage_is_read_or_refused(length: int, changes: list[tuple[int, int]]) -> None:
    content = bytearray(WHOLE)
    for at, value in changes:
        content[at] = value
    try:
        found = parse(bytes(content[:length]), "x.mo")
    except ProblemsFound as problem:
        told = [one.code for one in problem.diagnostics]
    else:
        told = ["mo-damaged"] * (sum(len(u.translation) for u in found.units) <= len(content))
    assert told == ["mo-damaged"]


def test_a_cut_off_file_is_always_refused() -> None:
    for length in range(len(WHOLE) - 1):
        with pytest.raises(ProblemsFound):
            parse(WHOLE[:length], "x.mo")


def test_the_catalogue_says_where_it_comes_from() -> None:
    found = parse_mo(WHOLE, path="x.mo", locale=ES, domain="guide")
    assert isinstance(found, Catalogue)
    assert (found.path, found.domain, found.locale) == ("x.mo", "guide", ES)
    assert {one.position.path for one in found.entries} == {"x.mo"}
