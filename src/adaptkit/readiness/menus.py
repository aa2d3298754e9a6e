"""Which editions the menu of an edition leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from adaptkit.model.edition import Sibling

FEW = 12
"""Up to so many are all listed: nobody has to go by way of another page."""

MOST = 60
"""So many are listed at most: a guide in a thousand editions is no larger, each, than one in a
hundred. The page of all editions has the rest."""


def menus(siblings: Iterable[Sibling]) -> Mapping[str, tuple[Sibling, ...]]:
    """Name → all of them where they are few; else the edition itself, the languages of its country
    and the countries of its language, those in its country first."""
    countries: dict[str, list[Sibling]] = defaultdict(list)
    languages: dict[str, list[Sibling]] = defaultdict(list)
    everyone = tuple(siblings)
    if len(everyone) <= FEW:
        return {one.name: everyone for one in everyone}
    for one in everyone:
        countries[one.locale.territory].append(one)
        languages[one.locale.language].append(one)
    found: dict[str, tuple[Sibling, ...]] = {}
    for one in everyone:
        near = [one, *countries[one.locale.territory][:MOST]]
        near += languages[one.locale.language][:MOST]
        found[one.name] = tuple({other.name: other for other in near}.values())[:MOST]
    return found
