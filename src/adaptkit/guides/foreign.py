"""Lines and stretches that a dialect gives a meaning of its own, as rules of the parser."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from adaptkit.dialects import Dialect, dialect

# What may stand first in a line that ends the paragraph above it.
_ENDING = "{<!?=:%$-+*`\\"
_FENCE = re.compile(r"(?P<fence>`{3,}|:{3,})\{(?P<kind>[\w:+-]+)\}[ \t]*(?P<title>[^\n`]*?)[ \t]*$")
_OPTION = re.compile(r":[\w-]+:(?:[ \t]|$)")
_DASHES = re.compile(r"---[ \t]*$")
_INDENT = 4
_FENCES = 1000  # more than any dialect has pairs
UNSEEN, SHOWN = "unseen", "foreign"


def blocks_of(known: Dialect) -> Any:
    """The one block rule of a dialect."""

    def foreign(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if state.sCount[start] - state.blkIndent >= _INDENT:
            return False
        first, last = state.bMarks[start] + state.tShift[start], state.eMarks[start]
        if first >= last or (silent and state.src[first] not in _ENDING):
            return False
        if silent:
            return _ends_paragraph(known, state, start, end, first, last)
        return (
            _directive(known, state, start, end, first, last)
            or _line(known, state, start, end, first, last)
            or _several(known, state, start, end, first, last)
            or _admonition(known, state, start, end, first, last)
        )

    return foreign


def _ends_paragraph(
    known: Dialect, state: StateBlock, start: int, end: int, first: int, last: int
) -> bool:
    """Exactly where the line will be a block of its own."""
    if _on_one_line(known, state.src, first, last):
        return True
    for number, (opening, closing) in enumerate(known.pairs):
        opens = opening.match(state.src, first, last)
        if opens and _closing(number, closing, state, start, end) is not None:
            return True
    return bool(known.directives and _fenced(known, state, start, end, first, last))


def _on_one_line(known: Dialect, text: str, first: int, last: int) -> bool:
    patterns = (known.unseen, known.shown, known.words, known.admonition)
    return any(one is not None and one.match(text, first, last) for one in patterns)


def _opens(known: Dialect, text: str, first: int, last: int) -> bool:
    """Wherever the line could be a block, or begin one."""
    if _on_one_line(known, text, first, last):
        return True
    if any(opening.match(text, first, last) for opening, _ in known.pairs):
        return True
    fence = _FENCE.match(text, first, last) if known.directives else None
    return bool(fence and fence["kind"] in known.directives)


def _line(known: Dialect, state: StateBlock, start: int, end: int, first: int, last: int) -> bool:
    """A line that is passed on as it is, or of which some words are translated."""
    if known.words is not None and (found := known.words.match(state.src, first, last)):
        token = _push(state, "foreign_words", start, start + 1, state.src[first : found.start(1)])
        token.meta = {"at": found.start("words"), "words": found["words"]}
        return True
    for pattern, name in ((known.unseen, UNSEEN), (known.shown, SHOWN)):
        if pattern is not None and pattern.match(state.src, first, last):
            if name == SHOWN and any(o.match(state.src, first, last) for o, _ in known.pairs):
                return False
            after = start + 1
            if known.directives and _FENCE.match(state.src, first, last):
                after = _past_options(state, after, end)
            content = state.getLines(start, after, state.blkIndent, False) + "\n"
            _push(state, "foreign", start, after, content).info = name
            return True
    return False


def _push(state: StateBlock, kind: str, start: int, end: int, content: str) -> Any:
    token = state.push(kind, "", 0)
    token.map = [start, end]
    token.content = content
    state.line = end
    return token


def _several(
    known: Dialect, state: StateBlock, start: int, end: int, first: int, last: int
) -> bool:
    """Lines from one to another, or to the next empty one."""
    for number, (opening, closing) in enumerate(known.pairs):
        if opening.match(state.src, first, last):
            at = _closing(number, closing, state, start, end)
            if at is not None:
                return _verbatim(state, start, at + 1)
    if known.shown is not None and known.shown.match(state.src, first, last):
        return _verbatim(state, start, start + 1)  # what it opens is never closed
    if known.prefixed is not None and known.prefixed.match(state.src, first, last):
        at = start + 1
        while at < end and not state.isEmpty(at) and state.sCount[at] >= state.blkIndent:
            at += 1
        return _verbatim(state, start, at)
    return False


def _verbatim(state: StateBlock, start: int, end: int) -> bool:
    content = state.getLines(start, end, state.blkIndent, False) + "\n"
    _push(state, "foreign", start, end, content).info = SHOWN
    return True


def _closing(
    number: int, closing: re.Pattern[str], state: StateBlock, start: int, end: int
) -> int | None:
    """The line that closes; where there was none once, nobody looks again."""
    failed = state.env.setdefault("foreign_open", {})
    since = failed.get(number)
    if since is not None and since[0] <= start and end <= since[1]:
        return None
    for at in range(start + 1, end):
        inside = state.isEmpty(at) or state.sCount[at] >= state.blkIndent
        if not inside:
            break
        here = state.bMarks[at] + state.tShift[at]
        if closing.match(state.src, here, state.eMarks[at]):
            return at
    failed[number] = (start, end)
    return None


def _admonition(
    known: Dialect, state: StateBlock, start: int, end: int, first: int, last: int
) -> bool:
    found = known.admonition.match(state.src, first, last) if known.admonition else None
    if not found:
        return False
    at, after = start + 1, start + 1
    while at < end:
        if not state.isEmpty(at):
            if state.sCount[at] < state.blkIndent + _INDENT:
                break
            after = at + 1
        at += 1
    markup = re.match(r"[!?=+]+", state.src[first:last])
    token = state.push("admonition_open", "", 1)
    token.map = [start, after]
    token.info = found["kind"].strip()
    token.markup = markup[0] if markup else "!!!"
    token.meta = {"at": found.start("title"), "title": found["title"] or "", "options": ""}
    _inside(state, start + 1, after, _INDENT)
    state.line = after
    return True


def _directive(
    known: Dialect, state: StateBlock, start: int, end: int, first: int, last: int
) -> bool:
    fenced = _fenced(known, state, start, end, first, last) if known.directives else ()
    if not fenced:
        return False
    found, at = fenced
    fence = found["fence"]
    after = _past_options(state, start + 1, at)
    options = state.getLines(start + 1, after, state.blkIndent, False) if after > start + 1 else ""
    token = state.push("admonition_open", "", 1)
    token.map = [start, at + 1]
    token.info, token.markup = found["kind"], "{" + fence
    token.meta = {"at": found.start("title"), "title": found["title"], "options": options}
    _inside(state, after, at, 0)
    state.line = at + 1
    return True


def _fenced(
    known: Dialect, state: StateBlock, start: int, end: int, first: int, last: int
) -> tuple[()] | tuple[re.Match[str], int]:
    """How a directive with prose begins here, and the line where it ends."""
    found = _FENCE.match(state.src, first, last)
    if not found or found["kind"] not in known.directives:
        return ()
    fence = found["fence"]
    closing = re.compile(rf"{fence[0]}{{{len(fence)},}}[ \t]*$")
    at = _closing(_FENCES + len(fence) * 2 + (fence[0] == ":"), closing, state, start, end)
    return () if at is None else (found, at)


def _past_options(state: StateBlock, line: int, end: int) -> int:
    """The first line behind what is said of a directive below its first line."""

    def holds(pattern: re.Pattern[str], at: int) -> bool:
        here = state.bMarks[at] + state.tShift[at]
        return bool(pattern.match(state.src, here, state.eMarks[at]))

    if line < end and holds(_DASHES, line):
        for at in range(line + 1, end):
            if holds(_DASHES, at):
                return at + 1
        return line
    while line < end and holds(_OPTION, line):
        line += 1
    return line


def _inside(state: StateBlock, start: int, end: int, indent: int) -> None:
    parent, most, at = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "admonition", end, at + indent
    if start < end:
        state.md.block.tokenize(state, start, end)
    state.parentType, state.lineMax, state.blkIndent = parent, most, at
    state.push("admonition_close", "", -1)


def inline_of(known: Dialect) -> Any:
    """The one rule for running text: such a stretch stays as it is."""
    pattern, signs = known.inline, known.signs

    def foreign(state: StateInline, silent: bool) -> bool:
        if pattern is None or state.src[state.pos] not in signs:
            return False
        found = pattern.match(state.src, state.pos, state.posMax)
        if not found:
            return False
        if not silent:
            state.push("foreign", "", 0).content = found[0]
        state.pos = found.end()
        return True

    return foreign


def add_rules(md: MarkdownIt, name: str, first: str) -> None:
    """Let the parser know the dialect; ``first`` is its first block rule."""
    known = dialect(name)
    if known is None:
        return
    stops: Any = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before(first, "foreign", blocks_of(known), stops)
    if known.inline is not None:
        md.inline.ruler.before("newline", "foreign", inline_of(known))


@cache
def _known(name: str) -> Dialect:
    known = dialect(name)
    assert known is not None, name
    return known


def may_hold(name: str, text: str) -> bool:
    """Whether a stretch of the dialect can stand in the text."""
    return bool(name) and any(sign in text for sign in _known(name).signs)


def acts_everywhere(name: str) -> bool:
    return _known(name).everywhere


def keeps_start(name: str, line: str) -> bool:
    """Whether the line begins with a stretch of the dialect and is running text all the same."""
    inline = _known(name).inline
    begins = bool(inline and inline.match(line))
    return begins and not opens_block(name, line)


def opens_block(name: str, line: str) -> bool:
    """Whether the dialect would make a block of the line."""
    known = _known(name)
    if not line:
        return False
    return _opens(known, line, 0, len(line)) or bool(known.prefixed and known.prefixed.match(line))


def strangers(name: str, text: str, msgid: str) -> list[tuple[int, int]]:
    """Where in a translation stretches of the dialect stand that its source does not hold."""
    inline = _known(name).inline
    if inline is None:
        return []
    own = Counter(found[0] for found in inline.finditer(msgid))
    out = []
    for found in inline.finditer(text):
        if own[found[0]] > 0:
            own[found[0]] -= 1
        else:
            out.append((found.start(), found.end()))
    return out
