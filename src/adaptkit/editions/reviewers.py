"""Who has read an edition before its readers: as what, how much of it, and when last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adaptkit.editions.dates import day_inline
from adaptkit.editions.lines import Line, say
from adaptkit.model.document import Block
from adaptkit.model.edition import Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.layout import GUIDE
from adaptkit.model.review import Review, Role
from adaptkit.model.telling import Fact, word

_APART = Inline(InlineKind.TEXT, " · ")
_ROLES = {
    Role.LANGUAGE: word("Language"),
    Role.CLINICAL: word("Expert review"),
    Role.LIVED_EXPERIENCE: word("Lived experience"),
}


def review_facts(edition: Edition) -> Iterator[Fact]:
    """How much is signed off, and by whom; or that nobody has read anything yet: also of the guide
    in its own language, which its owner answers for and nobody has to sign. Whoever does not want
    their name printed is told by their role alone."""
    progress, said = edition.progress, edition.said
    readers = by_reader(edition)
    if not (readers or progress.reviewed):
        yield Fact(said("Review"), (say(said("Nobody has reviewed this edition yet.")),))
        return
    yield Fact(said("Review"), (_of_total(progress.reviewed, edition),))
    lines = (_reader(*who, reviews, edition) for who, reviews in readers.items())
    if readers:
        yield Fact(said("Reviewed by"), tuple(lines), listed=True)


def by_reader(edition: Edition) -> Mapping[tuple[str, Role], list[Review]]:
    """The approvals that count, by person and role: roles in their order, then who read most."""
    found: dict[tuple[str, Role], list[Review]] = {}
    for judged in edition.judged.values():
        for one in judged.by:
            found.setdefault((one.by, one.role), []).append(one)
    roles = [*Role]
    order = sorted(found, key=lambda who: (roles.index(who[1]), -len(found[who]), who[0]))
    return {who: found[who] for who in order}


def _reader(by: str, role: Role, reviews: list[Review], edition: Edition) -> Line:
    name = edition.reviews.people[by].name
    named: Line = (Inline(InlineKind.NAME, name), _APART) if name else ()
    day = day_inline(max(one.on for one in reviews), edition.words_language)
    read = _of_total(len(reviews), edition)
    return (*named, *say(edition.said(_ROLES[role])), _APART, *read, _APART, day)


def own_text(edition: Edition) -> int:
    """How many passages of the guide its readers see in the guide's own language, which nobody
    signs: they count among all, so that nobody thinks that these were read as well."""
    return sum(
        1
        for chapter in edition.chapters
        for block in chapter.walk()
        if block.id and block.msgid and not block.children and _is_own(block, edition)
    )


def _is_own(block: Block, edition: Edition) -> bool:
    answer = edition.answers.get(block.id)
    needed = answer is not None and answer.needed
    return block.domain == GUIDE and not needed and block.id not in edition.asked


def _of_total(number: int, edition: Edition) -> Line:
    total = str(edition.progress.to_sign + own_text(edition))
    return say(edition.said("{n} of {total} passages", n=str(number), total=total))
