"""``adaptkit verify``: whether a published edition is what was built, and of today."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from adaptkit.workspace import Workspace

if TYPE_CHECKING:
    from adaptkit.reports.verified import Verified


def verify(path: Path, project: Path | None, *, here: Path, today: datetime.date) -> Verified:
    """``project``: compared with exactly that one; None: with the nearest one upwards of ``here``,
    and with none where there is none. Raises ProblemsFound."""
    from adaptkit.readiness.verifying import verify as look

    return look(path, _workspace(project, here), today=today)


def _workspace(project: Path | None, here: Path) -> Workspace | None:
    from adaptkit.model.diagnostic import ProblemsFound

    if project is not None:
        return Workspace.at(project)
    try:
        return Workspace.find(here)
    except ProblemsFound:
        return None
