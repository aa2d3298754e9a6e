"""What readers see of a support network: its name, how to reach it, and who has checked that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from adaptkit.editions.addresses import is_safe
from adaptkit.editions.dates import day_inline
from adaptkit.editions.hours import hours_text, zone_name
from adaptkit.model.between import between
from adaptkit.model.contact import FIELDS, KINDS, OTHER, Contact, Field, Plain, Shape
from adaptkit.model.edition import Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import ContactCard, ContactGroup, Said, Way, word
from adaptkit.records import replace
from adaptkit.texts.opening import ALWAYS
from adaptkit.texts.telephones import look_up

_VIA = {
    "sms": word("Text message"),
    "chat": word("Chat"),
    # Names of programs, in every language.
    "whatsapp": "WhatsApp",
    "signal": "Signal",
    "telegram": "Telegram",
}


def contact_groups(contacts: Iterable[Contact], edition: Edition) -> tuple[ContactGroup, ...]:
    """The contacts by kind, what helps in an emergency or a crisis first; those of one kind in the
    order of their file."""
    by_kind: dict[str, list[ContactCard]] = {kind: [] for kind in (*KINDS, "")}
    for contact in contacts:
        by_kind[contact.kind].append(contact_card(contact, edition))
    found = {kind: tuple(cards) for kind, cards in by_kind.items() if cards}
    if len(found) == 1:
        return tuple(ContactGroup(Said(""), cards) for cards in found.values())
    return tuple(
        ContactGroup(edition.said(KINDS.get(kind, OTHER)), cards) for kind, cards in found.items()
    )


def contact_card(contact: Contact, edition: Edition) -> ContactCard:
    own = for_readers(contact.texts("name"), edition)
    name = own if own.text else Said(contact.name)
    ways = (
        way
        for key, one in FIELDS.items()
        if one.label and key in contact.said
        for way in _ways(one, contact.said[key], contact, edition)
    )
    about = for_readers(contact.texts("helps_with"), edition)
    return ContactCard(
        name=name,
        about=about,
        ways=tuple(ways),
        checked=_checked(contact, edition),
        romanised=_romanised(contact, name, edition),
        spoken=_spoken_in(about, edition),
    )


def _spoken_in(about: Said, edition: Edition) -> Said:
    """What tells readers that a text is not in their language; nothing where it is."""
    language = about.language
    if not about.text or language is None or language.same_language(edition.spec.locale):
        return Said("")
    english = word("In {language}")
    words = edition.language_of(english)
    return Said(edition.word(english, language=language.language_name(words)), words)


def _romanised(contact: Contact, name: Said, edition: Edition) -> str:
    """Readers of Latin letters can say it to a driver or on the telephone."""
    text = contact.text("romanised")
    foreign = not name.text.isascii() and any(ord(c) > 0x24F and c.isalpha() for c in name.text)
    return text if foreign and edition.spec.locale.likely_script == "Latn" else ""


def _ways(one: Field, value: Plain, contact: Contact, edition: Edition) -> Iterator[Way]:
    """The lines of a card that say what a field holds."""
    label = edition.said(one.label)
    match one.shape:
        case Shape.LIST:
            for group in value:
                yield _way_of(group, label, contact, edition)
        case Shape.GROUP:
            yield from _hours(value, label, contact, edition)
        case Shape.TELEPHONE:
            yield _way_of({"number": value}, label, contact, edition)
        case Shape.EMAIL:
            yield _link(label, f"mailto:{value}", value)
        case Shape.URL:
            yield _link(label, value, value)
        case Shape.TEXTS:
            yield Way(label, for_readers(value, edition))
        case Shape.LANGUAGES:
            yield Way(label, _languages(value, edition))
        case Shape.AREA:
            yield from _area(value, label, contact, edition)
        case _:
            yield Way(label, Said(value))


def _link(label: Said, address: str, shown: str) -> Way:
    return Way(label, Said(shown), address if is_safe(address) else "", code=True)


def _way_of(group: Mapping[str, Plain], label: Said, contact: Contact, edition: Edition) -> Way:
    """A telephone, or a service that one writes to."""
    via = group.get("via", "")
    if via:
        label = edition.said(_VIA[via])
    notes = [for_readers(group.get("purpose", {}), edition)]
    if "send" in group:
        notes.insert(0, edition.said("write {word}", word=group["send"]))
    if "extension" in group:
        notes.insert(0, edition.said("extension {number}", number=group["extension"]))
    told = tuple(note for note in notes if note.text)
    if "number" not in group:
        return replace(_link(label, group.get("url", ""), group.get("url", "")), notes=told)
    number = look_up(group["number"], countries(contact, edition))
    address = {"": number.dialled, "sms": number.dialled.replace("tel:", "sms:", 1)}.get(via, "")
    if via == "whatsapp" and number.known and number.dialled.startswith("tel:+"):
        address = f"https://wa.me/{number.dialled.removeprefix('tel:+')}"
    return Way(label, Said(number.shown), address, code=True, notes=told)


def countries(contact: Contact, edition: Edition) -> tuple[str, ...]:
    """Where its numbers are dialled."""
    here = edition.spec.locale.territory or edition.settings.country
    return contact.countries or ((here,) if here else ())


def _hours(
    value: Mapping[str, Plain], label: Said, contact: Contact, edition: Edition
) -> Iterator[Way]:
    """When somebody is there. That it is day and night is said only when somebody has looked."""
    note = for_readers(value.get("note", {}), edition)
    shown = hours_text(value.get("open", ""), edition, checked=contact.status == "verified")
    if not shown.text:
        if note.text:
            yield Way(label, note)
        return
    zone = zone_name(value["time_zone"], edition)
    if zone and value["open"] != ALWAYS:
        shown = Said(f"{shown.text} ({zone})", shown.language)
    yield Way(label, shown, notes=(note,) if note.text else ())


def _languages(tags: Iterable[str], edition: Edition) -> Said:
    spoken = edition.words_language
    names = [Locale.parse(tag).display_name(spoken) for tag in tags]
    own = spoken.same_language(edition.spec.locale)
    return Said(between(spoken).comma.join(names), None if own else spoken)


def _area(codes: Iterable[str], label: Said, contact: Contact, edition: Edition) -> Iterator[Way]:
    """Names of places. That it is the reader's whole country goes without saying."""
    spoken, own = edition.words_language, edition.spec.locale.territory
    other = None if spoken.same_language(edition.spec.locale) else spoken
    names = [
        for_readers(contact.areas[code], edition)
        if code in contact.areas
        else Said(Locale("und", "", code).territory_name(spoken), other)
        for code in codes
        if code != own
    ]
    if names:
        languages = {name.language for name in names}
        language = languages.pop() if len(languages) == 1 else None
        yield Way(label, Said(between(spoken).comma.join(name.text for name in names), language))


