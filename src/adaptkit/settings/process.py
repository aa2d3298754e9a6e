"""``process:`` of an edition's file → data: how it was made, as its publisher states it."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.edition import EditionSpec
from adaptkit.model.frame import STEPS, ProcessStep
from adaptkit.settings import values as shared
from adaptkit.yaml_text import Fields


def read_process(top: Fields) -> tuple[ProcessStep, ...]:
    """The steps that are stated, in the order of ``STEPS``; problems go to the reader."""
    process = top.fields("process")
    if process is None:
        return ()
    found = ((name, process.fields(name)) for name in STEPS)
    return tuple(_step(name, fields) for name, fields in found if fields is not None)


def _step(name: str, fields: Fields) -> ProcessStep:
    places = {key: fields.value_at(key) for key in fields.keys}
    how_many = fields.integer("how_many")
    if how_many is not None and how_many < 1:
        fields.reader.error(
            "wrong-type",
            fields.value_at("how_many"),
            f'"how_many" should be a number of people, but it is {how_many}',
            "write how many took part, or delete the line",
        )
    return ProcessStep(
        name=name,
        by=fields.texts("by"),
        on=fields.date("on"),
        group=fields.texts("with"),
        how_many=how_many,
        note=shared.by_language(fields.get("note"), "note", places),
        position=fields.position,
        places=places,
    )


def process_faults(spec: EditionSpec, today: str) -> Iterator[Diagnostic]:
    """Which of the steps readers are not told of, though the file states them."""
    for step in spec.process:
        missing = [key for key, said in (("by", any(step.by)), ("on", step.on)) if not said]
        if missing:
            yield warning(
                "process-incomplete",
                step.position,
                f'"{step.name}" does not say {" and ".join(_SAYS[key] for key in missing)}, so '
                "readers are not told of it",
                f"add {' and '.join(f'{key}:' for key in missing)}, or take the step out",
            )
        elif today and step.on > today:
            yield warning(
                "process-in-future",
                step.place("on"),
                f'"{step.name}" was done on {step.on}, it says: a day that has not come yet, so '
                "readers are not told of it",
                "write the day on which it was done, or take the step out until then",
            )


_SAYS = {"by": "who did it", "on": "when"}
