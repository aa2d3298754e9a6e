"""``adaptkit add ci``: a code host checks, builds and publishes with every change."""

from __future__ import annotations

import os

from adaptkit import __version__
from adaptkit.model.diagnostic import Position, ProblemsFound, error
from adaptkit.reports.created import Created
from adaptkit.settings.workflows import HOSTS, workflow_file
from adaptkit.workspace import Workspace


def add_ci(workspace: Workspace, host: str) -> Created:
    """``host``: one of ``HOSTS``. Raises ProblemsFound where the host has such a file already."""
    found = HOSTS[host]
    if os.path.lexists(workspace.root / found.path):
        message = "this file exists already; adaptkit never overwrites"
        hint = "write the commands that you want into it: adaptkit check, adaptkit build"
        raise ProblemsFound([error("use-exists", Position(found.path), message, hint)])
    workspace.write({found.path: workflow_file(host, __version__)})
    return Created(
        files=(found.path,),
        next_steps=(f"git add {found.path}", "commit it, and push", found.then),
    )
