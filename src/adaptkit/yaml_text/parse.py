"""YAML text → nodes: the only place that knows ruamel.yaml."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from adaptkit.model.diagnostic import Diagnostic, Position, error
from adaptkit.yaml_text.in_brackets import TOO_EARLY, broken_text, closed_too_early, lost_value
from adaptkit.yaml_text.nodes import MappingNode, Node, Scalar, Sequence
from adaptkit.yaml_text.plain import read_plain

_LINE_END = re.compile(r"\r\n|\n|\r")
_CONFLICT = re.compile(r"(?m)^<{7}(?: .*)?\r?$")
_TWO_VERSIONS = (
    "two versions of this place were not brought together (a merge conflict)",
    "keep the right one, and delete the lines with <<<<<<<, ======= and >>>>>>>",
)
# Far more than any file of ours has.
_DEEPEST = 60


_LONG_DASH = re.compile(r"^([ \t]*)[\u2010-\u2015\u2212] [\w-]+:(?= |$)", re.MULTILINE)
_NEAR = 8


@lru_cache(maxsize=16)
def parse_yaml(text: str, path: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The first document as nodes (None where it is empty or cannot be read), and what is wrong.

    Everything but a syntax error lets the walk go on, so that all problems are found together.
    """
    text = text.removeprefix("\ufeff")
    if "<<<<<<<" in text and (conflict := _CONFLICT.search(text)):
        # Whatever else such a file says is half of one version and half of another.
        line = len(_LINE_END.findall(text, 0, conflict.start())) + 1
        return None, (error("yaml-conflict", Position(path, line, 1), *_TWO_VERSIONS),)
    plain = read_plain(text, path)
    if plain is not None:
        return plain, ()
    return read_whole(text, path)


