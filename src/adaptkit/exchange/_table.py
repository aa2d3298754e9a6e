"""Units as rows, for everyone who has no editor but a spreadsheet. XLSX and CSV share this.

A row carries what it was at export (the translation, and a fingerprint over the whole row), so
that rows may be sorted, filtered, deleted or mixed up and still nothing wrong is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from adaptkit.exchange._controls import encode
from adaptkit.exchange.outgoing import key, outgoing, state_of
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error, warning
from adaptkit.model.exchange import Delivery, Judged, Parcel, Returned
from adaptkit.records import Record, field, replace
from adaptkit.texts.sameness import digest

HEADER = (
    "id",
    "where",
    "source",
    "translation",
    "state",
    "note",
    "exported translation",
    "fingerprint",
)
STATES = {
    EntryState.UNTRANSLATED: "untranslated",
    EntryState.FUZZY: "needs review",
    EntryState.TRANSLATED: "translated",
}
# Excel's limit for one cell, in UTF-16 code units.
LIMIT = 32_767
_WORDS = {
    "": EntryState.UNTRANSLATED,
    "untranslated": EntryState.UNTRANSLATED,
    "needs review": EntryState.FUZZY,
    "needs-review": EntryState.FUZZY,
    "review": EntryState.FUZZY,
    "fuzzy": EntryState.FUZZY,
    "translated": EntryState.TRANSLATED,
    "done": EntryState.TRANSLATED,
    "final": EntryState.TRANSLATED,
}
_PART = re.compile(r"(?P<id>.*)#(?P<part>\d{1,6})", re.S)
_NEEDED = ("id", "source", "translation")
_FINGERPRINT = re.compile(r"(?P<language>\S+) (?P<state>\w+) (?P<digest>[0-9a-f]{16})")
LANGUAGE = re.compile(
    r"\b(?P<language>[A-Za-z]{2,3}(?:-\w+)*) (?:untranslated|fuzzy|translated) [0-9a-f]{16}\b"
)
# What is left of words where a program could not save their letters.
_LOST = re.compile(r"\?{2,}|\ufffd")


class Row(Record, frozen=True):
    """A row as a file holds it: ``number`` from 1; ``cells`` by header in small letters.
    ``unusable``: header → why that cell is no text. ``other``: the cells as they are if the file
    has been turned from CSV into a workbook or back. ``numbers``: cells that are no text, but a
    whole number, or that look like one, a date or a formula where a file does not say which."""

    number: int
    cells: Mapping[str, str]
    unusable: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[str, str] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()

    def get(self, name: str) -> str:
        return self.cells.get(name, "")

    def turned(self) -> Row:
        return replace(self, cells=self.other)


# Out ------------------------------------------------------------------------------------------


def rows(parcel: Parcel) -> Iterator[tuple[str, ...]]:
    """One row a unit, in the order of HEADER; a unit too long for a cell goes on in rows
    ``id#2``, ``id#3``…"""
    for _, entry in outgoing(parcel):
        unit_id, state = key(entry), state_of(entry)
        columns = (
            _chunks(entry.msgid),
            _chunks(entry.msgstr),
            _chunks(entry.comment),
            _chunks(entry.msgstr),
        )
        where = _chunks(_where(entry))[0]
        mark = _fingerprint(parcel.language.tag, state, unit_id, entry.msgid, entry.msgstr)
        for n in range(max(len(column) for column in columns)):
            source, words, note, base = (c[n] if n < len(c) else "" for c in columns)
            if n == 0:
                yield unit_id, where, source, words, STATES[state], note, base, mark
            else:
                yield f"{unit_id}#{n + 1}", "", source, words, "", note, base, ""


def _where(entry: Entry) -> str:
    lines = [*entry.references, *entry.extracted]
    if entry.previous_msgid:
        lines.append(f"The source was: {entry.previous_msgid}")
    return "\n".join(lines)


