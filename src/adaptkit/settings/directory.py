"""``directory.yaml``: support networks as data, each with who checked it and when."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.contact import FIELDS, Contact, Field, Plain, Texts
from adaptkit.records import replace
from adaptkit.settings.contact_values import Places, read_areas, read_field
from adaptkit.yaml_text import Fields, Reader, Value
from adaptkit.yaml_text.nodes import Sequence


def parse_directory(text: str, *, path: str) -> tuple[Contact, ...]:
    """The contacts in file order. Raises ``ProblemsFound``.

    What a contact may say is in ``FIELDS`` of ``model/contact.py``. A text that is not per
    language is kept under ``""``: it is in the overlay's own language.
    """
    reader = Reader(text, path)
    if isinstance(reader.root, Sequence):
        reader.error(
            "wrong-type",
            reader.root.position,
            "the contacts stand here without the line above them",
            "write contacts: on a line of its own, above the first of them",
        )
        reader.finish()
    top = reader.top()
    areas = read_areas(top)
    contacts = tuple(read_contact(fields) for fields in top.list_of_fields("contacts"))
    for contact in contacts:
        _named(contact, areas, reader)
    reader.finish()
    return tuple(_with_areas(contact, areas) for contact in contacts)


def read_contact(fields: Fields) -> Contact:
    """What one entry says; its problems go to the reader."""
    said: dict[str, Plain] = {}
    places: Places = {}
    written: dict[str, str] = {}
    for key, one in FIELDS.items():
        name, value = _value(fields, one)
        if value is None:
            continue
        if name != key:
            written[key] = name
        found = read_field(one, value, key, places)
        if found is not None:
            said[key] = found
    names = said.get("name", {})
    name = names.get("") or next(iter(names.values()), "")
    return Contact(name, said, fields.position, places, written=written)


def _value(fields: Fields, one: Field) -> tuple[str, Value | None]:
    """What the file says, and under which of the field's names."""
    there = [name for name in (one.key, *one.former) if name in fields.keys]
    if len(there) > 1:
        fields.know(*there)
        fields.reader.error(
            "duplicate-key",
            fields.at(there[1]),
            f'"{there[1]}" is another name for "{there[0]}", and both stand here',
            f"write all of it under {there[0]}:",
        )
    name = there[0] if there else one.key
    return name, fields.get(name, required=one.required)


def _named(contact: Contact, areas: Mapping[str, Texts], reader: Reader) -> None:
    """Readers know no codes: a part of a country needs the name that people give it."""
    for number, code in enumerate(contact.many("area"), 1):
        if "-" in code and code not in areas:
            reader.error(
                "wrong-area",
                contact.place(f"area.{number}"),
                f"nothing says what people call {code}",
                f"write it once, above contacts: areas: {{{code}: …}}",
            )


def _with_areas(contact: Contact, areas: Mapping[str, Texts]) -> Contact:
    own = {code: areas[code] for code in contact.many("area") if code in areas}
    return replace(contact, areas=own) if own else contact
