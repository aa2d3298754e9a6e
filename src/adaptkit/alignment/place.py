"""From pairings to suggestions: what is sure enough is placed, all else is reported."""

from __future__ import annotations

import re
from collections.abc import Sequence

from adaptkit.alignment.document import Passage
from adaptkit.alignment.pairing import Aligned, Pairing
from adaptkit.model.unit import Unit
from adaptkit.records import Record
from adaptkit.texts.placeholders import PLACEHOLDER
from adaptkit.texts.sentences import joined as in_one

LEAST = 50
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+|(?<=[。！？])")


class Placement(Record, frozen=True):
    """One suggestion for one unit. ``confidence``: 0–100. ``where``: in the document."""

    unit: Unit
    msgstr: str
    confidence: int
    where: str
    note: str = ""


class Placements(Record, frozen=True):
    """``doubtful``: pairs below the threshold. ``untranslated``: units that the document has in
    the guide's own words. ``missing`` and ``added``: texts of the guide, of the document, that
    have no counterpart."""

    placed: tuple[Placement, ...]
    doubtful: tuple[Placement, ...]
    untranslated: tuple[Passage, ...]
    missing: tuple[Passage, ...]
    added: tuple[Passage, ...]


def placements(aligned: Aligned, *, least: int = LEAST) -> Placements:
    """``least``: the confidence below which a pair is told of, and not placed."""
    placed: list[Placement] = []
    doubtful: list[Placement] = []
    untranslated: list[Passage] = []
    for pairing in aligned.pairings:
        if pairing.untranslated:
            untranslated += [p for p in pairing.ours if p.unit]
            continue
        for one in _placed(pairing):
            (placed if one.confidence >= least else doubtful).append(one)
    return Placements(
        tuple(placed),
        tuple(doubtful),
        tuple(untranslated),
        tuple(passage for passage in aligned.missing if passage.unit),
        tuple(passage for passage in aligned.added if passage.placeable),
    )


def _placed(pairing: Pairing) -> list[Placement]:
    units = [passage.unit for passage in pairing.ours if passage.unit]
    texts = [passage.text for passage in pairing.theirs]
    units = [unit for unit in units if _has_words(unit.source)]
    where = pairing.theirs[0].where
    sure = confidence(pairing)
    if len(units) == 1:
        note = (
            "" if len(texts) == 1 else f"{len(texts)} paragraphs of the document are joined here."
        )
        return [Placement(units[0], in_one(texts), sure, where, note)]
    if not units:
        return []
    note = "The document has this and its neighbour as one paragraph; it was cut between sentences."
    parts = _cut(in_one(texts), [len(unit.source) for unit in units])
    return [
        Placement(unit, part, sure, where, note)
        for unit, part in zip(units, parts, strict=True)
        if part
    ]


def _has_words(source: str) -> bool:
    """A text that is one placeholder says the same in every language."""
    return any(c.isalnum() for c in PLACEHOLDER.sub("", source))


def _cut(text: str, sizes: Sequence[int]) -> tuple[str, str]:
    """In two at the sentence's end where the lengths fit best; the second is empty if none."""
    ends = [found.end() for found in _SENTENCE.finditer(text) if 0 < found.end() < len(text)]
    if not ends:
        return text, ""
    wanted = len(text) * sizes[0] / max(sum(sizes), 1)
    at = min(ends, key=lambda end: abs(end - wanted))
    return text[:at].strip(), text[at:].strip()


def confidence(pairing: Pairing) -> int:
    """In per cent. Texts that were joined or cut are never quite sure."""
    most = 97 if len(pairing.ours) == len(pairing.theirs) == 1 else 80
    return max(1, min(most, round(100 * pairing.sure)))
