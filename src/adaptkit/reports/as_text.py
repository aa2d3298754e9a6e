"""Reports as lines of plain text: no colour, no box drawing, nothing cut off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from adaptkit.model.overlay import Drift
    from adaptkit.reports.edition_status import EditionStatus
    from adaptkit.reports.results import (
        BuildReport,
        BuiltEdition,
        Created,
        FormatReport,
    )
    from adaptkit.reports.update_report import CatalogueChange, UpdateReport

# In this order; names that are not here follow by alphabet.
CHANGES = {
    "new": "new",
    "edited": "edited (now fuzzy)",
    "trivial": "only punctuation, capitals or a link changed (now fuzzy)",
    "moved": "moved",
    "split": "split",
    "merged": "merged (now fuzzy)",
    "removed": "removed (kept as obsolete)",
    "returned": "returned",
    "suggested": "suggested from memory (fuzzy)",
    "adopted": "taken over from an older entry",
}
# Characters that could move the cursor, change colours or turn a line round in a terminal.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
# A word with the blanks after it; a single character where a script writes none.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORDS = rf"(?:[{_UNSPACED}]|[^\s{_UNSPACED}]+)\s*"


def safe(text: str) -> str:
    """The text with invisible control characters made visible, ``<U+001B>``."""
    return _UNSAFE.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def one_line(text: str) -> str:
    return safe(" ".join(text.split()))


def counted(number: int, one: str, many: str = "") -> str:
    """``1 problem``, ``2 problems``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


# Diagnostics ----------------------------------------------------------------------------------


def gathered(found: Iterable[Diagnostic]) -> list[tuple[Diagnostic, tuple[str, ...]]]:
    """Each finding once, in order of place, with the editions that it stands in."""
    editions: dict[Diagnostic, dict[str, None]] = {}
    for one in found:
        names = editions.setdefault(replace(one, edition=""), {})
        if one.edition:
            names[one.edition] = None
    ordered = sorted(editions.items(), key=lambda item: item[0].sort_key)
    return [(one, tuple(names)) for one, names in ordered]


def diagnostic_lines(found: Diagnostic, editions: Sequence[str] = ()) -> Iterator[str]:
    place = f"{safe(str(found.position))}: " if found.position.path else ""
    yield f"{place}{found.severity.value}: {one_line(found.message)} [{found.code}]"
    if editions:
        label = "edition" if len(editions) == 1 else "editions"
        yield f"  {label}: {', '.join(editions)}"
    if found.hint:
        yield f"  hint: {one_line(found.hint)}"


def problem_lines(found: Iterable[Diagnostic]) -> Iterator[str]:
    for one, editions in gathered(found):
        yield from diagnostic_lines(one, editions)


def how_many(found: Iterable[Diagnostic]) -> str:
    """``3 problems, 1 warning``; each finding is counted once."""
    severities = [one.severity for one, _ in gathered(found)]
    errors = severities.count(Severity.ERROR)
    warnings = severities.count(Severity.WARNING)
    notes = severities.count(Severity.INFO)
    parts = [counted(errors, "problem")] if errors or not (warnings or notes) else []
    parts += [counted(warnings, "warning")] if warnings else []
    parts += [counted(notes, "note")] if notes else []
    return ", ".join(parts)


# Drift ----------------------------------------------------------------------------------------


def word_diff(then: str, now: str) -> str:
    """``now`` with what is gone as ``[-gone-]`` and what is there instead as ``{+new+}``."""
    import difflib

    old, new = re.findall(_WORDS, then), re.findall(_WORDS, now)
    matcher = difflib.SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    out: list[str] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        gone, there = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            out.append(there)
            continue
        signs = [f"[-{gone.strip()}-]"] if gone else []
        signs += [f"{{+{there.strip()}+}}"] if there else []
        after = there or gone
        out.append(" ".join(signs) + after[len(after.rstrip()) :])
    return one_line("".join(out))


def drift_lines(found: Drift) -> Iterator[str]:
    place = f"{found.position}: " if found.position.path else ""
    after = f" in {found.chain}" if " > " in found.chain else ""
    yield f"{place}{found.overlay}/{found.operation} ({found.name} {found.target}){after}"
    yield f"  then: {one_line(found.then)}"
    yield f"  now:  {word_diff(found.then, found.now)}"
    if found.ours:
        yield f"  ours: {one_line(found.ours)}"


