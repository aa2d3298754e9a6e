"""Reading PO strictly and writing it canonically."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adaptkit.catalogues.po import parse_po, read_po, render_po
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Position, ProblemsFound
from adaptkit.model.locale import Locale
from adaptkit.records import replace

from .builders import ES, po_bytes

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

# As msgcat --no-wrap (GNU gettext 0.21) writes it, to the byte.
CANONICAL = r"""# Spanish guide
#
#  indented
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: x\n"
"Content-Type: text/plain; charset=UTF-8\n"
"X-Generator: Poedit 3.2\n"

# the translator's own
#
#. Paragraph · One
#.
#: source_guide/a.md
#, fuzzy, python-brace-format, range: 0..5, no-wrap
#| msgctxt "old.id"
#| msgid ""
#| "before\n"
#| "now"
msgctxt "a.b"
msgid "He said \"x\"\ttab \\ back \a\b\f\v\r é"
msgstr "x\n"

#: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.md bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.md
#: cccc.md
msgid "plural"
msgid_plural ""
"plu\n"
"rals"
msgstr[0] "a"
msgstr[1] ""
"b\n"
"c"

msgid "\n"
msgstr ""
"\n"
"\n"
"abc\n"

# still here
#, fuzzy
#~| msgid "before"
#~ msgctxt "gone.id"
#~ msgid ""
#~ "two\n"
#~ "lines"
#~ msgstr "dos"
"""


def read(text: str | bytes, locale: Locale | None = ES) -> Catalogue:
    content = text if isinstance(text, bytes) else text.encode()
    return parse_po(content, path="es.po", locale=locale, domain="guide")


def test_canonical_text_is_kept_to_the_byte() -> None:
    found = read(CANONICAL)
    assert render_po(found) == CANONICAL
    assert [e.position.line for e in found.entries] == [11, 25, 36, 42]
    assert [e.state.value for e in found.entries] == [
        "fuzzy",
        "translated",
        "translated",
        "obsolete",
    ]
    assert found.entries[0].previous_context == "old.id"
    assert found.entries[0].msgid == 'He said "x"\ttab \\ back \a\b\f\v\r é'
    assert found.entries[1].plural == ("plu\nrals", ((0, "a"), (1, "b\nc")))
    assert found.entries[3].previous_msgid == "before"
    assert found.field("X-Generator") == "Poedit 3.2"


def test_windows_line_ends_and_bom_are_read() -> None:
    assert read(b"\xef\xbb\xbf" + CANONICAL.replace("\n", "\r\n").encode()) == read(CANONICAL)


def test_what_editors_write_is_brought_into_form() -> None:
    text = HEADER + (
        "#no space\n#, python-brace-format ,fuzzy\n#: a.md\n#: b.md\nmsgctxt \"i\"\n"
        'msgid "wrap"\n"ped"\nmsgstr\n"one" "two"\n\n#~ msgid "old"\n#~ msgstr "alt"\n'
        '\nmsgid "late"\nmsgstr ""\n# the end\n'
    )  # fmt: skip
    assert render_po(read(text)).removeprefix(HEADER) == (
        "# no space\n#: a.md b.md\n#, fuzzy, python-brace-format\nmsgctxt \"i\"\n"
        'msgid "wrapped"\nmsgstr "onetwo"\n\n# the end\nmsgid "late"\nmsgstr ""\n'
        '\n#~ msgid "old"\n#~ msgstr "alt"\n'
    )  # fmt: skip


def test_a_separator_inside_a_text_is_not_a_line_end() -> None:
    text = HEADER + 'msgid "a\u2028b\x85c\x0cd"\nmsgstr "\x1c"\n'
    assert read(text).entries[0].msgid == "a\u2028b\x85c\x0cd"


def test_a_comment_never_swallows_the_next_line() -> None:
    found = read(HEADER + '#. ends with \\\nmsgid "a"\nmsgstr ""\n')
    assert "\n#. ends with \\ \n" in render_po(found)


ENTRY = 'msgctxt "a"\nmsgid "A"\nmsgstr "B"\n\n'
DAMAGED = [
    ("unterminated", 'msgid "A\nmsgstr "B"\n', [(4, "the text has no closing quotation mark")]),
    ("unterminated continuation", 'msgid ""\n"A\nmsgstr "B"\n', [(5, "the text has no closing")]),
    ("escaped end", 'msgid "A\\"\nmsgstr "B"\n', [(4, "the text has no closing quotation mark")]),
    ("bare quote", 'msgid "A "b" c"\nmsgstr ""\n', [(4, "after the closing quotation")]),
    ("escape", 'msgid "A\\q"\nmsgstr ""\n', [(4, "\\q means nothing in a PO file")]),
    ("obsolete unterminated", '#~ msgid "A"\n#~ msgstr "B\n', [(5, "the text has no closing")]),
    ("junk", ENTRY + "hello\n", [(8, "this line is not part of a PO file: hello")]),
    ("no msgstr", 'msgid "A"\n\n' + ENTRY, [(4, "this entry has no msgstr")]),
    ("no msgid", 'msgstr "B"\n', [(4, "msgstr stands here a second")]),
    ("twice", 'msgid "A"\nmsgstr "B"\nmsgstr "C"\n', [(6, "msgstr stands here a second time")]),
    ("plural gap", 'msgid "A"\nmsgid_plural "B"\nmsgstr[1] "C"\n', [(6, "msgstr[1] is out")]),
    ("plural mixed", 'msgid "A"\nmsgid_plural "B"\nmsgstr "C"\nmsgstr[1] "D"\n',
     [(6, "msgstr is out")]),
    ("one mark", "=======\n" + ENTRY, [(4, "two versions of this place were not brought")]),
    ("no last mark", "<<<<<<< a\n" + ENTRY + "=======\n" + ENTRY.replace("a", "b"),
     [(4, "two versions of"), (9, "two versions of")]),
    ("mixed", '#~ msgid "A"\nmsgstr "B"\n', [(5, "some lines of this entry begin with #~")]),
    ("comment inside",
     'msgid "A"\n# x\nmsgstr "B"\n', [(5, "a comment stands"), (6, "msgstr is")]),
    ("loose comments", ENTRY + "#. x\n", [(8, "these comments belong to no entry")]),
    ("same id", ENTRY + 'msgctxt "a"\nmsgid "C"\nmsgstr ""\n', [(8, "the id a stands here a")]),
    ("same text", 'msgid "C"\nmsgstr ""\n' * 2, [(6, "this text stands here a second time")]),
    ("second header", HEADER, [(4, "a second header (the first is in line 1)")]),
    (
        "conflict",
        '<<<<<<< ours\nmsgid "A"\n=======\nmsgid "B"\n>>>>>>> theirs\nmsgstr ""\n',
        [(4, "two versions of this place were not brought together")],
    ),
    (
        "many at once",
        'msgid "A\nmsgstr "B"\n\nmsgid "C"\n\nmsgid "D"\nmsgstr "\\q"\n\nmsgid "E"\nmsgstr ""\nx\n',
        [(4, "the text has"), (7, "this entry"), (10, "\\q means"), (14, "this line is not")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "body", "expected"), DAMAGED, ids=[case[0] for case in DAMAGED])
def test_damage_is_refused(name: str, body: str, expected: list[tuple[int, str]]) -> None:
    with pytest.raises(ProblemsFound) as caught:
        read(HEADER + body)
    found = caught.value.diagnostics
    assert [d.position.line for d in found] == [line for line, _ in expected], name
    for diagnostic, (_, message) in zip(found, expected, strict=True):
        assert diagnostic.message.startswith(message)
        assert diagnostic.hint


def problems(content: bytes) -> list[tuple[int, str]]:
    with pytest.raises(ProblemsFound) as caught:
        read(content)
    return [(d.position.line, d.code) for d in caught.value.diagnostics]


def test_a_number_of_any_length_is_only_damage() -> None:
    """Python refuses to read numbers of more than 4,300 digits."""
    body = f'msgid "x"\nmsgid_plural "y"\nmsgstr[{"9" * 5000}] "a"\nmsgstr[1] "b"\n'
    content = "\n".join([*_HEADER_LINES, "", body]).encode()
    _, problems, _ = read_po(content, path="es.po", locale=Locale("es"), domain="guide")
    assert problems[0].position.line == 6


def test_whole_files_that_are_damaged() -> None:
    assert problems(b"") == [(1, "po-empty")]
    assert problems(b"\xef\xbb\xbf\r\n") == [(1, "po-empty")]
    assert problems(ENTRY.encode()) == [(1, "po-header-missing")]
    assert problems(HEADER.replace("UTF-8", "ISO-8859-1").encode()) == [(1, "po-charset")]
    latin = HEADER.encode() + b'msgid "a"\nmsgstr "\xe9"\n\nmsgid "b"\nmsgstr "\xe8"\n'
    assert problems(latin) == [(5, "po-encoding")]  # once, however many lines are wrong
    assert (1, "po-control") in problems((HEADER + ENTRY).replace("\n", "\r").encode())
    assert problems((HEADER + 'msgid "a\0"\nmsgstr ""\n').encode()) == [(4, "po-control")]
    template = HEADER.replace("UTF-8", "CHARSET")
    assert problems(template.encode()) == [(1, "po-charset")]
    assert read(template, None).entries == ()


def test_an_empty_entry_is_never_fuzzy() -> None:
    found = read(HEADER + '#, fuzzy\nmsgid "a"\nmsgstr ""\n').entries[0]
    assert (found.state, found.flags) == (EntryState.UNTRANSLATED, ())


def test_every_cut_of_a_file_is_refused_or_whole() -> None:
    """A file that was half saved: no prefix of it loses an entry in silence."""
    whole = read(CANONICAL).entries
    for size in range(len(CANONICAL.encode())):
        try:
            found = read(CANONICAL.encode()[:size]).entries
        except ProblemsFound:
            continue
        text = CANONICAL.encode()[:size].decode()
        assert text.count("\nmsgid ") + text.count("\n#~ msgid ") - 1 == len(found)
        assert len(found) <= len(whole)


# Laws ------------------------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.text(
    'a"\\\n\t\r n', max_size=10
)
LINE = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), max_size=10).filter(
    lambda line: not line.endswith("\\")
)
NAME = st.text("abz.-/%é", min_size=1, max_size=45)
FLAGS = st.lists(st.sampled_from(["python-brace-format", "no-wrap", "c-format", "range: 0..5"]),
                 unique=True, max_size=3)  # fmt: skip


def comments(draw: st.DrawFn) -> str:
    lines = draw(st.lists(LINE, max_size=3))
    return "\n".join(lines) if any(lines) else "\n" * len(lines)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    found = []
    for number in range(draw(st.integers(0, 4))):
        words, obsolete = draw(TEXT), draw(st.booleans())
        fuzzy = bool(words) and draw(st.booleans())
        state = EntryState.FUZZY if fuzzy else EntryState.TRANSLATED
        if obsolete:
            state = EntryState.OBSOLETE
        elif not words:
            state = EntryState.UNTRANSLATED
        many = draw(st.none() | TEXT)
        plural = None if many is None or not words else (many, ((0, words), (1, "more")))
        found.append(
            Entry(
                f"{number}{draw(NAME)}", draw(TEXT), words, state,
                (*(["fuzzy"] if fuzzy else []), *draw(FLAGS)),
                comments(draw), tuple(draw(st.lists(LINE, max_size=2))),
                tuple(draw(st.lists(NAME, max_size=4, unique=True))),
                draw(TEXT), draw(TEXT), plural, Position("es.po", 0), draw(TEXT),
            )
        )  # fmt: skip
    found.sort(key=lambda e: not e.live)
    header = (("Content-Type", "text/plain; charset=UTF-8"), ("X-Note", draw(LINE).strip()))
    return Catalogue(ES, "guide", tuple(found), header, comments(draw), path="es.po")


@settings(max_examples=120)
@given(catalogues())
def test_reading_what_was_written_gives_the_same(made: Catalogue) -> None:
    text = po_bytes(made).decode()
    found = read(text)
    placeless = tuple(
        replace(e, position=Position("es.po", 0), words_line=0) for e in found.entries
    )
    assert [replace(e, flags=()) for e in placeless] == [replace(e, flags=()) for e in made.entries]
    assert [set(e.flags) for e in placeless] == [set(e.flags) for e in made.entries]
    assert replace(found, entries=()) == replace(made, entries=())
    assert po_bytes(found).decode() == text
    assert read(text.replace("\n", "\r\n")) == found


# The quick way and the careful one ---------------------------------------------------------------


def _line_by_line(monkeypatch: pytest.MonkeyPatch, content: bytes) -> tuple[object, ...]:
    with monkeypatch.context() as patch:
        patch.setattr("adaptkit.catalogues._po_reader.entry_of", lambda *_: None)
        return read_po(content, path="es.po", locale=Locale("es"), domain="guide")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_plain_entries_are_read_as_all_others_are(
    data: st.DataObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With lines of all kinds in any order, and with what an editor or an accident does to them."""
    lines = data.draw(st.lists(st.sampled_from(_LINES) | st.sampled_from(_WHOLE), max_size=20))
    content = "\n".join([*_HEADER_LINES, "", *lines, ""]).encode()
    quick = read_po(content, path="es.po", locale=Locale("es"), domain="guide")
    careful = _line_by_line(monkeypatch, content)
    assert quick[1:] == careful[1:]
    # Where anything is wrong, nothing of the file is used.
    assert quick[1] or quick == careful


