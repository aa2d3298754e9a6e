"""The releases that a project remembers."""

from __future__ import annotations

from collections.abc import Callable

from adaptkit.model.layout import HISTORY_SUFFIX, RELEASES, history_path
from adaptkit.model.release import Recorded
from adaptkit.records import replace
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


def histories_without(workspace: Workspace, gone: Callable[[str], bool]) -> dict[str, bytes]:
    """The files that hold something of units that are ``gone``: without it. That an edition with
    them was released, and its hash, stays. Raises ProblemsFound where a line cannot be read."""
    files: dict[str, bytes] = {}
    for name in workspace.files_below(RELEASES):
        edition, dot, suffix = name.rpartition(".")
        if f"{dot}{suffix}" != HISTORY_SUFFIX or "/" in edition:
            continue
        history = read_history(workspace, edition)
        left = [_without(one, gone) for one in history]
        if any(new is not old for new, old in zip(left, history, strict=True)):
            files[history_path(edition)] = "".join(map(history_line, left)).encode()
    return files


def _without(one: Recorded, gone: Callable[[str], bool]) -> Recorded:
    if not any(map(gone, one.content.passages)):
        return one
    passages, safety = (
        {unit: said for unit, said in words.items() if not gone(unit)}
        for words in (one.content.passages, one.content.safety)
    )
    return replace(one, content=replace(one.content, passages=passages, safety=safety))
