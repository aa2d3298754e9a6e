"""``adaptkit review pack``: an edition as one file that a reviewer reads and answers anywhere."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

from adaptkit.exchange.review_table import render_review_table
from adaptkit.model.diagnostic import Diagnostic, Position, error
from adaptkit.model.layout import LOCALES, SOURCE
from adaptkit.model.pack import Pack
from adaptkit.packs.make import make_pack
from adaptkit.packs.page import render_page
from adaptkit.packs.sheet import render_sheet
from adaptkit.readiness.review_material import material_of
from adaptkit.readiness.signing import reader
from adaptkit.reports.review_pack import PackReport
from adaptkit.workspace import Problems, Workspace
from adaptkit.workspace.files import write_files

FORMATS: Mapping[str, tuple[str, Callable[[Pack], bytes]]] = {
    "html": (".html", render_page),
    "sheet": ("-sheet.html", render_sheet),
    "xlsx": (".xlsx", render_review_table),
}
"""Name → what its file's name ends in, and what writes it."""


def review_pack(
    workspace: Workspace,
    edition: str,
    *,
    role: str = "",
    minutes: int = 0,
    reviewer: str = "",
    format: str = "html",
    to: Path | None = None,
    today: datetime.date,
) -> PackReport:
    """Write the pack into ``build/reviews/``, or where ``to`` says (a file, or a folder that is
    there). ``minutes``: cut it to what a reviewer can read in that time. Raises ProblemsFound."""
    problems = Problems()
    problems.add(*_misplaced(workspace, to))
    if reviewer:
        found = problems.attempt(reader, workspace, reviewer, role)
        role = found[1].value if found else role
    material = problems.attempt(material_of, workspace, edition, today)
    problems.stop_if_any()
    assert material is not None
    made = today.isoformat()
    pack = make_pack(material, made=made, reviewer=reviewer, role=role, minutes=minutes)
    suffix, render = FORMATS[format]
    name = "-".join(filter(None, (pack.edition, reviewer, role))) + suffix
    path = _target(workspace, to, name)
    write_files({path: render(pack)})
    return PackReport(pack, _shown(path), path.stat().st_size, format)


def _misplaced(workspace: Workspace, to: Path | None) -> list[Diagnostic]:
    """A pack may not land among what it is made from."""
    return [
        error(
            "use-folder-taken",
            Position("--to"),
            f"the pack would be written into {name}/, which adaptkit reads from",
            "choose another folder, such as build/reviews",
        )
        for name in (SOURCE, LOCALES)
        if to is not None and to.resolve().is_relative_to((workspace.root / name).resolve())
    ]


def _target(workspace: Workspace, to: Path | None, name: str) -> Path:
    if to is None:
        return workspace.root / "build" / "reviews" / name
    return to / name if to.is_dir() else to


def _shown(path: Path) -> str:
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
