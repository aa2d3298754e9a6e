"""The guide as an overlay finds it: every address, and the one place that it stands for.

An address is a unit's id, a section's id (its heading and all that follows up to the next heading
of the same or a higher level), a chapter's id, the ``{#id}`` of a list, table, quote or call-out
under its section (``barriers.my-list``), or an address that an earlier overlay's text inherited.
Where a section has an alias, so has all that stands in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Position, did_you_mean
from adaptkit.model.document import Block, BlockKind, Chapter, Guide
from adaptkit.records import Record

if TYPE_CHECKING:
    from adaptkit.model.overlay import Target

# For so many missing targets a near name is looked for: each look goes through all of the guide.
_GUESSED = 30
# A name like "costs" may stand in every chapter; then it says nothing about where a passage went.
_SAME = 3

Path = tuple[int, ...]
"""Chapter number, then child numbers: which block, or whose list of children."""


class NoPlace(Exception):
    """An operation cannot be carried out: code, message, hint."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class Place(Record, frozen=True):
    """The neighbours ``start`` to ``end`` (exclusive) in the children of ``parent``.

    ``kind``: unit, section, chapter, container, slot (then: all that stands *in* the slot), or
    run (what an earlier overlay put in place of ``address``).
    """

    address: str
    kind: str
    parent: Path
    start: int
    end: int
    position: Position

    @property
    def span(self) -> tuple[Path, int, int]:
        return (self.parent, self.start, self.end)

    @property
    def order(self) -> tuple[int, ...]:
        """For sorting in reading order."""
        return (*self.parent, self.start)

    def holds(self, other: Place) -> bool:
        """Whether ``other`` stands in this place, or is the same."""
        depth = len(self.parent)
        if other.parent[:depth] != self.parent:
            return False
        if len(other.parent) == depth:
            return self.start <= other.start and other.end <= self.end
        return self.start <= other.parent[depth] < self.end


class Snapshot:
    """``only``: the numbers of the chapters to look at; None looks at all."""

    def __init__(self, guide: Guide, only: Collection[int] | None = None) -> None:
        self.guide = guide
        self._missed = 0
        self.slots: dict[str, list[Place]] = {}
        self._places: dict[str, list[Place]] = {}
        self._aliases: dict[str, list[Place]] = {}
        for number, chapter in enumerate(guide.chapters):
            if only is not None and number not in only:
                continue
            start = Position(chapter.path, 1, 1)
            whole = Place(chapter.id, "chapter", (number,), 0, len(chapter.blocks), start)
            self._add(whole, title_of(chapter))
            self._visit((number,), chapter.blocks, chapter.id)

    # -- building ---------------------------------------------------------------------------

    def _add(self, place: Place, block: Block | None = None) -> None:
        known = self._places.setdefault(place.address, [])
        known.append(place)
        stem = place.address.rpartition(".")[0]
        for alias in block.mark.aliases if block else ():
            full = alias if "." in alias or not stem else f"{stem}.{alias}"
            self._aliases.setdefault(full, []).append(place)

    def _visit(self, parent: Path, blocks: tuple[Block, ...], section: str) -> None:
        here = "" if len(parent) == 1 else section
        for index, block in enumerate(blocks):
            place = Place("", "unit", parent, index, index + 1, block.position)
            if block.kind is BlockKind.HEADING and block.section and block.section != here:
                here = block.section
                if here != self.guide.chapters[parent[0]].id:
                    end = section_end(blocks, index)
                    self._add(
                        Place(here, "section", parent, index, end, block.position),
                        block,
                    )
            if block.id and not (block.kind is BlockKind.HEADING and block.id == block.section):
                # The alias of a title is the chapter's.
                title = block.kind is BlockKind.HEADING and "." not in block.section
                self._add(_named(place, block.id), None if title else block)
            elif block.mark.id and not block.id and block.kind is not BlockKind.HEADING:
                address = f"{block.section or here or section}.{block.mark.id}"
                if not any(inner.id == address for inner in block.walk()):
                    self._add(_named(place, address, "container"), block)
            if block.kind is BlockKind.SLOT:
                inside = Place(
                    f"slot {block.info}",
                    "slot",
                    (*parent, index),
                    0,
                    len(block.children),
                    block.position,
                )
                self.slots.setdefault(block.info, []).append(inside)
            if block.children:
                self._visit((*parent, index), block.children, block.section or here or section)
        self._runs(parent, blocks)

    def _runs(self, parent: Path, blocks: tuple[Block, ...]) -> None:
        begun: dict[str, int] = {}
        for index, block in enumerate((*blocks, None)):
            addresses = block.addresses if block else ()
            for address in [a for a in begun if a not in addresses]:
                start = begun.pop(address)
                position = blocks[start].position
                self._add(Place(address, "run", parent, start, index, position))
            for address in addresses:
                begun.setdefault(address, index)

    # -- asking -----------------------------------------------------------------------------

    @cached_property
    def places(self) -> dict[str, list[Place]]:
        """What each address stands for. A run is all of what replaced an address, so it wins
        over a heading in it that carries the same section id on. Aliases answer last."""
        found = {}
        for address, places in self._places.items():
            runs = [place for place in places if place.kind == "run"]
            chapters = [place for place in places if place.kind == "chapter"]
            found[address] = runs or chapters or places
        for address, places in (*self._aliases.items(), *self._below_aliases(found)):
            found.setdefault(address, places)
        return found

    def _below_aliases(self, known: dict[str, list[Place]]) -> Iterator[tuple[str, list[Place]]]:
        """What stands in a section, or a chapter, that has another name answers under that name
        too: with ``alias=costs``, ``prices.insurance`` is ``costs.insurance``."""
        former: dict[str, list[str]] = {}
        for alias, places in self._aliases.items():
            for address in {one.address for one in places if one.kind in ("section", "chapter")}:
                former.setdefault(address, []).append(alias)
        if not former:
            return
        answers: dict[str, list[Place]] = {}
        # A section before what stands in it: that has the former names of both.
        every = (*known.items(), *self._aliases.items())
        for address, places in sorted(every, key=lambda one: one[0].count(".")):
            section, _, own = address.rpartition(".")
            for alias in former.get(section, ()) if section else ():
                full = f"{alias}.{own}"
                answers.setdefault(full, []).extend(places)
                for called in {one.address for one in places if one.kind == "section"}:
                    former.setdefault(called, []).append(full)
        yield from answers.items()

    def find(self, target: Target) -> Place:
        """The one place that ``target`` means. Raises ``NoPlace``."""
        known = self.slots if target.slot else self.places
        name = target.slot or target.id
        places = known.get(name, [])
        said = f'the slot "{name}"' if target.slot else f'"{name}"'
        if not places:
            self._missed += 1
            look = self._missed <= _GUESSED
            moved = _moved(name, self) if look and not target.slot else ""
            hint = moved or (did_you_mean(name, known) if look else "") or _elsewhere(target, self)
            raise NoPlace("target-missing", f"{said} is not in the guide", hint)
        if len(places) > 1:
            where = " and ".join(str(place.position) for place in places)
            raise NoPlace(
                "target-ambiguous",
                f"{said} stands at more than one place: {where}",
                "give one of them another id",
            )
        return places[0]

    def children(self, parent: Path) -> tuple[Block, ...]:
        blocks = self.guide.chapters[parent[0]].blocks
        for index in parent[1:]:
            blocks = blocks[index].children
        return blocks

    def blocks(self, place: Place) -> tuple[Block, ...]:
        return self.children(place.parent)[place.start : place.end]

    def owner(self, parent: Path) -> Block | None:
        """The block whose children ``parent`` are; None at the top of a chapter."""
        return self.children(parent[:-1])[parent[-1]] if len(parent) > 1 else None

    def around(self, place: Place) -> Place:
        """The container that ``place`` stands in, as a place of its own."""
        *above, index = place.parent
        owner = self.owner(place.parent)
        assert owner is not None
        return Place(place.address, "container", tuple(above), index, index + 1, owner.position)

    def walk(self, place: Place) -> Iterator[Block]:
        for block in self.blocks(place):
            yield from block.walk()

    def text(self, place: Place) -> str:
        """All that translators see of a place, piece by piece: what drift is measured on."""
        return "\n\n".join(block.msgid for block in self.walk(place) if block.msgid)


