"""What chapters are called: from file names to ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from adaptkit.model.layout import MARKDOWN


def chapter_ids(names: Sequence[str]) -> Mapping[str, str]:
    """File name (relative to ``source_guide/``) → chapter id.

    Folders are joined by ``-``; a leading number is dropped unless that leaves nothing or a
    duplicate.
    """
    short: dict[str, str] = {}
    whole: dict[str, str] = {}
    for name in names:
        parts = without_suffix(name).split("/")
        whole[name] = _id_of(parts)
        bare = [re.sub(r"^\d+[-_. ]*", "", part) or part for part in parts]
        short[name] = _id_of(bare)
    ids: dict[str, str] = {}
    for name in names:
        twins: Collection[str] = [n for n in names if short[n] == short[name]]
        ids[name] = short[name] if len(twins) == 1 else whole[name]
    return ids


def without_suffix(name: str) -> str:
    """``part/one`` of ``part/one.md``, ``part/one.MD`` and ``part/one.markdown``."""
    stem, dot, suffix = name.rpartition(".")
    return stem if f"{dot}{suffix}".casefold() in MARKDOWN else name


def same_page(names: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Pairs of chapters that would be written into one page (``a.md`` and ``a.markdown``), or on
    many disks into one (``a.md`` and ``A.md``)."""
    first: dict[str, str] = {}
    found = []
    for name in names:
        page = unicodedata.normalize("NFC", without_suffix(name)).casefold()
        if page in first:
            found.append((first[page], name))
        first.setdefault(page, name)
    return found


def _id_of(parts: Sequence[str]) -> str:
    joined = "-".join(parts)
    return re.sub(r"[^\w-]+", "-", joined).strip("-").lower() or "chapter"
