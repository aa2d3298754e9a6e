"""What a text leaves behind elsewhere: its sentences, quoted, suggested or copied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from adaptkit.texts.sameness import folded
from adaptkit.texts.sentences import sentences

# Emphasis and links are often left out of a quotation, and a page shows none of their marks.
_MARKS = re.compile(r"[*_`]|\[(?=[^\]]*\]\()|\]\([^)\s]*\)")
# So many letters in one piece are found within other words; fewer only where they stand alone.
_LONG = 12
# So many are no chance.
_COPIED = 40


class Traces:
    """Finds the sentences of ``own`` in other texts. What ``others`` say too gives nothing away,
    and is not looked for."""

    def __init__(self, own: Iterable[str], others: Iterable[str] = ()) -> None:
        own = tuple(own)
        whole = (_plain(text) for text in own)
        self._whole = [text for text in whole if sum(map(str.isalpha, text)) >= _COPIED]
        found = {piece for text in own for piece in _pieces(text)}
        if found:
            found -= {piece for text in others for piece in _pieces(text)}
        self._pieces = frozenset(found)
        self._long = sorted(piece for piece in found if sum(map(str.isalpha, piece)) >= _LONG)

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def in_text(self, text: str) -> bool:
        """Whether the text holds one of the sentences, or is one."""
        if not text:
            return False
        plain = _plain(text)
        return plain in self._pieces or any(piece in plain for piece in self._long)

    def copied_in(self, text: str) -> bool:
        """Whether the text holds a whole passage, whoever says it too."""
        plain = _plain(text)
        return any(passage in plain for passage in self._whole)

    def without(self, lines: list[str]) -> list[str]:
        """The lines that hold none; where one goes over several lines, nothing is left."""
        kept = [line for line in lines if not self.in_text(line)]
        return [] if self.in_text(" ".join(kept)) else kept


def _plain(text: str) -> str:
    return folded(_MARKS.sub("", text))


def _pieces(text: str) -> Iterator[str]:
    """The whole text and its sentences, as far as there are letters in them."""
    for piece in (text, *sentences(text)):
        plain = _plain(piece)
        if any(map(str.isalpha, plain)):
            yield plain
