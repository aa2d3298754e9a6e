"""``adaptkit review apply``, of what somebody counted with readers: on record, without names."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from adaptkit.loading.reviews import sessions_file
from adaptkit.packs.readers import take_counts
from adaptkit.packs.readers_answers import parse_counts
from adaptkit.readiness.answer_files import of_one_edition, read_answers_file
from adaptkit.readiness.maker import Maker
from adaptkit.reports.review_readers import ReadersReport
from adaptkit.workspace import Problems, Workspace


def take_readers(
    workspace: Workspace,
    files: Sequence[Path],
    *,
    dry_run: bool = False,
    now: datetime.datetime,
) -> ReadersReport:
    """Take in how readers got on with one edition. Nothing is written unless all files are
    understood; no catalogue and no sign-off is touched. Raises ProblemsFound and OSError."""
    problems = Problems()
    editions = (*workspace.edition_names(), *(one.posix for one in workspace.languages))
    today = now.date()
    read = [
        problems.attempt(
            lambda file: parse_counts(
                read_answers_file(file), file.as_posix(), editions, today.isoformat()
            ),
            file,
        )
        for file in dict.fromkeys(files)
    ]
    counted = [one for one in read if one is not None]
    problems.add(*of_one_edition(counted))
    problems.stop_if_any()
    name = counted[0].edition
    took = take_counts(Maker(workspace, today).make(workspace.read_edition(name)), counted)
    problems.add(*took.problems)
    problems.stop_if_any()
    written = sessions_file(workspace, name, took.sessions)
    if written and not dry_run:
        workspace.write(written)
    return ReadersReport(
        edition=name,
        files=tuple(one.path for one in counted),
        told=tuple(took.told),
        written=tuple(written),
        dry_run=dry_run,
    )
