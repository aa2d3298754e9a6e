"""What an edition says of itself beside its texts: whose it is, of which day, for where.

Readers judge by it how far to trust what they read, so another one is another edition.
"""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.edition import Edition
from adaptkit.model.frame import ProcessStep
from adaptkit.model.release import Released
from adaptkit.texts.sameness import digest


def about_digest(edition: Edition) -> str:
    """Of what readers are told that has no line of its own in ``edition.json``: addresses, licence,
    whom to ask, and what the publisher says of how it was made."""
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


def changed_facts(then: Released, edition: Edition) -> Iterator[str]:
    """In few words. A day that the edition's file does not name is that of each build, and no
    change."""
    spec, settings = edition.spec, edition.settings
    pairs = (
        ("publisher", then.publisher, spec.publisher.name),
        ("language", then.language, spec.locale.tag),
        ("country", then.country, spec.locale.territory),
        ("date", then.dated if spec.date else "", spec.date),
        ("next review", then.next_review, spec.next_review),
        ("title of the guide", then.guide.title, settings.title),
        ("version of the guide", then.guide.version, settings.version),
    )
    for what, was, is_ in pairs:
        if was != is_:
            yield f"{what}: was {was or 'none'}, now it is {is_ or 'none'}"
    if then.about and then.about != about_digest(edition):
        yield "what readers are told about the edition has changed"
