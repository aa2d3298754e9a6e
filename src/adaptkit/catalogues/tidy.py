"""What ``check --fix`` mends in a catalogue: in finished words only, and never what they say."""

from __future__ import annotations

from collections.abc import Collection

from adaptkit.catalogues.template import kind_of
from adaptkit.checks import Passage, run_checks
from adaptkit.model.catalogue import Catalogue, Entry
from adaptkit.model.diagnostic import Diagnostic, info
from adaptkit.model.document import BlockKind
from adaptkit.records import replace
from adaptkit.texts.tidy import DOUBLED, EDGE, INVISIBLE, MARKS, tidied

MENDS = {
    "edge-blank": EDGE,
    "invisible-character": INVISIBLE,
    "blanks-doubled": DOUBLED,
    "punctuation-foreign": MARKS,
}
"""The codes of checks whose findings ``--fix`` may mend, and what mends them."""

_SAID = {
    EDGE: "spaces at an end that the source does not have",
    INVISIBLE: "characters that nobody sees and that damage a text",
    DOUBLED: "two spaces where one is meant",
    MARKS: "a mark that this language writes in another way",
}

Changed = tuple[Entry, Entry, Diagnostic]
"""The entry as it was and as it is now, and what was mended."""


def mended(
    catalogue: Catalogue, placeholders: Collection[str] | None, dialect: str
) -> tuple[Catalogue, tuple[Changed, ...]]:
    """The catalogue with finished words as they should be written; the very same object where
    nothing is to be mended. Fuzzy and obsolete entries stay as they are: nobody has confirmed them,
    and which words were confirmed is known by every letter of them."""
    changed: list[Changed] = []
    entries: list[Entry] = []
    for entry in catalogue.entries:
        found = _mended(entry, catalogue, placeholders, dialect)
        if found is not None:
            changed.append(found)
        entries.append(found[1] if found else entry)
    if not changed:
        return catalogue, ()
    return replace(catalogue, entries=tuple(entries)), tuple(changed)


def _mended(
    entry: Entry, catalogue: Catalogue, placeholders: Collection[str] | None, dialect: str
) -> Changed | None:
    locale, kind = catalogue.locale, kind_of(entry)
    if locale is None or not entry.finished or entry.plural is not None or kind is BlockKind.CODE:
        return None
    if entry.finished == entry.msgid:
        return None
    found = tidied(entry.msgstr, entry.msgid, locale.language)
    if not found.done or not found.text.strip():
        return None
    now = replace(entry, msgstr=found.text)
    passage = Passage(
        entry.unit_id,
        entry.msgid,
        entry.msgstr,
        locale,
        kind,
        placeholders,
        entry.words_position,
        dialect=dialect,
    )
    before = {one.code for one in run_checks(passage)}
    after = {one.code for one in run_checks(replace(passage, translation=found.text))}
    if _core(found.text) != _core(entry.msgstr) or not after <= before:
        return None
    said = "; ".join(_SAID[one] for one in found.done)
    told = info(
        "mended",
        entry.words_position,
        f"{entry.unit_id or entry.msgid}: {said}",
        unit=entry.unit_id,
    )
    return entry, now, told


def _core(text: str) -> str:
    """Its letters, digits and mark-up: what no mending changes."""
    return "".join(c for c in text if c.isalnum() or c in "{}[]()<>*_`#\\")
