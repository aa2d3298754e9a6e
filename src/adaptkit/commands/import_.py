"""``adaptkit import``: what comes back from other tools, three-way, so that nothing is lost."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Sequence
from pathlib import Path

from adaptkit.catalogues.dating import dated
from adaptkit.catalogues.faults import foreign_words
from adaptkit.exchange import EXCHANGES, Exchange, Read
from adaptkit.exchange._taken import suggested
from adaptkit.exchange.reconcile import reconcile
from adaptkit.exchange.remember import offer, remember
from adaptkit.guides.settings_units import declared
from adaptkit.loading.parcel import parcel
from adaptkit.model.catalogue import Catalogue, Entry
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.exchange import Delivery, Judged, Outcome, Returned
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import VARIABLE_TARGET
from adaptkit.readiness.findings import errors_in
from adaptkit.records import replace
from adaptkit.reports.exchanged import ImportReport
from adaptkit.reports.words import typed
from adaptkit.texts.foreign import LOCKED, document_in
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.problems import no_file
from adaptkit.workspace.proven import proven

_SPREADSHEET = "an Excel spreadsheet"
_MANY = 20
_WAIT = "those that are new were taken as suggestions"
_BIGGEST = 128 * 1024 * 1024
_OTHER_SHEETS = (".ods", ".fods", ".xls", ".xlsb", ".numbers")
_PROLOGUE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>\[]*>\s*|<!--.*?-->\s*)*", re.S
)


def import_file(
    workspace: Workspace,
    file: Path,
    *,
    language: str = "",
    dry_run: bool = False,
    newer: bool = False,
    now: datetime.datetime,
) -> ImportReport:
    """Take from ``file`` what changed there and nowhere else. ``language``: of a file that does
    not say it. ``newer``: one that does not say what was exported was made from the catalogue as
    it is now. Raises ProblemsFound, before anything is written, and OSError for the file."""
    shown = file.as_posix()
    if not file.is_file():
        raise ProblemsFound([no_file(file)])
    if file.stat().st_size > _BIGGEST:
        said = "this file is too large to be a list of translations"
        hint = "ask for a file with this language's texts only"
        raise ProblemsFound([error("exchange-damaged", Position(shown), said, hint)])
    content = file.read_bytes()
    delivery = _reader(shown, content)(content, shown)
    by_locale, refused = _sorted(workspace, delivery, language, shown)
    names, _ = declared(workspace.settings)
    problems = Problems()
    outcomes: list[Outcome] = []
    files: dict[str, bytes] = {}
    for locale, units in by_locale.items():
        found = problems.attempt(
            _one, workspace, locale, units, names, memory=delivery.memory, newer=newer
        )
        if found is None:
            continue
        before, after, outcome = found
        after, outcome = _with_language(workspace, before, after, outcome)
        outcome = _with_errors(workspace, before, after, outcome)
        changed: dict[str, bytes] = {}
        for old, new in zip(before, after, strict=True):
            if new is not old:
                path = workspace.catalogue_path(locale, new.domain)
                changed |= proven(workspace, path, dated(new, now), old)
        files |= changed
        outcomes.append(replace(outcome, files=tuple(changed)))
    problems.stop_if_any()
    if files and not dry_run:
        workspace.write(files)
    return ImportReport(
        file=shown,
        outcomes=tuple(outcomes),
        files=tuple(files),
        diagnostics=(*delivery.diagnostics, *(d for o in outcomes for d in o.diagnostics)),
        refused=refused,
        dry_run=dry_run,
    )


def _one(
    workspace: Workspace,
    locale: Locale,
    units: Sequence[Returned],
    names: Collection[str],
    *,
    memory: bool,
    newer: bool,
) -> tuple[tuple[Catalogue, ...], tuple[Catalogue, ...], Outcome]:
    before = parcel(workspace, locale).catalogues
    if memory:
        after, outcome = remember(before, units)
    else:
        known = {*names, *_overlay_names(workspace)}
        dialect = workspace.settings.syntax.dialect
        done = reconcile(before, units, placeholders=known, newer=newer, dialect=dialect)
        after, outcome = offer(*done)
    return before, after, outcome


def _with_language(
    workspace: Workspace,
    before: Sequence[Catalogue],
    after: Sequence[Catalogue],
    outcome: Outcome,
) -> tuple[tuple[Catalogue, ...], Outcome]:
    """With a warning where the words that came look like another language's. They wait, as
    suggestions, until somebody has looked: readers would get a language that they cannot read."""
    source = workspace.settings.source_language
    told: list[Diagnostic] = []
    waiting: set[str] = set()
    done: list[Catalogue] = []
    for old, new in zip(before, after, strict=True):
        came = _that_came(old, new) if new is not old else ()
        # Of a few words alone, names perhaps, no language can be told.
        many = replace(new, entries=came) if len(came) >= _MANY else new
        wrong = tuple(foreign_words(many, source)) if came else ()
        if wrong and not any(foreign_words(old, source)):
            told += (replace(one, message=f"{one.message}; {_WAIT}") for one in wrong)
            ids = {one.unit_id for one in came}
            waiting |= ids
            entries = tuple(
                suggested(one, one.msgstr, "") if one.live and one.unit_id in ids else one
                for one in new.entries
            )
            new = replace(new, entries=entries)
        done.append(new)
    if not told:
        return tuple(done), outcome
    return tuple(done), replace(
        outcome,
        taken=tuple(one for one in outcome.taken if one.id not in waiting),
        stale=(*outcome.stale, *(one for one in outcome.taken if one.id in waiting)),
        diagnostics=(*outcome.diagnostics, *told),
    )


def _that_came(old: Catalogue, new: Catalogue) -> tuple[Entry, ...]:
    """The finished entries of ``new`` that are finished by what came."""
    was = {entry.unit_id: entry.finished for entry in old.live}
    return tuple(one for one in new.live if one.finished and one.finished != was.get(one.unit_id))


def _with_errors(
    workspace: Workspace,
    before: Sequence[Catalogue],
    after: Sequence[Catalogue],
    outcome: Outcome,
) -> Outcome:
    """With what must not be published of the words that came and are finished."""
    told: list[Diagnostic] = []
    for old, new in zip(before, after, strict=True):
        if new is old:
            continue
        told += errors_in(workspace, replace(new, entries=_that_came(old, new)))
    return replace(outcome, diagnostics=(*outcome.diagnostics, *told)) if told else outcome


def _overlay_names(workspace: Workspace) -> set[str]:
    """What overlays declare; a damaged one must not keep translations out."""
    if not workspace.overlay_names:
        return set()
    from adaptkit.loading.overlays import read_overlay

    found: set[str] = set()
    for name in workspace.overlay_names:
        overlay = Problems().attempt(read_overlay, workspace, name)
        if overlay is not None:
            found |= {o.target.id for o in overlay.operations if o.target.of == VARIABLE_TARGET}
    return found


def _reader(shown: str, content: bytes) -> Read:
    formats = [make() for make in (EXCHANGES[name] for name in EXCHANGES)]
    low = shown.casefold()
    if low.endswith(_OTHER_SHEETS):
        said = "this kind of spreadsheet cannot be read"
        hint = "open it in your spreadsheet program and save it as .xlsx"
        raise ProblemsFound([error("use-unknown-format", Position(shown), said, hint)])
    document = document_in(content)
    if document and document != _SPREADSHEET:
        raise ProblemsFound([_no_list(shown, document)])
    if document == _SPREADSHEET:
        low = ".xlsx"  # whatever its name says
    begins = _PROLOGUE.sub(b"", content[:4000], count=1)
    # es.terms.csv is a term list before it is a table, and so is what only looks like one.
    by_name = sorted(
        (
            (len(end), n)
            for n, one in enumerate(formats)
            for end in one.suffixes
            if low.endswith(end)
        ),
        reverse=True,
    )
    term_lists = [one for one in formats if one.read is None and begins.startswith(one.opening)]
    by_look = [one for one in formats if any(mark in begins for mark in one.opening)]
    one = next(iter((*term_lists, *(formats[n] for _, n in by_name), *by_look)), None)
    if one is None:
        raise ProblemsFound([_no_format(shown, formats)])
    if one.read is None:
        said = "this is a term list, and term lists are not imported"
        raise ProblemsFound([error("exchange-term-list", Position(shown), said, one.instead)])
    return one.read


def _no_list(shown: str, document: str) -> Diagnostic:
    said = f"this is {document}, and no list of translations"
    if document == LOCKED:
        hint = "open it, take the password away, and save it as .xlsx"
        return error("use-unknown-format", Position(shown), f"this is {document}", hint)
    if "preadsheet" in document or shown.casefold().endswith(".xlsx"):
        hint = "if it is a spreadsheet, open it in your spreadsheet program and save it as .xlsx"
        said = f"this is {document}, and no Excel workbook (.xlsx)"
        return error("use-unknown-format", Position(shown), said, hint)
    hint = (
        f"words in a Word document are taken over with: adaptkit align {typed(shown)}; "
        "else ask for the file that was exported"
    )
    return error("use-unknown-format", Position(shown), said, hint)


def _no_format(shown: str, formats: Sequence[Exchange]) -> Diagnostic:
    known = ", ".join(sorted({suffix for one in formats if one.read for suffix in one.suffixes}))
    said = "what kind of file this is cannot be told from its name"
    return error(
        "use-unknown-format", Position(shown), said, f"files that can be imported end in {known}"
    )


def _sorted(
    workspace: Workspace, delivery: Delivery, language: str, shown: str
) -> tuple[dict[Locale, list[Returned]], tuple[Judged, ...]]:
    """The units by the language whose catalogues they go to, and what belongs to none. A row
    that says no language follows the others; where none does, the file's name says it."""
    known = workspace.languages
    homes = {
        tag: _home(tag, known)
        for tag in dict.fromkeys(one.language for one in delivery.units if one.language)
    }
    given = _home(language, known) if language else None
    if language and given is None:
        raise ProblemsFound([_no_catalogue(language, known, shown)])
    said = [home for home in dict.fromkeys(homes.values()) if home]
    if given is not None and said and given not in said and not delivery.memory:
        raise ProblemsFound([_other_language(given, said[0], shown)])
    default = given or (said[0] if len(said) == 1 else None)
    if not homes:
        default = default or _by_name(shown, known)
    if delivery.units and default is None and not said:
        tag = next(iter(homes), "")
        raise ProblemsFound([_no_catalogue(tag, known, shown)])
    out: dict[Locale, list[Returned]] = {}
    left: list[Judged] = list(delivery.refused)
    for one in delivery.units:
        # A memory's words in another language are no words for this one, whatever was asked for.
        named = bool(given) and not delivery.memory
        home = homes.get(one.language) or (default if named or not one.language else None)
        if home is not None and (given is None or home == given):
            out.setdefault(home, []).append(one)
        elif not delivery.memory and home is None:
            message = f'there is no catalogue for "{one.language}"'
            left.append(Judged(one.id, "", one.translation, one.position, message))
    return out, tuple(left)


