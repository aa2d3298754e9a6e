"""What an edition says of itself beside its texts: whose it is, of which day, for where.

Readers judge by it how far to trust what they read, so another one is another edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adaptkit.model.edition import Edition
from adaptkit.model.frame import ProcessStep
from adaptkit.texts.sameness import digest

_REST = "the rest"


def facts_of(edition: Edition) -> Mapping[str, str]:
    """By name, without those of which nothing is said. A day that the edition's file does not name
    is that of each build, and no fact."""
    spec, settings = edition.spec, edition.settings
    found = {
        "publisher": spec.publisher.name,
        "language": spec.locale.tag,
        "country": spec.locale.territory,
        "date": spec.date,
        "next review": spec.next_review,
        "title of the guide": settings.title,
        "version of the guide": settings.version,
        _REST: _rest(edition),
    }
    return {name: said for name, said in found.items() if said}


def _rest(edition: Edition) -> str:
    """A digest of addresses, licence, whom to ask, and what the publisher says of how it was made:
    each is longer than what is told of it."""
    spec, settings = edition.spec, edition.settings
    return digest(
        spec.publisher.url,
        spec.publisher.email,
        spec.language_name,
        settings.licence_name,
        settings.licence_url,
        settings.attribution,
        *(text for one in settings.contacts for text in (one.name, one.email, one.url)),
        *(text for step in spec.process for text in _of_step(step)),
    )


def _of_step(step: ProcessStep) -> Iterator[str]:
    yield from (step.name, step.on, *step.by, "", *step.group, str(step.how_many))
    for tag, words in sorted(step.note.items()):
        yield from (tag, words)


def changed_facts(then: Mapping[str, str] | None, now: Mapping[str, str] | None) -> Iterator[str]:
    """In few words; nothing where one of them was not noted."""
    if then is None or now is None:
        return
    for name in dict.fromkeys((*now, *then)):
        was, is_ = then.get(name, ""), now.get(name, "")
        if was != is_ and name == _REST:
            yield "what readers are told about the edition has changed"
        elif was != is_:
            yield f"{name}: was {was or 'none'}, now it is {is_ or 'none'}"
