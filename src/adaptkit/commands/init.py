"""``adaptkit init DIR``: a small project that builds at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.reports.created import Created
from adaptkit.workspace.files import write_files

# Packaging tools obey git's files where they find them, so the starter's own have other names.
_RENAMED = {"_gitattributes": ".gitattributes", "_gitignore": ".gitignore"}


def init(folder: Path) -> Created:
    """Write the starter project into ``folder``. Raises ProblemsFound, and writes nothing, if
    anything of a name that it would write is there already."""
    starter = starter_files()
    in_the_way = tuple(_in_the_way(folder, starter))
    if in_the_way:
        raise ProblemsFound(in_the_way)
    write_files({folder / name: content for name, content in starter.items()})
    return Created(
        files=tuple((folder / name).as_posix() for name in starter),
        next_steps=(
            *([f"cd {_typed(folder)}"] if folder != Path() else []),
            "adaptkit build       then open build/index.html",
            "adaptkit status      what each edition still needs",
            "adaptkit add language fr      one more language",
        ),
    )


def starter_files() -> Mapping[str, bytes]:
    """Path in the new project → content, sorted by path."""
    found = _below(files("adaptkit").joinpath("starter"), "")
    return dict(sorted((_RENAMED.get(name, name), content) for name, content in found))


def _below(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for child in folder.iterdir():
        if child.is_dir():
            yield from _below(child, f"{prefix}{child.name}/")
        else:
            yield prefix + child.name, child.read_bytes()


def _in_the_way(folder: Path, starter: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """One for each name at the top of ``folder``: two guides in one folder would mix."""
    hint = "choose another folder, or move this elsewhere first"
    if folder.exists() and not folder.is_dir():
        yield error("use-in-the-way", Position(folder.as_posix()), "this is not a folder", hint)
        return
    for name in sorted({path.split("/")[0] for path in starter}):
        there = folder / name
        if there.exists() or there.is_symlink():
            message = "this is in the way; adaptkit never overwrites"
            yield error("use-in-the-way", Position(there.as_posix()), message, hint)


def _typed(folder: Path) -> str:
    """A folder's name as it can be pasted into a shell."""
    import shlex

    return shlex.quote(str(folder))