def _all_drift(found: Sequence[Drift]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield f"{counted(len(found), 'overlay text')} to look at again: the guide has changed below."
    for one in found:
        yield from drift_lines(one)


# update ---------------------------------------------------------------------------------------


def update_lines(report: UpdateReport) -> Iterator[str]:
    would = report.check or report.dry_run
    guide = _changes(report.guide_changes or {})
    if guide:
        yield f"Guide: {', '.join(guide)}"
    for change in report.catalogues:
        yield from _catalogue_lines(change, would)
    if would and report.files:
        yield "Would be written:"
        yield from (f"  {safe(path)}" for path in report.files)
    elif report.files:
        yield f"{counted(len(report.files), 'file')} written."
    else:
        yield "Everything is up to date."
    yield from _all_drift(report.drift)


def _changes(counts: Mapping[str, int]) -> list[str]:
    order = [*CHANGES, *sorted(set(counts) - set(CHANGES))]
    return [f"{counts[n]:,} {CHANGES.get(n, n)}" for n in order if counts.get(n)]


def _catalogue_lines(change: CatalogueChange, would: bool) -> Iterator[str]:
    made = "" if not change.created else (" (would be created)" if would else " (created)")
    counts = {name: len(units) for name, units in change.changes.units.items()}
    yield f"{change.language}, {safe(change.path)}{made}"
    adopted = change.changes.adopted
    if adopted:
        counts.pop("adopted", None)
        yield (
            f"  the file held {counted(adopted.held, 'translation')} without ids: "
            f"{adopted.kept:,} adopted by their text, "
            f"{adopted.suggested:,} as suggestions (fuzzy), "
            f"{adopted.obsolete:,} not needed by the guide (kept as obsolete)"
        )
    nothing = "nothing changed"
    if change.created:
        nothing = "nothing is translated yet"
    elif change.written:
        nothing = "no translation changed"
    yield f"  {', '.join(_changes(counts)) or nothing}"
    yield (
        f"  {change.translated:,} translated, {change.fuzzy:,} fuzzy, "
        f"{change.untranslated:,} untranslated"
    )


# status ---------------------------------------------------------------------------------------

# Two lines each, so that nine columns stand in 80.
STATUS_HEADER = (
    ("", "Edition"),
    ("", "Language"),
    ("trans-", "lated"),
    ("", "fuzzy"),
    ("untrans-", "lated"),
    ("re-", "viewed"),
    ("open", "points"),
    ("", "drift"),
    ("", "ready"),
)


def status_cells(row: EditionStatus) -> tuple[str, ...]:
    return (
        row.edition,
        row.language,
        f"{row.percent}%",
        str(row.fuzzy),
        str(row.untranslated),
        str(row.reviewed),
        str(len(row.open_adaptation_points)),
        str(len(row.drift)),
        "yes" if row.ready else "no",
    )


def status_table(rows: Sequence[EditionStatus]) -> Iterator[str]:
    """Columns by blanks; the first two to the left, numbers to the right."""
    header = [tuple(cell[line] for cell in STATUS_HEADER) for line in (0, 1)]
    table = [*header, *(status_cells(row) for row in rows)]
    widths = [max(width(line[column]) for line in table) for column in range(len(STATUS_HEADER))]
    for line in table:
        cells = (
            cell + " " * (wide - width(cell)) if n < 2 else " " * (wide - width(cell)) + cell
            for n, (cell, wide) in enumerate(zip(line, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def width(text: str) -> int:
    """Columns in a terminal: East Asian wide characters take two, marks none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def status_notes(rows: Sequence[EditionStatus]) -> Iterator[str]:
    """Why editions are not ready: of several one line per kind; of one alone all of it."""
    waiting = [row for row in rows if not row.ready]
    for row in waiting:
        yield ""
        yield f"{row.edition} is not ready for release:"
        yield from (f"  {line}" for line in (_whole if len(rows) == 1 else _by_kind)(row))
    if waiting and len(rows) > 1:
        yield ""
        yield f"All of it, with places and hints: adaptkit status {waiting[0].edition}"


def _by_kind(row: EditionStatus) -> Iterator[str]:
    kinds: dict[str, list[Diagnostic]] = {}
    for one, _ in gathered(row.blockers):
        kinds.setdefault(one.code, []).append(one)
    for code, found in kinds.items():
        more = f", and {len(found) - 1:,} more like it" if len(found) > 1 else ""
        yield f"{one_line(found[0].message)} [{code}]{more}"


def _whole(row: EditionStatus) -> Iterator[str]:
    for one, _ in gathered(row.blockers):
        yield from diagnostic_lines(one)
    for drift in row.drift:
        yield from drift_lines(drift)


# build ----------------------------------------------------------------------------------------


def build_lines(report: BuildReport) -> Iterator[str]:
    for edition in report.editions:
        yield from _built_lines(edition, report.to)
    if report.index:
        yield f"Open {safe(report.index)}"
    elif not report.editions and report.ok:
        yield "There is no edition to build yet: adaptkit add edition es_MX"


def _built_lines(edition: BuiltEdition, to: str) -> Iterator[str]:
    shown = edition.shown_in_source
    left = f", {counted(shown, 'passage')} shown in the source language" if shown else ""
    yield f"{edition.edition}: {edition.percent}% translated{left}"
    for one in edition.formats:
        files = counted(one.files, "file")
        folder = safe((PurePath(to) / one.folder).as_posix())
        yield f"  {one.name}: {folder} ({files}, {size(one.size)})"


def size(number: int) -> str:
    """Bytes as people say them: ``812 bytes``, ``1.4 kB``, ``12 MB``."""
    if number < 1000:
        return counted(number, "byte")
    amount, unit = number / 1000, "kB"
    if amount >= 999.5:
        amount, unit = amount / 1000, "MB"
    return f"{amount:.1f} {unit}" if amount < 9.95 else f"{amount:.0f} {unit}"


# format, init, add ----------------------------------------------------------------------------


def format_lines(report: FormatReport) -> Iterator[str]:
    if not report.changed:
        yield f"{counted(len(report.clean), 'catalogue')} in canonical form."
        return
    yield "Not in canonical form:" if report.check else "Brought into canonical form:"
    yield from (f"  {safe(path)}" for path in report.changed)
    if report.mended:
        yield "To be mended in them:" if report.check else "Mended in them:"
        for one in report.mended:
            yield f"  {safe(str(one.position))}: {one_line(one.message)} [{one.code}]"
    if report.check:
        yield "To mend this: adaptkit format"


def created_lines(report: Created) -> Iterator[str]:
    yield "Created:"
    yield from (f"  {safe(path)}" for path in report.files)
    if report.next_steps:
        yield ""
        yield "Next:"
        yield from (f"  {step}" for step in report.next_steps)
