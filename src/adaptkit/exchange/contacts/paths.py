"""A contact as paths and texts (``telephones.1.number`` → ``911``), and read again from them.

What comes back goes through the same reader as ``directory.yaml``, so that nothing is allowed here
that is refused there, and every fault is told with the place in the file that came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from adaptkit.model.contact import FIELDS, Contact, Field, Plain, Shape
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound
from adaptkit.records import Record
from adaptkit.settings.directory import read_contact
from adaptkit.texts.sameness import digest, folded
from adaptkit.yaml_text import Fields, Reader
from adaptkit.yaml_text.nodes import MappingNode, Node, Scalar, Sequence

Paths = Mapping[str, str]
_BETWEEN = re.compile(r"[\s,;]+")
# What somebody has dialled, opened or been told: where it changes, nobody has verified it.
LOOKED_AT = frozenset(
    {Shape.TELEPHONE, Shape.DIGITS, Shape.EMAIL, Shape.URL, Shape.OPENING, Shape.ZONE, Shape.CHOICE}
)
CHECK = ("verified_by", "verified_on")
STAMP = "as_exported"
LISTED = frozenset({Shape.LANGUAGES, Shape.AREA})


class Incoming(Record, frozen=True):
    """One contact of a file. ``key``: as it went out; ``""`` of a new one. ``covered``: the paths
    that the file could say something of; ``telephones.*`` is all of a field. ``places``: where
    each path stands. ``stamp``: of the contact as it went out; ``""`` where the file has none."""

    key: str
    said: Paths
    covered: frozenset[str]
    position: Position
    places: Mapping[str, Position]
    stamp: str = ""

    def covers(self, path: str) -> bool:
        return path in self.covered or f"{path.partition('.')[0]}.*" in self.covered


def keys(contacts: Iterable[Contact]) -> tuple[str, ...]:
    """A key for each, which holds while its name does: of those with one name by their order."""
    seen: dict[str, int] = {}
    found = []
    for contact in contacts:
        name = folded(contact.name).casefold()
        seen[name] = seen.get(name, 0) + 1
        found.append(digest(name, str(seen[name]))[:8])
    return tuple(found)


_DIGITS = 6


def stamp(said: Paths) -> str:
    """A sign of what somebody has looked at, one of who has, and one of each other field: with
    them it can be told of a file that comes back whether its check is one of what stands beside it,
    and which of its words somebody has written in it."""
    looked = sorted((path, text) for path, text in said.items() if _is_looked_at(path))
    check = [(key, said.get(key, "")) for key in CHECK]
    return f"{_sign(looked)}-{_sign(check)}-{''.join(sorted(signs(said)))}"


def looked_at(stamped: str) -> str:
    """The part of a ``stamp`` that says what was looked at, and who has."""
    return "-".join(stamped.split("-")[:2])


def signs(said: Paths) -> set[str]:
    """One for each field that nobody looks at to check the contact: what it helps with, a note."""
    return {_word(path, text) for path, text in said.items() if not is_stamped(path) and text}


def untouched(path: str, said: Paths, stamped: str) -> bool:
    """Whether the field went out as ``said`` has it, so that whoever had the file since has not
    changed it. Of a file from before there were such signs nobody knows."""
    words = stamped.split("-")[2] if stamped.count("-") > 1 else ""
    found = {words[at : at + _DIGITS] for at in range(0, len(words), _DIGITS)}
    return _word(path, said.get(path, "")) in found


def has_signs(stamped: str) -> bool:
    return stamped.count("-") > 1


def is_stamped(path: str) -> bool:
    """Whether the first two parts of ``stamp`` know of it."""
    return path in CHECK or _is_looked_at(path)


def _word(path: str, text: str) -> str:
    return digest(path, text)[:_DIGITS]


def _sign(pairs: list[tuple[str, str]]) -> str:
    return digest(*(text for pair in pairs for text in pair))[:8]


def _is_looked_at(path: str) -> bool:
    one = field_of(path)
    return one is not None and one.shape in LOOKED_AT and not path.startswith("source.")


def to_paths(said: Mapping[str, Plain]) -> dict[str, str]:
    """In the order of the table. Languages and areas are one text."""
    found: dict[str, str] = {}
    for key, one in FIELDS.items():
        if key in said:
            _add(one, said[key], key, found)
    return found


def _add(one: Field, value: Plain, path: str, found: dict[str, str]) -> None:
    if one.shape in LISTED:
        found[path] = ", ".join(value)
    elif one.shape is Shape.TEXTS:
        found.update((f"{path}.{tag}".rstrip("."), text) for tag, text in value.items())
    elif one.shape is Shape.GROUP:
        for part in one.parts:
            if part.key in value:
                _add(part, value[part.key], f"{path}.{part.key}", found)
    elif one.shape is Shape.LIST:
        for number, group in enumerate(value, 1):
            for part in one.parts:
                if part.key in group:
                    _add(part, group[part.key], f"{path}.{number}.{part.key}", found)
    else:
        found[path] = value


def field_of(path: str) -> Field | None:
    """The field or part that the path leads to; None where there is no such."""
    key, *rest = path.split(".")
    one = FIELDS.get(key)
    if one is None:
        return None
    if one.shape is Shape.LIST:
        if not rest or not re.fullmatch("[1-9][0-9]?", rest[0]):
            return None
        rest = rest[1:]
    if one.shape in (Shape.LIST, Shape.GROUP):
        if not rest or rest[0] not in {part.key for part in one.parts}:
            return None
        one, rest = one.part(rest[0]), rest[1:]
    return one if len(rest) <= (one.shape is Shape.TEXTS) else None


def from_paths(
    said: Paths, places: Mapping[str, Position], position: Position
) -> tuple[Contact | None, tuple[Diagnostic, ...]]:
    """The contact, or all that is wrong with it at its places."""
    reader = Reader("#\n", position.path)
    entries = []
    for key, one in FIELDS.items():
        own = {path: text for path, text in said.items() if path.partition(".")[0] == key}
        if own:
            where = places.get(next(iter(own)), position)
            node = _node(one, key, own, places, where, reader)
            entries.append((Scalar(where, key), node))
    fields: Fields = reader.fields(MappingNode(position, tuple(entries)))
    contact = read_contact(fields)
    try:
        reader.finish()
    except ProblemsFound as found:
        return None, tuple(found.diagnostics)
    return contact, ()


def _node(
    one: Field,
    path: str,
    said: Paths,
    places: Mapping[str, Position],
    where: Position,
    reader: Reader,
) -> Node:
    where = places.get(path, where)
    if one.shape in LISTED:
        items = filter(None, _BETWEEN.split(said[path]))
        return Sequence(where, tuple(Scalar(where, item) for item in items))
    if one.shape is Shape.LIST:
        numbers = sorted({int(each.removeprefix(f"{path}.").partition(".")[0]) for each in said})
        groups = (_group(one, f"{path}.{n}", said, places, where, reader) for n in numbers)
        return Sequence(where, tuple(groups))
    if one.shape is Shape.GROUP:
        return _group(one, path, said, places, where, reader)
    if one.shape is Shape.TEXTS:
        return _texts(path, said, places, where, reader)
    return Scalar(where, said[path])


def _group(
    one: Field,
    path: str,
    said: Paths,
    places: Mapping[str, Position],
    where: Position,
    reader: Reader,
) -> MappingNode:
    entries = []
    for part in one.parts:
        at = f"{path}.{part.key}"
        own = {each: text for each, text in said.items() if f"{each}.".startswith(f"{at}.")}
        if own:
            here = places.get(next(iter(own)), where)
            entries.append((Scalar(here, part.key), _node(part, at, own, places, here, reader)))
    start = entries[0][0].position if entries else where
    return MappingNode(start, tuple(entries))


def _texts(
    path: str, said: Paths, places: Mapping[str, Position], where: Position, reader: Reader
) -> Node:
    if path in said and len(said) > 1:
        reader.error(
            "wrong-language",
            places.get(path, where),
            f'"{path}" is there without a language and in languages',
            f"write it under {path}.es, or what its language is",
        )
    if path in said:
        return Scalar(where, said[path])
    entries = (
        (Scalar(places.get(at, where), at.removeprefix(f"{path}.")), text)
        for at, text in said.items()
    )
    return MappingNode(where, tuple((key, Scalar(key.position, text)) for key, text in entries))
