"""What of an edition somebody has to sign off, and who has: in its own language too.

The guide's own text in its own language is its owner's. All else that readers see is asked for:
translations, what an overlay says itself and why, the values that it sets, what it takes away, an
edition's own title, pictures that are not the guide's, and a country's contacts: what somebody
has verified is what stands there as long as nobody changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.document import Block
from adaptkit.model.edition import Adaptation, Answer
from adaptkit.model.layout import GUIDE, PEOPLE, in_overlay
from adaptkit.model.locale import Locale
from adaptkit.model.place import place_of
from adaptkit.model.review import Review, Verdict, decision_unit
from adaptkit.model.signing import CONTACT, NO_REVIEWS, Demand, Judged, Passage, Reviews
from adaptkit.records import Record, field

# Passages that are named of those whose sign-off has fallen.
_NAMED = 5


class Signing(Record):
    """Remembers what was asked for in one edition, by unit, and what was said of it. ``source``:
    the guide's language; ``places``: where each decision of an overlay stands."""

    source: Locale
    reviews: Reviews = field(default_factory=lambda: NO_REVIEWS)
    demand: Demand = Demand()
    places: Mapping[str, str] = field(default_factory=dict)
    asked: dict[str, Passage] = field(default_factory=dict)
    judged: dict[str, Judged] = field(default_factory=dict)

    def block(self, block: Block, answer: Answer, *, core: bool = False) -> bool:
        """Whether the words that answer are signed off. Whoever translated nothing has nothing to
        ask for."""
        if not answer.needed and block.domain == GUIDE:
            return True
        words = answer.words if answer.needed else block.msgid
        locale = answer.locale or block.language or self.source
        return self.passage(
            Passage(
                *(locale.posix, block.domain, block.id, block.msgid, words, block.position, core),
                place=self._place(block),
            )
        )

    def _place(self, block: Block) -> str:
        """Where an overlay's text stands: where the operation that brings it says."""
        if block.domain == GUIDE:
            return ""
        brought = next((step for step in block.steps if step.overlay == block.domain), None)
        unit = block.id.rpartition(".")[0]
        if brought is not None:
            unit = decision_unit(brought.overlay, brought.operation)
        return self.places.get(unit, "")

    def decision(self, done: Adaptation) -> bool:
        """Whether a decision is signed off as such: its text, if it has one, is asked for besides.
        It is kept with the guide's language, which it was made against, for all editions."""
        return self.passage(
            Passage(
                self.source.posix,
                done.overlay,
                decision_unit(done.overlay, done.operation),
                done.before,
                done.own_words or done.name,
                done.position,
                done.touches_core,
                decision=done.name,
                place=self.places.get(decision_unit(done.overlay, done.operation), ""),
            )
        )

    def contact(self, contact: Contact) -> Judged:
        """What was said of a country's entry of a support network, which is asked for with all its
        facts. It is kept with the guide's language, for all editions."""
        found = in_overlay(contact.position.path)
        if not found:
            return Judged()
        unit = start = f"{found[0]}/{CONTACT}.{contact.name.replace('/', '∕')}"
        number = 1
        while unit in self.asked and self.asked[unit].position != contact.position:
            number += 1
            unit = f"{start} ({number})"
        facts = contact.facts()
        self.passage(
            Passage(
                *(self.source.posix, found[0], unit, facts, facts, contact.position),
                kind=CONTACT,
            )
        )
        return self.judged.get(unit, Judged())

    def passage(self, passage: Passage) -> bool:
        """Asks for it, and says whether it is signed off."""
        if passage.words:
            self.asked[passage.unit] = passage
        if not self.reviews.of(passage.locale, passage.domain, passage.unit):
            return False
        judged = self.judged[passage.unit] = self.reviews.judge(passage, self.demand)
        return judged.signed

    def told(self) -> Iterator[Diagnostic]:
        """What stands against passages, and what was said that does not count."""
        for unit, judged in self.judged.items():
            for one in judged.objections:
                yield _objection(one, unit)
        yield from _strangers(one for judged in self.judged.values() for one in judged.strangers)
        yield from _early(one for judged in self.judged.values() for one in judged.early)
        yield from _void(self.judged)

    def is_signed(self, unit: str) -> bool:
        judged = self.judged.get(unit)
        return judged is not None and judged.signed


def places_of(adaptations: Iterable[Adaptation]) -> dict[str, str]:
    """Where what each decision says stands, by the decision's unit."""
    return {
        decision_unit(one.overlay, one.operation): place_of(one.name, one.target, one.before)
        for one in adaptations
    }


def _objection(one: Review, unit: str) -> Diagnostic:
    return warning(
        "review-objection",
        one.position,
        f'{one.by} ({one.role}) objects to "{unit}": {one.note}',
        "change the text, or talk to them: it stands until the text changes or they sign it off",
        unit=unit,
    )


def _strangers(found: Iterable[Review]) -> Iterator[Diagnostic]:
    """Once for each person, role and file."""
    by_whom: dict[tuple[str, str, str], list[Review]] = {}
    for one in found:
        by_whom.setdefault((one.position.path, one.by, one.role), []).append(one)
    for (_, by, role), said in by_whom.items():
        yield warning(
            "review-stranger",
            min(one.position for one in said),
            f"{by} may not sign off here ({role}), by {PEOPLE}: what they signed counts for "
            f"nothing (passages: {len(said)})",
            f"if they may, write {by} into that file, with this role and this language",
        )


def _early(found: Iterable[Review]) -> Iterator[Diagnostic]:
    """Once for each person and day."""
    by_day: dict[tuple[str, str], list[Review]] = {}
    for one in found:
        by_day.setdefault((one.by, one.on), []).append(one)
    for (by, day), said in by_day.items():
        yield warning(
            "review-in-future",
            min(one.position for one in said),
            f"{by} has signed off on {day}, it says: that day has not come yet, and until then it "
            f"counts for nothing (passages: {len(said)})",
            "write the day on which it was read",
        )


def _void(judged: Mapping[str, Judged]) -> Iterator[Diagnostic]:
    """What was signed off once, and says something else or stands elsewhere today; and what
    somebody objected to, which they are asked about again even where others have signed it."""
    signed = [
        one
        for found in judged.values()
        for one in (() if found.signed else found.void)
        if one.verdict is Verdict.APPROVED
    ]
    against = [
        one for found in judged.values() for one in found.again if one.verdict is Verdict.OBJECTION
    ]
    for fallen, said in ((signed, "signed off"), (against, "objected to")):
        if fallen:
            units = tuple(dict.fromkeys(one.unit for one in fallen))
            more = f" and {len(units) - _NAMED} more" if len(units) > _NAMED else ""
            yield warning(
                "review-void",
                min(one.position for one in fallen),
                f"passages that somebody had {said} and that have changed since: {len(units)} "
                f"({', '.join(sorted({one.by for one in fallen}))})",
                f"ask them to read these again: {', '.join(units[:_NAMED])}{more}; "
                "adaptkit review list EDITION names them all, and what was said",
            )
