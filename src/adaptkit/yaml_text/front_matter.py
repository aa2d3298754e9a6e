"""The text fields of a front matter, with where they stand."""

from __future__ import annotations

from adaptkit.yaml_text.nodes import Scalar
from adaptkit.yaml_text.plain import read_plain

Place = tuple[int, int]


def scalar_fields(text: str) -> list[tuple[str, str, Place, Place]] | None:
    """(key, value, start, end) of each top-level text field, positions 0-based (line, column).

    None when the text is not one YAML mapping. Anything that YAML allows may stand beside the
    fields: it is other tools' business.
    """
    plain = read_plain(text + "\n", "")
    if plain is not None and "|" not in text:
        return [_field(key, value) for key, value in plain.entries if isinstance(value, Scalar)]
    return whole_fields(text)


def _field(key: Scalar, value: Scalar) -> tuple[str, str, Place, Place]:
    """A plain field stands on one line, in its quotes if it has any."""
    line, column = value.position.line - 1, value.position.column - 1
    end = column + len(value.value) + (0 if value.plain else 2)
    return key.value, value.value, (line, column), (line, end)


def whole_fields(text: str) -> list[tuple[str, str, Place, Place]] | None:
    """The same for any YAML."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        events = list(YAML(pure=True).parse(text))
    except (YAMLError, ValueError):
        return None
    names = [type(event).__name__ for event in events]
    if names[:3] != ["StreamStartEvent", "DocumentStartEvent", "MappingStartEvent"]:
        return None
    if names.count("DocumentStartEvent") != 1:
        return None
    fields: list[tuple[str, str, Place, Place]] = []
    depth = 0
    key, column = "", 0
    lines = text.split("\n")
    for event, name in zip(events[3:], names[3:], strict=True):
        if depth == 0 and not key and name == "ScalarEvent":
            key, column = event.value or "~", event.start_mark.column
            continue
        if depth == 0 and key:
            if name == "ScalarEvent" and not event.anchor and not event.tag:
                start, end = event.start_mark, event.end_mark
                first, last = (start.line, start.column), (end.line, end.column)
                value = event.value
                if event.style in ("|", ">"):
                    last = _end_of_block(lines, start.line, column)
                    value = value.replace("\a", "")  # ruamel's note of where it was folded
                fields.append((key, value, first, last))
            if name != "MappingStartEvent" and name != "SequenceStartEvent":
                key = ""
        if name in ("MappingStartEvent", "SequenceStartEvent"):
            depth += 1
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            depth -= 1
            if depth == 0:
                key = ""
    return fields


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
