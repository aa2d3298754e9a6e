"""Emphasis that CommonMark does not see: beside full-width marks, and inside words.

Whether ``**`` opens or closes hangs on the signs beside it, and Chinese, Japanese and Thai have no
blanks there: in ``**重要：**水`` the second ``**`` closes nothing, and readers would see it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from adaptkit.guides.inline_trees import walk_inlines
from adaptkit.guides.inlines import Context, no_context, parse_inlines, scan
from adaptkit.guides.language_marks import RECORDED
from adaptkit.model.inline import InlineKind
from adaptkit.records import Record

_RUN = re.compile(r"\*+|_+|~~")
_SIGN = re.compile(r"[*_~]")
_SINGLE = (InlineKind.EMPHASIS, InlineKind.ITALIC)
# By the number of signs: what says the same, whatever stands beside it.
_TAGS = {1: ("em",), 2: ("strong",), 3: ("em", "strong")}
_STRUCK = ("s",)


class _Run(Record, frozen=True):
    start: int
    end: int
    text: str
    before: str
    after: str


def mended(text: str, msgid: str, context: Context) -> str:
    """The text with every such pair of marks as tags, which no sign beside them spoils.

    Two stars on either side always mean something; single signs only where the msgid has
    such emphasis. A text in which all is seen already is left as it is.
    """
    if not ("*" in text or "_" in text or "~~" in text):
        return text
    if "[" not in text and "[" not in msgid:
        context = no_context(context.syntax.dialect)
    return _mended(text, msgid, context)


# A check asks, another one, and who shows the text.
@lru_cache(maxsize=1 << 12)
def _mended(text: str, msgid: str, context: Context) -> str:
    runs = list(_runs(text, context))
    if len(runs) < 2:
        return text
    single = any(one.kind in _SINGLE for one in walk_inlines(parse_inlines(msgid, context)))
    pairs = [
        (one, other)
        for one, other in _pairs(runs)
        if _names(one) and not _is_seen(one, other) and (_is_strong(one) or single)
    ]
    if not pairs:
        return text
    new = _with_tags(text, pairs)
    return new if _left(new, context) < _left(text, context) else text


def _left(text: str, context: Context) -> int:
    """How many signs of emphasis a reader sees."""
    pieces = walk_inlines(parse_inlines(text, context))
    return sum(len(_SIGN.findall(one.text)) for one in pieces if one.kind is InlineKind.TEXT)


def _runs(text: str, context: Context) -> Iterator[_Run]:
    """The runs of such signs that stand in words: not in code, addresses or behind a backslash."""
    taken = bytearray(len(text) + 1)
    for piece in scan(text, context):
        start = piece.start
        if piece.name == "newline":
            continue
        if piece.name in ("link", RECORDED):
            start = max(piece.label_end, start)  # its words are words
        taken[start : piece.end] = b"\1" * (piece.end - start)
    for found in _RUN.finditer(text):
        if not taken[found.start()]:
            before = text[max(found.start() - 1, 0) : found.start()]
            after = text[found.end() : found.end() + 1]
            yield _Run(found.start(), found.end(), found[0], before, after)


def _pairs(runs: Sequence[_Run]) -> Iterator[tuple[_Run, _Run]]:
    """Each run with words behind it, and the next like it with words before it."""
    opened: dict[str, _Run] = {}
    for run in runs:
        one = opened.get(run.text)
        if one is not None and run.before.strip():
            del opened[run.text]
            if run.start > one.end:
                yield one, run
        elif run.after.strip():
            opened[run.text] = run


def _is_seen(one: _Run, other: _Run) -> bool:
    """Whether CommonMark takes the one for an opening and the other for a closing mark."""
    opens = _flanks(one.before, one.after)
    closes = _flanks(other.after, other.before)
    if one.text[0] == "_":
        opens = opens and (not _flanks(one.after, one.before) or _is_mark(one.before))
        closes = closes and (not _flanks(other.before, other.after) or _is_mark(other.after))
    return opens and closes


def _flanks(outside: str, inside: str) -> bool:
    """CommonMark's "left-flanking", with the outside on the left."""
    if not inside.strip():
        return False
    return not _is_mark(inside) or not outside.strip() or _is_mark(outside)


def _is_mark(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "PS"


def _is_strong(run: _Run) -> bool:
    return run.text in ("**", "***", "~~")


def _names(run: _Run) -> tuple[str, ...]:
    return _STRUCK if run.text == "~~" else _TAGS.get(len(run.text), ())


def _with_tags(text: str, pairs: Sequence[tuple[_Run, _Run]]) -> str:
    edits: list[tuple[int, int, str]] = []
    for one, other in pairs:
        names = _names(one)
        edits.append((one.start, one.end, "".join(f"<{name}>" for name in names)))
        closing = "".join(f"</{name}>" for name in reversed(names))
        edits.append((other.start, other.end, closing))
    out, at = [], 0
    for start, end, new in sorted(edits):
        out += [text[at:start], new]
        at = end
    return "".join([*out, text[at:]])
