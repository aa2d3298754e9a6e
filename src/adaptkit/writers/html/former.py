"""Places for what passages were called before, so that a link that somebody keeps arrives."""

from __future__ import annotations

from adaptkit.model.document import Block, BlockKind
from adaptkit.writers.html.inlines import Scene, attributes

# What may stand only in a certain element, or holds running text: the place is inside of it.
_INSIDE = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.SPEAKER,
        BlockKind.LIST_ITEM,
        BlockKind.TERM,
        BlockKind.DEFINITION,
        BlockKind.TABLE_ROW,
        BlockKind.TABLE_CELL,
        BlockKind.CAPTION,
    }
)


def with_former(html: str, block: Block, scene: Scene) -> str:
    """The block's HTML with an empty ``<a id>`` for each former name that no other has."""
    names = [name for one in block.former if (name := scene.take_former(one))]
    places = "".join(f"<a{attributes(id=name)}></a>" for name in names)
    if not places:
        return html
    if block.kind not in _INSIDE or (block.kind is BlockKind.PARAGRAPH and block.tight):
        return places + html
    # An attribute has no ">" in it that is not escaped. In a row only a cell can hold anything.
    start = html.index("<t", 1) if block.kind is BlockKind.TABLE_ROW else 0
    at = html.index(">", start) + 1
    return html[:at] + places + html[at:]
