"""What readers see of a support network: its name, how to reach it, and who has checked that."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.editions.addresses import dialled, is_safe
from adaptkit.editions.dates import day_inline
from adaptkit.model.document import Contact
from adaptkit.model.edition import Edition, word
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import ContactCard, Said, Way


def contact_card(contact: Contact, edition: Edition) -> ContactCard:
    own = for_readers(contact.names, edition)
    ways = (
        _way(edition.said("Website"), contact.url, contact.url),
        _way(edition.said("Telephone"), dialled(contact.telephone), contact.telephone),
        _way(edition.said("E-mail"), f"mailto:{contact.email}", contact.email),
    )
    return ContactCard(
        name=own if own.text else Said(contact.name),
        about=for_readers(contact.about, edition),
        ways=tuple(way for way in ways if way.shown),
        checked=_checked(contact, edition),
    )


def _way(label: Said, address: str, shown: str) -> Way:
    return Way(label, shown, address if shown and is_safe(address) else "")


def _checked(contact: Contact, edition: Edition) -> tuple[Inline, ...]:
    if contact.status != "verified":
        return _spoken((), edition.said("Not yet checked by a person"))
    mark, english = "\0", word("Checked on {date}")
    said = edition.said(english, date=mark)
    before, _, after = said.text.partition(mark)
    pieces = (
        Inline(InlineKind.TEXT, before),
        day_inline(contact.verified_on, edition.language_of(english)),
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
    return Said("")
