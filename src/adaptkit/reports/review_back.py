"""What came of back-translations: for people, and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from adaptkit.model.back import Beside
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.records import Record, as_data
from adaptkit.reports.problems import Json, diagnostics_json, problem_lines
from adaptkit.reports.words import as_name, counted, one_line, safe

_LEFT: Mapping[str, str] = {
    "stale": "The words have changed since: laid beside the source, and not on record",
    "later": "The same person has answered since: that holds",
    "gone": "The edition does not have this passage any more",
}
_LONGEST = 160


class BackReport(Record, frozen=True):
    """``files``: those of the answers; ``written``: those of the project; ``beside``: the page that
    shows all of it. ``warnings``: who should not have translated back."""

    edition: str
    files: tuple[str, ...]
    found: tuple[Beside, ...]
    warnings: tuple[Diagnostic, ...] = ()
    written: tuple[str, ...] = ()
    beside: str = ""
    dry_run: bool = False

    @property
    def ok(self) -> bool:
        """False when a person has something to look at."""
        clean = all(one.what in ("new", "already") and one.back for one in self.found)
        return clean and not self.warnings and not any(one.differs for one in self.found)


def back_lines(report: BackReport) -> Iterator[str]:
    counts = Counter(one.what for one in report.found)
    yield f"{report.edition}: {counted(counts['new'], 'back-translation')} on record"
    if counts["already"]:
        yield f"{report.edition}: {counted(counts['already'], 'answer')}: known already"
    yield from _differing(report)
    for what, said in _LEFT.items():
        if counts[what]:
            yield ""
            yield f"{said}: {counts[what]:,}"
            yield from (
                f"  {_where(one)}, {safe(one.by)}" for one in report.found if one.what == what
            )
    yield from problem_lines(report.warnings)
    yield ""
    would = "Would be written" if report.dry_run else "Written"
    yield from (f"{would}: {as_name(path)}" for path in report.written)
    if report.beside:
        yield f"{'Would show' if report.dry_run else 'Shows'} all of it: {as_name(report.beside)}"


def _differing(report: BackReport) -> Iterator[str]:
    for one in report.found:
        if not one.differs and one.back:
            continue
        yield ""
        yield f"{_where(one)}, {safe(one.by)}:"
        yield f"  source: {_cut(one.source)}"
        if not one.back:
            yield "  nobody could tell what the translation says"
            continue
        yield f"  back:   {_cut(one.back)}"
        yield from (f"  ! {_cut(said)}" for said in one.differs)


def _where(one: Beside) -> str:
    place = f" ({one.path}:{one.line})" if one.path and one.line else ""
    return safe(f"{one.unit}{place}")


def _cut(text: str) -> str:
    words = one_line(text)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def back_json(report: BackReport) -> Json:
    """``changes``: from the source to the back-translation, each ``[sign, text]``."""
    return {
        "edition": report.edition,
        "files": list(report.files),
        "dry_run": report.dry_run,
        "ok": report.ok,
        "written": list(report.written),
        "beside": report.beside,
        "counts": dict(Counter(one.what for one in report.found)),
        "back_translations": [
            {
                **as_data(one),
                "unclear": one.unclear,
                "changes": [[piece.sign, piece.text] for piece in one.changes],
            }
            for one in report.found
        ],
        "diagnostics": diagnostics_json(report.warnings),
    }
