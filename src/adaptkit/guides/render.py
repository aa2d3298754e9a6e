"""Back to Markdown: new texts are spliced into the source's own bytes (and then proven: see
``proof``)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from operator import attrgetter

from adaptkit.guides import _escape
from adaptkit.guides._matter_text import may_act, without_acting
from adaptkit.guides._toml import toml_value
from adaptkit.guides.code_texts import prefix_of
from adaptkit.guides.inlines import Context
from adaptkit.model.document import Block, BlockKind, Chapter, Span
from adaptkit.records import Record

_BLANK = re.compile(r"[ \t>]*[\r\n]*")
_DEFINITION = re.compile(r"[ \t>]*[:~][ \t]")
_DASHES = re.compile(r"[ \t>]*[|:-][-:| \t]*[\r\n]*")
_DASHED = re.compile(r"([ \t>]*)-+[ \t]*[\r\n]*")
# Where a line without a sign goes on the text above it.
_GO_ON = frozenset({BlockKind.LIST, BlockKind.DEFINITION_LIST, BlockKind.QUOTE, BlockKind.FOOTNOTE})
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


class _Edit(Record, frozen=True):
    start: int
    end: int
    text: str


_start = attrgetter("start")


class Spliced:
    """A chapter's source, cut into its lines, with new texts at some places."""

    def __init__(self, chapter: Chapter, texts: Mapping[Span, str]) -> None:
        self.chapter = chapter
        self.bom = "\ufeff" if chapter.source.startswith("\ufeff") else ""
        self.source = chapter.source[len(self.bom) :]
        self.raw = [m[0] for m in _LINES.finditer(self.source)]
        self.starts = [0]
        for line in self.raw:
            self.starts.append(self.starts[-1] + len(line))
        self.edits = self._edits(texts)

    def whole(self) -> str:
        return self.bom + self.part(0, len(self.source))

    def lines(self, first: int, last: int) -> str:
        """The half-open range of lines, with the texts in it replaced."""
        return self.part(self.start_of(first), self.start_of(last))

    def start_of(self, line: int) -> int:
        """Where in the source the line begins; behind the last one, the source ends."""
        return self.starts[min(line, len(self.starts) - 1)]

    def touches(self, lines: tuple[int, int]) -> bool:
        """Whether a text in the half-open range of lines is replaced."""
        first, last = self.start_of(lines[0]), self.start_of(lines[1])
        at = bisect.bisect_left(self.edits, first, key=_start)
        before = self.edits[at - 1].end > first if at else False
        return before or (at < len(self.edits) and self.edits[at].start < last)

    def part(self, first: int, last: int) -> str:
        out: list[str] = []
        at = first
        for edit in self.edits[bisect.bisect_left(self.edits, first, key=_start) :]:
            if edit.start > last:
                break
            if edit.end <= last:
                out += [self.source[at : edit.start], edit.text]
                at = edit.end
        out.append(self.source[at:last])
        return "".join(out)

    def _edits(self, texts: Mapping[Span, str]) -> list[_Edit]:
        chapter = self.chapter
        context = Context.of(chapter)
        definitions = {b.lines[1] for b in chapter.walk() if b.kind is BlockKind.REFERENCE}
        over_rules, under_lists = self._over_rules(), self._under_lists()
        fenced = self.source.startswith("---") and not any(
            b.kind is BlockKind.FRONT_MATTER for b in chapter.blocks
        )
        edits = []
        for block in chapter.walk():
            span = block.span
            if span is None or span not in texts or block.children:
                continue
            text = texts[span]
            if (
                span.start_line in definitions
                and block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
                and text[:1] in ("'", '"', "(")
            ):
                text = "\\" + text  # else it would be the title of the definition above
            could_be_term = span.end_line > span.start_line and "\n" not in text
            could_be_head = could_be_term and "|" in text and self._dashes_below(span)
            if could_be_head or (could_be_term and self._definition_below(span)):
                text = _escape.on_two_lines(text, context)
            start = self.starts[span.start_line] + span.start_column
            end = self.starts[span.end_line] + span.end_column
            prefix = self._prefix(block, span)
            old, follows = self.source[start:end], self.raw[span.end_line][span.end_column :]
            written = written_form(block, text, prefix, old, follows)
            if fenced:
                written = _escape.hide_mapping(written, context)
            if could_be_term and "\n" not in text and not follows.strip():
                written += self._second_blank_line(span)
            if span in over_rules:
                written += "\n" + over_rules[span]
            if span in under_lists:
                written = f"\n{prefix}{written}"
            if "\n" in written:
                written = written.replace("\n", self._newline(span.start_line))
            edits.append(_Edit(start, end, written))
        return sorted(edits, key=_start)

    def _over_rules(self) -> dict[Span, str]:
        """The texts at the end of a list of terms that have a rule of dashes right below, each with
        how an empty line begins there. A ``|`` in their last line alone keeps the dashes from
        making all above a heading."""
        rules = {b.lines[0] for b in self.chapter.walk() if b.kind is BlockKind.RULE}
        found: dict[Span, str] = {}
        for terms in self.chapter.walk() if rules else ():
            if terms.kind is not BlockKind.DEFINITION_LIST or terms.lines[1] not in rules:
                continue
            for block in terms.walk():
                if block.span is not None and block.span.end_line + 1 == terms.lines[1]:
                    dashes = _DASHED.fullmatch(self.raw[terms.lines[1]])
                    if dashes is not None:
                        found[block.span] = dashes[1].rstrip()
        return found

    def _under_lists(self) -> set[Span]:
        """The first cells of tables that stand right below a list or a quote: a list's sign in
        them alone keeps their line from going on what stands above."""
        walk = list(self.chapter.walk())
        ends = {b.lines[1] for b in walk if b.kind in _GO_ON}
        tables = (b for b in walk if b.kind is BlockKind.TABLE and b.lines[0] in ends)
        cells = (next((b for b in t.walk() if b.span is not None), None) for t in tables)
        return {
            cell.span
            for cell in cells
            if cell is not None
            and cell.span is not None
            and not self.raw[cell.span.start_line][: cell.span.start_column].strip(" \t>")
            and not _BLANK.fullmatch(self.raw[cell.span.start_line - 1])
        }

    def _newline(self, line: int) -> str:
        """The line end that the file uses here."""
        return re.sub(r"[^\r\n]", "", self.raw[line]) or "\n"

    def _prefix(self, block: Block, span: Span) -> str:
        """What stands before the unit on its line; of HTML over several lines, on those below the
        first, where every blank counts."""
        first = self.raw[span.start_line][: span.start_column]
        if block.kind is BlockKind.CODE:
            return prefix_of(block, self.raw[block.lines[0]])
        if block.kind is not BlockKind.HTML:
            return first
        below = zip(
            self.raw[span.start_line + 1 : span.end_line + 1],
            block.msgid.split("\n")[1:],
            strict=True,
        )
        found = [
            line.rstrip("\r\n").replace("\0", "\ufffd").removesuffix(content)
            for line, content in below
        ]
        return max(found, key=len, default=first)

    def _definition_below(self, span: Span) -> bool:
        """Whether a line that begins with ``: `` stands below, or below one blank line."""
        below = self.raw[span.end_line + 1 : span.end_line + 3]
        if below and _BLANK.fullmatch(below[0]):
            del below[0]
        return bool(below and _DEFINITION.match(below[0]))

    def _dashes_below(self, span: Span) -> bool:
        below = self.raw[span.end_line + 1 : span.end_line + 2]
        return bool(below and _DASHES.fullmatch(below[0]))

    def _second_blank_line(self, span: Span) -> str:
        """A text on one line is no term where the definition stands below two blank lines."""
        below = self.raw[span.end_line + 1 : span.end_line + 2]
        if self._definition_below(span) and _BLANK.fullmatch(below[0]):
            return "\n" + below[0].rstrip("\r\n")
        return ""


