"""What holds for every file that comes back from outside, whatever it answers: nothing of it is
believed because a page of ours would write it so."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.packs.page import OURS
from adaptkit.records import NotJson, from_json
from adaptkit.reports.words import begun, safe

LONGEST = 20_000
"""Characters that one text of an answer may have; the pages let nobody write more."""
MOST = 50_000
"""Answers that a file may hold."""
ASK = (
    "ask the reviewer to open the pack once more, load what they saved there, and press “Save my "
    "answers”"
)
SAVED = (
    "ask the reviewer for the file that “Save my answers” has saved: it is called answers-….json"
)
_MOST_TOLD = 50
_HEAD = 4096
_HASH = re.compile(r"[0-9a-f]{16}", re.ASCII)
# What no text of a reviewer needs, and no PO file can hold.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# Before any pack was made: the clock of a device that has lost its time says such days.
_FIRST = datetime.date(2025, 1, 1)


def damaged(where: Position, said: str, hint: str = ASK) -> Diagnostic:
    return error("review-answers-damaged", where, said, hint)


def parse_json(content: bytes, path: str) -> Any:
    """Raises ProblemsFound where it is none."""
    try:
        return from_json(content.removeprefix(b"\xef\xbb\xbf"))
    except (NotJson, UnicodeError, RecursionError):
        raise ProblemsFound([_other_file(content, Position(path))]) from None


def _other_file(content: bytes, where: Position) -> Diagnostic:
    """What people send instead of their answers."""
    begin = content[:_HEAD].lstrip()
    if OURS.encode() in begin:
        return damaged(
            where, "this is the pack that was sent out, and not what was answered", SAVED
        )
    if begin.startswith(b"%PDF"):
        said = "this is a printed page (PDF), which only people can read"
        hint = "what is written on paper goes in with: adaptkit review sign; else " + SAVED
        return damaged(where, said, hint)
    if begin.startswith(b"<"):
        return damaged(where, "this is a web page, and no file of answers", SAVED)
    said = "this is no file of answers: it cannot be read, or was cut off on its way"
    return damaged(where, said)


def format_of(content: bytes) -> str:
    """What a file says that it is; ``""`` where it says nothing that can be read."""
    try:
        data = from_json(content.removeprefix(b"\xef\xbb\xbf"))
    except (NotJson, UnicodeError, RecursionError):
        return ""
    said = data.get("format") if isinstance(data, dict) else None
    return said if isinstance(said, str) else ""


def top_faults(
    data: Any, path: str, format: str, keys: Sequence[str], editions: Collection[str]
) -> Iterator[Diagnostic]:
    """What is wrong around the answers. ``keys``: of the file; all but ``answers`` are texts."""
    where = Position(path)
    if not isinstance(data, dict) or not isinstance(data.get("format"), str):
        yield damaged(where, "this is no file of answers to a review pack")
        return
    if data["format"] != format:
        said = f'this file says that it is "{begun(data["format"])}", and not "{format}"'
        yield damaged(where, said, "it may be of another version of adaptkit")
        return
    if data.get("progress"):
        said = (
            "this is what somebody saved to go on later (“Save my progress”), and not their answers"
        )
        hint = (
            "ask the reviewer to open the pack, press “Load a saved file”, choose this file, "
            "finish, and press “Save my answers”"
        )
        yield damaged(where, said, hint)
        return
    yield from unknown_keys(data, keys, where)
    for key in keys:
        if key != "answers" and (
            not isinstance(data.get(key, ""), str) or len(data.get(key, "")) > 200
        ):
            yield damaged(where, f'"{key}" is no text, or far too long')
    edition = data.get("edition")
    if isinstance(edition, str) and edition not in editions:
        hint = did_you_mean(edition[:200], editions) or "look whether it is the right file"
        said = f'there is no edition "{begun(edition)}" here, to which these answers are'
        yield error("review-answers-foreign", where, said, hint)
    answers = data.get("answers")
    if not isinstance(answers, list):
        yield damaged(where, "it holds no list of answers")
    elif len(answers) > MOST:
        yield damaged(where, f"it holds {len(answers):,} answers: no pack has so many passages")


def at_once(foreign: Sequence[Diagnostic], many: int, path: str, edition: str) -> list[Diagnostic]:
    """Of a file of which nothing fits here, one word. ``many``: answers that it holds."""
    if len(foreign) < max(many, 2):
        return list(foreign)
    said = (
        f"none of its {many:,} answers is about a passage of {edition}: they are to another guide"
    )
    hint = "look whether it is the right file, and whether this is the right project"
    return [error("review-answers-foreign", Position(path), said, hint)]


def unknown_keys(
    data: Mapping[Any, Any], known: Sequence[str], where: Position
) -> Iterator[Diagnostic]:
    for key in data:
        if key not in known:
            hint = did_you_mean(key[:100], known) or f"known are: {', '.join(known)}"
            yield damaged(where, f'nobody reads "{begun(key)}"', hint)


def text_faults(key: str, value: str, where: Position) -> Iterator[Diagnostic]:
    """Of a text that somebody wrote; without any, it can stand anywhere."""
    if len(value) > LONGEST:
        said = f'"{key}" has {len(value):,} characters; {LONGEST:,} are the most'
        yield damaged(where, said, "send what is longer in a letter")
    if found := _IMPOSSIBLE.search(value):
        said = f'"{key}" holds a character that no text can hold: {safe(found[0])}'
        if found[0] >= "\ud800":
            said = f'"{key}" holds half a character, which no text can hold'
        yield damaged(where, said)


def cleaned(one: Any, texts: Collection[str]) -> Any:
    """Without the control characters that word processors leave in what is pasted, as the page
    cleans it: they are no text, and no reason to refuse what somebody has written. ``texts``: the
    keys of what people write."""
    if not isinstance(one, dict):
        return one
    said = {key: one[key] for key in texts if isinstance(one.get(key), str)}
    return {**one, **{k: _CONTROLS.sub("", _BREAKS.sub("\n", t)) for k, t in said.items()}}


def numbered(one: Any, number: int, line: int) -> str:
    """What is said before a finding in an answer: its place in a file without lines, and the unit
    that it is about."""
    unit = one.get("unit") if isinstance(one, dict) else ""
    unit = unit if isinstance(unit, str) and unit.strip() else ""
    at = "" if line else f"answer {number}"
    return f"{at} ({begun(unit)}): ".lstrip() if unit else f"{at}: " if at else ""


def hash_faults(key: str, value: str, where: Position) -> Iterator[Diagnostic]:
    if not _HASH.fullmatch(value):
        yield damaged(where, f'"{begun(value)}" can be no "{key}"')


def day_faults(value: str, where: Position, today: str) -> Iterator[Diagnostic]:
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        yield damaged(where, f'"{begun(value)}" is no day such as 2026-01-31')
    elif day < _FIRST:
        said = f"it was answered on {value}, it says: before there were any packs to answer"
        yield damaged(where, said, "the clock of that device is wrong; correct the day")
    elif day > datetime.date.fromisoformat(today) + datetime.timedelta(days=1):
        # Somewhere it is tomorrow already.
        said = f"it was answered on {value}, it says: that day has not come yet"
        yield damaged(where, said, "the clock of that device is wrong; correct the day")


def called(found: Diagnostic, what: str) -> Diagnostic:
    """The finding with what it is about before its message."""
    return error(found.code, found.position, what + found.message, found.hint)


def at_most(found: list[Diagnostic], path: str) -> list[Diagnostic]:
    """Of a file that is wrong throughout, nobody reads every line."""
    if len(found) <= _MOST_TOLD:
        return found
    more = f"{len(found) - _MOST_TOLD:,} more answers are wrong in such ways"
    return [*found[:_MOST_TOLD], damaged(Position(path), more)]
