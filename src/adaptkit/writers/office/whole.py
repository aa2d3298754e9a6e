"""Whether pandoc has written all that it was given: each letter and digit, and each picture.

Another version may leave out what this one keeps, and ends as if all were well. A number that is
missing in a document is one that nobody calls.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

from adaptkit.model.programs import PANDOC, program_failed

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXTS = ("word/document.xml", "word/footnotes.xml")


def prove(word: Mapping[str, bytes], written: bytes, *, text: str, picture: str) -> None:
    """``word``: the parts of the Word document; ``written``: XML. ``text`` and ``picture``: the
    names of the elements that hold words and pictures there. Raises ProblemsFound."""
    given = [ElementTree.fromstring(word[name]) for name in _TEXTS if name in word]
    try:
        root = ElementTree.fromstring(written)
    except ElementTree.ParseError as fault:
        raise program_failed(PANDOC, f"it is no XML ({fault})") from None
    asked = _signs(words for one in given for words in _texts(one, f"{_WORD}t"))
    lost = asked - _signs(_texts(root, text))
    if lost:
        shown = "".join(sorted(lost))[:20]
        raise program_failed(
            PANDOC, f"{sum(lost.values()):,} letters and digits are missing ({shown})"
        )
    pictures = sum(len(one.findall(f".//{_WORD}drawing")) for one in given)
    there = sum(1 for _ in root.iter(picture))
    if there < pictures:
        raise program_failed(PANDOC, f"{pictures - there:,} of {pictures:,} pictures are missing")


def _texts(root: ElementTree.Element, name: str) -> Iterator[str]:
    for one in root.iter(name):
        yield from one.itertext()


def _signs(texts: Iterable[str]) -> Counter[str]:
    """What may be in another order, as footnotes are, and with other blanks and quotation marks."""
    found = Counter("".join(texts))
    return Counter({c: n for c, n in found.items() if unicodedata.category(c)[0] in "LMN"})
