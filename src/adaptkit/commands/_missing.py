"""Pictures that texts show and that are not there: looked for by an update."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adaptkit.model.diagnostic import Diagnostic
    from adaptkit.model.document import Guide
    from adaptkit.model.overlay import Overlay
    from adaptkit.workspace import Workspace

_MAY_SHOW = re.compile(r"!\[|<img|<source", re.IGNORECASE)


def missing(workspace: Workspace, guide: Guide, overlays: Iterable[Overlay]) -> list[Diagnostic]:
    """The pictures that the guide and the overlays' texts show and that are not there."""
    chapters = list(guide.chapters)
    for overlay in overlays:
        chapters += [*overlay.prose.values(), *overlay.native.values()]
    showing = [chapter for chapter in chapters if _MAY_SHOW.search(chapter.source)]
    if not showing:
        return []
    from adaptkit.commands._pictures import missing_from

    return missing_from(workspace, guide.settings, showing)
