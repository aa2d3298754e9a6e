"""The guide as an overlay finds it: every address, and the one place that it stands for.

An address is a unit's id, a section's id (its heading and all that follows up to the next heading
of the same or a higher level), a chapter's id, the ``{#id}`` of a list, table, quote or call-out
under its section (``barriers.my-list``), or an address that an earlier overlay's text inherited.
Where a section has an alias, so has all that stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Position, did_you_mean
from adaptkit.model.document import Block, BlockKind, Chapter, Guide
from adaptkit.records import Record, field

if TYPE_CHECKING:
    from adaptkit.model.overlay import Target

# For so many missing targets a near name is looked for: each look goes through all of the guide.
_GUESSED = 30
# A name like "costs" may stand in every chapter; then it says nothing about where a passage went.
_SAME = 3
# Slots that are named to whoever has missed one.
_SLOTS = 12

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


class _Part(Record, frozen=True):
    """What one chapter brings: its places in reading order, what they answer to besides, and its
    slots."""

    places: list[Place] = field(default_factory=list)
    aliases: list[tuple[str, Place]] = field(default_factory=list)
    slots: list[tuple[str, Place]] = field(default_factory=list)


class Snapshot:
    """``before``: one of the guide as it was, whose chapters may be the very same."""

    def __init__(self, guide: Guide, before: Snapshot | None = None) -> None:
        self.guide = guide
        self._missed = 0
        known = before.guide.chapters if before is not None else ()
        self._parts: list[_Part] = []
        for number, chapter in enumerate(guide.chapters):
            if before is not None and number < len(known) and known[number] is chapter:
                self._parts.append(before._parts[number])
                continue
            part = _Part()
            start = Position(chapter.path, 1, 1)
            whole = Place(chapter.id, "chapter", (number,), 0, len(chapter.blocks), start)
            _add(part, whole, title_of(chapter))
            _visit(part, (number,), chapter.blocks, chapter.id, chapter.id)
            self._parts.append(part)
        self.slots: dict[str, list[Place]] = {}
        self._places: dict[str, list[Place]] = {}
        self._aliases: dict[str, list[Place]] = {}
        for part in self._parts:
            for place in part.places:
                self._places.setdefault(place.address, []).append(place)
            for name, place in part.aliases:
                self._aliases.setdefault(name, []).append(place)
            for name, place in part.slots:
                self.slots.setdefault(name, []).append(place)

    # -- asking -----------------------------------------------------------------------------

    @cached_property
    def places(self) -> dict[str, list[Place]]:
        """What each address stands for. A run is all of what replaced an address, so it wins
        over a heading in it that carries the same section id on. Aliases answer last."""
        found = {}
        for address, places in self._places.items():
            if len(places) == 1:
                found[address] = places
                continue
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
                # Two former names of what is around it may be the same, and it is one place.
                here = answers.setdefault(full, [])
                here += [one for one in places if one not in here]
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


def _add(part: _Part, place: Place, block: Block | None = None) -> None:
    part.places.append(place)
    if block is None or not block.mark.pairs:
        return
    stem = place.address.rpartition(".")[0]
    for alias in block.mark.aliases:
        full = alias if "." in alias or not stem else f"{stem}.{alias}"
        part.aliases.append((full, place))


def _visit(
    part: _Part, parent: Path, blocks: tuple[Block, ...], section: str, chapter: str
) -> None:
    here = "" if len(parent) == 1 else section
    carried = False
    for index, block in enumerate(blocks):
        opens = block.kind is BlockKind.HEADING
        if opens and block.section and block.section != here:
            here = block.section
            if here != chapter:
                end = section_end(blocks, index)
                _add(part, Place(here, "section", parent, index, end, block.position), block)
        if block.id:
            if not (opens and block.id == block.section):
                place = Place(block.id, "unit", parent, index, index + 1, block.position)
                # The alias of a title is the chapter's.
                _add(part, place, None if opens and "." not in block.section else block)
        elif block.mark.id and not opens:
            address = f"{block.section or here or section}.{block.mark.id}"
            if not any(inner.id == address for inner in block.walk()):
                place = Place(address, "container", parent, index, index + 1, block.position)
                _add(part, place, block)
        if block.kind is BlockKind.SLOT:
            name, below = f"slot {block.info}", (*parent, index)
            inside = Place(name, "slot", below, 0, len(block.children), block.position)
            part.slots.append((block.info, inside))
        if block.children:
            around = block.section or here or section
            _visit(part, (*parent, index), block.children, around, chapter)
        carried = carried or bool(block.addresses)
    if carried:
        _runs(part, parent, blocks)


def _runs(part: _Part, parent: Path, blocks: tuple[Block, ...]) -> None:
    """What an earlier overlay has put in place of an address: neighbours that share it."""
    begun: dict[str, int] = {}
    for index, block in enumerate((*blocks, None)):
        addresses = block.addresses if block else ()
        for address in [a for a in begun if a not in addresses]:
            start = begun.pop(address)
            _add(part, Place(address, "run", parent, start, index, blocks[start].position))
        for address in addresses:
            begun.setdefault(address, index)


def section_end(blocks: tuple[Block, ...], heading: int) -> int:
    """Where the section of that heading ends: at the next one of its level or above."""
    level = blocks[heading].level
    for index in range(heading + 1, len(blocks)):
        if blocks[index].kind is BlockKind.HEADING and blocks[index].level <= level:
            return index
    return len(blocks)


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
    if target.slot:
        known = ", ".join(sorted(snapshot.slots)[:_SLOTS])
        return f"the guide's slots are: {known}" if known else "the guide has no slot"
    return "unit ids stand in locales/guide.pot behind msgctxt; a section has its heading's id"
