"""Marks that were perhaps meant to be ones that adaptkit reads: ``{.locl}``, ``contry=US``.

Any class may be the author's own, for a style sheet or another program; so only what is a slip of
the pen away from a mark with a meaning is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from adaptkit.guides.for_translators import NOT_TRANSLATED
from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.document import Block, BlockKind, Mark

_FENCE = "translate"
_CLASSES = ("local", "core", NOT_TRANSLATED, _FENCE)
_KEYS = ("country", "alias")
_IN_FENCE = re.compile(r"\{\s*\.([\w-]+)\s*\}")
# From so many letters on, one other letter or two slips do not make another word of it.
_LONG, _LONGER = 5, 7


def misspelt(blocks: Sequence[Block], path: str) -> Iterator[Diagnostic]:
    """Every mark that is nearly one with a meaning, with its line."""
    for top in blocks:
        for block in top.walk():
            if block.mark.classes or block.mark.pairs:
                yield from _in_mark(block.mark, path, block.mark.line or block.position.line)
            if block.kind is BlockKind.CODE and "{" in block.info:
                for name in _IN_FENCE.findall(block.info):
                    if _is_slip(name, _FENCE):
                        yield _told(path, block.position.line, f".{name}", f".{_FENCE}")


def _in_mark(mark: Mark, path: str, line: int) -> Iterator[Diagnostic]:
    for sign, names, known in (
        (".", mark.classes, _CLASSES),
        ("", [key for key, _ in mark.pairs], _KEYS),
    ):
        for name in names:
            meant = next((one for one in known if _is_slip(name, one)), "")
            if meant and name not in known:
                yield _told(path, line, sign + name, sign + meant)


def _told(path: str, line: int, name: str, meant: str) -> Diagnostic:
    return warning(
        "mark-misspelt",
        Position(path, line, 1),
        f'"{name}" means nothing to adaptkit',
        f'did you mean "{meant}"? If it is a name of your own, choose one that is not so near',
    )


def _is_slip(name: str, meant: str) -> bool:
    """Whether ``name`` is ``meant`` but for capitals, hyphens, or a slip: two letters turned round,
    one left out, one more, or one other; in a long word two of them. A short word keeps its first
    letter and takes no other one: a ``score`` or ``code`` is not ``core``."""
    if name == meant:
        return False
    plain = name.casefold().replace("-", "").replace("_", "")
    if abs(len(plain) - len(meant)) > 2:
        return False
    if len(meant) < _LONG:
        changed = len(plain) == len(meant) and sorted(plain) != sorted(meant)
        return plain[:1] == meant[0] and not changed and _slips(plain, meant) <= 1
    return _slips(plain, meant) <= (2 if len(meant) >= _LONGER else 1)


def _slips(one: str, other: str) -> int:
    """The least number of slips between two words, two neighbours turned round being one."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, its in enumerate(other, 1):
            least = min(row[-1] + 1, before[j] + 1, before[j - 1] + (letter != its))
            if last and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                least = min(least, last[j - 2] + 1)
            row.append(least)
    return row[-1]
