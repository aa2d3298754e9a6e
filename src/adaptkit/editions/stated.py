"""What an edition's file states and readers see in the imprint, which is in no catalogue: somebody
signs it off as they do texts."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.editions.record import is_told
from adaptkit.editions.signing import Signing
from adaptkit.guides.settings_units import EDITION
from adaptkit.model.diagnostic import Position
from adaptkit.model.edition import EditionSpec
from adaptkit.model.frame import ProcessStep
from adaptkit.model.layout import GUIDE
from adaptkit.model.signing import Passage
from adaptkit.records import replace


def own_title(spec: EditionSpec, signing: Signing) -> str:
    """The title that the edition's file gives it: the first words that its readers see. Where only
    what was reviewed is shown it is that of the guide until somebody has."""
    signed = _asked(spec, signing, "title", spec.title, spec.place("title"))
    return spec.title if signed or spec.only != "reviewed" else ""


def with_stated(spec: EditionSpec, signing: Signing, today: str) -> EditionSpec:
    """Asks for the publisher, and for the steps of the work that readers are told of. Where only
    what was reviewed is shown, no other step is; who publishes always is: somebody has to answer
    for what is there."""
    one = spec.publisher
    said = "\n".join(filter(None, (one.name, one.url, one.email)))
    _asked(spec, signing, "publisher", said, spec.place("publisher"))
    steps = tuple(step for step in spec.process if _step(step, spec, signing, today))
    return replace(spec, process=steps) if spec.only == "reviewed" else spec


def _step(step: ProcessStep, spec: EditionSpec, signing: Signing, today: str) -> bool:
    if not is_told(step, today):
        return False
    said = "\n".join(_lines(step))
    return _asked(spec, signing, f"process.{step.name}", said, step.position)


def _lines(step: ProcessStep) -> Iterator[str]:
    """All that it states, in one order."""
    yield step.name
    yield f"by: {', '.join(step.by)}"
    yield f"on: {step.on}"
    if step.group:
        yield f"with: {', '.join(step.group)}"
    if step.how_many is not None:
        yield f"how_many: {step.how_many}"
    for tag, note in sorted(step.note.items()):
        yield f"note ({tag}): {note}" if tag else f"note: {note}"


def _asked(spec: EditionSpec, signing: Signing, name: str, said: str, where: Position) -> bool:
    if not said:
        return False
    unit, locale = f"{EDITION}.{spec.name}.{name}", spec.chain[0].posix
    kind = name.partition(".")[0]
    return signing.passage(Passage(locale, GUIDE, unit, said, said, where, kind=kind))
