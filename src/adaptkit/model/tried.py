"""How readers got on with a chapter: one line a chapter and session, without a name or a text.

``reviews/readers/EDITION.jsonl`` holds one JSON object a line. A line counts for exactly the text
and the questions that the readers had: its hash says which. Where somebody stumbled is told by the
place in that text, so that no words stand here, and none are left when a story is withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.model.locale import Locale
from adaptkit.records import NotJson, Record, from_json, json_text

FORMAT = "adaptkit readers 1"
"""What a file of counts says of itself first."""
MOST_READERS = 10_000
MOST_STUMBLED = 1_000
_KEYS = ("session", "chapter", "text", "on", "readers", "right", "stumbled")
_HASH = re.compile(r"[0-9a-f]{16}", re.ASCII)
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")
_ASK_GIT = "take the line out, or take the file as git last had it"


class Stumbled(Record, frozen=True):
    """``readers`` stumbled over the characters from ``start`` to ``end`` of the chapter's text
    number ``passage`` (from 0), as readers see it."""

    passage: int
    start: int
    end: int
    readers: int


class Session(Record, frozen=True):
    """``session``: 16 hexadecimal digits, of one sitting; ``chapter``: its name then, for people;
    ``text``: hash of its texts and questions (``chapter_hash``); ``on``: ISO date; ``right``: how
    many readers answered each question rightly, in the order of the questions."""

    session: str
    chapter: str
    text: str
    on: str
    readers: int
    right: tuple[int, ...] = ()
    stumbled: tuple[Stumbled, ...] = ()
    position: Position = Position("")

    @property
    def key(self) -> tuple[str, str]:
        return self.session, self.text


def format_sessions(sessions: Iterable[Session]) -> str:
    order = sorted(sessions, key=lambda one: (one.chapter, one.on, one.session, one.text))
    return "".join(f"{_line(one)}\n" for one in order)


def _line(one: Session) -> str:
    fields = {key: getattr(one, key) for key in _KEYS if key != "stumbled"}
    over = [[each.passage, each.start, each.end, each.readers] for each in one.stumbled]
    fields["right"] = list(one.right)
    return json_text(fields | ({"stumbled": over} if over else {}))


def with_sessions(old: Iterable[Session], new: Iterable[Session]) -> tuple[Session, ...]:
    """The later of two of one sitting about one text takes the earlier's place."""
    return tuple({one.key: one for one in (*old, *new)}.values())


def parse_sessions(text: str, path: str) -> tuple[Session, ...]:
    """Raises ProblemsFound with every line that cannot be read."""
    found: list[Diagnostic] = []
    sessions: dict[tuple[str, str], Session] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        where = Position(path, number)
        faults, one = _parsed(line.rstrip("\r"), where)
        if one is not None and sessions.setdefault(one.key, one) is not one:
            said = "the same sitting speaks twice of the same text"
            hint = "keep the one that is right, and delete the other"
            faults = [error("review-duplicate", where, said, hint)]
        found += faults
    if found:
        raise ProblemsFound(found)
    return tuple(sessions.values())


def _parsed(line: str, where: Position) -> tuple[list[Diagnostic], Session | None]:
    if _CONFLICT.match(line):
        hint = "keep the lines of both sides and delete the marks"
        said = "the marks of a merge conflict stand in the file"
        return [error("review-conflict", where, said, hint)], None
    try:
        data = from_json(line.encode("utf-8"))
    except (NotJson, UnicodeError, RecursionError):
        data = None
    if not isinstance(data, dict):
        said = "this line is no record of a test with readers"
        return [error("review-damaged", where, said, _ASK_GIT)], None
    faults = list(_faults(data, where))
    return faults, None if faults else session_of(data, where)


def session_of(data: Mapping[str, Any], where: Position) -> Session:
    """``data``: in which nothing is wrong."""
    over = tuple(Stumbled(*one) for one in data.get("stumbled", ()))
    return Session(**{**data, "right": tuple(data["right"]), "stumbled": over}, position=where)


def _faults(data: Mapping[str, Any], where: Position) -> Iterator[Diagnostic]:
    for key in data:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"a record has: {', '.join(_KEYS)}"
            yield error("review-unknown-key", where, f'nobody reads "{key[:60]}"', hint)
    for said in session_faults(data):
        yield error("review-damaged", where, said, _ASK_GIT)


def session_faults(data: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the fields of a record, unknown ones aside."""
    for key in ("session", "text"):
        value = data.get(key)
        if not isinstance(value, str) or not _HASH.fullmatch(value):
            yield f'"{key}" is no 16 digits and letters from a to f'
    name = data.get("chapter")
    if not isinstance(name, str) or not 0 < len(name) <= 400 or not name.isprintable():
        yield '"chapter" is no name of a chapter'
    if not is_day(data.get("on")):
        yield '"on" is no day such as 2026-01-31'
    readers = data.get("readers")
    if not is_count(readers, MOST_READERS) or not readers:
        yield f'"readers" is no number from 1 to {MOST_READERS:,}'
        return
    right = data.get("right")
    if not isinstance(right, list) or not all(is_count(one, readers) for one in right):
        yield '"right" is not how many of the readers answered each question rightly'
    over = data.get("stumbled", [])
    if not isinstance(over, list) or not all(_is_place(one, readers) for one in over):
        yield '"stumbled" is no list of places in the text'


def _is_place(one: object, readers: int) -> bool:
    """[passage, start, end, readers]"""
    if not isinstance(one, list) or len(one) != 4:
        return False
    passage, start, end, many = one
    places = all(is_count(each, 10_000_000) for each in (passage, start, end))
    return places and start < end and is_count(many, readers) and many > 0


def is_count(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


class Stumble(Record, frozen=True):
    """``readers`` stumbled over ``words`` of ``unit``, as they stand there today."""

    words: str
    unit: str
    readers: int


class Tried(Record, frozen=True):
    """What all sittings about one chapter come to. ``right``: by question; ``on``: of the last.
    ``stands``: the text is still the one that they had; else only the readers are counted."""

    chapter: str
    title: str
    readers: int
    right: tuple[int, ...]
    on: str
    stumbled: tuple[Stumble, ...] = ()
    stands: bool = True


class SheetPassage(Record, frozen=True):
    """``text``: what it says, without mark-up; ``html``: the same, safe, ``""`` where it is no
    running text. ``language``, ``direction``: of the words."""

    kind: str
    level: int
    text: str
    html: str
    language: str
    direction: str


class SheetChapter(Record, frozen=True):
    """``hash``: that of ``Session.text``."""

    name: str
    title: str
    hash: str
    passages: tuple[SheetPassage, ...]
    questions: tuple[str, ...]


class ReadersPack(Record, frozen=True):
    """The chapters that have questions, for readers and whoever sits with them."""

    edition: str
    label: str
    language: Locale
    direction: str
    chapters: tuple[SheetChapter, ...]
    made: str
    hash: str


class Counted(Record, frozen=True):
    """What somebody counted in one sitting about one chapter. ``stumbled``: (number of the passage,
    words, readers)."""

    session: Session
    stumbled: tuple[tuple[int, str, int], ...] = ()


class CountedFile(Record, frozen=True):
    path: str
    edition: str
    counted: tuple[Counted, ...]
