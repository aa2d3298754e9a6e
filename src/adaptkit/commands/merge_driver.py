"""``adaptkit merge-driver``: what git calls where two branches have changed one catalogue."""

from __future__ import annotations

import subprocess
from pathlib import Path

from adaptkit.catalogues.po import parse_po
from adaptkit.catalogues.proof import proven_po
from adaptkit.catalogues.threeway import bring_together, joined_file
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.diagnostic import Position, ProblemsFound, error
from adaptkit.model.locale import Locale
from adaptkit.workspace.files import write_files

DRIVER = "adaptkit merge-driver %O %A %B"
_NOBODY = Locale("und")


def merge_driver(base: Path, ours: Path, theirs: Path) -> int:
    """Write into ``ours`` what both sides make together; how many entries are left to a person,
    with the marks of a conflict around them. Where a file cannot be read, git's own way is gone:
    line by line. Raises OSError."""
    try:
        was, mine, other = (_read(path) for path in (base, ours, theirs))
    except ProblemsFound:
        return _by_lines(base, ours, theirs)
    joined = bring_together(was, mine, other)
    content = joined_file(joined)
    if not joined.conflicts:
        content = proven_po(joined.catalogue, ours.as_posix(), b"") or content
    write_files({ours: content})
    return len(joined.conflicts)


def set_up(root: Path) -> None:
    """Tell git in this copy of the project how catalogues are merged. Raises ProblemsFound."""
    settings = {"name": "translations, entry by entry", "driver": DRIVER}
    for name, value in settings.items():
        call = ["git", "-C", str(root), "config", "--local", f"merge.adaptkit.{name}", value]
        try:
            done = subprocess.run(call, capture_output=True, check=False)
        except OSError:
            done = None
        if done is None or done.returncode:
            raise ProblemsFound(
                [
                    error(
                        "use-no-file",
                        Position(root.as_posix()),
                        "git does not know this folder, so there is nothing to set up",
                        "run it in the folder that git init or git clone has made",
                    )
                ]
            )


def _read(path: Path) -> Catalogue:
    content = path.read_bytes()
    if not content.strip():
        # Both branches have made the file: there is none that they had in common.
        return Catalogue(_NOBODY, "")
    return parse_po(content, path=path.as_posix(), locale=_NOBODY, domain="")


def _by_lines(base: Path, ours: Path, theirs: Path) -> int:
    names = [part for label in ("ours", "base", "theirs") for part in ("-L", label)]
    call = ["git", "merge-file", *names, str(ours), str(base), str(theirs)]
    return subprocess.run(call, check=False).returncode
