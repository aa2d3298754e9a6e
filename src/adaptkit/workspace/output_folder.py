"""The folder ``build`` of a project: where commands put what they make, unless told otherwise."""

from __future__ import annotations

from pathlib import Path

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.workspace.links import is_link, link_on_the_way

BUILD = "build"


def in_build(root: Path, path: str = "") -> Path:
    """A place in it. Raises ProblemsFound where a link leads it elsewhere: a project comes from
    anywhere, and whoever sends one may not choose a folder of the person who builds it. With
    ``--to`` that person may."""
    whole = f"{BUILD}/{path}" if path else BUILD
    link = link_on_the_way(root, whole)
    if link is not None:
        raise ProblemsFound([is_link(link)])
    return root / whole
