"""Which files an edition shows or links to, and where its links lead."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import quote, unquote

from adaptkit.editions.anchors import Anchors, anchor_table
from adaptkit.guides.inline_trees import with_more
from adaptkit.guides.strangers import with_pictures_at
from adaptkit.model.diagnostic import Diagnostic, Position, did_you_mean, error, near_names, warning
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.layout import (
    ELSEWHERE,
    chapter_path,
    elsewhere,
    in_overlay,
    overlay_file,
    overlay_folder,
)
from adaptkit.model.naming import keeps_from_windows
from adaptkit.records import Record

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_SHOWING = re.compile(r"<(?:img|source)\b", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
OVERLAY_FOLDER = "overlays"
_DRAWN = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".avif",
    ".svg",
    ".svgz",
    ".bmp",
    ".tif",
    ".tiff",
)
_WITHOUT_INLINES = frozenset({BlockKind.FIGURE, BlockKind.HTML})


class Need(Record, frozen=True):
    """A file that a page shows (``picture``) or links to. ``name`` is its name in the edition,
    ``path`` where it stands in the project."""

    name: str
    path: str
    position: Position
    picture: bool
    target: str
    unit: str = ""


def is_relative(target: str) -> bool:
    return bool(target) and not _SCHEME.match(target) and not target.startswith(("#", "/", "?"))


def rebase(block: Block) -> Block:
    """An overlay's pictures keep a folder of their own in the edition: ``overlays/MY/…``."""

    def moved(leaf: Block, target: str) -> str:
        found = in_overlay(leaf.position.path)
        return _in_overlay(found[0], leaf, target) if found and is_relative(target) else target

    return with_addresses(block, moved)


def seen_from(block: Block, chapter: str, folders: Sequence[str]) -> Block:
    """With the addresses at which ``chapter`` finds the guide's pictures that stand above its
    folder, in ``folders`` of the project: they are brought into the edition (see ``needs``).
    Addresses in HTML, and in definitions of links, stay as they are."""

    def moved(leaf: Block, target: str) -> str:
        if in_overlay(leaf.position.path) or not is_relative(target):
            return target
        path = re.split(r"[?#]", target)[0]
        folder = posixpath.dirname(chapter)
        name = posixpath.normpath(posixpath.join(folder, unquote(path)))
        there = elsewhere(name)
        if not name.startswith("../") or not _is_in(there, folders):
            return target
        return quote(posixpath.relpath(there, folder or ".")) + target[len(path) :]

    return with_addresses(block, moved)


def _is_in(name: str, folders: Sequence[str]) -> bool:
    """Whether a file that is called so in an edition stands in one of these of the project."""
    return name.removeprefix(f"{ELSEWHERE}/").startswith(tuple(f"{one}/" for one in folders))


def with_addresses(block: Block, move: Callable[[Block, str], str]) -> Block:
    """With another address at each picture that Markdown shows: what ``move`` makes of the one
    that stands there, and of the block that shows it."""

    def on_leaf(leaf: Block) -> Block:
        if not leaf.inlines:
            return leaf

        def moved(piece: Inline) -> Inline:
            if piece.kind is InlineKind.IMAGE:
                target = move(leaf, piece.target)
                return piece if target == piece.target else piece.changed(target=target)
            if not piece.children:
                return piece
            return piece.changed(children=tuple(moved(child) for child in piece.children))

        inlines = tuple(moved(piece) for piece in leaf.inlines)
        if inlines == leaf.inlines:
            return leaf
        text = with_pictures_at(leaf.text, lambda target: move(leaf, target))
        return leaf.changed(text=text, inlines=inlines)

    if block.kind is BlockKind.FIGURE:
        target = move(block, block.target)
        return block if target == block.target else block.changed(target=target)
    if not block.children:
        return on_leaf(block)
    children = tuple(with_addresses(child, move) for child in block.children)
    if all(new is old for new, old in zip(children, block.children, strict=True)):
        return block
    return block.changed(children=children)


