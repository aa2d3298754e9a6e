"""Back-translations beside their source: what differs, and what goes on record.

Nothing here changes a sign-off or a word of a catalogue. A back-translation counts for exactly the
words that somebody saw; what they wrote is in no ledger, as no text is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import unescape

from adaptkit.checks.same_language import says_differently
from adaptkit.model.back import BackAnswer, BackAnswers, Beside
from adaptkit.model.diagnostic import Diagnostic, Position, error, warning
from adaptkit.model.edition import Edition
from adaptkit.model.pack import PackUnit
from adaptkit.model.review import Review, Role, Verdict
from adaptkit.packs.back import can_be_translated_back, passage_key
from adaptkit.packs.gather import pieces
from adaptkit.packs.reading import at_once
from adaptkit.records import Record, field, replace

_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br[^<>]*>")
Place = tuple[str, str]


class LaidBeside(Record):
    """``reviews``: new lines of the ledger, by POSIX locale and domain."""

    found: list[Beside] = field(default_factory=list)
    reviews: dict[Place, list[Review]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Diagnostic] = field(default_factory=list)


def lay_beside(
    edition: Edition,
    units: Sequence[PackUnit],
    gone: Collection[str],
    files: Sequence[BackAnswers],
) -> LaidBeside:
    """In the order of the passages. ``gone``: units that the edition does not have any more, or
    has no finished words for. ``problems``: passages that there have never been."""
    out = LaidBeside()
    keys = {passage_key(unit): unit for unit in gone}
    keys |= {passage_key(one.id): one.id for one in units}
    said: dict[str, list[tuple[BackAnswers, BackAnswer]]] = defaultdict(list)
    for file in files:
        foreign: list[Diagnostic] = []
        for one in file.answered:
            if one.passage in keys:
                said[keys[one.passage]].append((file, one))
            else:
                told = f"{file.edition} has no passage {one.passage}, and never had"
                hint = "look whether it is the right file"
                foreign.append(error("review-answers-foreign", one.position, told, hint))
        out.problems += at_once(foreign, len(file.answered), file.path, file.edition)
    for unit in units:
        for file, one in said.pop(unit.id, ()):
            _lay(edition, unit, file, one, out)
    for name, answers in said.items():
        out.found += [Beside("gone", name, f.by, one.on, back=one.words) for f, one in answers]
    return out


def _lay(
    edition: Edition, unit: PackUnit, file: BackAnswers, one: BackAnswer, out: LaidBeside
) -> None:
    source = plain_of(unit.source_html, unit.source)
    beside = Beside(
        *("stale", unit.id, file.by, one.on, source),
        words=plain_of(unit.words_html, unit.words),
        back=one.words,
        path=unit.catalogue or unit.path,
        line=unit.catalogue_line if unit.catalogue else unit.line,
    )
    if can_be_translated_back(unit) and one.target == unit.words_hash:
        beside = replace(
            beside,
            what=_on_record(edition, unit, file, one, out),
            differs=tuple(says_differently(source, one.words, unit.source_language)),
            changes=tuple(pieces(source, one.words)) if one.words else (),
        )
    out.found.append(beside)


def _on_record(
    edition: Edition, unit: PackUnit, file: BackAnswers, one: BackAnswer, out: LaidBeside
) -> str:
    passage = edition.asked[unit.id]
    verdict = Verdict.BACK_TRANSLATED if one.words else Verdict.UNCLEAR
    hashes = unit.source_hash, unit.words_hash
    review = Review(unit.id, *hashes, file.by, Role.LANGUAGE, one.on, verdict)
    place = passage.locale, passage.domain
    known = [*edition.reviews.of(*place, unit.id), *out.reviews[place]]
    mine = [other for other in known if other.key == review.key]
    if any(replace(other, position=review.position) == review for other in mine):
        return "already"
    if any(review.on < other.on for other in mine):
        return "later"
    out.reviews[place] = [other for other in out.reviews[place] if other.key != review.key]
    out.reviews[place].append(review)
    return "new"


def not_apart(
    edition: Edition, translators: Iterable[str], files: Sequence[BackAnswers]
) -> Iterator[Diagnostic]:
    """Whoever has made or read the words knows what they should say. ``translators``: as catalogues
    name them, ``Name <e-mail>``."""
    names = {name.partition("<")[0].strip().casefold() for name in translators}
    for by in dict.fromkeys(file.by for file in files):
        person = edition.reviews.people[by]
        signed = sum(
            any(
                one.by == by and one.verdict is Verdict.APPROVED
                for one in edition.reviews.of(passage.locale, passage.domain, unit)
            )
            for unit, passage in edition.asked.items()
        )
        hint = "ask somebody else who has not seen the source; what they wrote stays on record"
        if names & ({by, person.name.casefold()} - {""}):
            said = f"{by} has translated for this edition, and translates back"
            yield warning("review-not-apart", person.position, said, hint)
        if signed:
            said = f"{by} has signed off {signed} passages of this edition, and translates back"
            yield warning("review-not-apart", person.position, said, hint)


def languages_faults(edition: Edition, files: Sequence[BackAnswers]) -> Iterator[Diagnostic]:
    for file in files:
        person = edition.reviews.people[file.by]
        locale = edition.spec.locale.posix
        if not person.reads(locale):
            hint = f"in reviews/people.yaml stand: {', '.join(person.languages)}"
            said = f"{file.by} does not read {locale}"
            yield error("review-person", Position(file.path), said, hint)


def plain_of(html: str, raw: str) -> str:
    """What readers see, without its mark-up: of the writer's own HTML, in which every other
    ``<`` is escaped."""
    return unescape(_TAG.sub("", _BREAK.sub(" ", html))) if html else raw
