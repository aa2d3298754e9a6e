"""The folder that a build writes to: what of it is ours, and what an earlier build left there."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.workspace.links import is_link, is_plain_file

MANIFEST = "manifest.json"
INDEX = "index.html"
SIGNS = "sha256"
"""In the list: what was written into files of ``WORKED_IN``, formats that people work on in."""
WORKED_IN = frozenset({"docx", "odt", "icml", "txt", "md-reuse"})
# In every page of all editions that was ever written.
_INDEX_MARK = b'<body class="contents-page index-page">'


def somebody_else_s(folder: Path, names: Iterable[str], *, index: bool) -> Iterator[Diagnostic]:
    """What stands where a build would write, and no build has written: it would be lost."""
    for name in names:
        place = folder / name
        if place.is_dir() and not place.is_symlink() and not _is_ours(place, name):
            yield error(
                "use-folder-taken",
                Position(str(place)),
                "this folder holds files that adaptkit has not written, and they might be lost",
                "choose another folder with --to, or move this one away",
            )
    there = folder / INDEX
    if index and there.is_symlink():
        yield is_link(there)
    elif (
        index
        and there.exists()
        and not (is_plain_file(there) and _INDEX_MARK in there.read_bytes())
    ):
        yield error(
            "use-in-the-way",
            Position(str(there)),
            "this page was not written by adaptkit, and nothing is written over it",
            "choose another folder with --to, or move the page away",
        )


def _is_ours(place: Path, name: str) -> bool:
    """Whether it holds nothing, or the list that every build leaves of its files."""
    names = {one.name for one in place.iterdir() if not one.name.startswith(".adaptkit-")}
    return not names or bool(listed(place.parent, name)) or not any(_files_in(place))


def _files_in(place: Path) -> Iterator[Path]:
    return (p for p in place.rglob("*") if not p.is_dir() and not p.name.startswith(".adaptkit-"))


def listed(folder: Path, name: str) -> tuple[str, ...]:
    """The files of the last build, by the list that it left; none where there is no such list."""
    found = _manifest(folder, name)
    return tuple(path for path in found if path.startswith(f"{name}/") and "\0" not in path)


def lacks_pages(folder: Path, names: Iterable[str]) -> bool:
    """Whether pages of these editions are gone that others may lead to."""
    return any(
        not (paths := listed(folder, name))
        or any(
            path.endswith(".html") and not os.path.exists(f"{folder}{os.sep}{path}")  # noqa: PTH110
            for path in paths
        )
        for name in names
    )


def _manifest(folder: Path, name: str) -> dict[str, Any]:
    there = folder / name / MANIFEST
    try:
        # Through a link nothing is taken away; a pipe would never end.
        found = json.loads(there.read_bytes()) if is_plain_file(there) else None
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def signs(folder: Path, name: str) -> dict[str, str]:
    """What each file that people go on to work in held when it was written: its SHA-256."""
    said = _manifest(folder, name).get(SIGNS)
    return said if isinstance(said, dict) else {}


def changed_by_hand(folder: Path, name: str) -> Iterator[Diagnostic]:
    """Files that somebody has worked in since they were written: a build would write over them or
    take them away. Only what is newer than the list is read: a build that was killed after it had
    moved the list in, which goes first, leaves older files, and nobody's work."""
    sizes = _manifest(folder, name)
    known = signs(folder, name)
    written = (folder / name / MANIFEST).stat().st_mtime_ns if known else 0
    for path, sign in known.items():
        there = folder / path
        if path not in sizes or ".." in PurePosixPath(path).parts or not is_plain_file(there):
            continue
        now = there.stat()
        # Of an empty file nothing can be lost.
        if now.st_size and now.st_mtime_ns > written and sign_of(there.read_bytes()) != sign:
            yield error(
                "use-in-the-way",
                Position(str(there)),
                "somebody has changed this file since adaptkit wrote it, and it would be lost",
                "move it out of this folder to keep it, or delete it; then build again",
            )


def sign_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def take_away(
    folder: Path, earlier: Mapping[str, Collection[str]], now: Mapping[str, Collection[str]]
) -> None:
    """What an earlier build wrote and this one did not; both by edition. Of an edition that was
    left out all stays."""
    for name, paths in earlier.items():
        for path in paths if name in now else ():
            if path in now[name]:
                continue
            full = folder / path
            # Never through a link, and never out of the edition's own folder.
            if full.parent.resolve() == full.parent and full.parent != folder:
                with contextlib.suppress(OSError):
                    full.unlink()
                    # Folders that are empty now go too; the others refuse.
                    for above in full.relative_to(folder).parents[:-2]:
                        (folder / above).rmdir()


def inside(folder: str, path: str) -> str:
    """The output path; a writer can never leave its own folder."""
    whole = PurePosixPath(folder) / path
    if ".." in whole.parts or PurePosixPath(path).is_absolute():
        raise ProblemsFound(
            [
                error(
                    "path-outside",
                    Position(path),
                    f'"{path}" would be written outside the output folder',
                    "correct the name",
                )
            ]
        )
    return whole.as_posix()
