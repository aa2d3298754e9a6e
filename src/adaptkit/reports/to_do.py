"""Who has what to do next for an edition: one line each, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.records import Record
from adaptkit.reports.decided import to_decide
from adaptkit.reports.problems import Json
from adaptkit.reports.status import EditionStatus, Readers, language_of
from adaptkit.reports.words import as_name, counted, one_line

OWNER, MEMBER, TRANSLATOR, REVIEWER = "guide owner", "member organisation", "translator", "reviewer"
_NOT_DECIDED = ("untranslated", "unreviewed", "catalogues-behind", "review-objection")
_PEOPLE = 3


class ToDo(Record, frozen=True):
    """``command``: what to begin with. ``count``: of passages, decisions or contacts."""

    who: str
    what: str
    count: int
    command: str


def to_do_next(row: EditionStatus) -> tuple[ToDo, ...]:
    """Everybody once for each kind of work. What all others build on comes first: catalogues that
    are behind; then objections and contacts, which readers may act on; decisions, translations,
    and readings, which are void as soon as something before them changes."""
    name = as_name(row.edition)
    if not row.made:
        found = tuple(dict.fromkeys(row.blockers))
        what = f"mend what keeps {name} from being made"
        return (ToDo(MEMBER, what, len(found), f"adaptkit status {name}"),) if found else ()
    return tuple(_to_do(row, name))


def _to_do(row: EditionStatus, name: str) -> Iterator[ToDo]:
    codes = [one.code for one in (*row.blockers, *row.diagnostics)]
    if "catalogues-behind" in codes:
        yield ToDo(OWNER, "bring the catalogues up to date with the guide", 1, "adaptkit update")
    objections = len({one for one in row.blockers if one.code == "review-objection"})
    if objections:
        what = f"answer {counted(objections, 'objection')} of reviewers"
        yield ToDo(MEMBER, what, objections, f"adaptkit status {name}")
    # Blockers stand in order of urgency.
    first = next((one for one in row.blockers if one.code not in _NOT_DECIDED), None)
    asks = [_contacts(row, name), _decisions(row, name)]
    if first is not None and not _is_of_contact(first):
        asks.reverse()
    yield from (one for one in asks if one.count)
    yield from _translations(row, name)
    for one in row.readers:
        yield _reading(one, name)


def _is_of_contact(one: Diagnostic) -> bool:
    return one.code in ("contact-unverified", "contact-overdue")


def _contacts(row: EditionStatus, name: str) -> ToDo:
    number = len({*row.unverified_contacts, *(one.contact for one in row.contacts_due)})
    what = f"check {counted(number, 'contact')}{_soonest(row)}"
    return ToDo(MEMBER, what, number, f"adaptkit status {name} --list contacts")


def _decisions(row: EditionStatus, name: str) -> ToDo:
    open_ = {one for one in row.blockers if one.code not in _NOT_DECIDED}
    number = len(to_decide(one for one in open_ if not _is_of_contact(one)))
    who = MEMBER if row.overlays else OWNER
    return ToDo(who, f"take {counted(number, 'decision')}", number, f"adaptkit next {name}")


def _soonest(row: EditionStatus) -> str:
    return f", the first by {min(one.by for one in row.contacts_due)}" if row.contacts_due else ""


def _translations(row: EditionStatus, name: str) -> Iterator[ToDo]:
    waiting = row.fuzzy + row.untranslated
    if not waiting:
        return
    kinds = ((row.untranslated, "untranslated"), (row.fuzzy, "fuzzy"))
    said = " and ".join(f"{number:,} {kind}" for number, kind in kinds if number)
    passages = "passage" if waiting == 1 else "passages"
    first = row.waiting[0] if row.waiting else None
    where = f", next: {as_name(first.path)}:{first.line}" if first else ""
    kind = first.state if first else "untranslated" if row.untranslated else "fuzzy"
    yield ToDo(
        f"{TRANSLATOR} of {language_of(row)}",
        f"finish {said} {passages}{where}",
        waiting,
        f"adaptkit status {name} --list {kind}",
    )


def _reading(one: Readers, name: str) -> ToDo:
    passages = counted(one.count, "passage")
    if one.core == one.count:
        passages = counted(one.count, "safety passage")
    elif one.core:
        passages += f", {one.core:,} of them safety passages"
    what = f"read and sign off {passages}; {_may(one.who)}"
    if one.again:
        what += f"; has read it before it changed: {', '.join(map(one_line, one.again[:_PEOPLE]))}"
    command = f"adaptkit review pack {name}"
    if not one.role:
        return ToDo(f"another {REVIEWER}", what, one.count, command)
    return ToDo(f"{REVIEWER} ({one.role})", what, one.count, f"{command} --role {one.role}")


def _may(who: tuple[str, ...]) -> str:
    if not who:
        return "nobody may yet: write them into reviews/people.yaml"
    more = f" and {len(who) - _PEOPLE:,} more" if len(who) > _PEOPLE else ""
    return f"may: {', '.join(map(one_line, who[:_PEOPLE]))}{more}"


def to_do_lines(row: EditionStatus) -> Iterator[str]:
    for one in to_do_next(row):
        yield f"{one.who}: {one.what} ({one.command})"


def to_do_json(row: EditionStatus) -> list[Json]:
    return [
        {"who": one.who, "what": one.what, "count": one.count, "command": one.command}
        for one in to_do_next(row)
    ]
