"""A pack as plain data for its page; what says nothing is left out, for there are thousands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adaptkit.model.locale import Locale
from adaptkit.model.pack import Pack, PackUnit
from adaptkit.model.pack_words import SAID, STATES
from adaptkit.model.review import Role
from adaptkit.records import as_data
from adaptkit.writers.html.inlines import escape


def pack_data(pack: Pack) -> dict[str, Any]:
    """``languages``: (tag, direction), to which units point by number."""
    languages: dict[Locale, int] = {pack.source_language: 0}
    units = [_unit(one, languages, pack.pictures) for one in pack.units]
    return {
        "edition": pack.edition,
        "label": pack.label,
        "title": pack.title,
        "made": pack.made,
        "hash": pack.hash,
        "reviewer": pack.reviewer,
        "role": pack.role,
        "roles": [role.value for role in Role],
        "people": as_data(pack.people),
        "demand": as_data(pack.demand),
        "said": SAID,
        "states": STATES,
        "chapters": pack.chapters,
        "whole": pack.whole,
        "cut": _cut(pack),
        "pictures": pack.pictures,
        "languages": [_language(one, pack) for one in languages],
        "units": units,
    }


def _language(locale: Locale, pack: Pack) -> tuple[str, str]:
    own = locale.same_language(pack.language)
    return locale.tag, pack.direction if own else locale.direction


def _cut(pack: Pack) -> dict[str, Any] | None:
    return {"minutes": pack.cut.minutes, "left": pack.cut.left_out} if pack.cut else None


def _unit(
    one: PackUnit, languages: dict[Locale, int], pictures: Mapping[str, str]
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": one.id,
        "chapter": one.chapter,
        "kind": one.kind,
        "state": one.state.value,
        "source": one.source,
        "sh": one.source_hash,
        "wh": one.words_hash,
    }
    more: dict[str, Any] = {
        "words": one.words,
        "headings": one.headings,
        "level": one.level,
        "shtml": one.source_html if one.source_html != escape(one.source) else "",
        "whtml": one.words_html if one.words_html != escape(one.words) else "",
        "sl": languages.setdefault(one.source_language, len(languages)),
        "wl": languages.setdefault(one.words_language, len(languages)),
        "core": one.core,
        "local": one.local,
        "adapted": [{k: v for k, v in as_data(a).items() if v} for a in one.adapted],
        "previous": [(piece.sign, piece.text) for piece in one.previous],
        "terms": as_data(one.terms),
        "findings": as_data(one.findings),
        "earlier": as_data(one.earlier),
        "path": one.path,
        "line": one.line,
        "catalogue": one.catalogue,
        "cline": one.catalogue_line,
        "note": one.note,
        "ask": one.asked,
        "aside": one.aside,
        "pictures": [path for path in one.pictures if path in pictures],
        "instead": [path for path in one.instead_of if path in pictures],
    }
    return found | {name: value for name, value in more.items() if value}
