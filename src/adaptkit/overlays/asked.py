"""Which of an overlay's own words translators are asked for, and in which languages."""

from __future__ import annotations

from collections.abc import Sequence

from adaptkit.model.edition import EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Overlay
from adaptkit.model.unit import Unit
from adaptkit.overlays.reasons import asked_of, is_reason


def needing(overlay: Overlay, editions: Sequence[EditionSpec]) -> tuple[Locale, ...]:
    """The languages whose editions show this overlay's prose without a native version of it."""
    out = (
        spec.locale.base
        for spec in editions
        if overlay.name in spec.overlays and _untold(overlay, spec)
    )
    return tuple(dict.fromkeys(out))


def asked_for(
    overlay: Overlay,
    prose: Sequence[Unit],
    editions: Sequence[EditionSpec],
    locale: Locale,
    source: Locale,
) -> frozenset[str]:
    """The ids of the units that translators of this language are asked for: what stands beside a
    native version would be shown to nobody. Where no edition has the overlay in this language,
    nobody knows which they will be, and it is all of them."""
    using = [s for s in editions if overlay.name in s.overlays and locale in s.chain]
    reasons = asked_of(overlay, source, using, locale)
    if not using:
        return reasons | {unit.id for unit in prose if not is_reason(unit.id)}
    files = frozenset[str]().union(*(_untold(overlay, spec) for spec in using))
    shown = {overlay.prose[file].path for file in files}
    return reasons | {unit.id for unit in prose if unit.position.path in shown}


def _untold(overlay: Overlay, spec: EditionSpec) -> frozenset[str]:
    """The overlay's files that the edition's readers get translated, or not in their language."""
    if spec.locale.same_language(overlay.language):
        return frozenset()
    native = {file for file, tag in overlay.native if Locale.parse(tag).same_language(spec.locale)}
    return frozenset(file for file in overlay.prose if file not in native)
