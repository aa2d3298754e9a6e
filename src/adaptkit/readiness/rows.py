"""What ``status`` says of an edition; ``build --release`` stops at the same."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from adaptkit.loading.guide import guide_units
from adaptkit.model.catalogue import MatchKind
from adaptkit.model.diagnostic import Diagnostic, Position, error, warning
from adaptkit.model.document import Contact
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.model.layout import GUIDE
from adaptkit.readiness.maker import Maker
from adaptkit.reports.edition_status import EditionStatus
from adaptkit.workspace import Workspace


def make_rows(
    workspace: Workspace, names: Sequence[str], *, today: datetime.date
) -> dict[str, tuple[EditionStatus, tuple[str, ...]]]:
    """Name → the edition's row, and the languages whose catalogues it was made from: none is named
    where the ids of new passages may have come from any language's catalogue."""
    made = Maker(workspace, today).make_all(names)
    settled: dict[str, bool] = {}

    def languages(spec: EditionSpec) -> tuple[str, ...]:
        for domain in (GUIDE, *spec.overlays):
            if domain not in settled:
                settled[domain] = _is_settled(workspace, domain)
            if not settled[domain]:
                return ()
        return tuple(locale.posix for locale in spec.chain)

    return {
        name: (_with_unused(workspace, row(edition), edition.spec), languages(edition.spec))
        for name, edition in zip(names, made, strict=True)
    }


def _is_settled(workspace: Workspace, domain: str) -> bool:
    """Whether all ids come from the template, so that no catalogue was asked for any."""
    if domain == GUIDE:
        units, matches = guide_units(workspace)
    else:
        from adaptkit.loading.overlays import overlay_units

        _, units, matches = overlay_units(workspace, domain)
    if not units:
        return True
    strange = (MatchKind.NEW, MatchKind.RETURNED, MatchKind.SPLIT)
    known = workspace.read_template(domain) is not None
    return known and not any(match.kind in strange for match in matches)


def _with_unused(workspace: Workspace, row: EditionStatus, spec: EditionSpec) -> EditionStatus:
    """With a warning where the country of an edition has an overlay that the edition lacks."""
    country = spec.locale.territory
    if (
        spec.name not in workspace.edition_files
        or country not in workspace.overlay_names
        or country in spec.overlays
    ):
        return row
    found = warning(
        "overlay-unused",
        workspace.place(spec, "overlays"),
        f'there is an overlay "{country}", and this edition does not use it',
        f"write {overlays_line((*spec.overlays, country))}",
        edition=spec.name,
    )
    return replace(row, diagnostics=(*row.diagnostics, found))


def overlays_line(names: Sequence[str]) -> str:
    """The line of an edition's file that names these."""
    return "overlays: [" + ", ".join(f'"{name}"' for name in names) + "]"


def row(edition: Edition) -> EditionStatus:
    progress = edition.progress
    return EditionStatus(
        edition=edition.spec.name,
        language=edition.spec.locale.posix,
        overlays=edition.spec.overlays,
        needed=progress.needed,
        translated=progress.translated,
        fuzzy=progress.fuzzy,
        untranslated=progress.untranslated,
        reviewed=progress.reviewed,
        open_adaptation_points=(
            *(p.addresses[0] for p in edition.open_points),
            *(f"variable {v.name}" for v in edition.open_variables),
        ),
        drift=edition.drift,
        unverified_contacts=tuple(c.name for c in _contacts(edition) if c.status != "verified"),
        blockers=tuple(blockers(edition)),
        diagnostics=edition.diagnostics,
    )


def _contacts(edition: Edition) -> Iterator[Contact]:
    for chapter in edition.chapters:
        for block in chapter.walk():
            yield from block.contacts


def blockers(edition: Edition) -> Iterator[Diagnostic]:
    """Everything that must not be published, in words for the person who publishes."""
    yield from _unfinished(edition)
    yield from _undecided(edition)
    yield from _unattended(edition)
    yield from (found for found in edition.diagnostics if found.stops_release)


def _unfinished(edition: Edition) -> Iterator[Diagnostic]:
    """Words that are not translated, or that nobody has signed off."""
    progress, name = edition.progress, edition.spec.name
    where = edition.spec.position
    waiting = progress.fuzzy + progress.untranslated
    if waiting:
        yield error(
            "untranslated",
            _first_waiting(edition) or where,
            f"not translated, or not finished: {waiting} of {progress.needed} passages",
            "translate them in the catalogue; readers of a draft see the source language",
            edition=name,
        )
    unread = progress.translated - progress.reviewed
    if unread > 0:
        yield error(
            "unreviewed",
            where,
            f"translated passages that nobody has signed off: {unread}",
            "ask a reviewer to read them",
            edition=name,
        )


def _undecided(edition: Edition) -> Iterator[Diagnostic]:
    """Passages and values of another country, and decisions that the guide has overtaken."""
    name = edition.spec.name
    for point in edition.open_points:
        country = point.mark.get("country") or "one country"
        yield error(
            "adaptation-point-open",
            point.position,
            f'"{point.addresses[0]}" is about {country} only, and no overlay has decided about it',
            "replace, remove or keep it in an overlay, with a reason",
            edition=name,
            unit=point.addresses[0],
        )
    for variable in edition.open_variables:
        yield error(
            "adaptation-point-open",
            variable.position,
            f'{{{variable.name}}} is still "{variable.value}", '
            f"the value for {edition.settings.country}",
            "set it in an overlay under variables:, even if it is the same",
            edition=name,
            unit=f"variable {variable.name}",
        )
    for drift in edition.drift:
        if drift.stops_release:
            yield error(
                "overlay-drift",
                drift.position,
                f'the guide has changed under "{drift.target}", which this overlay {drift.does}',
                "read the guide's new text; it may be a safety correction",
                edition=name,
                unit=drift.target,
            )


def _unattended(edition: Edition) -> Iterator[Diagnostic]:
    """What the publisher has yet to check or to say."""
    name, where = edition.spec.name, edition.spec.position
    for contact in _contacts(edition):
        if contact.status != "verified":
            yield error(
                "contact-unverified",
                contact.position,
                f'nobody has checked the contact "{contact.name}"',
                "check it, then add verified_by and verified_on",
                edition=name,
            )
    if where.path.endswith(f"/editions/{name}.yaml") and not edition.spec.publisher.name.strip():
        yield error(
            "publisher-missing",
            where,
            "readers cannot see who publishes this edition",
            'write publisher: {name: "…"}',
            edition=name,
        )


def _first_waiting(edition: Edition) -> Position | None:
    for record in edition.trace:
        if record.outcome in ("shown in source language", "omitted"):
            return Position(record.path, record.line)
    return None
