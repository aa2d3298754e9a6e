"""A project as it would be if a plan had been carried out: read, and never written."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from adaptkit.model.layout import MARKDOWN, SOURCE
from adaptkit.workspace.natural import natural
from adaptkit.workspace.project import Workspace


class Planned(Workspace):
    """``files``: what would be written, ``gone``: what would be removed; paths as ever."""

    def __init__(
        self, workspace: Workspace, files: Mapping[str, bytes], gone: Collection[str] = ()
    ) -> None:
        super().__init__(workspace.root)
        self._files, self._gone = files, frozenset(gone)

    def exists(self, path: str) -> bool:
        if path in self._files:
            return True
        return path not in self._gone and super().exists(path)

    def read_bytes(self, path: str) -> bytes:
        return self._files[path] if path in self._files else super().read_bytes(path)

    def files_below(self, folder: str) -> tuple[str, ...]:
        return self._now(super().files_below(folder), folder)

    @property
    def _files_of_the_guide(self) -> tuple[str, ...]:
        now = self._now(super()._files_of_the_guide, SOURCE, MARKDOWN)
        return tuple(sorted(now, key=natural))

    def _now(
        self, there: Collection[str], folder: str, suffixes: tuple[str, ...] = ("",)
    ) -> tuple[str, ...]:
        start = f"{folder}/"
        new = {path.removeprefix(start) for path in self._files if path.startswith(start)}
        new = {name for name in new if name.casefold().endswith(suffixes)}
        gone = {path.removeprefix(start) for path in self._gone if path.startswith(start)}
        return tuple(sorted({*there, *new} - gone))

    def write(self, files: Mapping[str, bytes], remove: Collection[str] = ()) -> None:
        raise NotImplementedError("what is only planned is not written")
