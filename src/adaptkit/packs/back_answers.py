"""A file of back-translations → what it says, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from adaptkit.model.back import FORMAT, BackAnswer, BackAnswers
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.packs.reading import (
    at_most,
    called,
    cleaned,
    damaged,
    day_faults,
    hash_faults,
    parse_json,
    text_faults,
    top_faults,
    unknown_keys,
)
from adaptkit.records import Record
from adaptkit.reports.words import begun

_TOP = ("format", "edition", "pack", "by", "saved", "answers")
_NEEDED = ("passage", "target", "on")
_KEYS = (*_NEEDED, "words", "unclear")


class BackExpected(Record, frozen=True):
    """What a file may speak of. ``people``: keys of ``people.yaml``; ``today``: the day (ISO);
    ``by``: what the command line says, ``""`` where it says nothing."""

    editions: Collection[str]
    people: Collection[str]
    today: str
    by: str = ""


def parse_back_answers(content: bytes, path: str, expected: BackExpected) -> BackAnswers:
    """Raises ProblemsFound with all that is wrong."""
    data = parse_json(content, path)
    found = list(top_faults(data, path, FORMAT, _TOP, expected.editions))
    if found:
        raise ProblemsFound(found)
    by = expected.by or data.get("by", "")
    found += _person_faults(data.get("by", ""), by, path, expected)
    answered: list[BackAnswer] = []
    told: set[str] = set()
    where = Position(path)
    for number, one in enumerate(data["answers"], 1):
        one = cleaned(one, ("words",))
        before = f"answer {number}: "
        wrong = [called(fault, before) for fault in _faults(one, where, expected.today)]
        if not wrong and one["passage"] in told:
            said = f"{before}this passage is answered twice in this file"
            wrong.append(damaged(where, said, "keep the answer that is meant"))
        if not wrong:
            told.add(one["passage"])
            words = str(one.get("words", "")).strip()
            answered.append(BackAnswer(one["passage"], one["target"], one["on"], words, where))
        found += wrong
    if found:
        raise ProblemsFound(at_most(found, path))
    return BackAnswers(path, data["edition"], by, tuple(answered))


def _person_faults(stated: str, by: str, path: str, expected: BackExpected) -> Iterator[Diagnostic]:
    where = Position(path)
    if expected.by and stated in expected.people and stated != expected.by:
        told = f'the file is by "{begun(stated)}", and not "{by}"'
        yield error("review-person", where, told, "leave --by out")
    if by not in expected.people:
        who = f'nobody is called "{begun(by)}"' if by else "the file does not say who answered"
        hint = did_you_mean(by[:100], expected.people) or (
            "say --by with their key, and write them into reviews/people.yaml:  "
            'kay: {name: "Kay Lim", roles: [back-translation]}'
        )
        yield error("review-person", where, who, hint)


def _faults(one: Any, where: Position, today: str) -> Iterator[Diagnostic]:
    if not isinstance(one, dict):
        yield damaged(where, "it is no answer")
        return
    yield from unknown_keys(one, _KEYS, where)
    for key in (*_NEEDED, "words"):
        value = one.get(key)
        if key not in one:
            if key in _NEEDED:
                yield damaged(where, f'it does not say its "{key}"')
        elif not isinstance(value, str) or not value.strip():
            yield damaged(where, f'"{key}" is empty, or is no text')
        elif wrong := list(text_faults(key, value, where)):
            yield from wrong
        elif key == "on":
            yield from day_faults(value, where, today)
        elif key != "words":
            yield from hash_faults(key, value, where)
    yield from _sense_faults(one, where)


def _sense_faults(one: Mapping[str, Any], where: Position) -> Iterator[Diagnostic]:
    unclear = one.get("unclear", False)
    if unclear is not True and "unclear" in one:
        yield damaged(where, '"unclear" can only be true')
    if bool(unclear) == ("words" in one):
        yield damaged(where, "it says what the passage says, or that nobody can tell: one of both")
