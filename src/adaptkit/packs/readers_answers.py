"""A file of what somebody has counted with readers → its counts, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound
from adaptkit.model.tried import (
    FORMAT,
    MOST_READERS,
    MOST_STUMBLED,
    Counted,
    CountedFile,
    is_count,
    session_faults,
    session_of,
)
from adaptkit.packs.reading import (
    at_most,
    called,
    damaged,
    day_faults,
    parse_json,
    text_faults,
    top_faults,
    unknown_keys,
)

_TOP = ("format", "edition", "pack", "saved", "answers")
_KEYS = ("session", "chapter", "text", "on", "readers", "right", "stumbled")
_STUMBLED = ("passage", "words", "readers")
_LONGEST = 200
"""Characters of the words that somebody stumbled over."""


def parse_counts(content: bytes, path: str, editions: Collection[str], today: str) -> CountedFile:
    """``today``: the day (ISO). Raises ProblemsFound with all that is wrong."""
    data = parse_json(content, path)
    found = list(top_faults(data, path, FORMAT, _TOP, editions))
    if found:
        raise ProblemsFound(found)
    counted: dict[tuple[str, str], Counted] = {}
    where = Position(path)
    for number, one in enumerate(data["answers"], 1):
        before = f"answer {number}: "
        wrong = [called(fault, before) for fault in _faults(one, where, today)]
        if not wrong:
            new = _counted(one, where)
            if counted.setdefault(new.session.key, new) is not new:
                said = f"{before}this chapter is counted twice in one sitting"
                wrong.append(damaged(where, said, "keep the counts that are meant"))
        found += wrong
    if found:
        raise ProblemsFound(at_most(found, path))
    return CountedFile(path, data["edition"], tuple(counted.values()))


def _counted(one: dict[str, Any], where: Position) -> Counted:
    session = session_of({key: one[key] for key in _KEYS[:-1]}, where)
    over = tuple(tuple(each[key] for key in _STUMBLED) for each in one.get("stumbled", ()))
    return Counted(session, over)


def _faults(one: Any, where: Position, today: str) -> Iterator[Diagnostic]:
    if not isinstance(one, dict):
        yield damaged(where, "it is no answer")
        return
    yield from unknown_keys(one, _KEYS, where)
    rest = {key: value for key, value in one.items() if key != "stumbled"}
    wrong = list(session_faults(rest))
    yield from (damaged(where, said) for said in wrong)
    if not wrong:
        yield from day_faults(one["on"], where, today)
    over = one.get("stumbled", [])
    if not isinstance(over, list) or len(over) > MOST_STUMBLED:
        yield damaged(where, f'"stumbled" is no list of at most {MOST_STUMBLED:,} words')
        return
    most = one["readers"] if not wrong else MOST_READERS
    for each in over:
        yield from _stumbled_faults(each, most, where)


def _stumbled_faults(each: Any, readers: int, where: Position) -> Iterator[Diagnostic]:
    if not isinstance(each, dict) or set(each) != set(_STUMBLED):
        yield damaged(where, f"what somebody stumbled over has: {', '.join(_STUMBLED)}")
        return
    words = each["words"]
    if not isinstance(words, str) or not words.strip() or len(words) > _LONGEST:
        yield damaged(where, f'"words" is empty, no text, or longer than {_LONGEST} characters')
    else:
        yield from text_faults("words", words, where)
    if not is_count(each["passage"], 1_000_000):
        yield damaged(where, '"passage" is no number of a passage')
    if not is_count(each["readers"], readers) or not each["readers"]:
        yield damaged(where, '"readers" is not how many of them stumbled there')
