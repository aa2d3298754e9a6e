"""Which units have other entries in an edition's catalogues than they had when it was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from adaptkit.model.edition import EditionSpec
from adaptkit.model.layout import GUIDE, catalogue_path
from adaptkit.workspace import Workspace

if TYPE_CHECKING:
    from adaptkit.model.catalogue import Catalogue

_MOST_ENTRIES = 200
"""Beyond so many changed entries, making it all anew is hardly slower."""


class Otherwise(Exception):
    """Something is not as it was."""


class ChangedCatalogues:
    """The catalogues of an edition as they are, and as they were (``before``, by path).

    ``texts``: those of ``changed`` as they are; ``units``: the ids whose entries are others.
    Raises ProblemsFound for a catalogue that is damaged.
    """

    def __init__(
        self,
        workspace: Workspace,
        spec: EditionSpec,
        before: Mapping[str, str],
        changed: Sequence[str],
    ) -> None:
        from adaptkit.catalogues.po import parse_po

        self._workspace, self._spec = workspace, spec
        self._read: dict[tuple[str, str], Catalogue | None] = {}
        self.texts: dict[str, str] = {}
        units: set[str] = set()
        asked = {
            catalogue_path(locale, domain): (locale, domain)
            for locale in spec.chain
            for domain in (GUIDE, *spec.overlays)
        }
        for path in changed:
            if path not in asked:
                raise Otherwise
            locale, domain = asked[path]
            text = self.texts[path] = workspace.read_text(path)
            self._read[locale.posix, domain] = parse_po(
                text.encode("utf-8"), path=path, locale=locale, domain=domain
            )
            units |= _different(before[path], text, path)
        self.units = frozenset(units)

    def of(self, domains: Iterable[str]) -> dict[tuple[str, str], Catalogue]:
        """All that the edition asks in these domains."""
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


def _different(before: str, now: str, path: str) -> set[str]:
    """The units whose entries are not the same to the letter."""
    old, new = before.split("\n\n"), now.split("\n\n")
    if _units(old[:1], path) or _units(new[:1], path):
        raise Otherwise  # not written as catalogues are: nothing can be told from the blocks
    different = {block.strip("\n") for block in old[1:]} ^ {block.strip("\n") for block in new[1:]}
    if len(different) > 2 * _MOST_ENTRIES:
        raise Otherwise
    found: set[str] = set()
    for blocks in (old, new):
        own = [block for block in blocks[1:] if block.strip("\n") in different]
        found |= _units([blocks[0], *own], path)
    return found


def _units(blocks: Sequence[str], path: str) -> set[str]:
    from adaptkit.catalogues.po import parse_po

    text = "\n\n".join(block.strip("\n") for block in blocks) + "\n"
    made = parse_po(text.encode("utf-8"), path=path, locale=None, domain=GUIDE)
    return {entry.unit_id for entry in made.entries}
