"""``adaptkit next NAME``: what is left to decide, one decision at a time. Changes nothing."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from adaptkit.model.diagnostic import Position, ProblemsFound, did_you_mean, error
from adaptkit.model.edition import EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.model.naming import meant
from adaptkit.readiness.decisions import Decisions
from adaptkit.readiness.maker import Maker
from adaptkit.readiness.rows import row
from adaptkit.readiness.untranslated import catalogues_of, reasons_of
from adaptkit.records import replace
from adaptkit.reports.decided import Asked, step_of, to_decide
from adaptkit.reports.status import next_step, verdict

if TYPE_CHECKING:
    from adaptkit.workspace import Workspace


def next_decision(workspace: Workspace, name: str, *, today: datetime.date) -> Asked:
    """Of an edition, or of an overlay by its name (``KE``). Raises ProblemsFound for a name that
    nothing has, and for what keeps the edition from being made."""
    overlay = ""
    if meant(name, workspace.edition_files) is None:
        overlay = meant(name, workspace.overlay_names) or ""
    spec = _spec_of(workspace, overlay) if overlay else _edition(workspace, name)
    edition = Maker(workspace, today).make(spec, shown=False)
    found = to_decide(Decisions(workspace, edition, overlay).all())
    made = replace(row(edition, today), step=step_of(next(iter(found), None)))
    translations = sum(one.code == "untranslated" for one in found)
    first = found[0] if found else None
    if overlay and spec.name == overlay:
        said = f"No edition uses the overlay {overlay} yet."
        step = f"adaptkit add edition, such as {spec.locale.language}_{overlay}"
        return Asked(overlay, len(found), first, said, step_of(first) or step)
    step = next_step(made)
    # What stops no release comes when nothing else is left.
    ask = first is None and not overlay
    also = tuple(reasons_of(edition, catalogues_of(workspace, edition))) if ask else ()
    whose = overlay or spec.name
    return Asked(whose, len(found), first, verdict(made), step, translations, also)


def _edition(workspace: Workspace, name: str) -> EditionSpec:
    if len(name) == 2 and name.isupper() and Locale("und", "", name).territory_exists:
        said = f"there is no overlay {name} yet"
        raise ProblemsFound(
            [error("use-unknown-edition", Position(name), said, f"adaptkit add overlay {name}")]
        )
    known = (*workspace.edition_files, *workspace.overlay_names)
    try:
        return workspace.read_edition(name)
    except ProblemsFound as found:
        near = did_you_mean(name, known)
        unknown = all(one.code == "use-unknown-edition" for one in found.diagnostics)
        if not (near and unknown):
            raise
        said = f'no edition and no overlay is called "{name}"'
        raise ProblemsFound([error("use-unknown-edition", Position(name), said, near)]) from None


def _users(workspace: Workspace, overlay: str) -> list[EditionSpec]:
    out = []
    for name in workspace.edition_files:
        try:
            spec = workspace.read_edition(name)
        except ProblemsFound:
            continue  # status says what is wrong with it
        if overlay in spec.overlays:
            out.append(spec)
    return out


def _spec_of(workspace: Workspace, overlay: str) -> EditionSpec:
    """The first edition that uses this overlay; else one in the guide's own language."""
    for spec in _users(workspace, overlay):
        return spec
    return EditionSpec(overlay, workspace.settings.source_language, overlays=(overlay,))
