"""``adaptkit review apply``: what reviewers have answered, into the ledger and the catalogues."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from adaptkit.catalogues.dating import dated
from adaptkit.exchange.review_table import parse_review_table
from adaptkit.loading.reviews import ledger_files, read_people
from adaptkit.model.answers import Answered, Answers, Told
from adaptkit.model.catalogue import Catalogue, Entry
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, did_you_mean, error
from adaptkit.model.pack import PackUnit
from adaptkit.packs.answers import Expected, parse_answers, understood
from adaptkit.packs.gather import Material, gather
from adaptkit.packs.reading import at_once
from adaptkit.packs.take import Ground, Place, Taken, take
from adaptkit.packs.words import all_words
from adaptkit.readiness.answer_files import of_one_edition, read_answers_file
from adaptkit.readiness.foreign_answers import to_other_words
from adaptkit.readiness.review_material import material_of
from adaptkit.readiness.signing import spoilt
from adaptkit.records import replace
from adaptkit.reports.review_apply import AppliedReport
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.proven import proven

_WORKBOOK = b"PK\x03\x04"


def review_apply(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    by: str = "",
    role: str = "",
    dry_run: bool = False,
    now: datetime.datetime,
) -> AppliedReport:
    """Take in the answers to one edition. ``by`` and ``role``: of files that do not say whose they
    are. Nothing is written unless all files are understood. Raises ProblemsFound and OSError."""
    problems = Problems()
    people = read_people(workspace)
    roles = {key: tuple(one.roles) for key, one in people.items()}
    editions = (*workspace.edition_names(), *(one.posix for one in workspace.languages))
    expected = Expected(editions, roles, now.date().isoformat(), by, role)
    read = [problems.attempt(_read, file, expected) for file in dict.fromkeys(files)]
    answers = [one for one in read if one is not None]
    problems.add(*of_one_edition(answers))
    problems.stop_if_any()
    material = material_of(workspace, answers[0].edition, now.date())
    catalogues = _catalogues(workspace, material)
    ground = ground_of(workspace, material)
    units = ground.units
    gone = {e.unit_id for c in catalogues.values() for e in c.entries}
    answers, left = _known(answers, units, gone, problems)
    problems.add(*_in_other_languages(answers, material))
    problems.add(*to_other_words(workspace, material.edition.spec, answers, units))
    problems.stop_if_any()
    taken = take(ground, answers)
    files_now = {**_written(workspace, catalogues, taken, now), **_ledger(workspace, taken)}
    if files_now and not dry_run:
        workspace.write(files_now)
    return AppliedReport(
        edition=answers[0].edition,
        files=tuple(one.path for one in answers),
        told=(*taken.told, *left),
        written=tuple(files_now),
        dry_run=dry_run,
    )


def ground_of(workspace: Workspace, material: Material) -> Ground:
    """What the answers to an edition are held against."""
    edition = material.edition
    units = {one.id: one for one in gather(material)[1]}
    harmful = {one.unit for one in spoilt(edition, tuple(edition.asked.values()))}
    entries = _entries(_catalogues(workspace, material), material, units)
    return Ground(edition, units, entries, harmful)


def _read(file: Path, expected: Expected) -> Answers:
    """Raises ProblemsFound."""
    shown = file.as_posix()
    content = read_answers_file(file)
    if content.startswith(_WORKBOOK):
        data, places = parse_review_table(content, shown, expected.today, all_words())
        if not data["answers"]:
            # Only beside an answer stands whose it is, and of which edition.
            said = "nothing is answered in it"
            hint = "it may be the file that was sent out: ask for the one in which somebody wrote"
            raise ProblemsFound([error("review-answers-damaged", Position(shown), said, hint)])
        return understood(data, shown, expected, places)
    return parse_answers(content, shown, expected)


def _known(
    answers: Sequence[Answers],
    units: Mapping[str, PackUnit],
    gone: set[str],
    problems: Problems,
) -> tuple[list[Answers], list[Told]]:
    """The answers without those to passages that the edition does not have any more, and these. A
    passage that there has never been is no passage of this guide."""
    kept, left = [], []
    for file in answers:
        here: list[Answered] = []
        foreign: list[Diagnostic] = []
        for one in file.answered:
            if one.unit in units:
                here.append(one)
            elif one.unit in gone:
                said = "; ".join(filter(None, (one.note, one.comment, one.suggestion)))
                left.append(Told("gone", one.unit, file.by, file.role.value, said))
            else:
                hint = did_you_mean(one.unit, units) or "look whether it is the right file"
                said = f'{file.edition} has no passage "{one.unit[:80]}", and never had'
                foreign.append(error("review-answers-foreign", one.position, said, hint))
        problems.add(*at_once(foreign, len(file.answered), file.path, file.edition))
        kept.append(replace(file, answered=tuple(here)))
    return kept, left


def _in_other_languages(answers: Sequence[Answers], material: Material) -> list[Diagnostic]:
    """Verdicts in languages that their reviewer may not sign."""
    found = {}
    edition = material.edition
    for file in answers:
        person = edition.reviews.people[file.by]
        for one in file.answered:
            passage = edition.asked.get(one.unit)
            locale = passage.spoken if passage else ""
            if one.verdict and not person.may_sign(file.role, locale):
                hint = f"in reviews/people.yaml stand: {', '.join(person.languages)}"
                said = f"{file.by} may not sign what is in {locale}"
                found[file.path, locale] = error("review-person", Position(file.path), said, hint)
    return list(found.values())


def _catalogues(workspace: Workspace, material: Material) -> dict[Place, Catalogue]:
    """Those that are asked for the edition, nearest first."""
    spec = material.edition.spec
    found = {}
    for locale in spec.chain:
        for domain in ("guide", *spec.overlays):
            catalogue = workspace.read_catalogue(locale, domain)
            if catalogue is not None:
                found[locale.posix, domain] = catalogue
    return found


def _entries(
    catalogues: Mapping[Place, Catalogue], material: Material, units: Mapping[str, PackUnit]
) -> dict[str, tuple[Place, Entry]]:
    """Where the words of each passage stand: in the catalogue that answers, else in the nearest."""
    nearest: dict[str, tuple[Place, Entry]] = {}
    by_place = {place: catalogue.by_id() for place, catalogue in catalogues.items()}
    for place, entries in by_place.items():
        for unit, entry in entries.items():
            if entry.plural is None:
                nearest.setdefault(unit, (place, entry))
    found = {}
    for unit in units:
        passage = material.edition.asked.get(unit)
        place = (passage.locale, passage.domain) if passage else ("", "")
        answers = by_place.get(place, {}).get(unit)
        if answers is not None and answers.plural is None:
            found[unit] = (place, answers)
        elif unit in nearest:
            found[unit] = nearest[unit]
    return found


def _written(
    workspace: Workspace,
    catalogues: Mapping[Place, Catalogue],
    taken: Taken,
    now: datetime.datetime,
) -> dict[str, bytes]:
    problems = Problems()
    files: dict[str, bytes] = {}
    for place, changed in taken.entries.items():
        if not changed:
            continue
        old = catalogues[place]
        entries = tuple(changed.get(e.unit_id, e) if e.live else e for e in old.entries)
        new = dated(replace(old, entries=entries), now)
        assert old.locale is not None
        path = workspace.catalogue_path(old.locale, old.domain)
        files |= problems.attempt(proven, workspace, path, new, old) or {}
    problems.stop_if_any()
    return files


def _ledger(workspace: Workspace, taken: Taken) -> dict[str, bytes]:
    return ledger_files(workspace, {place: new for place, new in taken.reviews.items() if new})
