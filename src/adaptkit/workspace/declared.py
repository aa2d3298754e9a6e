"""What a project declares by the names of its files: editions, overlays, languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.layout import (
    EDITIONS,
    GUIDE,
    INTERFACE,
    LOCALES,
    NOT_LANGUAGES,
    OVERLAY_FILE,
    OVERLAYS,
)
from adaptkit.model.left_behind import folder_is_left_behind, is_left_behind
from adaptkit.model.locale import Locale
from adaptkit.model.naming import folded, is_device, without_suffix

# The catalogue of an overlay has its name: these are adaptkit's own.
RESERVED = (GUIDE, INTERFACE)
_USUAL = tuple(f"{name}.po" for name in RESERVED)


def edition_paths(root: Path) -> Mapping[str, tuple[str, ...]]:
    """Edition → its file; several where it is there as .yaml and as .yml."""
    found: dict[str, list[str]] = {}
    for file in _listed(root / EDITIONS):
        name = without_suffix(file.name)
        if name:  # a folder, or a link to nothing, is told by whoever reads it
            found.setdefault(name, []).append(f"{EDITIONS}/{file.name}")
    return {name: tuple(paths) for name, paths in sorted(found.items())}


def edition_problems(
    name: str, paths: Mapping[str, Sequence[str]], same: Mapping[str, Sequence[str]]
) -> Iterator[Diagnostic]:
    """Why the edition cannot be told from another one. ``same``: the twins among them."""
    files = [path for one in same.get(name, (name,)) for path in paths[one]]
    if len(files) > 1:
        yield _taken(files[0], files[1], "these are two files of one edition")
    if is_device(name) or folded(name) == "index.html":
        whose = "Windows keeps this name for itself"
        if not is_device(name):
            whose = "this is the page of all editions"
        said = f'an edition cannot be called "{name}": {whose}'
        yield error("name-taken", Position(files[0]), said, "choose another name")


def overlay_folders(root: Path) -> tuple[str, ...]:
    """The folders that hold an ``overlay.yaml``, however its name is written."""
    return tuple(
        folder.name
        for folder in _listed(root / OVERLAYS)
        if folder.is_dir() and any(_is_called(file, OVERLAY_FILE) for file in _listed(folder))
    )


def overlay_problems(name: str, same: Mapping[str, Sequence[str]]) -> Iterator[Diagnostic]:
    """Why an overlay cannot have this name. ``same``: the twins among all overlays."""
    where = f"{OVERLAYS}/{name}"
    if folded(name) in RESERVED:
        yield error(
            "name-taken",
            Position(where),
            f'an overlay cannot be called "{name}": adaptkit keeps its own texts in {name}.po',
            "give the folder another name, and write it in the overlay's file and the editions",
        )
    elif is_device(name):
        yield error(
            "name-taken",
            Position(where),
            f'an overlay cannot be called "{name}": Windows keeps this name for itself',
            "give the folder another name, and write it in the overlay's file and the editions",
        )
    others = [other for other in same.get(name, ()) if other != name]
    for other in others[:1]:
        yield _taken(where, f"{OVERLAYS}/{other}", "these are two folders of one overlay")


def language_folders(root: Path) -> Mapping[Locale, str]:
    """Language → its folder below ``locales/`` (``es_MX``, ``es-MX``), if it holds a catalogue.
    Raises ProblemsFound where a language has two, or a catalogue that nobody would read."""
    found: dict[Locale, str] = {}
    problems: list[Diagnostic] = []
    names: dict[str, str] = {}
    for folder in _listed(root / LOCALES):
        if folder.name in NOT_LANGUAGES or not folder.is_dir():
            continue
        try:
            locale = Locale.parse(folder.name)
        except ValueError:
            continue
        files = [file.name for file in _listed(folder) if file.suffix.casefold() == ".po"]
        if not files:
            continue
        if any(file not in _USUAL for file in files):
            names = names or {folded(one): one for one in (*overlay_folders(root), *RESERVED)}
            problems += _misnamed_catalogues(folder.name, files, names)
        if locale in found:
            both = (f"{LOCALES}/{found[locale]}", f"{LOCALES}/{folder.name}")
            problems.append(_taken(*both, "these are two folders of one language"))
        found.setdefault(locale, folder.name)
    if problems:
        raise ProblemsFound(problems)
    return found


def _misnamed_catalogues(
    folder: str, files: Sequence[str], names: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """``Guide.po`` and ``guide.PO`` are read on one disk, and on another overwritten unread.
    ``names``: of what catalogues are for, by their folded form."""
    for file in files:
        stem = file.rpartition(".")[0]
        right = f"{names.get(folded(stem), stem)}.po"
        if file != right:
            yield error(
                "file-not-read",
                Position(f"{LOCALES}/{folder}/{file}"),
                f"a catalogue of this name is not read; adaptkit reads {right}",
                f"rename it to {right}; where both are there, put them together first",
            )


def misnamed(root: Path, folder: str, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Files that are meant to be one of ``names`` and that nobody would read: ``guide.yml``."""
    names = tuple(names)
    for file in _listed(root / folder):
        for name in names:
            if file.name != name and _is_called(file, name):
                yield error(
                    "file-not-read",
                    Position(f"{folder}/{file.name}"),
                    f"a file of this name is not read; adaptkit reads {name}",
                    f"rename it to {name}, or move it out of this folder",
                )


def _is_called(file: Path, name: str) -> bool:
    """Whether a person would say that ``file`` has this name; Windows hides a ``.txt`` behind it"""
    said = without_suffix(file.name.removesuffix(".txt"))
    return said is not None and folded(said) == without_suffix(name)


def _listed(folder: Path) -> list[Path]:
    """What stands in it but for what editors and systems leave, sorted; nothing where it is none"""
    if not folder.is_dir():
        return []
    return sorted(
        one
        for one in folder.iterdir()
        if not is_left_behind(one.name) or (one.is_dir() and not folder_is_left_behind(one.name))
    )


def _taken(one: str, other: str, said: str) -> Diagnostic:
    hint = "keep one of them: many disks and many people do not tell these names apart"
    return error("name-taken", Position(one), f"{said}: {one} and {other}", hint)
