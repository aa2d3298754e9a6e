"""A pack for one reviewer, or for whoever reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adaptkit.model.edition import Edition
from adaptkit.model.pack import Pack, PackUnit, Signatory
from adaptkit.model.signing import Demand
from adaptkit.packs.gather import Material, gather
from adaptkit.packs.pictures import addresses
from adaptkit.packs.risk import cut
from adaptkit.texts.sameness import digest


def make_pack(
    material: Material, *, made: str, reviewer: str = "", role: str = "", minutes: int = 0
) -> Pack:
    """``made``: the day (ISO). ``reviewer``: a key of ``people.yaml``. ``minutes``: 0 for the whole
    edition."""
    edition = material.edition
    chapters, units = gather(material)
    picked, chosen = cut(units, role, minutes, reviewer) if minutes else (units, None)
    return Pack(
        edition=edition.spec.name,
        label=edition.spec.label,
        title=edition.title,
        language=edition.spec.locale,
        direction=edition.spec.text_direction,
        source_language=edition.settings.source_language,
        chapters=chapters,
        units=picked,
        made=made,
        hash=_hash(edition, picked, reviewer),
        people=tuple(_people(edition, reviewer)),
        reviewer=reviewer,
        role=role,
        cut=chosen,
        whole=len(units),
        demand=_demand(edition),
        pictures=addresses(picked, (*edition.assets, *material.others.values())),
    )


def _demand(edition: Edition) -> Demand:
    demand = edition.settings.demand
    return demand.and_also(edition.spec.demand) if edition.spec.demand else demand


def _people(edition: Edition, reviewer: str) -> Iterator[Signatory]:
    """Those who may sign something in the edition's language; in a pack for one person that person
    alone: what one has read is nobody else's word."""
    locale = edition.spec.locale.posix
    for person in edition.reviews.people.values():
        roles = tuple(role.value for role in person.roles if person.may_sign(role, locale))
        if roles and reviewer in ("", person.key):
            yield Signatory(person.key, person.name or person.key, roles)


def _hash(edition: Edition, units: Iterable[PackUnit], reviewer: str) -> str:
    """Of all that somebody answers about, and of who: another pack keeps its progress elsewhere."""
    read = (one for one in units if not one.aside)
    return digest(
        edition.spec.name,
        reviewer,
        *(part for one in read for part in (one.id, one.source_hash, one.words_hash)),
    )
