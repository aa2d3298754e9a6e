"""The tags of a page in the order in which its words are read.

Our typesetter puts the runs of a line into the tree as they are seen, from left to right. Where a
line is read from right to left, that is backwards, and no validator says so. Here each line is put
in order: all of it turned, but for what runs from left to right in it (Unicode's bidirectional
algorithm, rule L2, the other way round).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from adaptkit.model.locale import Locale
from adaptkit.records import Record
from adaptkit.writers.pdf.blanks import with_blanks
from adaptkit.writers.pdf.clusters import letters_of, without_controls, without_needless
from adaptkit.writers.pdf.objects import Objects
from adaptkit.writers.pdf.runs import PageText, Run

_INLINE = frozenset("Span Strong Em Link Code Quote Reference Sub Sup Lbl".split())
_ELEMENT = re.compile(rb"<</Type/StructElem/S/(\w+)")
_KIDS = re.compile(rb"/K\[((?:[^\[\]]|\[[^\]]*\])*)\]")
_KID = re.compile(rb"<<(.*?)>>|(\d+) 0 R|(\d+)")
_PAGE = re.compile(rb"/Pg (\d+) 0 R")
_MCID = re.compile(rb"/MCID (\d+)")
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
# Two runs of a line may overlap so far, in points.
_OVERLAP = 0.5

_Key = tuple[int, int, int]
_LAST: _Key = (1 << 30, 0, 0)


class _Kid(Record, frozen=True):
    """``written``: as it stands in the file. One of ``run`` (page, MCID) and ``element`` says what
    it is; neither where it is a link's area."""

    written: bytes
    run: tuple[int, int] | None = None
    element: int = 0


class _Element(Record, frozen=True):
    """``inline``: it stands in running text."""

    inline: bool
    kids: tuple[_Kid, ...]


def in_reading_order(objects: Objects, *, rtl: bool) -> None:
    """Mends pages and tags in place. ``rtl``: the document's own direction."""
    pages = objects.pages()
    texts: dict[int, PageText] = {}
    without_controls(objects)
    for page in pages:
        found = _CONTENTS.search(objects.numbered[page])
        if found:
            before = objects.text_of(int(found[1]))
            letters = letters_of(objects, page)
            texts[page] = PageText.of(without_needless(before, letters), letters)
            after = with_blanks(texts[page].in_order(), letters)
            if after != before:
                objects.put_text(int(found[1]), after)
    order = {page: place for place, page in enumerate(pages)}
    runs = {(page, m): run for page, text in texts.items() for m, run in text.runs.items()}
    elements = {n: e for n, one in objects.numbered.items() if (e := _element(one))}
    _Tree(elements, runs, order, objects).sort(rtl)


def _element(written: bytes) -> _Element | None:
    kind = _ELEMENT.search(written)
    if kind is None:
        return None
    below = _without_marks(written)
    kids = _KIDS.search(below)
    # Its children may say of themselves that they stand on another page.
    page = _PAGE.search(below, kids.end()) if kids else None
    found = tuple(_kids(kids[1], int(page[1]) if page else 0)) if kids else ()
    inline = kind[1].decode() in _INLINE and b"/Placement/Block" not in written
    return _Element(inline, found)


def _without_marks(written: bytes) -> bytes:
    """Attributes may hold brackets too; they stand before the children."""
    return written[written.index(b"/K[") :] if b"/K[" in written else b""


def _kids(written: bytes, page: int) -> Iterator[_Kid]:
    for found in _KID.finditer(written):
        whole, inside, element, number = found[0], found[1], found[2], found[3]
        if number:
            yield _Kid(whole, (page, int(number)))
        elif element:
            yield _Kid(whole, None, int(element))
        elif inside and (mcid := _MCID.search(inside)):
            there = _PAGE.search(inside)
            yield _Kid(whole, (int(there[1]) if there else page, int(mcid[1])))
        else:
            yield _Kid(whole)


