"""Sentences of a text in any language, told by the marks that end them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_AFTER = r"[\"'”’»›)\]*_~」』）】》]*"
_MARKS, _WIDE = ".!?…؟۔।॥։።។။\u037e", "。！？｡"
# Chinese and Japanese put no blank behind a mark; all others do, or it ends no sentence (2.5 mg).
# Where a pattern begins with one set of signs, it is looked for in half the time.
_END = re.compile(
    rf"[{_MARKS}{_WIDE}](?:"
    rf"(?<=[{_MARKS}])[{_MARKS}]*{_AFTER}\s+|(?<=[{_WIDE}])[{_WIDE}]*{_AFTER}\s*)"
)
_FULL_STOPS = ("。", "！", "？", "｡")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("（", "）"), ("「", "」"))
_TOGGLES = ("`", "**", "*", "__", "_", "~~", '"')


# Letters and marks of scripts that put no blank between sentences. Thai, Lao and Khmer do put one
# there, though none between words.
_WITHOUT_BLANKS = re.compile(
    r"[\u2e80-\u30ff\u31f0-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_MARK_UP = "*_~`"


def joined(texts: Iterable[str]) -> str:
    """The texts one behind the other, with a blank wherever their script puts one."""
    out = ""
    for text in texts:
        between = " " if out and text and not _touch(out, text) else ""
        out = f"{out}{between}{text}"
    return out


def _touch(before: str, after: str) -> bool:
    ends = before.rstrip(_MARK_UP)[-1:], after.lstrip(_MARK_UP)[:1]
    return all(map(_WITHOUT_BLANKS.match, ends)) or ends[0] in _FULL_STOPS


def sentences(text: str) -> tuple[str, ...]:
    """The sentences in order, without the blanks between them."""
    out, start = [], 0
    for found in _END.finditer(text):
        out.append(text[start : found.end()].strip())
        start = found.end()
    out.append(text[start:].strip())
    return tuple(filter(None, out))


def is_whole(text: str) -> bool:
    """Whether no mark-up and no bracket is opened in it and closed elsewhere."""
    pairs = all(text.count(one) == text.count(other) for one, other in _PAIRS)
    return pairs and all(text.count(mark) % 2 == 0 for mark in _TOGGLES)


def cut_alike(whole: str, pieces: tuple[str, ...], words: str) -> tuple[str, ...]:
    """``words``, the translation of ``whole``, cut as ``whole`` was cut into ``pieces``: as many
    sentences for each. ``()`` where the sentences do not answer to each other one by one."""
    counts = [len(sentences(piece)) for piece in pieces]
    ends = list(_ends(words))
    if not all(counts) or not sum(counts) == len(sentences(whole)) == len(ends):
        return ()
    out, start, done = [], 0, 0
    for count in counts:
        done += count
        out.append(words[start : ends[done - 1]].strip())
        start = ends[done - 1]
    return tuple(out) if all(map(is_whole, out)) else ()


def _ends(text: str) -> list[int]:
    """Where each sentence ends."""
    text = text.rstrip()
    ends = [found.end() for found in _END.finditer(text) if text[: found.end()].strip()]
    return ends if ends and ends[-1] == len(text) else [*ends, len(text)]
