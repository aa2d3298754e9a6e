"""Fields that several of our YAML files share: languages, addresses, file names, days."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from adaptkit.model.diagnostic import Diagnostic, Position, did_you_mean, error
from adaptkit.model.document import Variable
from adaptkit.model.locale import Locale
from adaptkit.texts.placeholders import TERM, is_name, is_service
from adaptkit.yaml_text import Fields, Reader, Value
from adaptkit.yaml_text.nodes import Scalar

VARIABLE_KINDS = ("text", "telephone", "url", "email", "date")
_DAY = re.compile(r"\s*([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})\s*\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_URL = re.compile(r"https?://[^\s/?#]+\.?[^\s]*\Z", re.IGNORECASE)
_ANSWERS = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+\Z")
_TELEPHONE = re.compile(r"\+?[0-9*#(][0-9 ()./*#-]*\Z")


def language(reader: Reader, text: str, position: Position) -> Locale | None:
    """A language code, or None after a problem."""
    if not text:
        return None
    try:
        return Locale.parse(text)
    except ValueError:
        reader.error(
            "wrong-language",
            position,
            f'"{text}" is not a language code',
            "write a code such as es, pt_BR or zh_Hans_MY",
        )
        return None


def language_field(fields: Fields, key: str, *, required: bool = False) -> Locale | None:
    text = fields.text(key, required=required)
    return language(fields.reader, text, fields.value_at(key))


def country_field(fields: Fields, key: str = "country") -> str:
    text = fields.text(key)
    if text and not _COUNTRY.match(text):
        fields.reader.error(
            "wrong-country",
            fields.value_at(key),
            f'"{text}" is not a country code',
            "write the two capital letters of ISO 3166, such as MX",
        )
        return ""
    return text


def is_country(text: str) -> bool:
    return bool(_COUNTRY.match(text))


def url_field(fields: Fields, key: str = "url", *, required: bool = False) -> str:
    text = fields.text(key, required=required)
    return text if not text or is_url(fields.reader, text, fields.value_at(key)) else ""


def is_url(reader: Reader, text: str, position: Position) -> bool:
    """Whether it is; a problem where it is not."""
    if _URL.match(text):
        return True
    said = f'"{text}" is not a web address'
    reader.error("wrong-url", position, said, "write it in full, beginning with https://")
    return False


def email_field(fields: Fields, key: str = "email") -> str:
    text = fields.text(key)
    return text if not text or is_email(fields.reader, text, fields.value_at(key)) else ""


def is_email(reader: Reader, text: str, position: Position) -> bool:
    """Whether it is; a problem where it is not."""
    if _EMAIL.match(text):
        return True
    reader.error("wrong-email", position, f'"{text}" is not an e-mail address', "")
    return False


def is_telephone(reader: Reader, text: str, position: Position) -> bool:
    """Whether it is; a problem where it is not."""
    if _is_telephone(text):
        return True
    reader.error(
        "wrong-telephone",
        position,
        f'"{text}" is not a telephone number',
        "write digits and blanks, perhaps with + in front; words go under purpose: or helps_with:",
    )
    return False


def _is_telephone(text: str) -> bool:
    return bool(_TELEPHONE.match(text)) and sum(c.isdigit() for c in text) >= 2


def wrong_value(kind: str, text: str, position: Position) -> Diagnostic | None:
    """Why a variable of that kind cannot be ``text``."""
    if not text.strip():
        hint = "write a value; readers would see nothing"
        return error("empty-value", position, "the value is empty", hint)
    if kind == "telephone" and not _is_telephone(text):
        hint = 'write the number alone, such as "131" or "+56 2 1234 5678"'
        return error("wrong-telephone", position, f'"{text}" is not a telephone number', hint)
    if kind == "url" and not _URL.match(text):
        hint = "write it in full, beginning with https://"
        return error("wrong-url", position, f'"{text}" is not a web address', hint)
    if kind == "email" and not _EMAIL.match(text):
        return error("wrong-email", position, f'"{text}" is not an e-mail address', "")
    # A day may be said in words; one in figures must be in the calendar.
    if kind == "date" and (day := _DAY.match(text)) and not _is_day(day[1]):
        hint = "write year, month and day as in 2026-01-31, or say the day in words"
        return error("wrong-date", position, f"there is no day {day[1]}", hint)
    return None


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _judge(kind: str, value: Value | None, text: str) -> None:
    """Report a wrong value; what is no text at all has been reported before."""
    if value is None or value.is_mapping or value.is_list or value.is_empty:
        return
    wrong = wrong_value(kind, text, value.position)
    if wrong is not None:
        value.reader.problems.append(wrong)


def variable_value(fields: Fields) -> str:
    """``value:`` of an operation. Its kind may be the guide's, and a country may have no such
    number: what is wrong with it is said where both are known."""
    text = fields.text("value", required=True)
    if text:
        _judge("text", fields.get("value"), text)
    return text


def file_name(reader: Reader, text: str, position: Position) -> str:
    """A relative path below its folder, with ``/``; ``""`` after a problem."""
    parts = text.split("/")
    message = hint = ""
    if "\\" in text:
        message, hint = "uses backslashes", "separate folders with /"
    elif text.startswith("/") or re.match(r"[A-Za-z]:", text):
        message, hint = "is an absolute path", "name a file below this folder"
    elif ".." in parts:
        message, hint = "leaves its folder with ..", "name a file below this folder"
    elif "." in parts or "" in parts:
        message, hint = "is not a plain file name", "write it without ./ or //"
    elif any(ord(c) < 32 for c in text):
        message, hint = "holds an invisible character", "delete it"
    if text and message:
        reader.error("wrong-path", position, f'"{text}" {message}', hint)
        return ""
    return text


def variables(
    name: str, position: Position, value: Value, *, may_lack: bool = False
) -> Iterator[Variable]:
    """What one entry declares or sets: ``name: "value"``, ``name: {value, kind, note}``, or a short
    list by service, ``name: {kind, note, services: {police: "911"}}``, which is ``{name.police}``.
    A service may be empty: there is none. ``may_lack``: so may any number, of a country that has
    none; whoever knows its kind judges that."""
    by_service = value.is_mapping and any(key.value == "services" for key, _ in value.entries())
    if not by_service:
        yield _variable(name, position, value, may_lack)
        return
    fields = value.fields()
    _named(value.reader, name, position, is_name(name) and name != TERM.rstrip("."))
    kind = fields.choice("kind", VARIABLE_KINDS, default="telephone")
    note = fields.text("note")
    for service, said in fields.entries("services"):
        _named(value.reader, service.value, service.position, is_name(service.value))
        own, own_note, at = said, "", service.position
        if said.is_mapping:
            inner = said.fields()
            own_note, own = inner.text("note"), inner.get("value") or said
        text = own.text() if not (own.is_mapping or own.is_empty) else ""
        if text.strip():
            _judge(kind, own, text)
        yield Variable(f"{name}.{service.value}", text, kind, own_note or note, at)


def _variable(name: str, position: Position, value: Value, may_lack: bool) -> Variable:
    reader = value.reader
    _named(reader, name, position, is_name(name) or is_service(name))
    if not value.is_mapping:
        text = value.text()
        if text or not (may_lack or is_service(name)):
            _judge("text", value, text)
        return Variable(name, text, position=position)
    fields = value.fields()
    fields.know("services")
    text = fields.text("value", required=True)
    kind = fields.choice("kind", VARIABLE_KINDS, default="text")
    if text or not may_lack:
        _judge(kind, fields.get("value"), text)
    return Variable(name, text, kind, fields.text("note"), position)


def variable_name(reader: Reader, name: str, position: Position) -> str:
    """The same rule for a name that an operation gives."""
    _named(reader, name, position, not name or is_name(name) or is_service(name))
    return name


def _named(reader: Reader, name: str, position: Position, fine: bool) -> None:
    if not fine:
        reader.error(
            "wrong-name",
            position,
            f'"{name}" cannot be the name of a variable',
            "use small letters, digits and _, beginning with a letter",
        )


def by_language(value: Value | None, called: str, places: dict[str, Position]) -> dict[str, str]:
    """Texts by BCP 47 tag, ``""`` for one that is not per language. ``places`` gets where each
    stands, as ``called`` with its tag."""
    if value is None:
        return {}
    if not value.is_mapping:
        places[f"{called}."] = value.position
        return {"": value.text()}
    found = {}
    for key, text in value.entries():
        locale = language(value.reader, key.value, key.position)
        if locale:
            found[locale.tag] = text.text()
            places[f"{called}.{locale.tag}"] = text.position
    return found


def answer(fields: Fields, key: str, *more: str) -> str:
    """``yes`` or ``no``, as YAML's readers write it or in quotes, or one of ``more``; ``""`` where
    nothing is said and after a problem."""
    value = fields.get(key)
    if value is None:
        return ""
    if not isinstance(value.node, Scalar) or value.is_empty:
        return value.text()  # which says what is wrong
    said, known = value.node.value, ("yes", "no", *more)
    word = _ANSWERS.get(said.casefold(), said)
    if word in known:
        return word
    fields.reader.error(
        "unknown-value",
        value.position,
        f'"{key}" cannot be "{said}"',
        did_you_mean(said, known) or f"it can be {', '.join(known)}",
    )
    return ""
