"""``edition.json`` of a release: made from an edition and its files, and read from anywhere."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeVar

from adaptkit import __version__
from adaptkit.editions.reviewers import by_reader
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.edition import Adaptation, Edition
from adaptkit.model.release import (
    EDITION_JSON,
    SCHEMA,
    Adapted,
    Content,
    GuideState,
    Reading,
    Recorded,
    Released,
    ReleasedFile,
)
from adaptkit.records import Misfit, Record, as_data, from_data, json_text
from adaptkit.releases.content import guide_digest
from adaptkit.releases.facts import facts_of
from adaptkit.releases.look import theme_state

_T = TypeVar("_T")
MOST_BYTES = 64_000_000
MOST_FILES = 20_000
_RELEASE = re.compile(r"\d{4}-\d\d-\d\d(?:\.[1-9]\d{0,3})?", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_MERGING = re.compile(r"<{7}|={7}|>{7}|\|{7}")
_EDITION = re.compile(r"[\w@.-]{1,200}")
_AGAIN = "name what adaptkit build --release wrote, or get it again from whoever published it"


class Meant(Record, frozen=True):
    """What a release is called: ``since`` is the one before it, empty of the first."""

    release: str
    date: str
    since: str


def released(
    edition: Edition,
    meant: Meant,
    formats: tuple[str, ...],
    files: Mapping[str, bytes],
    of: Content,
) -> Released:
    """``files``: all but ``edition.json`` itself; ``of``: what readers get."""
    spec, settings = edition.spec, edition.settings
    return Released(
        schema=SCHEMA,
        adaptkit=__version__,
        edition=spec.name,
        release=meant.release,
        date=meant.date,
        since=meant.since,
        title=edition.title,
        language=spec.locale.tag,
        country=spec.locale.territory,
        publisher=spec.publisher.name,
        dated=edition.date,
        next_review=spec.next_review,
        only=spec.only,
        overlays=spec.overlays,
        formats=formats,
        guide=GuideState(
            settings.title, settings.version, settings.source_language.tag, guide_digest(edition)
        ),
        to_sign=edition.progress.to_sign,
        signed=edition.progress.reviewed,
        reviews=tuple(_readings(edition)),
        adaptations=tuple(dict.fromkeys(map(_adapted, edition.adaptations))),
        files=tuple(
            ReleasedFile(path, len(content), hashlib.sha256(content).hexdigest())
            for path, content in sorted(files.items())
        ),
        content=of,
        theme=theme_state(edition),
        facts=facts_of(edition),
    )


def render_released(one: Released) -> bytes:
    """The same bytes for the same release."""
    return json.dumps(as_data(one), ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def recorded(one: Released, content: bytes) -> Recorded:
    """The line that the project keeps. ``content``: of ``edition.json``."""
    return Recorded(
        edition=one.edition,
        release=one.release,
        date=one.date,
        sha256=hashlib.sha256(content).hexdigest(),
        adaptkit=one.adaptkit,
        version=one.guide.version,
        guide=one.guide.digest,
        formats=one.formats,
        to_sign=one.to_sign,
        signed=one.signed,
        content=one.content,
        theme=one.theme,
        facts=one.facts,
    )


def _readings(edition: Edition) -> Iterator[Reading]:
    for (by, role), said in by_reader(edition).items():
        last = max(one.on for one in said)
        yield Reading(role.value, len(said), last, edition.reviews.people[by].name)


def _adapted(done: Adaptation) -> Adapted:
    because = done.because
    return Adapted(
        overlay=done.overlay,
        operation=done.operation,
        does=done.name,
        target=done.target,
        nature=because.nature,
        reason=done.reason,
        reason_language=done.language.tag if done.language and done.reason else "",
        decided_by=because.decided_by,
        on=because.on,
    )


# Reading: nothing in it is trusted ---------------------------------------------------------------


def parse_released(content: bytes, path: str) -> Released:
    """``path``: what to call the file. Raises ProblemsFound with all that is wrong in it."""
    if len(content) > MOST_BYTES:
        raise ProblemsFound([damaged(path, "it is far too large for what it should be")])
    try:
        found = _read(content, Released)
    except _NotSo as wrong:
        raise ProblemsFound([damaged(path, str(wrong))]) from None
    faults = [damaged(path, said) for said in _faults(found)]
    if faults:
        raise ProblemsFound(faults)
    return found


def damaged(path: str, said: str) -> Diagnostic:
    return error("published-damaged", Position(path), f"this is no {EDITION_JSON}: {said}", _AGAIN)


def _faults(found: Released) -> Iterator[str]:
    if found.schema != SCHEMA:
        yield f"its schema is {found.schema}, and this adaptkit reads {SCHEMA}"
    if not _EDITION.fullmatch(found.edition):
        yield f"{found.edition!r:.80} can be the name of no edition"
    if not _RELEASE.fullmatch(found.release) or not found.release.startswith(found.date):
        yield f"{found.release!r:.80} can be the name of no release"
    if len(found.files) > MOST_FILES:
        yield f"it lists {len(found.files):,} files, and {MOST_FILES:,} are the most"
        return
    seen: set[str] = set()
    for one in found.files:
        if not is_safe(one.path) or one.path == EDITION_JSON:
            yield f"{one.path!r:.80} is no path of a file in its folder"
        if one.path in seen:
            yield f"{one.path!r:.80} is listed twice"
        if one.size < 0 or not _SHA256.fullmatch(one.sha256):
            yield f"the size or the SHA-256 of {one.path!r:.80} cannot be"
        seen.add(one.path)


def is_safe(path: str) -> bool:
    """Whether it is a file below a folder, on any system: no way out, no drive, no second name."""
    parts = path.split("/")
    unfit = any(ord(c) < 32 or c in "\\:\x7f" or "\ud800" <= c <= "\udfff" for c in path)
    return not unfit and all(part not in ("", ".", "..") for part in parts)


def parse_history(text: str, path: str) -> tuple[Recorded, ...]:
    """All releases in the order of the file, the last one last. Raises ProblemsFound with every
    line that cannot be read."""
    found: list[Recorded] = []
    wrong: list[Diagnostic] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            try:
                found.append(_read(line.encode("utf-8"), Recorded))
            except _NotSo as fault:
                wrong.append(_unread(Position(path, number), line, str(fault)))
    if wrong:
        raise ProblemsFound(wrong)
    return tuple(found)


def _unread(position: Position, line: str, said: str) -> Diagnostic:
    hint = "take out the lines that begin with <<<<<<<, ======= and >>>>>>>, and keep all others"
    if _MERGING.match(line):
        said = "it is a mark of git, of two branches that have both released"
    else:
        hint = "take the line out, or take the file as git last had it"
    return error("release-damaged", position, f"this line is no record of a release: {said}", hint)


def history_line(one: Recorded) -> str:
    return f"{json_text(one)}\n"


def _read(content: bytes, kind: type[_T]) -> _T:
    """JSON of exactly this kind. NaN, a key that stands twice, what is nested too deeply and
    numbers without end are refused. Raises _NotSo."""
    try:
        data = json.loads(
            content.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number
        )
        return from_data(data, type=kind)
    except RecursionError:
        raise _NotSo("it is nested too deeply") from None
    except Misfit as fault:
        raise _NotSo(str(fault)) from None
    except _NotSo:
        raise
    except ValueError as fault:
        raise _NotSo(f"it is no JSON ({fault})") from None


class _NotSo(ValueError):
    """Words for a person."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        twice = next(key for key, number in counts.items() if number > 1)
        raise _NotSo(f"{twice!r:.80} stands twice in it")
    return found


def _no_number(text: str) -> object:
    raise _NotSo(f"{text} is no number")
