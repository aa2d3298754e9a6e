"""The small rules of PO text that reading and writing share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

# The order in which gettext writes flags (format_language in gettext-tools/src/message.c).
_FORMATS = (
    "c objc python python-brace java java-printf csharp javascript scheme lisp elisp librep ruby "
    "sh awk lua object-pascal smalltalk qt qt-plural kde kde-kuit boost tcl perl perl-brace php "
    "gcc-internal gfc-internal ycp"
).split()
_FLAG_RANK = {"fuzzy": -1, "no-wrap": 2000} | {
    f"{prefix}{name}-format": rank for rank, name in enumerate(_FORMATS) for prefix in ("", "no-")
}


def flags_in(text: str) -> Iterator[str]:
    """The flags of what stands behind ``#,``. Between commas; but ``fuzzy`` is found between blanks
    too, as gettext finds it: a mark that is overlooked would make a draft finished."""
    for part in text.split(","):
        words = part.split()
        if "fuzzy" in words:
            yield "fuzzy"
            words.remove("fuzzy")
        if words:
            yield " ".join(words)


def ordered_flags(flags: Iterable[str]) -> tuple[str, ...]:
    """``fuzzy`` first, then as gettext writes them; flags it does not know come last."""
    return _ordered(tuple(flags))


@lru_cache(maxsize=256)
def _ordered(flags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(flags), key=_flag_rank))


def split_comment(comment: str) -> list[str]:
    """The lines of a translator's comment; ``"\\n"`` is one empty line, ``""`` none at all."""
    if not comment.strip("\n"):
        return [""] * len(comment)
    return comment.split("\n")


def join_comment(lines: Sequence[str]) -> str:
    """The inverse of ``split_comment``."""
    if not any(lines):
        return "\n" * len(lines)
    return "\n".join(lines)


def _flag_rank(flag: str) -> int:
    if flag.startswith("range:"):
        return 1000
    return _FLAG_RANK.get(flag, 3000)
