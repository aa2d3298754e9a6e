"""``directory.yaml``: support networks as data, each with who checked it and when."""

from __future__ import annotations

from adaptkit.model.document import Contact
from adaptkit.settings import values as shared
from adaptkit.yaml_text import Fields, Reader
from adaptkit.yaml_text.nodes import Sequence


def parse_directory(text: str, *, path: str) -> tuple[Contact, ...]:
    """The contacts in file order. Raises ``ProblemsFound``.

    ``name`` and ``about`` are a text, or a mapping of language code to text. A plain ``about`` is
    kept under ``""``: it is in the overlay's own language.
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
    contacts = tuple(_contact(fields) for fields in reader.top().list_of_fields("contacts"))
    reader.finish()
    return contacts


def _contact(fields: Fields) -> Contact:
    places = {key: fields.value_at(key) for key in fields.keys}
    names = shared.by_language(fields.get("name", required=True), "names", places)
    return Contact(
        name=names.get("") or next(iter(names.values()), ""),
        url=shared.url_field(fields),
        email=shared.email_field(fields),
        telephone=shared.telephone_field(fields),
        about=shared.by_language(fields.get("about"), "about", places),
        names={language: name for language, name in names.items() if language},
        verified_by=fields.text("verified_by"),
        verified_on=fields.date("verified_on"),
        verify_by=fields.date("verify_by"),
        position=fields.position,
        places=places,
    )