def _in_overlay(overlay: str, block: Block, target: str) -> str:
    """The target seen from the guide's root: prose in ``MY/blocks/x.md`` that shows
    ``../images/a.png`` shows ``overlays/MY/images/a.png``."""
    root = overlay_folder(overlay)
    folder = posixpath.dirname(block.position.path)
    if not target.startswith(("./", "../")):
        folder = root
    whole = posixpath.normpath(posixpath.join(folder, target))
    inside = whole.removeprefix(root + "/") if whole.startswith(root + "/") else target
    return f"{OVERLAY_FOLDER}/{overlay}/{inside}"


class Reference(Record, frozen=True):
    """Where something in a chapter leads, and whether that is a picture which it shows."""

    chapter: EditionChapter
    block: Block
    target: str
    picture: bool


def references(edition: Edition) -> tuple[Reference, ...]:
    """All that the edition's pages show or link to, in reading order."""
    return tuple(
        Reference(chapter, block, target, picture)
        for chapter in edition.chapters
        for block in chapter.walk()
        if block.inlines or block.kind in _WITHOUT_INLINES
        for target, picture in targets(block)
    )


def needs(edition: Edition, found: Iterable[Reference]) -> Iterator[Need]:
    """Every relative file that the edition's pages show or link to, chapters left out. ``found``:
    its ``references``."""
    chapters = {chapter.name for chapter in edition.chapters}
    for one in found:
        target = one.target
        if not is_relative(target):
            continue
        path = unquote(re.split(r"[?#]", target)[0])
        if not path:
            continue
        name = posixpath.normpath(posixpath.join(posixpath.dirname(one.chapter.name), path))
        overlay = re.match(rf"{OVERLAY_FOLDER}/([^/]+)/(.*)", path)
        if overlay and in_overlay(one.block.position.path):
            name = posixpath.normpath(path)
            where = overlay_file(overlay[1], overlay[2])
        else:
            where = chapter_path(name)
        if name.startswith("../") and _is_markdown(one):
            moved = elsewhere(name)
            if _is_in(moved, edition.settings.pictures):
                where = moved.removeprefix(f"{ELSEWHERE}/")
                yield Need(moved, where, one.block.position, True, target)
                continue
        if not one.picture and (name in chapters or posixpath.normpath(path) in chapters):
            continue
        yield Need(name, where, one.block.position, one.picture, target, brought(one.block, target))


def brought(block: Block, target: str) -> str:
    """The unit's id where its translation brought this target in, and not the guide; else ""."""
    return block.id if target in block.text and target not in block.msgid else ""


def _is_markdown(one: Reference) -> bool:
    """Whether it is a picture that Markdown shows: the addresses in HTML stay as they are."""
    shown = (p.target for p in with_more(one.block.inlines) if p.kind is InlineKind.IMAGE)
    return one.picture and (one.block.kind is BlockKind.FIGURE or one.target in shown)


def targets(block: Block) -> Iterator[tuple[str, bool]]:
    """Where a block leads, and whether that is a picture which it shows."""
    if block.kind is BlockKind.FIGURE:
        yield block.target, True
    if block.kind is BlockKind.HTML:
        for source in _shown_by(block.text):
            yield source, True
    for piece in with_more(block.inlines):
        if piece.kind is InlineKind.IMAGE:
            yield piece.target, True
        elif piece.kind is InlineKind.LINK:
            yield piece.target, False
        elif piece.kind is InlineKind.HTML:
            for source in _shown_by(piece.text):
                yield source, True


def _shown_by(html: str) -> Iterator[str]:
    """The addresses of its pictures. Looked for tag by tag: one pattern for it all would go to the
    end of the text for each of a thousand tags without an address."""
    at = 0
    while tag := _SHOWING.search(html, at):
        end = html.find(">", tag.end())
        end = len(html) if end < 0 else end
        found = _SOURCE.search(html, tag.end(), end)
        if found:
            yield found[1]
        at = found.end() if found else end


