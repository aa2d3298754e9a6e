"""The text fields of a TOML front matter (``+++``), with where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from adaptkit.guides._matter_text import may_act, without_acting
from adaptkit.records import Record

Place = tuple[int, int]
Field = tuple[str, str, Place, Place]

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\\\n]*"|'[^'\n]*')"""
_TABLE = re.compile(rf"[ \t]*\[{{1,2}}[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)[ \t]*\]{{1,2}}")
_STRING = r""""(?:[^"\\\n]|\\.)*"(?!")|'[^'\n]*'(?!')"""
_PAIR = re.compile(rf"[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)[ \t]*=[ \t]*({_STRING})")
_LIST = re.compile(rf"[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)[ \t]*=[ \t]*\[")
_IN_A_LIST = re.compile(rf"(?P<text>{_STRING})|(?P<end>\])|[\s,]+|\#[^\n]*")
_ONE_KEY = re.compile(_KEY)
_LINE = re.compile(r"\(at line (\d+)")


class TomlMatter(Record, frozen=True):
    """``fields`` as YAML's (dotted key, value, start, end); ``wrong`` is the 1-based line where the
    text is no TOML, 0 where it is. ``unread``: wanted keys that hold something which is written in
    a way that is not read here, each with its 1-based line and whether that is a table."""

    fields: tuple[Field, ...] = ()
    wrong: int = 0
    unread: tuple[tuple[str, int, bool], ...] = ()


def read_toml(text: str, wanted: Collection[str]) -> TomlMatter:
    """The wanted texts that stand on one line each, alone or in a list. Others stay as they are."""
    import tomllib

    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        found = _LINE.search(str(problem))
        return TomlMatter(wrong=int(found[1]) if found else text.count("\n") + 1)
    fields: list[Field] = []
    table, begins = "", 0
    for number, line in enumerate(text.split("\n")):
        if head := _TABLE.match(line):
            table = _dotted(head[1])
        elif pair := _PAIR.match(line) or _LIST.match(line):
            key = f"{table}.{_dotted(pair[1])}" if table else _dotted(pair[1])
            if key in wanted:
                at = begins + (pair.end() if pair.re is _LIST else pair.start(2))
                texts = _texts(text, at, (at - begins, number), one=pair.re is _PAIR)
                # A line of a text over several lines can look like a field.
                known = _values(data, key.split("."))
                fields += (
                    (key, value, start, end) for value, start, end in texts if value in known
                )
        begins += len(line) + 1
    return TomlMatter(tuple(fields), unread=tuple(_unread(text, data, wanted, fields)))


def _texts(
    text: str, at: int, place: tuple[int, int], *, one: bool
) -> list[tuple[str, Place, Place]]:
    """The texts of a list from behind its bracket, or ``one`` text; none where a list holds
    anything else."""
    import tomllib

    column, line = place
    out: list[tuple[str, Place, Place]] = []
    while found := _IN_A_LIST.match(text, at):
        if found["end"]:
            return out
        if found["text"]:
            value = tomllib.loads(f"x = {found[0]}")["x"]
            out.append((value, (line, column), (line, column + len(found[0]))))
            if one:
                return out
        if breaks := found[0].count("\n"):
            line, column = line + breaks, len(found[0]) - found[0].rindex("\n") - 1
        else:
            column += len(found[0])
        at = found.end()
    return []


def _unread(
    text: str, data: Any, wanted: Collection[str], fields: list[Field]
) -> Iterator[tuple[str, int, bool]]:
    read = Counter(key for key, *_ in fields)
    for key in wanted:
        held = [one for one in _values(data, key.split(".")) if isinstance(one, str | dict) and one]
        if len(held) > read[key]:
            first = re.escape(key.split(".")[0])
            found = re.search(rf"(?m)^[ \t]*(?:\[+[ \t]*)?[\"']?{first}\b", text)
            line = text.count("\n", 0, found.start()) + 1 if found else 1
            yield key, line, any(isinstance(one, dict) for one in held)


def _dotted(keys: str) -> str:
    return ".".join(key.strip("\"'") for key in _ONE_KEY.findall(keys))


def _values(data: Any, path: list[str]) -> list[Any]:
    """What stands under the path; of a list of tables, in each of them."""
    if isinstance(data, list):
        return [value for one in data for value in _values(one, path)]
    if not path:
        return [data]
    return _values(data[path[0]], path[1:]) if isinstance(data, dict) and path[0] in data else []


def toml_value(text: str, old: str) -> str:
    """A text so quoted that every TOML reader gets back exactly this."""
    if old.startswith("'") and "'" not in text and text.isprintable() and not may_act(text):
        return f"'{text}'"
    return without_acting('"' + "".join(_escaped(char) for char in text) + '"')


def _escaped(char: str) -> str:
    if char in '\\"':
        return "\\" + char
    return char if char.isprintable() else f"\\U{ord(char):08x}"
