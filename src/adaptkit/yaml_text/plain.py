"""The plainest YAML, read without ruamel.yaml, which takes a millisecond for a few lines.

Nothing is guessed: what is not on the short list below is left to ruamel, the whole file. On it are
mappings and lists by indentation or on one line in brackets; plain words; texts in quotes
on one line, without backslashes or quotes within; texts below ``|`` or ``|-``; lines of comment.
"""

from __future__ import annotations

import re

from adaptkit.model.diagnostic import Position
from adaptkit.yaml_text.nodes import MappingNode, Node, Scalar, Sequence

_SIGNS = "./()+@%&'!?;=~*$–—’“”«»…-"
# Beyond ASCII all that can be printed is a letter to YAML; ``read_plain`` asks for that.
_WORD = rf"(?:[\w{re.escape(_SIGNS)}]|[^\x00-\x7f]|:(?=[\w/]))"
_KEY = re.compile(r"(\w[\w./-]{0,99}):(?: +|$)", re.ASCII)
_IN_BRACKETS = re.compile(rf"[^\W_]{_WORD}*(?: {_WORD}+)*")
_PLAIN = re.compile(rf"[^\W_](?:{_WORD}|,)*(?: (?:{_WORD}|,)+)*")
_QUOTED = re.compile(r"\"([^\"\\]*)\"|'([^']*)'")
_DASH = re.compile(r"- +(?=\S)")
_DEEPEST = 60


class _NotPlainError(Exception):
    """Something that ruamel has to look at."""


def read_plain(text: str, path: str) -> MappingNode | None:
    """The file's nodes, which are those that ruamel's events give; None where it is not plain."""
    lines = text.split("\n")
    if lines[-1] or not all(line.isprintable() for line in lines):
        return None
    reader = _Reader(lines, path)
    try:
        root = reader.mapping(0)
        return root if reader.line == len(lines) else None
    except _NotPlainError:
        return None


class _Reader:
    """``line`` is the next line with something on it; ``at`` where in it to go on: behind the
    dash of a list, the line goes on as if it were indented so far."""

    def __init__(self, lines: list[str], path: str) -> None:
        self.lines, self.path = lines, path
        self.line, self.at = -1, 0
        self._next_line()

    def _next_line(self) -> None:
        self.line += 1
        while self.line < len(self.lines):
            text = self.lines[self.line].lstrip(" ")
            if text and not text.startswith("#"):
                self.at = len(self.lines[self.line]) - len(text)
                return
            self.line += 1
        self.at = -1

    def _position(self, at: int) -> Position:
        return Position(self.path, self.line + 1, at + 1)

    def mapping(self, indent: int) -> MappingNode:
        position = self._position(self.at)
        entries: dict[str, tuple[Scalar, Node]] = {}
        while self.at == indent < _DEEPEST:
            found = _KEY.match(self.lines[self.line], indent)
            if not found or found[1] in entries:
                raise _NotPlainError
            key = Scalar(self._position(indent), found[1], plain=True)
            entries[found[1]] = (key, self._value(found.end(), indent))
        if not entries or self.at > indent:
            raise _NotPlainError
        return MappingNode(position, tuple(entries.values()))

    def _list(self, indent: int) -> Sequence:
        position = self._position(self.at)
        items: list[Node] = []
        while self.at == indent < _DEEPEST:
            text = self.lines[self.line]
            found = _DASH.match(text, indent)
            if not found:
                break
            if _KEY.match(text, found.end()):
                self.at = found.end()
                items.append(self.mapping(self.at))
            else:
                items.append(self._on_line(found.end()))
        if self.at > indent:
            raise _NotPlainError
        return Sequence(position, tuple(items))

    def _value(self, at: int, indent: int) -> Node:
        """What stands behind a key of a mapping at ``indent``: on its line, or below."""
        text = self.lines[self.line]
        if at < len(text):
            return self._block(at, indent) if text[at] == "|" else self._on_line(at)
        self._next_line()
        if self.at >= indent and _DASH.match(self.lines[self.line], self.at):
            return self._list(self.at)
        if self.at > indent:
            return self.mapping(self.at)
        raise _NotPlainError

    def _on_line(self, at: int) -> Node:
        node, end = self._node(at, 0)
        if end != len(self.lines[self.line]):
            raise _NotPlainError
        self._next_line()
        return node

    def _node(self, at: int, depth: int) -> tuple[Node, int]:
        """What begins at ``at`` of the line, and where it ends."""
        text = self.lines[self.line]
        if at == len(text) or depth > _DEEPEST:
            raise _NotPlainError
        if text[at] in "[{":
            return self._brackets(at, depth)
        if found := _QUOTED.match(text, at):
            words = found[1] if found[1] is not None else found[2]
            return Scalar(self._position(at), words), found.end()
        if found := (_IN_BRACKETS if depth else _PLAIN).match(text, at):
            return Scalar(self._position(at), found[0], plain=True), found.end()
        raise _NotPlainError

    def _brackets(self, at: int, depth: int) -> tuple[Node, int]:
        text, position = self.lines[self.line], self._position(at)
        closing = "]" if text[at] == "[" else "}"
        items: list[Node] = []
        entries: dict[str, tuple[Scalar, Node]] = {}
        at += 1
        while True:
            if closing == "}":
                found = _KEY.match(text, at)
                if not found or found[1] in entries:
                    raise _NotPlainError
                key = Scalar(self._position(at), found[1], plain=True)
                value, at = self._node(found.end(), depth + 1)
                entries[found[1]] = (key, value)
            else:
                value, at = self._node(at, depth + 1)
                items.append(value)
            if text.startswith(", ", at):
                at += 2
            elif text.startswith(closing, at):
                break
            else:
                raise _NotPlainError
        if closing == "}":
            return MappingNode(position, tuple(entries.values())), at + 1
        return Sequence(position, tuple(items)), at + 1

    def _block(self, at: int, indent: int) -> Scalar:
        """The lines below ``|`` or ``|-``, as they stand."""
        header = self.lines[self.line][at:]
        position = self._position(at)
        if header not in ("|", "|-"):
            raise _NotPlainError
        first = self.lines[self.line + 1] if self.line + 1 < len(self.lines) else ""
        inside = len(first) - len(first.lstrip(" "))
        if inside <= indent or inside == len(first):
            raise _NotPlainError
        words: list[str] = []
        number = self.line + 1
        while number < len(self.lines):
            line = self.lines[number]
            if line and not line.startswith(" " * inside):
                if line.isspace() or len(line) - len(line.lstrip(" ")) > indent:
                    raise _NotPlainError
                break
            if line.isspace():
                raise _NotPlainError
            words.append(line[inside:])
            number += 1
        self.line = number - 1
        self._next_line()
        value = "\n".join(words).rstrip("\n")
        return Scalar(position, value + ("\n" if header == "|" else ""), plain=False)
