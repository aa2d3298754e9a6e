"""An edition's progress, chapter by chapter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from adaptkit.loading.guide import read_guide
from adaptkit.loading.overlays import read_overlay
from adaptkit.model.catalogue import EntryState
from adaptkit.model.diagnostic import Diagnostic, Severity
from adaptkit.model.document import BlockKind
from adaptkit.model.edition import Edition
from adaptkit.model.review import decision_unit
from adaptkit.readiness.checked_texts import of_catalogue, of_native
from adaptkit.readiness.findings import findings
from adaptkit.readiness.untranslated import catalogues_of
from adaptkit.reports.chapters import ChapterStatus
from adaptkit.workspace import Workspace


def by_chapter(workspace: Workspace, edition: Edition) -> list[ChapterStatus]:
    """Each chapter in reading order, and last what stands in none, where there is any. Together
    they hold what the edition's progress counts, each passage once. Raises ProblemsFound."""
    where = _chapters_of_units(workspace, edition)
    states: dict[str, Counter[EntryState]] = defaultdict(Counter)
    for unit, answer in edition.answers.items():
        if answer.state is not None:
            states[where.get(unit, "")][answer.state] += 1
    signed: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for unit in edition.asked:
        judged = edition.judged.get(unit)
        signed[where.get(unit, "")] += judged is not None and judged.signed
        own[where.get(unit, "")] += unit not in edition.answers or not edition.answers[unit].needed
    drift = Counter(where.get(one.target, "") for one in edition.drift)
    found: dict[str, Counter[Severity]] = defaultdict(Counter)
    for told in _findings(workspace, edition):
        found[where.get(told.unit, "")][told.severity] += 1
    names = {chapter.name: chapter.title for chapter in edition.chapters} | {"": ""}
    rows = []
    for name, title in names.items():
        needed = states[name].total()
        row = ChapterStatus(
            edition.spec.name,
            name,
            title,
            needed=needed,
            translated=states[name][EntryState.TRANSLATED],
            fuzzy=states[name][EntryState.FUZZY],
            untranslated=states[name][EntryState.UNTRANSLATED],
            reviewed=signed[name],
            to_sign=needed + own[name],
            errors=found[name][Severity.ERROR],
            warnings=found[name][Severity.WARNING],
            drift=drift[name],
        )
        if name or any((*row.counts, row.to_sign)):
            rows.append(row)
    return rows


def _chapters_of_units(workspace: Workspace, edition: Edition) -> dict[str, str]:
    """Unit, section, or decision → the file of the chapter that it stands in: of the edition
    where it stands there, else of the guide."""
    names = {chapter.name for chapter in edition.chapters}
    by_id = {chapter.id: chapter.name for chapter in edition.chapters}
    found: dict[str, str] = {}
    for chapter in edition.chapters:
        for block in chapter.walk():
            if block.id:
                found.setdefault(block.id, chapter.name)
    for one in edition.trace:
        name = one.chapter if one.chapter in names else by_id.get(one.chapter, "")
        if name:
            found.setdefault(one.unit, name)
    for adaptation in edition.adaptations:
        name = by_id.get(adaptation.chapter, adaptation.chapter)
        if name in names:
            found.setdefault(decision_unit(adaptation.overlay, adaptation.operation), name)
    for source in read_guide(workspace).chapters:
        if source.name in names:
            for block in source.walk():
                heading = block.section if block.kind is BlockKind.HEADING else ""
                for unit in filter(None, (heading, block.id)):
                    found.setdefault(unit, source.name)
    return found


def _findings(workspace: Workspace, edition: Edition) -> Iterator[Diagnostic]:
    """What checks say of the words that this edition's readers get, each once."""
    answered = {(one.path, unit) for unit, one in edition.answers.items() if one.needed}
    for catalogue in catalogues_of(workspace, edition):
        if catalogue.locale is None:
            continue
        # Some checks look at passages beside each other: at all of a catalogue, whoever shows it.
        passages = of_catalogue(workspace, catalogue)
        for told in findings(workspace, catalogue.locale, catalogue.domain, passages).left:
            if (catalogue.path, told.unit) in answered:
                yield told
    for name in edition.spec.overlays:
        overlay = read_overlay(workspace, name)
        for locale, pairs, _ in of_native(workspace, overlay, [edition.spec.locale]):
            yield from findings(workspace, locale, name, pairs).left
