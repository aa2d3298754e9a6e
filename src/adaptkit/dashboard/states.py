"""What an edition is, in a word or two each."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.overview import Member
from adaptkit.records import Record
from adaptkit.reports.status import EditionStatus


class State(Record, frozen=True):
    """``key``: ``complete``, ``stale``, ``adapted``, ``reviewed``, ``due`` or ``broken``. ``good``:
    whether it is well so; ``says``: in words."""

    key: str
    good: bool
    says: str


def states(row: EditionStatus, member: Member) -> Iterator[State]:
    """All that holds, good or not. Of what cannot be made nothing is known but that."""
    if not row.made:
        yield State("broken", False, "cannot be made")
        return
    complete = row.percent == 100
    yield State("complete", complete, "complete" if complete else "not complete")
    if row.fuzzy or row.drift or any(one.code == "catalogues-behind" for one in row.diagnostics):
        yield State("stale", False, "stale: to be looked at again")
    if row.open_adaptation_points:
        yield State("adapted", False, "not wholly adapted")
    elif row.overlays:
        yield State("adapted", True, "adapted")
    signed = row.percent_signed == 100
    yield State("reviewed", signed, "reviewed" if signed else "not wholly reviewed")
    if row.contacts_due or member.consents_due or member.review_due:
        yield State("due", False, "something is due")
