"""``adaptkit review list``: all that was said of an edition's passages, and what it is worth."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from adaptkit.editions.translated_back import translated_back
from adaptkit.model.edition import Edition
from adaptkit.model.review import EVIDENCE, Review, Verdict
from adaptkit.model.signing import Judged, Passage
from adaptkit.readiness.maker import Maker
from adaptkit.reports.reviewed import Reviewed, ReviewLine, why_void
from adaptkit.workspace import Workspace


def review_list(workspace: Workspace, edition: str, *, today: datetime.date) -> Reviewed:
    """In reading order; ignored findings and back-translations last. Raises ProblemsFound."""
    (made,) = Maker(workspace, today).make_all([edition])
    progress = made.progress
    return Reviewed(
        made.spec.name, tuple(_lines(made)), progress.reviewed, progress.unsigned, progress.to_sign
    )


def _lines(edition: Edition) -> Iterator[ReviewLine]:
    for unit in (*edition.asked, *(edition.judged.keys() - edition.asked.keys())):
        judged = edition.judged.get(unit, Judged())
        for review, standing in _standing(judged, edition.asked.get(unit)):
            yield ReviewLine(review, standing, review in judged.again)
    back = set(translated_back(edition))
    for said in edition.reviews.said.values():
        for reviews in said.values():
            for one in reviews:
                if one.verdict is Verdict.IGNORED or one in back:
                    yield ReviewLine(one, "counts")
                elif one.verdict in EVIDENCE:
                    yield ReviewLine(one, "changed since")


def _standing(judged: Judged, passage: Passage | None) -> Iterator[tuple[Review, str]]:
    for one in (*judged.objections, *judged.by):
        yield one, "counts"
    for one in judged.strangers:
        yield one, "may not sign"
    for one in judged.void:
        yield one, why_void(one, passage) or "changed since"
    for one in judged.early:
        yield one, "day has not come yet"
