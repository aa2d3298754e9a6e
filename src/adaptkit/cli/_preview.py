"""The local page that follows every save."""

from __future__ import annotations

import click

from adaptkit.cli import _names
from adaptkit.cli._call import CLEAN, Call, command


@click.command()
@click.argument("edition", metavar="[EDITION]", required=False, shell_complete=_names.editions)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="NUMBER",
    help="Where to answer on this computer; 0 is any that is free.",
)
@click.option("--open", "opened", is_flag=True, help="Open it in the browser.")
@command(writes=False)
def preview(call: Call, edition: str | None, port: int | None, opened: bool) -> int:
    """Show an edition on a local page that follows every save.

    A saved catalogue, overlay or chapter is shown within a second, at the place that changed. The
    bar below the page tells of each passage what it was, where it comes from, who translated it
    and what is wrong with it. It answers this computer alone and writes nothing. Ctrl+C ends it.

    \b
    Examples:
      adaptkit preview es_MX
      adaptkit preview es_MX --open
    """
    from adaptkit.commands.preview import preview as serve

    def tell(name: str, address: str) -> None:
        if call.as_json:
            call.console.print_json({"edition": name, "address": address})
        else:
            call.console.say([f"{name}: {address}", "It follows every save. Ctrl+C ends it."])
        call.console.flush()
        if opened:
            import webbrowser

            if not webbrowser.open(address) and not call.as_json:
                call.console.say(["No browser has opened: open that address in one yourself."])
                call.console.flush()

    try:
        serve(call.workspace(), edition or "", today=call.today, port=port, tell=tell)
    except KeyboardInterrupt:
        call.console.say(["", "The preview has ended."])
    return CLEAN
