"""What people have said of exact words for an exact text, and nothing beyond: one line a record.

``reviews/LOCALE/DOMAIN.jsonl`` holds one JSON object a line, so that ``git blame`` says who wrote
it, and two branches that speak of different passages come together by themselves. Where it stands
says which catalogue it is about; an overlay's own texts are their own translation. See decision 36.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.records import NotJson, Record, from_json, json_text, replace


class Role(StrEnum):
    """As what somebody reads."""

    LANGUAGE = "language"
    CLINICAL = "clinical"
    LIVED_EXPERIENCE = "lived-experience"


class Verdict(StrEnum):
    """``IGNORED``: what a check found there is right as it is. ``BACK_TRANSLATED``: somebody who
    saw the words alone has said in the guide's language what they say; ``UNCLEAR``: could not tell.
    """

    APPROVED = "approved"
    OBJECTION = "objection"
    IGNORED = "ignored"
    BACK_TRANSLATED = "back-translated"
    UNCLEAR = "unclear"


SIGNING = frozenset({Verdict.APPROVED, Verdict.OBJECTION})
"""What bears on whether a passage is signed off. All else is on record only."""
EVIDENCE = frozenset({Verdict.BACK_TRANSLATED, Verdict.UNCLEAR})
"""What comes of a back-translation."""


class Review(Record, frozen=True):
    """What one person said of one unit in one role.

    ``source`` and ``target``: ``text_hash`` of the text and of the words that they saw; of a text
    that needs no translation both are the same. ``by``: their key in ``people.yaml``. ``on``: ISO
    date. ``note``: the reason of an objection or of an ignored finding; ``check``: the code of that
    finding, else empty. ``place``: of an overlay's text or decision, where it stood, as
    ``model/place.py`` writes it; empty in lines from before that was written down. ``position``:
    where the line stands.
    """

    unit: str
    source: str
    target: str
    by: str
    role: Role
    on: str
    verdict: Verdict
    check: str = ""
    note: str = ""
    place: str = ""
    position: Position = Position("")

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """One person has one word on this: the later takes the place of the earlier. What an
        overlay says or decides may stand on another text after other overlays, and is looked at on
        each."""
        stands_on = self.place.split(" ")[1] if self.place else ""
        stands_on = self.source if is_decision(self.unit) else stands_on
        # Translating back takes nobody's sign-off away.
        about = "back-translation" if self.verdict in EVIDENCE else self.check
        return (self.unit, self.role.value, self.by, about, stands_on)

    @property
    def sort_key(self) -> tuple[str, ...]:
        return (self.unit, self.role.value, self.by, self.on, self.check, self.source, self.place)

    def is_about(self, source: str, words: str, place: str = "") -> bool:
        """Whether these are still the text and the words that they saw, in the place where they
        saw them. Of a line that does not say where, an objection counts and an approval does not:
        the one holds up a release for nothing, the other would let pass what nobody has seen."""
        here = self.place == place or (not self.place and self.verdict is Verdict.OBJECTION)
        return here and self.is_of(source, words)

    def is_of(self, source: str, words: str) -> bool:
        """Whether these are the text and the words that they saw, wherever they stand."""
        return self.source == text_hash(source) and self.target == text_hash(words)


@lru_cache(maxsize=1 << 14)
def text_hash(text: str) -> str:
    """16 hexadecimal digits: of the SHA-256 of the text in NFC with white space folded, so that
    neither re-flowing nor the way of writing accents and line ends changes it."""
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]


_NEEDED = ("unit", "source", "target", "by", "role", "on", "verdict")
_KEYS = (*_NEEDED, "check", "note", "place")
_HASH = re.compile(r"[0-9a-f]{16}", re.ASCII)
_PERSON = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}", re.ASCII)
_PLACE = re.compile(r"\w+ [0-9a-f]{16} \S(?:.*\S)?", re.ASCII | re.DOTALL)
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)")
_ASK_GIT = "take the line out, or take the file as git last had it"


def decision_unit(overlay: str, operation: str) -> str:
    """What a decision of an overlay is called where somebody signs it off. Its texts are called so
    too, with a point and more behind it."""
    return f"{overlay}/{operation}"


def is_decision(unit: str) -> bool:
    _, slash, last = unit.rpartition("/")
    return bool(slash) and "." not in last


def is_person_key(text: str) -> bool:
    return bool(_PERSON.fullmatch(text))


def person_key(name: str) -> str:
    """A key for somebody of this name: ``Bén O.`` → ``ben-o``; of another script, ``reader``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = "-".join(re.findall("[a-z0-9]+", plain))[:64].rstrip("-")
    return key or "reader"


def format_line(review: Review) -> str:
    """The record as its line, without a line break."""
    fields = {key: getattr(review, key) for key in _KEYS}
    return json_text({key: value for key, value in fields.items() if value})


def format_reviews(reviews: Iterable[Review]) -> str:
    """All records of a file, in the one order that they stand in."""
    lines = (format_line(one) for one in sorted(reviews, key=lambda one: one.sort_key))
    return "".join(f"{line}\n" for line in lines)


