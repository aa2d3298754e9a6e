"""All editions at once, for the guide's owner."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress

from adaptkit.loading.overlays import read_overlay
from adaptkit.loading.releases import read_history
from adaptkit.loading.reviews import read_reviews
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.edition import EditionSpec
from adaptkit.model.overview import Course, DueConsent, Member, Overview, Published
from adaptkit.model.review import Verdict
from adaptkit.readiness.due import NOTICE
from adaptkit.records import Record
from adaptkit.releases.summary import summary
from adaptkit.workspace import Problems, Workspace

_MOST = 64_000_000


class Built(Record, frozen=True):
    """What the last build of an edition says of its units: id → outcome and state (``""``: none
    was needed). ``version``: of the guide."""

    version: str
    units: dict[str, tuple[str, str]]


def overview(workspace: Workspace, names: Sequence[str], today: datetime.date) -> Overview:
    """Of those editions whose files can be read. Raises ProblemsFound where the guide's settings
    cannot be."""
    settings = workspace.settings
    specs = [spec for name in names if (spec := _spec(workspace, name)) is not None]
    used = {locale for spec in specs for locale in spec.chain}
    return Overview(
        settings.title,
        settings.version,
        settings.source_language,
        today.isoformat(),
        tuple(_member(workspace, spec, today) for spec in specs),
        tuple(locale for locale in workspace.languages if locale not in used),
    )


def _spec(workspace: Workspace, name: str) -> EditionSpec | None:
    return Problems().attempt(workspace.read_edition, name)


def _member(workspace: Workspace, spec: EditionSpec, today: datetime.date) -> Member:
    return Member(
        spec.name,
        spec.locale,
        spec.label,
        spec.text_direction,
        spec.publisher.name,
        _course(workspace, spec),
        tuple(sorted(_consents(workspace, spec, today), key=lambda one: (one.by, one.file))),
        _is_due(spec.next_review, today),
        _releases(workspace, spec.name),
    )


def _releases(workspace: Workspace, edition: str) -> tuple[Published, ...] | None:
    found = Problems().attempt(read_history, workspace, edition)
    if found is None:
        return None
    before = [None, *found]
    shown = [
        Published(
            one.release,
            one.date,
            one.version,
            one.signed,
            one.to_sign,
            tuple(summary(was, one)) if was else (),
        )
        for was, one in zip(before, found, strict=False)
    ]
    return tuple(reversed(shown))


def _course(workspace: Workspace, spec: EditionSpec) -> Course:
    # What cannot be read is told by whoever reads it for its own sake.
    reviews = Problems().attempt(read_reviews, workspace, spec.chain, spec.overlays)
    days = [
        one.on
        for by_unit in (reviews.said.values() if reviews else ())
        for said in by_unit.values()
        for one in said
        if one.verdict is Verdict.APPROVED
    ]
    built = last_build(workspace, spec.name)
    return Course(
        spec.date,
        spec.next_review,
        built.version if built else "",
        max(days, default=""),
        len(days),
    )


def _consents(
    workspace: Workspace, spec: EditionSpec, today: datetime.date
) -> Iterator[DueConsent]:
    for name in spec.overlays:
        overlay = Problems().attempt(read_overlay, workspace, name)
        for one in overlay.consents.records if overlay else ():
            if _is_due(one.expires, today):
                yield DueConsent(one.file, one.expires, one.position.path, one.position.line)


def _is_due(day: str, today: datetime.date) -> bool:
    """``day``: ISO, or ``""`` where nobody says one."""
    with suppress(ValueError):
        return datetime.date.fromisoformat(day) - today <= NOTICE
    return False


def last_build(workspace: Workspace, name: str) -> Built | None:
    """What ``build/NAME/trace.json`` says, where it is there and whole. Nothing there is trusted
    beyond that."""
    with suppress(OSError, ValueError, RecursionError, KeyError, TypeError, ProblemsFound):
        file = workspace.root / "build" / name / "trace.json"
        # No pipe or device that somebody has put there is opened, and nothing without end.
        if not file.is_file() or file.stat().st_size > _MOST:
            return None
        said = json.loads(file.read_text("utf-8"))
        if said["edition"] != name or not isinstance(said["guide"]["version"], str):
            return None
        units = {
            str(one["unit"]): (str(one["outcome"]), str(one.get("state", "")))
            for one in said["units"]
        }
        return Built(said["guide"]["version"], units)
    return None
