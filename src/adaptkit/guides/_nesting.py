"""markdown-it's block tokens → our blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from adaptkit.guides import faults, spans
from adaptkit.guides._callouts import admonition, container, quote
from adaptkit.guides._markdown import parse_mark, split_trailing_mark
from adaptkit.guides.figures import figure
from adaptkit.guides.folding import fold
from adaptkit.guides.html_safety import has_words
from adaptkit.guides.inlines import Context
from adaptkit.model.diagnostic import Diagnostic, Position
from adaptkit.model.document import ABBREVIATION, Block, BlockKind, Mark, Span
from adaptkit.model.locale import Locale
from adaptkit.records import replace

_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_ALPHANUMERIC = re.compile(r"[^\W_]")


# Changing one is less work than making one.
_BLANK = Block(BlockKind.PARAGRAPH, Position(""))


class Nesting:
    """Walks the flat token list once and nests it."""

    def __init__(
        self,
        tokens: Sequence[Token],
        text: str,
        path: str,
        context: Context,
        *,
        domain: str,
        language: Locale | None,
    ) -> None:
        self._tokens = tokens
        self._at = 0
        self.lines = text.split("\n")
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        self._line_starts = starts
        self.path = path
        self._context = context
        self._domain = domain
        self._language = language
        self.problems: list[Diagnostic] = []

    def blocks(self, closing: str) -> tuple[Block, ...]:
        """Blocks up to the token type ``closing`` (consumed), or to the end."""
        out: list[Block] = []
        mark: Mark | None = None
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == closing:
                break
            if token.type == "mark":
                mark = self._merged(mark, token)
                continue
            block = self._block(token)
            if block is None:
                continue
            if mark is not None and block.kind is not BlockKind.REFERENCE:
                block = self._marked(block, mark)
                mark = None
            out.append(block)
        if mark is not None:
            self.problems.append(faults.attaches_to_nothing(self.path, mark.line, mark))
        return tuple(out)

    def _merged(self, before: Mark | None, token: Token) -> Mark | None:
        line = self.line(token)
        mark = parse_mark(token.content, line)
        if mark is None or before is None:
            return mark or before
        return Mark(
            mark.id or before.id, before.classes + mark.classes, before.pairs + mark.pairs, line
        )

    def _marked(self, block: Block, mark: Mark) -> Block:
        own = block.mark
        if own == Mark():
            return block.changed(mark=mark)
        return block.changed(
            mark=Mark(
                own.id or mark.id, mark.classes + own.classes, mark.pairs + own.pairs, own.line
            ),
        )

    def line(self, token: Token) -> int:
        """1-based."""
        return (token.map[0] if token.map else 0) + 1

    def new(self, kind: BlockKind, token: Token, **more: Any) -> Block:
        start, end = (token.map[0], token.map[1]) if token.map else (0, 0)
        return _BLANK.changed(
            kind=kind,
            position=Position(self.path, start + 1, 1),
            lines=(start, end),
            domain=self._domain,
            language=self._language,
            **more,
        )

    def _block(self, token: Token) -> Block | None:
        match token.type:
            case "paragraph_open":
                return self._paragraph(token)
            case "heading_open":
                return self._heading(token)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token)
            case "blockquote_open":
                return quote(self, token)
            case "fence" | "code_block":
                info = unescapeAll(token.info).strip() if token.info else ""
                return self.new(
                    BlockKind.CODE, token, text=token.content, info=info, markup=token.markup
                )
            case "html_block":
                return self._html(token)
            case "hr":
                return self.new(BlockKind.RULE, token, markup=token.markup)
            case "table_open":
                return self._table(token)
            case "dl_open":
                return self._definition_list(token)
            case "container_block_open":
                return container(self, token)
            case "footnote_reference_open":
                children = self.blocks("footnote_reference_close")
                return self.new(
                    BlockKind.FOOTNOTE,
                    token,
                    children=children,
                    info=str(token.meta["label"]),
                )
            case "foreign":
                return self.new(BlockKind.CODE, token, text=token.content, markup=token.info)
            case "foreign_words":
                return self._words(token)
            case "admonition_open":
                return admonition(self, token)
            case "definition":
                return self.new(BlockKind.REFERENCE, token, info=str(token.meta["id"]))
            case _:
                raise AssertionError(f"unknown block token {token.type}")

    def _inline(self) -> Token:
        """The inline token that follows, and past its closing token."""
        token = self._tokens[self._at]
        self._at += 2
        return token

    def leaf(self, block: Block, text: str, span: Span | None) -> Block:
        """A leaf with its text, msgid and span; no unit where nothing could be translated."""
        msgid = fold(text, self._context) if _ALPHANUMERIC.search(text) else ""
        if span is None:
            msgid = ""
        position = block.position
        if span is not None:
            position = Position(self.path, span.start_line + 1, span.start_column + 1)
        return block.changed(text=text, msgid=msgid, span=span, position=position)

    def _paragraph(self, token: Token) -> Block:
        inline = self._inline()
        block = self.new(BlockKind.PARAGRAPH, token, tight=bool(token.hidden))
        span = spans.text_span(inline.content, block.lines, self.lines)
        if span is not None and inline.content.startswith("!["):
            found = figure(inline.content, span, block, self._context)
            if found is not None:
                return found
        return self.leaf(block, inline.content, span)

    def _heading(self, token: Token) -> Block:
        inline = self._inline()
        setext = token.markup in ("=", "-")
        block = self.new(
            BlockKind.HEADING, token, level=int(token.tag[1:]), markup=token.markup[:1]
        )
        if setext:
            span = spans.text_span(inline.content, block.lines, self.lines)
        else:
            span = spans.heading_span(inline.content, block.lines[0], self.lines)
        text, mark = split_trailing_mark(inline.content, block.position.line)
        if mark is not None and span is not None and "\n" not in inline.content:
            block = block.changed(mark=mark)
            span = spans.inner(span, inline.content, 0, len(text))
        else:
            text = inline.content
        return self.leaf(block, text, span)

    def _list(self, token: Token) -> Block:
        ordered = token.type == "ordered_list_open"
        items: list[Block] = []
        closing = "ordered_list_close" if ordered else "bullet_list_close"
        while self._tokens[self._at].type != closing:
            item = self._tokens[self._at]
            self._at += 1
            items.append(self._item(item))
        self._at += 1
        start = token.attrGet("start")
        tight = any(c.tight for item in items for c in item.children)
        return self.new(
            BlockKind.LIST,
            token,
            children=tuple(items),
            ordered=ordered,
            start=int(start) if start is not None else 1,
            delimiter=token.markup,
            tight=tight,
        )

    def _item(self, token: Token) -> Block:
        children = self.blocks("list_item_close")
        block = self.new(BlockKind.LIST_ITEM, token, children=children)
        if not children or children[0].kind is not BlockKind.PARAGRAPH:
            return block
        first = children[0]
        span, text = first.span, first.text
        task = _TASK.match(text)
        if task and span is not None:
            block = block.changed(task="open" if task[1] == " " else "done")
            text = text[task.end() :]
            span = replace(span, start_column=span.start_column + task.end())
        head, mark = split_trailing_mark(text, first.position.line)
        if mark is not None and span is not None:
            span = replace(span, end_column=span.end_column - (len(text) - len(head)))
            block, text = block.changed(mark=mark), head
        if text != first.text:
            first = self.leaf(first, text, span)
            block = block.changed(children=(first, *children[1:]))
        return block

    def _html(self, token: Token) -> Block:
        block = self.new(BlockKind.HTML, token, text=token.content)
        if not has_words(token.content):
            return block
        span = spans.html_span(token.content, block.lines[0], self.lines)
        return block.changed(msgid=token.content.rstrip("\n") if span else "", span=span)

    def _table(self, token: Token) -> Block:
        rows: list[Block] = []
        while self._tokens[self._at].type != "table_close":
            row = self._tokens[self._at]
            self._at += 1
            if row.type == "tr_open":
                rows.append(self._row(row))
        self._at += 1
        return self.new(BlockKind.TABLE, token, children=tuple(rows))

    def _row(self, token: Token) -> Block:
        line = token.map[0] if token.map else 0
        start = int(token.meta["start"]) - self._line_starts[line]
        where = spans.cell_spans(line, start, self.lines)
        cells: list[Block] = []
        while self._tokens[self._at].type != "tr_close":
            cell = self._tokens[self._at]
            self._at += 1
            inline = self._inline()
            block = self.new(
                BlockKind.TABLE_CELL,
                inline,
                header=cell.type == "th_open",
                align=str(cell.attrGet("style") or "").removeprefix("text-align:"),
            )
            span = where[len(cells)] if len(cells) < len(where) else None
            cells.append(self.leaf(block, inline.content, span))
        self._at += 1
        return self.new(BlockKind.TABLE_ROW, token, children=tuple(cells))

    def part_of_line(self, kind: BlockKind, token: Token, text: str, **more: Any) -> Block:
        """A leaf in the middle of a line, which a dialect gives its frame."""
        line = token.map[0] if token.map else 0
        start = int(token.meta["at"]) - self._line_starts[line]
        block = self.new(kind, token, **more).changed(lines=(line, line + 1))
        return self.leaf(block, text, Span(line, start, line, start + len(text)))

    def leaf_in_line(self, text: str, line: int, start: int, **more: Any) -> Block:
        """A paragraph that no token stands for; ``line`` and ``start`` from 0."""
        block = _BLANK.changed(
            kind=BlockKind.PARAGRAPH,
            position=Position(self.path, line + 1, 1),
            lines=(line, line + 1),
            domain=self._domain,
            language=self._language,
            **more,
        )
        return self.leaf(block, text, Span(line, start, line, start + len(text)))

    def _words(self, token: Token) -> Block:
        return self.part_of_line(
            BlockKind.PARAGRAPH,
            token,
            str(token.meta["words"]),
            info=token.content.strip(),
            markup=ABBREVIATION,
        )

    def _definition_list(self, token: Token) -> Block:
        children: list[Block] = []
        while self._tokens[self._at].type != "dl_close":
            part = self._tokens[self._at]
            self._at += 1
            if part.type == "dt_open":
                inline = self._inline()
                line = part.map[0] if part.map else 0
                part.map = [line, line + 1]
                block = self.new(BlockKind.TERM, part)
                text, mark = split_trailing_mark(inline.content, line + 1)
                span = spans.text_span(inline.content, (line, line + 1), self.lines)
                if mark is not None and span is not None:
                    block = block.changed(mark=mark)
                    span = spans.inner(span, inline.content, 0, len(text))
                else:
                    text = inline.content
                children.append(self.leaf(block, text, span))
            else:
                inside = self.blocks("dd_close")
                children.append(self.new(BlockKind.DEFINITION, part, children=inside))
        self._at += 1
        return self.new(BlockKind.DEFINITION_LIST, token, children=tuple(children))
