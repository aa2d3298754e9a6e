"""Links of what is built, each followed: within its folder at once, to others when all stand."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.edition import Edition
from adaptkit.records import Record, field
from adaptkit.writers import Format, Link

# What says of a link or picture, by the address that its author wrote, that it is not there.
_TOLD = frozenset(
    {"file-not-for-readers", "image-missing", "image-remote", "link-dangling", "path-outside"}
)
_QUOTED = re.compile(r'"([^"]*)"')


class Across(Record, frozen=True):
    """A link on a page of ``edition``, below ``folder`` (``""``: on the index), to another folder.
    ``told``: the targets that have been told with the line of whoever wrote them."""

    edition: str
    folder: str
    link: Link
    told: Collection[str] = frozenset()


class BuiltLinks(Record):
    """Those that lead from one folder to another, until all of these stand."""

    _across: dict[str, Across] = field(default_factory=dict)

    def follow(
        self, edition: Edition, one: Format, pages: Mapping[str, bytes], told: set[str]
    ) -> Iterator[Diagnostic]:
        """Every link in these files is followed; what leads out of their folder at the end.
        ``told``: the targets that need not be told again, also not for the next format."""
        if one.follow is None:
            return
        name = edition.spec.name
        folder = f"{name}/{one.name}"
        followed = one.follow(pages)
        for path, link in followed.across.items():
            whole = posixpath.normpath(posixpath.join(folder, path))
            self._across.setdefault(whole, Across(name, folder, link, told))
        seen: set[str] = set()
        for link in followed.dead:
            if link.target not in seen and told.isdisjoint(_names(link.target)):
                yield _dead(name, f"{folder}/{link.page}", link.target)
            seen.add(link.target)
        told.update(*map(_names, seen))

    def from_index(self, leading: Iterable[Link]) -> None:
        """The links of the page of all editions, from the folder itself."""
        for link in leading:
            if "#" not in link.target:
                path = posixpath.normpath(unquote(link.target))
                self._across.setdefault(path, Across(path.split("/", 1)[0], "", link))

    def dead_across(
        self, folder: Path, built: Container[str]
    ) -> Iterator[tuple[Across, Diagnostic]]:
        """Those that lead nowhere, of the editions that were built."""
        root = f"{folder}{os.sep}"
        for path, across in self._across.items():
            name, target = across.edition, across.link.target
            # Nearly all of them are there, and there are as many as pages times editions.
            if name not in built or os.path.exists(root + path):  # noqa: PTH110
                continue
            if not _names(target).intersection(across.told):
                page = posixpath.join(across.folder, across.link.page)
                yield across, _dead(name, page, target)


def already_told(edition: Edition) -> frozenset[str]:
    """What an author's own text leads to, and that has been told with its line already."""
    told = [d.message for d in edition.diagnostics if d.code in _TOLD]
    return frozenset(
        name for one in told for found in _QUOTED.findall(one) for name in _names(found)
    )


def _names(target: str) -> frozenset[str]:
    """A target as it may stand in a text and on a page, where a chapter has another ending."""
    path, mark, place = target.partition("#")
    whole = (path, posixpath.splitext(path)[0])
    written = {target, *(one + mark + place for one in whole)}
    return frozenset(written | set(map(unquote, written)))


def _dead(name: str, page: str, target: str) -> Diagnostic:
    return warning(
        "link-dead",
        Position(page),
        f'a link on this page leads nowhere: "{target}"',
        "readers who follow it find nothing; correct what it is made from, or tell us, "
        "where no text of yours says it",
        edition=name,
    )
