"""Examples of new files that somebody has left as they were: readers would call +00 000 000."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.model.diagnostic import Diagnostic, Position, error
from adaptkit.model.document import Contact
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

_OF_DECISIONS = frozenset({new_files.EXAMPLE_DECIDED_BY, new_files.EXAMPLE_REASON})


def is_example(text: str) -> bool:
    """Whether this is an example of a new file, or a telephone number of nothing but zeros."""
    plain = " ".join(text.split()).rstrip("/").casefold()
    return plain in _EXAMPLES or bool(re.fullmatch(r"\+?0[0 ()./-]{5,}", plain))


def in_contact(contact: Contact) -> Iterator[Diagnostic]:
    """What of a contact of ``directory.yaml`` is still the example."""
    fields = {
        "name": contact.name,
        "url": contact.url,
        "email": contact.email,
        "telephone": contact.telephone,
        "verified_by": contact.verified_by,
        "verified_on": contact.verified_on,
        "verify_by": contact.verify_by,
        **{f"about.{language}": text for language, text in contact.about.items()},
        **{f"names.{language}": text for language, text in contact.names.items()},
    }
    for field, text in fields.items():
        if text and is_example(text):
            yield left(f"{field} of this contact", text, contact.place(field))


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
    for step in spec.process:
        said = (*(("by", name) for name in step.by), *(("with", name) for name in step.group))
        for key, text in (*said, ("on", step.on), *(("note", note) for note in step.note.values())):
            if text and (is_example(text) or text.strip() in _OF_DECISIONS):
                yield left(f"{key} of {step.name}", text, step.place(key))


def left(what: str, text: str, where: Position) -> Diagnostic:
    return error(
        "scaffold-left",
        where,
        f'{what} is still the example that a new file comes with: "{text}"',
        "write what is true here, or take it out",
    )
