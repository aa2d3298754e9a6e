"""A story that happened to nobody says so where it begins."""

from __future__ import annotations

from adaptkit.model.consent import FICTIONAL
from adaptkit.model.document import Block, Step
from adaptkit.model.edition import Edition
from adaptkit.model.telling import Said

Told = set[tuple[str, str]]
"""The stories, by overlay and operation, that have been labelled already."""


def label(block: Block, edition: Edition, told: Told) -> Said | None:
    """What readers are told where a made-up story begins with this block; None elsewhere.
    It becomes one of ``told``."""
    step = _made_up(block)
    # What the guide itself has around a story, such as a slot, is no part of it.
    if step is None or block.domain != step.overlay or (step.overlay, step.operation) in told:
        return None
    told.add((step.overlay, step.operation))
    if step.basis == FICTIONAL:
        return edition.said("This story is made up.")
    return edition.said("This story is made up from the experience of several people.")


def _made_up(block: Block) -> Step | None:
    """The operation that put a made-up story in, if the block's first words are of one."""
    while block.children:
        block = block.children[0]
    return next((step for step in block.steps if step.basis), None)
