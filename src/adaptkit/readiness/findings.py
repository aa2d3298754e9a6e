"""What checks say of a catalogue, wherever somebody has to hear it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adaptkit.catalogues.notes import NOTE, has_notes, with_notes, without_notes
from adaptkit.checks import check_catalogue
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.diagnostic import Diagnostic, Severity
from adaptkit.readiness.checked_texts import of_catalogue
from adaptkit.reports.checked import note_line
from adaptkit.workspace import Workspace


def errors_in(workspace: Workspace, catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """What must not be published as it stands."""
    return tuple(check_catalogue(of_catalogue(workspace, catalogue), errors_only=True))


def judged(
    workspace: Workspace, catalogue: Catalogue, notes: bool | None
) -> tuple[Catalogue, tuple[Diagnostic, ...], int]:
    """The catalogue with the notes that it should have, what must not be published of it, and how
    many notes there are. ``notes``: whether somebody wants them now; None: what it says itself."""
    if notes is False:
        return without_notes(catalogue), errors_in(workspace, catalogue), 0
    if not (notes or has_notes(catalogue)):
        return catalogue, errors_in(workspace, catalogue), 0
    found = tuple(check_catalogue(of_catalogue(workspace, catalogue)))
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
