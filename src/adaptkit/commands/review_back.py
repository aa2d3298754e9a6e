"""``adaptkit review apply``, of back-translations: beside their source, and on record."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from adaptkit.loading.reviews import ledger_files, read_people
from adaptkit.model.back import BackAnswers
from adaptkit.model.diagnostic import Position, ProblemsFound, error
from adaptkit.packs.back_answers import BackExpected, parse_back_answers
from adaptkit.packs.back_sheet import render_beside
from adaptkit.packs.beside import languages_faults, lay_beside, not_apart
from adaptkit.packs.gather import Material, gather
from adaptkit.packs.page import OURS
from adaptkit.readiness.answer_files import of_one_edition, read_answers_file
from adaptkit.readiness.review_material import material_of
from adaptkit.readiness.untranslated import catalogues_of
from adaptkit.reports.review_back import BackReport
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.files import write_files
from adaptkit.workspace.landing import is_ours, not_here, shown
from adaptkit.workspace.output_folder import in_build


def take_back_translations(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    by: str = "",
    dry_run: bool = False,
    now: datetime.datetime,
) -> BackReport:
    """Lay the back-translations of one edition beside the source. ``by``: of files that do not say
    whose they are. Nothing is written unless all files are understood; no catalogue and no sign-off
    is touched. Raises ProblemsFound and OSError."""
    problems = Problems()
    expected = BackExpected(
        (*workspace.edition_names(), *(one.posix for one in workspace.languages)),
        read_people(workspace),
        now.date().isoformat(),
        by,
    )
    read = [problems.attempt(_read, file, expected) for file in dict.fromkeys(files)]
    answers = [one for one in read if one is not None]
    problems.add(*of_one_edition(answers))
    problems.stop_if_any()
    material = material_of(workspace, answers[0].edition, now.date())
    edition = material.edition
    catalogues = catalogues_of(workspace, edition)
    gone = {entry.unit_id for one in catalogues for entry in one.entries}
    laid = lay_beside(edition, gather(material)[1], gone, answers)
    problems.add(*laid.problems, *languages_faults(edition, answers))
    problems.stop_if_any()
    ledger = ledger_files(workspace, {place: new for place, new in laid.reviews.items() if new})
    beside = _beside(workspace, material, answers)
    if not dry_run:
        if ledger:
            workspace.write(ledger)
        words = edition.spec.locale, edition.spec.text_direction
        page = render_beside(
            edition.spec.label, laid.found, edition.settings.source_language, words
        )
        write_files({beside: page})
    translators = [one.field("Last-Translator") for one in catalogues]
    return BackReport(
        edition=answers[0].edition,
        files=tuple(one.path for one in answers),
        found=tuple(laid.found),
        warnings=tuple(not_apart(edition, translators, answers)),
        written=tuple(ledger),
        beside=shown(beside),
        dry_run=dry_run,
    )


def _read(file: Path, expected: BackExpected) -> BackAnswers:
    return parse_back_answers(read_answers_file(file), file.as_posix(), expected)


def _beside(workspace: Workspace, material: Material, answers: Sequence[BackAnswers]) -> Path:
    """Where the page that shows all of it stands. Raises ProblemsFound where it may not."""
    who = sorted({one.by for one in answers})
    name = "-".join((material.edition.spec.name, "back-translations", *who[:3]))
    path = in_build(workspace.root, f"reviews/{name}.html").absolute()
    stops = list(not_here(workspace.root, path, what="the report", option="build/reviews"))
    if not stops and path.is_file() and not is_ours(path, OURS):
        said = "another file of this name is there"
        stops = [error("use-in-the-way", Position(shown(path)), said, "move it away")]
    if stops:
        raise ProblemsFound(stops)
    return path
