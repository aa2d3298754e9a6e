"""What the walk in order cannot do: find fixed points in long texts, and pair what has moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import exp, log

from adaptkit.alignment.lattice import Move
from adaptkit.alignment.parts import Group
from adaptkit.alignment.scoring import Scorer
from adaptkit.catalogues.increasing import increasing

_SMALL = 1_500
_ANCHOR_SCORE = 6.0
_MOST_HOLDERS = 40
_MOST_CANDIDATES = 16
# A text that is left over on one side has its counterpart left over on the other this often.
_MOVED = 0.2
_LEAST_SURE = 0.4


def segments(group: Group, scorer: Scorer) -> Iterator[Group]:
    """A long group cut where both sides hold something rare that they share."""
    if len(group.ours) * len(group.theirs) <= _SMALL:
        yield group
        return
    cuts = [(0, 0), *_anchors(group, scorer), (len(group.ours), len(group.theirs))]
    for (i0, j0), (i1, j1) in pairwise(cuts):
        yield Group(group.ours[i0:i1], group.theirs[j0:j1])


def _anchors(group: Group, scorer: Scorer) -> list[tuple[int, int]]:
    """Places in the group, rising on both sides."""
    sides: tuple[dict[str, list[int]], dict[str, list[int]]] = (
        defaultdict(list),
        defaultdict(list),
    )
    for side, indices in enumerate((group.ours, group.theirs)):
        for at, index in enumerate(indices):
            for token in scorer.tokens(side, index):
                sides[side][token].append(at)
    votes: dict[tuple[int, int], int] = defaultdict(int)
    for token, held in sides[0].items():
        if len(held) == 1 and len(sides[1].get(token, ())) == 1:
            votes[held[0], sides[1][token][0]] += 1
    sure = [
        (i, j)
        for (i, j), count in sorted(votes.items())
        if count >= 2 and scorer.score(group.ours[i], group.theirs[j]) >= _ANCHOR_SCORE
    ]
    sure.sort(key=lambda pair: (pair[0], -pair[1]))
    return [(i, j) for i, j in increasing(sure) if i and j]


def reordered(steps: Sequence[Move], groups: Sequence[Group], scorer: Scorer) -> list[Move]:
    """Pairs among what is left over on both sides, best first, wherever they stand."""
    used_ours = {i for s in steps for i in range(s.ours, s.ours + s.take[0])}
    used_theirs = {j for s in steps for j in range(s.theirs, s.theirs + s.take[1])}
    free_ours = [
        i for i in range(len(scorer.ours)) if i not in used_ours and scorer.ours[i].placeable
    ]
    free_theirs = [
        j for j in range(len(scorer.theirs)) if j not in used_theirs and scorer.theirs[j].placeable
    ]
    home = {i: n for n, g in enumerate(groups) for i in g.ours}
    away = {j: n for n, g in enumerate(groups) for j in g.theirs}
    odds: dict[tuple[int, int], float] = {}
    for i, j in _candidates(free_ours, free_theirs, home, away, scorer):
        near = 0.0 if home[i] == away[j] else -3.0
        score = scorer.score(i, j) + near
        if score > 0:
            odds[i, j] = exp(min(score, 30.0))
    rows: dict[int, float] = defaultdict(float)
    columns: dict[int, float] = defaultdict(float)
    for (i, j), value in odds.items():
        rows[i] += value
        columns[j] += value
    nothing = max(len(free_ours), len(free_theirs), 8) ** 0.5 / _MOVED
    found = []
    for (i, j), value in odds.items():
        sure = value / (max(rows[i], columns[j]) + nothing)
        if sure >= _LEAST_SURE:
            found.append((-sure, abs(i - j), i, j))
    out: list[Move] = []
    for minus, _, i, j in sorted(found):
        if i not in used_ours and j not in used_theirs:
            used_ours.add(i)
            used_theirs.add(j)
            out.append(Move(i, j, (1, 1), -minus))
    return out


def by_itself(i: int, j: int, group: Group, scorer: Scorer) -> float:
    """How sure a pair is wherever it stands, from 0 to 1. Of two paragraphs that changed places
    each is in doubt by order alone, since only one of them can keep it."""
    score = scorer.score(i, j)
    if score <= 0:
        return 0.0
    row = sum(exp(min(scorer.score(i, other), 30.0)) for other in group.theirs)
    column = sum(exp(min(scorer.score(other, j), 30.0)) for other in group.ours)
    nothing = max(len(group.ours), len(group.theirs), 8) ** 0.5 / _MOVED
    return float(exp(min(score, 30.0)) / (max(row, column) + nothing))


def _candidates(
    ours: Sequence[int],
    theirs: Sequence[int],
    home: dict[int, int],
    away: dict[int, int],
    scorer: Scorer,
) -> Iterator[tuple[int, int]]:
    """Neighbours of the same group, and whatever shares something rare."""
    index: dict[str, list[int]] = defaultdict(list)
    local: dict[int, list[int]] = defaultdict(list)
    for j in theirs:
        local[away[j]].append(j)
        for token in scorer.tokens(1, j):
            index[token].append(j)
        for term in scorer.terms(1, j):
            index["=" + term].append(j)
    for i in ours:
        shared: dict[int, float] = defaultdict(float)
        wanted = [*scorer.tokens(0, i)]
        wanted += ["=" + term for term in scorer.lexicon.counterparts(scorer.terms(0, i))]
        for token in wanted:
            holders = index.get(token, ())
            if len(holders) <= _MOST_HOLDERS:
                for j in holders:
                    shared[j] += log(1 + _MOST_HOLDERS / len(holders))
        likely = sorted(shared, key=lambda j: (-shared[j], j))[:_MOST_CANDIDATES]
        near = local[home[i]]
        yield from ((i, j) for j in dict.fromkeys((*near[:_MOST_HOLDERS], *likely)))
