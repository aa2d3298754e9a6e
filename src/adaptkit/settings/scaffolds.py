"""Examples of new files that somebody has left as they were: readers would call +00 000 000."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import Diagnostic, Position, error
from adaptkit.model.edition import EditionSpec
from adaptkit.settings import new_files

_EXAMPLES = frozenset(
    text.casefold()
    for text in (
        new_files.EXAMPLE_NAME,
        new_files.EXAMPLE_URL,
        new_files.EXAMPLE_EMAIL,
        new_files.EXAMPLE_TELEPHONE,
        new_files.EXAMPLE_ABOUT,
        new_files.EXAMPLE_CHECKED_BY,
        new_files.EXAMPLE_VALUE,
        new_files.EXAMPLE_DAY,
        # As the comments of the starter's directory have it.
        "your name",
    )
)


def is_example(text: str) -> bool:
    """Whether this is an example of a new file, or a telephone number of nothing but zeros."""
    plain = " ".join(text.split()).rstrip("/").casefold()
    return plain in _EXAMPLES or bool(re.fullmatch(r"\+?0[0 ()./-]{5,}", plain))


def in_contact(contact: Contact) -> Iterator[Diagnostic]:
    """What of a contact of ``directory.yaml`` is still the example."""
    for one in contact.leaves():
        if is_example(one.text):
            what = f"{contact.label(one.path)} of this contact"
            yield left(what, one.text, contact.place(one.path))


def in_edition(spec: EditionSpec) -> Iterator[Diagnostic]:
    """The same for what an edition's file says to readers."""
    publisher = spec.publisher
    for field, text in (
        ("title", spec.title),
        ("publisher.name", publisher.name),
        ("publisher.url", publisher.url),
        ("publisher.email", publisher.email),
    ):
        if text and is_example(text):
            yield left(field, text, spec.place(field))


def left(what: str, text: str, where: Position) -> Diagnostic:
    return error(
        "scaffold-left",
        where,
        f'{what} is still the example that a new file comes with: "{text}"',
        "write what is true here, or take it out",
    )
