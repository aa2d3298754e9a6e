"""Suggestions into a catalogue: only where nothing stands, always fuzzy, with their origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from adaptkit.alignment.place import Placement
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.records import replace

_ORIGIN = "Aligned from "


def known_translations(catalogue: Catalogue | None) -> Mapping[str, str]:
    """unit id → what a translator has written for it. Suggestions of an earlier run are none, so
    that running again finds the same."""
    if catalogue is None:
        return {}
    return {
        entry.unit_id: entry.msgstr
        for entry in catalogue.live
        if entry.msgstr and not (_is_suggestion(entry))
    }


def _is_suggestion(entry: Entry) -> bool:
    return entry.state is EntryState.FUZZY and any(
        line.strip().startswith(_ORIGIN) for line in entry.comment.split("\n")
    )


def suggest(
    catalogue: Catalogue, placed: Iterable[Placement], values: Mapping[str, str]
) -> tuple[Catalogue, tuple[str, ...], tuple[str, ...]]:
    """The catalogue with suggestions, the ids that got one, and those that had words already.

    ``values``: placeholder → what the guide says in its place; where the translation says just
    that, the placeholder is put back.
    """
    wanted = {one.unit.id: one for one in placed}
    entries: list[Entry] = []
    filled: list[str] = []
    kept: list[str] = []
    for entry in catalogue.entries:
        one = wanted.get(entry.unit_id) if entry.live else None
        if one is None:
            entries.append(entry)
        elif entry.msgstr or entry.plural is not None:
            kept.append(entry.unit_id)
            entries.append(entry)
        else:
            filled.append(entry.unit_id)
            entries.append(_suggested(entry, one, values))
    return replace(catalogue, entries=tuple(entries)), tuple(filled), tuple(kept)


def _suggested(entry: Entry, one: Placement, values: Mapping[str, str]) -> Entry:
    file = PurePosixPath(one.where.split(",")[0].rsplit(":", 1)[0]).name
    lines = [f"{_ORIGIN}{file}, confidence {one.confidence}%"]
    if one.note:
        lines.append(one.note)
    if entry.comment:
        lines.append(entry.comment)
    return replace(
        entry,
        msgstr=_with_placeholders(one, values),
        state=EntryState.FUZZY,
        flags=("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")),
        comment="\n".join(lines),
    )


def _with_placeholders(one: Placement, values: Mapping[str, str]) -> str:
    text = one.msgstr
    for name in one.unit.placeholders:
        value = values.get(name, "")
        found = (
            list(re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text)) if len(value) > 2 else []
        )
        if len(found) == 1 and "{" + name + "}" not in text:
            text = text[: found[0].start()] + "{" + name + "}" + text[found[0].end() :]
    return text
