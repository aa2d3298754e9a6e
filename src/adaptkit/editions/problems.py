"""What is wrong with an edition as a whole, gathered from all that it was made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from adaptkit.editions.adapt import Adapted, country_of
from adaptkit.editions.emptied import empty_sections
from adaptkit.editions.finish import Finisher
from adaptkit.editions.spoken_faults import spoken_faults
from adaptkit.guides.settings_units import declared
from adaptkit.model.diagnostic import Diagnostic, error, warning
from adaptkit.model.document import Guide
from adaptkit.model.edition import EditionChapter
from adaptkit.texts.placeholders import placeholder, placeholders_in

if TYPE_CHECKING:
    from adaptkit.model.overlay import Overlay


def problems_of(
    guide: Guide,
    adapted: Adapted,
    chapters: Sequence[EditionChapter],
    finisher: Finisher,
    settled: Collection[str],
) -> list[Diagnostic]:
    """What is wrong in the guide, in what the country makes of it and in its words. ``settled``:
    changes of safety passages that were signed off as such."""
    problems = [*guide.diagnostics, *finisher.problems]
    problems += (
        one for one in adapted.diagnostics if one.code != "core-changed" or one.unit not in settled
    )
    for found in finisher.dictionary.problems.values():
        problems += found
    problems += _blocked(adapted.guide, finisher)
    problems += (found for chapter in chapters for found in empty_sections(chapter.blocks))
    problems += _without_value(adapted.guide)
    if not chapters:
        problems.append(_nothing_left(finisher))
    return problems


def problems_of_overlays(
    guide: Guide, overlays: Sequence[Overlay], adapted: Adapted, finisher: Finisher
) -> Iterator[Diagnostic]:
    """What overlays and the edition's file say themselves, and whom their directories list."""
    spec, names = finisher.spec, declared(adapted.guide.settings)[0]
    country = country_of(guide.settings, spec)
    yield from spoken_faults(overlays, guide.settings, names, spec, finisher.today, country=country)
    if any(overlay.directory for overlay in overlays):
        from adaptkit.overlays.contacts import of_a_part, twice_shown

        yield from twice_shown(adapted.guide, overlays)
        yield from of_a_part(overlays, guide.settings)


def _without_value(guide: Guide) -> Iterator[Diagnostic]:
    """Passages that say the number of a service that there is not."""
    none = {name for name, one in guide.settings.variables.items() if not one.value.strip()}
    for block in guide.walk() if none else ():
        for name in placeholders_in(block.msgid, none) if not block.children else ():
            yield error(
                "value-missing",
                block.position,
                f"this passage says {placeholder(name)}, and there is none here",
                "set its value, or replace or remove the passage in the overlay",
                unit=block.id,
            )


def _nothing_left(finisher: Finisher) -> Diagnostic:
    said, hint = "none of its passages is signed off yet", "ask a reviewer to read it"
    if any(one.code == "signed-left-out" for one in finisher.problems):
        said = "all that is signed off stands below headings that are not"
        hint = "ask a reviewer to read the headings"
    return warning(
        "edition-empty",
        finisher.spec.position,
        f"nothing of this edition may be shown: {said}",
        f"build it without --only reviewed, or {hint}",
    )


def _blocked(guide: Guide, finisher: Finisher) -> list[Diagnostic]:
    if finisher.spec.fallback != "block":
        return []
    waiting = [
        block
        for block in guide.walk()
        if block.id in finisher.answers
        and finisher.answers[block.id].needed
        and not finisher.answers[block.id].words
    ]
    return [
        error(
            "untranslated",
            block.position,
            "this passage is not translated, and the edition says fallback: block",
            "translate it, or write fallback: show-source in the edition's file",
            unit=block.id,
        )
        for block in waiting
    ]
