"""The whole alignment: chapters with files, each in order, then what has moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log

from adaptkit.alignment.document import Part, Passage
from adaptkit.alignment.lattice import Costs, Move, best_way
from adaptkit.alignment.parts import Group, grouped
from adaptkit.alignment.repair import by_itself, reordered, segments
from adaptkit.alignment.scoring import Scorer
from adaptkit.records import Record, replace

# Up to this many cells a table is filled whole; beyond, only along its diagonal.
_WHOLE_TABLE = 20_000
_BAND = 60
_SURE = 0.8
_ROUNDS = 2


class Pairing(Record, frozen=True):
    """Texts that say the same: mostly one of each, or one and its two halves. ``sure``: 0 to 1,
    how many of such pairings are right. ``untranslated``: the document has the guide's text."""

    ours: tuple[Passage, ...]
    theirs: tuple[Passage, ...]
    sure: float
    untranslated: bool = False
    moved: bool = False


class Aligned(Record, frozen=True):
    """``missing``: of the guide, ``added``: of the document, what has no counterpart."""

    pairings: tuple[Pairing, ...]
    missing: tuple[Passage, ...]
    added: tuple[Passage, ...]


def pair_up(
    ours: Sequence[Part],
    theirs: Sequence[Part],
    *,
    values: Mapping[str, str] | None = None,
    languages: Iterable[str] = (),
) -> Aligned:
    """``ours``: the guide's chapters; ``theirs``: the document's files. ``values``: what the
    guide's placeholders stand for; ``languages``: codes that file names may end with."""
    mine = [passage for part in ours for passage in part.passages]
    yours = [passage for part in theirs for passage in part.passages]
    if not mine or not yours:
        return Aligned((), tuple(mine), tuple(yours))
    scorer = Scorer(mine, yours, values or {})
    groups = grouped(ours, theirs, scorer, languages)
    scorer.learn([])
    costs = Costs()
    found: list[Move] = []
    for _ in range(_ROUNDS):
        found = [step for group in groups for step in _in_order(group, scorer, costs)]
        found += reordered(found, groups, scorer)
        sure = [s for s in found if s.take == (1, 1) and s.sure >= _SURE]
        sure = [s for s in sure if not scorer.same(s.ours, s.theirs)]
        sure = [s for s in sure if mine[s.ours].placeable]
        scorer.learn([(s.ours, s.theirs) for s in sure])
        costs = _measured(found, len(mine), len(yours))
    return _result(found, scorer)


def _in_order(group: Group, scorer: Scorer, costs: Costs) -> list[Move]:
    """The moves of one group, with the passages' own indices."""
    out: list[Move] = []
    for part in segments(group, scorer):
        ours, theirs = part.ours, part.theirs
        if not ours or not theirs:
            continue

        def score(
            i: int,
            j: int,
            a: int,
            b: int,
            ours: tuple[int, ...] = ours,
            theirs: tuple[int, ...] = theirs,
        ) -> float:
            if a == b == 1:
                return scorer.score(ours[i], theirs[j]) + scorer.shape(ours[i], theirs[j])
            if ours[i + a - 1] - ours[i] != a - 1 or theirs[j + b - 1] - theirs[j] != b - 1:
                return float("-inf")
            return scorer.together(ours[i], a, theirs[j], b)

        whole = len(ours) * len(theirs) <= _WHOLE_TABLE
        band = max(len(ours), len(theirs)) if whole else _BAND
        for step in best_way((len(ours), len(theirs)), score, costs, band=band):
            at = ours[step.ours], theirs[step.theirs]
            sure = step.sure
            if sure < _SURE and step.take == (1, 1):
                sure = max(sure, by_itself(*at, part, scorer))
            sure *= scorer.support(*at, *step.take)
            out.append(replace(step, ours=at[0], theirs=at[1], sure=sure))
    return out


def _measured(steps: Sequence[Move], ours: int, theirs: int) -> Costs:
    """How much of each side is left over, as this document has shown it."""
    paired = sum(step.sure for step in steps)
    missing = max(ours - sum(s.take[0] * s.sure for s in steps), 0.0) + 1.0
    added = max(theirs - sum(s.take[1] * s.sure for s in steps), 0.0) + 1.0
    total = paired + missing + added
    share = 0.97
    return Costs(
        pair=log(max(share * paired / total, 0.1)),
        missing=log(max(share * missing / total, 0.04)),
        added=log(max(share * added / total, 0.04)),
        joined=log(0.01),
    )


def _result(steps: Iterable[Move], scorer: Scorer) -> Aligned:
    pairings = []
    taken_ours: set[int] = set()
    taken_theirs: set[int] = set()
    for step in sorted(steps, key=lambda s: (s.ours, s.theirs)):
        ours = range(step.ours, step.ours + step.take[0])
        theirs = range(step.theirs, step.theirs + step.take[1])
        taken_ours |= set(ours)
        taken_theirs |= set(theirs)
        pairings.append(
            Pairing(
                tuple(scorer.ours[i] for i in ours),
                tuple(scorer.theirs[j] for j in theirs),
                step.sure,
                untranslated=scorer.same(step.ours, step.theirs, *step.take),
            )
        )
    return Aligned(
        tuple(pairings),
        tuple(p for i, p in enumerate(scorer.ours) if i not in taken_ours),
        tuple(p for j, p in enumerate(scorer.theirs) if j not in taken_theirs),
    )
