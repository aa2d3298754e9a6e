"""Which units have other entries in an edition's catalogues than they had when it was made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from adaptkit.model.catalogue import Catalogue, Entry
from adaptkit.model.edition import EditionSpec
from adaptkit.model.layout import GUIDE
from adaptkit.model.locale import Locale
from adaptkit.workspace import Workspace

_MOST_ENTRIES = 200
"""Beyond so many changed entries, making it all anew is hardly slower."""

# Where a block between two empty lines is no entry of its own: an empty line stands within one, or
# a comment (a flag) belongs to what follows after an empty line.
_LOOSE = re.compile(
    r"""\r|\n\n(?!\n*\Z)(?![ \t]*(?:#|msgctxt))"""
    r"""|\n[ \t]*#(?!~[ \t]*[a-z"])[^\n]*(?:\n|\Z)(?![ \t]*(?:#|msgctxt))"""
)


class Otherwise(Exception):
    """Something is not as it was."""


class ChangedCatalogues:
    """The catalogues of an edition as they are, and as they were (``before`` reads one by path).

    ``texts``: those of ``changed`` as they are; ``asked``: what stands at these paths; ``units``:
    the ids whose entries are others.
    Raises ProblemsFound for a catalogue that is damaged.
    """

    def __init__(
        self,
        workspace: Workspace,
        spec: EditionSpec,
        before: Callable[[str], str],
        changed: Sequence[str],
    ) -> None:
        self._workspace, self._spec = workspace, spec
        self._read: dict[tuple[str, str], Catalogue | None] = {}
        self.texts: dict[str, str] = {}
        self.asked: dict[str, tuple[Locale, str]] = {}
        self._before: dict[str, str] = {}
        self._lines: dict[str, tuple[list[str], list[str], int, int]] = {}
        units: set[str] = set()
        asked = {
            workspace.catalogue_path(locale, domain): (locale, domain)
            for locale in spec.chain
            for domain in (GUIDE, *spec.overlays)
        }
        for path in changed:
            if path not in asked:
                raise Otherwise
            locale, domain = self.asked[path] = asked[path]
            text = self.texts[path] = workspace.read_text(path)
            parsed = partial(_parse, path=path, locale=locale, domain=domain)
            self._before[path] = before(path)
            then, now = _different(self._before[path], text, parsed)
            if any(id not in then or then[id].msgid != one.msgid for id, one in now.items()):
                raise Otherwise  # whether the guide has this text can only all of it tell
            both = (*then.values(), *now.values())
            if then.keys() != now.keys() or not all(entry.live for entry in both):
                # What came or went, or is obsolete, may be there twice: only all of the file can
                # tell.
                whole = parsed(text)
                now = {entry.unit_id: entry for entry in whole.live}
                units |= {entry.unit_id for entry in whole.entries} & (then.keys() | now.keys())
            units |= then.keys() | now.keys()
            if len(changed) == 1:
                # Of several, each may say something to a unit that has changed in another only.
                entries = tuple(now.values())
                self._read[locale.posix, domain] = Catalogue(locale, domain, entries, path=path)
        self.units = frozenset(units)

    def line_now(self, path: str, line: int) -> int:
        """Where what stood in this line of a catalogue stands now. Raises Otherwise where that is
        not plain to see."""
        if path not in self.texts or not line:
            return line
        before, now = self._before[path], self.texts[path]
        if path not in self._lines:
            begin, end = _alike_around(before, now)
            first, last = before.count("\n", 0, begin), before.count("\n", len(before) - end)
            self._lines[path] = before.split("\n"), now.split("\n"), first, last
        old, new, first, last = self._lines[path]
        if first < line <= len(old) - last:
            raise Otherwise
        there = line if line <= first else line + len(new) - len(old)
        # What came in between may begin as this does.
        if _to_empty_line(old, line) != _to_empty_line(new, there):
            raise Otherwise
        return there

    def of(self, domains: Iterable[str]) -> dict[tuple[str, str], Catalogue]:
        """All that the edition asks in these domains; of what has changed at least that."""
        found: dict[tuple[str, str], Catalogue] = {}
        for domain in domains:
            for locale in self._spec.chain:
                key = (locale.posix, domain)
                if key not in self._read:
                    self._read[key] = self._workspace.read_catalogue(locale, domain)
                catalogue = self._read[key]
                if catalogue is not None:
                    found[key] = catalogue
        return found


def _different(
    before: str, now: str, parsed: Callable[[str], Catalogue]
) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """The entries that are not the same to the letter, by unit: as they were, and as they are."""
    before, now = _where_they_differ(before, now)
    old, new = (text.split("\n\n") for text in (before, now))
    heads = parsed(old[0]), parsed(new[0])
    if any(head.entries for head in heads):
        raise Otherwise  # not written as catalogues are: nothing can be told from the blocks
    if heads[0].field("Language") != heads[1].field("Language"):
        raise Otherwise  # whether it may be asked at all depends on it
    if any(_LOOSE.search(text, text.find("\nmsgstr")) for text in (before, now)):
        raise Otherwise
    there, here = ({block.strip("\n") for block in blocks[1:]} for blocks in (old, new))
    if len(there ^ here) > 2 * _MOST_ENTRIES or len(here) != len(new) - 1:
        raise Otherwise
    found = []
    for head, blocks, others in ((old[0], old, here), (new[0], new, there)):
        own = [text for block in blocks[1:] if (text := block.strip("\n")) not in others]
        made = parsed("\n\n".join([head.strip("\n"), *own]))
        found.append({entry.unit_id: entry for entry in made.entries})
        if len(found[-1]) != len(made.entries):
            raise Otherwise
    return found[0], found[1]


def _where_they_differ(before: str, now: str) -> tuple[str, str]:
    """The header of each and, of the blocks after it, those from the first that is another to the
    last, with one more on either side: what is loose there would belong to them."""
    head = min(before.find("\n\n"), now.find("\n\n"))
    if head < 0:
        return before, now
    begin, end = _alike_around(before, now)
    start = before.rfind("\n\n", 0, max(before.rfind("\n\n", 0, begin), 0))
    if start <= head:
        return before, now
    old, new = len(before), len(now)
    stop = before.find("\n\n", old - end)
    stop = before.find("\n\n", stop + 2) if stop >= 0 else -1
    rest = old - stop if stop >= 0 else 0
    return (
        before[:head] + before[start : old - rest],
        now[:head] + now[start : new - rest],
    )


def _to_empty_line(lines: list[str], line: int) -> list[str]:
    end = line - 1
    while end < len(lines) and lines[end]:
        end += 1
    return lines[line - 1 : end]


def _alike_around(before: str, now: str) -> tuple[int, int]:
    """How many letters two texts begin with that are the same, and how many they end with."""
    old, new = len(before), len(now)
    most = min(old, new)
    begin = _alike(most, lambda one, other: before[one:other] == now[one:other])
    # What both begin with must not be what they end with as well.
    end = _alike(
        most - begin,
        lambda one, other: before[old - other : old - one] == now[new - other : new - one],
    )
    return begin, end


def _alike(most: int, same: Callable[[int, int], bool]) -> int:
    """How far two texts are alike, at most ``most``; ``same`` compares a part of both."""
    known = 0
    while known < most:
        middle = (known + most + 1) // 2
        if same(known, middle):
            known = middle
        else:
            most = middle - 1
    return known


def _parse(text: str, *, path: str, locale: Locale, domain: str) -> Catalogue:
    from adaptkit.catalogues.po import parse_po

    content = text.strip("\n").encode("utf-8") + b"\n"
    return parse_po(content, path=path, locale=locale, domain=domain)
