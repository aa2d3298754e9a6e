"""``swap_term``: another word stands for ``{term.name}`` here.

``name:`` is the word, in the overlay's language. The short form does the same:
``terms: {physical_therapist: physiotherapist}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adaptkit.guides.settings_units import term_unit_id
from adaptkit.model.diagnostic import did_you_mean
from adaptkit.model.document import Block, Guide
from adaptkit.model.overlay import Operation, Target
from adaptkit.overlays.aims import Aim, named
from adaptkit.overlays.edits import Edit, SettingChange
from adaptkit.overlays.ground import Ground
from adaptkit.overlays.operations import operation
from adaptkit.overlays.prose import step_of
from adaptkit.overlays.snapshot import NoPlace
from adaptkit.records import replace
from adaptkit.yaml_text import Fields, Value

_TERM = "term"


def _read(value: Value) -> Target | None:
    target = named(value, "the name of a term")
    return replace(target, of=_TERM) if target else None


def _text(ground: Ground) -> str:
    known = ground.guide.settings.terms.get(ground.operation.target.id)
    return known.name if known else ""


def _short_form(top: Fields) -> Iterator[Operation]:
    """``terms: {physical_therapist: physiotherapist}``"""
    for key, value in top.entries("terms"):
        before = len(value.reader.problems)
        name = value.text()
        if not name.strip():
            if len(value.reader.problems) == before:
                value.reader.error(
                    "missing-value",
                    value.position,
                    f"the term {key.value} has no word",
                    "write the word that readers are to see, or delete the line",
                )
            continue
        yield Operation(
            id=f"term-{key.value.replace('_', '-')}",
            name="swap_term",
            target=Target(id=key.value, of=_TERM),
            arguments={"name": name},
            position=key.position,
        )


def _arguments(fields: Fields) -> Mapping[str, str]:
    return {"name": fields.text("name", required=True)}


@operation(
    "swap_term",
    does="swaps",
    aim=Aim("a term's name", _read, _text),
    arguments=_arguments,
    keys="`name`",
    words=("name",),
    short_form=_short_form,
    stops_release=True,
    # The new name is a text of its own.
    signed_off=False,
)
def swap_term(ground: Ground) -> Iterator[Edit]:
    key, name = ground.operation.target.id, ground.operation.arguments["name"]
    known = ground.guide.settings.terms
    if key not in known:
        raise NoPlace(
            "target-missing",
            f'no term of the guide is called "{key}"',
            did_you_mean(key, known)
            or (f"known are {', '.join(sorted(known))}" if known else "")
            or "terms stand in source_guide/terms.yaml",
        )
    step = step_of(ground.overlay, ground.operation)

    def worded(block: Block) -> Block:
        if term_unit_id(key) not in (block.id, *block.addresses):
            return block
        return block.changed(
            id=f"{ground.overlay.name}/{ground.operation.id}",
            addresses=(term_unit_id(key),),
            text=name,
            msgid=name,
            language=ground.overlay.language,
            domain=ground.overlay.name,
            steps=(*block.steps, step),
        )

    def change(guide: Guide) -> Guide:
        terms = {**guide.settings.terms, key: replace(known[key], name=name)}
        about = guide.about
        if about is not None:
            about = replace(about, blocks=tuple(map(worded, about.blocks)))
        return replace(guide, settings=replace(guide.settings, terms=terms), about=about)

    yield SettingChange(ground.operation, f"term {key}", change)
