"""Bringing a translators' catalogue up to date with the template, without losing a word."""

from __future__ import annotations

from collections.abc import Container, Sequence

from adaptkit.catalogues._header import updated
from adaptkit.catalogues._merging import SPLIT_NOTE, Meaning, Merging
from adaptkit.catalogues._twins import apart
from adaptkit.catalogues.adoption import adopt
from adaptkit.catalogues.memory import Found, Memory, Source, put_aside, remembered, suggested
from adaptkit.model.catalogue import Catalogue, Changes, Entry, Match
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.texts.sameness import nfc

__all__ = ["Meaning", "merge", "new_catalogue"]


def merge(
    template: Catalogue,
    catalogue: Catalogue,
    matches: Sequence[Match] = (),
    *,
    memory: Sequence[Source] = (),
    earlier: Source | None = None,
    answered: Container[str] = (),
    meaning: Meaning | None = None,
    plural_forms: str = "",
) -> tuple[Catalogue, Changes]:
    """``catalogue`` with exactly the units of ``template``, and what that did to it.

    ``matches`` say what became of renamed, split and joined units; without them a catalogue that
    lags behind is caught up by id. What is still without words gets suggestions, fuzzy: from the
    catalogue itself, from ``memory`` (the nearest source first), for units that it never had also
    from its ``earlier`` versions. ``answered``: units that another catalogue answers for in this
    language. ``meaning`` tells whether two texts differ in spelling only: then nothing else
    changes, and an entry without an id is the unit's. ``plural_forms``: the language's plural
    rule, where a person has decided on one. No msgstr
    is lost: what has no unit any more is obsolete. Merging the result again changes nothing.
    """
    merging = Merging(template, catalogue, matches, meaning)
    merging.by_id()
    adopt(merging, meaning)
    _suggest(merging, memory, earlier, answered)
    entries, changes = merging.result()
    in_use = any(_is_plural(entry) for entry in catalogue.entries)
    header = updated(
        catalogue.header,
        dict(template.header),
        catalogue.locale,
        plural_forms=plural_forms,
        in_use=in_use,
    )
    return replace(catalogue, entries=entries, header=header), changes


def new_catalogue(
    template: Catalogue, locale: Locale, *, plural_forms: str = "", now: str
) -> Catalogue:
    """An empty catalogue for ``locale``. ``now`` is ``YYYY-MM-DD HH:MM+0000``;
    ``plural_forms`` (``nplurals=2; plural=(n != 1);``) overrides the language's own rule."""
    empty = Catalogue(locale, template.domain, header=(("PO-Revision-Date", now),))
    return merge(template, empty, plural_forms=plural_forms)[0]


def _suggest(
    merging: Merging,
    memory: Sequence[Source],
    earlier: Source | None,
    answered: Container[str],
) -> None:
    """Words for units without any. The very same text is asked for everywhere before one like it
    is, and what was deleted long ago only for what is new now."""
    empty = [u for u in merging.empty_units() if not _is_plural(merging.chosen[u])]
    if not empty:
        return
    live = [entry for entry in merging.chosen if entry]
    own = list(remembered(live))
    aside = sorted(apart((*live, *merging.obsolete(live)))[0], key=lambda entry: entry.unit_id)
    texts = tuple(nfc(unit.msgid) for unit in merging.units)
    near = Memory([lambda: own], texts)
    known = Memory([lambda: own, *memory, lambda: put_aside(aside)], texts)
    open_units: list[int] = []
    for u in empty:
        unit = merging.units[u]
        found = (near if unit.unit_id in answered else known).same(unit.msgid)
        if found:
            _take(merging, u, found)
        elif unit.unit_id not in answered and not merging.notes.get(u, "").startswith(SPLIT_NOTE):
            open_units.append(u)
    new: list[int] = []
    for u in open_units:
        found = known.like(merging.units[u].msgid)
        _take(merging, u, found)
        if found is None and merging.is_new(u):
            new.append(u)
    if new and earlier:
        before = Memory([earlier], texts, newest_first=True)
        for u in new:
            text = merging.units[u].msgid
            _take(merging, u, before.same(text) or before.like(text))


def _take(merging: Merging, u: int, found: Found | None) -> None:
    if found is None:
        return
    merging.notes[u] = found.note
    if found.words:
        unit = merging.units[u]
        merging.chosen[u] = suggested(merging.chosen[u] or merging.blank(unit), found)
        merging.changes["suggested"].append(unit.unit_id)


def _is_plural(entry: Entry | None) -> bool:
    return entry is not None and entry.plural is not None
