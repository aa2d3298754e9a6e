"""What readers do not get of an edition that shows only what is signed off, where that is news."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.document import Block
from adaptkit.overlays.points import Leaf, leaf_of


def core_left_out(block: Block) -> Diagnostic:
    return warning(
        "core-left-out",
        block.position,
        "this safety passage is left out, because it is not signed off yet",
        "ask a reviewer to read it",
        unit=block.id,
    )


def covered(
    heading: Block, signed: Sequence[Block], core: Collection[Leaf]
) -> Iterator[Diagnostic]:
    """What somebody has signed off, and no reader gets."""
    for block in signed:
        if leaf_of(block) in core:
            yield warning(
                "core-left-out",
                block.position,
                "this safety passage is left out, because the heading above it is not "
                f"signed off yet: {heading.msgid}",
                f"ask a reviewer to read the heading: {heading.id}",
                unit=block.id,
            )
    if signed:
        yield warning(
            "signed-left-out",
            heading.position,
            "this heading is not signed off yet, so all below it is left out, also what is "
            f"signed off (passages: {len(signed)})",
            f"ask a reviewer to read the heading: {heading.id}",
            unit=heading.id,
        )
