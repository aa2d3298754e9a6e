"""The words of an author's own HTML, which nothing but a browser can show as it is meant."""

from __future__ import annotations

from html.parser import HTMLParser

_SILENT = frozenset({"script", "style", "template", "title", "head"})
_IN_LINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i img ins kbd label mark q ruby rb rp rt "
    "s samp small span strike strong sub sup time tt u var wbr input".split()
)


def words_of_tag(tag: str) -> str:
    """What a tag in the middle of a line says by itself: a picture its alternative text."""
    return " ".join(words_of_html(tag))


def words_of_html(raw: str) -> list[str]:
    """What is to be read, one text a paragraph."""
    reader = _Reader()
    reader.feed(raw)
    reader.close()
    return [text for one in reader.paragraphs if (text := " ".join("".join(one).split()))]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[list[str]] = [[]]
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag not in _IN_LINE:
            self.paragraphs.append([])
        if tag == "img":
            self.paragraphs[-1].append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag not in _IN_LINE:
            self.paragraphs.append([])

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.paragraphs[-1].append(data)
