"""Where ``update`` looks for words that fit: other catalogues, files given, former versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from adaptkit.catalogues.memory import Remembered, Source, former, remembered
from adaptkit.loading.overlays import withdrawn_texts
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.locale import Locale
from adaptkit.overlays.stories import text_sign
from adaptkit.records import replace
from adaptkit.reports.words import typed
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.problems import no_file

Given = Mapping[Locale, Sequence[Remembered]]
"""Language → what the files given with ``--memory`` hold in it."""


def near_sources(
    workspace: Workspace, locale: Locale, domain: str, given: Given
) -> tuple[Source, ...]:
    """The other catalogues of this language, those of its parents (of es for es_MX), then files:
    what they hold in this language itself first."""
    sources: list[Source] = [
        _catalogue(workspace, one, name)
        for one in locale.parents()
        if one == locale or one in workspace.languages
        for name in workspace.domains(one)
        if (one, name) != (locale, domain)
    ]
    own = [one for one in locale.parents() if one in given]
    sources += [partial(_of_files, workspace, given, (one,)) for one in own]
    # Of es, what es-MX and es-ES say counts the same: in one source they can disagree.
    variants = [one for one in given if one.same_language(locale) and one not in own]
    sources.append(partial(_of_files, workspace, given, variants))
    return tuple(sources)


def _of_files(
    workspace: Workspace, given: Given, languages: Sequence[Locale]
) -> Iterable[Remembered]:
    return _told(workspace, (text for one in languages for text in given[one]))


def _told(workspace: Workspace, found: Iterable[Remembered]) -> list[Remembered]:
    """Without the words of stories that were withdrawn: git and old files still hold them."""
    gone = withdrawn_texts(workspace)
    return [one for one in found if not gone or text_sign(one.msgid) not in gone]


def _catalogue(workspace: Workspace, locale: Locale, domain: str) -> Source:
    def read() -> Iterable[Remembered]:
        found = workspace.read_catalogue(locale, domain)
        return remembered(found.live, found.path) if found else ()

    return read


def earlier(workspace: Workspace, locale: Locale, domain: str) -> Source:
    """The catalogue's former versions, as far as git knows them."""

    def read() -> Iterable[Remembered]:
        from adaptkit.workspace.history import former_entries

        path = workspace.catalogue_path(locale, domain)
        entries = former_entries(workspace.root, path, locale, domain)
        return _told(workspace, former(entries, "an earlier version of this file"))

    return read


def answered(workspace: Workspace, locale: Locale, domain: str) -> frozenset[str]:
    """The units that a parent's catalogue answers for: what is empty here is meant to be."""
    found: set[str] = set()
    for parent in locale.parents()[1:]:
        if parent in workspace.languages:
            catalogue = workspace.read_catalogue(parent, domain)
            found.update(e.unit_id for e in catalogue.live if e.finished) if catalogue else None
    return frozenset(found)


_BIGGEST = 128 * 1024 * 1024


# Files --------------------------------------------------------------------------------------


def read_given(files: Sequence[Path], locales: Sequence[Locale], named: Sequence[Locale]) -> Given:
    """What these files hold in the languages being updated. ``named``: those on the command line;
    a file that does not say its language is in the one named. Raises ProblemsFound."""
    problems = Problems()
    out: dict[Locale, list[Remembered]] = {}
    for file in files:
        found = problems.attempt(_read, file, named)
        if found is None:
            continue
        if not any(tag.same_language(one) for tag in found for one in locales):
            problems.add(_other_language(file, found, locales))
        for language, texts in found.items():
            out.setdefault(language, []).extend(texts)
    problems.stop_if_any()
    return out


def _read(file: Path, named: Sequence[Locale]) -> dict[Locale, list[Remembered]]:
    shown = file.as_posix()
    if not file.is_file():
        raise ProblemsFound([no_file(file)])
    if file.stat().st_size > _BIGGEST:
        said = "this file is too large to be a memory of one guide's translations"
        hint = "take out of it what other guides say, or export this language alone"
        raise ProblemsFound([error("exchange-damaged", Position(shown), said, hint)])
    read = _READERS.get(file.suffix.casefold())
    if read is None:
        raise ProblemsFound(
            [
                error(
                    "use-unknown-format",
                    Position(shown),
                    "a memory is a PO file, an MO file or a TMX file",
                    "save or export it as .po, .mo or .tmx from the program that it comes from",
                )
            ]
        )
    return read(file, named)


def _read_po(file: Path, named: Sequence[Locale]) -> dict[Locale, list[Remembered]]:
    from adaptkit.catalogues.po import parse_po

    try:
        return _of_one_language(file, named, parse_po)
    except ProblemsFound as found:
        raise ProblemsFound(map(_mended_elsewhere, found.diagnostics)) from None


def _mended_elsewhere(told: Diagnostic) -> Diagnostic:
    """``format`` mends the project's own catalogues, and no file that comes from elsewhere."""
    ours = "adaptkit format" in told.hint or told.code == "not-text"
    hint = "open it in the program that it comes from, and save it again as PO, in UTF-8"
    return replace(told, hint=hint) if ours else told


def _read_mo(file: Path, named: Sequence[Locale]) -> dict[Locale, list[Remembered]]:
    from adaptkit.catalogues.mo import parse_mo

    return _of_one_language(file, named, parse_mo)


def _of_one_language(
    file: Path, named: Sequence[Locale], parse: Callable[..., Catalogue]
) -> dict[Locale, list[Remembered]]:
    shown = file.as_posix()
    found = parse(file.read_bytes(), path=shown, locale=Locale("und"), domain="memory")
    language = _language(found) or (named[0] if len(named) == 1 else None)
    if language is None:
        raise ProblemsFound(
            [
                error(
                    "use-no-catalogue",
                    Position(shown),
                    "this file does not say which language it is for",
                    f"name one language: adaptkit update es --memory {typed(shown)}",
                )
            ]
        )
    return {language: list(former(found.entries, file.name))}


def _language(catalogue: Catalogue) -> Locale | None:
    try:
        return Locale.parse(catalogue.field("Language"))
    except ValueError:
        return None


def _read_tmx(file: Path, named: Sequence[Locale]) -> dict[Locale, list[Remembered]]:
    from adaptkit.exchange.tmx import parse_tmx

    del named
    out: dict[Locale, list[Remembered]] = {}
    for one in parse_tmx(file.read_bytes(), file.as_posix()).units:
        try:
            language = Locale.parse(one.language)
        except ValueError:
            continue
        if one.source.strip() and one.translation.strip():
            texts = out.setdefault(language, [])
            texts.append(Remembered(one.source, one.translation, file.name, file.name))
    return out


_READERS: dict[str, Callable[[Path, Sequence[Locale]], dict[Locale, list[Remembered]]]] = {
    ".po": _read_po,
    ".mo": _read_mo,
    ".gmo": _read_mo,
    ".tmx": _read_tmx,
}


def _other_language(file: Path, found: Iterable[Locale], locales: Sequence[Locale]) -> Diagnostic:
    said = ", ".join(dict.fromkeys(language.posix for language in found)) or "no language"
    have = ", ".join(locale.posix for locale in locales) or "none"
    return error(
        "use-no-catalogue",
        Position(file.as_posix()),
        f"this file is for {said}, which is not being updated",
        f"being updated: {have}; another language is added when you name it: adaptkit update fr",
    )
