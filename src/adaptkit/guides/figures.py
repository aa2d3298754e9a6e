"""An image alone in its paragraph is a figure: alternative text and caption are units."""

from __future__ import annotations

from markdown_it.common.utils import unescapeAll

from adaptkit.guides import spans
from adaptkit.guides._markdown import markdown
from adaptkit.guides.inlines import Context, scan
from adaptkit.model.document import Block, BlockKind, Span
from adaptkit.records import replace


def figure(text: str, span: Span, paragraph: Block, context: Context) -> Block | None:
    """``![alternative](address "caption")`` as a FIGURE, or None when it is anything else.

    Images by reference stay running text: their caption stands elsewhere in the file.
    """
    if "\n" in text or not text.endswith(")"):
        return None
    pieces = [p for p in scan(text, context) if p.name == "image" and p.start == 0]
    if not pieces or pieces[0].end != len(text) or text[pieces[0].label_end + 1] != "(":
        return None
    label_end = pieces[0].label_end
    md = markdown()
    at = _skip(text, label_end + 2)
    where = md.helpers.parseLinkDestination(text, at, len(text))
    target = md.normalizeLink(where.str) if where.ok else ""
    if not md.validateLink(target):
        return None
    after = where.pos if where.ok else at
    title_at = _skip(text, after)
    title = md.helpers.parseLinkTitle(text, title_at, len(text), None)
    children = [_part(BlockKind.ALTERNATIVE, text, 2, label_end, span, paragraph)]
    if title.ok and title_at > after:
        part = _part(BlockKind.CAPTION, text, title_at + 1, title.pos - 1, span, paragraph)
        words = unescapeAll(part.text)
        part = replace(part, text=words, msgid=words if part.msgid else "")
        children.append(replace(part, markup=text[title_at]))
    return replace(paragraph, kind=BlockKind.FIGURE, children=tuple(children), target=target)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at


def _part(kind: BlockKind, text: str, start: int, end: int, span: Span, paragraph: Block) -> Block:
    words = text[start:end]
    where = spans.inner(span, text, start, end)
    position = replace(paragraph.position, line=where.start_line + 1, column=where.start_column + 1)
    msgid = words if any(c.isalnum() for c in words) else ""
    return replace(
        paragraph, kind=kind, text=words, msgid=msgid, span=where, position=position, tight=False
    )
