"""The msgid of a raw text: one line, with every reference written in full."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.common.utils import normalizeReference

from adaptkit.guides.inline_trees import inline_shape
from adaptkit.guides.inlines import Context, Recorded, parse_inlines, scan

# Rare ends of lines and of pages, left by word processors: many programs (polib is one) would cut
# a catalogue's line in two there. To a reader each is a blank.
_SEPARATOR = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_AROUND_NEWLINE = re.compile(r"[ \t]*\n[ \t]*")
_AROUND_NEWLINE_BLANK = re.compile(r"[ \t]\n|\n[ \t]")
# Code of one backtick; a label without brackets; `[label][target]` or `[label](`.
_CODE = r"`[^`]+`(?!`)"
_LABEL = r"((?:[^\[\]`\\<]|`[^`\[\]]+`(?!`))+)"
_LINK = re.compile(rf"\[{_LABEL}\](?:\[{_LABEL}\]|\()")
_PLAIN = re.compile(rf"(?>[^\[\]`\\<]+|{_CODE}|{_LINK.pattern})*")
_FOLDS_WITH_CARE = re.compile(r"(\\|  )\n|<")


def fold(text: str, context: Context) -> str:
    """The msgid of a raw text: one line, but for hard breaks (``\\`` + newline); every shortcut
    or collapsed reference written in full, so that a translated label keeps its target."""
    if _SEPARATOR.search(text):
        text = _SEPARATOR.sub(" ", text)
    breaks = "\n" in text
    may_refer = "[" in text and bool(context.references) and not _in_full(text, context)
    if not breaks and not may_refer:
        return text
    if not may_refer and not _FOLDS_WITH_CARE.search(text):
        # In code blanks beside a line's end stay; elsewhere they go.
        if "`" not in text:
            return _AROUND_NEWLINE.sub(" ", text)
        if not _AROUND_NEWLINE_BLANK.search(text):
            return text.replace("\n", " ")
    folded = _fold(text, context)
    if breaks and "<" in text:
        # A line break can keep `](<a` + `b>)` from being a link; then it has to stay.
        was = inline_shape(parse_inlines(text, context))
        if inline_shape(parse_inlines(folded, context)) != was:
            return text
    return folded


def _in_full(text: str, context: Context) -> bool:
    """Whether it is plain to see that every reference in the text is written in full already, so
    that nobody need parse it: as `[label][defined]`, beside links whose labels are not defined."""
    if not _PLAIN.fullmatch(text):
        return False
    known = context.references
    return all(
        (normalizeReference(target) in known)
        if target
        else (normalizeReference(label) not in known)
        for label, target in _LINK.findall(text)
    )


def _fold(text: str, context: Context) -> str:
    edits: list[tuple[int, int, str]] = []
    for piece in scan(text, context):
        if piece.name == "newline":
            start = piece.start
            while start > 0 and text[start - 1] in " \t":
                start -= 1
            # A backslash before the blanks is text: markdown-it counts the first blank to it, and
            # it must not swallow the backslash of the break.
            odd = (start - len(text[:start].rstrip("\\"))) % 2
            literal = "\\" * odd
            blanks = piece.start - start - odd
            hard = blanks >= 2 and text[piece.start - 2 : piece.start] == "  "
            edits.append((start, piece.end, f"{literal}\\\n" if hard else " "))
        elif piece.name == "escape" and text[piece.start : piece.start + 2] == "\\\n":
            edits.append((piece.start, piece.end, "\\\n"))
        elif piece.name in ("link", "image"):
            edits += _written_in_full(text, piece)
    return _folded(text, edits)


def _written_in_full(text: str, piece: Recorded) -> Iterator[tuple[int, int, str]]:
    if piece.label_end < 0 or text[piece.end - 1] != "]":
        return
    opening = piece.start + (2 if piece.name == "image" else 1)
    label = _AROUND_NEWLINE.sub(" ", text[opening : piece.label_end])
    if piece.end == piece.label_end + 1:
        yield (piece.end, piece.end, f"[{label}]")
    elif text[piece.label_end + 1 : piece.end] == "[]":
        yield (piece.label_end + 1, piece.end, f"[{label}]")


def _folded(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    out: list[str] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda e: (e[0], e[1])):
        if start < at:
            continue
        out += [text[at:start].replace("\n", " "), new]
        at = end
    out.append(text[at:].replace("\n", " "))
    return "".join(out)
