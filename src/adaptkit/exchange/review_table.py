"""A review pack as a workbook, for reviewers who have a spreadsheet, and what they wrote in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adaptkit.exchange._table import LIMIT, name_of
from adaptkit.exchange._workbook import Cell, Column, read_workbook, render_workbook
from adaptkit.model.answers import FORMAT
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.pack import Pack
from adaptkit.model.review import text_hash
from adaptkit.texts.sameness import digest

# What stands in the drop-down list → in a file of answers.
_VERDICTS = {"approve": "approved", "object": "objection"}
_FIELDS = {"reason": "note", "comment": "comment", "suggested text": "suggestion"}
_NEEDED = frozenset({"id", "source", "translation", "your word", *_FIELDS, "seen"})
_NOBODY = "-"
_LONG = "… (too long for a cell: read it in the pages)"
_REFUSAL = "Choose approve or object. What else you want to say goes into the columns beside it."


def render_review_table(pack: Pack) -> bytes:
    """One sheet, all of it text. A hidden column says of each row what its reviewer saw."""
    columns = (
        Column("id", 26, direction="ltr"),
        Column("where", 30, direction="ltr"),
        Column("source", 50, direction=pack.source_language.direction),
        Column("translation", 50, direction=pack.direction),
        Column("your word", 14, open=True, choices=tuple(_VERDICTS), refusal=_REFUSAL),
        Column("reason", 30, open=True),
        Column("comment", 30, open=True),
        Column("suggested text", 50, open=True, direction=pack.direction),
        Column("seen", 10, hidden=True),
    )
    rtl = pack.direction == "rtl"
    title = f"Review: {pack.label}"
    return render_workbook(columns, list(_out(pack)), name=pack.edition, title=title, rtl=rtl)


def _out(pack: Pack) -> Iterator[Sequence[str]]:
    for one in pack.units:
        if one.aside:
            continue
        told = [pack.chapters[one.chapter], one.kind, one.state.value]
        told += ["safety passage"] if one.core else []
        told += [f"! {found.message}" for found in one.findings]
        seen = (pack.edition, pack.hash, one.source_hash, one.words_hash, pack.reviewer, pack.role)
        marks = " ".join(part or _NOBODY for part in seen)
        yield (
            one.id,
            _cut("\n".join(told)),
            _cut(one.source),
            _cut(one.words),
            *("", "", "", ""),
            f"{marks} {_sign(one.id, marks, _cut(one.source), _cut(one.words))}",
        )


def _sign(unit: str, marks: str, source: str, words: str) -> str:
    """Of all that a row says before its reviewer has written: where cells have moved, somebody
    would have signed another text than they read. White space is not compared."""
    return digest(unit, marks, text_hash(source), text_hash(words))


def _cut(text: str) -> str:
    """As much as a cell takes, whatever its letters cost there."""
    return text if len(text) * 7 <= LIMIT else text[: LIMIT // 7 - len(_LONG)] + _LONG


def parse_review_table(content: bytes, path: str, today: str) -> tuple[dict[str, Any], list[int]]:
    """The answers as a file of answers has them, of ``today``, which a sheet does not say; and the
    row of each. Raises ProblemsFound where it is no such sheet, or cells hold no text."""
    for sheet in read_workbook(content, path):
        for place, (number, head) in enumerate(sheet.rows[:30]):
            names = [name_of(cell.text) for cell in head]
            if set(names) >= _NEEDED:
                if wrong := _twice(names, Position(path, number)):
                    raise ProblemsFound(wrong)
                return _read(names, sheet.rows[place + 1 :], path, today)
    raise ProblemsFound(
        [
            error(
                "exchange-columns",
                Position(path),
                "this is no sheet of a review: its columns are not all there",
                "ask for the file that was sent out, and copy what was written into it",
            )
        ]
    )


def _twice(names: Sequence[str], position: Position) -> list[Diagnostic]:
    hint = "give the other one another name, or take it out"
    return [
        error("exchange-columns", position, f'the column "{name}" is there twice', hint)
        for name in sorted(_NEEDED)
        if names.count(name) > 1
    ]


def _read(
    names: Sequence[str], rows: Sequence[tuple[int, list[Cell]]], path: str, today: str
) -> tuple[dict[str, Any], list[int]]:
    found: dict[str, Any] = {"format": FORMAT, "answers": []}
    places: list[int] = []
    wrong: list[Diagnostic] = []
    for number, cells in rows:
        row = dict(zip(names, cells, strict=False))
        answer = _answer(row, today)
        if not any(answer.get(name) for name in ("verdict", *_FIELDS.values())):
            continue
        where = Position(path, number)
        wrong += _unusable(row, where)
        marks = row["seen"].text.split(" ")
        seen = [row[name].text for name in ("source", "translation")]
        if len(marks) != 7 or _sign(answer["unit"], " ".join(marks[:6]), *seen) != marks[6]:
            wrong.append(
                error(
                    "review-answers-damaged",
                    where,
                    "this row is not as it was sent out: its id, source, translation or hidden "
                    "column has changed, or some columns were sorted and others were not",
                    "copy what was written into the row of the same id in the file that was sent; "
                    'a better text goes into the column "suggested text"',
                )
            )
            continue
        edition, pack, answer["source"], answer["target"], by, role = marks[:6]
        for key, value in (("edition", edition), ("pack", pack), ("by", by), ("role", role)):
            value = "" if value == _NOBODY else value
            if found.setdefault(key, value) != value:
                hint = "put the rows of each pack back into their own file"
                said = "these rows are of different packs"
                wrong.append(error("review-answers-damaged", where, said, hint))
        found["answers"].append(answer)
        places.append(number)
    if wrong:
        raise ProblemsFound(dict.fromkeys(wrong))
    return found, places


def _answer(row: Mapping[str, Cell], today: str) -> dict[str, str]:
    words = {name: re.sub(r"\r\n?", "\n", cell.text).strip() for name, cell in row.items()}
    verdict = words.get("your word", "")
    answer = {"unit": words.get("id", ""), "on": today}
    answer["verdict"] = _VERDICTS.get(verdict.casefold(), verdict)
    answer |= {field: words.get(name, "") for name, field in _FIELDS.items()}
    if answer["verdict"] != "objection" and answer["note"]:
        # A reason beside an approval is something that they want to say.
        answer["comment"] = "\n".join(filter(None, (answer["comment"], answer.pop("note"))))
    return {name: text for name, text in answer.items() if text}


def _unusable(row: Mapping[str, Cell], where: Position) -> Iterator[Diagnostic]:
    for name in sorted(_NEEDED):
        if row[name].problem:
            said = f'the column "{name}": {row[name].problem}'
            hint = "write it as text, with an apostrophe before it"
            yield error("review-answers-damaged", where, said, hint)
