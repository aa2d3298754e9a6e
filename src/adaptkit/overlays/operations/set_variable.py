"""``set_variable``: what ``{name}`` stands for here, such as the emergency number.

The short form does the same: ``variables: {emergency_number: "999"}``, or by service,
``variables: {emergency: {services: {ambulance: "140", police: "112"}}}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adaptkit.model.diagnostic import did_you_mean
from adaptkit.model.document import Guide, Variable
from adaptkit.model.overlay import VARIABLE_TARGET, Operation, Target
from adaptkit.overlays.aims import VARIABLE
from adaptkit.overlays.edits import Edit, SettingChange
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.operations import operation
from adaptkit.overlays.snapshot import NoPlace
from adaptkit.records import replace
from adaptkit.settings import values as shared
from adaptkit.texts.placeholders import is_service
from adaptkit.yaml_text import Fields


def _arguments(fields: Fields) -> Mapping[str, str]:
    read = {
        "value": shared.variable_value(fields),
        "kind": fields.choice("kind", shared.VARIABLE_KINDS),
        "note": fields.text("note"),
    }
    return {name: text for name, text in read.items() if text or name == "value"}


def _short_form(top: Fields) -> Iterator[Operation]:
    """``variables: {emergency_number: "999"}``"""
    for key, value in top.entries("variables"):
        for variable in shared.variables(key.value, key.position, value):
            arguments = {"value": variable.value}
            if value.is_mapping:
                given = {"kind": variable.kind, "note": variable.note}
                written = {inner.value for inner, _ in value.entries()}
                arguments |= {name: text for name, text in given.items() if name in written}
            yield Operation(
                id=f"variable-{variable.name.replace('.', '-')}",
                name="set_variable",
                target=Target(id=variable.name, of=VARIABLE_TARGET),
                arguments=arguments,
                position=variable.position,
            )


@operation(
    "set_variable",
    does="sets",
    aim=VARIABLE,
    arguments=_arguments,
    keys="`value`, `kind` (text, telephone, url, email or date) and `note`",
    words=("value",),
    short_form=_short_form,
)
def set_variable(ground: Ground) -> Iterator[Edit]:
    variable = _variable(ground)

    def change(guide: Guide) -> Guide:
        variables = {**guide.settings.variables, variable.name: variable}
        return replace(guide, settings=replace(guide.settings, variables=variables))

    yield SettingChange(ground.operation, f"variable {variable.name}", change)


def _variable(ground: Ground) -> Variable:
    """The new value; kind and note are the guide's where the overlay says nothing."""
    operation = ground.operation
    name, given = operation.target.id, operation.arguments
    known = ground.guide.settings.variables
    if name not in known and not _is_used(ground, name):
        raise NoPlace(
            "target-missing",
            f'the variable "{name}" is not in the guide, and no text of this overlay uses it',
            did_you_mean(name, known)
            or (f"known are {', '.join(sorted(known))}" if known else "")
            or "declare it under variables: in guide.yaml",
        )
    old = known.get(name, Variable(name, ""))
    kind = given.get("kind", old.kind)
    none = is_service(name) and not given["value"].strip()
    wrong = None if none else shared.wrong_value(kind, given["value"], operation.position)
    if wrong is not None:
        raise NoPlace(wrong.code, f"the variable {{{name}}}: {wrong.message}", wrong.hint)
    return replace(
        old,
        value=given["value"],
        kind=kind,
        note=given.get("note", old.note),
        position=operation.position,
    )


def _is_used(ground: Ground, name: str) -> bool:
    texts = (*ground.overlay.prose.values(), *ground.overlay.native.values())
    return any("{" + name + "}" in chapter.source for chapter in texts)
