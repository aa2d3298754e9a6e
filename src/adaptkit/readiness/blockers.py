"""What must not be published: ``status`` lists it, and ``build --release`` stops at it."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.catalogue import EntryState
from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import Diagnostic, Position, as_blocker, error
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.model.layout import EDITIONS, overlay_file
from adaptkit.model.urgency import by_urgency
from adaptkit.overlays.points import core_leaves
from adaptkit.readiness.not_shown import not_shown

OPEN_STATES = (EntryState.FUZZY, EntryState.UNTRANSLATED)


def contacts(edition: Edition) -> Iterator[Contact]:
    """Everybody whom readers are told to turn to."""
    for chapter in edition.chapters:
        for block in chapter.walk():
            yield from block.contacts


def blockers(edition: Edition) -> Iterator[Diagnostic]:
    """Everything that must not be published, in words for the person who publishes; what could
    harm a reader comes first."""
    safety = safety_passages(edition)
    found = [*_unfinished(edition, safety), *_undecided(edition), *_unattended(edition)]
    # A draft warns of some of it; whoever publishes is stopped by it, and what stops is an error.
    told = (*edition.diagnostics, *not_shown(edition))
    found += [as_blocker(one) for one in told if one.stops_release]
    yield from by_urgency(found, safety)


def safety_passages(edition: Edition) -> frozenset[str]:
    """The ids of what the guide marks as a safety passage."""
    return frozenset(
        unit for chapter in edition.chapters for unit, _ in core_leaves(chapter.origin) if unit
    )


def _unfinished(edition: Edition, safety: frozenset[str]) -> Iterator[Diagnostic]:
    """Words that are not translated, or that are not signed off."""
    progress, name = edition.progress, edition.spec.name
    where = edition.spec.position
    waiting = progress.fuzzy + progress.untranslated
    urgent = [one for one in edition.trace if one.unit in safety and one.state in OPEN_STATES]
    if urgent:
        yield error(
            "untranslated",
            Position(urgent[0].path, urgent[0].line),
            f"safety passages that are not translated, or not finished: {len(urgent)}",
            "translate these first: readers may have to act on them",
            edition=name,
            unit=urgent[0].unit,
        )
    if waiting:
        yield error(
            "untranslated",
            _first_waiting(edition) or where,
            f"not translated, or not finished: {waiting} of {progress.needed} passages",
            "translate them in the catalogue; readers of a draft see the source language",
            edition=name,
        )
    unread = progress.unsigned
    if unread > 0:
        yield error(
            "unreviewed",
            where,
            f"passages that are not signed off yet: {unread} of {progress.to_sign}",
            f"ask reviewers to read them; adaptkit status {name} --list unreviewed says which",
            edition=name,
        )


def _undecided(edition: Edition) -> Iterator[Diagnostic]:
    """Passages and values of another country, and decisions that the guide has overtaken."""
    name, overlays = edition.spec.name, edition.spec.overlays
    ours = overlay_file(overlays[-1]) if overlays else "an overlay"
    kept = {found.unit for found in edition.diagnostics if found.code == "foreign-number"}
    for point in edition.open_points:
        if not kept.isdisjoint((point.id, *point.addresses)):
            continue  # somebody has decided, and it is told what is wrong with that
        country = point.mark.get("country") or "one country"
        yield error(
            "adaptation-point-open",
            point.position,
            f'"{point.addresses[0]}" is about {country} only, and no overlay has decided about it',
            f"in {ours}, replace, remove or keep it, with a reason",
            edition=name,
            unit=point.addresses[0],
        )
    for variable in edition.open_variables:
        yield error(
            "adaptation-point-open",
            variable.position,
            f'{{{variable.name}}} is still "{variable.value}", '
            f"the value for {edition.settings.country}",
            f"in {ours}, write {variable.name}: under variables:, even if it is the same",
            edition=name,
            unit=f"variable {variable.name}",
        )
    for drift in edition.drift:
        if drift.stops_release:
            yield error(
                "overlay-drift",
                drift.position,
                f'the guide has changed under "{drift.target}", which this overlay {drift.does}',
                "read the guide's new text; it may be a safety correction; where yours holds: "
                f"adaptkit overlay accept {drift.overlay} {drift.operation} --by … --why …",
                edition=name,
                unit=drift.target,
            )


def _what_is_missing(contact: Contact) -> str:
    if contact.text("verified_by") and not contact.text("verified_on"):
        return "add verified_on, the day on which it was checked"
    if contact.text("verified_on") and not contact.text("verified_by"):
        return "add verified_by, who checked it"
    return "check it, then add verified_by and verified_on"


def _unattended(edition: Edition) -> Iterator[Diagnostic]:
    """What the publisher has yet to check or to say."""
    name = edition.spec.name
    for contact in contacts(edition):
        if contact.status != "verified":
            yield error(
                "contact-unverified",
                contact.position,
                f'nobody has checked the contact "{contact.name}"',
                _what_is_missing(contact),
                edition=name,
            )
    if lacks_publisher(edition.spec):
        yield error(
            "publisher-missing",
            edition.spec.place("publisher.name"),
            "readers cannot see who publishes this edition",
            "in the edition's file, write its name behind name: below publisher:",
            edition=name,
        )


def lacks_publisher(spec: EditionSpec) -> bool:
    """Whether readers could not see who publishes it. A language alone is a way to look at it."""
    declared = spec.position.path.startswith(f"{EDITIONS}/")
    return declared and not spec.publisher.name.strip()


def _first_waiting(edition: Edition) -> Position | None:
    for record in edition.trace:
        if record.outcome in ("shown in source language", "omitted"):
            return Position(record.path, record.line)
    return None
