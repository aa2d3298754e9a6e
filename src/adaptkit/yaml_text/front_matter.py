"""The text fields of a front matter, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.yaml_text.nodes import Scalar
from adaptkit.yaml_text.plain import read_plain

Place = tuple[int, int]
Field = tuple[str, str, Place, Place]
# YAML lets tabs part a key or a dash from its value; ruamel.yaml refuses them.
_TABS = re.compile(r"(?m)^([ ]*(?:[^\s#:'\"\[\]{}][^\n:]*:|(?:-[ \t]+)*-))(\t[ \t]*)")
_BLANKS_AT_END = re.compile(r"(?m)(?<![ \t])[ \t]++$")


def scalar_fields(text: str, *, deep: bool = False) -> list[Field] | None:
    """(key, value, start, end) of each top-level text field, positions 0-based (line, column).
    ``deep``: of the texts further in too, with dots in their key: ``hero.title``; a list adds
    nothing to it.

    None when the text is not one YAML mapping. Anything that YAML allows may stand beside the
    fields: it is other tools' business.
    """
    plain = None if deep else read_plain(text + "\n", "")
    if plain is not None and "|" not in text:
        return [_field(key, value) for key, value in plain.entries if isinstance(value, Scalar)]
    found = whole_fields(text, deep=deep)
    if found is None and "\t" in text:
        return whole_fields(without_tabs(text), deep=deep)
    return found


def without_tabs(text: str) -> str:
    """The same with blanks for tabs where YAML takes one for the other: every column holds."""
    text = _TABS.sub(lambda found: found[1] + " " * len(found[2]), text)
    return _BLANKS_AT_END.sub(lambda found: " " * len(found[0]), text)


def what_is_wrong(text: str) -> Diagnostic | None:
    """Why the text is no YAML, at its line in the text; None where it is some."""
    from adaptkit.yaml_text.parse import read_whole

    _, problems = read_whole(without_tabs(text) + "\n", "")
    return next((one for one in problems if one.code.startswith("yaml")), None)


def _field(key: Scalar, value: Scalar) -> Field:
    """A plain field stands on one line, in its quotes if it has any."""
    line, column = value.position.line - 1, value.position.column - 1
    end = column + len(value.value) + (0 if value.plain else 2)
    return key.value, value.value, (line, column), (line, end)


def whole_fields(text: str, *, deep: bool = False) -> list[Field] | None:
    """The same for any YAML."""
    from ruamel.yaml.error import YAMLError

    from adaptkit.yaml_text.parse import TooDeepError, events_of

    try:
        events = events_of(text)
    except (YAMLError, ValueError, RecursionError, TooDeepError):
        return None
    names = [type(event).__name__ for event in events]
    if names[:3] != ["StreamStartEvent", "DocumentStartEvent", "MappingStartEvent"]:
        return None
    if names.count("DocumentStartEvent") != 1:
        return None
    found = _fields(events[2:], names[2:], text.split("\n"))
    return [one for depth, one in found if deep or depth == 1]


class _Level:
    """A mapping or list that the walk is in: what its texts are called, and the column that a
    block scalar's lines must pass."""

    def __init__(self, prefix: str, column: int, *, mapping: bool) -> None:
        self.prefix, self.column, self.mapping = prefix, column, mapping
        self.key: str | None = None  # that waits for its value

    def path(self) -> str:
        if not self.mapping:
            return self.prefix
        return f"{self.prefix}.{self.key}" if self.prefix else self.key or ""


def _fields(events: list[Any], names: list[str], lines: list[str]) -> Iterator[tuple[int, Field]]:
    levels: list[_Level] = []
    for event, name in zip(events, names, strict=True):
        level = levels[-1] if levels else None
        if name in ("MappingStartEvent", "SequenceStartEvent"):
            prefix = level.path() if level else ""
            column = event.start_mark.column
            levels.append(_Level(prefix, column, mapping=name == "MappingStartEvent"))
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            levels.pop()
            if levels:
                # A whole mapping may be a key; its value has a name that nobody can give.
                levels[-1].key = "?" if levels[-1].key is None else None
        elif level is None:
            return
        elif level.mapping and level.key is None:
            level.key = getattr(event, "value", "") or "~"
            level.column = event.start_mark.column
        else:
            if name == "ScalarEvent" and not event.anchor and not event.tag:
                yield len(levels), _text_field(level, event, lines)
            level.key = None


def _text_field(level: _Level, event: Any, lines: list[str]) -> Field:
    start, end = event.start_mark, event.end_mark
    first, last = (start.line, start.column), (end.line, end.column)
    value = event.value
    if event.style in ("|", ">"):
        last = _end_of_block(lines, start.line, level.column)
        value = value.replace("\a", "")  # ruamel's note of where it was folded
    return level.path(), value, first, last


def _end_of_block(lines: list[str], first: int, column: int) -> Place:
    """Where the last line of a block scalar ends whose key stands at ``column``."""
    last = first
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= column:
            break
        if line.strip():
            last = number
    return last, len(lines[last])
