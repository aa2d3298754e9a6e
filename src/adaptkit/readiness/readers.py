"""Who has yet to sign off what of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from adaptkit.model.edition import Edition
from adaptkit.model.review import Review, Role, Verdict
from adaptkit.model.signing import Judged
from adaptkit.reports.status import Readers


def readers(edition: Edition) -> Iterator[Readers]:
    """By role, what nobody who may has signed off; the role with most safety passages first. What
    somebody objects to waits for whoever changes it, and is not counted; when it has changed, they
    are asked, though others have signed it off meanwhile."""
    settings, spec = edition.settings, edition.spec
    demand = settings.demand.and_also(spec.demand) if spec.demand else settings.demand
    counts: Counter[str] = Counter()
    core: Counter[str] = Counter()
    again: dict[str, dict[str, None]] = {}
    for unit, passage in edition.asked.items():
        judged = edition.judged.get(unit)
        if judged is not None and judged.objections:
            continue
        fallen = _fallen(judged) if judged else ()
        if judged is not None and judged.signed and not fallen:
            continue
        for one in fallen:
            again.setdefault(one.role.value, {})[one.by] = None
        lacking: Iterable[str] = judged.lacking if judged else demand.roles(core=passage.core)
        if judged is not None and fallen:
            lacking = dict.fromkeys((*judged.lacking, *(one.role for one in fallen)))
        # Read in every role, and by too few persons: any of them will do.
        for role in tuple(lacking) or ("",):
            counts[str(role)] += 1
            core[str(role)] += passage.core
    for role in sorted(counts, key=lambda one: (-core[one], -counts[one], one)):
        who = _who(edition, role)
        yield Readers(role, counts[role], core[role], who, tuple(again.get(role, ())))


def _fallen(judged: Judged) -> tuple[Review, ...]:
    """What was said once and has to be asked about again: of what is signed off, objections."""
    known = (Verdict.OBJECTION,) if judged.signed else (Verdict.OBJECTION, Verdict.APPROVED)
    return tuple(one for one in judged.again if one.verdict in known)


def _who(edition: Edition, role: str) -> tuple[str, ...]:
    locale = edition.spec.locale.posix
    roles = (Role(role),) if role else tuple(Role)
    return tuple(
        person.key
        for person in edition.reviews.people.values()
        if any(person.may_sign(one, locale) for one in roles)
    )
