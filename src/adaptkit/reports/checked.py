"""What ``check`` has found, for people and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from adaptkit.model.diagnostic import Diagnostic, Severity
from adaptkit.records import Record
from adaptkit.reports.problems import Json, diagnostic_json, diagnostic_lines, how_many
from adaptkit.reports.words import UNSAFE, counted, one_line, safe, width

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
HEADER = ("check", "language", "errors", "warnings", "notes")


class Found(Record, frozen=True):
    """One finding. ``language``: of the text that it is about (POSIX); ``editions``: in which it
    stands. ``because`` and ``by``: why, and by whom, it was found to be right as it is."""

    told: Diagnostic
    language: str = ""
    editions: tuple[str, ...] = ()
    because: str = ""
    by: str = ""


class Mended(Record, frozen=True):
    """What ``--fix`` has mended (with --dry-run: would mend) in one translation."""

    told: Diagnostic
    language: str
    before: str
    after: str


class CheckReport(Record, frozen=True):
    """``found`` in order of place; ``ignored``: what somebody has found to be right. ``looked``:
    how many texts were looked at. ``strict``: whether warnings count. ``fix``: whether somebody
    asked for what needs no judgement to be mended. ``home``: the project's folder as seen from
    where the command runs, with its ``/``."""

    found: tuple[Found, ...]
    looked: int
    ignored: tuple[Found, ...] = ()
    mended: tuple[Mended, ...] = ()
    noted: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    strict: bool = False
    fix: bool = False
    dry_run: bool = False
    home: str = ""

    @property
    def ok(self) -> bool:
        """Notes never count."""
        counts = {Severity.ERROR, *([Severity.WARNING] if self.strict else [])}
        return not any(one.told.severity in counts for one in self.found)


class IgnoredReport(Record, frozen=True):
    """What ``check --ignore`` has written down; ``files``: where."""

    found: tuple[Found, ...]
    files: tuple[str, ...]


def ignored_lines(report: IgnoredReport) -> Iterator[str]:
    for one in report.found:
        yield f"{safe(str(one.told.position))}: {one_line(one.told.message)} [{one.told.code}]"
    yield f"Not counted any more, as {safe(report.found[0].by)} says."
    yield "It counts again as soon as the text or its translation changes."
    yield f"Written: {', '.join(map(safe, report.files))}"


def ignored_json(report: IgnoredReport) -> Json:
    return {"ignored": _ignored_json(report.found), "files": list(report.files)}


def summary(report: CheckReport) -> list[tuple[str, str, int, int, int]]:
    """How much each check has found in each language: errors, warnings, notes. The worst first."""
    counts: Counter[tuple[str, str, Severity]] = Counter(
        (one.told.code, one.language, one.told.severity) for one in report.found
    )
    error, warning, info = _SEVERITIES
    rows = [
        (
            code,
            said,
            counts[code, said, error],
            counts[code, said, warning],
            counts[code, said, info],
        )
        for code, said in dict.fromkeys((code, said) for code, said, _ in counts)
    ]
    return sorted(rows, key=lambda row: (*(-number for number in row[2:]), row[0], row[1]))


def summary_cells(report: CheckReport) -> list[tuple[str, ...]]:
    return [
        (code, language or "-", *map(str, numbers)) for code, language, *numbers in summary(report)
    ]


def check_lines(report: CheckReport) -> Iterator[str]:
    """Everything, without colours."""
    yield from mended_lines(report)
    yield from finding_lines(report)
    if report.found:
        yield ""
        yield from _table([HEADER, *summary_cells(report)])
        yield ""
    yield from ending(report)


def mended_lines(report: CheckReport) -> Iterator[str]:
    for one in report.mended:
        yield from diagnostic_lines(one.told)
        yield f"  - {_visible(one.before)}"
        yield f"  + {_visible(one.after)}"
    if report.mended:
        yield ""


def finding_lines(report: CheckReport) -> Iterator[str]:
    for one in report.found:
        yield from diagnostic_lines(one.told, one.editions)


def ending(report: CheckReport) -> Iterator[str]:
    """What it comes to."""
    if report.mended:
        number = counted(len(report.mended), "translation")
        yield (
            f"To be mended: {number}; nothing was written."
            if report.dry_run
            else f"Mended: {number}."
        )
    elif report.fix:
        yield "There is nothing that --fix can mend; nothing was written."
    for line in report.noted:
        yield one_line(line)
    if report.ignored:
        number = counted(len(report.ignored), "finding")
        yield f"Not counted: {number} that somebody has read and left as it is, with a reason."
    texts = counted(report.looked, "text")
    if not report.found:
        yield f"Nothing is wrong in {texts}."
        return
    yield f"{how_many(one.told for one in report.found)} in {texts}."
    if any(_can_be_mended(one.told) for one in report.found) and not report.fix:
        yield "Some of it needs no judgement: adaptkit check --fix --dry-run"


def _can_be_mended(told: Diagnostic) -> bool:
    from adaptkit.catalogues.tidy import MENDS

    return told.code in MENDS


def _visible(text: str) -> str:
    """The text on one line, with what cannot be seen in it made visible."""
    shown = safe(text).replace("\n", "\\n").replace("\t", "\\t")
    edges = len(shown) - len(shown.lstrip(" ")), len(shown) - len(shown.rstrip(" "))
    shown = "␣" * edges[0] + shown.strip(" ") + "␣" * (edges[1] if shown.strip(" ") else 0)
    shown = shown.replace("  ", "␣␣")
    return "".join(f"<U+{ord(c):04X}>" if c in _UNSEEN or UNSAFE.match(c) else c for c in shown)


_UNSEEN = frozenset("\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202f\u2060\u061c\ufeff")


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    wide = [max(width(row[n]) for row in rows) for n in range(len(HEADER))]
    for row in rows:
        cells = [
            cell + " " * (room - width(cell)) if n < 2 else " " * (room - width(cell)) + cell
            for n, (cell, room) in enumerate(zip(row, wide, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def note_line(told: Diagnostic) -> str:
    """A finding as a translator reads it beside the text: what is wrong, what to do, its code."""
    hint = f"; {one_line(told.hint)}" if told.hint else ""
    return f"{one_line(told.message)}{hint} [{told.code}]"


def check_json(report: CheckReport) -> Json:
    told: Json = {
        "ok": report.ok,
        "texts": report.looked,
        "summary": [
            {"check": code, "language": language, "errors": e, "warnings": w, "notes": i}
            for code, language, e, w, i in summary(report)
        ],
        "diagnostics": found_json(report.found),
        "ignored": _ignored_json(report.ignored),
        "mended": [
            diagnostic_json(one.told)
            | {"language": one.language, "before": one.before, "after": one.after}
            for one in report.mended
        ],
        "files": list(report.files),
    }
    return told | ({"noted": list(report.noted)} if report.noted else {})


def found_json(found: Iterable[Found]) -> list[Json]:
    return [
        diagnostic_json(one.told)
        | {"language": one.language}
        | ({"editions": list(one.editions)} if one.editions else {})
        for one in found
    ]


def _ignored_json(found: Sequence[Found]) -> list[Json]:
    return [
        told | {"because": one.because, "by": one.by}
        for told, one in zip(found_json(found), found, strict=True)
    ]
