"""What has been said before: translations of the same or nearly the same text, as suggestions.

A suggestion is fuzzy, and a ``#.`` line says where its words come from. That line is also how the
next update knows that nobody has confirmed them yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from adaptkit.catalogues._nearest import nearest_texts
from adaptkit.catalogues._po_text import ordered_flags
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.records import Record, replace
from adaptkit.texts.sameness import nfc

_NOTE = "Suggestion: "
_SAME = f"{_NOTE}the same text as in "
_LIKE = f"{_NOTE}made for a text like this one, in "
_CUT = ", which was cut; these are the sentences for this part."
_DISAGREE = "The same text is translated in different ways elsewhere: "


class Remembered(Record, frozen=True):
    """Words made for ``msgid``. ``origin`` goes on from "the same text as in …"; ``name`` is how
    it is called in a list. ``near`` is false for words that only the very same text may have."""

    msgid: str
    msgstr: str
    origin: str
    name: str
    near: bool = True


Source = Callable[[], Iterable[Remembered]]
_Near = tuple[float, int, int, str]
"""-similarity; 0 for a text of the guide, else 1; its place; the text."""


class Found(Record, frozen=True):
    """Words with the text that they were made for, if that is another one, and where from; or
    none, and a note that says why not."""

    note: str
    words: str = ""
    previous: str = ""


def remembered(entries: Iterable[Entry], place: str = "") -> Iterator[Remembered]:
    """What is finished among ``entries``; ``place`` is how their catalogue is called."""
    for entry in entries:
        if entry.finished and entry.msgid and entry.plural is None:
            yield _from(entry, place)


def former(entries: Iterable[Entry], place: str) -> Iterator[Remembered]:
    """What is or once was finished in a catalogue that is no longer in use."""
    for entry in entries:
        if entry.msgid and entry.msgstr and entry.plural is None and "fuzzy" not in entry.flags:
            yield Remembered(entry.msgid, entry.msgstr, place, place)


def put_aside(entries: Iterable[Entry]) -> Iterator[Remembered]:
    """Of one's own catalogue: finished words of obsolete entries, and the words of fuzzy ones for
    the text that they were made for."""
    for entry in entries:
        if not entry.msgstr or entry.plural is not None or is_suggestion(entry):
            continue
        name = entry.unit_id or "a text that is gone"
        if "fuzzy" in entry.flags:
            if entry.previous_msgid:
                origin = f"{name}, before that text changed"
                yield Remembered(entry.previous_msgid, entry.msgstr, origin, name, near=False)
        elif not entry.live and entry.msgid:
            yield Remembered(entry.msgid, entry.msgstr, f"{name}, which is no longer used", name)


def _from(entry: Entry, place: str) -> Remembered:
    name = ", ".join(part for part in (place, entry.unit_id) if part)
    return Remembered(entry.msgid, entry.msgstr, name, name)


class Memory:
    """Sources, the nearest first, each read at most once and only when there is need of it.

    ``texts`` are those of the guide; comparing them is done once for all languages.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        texts: tuple[str, ...] = (),
        *,
        newest_first: bool = False,
    ) -> None:
        self._sources = list(sources)
        self._texts = texts
        self._newest_first = newest_first
        self._tiers: list[dict[str, tuple[Remembered, ...]]] = []
        self._agreed: dict[str, Remembered] | None = None
        self._foreign: dict[str, _Near] = {}

    def same(self, text: str) -> Found | None:
        """The translation of this very text by the first source that has one; if that source has
        several, what they are."""
        key = nfc(text)
        for tier in self._all():
            known = tier.get(key)
            if not known:
                continue
            if len(known) > 1:
                names = sorted({one.name for one in known})
                return Found(f"{_DISAGREE}{', '.join(names[:5])}.")
            one = known[0]
            return Found(_ended(_SAME + one.origin), one.msgstr)
        return None

    def like(self, text: str) -> Found | None:
        """The translation of the text that is most like this one, if any is like it at all."""
        if self._agreed is None:
            self._agreed = self._agreeing()
            self._foreign = self._like_foreign_ones(self._agreed)
        if not self._agreed:
            return None
        key = nfc(text)
        guide = nearest_texts(self._texts)
        ranked, foreign = guide.ranked(key), self._foreign.get(key)
        if not ranked and foreign is None:
            return None
        own = next(
            (
                (score, 0, place, guide.texts[place])
                for score, place in ranked
                if guide.texts[place] in self._agreed
            ),
            None,
        )
        best = min((one for one in (own, foreign) if one), default=None)
        if best is None:
            return None
        found = self._agreed[best[-1]]
        return Found(_ended(_LIKE + found.origin), found.msgstr, found.msgid)

    def _like_foreign_ones(self, agreed: Iterable[str]) -> dict[str, _Near]:
        """Text of the guide → the most like it of those that are not the guide's. These are few:
        looking from them to the guide is a small part of the work of looking from the guide."""
        guide = nearest_texts(self._texts)
        known = frozenset(self._texts)
        best: dict[str, _Near] = {}
        for order, key in enumerate(key for key in agreed if key not in known):
            for score, place in guide.ranked(key):
                near = (score, 1, order, key)
                best[guide.texts[place]] = min(near, best.get(guide.texts[place], near))
        return best

    def _all(self) -> Iterator[Mapping[str, Sequence[Remembered]]]:
        yield from self._tiers
        while self._sources:
            tier: dict[str, tuple[Remembered, ...]] = {}
            for one in self._sources.pop(0)():
                key = nfc(one.msgid)
                known = tier.get(key, ())
                if not known:
                    tier[key] = (one,)
                elif not self._newest_first and all(one.msgstr != k.msgstr for k in known):
                    tier[key] = (*known, one)
            self._tiers.append(tier)
            yield tier

    def _agreeing(self) -> dict[str, Remembered]:
        """One for each text whose translations agree, of the nearest source that has it."""
        out: dict[str, Remembered] = {}
        passed: set[str] = set()
        for tier in self._all():
            for text, known in tier.items():
                if text in out or text in passed:
                    continue
                if len(known) == 1 and known[0].near:
                    out[text] = known[0]
                else:
                    passed.add(text)
        return out


