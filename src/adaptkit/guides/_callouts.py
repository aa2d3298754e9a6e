"""Call-outs, in each way that authors write them, and what else stands between lines of ``:::``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from adaptkit.guides import faults, spans
from adaptkit.guides._markdown import CALLOUTS, CONTAINERS
from adaptkit.model.document import TITLE, Block, BlockKind

if TYPE_CHECKING:
    from adaptkit.guides._nesting import Nesting

_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?=[ \t\n]|$)", re.IGNORECASE)
# What stands behind a call-out's kind: `[Title]`, or `Title` after a blank.
_HEAD = re.compile(
    r"\s*(?P<name>[A-Za-z][\w-]*)(?:\[(?P<inside>.*)\]|\s+(?P<behind>[^\s{].*))?\s*$"
)


def quote(nesting: Nesting, token: Token) -> Block:
    """A quotation, or what begins with ``[!NOTE]``."""
    children = nesting.blocks("blockquote_close")
    block = nesting.new(BlockKind.QUOTE, token, children=children, markup=">")
    if not children or children[0].kind is not BlockKind.PARAGRAPH:
        return block
    first = children[0]
    found = _ALERT.match(first.text)
    if not found:
        return block
    title, _, rest = first.text[found.end() :].partition("\n")
    rest = rest.lstrip(" \t")
    tail = children[1:]
    if rest and first.span is not None:
        span = spans.without_first_line(first.span, nesting.lines, rest)
        tail = (nesting.leaf(first, rest, span), *tail)
    if title.strip() and first.span is not None:
        tail = (_title(nesting, title, first.span.start_line, "!", first.tight), *tail)
    return block.changed(
        kind=BlockKind.CALLOUT,
        info=found[1].lower(),
        markup="alert",
        children=tail,
    )


def admonition(nesting: Nesting, token: Token) -> Block:
    """A call-out as a dialect writes it."""
    children = nesting.blocks("admonition_close")
    title = str(token.meta["title"])
    if title:
        first = nesting.part_of_line(
            BlockKind.PARAGRAPH, token, title, markup=TITLE, info=_beside(token)
        )
        children = (first, *children)
    return nesting.new(
        BlockKind.CALLOUT,
        token,
        children=children,
        info=token.info,
        target=str(token.meta["options"]),
        markup=token.markup,
    )


def container(nesting: Nesting, token: Token) -> Block:
    """What stands between two lines of ``:::``: a call-out, a slot, a quotation, a directory."""
    words = token.info.split()
    head = _HEAD.match(token.info)
    name = head["name"] if head else words[0]
    line = nesting.line(token)
    children = nesting.blocks("container_block_close")
    title = (head["inside"] or head["behind"] or "").strip() if head else ""
    if title and name not in ("slot", "quotation", "directory"):
        form = "[" if head and head["inside"] else ":"
        children = (_title(nesting, title, line - 1, form), *children)
    start, end = token.map or (0, 0)
    closed = end < len(nesting.lines) and re.search(r":{3,}[ \t]*$", nesting.lines[end])
    if not closed:
        nesting.problems.append(faults.not_closed(nesting.path, line, token.info.strip()))
    token.map = [start, min(end + 1, len(nesting.lines))]
    if name == "directory":
        nesting.problems += faults.directory(nesting.path, line, words[1:], filled=bool(children))
        # Nothing is lost of what somebody wrote there, though it should stand elsewhere.
        if not children:
            info = " ".join(words[1:])
            return nesting.new(BlockKind.DIRECTORY, token, info=info, markup=token.markup)
    elif name in CONTAINERS and name not in CALLOUTS:
        kind = BlockKind.SLOT if name == "slot" else BlockKind.QUOTATION
        if kind is BlockKind.SLOT and len(words) != 2:
            nesting.problems.append(faults.slot_without_name(nesting.path, line))
        info = words[1] if kind is BlockKind.SLOT and len(words) > 1 else ""
        return nesting.new(kind, token, children=children, info=info, markup=token.markup)
    if name not in CONTAINERS:
        nesting.problems.append(faults.unknown_container(nesting.path, line, name))
    return nesting.new(BlockKind.CALLOUT, token, children=children, info=name, markup=token.markup)


def _title(nesting: Nesting, text: str, line: int, form: str, tight: bool = False) -> Block:
    """What stands behind a call-out's kind, on the same line; ``form``: in which way."""
    text = text.strip()
    whole = nesting.lines[line].rstrip()
    end = len(whole) - (1 if form == "[" else 0)
    start = whole.rfind(text, 0, end)
    return nesting.leaf_in_line(text, line, start, markup=TITLE, info=form, tight=tight)


def _beside(token: Token) -> str:
    """A backtick where the title stands beside a fence of them, and can hold none."""
    return "`" if token.markup.startswith("{") else ""
