"""An edition beside the trace of its last build."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.catalogue import EntryState
from adaptkit.model.edition import Edition
from adaptkit.readiness.blockers import safety_passages
from adaptkit.readiness.overview import Built, last_build
from adaptkit.readiness.passages import Passages
from adaptkit.reports.since import CHANGED, NEW, REMOVED, Difference, Since
from adaptkit.workspace import Workspace


def since(workspace: Workspace, edition: Edition) -> Since:
    """What is new, changed and removed. A trace holds no texts: changed is what had finished words
    and has none now, because its text has changed, and what overlays do otherwise now."""
    name = edition.spec.name
    built = last_build(workspace, name)
    if built is None:
        return Since(name)
    found = list(_differences(workspace, edition, built))
    finished = sum(
        one.state is EntryState.TRANSLATED
        and one.unit in built.units
        and built.units[one.unit][1] in (EntryState.FUZZY, EntryState.UNTRANSLATED)
        for one in edition.trace
    )
    # Stable: in reading order otherwise.
    found.sort(key=lambda one: not one.core)
    return Since(name, True, built.version, edition.settings.version, tuple(found), finished)


def _differences(workspace: Workspace, edition: Edition, built: Built) -> Iterator[Difference]:
    safety = safety_passages(edition)
    texts = Passages(workspace, edition).texts
    now = {one.unit for one in edition.trace}
    for one in edition.trace:
        then = built.units.get(one.unit)
        kind = NEW if then is None else ""
        if then is not None:
            outcome, state = then
            lost = state == EntryState.TRANSLATED and one.state in (
                EntryState.FUZZY,
                EntryState.UNTRANSLATED,
            )
            # What was translated or left out meanwhile has another outcome, too.
            other = state == (one.state or "") and outcome != one.outcome
            kind = CHANGED if lost or other else ""
        if kind:
            text = texts.get(one.unit, "")
            yield Difference(kind, one.unit, one.unit in safety, one.path, one.line, text)
    for unit in built.units:
        if unit not in now:
            yield Difference(REMOVED, unit)
