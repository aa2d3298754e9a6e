"""Guides before and after an editor's work, made so that it is known where each text came from.

``make(seed, sources)`` takes real Markdown, makes an old guide of some of its chapters, and lets
an imagined editor loose on it. What is done is written down while it is done: the truth is the
provenance of each text, and nothing that the matcher thinks has any part in it. All chance comes
from one ``random.Random(seed)``, so a seed gives the same pair everywhere.

The old guide: three fifths of the chapters, drawn anew for each seed. Into some of them come
families of short headings that differ by a word ("Your team", "Your time"), and paragraphs that
stand in the same words at the end of many chapters. What the other chapters say is the material
for insertions: real texts, of the same kind and style, that the old guide does not hold.

The editor touches a tenth, a quarter or a half of the texts (``seed % 3``):

edit        words inserted, left out, exchanged, moved or respelt; what comes in is drawn from the
            chapter's own words; from one word to nearly all; or capitals and punctuation only
rewrite     a third to a half of the words stay, in order, and others come between them
insert      a text from elsewhere between two that stand
echo        a text much like its neighbour, put in beside it
gap         a text goes, and one from elsewhere stands in its place
far         a text much like one that stands, and stays, in another chapter; put between two that
            stood side by side, and stand so still
again       a text of the old guide in the same words a second time, elsewhere
swap, move  (also into another chapter, and whole sections), half of them edited as well
split       in two, at a sentence's end where there is one; some with an edit
merge       with the next; some with an edit
delete

An edit never goes below ``FLOOR``: where less than that is left, one text went and another
came (that is ``gap``). An edited text is never in the very words of another one, old or new, and
what ``echo`` and ``far`` imitate is itself clearly nearer to what it was (and for ``far`` stands
once, and nothing else is nearer): nobody could say otherwise which of the two is the old one.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bench.texts import Guide, Item, said, similarity, stands

from adaptkit.model.document import BlockKind

TUNING_SEEDS = (*range(1, 10), *range(101, 119), *range(201, 219))
# Never looked at while the matcher was changed.
HELD_OUT_SEEDS = tuple(range(401, 419))
FLOOR = 0.3
SHORT = 3
# By how much a text stays nearer to what it was than one that is made after it.
_CLEARLY = 0.1
_RATES = (0.10, 0.25, 0.50)
_WORK = {
    "edit": 40, "rewrite": 6, "delete": 8, "insert": 10, "echo": 3, "gap": 5, "far": 4, "again": 2,
    "swap": 6, "move": 8, "split": 5, "merge": 5,
}  # fmt: skip
_FAMILIES = (
    ("Your team", "Your time", "Your tests", "Your plan", "Your home", "Your part"),
    ("Ask early", "Ask often", "Ask again", "Ask a friend"),
    ("Before the visit", "After the visit", "During the visit"),
    ("Example 1", "Example 2", "Example 3"),
)
_HEADINGS = ("See also", "Examples", "Notes")
# Links and code are edited as a whole: nobody leaves half of one behind.
_TOKEN = re.compile(r"!?\[[^\[\]]*\](?:\([^()\s]*\)|\[[^\[\]]*\])\S*|`[^`]*`\S*|\S+")


@dataclass(frozen=True, slots=True)
class Labelled:
    """``old`` and ``new`` chapter by chapter; ``old`` counted through is what origins name."""

    seed: int
    old: Guide
    new: Guide

    @property
    def old_texts(self) -> list[str]:
        return [item.text for chapter in self.old for item in chapter]

    @property
    def new_items(self) -> list[Item]:
        return [item for chapter in self.new for item in chapter]


# Making --------------------------------------------------------------------------------------


def make(seed: int, sources: Guide) -> Labelled:
    """One old guide and what became of it."""
    chance = random.Random(seed)
    chapters = [list(chapter) for chapter in sources]
    chance.shuffle(chapters)
    cut = max(2, len(chapters) * 3 // 5)
    material = [item for chapter in chapters[cut:] for item in chapter]
    old = _with_twins(chapters[:cut], material, chance)
    number = iter(range(sum(map(len, old))))
    old = [[replace(item, origins=(next(number),)) for item in chapter] for chapter in old]
    new = _Editor(old, material, chance, _RATES[seed % len(_RATES)]).work()
    return Labelled(seed, old, new)


def _with_twins(chapters: Guide, material: list[Item], chance: random.Random) -> Guide:
    """Short headings much like each other, and paragraphs in the same words in many chapters."""
    prose = [i for i in material if i.kind is BlockKind.PARAGRAPH and 8 <= len(said(i.text)) <= 50]
    common = [replace(i, work=frozenset({"twin"})) for i in chance.sample(prose, 3)]
    out = []
    for chapter in chapters:
        chapter = list(chapter)
        if chance.random() < 0.3:
            for title in chance.choice(_FAMILIES):
                chapter += [Item(BlockKind.HEADING, title), chance.choice(prose)]
        if chance.random() < 0.5:
            title = chance.choice(_HEADINGS)
            heading = Item(BlockKind.HEADING, title, work=frozenset({"twin"}))
            chapter += [heading, *chance.sample(common, 2)]
        out.append(chapter)
    return out


@dataclass(slots=True)
class _Editor:
    """``said``, ``texts``: all that the old guide holds and that was written since."""

    old: Guide
    material: list[Item]
    chance: random.Random
    rate: float
    said: set[tuple[str, ...]] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    moving: list[tuple[int, Item]] = field(default_factory=list)
    chapter: int = 0

    def work(self) -> Guide:
        before = {said(item.text) for chapter in self.old for item in chapter}
        self.said |= before
        self.texts |= {item.text for chapter in self.old for item in chapter}
        self.material = [item for item in self.material if said(item.text) not in before]
        out = []
        for number, items in enumerate(self.old):
            self.chapter = number
            out.append(self._through(items))
        for home, item in self.moving:
            target = home if self.chance.random() < 0.5 else self.chance.randrange(len(out))
            out[target].insert(self.chance.randint(1, len(out[target])), item)
        self._sections(out)
        self._far(out)
        return out

    def _through(self, items: list[Item]) -> list[Item]:
        """One chapter, from its second text on: its title is only ever edited."""
        title = self._edit(items[0]) if self.chance.random() < self.rate / 2 else items[0]
        out, n = [title], 1
        names, weights = list(_WORK), list(_WORK.values())
        while n < len(items):
            work = "keep"
            if self.chance.random() < self.rate:
                work = self.chance.choices(names, weights)[0]
            following = items[n + 1] if n + 1 < len(items) else None
            made, used = self._do(work, items[n], following)
            out += made
            n += used
        return out

    def _do(self, work: str, item: Item, following: Item | None) -> tuple[list[Item], int]:
        """What stands there now, and how many of the old texts that took."""
        match work:
            case "edit":
                return [self._edit(item)], 1
            case "rewrite":
                return [self._rewrite(item)], 1
            case "delete":
                return [], 1
            case "insert":
                return [item, self._fresh(item, "near")], 1
            case "gap":
                return [self._fresh(item, "gap")], 1
            case "echo":
                return self._echo(item), 1
            case "move":
                moved = self._marked(item, "moved")
                self.moving.append((self.chapter, self._perhaps(moved, 0.5)))
                return [], 1
            case "split":
                return self._split(item), 1
            case "swap" if following:
                pair = (self._marked(i, "swapped") for i in (following, item))
                return [self._perhaps(i, 0.5) for i in pair], 2
            case "merge" if following and following.kind is item.kind:
                return self._merge(item, following), 2
        return [item], 1

    # Edits --------------------------------------------------------------------------------

    def _edit(self, item: Item, strongest: float = 0.75) -> Item:
        if self.chance.random() < 0.08:
            return self._attempt(item, self._respelt_only)
        return self._attempt(item, lambda text: self._words(text, strongest))

    def _perhaps(self, item: Item, likely: float) -> Item:
        return self._edit(item, 0.4) if self.chance.random() < likely else item

    def _rewrite(self, item: Item) -> Item:
        return self._attempt(item, self._rewritten)

    def _attempt(self, item: Item, change: Callable[[str], str], least: float = FLOOR) -> Item:
        """The item in other words, or as it was where twenty attempts come to nothing."""
        for _ in range(20):
            made = replace(item, text=" ".join(change(item.text).split()))
            words = said(made.text)
            trivially = made.text != item.text and words == said(item.text)
            if not words or (words in self.said and not trivially) or made.text in self.texts:
                continue
            if similarity(item.text, made.text) >= least and stands(made):
                self.said.add(words)
                self.texts.add(made.text)
                return made
        return item

    def _words(self, text: str, strongest: float) -> str:
        listed = _TOKEN.findall(text)
        many = max(1, round(self.chance.uniform(0.0, strongest) * len(listed)))
        for _ in range(many):
            at = self.chance.randrange(len(listed))
            match self.chance.choice(("insert", "leave out", "exchange", "move", "respell")):
                case "insert":
                    listed.insert(self.chance.randint(0, len(listed)), self._word())
                case "leave out" if len(listed) > 1:
                    del listed[at]
                case "move" if len(listed) > 2:
                    listed.insert(self.chance.randrange(len(listed) - 1), listed.pop(at))
                case "respell":
                    word = listed[at]
                    listed[at] = word[:-1] if word.endswith("s") else word + "s"
                case _:
                    listed[at] = self._word()
        return " ".join(listed)

    def _word(self) -> str:
        """A word that the chapter uses."""
        for _ in range(20):
            item = self.chance.choice(self.old[self.chapter])
            word = self.chance.choice(_TOKEN.findall(item.text))
            if not set(word) & set("[]()`"):
                return word
        return "more"

    def _respelt_only(self, text: str) -> str:
        if self.chance.random() < 0.5:
            return text[:-1] if text[-1] in ".:!" else text + self.chance.choice(".:!")
        at = self.chance.randrange(len(text.split()))
        return " ".join(w.swapcase() if n == at else w for n, w in enumerate(text.split()))

    def _rewritten(self, text: str) -> str:
        listed = _TOKEN.findall(text)
        share = self.chance.uniform(0.3, 0.55)
        out = []
        for word in listed:
            out.append(word if self.chance.random() < share else self._word())
        return " ".join(out)

    # New texts ----------------------------------------------------------------------------

    def _fresh(self, beside: Item, work: str) -> Item:
        """A text from elsewhere, of the kind that stands here."""
        alike = [item for item in self.material if item.kind is beside.kind] or self.material
        item = self.chance.choice(alike)
        self.said.add(said(item.text))
        return replace(item, work=frozenset({work}))

    def _echo(self, item: Item) -> list[Item]:
        """The neighbour, itself perhaps edited a little, stays nearer to its old text."""
        stays = self._perhaps(item, 0.3)
        made = self._edit(item)
        if similarity(item.text, made.text) >= similarity(item.text, stays.text) - _CLEARLY:
            return [stays]
        made = replace(made, origins=(), work=frozenset({"near", "echo"}))
        return [stays, made] if self.chance.random() < 0.5 else [made, stays]

    def _far(self, new: Guide) -> None:
        """Texts like one that stays, and stays nearer to what it was, in another chapter; and the
        very words of one that is unchanged a second time."""
        old = {item.origins[0]: item.text for chapter in self.old for item in chapter}
        standing = [
            (home, item, similarity(old[item.origins[0]], item.text))
            for home, chapter in enumerate(new)
            for item in chapter
            if len(item.origins) == 1 and not item.work & {"head", "tail", "twin"}
        ]
        said_by = Counter(map(said, old.values()))
        share = self.rate / sum(_WORK.values())
        for work in ("far", "again"):
            for _ in range(round(len(old) * share * _WORK[work])):
                home, item, stayed = self.chance.choice(standing)
                target = self.chance.randrange(len(new))
                model = replace(item, text=old[item.origins[0]])
                made = self._edit(model) if work == "far" else item
                likeness = similarity(model.text, made.text)
                if target == home or (work == "again" and likeness < 1.0):
                    continue
                if work == "far" and (
                    likeness > stayed - _CLEARLY
                    or said_by[said(model.text)] > 1
                    or any(similarity(t, made.text) > likeness for t in old.values())
                ):
                    continue
                made = replace(made, origins=(), work=frozenset({work}))
                places = [n for n in range(1, len(new[target])) if _side_by_side(new[target], n)]
                if places:
                    new[target].insert(self.chance.choice(places), made)

    # Cutting, joining, moving -------------------------------------------------------------

    def _split(self, item: Item) -> list[Item]:
        ends = [m.end() for m in re.finditer(r"[.!?] (?=\S)", item.text)]
        gaps = [m.end() for m in re.finditer(r" (?=\w)", item.text)]
        for cuts in (ends, gaps):
            fit = [c for c in cuts if min(len(said(item.text[:c])), len(said(item.text[c:]))) >= 6]
            if not fit:
                continue
            at = self.chance.choice(fit)
            head = replace(item, text=item.text[:at].strip(), work=item.work | {"head"})
            tail = replace(item, text=item.text[at:].strip(), work=item.work | {"tail"})
            if item.kind is not BlockKind.HEADING and stands(head) and stands(tail):
                return [self._slightly(half) for half in (head, tail)]
        return [item]

    def _merge(self, item: Item, following: Item) -> list[Item]:
        made = replace(
            item,
            text=f"{item.text} {following.text}",
            origins=item.origins + following.origins,
            work=frozenset({"merged"}),
        )
        if item.kind is BlockKind.HEADING or not stands(made):
            return [item, following]
        return [self._slightly(made)]

    def _slightly(self, item: Item) -> Item:
        return self._edit(item, 0.1) if self.chance.random() < 0.3 else item

    def _marked(self, item: Item, work: str) -> Item:
        return replace(item, work=item.work | {work})

    def _sections(self, new: Guide) -> None:
        """A few sections, heading and all, go to the end of another chapter."""
        for _ in range(round(len(new) * self.rate / 5)):
            home, target = self.chance.randrange(len(new)), self.chance.randrange(len(new))
            heads = [n for n, item in enumerate(new[home]) if n and item.kind is BlockKind.HEADING]
            if not heads or home == target:
                continue
            start = self.chance.choice(heads)
            end = next((n for n in heads if n > start), len(new[home]))
            new[target] += [self._marked(item, "moved") for item in new[home][start:end]]
            del new[home][start:end]


def _side_by_side(chapter: list[Item], n: int) -> bool:
    """Whether this text and the one before it stood side by side already."""
    before, here = chapter[n - 1].origins, chapter[n].origins
    return bool(before and here) and before[-1] + 1 == here[0]
