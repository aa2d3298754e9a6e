"""The guide as a country has it: overlays carried out in order, nothing translated yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from adaptkit.editions.directories import with_contacts
from adaptkit.editions.emptied import without_removed
from adaptkit.model.diagnostic import Diagnostic, ProblemsFound
from adaptkit.model.document import Block, Guide, GuideSettings, Variable
from adaptkit.model.edition import Adaptation, EditionSpec
from adaptkit.model.layout import GUIDE
from adaptkit.model.locale import Locale
from adaptkit.overlays.points import Cover, Leaf, cover, undecided
from adaptkit.records import Record, field

if TYPE_CHECKING:
    from adaptkit.model.overlay import Drift, Overlay
    from adaptkit.overlays.apply import Removed


class Sight(Record, frozen=True):
    """What the guide said under each operation of an overlay, and after which overlays."""

    chain: str
    texts: Mapping[str, str]


class Adapted(Record, frozen=True):
    """The guide after all overlays of an edition, still untranslated. ``seen``: what each overlay
    saw when its turn came."""

    guide: Guide
    adaptations: tuple[Adaptation, ...] = ()
    drift: tuple[Drift, ...] = ()
    open_points: tuple[Block, ...] = ()
    open_variables: tuple[Variable, ...] = ()
    removed: Removed | None = None
    seen: Mapping[str, Sight] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def adapt(guide: Guide, overlays: Sequence[Overlay], locale: Locale, country: str = "") -> Adapted:
    """Apply the overlays in the edition's order. Raises ProblemsFound.

    A passage about ``country`` alone waits for no decision in that country's own edition.
    """
    adaptations: list[Adaptation] = []
    drift: list[Drift] = []
    found: list[Diagnostic] = []
    decided: set[str] = set()
    settled: set[Leaf] = set()
    covered = cover(guide) if overlays else Cover()
    seen: dict[str, Sight] = {}
    removed: Removed = {}
    current, chain, looked = guide, GUIDE, None
    for number, overlay in enumerate(overlays):
        # Only here: many projects have none.
        from adaptkit.overlays.apply import apply_overlay, missing_in_all

        try:
            applied = apply_overlay(current, overlay, locale, removed, chain, covered, looked)
        except ProblemsFound as stopped:
            more = missing_in_all(current, overlays, number, locale)
            raise ProblemsFound([*stopped.diagnostics, *more]) from None
        current, removed, chain = applied.guide, applied.removed, applied.after
        looked = applied.snapshot
        adaptations += applied.adaptations
        drift += applied.drift
        found += applied.diagnostics
        decided |= applied.decided
        settled |= applied.settled
        seen[overlay.name] = Sight(applied.chain, applied.texts)
    if overlays:
        from adaptkit.overlays.foreign_numbers import in_kept, numbers_of

        kept = in_kept(
            current, covered.local, overlays, numbers_of(overlays, guide.settings, country)
        )
        decided -= kept.addresses
        settled -= kept.leaves
        found += kept.told
    current, empty = with_contacts(current, overlays)
    waiting = tuple(
        point
        for point in undecided(current, covered.local, settled, decided)
        if not (country and point.mark.get("country") == country)
    )
    return Adapted(
        guide=without_removed(guide, current),
        adaptations=tuple(adaptations),
        drift=tuple(drift),
        open_points=waiting,
        open_variables=_open_variables(guide, overlays, country),
        removed=removed,
        seen=seen,
        diagnostics=(*found, *empty),
    )


def _open_variables(
    guide: Guide, overlays: Sequence[Overlay], country: str
) -> tuple[Variable, ...]:
    """A guide of one country says that country's numbers and names: elsewhere, each must be set,
    if only to the same value."""
    home = guide.settings.country
    if not home or country == home:
        return ()
    from adaptkit.model.overlay import VARIABLE_TARGET

    told = {
        operation.target.id
        for overlay in overlays
        for operation in overlay.operations
        if operation.target.of == VARIABLE_TARGET
    }
    return tuple(v for name, v in guide.settings.variables.items() if name not in told)


def adapt_for(guide: Guide, overlays: Sequence[Overlay], spec: EditionSpec) -> Adapted:
    """The guide as an edition has it, still untranslated. Raises ProblemsFound."""
    return adapt(guide, overlays, spec.locale, country_of(guide.settings, spec))


def country_of(settings: GuideSettings, spec: EditionSpec) -> str:
    """Whose edition this is; the guide as it was written is its own country's."""
    original = not spec.overlays and spec.locale.same_language(settings.source_language)
    return spec.locale.territory or (settings.country if original else "")