def check_links(
    edition: Edition,
    leading: Iterable[Reference],
    wanted: Iterable[Need],
    found: Mapping[str, bool],
) -> Iterator[Diagnostic]:
    """What is wrong with ``leading``, the edition's references, and missing of ``wanted``, its
    needs: ``found`` says of each one's path whether the file is there.

    A missing picture is wrong; a remote one, and a link that leads nowhere, is a warning.
    """
    chapters = {chapter.name: chapter for chapter in edition.chapters}

    @cache  # not for every link anew
    def anchors(name: str) -> Anchors | None:
        return anchor_table(chapters[name]) if name in chapters else None

    for need in wanted:
        if found.get(need.path):
            if need.picture and keeps_from_windows(need.path):
                yield _not_on_windows(need, edition.spec.name)
            continue
        extra = {"edition": edition.spec.name, "unit": need.unit}
        if need.picture:
            yield error(
                "image-missing",
                need.position,
                f'the picture "{unquote(need.target)}" is not there; '
                "its alternative text is shown instead",
                _near_pictures(need.path, found)
                or f"put the file at {posixpath.normpath(need.path)}, or correct the name",
                **extra,
            )
        else:
            yield warning(
                "link-dangling",
                need.position,
                f'the link to "{need.target}" leads nowhere',
                did_you_mean(need.target, chapters) or "correct it, or take it out",
                **extra,
            )
    for one in leading:
        extra = {"edition": edition.spec.name, "unit": brought(one.block, one.target)}
        if one.picture and not is_relative(one.target):
            yield warning(
                "image-remote",
                one.block.position,
                f'the picture "{one.target}" is not in the project, so readers do not see it',
                "copy it into the project",
                **extra,
            )
        elif not one.picture and "#" in one.target and is_relative(one.target.lstrip("#") or "x"):
            yield from _fragment(edition, one.chapter, one.block, one.target, anchors)


def _not_on_windows(need: Need, edition: str) -> Diagnostic:
    return warning(
        "image-name",
        need.position,
        f'the picture "{unquote(need.target)}" has a name that Windows does not take, so that '
        "people there cannot unpack or open the edition",
        "give the file a name of letters, digits and -, and write it here too",
        edition=edition,
        unit=need.unit,
    )


def _near_pictures(path: str, found: Mapping[str, bool]) -> str:
    """Pictures that are there, are called something like it and may be shown; no other files."""
    stems: dict[str, list[str]] = {}
    whole = unicodedata.normalize("NFC", path)
    if any(there and unicodedata.normalize("NFC", one) == whole for one, there in found.items()):
        return (
            "there is a file whose name looks the same, with letters and accents apart, as some "
            "Macs write them: give it this name anew, typed by hand"
        )
    for one, there in found.items():
        if there and ".." not in one.split("/") and one.lower().endswith(_DRAWN):
            stems.setdefault(_stem(one), []).append(one)
    near = [one for stem in near_names(_stem(path), stems) for one in stems[stem]]
    near = [*stems.get(_stem(path), ()), *near]
    named = " or ".join(f'"{one}"' for one in dict.fromkeys(near))
    return f"did you mean {named}?" if named else ""


def _stem(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0].lower()


def _fragment(
    edition: Edition,
    chapter: EditionChapter,
    block: Block,
    target: str,
    anchors: Callable[[str], Anchors | None],
) -> Iterator[Diagnostic]:
    path, _, fragment = target.partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(chapter.name), unquote(path)))
    if not fragment:
        return
    names = (name, posixpath.normpath(path)) if path else (chapter.name,)
    known = next((found for one in names if (found := anchors(one)) is not None), None)
    if known is None:
        return
    unit = brought(block, target)
    if unquote(fragment) not in known:
        yield warning(
            "link-dangling",
            block.position,
            f'the link to "{target}" leads to a place that is not in this edition',
            did_you_mean(unquote(fragment), known)
            or (
                "write the same link as in the source text"
                if unit
                else "an overlay may have taken it out; replace this passage too"
            ),
            edition=edition.spec.name,
            unit=unit,
        )
