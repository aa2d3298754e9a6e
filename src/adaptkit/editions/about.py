"""The facts about an edition that every format shows: who, what, when, from what."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.editions.addresses import is_safe
from adaptkit.editions.dates import day_inline
from adaptkit.editions.lines import in_language, say, words_of
from adaptkit.editions.reviewers import review_facts
from adaptkit.editions.translated_back import back_facts
from adaptkit.model.destination import Outside
from adaptkit.model.edition import Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.telling import Fact, Said

Kind = InlineKind
_Line = tuple[Inline, ...]


def attribution(edition: Edition) -> Said:
    return Said(edition.settings.attribution, edition.attribution_language)


def language_name(edition: Edition) -> str:
    return edition.spec.language_name or edition.spec.locale.language_name()


def country_name(edition: Edition) -> str:
    return edition.spec.locale.territory_name()


def edition_day(edition: Edition) -> str:
    return edition.date or edition.spec.date


def facts(edition: Edition) -> tuple[Fact, ...]:
    """In the order in which readers see them; what there is nothing to say of is left out."""
    people = (*_people(edition), *review_facts(edition), *back_facts(edition), _contacts(edition))
    found = (*_itself(edition), *_origin(edition), *people)
    return tuple(fact for fact in found if any(fact.lines))


def _fact(label: Said, line: _Line) -> Fact:
    return Fact(label, (line,))


def _itself(edition: Edition) -> Iterator[Fact]:
    spec, said = edition.spec, edition.said
    publisher = spec.publisher
    yield _fact(said("Title"), words_of(edition.title))
    yield _fact(said("Language"), words_of(language_name(edition)))
    yield _fact(said("Country or region"), words_of(country_name(edition)))
    yield _fact(said("Publisher"), _named(publisher.name or publisher.url, publisher.url))
    yield _fact(said("E-mail"), _mail(publisher.email))
    yield _fact(said("Date of this edition"), _day(edition_day(edition), edition))
    yield _fact(said("Next review"), _day(spec.next_review, edition))


def _origin(edition: Edition) -> Iterator[Fact]:
    settings, said = edition.settings, edition.said
    if is_original(edition):
        version = settings.version
        shown = (Inline(Kind.NAME, version),) if version else ()
        yield _fact(said("Version"), shown)
    else:
        # Where something was changed, the record of that begins with it.
        yield _fact(said("Adapted from"), () if edition.spec.overlays else adapted_from(edition))
    yield _fact(said("Licence"), _named(settings.licence_name, settings.licence_url))


def adapted_from(edition: Edition) -> _Line:
    """The guide's own title and version."""
    settings = edition.settings
    adapted = in_language(settings.title or edition.title, settings.source_language)
    if not settings.version:
        return adapted
    version = edition.said("Version {version}", version=settings.version)
    return (*adapted, *words_of(" · "), *say(version))


def _people(edition: Edition) -> Iterator[Fact]:
    progress, said = edition.progress, edition.said
    if not progress.needed:
        return
    total = str(progress.needed)
    done = said("{n} of {total} passages", n=str(progress.translated), total=total)
    by = _by(said("Translated by"), edition.translators, edition)
    yield _fact(said("Translation"), (*say(done), *by))


def _contacts(edition: Edition) -> Fact:
    lines = tuple(
        (
            *in_language(contact.name, edition.attribution_language),
            *((Inline(Kind.BREAK), *_mail(contact.email)) if contact.email else ()),
            *((Inline(Kind.BREAK), *_web(contact.url)) if contact.url else ()),
        )
        for contact in edition.settings.contacts
    )
    return Fact(edition.said("Contact"), lines, listed=True)


def is_original(edition: Edition) -> bool:
    """The guide as it was written: not translated, and adapted for nobody else."""
    return (
        not edition.progress.needed
        and not edition.spec.overlays
        and edition.spec.locale.same_language(edition.settings.source_language)
    )


# Pieces ------------------------------------------------------------------------------------------


def _day(iso: str, edition: Edition) -> _Line:
    return (day_inline(iso, edition.words_language),) if iso else ()


def _by(label: Said, names: tuple[str, ...], edition: Edition) -> _Line:
    if not names:
        return ()
    return (
        Inline(Kind.BREAK),
        *say(label),
        *words_of(edition.between.colon),
        Inline(Kind.NAME, " · ".join(names)),
    )


def _named(name: str, address: str) -> _Line:
    if not name:
        return ()
    shown = Inline(Kind.NAME, name)
    if not address or not is_safe(address):
        return (shown,)
    return (Inline(Kind.LINK, children=(shown,), target=address, to=Outside(address)),)


def _mail(address: str) -> _Line:
    return (Inline(Kind.ADDRESS, address, target=f"mailto:{address}"),) if address else ()


def _web(address: str) -> _Line:
    target = address if is_safe(address) else ""
    return (Inline(Kind.ADDRESS, address, target=target),) if address else ()
