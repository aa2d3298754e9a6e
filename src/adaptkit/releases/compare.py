"""Whether the files of a folder are those that were built."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping

from adaptkit.model.release import EDITION_JSON, ReleasedFile
from adaptkit.records import Record

MISSING, ADDED, CHANGED, RENAMED = "missing", "added", "changed", "renamed"


class Mismatch(Record, frozen=True):
    """``kind``: ``missing``, ``added``, ``changed`` or ``renamed`` (then ``was`` is what the file
    was called)."""

    kind: str
    path: str
    was: str = ""


def mismatches(
    listed: Iterable[ReleasedFile], there: Mapping[str, int], sha256: Callable[[str], str]
) -> tuple[Mismatch, ...]:
    """None if, and only if, the folder holds exactly the files that are ``listed``, each with its
    own bytes. ``there``: path → size in bytes of all files but ``edition.json``; ``sha256`` reads
    one, and is asked only where that can tell something."""
    by_path = {one.path: one for one in listed}
    gone = {path: one for path, one in by_path.items() if path not in there}
    found = [
        Mismatch(CHANGED, path)
        for path, one in by_path.items()
        if path in there and (there[path] != one.size or sha256(path) != one.sha256)
    ]
    by_words: dict[tuple[int, str], list[str]] = {}
    for one in gone.values():
        by_words.setdefault((one.size, one.sha256), []).append(one.path)
    sizes = {one.size for one in gone.values()}
    for path in there:
        if path in by_path or path == EDITION_JSON:
            continue
        words = (there[path], sha256(path)) if there[path] in sizes else None
        same = by_words.get(words, []) if words else []
        if same:
            was = same.pop(0)
            del gone[was]
            found.append(Mismatch(RENAMED, path, was))
        else:
            found.append(Mismatch(ADDED, path))
    found += (Mismatch(MISSING, path) for path in gone)
    return tuple(sorted(found, key=lambda one: (one.path, one.kind)))


def has_other_line_ends(content: bytes, sha256: str) -> bool:
    """Whether it would be the file of this SHA-256 if its lines ended in the other way, as git and
    programs that send text make them."""
    plain = content.replace(b"\r\n", b"\n")
    both = (plain, plain.replace(b"\n", b"\r\n"))
    return any(hashlib.sha256(one).hexdigest() == sha256 for one in both)
