"""A file of answers → what it says, or everything that is wrong with it.

It comes from outside, perhaps by way of many hands: nothing of it is believed because a page of
ours would write it so. What is not understood to the last key is refused whole.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from adaptkit.model.answers import FORMAT, Answered, Answers
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.model.review import Role, Verdict, is_person_key
from adaptkit.records import NotJson, Record, from_json
from adaptkit.reports.words import begun, safe

LONGEST = 20_000
"""Characters that one text of an answer may have; the page lets nobody write more."""
MOST = 50_000
"""Answers that a file may hold."""
_MOST_TOLD = 50
_VERDICTS = (Verdict.APPROVED.value, Verdict.OBJECTION.value)
_TOP = ("format", "edition", "pack", "by", "role", "saved", "answers")
_NEEDED = ("unit", "source", "target", "on")
_TEXTS = ("note", "comment", "suggestion")
_KEYS = (*_NEEDED, "verdict", *_TEXTS)
_HASH = re.compile(r"[0-9a-f]{16}", re.ASCII)
# What no text of a reviewer needs, and no PO file can hold.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# Before any pack was made: the clock of a device that has lost its time says such days.
_FIRST = datetime.date(2025, 1, 1)
_ASK = "ask the reviewer to open the pack once more and press “Save my answers”"


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
    try:
        data = from_json(content.removeprefix(b"\xef\xbb\xbf"))
    except (NotJson, UnicodeError, RecursionError):
        said = "this is no file of answers: it cannot be read, or was cut off on its way"
        raise ProblemsFound([error("review-answers-damaged", Position(path), said, _ASK)]) from None
    return understood(data, path, expected)


def understood(data: Any, path: str, expected: Expected, places: Sequence[int] = ()) -> Answers:
    """``places``: the line of each answer, where the file has lines. Raises ProblemsFound."""
    found = list(_top_faults(data, path, expected))
    if found:
        raise ProblemsFound(found)
    by, role = expected.by or data.get("by", ""), expected.role or data.get("role", "")
    found += _signer_faults(data, by, role, path, expected)
    answered: list[Answered] = []
    told: set[str] = set()
    for number, one in enumerate(data["answers"]):
        line = places[number] if number < len(places) else 0
        where = Position(path, line)
        one = _cleaned(one)
        called = "" if line else f"answer {number + 1}: "
        if unit := _unit_of(one):
            called = f"{called.removesuffix(': ')} ({begun(unit)}): ".lstrip()
        wrong = [replaced(f, called) for f in _faults(one, where, expected.today)]
        if not wrong and one["unit"] in told:
            said = f'answer {number + 1}: "{begun(one["unit"])}" is answered twice in this file'
            wrong.append(
                error("review-answers-damaged", where, said, "keep the answer that is meant")
            )
        if not wrong:
            told.add(one["unit"])
            answered.append(Answered(**one, position=where))
        found += wrong
    if found:
        raise ProblemsFound(_at_most(found, path))
    return Answers(path, data["edition"], by, Role(role), tuple(answered))


def _cleaned(one: Any) -> Any:
    """Without the control characters that word processors leave in what is pasted, as the page
    cleans it: they are no text, and no reason to refuse what somebody has written."""
    if not isinstance(one, dict):
        return one
    texts = {key: one[key] for key in _TEXTS if isinstance(one.get(key), str)}
    return {**one, **{k: _CONTROLS.sub("", _BREAKS.sub("\n", t)) for k, t in texts.items()}}


def _unit_of(one: Any) -> str:
    unit = one.get("unit") if isinstance(one, dict) else ""
    return unit if isinstance(unit, str) and unit.strip() else ""


def replaced(found: Diagnostic, called: str) -> Diagnostic:
    """The finding with what it is about before its message."""
    return error(found.code, found.position, called + found.message, found.hint)


def _at_most(found: list[Diagnostic], path: str) -> list[Diagnostic]:
    """Of a file that is wrong throughout, nobody reads every line."""
    if len(found) <= _MOST_TOLD:
        return found
    more = f"{len(found) - _MOST_TOLD:,} more answers are wrong in such ways"
    return [*found[:_MOST_TOLD], error("review-answers-damaged", Position(path), more, _ASK)]


def _top_faults(data: Any, path: str, expected: Expected) -> Iterator[Diagnostic]:
    where = Position(path)
    if not isinstance(data, dict) or not isinstance(data.get("format"), str):
        yield error(
            "review-answers-damaged", where, "this is no file of answers to a review pack", _ASK
        )
        return
    if data["format"] != FORMAT:
        said = f'this file says that it is "{begun(data["format"])}", and not "{FORMAT}"'
        yield error(
            "review-answers-damaged", where, said, "it may be of another version of adaptkit"
        )
        return
    yield from _unknown(data, _TOP, where)
    for key in ("edition", "by", "role", "pack", "saved"):
        if not isinstance(data.get(key, ""), str) or len(data.get(key, "")) > 200:
            yield error(
                "review-answers-damaged", where, f'"{key}" is no text, or far too long', _ASK
            )
    edition = data.get("edition")
    if isinstance(edition, str) and edition not in expected.editions:
        hint = did_you_mean(edition[:200], expected.editions) or "look whether it is the right file"
        said = f'there is no edition "{begun(edition)}" here, to which these answers are'
        yield error("review-answers-foreign", where, said, hint)
    answers = data.get("answers")
    if not isinstance(answers, list):
        yield error("review-answers-damaged", where, "it holds no list of answers", _ASK)
    elif len(answers) > MOST:
        said = f"it holds {len(answers):,} answers: no pack has so many passages"
        yield error("review-answers-damaged", where, said, _ASK)


def _unknown(
    data: Mapping[Any, Any], known: Sequence[str], where: Position
) -> Iterator[Diagnostic]:
    for key in data:
        if key not in known:
            hint = did_you_mean(key[:100], known) or f"known are: {', '.join(known)}"
            yield error("review-answers-damaged", where, f'nobody reads "{begun(key)}"', hint)


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
        hint = f"in reviews/people.yaml stand: {', '.join(expected.roles[by])}"
        yield error("review-person", where, f"{by} may not sign in this role: {role}", hint)


def _faults(one: Any, where: Position, today: str) -> Iterator[Diagnostic]:
    if not isinstance(one, dict):
        yield error("review-answers-damaged", where, "it is no answer", _ASK)
        return
    yield from _unknown(one, _KEYS, where)
    for key in _KEYS:
        value = one.get(key)
        if key not in one:
            if key in _NEEDED:
                yield error("review-answers-damaged", where, f'it does not say its "{key}"', _ASK)
        elif not isinstance(value, str) or not value.strip():
            yield error("review-answers-damaged", where, f'"{key}" is empty, or is no text', _ASK)
        else:
            yield from _value_faults(key, value, where, today)
    yield from _sense_faults(one, where)


def _value_faults(key: str, value: str, where: Position, today: str) -> Iterator[Diagnostic]:
    if len(value) > LONGEST:
        said = f'"{key}" has {len(value):,} characters; {LONGEST:,} are the most'
        yield error("review-answers-damaged", where, said, "send what is longer in a letter")
    if found := _IMPOSSIBLE.search(value):
        said = f'"{key}" holds a character that no text can hold: {safe(found[0])}'
        if found[0] >= "\ud800":
            said = f'"{key}" holds half a character, which no text can hold'
        yield error("review-answers-damaged", where, said, _ASK)
    elif key in ("source", "target") and not _HASH.fullmatch(value):
        yield error("review-answers-damaged", where, f'"{begun(value)}" can be no "{key}"', _ASK)
    elif key == "on":
        yield from _day_faults(value, where, today)
    elif key == "verdict" and value not in _VERDICTS:
        hint = f"known are: {', '.join(_VERDICTS)}; in a spreadsheet: approve, object"
        yield error("review-answers-damaged", where, f'"{begun(value)}" is no verdict', hint)


def _day_faults(value: str, where: Position, today: str) -> Iterator[Diagnostic]:
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        yield error(
            "review-answers-damaged", where, f'"{begun(value)}" is no day such as 2026-01-31', _ASK
        )
    elif day < _FIRST:
        said = f"it was answered on {value}, it says: before there were any packs to answer"
        hint = "the clock of that device is wrong; correct the day"
        yield error("review-answers-damaged", where, said, hint)
    elif day > datetime.date.fromisoformat(today) + datetime.timedelta(days=1):
        # Somewhere it is tomorrow already.
        said = f"it was answered on {value}, it says: that day has not come yet"
        yield error(
            "review-answers-damaged",
            where,
            said,
            "the clock of that device is wrong; correct the day",
        )


def _sense_faults(one: Mapping[str, Any], where: Position) -> Iterator[Diagnostic]:
    if one.get("verdict") == Verdict.OBJECTION.value and "note" not in one:
        hint = "ask the reviewer for it: translators cannot mend what they are not told"
        yield error("review-answers-damaged", where, "an objection without a reason", hint)
    if "note" in one and one.get("verdict") != Verdict.OBJECTION.value:
        said = "a reason, and no objection that it is the reason of"
        yield error(
            "review-answers-damaged", where, said, "what is said to the translators is a comment"
        )
    if not any(key in one for key in ("verdict", "comment", "suggestion")):
        yield error("review-answers-damaged", where, "it says nothing of its passage", _ASK)