class _Tree(Record):
    elements: Mapping[int, _Element]
    runs: Mapping[tuple[int, int], Run]
    pages: Mapping[int, int]
    objects: Objects

    def sort(self, rtl: bool) -> None:
        inner = {kid.element for e in self.elements.values() for kid in e.kids if kid.element}
        tops = [n for n in self.elements if n not in inner]
        waiting = [(n, False) for n in tops]
        while waiting:
            number, within = waiting.pop()
            element = self.elements[number]
            # An inline element that stands in none of the other kind is a line of its own.
            line = element.inline and within
            if not line and any(kid.run or self._is_inline(kid) for kid in element.kids):
                self._sort_lines(number, rtl)
                line = True
            below = (kid.element for kid in element.kids if kid.element in self.elements)
            waiting += [(kid, line) for kid in below]

    def _is_inline(self, kid: _Kid) -> bool:
        return bool(kid.element) and self.elements[kid.element].inline

    def _sort_lines(self, number: int, rtl: bool) -> None:
        within = list(self._inside(number))
        seen = [kid.run for n in within for kid in self.elements[n].kids if kid.run in self.runs]
        found = sorted(
            (run for run in seen if run), key=lambda run: (self.pages[run[0]], self.runs[run].at)
        )
        rtl = self._direction(found, rtl)
        keys: dict[tuple[int, int], _Key] = {}
        for line, group in enumerate(_lines(found, self.runs)):
            self._put_blank_at_end(group, rtl)
            for rank, run in enumerate(logical(group, lambda r: self.runs[r].rtl, rtl)):
                keys[run] = (self.pages[run[0]], line, rank)
        for n in within:
            self._write(n, self._sorted(self.elements[n].kids, keys))

    def _put_blank_at_end(self, line: list[tuple[int, int]], rtl: bool) -> None:
        """The blank that a line from right to left ends with takes no room, and is written behind
        what it stands left of."""
        if not rtl or len(line) < 2:
            return
        last, blank = self.runs[line[0]], self.runs[line[1]]
        if blank.blank and not last.blank and abs(blank.x - last.x) <= _OVERLAP:
            line[:2] = line[1], line[0]

    def _direction(self, found: Sequence[tuple[int, int]], rtl: bool) -> bool:
        """Of a paragraph: that of the language which most of it is in."""
        spoken = [self.runs[run].language for run in found]
        lefts = [Locale.parse(s).direction == "rtl" if s else rtl for s in spoken]
        return 2 * lefts.count(True) > len(lefts)

    def _inside(self, number: int) -> Iterator[int]:
        """An element and those in its running text."""
        yield number
        for kid in self.elements[number].kids:
            if self._is_inline(kid):
                yield from self._inside(kid.element)

    def _sorted(self, kids: Sequence[_Kid], keys: Mapping[tuple[int, int], _Key]) -> Sequence[_Kid]:
        """What has no place in a line stays behind what it stands behind."""
        placed: list[tuple[_Key, int, _Kid]] = []
        before: _Key = (-1, 0, 0)
        for place, kid in enumerate(kids):
            key = self._first(kid, keys)
            before = key if key != _LAST else before
            placed.append((before, place, kid))
        return [kid for *_, kid in sorted(placed, key=lambda one: one[:2])]

    def _first(self, kid: _Kid, keys: Mapping[tuple[int, int], _Key]) -> _Key:
        if kid.run:
            return keys.get(kid.run, _LAST)
        if not self._is_inline(kid):
            return _LAST
        return min((self._first(k, keys) for k in self.elements[kid.element].kids), default=_LAST)

    def _write(self, number: int, kids: Sequence[_Kid]) -> None:
        written = self.objects.numbered[number]
        at = written.index(b"/K[")
        now = b"/K[" + b" ".join(kid.written for kid in kids) + b"]"
        self.objects.numbered[number] = written[:at] + _KIDS.sub(
            lambda _: now, written[at:], count=1
        )


def _lines(
    found: Iterable[tuple[int, int]], runs: Mapping[tuple[int, int], Run]
) -> Iterator[list[tuple[int, int]]]:
    """Runs as they stand in the file, in lines: where one stands further left than that before it,
    or lower, it begins the next line."""
    line: list[tuple[int, int]] = []
    for one in found:
        run = runs[one]
        if line:
            first, last = runs[line[0]], runs[line[-1]]
            lower = abs(run.y - first.y) > max(run.size, first.size)
            if lower or run.x < last.x - _OVERLAP or one[0] != line[0][0]:
                yield line
                line = []
        line.append(one)
    if line:
        yield line


def logical(
    line: Sequence[tuple[int, int]], runs_left: Callable[[tuple[int, int]], bool], rtl: bool
) -> list[tuple[int, int]]:
    """The runs of a line, from left to right, in the order in which they are read."""
    out: list[tuple[int, int]] = []
    group: list[tuple[int, int]] = []
    for one in reversed(line) if rtl else line:
        if runs_left(one) == rtl:
            out += [*reversed(group), one]
            group = []
        else:
            group.append(one)
    return out + group[::-1]
