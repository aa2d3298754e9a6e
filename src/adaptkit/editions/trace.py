"""The way of every unit from its source line to the page, as data.

It names an operation by its file and id, never by its line, so that shuffling the operations of an
overlay leaves it the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.editions.finish import Finisher
from adaptkit.model.document import Block, BlockKind, Guide, Step
from adaptkit.model.edition import UnitTrace
from adaptkit.model.locale import Locale


def make_trace(
    before: Guide,
    after: Guide,
    removed: Mapping[str, tuple[Step, ...]],
    finisher: Finisher,
) -> tuple[UnitTrace, ...]:
    """One record for each unit of the edition in reading order, then those that it lacks."""
    out: list[UnitTrace] = []
    instead: dict[str, tuple[Step, ...]] = {}
    present: set[str] = set()
    if after.about is not None:
        for block in after.about.blocks:
            instead.update(dict.fromkeys(block.addresses, block.steps))
            present.add(block.id)
            out.append(unit_record(block, after.about.id, finisher))
    for chapter in after.chapters:
        for block in chapter.walk():
            if block.addresses:
                steps = block.steps or _steps_below(block)
                for address in block.addresses:
                    instead.setdefault(address, steps)
            if block.msgid and not block.children:
                present.add(block.id)
                out.append(unit_record(block, chapter.id, finisher))
            elif block.kind is BlockKind.DIRECTORY:
                out.append(_directory(block, chapter.id))
    same = {id(chapter) for chapter in after.chapters}
    for chapter in (*((before.about,) if before.about else ()), *before.chapters):
        if id(chapter) in same:
            continue
        for block in chapter.walk():
            if block.msgid and block.id not in present and not block.children:
                out.append(_absent(block, chapter.id, removed, instead))
    return tuple(out)


def _steps_below(block: Block) -> tuple[Step, ...]:
    return next((b.steps for b in block.walk() if b.steps), ())


def unit_record(block: Block, chapter: str, finisher: Finisher) -> UnitTrace:
    answer = finisher.answers.get(block.id)
    language = finisher.dictionary.language_of(block)
    outcome, note = "shown", ""
    if answer is not None and answer.needed and not answer.words:
        outcome = "omitted" if finisher.omits(block) else "shown in source language"
        if answer.stale:
            note = "the source has changed since it was translated; run adaptkit update"
    elif block.id in finisher.left_out:
        outcome = "omitted"
    elif answer is not None and answer.words:
        language = answer.locale or language
    return UnitTrace(
        unit=block.id,
        chapter=chapter,
        path=block.position.path,
        line=block.position.line,
        steps=block.steps,
        outcome=outcome,
        state=answer.state if answer else None,
        answered_by=answer.path if answer and answer.words else "",
        language=language.tag,
        note=note,
    )


def _directory(block: Block, chapter: str) -> UnitTrace:
    step = block.steps[-1] if block.steps else None
    return UnitTrace(
        unit=f"{step.overlay}/{step.operation}" if step else block.position.path,
        chapter=chapter,
        path=block.position.path,
        line=block.position.line,
        steps=block.steps,
        outcome="shown",
        language=(block.language or Locale("en")).tag,
        note=f"{len(block.contacts)} contacts",
    )


def _absent(
    block: Block,
    chapter: str,
    removed: Mapping[str, tuple[Step, ...]],
    instead: Mapping[str, tuple[Step, ...]],
) -> UnitTrace:
    steps = removed.get(block.id) or instead.get(block.id) or ()
    if not steps and block.mark.id:
        address = f"{block.section}.{block.mark.id}"
        steps = removed.get(address) or instead.get(address) or ()
    if not steps:
        steps = instead.get(block.section) or removed.get(block.section) or ()
    outcome = "removed" if steps and steps[-1].removes else "replaced"
    return UnitTrace(
        unit=block.id,
        chapter=chapter,
        path=block.position.path,
        line=block.position.line,
        steps=steps,
        outcome=outcome,
    )
