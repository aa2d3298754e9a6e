"""The guide's files, read with every unit's identity settled."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

from adaptkit.catalogues.identity import Identity, identify
from adaptkit.guides.broken_texts import (
    broken_settings,
    broken_texts,
    nothing_said,
    says_nothing,
)
from adaptkit.guides.names import chapter_ids, same_page
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.settings_units import about_chapter, about_note, declared
from adaptkit.guides.units import assign_ids, units
from adaptkit.model.catalogue import Match
from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    ProblemsFound,
    Severity,
    did_you_mean,
    error,
    warning,
)
from adaptkit.model.document import BlockKind, Chapter, Guide, GuideSettings
from adaptkit.model.layout import (
    GUIDE,
    GUIDE_SETTINGS,
    MARKDOWN,
    SOURCE,
    chapter_path,
    overlay_folder,
)
from adaptkit.model.left_behind import copied_from
from adaptkit.model.unit import Unit
from adaptkit.records import replace
from adaptkit.texts.placeholders import placeholders_in
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.declared import unread_edition


def read_guide(workspace: Workspace) -> Guide:
    """The parsed guide; every unit has the id that the committed template froze. Raises
    ProblemsFound."""
    return _identified(workspace)[0]


def guide_units(workspace: Workspace) -> tuple[tuple[Unit, ...], tuple[Match, ...]]:
    """The guide's units with their final ids, and how each was recognised."""
    return _identified(workspace)[1:]


def _identified(workspace: Workspace) -> tuple[Guide, tuple[Unit, ...], tuple[Match, ...]]:
    return workspace.once("guide", lambda: _identify(workspace))


def _identify(workspace: Workspace) -> tuple[Guide, tuple[Unit, ...], tuple[Match, ...]]:
    problems = Problems()
    settings = problems.attempt(lambda: workspace.settings)
    template = problems.attempt(workspace.read_template, GUIDE)
    chapters = _parse_all(workspace, problems)
    problems.stop_if_any()
    assert settings is not None
    names, notes = declared(settings)
    chapters = _told(chapters, settings, names, [*_unexplained(workspace, chapters)])
    used = {
        name
        for chapter in chapters
        for block in chapter.walk()
        for name in placeholders_in(block.msgid, names)
    } | _used_by_overlays(workspace, names)
    about = about_chapter(settings, used)
    everything = ([about] if about else []) + chapters
    per_chapter = [units(c, placeholders=names, notes=notes) for c in everything]
    if settings.terms:
        from adaptkit.guides.glossary import Glossary

        glossary = Glossary(settings.terms)
        per_chapter = [tuple(glossary.noted(found)) for found in per_chapter]
    if about:
        per_chapter[0] = tuple(replace(u, notes=about_note(u.id, settings)) for u in per_chapter[0])
    flat = [unit for found in per_chapter for unit in found]
    identity = identify(flat, template, lambda: workspace.all_catalogues(GUIDE))
    settled = _assigned(everything, per_chapter, identity)
    final = tuple(
        unit.changed(id=id_, section=identity.sections.get(unit.section, unit.section))
        for unit, id_ in zip(flat, identity.ids, strict=True)
    )
    guide = Guide(
        settings,
        tuple(settled[1:] if about else settled),
        about=settled[0] if about else None,
    )
    return guide, final, identity.matches


