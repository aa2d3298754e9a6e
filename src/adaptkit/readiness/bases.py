"""What each overlay's operations were made against, in every chain that an edition has, and what
the guide says there today.

An overlay is compared with what it saw: the guide as the overlays before it had left it, in every
edition that lists it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from adaptkit.editions.adapt import adapt
from adaptkit.loading.overlays import noted_lines
from adaptkit.model.diagnostic import Diagnostic, ProblemsFound
from adaptkit.model.document import Guide
from adaptkit.model.edition import EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Drift, Overlay
from adaptkit.overlays.base import Texts
from adaptkit.overlays.chains import GUIDE, chain_through
from adaptkit.overlays.noted import is_lost, noted_after, render_noted
from adaptkit.records import Record
from adaptkit.workspace import Workspace


class InChains(Record, frozen=True):
    """``texts``: overlay → what the guide says under its operations, by chain. ``drift`` and
    ``diagnostics``: what was found on the way; an overlay that cannot be carried out in a chain is
    told there, and no text is known."""

    texts: Mapping[str, Texts]
    drift: tuple[Drift, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def in_every_chain(
    guide: Guide,
    overlays: Mapping[str, Overlay],
    editions: Sequence[EditionSpec],
    *,
    alone: bool = True,
) -> InChains:
    """``alone``: also those overlays that no edition has, each by itself."""
    drift: list[Drift] = []
    found: list[Diagnostic] = []
    texts: dict[str, dict[str, Mapping[str, str]]] = {name: {} for name in overlays}
    for names, locale in _chains(overlays, editions, alone=alone):
        try:
            adapted = adapt(guide, [overlays[name] for name in names], locale)
        except ProblemsFound as problem:
            # Told; it keeps no other country, and no translator, from working.
            found += problem.diagnostics
            continue
        found += adapted.diagnostics
        drift += adapted.drift
        for name, seen in adapted.seen.items():
            texts[name].setdefault(seen.chain, seen.texts)
    return InChains(texts, tuple(drift), tuple(found))


def remembered(
    workspace: Workspace,
    overlays: Mapping[str, Overlay],
    known: Mapping[str, Overlay],
    texts: Mapping[str, Texts],
) -> bytes | None:
    """The list that tells what is lost from what is new, as it is to be written; None where there
    is nothing to list. ``known``: the overlays with all that is noted now."""
    before = noted_lines(workspace)
    lost = [
        (name, operation.id, str(operation.target))
        for name, overlay in overlays.items()
        for operation in overlay.operations
        for chain, said in texts[name].items()
        if operation.id in said and is_lost(overlay, operation, chain, said[operation.id])
    ]
    lines = noted_after(before or {}, known.values(), lost)
    if not lines and before is None:
        return None
    return render_noted(lines).encode("utf-8")


def _chains(
    overlays: Mapping[str, Overlay], editions: Sequence[EditionSpec], *, alone: bool
) -> Iterator[tuple[tuple[str, ...], Locale]]:
    """The overlays of each edition that has all of them, those that do the same only once; then,
    where they are asked for, each overlay that no edition has, ``alone``."""
    done: set[str] = set()
    used: set[str] = set()
    for spec in editions:
        names = spec.overlays
        used.update(names)
        if any(name not in overlays for name in names):
            continue
        whole = GUIDE
        for name in names:
            whole = chain_through(whole, overlays[name], spec.locale)
        if names and whole not in done:
            done.add(whole)
            yield names, spec.locale
    for name in overlays if alone else ():
        if name not in used:
            yield (name,), overlays[name].language
