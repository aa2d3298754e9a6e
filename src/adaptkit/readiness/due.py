"""Contacts that somebody has to look at again soon."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from adaptkit.model.contact import Contact
from adaptkit.model.edition import Edition
from adaptkit.readiness.blockers import contacts
from adaptkit.reports.status import Due

# So long before the day on which a release stops it is told.
NOTICE = datetime.timedelta(days=60)


def due(edition: Edition, today: datetime.date) -> tuple[Due, ...]:
    """What is to be checked within 60 days, or should have been, the most urgent first."""
    found = {_due(contact): None for contact in contacts(edition) if is_due(contact, today)}
    return tuple(sorted(found, key=lambda one: (one.by, one.path, one.line)))


def is_due(contact: Contact, today: datetime.date) -> bool:
    day = contact.text("verify_by")
    return bool(day) and datetime.date.fromisoformat(day) - today <= NOTICE


def _due(contact: Contact) -> Due:
    where = contact.place("verify_by")
    return Due(contact.name, contact.text("verify_by"), where.path, where.line)


def waiting_contacts(edition: Edition, today: datetime.date | None) -> Iterator[Contact]:
    """All that nobody has checked, and all that are due."""
    for contact in contacts(edition):
        if contact.status != "verified" or (today is not None and is_due(contact, today)):
            yield contact
