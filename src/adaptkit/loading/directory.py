"""An overlay's directory, as it stands."""

from __future__ import annotations

from adaptkit.model.contact import Contact
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.layout import DIRECTORY_FILE, overlay_file
from adaptkit.model.naming import meant
from adaptkit.records import Record
from adaptkit.settings.directory import parse_directory
from adaptkit.workspace import Workspace, unknown_overlay


class DirectoryFile(Record, frozen=True):
    """``text``: ``""`` where the overlay has no such file yet."""

    overlay: str
    path: str
    text: str
    contacts: tuple[Contact, ...]


def read_directory(workspace: Workspace, overlay: str) -> DirectoryFile:
    """Raises ProblemsFound where there is no such overlay, or its directory cannot be read."""
    name = meant(overlay, workspace.overlay_names)
    if name is None:
        raise ProblemsFound([unknown_overlay(overlay, workspace.overlay_names)])
    path = overlay_file(name, DIRECTORY_FILE)
    text = workspace.read_text(path) if workspace.exists(path) else ""
    contacts = parse_directory(text, path=path) if text else ()
    return DirectoryFile(name, path, text, contacts)
