"""Examples of new files that somebody has left as they were: readers would call +00 000 000."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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

_OF_DECISIONS = frozenset({new_files.EXAMPLE_DECIDED_BY, new_files.EXAMPLE_REASON})


# RFC 2606, section 3: no address there is anybody's.
_NOBODY_S = re.compile(r"(?:^|[@/.])example\.(?:com|net|org)(?=[/:?#]|\Z)")


def is_example(text: str) -> bool:
    """Whether this is an example of a new file, or a telephone number of nothing but zeros."""
    plain = " ".join(text.split()).rstrip("/").casefold()
    return (
        plain in _EXAMPLES
        or bool(_NOBODY_S.search(plain))
        or bool(re.fullmatch(r"\+?0[0 ()./-]{5,}", plain))
    )


def in_contact(contact: Contact) -> Iterator[Diagnostic]:
    """What of a contact of ``directory.yaml`` is still the example."""
    examples = [
        (contact.label(one.path), one.text, contact.place(one.path))
        for one in contact.leaves()
        if is_example(one.text)
    ]
    yield from left_of("of this contact", examples)


def in_edition(spec: EditionSpec) -> Iterator[Diagnostic]:
    """The same for what an edition's file says to readers."""
    publisher, examples = spec.publisher, []
    for field, text in (
        ("title", spec.title),
        ("publisher.name", publisher.name),
        ("publisher.url", publisher.url),
        ("publisher.email", publisher.email),
    ):
        if text and is_example(text):
            examples.append((field, text, spec.place(field)))
    yield from left_of("of this edition", examples)
    for step in spec.process:
        said = (*(("by", name) for name in step.by), *(("with", name) for name in step.group))
        for key, text in (*said, ("on", step.on), *(("note", note) for note in step.note.values())):
            if text and (is_example(text) or text.strip() in _OF_DECISIONS):
                yield left(f"{key} of {step.name}", text, step.place(key))


def left_of(of: str, examples: Sequence[tuple[str, str, Position]]) -> Iterator[Diagnostic]:
    """One finding for all fields of one thing that are still examples: (field, text, place)."""
    if len(examples) == 1:
        field, text, where = examples[0]
        yield left(f"{field} {of}", text, where)
    if len(examples) < 2:
        return
    *said, last = (f'{field} ("{text}")' for field, text, _ in examples)
    lines = sorted({where.line for *_, where in examples})
    where = min(where for *_, where in examples)
    shown = f"in the lines {', '.join(map(str, lines))}" if len(lines) > 1 else "in this line"
    yield error(
        "scaffold-left",
        where,
        f"{', '.join(said)} and {last} {of} are still the examples that a new file comes with, "
        f"{shown}",
        "write what is true here, or take it out",
    )


def left(what: str, text: str, where: Position) -> Diagnostic:
    return error(
        "scaffold-left",
        where,
        f'{what} is still the example that a new file comes with: "{text}"',
        "write what is true here, or take it out",
    )
