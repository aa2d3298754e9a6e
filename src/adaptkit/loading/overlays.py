"""Read an overlay's folder: overlay.yaml, prose, native versions, directory and base."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from adaptkit.catalogues.identity import identify
from adaptkit.guides.glossary import Glossary
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.settings_units import declared
from adaptkit.guides.units import assign_ids, units
from adaptkit.loading.reasons import only, prose_of, reasons_of
from adaptkit.model.catalogue import Catalogue, Match
from adaptkit.model.consent import Consents
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, warning
from adaptkit.model.document import Chapter, Syntax
from adaptkit.model.edition import EditionSpec
from adaptkit.model.layout import (
    BASE_FILE,
    CONSENTS_FILE,
    DIRECTORY_FILE,
    GUIDE,
    NOTED,
    OVERLAY_FILE,
    overlay_file,
    overlay_folder,
)
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Noted, Operation, Overlay
from adaptkit.model.unit import Unit
from adaptkit.overlays.noted import Lines, of_overlay, parse_noted, pieces
from adaptkit.overlays.parse import parse_overlay, prose_operations
from adaptkit.overlays.reasons import is_reason
from adaptkit.records import replace
from adaptkit.workspace import Problems, Workspace, missing_overlay, unknown_overlay
from adaptkit.workspace.declared import misnamed, overlay_problems

Loaded = tuple[Overlay, tuple[Unit, ...], tuple[Match, ...]]


def read_overlay(workspace: Workspace, name: str, position: Position | None = None) -> Overlay:
    """The overlay with its prose, whose units have the ids that its template froze. Raises
    ProblemsFound; where there is no such overlay, at the ``position`` that asks for it, if that is
    not somebody who has typed its name."""
    if name not in workspace.overlay_names:
        known = workspace.overlay_names
        if position is None:
            raise ProblemsFound([unknown_overlay(name, known)])
        raise ProblemsFound([missing_overlay(name, known, position)])
    return overlay_units(workspace, name)[0]


def overlay_units(workspace: Workspace, name: str) -> Loaded:
    """The overlay, the units of its own prose, and how each was recognised."""
    return workspace.once(f"overlay {name}", lambda: _read(workspace, name))


def idle(workspace: Workspace, overlay: Overlay) -> list[Diagnostic]:
    """What stands in the overlay's folder and reaches no reader: texts that no operation puts in,
    versions in a language of no edition."""
    return list(_unused(workspace, overlay))


def _unused(workspace: Workspace, overlay: Overlay) -> Iterator[Diagnostic]:
    spoken = [spec.locale for spec in _editions(workspace) if overlay.name in spec.overlays]
    read = {chapter.path for chapter in (*overlay.prose.values(), *overlay.native.values())}
    folder = overlay_folder(overlay.name)
    for file in workspace.files_below(folder):
        path = f"{folder}/{file}"
        name = PurePosixPath(file).name
        if not name.endswith(".md") or name.startswith(".") or name.upper() == "README.MD":
            continue
        if path not in read:
            near = did_you_mean(file, overlay.prose)
            yield warning(
                "file-unused",
                Position(path),
                "no operation puts this text in, so no reader sees it",
                f"name it behind with: in {overlay.path}; a text in another language is called as "
                f"the first one, with the language before .md, such as {_in_sw(file, overlay)}"
                + (f" ({near})" if near else ""),
            )
            continue
        tag = _tag_in_name(file) if spoken and file not in overlay.prose else ""
        if tag and not any(Locale.parse(tag).same_language(one) for one in spoken):
            known = [one.posix for one in dict.fromkeys(spoken)]
            yield warning(
                "file-unused",
                Position(path),
                f'no edition with this overlay is in "{tag}", so no reader sees this text',
                did_you_mean(tag, known) or f"its editions are in {', '.join(known)}",
            )


def _in_sw(file: str, overlay: Overlay) -> str:
    first = next(iter(sorted(overlay.prose)), file)
    return f"{first.removesuffix('.md')}.sw.md"


def _editions(workspace: Workspace) -> list[EditionSpec]:
    # One that cannot be read is told by whoever needs it.
    tried = Problems()
    found = [tried.attempt(workspace.read_edition, name) for name in workspace.edition_files]
    return [spec for spec in found if spec is not None]


def _read(workspace: Workspace, name: str) -> Loaded:
    folder, path = overlay_folder(name), overlay_file(name)
    problems = Problems()
    problems.add(*overlay_problems(name, workspace.overlay_twins))
    ours = (OVERLAY_FILE, DIRECTORY_FILE, BASE_FILE, CONSENTS_FILE)
    problems.add(*misnamed(workspace.root, folder, ours))
    problems.stop_if_any()
    text = workspace.read_text(path)
    files = set(workspace.files_below(folder))
    prose: dict[str, Chapter] = {}
    native: dict[tuple[str, str], Chapter] = {}
    operations: dict[str, str] = {}
    with contextlib.suppress(ProblemsFound):  # parse_overlay says it, with everything else
        operations = dict(prose_operations(text, path))
    language = _language(text)
    versions = _native_versions(files)
    for file, operation in operations.items():
        if file in files:
            chapter = _parse(workspace, folder, file, f"{name}/{operation}", language, problems)
            if chapter is not None:
                prose[file] = chapter
        for other, locale in versions.get(file, ()):
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
            consents=problems.attempt(_consents, workspace, name),
            files=files,
        )
    )
    problems.stop_if_any()
    assert overlay is not None
    return _with_ids(workspace, overlay)


def _consents(workspace: Workspace, name: str) -> Consents:
    path = overlay_file(name, CONSENTS_FILE)
    text = _optional(workspace, path)
    if text is None:
        return Consents()
    # Only here: many projects tell no story.
    from adaptkit.settings.consents import parse_consents
    from adaptkit.writers import known_names

    return parse_consents(text, path=path, formats=known_names)


def withdrawn_texts(workspace: Workspace) -> frozenset[str]:
    """The signs of all passages that were withdrawn, of every overlay: no memory offers them."""

    def read() -> frozenset[str]:
        apart = Problems()  # said by whoever reads the overlay
        found = [apart.attempt(_consents, workspace, name) for name in workspace.overlay_names]
        stones = (stone for consents in found if consents for stone in consents.gone)
        return frozenset(sign for stone in stones for sign in stone.texts)

    return workspace.once("withdrawn texts", read)


def texts_of(workspace: Workspace, overlay: Overlay, file: str) -> tuple[Chapter, ...]:
    """A text of the overlay's folder with its native versions, whether it is put in or not. Raises
    ProblemsFound."""
    folder, problems = overlay_folder(overlay.name), Problems()
    files = set(workspace.files_below(folder))
    wanted = [(file, overlay.language)] if file in files else []
    found = [
        _parse(workspace, folder, name, f"{overlay.name}/text", language, problems)
        for name, language in (*wanted, *_native_versions(files).get(file, ()))
    ]
    problems.stop_if_any()
    return tuple(chapter for chapter in found if chapter is not None)


def same_without(workspace: Workspace, overlay: Overlay, operation: Operation, text: str) -> bool:
    """Whether ``text`` is overlay.yaml without exactly that operation. Raises ProblemsFound."""
    left = parse_overlay(
        text,
        path=overlay.path,
        name=overlay.name,
        prose=overlay.prose,
        native=overlay.native,
        directory_text=_optional(workspace, overlay_file(overlay.name, DIRECTORY_FILE)),
        files=workspace.files_below(overlay_folder(overlay.name)),
    )
    wanted = [one for one in overlay.operations if one.id != operation.id]
    return _unplaced(left.operations) == _unplaced(wanted)


def consents_without(
    text: str, path: str, consents: Consents, places: Collection[Position]
) -> bool:
    """Whether ``text`` is consents.yaml without exactly the entries that stood at ``places``."""
    from adaptkit.settings.consents import parse_consents
    from adaptkit.writers import known_names

    try:
        left = parse_consents(text or "# Empty.\n", path=path, formats=known_names)
    except ProblemsFound:
        return False
    nowhere = Position("")
    records = [one for one in consents.records if one.position not in places]
    gone = [one for one in consents.gone if one.position not in places]
    return [replace(one, position=nowhere) for one in left.records] == [
        replace(one, position=nowhere) for one in records
    ] and [replace(one, position=nowhere) for one in left.gone] == [
        replace(one, position=nowhere) for one in gone
    ]


def _unplaced(operations: Iterable[Operation]) -> list[Operation]:
    """The operations as they are, wherever they stand."""
    nowhere = Position("")
    return [
        replace(
            one,
            position=nowhere,
            because=replace(one.because, position=nowhere, decided_by_at=(), tried_with_at=()),
        )
        for one in operations
    ]


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
        flat,
        only(template, reasons=False),
        lambda: prose_of(workspace.all_catalogues(overlay.name)),
        prefix=overlay.name,
    )
    settled: dict[str, Chapter] = {}
    at = 0
    for file, chapter, found in zip(sorted(overlay.prose), chapters, per_chapter, strict=True):
        settled[file] = assign_ids(chapter, identity.ids[at : at + len(found)], {})
        at += len(found)
    final = tuple(replace(unit, id=id_) for unit, id_ in zip(flat, identity.ids, strict=True))
    noted = _noted(workspace, overlay.name, template)
    why, found_too = reasons_of(workspace, overlay, template)
    return (
        replace(overlay, prose=settled, noted=noted),
        (*final, *why),
        (*identity.matches, *found_too),
    )


def noted_lines(workspace: Workspace) -> Lines | None:
    """What the project remembers of all bases; None where it has no such list yet."""

    def read() -> Lines | None:
        return parse_noted(workspace.read_text(NOTED)) if workspace.exists(NOTED) else None

    return workspace.once("noted", read)


def _noted(workspace: Workspace, name: str, template: Catalogue | None) -> Noted:
    lines = noted_lines(workspace)
    if lines is not None:
        return Noted(of_overlay(lines, name))
    guide = workspace.once("noted guide", lambda: _guide_texts(workspace))
    return Noted(None, None if template is None else _extracted(name, template), guide)


def _extracted(name: str, template: Catalogue) -> frozenset[str]:
    """The operations whose prose an overlay's template has."""
    prefix = f"{name}/"
    live = (entry.unit_id for entry in template.live if not is_reason(entry.unit_id))
    ids = (id for id in live if id.startswith(prefix))
    return frozenset(id.removeprefix(prefix).split(".", 1)[0] for id in ids)