def _by_name(shown: str, known: Sequence[Locale]) -> Locale | None:
    """``es.po``, ``guide-es.po``, ``guide_pt_BR.po``: the language that the name ends in."""
    parts = re.split(r"[-_. ]", Path(shown).stem)
    for n in range(len(parts)):
        tag = "_".join(parts[n:])
        found = next((have for have in known if have.posix.casefold() == tag.casefold()), None)
        if found is not None:
            return found
    return None


def _home(tag: str, known: Sequence[Locale]) -> Locale | None:
    """The catalogue for a tag: its own; else, of ``es-ES``, that of its language."""
    try:
        locale = Locale.parse(tag)
    except ValueError:
        return None
    if locale in known:
        return locale
    return next((have for have in locale.parents() if have in known), None)


def _other_language(given: Locale, said: Locale, shown: str) -> Diagnostic:
    return error(
        "exchange-language",
        Position(shown),
        f'this file is for "{said.posix}", not for "{given.posix}"',
        f"adaptkit import {typed(shown)}",
    )


def _no_catalogue(tag: str, known: Sequence[Locale], shown: str) -> Diagnostic:
    have = ", ".join(locale.posix for locale in known) or "none"
    said = f'this file is for "{tag}", which has no catalogue here'
    return error(
        "use-no-catalogue",
        Position(shown),
        said if tag else "this file does not say which language it is for",
        f"there are catalogues for: {have}; name one with --language",
    )
