"""Words that an edition shows in another language: terms, words around the guide, and why a country
has changed something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from adaptkit.guides.settings_units import ABOUT
from adaptkit.model.catalogue import Catalogue, EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.edition import Edition, UnitTrace
from adaptkit.model.layout import GUIDE, INTERFACE
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.reports.listed import Word
from adaptkit.reports.status import EditionStatus
from adaptkit.workspace import Workspace

OPEN = (EntryState.FUZZY, EntryState.UNTRANSLATED)


def with_words(workspace: Workspace, row: EditionStatus, edition: Edition) -> EditionStatus:
    """With all these words, and a warning for terms and for words around the guide: a reason in
    another language is marked as being in one, and only told."""
    around = tuple(_around(workspace, edition))
    catalogues = catalogues_of(workspace, edition)
    terms, reasons = tuple(_terms(edition, catalogues)), tuple(reasons_of(edition, catalogues))
    told = [found for found in (_untold(edition, around), _unnamed(edition, terms)) if found]
    return replace(row, words=(*terms, *reasons, *around), diagnostics=(*row.diagnostics, *told))


def catalogues_of(workspace: Workspace, edition: Edition) -> list[Catalogue]:
    """Those that answer for the edition's passages, nearest first."""
    domains = (GUIDE, *edition.spec.overlays)
    return [
        found
        for locale in edition.spec.chain
        for domain in domains
        if (found := workspace.read_catalogue(locale, domain)) is not None
    ]


def _around(workspace: Workspace, edition: Edition) -> Iterator[Word]:
    """The words around the guide ("Contents", "Next") that stay English."""
    if edition.spec.locale.language == "en":
        return
    from adaptkit.catalogues.interface import missing_words

    missing = missing_words(edition.words)
    if not missing:
        return
    named = [workspace.catalogue_path(one, INTERFACE) for one in edition.spec.chain]
    read = (workspace.read_catalogue(one, INTERFACE) for one in edition.spec.chain)
    catalogue = next((found for found in read if found is not None), None)
    entries = {entry.msgid: entry for entry in catalogue.live} if catalogue else {}
    for text in missing:
        entry = entries.get(text)
        # Words that would harm readers are there, and nobody is shown them.
        state = EntryState.FUZZY if entry and entry.msgstr else EntryState.UNTRANSLATED
        path = catalogue.path if catalogue else named[-1]
        yield Word(text, "interface", state.value, path, entry.position.line if entry else 0)


def _terms(edition: Edition, catalogues: Sequence[Catalogue]) -> Iterator[Word]:
    """The guide's terms that have no finished words, each where somebody can write them."""
    for one in _open_terms(edition.trace):
        state = one.state.value if one.state else ""
        entries = ((c.path, c.by_id().get(one.unit)) for c in catalogues)
        path, entry = next(((p, e) for p, e in entries if e is not None), (one.path, None))
        if entry is None:
            yield Word(one.unit, "term", state, path, one.line)
        else:
            yield Word(entry.msgid, "term", state, path, entry.position.line)


def _open_terms(trace: Iterable[UnitTrace]) -> Iterator[UnitTrace]:
    # An overlay can say nothing of that chapter otherwise but its terms.
    return (
        one
        for one in trace
        if one.chapter == ABOUT and one.state in OPEN and not one.unit.startswith(f"{ABOUT}.")
    )


def reasons_of(edition: Edition, catalogues: Sequence[Catalogue]) -> Iterator[Word]:
    """The reasons that readers get in another language where the edition tells how it was adapted,
    each where somebody can translate it."""
    own = edition.spec.locale
    shown = {
        one.unit: one
        for one in edition.adaptations
        if one.unit and one.reason and one.language and not one.language.same_language(own)
    }
    for unit, one in shown.items():
        entries = ((c.path, c.by_id().get(unit)) for c in catalogues)
        path, entry = next(((p, e) for p, e in entries if e is not None), ("", None))
        if entry is None:
            where = one.position
            yield Word(one.reason, "reason", EntryState.UNTRANSLATED.value, where.path, where.line)
        else:
            yield Word(one.reason, "reason", entry.state.value, path, entry.position.line)


def _untold(edition: Edition, words: Sequence[Word]) -> Diagnostic | None:
    if not words:
        return None
    locale = edition.spec.locale
    there = any(word.line for word in words)
    language = Locale(locale.language, locale.script).posix
    return warning(
        "interface-untranslated",
        Position(words[0].path),
        f'words of the pages themselves, such as "{words[0].text}", that stay English: '
        f"{len(words)}",
        "translate them in this file" if there else f"adaptkit update {language} writes this file",
        edition=edition.spec.name,
    )


def _unnamed(edition: Edition, terms: Sequence[Word]) -> Diagnostic | None:
    if not terms:
        return None
    return warning(
        "terms-untranslated",
        Position(terms[0].path, terms[0].line),
        f'terms of the guide, such as "{terms[0].text}", that have no finished translation: '
        f"{len(terms)}",
        "translate them: each stands in many passages",
        edition=edition.spec.name,
    )
