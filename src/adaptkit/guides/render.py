"""Back to Markdown: new texts are spliced into the source's own bytes, then proven."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from adaptkit.guides import _escape
from adaptkit.guides.inlines import Context, inline_shape, parse_inlines
from adaptkit.guides.parse import parse_chapter
from adaptkit.model.diagnostic import ProblemsFound, error
from adaptkit.model.document import Block, BlockKind, Chapter, Span

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


def splice(chapter: Chapter, texts: Mapping[Span, str]) -> str:
    """The chapter's source with the text at each given span replaced.

    ``texts`` hold settled Markdown (see ``translation.settle``). Nothing outside the spans
    changes, not a byte. The result is parsed again and compared with what was meant: a
    difference raises ProblemsFound, so a broken file is never written.
    """
    kept = {b.span: b.text for b in chapter.walk() if b.span is not None and not b.children}
    texts = {span: text for span, text in texts.items() if kept[span] != text}
    if not texts:
        return chapter.source
    result = render_spliced(chapter, texts)
    prove(chapter, texts, result)
    return result


def render_spliced(chapter: Chapter, texts: Mapping[Span, str]) -> str:
    """``splice`` without its proof."""
    leaves = [b for b in chapter.walk() if b.span in texts and not b.children]
    bom = "\ufeff" if chapter.source.startswith("\ufeff") else ""
    source = chapter.source[len(bom) :]
    raw = _raw_lines(source)
    starts = [0]
    for line in raw:
        starts.append(starts[-1] + len(line))
    newline = "\r\n" if "\r\n" in source else "\n"
    edits = []
    context = Context(chapter.references, chapter.footnotes)
    definitions = {b.lines[1] for b in chapter.walk() if b.kind is BlockKind.REFERENCE}
    fenced = source.startswith("---") and not any(
        b.kind is BlockKind.FRONT_MATTER for b in chapter.blocks
    )
    for block in leaves:
        assert block.span is not None
        text = texts[block.span]
        if block.span.start_line in definitions and text[:1] in ("'", '"', "("):
            text = "\\" + text  # else it would be the title of the definition above
        if fenced:
            text = _escape.hide_mapping(text, context)
        start = starts[block.span.start_line] + block.span.start_column
        end = starts[block.span.end_line] + block.span.end_column
        prefix = raw[block.span.start_line][: block.span.start_column]
        follows = source[end : end + 1]
        written = written_form(block, text, prefix, source[start:end], follows)
        edits.append(_Edit(start, end, written.replace("\n", newline)))
    out: list[str] = [bom]
    at = 0
    for edit in sorted(edits, key=lambda e: e.start):
        out += [source[at : edit.start], edit.text]
        at = edit.end
    out.append(source[at:])
    return "".join(out)


def written_form(block: Block, text: str, prefix: str, old: str, follows: str = "") -> str:
    """How a settled text is written at its place in a file: cells escape their pipes, captions
    their quotes, further lines get the prefix of the quotes and lists that they stand in."""
    match block.kind:
        case BlockKind.FIELD:
            return field_value(text, old)
        case BlockKind.CAPTION:
            return _escape.escape_title(text, block.markup)
        case BlockKind.TABLE_CELL:
            text = _escape.escape_pipes(text)
            return text + " " if text.endswith("\\") and follows == "|" else text
        case BlockKind.HTML:
            return _escape.join_lines(text.rstrip("\n").split("\n"), prefix)
        case _:
            return _escape.join_lines(text.split("\n"), prefix)


def field_value(text: str, old: str) -> str:
    """A front-matter value, quoted so that every YAML reader gets back exactly this text."""
    plain = re.fullmatch(r"[^\W\d_][^:#\n\"'{}\[\],&*!|>%@`]*", text)
    if plain and not old.startswith(("'", '"')) and not _reads_as_other(text):
        return text
    if old.startswith("'") and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _reads_as_other(text: str) -> bool:
    return text.lower() in ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


def _raw_lines(source: str) -> list[str]:
    return [m[0] for m in _LINES.finditer(source)]


def prove(chapter: Chapter, texts: Mapping[Span, str], result: str) -> None:
    """Parse ``result`` and compare it with the chapter as it was meant to be."""
    again = parse_chapter(result, path=chapter.path, name=chapter.name, chapter_id=chapter.id)
    context = Context(chapter.references, chapter.footnotes)
    meant = list(_shape(chapter, texts, context))
    found = list(_shape(again, {}, Context(again.references, again.footnotes)))
    if [shape for shape, _ in meant] == [shape for shape, _ in found]:
        return
    block = chapter.blocks[-1]
    for (shape, at), (other, _) in zip(meant, found, strict=False):
        block = at
        if shape != other:
            break
    raise ProblemsFound(
        [
            error(
                "markdown-structure",
                block.position,
                "this passage cannot be written as Markdown without changing what stands around it",
                "simplify the mark-up of its translation",
                unit=block.id,
            )
        ]
    )


def _shape(
    chapter: Chapter, texts: Mapping[Span, str], context: Context
) -> Iterator[tuple[tuple[object, ...], Block]]:
    """The chapter as comparable tuples, one a block; leaves with their running text."""
    for block in chapter.walk():
        text = block.text if block.span is None else texts.get(block.span, block.text)
        leaf: object = ""
        match block.kind:
            case BlockKind.CODE:
                leaf = block.text
            case BlockKind.HTML:
                leaf = text.strip("\n")
            case BlockKind.CAPTION | BlockKind.FIELD:
                leaf = text
            case _ if not block.children:
                leaf = inline_shape(parse_inlines(text, context))
        yield (
            (
                block.kind,
                block.level,
                block.ordered,
                block.start,
                block.tight,
                block.task,
                block.info,
                block.target,
                block.header,
                len(block.children),
                leaf,
            ),
            block,
        )


def with_texts(chapter: Chapter, texts: Mapping[Span, str]) -> Chapter:
    """The chapter as it is after ``splice``, without reading it again."""

    def change(block: Block) -> Block:
        if block.span is None or block.span not in texts:
            return block
        return replace(block, text=texts[block.span])

    return replace(chapter, blocks=tuple(b.map_leaves(change) for b in chapter.blocks))
