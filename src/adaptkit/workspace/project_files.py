"""The plain files of a project: found, read, and written where nobody has saved meanwhile."""

from __future__ import annotations

import errno
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TypeVar

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.layout import LOCALES, RELEASES, REVIEWS
from adaptkit.model.left_behind import any_left_behind
from adaptkit.records import replace
from adaptkit.workspace.made import Made
from adaptkit.workspace.marks import mark_of
from adaptkit.workspace.problems import changed_meanwhile, in_the_way, link_to_nothing, unreadable

_T = TypeVar("_T")

_NO_FILE = "it is no file, but a pipe or a device"


class ProjectFiles:
    """Files below a folder. Paths given and taken are relative to it, with ``/``.

    What has been made from files is kept until one of them is forgotten.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._made = Made()
        self._folders: dict[str, Path] = {}
        # The mark of what each file held when it was first looked at; None: it was not there.
        self._seen: dict[str, bytes | None] = {}

    def inside(self, path: str, position: Position | None = None) -> Path:
        """The file at ``path``, which must not lead out of the project."""
        full = self._resolved(path)
        if not full.is_relative_to(self.root):
            raise ProblemsFound(
                [
                    error(
                        "path-outside",
                        position or Position(path),
                        f'"{path}" leads out of the project',
                        "copy the file into the project and name it there",
                    )
                ]
            )
        return full

    def _resolved(self, path: str) -> Path:
        try:
            return self._followed(path)
        except (RuntimeError, OSError) as fault:  # before Python 3.13, and from then on
            if isinstance(fault, OSError) and fault.errno != errno.ELOOP:
                raise
            raise ProblemsFound([link_to_nothing(path)]) from fault

    def _followed(self, path: str) -> Path:
        """``Path.resolve`` asks about every folder on the way: here once for each folder."""
        folder, _, name = path.rpartition("/")
        # A "/" alone before the name, and on Windows "\\" or "c:" in it, lead somewhere else.
        if name in ("", ".", "..") or "\\" in name or ":" in name or path.startswith("/"):
            return (self.root / path).resolve()
        parent = self._folders.get(folder)
        if parent is None:
            parent = self._folders[folder] = (self.root / folder).resolve()
        full = parent / name
        return full.resolve() if full.is_symlink() else full

    def exists(self, path: str) -> bool:
        """Whether the file is there. Raises ProblemsFound where a folder, a pipe or a device has
        its name: what was meant to be read would be passed over in silence."""
        self._made.look(path)
        full = self.inside(path)
        there = full.is_file()
        if not there:
            if full.is_dir():
                raise ProblemsFound([in_the_way(path)])
            if full.exists():
                raise ProblemsFound([unreadable(path, OSError(_NO_FILE))])
            self._seen.setdefault(path, None)
        return there

    def read_bytes(self, path: str) -> bytes:
        """Raises ProblemsFound for what may not be read, or is not there."""
        self._made.look(path)
        full = self.inside(path)
        try:
            if full.exists() and not (full.is_file() or full.is_dir()):
                # Whoever opens a pipe or a device may wait, or read, without end.
                raise OSError(_NO_FILE)
            content = full.read_bytes()
        except OSError as fault:
            raise ProblemsFound([unreadable(path, fault)]) from fault
        self._seen.setdefault(path, mark_of(content))
        return content

    def read_text(self, path: str) -> str:
        """The decoded file, BOM and line ends kept. What is not UTF-8 is refused with its place."""
        from adaptkit.workspace.decoding import decode

        return decode(self.read_bytes(path), path)

    def first_seen(self, path: str) -> str:
        """The file as it was when it was first read. Raises ProblemsFound, also where somebody has
        saved it since."""
        from adaptkit.workspace.decoding import decode

        content = self.read_bytes(path)
        if mark_of(content) != self._seen[path]:
            raise ProblemsFound([changed_meanwhile(path)])
        return decode(content, path)

    def files_below(self, folder: str) -> tuple[str, ...]:
        """Every file below it, relative to it, sorted, but for what editors and systems leave
        there; none where there is no such folder."""

        def found() -> tuple[str, ...]:
            self._made.look(f"{folder}/")
            base = self.inside(folder)
            files = (file.relative_to(base) for file in base.rglob("*") if file.is_file())
            return tuple(
                sorted(file.as_posix() for file in files if not any_left_behind(file.parts))
            )

        return self.once(f"files below {folder}", found)

    def write(self, files: Mapping[str, bytes], remove: Collection[str] = ()) -> None:
        """Write and remove all: first beside, then replace, so that no file is ever half written.

        Raises ProblemsFound, and changes nothing, where a file is no longer what was read:
        somebody has saved it in the meantime, and their words would be lost.
        """
        from adaptkit.workspace.files import alone, write_files
        from adaptkit.workspace.links import is_link, link_on_the_way
        from adaptkit.workspace.staging import sweep

        # Of what is to go only the way counts: a link goes, and never what it leads to.
        ways = [*files, *(path.rpartition("/")[0] for path in remove)]
        links = [link for path in ways if (link := link_on_the_way(self.root, path)) is not None]
        if links:
            raise ProblemsFound(self._named(is_link(link)) for link in dict.fromkeys(links))
        full = {self.inside(path): content for path, content in files.items()}
        gone = {self._name(path): path for path in remove}
        seen = {self.inside(path): self._seen[path] for path in files if path in self._seen}
        seen |= {name: self._seen[path] for name, path in gone.items() if path in self._seen}
        with alone(self.root) as sole:
            for folder in (LOCALES, REVIEWS, RELEASES):
                sweep((self.root / folder).rglob(".*"), all_of_it=sole)
            try:
                write_files(full, seen, gone)
            except ProblemsFound as problem:
                raise ProblemsFound(self._named(one) for one in problem.diagnostics) from problem
        for path in (*files, *remove):
            self.forget(path)
        self._seen.update((path, mark_of(content)) for path, content in files.items())
        self._seen.update(dict.fromkeys(remove))

    def _name(self, path: str) -> Path:
        """Where a file stands that is to go: a link goes, and never what it leads to."""
        folder, _, name = path.rpartition("/")
        self.inside(path)
        return (self.inside(folder) if folder else self.root) / name

    def _named(self, found: Diagnostic) -> Diagnostic:
        """The finding with its path as seen from the project."""
        path = Path(found.position.path)
        if not path.is_relative_to(self.root):
            return found
        return replace(found, position=Position(path.relative_to(self.root).as_posix()))

    # -- what is made from files -----------------------------------------------------------

    def once(self, name: str, make: Callable[[], _T]) -> _T:
        """What ``make`` gives, made once for each name; again when a file that it looked at, here
        or in what it asked for, has been forgotten."""
        return self._made.once(name, make)

    def forget(self, path: str) -> None:
        """Take the file, or folder, as never looked at: somebody has changed it."""
        self._made.forget(path)
        self._folders.clear()
        for seen in [one for one in self._seen if one == path or one.startswith(f"{path}/")]:
            del self._seen[seen]
