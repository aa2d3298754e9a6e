"""Nodes → values: the fields that are asked for, and every problem on the way."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection

from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    ProblemsFound,
    Severity,
    did_you_mean,
    error,
)
from adaptkit.records import Record
from adaptkit.yaml_text.in_brackets import after_comma, is_rest_of_text, lost_value, rest_of_text
from adaptkit.yaml_text.nodes import (
    DATE,
    MappingNode,
    Node,
    Scalar,
    Sequence,
    is_null,
    read_as,
)
from adaptkit.yaml_text.parse import parse_yaml
from adaptkit.yaml_text.render import quote

_LINE_END = re.compile(r"\r\n|\n|\r")
_EMPTY = "this file is empty; it was perhaps not saved"
_GET_BACK = "get its text back, or delete the file"


_OPEN, _CLOSE = "“”„‟«»‘’‚‹", "“”‟«»‘’›"


def _without_curly(value: str) -> str:
    """The words between typographic quotation marks that were meant as YAML's; else ``""``.

    A text may well begin with a quotation: only marks around all of it, or one that never
    closes (the value was cut at a comma), are taken for a slip.
    """
    if value[:1] not in _OPEN or len(value) < 2:
        return ""
    within = value[1:-1] if value[-1] in _CLOSE else value[1:]
    return "" if any(mark in within for mark in _CLOSE) else within.strip()


class Reader:
    """One YAML file that is being read. Problems gather in ``problems`` until ``finish``."""

    def __init__(self, text: str, path: str) -> None:
        self.path, self._text = path, text
        self._lines: list[str] | None = None
        self.root, problems = parse_yaml(text, path)
        self.problems: list[Diagnostic] = list(problems)
        if not text.strip("\ufeff \t\r\n"):
            # Nothing is decided by it: whoever wants the file empty writes a comment into it.
            self.error("yaml-empty", Position(path, 1), _EMPTY, _GET_BACK)
        self._fields: list[Fields] = []
        # After a syntax error nothing can be said about fields: they are not missing, but unread.
        self.unreadable = self.root is None and bool(self.problems)

    def top(self) -> Fields:
        """The whole file as a mapping; an empty file is an empty one."""
        start = Position(self.path, 1, 1)
        if self.root is None or is_null(self.root):
            return self.fields(MappingNode(start, ()))
        return Value(self, self.root, "the file").fields()

    def fields(self, node: MappingNode) -> Fields:
        made = Fields(self, node)
        self._fields.append(made)
        return made

    def line(self, position: Position) -> str:
        """The line of the file that this is in, without its end."""
        if self._lines is None:
            self._lines = _LINE_END.split(self._text.removeprefix("\ufeff"))
        return self._lines[position.line - 1] if position.line <= len(self._lines) else ""

    def error(self, code: str, position: Position, message: str, hint: str = "") -> None:
        self.problems.append(error(code, position, message, hint))

    def finish(self) -> None:
        """Report unknown keys; raise ``ProblemsFound`` with all problems in file order."""
        for fields in self._fields:
            fields.report_unknown()
        self._fields.clear()
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            raise ProblemsFound(sorted(self.problems, key=lambda problem: problem.sort_key))


class Value(Record, frozen=True):
    """What stands behind a key. ``label`` is how messages call it."""

    reader: Reader
    node: Node
    label: str

    @property
    def position(self) -> Position:
        return self.node.position

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, MappingNode)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, Sequence)

    @property
    def is_empty(self) -> bool:
        return is_null(self.node)

    def wrong(self, wanted: str, hint: str = "") -> None:
        found = {Scalar: "a text", Sequence: "a list", MappingNode: "a mapping of fields"}
        self.reader.error(
            "wrong-type",
            self.position,
            f"{self.label} should be {wanted}, but it is {found[type(self.node)]}",
            hint,
        )

    def text(self) -> str:
        """A text; ``""`` after a problem. A bare number, date or yes/no is refused."""
        if not isinstance(self.node, Scalar):
            self.wrong("a text")
            return ""
        if is_null(self.node):
            self._empty("a text")
            return ""
        if self.node.plain:
            meant = read_as(self.node.value)
            if meant:
                self.reader.error(
                    "unquoted-value",
                    self.position,
                    f"{self.node.value} is read as {meant}",
                    f"put it in quotes: {quote(self.node.value)}",
                )
            elif bare := _without_curly(self.node.value):
                self.reader.error(
                    "curly-quotes",
                    self.position,
                    f"{self.node.value} has the quotation marks of a word processor, "
                    "which YAML takes for letters",
                    f"write straight ones: {quote(bare)}",
                )
        return self.node.value

    def date(self) -> str:
        """A real day as YYYY-MM-DD, quoted or not; ``""`` after a problem."""
        if not isinstance(self.node, Scalar):
            self.wrong("a date such as 2026-11-02")
            return ""
        if is_null(self.node):
            self._empty("a date such as 2026-11-02")
            return ""
        value = self.node.value
        if not DATE.match(value):
            self.reader.error(
                "wrong-date",
                self.position,
                f"{self.label} should be a date, but it is {quote(value)}",
                "write year, month and day: 2026-11-02",
            )
            return ""
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            self.reader.error(
                "wrong-date", self.position, f"there is no day {value}", "look at a calendar"
            )
            return ""
        return value

    def integer(self) -> int | None:
        if isinstance(self.node, Scalar) and self.node.plain:
            if re.match(r"(?:0|[-+]?[1-9][0-9]{0,8})\Z", self.node.value):
                return int(self.node.value)
            if is_null(self.node):
                self._empty("a whole number")
                return None
        if isinstance(self.node, Scalar):
            self.reader.error(
                "wrong-type",
                self.position,
                f"{self.label} should be a whole number, but it is {quote(self.node.value)}",
                "write a number such as 10, without quotes",
            )
        else:
            self.wrong("a whole number")
        return None

    def items(self) -> tuple[Value, ...]:
        if is_null(self.node):
            return ()
        if not isinstance(self.node, Sequence):
            hint = ""
            if isinstance(self.node, Scalar):
                hint = f"put brackets around it: [{self.node.value}]"
            self.wrong("a list", hint)
            return ()
        return tuple(
            Value(self.reader, node, f"entry {number} of {self.label}")
            for number, node in enumerate(self.node.items, 1)
        )

    def fields(self) -> Fields:
        """A mapping whose keys are fixed."""
        if isinstance(self.node, MappingNode):
            return self.reader.fields(self.node)
        if not is_null(self.node):
            self.wrong("a mapping of fields", "write each field as name: value")
        # No field of what is not a mapping is missing: that has been said already.
        return Fields(self.reader, MappingNode(self.position, ()), broken=not self.is_empty)

    def entries(self) -> tuple[tuple[Scalar, Value], ...]:
        """A mapping whose keys the author chose."""
        if is_null(self.node):
            return ()
        if not isinstance(self.node, MappingNode):
            self.wrong("a mapping of names to values", "write each entry as name: value")
            return ()
        return tuple(
            (key, Value(self.reader, node, f'"{key.value}"')) for key, node in self.node.entries
        )

    def _empty(self, wanted: str) -> None:
        said, hint = f"{self.label} has no value", f"write {wanted} behind the colon"
        lost = lost_value(self.reader.line(self.position))
        if lost is not None:
            _, said, hint = lost
        self.reader.error("missing-value", self.position, said, f"{hint}, or delete the line")


class Fields:
    """A mapping with known keys. Asking for a key makes it known."""

    def __init__(self, reader: Reader, node: MappingNode, *, broken: bool = False) -> None:
        self.reader = reader
        self.node = node
        self.broken = broken
        self._values = {key.value: (key, value) for key, value in node.entries}
        self._known: dict[str, None] = {}

    @property
    def position(self) -> Position:
        return self.node.position

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self._values)

    def at(self, key: str) -> Position:
        """Where the key stands; the mapping's own place when it is absent."""
        return self._values[key][0].position if key in self._values else self.position

    def value_at(self, key: str) -> Position:
        return self._values[key][1].position if key in self._values else self.position

    def know(self, *keys: str) -> None:
        """These keys are allowed, though somebody else looks at them."""
        self._known.update(dict.fromkeys(keys))

    def get(self, key: str, *, required: bool = False) -> Value | None:
        self.know(key)
        if key in self._values:
            return Value(self.reader, self._values[key][1], f'"{key}"')
        if required and not self.broken and not self.reader.unreadable:
            self.reader.error(
                "missing-key", self.position, f'"{key}" is missing', f"add a line {key}: …"
            )
        return None

    def text(self, key: str, *, required: bool = False, default: str = "") -> str:
        value = self.get(key, required=required)
        return default if value is None else value.text()

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(text for text, _ in self.located_texts(key))

    def located_texts(self, key: str) -> tuple[tuple[str, Position], ...]:
        value = self.get(key)
        return () if value is None else tuple((v.text(), v.position) for v in value.items())

    def date(self, key: str, *, required: bool = False) -> str:
        value = self.get(key, required=required)
        return "" if value is None else value.date()

    def integer(self, key: str) -> int | None:
        value = self.get(key)
        return None if value is None else value.integer()

    def choice(self, key: str, options: Collection[str], *, default: str = "") -> str:
        value = self.get(key)
        if value is None:
            return default
        text = value.text()
        if text and text not in options:
            self.reader.error(
                "unknown-value",
                value.position,
                f'"{key}" cannot be "{text}"',
                did_you_mean(text, options) or f"it can be {', '.join(options)}",
            )
            return default
        return text or default

    def fields(self, key: str, *, required: bool = False) -> Fields | None:
        value = self.get(key, required=required)
        return None if value is None else value.fields()

    def list_of_fields(self, key: str) -> tuple[Fields, ...]:
        value = self.get(key)
        return () if value is None else tuple(item.fields() for item in value.items())

    def entries(self, key: str) -> tuple[tuple[Scalar, Value], ...]:
        value = self.get(key)
        return () if value is None else value.entries()

    def report_unknown(self) -> None:
        before: tuple[str, Node] | None = None
        for name, (key, value) in self._values.items():
            where, known = key.position, name in self._known
            if not known and is_rest_of_text(self.reader.line(where), where.column, name):
                field, text = before or ("", None)
                said = text.value if isinstance(text, Scalar) else ""
                self.reader.error("unknown-key", where, *rest_of_text(name, said, field))
            elif not known:
                self.reader.error(
                    "unknown-key",
                    where,
                    f'"{name}" is not known here',
                    did_you_mean(name, self._known)
                    or f"known are: {', '.join(self._known)}"
                    + after_comma(self.reader.line(where), where.column),
                )
            else:
                before = (name, value)
