"""The text fields of a TOML front matter (``+++``), with where they stand."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from adaptkit.guides._matter_text import may_act, without_acting
from adaptkit.records import Record

Place = tuple[int, int]
Field = tuple[str, str, Place, Place]

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\\\n]*"|'[^'\n]*')"""
_TABLE = re.compile(rf"[ \t]*\[{{1,2}}[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)[ \t]*\]{{1,2}}")
_STRING = r""""(?:[^"\\\n]|\\.)*"(?!")|'[^'\n]*'(?!')"""
_PAIR = re.compile(rf"[ \t]*({_KEY}(?:[ \t]*\.[ \t]*{_KEY})*)[ \t]*=[ \t]*({_STRING})")
_ONE_KEY = re.compile(_KEY)
_LINE = re.compile(r"\(at line (\d+)")


class TomlMatter(Record, frozen=True):
    """``fields`` as YAML's (dotted key, value, start, end); ``wrong`` is the 1-based line where the
    text is no TOML, 0 where it is."""

    fields: tuple[Field, ...] = ()
    wrong: int = 0


def read_toml(text: str, wanted: Collection[str]) -> TomlMatter:
    """The wanted texts that stand on one line. Others stay as they are."""
    import tomllib

    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        found = _LINE.search(str(problem))
        return TomlMatter(wrong=int(found[1]) if found else text.count("\n") + 1)
    fields: list[Field] = []
    table = ""
    for number, line in enumerate(text.split("\n")):
        if head := _TABLE.match(line):
            table = _dotted(head[1])
        elif pair := _PAIR.match(line):
            key = f"{table}.{_dotted(pair[1])}" if table else _dotted(pair[1])
            if key in wanted:
                value = tomllib.loads(f"x = {pair[2]}")["x"]
                # A line of a text over several lines can look like a field.
                if value in _values(data, key.split(".")):
                    place = (number, pair.start(2)), (number, pair.end(2))
                    fields.append((key, value, *place))
    return TomlMatter(tuple(fields))


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
