"""``adaptkit overlay accept``: somebody has looked at the guide's new text; the overlay holds."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from adaptkit.loading.guide import read_guide
from adaptkit.loading.overlays import read_overlay
from adaptkit.model.diagnostic import Position, ProblemsFound, did_you_mean, error
from adaptkit.model.document import Guide
from adaptkit.model.edition import EditionSpec
from adaptkit.model.layout import BASE_FILE, NOTED, overlay_file
from adaptkit.model.naming import meant
from adaptkit.model.overlay import Drift, Operation, Overlay, Seen
from adaptkit.overlays.base import Texts, accept, render_records
from adaptkit.overlays.noted import is_lost
from adaptkit.readiness.bases import InChains, in_every_chain, remembered
from adaptkit.reports.accepted import Accepted
from adaptkit.texts.sameness import folded
from adaptkit.workspace import Problems, Workspace


def overlay_accept(
    workspace: Workspace, overlay: str, operation: str, *, by: str, why: str, today: datetime.date
) -> Accepted:
    """Write into base.yaml that ``operation`` holds beside what the guide says today, in every
    chain in which it says something else than it was made against, or in which that is lost.

    ``by`` and ``why`` stand there with the day. Where nothing has changed, nothing is written.
    Raises ProblemsFound where there is no such overlay or operation, or it cannot be carried out.
    """
    _check_said(by, why)
    name = meant(overlay, workspace.overlay_names) or overlay
    own = read_overlay(workspace, name)
    wanted = _operation(own, operation)
    guide, overlays, editions = _read(workspace, own)
    seen = in_every_chain(guide, overlays, editions)
    texts = seen.texts[name]
    if not texts:
        raise ProblemsFound(seen.diagnostics)
    now = {chain: said[wanted.id] for chain, said in texts.items()}
    chains = [chain for chain, text in now.items() if _waits(own, wanted, chain, text)]
    drift = _drift(seen, own, wanted)
    if not chains:
        return Accepted(name, wanted.id, str(wanted.target))
    day = today.isoformat()
    accepted = Seen("", accepted_by=by.strip(), accepted_on=day, accepted_why=why.strip())
    known = {**overlays, name: accept(own, wanted, texts, accepted, chains)}
    files = _files(workspace, name, known, seen.texts)
    workspace.write(files)
    return Accepted(
        overlay=name,
        operation=wanted.id,
        target=str(wanted.target),
        chains=tuple(chains),
        drift=drift,
        by=accepted.accepted_by,
        why=accepted.accepted_why,
        on=day,
        files=tuple(sorted(files)),
    )


def _check_said(by: str, why: str) -> None:
    problems = [
        error("use-nothing-said", Position(option), said, hint)
        for option, value, said, hint in (
            ("--by", by, "nobody is named", "write the name of whoever has looked"),
            ("--why", why, "no reason is given", "write what was looked at, and why it holds"),
        )
        if not any(map(str.isalpha, value))
    ]
    if problems:
        raise ProblemsFound(problems)


def _operation(overlay: Overlay, name: str) -> Operation:
    """By its id, or by what it aims at where that is one operation."""
    named = [one for one in overlay.operations if one.id == name]
    aimed = [one for one in overlay.operations if str(one.target) == name]
    if named or len(aimed) == 1:
        return (named or aimed)[0]
    ids = [one.id for one in overlay.operations]
    raise ProblemsFound(
        [
            error(
                "use-unknown-operation",
                Position(overlay.path),
                f'the overlay {overlay.name} has no operation "{name}"',
                did_you_mean(name, ids) or f"its operations are {', '.join(ids) or 'none'}",
            )
        ]
    )


def _read(
    workspace: Workspace, own: Overlay
) -> tuple[Guide, dict[str, Overlay], list[EditionSpec]]:
    """The guide, and all overlays and editions that can be read: others are told elsewhere."""
    guide = read_guide(workspace)
    apart = Problems()
    overlays = {}
    for name in workspace.overlay_names:
        found = own if name == own.name else apart.attempt(read_overlay, workspace, name)
        if found is not None:
            overlays[name] = found
    specs = (apart.attempt(workspace.read_edition, name) for name in workspace.edition_files)
    return guide, overlays, [spec for spec in specs if spec is not None]


def _waits(overlay: Overlay, operation: Operation, chain: str, now: str) -> bool:
    """Whether somebody has to look: the text has changed, or what it was is lost."""
    seen = overlay.seen(operation, chain)
    if seen is None:
        return is_lost(overlay, operation, chain, now)
    return folded(seen.text) != folded(now)


def _drift(seen: InChains, overlay: Overlay, operation: Operation) -> tuple[Drift, ...]:
    own = [d for d in seen.drift if (d.overlay, d.operation) == (overlay.name, operation.id)]
    return tuple({(one.then, one.now): one for one in reversed(own)}.values())


def _files(
    workspace: Workspace, name: str, known: Mapping[str, Overlay], texts: Mapping[str, Texts]
) -> dict[str, bytes]:
    """``known``: all overlays, with what is accepted now."""
    base = render_records(known[name].base).encode("utf-8")
    noted = remembered(workspace, known, known, texts)
    files = {overlay_file(name, BASE_FILE): base}
    return files if noted is None else {**files, NOTED: noted}
