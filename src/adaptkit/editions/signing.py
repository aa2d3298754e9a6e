"""What of an edition somebody has to sign off, and who has: in its own language too.

The guide's own text in its own language is its owner's. All else that readers see is asked for:
translations, what an overlay says itself, the values that it sets, and what it takes away. A
contact is signed off by whoever has verified it.
"""

from __future__ import annotations

from adaptkit.model.document import Block
from adaptkit.model.edition import Adaptation, Answer
from adaptkit.model.layout import GUIDE
from adaptkit.model.locale import Locale
from adaptkit.model.signing import NO_REVIEWS, Demand, Judged, Passage, Reviews, decision_unit
from adaptkit.records import Record, field


class Signing(Record):
    """Remembers what was asked for in one edition, by unit, and what was said of it. ``source``:
    the guide's language."""

    source: Locale
    reviews: Reviews = field(default_factory=lambda: NO_REVIEWS)
    demand: Demand = Demand()
    asked: dict[str, Passage] = field(default_factory=dict)
    judged: dict[str, Judged] = field(default_factory=dict)

    def block(self, block: Block, answer: Answer, *, core: bool = False) -> bool:
        """Whether the words that answer are signed off. Whoever translated nothing has nothing to
        ask for."""
        if not answer.needed and block.domain == GUIDE:
            return True
        words = answer.words if answer.needed else block.msgid
        if not words:
            return False
        locale = answer.locale or block.language or self.source
        return self._is_signed(
            Passage(locale.posix, block.domain, block.id, block.msgid, words, block.position, core)
        )

    def decision(self, done: Adaptation) -> bool:
        """Whether a decision is signed off as such: its text, if it has one, is asked for besides.
        It is kept with the guide's language, which it was made against, for all editions."""
        return self._is_signed(
            Passage(
                self.source.posix,
                done.overlay,
                decision_unit(done.overlay, done.operation),
                done.before,
                done.own_words or done.name,
                done.position,
                done.touches_core,
                decision=done.name,
            )
        )

    def _is_signed(self, passage: Passage) -> bool:
        self.asked[passage.unit] = passage
        if not self.reviews.of(passage.locale, passage.domain, passage.unit):
            return False
        judged = self.judged[passage.unit] = self.reviews.judge(passage, self.demand)
        return judged.signed

    def is_signed(self, unit: str) -> bool:
        judged = self.judged.get(unit)
        return judged is not None and judged.signed
