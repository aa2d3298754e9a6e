"""What somebody signs off or objects to, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.review import Review, Verdict
from adaptkit.model.signing import Passage
from adaptkit.records import Record
from adaptkit.reports.problems import Json
from adaptkit.reports.words import as_name, counted, one_line, safe


class Signed(Record, frozen=True):
    """``is_known``: the ledger has this already, word for word."""

    passage: Passage
    review: Review
    is_known: bool = False


class SignedReport(Record, frozen=True):
    """``left``: units that have no finished words, so that they were passed over. ``done``: whether
    it has been written, into ``files``."""

    edition: str
    passages: tuple[Signed, ...]
    left: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    done: bool = False


def asked_lines(report: SignedReport) -> Iterator[str]:
    """What the reader is asked to have read: text and translation, whole."""
    for one in report.passages:
        passage = one.passage
        what = f" ({passage.decision})" if passage.decision else ""
        yield f"{as_name(passage.unit)}{what}{', a safety passage' if passage.core else ''}"
        if passage.source != passage.words:
            yield f"  “{one_line(passage.source)}”"
        yield f"  “{one_line(passage.shown)}”"


def signed_lines(report: SignedReport) -> Iterator[str]:
    """One line for each passage, then what was passed over."""
    for one in report.passages:
        review = one.review
        said = "objected to" if review.verdict is Verdict.OBJECTION else "signed off"
        already = ", as before" if one.is_known else ""
        yield (
            f"{as_name(review.unit)}: {said} by {review.by} ({review.role}){already}: "
            f"“{_begun(one.passage.shown)}”"
        )
    if report.left:
        yield f"Not finished, and passed over: {counted(len(report.left), 'passage')}"
        yield from (f"  {as_name(unit)}" for unit in report.left)
    if not report.passages:
        yield "Nothing here can be signed off today."
    yield from (safe(f"Written: {path}") for path in report.files)


def _begun(text: str, most: int = 60) -> str:
    line = one_line(text)
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def signed_json(report: SignedReport) -> Json:
    return {
        "edition": report.edition,
        "written": report.done,
        "files": list(report.files),
        "left": list(report.left),
        "passages": [
            {
                "unit": one.passage.unit,
                "locale": one.passage.locale,
                "domain": one.passage.domain,
                "source": one.passage.source,
                "words": one.passage.words,
                "core": one.passage.core,
                "decision": one.passage.decision or None,
                "by": one.review.by,
                "role": one.review.role.value,
                "on": one.review.on,
                "verdict": one.review.verdict.value,
                "note": one.review.note,
                "known": one.is_known,
            }
            for one in report.passages
        ],
    }
