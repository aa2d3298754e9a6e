"""The values of a contact's fields: YAML → plain data, shape by shape."""

from __future__ import annotations

import re
from collections.abc import Mapping

from adaptkit.model.contact import Field, Plain, Shape
from adaptkit.model.diagnostic import Position, did_you_mean
from adaptkit.model.locale import Locale
from adaptkit.settings import values as shared
from adaptkit.texts.opening import parse_opening, render_opening
from adaptkit.yaml_text import Fields, Reader, Value

Places = dict[str, Position]
# ISO 3166-1, or ISO 3166-2: the country and up to three letters or digits.
# What CLDR has beside countries: groups of them, tests, and one for "unknown".
_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_AREA = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?\Z")


def read_field(one: Field, value: Value, path: str, places: Places) -> Plain | None:
    """What stands behind the field's key; None after a problem, and where there is nothing.
    ``places`` gets where everything stands, by path."""
    places[path] = value.position
    if one.shape in (Shape.LIST, Shape.LANGUAGES, Shape.AREA):
        return _list(one, value, path, places)
    if one.shape is Shape.GROUP:
        return _group(one, value, path, places)
    if one.shape is Shape.TEXTS:
        return _texts(value, path, places)
    if one.shape is Shape.DAY:
        return value.date() or None
    text = value.text()
    return _plain(one, value, text) if text else None


def _list(one: Field, value: Value, path: str, places: Places) -> Plain | None:
    """A list, or its only entry."""
    if value.is_empty:
        value.text()
        return None
    items = value.items() if value.is_list else (value,)
    found: list[Plain] = []
    for number, item in enumerate(items, 1):
        at = f"{path}.{number}"
        if one.shape is Shape.LIST:
            said = _group(one, item, at, places)
        else:
            places[at] = item.position
            text = item.text()
            said = _plain(one, item, text) if text else None
        if said is not None:
            _once(said, found, item)
            found.append(said)
    return tuple(found) or None


def _once(said: Plain, found: list[Plain], item: Value) -> None:
    if said in found:
        item.reader.error(
            "duplicate-entry", item.position, "this stands here a second time", "keep one of them"
        )


def _group(one: Field, value: Value, path: str, places: Places) -> Plain | None:
    places[path] = value.position
    if one.short and not value.is_mapping and not value.is_list:
        text = value.text()
        part = one.part(one.short)
        found = _plain(part, value, text) if text else None
        said = {} if found is None else {one.short: found}
        if said and part.needs:
            _missing(value.reader, value.position, part.needs, f"{one.key}: {{{one.short}: …")
        return said or None
    fields = value.fields()
    said = {}
    for part in one.parts:
        held = fields.get(part.key, required=part.required)
        found = None if held is None else read_field(part, held, f"{path}.{part.key}", places)
        if found is not None:
            said[part.key] = found
        if held is not None and part.needs and fields.get(part.needs) is None:
            _missing(value.reader, held.position, part.needs, f"{part.key}: …")
    if one.key == "messaging" and said.get("via"):
        _reachable(fields, said)
    return said or None


def _missing(reader: Reader, position: Position, key: str, beside: str) -> None:
    hint = f"write {key}: … beside {beside}"
    if key == "time_zone":
        hint = "write it with the time zone: hours: {open: …, time_zone: America/Mexico_City}"
    reader.error("missing-key", position, f'"{key}" is missing', hint)


def _reachable(fields: Fields, said: Mapping[str, Plain]) -> None:
    if not ("number" in said or "url" in said or {"number", "url"} & set(fields.keys)):
        fields.reader.error(
            "missing-key",
            fields.position,
            "there is nothing here that a message could be sent to",
            "write number: or url:",
        )


def _texts(value: Value, path: str, places: Places) -> Mapping[str, str] | None:
    """Texts by BCP 47 tag, ``""`` for one that is not per language."""
    if not value.is_mapping:
        text = value.text()
        places[f"{path}."] = value.position
        return {"": text} if text else None
    found = {}
    for key, held in value.entries():
        locale = shared.language(value.reader, key.value, key.position)
        text = held.text()
        if locale and text:
            found[locale.tag] = text
            places[f"{path}.{locale.tag}"] = held.position
    return found or None


def read_areas(top: Fields) -> Mapping[str, Mapping[str, str]]:
    """``areas:`` above the contacts: what people call each part of a country, by its code."""
    found = {}
    for key, value in top.entries("areas"):
        named = Value(value.reader, key, "the code")
        code = _area(named, key.value)
        texts = _texts(value, "", {})
        if code and texts:
            found[code] = texts
    return found


# Single texts -----------------------------------------------------------------------------------


def _plain(one: Field, value: Value, text: str) -> str | None:
    """The text, if it is one of its shape; None after a problem."""
    reader, where = value.reader, value.position
    match one.shape:
        case Shape.CHOICE:
            return _choice(one, value, text)
        case Shape.LANGUAGES:
            locale = shared.language(reader, text, where)
            return locale.tag if locale else None
        case Shape.AREA:
            return _area(value, text)
        case Shape.TELEPHONE:
            return text if shared.is_telephone(reader, text, where) else None
        case Shape.DIGITS:
            return _digits(one, value, text)
        case Shape.EMAIL:
            return text if shared.is_email(reader, text, where) else None
        case Shape.URL:
            return text if shared.is_url(reader, text, where) else None
        case Shape.OPENING:
            return _opening(value, text)
        case Shape.ZONE:
            return _zone(value, text)
        case _:
            return text


def _choice(one: Field, value: Value, text: str) -> str | None:
    if text in one.options:
        return text
    hint = did_you_mean(text, one.options) or f"it can be {', '.join(one.options)}"
    said = f'"{one.key}" cannot be "{text}"'
    value.reader.error("unknown-value", value.position, said, hint)
    return None


def _area(value: Value, text: str) -> str | None:
    country = text[:2]
    known = country not in _NO_COUNTRY and Locale("und", "", country).territory_exists
    if known and _AREA.match(text):
        return text
    value.reader.error(
        "wrong-area",
        value.position,
        f'"{text}" is not the code of a country or of a part of one',
        "write the code of ISO 3166, such as MX, or MX-NLE for the state of Nuevo León",
    )
    return None


def _digits(one: Field, value: Value, text: str) -> str | None:
    if re.fullmatch("[0-9]{1,10}", text):
        return text
    hint = 'write its digits alone, in quotes: "154"'
    value.reader.error("wrong-telephone", value.position, f'"{text}" is not an {one.key}', hint)
    return None


def _opening(value: Value, text: str) -> str | None:
    found = parse_opening(text)
    if found is not None:
        return render_opening(found)
    value.reader.error(
        "wrong-hours",
        value.position,
        f'"{text}" is not read as opening hours',
        "write days and times such as Mo-Fr 09:00-17:00; Sa 10:00-13:00; what cannot be said "
        "like this goes under note:",
    )
    return None


def _zone(value: Value, text: str) -> str | None:
    from babel.core import get_global

    zones = get_global("zone_territories")
    if text in zones or text == "UTC":
        return text
    hint = did_you_mean(text, zones) or "write its name in the tz database: America/Mexico_City"
    value.reader.error("unknown-value", value.position, f'"{text}" is not a time zone', hint)
    return None