def read_whole(text: str, path: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The same for any YAML."""
    builder = _Builder(text, path)
    return builder.build(), tuple(builder.problems)


class TooDeepError(Exception):
    def __init__(self, index: int) -> None:
        self.index = index
        super().__init__(f"too deep at {index}")


@cache
def _shallow_scanner() -> type:
    """ruamel's, which goes no deeper: with each bracket that it has open it looks at all others
    again, and some thousands would keep it busy for minutes."""
    from ruamel.yaml.scanner import RoundTripScanner

    class Shallow(RoundTripScanner):
        def fetch_flow_collection_start(self, *given: Any, **named: Any) -> None:
            self._go_deeper()
            super().fetch_flow_collection_start(*given, **named)

        def add_indent(self, column: int) -> bool:
            self._go_deeper()
            return super().add_indent(column)

        def _go_deeper(self) -> None:
            if len(self.flow_context) + len(self.indents) > _DEEPEST:
                raise TooDeepError(self.reader.get_mark().index)

    return Shallow


def events_of(text: str) -> list[Any]:
    """ruamel's parse events. What is nested without end raises ``TooDeepError``."""
    from ruamel.yaml import YAML

    reader = YAML(pure=True)
    reader.Scanner = _shallow_scanner()
    return list(reader.parse(text))


class _Builder:
    """Turns ruamel's parse events into nodes. Events, not its composed graph: there an alias
    has already become what it stands for, and its place is lost."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.problems: list[Diagnostic] = []
        # ruamel also breaks lines at U+0085, U+2028 and U+2029; editors do not count these.
        self.starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def at(self, index: int) -> Position:
        line = bisect.bisect_right(self.starts, index) - 1
        return Position(self.path, line + 1, index - self.starts[line] + 1)

    def _line_end(self, mark: Any) -> int:
        end = self.text.find("\n", mark.index) if mark is not None else 0
        return end if end >= 0 else len(self.text)

    def note(self, code: str, mark: Any, message: str, hint: str) -> None:
        self.problems.append(error(code, self.at(mark.index), message, hint))

    def build(self) -> Node | None:
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            return self._document(iter(events_of(self.text)))
        except TooDeepError as found:
            message = f"lists and fields are nested deeper than {_DEEPEST} here; this is not read"
            hint = "write it flatter"
            self.problems.append(error("yaml-too-deep", self.at(found.index), message, hint))
            return None
        except MarkedYAMLError as problem:
            self._syntax(problem)
            return None
        except YAMLError as problem:
            self._unreadable(problem)
            return None

    def _syntax(self, problem: Any) -> None:
        mark = problem.problem_mark or problem.context_mark
        said = str(problem.problem or "")
        line_start = mark is not None and self.at(mark.index).line
        line = self.text.splitlines()[line_start - 1 : line_start] if line_start else []
        # Its line, or one of those above, which then hold what would stand below a hyphen.
        dashed = list(_LONG_DASH.finditer(self.text, 0, self._line_end(mark)))
        if dashed and self.at(dashed[-1].start()).line > line_start - _NEAR:
            message = "a long dash, as word processors make it, stands where a list wants a hyphen"
            hint = "begin the line with - (the minus key) and a blank"
            self.problems.append(error("yaml-syntax", self.at(dashed[-1].end(1)), message, hint))
            return
        if mark is not None and self._in_brackets(problem, mark, said):
            return
        for pattern, where, message, hint in _SYNTAX:
            if re.search(pattern, said + "\n" + str(problem.context or "")):
                chosen = problem.context_mark if where == "context" else mark
                self.note("yaml-syntax", chosen or mark, message, hint)
                return
        if line and "\t" in line[0][: len(line[0]) - len(line[0].lstrip())]:
            self.note("yaml-syntax", mark, _TAB[0], _TAB[1])
            return
        self.note("yaml-syntax", mark, f"this cannot be read as YAML: {said}", _LOOK)

    def _in_brackets(self, problem: Any, mark: Any, said: str) -> bool:
        """Whether a text within brackets holds what ends it there: then that is told."""
        found = None
        if re.search(r"expected ',' or '[\]}]'", said) and problem.context_mark:
            found = broken_text(self.text, problem.context_mark.index, mark.index)
        elif "mapping values are not allowed" in said:
            early = closed_too_early(self.text, mark.index)
            found = None if early is None else (early, *TOO_EARLY)
        elif "expected the node content" in said:
            found = lost_value(self.text, mark.index)
        if found is not None:
            at, message, hint = found
            self.problems.append(error("yaml-syntax", self.at(at), message, hint))
        return found is not None

    def _unreadable(self, problem: Any) -> None:
        index = getattr(problem, "position", 0)
        character = getattr(problem, "character", "")
        code = character if isinstance(character, int) else ord(character or "\0")
        self.problems.append(
            error(
                "yaml-character",
                self.at(index if isinstance(index, int) else 0),
                f"the invisible character U+{code:04X} may not stand in a YAML file",
                'delete it, or write it as "\\x.." or "\\u...." between double quotes',
            )
        )

    def _document(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in events:
            match type(event).__name__:
                case "DocumentStartEvent":
                    documents += 1
                    if event.version or event.tags:
                        self.note(
                            "yaml-directive",
                            event.start_mark,
                            "a line that begins with % is not used here",
                            "delete that line, and the --- below it",
                        )
                    if documents == 2:
                        self.note(
                            "yaml-documents",
                            event.start_mark,
                            "a second document begins here; only one is read",
                            "delete the line --- and put everything into one document",
                        )
                case "StreamStartEvent" | "StreamEndEvent" | "DocumentEndEvent":
                    pass
                case _:
                    node = self._node(event, events)
                    if documents == 1:
                        root = node
        return root

    def _node(self, event: Any, events: Iterator[Any]) -> Node:
        position = self.at(event.start_mark.index)
        if type(event).__name__ == "AliasEvent":
            self.note(
                "yaml-alias",
                event.start_mark,
                f"*{event.anchor} (an alias) is not used here",
                "write the text out in full",
            )
            return Scalar(position, "", plain=False)
        if event.anchor:
            self.note(
                "yaml-anchor",
                event.start_mark,
                f"&{event.anchor} (an anchor) is not used here",
                f"delete &{event.anchor}; if the text begins with &, put it in quotes",
            )
        if event.tag:
            self.note(
                "yaml-tag",
                event.start_mark,
                f"{event.tag} (a tag) is not used here",
                "delete it; if the text begins with !, put it in quotes",
            )
        match type(event).__name__:
            case "SequenceStartEvent":
                return Sequence(position, tuple(self._items(events)))
            case "MappingStartEvent":
                return MappingNode(position, tuple(self._entries(events)))
            case _:
                return Scalar(position, event.value, plain=event.style is None)

    def _items(self, events: Iterator[Any]) -> Iterator[Node]:
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                return
            yield self._node(event, events)

    def _entries(self, events: Iterator[Any]) -> Iterator[tuple[Scalar, Node]]:
        first: dict[str, Position] = {}
        for event in events:
            if type(event).__name__ == "MappingEndEvent":
                return
            key = self._node(event, events)
            value = self._node(next(events), events)
            if value == Scalar(value.position, "", plain=True):
                # What is not there has no place of its own; ruamel names the next line's.
                value = Scalar(key.position, "", plain=True)
            if not isinstance(key, Scalar):
                self.note(
                    "yaml-key",
                    event.start_mark,
                    "a list or mapping cannot be the name of a field",
                    'if the text begins with [ or {, put it in quotes: "{name}"',
                )
            elif key.plain and key.value == "<<":
                self.note(
                    "yaml-merge",
                    event.start_mark,
                    "<< (a merge key) is not used here",
                    "write the fields out in full",
                )
            elif key.value in first:
                self.note(
                    "duplicate-key",
                    event.start_mark,
                    f'"{key.value}" stands here a second time; the first is in line '
                    f"{first[key.value].line}",
                    "keep one of them",
                )
            else:
                first[key.value] = key.position
                yield key, value


_LOOK = "compare the line, and the one above it, with the examples in the documentation"
_TAB = (
    "a tab stands where YAML wants blanks",
    "indent with blanks (two for each step), never with the tab key",
)
# ruamel's words → ours: (pattern, which mark, message, hint); the first that fits.
_SYNTAX: tuple[tuple[str, str, str, str], ...] = (
    (r"character '\\t'", "problem", *_TAB),
    (
        r"unexpected end of stream\nwhile scanning a quoted|document separator\nwhile scanning a q",
        "context",
        "the quotation mark that opens here is never closed",
        "put the same quotation mark at the end of the text",
    ),
    (
        r"unknown escape character",
        "problem",
        "a backslash between double quotes begins an escape that YAML does not know",
        "write the backslash twice, or use single quotes around the text",
    ),
    (
        r"expected ',' or '\]'",
        "context",
        "the [ that opens here is never closed, or a comma is missing after it",
        "separate with commas and close with ]",
    ),
    (
        r"expected ',' or '\}'",
        "context",
        "the { that opens here is never closed, or a comma is missing after it",
        "separate with commas and close with }; a text that begins with { needs quotes",
    ),
    (
        r"could not find expected ':'",
        "context",
        "a colon is missing here",
        "write the name of the field, a colon, a blank, then its value",
    ),
    (
        r"mapping values are not allowed",
        "problem",
        "a colon stands where none can be",
        "put a text that holds a colon in quotes; if this begins a new field, let it begin "
        "exactly below the field above it, which needs its own colon",
    ),
    (
        r"expected '<document start>'",
        "problem",
        "this field begins further to the left than the one above it",
        "let each field begin exactly below the one above it",
    ),
    (
        r"undefined alias",
        "problem",
        "a text that begins with * must stand in quotes",
        "put the whole text in quotes",
    ),
    (
        r"cannot start any token|found unexpected '|expected alphabetic or numeric",
        "problem",
        "a text may not begin with this character unless it stands in quotes",
        "put the whole text in quotes",
    ),
    (
        r"sequence entries are not allowed",
        "problem",
        "a list cannot begin here",
        "begin the list on a line of its own; a text that begins with - needs quotes",
    ),
    (
        r"expected <block end>, but found '(?:<scalar>|\[|\{)",
        "problem",
        "something follows that belongs to no field",
        "put the whole text in quotes, or look for a wrong indentation",
    ),
    (
        r"expected <block end>",
        "problem",
        "this line is not in line with those above it",
        "lines that belong together begin at the same column; a list and a field cannot mix",
    ),
)
