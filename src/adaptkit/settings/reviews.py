"""Who may sign what off: ``reviews/people.yaml``; and who has to: ``reviews:`` of a file → data."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.diagnostic import Position, did_you_mean
from adaptkit.model.review import Role, is_person_key
from adaptkit.model.signing import Demand, Person
from adaptkit.settings import values as shared
from adaptkit.settings.scaffolds import is_example, left
from adaptkit.yaml_text import Fields, Reader

UNPRINTED = "do not print my name"
BACK_TRANSLATION = "back-translation"
"""What stands among the roles of somebody who signs nothing, and says what translations say."""


def parse_people(text: str, *, path: str) -> Mapping[str, Person]:
    """By key, in file order. Raises ``ProblemsFound``."""
    reader = Reader(text, path)
    top = reader.top()
    people = {}
    for key in top.keys:
        fields = top.fields(key)
        if fields is not None:
            person = _person(fields, key, top.at(key))
            if _key(reader, key, top.at(key)):
                people[key] = person
    reader.finish()
    return people


def _key(reader: Reader, key: str, position: Position) -> bool:
    if is_person_key(key):
        return True
    reader.error(
        "wrong-name",
        position,
        f'"{key}" cannot stand for a person',
        "write small letters from a to z, digits, and . _ -; the name as it is goes behind name:",
    )
    return False


def _person(fields: Fields, key: str, position: Position) -> Person:
    name = " ".join(fields.text("name", required=True).split())
    if is_example(name):
        fields.reader.problems.append(left(f"name of {key}", name, fields.value_at("name")))
    roles = read_roles(fields, "roles", required=True, besides=(BACK_TRANSLATION,))
    return Person(
        key=key,
        name="" if name.casefold() == UNPRINTED else name,
        roles=roles or (),
        languages=_languages(fields),
        position=position,
    )


def _languages(fields: Fields) -> tuple[str, ...]:
    located = fields.located_texts("languages")
    found = (shared.language(fields.reader, text, where) for text, where in located if text)
    return tuple(dict.fromkeys(locale.posix for locale in found if locale))


def read_roles(
    fields: Fields, key: str, *, required: bool = False, besides: tuple[str, ...] = ()
) -> tuple[Role, ...] | None:
    """None where the file does not say it. ``required``: at least one must be named. ``besides``:
    words that may stand there too, and are no roles."""
    value = fields.get(key, required=required)
    if value is None:
        return None
    found: dict[Role, None] = {}
    known = [*Role, *besides]
    for text, position in fields.located_texts(key):
        if text in besides:
            continue
        if text in known:
            found[Role(text)] = None
        elif text:
            fields.reader.error(
                "unknown-value",
                position,
                f'"{text}" is no role in which somebody reads',
                did_you_mean(text, known) or f"write one of: {', '.join(known)}",
            )
    if required and value.is_list and not value.items():
        fields.reader.error(
            "missing-value", value.position, f'"{key}" names nobody', f"write: [{known[0]}]"
        )
    return tuple(found)


def read_demand(top: Fields) -> Demand | None:
    """``reviews:`` of ``guide.yaml`` or of an edition; None where it is not there. Nothing is
    signed off by nobody, so that ``required`` cannot be empty."""
    fields = top.fields("reviews")
    if fields is None:
        return None
    usual = Demand()
    required = read_roles(fields, "required", required="required" in fields.keys)
    core = read_roles(fields, "core")
    people = fields.integer("people")
    if people is not None and not 1 <= people <= 9:
        fields.reader.error(
            "wrong-type",
            fields.value_at("people"),
            f'"people" should be how many have to read a passage, but it is {people}',
            "write a number from 1 to 9",
        )
    return Demand(
        required=usual.required if required is None else required,
        core=usual.core if core is None else core,
        people=people or 1,
    )
