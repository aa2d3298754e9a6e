"""What checks say of a catalogue, wherever somebody has to hear it.

Somebody who may sign a passage off may also say that a finding there is right as it is. That holds
for exactly the text and the words that they saw; and never for what keeps words from readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from adaptkit.catalogues.notes import NOTE, has_notes, with_notes, without_notes
from adaptkit.checks import Passage, check_catalogue, run_checks
from adaptkit.loading.reviews import read_ledger, read_people
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.diagnostic import Diagnostic, Severity, info, warning
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Overlay
from adaptkit.model.review import Review, Verdict
from adaptkit.model.signing import Reviews
from adaptkit.readiness.checked_texts import of_catalogue, of_native
from adaptkit.readiness.kept_clean import KeptClean, mark_of
from adaptkit.records import Record
from adaptkit.reports.checked import note_line
from adaptkit.workspace import Problems, Workspace


class Findings(Record, frozen=True):
    """``left``: what counts; ``ignored``: what somebody has found to be right, with their word;
    ``void``: words of this kind that do not count any more."""

    left: tuple[Diagnostic, ...]
    ignored: tuple[tuple[Diagnostic, Review], ...] = ()
    void: tuple[Diagnostic, ...] = ()


def findings(
    workspace: Workspace,
    locale: Locale,
    domain: str,
    passages: Sequence[Passage],
    *,
    errors_only: bool = False,
    spoiling: bool = True,
) -> Findings:
    """What checks find in the passages of one catalogue, or of an overlay's native version.
    ``errors_only``: what must not be published; ``spoiling``: also what keeps words from
    readers."""
    found = tuple(check_catalogue(passages, errors_only=errors_only, spoiling=spoiling))
    problems = Problems()
    ledger = problems.attempt(read_ledger, workspace, locale.posix, domain) or ()
    people = problems.attempt(read_people, workspace) or {} if ledger else {}
    said = [one for one in ledger if one.verdict is Verdict.IGNORED]
    if problems.found or not said:
        # What cannot be read excuses nothing.
        return Findings(found, void=tuple(problems.found))
    known = Reviews(people=people)
    by_unit = {one.unit_id: one for one in passages}
    holds: dict[tuple[str, str], Review] = {}
    for review in said:
        passage = by_unit.get(review.unit)
        if (
            passage is not None
            and review.is_about(passage.source, passage.translation)
            and known.counts(review, locale.posix)
            and review.check not in spoils(passage)
        ):
            holds[review.unit, review.check] = review
    return Findings(
        tuple(one for one in found if (one.unit, one.code) not in holds),
        tuple((one, holds[one.unit, one.code]) for one in found if (one.unit, one.code) in holds),
        ()
        if errors_only
        else tuple(_void(said, by_unit, found, lambda: _beside(workspace, locale, domain))),
    )


def spoils(passage: Passage) -> frozenset[str]:
    """The codes of what keeps these words from readers, whoever says that they are right."""
    return frozenset(one.code for one in run_checks(passage, spoiling=True))


def _beside(workspace: Workspace, locale: Locale, domain: str) -> frozenset[str]:
    """The units of all that shares this ledger: an overlay's catalogue, and each file of its own
    that has a version in this language. Each of them is looked at by itself."""
    problems = Problems()  # told by whoever reads it for its own sake
    catalogue = problems.attempt(workspace.read_catalogue, locale, domain)
    units = {one.unit_id for one in (of_catalogue(workspace, catalogue) if catalogue else ())}
    if domain in workspace.overlay_names:
        from adaptkit.loading.overlays import read_overlay

        overlay = problems.attempt(read_overlay, workspace, domain)
        for said, pairs, _ in of_native(workspace, overlay, [locale]) if overlay else ():
            units.update(one.unit_id for one in pairs if said.posix == locale.posix)
    return frozenset(units)


def _void(
    said: Iterable[Review],
    by_unit: Mapping[str, Passage],
    found: Sequence[Diagnostic],
    beside: Callable[[], frozenset[str]],
) -> Iterator[Diagnostic]:
    """Whose word has fallen, and whether what they spoke of is there (again). ``beside``: the
    units of all that these words may be about."""
    there = {(one.unit, one.code) for one in found}
    elsewhere: frozenset[str] | None = None
    for review in said:
        passage = by_unit.get(review.unit)
        if passage is not None and review.is_about(passage.source, passage.translation):
            continue
        if passage is None:
            elsewhere = beside() if elsewhere is None else elsewhere
            if review.unit in elsewhere:
                continue
        again = (review.unit, review.check) in there
        message = f"{review.by} had found {review.check} to be right in {review.unit}"
        if passage is None:
            message += ", and it is not there any more"
        else:
            message += ", and its text or its translation has changed since"
        if again:
            hint = "look at it again; if it is still right, say so once more with --ignore"
            yield warning("ignored-void", review.position, message, hint, unit=review.unit)
        else:
            hint = "nothing is found there now, so this line can go"
            yield info("ignored-void", review.position, message, hint, unit=review.unit)


def errors_in(
    workspace: Workspace, catalogue: Catalogue, *, spoiling: bool = True
) -> tuple[Diagnostic, ...]:
    """What must not be published as it stands; ``spoiling`` as in ``findings``."""
    assert catalogue.locale is not None
    return findings(
        workspace,
        catalogue.locale,
        catalogue.domain,
        of_catalogue(workspace, catalogue),
        errors_only=True,
        spoiling=spoiling,
    ).left


def errors_beside(workspace: Workspace, overlay: Overlay, locale: Locale) -> Iterator[Diagnostic]:
    """The same for the versions that an overlay has in this language."""
    for said, pairs, _ in of_native(workspace, overlay, [locale]):
        yield from findings(workspace, said, overlay.name, pairs, errors_only=True).left


def judged(
    workspace: Workspace, catalogue: Catalogue, notes: bool | None, clean: KeptClean
) -> tuple[Catalogue, tuple[Diagnostic, ...], int]:
    """The catalogue with the notes that it should have, what must not be published of it, and how
    many notes there are. ``notes``: whether somebody wants them now; None: what it says itself.
    ``clean``: what earlier updates have found without an error."""
    assert catalogue.locale is not None
    passages = of_catalogue(workspace, catalogue)
    if notes is False or not (notes or has_notes(catalogue)):
        kept = without_notes(catalogue) if notes is False else catalogue
        mark = mark_of(passages)
        if clean.has(mark):
            return kept, (), 0
        wrong = findings(workspace, catalogue.locale, catalogue.domain, passages, errors_only=True)
        # What somebody lets pass is let pass for as long as they say so.
        if not (wrong.left or wrong.ignored):
            clean.add(mark)
        return kept, wrong.left, 0
    found = findings(workspace, catalogue.locale, catalogue.domain, passages).left
    lines = note_lines(found)
    errors = tuple(one for one in found if one.stops_release)
    return with_notes(catalogue, lines), errors, sum(map(len, lines.values()))


def note_lines(found: Sequence[Diagnostic]) -> Mapping[str, Sequence[str]]:
    """Unit id → what its translator reads. What is only worth knowing is left to ``check``: notes
    that nobody acts on keep people from reading the others."""
    lines: dict[str, dict[str, None]] = {}
    for one in found:
        if one.unit and one.severity is not Severity.INFO:
            lines.setdefault(one.unit, {})[NOTE + note_line(one)] = None
    return {unit: tuple(said) for unit, said in lines.items()}
