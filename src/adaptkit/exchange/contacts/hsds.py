"""A directory as Open Referral's HSDS 3.1 in JSON: one service for each contact.

https://docs.openreferral.org/en/v3.1.0/hsds/schema_reference.html. What HSDS has no property for is
an attribute (``label``: the path, ``value``: the text), so that nothing is lost on the way.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adaptkit.exchange.contacts.paths import (
    LISTED,
    STAMP,
    Incoming,
    field_of,
    keys,
    stamp,
    to_paths,
)
from adaptkit.model.contact import FIELDS, Contact, Field, Plain, Shape
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.locale import Locale
from adaptkit.records import NotJson, from_json
from adaptkit.texts.opening import DAYS, Opening, parse_opening, render_opening

Json = dict[str, Any]
VERSION = "3.1"
_MOST = 50_000_000
_LANGUAGE = Locale("en")


def render(contacts: Sequence[Contact], overlay: str) -> bytes:
    """A page of services, as an HSDS API gives it."""
    services = [
        _service(contact, key, overlay)
        for key, contact in zip(keys(contacts), contacts, strict=True)
    ]
    page = {"version": VERSION, "total_items": len(services), "contents": services}
    return (json.dumps(page, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def kept(contacts: Sequence[Contact]) -> tuple[str, ...]:
    """The fields and parts of which something stands in attributes alone."""
    found: dict[str, None] = {}
    for contact in contacts:
        for one in _service(contact, "", "")["attributes"]:
            if field_of(one["label"]) is not None:
                found[_name(one["label"])] = None
    return tuple(found)


def _name(path: str) -> str:
    """``telephones.purpose`` of ``telephones.1.purpose.es``."""
    key, *rest = (part for part in path.split(".") if not part.isdigit())
    parts = {part.key for part in FIELDS[key].parts}
    return ".".join([key, *(part for part in rest if part in parts)])


def _id(*parts: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "adaptkit:" + "/".join(parts)))


def _service(contact: Contact, key: str, overlay: str) -> Json:
    own = _id(overlay, key)
    made: Json = {"id": own, "name": contact.name, "status": "active"}
    if contact.status != "verified":
        # HSDS has no word for what nobody has looked at: "active" alone would be taken for it.
        made["alert"] = "Not verified: nobody has checked this contact."
    left = dict(to_paths(contact.said))
    for name, one in FIELDS.items():
        if name in contact.said and one.hsds:
            made[one.hsds] = _property(one, name, contact.said[name], contact, own, left)
    made["organization"] = {
        "id": _id(overlay, key, "organization"),
        "name": contact.name,
        "description": made.get("description", contact.name),
    }
    made["attributes"] = [_attribute(own, path, text) for path, text in left.items()]
    made["attributes"].append(_attribute(own, "key", key))
    made["attributes"].append(_attribute(own, STAMP, stamp(to_paths(contact.said))))
    return made


def _attribute(own: str, path: str, text: str) -> Json:
    return {"id": _id(own, path), "link_entity": "service", "label": path, "value": text}


def _property(
    one: Field, path: str, value: Plain, contact: Contact, own: str, left: dict[str, str]
) -> Any:
    """What stands in HSDS; takes what that says out of ``left``."""
    if one.shape is Shape.TEXTS:
        # HSDS has one language: all versions are attributes, where there are several.
        if list(value) == [""]:
            left.pop(path)
        return next(iter(value.values()))
    if one.shape is Shape.LANGUAGES:
        left.pop(path)
        names = ((tag, Locale.parse(tag).display_name(_LANGUAGE)) for tag in value)
        return [{"id": _id(own, "language", tag), "code": tag, "name": n} for tag, n in names]
    if one.shape is Shape.AREA:
        left.pop(path)
        return [_area(code, contact, own) for code in value]
    if one.shape is Shape.LIST:
        return [_phone(one, at, group, own, left) for at, group in enumerate(value, 1)]
    if one.shape is Shape.GROUP:
        return list(_schedules(path, value, own, left))
    left.pop(path)
    return value


def _area(code: str, contact: Contact, own: str) -> Json:
    named = contact.areas.get(code, {})
    name = next(iter(named.values()), "") or Locale("und", "", code[:2]).territory_name(_LANGUAGE)
    return {"id": _id(own, "area", code), "name": name, "extent": code, "extent_type": "text"}


def _phone(one: Field, at: int, group: Mapping[str, Plain], own: str, left: dict[str, str]) -> Json:
    made: Json = {"id": _id(own, "phone", str(at)), "type": "voice"}
    for part in one.parts:
        path = f"{one.key}.{at}.{part.key}"
        if part.key not in group or not part.hsds:
            continue
        value = group[part.key]
        if part.shape is Shape.TEXTS:
            made[part.hsds] = next(iter(value.values()))
            if list(value) == [""]:
                left.pop(path)
        else:
            made[part.hsds] = value
            left.pop(path)
    return made


def _schedules(
    path: str, value: Mapping[str, Plain], own: str, left: dict[str, str]
) -> Iterator[Json]:
    found = parse_opening(value.get("open", "")) or ()
    if found:
        left.pop(f"{path}.open")
    for opening in found:
        for begin, end in opening.spans:
            days = ",".join(DAYS[day].upper() for day in opening.days)
            yield {
                "id": _id(own, "schedule", days, begin),
                "freq": "WEEKLY",
                "byday": days,
                "opens_at": begin,
                "closes_at": end,
            }


# Back -----------------------------------------------------------------------------------------


def parse(
    content: bytes, path: str, overlay: str, contacts: Sequence[Contact]
) -> tuple[Incoming, ...]:
    """The services of a page, a list or one alone. Raises ProblemsFound for anything else."""
    known = {
        _id(overlay, key): (key, contact)
        for key, contact in zip(keys(contacts), contacts, strict=True)
    }
    return tuple(_incoming(service, path, overlay, known) for service in _services(content, path))


def _services(content: bytes, path: str) -> list[Json]:
    try:
        data = from_json(content) if len(content) < _MOST else None
    except NotJson:
        raise ProblemsFound([_broken(content, path)]) from None
    except (UnicodeDecodeError, RecursionError):
        data = None
    if isinstance(data, dict):
        data = data.get("contents", data.get("services", [data]))
    if isinstance(data, list) and data and all(_is_service(one) for one in data):
        return data
    said = "this is no list of services of HSDS in JSON"
    hint = "it is what adaptkit directory export --format hsds writes, or what an HSDS API gives"
    raise ProblemsFound([error("exchange-damaged", Position(path), said, hint)])


def _broken(content: bytes, path: str) -> Diagnostic:
    """With the place, which the fast reader does not tell."""
    where, said = Position(path), "this JSON cannot be read"
    try:
        json.loads(content)
    except json.JSONDecodeError as fault:
        where = Position(path, fault.lineno, fault.colno)
        ends = fault.pos >= len(fault.doc.rstrip()) or fault.msg.startswith("Unterminated")
        said = "this JSON ends too early" if ends else "this JSON cannot be read from here on"
    except (UnicodeDecodeError, ValueError, RecursionError):
        pass
    hint = "it was cut off on its way, or changed by hand: export or download it once more"
    return error("exchange-damaged", where, said, hint)


def _is_service(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("name"), str)


def _incoming(
    service: Json, path: str, overlay: str, known: Mapping[str, tuple[str, Contact]]
) -> Incoming:
    key, old = known.get(str(service.get("id", "")), ("", None))
    held = service.get("attributes")
    if held is None and old is not None:
        # A program that knows no attributes says nothing of what they hold.
        held = _service(old, key, overlay)["attributes"]
    attributes = {
        one["label"]: one["value"]
        for one in _dicts(held)
        if isinstance(one.get("label"), str) and isinstance(one.get("value"), str)
    }
    key = key or attributes.get("key", "")
    said = {label: text for label, text in attributes.items() if field_of(label) is not None}
    covered = set(said)
    for name, one in FIELDS.items():
        if one.hsds and one.hsds in service:
            covered.add(f"{name}.*")
            _take(one, name, service[one.hsds], said)
    order = {name: at for at, name in enumerate(FIELDS)}
    said = dict(sorted(said.items(), key=lambda pair: order[pair[0].partition(".")[0]]))
    return Incoming(key, said, frozenset(covered), Position(path), {}, attributes.get(STAMP, ""))


def _dicts(value: Any) -> list[Json]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _take(one: Field, name: str, value: Any, said: dict[str, str]) -> None:
    if one.shape is Shape.TEXTS:
        _take_text(name, value, said)
    elif one.shape in LISTED:
        wanted = "code" if one.shape is Shape.LANGUAGES else "extent"
        found = [str(each[wanted]) for each in _dicts(value) if each.get(wanted)]
        if found:
            said[name] = ", ".join(found)
    elif one.shape is Shape.LIST:
        for at, group in enumerate(_dicts(value), 1):
            for part in one.parts:
                if part.hsds and isinstance(group.get(part.hsds), (str, int)):
                    _take(part, f"{name}.{at}.{part.key}", str(group[part.hsds]), said)
    elif one.shape is Shape.GROUP:
        written = _opening(_dicts(value))
        if written:
            said[f"{name}.open"] = written
    elif isinstance(value, str) and value:
        said[name] = value


def _take_text(name: str, value: Any, said: dict[str, str]) -> None:
    """A text that somebody has changed there stands in place of the first version that went out."""
    versions = [path for path in said if path.startswith(f"{name}.")]
    if not isinstance(value, str) or not value:
        return
    if not versions:
        said[name] = value
    elif value not in {said[path] for path in versions}:
        said[versions[0]] = value


def _opening(schedules: list[Json]) -> str:
    """``opens_at`` and ``closes_at`` by days; ``""`` where there are none that can be read."""
    by_days: dict[str, list[tuple[str, str]]] = {}
    for one in schedules:
        days, begin, end = (str(one.get(key, "")) for key in ("byday", "opens_at", "closes_at"))
        if days and begin and end:
            by_days.setdefault(days, []).append((begin[:5], end[:5]))
    found = []
    for days, spans in by_days.items():
        numbers = [DAYS.index(day.title()) for day in days.split(",") if day.title() in DAYS]
        found.append(Opening(tuple(sorted(set(numbers))), tuple(spans)))
    return render_opening(tuple(sorted(found, key=lambda one: one.days))) if found else ""
