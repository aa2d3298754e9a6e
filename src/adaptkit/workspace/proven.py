"""The one way by which a PO file of a project is written: proven first, then planned."""

from __future__ import annotations

from adaptkit.catalogues.proof import proven_po
from adaptkit.model.catalogue import Catalogue
from adaptkit.workspace.project import Workspace


def proven(
    workspace: Workspace, path: str, catalogue: Catalogue, known: Catalogue | None = None
) -> dict[str, bytes]:
    """What is to be written for ``catalogue``: nothing where the file holds exactly that already.
    ``known``: what was read from it. Raises ProblemsFound where it cannot be proven."""
    before = workspace.read_bytes(path) if workspace.exists(path) else None
    content = proven_po(catalogue, path, before, known)
    return {} if content is None else {path: content}
