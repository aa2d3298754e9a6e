"""What ``review apply`` took in, and what it left: for people, and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from adaptkit.model.answers import Told
from adaptkit.records import Record
from adaptkit.reports.problems import Json
from adaptkit.reports.words import as_name, counted, one_line, safe

_DONE: Mapping[str, str] = {
    "approved": "signed off",
    "objection": "objected to",
    "suggested": "a suggestion waits in the catalogue, the words before it beside it",
    "noted": "a comment stands in the catalogue",
    "already": "known already",
}
_LEFT: Mapping[str, str] = {
    "stale": "The text is another one than was read: not signed",
    "conflict": "Reviewers say different things: somebody has to decide",
    "later": "The same person has said something since: that holds",
    "spoilt": "A check says that this would harm a reader, so that nobody can sign it off",
    "nowhere": "No catalogue holds this text: tell its author, and keep the file",
    "gone": "The edition does not have this passage any more",
}
_LONGEST = 100


class AppliedReport(Record, frozen=True):
    """``files``: those of the answers; ``written``: those of the project."""

    edition: str
    files: tuple[str, ...]
    told: tuple[Told, ...]
    written: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def ok(self) -> bool:
        """False when a person has something to look at."""
        return not any(one.what in _LEFT for one in self.told)


def applied_lines(report: AppliedReport) -> Iterator[str]:
    counts = Counter(one.what for one in report.told)
    for what, said in _DONE.items():
        if counts[what]:
            yield f"{report.edition}: {counted(counts[what], 'answer')}: {said}"
    if not report.told:
        yield f"{report.edition}: these files answer nothing"
    for one in report.told:
        if one.what == "objection":
            yield f"  {_who(one)} objects to {_where(one)}: “{_cut(one.said)}”"
        elif one.what == "suggested" and (one.core or one.lost):
            yield f"  {_who(one)} suggests for {_where(one)}: “{_cut(one.said)}”"
            if one.core:
                yield (
                    "    a safety passage: readers get the guide's language until a translator "
                    "has confirmed it"
                )
            if one.lost:
                yield f"    it lacks {safe(', '.join(one.lost))}"
    for what, said in _LEFT.items():
        if not counts[what]:
            continue
        yield ""
        yield f"{said}: {counts[what]:,}"
        for one in report.told:
            if one.what == what:
                yield f"  {_where(one)}, {_who(one)}{': ' + _cut(one.said) if one.said else ''}"
    yield ""
    if not report.written:
        yield "Nothing had to be written."
    elif report.dry_run:
        yield from (f"Would be written: {as_name(path)}" for path in report.written)
    else:
        yield from (f"Written: {as_name(path)}" for path in report.written)


def _who(one: Told) -> str:
    return safe(f"{one.by} ({one.role})")


def _where(one: Told) -> str:
    place = f" ({one.path}:{one.line})" if one.path and one.line else ""
    return safe(f"{one.unit}{place}")


def _cut(text: str) -> str:
    words = one_line(text)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def applied_json(report: AppliedReport) -> Json:
    return {
        "edition": report.edition,
        "files": list(report.files),
        "dry_run": report.dry_run,
        "ok": report.ok,
        "written": list(report.written),
        "counts": dict(Counter(one.what for one in report.told)),
        "answers": [
            {
                "what": one.what,
                "unit": one.unit,
                "by": one.by,
                "role": one.role,
                "said": one.said,
                "path": one.path,
                "line": one.line,
                "core": one.core,
                "lost": list(one.lost),
            }
            for one in report.told
        ],
    }
