"""What a translator wrote → what stands in the edition: safe in every writer, once and for all."""

from __future__ import annotations

import re

from adaptkit.guides import _escape
from adaptkit.guides._escape import escape_value, outside_code
from adaptkit.guides.html_safety import safe_html_block
from adaptkit.guides.inlines import Context
from adaptkit.model.document import Block, BlockKind

__all__ = ["escape_value", "outside_code", "settle"]


def settle(msgstr: str, block: Block, context: Context) -> str:
    """The Markdown text that ``block`` holds in its edition when ``msgstr`` translates it.

    A translation equal to its msgid is the source's own text, to the byte. Otherwise it is
    escaped so that it can neither start another block nor bring foreign HTML or pictures; what
    may not pass is shown as text. Every writer gets this text, so all show the same.
    """
    if msgstr == block.msgid:
        return block.text
    msgstr = re.sub(r"\r\n?", "\n", msgstr).replace("\0", "\ufffd")
    match block.kind:
        case BlockKind.HTML:
            return safe_html_block(block.msgid, msgstr) + "\n"
        case BlockKind.FIELD | BlockKind.CAPTION:
            return re.sub(r"[ \t\n]+", " ", msgstr).strip()
        case BlockKind.ALTERNATIVE:
            text = _escape.tidy(msgstr, block)
            text = _escape.escape_foreign_tags(text, block.msgid, context)
            return _escape.escape_brackets(text, context)
    text = _escape.tidy(msgstr, block)
    text = _escape.escape_foreign_images(text, block.msgid, context)
    text = _escape.escape_foreign_tags(text, block.msgid, context)
    return _escape.escape_ends(_escape.escape_lines(text, block, context), block)
