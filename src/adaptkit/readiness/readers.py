"""Who has yet to sign off what of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from adaptkit.model.edition import Edition
from adaptkit.model.review import Role
from adaptkit.reports.status import Readers


def readers(edition: Edition) -> Iterator[Readers]:
    """By role, what nobody who may has signed off; the role with most safety passages first. What
    somebody objects to waits for whoever changes it, and is not counted."""
    settings, spec = edition.settings, edition.spec
    demand = settings.demand.and_also(spec.demand) if spec.demand else settings.demand
    counts: Counter[str] = Counter()
    core: Counter[str] = Counter()
    for unit, passage in edition.asked.items():
        judged = edition.judged.get(unit)
        if judged is not None and (judged.signed or judged.objections):
            continue
        lacking = judged.lacking if judged else demand.roles(core=passage.core)
        # Read in every role, and by too few persons: any of them will do.
        for role in lacking or ("",):
            counts[str(role)] += 1
            core[str(role)] += passage.core
    for role in sorted(counts, key=lambda one: (-core[one], -counts[one], one)):
        yield Readers(role, counts[role], core[role], _who(edition, role))


def _who(edition: Edition, role: str) -> tuple[str, ...]:
    locale = edition.spec.locale.posix
    roles = (Role(role),) if role else tuple(Role)
    return tuple(
        person.key
        for person in edition.reviews.people.values()
        if any(person.may_sign(one, locale) for one in roles)
    )
