"""Which of the things that stop a release come first: what could harm a reader, before all."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from adaptkit.model.diagnostic import Diagnostic

# What is done to safety passages; what says a wrong number, or could act on a reader's machine;
# what somebody who has read it objects to; decisions that the guide has overtaken; those that
# nobody has taken. What is in no group, such as a link that leads nowhere, comes where ``_ELSE``
# stands.
_ELSE = ""
_ORDER: tuple[tuple[str, ...], ...] = (
    ("core-changed", "core-left-out"),
    (
        *("number-changed", "number-turned", "placeholder-missing", "placeholder-not-filled"),
        *("placeholder-not-shown", "placeholder-unknown", "scaffold-left", "wrong-telephone"),
        "telephone-doubtful",
    ),
    ("html-acting", "link-unsafe", "translation-unusable", "letters-spoilt"),
    ("review-objection",),
    ("overlay-drift", "base-lost"),
    ("adaptation-point-open",),
    (_ELSE,),
    ("untranslated",),
    ("unreviewed",),
    ("contact-unverified", "contact-overdue", "verified-in-future"),
    ("publisher-missing",),
)
_NOBODY_ANSWERS = ("foreign-number", "number-not-known")
_RANKS = {code: rank for rank, codes in enumerate(_ORDER) for code in codes}


def by_urgency(found: Iterable[Diagnostic], safety: Collection[str] = ()) -> list[Diagnostic]:
    """The most urgent first; of one kind in order of place. ``safety``: the ids of the safety
    passages: whatever is said of one of them, or of a section that holds one, comes first. Before
    all of that comes a value of another country, which those passages would show."""

    def key(one: Diagnostic) -> tuple[bool, int, tuple[str, int, int, str, str]]:
        # A value that nobody has set is one of another country: a number that nobody answers here.
        value = one.code == "adaptation-point-open" and one.unit.startswith("variable ")
        if value or one.code in _NOBODY_ANSWERS:
            return False, -1, one.sort_key
        rank = _RANKS.get(one.code, _RANKS[_ELSE])
        return not _is_of_safety(one.unit, safety), rank, one.sort_key

    return sorted(found, key=key)


def _is_of_safety(unit: str, safety: Collection[str]) -> bool:
    if not unit or not safety:
        return False
    return unit in safety or any(one.startswith(f"{unit}.") for one in safety)