def _guide_texts(workspace: Workspace) -> frozenset[str] | None:
    template = workspace.read_template(GUIDE)
    if template is None:
        return None
    return frozenset(piece for entry in template.live for piece in pieces(entry.msgid))


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
        syntax=_syntax(workspace),
    )
    problems.add(*chapter.diagnostics)
    if language.tag != _tag_in_name(file):
        return chapter
    # A native version is in no catalogue: its units need no ids.
    return assign_ids(chapter, [""] * sum(1 for b in chapter.walk() if _is_unit(b)), {})


def _syntax(workspace: Workspace) -> Syntax:
    try:
        return workspace.settings.syntax
    except ProblemsFound:
        return Syntax()  # said by whoever reads the guide; what is wrong here is told beside it


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


def _native_versions(files: Iterable[str]) -> Mapping[str, list[tuple[str, Locale]]]:
    """``costs.md`` → ``costs.en.md`` beside it, with its language."""
    found: dict[str, list[tuple[str, Locale]]] = {}
    for other in sorted(files):
        folder, slash, name = other.rpartition("/")
        stem, _, suffix = name.rpartition(".")
        parts = stem.split(".")
        # A file's name may hold full stops too: any of them may begin the language.
        for at in range(1, len(parts)):
            try:
                locale = Locale.parse(".".join(parts[at:]))
            except ValueError:
                continue
            own = f"{folder}{slash}{'.'.join(parts[:at])}.{suffix}"
            found.setdefault(own, []).append((other, locale))
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
