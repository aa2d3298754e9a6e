"""What five overlays cost on top of reading a guide: 5,000 passages, 2,000 operations."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.measuring import Figure, program, run

CHAPTERS, PASSAGES = 50, 100
OVERLAYS, OPERATIONS = 5, 400
_TIMES = 5


def resolving(_book: Path, folder: Path) -> Iterator[Figure]:
    """In one process, the best of five: what one edition's overlays make of the guide, beside
    what it costs to read the guide's text."""
    from adaptkit.editions.adapt import adapt_for
    from adaptkit.guides.parse import parse_chapter
    from adaptkit.loading.guide import read_guide
    from adaptkit.loading.overlays import read_overlay
    from adaptkit.workspace import Workspace

    _written(folder)
    run(program("adaptkit"), "update", folder=folder)
    workspace = Workspace(folder)
    guide = read_guide(workspace)
    overlays = [read_overlay(workspace, f"o{number}") for number in range(OVERLAYS)]
    spec = workspace.read_edition("en-o")
    units = sum(1 for block in guide.walk() if block.msgid and not block.children)
    done = sum(len(overlay.operations) for overlay in overlays)

    def parse() -> None:
        for chapter in guide.chapters:
            parse_chapter(chapter.source, path=chapter.path, name=chapter.name, chapter_id="c")

    reading = _best(parse)
    spent = _best(lambda: adapt_for(guide, overlays, spec))
    detail = f"{spent:.2f} s and {reading:.2f} s; {units:,} passages, {done:,} operations"
    yield Figure("five overlays / reading the guide", spent / reading, 2.0, "×", detail)


def _best(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(_TIMES):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


def _written(project: Path) -> None:
    chapters = project / "source_guide"
    chapters.mkdir(parents=True)
    for number in range(CHAPTERS):
        texts = (
            f"{{#p{n}}}\nParagraph {n} of chapter {number} tells readers *what to do* about it.\n"
            for n in range(PASSAGES)
        )
        text = "\n".join((f"# Chapter {number}\n", *texts))
        (chapters / f"{number:02}-chapter{number}.md").write_text(text, encoding="utf-8")
    for number in range(OVERLAYS):
        _overlay(project / "locales" / "overlays" / f"o{number}", number)
    editions = project / "locales" / "editions"
    editions.mkdir()
    names = ", ".join(f"o{number}" for number in range(OVERLAYS))
    said = f"edition: en-o\nlanguage: en\noverlays: [{names}]\n"
    (editions / "en-o.yaml").write_text(said, encoding="utf-8")


def _overlay(folder: Path, number: int) -> None:
    """Of every kind, each overlay at places of its own and at some that the first one replaced."""
    (folder / "blocks").mkdir(parents=True)
    kinds = ("replace", "insert_after", "remove", "keep")
    lines = [f"overlay: o{number}", "language: en", "operations:"]
    for at in range(OPERATIONS):
        shared = at < OPERATIONS // 8
        kind = "replace" if shared else kinds[at % len(kinds)]
        place = at if shared else number * OPERATIONS + at
        target = f"chapter{place % CHAPTERS}.p{place // CHAPTERS}"
        text = f", with: blocks/b{at}.md" if kind in ("replace", "insert_after") else ""
        why = 'because: {reason: "It is otherwise here"}'
        lines.append(f"- {{id: r{at}, {kind}: {target}{text}, {why}}}")
        if text:
            said = f"In overlay {number} it is otherwise, case {at}.\n"
            (folder / "blocks" / f"b{at}.md").write_text(said, encoding="utf-8")
    (folder / "overlay.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
