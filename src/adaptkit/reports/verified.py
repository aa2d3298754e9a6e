"""What ``verify`` found, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.records import Record
from adaptkit.reports.problems import Json, diagnostics_json, problem_lines
from adaptkit.reports.since import OtherValue, value_line, values_json
from adaptkit.reports.words import as_name, counted, one_line, safe

_SHOWN = 20


class Known(StrEnum):
    """What the history of a project says of a release: ``NOT_ASKED`` where there is no project,
    ``NO_EDITION`` where it has no edition of that name."""

    YES = "yes"
    NO = "no"
    NO_EDITION = "no edition"
    NOT_ASKED = "not asked"


class Wrong(Record, frozen=True):
    """One file that is not as it was built. ``kind``: missing, added, changed or renamed; ``was``:
    what a renamed one was called; ``line_ends``: that is all that is changed."""

    kind: str
    path: str
    was: str = ""
    line_ends: bool = False


class SinceThen(Record, frozen=True):
    """What readers of today would get otherwise. ``safety``: headings of safety passages.
    ``passages``: (what happened to it, its id, whether it is a safety passage). ``more``: in words.
    ``fallen``: ids of passages that were signed off then, and are not today. ``stopped``: what else
    keeps an edition of today from being published. ``failed``: why none can be made."""

    values: tuple[OtherValue, ...] = ()
    safety: tuple[str, ...] = ()
    passages: tuple[tuple[str, str, bool], ...] = ()
    more: tuple[str, ...] = ()
    fallen: tuple[str, ...] = ()
    stopped: tuple[Diagnostic, ...] = ()
    failed: tuple[Diagnostic, ...] = ()

    @property
    def nothing(self) -> bool:
        return self == SinceThen()


class Verified(Record, frozen=True):
    """``files``: how many there should be. ``history``: the file that knows the release, or should;
    ``newest``: the last release that it knows. ``since``: None where there is nothing of today to
    compare with."""

    path: str
    edition: str
    release: str
    version: str
    files: int
    wrong: tuple[Wrong, ...] = ()
    known: Known = Known.NOT_ASKED
    history: str = ""
    newest: str = ""
    since: SinceThen | None = None

    @property
    def is_as_built(self) -> bool:
        return not self.wrong

    @property
    def ok(self) -> bool:
        vouched = self.known in (Known.YES, Known.NOT_ASKED)
        return self.is_as_built and vouched and (self.since is None or self.since.nothing)


def verified_lines(found: Verified) -> Iterator[str]:
    version = f", guide {one_line(found.version)}" if found.version else ""
    yield f"{as_name(found.path)}: {safe(found.edition)}, release {safe(found.release)}{version}"
    yield from _as_built(found)
    yield from _vouched(found)
    if found.since is not None:
        yield from _today(found, found.since)


def _as_built(found: Verified) -> Iterator[str]:
    if found.is_as_built:
        yield f"Is what was built: {counted(found.files, 'file')}, byte for byte."
        return
    yield f"Is NOT what was built ({counted(len(found.wrong), 'difference')}):"
    for one in found.wrong[:_SHOWN]:
        more = f" (was {as_name(one.was)})" if one.was else ""
        more = " (only its line ends)" if one.line_ends else more
        yield f"  {one.kind}: {as_name(one.path)}{more}"
    yield from _rest(len(found.wrong))
    if any(one.line_ends for one in found.wrong):
        yield "  Git, or a program that sends files as text, has changed line ends: send the .zip,"
        yield "  or the files as they are (binary; in git: * -text in .gitattributes)."


def _vouched(found: Verified) -> Iterator[str]:
    history = as_name(found.history)
    match found.known:
        case Known.YES:
            yield f"This project released it: {history}"
        case Known.NO:
            yield f"This project has NOT released exactly this: it is not in {history}."
            yield "  Fetch the newest state of the project (git pull) and try again; else somebody "
            yield "  has changed edition.json, or it comes from elsewhere."
        case Known.NO_EDITION:
            yield f"This project has no edition {safe(found.edition)}: nothing could be compared."
        case Known.NOT_ASKED:
            yield "That is by its own edition.json, and whoever can change the folder can change "
            yield "that too: its hashes are no signature. Run this in the guide's project to "
            yield "compare it with what was released."


def _today(found: Verified, since: SinceThen) -> Iterator[str]:
    if found.newest and found.newest != found.release:
        yield f"Released since: {safe(found.newest)}"
    if since.nothing:
        yield "Is up to date: readers would get the same today."
        return
    yield "Is OUT OF DATE:"
    yield from (f"  {value_line(one)}" for one in since.values)
    for heading in since.safety:
        yield f"  SAFETY PASSAGES have changed: {one_line(heading)}"
    yield from (f"  {one_line(one)}" for one in since.more)
    if since.passages:
        yield f"  {counted(len(since.passages), 'passage')} otherwise:"
        yield from (f"    {kind}: {safe(unit)}" for kind, unit, _ in since.passages[:_SHOWN])
        yield from (f"  {line}" for line in _rest(len(since.passages)))
    if since.fallen:
        yield f"  signed off then, and not today: {counted(len(since.fallen), 'passage')}"
    if since.stopped:
        yield "  would not be published today:"
        for line in problem_lines(since.stopped):
            yield f"    {line}"
    for one in since.failed:
        yield f"  no edition of today can be made: {safe(str(one.position))}: {safe(one.message)}"


def _rest(number: int) -> Iterator[str]:
    if number > _SHOWN:
        yield f"  and {number - _SHOWN:,} more; --json has all of them"


def verified_json(found: Verified) -> Json:
    """``ok``: it is what was built, as far as it could be asked the project knows it, and it is up
    to date. ``known`` and ``up_to_date`` are null where nobody could tell."""
    since = found.since
    known = None if found.known is Known.NOT_ASKED else found.known is Known.YES
    return {
        "ok": found.ok,
        "path": found.path,
        "edition": found.edition,
        "release": found.release,
        "guide_version": found.version,
        "as_built": found.is_as_built,
        "files": found.files,
        "differences": [
            {
                "kind": one.kind,
                "path": one.path,
                **({"was": one.was} if one.was else {}),
                **({"line_ends": True} if one.line_ends else {}),
            }
            for one in found.wrong
        ],
        "known": known,
        "history": found.history,
        "newest_release": found.newest,
        "up_to_date": None if since is None else since.nothing,
        "since": None if since is None else _since_json(since),
    }


def _since_json(since: SinceThen) -> Json:
    return {
        "values": values_json(since.values),
        "safety": list(since.safety),
        "passages": [
            {"kind": kind, "unit": unit, "safety": urgent} for kind, unit, urgent in since.passages
        ],
        "more": list(since.more),
        "no_longer_signed": list(since.fallen),
        "stopped_by": diagnostics_json(since.stopped),
        "diagnostics": diagnostics_json(since.failed),
    }
