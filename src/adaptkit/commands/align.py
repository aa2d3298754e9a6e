"""``adaptkit align``: suggestions for a catalogue from a translation that exists already."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from adaptkit.alignment.document import Part, part_of_chapter
from adaptkit.alignment.docx import parse_docx
from adaptkit.alignment.glossaries import without_glossaries
from adaptkit.alignment.pairing import Aligned, pair_up
from adaptkit.alignment.place import LEAST, placements
from adaptkit.alignment.report import (
    AlignReport,
    place_in_document,
    place_in_guide,
    place_of_placement,
)
from adaptkit.alignment.suggest import known_translations, suggest
from adaptkit.catalogues.merge import merge, new_catalogue
from adaptkit.catalogues.template import make_template
from adaptkit.guides.names import chapter_ids
from adaptkit.guides.parse import parse_chapter
from adaptkit.loading.guide import guide_units, read_guide
from adaptkit.loading.languages import decided_rules
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.document import Guide, GuideSettings
from adaptkit.model.layout import LOCALES, MARKDOWN
from adaptkit.model.left_behind import any_left_behind
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.texts.foreign import document_in
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.decoding import decode
from adaptkit.workspace.languages import language_named
from adaptkit.workspace.natural import natural
from adaptkit.workspace.proven import proven

_WORD = "a Word document"
_SAVE = "open it, save it as a Word document (.docx), and name that"
_READABLE = (*MARKDOWN, ".docx")


def align(
    workspace: Workspace,
    documents: Sequence[Path],
    language: str,
    *,
    least: int = LEAST,
    dry_run: bool = False,
    now: datetime.datetime,
) -> AlignReport:
    """Recognise the guide's texts in ``documents`` (files or folders, Markdown or Word) and put
    what is sure enough into the catalogue of ``language``, fuzzy, where nothing stands yet.

    ``least``: the confidence, 0–100, from which a pair is placed. Raises ProblemsFound, before
    anything is written, with all that is wrong.
    """
    problems = Problems()
    locale = problems.attempt(_language, workspace, language)
    theirs = problems.attempt(read_documents, documents)
    guide = problems.attempt(read_guide, workspace)
    before = problems.attempt(workspace.read_catalogue, locale, "guide") if locale else None
    problems.stop_if_any()
    assert locale is not None
    assert theirs is not None
    assert guide is not None
    template, catalogue = _caught_up(workspace, guide, locale, before, now)
    units, _ = guide_units(workspace)
    values = placeholder_values(guide.settings)
    found = placements(_recognised(guide, theirs, locale, catalogue, values), least=least)
    whole = {unit.id: unit for unit in units}
    placed = tuple(replace(one, unit=whole.get(one.unit.id, one.unit)) for one in found.placed)
    result, filled, kept = suggest(catalogue, placed, values)
    path = workspace.catalogue_path(locale, "guide")
    files = proven(workspace, workspace.template_path("guide"), template)
    files |= proven(workspace, path, result, before)
    if files and not dry_run:
        workspace.write(files)
    told = {one.unit.id: one for one in placed}
    return AlignReport(
        path=path,
        language=locale.posix,
        created=before is None,
        files=tuple(sorted(files)),
        least=least,
        placed=tuple(place_of_placement(told[unit]) for unit in filled),
        kept=tuple(place_of_placement(told[unit]) for unit in kept),
        doubtful=tuple(place_of_placement(one) for one in found.doubtful),
        untranslated=tuple(place_in_guide(passage) for passage in found.untranslated),
        missing=tuple(place_in_guide(passage) for passage in found.missing),
        added=tuple(place_in_document(passage) for passage in found.added),
        dry_run=dry_run,
    )


def _recognised(
    guide: Guide,
    theirs: Sequence[Part],
    locale: Locale,
    catalogue: Catalogue,
    values: Mapping[str, str],
) -> Aligned:
    known = known_translations(catalogue)
    source = guide.settings.source_language.language
    aligned = pair_up(
        [part_of_chapter(chapter, known) for chapter in guide.chapters],
        theirs,
        values=values,
        languages=(source, locale.language, locale.posix.casefold(), locale.tag.casefold()),
    )
    return without_glossaries(aligned, source, locale.language)


def _caught_up(
    workspace: Workspace,
    guide: Guide,
    locale: Locale,
    before: Catalogue | None,
    now: datetime.datetime,
) -> tuple[Catalogue, Catalogue]:
    """The template, and the language's catalogue with exactly its units; a new one is empty."""
    stamp = f"{now.astimezone(datetime.UTC):%Y-%m-%d %H:%M}+0000"
    units, matches = guide_units(workspace)
    template = make_template(
        units,
        previous=workspace.read_template("guide"),
        domain="guide",
        title=guide.settings.title,
        version=guide.settings.version,
        now=stamp,
    )
    # An edition that is wrong is told by whoever needs it.
    problems = Problems()
    specs = [problems.attempt(partial(workspace.read_edition, n)) for n in workspace.edition_files]
    rule = decided_rules(spec for spec in specs if spec is not None).get(locale, "")
    start = new_catalogue(template, locale, now=stamp) if before is None else before
    return template, merge(template, start, matches, plural_forms=rule)[0]


