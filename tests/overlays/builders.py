"""Small guides and overlays, parsed for real, with ids that a reader of a test can guess."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.units import assign_ids, units
from adaptkit.model.document import Block, BlockKind, Chapter, Guide, GuideSettings, Term, Variable
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import BaseRecord, Overlay, Seen
from adaptkit.overlays.parse import parse_overlay
from adaptkit.records import replace

OVERLAY_PATH = "locales/overlays/MY/overlay.yaml"


def slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split()[:2])


def chapter(source: str, name: str = "barriers.md") -> Chapter:
    """Unit ids are ``section.first-words``."""
    id = name.removesuffix(".md")
    parsed = parse_chapter(source, path=f"source_guide/{name}", name=name, chapter_id=id)
    found = units(parsed)
    ids = [unit.id or f"{unit.section}.{slug(unit.source)}" for unit in found]
    return assign_ids(parsed, ids, {unit.section: unit.section for unit in found})


def guide(*sources: str) -> Guide:
    names = ("barriers.md", "goals.md", "support.md")
    variables = {"emergency_number": Variable("emergency_number", "911", "telephone")}
    terms = {"physio": Term("physio", "physical therapist")}
    chapters = tuple(chapter(source, name) for source, name in zip(sources, names, strict=False))
    return Guide(GuideSettings(country="US", variables=variables, terms=terms), chapters)


def prose(source: str, operation: str, name: str = "MY", language: str = "ms") -> Chapter:
    id = f"{name}/{operation}"
    parsed = parse_chapter(
        source,
        path=f"locales/overlays/{name}/{operation}.md",
        name=f"{operation}.md",
        chapter_id=id,
        domain=name,
        language=Locale.parse(language),
    )
    found = units(parsed)
    ids = [f"{id}.{number}" for number, _ in enumerate(found, 1)]
    return assign_ids(parsed, ids, {unit.section: unit.section for unit in found})


def overlay(
    operations: str,
    texts: Mapping[str, str] | None = None,
    name: str = "MY",
    base: str | None = None,
    directory: str | None = None,
    head: str = "",
) -> Overlay:
    """``operations`` is the YAML of the list; ``texts``: ``costs`` → what ``costs.md`` says."""
    listed = "\n".join("  " + line for line in operations.strip("\n").split("\n"))
    text = f"overlay: {name}\nlanguage: ms\n{head}operations:\n{listed}\n"
    return parse_overlay(
        text,
        path=f"locales/overlays/{name}/overlay.yaml",
        name=name,
        prose={f"{id}.md": prose(source, id, name) for id, source in (texts or {}).items()},
        base_text=base,
        directory_text=directory,
    )


def outline(chapter: Chapter) -> str:
    """One line a block: depth, kind where it is not a paragraph, id and text."""
    lines: list[str] = []

    def show(block: Block, depth: int) -> None:
        kind = block.kind.value
        if block.kind is BlockKind.HEADING:
            kind = "#" * block.level
        if block.kind is BlockKind.SLOT:
            kind = f"slot {block.info}"
        words = [kind, block.id, "|", block.msgid] if block.msgid else [kind]
        lines.append("  " * depth + " ".join(words))
        for child in block.children:
            show(child, depth + 1)

    for block in chapter.blocks:
        show(block, 0)
    return "\n".join(lines)


def with_base(made: Overlay, texts: Mapping[str, str]) -> Overlay:
    targets = {operation.id: str(operation.target) for operation in made.operations}
    return replace(
        made, base={id: BaseRecord(targets[id], (Seen(text),)) for id, text in texts.items()}
    )
