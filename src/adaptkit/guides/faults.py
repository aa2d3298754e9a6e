"""What is wrong with a chapter's text, in words for whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from adaptkit.guides._markdown import CONTAINERS
from adaptkit.model.diagnostic import Diagnostic, Position, did_you_mean, error, warning
from adaptkit.model.document import Block, BlockKind

_CONFLICT = re.compile(r"(?m)^<{7} .*$[\s\S]*?^={7}$[\s\S]*?^>{7} ")
_MALFORMED_MARK = re.compile(r"\{\s*[#.][^{}\n]*\}")


def attaches_to_nothing(path: str, line: int) -> Diagnostic:
    return error(
        "mark-attaches-to-nothing",
        Position(path, line, 1),
        "this line in curly brackets speaks of the block below it, but there is none",
        "put it directly above a paragraph, list, table or heading, or delete it",
    )


def not_closed(path: str, line: int, opening: str) -> Diagnostic:
    return error(
        "container-not-closed",
        Position(path, line, 1),
        f'the block that opens with "::: {opening}" is never closed',
        "put a line with ::: where it ends",
    )


def slot_without_name(path: str, line: int) -> Diagnostic:
    return error(
        "slot-without-name",
        Position(path, line, 1),
        "a slot needs one name",
        "write it as ::: slot support-networks",
    )


def unknown_container(path: str, line: int, name: str) -> Diagnostic:
    return warning(
        "container-unknown",
        Position(path, line, 1),
        f'"::: {name}" is not a kind of block that adaptkit knows',
        did_you_mean(name, CONTAINERS) or f"known are: {', '.join(CONTAINERS)}",
    )


def in_text(text: str, blocks: Sequence[Block], path: str) -> Iterator[Diagnostic]:
    """What only a look at the whole chapter shows. ``text`` has ``\\n`` line ends alone."""
    if not text.strip():
        yield error(
            "chapter-empty",
            Position(path),
            "this chapter is empty; it was perhaps not saved",
            "get its text back, or take the chapter out of the guide",
        )
        return
    everything = [block for top in blocks for block in top.walk()]
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        quoted = any(
            b.kind is BlockKind.CODE and b.lines[0] < line <= b.lines[1] for b in everything
        )
        if not quoted:
            yield error(
                "chapter-conflict",
                Position(path, line, 1),
                "two versions of this passage are left here, from joining two people's work",
                "keep the right one, and delete the lines with <<<<<<<, ======= and >>>>>>>",
            )
    for block in everything:
        if block.kind is BlockKind.PARAGRAPH and "{" in block.text:
            yield from _marks_as_text(block, path)


def _marks_as_text(block: Block, path: str) -> Iterator[Diagnostic]:
    """A mark that nobody reads: mistyped, or at the end of a paragraph."""
    lines = block.text.split("\n")
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        alone = _MALFORMED_MARK.fullmatch(line.strip())
        trailing = last and re.search(r"(?<!\\)\{\s*(?:#[\w:-]+|\.(?:local|core)\b)[^{}]*\}$", line)
        if alone or trailing:
            place = Position(path, (block.span.start_line if block.span else 0) + number + 1, 1)
            yield error(
                "mark-not-read",
                place,
                "these curly brackets would be shown to readers as they stand",
                "write {#name .local country=US} on a line of its own above the paragraph; "
                "a bracket that is meant as text is written \\{",
            )


__all__ = [
    "attaches_to_nothing",
    "in_text",
    "not_closed",
    "slot_without_name",
    "unknown_container",
]
