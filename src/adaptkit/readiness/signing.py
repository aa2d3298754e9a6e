"""Which passages of an edition somebody means to sign off, and whether they can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from adaptkit.editions.signed_pictures import PICTURE
from adaptkit.guides.settings_units import ABOUT, EDITION, TERMS
from adaptkit.loading.reviews import read_people
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.model.edition import Edition
from adaptkit.model.layout import PEOPLE, SOURCE
from adaptkit.model.naming import meant
from adaptkit.model.review import Role, is_person_key, person_key
from adaptkit.model.signing import Passage, Person
from adaptkit.records import Record, json_text
from adaptkit.workspace import Workspace

# Chapters that are named to whoever has missed one.
_NAMED = 20


class Chosen(Record, frozen=True):
    """``passages``: what can be signed off today, in reading order; ``left``: units of a section or
    chapter that cannot, since they have no finished words."""

    passages: tuple[Passage, ...]
    left: tuple[str, ...] = ()


def reader(workspace: Workspace, key: str, role: str) -> tuple[Person, Role]:
    """Who signs, and as what; ``""`` where they may sign in one role only. Raises ProblemsFound."""
    people = read_people(workspace)
    person = people.get(key)
    if person is None:
        raise ProblemsFound([unknown_person(key, people, role=role)])
    roles = person.roles
    if not role and len(roles) == 1:
        return person, roles[0]
    if role not in roles:
        said = f"{key} may not sign in the role {role}" if role else "it is not said in which role"
        hint = f"--role {' or '.join(roles)}; other roles have to be written into {PEOPLE} first"
        if not roles:
            hint = f"they translate back alone; other roles have to be written into {PEOPLE} first"
        raise ProblemsFound([error("use-role", person.position, said, hint)])
    return person, Role(role)


def unknown_person(
    key: str, people: Mapping[str, Person], roles: Sequence[str] = tuple(Role), role: str = ""
) -> Diagnostic:
    """``roles``: those that would do; ``role``: the one that was asked for. What is proposed can be
    written as it stands: a name that can be no key becomes one."""
    said = f'nobody is called "{key}" there'
    named = next(
        (one.key for one in people.values() if one.name and one.name.casefold() == key.casefold()),
        "",
    )
    near = f"that is the name of {named}: say {named}" if named else did_you_mean(key, people)
    if near:
        return error("use-unknown-person", Position(PEOPLE), said, near)
    known = f"there are: {', '.join(people)}; or " if people else ""
    short, name = (key, "Their Name") if is_person_key(key) else (person_key(key), key)
    line = f"{short}: {{name: {json_text(name)}, roles: [{role if role in roles else roles[0]}]}}"
    also = "" if short == key else f", and say {short} from then on"
    hint = (
        f"{known}write into {PEOPLE}{also} (roles: {', '.join(roles)}; name: do not print my name, "
        f"for who does not want it printed):  {line}"
    )
    return error("use-unknown-person", Position(PEOPLE), said, hint)


def choose(
    edition: Edition, units: Sequence[str], sections: Sequence[str], chapters: Sequence[str]
) -> Chosen:
    """What is named one by one has to be there and to have finished words; of a section or chapter
    it is all that has. Raises ProblemsFound with all that is wrong."""
    problems: list[Diagnostic] = []
    named: dict[str, None] = {}
    for unit in units:
        problems += _cannot(edition, unit)
        named[unit] = None
    within: dict[str, None] = {}
    for name in sections:
        problems += _within(edition, _in_section(edition, name), "section", name, within)
    for name in chapters:
        problems += _within(edition, _in_chapter(edition, name), "chapter", name, within)
    if problems:
        raise ProblemsFound(problems)
    wanted = {**named, **{unit: None for unit in within if unit in edition.asked}}
    order = {unit: number for number, unit in enumerate(edition.asked)}
    left = [unit for unit in within if unit not in edition.asked and _waits(edition, unit)]
    found = tuple(edition.asked[unit] for unit in sorted(wanted, key=order.__getitem__))
    return Chosen(found, tuple(left))


def spoilt(edition: Edition, passages: Sequence[Passage]) -> Iterator[Diagnostic]:
    """What is wrong with the words of a passage: nobody can sign that off."""
    wanted = {passage.unit for passage in passages}
    # Of an overlay's own text only the place may be told.
    places = {(one.position.path, one.position.line) for one in passages if one.position.line}
    return (
        one
        for one in edition.diagnostics
        if (one.unit in wanted or (one.position.path, one.position.line) in places)
        and one.stops_release
        and one.code not in _OF_REVIEWS
    )


_OF_REVIEWS = frozenset({"core-changed", "core-left-out", "review-objection"})


def _waits(edition: Edition, unit: str) -> bool:
    answer = edition.answers.get(unit)
    return answer is not None and answer.needed


def _cannot(edition: Edition, unit: str) -> Iterator[Diagnostic]:
    if unit in edition.asked:
        return
    if _waits(edition, unit):
        trace = next((one for one in edition.trace if one.unit == unit), None)
        where = Position(trace.path, trace.line) if trace else Position("")
        yield error(
            "use-not-finished",
            where,
            f'"{unit}" has no finished words in {edition.spec.name}, so nobody can have read them',
            "translate it first, and take the mark fuzzy away",
            unit=unit,
        )
    elif unit in edition.answers:
        yield error(
            "use-not-asked",
            Position(""),
            f'"{unit}" is the guide\'s own text in its own language: it needs no signature',
            "sign off what was translated, and what an overlay says",
            unit=unit,
        )
    else:
        all_of_them = f"adaptkit status {edition.spec.name} --list unreviewed names them all"
        hint = did_you_mean(unit, edition.asked) or all_of_them
        if _in_section(edition, unit):
            hint = f"it is a section: --section {unit}"
        elif _in_chapter(edition, unit):
            hint = f"it is a chapter: --chapter {unit}"
        message = f'no passage of {edition.spec.name} is called "{unit}"'
        yield error("use-unknown-unit", Position(""), message, hint)


def _in_section(edition: Edition, name: str) -> dict[str, None]:
    """``guide-yaml`` and ``terms-yaml`` are sections as translators see them; the name of an
    overlay stands for all that it says and decides; ``edition-yaml`` is what the edition's own
    file says (title, publisher, how it was made), ``picture`` the pictures for one language."""
    if name in (ABOUT, TERMS, EDITION, PICTURE, *edition.spec.overlays):
        return {unit: None for unit in edition.asked if unit.startswith((f"{name}.", f"{name}/"))}
    return {
        block.id: None
        for chapter in edition.chapters
        for block in chapter.origin.walk()
        if block.id and (block.section == name or block.section.startswith(f"{name}."))
    }


def _in_chapter(edition: Edition, name: str) -> dict[str, None]:
    """By its file, with its folder or without, with its ending or without, or by its id."""
    known = [
        (chapter, (chapter.name, chapter.name.removesuffix(".md"), chapter.id))
        for chapter in edition.chapters
    ]
    bare = name.removeprefix("./").removeprefix(f"{SOURCE}/")
    right = meant(bare, [one for _, names in known for one in names]) or bare
    return {
        block.id: None
        for chapter, names in known
        if right in names
        for block in chapter.origin.walk()
        if block.id
    }


def _within(
    edition: Edition, found: Mapping[str, None], kind: str, name: str, into: dict[str, None]
) -> Iterator[Diagnostic]:
    into.update(found)
    if not found:
        chapters = [chapter.name for chapter in edition.chapters]
        sections = (b.section for c in edition.chapters for b in c.origin.walk() if b.section)
        whole = (*edition.spec.overlays, ABOUT, TERMS, EDITION)
        known = (*sections, *whole) if kind == "section" else chapters
        hint = did_you_mean(name, tuple(dict.fromkeys(known)))
        if kind == "chapter" and len(chapters) <= _NAMED:
            hint = f"its chapters are: {', '.join(chapters)}"
        hint = hint or f"adaptkit status {edition.spec.name} --list unreviewed names the passages"
        message = f'{edition.spec.name} has no {kind} "{name}"'
        yield error("use-unknown-id", Position(""), message, hint)
