"""What is new in a release, in few English words for those who keep the guide."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.release import Recorded
from adaptkit.releases.changes import Changes, Sorts, changes
from adaptkit.releases.facts import changed_facts
from adaptkit.releases.look import changed_look
from adaptkit.reports.since import OtherValue, value_line


def summary(before: Recorded, after: Recorded) -> Iterator[str]:
    """What of ``after`` is new. Values that stand in safety passages first; safety passages by
    their headings; all else by number; the look last."""
    found = changes(before.content, after.content)
    facts = tuple(changed_facts(before.facts, after.facts))
    look = tuple(changed_look(before.theme, after.theme))
    yield from _of_content(found)
    yield from (*facts, *look)
    if not (found or facts or look):
        yield "nothing that readers see"


def _of_content(found: Changes) -> Iterator[str]:
    for one in found.values:
        yield value_line(OtherValue(one.name, one.old, one.new, one.safety))
    headings = (*found.safety.changed, *found.safety.added, *found.safety.gone)
    if headings:
        yield f"SAFETY passages: {', '.join(headings)}"
    for contact in found.numbers:
        yield f"{contact.name}: {', '.join(contact.old)}, now {', '.join(contact.new)}"
    sorts = (
        ("passages", found.passages),
        ("chapters", Sorts(found.chapters.added, found.chapters_otherwise, found.chapters.gone)),
        ("stories", found.stories),
        ("contacts", found.contacts),
        ("pictures", found.pictures),
    )
    for what, names in sorts:
        if names:
            yield f"{what}: {_counted(names)}"
    if found.title:
        yield "the title"
    if found.reordered:
        yield "the order"


def _counted(found: Sorts) -> str:
    kinds = (("changed", found.changed), ("new", found.added), ("gone", found.gone))
    return ", ".join(f"{len(names):,} {kind}" for kind, names in kinds if names)
