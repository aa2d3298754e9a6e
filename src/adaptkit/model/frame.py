"""What can be said of an adaptation: of one change, and of how an edition was made.

The words are those of FRAME, the Framework for Reporting Adaptations and Modifications-Expanded:
Wiltsey Stirman S, Baumann AA, Miller CJ, *Implementation Science* 14:58 (2019),
doi:10.1186/s13012-019-0898-y. Its lists are written for treatments; what a text has no use for
(such as "spreading over several sessions") is left out, and what it lacks is added.
"""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.diagnostic import Position
from adaptkit.model.locale import Locale
from adaptkit.records import Record, field

WHATS: Mapping[str, str] = {
    "content": "what is said: FRAME's content",
    "context": "how and to whom it is said, such as format, setting or readers: contextual",
    "training": "how those who work with it are prepared, or it is evaluated: training and "
    "evaluation",
    "implementation": "how it is spread: implementation and scale-up activities",
}
"""``what:`` is modified → what that is in FRAME."""

NATURES: Mapping[str, str] = {
    "substitute": "substituting",
    "addition": "adding elements",
    "local story": "adding elements: a story from here",
    "removal": "removing or skipping elements",
    "omission": "the same, in another word",
    "no counterpart": "removing or skipping elements: there is no such thing here",
    "tailoring": "tailoring, tweaking or refining",
    "packaging": "changes in packaging or materials, such as a picture",
    "shortening": "shortening or condensing",
    "lengthening": "lengthening or extending",
    "reordering": "reordering of segments",
    "repetition": "repeating elements",
    "loosening": "loosening structure",
    "integration": "integrating parts of something else",
    "departure": "departing from what is adapted",
    "kept": "no modification: looked at, and left as it is",
    "holds here": "the same, because it holds in this country too",
}
"""``nature:`` of a change → what that is in FRAME."""

FAITHFUL = ("yes", "no", "unknown")
"""``faithful:`` to the core → FRAME's fidelity-consistent, fidelity-inconsistent, unknown."""

STEPS = ("translation", "expert_review", "comprehension_test", "sign_off")
"""What ``process:`` of an edition may hold, in the order in which it is told."""


class Because(Record, frozen=True):
    """Why an overlay changes something. Empty is what nobody has said.

    ``reason`` is the one for those who keep the guide; ``reasons`` are all by BCP 47 tag, none
    where it is a plain text, which is in the guide's language. ``planned`` is yes or no.
    ``position`` is that of the reason; ``decided_by_at`` and ``tried_with_at`` are those of what
    they are called after.
    """

    nature: str = ""
    reason: str = ""
    decided_by: tuple[str, ...] = ()
    on: str = ""
    position: Position = Position("")
    decided_by_at: tuple[Position, ...] = ()
    what: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    planned: str = ""
    faithful: str = ""
    tried_with: tuple[str, ...] = ()
    tried_with_at: tuple[Position, ...] = ()

    def to_translate(self, source: Locale) -> tuple[str, Locale]:
        """The reason that translations are made from, and its language: ``source`` is the guide's.
        ``""`` where there is none."""
        if not self.reasons:
            return self.reason, source
        return version_for(self.reasons, (source,)) or next(
            (text, Locale.parse(tag)) for tag, text in self.reasons.items()
        )


class ProcessStep(Record, frozen=True):
    """One step of how an edition was made, as its publisher states it. It is no sign-off of any
    words. ``name`` is one of ``STEPS``; ``group`` are those it was done with; ``how_many`` is None
    where nobody said; ``note`` by BCP 47 tag, ``""`` for one in the edition's own language."""

    name: str
    by: tuple[str, ...] = ()
    on: str = ""
    group: tuple[str, ...] = ()
    how_many: int | None = None
    note: Mapping[str, str] = field(default_factory=dict)
    position: Position = Position("")
    places: Mapping[str, Position] = field(default_factory=dict)

    def place(self, key: str) -> Position:
        return self.places.get(key, self.position)

    def may_be_told(self, today: str) -> bool:
        """Whether readers are told of it: who did it is known, and when, and that day has come."""
        return bool(self.by and self.on and self.on <= today)


def version_for(texts: Mapping[str, str], wanted: tuple[Locale, ...]) -> tuple[str, Locale] | None:
    """Of texts by BCP 47 tag the one for readers of these languages, the nearest first: in exactly
    one of them, or else in the same language and script."""
    spoken = {Locale.parse(tag): text for tag, text in texts.items() if tag and text}
    for locale in wanted:
        if locale in spoken:
            return spoken[locale], locale
    for locale in wanted:
        for own, text in sorted(spoken.items()):
            if own.same_language(locale):
                return text, own
    return None
