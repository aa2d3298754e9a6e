"""What operations ask for.

Each edit knows where it belongs, what it does there and what stands in its way: nobody asks which
sort of edit it is, so a new sort is one more class, here or in the file of its operation.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.document import Block, BlockKind, Guide, Step
from adaptkit.model.overlay import Operation
from adaptkit.overlays.snapshot import Path, Place, Snapshot
from adaptkit.records import replace

if TYPE_CHECKING:
    from adaptkit.overlays._index import Places
    from adaptkit.overlays.rebuild import Rebuilding


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two neighbours, before child ``index`` of ``parent``. ``after``: it belongs to what
    stands above it. ``rank`` orders different anchors that share a gap."""

    parent: Path
    index: int
    after: bool
    rank: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit(ABC):
    """One change that an operation asks for. What follows is what others ask an edit; each sort
    answers what is not so for all."""

    operation: Operation

    @property
    def where(self) -> Place | None:
        """Its place in the text; None for what stands outside of it."""
        return None

    @property
    def altered(self) -> Place | None:
        """What is not the same afterwards: two edits may not alter the same."""
        return None

    @property
    def held(self) -> Place | None:
        """What somebody has decided stays as it is."""
        return None

    @property
    def anchor(self) -> Place | None:
        """What it adds to or stands beside."""
        return None

    @property
    def inside(self) -> bool:
        """Whether it adds to the inside of its anchor, and so is lost with the inside."""
        return False

    @property
    def lets_go(self) -> bool:
        """Whether nothing can stand in, or refer to, what it alters any more."""
        return False

    @property
    def removes(self) -> bool:
        """Whether nothing stands afterwards where something stood."""
        return False

    @property
    def setting(self) -> str:
        """What it sets outside of the text: two edits may not set the same."""
        return ""

    @property
    def chapter(self) -> int | None:
        """The number of the chapter that it changes."""
        return None if self.where is None else self.where.parent[0]

    @property
    def order(self) -> tuple[int, ...]:
        """For sorting in reading order; what has no place comes first."""
        return () if self.where is None else self.where.order

    def seen_at(self, _snapshot: Snapshot, _overlay: str) -> str:
        """The address at which readers find what was done."""
        return "" if self.where is None else self.where.address

    def warnings(self, _snapshot: Snapshot) -> Iterable[Diagnostic]:
        return ()

    def enters(self, _places: Places) -> bool:
        """Whether it puts text of its own inside of one of these."""
        return False

    @abstractmethod
    def enter(self, rebuilding: Rebuilding, step: Step) -> None:
        """Say what is to be done. ``step`` is for the blocks that it touches."""


@dataclass(frozen=True, slots=True)
class BlockExchange(Edit):
    """Other blocks, or none, stand at ``place``."""

    place: Place
    blocks: tuple[Block, ...]

    @property
    def where(self) -> Place:
        return self.place

    @property
    def altered(self) -> Place:
        return self.place

    @property
    def lets_go(self) -> bool:
        return True

    @property
    def removes(self) -> bool:
        return not self.blocks

    def seen_at(self, snapshot: Snapshot, _overlay: str) -> str:
        if not self.removes:
            return self.place.address
        first = next(iter(snapshot.blocks(self.place)), None)
        return first.section if first is not None else ""

    def warnings(self, snapshot: Snapshot) -> Iterator[Diagnostic]:
        """A section whose new text begins with no heading: its own is lost."""
        if self.removes or self.place.kind == "slot":
            return
        old = [b for b in snapshot.blocks(self.place) if b.kind is not BlockKind.FRONT_MATTER]
        opens = bool(old) and old[0].kind is BlockKind.HEADING
        if opens and self.blocks[0].kind is not BlockKind.HEADING:
            operation = self.operation
            yield warning(
                "section-without-heading",
                operation.position,
                f"your text {operation.prose} begins with no heading, "
                f'so the section "{operation.target}" loses its own',
                f"begin it with {'#' * old[0].level} and the heading",
            )

    def enter(self, rebuilding: Rebuilding, _step: Step) -> None:
        rebuilding.exchange(self.place, self.blocks)


@dataclass(frozen=True, slots=True)
class Insertion(Edit):
    """New blocks in a gap beside ``beside``, or within it."""

    beside: Place
    gap: Gap
    blocks: tuple[Block, ...]
    within: bool = False

    @property
    def where(self) -> Place:
        return self.beside

    @property
    def anchor(self) -> Place:
        return self.beside

    @property
    def inside(self) -> bool:
        return self.within

    def seen_at(self, _snapshot: Snapshot, overlay: str) -> str:
        return f"{overlay}/{self.operation.id}"

    def enters(self, places: Places) -> bool:
        """A slot is left open by the guide's owner, wherever it stands."""
        if self.beside.kind == "slot":
            return False
        if self.within:
            return places.any_holds(self.beside)
        # Beside the whole of a place is outside of it, and so is before its first block.
        beside = self.beside
        wider = [replace(beside, start=beside.start - 1)]
        if self.gap.index == beside.end:
            wider.append(replace(beside, end=beside.end + 1))
        return any(map(places.any_holds, wider))

    def enter(self, rebuilding: Rebuilding, _step: Step) -> None:
        rebuilding.insert(self)


@dataclass(frozen=True, slots=True)
class Keep(Edit):
    """All stays as it is, and the trace says who decided so."""

    place: Place

    @property
    def where(self) -> Place:
        return self.place

    @property
    def held(self) -> Place:
        return self.place

    def enter(self, rebuilding: Rebuilding, step: Step) -> None:
        rebuilding.keep(self.place, step)


@dataclass(frozen=True, slots=True)
class BlockChange(Edit):
    """Each block at ``place`` becomes what ``change`` makes of it, and stays where it is: others
    can go on to stand beside it and in it."""

    place: Place
    change: Callable[[Block], Block]

    @property
    def where(self) -> Place:
        return self.place

    @property
    def altered(self) -> Place:
        return self.place

    def enter(self, rebuilding: Rebuilding, step: Step) -> None:
        rebuilding.change(self.place, self.change, step)


@dataclass(frozen=True, slots=True)
class SettingChange(Edit):
    """``change`` gives the guide with other settings, or something else in ``about``; its chapters
    stay what they are. ``name``: what is set, such as ``variable emergency_number``."""

    name: str
    change: Callable[[Guide], Guide]

    @property
    def setting(self) -> str:
        return self.name

    def enter(self, rebuilding: Rebuilding, _step: Step) -> None:
        rebuilding.set(self.change)
