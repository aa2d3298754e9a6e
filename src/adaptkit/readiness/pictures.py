"""The files that pages show or link to: read for a build, looked for by an update."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from adaptkit.editions.media import asset
from adaptkit.editions.pictures import Need, check_links, needs, rebase
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.model.diagnostic import Diagnostic, ProblemsFound, error
from adaptkit.model.document import Block, BlockKind, Chapter, GuideSettings
from adaptkit.model.edition import Asset, Edition, EditionChapter, EditionSpec
from adaptkit.model.layout import SHOWN, SOURCE
from adaptkit.workspace import Workspace

# What makes an SVG picture more than a picture: scripts, event handlers, foreign pages, fetching.
_ACTIVE = re.compile(
    rb"<\s*(?:\w+:)?(?:script|foreignObject|iframe|embed|object)\b|\son\w+\s*=|javascript:"
    rb"|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/(?:png|jpeg|gif|webp))[^\"'\s]|<!ENTITY|@import|url\(\s*[\"']?(?!#)",
    re.IGNORECASE,
)


def gather(
    workspace: Workspace, edition: Edition, known: dict[str, bytes | None]
) -> tuple[tuple[Asset, ...], tuple[Diagnostic, ...]]:
    """The edition's files, sorted by name, and what is wrong with them. ``known``: path → what
    has been read of it already (None: it is not there)."""
    assets: dict[str, Asset] = {}
    found: dict[str, bool] = {}
    outside: list[Diagnostic] = []
    for need in needs(edition):
        try:
            content = _content(workspace, need, known)
        except ProblemsFound as problem:
            # A link that leads there is dangling, as a warning says; a picture is refused.
            outside += problem.diagnostics if need.picture else ()
            found[need.path] = need.picture
            continue
        found[need.path] = content is not None
        if content is not None:
            assets[need.name] = asset(need.name, content)
    for path in [path for path, there in found.items() if not there]:
        folder = path.rpartition("/")[0]
        if _is_open(workspace, folder + "/") and (workspace.root / folder).is_dir():
            for near in (workspace.root / folder).iterdir():
                found.setdefault(f"{folder}/{near.name}", True)
    problems = dict.fromkeys((*outside, *check_links(edition, found)))
    return tuple(assets[name] for name in sorted(assets)), tuple(problems)


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
    return [
        one for one in problems if one.code in ("image-missing", "path-outside", "picture-unsafe")
    ]


def _shown(chapter: Chapter) -> EditionChapter:
    blocks = tuple(
        rebase(block.map_leaves(lambda leaf: _with_pictures(chapter, leaf)), chapter.name)
        for block in chapter.blocks
    )
    return EditionChapter(chapter.id, chapter.name, chapter.title, "", blocks, (), chapter)


def _with_pictures(chapter: Chapter, leaf: Block) -> Block:
    """Only texts that may show a picture are looked into."""
    if leaf.kind is BlockKind.CODE:
        return leaf
    if "![" not in leaf.text and "<img" not in leaf.text.lower():
        return leaf
    context = Context(chapter.references, chapter.footnotes)
    inlines = parse_inlines(leaf.text, context)
    return replace(leaf, inlines=inlines)


def _content(workspace: Workspace, need: Need, known: dict[str, bytes | None]) -> bytes | None:
    if need.name.startswith("../") or not _is_open(workspace, need.path):
        raise ProblemsFound(
            [
                error(
                    "path-outside",
                    need.position,
                    f'"{need.target}" leads out of the folders that a page may show files from',
                    f"copy the file into {SOURCE}/ and name it there",
                )
            ]
        )
    if need.path not in known:
        full = workspace.root / need.path
        known[need.path] = full.read_bytes() if full.is_file() else None
    content = known[need.path]
    if content is not None and need.path.lower().endswith(".svg") and _ACTIVE.search(content):
        raise ProblemsFound(
            [
                error(
                    "picture-unsafe",
                    need.position,
                    f'the picture "{need.target}" holds a program, or fetches something',
                    "save it again as a plain SVG picture, without scripts and outside links",
                )
            ]
        )
    return content


def _is_open(workspace: Workspace, path: str) -> bool:
    """Whether the file stands, links followed, where a page may show files from."""
    full = (workspace.root / path).resolve()
    return any(full.is_relative_to(workspace.root / folder) for folder in SHOWN)