# Notes --------------------------------------------------------------------------------------


def is_suggestion(entry: Entry) -> bool:
    """Whether the words of this entry were put there by a memory, and nobody has confirmed them."""
    return "fuzzy" in entry.flags and bool(_note_of(entry))


def kept_note(entry: Entry, now: Entry) -> str:
    """The note of a suggestion, for as long as it is one: ``entry`` is what the catalogue held,
    ``now`` what it holds today."""
    note = _note_of(entry)
    if not note or now.state is not EntryState.FUZZY:
        return ""
    return (
        note if now.msgid == entry.msgid else _LIKE + note.removeprefix(_SAME).removeprefix(_LIKE)
    )


def made_for(entry: Entry) -> str:
    """The text that the words of this fuzzy entry were made for, ``""`` where that is not known."""
    if entry.previous_msgid or not _note_of(entry).startswith(_SAME):
        return entry.previous_msgid
    return entry.msgid


def suggested(entry: Entry, found: Found) -> Entry:
    """The entry with words that a person must look at."""
    return replace(
        entry,
        msgstr=found.words,
        state=EntryState.FUZZY,
        flags=ordered_flags(["fuzzy", *entry.flags]),
        previous_msgid=found.previous,
    )


def part_of(whole: Entry, words: str) -> Found:
    """What one sentence or more of a text that was cut are in its translation."""
    return Found(f"{_LIKE}{whole.unit_id}{_CUT}", words, whole.msgid)


def is_cut(entry: Entry) -> bool:
    """Whether its words are such a part, and nobody has confirmed them."""
    return "fuzzy" in entry.flags and entry.plural is None and _note_of(entry).endswith(_CUT)


def offered(entry: Entry, one: Remembered) -> Entry:
    """The entry with words from a file, as an update would have suggested them: with the note
    that keeps them a suggestion when the guide becomes the text that they were made for."""
    same = nfc(one.msgid) == nfc(entry.msgid)
    note = _ended((_SAME if same else _LIKE) + one.origin)
    found = Found(note, one.msgstr, "" if same else one.msgid)
    lines = (line for line in entry.extracted if not line.startswith((_NOTE, _DISAGREE)))
    return replace(suggested(entry, found), extracted=(*lines, note))


def is_note(line: str) -> bool:
    return line.startswith((_SAME, _LIKE))


def _note_of(entry: Entry) -> str:
    return next(filter(is_note, entry.extracted), "")


def _ended(note: str) -> str:
    return " ".join(note.split()) + "."
