"""What is said of each chapter: the plain text, as a voice has to get it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from adaptkit.model.edition import Edition
from adaptkit.records import Record
from adaptkit.writers.text.marks import marked, parted
from adaptkit.writers.text.whole import about_lines, chapter_lines, title_lines

# What nobody sees: the marks of direction. A voice may read them out.
_MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")
_LONG = re.compile(r"\+?\(?\d(?:[\d() /.\-\u2011]*\d)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4}")
_TIME = re.compile(r"\d?\d[:.]\d\d(?!\d)|\d[,.]\d+")
_CODE = re.compile(r"0\d{1,4}")
_FEWEST = 6
_NUMBER = re.compile(r"^\d+[-_ ]*")
_ENDED = re.compile(r"[.!?:;,…。！？؟।։۔]\W*$")
_ITEM = re.compile(r"^\s*- ")


class Spoken(Record, frozen=True):
    """``name``: of the file, without its suffix; ``title``: as the list of files shows it;
    ``parts``: what is said, each in one language, with its tag (``""``: the edition's own)."""

    name: str
    title: str
    parts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return "".join(text for _, text in self.parts)


def spoken(edition: Edition) -> Iterator[Spoken]:
    """The title page with the contents, each chapter, and what is said of the edition. Each begins
    with the notice of a draft, since each may be heard alone."""
    own = edition.spec.name
    words = edition.telling.draft_words
    draft = marked(words.text, words.language) if words.language else words.text
    numbers = frozenset(map(_bare, _to_call(edition)))
    notice = [draft] if draft else []

    def piece(name: str, title: str, lines: list[str]) -> Spoken:
        return Spoken(f"{own}-{name}", _MARKS.sub("", title), _parts(lines, numbers))

    width = max(2, len(str(len(edition.chapters) + 1)))
    yield piece("0" * width, edition.title, title_lines(edition))
    for number, chapter in enumerate(edition.chapters, 1):
        lines = [*notice, "", *chapter_lines(edition, chapter, voiced=True)]
        # In the order of the chapters, whatever their own files are called.
        stem = _NUMBER.sub("", chapter.name.removesuffix(".md").replace("/", "-"))
        yield piece(f"{number:0{width}}-{stem}", chapter.title, lines)
    about = about_lines(edition)
    last = f"{len(edition.chapters) + 1:0{width}}"
    title = "".join(text for _, text in parted(about[0]))
    yield piece(last, title, [*notice, "", *about])


def _to_call(edition: Edition) -> Iterator[str]:
    """Every number that the edition says is one, as it is written: short ones look like amounts."""
    yield from (value.text for value in edition.values.values() if value.kind == "telephone")
    for chapter in edition.chapters:
        for block in chapter.walk():
            for contact in block.contacts:
                for way in (*contact.many("telephones"), *contact.many("messaging")):
                    yield from (way.get("number", ""), way.get("extension", ""))


def _bare(number: str) -> str:
    return re.sub(r"\D", "", number)


def _parts(lines: Iterable[str], numbers: Collection[str]) -> tuple[tuple[str, str], ...]:
    """What is said, one part for as long as its language is the same. What has no letter and no
    digit is said with what is before it: no voice makes a sound of a bracket."""
    out: list[tuple[str, str]] = []

    def add(tag: str, text: str) -> None:
        if out and (tag == out[-1][0] or not any(map(str.isalnum, text))):
            out[-1] = (out[-1][0], out[-1][1] + text)
        elif text:
            out.append((tag, text))

    for line in lines:
        begun = [(tag, text) for tag, text in parted(_MARKS.sub("", line)) if text]
        begun[:1] = [(tag, _ITEM.sub("", text)) for tag, text in begun[:1]]
        pieces = [(tag, _piece(text, numbers)) for tag, text in begun]
        for tag, text in pieces:
            add(tag, text)
        whole = "".join(text for _, text in pieces)
        # Without a stop, a heading or an item runs into what follows.
        add("", "\n" if not whole.strip() or _ENDED.search(whole) else ".\n")
    return tuple(out)


def _piece(line: str, numbers: Collection[str]) -> str:
    """As a voice has to get it."""
    line = line.replace("[[", "[ [")
    kept = [found.span() for found in (*_DAY.finditer(line), *_TIME.finditer(line))]

    def one_by_one(found: re.Match[str]) -> str:
        if any(begin <= found.start() < end for begin, end in kept):
            return found[0]
        whole = _bare(found[0])
        # What begins with 0 is no amount: 079 is not seventy-nine.
        if len(whole) >= _FEWEST or whole in numbers or _CODE.fullmatch(found[0]):
            # A bracket around more than the number is no part of it.
            opened = found[0].startswith("(") and ")" not in found[0]
            return "(" * opened + _digits(found[0])
        return re.sub(r"\d+", lambda n: _digits(n[0]) if n[0] in numbers else n[0], found[0])

    return _LONG.sub(one_by_one, line)


def _digits(number: str) -> str:
    """A telephone number as people say it: digit by digit, with a pause where it is divided."""
    parts = [part for part in re.split(r"[^\d+]+", number) if part]
    return ", ".join(" ".join(part) for part in parts)
