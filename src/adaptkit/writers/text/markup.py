"""The words of an author's own HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

from adaptkit.editions.addresses import is_remote, is_safe
from adaptkit.writers.text.lines import clean, raised

# All that is in them is no text for readers.
_SKIPPED = frozenset(
    "script style template iframe noembed noframes annotation annotation-xml datalist rp".split()
)
# Each begins a line of its own.
_LINES = frozenset(
    """
    address article aside blockquote caption center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary table
    tbody tfoot thead tr ul video audio
    """.split()
)
_SPACE = re.compile(r"[ \t\n\f\r]+")

Say = Callable[..., str]
Isolate = Callable[[str], str]


def lines_of(html: str, say: Say, isolate: Isolate) -> list[str]:
    """What a page would show of it, line by line. ``say(english, **values)``: an interface word;
    ``isolate``: an address as it stands in such a text."""
    reader = _Reader(say, isolate)
    reader.feed(html)
    reader.close()
    return reader.lines()


class _Reader(HTMLParser):
    def __init__(self, say: Say, isolate: Isolate) -> None:
        super().__init__(convert_charrefs=True)
        self.say = say
        self.isolate = isolate
        self.parts: list[str] = []
        self.skipping: list[str] = []
        # Elements that are said in words when they end: name, where they begin, what goes with it.
        self.open: list[tuple[str, int, str]] = []
        self.keeping = 0

    def lines(self) -> list[str]:
        while self.open:
            self._ended(*self.open.pop())
        found = (clean(line).strip() for line in "".join(self.parts).split("\n"))
        return [line for line in found if line]

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.parts.append(data if self.keeping else _SPACE.sub(" ", data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipping or tag in _SKIPPED:
            if tag == (self.skipping or [tag])[0]:
                self.skipping.append(tag)
            return
        given = {name: value or "" for name, value in reversed(attrs)}
        self.keeping += tag == "pre"
        if tag in _LINES or tag == "br":
            self.parts.append("\n")
        if tag == "li":
            self.parts.append("- ")
        elif tag == "img" and given.get("alt", "").strip():
            words = _SPACE.sub(" ", given["alt"].strip())
            self.parts.append(f"({self.say('Picture')}: {words})")
        elif tag in ("td", "th") and self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("; ")
        elif tag in _SAID:
            self.open.append((tag, len(self.parts), given.get("href", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            if tag == self.skipping[0]:
                self.skipping.pop()
            return
        self.keeping = max(0, self.keeping - (tag == "pre"))
        if tag in _LINES:
            self.parts.append("\n")
        elif tag in ("td", "th", "tr"):
            pass
        elif any(name == tag for name, _, _ in self.open):
            while self.open:
                ended = self.open.pop()
                self._ended(*ended)
                if ended[0] == tag:
                    break

    def _ended(self, tag: str, at: int, href: str) -> None:
        inner = "".join(self.parts[at:])
        self.parts[at:] = [_SAID[tag](self, inner, href) if inner.strip() else inner]

    def _linked(self, inner: str, href: str) -> str:
        return linked(inner, href, self.isolate)

    def _crossed_out(self, inner: str, _href: str) -> str:
        return f"({self.say('Crossed out: {text}', text=inner.strip())})"

    def _quoted(self, inner: str, _href: str) -> str:
        return f"\u201c{inner.strip()}\u201d"

    def _up(self, inner: str, _href: str) -> str:
        return raised(inner.strip())

    def _down(self, inner: str, _href: str) -> str:
        return raised(inner.strip(), "down")

    def _whole(self, inner: str, _href: str) -> str:
        return f"({inner.strip()})"

    def _over(self, inner: str, _href: str) -> str:
        """Of a fraction or a power the parts stand in words of their own."""
        return f"({' / '.join(inner.split())})"

    def _part(self, inner: str, _href: str) -> str:
        return f" {inner.strip()} "


_SAID: dict[str, Callable[[_Reader, str, str], str]] = {
    "a": _Reader._linked,
    **dict.fromkeys(("del", "s", "strike"), _Reader._crossed_out),
    "q": _Reader._quoted,
    "sup": _Reader._up,
    "sub": _Reader._down,
    "rt": _Reader._whole,
    "mfrac": _Reader._over,
    **dict.fromkeys(("mi", "mn", "mo", "mtext", "mrow"), _Reader._part),
}


def linked(words: str, address: str, isolate: Isolate) -> str:
    """The words with the address behind them, where they do not say it themselves."""
    if not is_safe(address) or not is_remote(address):
        return words
    shown = re.sub(r"^(?:mailto|tel|sms):", "", address)
    said = re.sub(r"^https?://(?:www\.)?|/$", "", shown)
    if not words.strip():
        return isolate(shown)
    number = re.sub(r"\D", "", words).lstrip("0")
    if address.startswith(("tel:", "sms:")) and number:
        # The words are the number, as it is called from nearby.
        return words if re.sub(r"\D", "", shown).endswith(number) else f"{words} ({isolate(shown)})"
    return words if said and said in words else f"{words} ({isolate(shown)})"