def parse_line(line: str, position: Position) -> Review:
    """The record of a line; ``position``: its file and line. Raises ProblemsFound."""
    if _CONFLICT.match(line):
        raise ProblemsFound([_conflict(position)])
    try:
        # A lone surrogate can be spelled in JSON, and written by nobody.
        data = from_json(line.encode("utf-8"))
    except (NotJson, UnicodeError, RecursionError):
        damaged = error("review-damaged", position, "this line is no record of a review", _ASK_GIT)
        raise ProblemsFound([damaged]) from None
    found = list(_faults(data, line, position))
    if found:
        raise ProblemsFound(found)
    return Review(
        **{**data, "role": Role(data["role"]), "verdict": Verdict(data["verdict"])},
        position=position,
    )


def parse_reviews(text: str, path: str) -> tuple[Review, ...]:
    """All records of a file, whatever order they stand in. Raises ProblemsFound with every line
    that cannot be read, and every one that speaks of the same thing as another."""
    reviews: list[Review] = []
    found: list[Diagnostic] = []
    # Not by splitlines: a note may hold a line break that JSON knows nothing of.
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip():
            continue
        try:
            reviews.append(parse_line(line, Position(path, number)))
        except ProblemsFound as stopped:
            found += stopped.diagnostics
    found += _doubled(reviews)
    if found:
        raise ProblemsFound(found)
    return tuple(reviews)


def with_reviews(old: Iterable[Review], new: Iterable[Review]) -> tuple[Review, ...]:
    """The records of a file after these were said too: of the same person in the same role about
    the same unit only the new one is left."""
    new = tuple(new)
    # Whoever has now seen it in its place has said more than that of it anywhere.
    anywhere = {replace(one, place="").key for one in new if one.place}
    kept = {one.key: one for one in (*old, *new) if one.place or one.key not in anywhere}
    return tuple(sorted(kept.values(), key=lambda one: one.sort_key))


def _conflict(position: Position) -> Diagnostic:
    return error(
        "review-conflict",
        position,
        "the marks of a merge conflict stand in the file",
        "keep the lines of both sides and delete the marks; of two lines by the same person about "
        "the same passage keep the later, and of one day the objection",
    )


def _faults(data: object, line: str, position: Position) -> Iterator[Diagnostic]:
    if not isinstance(data, dict):
        yield error("review-damaged", position, "this line is no record of a review", _ASK_GIT)
        return
    # As it was written, unless something else stands there, or more.
    for key in _twice(line) if line != json_text(data) else ():
        message = f'"{key}" stands twice in this record'
        yield error("review-damaged", position, message, "keep the one that is right")
    for key in data:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"a record has: {', '.join(_KEYS)}"
            yield error("review-unknown-key", position, f'nobody reads "{key}"', hint)
    for key in _KEYS:
        value = data.get(key)
        if key not in data:
            if key in _NEEDED:
                message = f'this record does not say its "{key}"'
                yield error("review-damaged", position, message, _ASK_GIT)
        elif not isinstance(value, str) or not value:
            message = f'"{key}" is empty, or is no text'
            yield error("review-damaged", position, message, _ASK_GIT)
        else:
            yield from _value_faults(key, value, position)
    yield from _sense_faults(data, position)


def _value_faults(key: str, value: str, position: Position) -> Iterator[Diagnostic]:
    match key:
        case "source" | "target":
            wrong = not _HASH.fullmatch(value)
            hint = "16 digits and letters from a to f, which adaptkit writes itself"
        case "by":
            wrong = not is_person_key(value)
            hint = "a key of reviews/people.yaml: small letters, digits, and . _ -"
        case "place":
            wrong = not _PLACE.fullmatch(value)
            hint = "which operation, 16 digits and letters from a to f, and what it aims at"
        case "on":
            wrong = not _is_day(value)
            hint = "write a day as 2026-01-31"
        case "role" | "verdict":
            known: Sequence[str] = [*(Role if key == "role" else Verdict)]
            wrong = value not in known
            hint = did_you_mean(value, known) or f"write one of: {', '.join(known)}"
        case _:
            return
    if wrong:
        yield error("review-damaged", position, f'"{value[:40]}" can be no "{key}"', hint)


def _sense_faults(data: Mapping[str, object], position: Position) -> Iterator[Diagnostic]:
    """What a word needs to count."""
    verdict = data.get("verdict")
    if verdict in (Verdict.OBJECTION, Verdict.IGNORED) and "note" not in data:
        message = f'"{verdict}" without a reason'
        yield error("review-damaged", position, message, 'write the reason as its "note"')
    if (verdict == Verdict.IGNORED) != ("check" in data):
        yield error(
            "review-damaged",
            position,
            '"check" and "ignored" go together: the one says which finding, the other that it is '
            "right as it is",
            "write both or none",
        )


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _twice(line: str) -> Collection[str]:
    """Keys that one record has twice: only one of them would be read, and the other be lost."""
    import json

    twice: list[str] = []

    def look(pairs: list[tuple[str, object]]) -> None:
        keys = [key for key, _ in pairs]
        twice.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)

    json.loads(line, object_pairs_hook=look)
    return twice


def _doubled(reviews: Iterable[Review]) -> Iterator[Diagnostic]:
    first: dict[tuple[str, ...], Review] = {}
    for one in reviews:
        known = first.setdefault(one.key, one)
        if known is not one:
            yield error(
                "review-duplicate",
                one.position,
                f"{one.by} ({one.role}) is here a second time about {one.unit}; the first is in "
                f"line {known.position.line}",
                "keep the later of the two, of one day the objection, and delete the other",
                unit=one.unit,
            )
