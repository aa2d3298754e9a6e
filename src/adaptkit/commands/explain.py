"""``adaptkit explain EDITION UNIT``: the whole way of one unit, from source line to page."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from adaptkit.guides.inline_trees import plain_text
from adaptkit.loading.guide import read_guide
from adaptkit.loading.overlays import read_overlay
from adaptkit.model.diagnostic import Position, ProblemsFound, did_you_mean, error
from adaptkit.model.document import Block, BlockKind, Step
from adaptkit.model.edition import Edition, UnitTrace
from adaptkit.model.frame import Because
from adaptkit.model.layout import chapter_path
from adaptkit.model.review import decision_unit
from adaptkit.model.signing import Judged
from adaptkit.overlays.reasons import reason_id
from adaptkit.readiness.finding import built_page, on_page, with_words
from adaptkit.readiness.maker import Maker
from adaptkit.readiness.passages import Passages
from adaptkit.reports.explained import NOBODY, ExplainedStep, Explanation, Match, Matches
from adaptkit.reports.reviewed import review_note
from adaptkit.workspace import Workspace
from adaptkit.writers.html import page_name


def explain(
    workspace: Workspace, edition: str, unit: str, *, today: datetime.date
) -> Explanation | Matches:
    """What happened to ``unit`` in ``edition``: an id, a place or words of the passage, or the id
    of an operation. Where several passages have the words, or were changed by it, these. Raises
    ProblemsFound for what no passage answers to."""
    maker = Maker(workspace, today)
    spec = workspace.read_edition(edition)
    made = maker.make(spec)
    traces = _meant(workspace, made, unit)
    if len(traces) > 1:
        return _several(workspace, made, unit, traces)
    trace = traces[0]
    source = _source(workspace, made, trace)
    shown, chapter = _shown(made, trace)
    page = page_name(chapter) if chapter else ""
    line = 0
    if trace.answered_by:
        line = _catalogue_line(workspace, made, trace)
    asked = _to_sign(made, trace)
    touched = {(step.overlay, step.operation) for step in trace.steps}
    return Explanation(
        edition=spec.name,
        trace=trace,
        source=source,
        shown=shown,
        steps=tuple(_explained(workspace, step) for step in trace.steps),
        catalogue=trace.answered_by,
        catalogue_line=line,
        drift=tuple(d for d in made.drift if (d.overlay, d.operation) in touched),
        reviewed=bool(asked) and all(made.judged.get(u, Judged()).signed for u in asked),
        review=_review(made, trace, asked),
        page=page,
        wrong=tuple(d for d in made.diagnostics if d.unit == trace.unit),
    )


def _to_sign(edition: Edition, trace: UnitTrace) -> list[str]:
    """The passage; of one that an overlay has changed what it says instead, and the decision."""
    done = {decision_unit(step.overlay, step.operation) for step in trace.steps}
    own = {trace.unit, *done}
    return [u for u in edition.asked if u in own or u.rpartition(".")[0] in done]


def _review(edition: Edition, trace: UnitTrace, asked: list[str]) -> str:
    def note(unit: str) -> str:
        return review_note(edition.judged.get(unit, Judged()), edition.asked.get(unit))

    said = {unit: note(unit) for unit in asked}
    if len(said) > 1:
        return "; ".join(f"{unit}: {known or NOBODY}" for unit, known in said.items())
    if not said and trace.state is None and not trace.steps:
        return "the guide's own text needs no signature"
    return note(asked[0] if asked else trace.unit)


def _meant(workspace: Workspace, edition: Edition, asked: str) -> list[UnitTrace]:
    """By id, by place, by an overlay's operation, by words: the first that there is."""
    by_id = {trace.unit: trace for trace in edition.trace}
    place = _PLACE.match(asked)
    if place is not None and (page := built_page(workspace, place[1])) is not None:
        named = dict.fromkeys(on_page(edition, page, int(place[2])))
        return [by_id[unit] for unit in named if unit in by_id] or [
            _find(edition, next(iter(named)), workspace)
        ]
    try:
        return [_find(edition, _at_line(workspace, edition, asked) or asked, workspace)]
    except ProblemsFound:
        if done := [trace for trace in edition.trace if _is_done_by(trace, asked)]:
            return done
        found = with_words(Passages(workspace, edition), asked)
        if not found:
            raise
    return [trace for trace, _ in found]


def _is_done_by(trace: UnitTrace, asked: str) -> bool:
    """Whether an operation has changed the passage that is called so: alone, as messages name it,
    or behind its overlay, as whoever signs it names it."""
    names = ({s.operation, decision_unit(s.overlay, s.operation)} for s in trace.steps)
    return any(asked in each for each in names)


def _several(
    workspace: Workspace, edition: Edition, asked: str, traces: list[UnitTrace]
) -> Matches:
    passages = Passages(workspace, edition)
    shown = dict(passages.shown())
    return Matches(
        edition.spec.name,
        asked,
        tuple(
            Match(t.unit, t.path, t.line, passages.texts.get(t.unit, ""), shown.get(t.unit, ""))
            for t in traces
        ),
    )


_PLACE = re.compile(r"(.+?):(\d+)(?::\d+)?:?\Z")


