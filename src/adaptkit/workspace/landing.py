"""Whether a page or table that a command makes may be written where somebody wants it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from adaptkit.model.diagnostic import Diagnostic, Position, error
from adaptkit.model.layout import OWN
from adaptkit.workspace.links import is_link, link_on_the_way

# So far down a page says at the latest whose it is.
_HEAD = 2000
# What the names of files end in that people open by a click.
_KINDS = frozenset(
    f".{ending}"
    for ending in (
        *("csv", "docx", "htm", "html", "json", "md", "mo", "ods", "odt", "pdf", "po", "pot"),
        *("tbx", "tmx", "tsv", "txt", "xlf", "xliff", "xls", "xlsx", "yaml", "yml", "zip"),
    )
)


def not_here(root: Path, path: Path, *, what: str, option: str) -> Iterator[Diagnostic]:
    """Through a link, or among what the project is made from. ``path``: absolute; ``what`` is to be
    written there ("the pack"), by ``option``."""
    inside = path.is_relative_to(root.absolute())
    way = path.relative_to(root.absolute()).as_posix() if inside else path.name
    link = link_on_the_way(root if inside else path.parent, way)
    if link is not None:
        yield is_link(link)
        return
    for name in OWN:
        if path.resolve().is_relative_to((root / name).resolve()):
            yield error(
                "use-folder-taken",
                Position(option),
                f"{what} would be written into {name}/, which adaptkit reads from",
                "choose another folder, such as build",
            )
            return


def named_as(path: Path, *endings: str) -> Path:
    """``path`` with the first of ``endings`` where it has none: a file without one opens in no
    program that somebody clicks it for."""
    return path if path.suffix else path.with_name(f"{path.name}{endings[0]}")


def other_kind(path: Path, *endings: str, option: str = "--to") -> Iterator[Diagnostic]:
    """A file that is called like one of another kind: whoever gets it cannot open it. ``endings``:
    those that it may have."""
    ending = path.suffix.casefold()
    if ending in _KINDS and ending not in (Path(f"x{one}").suffix for one in endings):
        said = f"what is written here is no {ending} file, whatever its name says"
        hint = f"give {option} a name that ends in {' or '.join(endings)}"
        yield error("use-ending", Position(shown(path)), said, hint)


def is_ours(path: Path, mark: str) -> bool:
    """Whether the file says of itself that it is of this kind."""
    with path.open("rb") as file:
        return mark.encode() in file.read(_HEAD)


def shown(path: Path) -> str:
    """As the person who typed the command sees it."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
