"""How far editions are: the rows of ``status``, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.locale import Locale
from adaptkit.model.tried import Tried
from adaptkit.records import Record, replace
from adaptkit.reports.bars import Bar
from adaptkit.reports.because import (
    Recorded,
    process_line,
)
from adaptkit.reports.decided import to_decide, to_do
from adaptkit.reports.drift import drift_lines
from adaptkit.reports.listed import Word
from adaptkit.reports.problems import diagnostic_lines
from adaptkit.reports.words import as_name, begun, counted, one_line, safe, width

if TYPE_CHECKING:
    from adaptkit.model.frame import ProcessStep
    from adaptkit.model.overlay import Drift

# So many words without a translation are named unasked.
_WORDS = 10
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


class Waiting(Record, frozen=True):
    """A passage that waits for a translator: where a person can write its words."""

    unit: str
    path: str
    line: int
    state: str
    text: str


class Due(Record, frozen=True):
    """A contact that is to be checked ``by`` a day (ISO), and where its file says so."""

    contact: str
    by: str
    path: str
    line: int


class Readers(Record, frozen=True):
    """What nobody has signed off in a role that is asked for: ``count`` passages, ``core`` of them
    safety passages. ``role``: ``""`` where only one more person has to read them. ``who``: the
    keys of those who may; ``again``: of those who had said something, and it has changed since."""

    role: str
    count: int
    core: int = 0
    who: tuple[str, ...] = ()
    again: tuple[str, ...] = ()


class EditionStatus(Record, frozen=True):
    """One row of ``status``. ``blockers`` are what stops a release. ``waiting``: the first of the
    passages that are not translated or not finished, or all of them, in reading order. ``words``:
    all terms and all words around the guide that have no translation. ``made``: false where the
    edition's overlays cannot be carried out, so that nobody can count anything. ``step``: what
    ``next`` says to do first; ``""``: nothing that could be written. ``operations`` (in reading
    order) and ``process``: what is on record of what was changed, and of how it was made.
    ``own``: what has to be signed off though it needs no translation.
    ``readers``: who has yet to sign off what is finished, by role, safety passages first.
    ``contacts_due``: those to be checked within 60 days, or that should have been.
    ``back_translated``: passages that somebody has translated back; ``unclear``: of which somebody
    could not tell what they say. ``tried``: how readers got on with its chapters."""

    edition: str
    language: str
    overlays: tuple[str, ...]
    needed: int
    translated: int
    fuzzy: int
    untranslated: int
    reviewed: int
    open_adaptation_points: tuple[str, ...]
    drift: tuple[Drift, ...]
    unverified_contacts: tuple[str, ...]
    blockers: tuple[Diagnostic, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    words: tuple[Word, ...] = ()
    made: bool = True
    contacts_due: tuple[Due, ...] = ()
    step: str = ""
    operations: tuple[Recorded, ...] = ()
    process: tuple[ProcessStep, ...] = ()
    own: int = 0
    readers: tuple[Readers, ...] = ()
    back_translated: int = 0
    unclear: int = 0
    tried: tuple[Tried, ...] = ()

    @property
    def unsigned(self) -> int:
        """What could be signed off today and is not."""
        return self.translated + self.own - self.reviewed

    @property
    def ready(self) -> bool:
        return not self.blockers

    @property
    def percent(self) -> int:
        """Whole per cent translated, rounded down: 100 means all."""
        if not self.made:
            return 0
        return 100 if not self.needed else self.translated * 100 // self.needed

    @property
    def percent_signed(self) -> int:
        """The same of what is signed off, of all that has to be."""
        to_sign = self.needed + self.own
        if not self.made:
            return 0
        return 100 if not to_sign else self.reviewed * 100 // to_sign


def language_of(row: EditionStatus) -> str:
    """What translators write: the country stands in the edition's name."""
    return Locale.parse(row.language).base.posix if row.language else ""