def test_what_is_no_line_of_a_po_file_spoils_what_it_follows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entry = 'msgctxt "a.1"\nmsgid "text"\nmsgstr "texto"\n'
    lines = [*_HEADER_LINES, "", entry, "junk", entry, 'msgstr "texto"', ""]
    content = "\n".join(lines).encode()
    quick = read_po(content, path="es.po", locale=Locale("es"), domain="guide")
    assert [problem.position.line for problem in quick[1]] == [8, 13]
    assert quick[1:] == _line_by_line(monkeypatch, content)[1:]


@pytest.mark.parametrize("between", ["", "\n \n", "\n#~\n", "\n\n\n"])
@pytest.mark.parametrize("mark", ["", "#~ "])
def test_an_empty_line_within_an_entry_does_not_end_it(
    between: str, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As gettext reads it: what follows the line belongs to the text before it."""
    body = f'{mark}msgctxt "a.1"\n{mark}msgid "text"\n{mark}msgstr ""\n{between}\n{mark}"texto"\n'
    content = "\n".join([*_HEADER_LINES, "", body]).encode()
    quick = read_po(content, path="es.po", locale=Locale("es"), domain="guide")
    assert [(e.unit_id, e.msgstr) for e in quick[0].entries] == [("a.1", "texto")]
    assert quick[1:] == ([], [])
    assert quick == _line_by_line(monkeypatch, content)


def test_the_catalogues_here_are_read_the_same_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    for path in sorted(Path(__file__).parents[2].glob("locales/*/*.po")):
        content = path.read_bytes()
        quick = read_po(content, path="es.po", locale=Locale("es"), domain="guide")
        assert quick == _line_by_line(monkeypatch, content)
        assert quick[0].entries


_HEADER_LINES = ('msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\n"')
_LINES = (
    "", "", "", "", "# a comment", "#", "#. extracted", "#.", "#: a.md b.md", "#:a.md", "#: a.md",
    "#, fuzzy", "#, fuzzy, x , fuzzy", "#,fuzzy", '#| msgid "before"', '#| msgctxt "x"',
    '#| "more"', 'msgctxt "a.1"', 'msgctxt "b.2"', 'msgid "text"', 'msgid ""', '"more\\n"',
    '"\\x41\\101"',
    'msgstr "texto"', 'msgstr ""', 'msgid_plural "texts"', 'msgstr[0] "texto"', "<<<<<<< a",
    "=======", ">>>>>>> b", '#~ msgctxt "a.1"', '#~ msgid "old"', '#~ msgstr "viejo"',
    '#~| msgid "older"', "#~ # x", 'msgid "a" "b"', ' msgid "blank"', 'msgstr "\\"', "junk", " ",
    'msgstr "a\\tb\\"c\\\\d"', "## twice", "#~",
)  # fmt: skip


_WHOLE = (
    'msgctxt "a.1"\nmsgid "text"\nmsgstr "texto"\n',
    '#. extracted\n#: a.md\n#, fuzzy\n#| msgid "before"\nmsgctxt "b.2"\nmsgid "x"\nmsgstr "y"\n',
    'msgctxt "c.3"\nmsgid ""\n"long"\nmsgstr ""\n"largo"\n',
    '\nmsgctxt "d.4"\nmsgid "text"\nmsgstr ""\n',
    '#~ msgctxt "e.5"\n#~ msgid "old"\n#~ msgstr "viejo"\n',
    'msgid "no id"\nmsgstr ""',
)


@given(catalogues())
def test_bytes_are_those_of_the_text(catalogue: Catalogue) -> None:
    assert po_bytes(catalogue) == render_po(catalogue).encode()
