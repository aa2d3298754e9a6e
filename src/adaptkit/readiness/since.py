"""An edition beside its last release; where it was never released, beside the trace of its last
build."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.loading.releases import read_history
from adaptkit.model.catalogue import EntryState
from adaptkit.model.edition import Edition
from adaptkit.model.release import Recorded
from adaptkit.readiness.blockers import safety_passages
from adaptkit.readiness.overview import Built, last_build
from adaptkit.readiness.passages import Passages
from adaptkit.releases.changes import changes
from adaptkit.releases.content import content_of
from adaptkit.releases.facts import changed_facts, facts_of
from adaptkit.releases.look import changed_look, theme_state
from adaptkit.reports.since import CHANGED, NEW, REMOVED, Difference, OtherValue, Since
from adaptkit.workspace import Workspace


def since(workspace: Workspace, edition: Edition) -> Since:
    """What is new, changed and removed. A release knows a digest of each passage. A trace holds no
    texts: changed is what had finished words and has none now, because its text has changed, and
    what overlays do otherwise now."""
    name = edition.spec.name
    history = read_history(workspace, name)
    if history:
        return _since_release(workspace, edition, history[-1])
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


def _since_release(workspace: Workspace, edition: Edition, last: Recorded) -> Since:
    now = content_of(edition)
    other = changes(last.content, now)
    urgent = last.content.safety.keys() | now.safety.keys()
    texts = Passages(workspace, edition).texts
    places = {one.unit: (one.path, one.line) for one in edition.trace}
    kinds = dict.fromkeys(other.passages.added, NEW)
    kinds |= dict.fromkeys(other.passages.changed, CHANGED)
    found = [
        Difference(
            kinds[unit], unit, unit in urgent, *places.get(unit, ("", 0)), texts.get(unit, "")
        )
        for unit in now.passages
        if unit in kinds
    ]
    found += (Difference(REMOVED, unit, unit in urgent) for unit in other.passages.gone)
    found.sort(key=lambda one: not one.core)
    return Since(
        *(edition.spec.name, True, last.version, edition.settings.version, tuple(found)),
        release=last.release,
        values=tuple(OtherValue(one.name, one.old, one.new, one.safety) for one in other.values),
        look=tuple(changed_look(last.theme, theme_state(edition))),
        facts=tuple(changed_facts(last.facts, facts_of(edition))),
    )


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
