"""What a piece of HTML says, without how it looks: for formats that are no pages."""

from __future__ import annotations

from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "template", "title", "head", "noscript"})
_WITHIN_A_LINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp "
    "small span strong sub sup time tt u var wbr".split()
)


def words_of_html(html: str) -> list[str]:
    """One line for each paragraph, heading, cell and the like that has words; of a picture its
    alternative text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [line for text in reader.lines if (line := " ".join(text.split()))]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag == "img":
            self.handle_data(dict(attrs).get("alt") or "")
        elif tag not in _WITHIN_A_LINE:
            self.lines.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        elif tag not in _WITHIN_A_LINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.lines[-1] += data


def word_of_tag(tag: str) -> str:
    """What one tag in the middle of a line says: of a picture its alternative text, of what begins
    a line of its own a blank, of all others nothing."""
    reader = _Reader()
    reader.feed(tag)
    return reader.lines[0] if len(reader.lines) == 1 else " "