def status_cells(row: EditionStatus) -> tuple[str, ...]:
    language = language_of(row)
    if not row.made:
        return (row.edition, language, *["–"] * 6, "no")
    return (
        row.edition,
        language,
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


def status_bars(rows: Sequence[EditionStatus]) -> list[Bar]:
    """How far each edition is, of all that has to be signed off: without those that nobody can
    count."""
    return [
        Bar(
            row.edition,
            (row.reviewed, row.unsigned, row.fuzzy, row.untranslated),
            f"{row.percent}% translated, {row.percent_signed}% signed off",
        )
        for row in rows
        if row.made
    ]


def status_list(rows: Sequence[EditionStatus], columns: int) -> Iterator[str]:
    """The same for a window in which the table has no room: a few lines each, and no word is
    broken."""
    from textwrap import wrap

    names = [" ".join(filter(None, cell)).replace("- ", "") for cell in STATUS_HEADER]
    for row in rows:
        edition, language, *cells = status_cells(row)
        told = [f"{name} {cell}" for name, cell in zip(names[2:], cells, strict=True)]
        # A count stays beside its name.
        said = ", ".join(told).replace(" ", "\0").replace(",\0", ", ")
        yield f"{edition} ({language})"
        for line in wrap(
            said, max(columns - 2, 20), break_long_words=False, break_on_hyphens=False
        ):
            yield f"  {line}".replace("\0", " ")


def status_notes(rows: Sequence[EditionStatus], *, all_places: bool = False) -> Iterator[str]:
    """Why editions are not ready: of several one line per kind; of one alone all of it, and what
    to do next. With ``all_places`` every word that has no translation is named, and not only the
    first ones."""
    if len(rows) == 1:
        yield from _whole(rows[0], all_places=all_places)
        return
    waiting = [row for row in rows if not row.ready]
    for row in waiting:
        yield ""
        yield f"{row.edition} is not ready for release:"
        yield from (f"  {line}" for line in (_by_kind if row.made else _blockers)(row))
    for row in rows:
        if row.words and all_places:
            yield ""
            yield from _words(row, None)
    yield from _due_everywhere(rows)
    yield from _first_of_each(rows)
    if waiting:
        yield ""
        yield f"All of it, with places and hints: adaptkit status {waiting[0].edition}"


def verdict(row: EditionStatus) -> str:
    """Whether it may be published today, in one line."""
    if row.ready:
        return f"{row.edition} can be published today."
    found = _once(row)
    if not row.made:
        return f"{row.edition} cannot be published today: {counted(len(found), 'thing')} to do."
    decisions = len(to_decide(o for o in found if o.code not in ("untranslated", "unreviewed")))
    left = to_do(decisions, row.fuzzy + row.untranslated, row.unsigned)
    return f"{row.edition} cannot be published today: {left} to do."


def next_step(row: EditionStatus) -> str:
    """The most urgent thing to do, with its place, in one line."""
    if row.ready:
        return f"adaptkit build {row.edition} --release"
    if row.step:
        return row.step
    first = row.blockers[0]
    place = f"{as_name(str(first.position))}: " if first.position.path else ""
    return f"{place}{one_line(first.hint or first.message)}"


def _once(row: EditionStatus) -> list[Diagnostic]:
    """The blockers in their own order, each once."""
    return list(dict.fromkeys(replace(one, edition="") for one in row.blockers))


def _by_kind(row: EditionStatus) -> Iterator[str]:
    kinds: dict[str, list[Diagnostic]] = {}
    for one in _once(row):
        kinds.setdefault(one.code, []).append(one)
    for code, found in kinds.items():
        more = f", and {len(found) - 1:,} more like it" if len(found) > 1 else ""
        yield f"{one_line(found[0].message)} [{code}]{more}"


def _blockers(row: EditionStatus) -> Iterator[str]:
    """Each in a line, with what to do."""
    for one in _once(row):
        said, *_ = diagnostic_lines(one)
        yield f"{said}: {one_line(one.hint)}" if one.hint else said


def _translated_back(row: EditionStatus) -> Iterator[str]:
    if row.back_translated or row.unclear:
        unclear = f"; unclear to whoever translated back: {row.unclear:,}" if row.unclear else ""
        yield f"Translated back: {counted(row.back_translated, 'passage')}{unclear}"
    for one in row.tried:
        right = f", right answers: {', '.join(map(str, one.right))}" if one.right else ""
        apart = "" if one.stands else " (of an earlier text)"
        said = f"{counted(one.readers, 'reader')}, last on {one.on}{right}{apart}"
        yield f"Tried with readers: {as_name(one.chapter)}: {said}"


def _whole(row: EditionStatus, *, all_places: bool) -> Iterator[str]:
    if not row.ready:
        yield ""
        yield "What stops it, the most urgent first:"
        yield from (f"  {line}" for line in _blockers(row))
    for drift in row.drift:
        yield from (f"  {line}" for line in drift_lines(drift))
    yield from _places(row)
    yield from _due(row.contacts_due)
    if row.words:
        yield ""
        yield from _words(row, None if all_places else _WORDS)
    yield ""
    if row.made:
        yield from _translated_back(row)
        yield process_line(row.process)
    yield from _to_do(row)
    yield f"Next step: {next_step(row)}"
    if not row.ready and row.made:
        yield f"One at a time: adaptkit next {row.edition}"


def _to_do(row: EditionStatus) -> Iterator[str]:
    from adaptkit.reports.to_do import to_do_lines

    if found := list(to_do_lines(row)):
        yield "Who has what to do next:"
        yield from (f"  {line}" for line in found)


def _first_of_each(rows: Sequence[EditionStatus]) -> Iterator[str]:
    """What is most urgent in each edition; all of it is told of one alone."""
    from adaptkit.reports.to_do import to_do_lines

    first = {row.edition: next(to_do_lines(row), "") for row in rows}
    if any(first.values()):
        yield ""
        yield "Who has what to do next, the most urgent of each edition:"
    for name, line in first.items():
        if line:
            yield f"  {name}: {line}"


def _places(row: EditionStatus) -> Iterator[str]:
    """Where the passages stand that wait for a translator."""
    if not row.waiting:
        return
    yield "Waiting for a translator:"
    for one in row.waiting:
        fuzzy = " (fuzzy)" if one.state == "fuzzy" else ""
        yield f"  {safe(one.path)}:{one.line}: {begun(one.text)}{fuzzy} [{safe(one.unit)}]"
    more = row.fuzzy + row.untranslated - len(row.waiting)
    if more > 0:
        yield f"  and {more:,} more; all of them: adaptkit status {row.edition} --all"
    first = row.waiting[0]
    yield (
        f"What such a passage is: adaptkit explain {row.edition} {safe(first.path)}:{first.line}"
    )


def _due_everywhere(rows: Sequence[EditionStatus]) -> Iterator[str]:
    """One contact may stand in several editions."""
    found = {(one.by, one.path, one.line): one for row in rows for one in row.contacts_due}
    if found:
        yield ""
        yield from _due([found[key] for key in sorted(found)])


def _due(found: Sequence[Due]) -> Iterator[str]:
    if found:
        yield f"Contacts to check again soon: {len(found):,}"
    for one in found:
        yield f"  {safe(one.path)}:{one.line}: by {one.by}: {begun(one.contact)}"


def _words(row: EditionStatus, most: int | None) -> Iterator[str]:
    """The words around the guide and the terms that have no translation, and where they stand."""
    yield f"Words of {row.edition} without a translation: {len(row.words):,}"
    for one in row.words[:most]:
        place = f"{safe(one.path)}:{one.line}" if one.line else safe(one.path)
        fuzzy = " (fuzzy)" if one.state == "fuzzy" else ""
        yield f"  {place}: {begun(one.text)}{fuzzy} [{one.kind}]"
    more = len(row.words) - most if most else 0
    if more > 0:
        yield f"  and {more:,} more; all of them: adaptkit status {row.edition} --all"
