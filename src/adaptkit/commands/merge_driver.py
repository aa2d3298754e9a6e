"""``adaptkit merge-driver``: what git calls where two branches have changed one catalogue."""

from __future__ import annotations

from pathlib import Path

from adaptkit.catalogues.po import parse_po
from adaptkit.catalogues.proof import proven_po
from adaptkit.catalogues.threeway import bring_together, joined_file
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.locale import Locale
from adaptkit.workspace.files import write_files
from adaptkit.workspace.git_merges import by_lines

_NOBODY = Locale("und")


def merge_driver(base: Path, ours: Path, theirs: Path) -> int:
    """Write into ``ours`` what both sides make together; how many entries are left to a person,
    with the marks of a conflict around them. Where a file cannot be read, git's own way is gone:
    line by line. Raises OSError."""
    try:
        was, mine, other = (_read(path) for path in (base, ours, theirs))
    except ProblemsFound:
        return by_lines(base, ours, theirs)
    joined = bring_together(was, mine, other)
    content = joined_file(joined)
    if not joined.conflicts:
        content = proven_po(joined.catalogue, ours.as_posix(), b"") or content
    write_files({ours: content})
    return len(joined.conflicts)


def _read(path: Path) -> Catalogue:
    content = path.read_bytes()
    if not content.strip():
        # Both branches have made the file: there is none that they had in common.
        return Catalogue(_NOBODY, "")
    return parse_po(content, path=path.as_posix(), locale=_NOBODY, domain="")
