"""Read an overlay's folder: overlay.yaml, prose, native versions, directory and base."""

from __future__ import annotations

import contextlib
import re
from pathlib import PurePosixPath

from adaptkit.catalogues.identity import identify
from adaptkit.guides.glossary import Glossary
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.settings_units import declared
from adaptkit.guides.units import assign_ids, units
from adaptkit.model.catalogue import Match
from adaptkit.model.diagnostic import Position, ProblemsFound
from adaptkit.model.document import Chapter
from adaptkit.model.layout import (
    BASE_FILE,
    DIRECTORY_FILE,
    OVERLAY_FILE,
    OVERLAYS,
    overlay_file,
    overlay_folder,
)
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Overlay
from adaptkit.model.unit import Unit
from adaptkit.overlays.parse import parse_overlay, prose_operations
from adaptkit.records import replace
from adaptkit.workspace import Problems, Workspace, missing_overlay
from adaptkit.workspace.declared import misnamed, overlay_problems

Loaded = tuple[Overlay, tuple[Unit, ...], tuple[Match, ...]]


def read_overlay(workspace: Workspace, name: str, position: Position | None = None) -> Overlay:
    """The overlay with its prose, whose units have the ids that its template froze. Raises
    ProblemsFound; where there is no such overlay, at the ``position`` that asks for it."""
    if name not in workspace.overlay_names:
        where = position or Position(OVERLAYS)
        raise ProblemsFound([missing_overlay(name, workspace.overlay_names, where)])
    return overlay_units(workspace, name)[0]


def overlay_units(workspace: Workspace, name: str) -> Loaded:
    """The overlay, the units of its own prose, and how each was recognised."""
    return workspace.once(f"overlay {name}", lambda: _read(workspace, name))


def _read(workspace: Workspace, name: str) -> Loaded:
    folder, path = overlay_folder(name), overlay_file(name)
    problems = Problems()
    problems.add(*overlay_problems(name, workspace.overlay_twins))
    problems.add(*misnamed(workspace.root, folder, (OVERLAY_FILE, DIRECTORY_FILE, BASE_FILE)))
    problems.stop_if_any()
    text = workspace.read_text(path)
    files = set(workspace.files_below(folder))
    prose: dict[str, Chapter] = {}
    native: dict[tuple[str, str], Chapter] = {}
    operations: dict[str, str] = {}
    with contextlib.suppress(ProblemsFound):  # parse_overlay says it, with everything else
        operations = dict(prose_operations(text, path))
    language = _language(text)
    for file, operation in operations.items():
        if file in files:
            chapter = _parse(workspace, folder, file, f"{name}/{operation}", language, problems)
            if chapter is not None:
                prose[file] = chapter
        for other, locale in _native_versions(file, files):
            found = _parse(workspace, folder, other, f"{name}/{operation}", locale, problems)
            if found is not None:
                native[(file, locale.tag)] = found
    overlay = problems.attempt(
        lambda: parse_overlay(
            text,
            path=path,
            name=name,
            prose=prose,
            native=native,
            directory_text=_optional(workspace, overlay_file(name, DIRECTORY_FILE)),
            base_text=_optional(workspace, overlay_file(name, BASE_FILE)),
            files=files,
        )
    )
    problems.stop_if_any()
    assert overlay is not None
    return _with_ids(workspace, overlay)


def _with_ids(workspace: Workspace, overlay: Overlay) -> Loaded:
    names, notes = declared(workspace.settings)
    chapters = [overlay.prose[file] for file in sorted(overlay.prose)]
    per_chapter = [units(c, placeholders=names, notes=notes) for c in chapters]
    if workspace.settings.terms and overlay.language.same_language(
        workspace.settings.source_language
    ):
        glossary = Glossary(workspace.settings.terms)
        per_chapter = [tuple(glossary.noted(found)) for found in per_chapter]
    # An author's {#id} is an address within the guide; the catalogue numbers prose instead.
    flat = [replace(u, id="", explicit=False) for found in per_chapter for u in found]
    template = workspace.read_template(overlay.name)
    identity = identify(
        flat, template, lambda: workspace.all_catalogues(overlay.name), prefix=overlay.name
    )
    settled: dict[str, Chapter] = {}
    at = 0
    for file, chapter, found in zip(sorted(overlay.prose), chapters, per_chapter, strict=True):
        settled[file] = assign_ids(chapter, identity.ids[at : at + len(found)], {})
        at += len(found)
    final = tuple(replace(unit, id=id_) for unit, id_ in zip(flat, identity.ids, strict=True))
    return replace(overlay, prose=settled), final, identity.matches


def _parse(
    workspace: Workspace,
    folder: str,
    file: str,
    chapter_id: str,
    language: Locale,
    problems: Problems,
) -> Chapter | None:
    path = f"{folder}/{file}"
    source = problems.attempt(workspace.read_text, path)
    if source is None:
        return None
    chapter = parse_chapter(
        source,
        path=path,
        name=file,
        chapter_id=chapter_id,
        domain=chapter_id.split("/", 1)[0],
        language=language,
    )
    problems.add(*chapter.diagnostics)
    if language.tag != _tag_in_name(file):
        return chapter
    # A native version is in no catalogue: its units need no ids.
    return assign_ids(chapter, [""] * sum(1 for b in chapter.walk() if _is_unit(b)), {})


def _is_unit(block: object) -> bool:
    return bool(getattr(block, "msgid", "")) and not getattr(block, "children", ())


def _tag_in_name(file: str) -> str:
    parts = PurePosixPath(file).name.split(".")
    if len(parts) < 3:
        return ""
    try:
        return Locale.parse(parts[-2]).tag
    except ValueError:
        return ""


def _native_versions(file: str, files: set[str]) -> list[tuple[str, Locale]]:
    """``costs.en.md`` beside ``costs.md``, with its language."""
    stem, _, suffix = file.rpartition(".")
    if not stem:
        return []
    found = []
    for other in sorted(files):
        middle = other.removeprefix(f"{stem}.").removesuffix(f".{suffix}")
        if other == f"{stem}.{middle}.{suffix}" and middle:
            try:
                found.append((other, Locale.parse(middle)))
            except ValueError:
                continue
    return found


def _language(text: str) -> Locale:
    """The overlay's language as its file says, before the file has been judged."""
    found = re.search(r"""(?m)^language:\s*["']?([\w@-]+)""", text)
    try:
        return Locale.parse(found[1]) if found else Locale("en")
    except ValueError:
        return Locale("en")


def _optional(workspace: Workspace, path: str) -> str | None:
    return workspace.read_text(path) if workspace.exists(path) else None
