"""What a guide's owner sees of all editions at once."""

from __future__ import annotations

from adaptkit.model.locale import Locale
from adaptkit.records import Record


class DueConsent(Record, frozen=True):
    """The consent for a text that ends ``by`` a day (ISO), and where its file says so."""

    file: str
    by: str
    path: str
    line: int


class Course(Record, frozen=True):
    """What is known of an edition's way. Days are ISO; ``""``: nobody says. ``built``: the guide's
    version of the last build that is still there. ``signed``: of the last sign-off; ``signatures``:
    how many there are of texts that it may show."""

    dated: str = ""
    next_review: str = ""
    built: str = ""
    signed: str = ""
    signatures: int = 0


class Published(Record, frozen=True):
    """One release of an edition. ``version``: the guide's; ``new``: what it has otherwise than the
    one before, in words; nothing of the first."""

    release: str
    date: str
    version: str
    signed: int
    to_sign: int
    new: tuple[str, ...] = ()


class Member(Record, frozen=True):
    """An edition of the overview, as its readers' menus call it (``label``). ``review_due``:
    whether its next review is due as contacts and consents are. ``releases``: the last one first;
    None where their file cannot be read."""

    name: str
    locale: Locale
    label: str
    direction: str
    publisher: str = ""
    course: Course = Course()
    consents_due: tuple[DueConsent, ...] = ()
    review_due: bool = False
    releases: tuple[Published, ...] | None = ()


class Overview(Record, frozen=True):
    """``today`` (ISO): the day that it is about. ``unused``: the languages that have catalogues
    and no edition."""

    title: str
    version: str
    language: Locale
    today: str
    members: tuple[Member, ...]
    unused: tuple[Locale, ...] = ()