def chapter_files(workspace: Workspace) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Chapter names relative to ``source_guide/`` in order, and what is odd about them. Raises
    ProblemsFound."""
    names, odd = _listed_files(workspace)
    if twins := same_page(names):
        raise ProblemsFound(
            error(
                "page-twice",
                Position(chapter_path(second)),
                f"this chapter would be written over the page of {first}",
                "rename one of them: pages have the name of their chapter, and many disks do not "
                "tell capitals from small letters",
            )
            for first, second in twins
        )
    return names, (*odd, *_copies(names, workspace.markdown_files), *_not_read(workspace))


def _copies(names: Sequence[str], found: Sequence[str]) -> Iterator[Diagnostic]:
    """Chapters that are called as the copy of another one that is there: readers get both."""
    for name in names:
        stem, _, suffix = name.rpartition(".")
        folder, slash, last = stem.rpartition("/")
        original = f"{folder}{slash}{copied_from(last)}.{suffix}"
        if original in found:
            yield warning(
                "chapter-copied",
                Position(chapter_path(name)),
                f"this looks like a copy of {original}, and readers get both",
                "delete it, or move it elsewhere; if it is a chapter, give it a name of its own",
            )


def _not_read(workspace: Workspace) -> Iterator[Diagnostic]:
    """Files that look like chapters or editions to people and not to adaptkit."""
    for path, right in workspace.unread_editions.items():
        yield replace(unread_edition(path, right), severity=Severity.WARNING)
    for name in workspace.other_markdown:
        hint = "rename it so that it ends in .md, or move it elsewhere"
        if name.casefold().endswith(".mdx"):
            hint = "if it holds Markdown only, rename it so that it ends in .md; else move it away"
        yield warning(
            "file-not-read",
            Position(chapter_path(name)),
            "this file looks like a chapter, but files that end like this are not read, so it is "
            "in no edition",
            hint,
        )


def _listed_files(workspace: Workspace) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    found = workspace.markdown_files
    listed = workspace.settings.chapters
    if not listed:
        if not found:
            raise ProblemsFound(
                [
                    error(
                        "guide-empty",
                        Position(SOURCE),
                        "there is no chapter here yet",
                        f"put the guide's Markdown files (.md) into {SOURCE}/",
                    )
                ]
            )
        return found, ()
    missing = [name for name in listed if name not in found]
    if missing:
        raise ProblemsFound(
            [
                error(
                    "chapter-missing",
                    workspace.line_of(GUIDE_SETTINGS, "chapters", name),
                    f'the chapter "{name}" is listed here, but there is no such file',
                    did_you_mean(name, [one for one in found if one not in listed])
                    or "get the file back, correct its name or take the line out",
                )
                for name in missing
            ]
        )
    left = tuple(
        warning(
            "chapter-not-listed",
            Position(chapter_path(name)),
            "this chapter is not listed in guide.yaml, so it is in no edition",
            "add it to chapters: in guide.yaml, or move it elsewhere",
        )
        for name in found
        if name not in listed
    )
    return tuple(listed), left


def _used_by_overlays(workspace: Workspace, names: set[str]) -> set[str]:
    """Which of the declared names the overlays' texts use."""
    found: set[str] = set()
    for overlay in workspace.overlay_names:
        folder = overlay_folder(overlay)
        for file in workspace.files_below(folder):
            if file.casefold().endswith(MARKDOWN):
                # Whoever shows it says what is wrong with it.
                with contextlib.suppress(ProblemsFound):
                    content = workspace.read_bytes(f"{folder}/{file}")
                    found |= set(placeholders_in(content.decode("utf-8", "replace"), names))
    return found


def _parse_all(workspace: Workspace, problems: Problems) -> list[Chapter]:
    found = problems.attempt(chapter_files, workspace)
    # Where the list cannot be followed, the chapters that are there are judged all the same.
    names, odd = found if found else (workspace.markdown_files, ())
    ids = chapter_ids(names)
    settings = problems.attempt(lambda: workspace.settings) or GuideSettings()
    listed, syntax = settings.chapters, settings.syntax
    out: list[Chapter] = []
    for name in names:
        path = chapter_path(name)
        source = problems.attempt(workspace.read_text, path)
        if source is None:
            continue
        chapter = parse_chapter(source, path=path, name=name, chapter_id=ids[name], syntax=syntax)
        if not listed:
            # In a folder that lists no chapters, an empty file is odd; a listed one is a loss.
            softer = tuple(
                replace(d, severity=Severity.WARNING) if d.code == "chapter-empty" else d
                for d in chapter.diagnostics
            )
            chapter = replace(chapter, diagnostics=softer)
        problems.add(*chapter.diagnostics)
        out.append(chapter)
    if out and odd:
        out[0] = replace(out[0], diagnostics=(*odd, *out[0].diagnostics))
    return out


def _unexplained(workspace: Workspace, chapters: Sequence[Chapter]) -> Iterator[Diagnostic]:
    """The words that ``unlinked_terms`` names and no list of words of the guide has."""
    if not workspace.settings.unlinked_terms:
        return
    blocks = (block for chapter in chapters for block in chapter.walk())
    terms = {b.msgid.casefold(): b.msgid for b in blocks if b.kind is BlockKind.TERM and b.msgid}
    for word in workspace.settings.unlinked_terms:
        if word.casefold() not in terms:
            yield warning(
                "term-unknown",
                workspace.line_of(GUIDE_SETTINGS, "unlinked_terms", word),
                f'no glossary of this guide explains "{word}"',
                did_you_mean(word, terms.values()) or "write the term as the glossary has it",
            )


def _told(
    chapters: list[Chapter], settings: GuideSettings, names: set[str], of_all: list[Diagnostic]
) -> list[Chapter]:
    """The chapters with what readers should not get: it stops a release, and no work. ``of_all``
    is told with the first."""
    out: list[Chapter] = []
    for chapter in chapters:
        found = [*broken_texts(chapter, names)]
        if says_nothing(chapter):
            found.append(nothing_said(chapter.path))
        if not out:
            found += [*broken_settings(settings, names), *of_all]
        told = (*chapter.diagnostics, *found)
        out.append(replace(chapter, diagnostics=told) if found else chapter)
    return out


def _assigned(
    chapters: list[Chapter], per_chapter: list[tuple[Unit, ...]], identity: Identity
) -> list[Chapter]:
    out, at = [], 0
    for chapter, found in zip(chapters, per_chapter, strict=True):
        ids = identity.ids[at : at + len(found)]
        at += len(found)
        out.append(assign_ids(chapter, ids, identity.sections))
    return out
