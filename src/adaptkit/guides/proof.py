"""What was written as Markdown is read again, and must be what was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from adaptkit.guides.inline_trees import inline_shape
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.guides.parse import parse_blocks
from adaptkit.guides.render import Spliced
from adaptkit.model.diagnostic import Diagnostic, ProblemsFound, error
from adaptkit.model.document import Block, BlockKind, Chapter, walk
from adaptkit.model.layout import in_overlay

# How many blocks away a text that runs into another may stand: a list's first item, its text.
_NEAR = 4
_LINE_END = re.compile(r"\r\n?|\n")


def prove_blocks(blocks: Sequence[Block], context: Context, result: str, *, path: str) -> None:
    """Parse ``result`` and compare it with ``blocks``, whose texts are settled. Raises
    ProblemsFound at the first block that is not what was meant."""
    again, other = parse_blocks(result, path, context.syntax)
    wrong = _difference(blocks, context, again, other)
    if wrong is not None:
        raise ProblemsFound([_not_written(wrong, blocks)])


def _not_written(wrong: Block, blocks: Sequence[Block]) -> Diagnostic:
    """What is told of ``wrong``, the first block that reads otherwise: where a text of an overlay
    stands beside it, that has run into it, and no translation is to blame."""
    everything = list(walk(blocks))
    at = next((n for n, block in enumerate(everything) if block is wrong), 0)
    near = sorted(range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(everything))), key=_from(at))
    ours = next((b for n in near if in_overlay((b := everything[n]).position.path)), None)
    if ours is not None:
        return error(
            "markdown-structure",
            ours.position,
            "in Markdown, this text would run into what stands beside it in the guide, such as "
            "terms into a list of terms",
            "begin and end it with a paragraph, or write it as one",
            unit=wrong.id,
        )
    return error(
        "markdown-structure",
        wrong.position,
        "this passage cannot be written as Markdown without changing what stands around it",
        "simplify the mark-up of its translation",
        unit=wrong.id,
    )


def _from(at: int) -> Callable[[int], int]:
    return lambda number: abs(number - at)


def prove_spliced(chapter: Chapter, blocks: Sequence[Block], spliced: Spliced, result: str) -> None:
    """The same for a chapter that keeps its blocks, and where ``spliced`` put new texts: only what
    changed is parsed, with its neighbours. What cannot be proven so is proven whole."""
    context = Context.of(chapter)
    if not _proven_in_parts(chapter, blocks, spliced, result):
        prove_blocks(blocks, context, result, path=chapter.path)


def _proven_in_parts(
    chapter: Chapter, blocks: Sequence[Block], spliced: Spliced, result: str
) -> bool:
    """Whether every part of the file that holds a new text reads as it was meant, and the rest of
    the file is the source's, to the byte."""
    source = chapter.source
    if source.removeprefix("\ufeff").startswith(("---", "+++")):
        return False  # which may be a front matter, or become one
    context = Context.of(chapter)
    at, done = 0, [spliced.bom]
    for first, last in _parts(chapter.blocks, blocks, spliced):
        begin = spliced.start_of(chapter.blocks[first - 1].lines[1]) if first else 0
        lead = spliced.start_of(chapter.blocks[last].lines[0])
        end = spliced.start_of(chapter.blocks[last].lines[1])
        if not at <= begin <= lead <= end:
            return False
        before = spliced.part(begin, lead)
        text = before + spliced.part(lead, end)
        # With a line above, no rule at its beginning opens a front matter.
        again, defined = parse_blocks("\n" + text, chapter.path, chapter.syntax)
        if len(again) != last - first + 1:
            return False
        if again[-1].lines[0] != len(_LINE_END.findall(before)) + 1:
            return False
        if not _same_definitions(chapter, chapter.blocks[first : last + 1], again, defined):
            return False
        if _difference(blocks[first : last + 1], context, again, context) is not None:
            return False
        done += [spliced.source[at:begin], text]
        at = end
    done.append(spliced.source[at:])
    return "".join(done) == result


def _same_definitions(
    chapter: Chapter, before: Sequence[Block], again: Sequence[Block], defined: Context
) -> bool:
    """Whether the part defines the links that it defined before, so that the whole file still
    means the same by each label. Footnotes are blocks like others."""
    labels = [b.info for b in walk(before) if b.kind is BlockKind.REFERENCE]
    found = [b.info for b in walk(again) if b.kind is BlockKind.REFERENCE]
    known = chapter.references
    return labels == found and all(
        known.get(label) == target for label, target in defined.references.items()
    )


def _parts(
    before: Sequence[Block], blocks: Sequence[Block], spliced: Spliced
) -> list[tuple[int, int]]:
    """Which runs of blocks at the top of the file hold new texts, each with the block before it,
    which could take in what begins otherwise than it did, and the one behind."""
    found: list[tuple[int, int]] = []
    for number, (old, new) in enumerate(zip(before, blocks, strict=True)):
        if not spliced.touches(old.lines) and _same_texts(old, new):
            continue
        first, last = max(number - 1, 0), min(number + 1, len(blocks) - 1)
        if first and before[first - 1].kind is BlockKind.DEFINITION_LIST:
            first -= 1  # it looks one block further
        if found and first <= found[-1][1] + 1:
            first = found.pop()[0]
        found.append((first, last))
    return found


def _same_texts(old: Block, new: Block) -> bool:
    if old.children:
        return all(map(_same_texts, old.children, new.children))
    return old.text == new.text


def _difference(
    blocks: Sequence[Block], context: Context, again: Sequence[Block], other: Context
) -> Block | None:
    """The first of the blocks that reads otherwise than it was meant; None where all are right."""
    meant = [b for b in walk(blocks) if b.kind is not BlockKind.REFERENCE]
    found = [b for b in walk(again) if b.kind is not BlockKind.REFERENCE]
    if other == context:
        other = context
    for block, its in zip(meant, found, strict=False):
        if _form(block) != _form(its) or not _same_words(block, context, its, other):
            return block
    if len(meant) == len(found):
        return None
    return meant[-1] if meant else found[0]


def _form(block: Block) -> tuple[object, ...]:
    """What a block is, but for its words."""
    return (
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
    )


def _same_words(block: Block, context: Context, its: Block, other: Context) -> bool:
    """Whether a leaf says the same, running text included."""
    match block.kind:
        case BlockKind.CODE:
            return block.text == its.text
        case BlockKind.HTML:
            return _html(block.text) == _html(its.text)
        case BlockKind.CAPTION | BlockKind.FIELD:
            return block.text == its.text
        case _ if block.children:
            return True
    if block.text == its.text and other is context:
        return True  # the same text, read in the same way
    return inline_shape(parse_inlines(block.text, context)) == inline_shape(
        parse_inlines(its.text, other)
    )


def _html(text: str) -> str:
    return text.strip("\n").replace("&#58;", ":")  # see ``hide_mapping``
