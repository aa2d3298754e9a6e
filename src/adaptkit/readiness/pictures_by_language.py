"""``images/team.es.svg`` beside ``images/team.svg``: what Spanish editions show in its place."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from adaptkit.model.left_behind import is_left_behind
from adaptkit.model.locale import Locale

PICTURES = frozenset("png jpg jpeg gif webp avif svg svgz".split())


class OfLanguage:
    """The pictures of one edition's languages, nearest first. Every folder is looked through once.

    An edition has them under the name that its texts give: no address changes, nor does Markdown.
    """

    def __init__(self, root: Path, chain: Sequence[Locale]) -> None:
        self._root = root
        self._chain = [locale.posix for locale in chain]
        self._folders: dict[str, dict[tuple[str, str], dict[str, str]]] = {}

    def path(self, path: str) -> str:
        """Where the picture stands that is shown for ``path``: itself, if there is none of its
        own for any of the languages."""
        folder, _, name = path.rpartition("/")
        stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
        if suffix.lower().lstrip(".") not in PICTURES:
            return path
        if folder not in self._folders:
            self._folders[folder] = self._look(folder)
        there = self._folders[folder].get((stem, suffix), {})
        found = next((there[code] for code in self._chain if code in there), name)
        return f"{folder}/{found}" if folder else found

    def _look(self, folder: str) -> dict[tuple[str, str], dict[str, str]]:
        """The names of pictures in a folder that end with a language: by what they stand in for and
        the language's code."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        try:
            names = sorted(file.name for file in (self._root / folder).iterdir())
        except (OSError, ValueError):
            return found
        for name in names:
            whole = PurePosixPath(name)
            stem, dot, tag = whole.stem.rpartition(".")
            if not (stem and dot) or whole.suffix.lower().lstrip(".") not in PICTURES:
                continue
            if is_left_behind(name) or not (self._root / folder / name).is_file():
                continue
            with suppress(ValueError):  # logo.min2.svg: no language
                there = found.setdefault((stem, whole.suffix), {})
                there.setdefault(Locale.parse(tag).posix, name)
        return found
