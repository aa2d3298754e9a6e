"""Read the guide's files and settle every unit's identity."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adaptkit.catalogues.identity import Identity, identify
from adaptkit.guides.glossary import Glossary
from adaptkit.guides.names import chapter_ids
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.settings_units import about_chapter, about_note
from adaptkit.guides.units import assign_ids, placeholders_in, units
from adaptkit.model.catalogue import Match
from adaptkit.model.diagnostic import Severity
from adaptkit.model.document import Chapter, Guide, GuideSettings
from adaptkit.model.unit import Unit
from adaptkit.workspace.problems import Problems

if TYPE_CHECKING:
    from adaptkit.workspace.project import Workspace


def identify_guide(workspace: Workspace) -> tuple[Guide, tuple[Unit, ...], tuple[Match, ...]]:
    """The guide with final ids, its units, and how each was recognised. Raises ProblemsFound."""
    problems = Problems()
    settings = problems.attempt(lambda: workspace.settings)
    template = problems.attempt(workspace.read_template, "guide")
    chapters = _parse_all(workspace, problems)
    problems.stop_if_any()
    assert settings is not None
    names, notes = declared(settings)
    used = {
        name
        for chapter in chapters
        for block in chapter.walk()
        for name in placeholders_in(block.msgid, names)
    } | workspace.overlay_placeholders(names)
    about = about_chapter(settings, used)
    everything = ([about] if about else []) + chapters
    per_chapter = [units(c, placeholders=names, notes=notes) for c in everything]
    if settings.terms:
        glossary = Glossary(settings.terms)
        per_chapter = [tuple(glossary.noted(found)) for found in per_chapter]
    if about:
        per_chapter[0] = tuple(replace(u, notes=about_note(u.id, settings)) for u in per_chapter[0])
    flat = [unit for found in per_chapter for unit in found]
    identity = identify(flat, template, lambda: workspace.all_catalogues("guide"))
    settled = _assigned(everything, per_chapter, identity)
    final = tuple(
        replace(unit, id=id_, section=identity.sections.get(unit.section, unit.section))
        for unit, id_ in zip(flat, identity.ids, strict=True)
    )
    guide = Guide(
        settings,
        tuple(settled[1:] if about else settled),
        about=settled[0] if about else None,
    )
    return guide, final, identity.matches


def declared(settings: GuideSettings) -> tuple[set[str], dict[str, str]]:
    """The names that may stand in braces, and what a translator must know of each."""
    notes = {name: variable.note for name, variable in settings.variables.items()}
    for key, term in settings.terms.items():
        notes[f"term.{key}"] = term.note
    return set(notes), {name: note for name, note in notes.items() if note}


def _parse_all(workspace: Workspace, problems: Problems) -> list[Chapter]:
    found = problems.attempt(lambda: workspace.chapter_files)
    # Where the list cannot be followed, the chapters that are there are judged all the same.
    names, odd = found if found else (workspace.markdown_files, ())
    ids = chapter_ids(names)
    listed = problems.attempt(lambda: workspace.settings.chapters)
    out: list[Chapter] = []
    for name in names:
        path = f"source_guide/{name}"
        source = problems.attempt(workspace.read_text, path)
        if source is None:
            continue
        chapter = parse_chapter(source, path=path, name=name, chapter_id=ids[name])
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


def _assigned(
    chapters: list[Chapter], per_chapter: list[tuple[Unit, ...]], identity: Identity
) -> list[Chapter]:
    out, at = [], 0
    for chapter, found in zip(chapters, per_chapter, strict=True):
        ids = identity.ids[at : at + len(found)]
        at += len(found)
        out.append(assign_ids(chapter, ids, identity.sections))
    return out
