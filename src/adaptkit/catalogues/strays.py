"""Entries beside a text that the guide does not have: no reader gets their words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from adaptkit.catalogues._nearest import nearest_texts
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.records import replace
from adaptkit.texts.unfinished import has_words

# More of them are no slip of a translator: the file is of another day than the template.
_ONE_BY_ONE = 5
_SHOWN = 60

Texts = Mapping[str, Collection[str]]
"""The id of a unit → what its source says: today, and at the last update."""


def strays(catalogue: Catalogue, texts: Texts) -> Iterator[Diagnostic]:
    """A warning for each; of very many one alone. ``texts`` may hold more than the catalogue."""
    found = [one for one in catalogue.live if one.msgid not in texts.get(one.unit_id, ())]
    if len(found) <= _ONE_BY_ONE:
        yield from (_stray(one, texts) for one in found)
        return
    yield warning(
        "entry-unknown",
        Position(catalogue.path),
        f"entries beside texts that the guide does not have: {len(found)}; readers get none of "
        "their words",
        "run: adaptkit update; it keeps what still fits as a suggestion (fuzzy), the rest as "
        "obsolete",
    )


def rescued(catalogue: Catalogue, template: Catalogue, known: Collection[str]) -> Catalogue:
    """Words that somebody has typed over a msgid, with nothing behind msgstr, become the suggestion
    that they were meant to be (fuzzy). ``known``: all that the guide says or has said; what is like
    any of it is no translation."""
    units = template.by_id()
    near = nearest_texts(tuple(known))

    def one(entry: Entry) -> Entry:
        unit = units.get(entry.unit_id)
        if unit is None or entry.state is not EntryState.UNTRANSLATED or entry.plural:
            return entry
        if entry.msgid in known or near.ranked(entry.msgid) or not has_words(entry.msgid):
            return entry
        return replace(
            entry,
            msgid=unit.msgid,
            msgstr=entry.msgid,
            state=EntryState.FUZZY,
            flags=("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")),
        )

    return replace(catalogue, entries=tuple(map(one, catalogue.entries)))


def _stray(entry: Entry, texts: Texts) -> Diagnostic:
    own = next(iter(texts.get(entry.unit_id, ())), "")
    lost = "so readers do not get this entry's words"
    hint = "write the guide's text behind msgid again; your words belong behind msgstr"
    if own:
        said = f'no passage of the guide says "{_begun(entry.msgid)}", {lost}; the guide says '
        said += f'there: "{_begun(own)}"'
    elif id := next((id for id, said in texts.items() if entry.msgid in said), ""):
        named = f'is called "{entry.unit_id}"' if entry.unit_id else "has no msgctxt"
        said = f"no passage of the guide {named}, {lost}"
        hint = f'write above its msgid: msgctxt "{id}"'
    else:
        near = _nearest(entry.msgid, texts)
        said = f'no passage of the guide says "{_begun(entry.msgid)}", {lost}; '
        said += f'most like it is: "{_begun(near)}"' if near else "none is like it"
    return warning(
        "entry-unknown",
        entry.position,
        said,
        f"{hint}; else adaptkit update keeps the words, as a suggestion (fuzzy) or as obsolete",
        unit=entry.unit_id if own else "",
    )


def _nearest(text: str, texts: Texts) -> str:
    known = tuple(dict.fromkeys(said for each in texts.values() for said in each))
    ranked = nearest_texts(known).ranked(text)
    return known[ranked[0][1]] if ranked else ""


def _begun(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
