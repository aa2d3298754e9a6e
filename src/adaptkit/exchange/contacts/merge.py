"""What a directory that comes back changes: entry by entry, and nothing becomes better by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from adaptkit.exchange.contacts.paths import (
    CHECK,
    Incoming,
    Paths,
    from_paths,
    has_signs,
    is_stamped,
    keys,
    looked_at,
    stamp,
    to_paths,
    untouched,
)
from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import Diagnostic, ProblemsFound, error, warning
from adaptkit.model.exchange import ContactChange, Difference
from adaptkit.records import Record, replace
from adaptkit.texts.sameness import folded

_DIALLED = frozenset({"number", "extension"})
_NOT_DIALLED = re.compile(r"[^\d+*#]")


class Plan(Record, frozen=True):
    """``left``: the names of contacts that the file does not have; they stay."""

    changes: tuple[ContactChange, ...]
    left: tuple[str, ...]
    problems: tuple[Diagnostic, ...]


def plan(contacts: Sequence[Contact], incoming: Sequence[Incoming]) -> Plan:
    """Raises ProblemsFound with all that cannot be read, or where columns have slipped."""
    by_key = dict(zip(keys(contacts), contacts, strict=True))
    by_name = _by_name(contacts)
    problems: list[Diagnostic] = []
    changes: list[ContactChange] = []
    met: list[Contact] = []
    for one in incoming:
        old = by_key.get(one.key)
        if one.key and old is None:
            problems.append(_gone(one))
            continue
        if not one.key:
            old = by_name.get(_name(one))
        if old is not None and any(old is each for each in met):
            problems.append(_again(one, old))
            continue
        if one.key and old is not None and _slipped(one, old, by_name):
            problems.append(_mixed(one, old))
            continue
        if old is not None:
            met.append(old)
        change, wrong = _change(one, old)
        problems += wrong
        if change is not None and (change.old is None or change.differences):
            changes.append(change)
    if any(found.severity.value == "error" for found in problems):
        raise ProblemsFound(problems)
    left = tuple(one.name for one in contacts if not any(one is each for each in met))
    return Plan(tuple(changes), left, tuple(problems))


def _by_name(contacts: Sequence[Contact]) -> dict[str, Contact]:
    """Those whose name no other has."""
    found: dict[str, list[Contact]] = {}
    for contact in contacts:
        found.setdefault(folded(contact.name).casefold(), []).append(contact)
    return {name: same[0] for name, same in found.items() if len(same) == 1}


def _name(one: Incoming) -> str:
    names = (text for path, text in one.said.items() if path.partition(".")[0] == "name")
    return folded(next(names, "")).casefold()


def _slipped(one: Incoming, old: Contact, by_name: Mapping[str, Contact]) -> bool:
    """Whether a row has the key of one contact and the name of another."""
    names = [text for path, text in one.said.items() if path.partition(".")[0] == "name"]
    if not names or set(names) & set(old.texts("name").values()):
        return False
    return any(by_name.get(folded(name).casefold()) not in (None, old) for name in names)


def _change(
    one: Incoming, old: Contact | None
) -> tuple[ContactChange | None, tuple[Diagnostic, ...]]:
    before = to_paths(old.said) if old else {}
    theirs, both = _words_written_there(one, before)
    wanted = {path: text for path, text in before.items() if not one.covers(path)} | theirs
    contact, wrong = from_paths(wanted, one.places, one.position)
    if contact is None:
        # Only a table has lines that say whose fault it is.
        whose = f'"{old.name if old else _name(one)}": '
        return None, tuple(
            found if found.position.line else replace(found, message=whose + found.message)
            for found in wrong
        )
    after = to_paths(contact.said)
    exported = looked_at(one.stamp)
    if old is not None and exported and looked_at(stamp(before)) != exported:
        # Somebody has changed it here since it went out.
        if looked_at(stamp(after)) == exported:
            kept = {path: text for path, text in before.items() if is_stamped(path)}
            words = {path: text for path, text in after.items() if not is_stamped(path)}
            contact, wrong = from_paths(words | kept, one.places, one.position)
            if contact is None:
                return None, wrong
            after = to_paths(contact.said)
        elif old.status == "verified":
            # Somebody has looked since. Where nobody has, the file may be worked on further.
            return None, (_changed_twice(one, old),)
    if old is not None and both:
        return None, (_changed_twice(one, old, both),)
    said = dict(contact.said)
    reset = ""
    if _is_stale(exported or (looked_at(stamp(before)) if old else ""), after):
        reset = " ".join(after.get(key, "") for key in CHECK)
        for key in CHECK:
            said.pop(key, None)
            after.pop(key, None)
    differences = tuple(_differences(before, after))
    if spoilt := [one for one in differences if _is_spoilt(one)]:
        return None, tuple(_spoilt(one, found) for found in spoilt)
    return ContactChange(contact.name, old, said, differences, one.position, reset), ()


def _words_written_there(one: Incoming, before: Paths) -> tuple[dict[str, str], tuple[str, ...]]:
    """What the file says, without the words that nobody has changed in it since it went out and
    somebody has changed here; and the fields that were changed on both sides."""
    said = dict(one.said)
    if not before or not has_signs(one.stamp):
        return said, ()
    both = []
    for path in dict.fromkeys((*before, *said)):
        if is_stamped(path) or not one.covers(path) or said.get(path) == before.get(path):
            continue
        if untouched(path, before, one.stamp):
            continue  # changed in the file alone
        if path not in said or untouched(path, said, one.stamp):
            said.pop(path, None)
            said |= {path: before[path]} if path in before else {}
        elif path in before:
            both.append(path)
    return said, tuple(both)


def _is_stale(exported: str, after: Paths) -> bool:
    """Whether the check is the one that went out, and not all that it was a check of."""
    looked, _, check = exported.partition("-")
    now, _, checked = looked_at(stamp(after)).partition("-")
    return all(after.get(key) for key in CHECK) and check == checked and looked != now


def _differences(before: Paths, after: Paths) -> Iterator[Difference]:
    for path in dict.fromkeys((*before, *after)):
        if before.get(path, "") != after.get(path, ""):
            yield Difference(path, before.get(path, ""), after.get(path, ""))


def _is_spoilt(one: Difference) -> bool:
    """Whether a spreadsheet has taken a number for an amount: 079 → 79, *765 → 765."""
    if one.path.rpartition(".")[2] not in _DIALLED:
        return False
    was, now = (_NOT_DIALLED.sub("", text) for text in (one.before, one.after))
    lost = was.removesuffix(now) if now else ""
    return bool(lost) and was.endswith(now) and not lost.strip("0+*#")


def _spoilt(of: Incoming, one: Difference) -> Diagnostic:
    return error(
        "exchange-number",
        of.places.get(one.path, of.position),
        f'{one.path} has come back as "{one.after}" and was "{one.before}": spreadsheets take away '
        "zeros and signs before a number",
        "write it again, in a cell with the format Text; if the number is another one now, "
        "change it in directory.yaml",
    )


def _changed_twice(one: Incoming, old: Contact, fields: Sequence[str] = ()) -> Diagnostic:
    of = f" ({', '.join(fields)})" if fields else ""
    return error(
        "contact-changed-twice",
        one.position,
        f'"{old.name}" has been changed here since this file was exported, and in the file too{of}',
        "export the directory once more, and make your change in the new file; nothing was taken",
    )


def _gone(one: Incoming) -> Diagnostic:
    return warning(
        "contact-gone",
        one.position,
        f'the contact with the key "{one.key}" is not in the directory any more, or has another '
        "name now; this row was left out",
        "if it is to be a new one, empty its key; else export the directory once more",
    )


def _again(one: Incoming, old: Contact) -> Diagnostic:
    return error(
        "contact-twice",
        one.position,
        f'"{old.name}" is in this file a second time',
        "keep one of the two; a new contact has no key",
    )


def _mixed(one: Incoming, old: Contact) -> Diagnostic:
    return error(
        "exchange-slipped",
        one.position,
        f'this row has the key of "{old.name}" and the name of another contact: perhaps some '
        "columns were sorted, and others were not",
        "undo the sorting, or export the directory once more; nothing was taken",
    )
