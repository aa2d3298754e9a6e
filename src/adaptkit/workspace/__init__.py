"""The only reader and writer of project files: whole, strict, atomic."""

from adaptkit.workspace.problems import (
    Problems,
    missing_overlay,
    no_catalogue,
    unknown_edition,
    unknown_overlay,
)
from adaptkit.workspace.project import Workspace

__all__ = [
    "Problems",
    "Workspace",
    "missing_overlay",
    "no_catalogue",
    "unknown_edition",
    "unknown_overlay",
]
