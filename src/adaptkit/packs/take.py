"""What becomes of a project when reviewers' answers are taken in.

A verdict counts for exactly the text and the words that were seen: their hashes say whether these
are still what stands there. A suggestion becomes the entry's words as fuzzy ones, and the words
before it a comment beside it; where somebody has approved the words that stand there, they stay,
and the suggestion is the comment. A comment on a text that is another one now says so. Nothing
that a person wrote is lost, and taking the same file in twice does nothing the second time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from adaptkit.exchange._taken import suggested
from adaptkit.model.answers import Answered, Answers, Told
from adaptkit.model.catalogue import Entry
from adaptkit.model.edition import Edition
from adaptkit.model.pack import PackUnit
from adaptkit.model.review import Review, Verdict, text_hash
from adaptkit.records import Record, field, replace
from adaptkit.reports.words import safe
from adaptkit.texts.placeholders import placeholder, placeholders_in
from adaptkit.texts.sameness import nfc

_Pair = tuple[Answers, Answered]
Place = tuple[str, str]
"""POSIX locale and domain: of a catalogue, and of a file of the ledger."""


class Ground(Record, frozen=True):
    """The edition as it is now: its passages by id, and where the words of each stand (the
    catalogue's place and entry), if they stand in one. ``spoilt``: those that would harm a reader,
    as checks say: nobody can sign them off."""

    edition: Edition
    units: Mapping[str, PackUnit]
    entries: Mapping[str, tuple[Place, Entry]]
    spoilt: Collection[str] = ()


class Taken(Record):
    """``reviews``: new lines of the ledger; ``entries``: those that change, by place and unit."""

    reviews: dict[Place, list[Review]] = field(default_factory=lambda: defaultdict(list))
    entries: dict[Place, dict[str, Entry]] = field(default_factory=lambda: defaultdict(dict))
    told: list[Told] = field(default_factory=list)


def take(ground: Ground, files: Sequence[Answers]) -> Taken:
    """All answers to one edition, in the order of its passages. Every unit must be known."""
    by_unit: dict[str, list[_Pair]] = defaultdict(list)
    for one in files:
        for answered in one.answered:
            by_unit[answered.unit].append((one, answered))
    work = _Taking(ground)
    for unit in ground.units:
        if unit in by_unit:
            work.unit(ground.units[unit], _once(by_unit[unit], ground.units[unit], work))
    return work.taken


def _once(found: Sequence[_Pair], unit: PackUnit, work: _Taking) -> list[_Pair]:
    """The answers of one unit, in which each person has one verdict in each role: the latest of
    what is there now. Of different ones of one day an objection counts, and no approval. What else
    they say stays."""
    by_person: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for file, one in found:
        by_person[file.by, file.role.value].append((file, one))
    out: list[_Pair] = []
    for pairs in by_person.values():
        said = [pair for pair in pairs if pair[1].verdict]
        said = [pair for pair in said if _has_seen(unit, pair[1])] or said
        day = max((one.on for _, one in said), default="")
        last = [pair for pair in said if pair[1].on == day]
        agreed = len({(one.verdict, one.note) for _, one in last}) < 2
        chosen = last[0] if agreed and last else None
        if not agreed:
            # Nobody knows which came later: what holds up a release is the safer one.
            objects = (pair for pair in last if pair[1].verdict == Verdict.OBJECTION)
            chosen = next(objects, None)
            work.tell("conflict", *last[0], "two files of one day say different things")
        for pair in pairs:
            kept = pair is chosen
            out.append(pair if kept else (pair[0], replace(pair[1], verdict="", note="")))
    return out


class _Taking:
    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.taken = Taken()

    def tell(self, what: str, file: Answers, one: Answered, said: str = "") -> None:
        unit = self.ground.units[one.unit]
        in_catalogue = bool(unit.catalogue)
        path = unit.catalogue if in_catalogue else unit.path
        line = unit.catalogue_line if in_catalogue else unit.line
        lost: tuple[str, ...] = ()
        if what == "suggested":
            names = placeholders_in(unit.source, self.ground.edition.values)
            lost = tuple(placeholder(n) for n in names if placeholder(n) not in one.suggestion)
        where = (path, line, unit.core, tuple(dict.fromkeys(lost)))
        self.taken.told.append(Told(what, one.unit, file.by, file.role.value, said, *where))

    # -- one passage -----------------------------------------------------------------------------

    def unit(self, unit: PackUnit, answers: Sequence[_Pair]) -> None:
        seen = [pair for pair in answers if _has_seen(unit, pair[1])]
        approved = self._verdicts(unit, answers)
        for file, one in answers:
            if one.comment:
                # As with a verdict: what they saw says what they speak of.
                earlier = "" if _has_seen(unit, one) else _EARLIER
                self._note(unit, file, one, earlier, one.comment)
        wanted = [(file, one) for file, one in answers if one.suggestion]
        different = {nfc(plain_lines(one.suggestion)) for _, one in wanted}
        for file, one in wanted:
            kept = ""
            if (file, one) not in seen:
                kept = "stale"
            elif len(different) > 1 or approved - {file.by}:
                kept = "conflict"
            elif approved:
                # One person says that it is right, and how it would be better.
                kept = "noted"
            self._suggestion(unit, file, one, kept)

    def _verdicts(self, unit: PackUnit, answers: Sequence[_Pair]) -> set[str]:
        """Who approves the words that stand there, by these answers or before."""
        said: dict[str, list[str]] = defaultdict(list)
        for file, one in answers:
            verdict = self._verdict_of(unit, one)
            if verdict and self._sign(unit, file, verdict):
                said[verdict.verdict].append(file.by)
            if verdict and verdict.verdict == Verdict.OBJECTION and one.note:
                self._note(unit, file, one, "objects", one.note, told=False)
        now = {by for each in said.values() for by in each}
        # Whoever speaks now has no other word any more.
        for word in (Verdict.APPROVED, Verdict.OBJECTION) if now else ():
            before = [by for by in _standing(unit, word) if by not in now]
            said[word] = [*dict.fromkeys((*said[word], *before))]
        if now and said[Verdict.APPROVED] and said[Verdict.OBJECTION]:
            names = [
                _who(said[Verdict.APPROVED], "approve"),
                _who(said[Verdict.OBJECTION], "object"),
            ]
            self.tell("conflict", *answers[0], ", ".join(names))
        return {*said[Verdict.APPROVED], *_standing(unit, Verdict.APPROVED)}

    def _verdict_of(self, unit: PackUnit, one: Answered) -> Answered | None:
        """The answer as a verdict: a suggestion for a text that no catalogue holds is an objection
        to it, which holds up a release until somebody has looked."""
        if one.verdict:
            return one
        if one.suggestion and unit.asked and unit.id not in self.ground.entries:
            return replace(one, verdict=Verdict.OBJECTION.value, note=f"suggests: {one.suggestion}")
        return None

    def _sign(self, unit: PackUnit, file: Answers, one: Answered) -> bool:
        """Whether it counts: now, or since an earlier time."""
        passage = self.ground.edition.asked.get(unit.id)
        review = Review(
            *(unit.id, one.source, one.target, file.by, file.role, one.on),
            Verdict(one.verdict),
            note=one.note.strip(),
        )
        if passage is not None and _has_seen(unit, one):
            # The answer's sign is that of the place too; the ledger says it by itself.
            review = replace(review, source=text_hash(passage.source), place=passage.place)
        where = self._ledger(unit)
        mine = [r for r in self.ground.edition.reviews.of(*where, unit.id) if r.key == review.key]
        if any(_same(known, review) for known in mine):
            self.tell("already", file, one)
            return passage is not None and _has_seen(unit, one)
        if passage is None or not _has_seen(unit, one):
            self.tell("stale", file, one, _STALE)
            return False
        if unit.id in self.ground.spoilt and review.verdict is Verdict.APPROVED:
            self.tell("spoilt", file, one, "; ".join(found.message for found in unit.findings))
            return False
        # A day that has not come yet is a slip: it takes nobody's word away today.
        until = self.ground.edition.today or max(review.on, *(known.on for known in mine), "")
        later = [known for known in mine if review.on < known.on <= until]
        if later:
            self.tell("later", file, one, f"on {max(known.on for known in later)}")
            return False
        if review.verdict is Verdict.APPROVED and any(
            known.verdict is Verdict.OBJECTION and known.on == review.on for known in mine
        ):
            # This file may be the older of two; the person themself can say so.
            said = f"they object, on the same day; if not any more: {_SIGN} {unit.id}"
            self.tell("later", file, one, said)
            return False
        self.taken.reviews[where].append(review)
        self.tell(one.verdict, file, one, one.note)
        return True

    def _ledger(self, unit: PackUnit) -> Place:
        passage = self.ground.edition.asked.get(unit.id)
        if passage is not None:
            return passage.locale, passage.domain
        return unit.words_language.posix, unit.domain

    # -- in the catalogue ------------------------------------------------------------------------

    def _entry(self, unit: PackUnit) -> tuple[Place, Entry] | None:
        found = self.ground.entries.get(unit.id)
        if found is None:
            return None
        place, entry = found
        return place, self.taken.entries[place].get(unit.id, entry)

    def _note(
        self,
        unit: PackUnit,
        file: Answers,
        one: Answered,
        does: str,
        text: str,
        *,
        told: bool = True,
    ) -> None:
        found = self._entry(unit)
        if found is None:
            if told:
                self.tell("nowhere", file, one, text)
            return
        place, entry = found
        line = self._line(file, one, does, text)
        if does == _EARLIER and _says(entry, plain := self._line(file, one, "", text)):
            # Taken in before, when the text was that one.
            line = plain
        noted = _with_lines(entry, [line])
        if noted is not entry:
            self.taken.entries[place][unit.id] = noted
        if told and noted is not entry and does == _EARLIER:
            self.tell("stale", file, one, f"{_NOTED}: {text}")
        elif told:
            self.tell("already" if noted is entry else "noted", file, one, text)

    def _line(self, file: Answers, one: Answered, does: str, text: str) -> str:
        person = self.ground.edition.reviews.people.get(file.by)
        name = (person.name if person else "") or file.by
        said = f"{name} ({file.role.value}), {one.on}"
        return f"{said}{', ' + does if does else ''}: {written(text)}"

    def _suggestion(self, unit: PackUnit, file: Answers, one: Answered, kept: str) -> None:
        """``kept``: why the words that stand there stay; ``""``: they make room."""
        found = self._entry(unit)
        words = plain_lines(one.suggestion)
        if found is None:
            if one.verdict:
                # The verdict is in the ledger, and the suggestion nowhere.
                self.tell("nowhere", file, one, words)
            return
        place, entry = found
        before = self._line(file, one, "suggests a text; before it there stood", entry.msgstr)
        if nfc(entry.msgstr) == nfc(words):
            self.tell("already", file, one, words)
            return
        if kept:
            noted = _with_lines(entry, [self._line(file, one, _KEPT[kept], words)])
            if noted is not entry:
                self.taken.entries[place][unit.id] = noted
                self.tell(kept, file, one, _TOLD.get(kept, words))
            else:
                self.tell("already", file, one, words)
            return
        changed = suggested(entry, words, "")
        self.taken.entries[place][unit.id] = _with_lines(changed, [before] if entry.msgstr else [])
        self.tell("suggested", file, one, words)


_DAY = re.compile(r"(\((?:language|clinical|lived-experience)\)), \d{4}-\d\d-\d\d")
_RARE_ENDS = re.compile("[\x85\u2028\u2029]")
_SIGN = "adaptkit review sign"
_STALE = "the text is another one than they saw"
_EARLIER = "on an earlier text"
_NOTED = "a comment on another text than this; it stands in the catalogue as one"
_APART = "somebody approves what stands there, or others suggest other words; both are kept"
_KEPT = {
    "stale": "suggests, for an earlier text",
    "conflict": "suggests",
    "noted": "suggests, though it is right",
}
_TOLD = {"stale": _STALE, "conflict": _APART}


def _has_seen(unit: PackUnit, one: Answered) -> bool:
    return (one.source, one.target) == (unit.source_hash, unit.words_hash)


def _same(known: Review, new: Review) -> bool:
    """Whether this has been said before: then its day stays. A sheet does not say the day."""
    return replace(known, position=new.position, on=new.on) == new


def _standing(unit: PackUnit, verdict: Verdict) -> Iterator[str]:
    """Who has said this of these words before."""
    for one in unit.earlier:
        if one.stands and one.verdict == verdict:
            yield one.by


def plain_lines(text: str) -> str:
    """A suggestion as a catalogue can hold it: many programs would cut a line at the rare ends of
    lines that word processors leave. To a reader each is a blank."""
    return _RARE_ENDS.sub(" ", text).strip("\n")


def written(text: str) -> str:
    """As one line of a comment: a break of the text stays to be seen, as ``\\n``, and so does
    what could turn the line round."""
    return safe(text.strip().replace("\r\n", "\n").replace("\n", "\\n").replace("\t", " "))


def _undated(line: str) -> str:
    """The same words of the same person are said once, on whatever day the file was taken in. A
    line of a PO file that ends with a backslash has a blank behind it."""
    return _DAY.sub(r"\1", line, count=1).rstrip()


def _says(entry: Entry, line: str) -> bool:
    return _undated(line) in {_undated(known) for known in entry.comment.split("\n")}


def _with_lines(entry: Entry, lines: Iterable[str]) -> Entry:
    """With these lines in its translators' comment, unless they are there."""
    new = [line for line in lines if not _says(entry, line)]
    if not new:
        return entry
    return replace(entry, comment="\n".join([*filter(None, [entry.comment]), *new]))


def _who(by: Sequence[str], what: str) -> str:
    """``ana objects``; ``ana and ben object``."""
    return f"{' and '.join(by)} {what}{'s' if len(by) == 1 else ''}"
