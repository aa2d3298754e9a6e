"""An overlay's own text, made ready to stand in the guide."""

from __future__ import annotations

from collections.abc import Sequence

from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind, Chapter, Mark, Step
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Operation, Overlay
from adaptkit.overlays.operations import OPERATIONS
from adaptkit.overlays.snapshot import NoPlace
from adaptkit.records import Record

# One text in a fixed frame: it can be said otherwise, but not become a list or two paragraphs.
FRAMED = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.TABLE_CELL,
        BlockKind.CAPTION,
        BlockKind.ALTERNATIVE,
        BlockKind.TERM,
        BlockKind.FIELD,
    }
)
_AT_THE_END = frozenset({BlockKind.FOOTNOTE, BlockKind.REFERENCE})


class Prose(Record, frozen=True):
    """``extras`` are footnotes and reference definitions: they go to the end of the chapter."""

    chapter: Chapter | None
    blocks: tuple[Block, ...]
    extras: tuple[Block, ...] = ()


def step_of(overlay: Overlay, operation: Operation) -> Step:
    removes = OPERATIONS[operation.name].removes
    record = overlay.consents.of(operation.prose)
    basis = record.basis if record and record.is_made_up else ""
    return Step(overlay.name, operation.id, operation.name, overlay.path, removes, basis)


def make_prose(overlay: Overlay, operation: Operation, language: Locale) -> Prose:
    """What ``with:`` names, in the reader's language where there is a native version of it."""
    step = step_of(overlay, operation)
    if operation.prose == "directory":
        folder = overlay.path.rpartition("/")[0]
        path = f"{folder}/directory.yaml" if folder else "directory.yaml"
        block = Block(
            BlockKind.DIRECTORY,
            Position(path, 1, 1),
            contacts=overlay.directory,
            language=overlay.language,
            domain=overlay.name,
            steps=(step,),
        )
        return Prose(None, (block,))
    chapter, spoken = _version(overlay, operation.prose, language)
    counter = iter(range(1, 1_000_000))
    stem = f"{overlay.name}/{operation.id}"

    def settle(block: Block) -> Block:
        id = block.id
        if block.is_unit:
            number = next(counter)
            id = id or f"{stem}.{number}"
        return block.changed(
            id=id,
            children=tuple(settle(child) for child in block.children),
            language=spoken,
            domain=overlay.name,
            steps=block.steps if block.children else (*block.steps, step),
        )

    settled = tuple(settle(block) for block in chapter.blocks)
    shown = tuple(
        block
        for block in settled
        if block.kind not in _AT_THE_END and block.kind is not BlockKind.FRONT_MATTER
    )
    extras = tuple(block for block in settled if block.kind in _AT_THE_END)
    if not shown:
        raise NoPlace(
            "empty-prose",
            f"{chapter.name or operation.prose} is empty; it was perhaps not saved",
            "write its text and save it, or use remove",
        )
    return Prose(chapter, shown, extras)


def spoken_in(overlay: Overlay, file: str, language: Locale) -> Locale:
    """The language that readers of ``language`` get a text of the overlay in."""
    return _version(overlay, file, language)[1]


def _version(overlay: Overlay, file: str, language: Locale) -> tuple[Chapter, Locale]:
    """The exact locale's version, else one in the same language and script, else the original."""
    languages = overlay.native_languages or {Locale.parse(tag) for _, tag in overlay.native}
    versions = {
        locale: overlay.native[file, locale.tag]
        for locale in languages
        if (file, locale.tag) in overlay.native
    }
    if language in versions:
        return versions[language], language
    if not overlay.language.same_language(language):
        for locale in sorted(versions):
            if locale.same_language(language):
                return versions[locale], locale
    return overlay.prose[file], overlay.language


def land(blocks: Sequence[Block], *, section: str, level: int) -> tuple[Block, ...]:
    """Blocks as they stand in a section: text above the first heading belongs to it; a heading
    of level 1 becomes one of ``level`` and the others move with it. Other levels are the
    author's own choice."""
    levels = [block.level for block in blocks if block.kind is BlockKind.HEADING]
    shift = max(level - 1, 0) if levels and min(levels) == 1 else 0
    landed = []
    headed = False
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            headed = True
            block = block.changed(level=min(block.level + shift, 6))
        landed.append(block if headed else _moved(block, section))
    return tuple(landed)


def _moved(block: Block, section: str) -> Block:
    children = tuple(_moved(child, section) for child in block.children)
    return block.changed(section=section, children=children)


def take_over(old: Block, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The mark of what was replaced (``.local``, ``.core``) goes on to what replaces it."""
    if not blocks or not (old.mark.classes or old.mark.pairs):
        return blocks
    first = blocks[0]
    mark = Mark(
        id=first.mark.id,
        classes=tuple(dict.fromkeys((*old.mark.classes, *first.mark.classes))),
        pairs=tuple({**dict(old.mark.pairs), **dict(first.mark.pairs)}.items()),
        line=first.mark.line,
    )
    return (first.changed(mark=mark), *blocks[1:])


def only_text(blocks: tuple[Block, ...]) -> Block | None:
    """The one unit of a text that is a single paragraph, heading or list item; else None."""
    while len(blocks) == 1 and blocks[0].kind in (BlockKind.LIST, BlockKind.LIST_ITEM):
        blocks = blocks[0].children
    if len(blocks) == 1 and blocks[0].kind in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return blocks[0]
    return None


def reword(frame: Block, prose: Block) -> Block:
    """``frame`` keeps its shape and place in the tree, and says what ``prose`` says."""
    return frame.changed(
        id=prose.id,
        position=prose.position,
        text=prose.text,
        msgid=prose.msgid,
        span=prose.span,
        lines=prose.lines,
        language=prose.language,
        domain=prose.domain,
        steps=prose.steps,
    )


def as_items(blocks: tuple[Block, ...], around: Block) -> tuple[Block, ...]:
    """Blocks that are to stand in a list: the items of a list, anything else as one item."""
    items: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.LIST:
            items.extend(_tightened(item, around.tight) for item in block.children)
        elif block.kind is BlockKind.LIST_ITEM:
            items.append(block)
        else:
            item = Block(
                BlockKind.LIST_ITEM,
                block.position,
                section=block.section,
                children=(block,),
                lines=block.lines,
                language=block.language,
                domain=block.domain,
            )
            items.append(_tightened(item, around.tight))
    return tuple(items)


def _tightened(item: Block, tight: bool) -> Block:
    children = tuple(
        child.changed(tight=tight) if child.kind is BlockKind.PARAGRAPH else child
        for child in item.children
    )
    return item.changed(children=children)


def history(blocks: Sequence[Block]) -> tuple[Step, ...]:
    """What earlier overlays did here: the steps that all leaves share, in order."""
    leaves = [leaf.steps for block in blocks for leaf in block.walk() if not leaf.children]
    shared: list[Step] = []
    for level in zip(*leaves, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return tuple(shared)


def with_history(block: Block, before: tuple[Step, ...]) -> Block:
    if not before:
        return block
    return block.map_leaves(lambda leaf: leaf.changed(steps=(*before, *leaf.steps)))
