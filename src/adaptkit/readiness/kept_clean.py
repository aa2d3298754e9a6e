"""Which catalogues the last updates have found without an error, by exactly what was looked at.

An update is run many times a day, and nearly all catalogues are what they were. Only ``update``
asks here: what decides about a release looks at every word (decision 10).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from adaptkit.checks import Passage
from adaptkit.readiness.kept_files import as_kept, kept_file, program, read_kept, write_kept
from adaptkit.workspace import Workspace

_FORMAT = 1
# Of an update that names one language the others' marks stay; old ones go in the end.
_MOST = 1000


class KeptClean:
    """Nothing here can fail: what cannot be read or written is looked at anew."""

    def __init__(self, workspace: Workspace) -> None:
        self._file = kept_file("clean", str(workspace.root))
        self._made_by = as_kept([_FORMAT, *program()])
        kept = read_kept(self._file)
        marks = kept.get("marks") if kept.get("made_by") == self._made_by else None
        self._known: dict[str, None] = dict.fromkeys(marks if isinstance(marks, list) else ())
        self._asked: dict[str, None] = {}

    def has(self, mark: str) -> bool:
        """Whether what has this mark was found without an error."""
        if mark in self._known:
            self._asked[mark] = None
        return mark in self._known

    def add(self, mark: str) -> None:
        self._asked[mark] = None

    def keep(self) -> None:
        """Keep what this run has found, first of all."""
        if self._file is not None and not self._asked.keys() <= self._known.keys():
            marks = list(self._asked | self._known)[:_MOST]
            write_kept(self._file, {"made_by": self._made_by, "marks": marks})


def mark_of(passages: Sequence[Passage]) -> str:
    """The sha256 of all that checks see of them, apart from where they stand."""
    found = hashlib.sha256()
    for one in passages[:1]:
        names = "*" if one.placeholders is None else "\0".join(sorted(one.placeholders))
        head = (one.locale.tag, one.source_locale.tag, one.dialect, names)
        found.update("\1".join(head).encode("utf-8", "surrogatepass"))
    for one in passages:
        seen = (one.unit_id, one.source, one.translation, str(one.kind), one.name)
        found.update("\0".join(seen).encode("utf-8", "surrogatepass") + b"\1")
    return found.hexdigest()
