"""Many places asked about many others, without looking at every pair."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from adaptkit.overlays.snapshot import Path, Place


class Places:
    """Some places of one guide: whether any holds a place, or stands in it."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._orders: list[tuple[int, ...]] = []
        spans: dict[Path, list[tuple[int, int]]] = defaultdict(list)
        for place in places:
            self._orders.append(place.order)
            spans[place.parent].append((place.start, place.end))
        self._orders.sort()
        # For each start, the furthest end of all that begin there or before.
        self._starts: dict[Path, list[int]] = {}
        self._ends: dict[Path, list[int]] = {}
        for parent, found in spans.items():
            found.sort()
            furthest, ends = 0, []
            for _, end in found:
                furthest = max(furthest, end)
                ends.append(furthest)
            self._starts[parent] = [start for start, _ in found]
            self._ends[parent] = ends

    def any_holds(self, place: Place) -> bool:
        path = place.parent
        if self._covers(path, place.start, place.end):
            return True
        return any(
            self._covers(path[:depth], path[depth], path[depth] + 1)
            for depth in range(1, len(path))
        )

    def _covers(self, parent: Path, start: int, end: int) -> bool:
        starts = self._starts.get(parent)
        if not starts:
            return False
        at = bisect_right(starts, start)
        return at > 0 and self._ends[parent][at - 1] >= end

    def any_in(self, place: Place) -> bool:
        """Whether any begins in it."""
        at = bisect_left(self._orders, place.order)
        return at < len(self._orders) and self._orders[at] < (*place.parent, place.end)

    def touch(self, place: Place) -> bool:
        return self.any_holds(place) or self.any_in(place)
