"""Which file of the document translates which chapter: by name, else by content."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

from adaptkit.alignment.document import Family, Part
from adaptkit.alignment.scoring import Scorer
from adaptkit.records import Record

# A file this many times as long as the chapter that it is named after holds more than that one.
_MOST_LONGER = 4.0
_LEAST_ALIKE = 0.30
_LEAST_AHEAD = 1.25


class Group(Record, frozen=True):
    """Passages to be aligned in order, by index: one chapter with its file, or all that is left."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]


def grouped(
    ours: Sequence[Part], theirs: Sequence[Part], scorer: Scorer, languages: Iterable[str]
) -> list[Group]:
    """Every passage of both sides stands in exactly one group."""
    mine, yours = _ranges(ours), _ranges(theirs)
    pairs = _by_name(ours, theirs, mine, yours, frozenset(languages))
    free_ours = [n for n in range(len(ours)) if n not in pairs]
    free_theirs = [n for n in range(len(theirs)) if n not in pairs.values()]
    if len(theirs) > 1 and free_ours and free_theirs:
        pairs |= _by_content(scorer, free_ours, free_theirs, mine, yours)
    groups = [Group(tuple(mine[o]), tuple(yours[t])) for o, t in sorted(pairs.items())]
    left_ours = [i for n in range(len(ours)) if n not in pairs for i in mine[n]]
    left_theirs = [j for n in range(len(theirs)) if n not in pairs.values() for j in yours[n]]
    if left_ours or left_theirs:
        groups.append(Group(tuple(left_ours), tuple(left_theirs)))
    return groups


def _ranges(parts: Sequence[Part]) -> list[range]:
    out, at = [], 0
    for part in parts:
        out.append(range(at, at + len(part.passages)))
        at += len(part.passages)
    return out


def _by_name(
    ours: Sequence[Part],
    theirs: Sequence[Part],
    mine: Sequence[range],
    yours: Sequence[range],
    languages: frozenset[str],
) -> dict[int, int]:
    """Equal paths first, then equal names without number, language and ending."""
    pairs: dict[int, int] = {}
    for key in (
        lambda n: n,
        lambda n: _stem(n, languages),
        lambda n: _stem(n.split("/")[-1], languages),
    ):
        left: dict[str, list[int]] = defaultdict(list)
        for n, part in enumerate(theirs):
            if n not in pairs.values():
                left[key(part.name)].append(n)
        free: dict[str, list[int]] = defaultdict(list)
        for n, part in enumerate(ours):
            if n not in pairs:
                free[key(part.name)].append(n)
        for name, found in free.items():
            if len(found) == 1 and len(left.get(name, ())) == 1:
                o, t = found[0], left[name][0]
                if len(yours[t]) <= _MOST_LONGER * len(mine[o]) + 12:
                    pairs[o] = t
    return pairs


def _stem(name: str, languages: frozenset[str]) -> str:
    name = re.sub(r"\.(md|markdown|docx)$", "", name.casefold())
    parts = [re.sub(r"^\d+[-_. ]*(?=\D)", "", part) for part in name.split("/")]
    parts = [part for part in parts if part not in languages]
    codes = "|".join(sorted(map(re.escape, languages)))
    stem = re.sub(rf"[-_. ]({codes})$", "", "/".join(parts)) if codes else "/".join(parts)
    return re.sub(r"[-_. ]+", "-", stem)


def _by_content(
    scorer: Scorer,
    ours: Sequence[int],
    theirs: Sequence[int],
    mine: Sequence[range],
    yours: Sequence[range],
) -> dict[int, int]:
    """Best first, where a file is clearly more like one chapter than like any other."""
    left = {o: _bag(scorer, 0, mine[o]) for o in ours}
    right = {t: _bag(scorer, 1, yours[t]) for t in theirs}
    count = Counter(token for bag in (*left.values(), *right.values()) for token in bag)
    total = len(left) + len(right)
    weights = {token: log(total / n) for token, n in count.items()}
    found = {(o, t): _cosine(left[o], right[t], weights) for o in left for t in right}
    rows: dict[int, list[float]] = defaultdict(list)
    for (_, t), value in found.items():
        rows[t].append(value)
    pairs: dict[int, int] = {}
    for (o, t), value in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if o in pairs or t in pairs.values() or value < _LEAST_ALIKE:
            continue
        others = sorted(rows[t], reverse=True)
        ahead = len(others) < 2 or value >= _LEAST_AHEAD * others[1] or value > 0.6
        longer = len(yours[t]) / max(len(mine[o]), 1)
        if ahead and 0.3 <= longer <= _MOST_LONGER:
            pairs[o] = t
    return pairs


def _bag(scorer: Scorer, side: int, indices: Iterable[int]) -> set[str]:
    passages = (scorer.ours, scorer.theirs)[side]
    found: set[str] = set()
    for i in indices:
        found |= scorer.tokens(side, i)
        if passages[i].family is Family.CODE:
            found |= set(re.findall(r"\w{4,}", passages[i].text))
    return found


def _cosine(one: set[str], other: set[str], weights: Mapping[str, float]) -> float:
    def length(bag: set[str]) -> float:
        return sqrt(sum(weights[token] ** 2 for token in bag)) or 1.0

    return sum(weights[token] ** 2 for token in one & other) / (length(one) * length(other))
