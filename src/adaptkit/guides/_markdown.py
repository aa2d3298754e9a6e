"""The one configured markdown-it parser, in two halves: blocks first, running text later."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from adaptkit.guides import language_marks
from adaptkit.model.document import Mark

_PART = r"""(?:\#[\w:-]+|\.[A-Za-z][\w-]*|[A-Za-z][\w-]*=(?:"[^"]*"|[\w:.-]+))"""
_MARK = re.compile(rf"\{{\s*({_PART}(?:\s+{_PART})*)\s*\}}\s*$")
_MARK_LINE = re.compile(rf"\{{\s*{_PART}(?:\s+{_PART})*\s*\}}[ \t]*$")
_ONE_PART = re.compile(_PART)

_RECORDED = frozenset(
    "newline escape backticks link image autolink html_inline foreign".split()
) | {language_marks.RECORDED}

Rule = Callable[[StateBlock, int, int, bool], bool]

# Levels of blocks within blocks; a list and its item are two. Far more than any guide has, and few
# enough for every program that walks them.
DEEPEST = 50

CARE_CARDS = ("call-now", "call-today", "talk-to-team")
"""Call-outs whose name says what to do."""
CALLOUTS = ("note", "tip", "important", "warning", "caution", "urgent", *CARE_CARDS)
CONTAINERS = (*CALLOUTS, "slot", "quotation", "directory")


def parse_mark(text: str, line: int) -> Mark | None:
    """``{#costs .local country=US}`` as a Mark, or None when the text is nothing of the kind."""
    found = _MARK.fullmatch(text.strip())
    if not found:
        return None
    id_, classes, pairs = "", [], []
    for part in _ONE_PART.findall(found[1]):
        if part.startswith("#"):
            id_ = part[1:]
        elif part.startswith("."):
            classes.append(part[1:])
        else:
            key, value = part.split("=", 1)
            pairs.append((key, value.strip('"')))
    return Mark(id_, tuple(classes), tuple(pairs), line)


def split_trailing_mark(text: str, line: int) -> tuple[str, Mark | None]:
    """``Costs {#costs}`` → (``Costs``, Mark). A ``\\{`` is a brace like any other."""
    found = re.search(r"(?:^|[ \t]+)(\{[^{}\n]*\})$", text)
    if not found:
        return text, None
    mark = parse_mark(found[1], line)
    return (text[: found.start()], mark) if mark else (text, None)


def _mark_rule(state: StateBlock, start_line: int, _end: int, silent: bool) -> bool:
    """A line that holds nothing but ``{#id .class key=value}``: it speaks of the next block."""
    if state.is_code_block(start_line):
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    if start >= state.eMarks[start_line] or state.src[start] != "{":
        return False
    text = state.src[start : state.eMarks[start_line]]
    if not _MARK_LINE.match(text):
        return False
    if silent:
        return True
    token = state.push("mark", "", 0)
    token.map = [start_line, start_line + 1]
    token.content = text
    state.line = start_line + 1
    return True


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """What stands deeper than ``DEEPEST`` is text as it is written, and ``env`` remembers the first
    line of it: markdown-it itself would leave it out without a word."""
    if silent or state.level < DEEPEST:
        return False
    state.env.setdefault("too_deep", start)
    line = start
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    _push_paragraph(state, start, line)
    return True


def _push_paragraph(state: StateBlock, start: int, line: int) -> None:
    """The lines up to ``line`` as one paragraph."""
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    token = state.push("inline", "", 0)
    token.content = mdTrim(state.getLines(start, line, state.blkIndent, False))
    token.map = [start, line]
    token.children = []
    state.push("paragraph_close", "p", -1)


# How a line can begin that opens no block of its own, whatever goes on behind: with a letter, code
# or emphasis, a quotation mark or bracket, a number that counts nothing, a link with its address.
_WORDS = re.compile(
    r"[^\W\d_]|`{1,2}(?!`)|\*{1,2}[^\W_]|_[^\W_]|[\"'(“«¿¡]|\d{1,9}(?:[^\W\d_]| )"
    r"|!?\[[^\[\]\\^]+\]\("
)
_BULLET = re.compile(r"[-*+] [^\W\d_]")


def _plain_paragraph(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A paragraph that can be nothing else: every line of it begins with words, and a blank line,
    the end or a bullet with words follows.

    What it says is what markdown-it's own fifteen rules would come to, each asked about each
    line. Where a definition could follow, or any other sign stands first in a line, they are.
    """
    if silent or state.sCount[start] - state.blkIndent > 3:
        return False
    source, last = state.src, state.lineMax
    line = start
    while line < last:
        at = state.bMarks[line] + state.tShift[line]
        if at >= state.eMarks[line]:
            break
        if not _WORDS.match(source, at):
            if line > start and _BULLET.match(source, at) and _ends_here(state, line):
                break
            return False
        line += 1
    if line == start:
        return False
    if line == start + 1:
        for below in range(line, min(line + 2, last)):
            if _sign(state, below) in (":", "~"):
                return False
    _push_paragraph(state, start, line)
    return True


def _sign(state: StateBlock, line: int) -> str:
    """The first sign of a line; of an empty one the end of line, or nothing."""
    at = state.bMarks[line] + state.tShift[line]
    return state.src[at : at + 1]


# Which rules a line can belong to by its first sign, in markdown-it's order: others are not asked.
_BY_SIGN = {
    "#": ("heading",),
    "`": ("fence",),
    "-": ("hr", "list"),
    "*": ("hr", "list"),
    "+": ("list",),
    ">": ("blockquote",),
    "<": ("html_block",),
    **dict.fromkeys("0123456789", ("list",)),
}


def _by_sign(rules: Mapping[str, Rule]) -> Rule:
    asked = {sign: tuple(rules[name] for name in names) for sign, names in _BY_SIGN.items()}

    def by_sign(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if silent or state.sCount[start] - state.blkIndent > 3:
            return False
        found = asked.get(_sign(state, start))
        if found is None or (start + 1 < end and _sign(state, start + 1) in ("|", ":", "-")):
            return False  # nothing, or perhaps the head of a table
        return any(rule(state, start, end, False) for rule in found)

    return by_sign


def _ends_here(state: StateBlock, line: int) -> bool:
    """Whether a bullet in this line ends the paragraph above it, wherever that stands."""
    indent = state.sCount[line]
    far = state.listIndent >= 0 and indent - state.listIndent >= 4
    return 0 <= indent <= state.blkIndent + 3 and not far


def _keeping_row_columns(rule: Rule) -> Rule:
    """Let each table row remember where in its line it starts; markdown-it forgets it."""

    def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        first = len(state.tokens)
        if not rule(state, start_line, end_line, silent):
            return False
        if not silent:
            for token in state.tokens[first:]:
                if token.type == "tr_open" and token.map:
                    line = token.map[0]
                    token.meta["start"] = state.bMarks[line] + state.tShift[line]
        return True

    return table


def _within_source(rule: Rule) -> Rule:
    """A last line that holds nothing but the signs of a quote begins where the text ends. The
    plugin looks for the end of a container there, at a sign that is not."""

    def container(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        if state.bMarks[end_line - 1] + state.tShift[end_line - 1] >= len(state.src):
            state.src += "\n"
        return rule(state, start_line, end_line, silent)

    return container


def _any_container(params: str, _markup: str) -> bool:
    return bool(re.match(r"\s*[A-Za-z][\w-]*(\s|$|\[[^\n]*\]\s*$)", params))


def _recording(
    name: str, rule: Callable[[StateInline, bool], bool]
) -> Callable[[StateInline, bool], bool]:
    """Note (name, start, end, label end) of what a rule consumed, if ``env`` asks for it."""
    label_at = {"link": 0, "image": 1, language_marks.RECORDED: 0}.get(name)

    def wrapped(state: StateInline, silent: bool) -> bool:
        record = None if silent else state.env.get("record")
        if record is None or state.src is not state.env["recorded"]:
            return rule(state, silent)
        start = state.pos
        label_end = -1
        if label_at is not None and state.src.startswith("![" if label_at else "[", start):
            a_link = name == "link"
            label_end = state.md.helpers.parseLinkLabel(state, start + label_at, a_link)
        if not rule(state, silent):
            return False
        record.append((name, start, state.pos, label_end))
        return True

    return wrapped


@cache
def markdown(dialect: str = "", *, shortcut: bool = True) -> MarkdownIt:
    """The parser. Raw HTML is parsed; whether it may pass is judged per unit, by its origin.

    ``shortcut``: what a line belongs to is seen by how it begins; without it everything comes out
    the same.
    """
    md = MarkdownIt("commonmark", {"html": True, "inline_definitions": True})
    md.enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.use(deflist_plugin)
    md.use(container_plugin, "block", validate=_any_container)
    stops: Any = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "mark", _mark_rule, stops)
    rules: dict[str, Rule] = {rule.name: rule.fn for rule in md.block.ruler.__rules__}
    contained = _within_source(rules["container_block"])
    md.block.ruler.at("container_block", contained, stops)
    table_stops: Any = {"alt": ["paragraph", "reference"]}
    md.block.ruler.at("table", _keeping_row_columns(rules["table"]), table_stops)
    if shortcut:
        md.block.ruler.before("table", "plain_paragraph", _plain_paragraph)
        md.block.ruler.before("table", "by_sign", _by_sign(rules))
    if dialect:
        from adaptkit.guides.foreign import add_rules

        add_rules(md, dialect, "plain_paragraph" if shortcut else "table")
    if dialect in language_marks.DIALECTS:
        md.inline.ruler.before("link", language_marks.RECORDED, language_marks.language_rule)
    md.block.ruler.before(md.block.ruler.__rules__[0].name, "too_deep", _too_deep)
    for rule in list(md.inline.ruler.__rules__):
        if rule.name in _RECORDED:
            md.inline.ruler.at(rule.name, _recording(rule.name, rule.fn))
    return md


@cache
def block_parser(dialect: str = "") -> MarkdownIt:
    """The same for blocks, which may stand deeper in each other than brackets do."""
    md = copy.copy(markdown(dialect))
    md.options = copy.deepcopy(md.options)
    md.options["maxNesting"] = DEEPEST + 2
    return md
