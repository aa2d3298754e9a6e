"""``directory.yaml`` with some contacts said otherwise: all else, comments too, stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from adaptkit.model.contact import FIELDS, Contact, Field, Plain, Shape
from adaptkit.yaml_text import quote
from adaptkit.yaml_text.render import render_mapping

_COMMENT = re.compile(r"""(?:[^"'#]|"(?:[^"\\]|\\.)*"|'[^']*'|(?<=\S)#)*?((?:^|(?<=\s))#.*)""")
_FLOW = re.compile(r"( *)- *\{")
Changed = tuple[Contact, Mapping[str, Plain]]


def rewritten(text: str, changed: Iterable[Changed], added: Sequence[Mapping[str, Plain]]) -> str:
    """``changed``: a contact as the file has it, and all that it is to say. A comment that stands
    within what is replaced goes above it. Raises ValueError where entries share lines; that all
    is as it should be is for the caller to prove."""
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    # From below, so that the lines above keep their numbers.
    for contact, said in sorted(changed, key=lambda one: -one[0].position.line):
        _rewrite(lines, contact, said)
    return ends.join(_with_added(lines, added) if added else lines)


def _rewrite(lines: list[str], contact: Contact, said: Mapping[str, Plain]) -> None:
    start, column = contact.position.line - 1, contact.position.column - 1
    begin = _dash(lines, start)
    indent = _depth(lines[begin])
    end = _end(lines, start, indent)
    if _FLOW.match(lines[start]) or lines[start][:column].strip() not in ("-", ""):
        kept = _comments(lines[begin:end], indent)
        lines[begin:end] = [*kept, *_entry(said, indent)]
        return
    # The fields that the file has, each with its lines, in the order of the file.
    spans = _spans(lines, start, end, column)
    keys = {name: key for key in FIELDS for name in (key, *FIELDS[key].former)}
    out = _comments(lines[begin:start], column)
    written: set[str] = set()
    for name, block in spans:
        key = keys.get(name, name)
        written.add(key)
        if key in said and said[key] == contact.said.get(key):
            out += block
            continue
        out += _comments(block, column)
        if key in said:
            out += _field(key, said[key], column)
    new = [
        line
        for key in FIELDS
        if key in said and key not in written
        for line in _field(key, said[key], column)
    ]
    body = _behind_values(out, new)
    first = next(n for n, line in enumerate(body) if not line.lstrip().startswith("#"))
    above = [f"{' ' * indent}{line.strip()}" for line in body[:first]]
    dashed = f"{' ' * indent}-{' ' * (column - indent - 1)}{body[first].lstrip(' ')}"
    lines[begin:end] = [*above, dashed, *body[first + 1 :]]


def _behind_values(out: list[str], new: list[str]) -> list[str]:
    """New fields before the comments that end an entry."""
    at = len(out)
    while at and (not out[at - 1].strip() or out[at - 1].lstrip().startswith("#")):
        at -= 1
    return [*out[:at], *new, *out[at:]]


def _spans(lines: list[str], start: int, end: int, column: int) -> list[tuple[str, list[str]]]:
    """The fields of an entry with their lines. Comments above a field go with it."""
    bare = [" " * column + lines[start][column:], *lines[start + 1 : end]]
    found: list[tuple[str, list[str]]] = []
    waiting: list[str] = []
    for line in bare:
        key = re.match(rf""" {{{column}}}(?:"([^"]+)"|([^\s#"':][^:]*)):(?:\s|$)""", line)
        if key:
            found.append((key[1] or key[2], [*waiting, line]))
            waiting = []
        elif not line.strip() or re.match(rf" {{0,{column}}}#", line):
            waiting.append(line)
        else:
            found[-1][1].extend([*waiting, line])
            waiting = []
    if found:
        found[-1][1].extend(waiting)
    return found


def _comments(block: list[str], indent: int) -> list[str]:
    """The comments of these lines, each on a line of its own."""
    found = (_COMMENT.match(line) for line in block)
    return [f"{' ' * indent}{one[1].rstrip()}" for one in found if one]


def _dash(lines: list[str], start: int) -> int:
    """The line with the entry's dash: its first one, or one above. Raises ValueError."""
    while start >= 0:
        if re.match(r" *-(?: |$)", lines[start]):
            return start
        start -= 1
    raise ValueError("the entry does not stand on lines of its own")


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _end(lines: list[str], start: int, indent: int) -> int:
    """The line behind the entry; comments that are set in as far as its dash are the next one's."""
    end = start + 1
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if not line.strip():
            continue
        if _depth(line) <= indent:
            break
        end = at + 1
    return end


def _with_added(lines: list[str], added: Sequence[Mapping[str, Plain]]) -> list[str]:
    at = next((n for n, line in enumerate(lines) if re.match(r"contacts:", line)), None)
    if at is None:
        return [*lines[:-1], "contacts:", *(x for said in added for x in _entry(said, 2)), ""]
    if re.match(r"contacts:\s*\[\s*\]", lines[at]):
        lines[at] = re.sub(r"\[\s*\]", "", lines[at], count=1).rstrip()
    dashes = [n for n in range(at + 1, len(lines)) if re.match(r" *-(?: |$)", lines[n])]
    indent = _depth(lines[dashes[0]]) if dashes else 2
    entries = [n for n in dashes if _depth(lines[n]) == indent]
    end = _end(lines, entries[-1], indent) if entries else at + 1
    return [*lines[:end], *(x for said in added for x in _entry(said, indent)), *lines[end:]]


def _entry(said: Mapping[str, Plain], indent: int) -> list[str]:
    lines = [line for key in FIELDS if key in said for line in _field(key, said[key], indent + 2)]
    return [f"{' ' * indent}- {lines[0].lstrip(' ')}", *lines[1:]]


def _field(key: str, value: Plain, indent: int) -> list[str]:
    pad = " " * indent
    one = FIELDS[key]
    if one.shape is Shape.DAY:
        return [f"{pad}{key}: {value}"]
    if one.shape in (Shape.LANGUAGES, Shape.AREA):
        return [f"{pad}{key}: [{', '.join(map(quote, value))}]"]
    rendered = render_mapping({key: _yaml(one, value)}, indent)
    return rendered.rstrip("\n").split("\n")


def _yaml(one: Field, value: Plain) -> Plain:
    """As ``render_mapping`` takes it."""
    if one.shape is Shape.LIST:
        return [_yaml_group(one, group) for group in value]
    if one.shape is Shape.GROUP:
        return _yaml_group(one, value)
    if one.shape is Shape.TEXTS:
        return value[""] if "" in value else dict(value)
    return value


def _yaml_group(one: Field, group: Mapping[str, Plain]) -> dict[str, Plain]:
    return {p.key: _yaml(p, group[p.key]) for p in one.parts if p.key in group}
