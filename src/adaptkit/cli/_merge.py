"""``merge-driver``: for git, which calls it by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adaptkit.cli._call import CLEAN, FINDINGS, Call, FilePath, command

if TYPE_CHECKING:
    from pathlib import Path


@click.command("merge-driver")
@click.argument("files", metavar="[BASE OURS THEIRS]", type=FilePath(), nargs=-1)
@click.option("--set-up", "setting_up", is_flag=True, help="Make git use it in this project.")
@command(writes=True)
def merge_driver(call: Call, files: tuple[Path, ...], setting_up: bool) -> int:
    """Merge two branches' catalogues entry by entry; git calls it.

    Only entries that both branches have changed in different ways are left to a person. The file
    .gitattributes says for which files git calls it; each copy of the project needs it set up once.

    \b
    Example:
      adaptkit merge-driver --set-up
    """
    from adaptkit.commands.merge_driver import merge_driver as work
    from adaptkit.workspace.git_merges import set_up

    if setting_up and not files:
        set_up(call.workspace().root)
        if call.as_json:
            call.console.print_json({"ok": True, "set_up": True})
            return CLEAN
        call.console.say(["git now merges the catalogues of this copy entry by entry."])
        return CLEAN
    if setting_up or len(files) != 3:
        raise click.UsageError("Give --set-up alone, or the three files that git gives.")
    left = work(*files)
    return FINDINGS if left else CLEAN
