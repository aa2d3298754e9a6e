"""What a translator wrote → what stands in the edition: safe in every writer, once and for all."""

from __future__ import annotations

import re

from adaptkit.dialects import constructs
from adaptkit.guides import _escape, foreign
from adaptkit.guides._escape import escape_start, escape_value, outside_code
from adaptkit.guides.code_texts import settled_code
from adaptkit.guides.emphasis import mended
from adaptkit.guides.html_safety import MARK, MARKS, safe_html_block, tags_in
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.model.document import TITLE, Block, BlockKind
from adaptkit.model.inline import InlineKind

__all__ = ["escape_start", "escape_value", "filled_lines", "outside_code", "settle"]


def settle(msgstr: str, block: Block, context: Context) -> str:
    """The Markdown text that ``block`` holds in its edition when ``msgstr`` translates it.

    A translation equal to its msgid is the source's own text, to the byte. Otherwise it is
    escaped so that it can neither start another block nor bring foreign HTML or pictures; what
    may not pass is shown as text. Every writer gets this text, so all show the same.
    """
    if msgstr == block.msgid:
        return block.text
    if not msgstr.strip():
        return block.text
    msgstr = re.sub(r"\r\n?", "\n", msgstr).replace("\0", "\ufffd")
    match block.kind:
        case BlockKind.HTML:
            msgstr = _escape.escape_strangers(msgstr, block.msgid, context)
            return _safe_html(block.msgid, msgstr, context) + "\n"
        case BlockKind.CODE:
            dialect = context.syntax.dialect
            # Nothing in code can be escaped, and some programs act on what stands there too.
            if dialect and foreign.strangers(dialect, msgstr, block.msgid):
                return block.text
            return settled_code(msgstr, block)
        case BlockKind.FIELD | BlockKind.CAPTION:
            text = re.sub(r"[ \t\n]+", " ", msgstr).strip()
            return _escape.escape_strangers(text, block.msgid, context, plain=True)
        case BlockKind.ALTERNATIVE:
            text = _escape.tidy(msgstr, block)
            if not text:
                return block.text
            text = _escape.escape_strangers(text, block.msgid, context)
            text = _escape.escape_foreign_tags(text, block.msgid, context)
            return _escape.escape_brackets(text, context)
    text = _escape.tidy(msgstr, block)
    if not text:
        return block.text
    text = mended(text, block.msgid, context)
    shown = _escape.escape_foreign_images(text, block.msgid, context)
    # Other signs stand beside the marks where a picture went.
    text = text if shown == text else mended(shown, block.msgid, context)
    text = _escape.escape_foreign_tags(text, block.msgid, context)
    text = _escape.escape_strangers(text, block.msgid, context, beside_a_fence=block.info == "`")
    plain = _escape.escape_lines(text, block, context)
    if plain != text:
        # A tag that begins a line is text now: so is its other half.
        plain = _escape.escape_foreign_tags(plain, block.msgid, context)
    text = _escape.escape_ends(plain, block)
    return text + _NOTHING if _is_picture(text, block, context) else text


def _safe_html(msgid: str, msgstr: str, context: Context) -> str:
    """What is read before there is any HTML is none: ``<a href="{{< ref "b.md" >}}">`` is one tag.

    A mark stands for each such stretch of the msgid while tags are looked at. What would be a tag
    itself wherever else a translator puts it gets none."""
    dialect = context.syntax.dialect
    if not dialect or MARKS.search(msgid):
        return safe_html_block(msgid, msgstr)
    msgstr = MARKS.sub("", msgstr)
    kept = [one for one in dict.fromkeys(constructs(dialect, msgid)) if not tags_in(one)]
    marks = [MARK.format(number) for number in range(len(kept))]
    for mark, stretch in zip(marks, kept, strict=True):
        msgid, msgstr = msgid.replace(stretch, mark), msgstr.replace(stretch, mark)
    written = safe_html_block(msgid, msgstr)
    for mark, stretch in zip(marks, kept, strict=True):
        written = written.replace(mark, stretch)
    return written


# A space of no width.
_NOTHING = "&#8203;"


def filled_lines(written: str, text: str, block: Block) -> str:
    """``written``, which is ``text`` with its placeholders filled, with a backslash before each
    value that would start another block: ``{number}. Call`` is no list, whatever the number."""
    if "{" not in text or block.kind in _ONE_PLACE or block.markup == TITLE:
        return written
    before, after = text.split("\n"), written.split("\n")
    if len(before) != len(after) or (block.kind is BlockKind.HEADING and block.markup == "#"):
        return written
    return "\n".join(
        _escape.escape_start(new) if old[:1] == "{" and new != old else new
        for old, new in zip(before, after, strict=True)
    )


# What stands between other signs on its line, or in no line of its own.
_ONE_PLACE = frozenset(
    {BlockKind.ALTERNATIVE, BlockKind.CAPTION, BlockKind.FIELD, BlockKind.TABLE_CELL}
)


def _is_picture(text: str, block: Block, context: Context) -> bool:
    """Whether the text is one picture and nothing else: its paragraph would become a figure."""
    if block.kind is not BlockKind.PARAGRAPH or not (text.startswith("![") and text.endswith(")")):
        return False
    return [piece.kind for piece in parse_inlines(text, context)] == [InlineKind.IMAGE]