def written_form(block: Block, text: str, prefix: str, old: str, follows: str = "") -> str:
    """How a settled text is written at its place in a file: cells escape their pipes, captions
    their quotes, further lines get the prefix of the quotes and lists that they stand in."""
    lead = ""
    match block.kind:
        case BlockKind.FIELD:
            return toml_value(text, old) if block.markup == "toml" else field_value(text, old)
        case BlockKind.CAPTION:
            return _escape.escape_title(text, block.markup)
        case BlockKind.TABLE_CELL:
            if "|" not in prefix and (
                _escape.escape_start(text) != text or (block.header and "|" not in follows)
            ):
                lead = "| "  # the row must stay a row, and no list, rule or paragraph
            text = lead + _escape.escape_pipes(text)
            return text + " " if text.endswith("\\") and follows.startswith("|") else text
        case BlockKind.CODE:
            return _escape.join_lines(text.strip(" \t\n").split("\n"), prefix)
        case BlockKind.HTML:
            return _escape.join_lines(text.rstrip("\n").split("\n"), prefix)
        case _:
            return _escape.join_lines(text.split("\n"), prefix)


def field_value(text: str, old: str) -> str:
    """A front-matter value, quoted so that every YAML reader gets back exactly this text, and
    nothing of it acts where a front matter is shown as text."""
    if not all(c.isprintable() or c == "\u3000" for c in text.replace("\xa0", " ")):
        return without_acting('"' + "".join(_yaml_escape(c) for c in text) + '"')
    if may_act(text):
        return without_acting(_double_quoted(text))
    plain = re.fullmatch(r"[^\W\d_][^:#\n\"'{}\[\],&*!|>%@`]*", text)
    bare = plain and text == text.strip() and not _reads_as_other(text)
    if bare and not old.startswith(("'", '"')):
        return text
    if old.startswith("'") and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return _double_quoted(text)


def _double_quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _yaml_escape(char: str) -> str:
    if char in '\\"':
        return "\\" + char
    return char if char.isprintable() else f"\\U{ord(char):08x}"


def _reads_as_other(text: str) -> bool:
    return text.lower() in ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
