"""The files that pages show or link to: read for a build, looked for by an update."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath

from adaptkit.editions.media import asset
from adaptkit.editions.pictures import Need, check_links, needs, rebase, references
from adaptkit.editions.rasters import LARGEST_FILE, fault
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    ProblemsFound,
    error,
    warning,
)
from adaptkit.model.document import Block, BlockKind, Chapter, GuideSettings
from adaptkit.model.edition import Asset, Edition, EditionChapter, EditionSpec
from adaptkit.model.layout import (
    GUIDE_SETTINGS,
    LOCALES,
    REVIEWS,
    SHOWN,
    SOURCE,
    in_overlay,
    overlay_folder,
)
from adaptkit.model.left_behind import is_left_behind
from adaptkit.readiness.pictures_by_language import PICTURES, OfLanguage
from adaptkit.records import replace
from adaptkit.workspace import Workspace

# What goes out to readers. None of these runs in a browser.
ATTACHMENTS = frozenset(
    "pdf epub docx xlsx pptx odt ods odp rtf mp3 m4a ogg oga opus wav flac mp4 m4v webm vtt".split()
)
_KEPT_BACK = ("image-missing", "path-outside", "picture-unsafe", "picture-damaged")


def gather(
    workspace: Workspace, edition: Edition, known: dict[str, bytes | None]
) -> tuple[tuple[Asset, ...], tuple[Diagnostic, ...]]:
    """The edition's files, sorted by name, and what is wrong with them. ``known``: path → what
    has been read of it already (None: it is not there)."""
    assets: dict[str, Asset] = {}
    found: dict[str, bool] = {}
    outside: list[Diagnostic] = []
    cleaned: list[Diagnostic] = []
    refused: set[Need] = set()
    leading = references(edition)
    opened = edition.settings.pictures
    wanted = tuple(needs(edition, leading))
    of_language = OfLanguage(workspace.root, edition.spec.chain)
    for need in wanted:
        if not need.picture and need.path in edition.sources:
            found[need.path] = False  # a chapter of the guide that this edition has not
            continue
        try:
            taken = replace(need, path=of_language.path(need.path))
            content = _content(workspace, taken, known, opened)
            made = None if content is None else _made(need, taken, content, cleaned)
            if made is not None and need.picture:
                other = taken.path != need.path
                instead_of = _sign_of(workspace, need, known, opened) if other else ""
                made = replace(made, path=taken.path, instead_of=instead_of)
        except ProblemsFound as problem:
            # A link that leads out is dangling, as a warning says; a picture is refused.
            if need.picture or problem.diagnostics[0].code != "path-outside":
                outside += problem.diagnostics
                refused.add(need)
            found.setdefault(need.path, False)
            continue
        found[need.path] = made is not None
        if made is not None:
            assets[need.name] = made
    for path in [path for path, there in found.items() if not there]:
        folder = path.rpartition("/")[0]
        if _is_shown(workspace, folder + "/", opened) and (workspace.root / folder).is_dir():
            for near in (workspace.root / folder).iterdir():
                if not is_left_behind(near.name):
                    found.setdefault(f"{folder}/{near.name}", True)
    open_questions = [need for need in wanted if need not in refused]
    missing = check_links(edition, leading, open_questions, found)
    problems = dict.fromkeys((*outside, *cleaned, *missing))
    return tuple(assets[name] for name in sorted(assets)), tuple(problems)


def picture(workspace: Workspace, need: Need, told: list[Diagnostic]) -> Asset | None:
    """One picture by itself; None where it is not there. ``told`` gets what was left out of it.
    Raises ProblemsFound where readers may not have it."""
    content = _content(workspace, need, {}, ())
    return None if content is None else _made(need, need, content, told)


def missing_from(
    workspace: Workspace, settings: GuideSettings, chapters: Iterable[Chapter]
) -> list[Diagnostic]:
    """The pictures that these chapters show and that are not there, or may not be shown."""
    edition = Edition(
        EditionSpec("", settings.source_language),
        settings,
        "",
        tuple(_shown(chapter) for chapter in chapters),
    )
    _, problems = gather(workspace, edition, {})
    return [one for one in problems if one.code in _KEPT_BACK]


def _shown(chapter: Chapter) -> EditionChapter:
    blocks = tuple(
        rebase(block.map_leaves(lambda leaf: _with_pictures(chapter, leaf)))
        for block in chapter.blocks
    )
    return EditionChapter(chapter.id, chapter.name, chapter.title, "", blocks, (), chapter)


def _with_pictures(chapter: Chapter, leaf: Block) -> Block:
    """Only texts that may show a picture are looked into."""
    if leaf.kind is BlockKind.CODE:
        return leaf
    if "![" not in leaf.text and "<img" not in leaf.text.lower():
        return leaf
    context = Context.of(chapter)
    inlines = parse_inlines(leaf.text, context)
    return replace(leaf, inlines=inlines)


def _content(
    workspace: Workspace, need: Need, known: dict[str, bytes | None], opened: Sequence[str]
) -> bytes | None:
    """What the file holds; None where it is not there. Raises ProblemsFound where readers may not
    have it. ``opened``: further folders that the guide shows pictures from."""
    if need.name.startswith("../") or not _is_open(workspace, need, opened):
        raise ProblemsFound([_outside(workspace, need, opened)])
    full = workspace.root / need.path
    if need.path not in known:
        known[need.path] = _read(full, need)
    if known[need.path] is not None and not _is_for_readers(workspace, need):
        raise ProblemsFound([_not_for_readers(need)])
    return known[need.path]


def _sign_of(
    workspace: Workspace, need: Need, known: dict[str, bytes | None], opened: Sequence[str]
) -> str:
    """The SHA-256 of the guide's picture; of one that is not there, of nothing."""
    try:
        content = _content(workspace, need, known, opened)
    except ProblemsFound:
        content = None
    return sha256(content or b"").hexdigest()


