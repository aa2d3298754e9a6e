"""A file of answers → what it says, or everything that is wrong with it.

It comes from outside, perhaps by way of many hands: nothing of it is believed because a page of
ours would write it so. What is not understood to the last key is refused whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from adaptkit.model.answers import FORMAT, Answered, Answers
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.model.review import Role, Verdict, is_person_key
from adaptkit.packs.reading import (
    at_most,
    called,
    cleaned,
    damaged,
    day_faults,
    hash_faults,
    numbered,
    parse_json,
    text_faults,
    top_faults,
    unknown_keys,
)
from adaptkit.records import Record
from adaptkit.reports.words import begun

_VERDICTS = (Verdict.APPROVED.value, Verdict.OBJECTION.value)
_TOP = ("format", "edition", "pack", "by", "role", "saved", "answers")
_NEEDED = ("unit", "source", "target", "on")
_TEXTS = ("note", "comment", "suggestion")
_KEYS = (*_NEEDED, "verdict", *_TEXTS)


class Expected(Record, frozen=True):
    """What a file may speak of. ``roles``: of everybody who may sign, by key; ``by`` and ``role``:
    what the command line says, ``""`` where it says nothing; ``today``: the day (ISO)."""

    editions: Collection[str]
    roles: Mapping[str, Collection[str]]
    today: str
    by: str = ""
    role: str = ""


def parse_answers(content: bytes, path: str, expected: Expected) -> Answers:
    """Raises ProblemsFound with all that is wrong."""
    data = parse_json(content, path)
    return understood(data, path, expected)


def understood(data: Any, path: str, expected: Expected, places: Sequence[int] = ()) -> Answers:
    """``places``: the line of each answer, where the file has lines. Raises ProblemsFound."""
    found = list(top_faults(data, path, FORMAT, _TOP, expected.editions))
    if found:
        raise ProblemsFound(found)
    by, role = expected.by or data.get("by", ""), expected.role or data.get("role", "")
    found += _signer_faults(data, by, role, path, expected)
    answered: list[Answered] = []
    told: set[str] = set()
    for number, one in enumerate(data["answers"]):
        line = places[number] if number < len(places) else 0
        where = Position(path, line)
        one = cleaned(one, _TEXTS)
        before = numbered(one, number + 1, line)
        wrong = [called(f, before) for f in _faults(one, where, expected.today)]
        if not wrong and one["unit"] in told:
            said = f'answer {number + 1}: "{begun(one["unit"])}" is answered twice in this file'
            wrong.append(damaged(where, said, "keep the answer that is meant"))
        if not wrong:
            told.add(one["unit"])
            answered.append(Answered(**one, position=where))
        found += wrong
    if found:
        raise ProblemsFound(at_most(found, path))
    return Answers(path, data["edition"], by, Role(role), tuple(answered))


def _signer_faults(
    data: Mapping[str, Any], by: str, role: str, path: str, expected: Expected
) -> Iterator[Diagnostic]:
    """Why what the file says would count for nothing."""
    where = Position(path)
    # A name that somebody typed, where nobody could be chosen, may be anybody's.
    stated = {"by": data.get("by", ""), "role": data.get("role", "")}
    if expected.by and stated["by"] in expected.roles and stated["by"] != expected.by:
        told = f'the file is by "{begun(stated["by"])}", and not "{by}"'
        yield error("review-person", where, told, "leave --by out")
    if expected.role and stated["role"] and stated["role"] != expected.role:
        told = f"it was read as {begun(stated['role'])}, and not as {role}"
        yield error("review-person", where, told, "leave --role out")
    if not by or not is_person_key(by) or by not in expected.roles:
        who = f'"{begun(by)}" may not sign' if by else "the file does not say who answered"
        known = sorted(expected.roles)
        hint = did_you_mean(by[:100], known) or (
            f"say --by with one of: {', '.join(known)}"
            if known
            else "write who may sign, and as what, into reviews/people.yaml"
        )
        yield error("review-person", where, who, hint)
    elif role not in [*Role]:
        who = f'there is no role "{begun(role)}"' if role else "the file does not say as what"
        hint = did_you_mean(role[:100], [*Role]) or f"say --role with one of: {', '.join(Role)}"
        yield error("review-person", where, who, hint)
    elif role not in expected.roles[by]:
        theirs = ", ".join(expected.roles[by]) or "no role but back-translation"
        hint = f"in reviews/people.yaml stand: {theirs}"
        yield error("review-person", where, f"{by} may not sign in this role: {role}", hint)


def _faults(one: Any, where: Position, today: str) -> Iterator[Diagnostic]:
    if not isinstance(one, dict):
        yield damaged(where, "it is no answer")
        return
    yield from unknown_keys(one, _KEYS, where)
    for key in _KEYS:
        value = one.get(key)
        if key not in one:
            if key in _NEEDED:
                yield damaged(where, f'it does not say its "{key}"')
        elif not isinstance(value, str) or not value.strip():
            yield damaged(where, f'"{key}" is empty, or is no text')
        else:
            yield from _value_faults(key, value, where, today)
    yield from _sense_faults(one, where)


def _value_faults(key: str, value: str, where: Position, today: str) -> Iterator[Diagnostic]:
    if wrong := list(text_faults(key, value, where)):
        yield from wrong
    elif key in ("source", "target"):
        yield from hash_faults(key, value, where)
    elif key == "on":
        yield from day_faults(value, where, today)
    elif key == "verdict" and value not in _VERDICTS:
        hint = f"known are: {', '.join(_VERDICTS)}; in a spreadsheet: approve, object"
        yield damaged(where, f'"{begun(value)}" is no verdict', hint)


def _sense_faults(one: Mapping[str, Any], where: Position) -> Iterator[Diagnostic]:
    if one.get("verdict") == Verdict.OBJECTION.value and "note" not in one:
        hint = "ask the reviewer for it: translators cannot mend what they are not told"
        yield damaged(where, "an objection without a reason", hint)
    if "note" in one and one.get("verdict") != Verdict.OBJECTION.value:
        said = "a reason, and no objection that it is the reason of"
        yield damaged(where, said, "what is said to the translators is a comment")
    if not any(key in one for key in ("verdict", "comment", "suggestion")):
        yield damaged(where, "it says nothing of its passage")
