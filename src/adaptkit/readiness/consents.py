"""Which stories an edition may tell: consent is a condition, and no note.

What was never asked for or is not given yet may still be asked for: a draft says so, a release
waits. What somebody has refused, by withdrawing, by an end or by a limit, is in no edition, be it
a draft.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from adaptkit.model.consent import Consent, channel, is_story
from adaptkit.model.diagnostic import Diagnostic, did_you_mean, error, warning
from adaptkit.model.document import Guide
from adaptkit.model.edition import EditionSpec
from adaptkit.model.layout import CONSENTS_FILE, overlay_file
from adaptkit.model.overlay import Operation, Overlay
from adaptkit.writers import FORMATS, default_formats

_GO_ON = (
    "adaptkit overlay withdraw {overlay} {file} takes it out for good; pages that are "
    "published still tell it"
)

_ASK = "look at the form, or ask again, before this is published"


def of_edition(
    guide: Guide,
    overlays: Sequence[Overlay],
    spec: EditionSpec,
    today: datetime.date,
    formats: Sequence[str] | None = None,
) -> tuple[Diagnostic, ...]:
    """What is wrong with the consents of the stories that the edition tells. ``guide`` is the one
    that its overlays have left; ``formats``: what is built, where it is not what its file says."""
    found: list[Diagnostic] = []
    wanted = _formats(spec) if formats is None else formats
    asked = [overlay for overlay in overlays if overlay.tells_stories]
    told = {block.position.path for block in guide.walk()} if asked else set()
    for overlay in asked:
        found += _unused(overlay)
        for operation in overlay.operations:
            paths = _paths(overlay, operation)
            record = overlay.consents.of(operation.prose)
            # What a later overlay has taken away again is told to nobody.
            if not paths & told or not (record or is_story(operation.prose)):
                continue
            found += _of_story(overlay, operation, record, spec, today.isoformat(), wanted)
    return tuple(found)


def _paths(overlay: Overlay, operation: Operation) -> set[str]:
    """The text that an operation puts in, and its native versions."""
    file = operation.prose
    own = [overlay.prose[file].path] if file in overlay.prose else []
    return {*own, *(chapter.path for (of, _), chapter in overlay.native.items() if of == file)}


def _formats(spec: EditionSpec) -> tuple[str, ...]:
    """What a build without ``--format`` writes."""
    return tuple(name for name in spec.formats if name in FORMATS) or default_formats()


def _unused(overlay: Overlay) -> Iterator[Diagnostic]:
    used = {operation.prose for operation in overlay.operations}
    recorded = {record.file for record in overlay.consents.records}
    without = [name for name in used - recorded if name and is_story(name)]
    for record in overlay.consents.records:
        if record.file not in used:
            yield warning(
                "consent-unused",
                record.position,
                f"no operation of {overlay.path} puts {record.file} in",
                did_you_mean(record.file, sorted(without))
                or "write the file as with: names it, or delete the entry",
            )


def _of_story(
    overlay: Overlay,
    operation: Operation,
    record: Consent | None,
    spec: EditionSpec,
    today: str,
    formats: Sequence[str],
) -> Iterator[Diagnostic]:
    if record is None:
        path = overlay_file(overlay.name, CONSENTS_FILE)
        used = {one.prose for one in overlay.operations}
        spare = [one.file for one in overlay.consents.records if one.file not in used]
        near = did_you_mean(operation.prose, spare)
        yield warning(
            "story-without-consent",
            operation.position,
            f"nobody says on what ground {operation.prose} is told",
            f"add it to {path}, with basis: consent, public source, composite or fictional"
            + (f"; there, {near}" if near else ""),
            unit=operation.id,
        )
        return
    yield from _of_days(overlay, record, today)
    yield from _out_of_scope(overlay, record, spec, formats)


def _of_days(overlay: Overlay, record: Consent, today: str) -> Iterator[Diagnostic]:
    where, file = record.position, record.file
    if record.withdrawn:
        said = f"the consent for {file} was withdrawn on {record.withdrawn}"
        yield error("consent-withdrawn", where, said, _hint(overlay, record))
    elif record.expires and today > record.expires:
        said = f"the consent for {file} ended on {record.expires}"
        yield error("consent-expired", where, said, f"ask again; else {_hint(overlay, record)}")
    elif record.expires == today:
        # What is published today is read tomorrow.
        said = f"the consent for {file} ends today"
        yield warning("consent-expired", where, said, _ASK)
    if record.given and today < record.given:
        said = f"the consent for {file} is of a day that has not come yet: {record.given}"
        yield warning("consent-not-yet-given", where, said, _ASK)


def _out_of_scope(
    overlay: Overlay, record: Consent, spec: EditionSpec, formats: Sequence[str]
) -> Iterator[Diagnostic]:
    """Each limit that this edition breaks."""
    where, hint = record.position, _elsewhere(overlay, record)
    country = spec.locale.territory
    if record.territories and country not in record.territories:
        here = f"in {country}" if country else "in an edition that is for no one country"
        known = ", ".join(record.territories)
        said = f"{record.file} may not be told {here}: the consent is for {known}"
        yield error("consent-country", where, said, hint)
    if record.languages and not set(record.languages) & set(spec.locale.parents()):
        known = ", ".join(locale.posix for locale in record.languages)
        here = spec.locale.posix
        said = f"{record.file} may not be told in {here}: the consent is for {known}"
        yield error("consent-language", where, said, hint)
    refused = ", ".join(name for name in formats if channel(name) not in record.channels)
    if record.channels and refused:
        known = ", ".join(record.channels)
        said = f"{record.file} may not go out as {refused}: the consent is for {known}"
        yield error("consent-format", where, said, hint)


def _hint(overlay: Overlay, record: Consent) -> str:
    return _GO_ON.format(overlay=overlay.name, file=record.file)


def _elsewhere(overlay: Overlay, record: Consent) -> str:
    return (
        "ask for more, or take it out of this edition: in an overlay of its own, or among its "
        f"formats; {_hint(overlay, record)}"
    )
