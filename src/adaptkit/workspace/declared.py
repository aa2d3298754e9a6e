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
    SOURCE,
)
from adaptkit.model.left_behind import copied_from, folder_is_left_behind, is_left_behind
from adaptkit.model.locale import Locale
from adaptkit.model.naming import WORD_FILES, as_typed, folded, is_device, without_suffix

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
            problems += _copied_language(folder)
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


def _copied_language(folder: Path) -> Iterator[Diagnostic]:
    """``es (1)``, as file managers make it: what a translator puts there would reach nobody."""
    original = copied_from(folder.name)
    if not original or not any(file.suffix.casefold() == ".po" for file in _listed(folder)):
        return
    try:
        Locale.parse(original)
    except ValueError:
        return
    yield error(
        "file-not-read",
        Position(f"{LOCALES}/{folder.name}"),
        f"this looks like a copy of the folder {original}, and nobody reads it",
        f"compare the two, keep the words that are right in {LOCALES}/{original}, and move this "
        "one out of the folder",
    )


def _misnamed_catalogues(
    folder: str, files: Sequence[str], names: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """``Guide.po`` and ``guide.PO`` are read on one disk, and on another overwritten unread; what
    a translator has put into ``guide (1).po`` would reach nobody.
    ``names``: of what catalogues are for, by their folded form."""
    for file in files:
        stem = file.rpartition(".")[0]
        right = f"{names.get(folded(stem), stem)}.po"
        copied = names.get(folded(copied_from(stem)), "")
        if copied and folded(stem) not in names:
            yield error(
                "file-not-read",
                Position(f"{LOCALES}/{folder}/{file}"),
                f"this looks like a copy of {copied}.po, and nobody reads it",
                f"compare the two, keep the words that are right in {copied}.po, and move this one "
                "out of the folder",
            )
        elif file != right:
            yield error(
                "file-not-read",
                Position(f"{LOCALES}/{folder}/{file}"),
                f"a catalogue of this name is not read; adaptkit reads {right}",
                f"rename it to {right}; where both are there, put them together first",
            )


def misnamed(root: Path, folder: str, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Files that are meant to be one of ``names`` and that nobody would read: ``guide.yml``."""
    names = tuple(names)
    files = _listed(root / folder)
    there = {file.name for file in files}
    for file in files:
        for name in names:
            # guide.docx may be what chapters link to, and a draft may stand beside overlay.yaml.
            is_draft = not _says_yaml(file) and (folder == SOURCE or name in there)
            if file.name != name and _is_called(file, name) and not is_draft:
                yield error(
                    "file-not-read",
                    Position(f"{folder}/{file.name}"),
                    f"a file of this name is not read; adaptkit reads {name}",
                    f"{_made_readable(file.name, name)}, or move it out of this folder",
                )


def unread_editions(root: Path) -> Mapping[str, str]:
    """Files that are meant to be an edition and that nobody would read → the name to give them."""
    found = {}
    for file in _listed(root / EDITIONS):
        typed = as_typed(file.name) if file.is_file() else None
        if typed and (_says_yaml(file) or _is_language(typed)):
            found[f"{EDITIONS}/{file.name}"] = f"{typed}.yaml"
    return found


def unread_edition(path: str, name: str) -> Diagnostic:
    """What is said of one of them."""
    return error(
        "file-not-read",
        Position(path),
        f"a file of this name is not read, so there is no such edition; adaptkit reads {name}",
        _made_readable(path, name),
    )


def _made_readable(file: str, name: str) -> str:
    if file.casefold().endswith(WORD_FILES):
        return f"copy its text into a text editor, and save that as {name}"
    return f"rename it to {name}"


def _is_language(name: str) -> bool:
    try:
        return Locale.parse(name).is_known
    except ValueError:
        return False


def _says_yaml(file: Path) -> bool:
    """Whether its name is that of a YAML file, perhaps with another suffix behind it."""
    return without_suffix(file.name) is not None or without_suffix(file.stem) is not None


def _is_called(file: Path, name: str) -> bool:
    """Whether a person would say that ``file`` has this name; Windows hides a ``.txt`` behind it"""
    said = without_suffix(file.name) or as_typed(file.name)
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
