"""What is wrong with what a country and an edition say and set themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from adaptkit.guides.broken_texts import broken_value
from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.document import GuideSettings
from adaptkit.model.edition import EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.settings.process import process_faults
from adaptkit.settings.scaffolds import in_edition

if TYPE_CHECKING:
    from adaptkit.model.overlay import Overlay


def spoken_faults(
    overlays: Sequence[Overlay],
    settings: GuideSettings,
    names: Collection[str],
    spec: EditionSpec,
    today: str,
    *,
    country: str,
) -> Iterator[Diagnostic]:
    """Texts and values of the country and of the edition that readers should not get."""
    yield from in_edition(spec)
    yield from process_faults(spec, today)
    for key, text in (("title", spec.title), ("publisher.name", spec.publisher.name)):
        yield from broken_value(text, "this edition", spec.place(key), names)
    said = [*_said_by(spec)]
    if not overlays and not said:
        return
    from adaptkit.overlays.faults import overlay_faults
    from adaptkit.overlays.foreign_numbers import in_words, numbers_of

    numbers = numbers_of(overlays, settings, country)
    for text, locale, where in said:
        yield from in_words(text, locale, where, numbers)
    for overlay in overlays:
        yield from overlay_faults(overlay, settings, names, spec.locale, numbers)
        yield from _decided_later(overlay, today)


def _said_by(spec: EditionSpec) -> Iterator[tuple[str, Locale, Position]]:
    """What an edition's file says to readers and holds a number."""
    texts = [
        (spec.title, spec.locale, spec.place("title")),
        (spec.publisher.name, spec.locale, spec.place("publisher.name")),
    ]
    for step in spec.process:
        for tag, note in step.note.items():
            texts.append((note, Locale.parse(tag) if tag else spec.locale, step.place("note")))
    return (one for one in texts if any(map(str.isdigit, one[0])))


def _decided_later(overlay: Overlay, today: str) -> Iterator[Diagnostic]:
    for operation in overlay.operations:
        because = operation.because
        if today and because.on > today:
            yield warning(
                "decided-in-future",
                because.position if because.position.path else operation.position,
                f'operation "{operation.id}" was decided on {because.on}, it says: that day has '
                "not come yet",
                "write the day on which it was decided",
            )
