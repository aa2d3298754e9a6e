"""``adaptkit directory export``: an overlay's contacts as a table or as HSDS."""

from __future__ import annotations

from pathlib import Path

from adaptkit.exchange.contacts import hsds, table
from adaptkit.exchange.contacts.merge import plan
from adaptkit.loading.directory import DirectoryFile, read_directory
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.model.layout import OWN
from adaptkit.reports.directory import DirectoryExported
from adaptkit.reports.words import typed
from adaptkit.workspace import Workspace, landing
from adaptkit.workspace.files import write_files
from adaptkit.workspace.links import is_link, link_on_the_way
from adaptkit.workspace.output_folder import in_build

SUFFIXES = {"csv": ".csv", "hsds": ".json"}


def directory_export(
    workspace: Workspace, overlay: str, *, format: str = "csv", to: Path | None = None
) -> DirectoryExported:
    """Write ``build/exchange/directory-<overlay>.csv`` or ``.json``, unless ``to`` says where.
    Raises ProblemsFound, before anything is written."""
    if format not in SUFFIXES:
        hint = did_you_mean(format, SUFFIXES) or f"known are: {', '.join(SUFFIXES)}"
        said = f'"{format}" is not a format that contacts can be exported in'
        raise ProblemsFound([error("use-unknown-format", Position(""), said, hint)])
    found = read_directory(workspace, overlay)
    name = f"directory-{found.overlay}{SUFFIXES[format]}"
    path = to.absolute() if to else in_build(workspace.root, f"exchange/{name}")
    if path.is_dir():
        path /= name
    path = landing.named_as(path, SUFFIXES[format])
    wrong = _in_the_way(workspace, path, found, format)
    if wrong is not None:
        raise ProblemsFound([wrong])
    contacts = found.contacts
    content = table.render(contacts) if format == "csv" else hsds.render(contacts, found.overlay)
    write_files({path: content})
    kept = hsds.kept(contacts) if format == "hsds" else ()
    return DirectoryExported(found.overlay, landing.shown(path), len(contacts), kept)


def _in_the_way(
    workspace: Workspace, path: Path, found: DirectoryFile, format: str
) -> Diagnostic | None:
    """The project's own files, a file of something else, and a person's work that nobody has
    imported yet, are not written over."""
    shown = landing.shown(path)
    inside = path.is_relative_to(workspace.root)
    way = path.relative_to(workspace.root).as_posix() if inside else path.name
    link = link_on_the_way(workspace.root if inside else path.parent, way)
    if link is not None:
        return is_link(link)
    if wrong := list(landing.other_kind(path, SUFFIXES[format])):
        return wrong[0]
    own = [workspace.root.absolute() / name for name in OWN]
    if any(path.resolve().is_relative_to(folder.resolve()) for folder in own):
        said = "this is a folder of the project's own files; an export does not go there"
        hint = "leave --to out, or name a file somewhere else"
        return error("exchange-in-the-way", Position(shown), said, hint)
    if not path.is_file():
        return None
    content = path.read_bytes()
    try:
        if format == "csv":
            incoming = table.parse(content, shown)[0]
        else:
            incoming = hsds.parse(content, shown, found.overlay, found.contacts)
    except ProblemsFound:
        said = "there is another file of this name already"
        hint = "name another one with --to, or move that file away"
        return error("exchange-in-the-way", Position(shown), said, hint)
    try:
        changed = bool(plan(found.contacts, incoming).changes)
    except ProblemsFound:
        changed = True
    if not changed:
        return None
    said = "this file says other things than the directory, and nobody has imported it"
    hint = (
        f"adaptkit directory import {found.overlay} {typed(shown)}; or name another one with --to"
    )
    return error("exchange-not-imported", Position(shown), said, hint)
