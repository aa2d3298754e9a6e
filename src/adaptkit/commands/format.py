"""``adaptkit format``: every catalogue in its one canonical form."""

from __future__ import annotations

from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.reports.results import FormatReport
from adaptkit.workspace import Problems, Workspace


def format_catalogues(workspace: Workspace, *, check: bool = False) -> FormatReport:
    """Rewrite what is not canonical. Raises ProblemsFound, before anything is written."""
    problems = Problems()
    changed: dict[str, bytes] = {}
    clean: list[str] = []
    for path in workspace.catalogue_files():
        content = workspace.read_bytes(path)
        text = problems.attempt(lambda path=path, content=content: _canonical(path, content))  # type: ignore[misc]
        if text is None:
            continue
        if text.encode() == content:
            clean.append(path)
        else:
            changed[path] = text.encode()
    problems.stop_if_any()
    if not check:
        workspace.write(changed)
    return FormatReport(tuple(changed), tuple(clean), check)


def _canonical(path: str, content: bytes) -> str:
    return render_po(parse_po(content, path=path, locale=None, domain=""))