def _outside(workspace: Workspace, need: Need, opened: Sequence[str]) -> Diagnostic:
    """What to do is said with the folder's name, where guide.yaml may open it."""
    hint = f"copy the file into {SOURCE}/ and name it there"
    path = posixpath.normpath(need.path)
    folder = posixpath.dirname(path)
    hidden = any(part.startswith(".") for part in folder.split("/"))
    # What HTML shows is not opened by guide.yaml.
    known = any(f"{folder}/".startswith(f"{one}/") for one in opened)
    if (
        folder
        and not hidden
        and not known
        and folder.split("/")[0] not in (SOURCE, LOCALES, REVIEWS)
    ):
        if _is_file(workspace.root / path) and _is_open(workspace, need, (folder,)):
            hint += f', or open its folder: write "pictures: [{folder}]" in {GUIDE_SETTINGS}'
        else:
            hint = f"there is no such file in the project: {hint}"
    return error(
        "path-outside",
        need.position,
        f'"{need.target}" leads out of the folders that a page may show files from',
        hint,
        unit=need.unit,
    )


def _is_file(full: Path) -> bool:
    try:
        return full.is_file()
    except (OSError, ValueError):  # no disk has a name so long, or one with such a character
        return False


def _read(full: Path, need: Need) -> bytes | None:
    if not _is_file(full):
        return None
    if _is_picture(need.path) and full.stat().st_size > LARGEST_FILE:
        hint = "make it smaller in a picture program; readers pay for every byte"
        raise ProblemsFound([_damaged(need, "it is larger than 64 MB", hint)])
    return full.read_bytes()


def _is_picture(path: str) -> bool:
    return PurePosixPath(path).suffix.lower().lstrip(".") in PICTURES


def _made(need: Need, taken: Need, content: bytes, told: list[Diagnostic]) -> Asset:
    """The file as it goes out. Raises ProblemsFound where nobody could be shown it."""
    if need.path.lower().endswith((".svg", ".svgz")):
        return asset(need.name, _safe_drawing(taken, content, told))
    made = asset(need.name, content)
    reason, hint = fault(made) if _is_picture(need.path) else ("", "")
    if reason:
        raise ProblemsFound([_damaged(taken, reason, hint)])
    return made


