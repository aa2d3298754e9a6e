"""What is doubtful in a directory: numbers that no table knows, contacts that are there twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from adaptkit.model.contact import SHARED_NUMBERS, Contact
from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.document import Guide, GuideSettings
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import VARIABLE_TARGET, Overlay
from adaptkit.overlays.tried import by_hand, is_tried
from adaptkit.settings.scaffolds import is_example
from adaptkit.texts.placeholders import placeholder
from adaptkit.texts.telephones import look_up
from adaptkit.traces.numbers_to_call import digits_of

_ENGLISH = Locale("en")
Reached = tuple[str, str, str]
"""Kind of contact, by what it is reached, and that."""


def doubtful_numbers(contact: Contact, country: str) -> Iterator[Diagnostic]:
    """Numbers that readers might call in vain. ``evidence:`` beside one answers for it.
    ``country``: the overlay's."""
    where = contact.countries or tuple(filter(None, (country,)))
    for key in ("telephones", "messaging"):
        for at, one in enumerate(contact.many(key), 1):
            written = one.get("number", "")
            if not written or "evidence" in one or is_example(written):
                continue
            # Which number it is depends on where it is dialled.
            if not where and not written.startswith("+"):
                continue
            found = look_up(written, where)
            if not found.known:
                yield warning(
                    "telephone-doubtful",
                    contact.place(f"{key}.{at}.number"),
                    f'"{contact.name}": {doubt(written, found.better, where)}',
                    f'dial it; if it is right, write {{number: "{written}", evidence: "…"}}, '
                    "with who has dialled it or where it is printed",
                )


def doubt(written: str, better: str, where: Collection[str]) -> str:
    """Why nobody may answer at this number, dialled in one of these countries."""
    names = [Locale("und", "", code).territory_name(_ENGLISH) for code in where]
    there = " or ".join(names) or "any country"
    if better:
        return f"{written} is perhaps not dialled like this in {there}, but as {better}"
    return f"the tables of numbers know no {written} in {there}"


def twice_shown(guide: Guide, overlays: Iterable[Overlay]) -> Iterator[Diagnostic]:
    """Contacts that readers of the adapted ``guide`` would see twice, in one directory or in two.
    What a passage shows a second time (``::: directory crisis``) is one contact."""
    countries = {one.position: over.country for over in overlays for one in over.directory}
    shown = {one.position: one for block in guide.walk() for one in block.contacts}
    yield from twice((one, countries.get(where, "")) for where, one in shown.items())


def of_a_part(overlays: Sequence[Overlay], settings: GuideSettings) -> Iterator[Diagnostic]:
    """Values that readers of the whole country are told to call, and that the directory gives for
    a part of it. The word of a person who has tried one counts more."""
    only = _numbers_of_parts(overlays)
    for overlay in overlays if only else ():
        for operation in overlay.operations:
            name, value = operation.target.id, operation.arguments.get("value", "")
            known = settings.variables.get(name)
            contact = only.get(digits_of(value))
            if operation.target.of != VARIABLE_TARGET or known is None or contact is None:
                continue
            if known.kind == "telephone" and not is_tried(operation):
                where = f"{contact.position.path}, line {contact.position.line}"
                yield warning(
                    "number-of-a-part",
                    operation.position,
                    f"{placeholder(name)} is {value}, and the directory gives that number for "
                    f"{', '.join(contact.many('area'))} alone ({where})",
                    f"write a number that answers everywhere in the country, or "
                    f"{by_hand(overlay, operation)}",
                )


def _numbers_of_parts(overlays: Iterable[Overlay]) -> dict[str, Contact]:
    """Digits → the contact; of numbers that no contact has for a whole country."""
    found: dict[str, Contact] = {}
    whole: set[str] = set()
    for overlay in overlays:
        for contact in overlay.directory:
            areas = contact.many("area")
            apart = bool(areas) and all("-" in area for area in areas)
            for number in map(digits_of, contact.numbers):
                if apart:
                    found.setdefault(number, contact)
                else:
                    whole.add(number)
    return {number: one for number, one in found.items() if number and number not in whole}


def twice(contacts: Iterable[tuple[Contact, str]]) -> Iterator[Diagnostic]:
    """Contacts, each with its overlay's country, that are there a second time, each told once."""
    before: list[tuple[Contact, frozenset[Reached]]] = []
    names: dict[str, list[Contact]] = {}
    for contact, country in contacts:
        name = " ".join(contact.name.split()).casefold()
        first = next((one for one in names.get(name, ()) if not _apart(one, contact)), None)
        shared: Reached | None = None
        reached = _reached(contact, country)
        if first is None and reached:
            first, shared = next(
                (
                    (one, min(both))
                    for one, theirs in before
                    if (both := theirs & reached) and not _apart(one, contact)
                ),
                (None, None),
            )
        if first is not None:
            yield _told(contact, first, shared)
        names.setdefault(name, []).append(contact)
        before.append((contact, reached))


def _told(contact: Contact, first: Contact, shared: Reached | None) -> Diagnostic:
    line = f"line {first.position.line}"
    if first.position.path != contact.position.path:
        line += f" of {first.position.path}"
    if shared:
        _, what, value = shared
        said = f'"{contact.name}" has the same {what} as "{first.name}" in {line}: {value}'
        hint = "keep one of them, or say in area: or languages: what sets them apart"
    else:
        said = f'the contact "{contact.name}" stands here a second time; the first is in {line}'
        hint = "keep one of them, with the address that somebody has checked"
    return warning("contact-twice", contact.position, said, hint)


def _apart(one: Contact, other: Contact) -> bool:
    """Whether they are for other places or speak other languages."""
    return any(
        one.many(key) and other.many(key) and not {*one.many(key)} & {*other.many(key)}
        for key in ("area", "languages")
    )


def _reached(contact: Contact, country: str) -> frozenset[Reached]:
    """By what it is reached, each with its kind. One number may well bring several services, and
    of what kind the contacts of an old file are nobody says."""
    kind = contact.kind
    if not kind:
        return frozenset()
    where = contact.countries or tuple(filter(None, (country,)))
    url, email = _plain(contact.text("url")), contact.text("email").casefold()
    found = [("web address", url), ("e-mail address", email)]
    if kind not in SHARED_NUMBERS:
        dialled = (look_up(written, where).dialled for written in contact.numbers)
        found += (("telephone number", one.removeprefix("tel:")) for one in dialled)
    return frozenset((kind, *one) for one in found if one[1])


def _plain(url: str) -> str:
    bare = url.casefold().partition("://")[2].removeprefix("www.")
    return bare.rstrip("/")
