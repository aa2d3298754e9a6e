"""Pictures that texts show and that are not there: looked for by an update."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Severity
from adaptkit.model.document import BlockKind
from adaptkit.records import replace

if TYPE_CHECKING:
    from adaptkit.model.diagnostic import Diagnostic
    from adaptkit.model.document import Block, Chapter, Guide
    from adaptkit.model.overlay import Overlay
    from adaptkit.workspace import Workspace

_SPAN = re.compile(r"`[^`]+`")
_MAY_SHOW = re.compile(r"!\[|<img|<source", re.IGNORECASE)


def missing(workspace: Workspace, guide: Guide, overlays: Iterable[Overlay]) -> list[Diagnostic]:
    """The pictures that the guide and the overlays' texts show and that are not there.

    Warnings: translators need no pictures. What may be published is another question.
    """
    chapters = list(guide.chapters)
    for overlay in overlays:
        chapters += [*overlay.prose.values(), *overlay.native.values()]
    showing = [chapter for chapter in chapters if _may_show(chapter)]
    if not showing:
        return []
    from adaptkit.readiness.pictures import missing_from

    found = missing_from(workspace, guide.settings, showing)
    return [replace(one, severity=Severity.WARNING) for one in found]


def _may_show(chapter: Chapter) -> bool:
    return bool(_MAY_SHOW.search(chapter.source)) and any(
        block.kind is not BlockKind.CODE and bool(block.target or _MAY_SHOW.search(_text(block)))
        for block in chapter.walk()
    )


def _text(block: Block) -> str:
    """Without the code in it, where it is plain to see which that is."""
    return block.text if "\\" in block.text or "``" in block.text else _SPAN.sub("", block.text)
