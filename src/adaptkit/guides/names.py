"""What chapters are called: from file names to ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence


def chapter_ids(names: Sequence[str]) -> Mapping[str, str]:
    """File name (relative to ``source_guide/``) → chapter id.

    Folders are joined by ``-``; a leading number is dropped unless that leaves nothing or a
    duplicate.
    """
    short: dict[str, str] = {}
    whole: dict[str, str] = {}
    for name in names:
        parts = name.removesuffix(".md").removesuffix(".markdown").split("/")
        whole[name] = _id_of(parts)
        bare = [re.sub(r"^\d+[-_. ]*", "", part) or part for part in parts]
        short[name] = _id_of(bare)
    ids: dict[str, str] = {}
    for name in names:
        twins: Collection[str] = [n for n in names if short[n] == short[name]]
        ids[name] = short[name] if len(twins) == 1 else whole[name]
    return ids


def _id_of(parts: Sequence[str]) -> str:
    joined = "-".join(parts)
    return re.sub(r"[^\w-]+", "-", joined).strip("-").lower() or "chapter"
