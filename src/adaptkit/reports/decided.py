"""One decision that somebody has to take: what it is about, and what to write where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.records import Record
from adaptkit.reports.listed import Word, place
from adaptkit.reports.problems import Json
from adaptkit.reports.words import as_name, begun, counted, one_line


class Decision(Record, frozen=True):
    """``what``: what has to be decided, ``do`` what to do about it. ``path`` and ``line``: where
    the passage stands, ``text`` what it says. ``file``: what to write into, below ``after`` where
    that is a line, or ``instead`` of one; ``lines``: what to write, as it stands there.
    ``others``: other ways."""

    code: str
    what: str
    do: str
    unit: str = ""
    text: str = ""
    path: str = ""
    line: int = 0
    file: str = ""
    after: int = 0
    lines: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    instead: int = 0


_One = TypeVar("_One", Decision, Diagnostic)


class Asked(Record, frozen=True):
    """What ``next`` says of ``name``: of the decisions ``left``, ``first`` is the first, and so
    many are ``translations``. None: nothing is left that could be written; ``verdict`` and ``step``
    are what status says, and ``also`` what could be translated besides: it stops no release."""

    name: str
    left: int
    first: Decision | None
    verdict: str
    step: str
    translations: int = 0
    also: tuple[Word, ...] = ()


def step_of(one: Decision | None) -> str:
    """The decision in one line, with its place: what status says too."""
    if one is None:
        return ""
    if one.file:
        line = one.instead or one.after
        place = f"{as_name(one.file)}:{line}" if line else as_name(one.file)
    else:
        place = f"{as_name(one.path)}:{one.line}" if one.line else as_name(one.path)
    if one.code == "untranslated" and one.file:
        # Below the line that is named there stands the entry.
        line = one.instead or one.after + 1
        return f"{as_name(one.file)}:{line}: translate “{begun(one.text)}”"
    do = one_line(one.do).removesuffix(".")
    return f"{place}: {do[:1].lower()}{do[1:]}" if place else do


_RUN_ALONE = frozenset({"base-not-noted", "catalogues-behind"})


def to_decide(found: Iterable[_One]) -> list[_One]:
    """Without what a command does that everybody runs after writing; that alone where nothing else
    is left. ``found`` by their ``code``."""
    every = list(found)
    return [one for one in every if one.code not in _RUN_ALONE] or every


def to_do(decisions: int, translations: int, reviews: int = 0) -> str:
    """``32 decisions and 705 translations``; the same words wherever they are counted."""
    counts = ((decisions, "decision"), (translations, "translation"), (reviews, "review"))
    *said, last = [counted(number, one) for number, one in counts if number] or ["nothing"]
    return f"{', '.join(said)} and {last}" if said else last


def next_lines(found: Asked) -> Iterator[str]:
    one = found.first
    if one is None:
        yield f"Nothing is left to decide in {found.name}."
        yield found.verdict
        yield f"Next step: {found.step}"
        yield from _also(found.also)
        return
    left = to_do(found.left - found.translations, found.translations)
    yield f"{found.name}: {left} left. The most urgent:"
    yield ""
    yield f"{one_line(one.what)} [{one.code}]"
    if one.path:
        yield f"  {place(one.path, one.line)}"
    if one.text.strip():
        yield f"  “{one_line(one.text)}”"
    yield ""
    yield one_line(one.do)
    if one.file:
        below = f", below line {one.after}" if one.after else ""
        at = f", in place of line {one.instead}" if one.instead else below
        yield f"In {as_name(one.file)}{at}:"
        yield ""
        yield from one.lines  # as they stand in the file: they are copied from here
    if one.others:
        yield ""
        yield from map(one_line, one.others)
    yield ""
    yield f"Then: adaptkit next {found.name}"


def _also(words: Sequence[Word]) -> Iterator[str]:
    if words:
        yield ""
        yield "Readers get these reasons in another language; translate them, if you can:"
    for one in words:
        where = place(one.path, one.line) if one.line else as_name(one.path)
        yield f"  {where}: “{begun(one.text)}”"


def next_json(found: Asked) -> Json:
    one = found.first
    return {
        "name": found.name,
        "left": found.left,
        "translations": found.translations,
        "verdict": found.verdict,
        "next_step": found.step,
        "also": [
            {"kind": one.kind, "source": one.text, "path": one.path, "line": one.line}
            for one in found.also
        ],
        "decision": None
        if one is None
        else {
            "code": one.code,
            "what": one.what,
            "do": one.do,
            "unit": one.unit,
            "text": one.text,
            "path": one.path,
            "line": one.line,
            "file": one.file,
            "after": one.after,
            "instead": one.instead,
            "lines": list(one.lines),
            "others": list(one.others),
        },
    }
