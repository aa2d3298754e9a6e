"""A review pack as a workbook, for reviewers who have a spreadsheet, and what they wrote in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from adaptkit.exchange._table import LIMIT, name_of
from adaptkit.exchange._workbook import Cell, Column, read_workbook, render_workbook
from adaptkit.model.answers import FORMAT
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.pack import Pack
from adaptkit.model.pack_words import OTHER_CHAPTER, PackWords
from adaptkit.model.review import text_hash
from adaptkit.records import Record
from adaptkit.texts.sameness import digest

# What packs call it → in a file of answers. In the drop-down list it stands in small letters.
_VERDICTS = {"Approve": "approved", "Object": "objection"}
# The columns → what they are called where packs have words in the reviewer's language.
HEADS = {
    "id": "id",
    "where": "Where",
    "source": "Source",
    "translation": "Translation",
    "your word": "Your word",
    "reason": "Why do you object?",
    "comment": "Your comment for the translators",
    "suggested text": "The text that you suggest",
    "seen": "seen",
}
_FIELDS = {"reason": "note", "comment": "comment", "suggested text": "suggestion"}
_NEEDED = frozenset({"id", "source", "translation", "your word", *_FIELDS, "seen"})
_NOBODY = "-"
LONG = "(too long for a cell: read it in the pages)"
REFUSAL = "Choose {approve} or {object}. What else you want to say goes into the columns beside it."


def render_review_table(pack: Pack, words: PackWords) -> bytes:
    """One sheet, all of it text. A hidden column says of each row what its reviewer saw. ``words``:
    in which the sheet itself speaks."""
    approve, object_to = (_verdict(words, one) for one in _VERDICTS)
    refusal = words.say(REFUSAL, approve=approve, object=object_to)
    heads = {name: words.known.get(said, name) for name, said in HEADS.items()}
    columns = (
        Column(heads["id"], 26, direction="ltr"),
        Column(heads["where"], 30),
        Column(heads["source"], 50, direction=pack.source_language.direction),
        Column(heads["translation"], 50, direction=pack.direction),
        Column(heads["your word"], 14, open=True, choices=(approve, object_to), refusal=refusal),
        Column(heads["reason"], 30, open=True),
        Column(heads["comment"], 30, open=True),
        Column(heads["suggested text"], 50, open=True, direction=pack.direction),
        Column(heads["seen"], 10, hidden=True),
    )
    rtl = pack.direction == "rtl"
    title = words.say("Review: {name}", name=pack.label)
    rows = list(_out(pack, words))
    return render_workbook(columns, rows, name=pack.edition, title=title, rtl=rtl)


def _verdict(words: PackWords, english: str) -> str:
    return words.say(english).lower()


def _out(pack: Pack, words: PackWords) -> Iterator[Sequence[str]]:
    for one in pack.units:
        if one.aside:
            continue
        chapter = pack.chapters[one.chapter]
        told = [words.say(chapter) if chapter == OTHER_CHAPTER else chapter]
        told += [words.called(one.kind), *filter(None, [words.state(one.state)])]
        told += [words.say("Safety passage")] if one.core else []
        told += [f"! {found.message}" for found in one.findings]
        seen = (pack.edition, pack.hash, one.source_hash, one.words_hash, pack.reviewer, pack.role)
        marks = " ".join(part or _NOBODY for part in seen)
        source, said = _cut(one.source, words), _cut(one.words, words)
        yield (
            one.id,
            _cut("\n".join(told), words),
            *(source, said),
            *("", "", "", ""),
            f"{marks} {_sign(one.id, marks, source, said)}",
        )


def _sign(unit: str, marks: str, source: str, words: str) -> str:
    """Of all that a row says before its reviewer has written: where cells have moved, somebody
    would have signed another text than they read. White space is not compared."""
    return digest(unit, marks, text_hash(source), text_hash(words))


def _cut(text: str, words: PackWords) -> str:
    """As much as a cell takes, whatever its letters cost there."""
    long = f"… {words.say(LONG)}"
    return text if len(text) * 7 <= LIMIT else text[: LIMIT // 7 - len(long)] + long


def parse_review_table(
    content: bytes, path: str, today: str, spoken: Iterable[PackWords]
) -> tuple[dict[str, Any], list[int]]:
    """The answers as a file of answers has them, of ``today``, which a sheet does not say; and the
    row of each. ``spoken``: in which a sheet may be. Raises ProblemsFound where it is no such
    sheet, or cells hold no text."""
    known = _Known.of(spoken)
    for sheet in read_workbook(content, path):
        for place, (number, head) in enumerate(sheet.rows[:30]):
            names = [known.heads.get(name_of(cell.text), "") for cell in head]
            if set(names) >= _NEEDED:
                if wrong := _twice(names, head, Position(path, number)):
                    raise ProblemsFound(wrong)
                shown = {name: cell.text for name, cell in zip(names, head, strict=True)}
                return _read(names, shown, known, sheet.rows[place + 1 :], path, today)
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


class _Known(Record):
    """What somebody may find in a sheet, in any language → what it means here."""

    heads: dict[str, str]
    verdicts: dict[str, str]
    choices: dict[str, tuple[str, ...]]

    @staticmethod
    def of(spoken: Iterable[PackWords]) -> _Known:
        found = _Known({name: name for name in HEADS}, {}, {})
        for words in spoken:
            found.heads |= {name_of(words.say(said)): name for name, said in HEADS.items()}
            found.verdicts |= {name_of(words.say(one)): said for one, said in _VERDICTS.items()}
            column = name_of(words.say(HEADS["your word"]))
            found.choices.setdefault(column, tuple(_verdict(words, one) for one in _VERDICTS))
        return found


def _twice(names: Sequence[str], head: Sequence[Cell], position: Position) -> list[Diagnostic]:
    hint = "give the other one another name, or take it out"
    return [
        error("exchange-columns", position, f'the column "{cell.text}" is there twice', hint)
        for place, (name, cell) in enumerate(zip(names, head, strict=True))
        if name in _NEEDED and names.index(name) < place
    ]


def _read(
    names: Sequence[str],
    shown: Mapping[str, str],
    known: _Known,
    rows: Sequence[tuple[int, list[Cell]]],
    path: str,
    today: str,
) -> tuple[dict[str, Any], list[int]]:
    """``shown``: what the columns are called in this sheet."""
    found: dict[str, Any] = {"format": FORMAT, "answers": []}
    places: list[int] = []
    wrong: list[Diagnostic] = []
    for number, cells in rows:
        row = dict(zip(names, cells, strict=False))
        answer = _answer(row, known, today)
        if not any(answer.get(name) for name in ("verdict", *_FIELDS.values())):
            continue
        where = Position(path, number)
        wrong += (*_unusable(row, shown, where), *_no_verdict(answer, shown, known, where))
        marks = row["seen"].text.split(" ")
        seen = [row[name].text for name in ("source", "translation")]
        if len(marks) != 7 or _sign(answer["unit"], " ".join(marks[:6]), *seen) != marks[6]:
            wrong.append(_moved(where, shown))
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


def _moved(where: Position, shown: Mapping[str, str]) -> Diagnostic:
    return error(
        "review-answers-damaged",
        where,
        "this row is not as it was sent out: its id, source, translation or hidden column has "
        "changed, or some columns were sorted and others were not",
        "copy what was written into the row of the same id in the file that was sent; a better "
        f'text goes into the column "{shown["suggested text"]}"',
    )


def _answer(row: Mapping[str, Cell], known: _Known, today: str) -> dict[str, str]:
    words = {name: re.sub(r"\r\n?", "\n", cell.text).strip() for name, cell in row.items()}
    verdict = words.get("your word", "")
    answer = {"unit": words.get("id", ""), "on": today}
    answer["verdict"] = known.verdicts.get(name_of(verdict), verdict)
    answer |= {field: words.get(name, "") for name, field in _FIELDS.items()}
    if answer["verdict"] != "objection" and answer["note"]:
        # A reason beside an approval is something that they want to say.
        answer["comment"] = "\n".join(filter(None, (answer["comment"], answer.pop("note"))))
    return {name: text for name, text in answer.items() if text}


def _no_verdict(
    answer: Mapping[str, str], shown: Mapping[str, str], known: _Known, where: Position
) -> Iterator[Diagnostic]:
    """Told in the words that the sheet itself offers."""
    said = answer.get("verdict", "")
    if said and said not in known.verdicts.values():
        column = shown["your word"]
        choices = known.choices.get(name_of(column), tuple(_VERDICTS))
        message = f'"{said[:60]}" is no verdict ({answer.get("unit", "")})'
        hint = f'write {" or ".join(choices)} into the column "{column}"'
        yield error("review-answers-damaged", where, message, hint)


def _unusable(
    row: Mapping[str, Cell], shown: Mapping[str, str], where: Position
) -> Iterator[Diagnostic]:
    for name in sorted(_NEEDED):
        if row[name].problem:
            said = f'the column "{shown[name]}": {row[name].problem}'
            hint = "write it as text, with an apostrophe before it"
            yield error("review-answers-damaged", where, said, hint)