def _checked(contact: Contact, edition: Edition) -> tuple[Inline, ...]:
    if contact.status != "verified":
        return _spoken((), edition.said("Not yet checked by a person"))
    mark, english = "\0", word("Checked on {date}")
    said = edition.said(english, date=mark)
    before, _, after = said.text.partition(mark)
    pieces = (
        Inline(InlineKind.TEXT, before),
        day_inline(contact.text("verified_on"), edition.language_of(english)),
        Inline(InlineKind.TEXT, after),
    )
    return _spoken(tuple(piece for piece in pieces if piece.text), said)


def _spoken(pieces: tuple[Inline, ...], said: Said) -> tuple[Inline, ...]:
    """What is said, in ``pieces`` where there are any, with the language that it is in."""
    pieces = pieces or (Inline(InlineKind.TEXT, said.text),)
    if said.language is None:
        return pieces
    direction = said.language.direction
    span = Inline(InlineKind.SPAN, children=pieces, language=said.language, direction=direction)
    return (span,)


def for_readers(texts: Mapping[str, str], edition: Edition) -> Said:
    """The version for this edition's readers, the nearest first; else any, with its language."""
    spec = edition.spec
    for locale in (*spec.chain, *spec.locale.parents()):
        for tag in (locale.tag, locale.posix):
            if texts.get(tag):
                return Said(texts[tag])
    for tag, text in sorted(texts.items(), key=lambda pair: (pair[0] != "en", pair[0])):
        try:
            language = Locale.parse(tag)
        except ValueError:
            continue
        if text:
            return Said(text, language)
    return Said(texts.get("", ""))
