"""What ``status`` says of an edition."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import islice

from adaptkit.editions.translated_back import how_many
from adaptkit.editions.tried import tried
from adaptkit.loading.guide import read_guide
from adaptkit.model.diagnostic import Diagnostic, ProblemsFound, warning
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.model.layout import GUIDE
from adaptkit.readiness.blockers import blockers, contacts
from adaptkit.readiness.decisions import Decisions
from adaptkit.readiness.due import due
from adaptkit.readiness.maker import Maker
from adaptkit.readiness.readers import readers
from adaptkit.readiness.settled import is_settled
from adaptkit.readiness.untranslated import OPEN, catalogues_of, with_words
from adaptkit.records import replace
from adaptkit.reports.because import Recorded
from adaptkit.reports.decided import step_of
from adaptkit.reports.status import EditionStatus, Waiting
from adaptkit.settings import new_files
from adaptkit.workspace import Problems, Workspace

# So many of the passages that wait are named unasked.
PLACES = 10


def make_rows(
    workspace: Workspace,
    names: Sequence[str],
    *,
    today: datetime.date,
    places: int | None = PLACES,
) -> dict[str, tuple[EditionStatus, tuple[str, ...]]]:
    """Name → the edition's row, and the languages whose catalogues it was made from: none is named
    where the ids of new passages may have come from any language's catalogue. ``places``: how many
    waiting passages are named; None: all. An edition that cannot be read, or whose overlays cannot
    be carried out, has a row that says so. Raises ProblemsFound with what else keeps any from being
    made."""
    settled: dict[str, bool] = {}
    rows: dict[str, tuple[EditionStatus, tuple[str, ...]]] = {}

    def languages(spec: EditionSpec) -> tuple[str, ...]:
        for domain in (GUIDE, *spec.overlays):
            if domain not in settled:
                settled[domain] = is_settled(workspace, domain)
            if not settled[domain]:
                return ()
        return tuple(locale.posix for locale in spec.chain)

    maker, problems = Maker(workspace, today), Problems()
    specs: list[EditionSpec] = []
    for name in names:
        try:
            specs.append(workspace.read_edition(name))
        except ProblemsFound as unread:
            rows[name] = (_not_made(name, unread.diagnostics), ())
    if not specs:
        # What no edition could be made of is told whole.
        problems.attempt(read_guide, workspace)
        if problems.found:
            problems.add(*(found for row, _ in rows.values() for found in row.blockers))
        problems.stop_if_any()

    left: list[Diagnostic] = []

    def fit() -> Iterator[EditionSpec]:
        for spec in specs:
            found = maker.unfit(spec)
            if found:
                left.extend(found)
                rows[spec.name] = (_not_made(spec.name, found, spec), ())
            else:
                yield spec

    # A row is little, and an edition is much: each is let go before the next.
    for edition in maker.each(fit(), problems, shown=lambda _: False, unfit=left):
        made = row(edition, today)
        found = (*made.diagnostics, *unused(workspace, edition.spec))
        made = replace(made, diagnostics=found)
        made = with_words(workspace, made, edition)
        first = next(Decisions(workspace, edition).all(), None)
        made = replace(made, waiting=waiting(workspace, edition, places), step=step_of(first))
        rows[edition.spec.name] = (made, languages(edition.spec))
        del edition
    return rows


def _not_made(
    name: str, found: Sequence[Diagnostic], spec: EditionSpec | None = None
) -> EditionStatus:
    """``spec``: None where the edition's own file cannot be read."""
    return EditionStatus(
        edition=name,
        language=spec.locale.posix if spec else "",
        overlays=spec.overlays if spec else (),
        needed=0,
        translated=0,
        fuzzy=0,
        untranslated=0,
        reviewed=0,
        open_adaptation_points=(),
        drift=(),
        unverified_contacts=(),
        blockers=tuple(found),
        made=False,
    )


def waiting(workspace: Workspace, edition: Edition, most: int | None) -> tuple[Waiting, ...]:
    """The passages of the edition that have no finished words, in reading order, each with its
    line in the nearest catalogue that has it; else with that in its source."""
    open_ = (one for one in edition.trace if one.state in OPEN)
    catalogues = catalogues_of(workspace, edition)
    out = []
    for one in islice(open_, most):
        entries = ((c.path, c.by_id().get(one.unit)) for c in catalogues)
        path, entry = next(((p, e) for p, e in entries if e is not None), ("", None))
        state = one.state.value if one.state else ""
        if entry is None:
            out.append(Waiting(one.unit, one.path, one.line, state, ""))
        else:
            out.append(Waiting(one.unit, path, entry.position.line, state, entry.msgid))
    return tuple(out)


def unused(workspace: Workspace, spec: EditionSpec) -> Iterator[Diagnostic]:
    """The overlay of an edition's country that the edition lacks, and what stands in its overlays'
    folders to no use."""
    if spec.overlays:
        from adaptkit.loading.overlays import idle, read_overlay

        for name in spec.overlays:
            yield from idle(workspace, read_overlay(workspace, name))
    country = spec.locale.territory
    if (
        spec.name not in workspace.edition_files
        or country not in workspace.overlay_names
        or country in spec.overlays
    ):
        return
    yield warning(
        "overlay-unused",
        workspace.place(spec, "overlays"),
        f'there is an overlay "{country}", and this edition does not use it',
        f"write {new_files.overlays_line((*spec.overlays, country))}",
        edition=spec.name,
    )


def row(edition: Edition, today: datetime.date) -> EditionStatus:
    progress, back = edition.progress, how_many(edition)
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
        unverified_contacts=tuple(c.name for c in contacts(edition) if c.status != "verified"),
        blockers=tuple(blockers(edition)),
        diagnostics=edition.diagnostics,
        contacts_due=due(edition, today),
        operations=_recorded(edition),
        process=edition.spec.process,
        own=progress.own,
        readers=tuple(readers(edition)),
        back_translated=back[0],
        unclear=back[1],
        tried=tried(edition),
    )


def _recorded(edition: Edition) -> tuple[Recorded, ...]:
    """Each operation once, where readers first meet it."""
    found: dict[tuple[str, str], Recorded] = {}
    for one in edition.adaptations:
        recorded = Recorded(one.overlay, one.operation, one.name, one.target, one.because)
        found.setdefault((one.overlay, one.operation), recorded)
    return tuple(found.values())
