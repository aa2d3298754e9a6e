"""Whether what is published is what was built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adaptkit.cli._call import CLEAN, FINDINGS, Call, FilePath, command

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("path", metavar="FOLDER|ZIP", type=FilePath())
@command(writes=False)
def verify(call: Call, path: Path) -> int:
    """Whether a published edition is what was built, and up to date.

    FOLDER is what build --release wrote, or a copy of it as it was uploaded or printed from; ZIP is
    its archive, which is looked into and not unpacked. Each file is held against edition.json.
    Within the guide's project also: whether this project released it, and what readers would get
    otherwise today.

    Ends with 0 when it is what was built and, within a project, released there and up to date; with
    1 when anything of that does not hold, or it cannot be looked into; with 2 when there is no
    release at that place. Outside of a project nothing vouches for edition.json itself: hashes are
    no signature.

    \b
    Examples:
      adaptkit verify build/releases/es_MX-2026-11-29
      adaptkit verify es_MX-2026-11-29.zip --json
    """
    from pathlib import Path

    from adaptkit.commands.verify import verify as look

    project = Path(call.project) if call.project else None
    found = look(path, project, here=Path.cwd(), today=call.today)
    if call.as_json:
        from adaptkit.reports.verified import verified_json

        call.console.print_json(verified_json(found))
    else:
        call.console.verified(found)
    return CLEAN if found.ok else FINDINGS
