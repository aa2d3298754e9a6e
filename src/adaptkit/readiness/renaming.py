"""What another name for a passage, section or chapter changes in a project's files, and the proof
that nothing else is changed by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NoReturn

from adaptkit.catalogues.renaming import renamed
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.renaming import Links, with_mark
from adaptkit.loading.guide import read_guide
from adaptkit.loading.overlays import noted_lines, read_overlay
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.diagnostic import (
    Position,
    ProblemsFound,
    Severity,
    error,
)
from adaptkit.model.document import Block, BlockKind, Chapter, Guide
from adaptkit.model.edition import EditionSpec
from adaptkit.model.layout import (
    BASE_FILE,
    GUIDE,
    GUIDE_SETTINGS,
    INTERFACE,
    MARKDOWN,
    NOTED,
    SOURCE,
    chapter_path,
    overlay_file,
    overlay_folder,
)
from adaptkit.model.overlay import Overlay
from adaptkit.overlays.base import render_records
from adaptkit.overlays.noted import render_noted
from adaptkit.overlays.renaming import renamed_base, renamed_lines
from adaptkit.overlays.snapshot import Place, Snapshot
from adaptkit.readiness.bases import in_every_chain
from adaptkit.readiness.renamed_reviews import places_after, renamed_reviews
from adaptkit.records import Record
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.planned import Planned
from adaptkit.workspace.proven import proven
from adaptkit.yaml_text import Reader
from adaptkit.yaml_text.changing import with_values

_BOM = "\ufeff"


class Wanted(Record, frozen=True):
    """``old`` and ``new`` in full; ``block``: what bears the name, of a chapter its title;
    ``mark``: what is to stand behind ``#`` in its mark, ``alias`` its former name as the mark says
    it; ``file``: the chapter's file from now on."""

    old: str
    new: str
    chapter: Chapter
    block: Block
    mark: str
    alias: str
    file: str

    @property
    def moves(self) -> bool:
        return self.file != self.chapter.name


class Now(Record, frozen=True):
    """The project as it is."""

    workspace: Workspace
    guide: Guide
    overlays: Mapping[str, Overlay]


def read(workspace: Workspace) -> Now:
    """Everything that may hold the name. Raises ProblemsFound with all that cannot be read."""
    problems = Problems()
    guide = problems.attempt(read_guide, workspace)
    overlays = {n: problems.attempt(read_overlay, workspace, n) for n in workspace.overlay_names}
    for _, read in _catalogues(workspace):
        problems.attempt(read)
    if guide is not None:
        problems.add(*(d for d in guide.diagnostics if d.severity is Severity.ERROR))
    problems.stop_if_any()
    assert guide is not None
    return Now(workspace, guide, {name: one for name, one in overlays.items() if one is not None})


def not_safe(where: Position, message: str) -> NoReturn:
    hint = "rename it by hand, and leave the old name behind: alias=old-name in its mark"
    raise ProblemsFound([error("rename-not-safe", where, message, hint)])


# What is written --------------------------------------------------------------------------------


def marked(guide: Guide, wanted: Wanted) -> bytes:
    """The chapter with the new name and the old one's alias in it, and nothing else changed."""
    chapter = wanted.chapter
    bom = _BOM if chapter.source.startswith(_BOM) else ""
    before = list(chapter.walk())
    at = next(n for n, block in enumerate(before) if block is wanted.block)
    for source in with_mark(
        chapter.source.removeprefix(_BOM), wanted.block, wanted.mark, wanted.alias, wanted.new
    ):
        found = parse_chapter(
            bom + source,
            path=chapter.path,
            name=chapter.name,
            chapter_id=chapter.id,
            syntax=guide.settings.syntax,
        )
        after = list(found.walk())
        same = [(b.kind, b.msgid, b.text) for b in before] == [
            (b.kind, b.msgid, b.text) for b in after
        ]
        if same and all(
            (a.mark.id, wanted.alias in a.mark.aliases) == (wanted.mark or b.mark.id, True)
            if n == at
            else a.mark.id == b.mark.id
            for n, (b, a) in enumerate(zip(before, after, strict=True))
        ):
            return (bom + source).encode("utf-8")
    not_safe(wanted.block.position, "no mark can be written here that gives this a name of its own")


def planned_with(now: Now, wanted: Wanted, files: Mapping[str, bytes]) -> Planned:
    gone = (chapter_path(wanted.chapter.name),) if wanted.moves else ()
    settings = _settings(now, wanted)
    return Planned(now.workspace, {**settings, **files}, gone)


def ids_of(now: Now, planned: Planned) -> dict[str, str]:
    """Every address of the guide that is another one in ``planned``, before → after."""
    before, after = _addresses(now.guide), _addresses(read_guide(planned))
    return {old: after[key] for key, old in before.items() if after.get(key, old) != old}


