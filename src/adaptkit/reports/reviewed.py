"""What was said of a passage, in one line."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.place import what_moved
from adaptkit.model.review import Review, Verdict
from adaptkit.model.signing import Judged, Passage
from adaptkit.records import Record
from adaptkit.reports.problems import Json
from adaptkit.reports.words import as_name, counted, one_line

_WHAT = {
    Verdict.APPROVED: "signed off",
    Verdict.OBJECTION: "objection",
    Verdict.BACK_TRANSLATED: "translated back",
    Verdict.UNCLEAR: "could not be translated back",
}


def review_note(judged: Judged, passage: Passage | None = None) -> str:
    """Who has read it, what stands against it, and who has to read it again. ``passage``: as it is
    now, if it has finished words."""
    return "; ".join(_said(judged, passage))


def why_void(one: Review, passage: Passage | None) -> str:
    """Why a word of exactly this text does not count where it stands now; ``""`` where the text is
    another one."""
    if passage is not None and one.is_of(passage.source, passage.words):
        return what_moved(one.place, passage.place)
    return ""


def _said(judged: Judged, passage: Passage | None) -> Iterator[str]:
    for one in judged.objections:
        yield f"{_who(one)} objects: {one.note}"
    for one in judged.by:
        yield f"signed off by {_who(one)} on {one.on}"
    for one in judged.strangers:
        yield f"{_who(one)} may not sign this off"
    for one in judged.void:
        what = "signed it off" if one.verdict is Verdict.APPROVED else "objected"
        why = why_void(one, passage)
        said = f"{_who(one)} {what} on {one.on}"
        yield f"{said} {why}" if why else f"changed since {said}"
    if judged.by and judged.lacking:
        yield f"still to be read: {', '.join(judged.lacking)}"
    elif judged.by and not judged.signed and not judged.objections:
        yield "still to be read by somebody else"


def _who(one: Review) -> str:
    return f"{one.by} ({one.role})"


class ReviewLine(Record, frozen=True):
    """``standing``: ``counts``, ``may not sign``, ``day has not come yet``, or why it is void:
    ``changed since``, or what of its place has. ``again``: nothing was said since by them."""

    review: Review
    standing: str
    again: bool = False


class Reviewed(Record, frozen=True):
    """What was said of an edition. ``reviewed``: passages that are signed off, of ``total``;
    ``unsigned``: those that could be today."""

    edition: str
    lines: tuple[ReviewLine, ...]
    reviewed: int
    unsigned: int
    total: int


def reviewed_lines(found: Reviewed) -> Iterator[str]:
    for one in found.lines:
        review = one.review
        what = _WHAT.get(review.verdict, f"ignored {review.check}")
        apart = "" if one.standing == "counts" else f" – {one.standing}"
        apart += f": ask {review.by} to read it again" if one.again else ""
        yield f"{as_name(review.unit)}: {what}, {_who(review)}, {review.on}{apart}"
        if review.note:
            yield f"  “{one_line(review.note)}”"
    yield (
        f"{found.edition}: {found.reviewed} of {counted(found.total, 'passage')} signed off; "
        f"{found.unsigned} more have finished words and can be signed off now"
    )


def reviewed_json(found: Reviewed) -> Json:
    """``standing`` is what the word is worth today: it counts, the text has changed since, or
    whoever said it may not sign."""
    return {
        "edition": found.edition,
        "reviewed": found.reviewed,
        "unsigned": found.unsigned,
        "total": found.total,
        "reviews": [
            {
                "unit": one.review.unit,
                "by": one.review.by,
                "role": one.review.role.value,
                "on": one.review.on,
                "verdict": one.review.verdict.value,
                "check": one.review.check or None,
                "note": one.review.note,
                "standing": one.standing,
                "ask_again": one.again,
                "path": one.review.position.path,
                "line": one.review.position.line,
            }
            for one in found.lines
        ],
    }