def _at_line(workspace: Workspace, edition: Edition, place: str) -> str:
    """``FILE:LINE``, as messages write it → the id of the passage that stands there; "" for what
    is no place. Raises ProblemsFound where no passage of the edition stands there."""
    found = _PLACE.match(place)
    if found is None:
        return ""
    typed = found[1]
    if "/" not in typed.replace("\\", "/") and not (Path.cwd() / typed).is_file():
        typed = chapter_path(typed)
        if not (workspace.root / typed).is_file():
            return ""
    path, line = _in_project(workspace, typed), int(found[2])
    known = {trace.unit: trace for trace in edition.trace}
    reasons = _reasons(edition)
    starts: list[tuple[int, str]] = []
    for locale in edition.spec.chain:
        for domain in ("guide", *edition.spec.overlays):
            if workspace.catalogue_path(locale, domain) == path:
                catalogue = workspace.read_catalogue(locale, domain)
                entries = catalogue.live if catalogue else ()
                starts += [
                    (e.position.line, e.unit_id)
                    for e in entries
                    if e.unit_id in known or e.unit_id in reasons
                ]
    starts += [(t.line, t.unit) for t in edition.trace if t.path == path]
    end = _lines_of(workspace, path)
    if starts and 0 < line <= end:
        before = [one for one in sorted(starts) if one[0] <= line]
        return (before or [min(starts)])[-1][1]
    said = f"the edition {edition.spec.name} has no passage there"
    files = sorted({t.path for t in edition.trace} | {t.answered_by for t in edition.trace} - {""})
    hint = did_you_mean(path, files) or "name a chapter or a catalogue of this edition"
    if starts and line > end:
        said, hint = f"this file has {end:,} lines only", f"name one of them, such as {path}:1"
    raise ProblemsFound([error("use-unknown-unit", Position(path, line), said, hint)])


def _lines_of(workspace: Workspace, path: str) -> int:
    try:
        return len((workspace.root / path).read_bytes().splitlines())
    except OSError:
        return 0


def _in_project(workspace: Workspace, path: str) -> str:
    """The file as the project names it: as it was typed, or as seen from here."""
    typed = path.replace("\\", "/")
    if (workspace.root / typed).is_file():
        return Path(typed).as_posix()
    here = Path.cwd() / typed
    if here.is_relative_to(workspace.root):
        return here.relative_to(workspace.root).as_posix()
    return typed


def _find(edition: Edition, unit: str, workspace: Workspace) -> UnitTrace:
    """The record of a unit by its id, by the address of a block, or of an inserted text."""
    by_id = {trace.unit: trace for trace in edition.trace}
    unit = _reasons(edition).get(unit, unit)
    if unit in by_id:
        return by_id[unit]
    guide = read_guide(workspace)
    for chapter in guide.chapters:
        for block in chapter.walk():
            if _answers_to(block, unit):
                for inner in block.walk():
                    if inner.id in by_id:
                        return by_id[inner.id]
    for made in edition.chapters:
        for block in made.walk():
            if unit in block.addresses:
                for inner in block.walk():
                    if inner.id in by_id:
                        return by_id[inner.id]
    sections = {b.section for c in guide.chapters for b in c.walk()}
    hint = (
        did_you_mean(unit, [*by_id, *sorted(sections)])
        or f"build/{edition.spec.name}/trace.json lists all of them"
    )
    files = {t.path for t in edition.trace} | {t.answered_by for t in edition.trace}
    if file := next((one for one in (unit, chapter_path(unit)) if one and one in files), ""):
        hint = f"name a line of it, such as {file}:1"
    raise ProblemsFound(
        [
            error(
                "use-unknown-unit",
                Position(edition.spec.name),
                f'no passage of {edition.spec.name} is called "{unit}" or has these words',
                hint,
            )
        ]
    )


def _reasons(edition: Edition) -> dict[str, str]:
    """Of each reason that translators see, the first passage that was changed for it."""
    found: dict[str, str] = {}
    for trace in edition.trace:
        for step in trace.steps:
            found.setdefault(reason_id(step.overlay, step.operation), trace.unit)
    return found


def _answers_to(block: Block, unit: str) -> bool:
    if block.kind is BlockKind.HEADING and block.section == unit:
        return True
    return bool(block.mark.id) and f"{block.section}.{block.mark.id}" == unit


def _source(workspace: Workspace, edition: Edition, trace: UnitTrace) -> str:
    guide = read_guide(workspace)
    everything = [guide.about] if guide.about else []
    for chapter in (*everything, *guide.chapters, *edition.sources.values()):
        for block in chapter.walk():
            if block.id == trace.unit and block.msgid:
                return block.msgid
    for made in edition.chapters:
        for block in made.walk():
            if block.id == trace.unit:
                return block.msgid
    return ""


def _shown(edition: Edition, trace: UnitTrace) -> tuple[str, str]:
    """The words on the page and the page's name; for a unit that is gone, what replaced it."""
    for chapter in edition.chapters:
        for block in chapter.walk():
            if block.id == trace.unit or (not block.children and trace.unit in block.addresses):
                words = plain_text(block.inlines) or block.text
                return words, chapter.name
    for chapter in edition.chapters:
        for block in chapter.walk():
            if trace.steps and block.steps and block.steps[-1] == trace.steps[-1]:
                words = plain_text(block.inlines) or block.text
                return words, chapter.name
    return "", ""


def _catalogue_line(workspace: Workspace, edition: Edition, trace: UnitTrace) -> int:
    for locale in edition.spec.chain:
        for domain in ("guide", *edition.spec.overlays):
            if workspace.catalogue_path(locale, domain) != trace.answered_by:
                continue
            catalogue = workspace.read_catalogue(locale, domain)
            entry = catalogue.by_id().get(trace.unit) if catalogue else None
            return entry.position.line if entry else 0
    return 0


def _explained(workspace: Workspace, step: Step) -> ExplainedStep:
    overlay = read_overlay(workspace, step.overlay)
    for operation in overlay.operations:
        if operation.id == step.operation:
            return ExplainedStep(
                step.overlay,
                step.operation,
                step.name,
                step.path,
                operation.position.line,
                operation.because,
            )
    return ExplainedStep(step.overlay, step.operation, step.name, step.path, 0, Because())
