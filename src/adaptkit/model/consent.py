"""What an overlay knows of the people whose stories it tells: on what ground, and for whom."""

from __future__ import annotations

from adaptkit.model.diagnostic import Position
from adaptkit.model.locale import Locale
from adaptkit.records import Record

CONSENT = "consent"
PUBLIC_SOURCE = "public source"
COMPOSITE = "composite"
FICTIONAL = "fictional"
BASES = (CONSENT, PUBLIC_SOURCE, COMPOSITE, FICTIONAL)

# Texts below this folder of an overlay are stories: each needs a record.
STORIES = "stories/"

# What people call the ways to readers, where that is not the name of a format.
_CHANNELS = {
    "html": "web",
    "md": "data",
    "md-reuse": "data",
    "pdf-large": "pdf",
    "pdf-checklists": "pdf",
    "pdf-booklet": "pdf",
    "odt": "docx",
    "icml": "docx",
}


def channel(format: str) -> str:
    """Pages are the web, Markdown is data that somebody goes on with; a file to take along (PDF,
    EPUB, Word) is a channel of its own, called as its format."""
    return _CHANNELS.get(format, format)


class Consent(Record, frozen=True):
    """One entry of ``consents.yaml``. ``file`` as ``with:`` names it; its native versions are
    covered by the same entry. ``form`` is an opaque reference to what was signed, never a name.
    Days are ISO. No channel, territory or language named: all of them.
    """

    file: str
    basis: str
    form: str = ""
    given: str = ""
    expires: str = ""
    channels: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    languages: tuple[Locale, ...] = ()
    withdrawn: str = ""
    source: str = ""
    read: str = ""
    position: Position = Position("")

    @property
    def is_made_up(self) -> bool:
        """Whether readers have to be told that this happened to nobody."""
        return self.basis in (COMPOSITE, FICTIONAL)


class Tombstone(Record, frozen=True):
    """What is left of a story that was withdrawn: no words, only what tells it if it comes back.

    ``name``: the digest of its file's name; ``texts``: those of its longer passages.
    """

    name: str
    withdrawn: str
    texts: frozenset[str] = frozenset()
    position: Position = Position("")


class Consents(Record, frozen=True):
    """``consents.yaml``: records by file, and what was withdrawn for good."""

    records: tuple[Consent, ...] = ()
    gone: tuple[Tombstone, ...] = ()

    def of(self, file: str) -> Consent | None:
        return next((one for one in self.records if one.file == file), None)


def is_story(file: str) -> bool:
    return file.startswith(STORIES)
