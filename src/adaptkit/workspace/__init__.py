"""The only reader and writer of project files: whole, strict, atomic."""

from adaptkit.workspace.problems import Problems
from adaptkit.workspace.project import Workspace, missing_overlay, no_catalogue, unknown_edition

__all__ = ["Problems", "Workspace", "missing_overlay", "no_catalogue", "unknown_edition"]
