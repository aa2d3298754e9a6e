"""A support network, and the one table of what can be said of one.

Whoever adds a field adds a line to ``FIELDS``: the reader of ``directory.yaml``, the tables that
spreadsheets take, HSDS and the cards of pages go through it. What a contact says is kept as plain
data: texts, tuples and mappings of texts, as ``Shape`` tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeAlias, cast

from adaptkit.model.diagnostic import Position
from adaptkit.model.telling import word
from adaptkit.records import Record, field, replace

Plain: TypeAlias = Any
"""``str | tuple[Plain, ...] | Mapping[str, Plain]``."""
Texts: TypeAlias = Mapping[str, str]
"""Texts by BCP 47 tag; ``""`` is one in the overlay's own language."""


class Shape(StrEnum):
    """What the value of a field is, and in which plain data it stands:

    * TEXT, EMAIL, URL: a text. TELEPHONE: digits with what stands between them. DIGITS: digits.
    * TEXTS: a mapping of BCP 47 tag to text.
    * CHOICE: one of the field's ``options``.
    * LANGUAGES: a tuple of BCP 47 tags. AREA: a tuple of ISO 3166-1 or 3166-2 codes.
    * DAY: ``YYYY-MM-DD``. OPENING: times as ``settings/opening.py`` writes them. ZONE: a name of
      the tz database.
    * GROUP: a mapping of its ``parts``. LIST: a tuple of such mappings.
    """

    TEXT = "text"
    TEXTS = "text by language"
    CHOICE = "one of a few words"
    LANGUAGES = "languages"
    AREA = "places"
    TELEPHONE = "telephone number"
    DIGITS = "digits"
    EMAIL = "e-mail address"
    URL = "web address"
    DAY = "day"
    OPENING = "opening hours"
    ZONE = "time zone"
    GROUP = "group"
    LIST = "list"


class Field(Record, frozen=True):
    """``label``: an interface word that stands before it on a card; ``""``: it has no line of its
    own there. ``hsds``: the property of an HSDS service that holds it; ``""``: an attribute does.
    ``former``: other names that files may have for it. ``short``: the part that is meant where
    somebody writes a plain text. ``needs``: a part that must stand beside this one."""

    key: str
    shape: Shape
    label: str = ""
    hsds: str = ""
    required: bool = False
    former: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    parts: tuple[Field, ...] = ()
    short: str = ""
    needs: str = ""

    def part(self, key: str) -> Field:
        return next(part for part in self.parts if part.key == key)


# In the order in which a reader in need looks for them, each with what stands above the group.
KINDS: Mapping[str, str] = {
    "emergency": word("Emergency"),
    "police": word("Police"),
    "crisis": word("Help in a crisis"),
    "poison": word("Poisoning"),
    "violence": word("Violence and abuse"),
    "child": word("Children and young people"),
    "ms": word("Organisations for people with MS"),
    "health": word("Health services"),
    "clinic": word("Clinics and hospitals"),
    "rehab": word("Rehabilitation"),
    "equipment": word("Equipment"),
    "transport": word("Transport"),
    "carers": word("For carers"),
    "benefits": word("Social security and benefits"),
    "rights": word("Rights"),
    "legal": word("Legal help"),
    "information": word("Information"),
}
OTHER = word("Other contacts")
# One number for several services is no mistake there.
SHARED_NUMBERS = frozenset({"emergency", "police"})
# What people write a message with; ``sms`` is a text message, ``chat`` is in a web page.
VIA = ("sms", "chat", "whatsapp", "signal", "telegram")

_TELEPHONE = (
    Field("number", Shape.TELEPHONE, hsds="number", required=True),
    Field("extension", Shape.DIGITS, hsds="extension"),
    Field("purpose", Shape.TEXTS, hsds="description"),
    Field("evidence", Shape.TEXT),
)
_MESSAGING = (
    Field("via", Shape.CHOICE, required=True, options=VIA),
    Field("number", Shape.TELEPHONE),
    Field("url", Shape.URL),
    Field("send", Shape.TEXT),
    Field("purpose", Shape.TEXTS),
    Field("evidence", Shape.TEXT),
)
_HOURS = (
    Field("open", Shape.OPENING, needs="time_zone"),
    Field("time_zone", Shape.ZONE),
    Field("note", Shape.TEXTS),
)
_SOURCE = (
    Field("url", Shape.URL, required=True),
    Field("read", Shape.DAY, required=True),
)