def placeholder_values(settings: GuideSettings) -> Mapping[str, str]:
    """What stands in the guide's own language where a placeholder is filled in."""
    values = {name: variable.value for name, variable in settings.variables.items()}
    return {name: value for name, value in values.items() if value}


def _language(workspace: Workspace, name: str) -> Locale:
    """A language that the guide is not written in. Raises ProblemsFound."""
    locale = language_named(workspace, name)
    if locale.same_language(workspace.settings.source_language):
        raise ProblemsFound(
            [
                error(
                    "use-source-language",
                    Position(LOCALES),
                    "the guide itself is written in this language, so there is nothing to align",
                    "name the language of the document: --language es",
                )
            ]
        )
    return locale


def read_documents(documents: Sequence[Path]) -> list[Part]:
    """Every file in natural order; names are relative to the folder that was given. Raises
    ProblemsFound for all that cannot be read."""
    problems = Problems()
    files: list[tuple[str, Path]] = []
    for given in documents:
        files += problems.attempt(_files, given) or []
    ids = chapter_ids([name for name, _ in files])
    parts = [problems.attempt(_part, name, file, ids[name]) for name, file in dict(files).items()]
    problems.stop_if_any()
    return [part for part in parts if part is not None]


def _files(given: Path) -> list[tuple[str, Path]]:
    if given.is_dir():
        found = [p for p in given.rglob("*") if p.suffix.casefold() in _READABLE and p.is_file()]
        named = {
            p.relative_to(given).as_posix(): p
            for p in found
            if not any_left_behind(p.relative_to(given).parts)
        }
        if not named:
            raise ProblemsFound(
                [_use(given, "this folder holds no Markdown (.md) and no Word document (.docx)")]
            )
        return [(name, named[name]) for name in sorted(named, key=natural)]
    if not given.is_file():
        raise ProblemsFound(
            [_use(given, "there is no such file", "look whether the name is right")]
        )
    if given.suffix.casefold() not in _READABLE:
        raise ProblemsFound([_use(given, "only Markdown (.md) and Word (.docx) can be aligned")])
    return [(given.name, given)]


def _part(name: str, file: Path, chapter_id: str) -> Part:
    try:
        content = file.read_bytes()
    except OSError as fault:
        said = f"this file cannot be read: {fault.strerror or fault}"
        raise ProblemsFound([_use(file, said, "see whether you may open it")]) from fault
    document = document_in(content)
    if document and not (document == _WORD and file.suffix.casefold() == ".docx"):
        raise ProblemsFound([_use(file, f"this is {document}, whatever its name says", _SAVE)])
    if file.suffix.casefold() == ".docx":
        return parse_docx(content, path=name, name=name)
    text = decode(content, str(file))
    return part_of_chapter(parse_chapter(text, path=name, name=name, chapter_id=chapter_id))


def _use(
    path: Path, message: str, hint: str = "save the document as .docx or .md, then name that"
) -> Diagnostic:
    return error("use-document", Position(str(path)), message, hint)