def _addresses(guide: Guide) -> dict[object, str]:
    """What stands at each place of the guide is called."""
    return {
        (place.kind, place.span): address
        for address, places in Snapshot(guide).places.items()
        for place in places
        if place.address == address
    }


def files_of(now: Now, wanted: Wanted, source: bytes, ids: Mapping[str, str]) -> dict[str, bytes]:
    """All that is to be written, and differs from what is there."""
    links = Links(
        wanted.chapter.name,
        wanted.file,
        dict(_names(wanted, ids)),
        frozenset(chapter.name for chapter in now.guide.chapters),
    )
    files = {**_settings(now, wanted), **_chapters(now, wanted, source, links)}
    for name, overlay in now.overlays.items():
        files |= _overlay_yaml(now, overlay, wanted, ids)
        files |= _prose(now, name, links)
    files |= _bases(now, wanted, ids, links)
    return files | _renamed_catalogues(now, wanted, ids, links)


def _names(wanted: Wanted, ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What links write behind ``#``, before → after."""
    yield from ids.items()
    others = [block for block in wanted.chapter.walk() if block is not wanted.block]
    old, new = wanted.block.mark.id, wanted.mark
    if not new:
        return
    free = not any(block.mark.id == new for block in others)
    if wanted.block.kind is BlockKind.HEADING:
        yield wanted.old.partition(".")[2], new if free else wanted.new
    first = next((b for b in wanted.chapter.walk() if old and b.mark.id == old), None)
    if first is wanted.block:
        yield old, new if free else wanted.new


def _settings(now: Now, wanted: Wanted) -> dict[str, bytes]:
    """guide.yaml, where it lists the chapter's file."""
    listed = now.guide.settings.chapters
    if not wanted.moves or wanted.chapter.name not in listed:
        return {}
    text = now.workspace.read_text(GUIDE_SETTINGS)
    values = Reader(text, GUIDE_SETTINGS).top().located_texts("chapters")
    changes = [(where, name, wanted.file) for name, where in values if name == wanted.chapter.name]
    return {GUIDE_SETTINGS: with_values(text, changes).encode("utf-8")}


def _chapters(now: Now, wanted: Wanted, source: bytes, links: Links) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for chapter in now.guide.chapters:
        own = chapter is wanted.chapter
        text = source.decode("utf-8") if own else chapter.source
        if own:
            # Where its lines are now.
            chapter = parse_chapter(
                text,
                path=chapter.path,
                name=chapter.name,
                chapter_id=chapter.id,
                syntax=now.guide.settings.syntax,
            )
        changed = links.in_file(chapter, text, chapter.name)
        if own or changed != text:
            files[chapter_path(wanted.file if own else chapter.name)] = changed.encode("utf-8")
    return files


def _prose(now: Now, name: str, links: Links) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    folder = overlay_folder(name)
    for file in now.workspace.files_below(folder):
        path = f"{folder}/{file}"
        if file.casefold().endswith(MARKDOWN):
            text = now.workspace.read_text(path)
            chapter = parse_chapter(
                text,
                path=path,
                name=file,
                chapter_id=f"{name}/text",
                syntax=now.guide.settings.syntax,
            )
            changed = links.in_file(chapter, text, "")
            if changed != text:
                files[path] = changed.encode("utf-8")
    return files


def _overlay_yaml(
    now: Now, overlay: Overlay, wanted: Wanted, ids: Mapping[str, str]
) -> dict[str, bytes]:
    text = now.workspace.read_text(overlay.path)
    aims = {one.id: one for one in overlay.operations if one.target.id and not one.target.of}
    changes = []
    for fields in Reader(text, overlay.path).top().list_of_fields("operations"):
        operation = aims.get(fields.text("id"))
        value = operation and fields.get(operation.name)
        if operation and value:
            target = operation.target.id
            changes.append((value.position, target, _address(target, now, wanted, ids)))
    changed = with_values(text, [one for one in changes if one[1] != one[2]])
    return {} if changed == text else {overlay.path: changed.encode("utf-8")}


def _address(target: str, now: Now, wanted: Wanted, ids: Mapping[str, str]) -> str:
    """What an operation aims at from now on. A place that only another overlay makes, in what it
    puts there, stands under the new name too."""
    if target in ids:
        return ids[target]
    if target.startswith(f"{wanted.old}.") and target not in every_place(now):
        return wanted.new + target.removeprefix(wanted.old)
    return target


def every_place(now: Now) -> Mapping[str, list[Place]]:
    return now.workspace.once("every address", lambda: Snapshot(now.guide).places)


def _bases(now: Now, wanted: Wanted, ids: Mapping[str, str], links: Links) -> dict[str, bytes]:
    files: dict[str, bytes] = {}

    def address(target: str) -> str:
        return _address(target, now, wanted, ids)

    def in_text(text: str, target: str) -> str:
        return _linked(now, links, text, target)

    for name, overlay in now.overlays.items():
        base = renamed_base(overlay.base, address, in_text)
        if base != overlay.base:
            files[overlay_file(name, BASE_FILE)] = render_records(base).encode("utf-8")
    lines = noted_lines(now.workspace)
    if lines is not None:
        bases = {name: overlay.base for name, overlay in now.overlays.items()}
        after = renamed_lines(lines, bases, address, in_text)
        if after != lines:
            files[NOTED] = render_noted(after).encode("utf-8")
    return files


def _renamed_catalogues(
    now: Now, wanted: Wanted, ids: Mapping[str, str], links: Links
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    moved = {chapter_path(wanted.chapter.name): chapter_path(wanted.file)} if wanted.moves else {}

    def in_text(text: str, path: str) -> str:
        start = f"{SOURCE}/"
        return links.in_text(text, path.removeprefix(start) if path.startswith(start) else "")

    for path, read in _catalogues(now.workspace):
        found = read()
        if found is not None:
            after = renamed(found, ids if found.domain == GUIDE else {}, moved, in_text)
            if after is not found:
                files |= proven(now.workspace, path, after, found)
    placed = places_after(
        now.overlays.values(),
        lambda target: _address(target, now, wanted, ids),
        lambda text, target: _linked(now, links, text, target),
    )
    return files | renamed_reviews(now.workspace, ids, in_text, placed)


def _linked(now: Now, links: Links, text: str, target: str) -> str:
    """What the guide says under an operation, with the addresses of its links as they will be."""
    places = every_place(now).get(target)
    return links.in_text(text, now.guide.chapters[places[0].parent[0]].name if places else "")


def _catalogues(workspace: Workspace) -> Iterator[tuple[str, Callable[[], Catalogue | None]]]:
    """The path of every template and catalogue, and how it is read."""
    for domain in (GUIDE, *workspace.overlay_names):
        yield workspace.template_path(domain), partial(workspace.read_template, domain)
    for locale in workspace.languages:
        for domain in workspace.domains(locale):
            if domain != INTERFACE:
                read = partial(workspace.read_catalogue, locale, domain)
                yield workspace.catalogue_path(locale, domain), read


# What is proven ---------------------------------------------------------------------------------


def prove(now: Now, wanted: Wanted, files: Mapping[str, bytes], ids: Mapping[str, str]) -> None:
    """Read what would be written. Raises ProblemsFound where anything is another than it was."""
    planned = Planned(
        now.workspace, files, (chapter_path(wanted.chapter.name),) if wanted.moves else ()
    )
    guide = read_guide(planned)
    if ids_of(now, planned) != ids or _words(guide) != _words(now.guide):
        not_safe(Position(wanted.chapter.path), "other passages would be called otherwise too")
    template = planned.read_template(GUIDE)
    if template is not None and template.entries:
        held = {entry.unit_id: entry.msgid for entry in template.live}
        before = now.workspace.read_template(GUIDE)
        known = {e.unit_id: e.msgid for e in before.live} if before else {}
        for old, new in _units(now.guide, guide):
            # What the template of today has word for word, that of tomorrow has too.
            if known.get(old.id) == old.msgid and held.get(new.id) != new.msgid:
                not_safe(old.position, "the translations of this passage would become fuzzy")
    editions = [one for one in map(_edition(now.workspace), now.workspace.edition_files) if one]
    overlays = {name: read_overlay(planned, name) for name in now.overlays}
    was = in_every_chain(now.guide, now.overlays, editions)
    seen = in_every_chain(guide, overlays, editions)
    told = {(one.code, one.position.path) for one in was.diagnostics}
    fresh = [one for one in seen.diagnostics if (one.code, one.position.path) not in told]
    if fresh or len(seen.drift) != len(was.drift):
        raise ProblemsFound(
            fresh
            or [
                error(
                    "rename-not-safe",
                    one.position,
                    f'operation "{one.operation}" would have to be looked at again',
                    "rename it by hand",
                )
                for one in seen.drift
            ]
        )


def _words(guide: Guide) -> list[tuple[BlockKind, int]]:
    return [(b.kind, len(b.msgid.split())) for c in guide.chapters for b in c.walk()]


def _units(before: Guide, after: Guide) -> Iterator[tuple[Block, Block]]:
    """The units of both, one by one."""
    every = zip(
        (block for chapter in before.chapters for block in chapter.walk()),
        (block for chapter in after.chapters for block in chapter.walk()),
        strict=True,
    )
    return ((old, new) for old, new in every if old.id and old.msgid)


def _edition(workspace: Workspace) -> Callable[[str], EditionSpec | None]:
    apart = Problems()  # one that cannot be read is told by whoever needs it
    return lambda name: apart.attempt(workspace.read_edition, name)