def _damaged(need: Need, reason: str, hint: str) -> Diagnostic:
    said = f'"{need.target}" is not copied, as it cannot be shown: {reason}'
    return error("picture-damaged", need.position, said, hint)


def _is_for_readers(workspace: Workspace, need: Need) -> bool:
    """A picture or an attachment, by its own name and that of what it leads to: all else that lies
    about in a project's folders (notes, settings, keys, texts not yet published) was put there for
    the people who work on it, or would run in a reader's browser as a part of the site."""
    there = (workspace.root / need.path).resolve()
    folder = (workspace.root / _folder_of(need)).resolve()
    if not there.is_relative_to(folder):  # it stands in a folder that guide.yaml opens
        folder = workspace.root.resolve()
    endings = PICTURES if need.picture else PICTURES | ATTACHMENTS
    parts = (*PurePosixPath(need.path).parts, *there.relative_to(folder).parts)
    return not any(part.startswith(".") for part in parts) and all(
        PurePosixPath(name).suffix.lower().lstrip(".") in endings
        for name in (need.path, there.name)
    )


def _not_for_readers(need: Need) -> Diagnostic:
    if need.picture:
        return error(
            "file-not-for-readers",
            need.position,
            f'"{need.target}" is not shown: its name is not that of a picture for readers',
            "save it as PNG, JPEG, GIF, WebP, AVIF or SVG",
            unit=need.unit,
        )
    return warning(
        "file-not-for-readers",
        need.position,
        f'"{need.target}" is not copied: it is not of a kind that goes out to readers',
        "readers get pictures, PDF, office documents, sound and film; take other links out",
        unit=need.unit,
    )


def _safe_drawing(need: Need, content: bytes, told: list[Diagnostic]) -> bytes:
    """The SVG picture as it may be copied. Raises ProblemsFound where it may not."""
    from adaptkit.editions.svg import PictureRefused, safe_svg

    try:
        safe = safe_svg(content)
    except PictureRefused as refused:
        place = Position(need.path, refused.line)
        if refused.damaged:
            message = f"this picture is not copied, as nothing can draw it: {refused.reason}"
            found = error("picture-damaged", place, message, refused.hint)
        else:
            message = f"this picture is not copied, as it is not safe to read: {refused.reason}"
            found = error("picture-unsafe", place, message, refused.hint)
        raise ProblemsFound([found]) from None
    if safe.left_out:
        lines: dict[str, int] = {}
        for one in safe.left_out:
            lines.setdefault(one.what, one.line)
        names = [f"{what} (line {line})" for what, line in lines.items()]
        names[6:] = [f"and {len(names) - 6} more"] if len(names) > 6 else []
        told.append(
            warning(
                "picture-cleaned",
                Position(need.path, safe.left_out[0].line),
                f"left out of this picture, as it might act or fetch: {', '.join(names)}",
                "see whether the picture in the edition still shows all; else save it as plain "
                "SVG, texts as plain text (draw.io: without formatted text)",
            )
        )
    return safe.content


def _folder_of(need: Need) -> str:
    """Where the file may stand: in the guide, or in the folder of the overlay that names it."""
    there, names = in_overlay(need.path), in_overlay(need.position.path)
    return overlay_folder(names[0]) if there and names else SOURCE


def _is_open(workspace: Workspace, need: Need, opened: Sequence[str]) -> bool:
    """Whether the file stands, links followed, where this page may show files from."""
    try:
        full = (workspace.root / need.path).resolve()
    except (RuntimeError, OSError):  # a link that leads to itself
        return False
    except ValueError:  # a character that no name can have: there is no such file
        return True
    if full.is_relative_to((workspace.root / _folder_of(need)).resolve()):
        return True
    return any(full.is_relative_to(workspace.root / folder) for folder in opened)


def _is_shown(workspace: Workspace, folder: str, opened: Sequence[str]) -> bool:
    try:
        full = (workspace.root / folder).resolve()
    except (RuntimeError, OSError, ValueError):
        return False
    return any(full.is_relative_to(workspace.root / shown) for shown in (*SHOWN, *opened))
