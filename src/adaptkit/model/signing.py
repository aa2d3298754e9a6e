"""Whether a passage is signed off: what was said of it, who may say so, and who has to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from adaptkit.model.diagnostic import Position
from adaptkit.model.locale import Locale
from adaptkit.model.review import SIGNING, Review, Role, Verdict, text_hash
from adaptkit.model.tried import Session
from adaptkit.records import Record, field

CONTACT = "contact"
"""``Passage.kind`` of a support network's entry."""


class Person(Record, frozen=True):
    """Somebody of ``people.yaml``. ``name``: as readers see it; empty where they do not want it
    printed. ``languages``: POSIX codes, of which one without a country means all, and one without a
    script all of its scripts; none means any language."""

    key: str
    name: str = ""
    roles: tuple[Role, ...] = ()
    languages: tuple[str, ...] = ()
    position: Position = Position("")

    def may_sign(self, role: Role, locale: str) -> bool:
        """``locale``: POSIX; empty of what is in no language."""
        return role in self.roles and self.reads(locale)

    def reads(self, locale: str) -> bool:
        if not (self.languages and locale) or locale in self.languages:
            return True
        return not _wider(locale).isdisjoint(self.languages)


@lru_cache
def _wider(locale: str) -> frozenset[str]:
    """``zh_Hans_MY`` → ``zh_Hans`` and ``zh``."""
    found = Locale.parse(locale)
    return frozenset((found.language, *(one.posix for one in found.parents())))


class Demand(Record, frozen=True):
    """Who must have read a passage before it is signed off: somebody in each role of ``required``,
    of ``core`` passages in those too, and at the least ``people`` different persons."""

    required: tuple[Role, ...] = (Role.LANGUAGE,)
    core: tuple[Role, ...] = (Role.CLINICAL,)
    people: int = 1

    def roles(self, *, core: bool) -> tuple[Role, ...]:
        return tuple(dict.fromkeys((*self.required, *(self.core if core else ()))))

    def and_also(self, other: Demand) -> Demand:
        """What both ask for: an edition may ask for more than its guide, never for less."""
        return Demand(
            tuple(dict.fromkeys((*self.required, *other.required))),
            tuple(dict.fromkeys((*self.core, *other.core))),
            max(self.people, other.people),
        )


class Judged(Record, frozen=True):
    """What all that was said of a passage comes to. ``by``: the approvals that count;
    ``objections``: what stands against it; ``void``: approvals and objections of another text, of
    other words or in another place, and ``again`` those of them by whom nothing has been said since
    in that role: they have to be asked; ``strangers``: approvals by somebody who may not sign in
    this role; ``early``: of a day that has not come yet; ``lacking``: the roles in which nobody has
    read it."""

    signed: bool = False
    by: tuple[Review, ...] = ()
    objections: tuple[Review, ...] = ()
    void: tuple[Review, ...] = ()
    again: tuple[Review, ...] = ()
    strangers: tuple[Review, ...] = ()
    early: tuple[Review, ...] = ()
    lacking: tuple[Role, ...] = ()


class Passage(Record, frozen=True):
    """What somebody may sign off: ``words`` for the text ``source`` of ``unit``, in the catalogue
    or the overlay ``domain``; of a text in the edition's own language both are the same.
    ``position``: where its source stands. ``decision``: the operation, where it is one of an
    overlay; ``source`` is what the guide says under it. ``place``: of what an overlay says or
    decides, where it stands (``model/place.py``); of the guide's own texts their id says it.
    ``kind``: of what is no text of a chapter, such as ``picture``: then ``words`` say which, and
    its SHA-256."""

    locale: str
    domain: str
    unit: str
    source: str
    words: str
    position: Position = Position("")
    core: bool = False
    decision: str = ""
    place: str = ""
    kind: str = ""

    @property
    def spoken(self) -> str:
        """The language that whoever signs it has to know: a decision, which is kept with the
        guide's language whatever its readers' is, and the facts of a contact are in none."""
        return "" if self.decision or self.kind == CONTACT else self.locale

    @property
    def shown(self) -> str:
        """The words as people read them: of a contact its facts, one behind the other, and no dot
        behind the name of a text that has no language."""
        if self.kind != CONTACT:
            return self.words
        return "; ".join(line.replace(".: ", ": ", 1) for line in self.words.splitlines())

    @property
    def source_sign(self) -> str:
        """What a reviewer saw beside the words, the place included, as 16 hexadecimal digits."""
        seen = text_hash(self.source)
        return text_hash(f"{self.place}\n{seen}") if self.place else seen


class Reviews(Record, frozen=True):
    """Everything that anybody has said in a project: by (POSIX locale, domain), as catalogues are,
    and by unit. ``people``: who may say so, by key. ``today``: ISO date, after which nobody can
    have approved anything yet; ``""``: no day is asked about. ``sessions``: how readers got on with
    the edition's chapters."""

    said: Mapping[tuple[str, str], Mapping[str, tuple[Review, ...]]] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    today: str = ""
    sessions: tuple[Session, ...] = ()

    def of(self, locale: str, domain: str, unit: str) -> tuple[Review, ...]:
        return self.said.get((locale, domain), {}).get(unit, ())

    def judge(self, passage: Passage, demand: Demand) -> Judged:
        """What counts is only what was said of exactly this text and these words, in this place.
        An approval counts by whom ``people`` names, in the roles and languages that they may sign;
        an objection counts whoever made it, until the same person approves or the text changes."""
        roles = demand.roles(core=passage.core)
        said = self.of(passage.locale, passage.domain, passage.unit) if self.said else ()
        said = tuple(one for one in said if one.verdict in SIGNING)
        if not said or not passage.words:
            return Judged(lacking=roles, void=said, again=said)
        here = (passage.source, passage.words, passage.place)
        now = tuple(one for one in said if one.is_about(*here))
        approved = [one for one in now if one.verdict is Verdict.APPROVED]
        by = tuple(one for one in approved if self.counts(one, passage.spoken))
        objections = tuple(one for one in now if one.verdict is Verdict.OBJECTION)
        lacking = _without(roles, (one.role for one in by))
        people = len({one.by for one in by})
        void = tuple(one for one in said if one not in now)
        heard = {(one.by, one.role) for one in now}
        return Judged(
            signed=bool(by) and not lacking and not objections and people >= demand.people,
            by=by,
            objections=objections,
            void=void,
            again=tuple(one for one in void if (one.by, one.role) not in heard),
            strangers=tuple(o for o in approved if o not in by and not self.is_early(o)),
            early=tuple(one for one in approved if self.is_early(one)),
            lacking=lacking,
        )

    def counts(self, review: Review, locale: str) -> bool:
        """``locale``: of the words; empty where they are in none."""
        person = self.people.get(review.by)
        may = person is not None and person.may_sign(review.role, locale)
        return may and not self.is_early(review)

    def is_early(self, review: Review) -> bool:
        return bool(self.today) and review.on > self.today


def _without(roles: tuple[Role, ...], have: Iterable[Role]) -> tuple[Role, ...]:
    done = set(have)
    return tuple(role for role in roles if role not in done)


NO_REVIEWS = Reviews()
