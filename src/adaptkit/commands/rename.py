"""``adaptkit rename``: a passage, section or chapter gets another name, and nothing is lost.

The new name is written everywhere where the old one stands, the old one stays behind as an alias.
What would come of it is read as a project before a byte is written: the same passages in the same
order, each operation at the same place, no more drift than before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NoReturn

from adaptkit.guides.names import chapter_ids, same_page
from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    ProblemsFound,
    did_you_mean,
    error,
)
from adaptkit.model.document import Block, Chapter, Guide
from adaptkit.model.layout import (
    MARKDOWN,
    SOURCE,
    chapter_path,
)
from adaptkit.model.naming import is_device
from adaptkit.overlays.snapshot import Place, title_of
from adaptkit.readiness.renaming import (
    Now,
    Wanted,
    every_place,
    files_of,
    ids_of,
    marked,
    not_safe,
    planned_with,
    prove,
    read,
)
from adaptkit.reports.renamed import Renamed
from adaptkit.workspace import Workspace
from adaptkit.workspace.natural import natural

_NAME = re.compile(r"[\w:-]+")


def rename(workspace: Workspace, old: str, new: str, *, dry_run: bool = False) -> Renamed:
    """Call ``old`` (an id; of a chapter also its file) ``new`` from now on. ``new``: an id in full,
    or only its last part. Raises ProblemsFound, and writes nothing, where that cannot be done
    without losing something."""
    now = read(workspace)
    wanted = _wanted(now, old, new)
    source = marked(now.guide, wanted)
    ids = ids_of(now, planned_with(now, wanted, {chapter_path(wanted.file): source}))
    if ids.get(wanted.old) != wanted.new:
        not_safe(wanted.block.position, f'"{wanted.old}" would not become "{wanted.new}"')
    files = files_of(now, wanted, source, ids)
    prove(now, wanted, files, ids)
    before, after = chapter_path(wanted.chapter.name), chapter_path(wanted.file)
    if not dry_run:
        workspace.write(files, (before,) if wanted.moves else ())
    return Renamed(
        old=wanted.old,
        new=wanted.new,
        ids=ids,
        files=tuple(sorted(files)),
        moved=(before, after) if wanted.moves else None,
        dry_run=dry_run,
    )


# What is meant ----------------------------------------------------------------------------------


def _wanted(now: Now, old: str, new: str) -> Wanted:
    chapters = {chapter.id: chapter for chapter in now.guide.chapters}
    files = {name: c for c in chapters.values() for name in (c.name, chapter_path(c.name))}
    chapter = files.get(old) or chapters.get(old)
    if chapter is not None:
        return _wanted_chapter(now, chapter, new)
    places = every_place(now)
    found = places.get(old, [])
    if not found:
        known = [name for name, (place, *_) in places.items() if place.address == name]
        _refuse(
            error(
                "use-unknown-id",
                Position(""),
                f'"{old}" is no id of the guide',
                did_you_mean(old, (*known, *files))
                or "ids stand in locales/guide.pot after msgctxt",
            )
        )
    if len(found) > 1 or found[0].address != old:
        where = " and ".join(f"{place.address} ({place.position})" for place in found)
        _refuse(
            error(
                "use-unknown-id",
                Position(""),
                f'"{old}" is not what one passage is called: it is {where}',
                "write the id that it has now",
            )
        )
    return _wanted_block(now, places, found[0], new)


def _wanted_block(now: Now, places: Mapping[str, list[Place]], place: Place, new: str) -> Wanted:
    chapter = now.guide.chapters[place.parent[0]]
    block = _block(now.guide, place)
    stem, _, last = place.address.rpartition(".")
    # What was frozen in a chapter or section that is called otherwise by now gets that name.
    home = chapter.id if place.kind == "section" else block.section
    own = new.rpartition(".")[2]
    full = f"{home}.{own}"
    if "." in new and new not in (full, place.address):
        _refuse(
            error(
                "use-id",
                Position(""),
                f'"{new}" would stand elsewhere: only what is behind the last full stop can change',
                f"write {full}",
            )
        )
    if place.address in (new, full):
        _refuse(error("use-same-id", Position(""), f'"{place.address}" is called that already'))
    _judge_name(own)
    taken = [one for one in places.get(full, []) if one.span != place.span]
    if taken:
        _refuse(
            error(
                "use-id-taken",
                Position(""),
                f'"{full}" is there already: {taken[0].position}',
                "choose another name",
            )
        )
    alias = last if stem == home else place.address
    return Wanted(place.address, full, chapter, block, own, alias, chapter.name)


def _wanted_chapter(now: Now, chapter: Chapter, new: str) -> Wanted:
    """A chapter is called as its file is."""
    folder, slash, name = chapter.name.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    named = new.removeprefix(f"{SOURCE}/")
    if named.casefold().endswith(MARKDOWN):
        file = named if "/" in named else folder + slash + named
    else:
        _judge_name(new)
        number = re.match(r"\d+[-_. ]*", stem)
        file = f"{folder}{slash}{number[0] if number else ''}{new}{dot}{suffix}"
    own = file.rpartition("/")[2]
    _judge_name(own.rpartition(".")[0])
    if is_device(own):
        said = f'"{own}" cannot be the name of a chapter: Windows keeps it for itself'
        _refuse(error("use-id", Position(""), said, "choose another name, or begin with a number"))
    if file == chapter.name:
        _refuse(
            error("use-same-id", Position(""), f'the chapter "{chapter.id}" is called that already')
        )
    if file.rpartition("/")[0] != folder:
        _refuse(
            error(
                "use-id",
                Position(""),
                f'"{new}" stands in another folder; the links of the chapter would lead nowhere',
                "give a name without a folder",
            )
        )
    others = [one for one in now.guide.chapters if one is not chapter]
    names = [file if one is chapter else one.name for one in now.guide.chapters]
    ids = chapter_ids(names)
    places = every_place(now).get(ids[file], [])
    same = [one for one in places if one.address != chapter.id]
    changed = [one for one in others if ids[one.name] != one.id]
    if same_page(names) or changed or same or now.workspace.exists(chapter_path(file)):
        _refuse(
            error(
                "use-id-taken",
                Position(""),
                f'"{ids[file]}" is there already, or too like another chapter',
                "choose another name",
            )
        )
    if not now.guide.settings.chapters and sorted(names, key=natural) != names:
        _refuse(
            error(
                "use-id",
                Position(""),
                f'"{file}" would stand elsewhere: the chapters are in the order of their names',
                "give it a number, or list the chapters in guide.yaml",
            )
        )
    title = title_of(chapter)
    if title is None:
        not_safe(
            Position(chapter_path(chapter.name)),
            "this chapter has no heading that could keep its old name",
        )
    return Wanted(chapter.id, ids[file], chapter, title, "", chapter.id, file)


def _judge_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        _refuse(
            error(
                "use-id",
                Position(""),
                f'"{name}" cannot be a name in the guide',
                "use letters and digits, words joined by -",
            )
        )


def _block(guide: Guide, place: Place) -> Block:
    blocks = guide.chapters[place.parent[0]].blocks
    for index in place.parent[1:]:
        blocks = blocks[index].children
    return blocks[place.start]


def _refuse(found: Diagnostic) -> NoReturn:
    raise ProblemsFound([found])
