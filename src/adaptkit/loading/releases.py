"""The releases that a project remembers."""

from __future__ import annotations

from adaptkit.model.layout import history_path
from adaptkit.model.release import Recorded
from adaptkit.releases.state import history_line, parse_history
from adaptkit.workspace import Workspace


def read_history(workspace: Workspace, edition: str) -> tuple[Recorded, ...]:
    """All releases of an edition, the last one last; none where nothing was released. Raises
    ProblemsFound."""
    path = history_path(edition)

    def read() -> tuple[Recorded, ...]:
        there = workspace.exists(path)
        return parse_history(workspace.read_text(path), path) if there else ()

    return workspace.once(f"history {path}", read)


def history_with(workspace: Workspace, new: Recorded) -> bytes:
    """The file with one more release: behind those that are there, which stay as they are."""
    path = history_path(new.edition)
    old = workspace.first_seen(path) if workspace.exists(path) else ""
    end = "" if not old or old.endswith("\n") else "\n"
    return f"{old}{end}{history_line(new)}".encode()