FIELDS: dict[str, Field] = {
    one.key: one
    for one in (
        Field("name", Shape.TEXTS, hsds="name", required=True),
        Field("romanised", Shape.TEXT, hsds="alternate_name"),
        Field("kind", Shape.CHOICE, options=tuple(KINDS)),
        Field("helps_with", Shape.TEXTS, hsds="description", former=("about",)),
        Field(
            "telephones",
            Shape.LIST,
            word("Telephone"),
            hsds="phones",
            former=("telephone",),
            parts=_TELEPHONE,
            short="number",
        ),
        Field("messaging", Shape.LIST, word("Text message"), parts=_MESSAGING),
        Field("email", Shape.EMAIL, word("E-mail"), hsds="email"),
        Field("url", Shape.URL, word("Website"), hsds="url"),
        Field("address", Shape.TEXTS, word("Address")),
        Field("hours", Shape.GROUP, word("Hours"), hsds="schedules", parts=_HOURS, short="open"),
        Field("languages", Shape.LANGUAGES, word("Languages"), hsds="languages"),
        Field("area", Shape.AREA, word("Area"), hsds="service_areas"),
        Field("source", Shape.LIST, parts=_SOURCE),
        Field("verified_by", Shape.TEXT),
        Field("verified_on", Shape.DAY, hsds="assured_date"),
        Field("verify_by", Shape.DAY),
    )
}


class Stated(Record, frozen=True):
    """One text of a contact. ``path`` says where: ``helps_with.es``, ``telephones.2.number``."""

    path: str
    field: Field
    text: str
    language: str = ""


class Contact(Record, frozen=True):
    """A support network's entry in ``directory.yaml``.

    ``name``: the first that the file gives. ``said``: all that it says, by the keys of ``FIELDS``.
    ``places``: where it says so, by path. ``areas``: code → what people call the place, by
    language. ``written``: key → the name that the file has for it, where that is another.
    """

    name: str
    said: Mapping[str, Plain] = field(default_factory=dict)
    position: Position = Position("")
    places: Mapping[str, Position] = field(default_factory=dict)
    areas: Mapping[str, Texts] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def place(self, path: str) -> Position:
        """Where the file says this, or what it is part of; else where the contact begins."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path.rpartition(".")[0]
        return self.position

    def label(self, path: str) -> str:
        """The path as the file has it."""
        key, dot, rest = path.partition(".")
        written = self.written.get(key, key)
        if written != key and FIELDS[key].short:
            return written
        return f"{written}{dot}{rest}".rstrip(".")

    def text(self, key: str) -> str:
        return cast(str, self.said.get(key, ""))

    def texts(self, key: str) -> Texts:
        return cast(Texts, self.said.get(key, {}))

    def many(self, key: str) -> tuple[Plain, ...]:
        return cast("tuple[Plain, ...]", self.said.get(key, ()))

    @property
    def kind(self) -> str:
        return self.text("kind")

    @property
    def countries(self) -> tuple[str, ...]:
        """Where its numbers are dialled, as far as it says for where it is."""
        return tuple(dict.fromkeys(code[:2] for code in self.many("area")))

    @property
    def numbers(self) -> tuple[str, ...]:
        """All that can be dialled, as it is written."""
        return tuple(one["number"] for one in self.many("telephones"))

    @property
    def status(self) -> str:
        """``unverified`` until ``verified_by`` and ``verified_on`` say who looked, and when."""
        checked = self.text("verified_by") and self.text("verified_on")
        return "verified" if checked else "unverified"

    def facts(self) -> str:
        """All that somebody verifies, line by line; who has, when, and by what is no part."""
        told = (one for one in self.leaves() if not one.path.startswith(("verif", "source.")))
        return "\n".join(f"{one.path}: {one.text}" for one in told)

    def lines(self) -> Iterator[str]:
        """All that it says, for people: a text without a language has no tag behind its dot."""
        return (f"{one.path.removesuffix('.')}: {one.text}" for one in self.leaves())

    def without(self, key: str) -> Contact:
        left = {name: value for name, value in self.said.items() if name != key}
        return replace(self, said=left)

    def leaves(self) -> Iterator[Stated]:
        """All that it says, text by text, in the order of the table."""
        for key, one in FIELDS.items():
            if key in self.said:
                yield from leaves(one, self.said[key], key)


def leaves(one: Field, value: Plain, path: str) -> Iterator[Stated]:
    """The texts of a field's value, each with its path."""
    match one.shape:
        case Shape.TEXTS:
            for tag, text in value.items():
                yield Stated(f"{path}.{tag}", one, text, tag)
        case Shape.LANGUAGES | Shape.AREA:
            for number, text in enumerate(value, 1):
                yield Stated(f"{path}.{number}", one, text)
        case Shape.GROUP:
            for part in one.parts:
                if part.key in value:
                    yield from leaves(part, value[part.key], f"{path}.{part.key}")
        case Shape.LIST:
            for number, group in enumerate(value, 1):
                for part in one.parts:
                    if part.key in group:
                        yield from leaves(part, group[part.key], f"{path}.{number}.{part.key}")
        case _:
            yield Stated(path, one, value)