def _chunks(text: str) -> list[str]:
    if len(text) * 7 <= LIMIT:
        return [text]
    out, start, size = [], 0, 0
    for n, character in enumerate(text):
        # Seven at most for what is written as _xHHHH_, and for an underline before such a code.
        cost = (
            7 if character == "_" or encode(character) != character else 1 + (character > "\uffff")
        )
        if size + cost > LIMIT:
            out.append(text[start:n])
            start, size = n, 0
        size += cost
    return [*out, text[start:]]


def _fingerprint(language: str, state: EntryState, unit_id: str, source: str, base: str) -> str:
    return f"{language} {state.value} {digest(language, state.value, unit_id, source, base)}"


# In -------------------------------------------------------------------------------------------


def find_header(table: Sequence[Sequence[str]]) -> int:
    """The index of the row that names the columns; -1 where there is none."""
    for n, cells in enumerate(table[:30]):
        names = {name_of(cell) for cell in cells}
        if set(_NEEDED) <= names:
            return n
    return -1


def name_of(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def names_of(cells: Sequence[str], position: Position) -> list[str]:
    """The names of the columns. Raises ProblemsFound where one of ours is there twice: nobody can
    say which of the two holds the words that are meant."""
    names = [name_of(cell) for cell in cells]
    twice = next((name for name in HEADER if names.count(name) > 1), "")
    if twice:
        raise ProblemsFound(
            [
                error(
                    "exchange-columns",
                    position,
                    f'the column "{twice}" is there twice',
                    "give the other one another name, or take it out",
                )
            ]
        )
    return names


def no_header(path: str) -> ProblemsFound:
    return ProblemsFound(
        [
            error(
                "exchange-columns",
                Position(path),
                'the columns "id", "source" and "translation" are not all there',
                "put their names back into the first row; or export the file once more, and copy "
                "the translations into it",
            )
        ]
    )


def deliver(found: Sequence[Row], path: str) -> Delivery:
    """The rows of a file, put together again. What cannot be used is refused row by row."""
    groups: dict[str, list[tuple[int, Row]]] = defaultdict(list)
    refused: list[Judged] = []
    for row in found:
        unit_id = row.get("id").strip()
        if not unit_id:
            if row.get("translation").strip() or "translation" in row.unusable:
                said = row.unusable.get("id", "this row has no id")
                refused.append(_refusal(row, path, said))
            continue
        part = _PART.fullmatch(unit_id)
        groups[part["id"] if part else unit_id].append((int(part["part"]) if part else 1, row))
    units: list[Returned] = []
    diagnostics: list[Diagnostic] = []
    for unit_id, parts in groups.items():
        for whole in _wholes(parts):
            one = _returned(unit_id, whole, path, diagnostics)
            if isinstance(one, Judged):
                refused.append(one)
            else:
                units.append(one)
    return Delivery(tuple(units), tuple(refused), tuple(diagnostics))


def _wholes(parts: list[tuple[int, Row]]) -> Iterator[list[Row]]:
    """The rows of one unit in order; a copied row is a unit of its own."""
    numbers = [number for number, _ in parts]
    if len(set(numbers)) == len(numbers):
        yield [row for _, row in sorted(parts, key=lambda p: p[0])]
        return
    if set(numbers) == {1}:
        yield from ([row] for _, row in parts)
        return
    yield [row for _, row in parts]


def _refusal(row: Row, path: str, message: str, unit_id: str = "") -> Judged:
    shown = unit_id or row.get("id")
    return Judged(shown, "", row.get("translation"), Position(path, row.number), message)


def _returned(
    unit_id: str, parts: Sequence[Row], path: str, diagnostics: list[Diagnostic]
) -> Returned | Judged:
    first = parts[0]
    position = Position(path, first.number)
    for row in parts:
        for name in ("translation", "source", "id"):
            if name in row.unusable:
                return _refusal(row, path, row.unusable[name], unit_id)
    mark = _FINGERPRINT.fullmatch(first.get("fingerprint").strip())
    known = "exported translation" in first.cells and mark is not None
    if mark is None and len(parts) > 1:
        said = "of this unit, which goes over several rows, a row is missing or doubled"
        return Judged(unit_id, "", _joined(parts, "translation"), position, said)
    if known and mark and not _as_exported(mark, unit_id, parts):
        parts = [row.turned() for row in parts]
        first = parts[0]
        if not _as_exported(mark, unit_id, parts):
            said = (
                "the row is no longer as it was exported: its id, source or hidden columns have "
                "changed, or belong to another row, or a row that continues it is missing"
            )
            return Judged(unit_id, "", _joined(parts, "translation"), position, said)
    source, words, note, base = (
        _joined(parts, name) for name in ("source", "translation", "note", "exported translation")
    )
    if "\r" not in source + base:
        # Pasted from a program that ends its lines so.
        words = re.sub(r"\r\n?", "\n", words)
    if words != base and len(_LOST.findall(words)) > len(_LOST.findall(source + base)):
        said = "its letters were lost when the file was saved; use XLSX, or CSV with UTF-8"
        return Judged(unit_id, "", words, position, said)
    base_state = EntryState(mark["state"]) if known and mark else None
    state = _state(first, words, base_state, position, diagnostics)
    if "translation" in first.numbers and words not in (source, base):
        diagnostics.append(_number(words, position))
        state = EntryState.FUZZY
    if words != base and any(map(_is_full, parts)):
        diagnostics.append(_cut_off(unit_id, position))
        state = EntryState.FUZZY
    return Returned(
        id=unit_id,
        source=source,
        translation=words,
        state=state,
        language=mark["language"] if mark else "",
        base=digest(base) if known else None,
        base_state=base_state,
        notes=(note,) if note.strip() else (),
        position=position,
        explicit=_WORDS.get(name_of(first.get("state"))) in (state, EntryState.FUZZY),
    )


def _joined(parts: Sequence[Row], name: str) -> str:
    return "".join(row.get(name) for row in parts)


def _as_exported(mark: re.Match[str], unit_id: str, parts: Sequence[Row]) -> bool:
    if mark["state"] not in set(EntryState):
        return False
    source, base = _joined(parts, "source"), _joined(parts, "exported translation")
    state = EntryState(mark["state"])
    return mark[0] == _fingerprint(mark["language"], state, unit_id, source, base)


def _is_full(row: Row) -> bool:
    """Whether new words fill the cell to its last place: what was pasted was probably longer."""
    words = row.get("translation")
    size = len(words) + sum(letter > "\uffff" for letter in words)
    return size == LIMIT and words != row.get("exported translation")


def _cut_off(unit_id: str, position: Position) -> Diagnostic:
    return warning(
        "exchange-cut-off",
        position,
        f"the words of {unit_id} fill their cell to its last place, so their end may be missing; "
        "they were taken as a suggestion",
        f"a cell holds {LIMIT:,} characters; bring longer texts back as PO or XLIFF",
        unit=unit_id,
    )


def _number(words: str, position: Position) -> Diagnostic:
    return warning(
        "exchange-number",
        position,
        f"the cell holds {words[:80]}, which a spreadsheet may have made of what was typed (zeros "
        "or signs before a number may be missing); it was taken as a suggestion",
        "look at it; in a cell with the format Text a number stays as it was typed",
    )


def _state(
    row: Row,
    words: str,
    base: EntryState | None,
    position: Position,
    diagnostics: list[Diagnostic],
) -> EntryState:
    if not words:
        return EntryState.UNTRANSLATED
    said = name_of(row.get("state"))
    if base is EntryState.FUZZY and _WORDS.get(said) is EntryState.UNTRANSLATED:
        # A column that was taken out or emptied confirms nothing.
        return base
    if said not in _WORDS:
        diagnostics.append(
            warning(
                "exchange-state",
                position,
                f'"{row.get("state")}" is not a state; it was read as "needs review"',
                "write translated or needs review",
            )
        )
        return EntryState.FUZZY
    # Whoever fills a row and leaves "untranslated" beside it has translated it.
    state = _WORDS[said]
    return EntryState.TRANSLATED if state is EntryState.UNTRANSLATED else state