def title_of(chapter: Chapter) -> Block | None:
    """The heading that is the chapter's title; None where there is none."""
    first = next((b for b in chapter.blocks if b.kind is BlockKind.HEADING), None)
    return first if first is not None and first.section == chapter.id else None


def section_end(blocks: tuple[Block, ...], heading: int) -> int:
    """Where the section of that heading ends: at the next one of its level or above."""
    level = blocks[heading].level
    for index in range(heading + 1, len(blocks)):
        if blocks[index].kind is BlockKind.HEADING and blocks[index].level <= level:
            return index
    return len(blocks)


def _named(place: Place, address: str, kind: str = "unit") -> Place:
    return Place(address, kind, place.parent, place.start, place.end, place.position)


def _moved(name: str, snapshot: Snapshot) -> str:
    """Where ``name`` stands since its chapter's file has another name, or it another section.

    Names that only look alike are no help here: they are other passages of the old section.
    """
    chapter, _, rest = name.partition(".")
    now = [one.id for one in snapshot.guide.chapters]
    if chapter not in now:
        found = [f"{one}.{rest}" for one in now] if rest else list(_heirs(chapter, snapshot))
        found = [one for one in found if one in snapshot.places]
        if len(found) == 1:
            new = found[0].partition(".")[0]
            return f'the chapter "{chapter}" seems to be called "{new}" now: write {found[0]}'
    if called := _called_now(name, snapshot):
        return f'"{name}" seems to be called otherwise now: write {" or ".join(called)}'
    last = name.rpartition(".")[2]
    same = [one for one in snapshot.places if one.rpartition(".")[2] == last] if rest else []
    if 0 < len(same) <= _SAME:
        return f"it seems to have moved: write {' or '.join(same)}"
    return ""


def _heirs(chapter: str, snapshot: Snapshot) -> Iterator[str]:
    """The chapters whose passages still have ids that begin with ``chapter``."""
    for one in snapshot.guide.chapters:
        if any(unit.id.startswith(f"{chapter}.") for block in one.blocks for unit in block.walk()):
            yield one.id


def _called_now(name: str, snapshot: Snapshot) -> tuple[str, ...]:
    """The sections that hold passages whose frozen ids say that they were born in that one."""
    blocks = (block for chapter in snapshot.guide.chapters for block in chapter.walk())
    found = {b.section: None for b in blocks if b.id.startswith(f"{name}.") and b.section != name}
    return tuple(one for one in found if one in snapshot.places)[:_SAME]


def _elsewhere(target: Target, snapshot: Snapshot) -> str:
    """A slot named as if it were an id, or the other way round."""
    if target.id in snapshot.slots:
        return f"there is a slot of that name: write {{slot: {target.id}}}"
    if target.slot in snapshot.places:
        return f"there is a section or unit of that name: write {target.slot}"
    return "unit ids stand in locales/guide.pot behind msgctxt; a section has its heading's id"
