"""``adaptkit preview``: one edition on a local page that follows every save."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from adaptkit.model.diagnostic import Position, ProblemsFound, error
from adaptkit.model.layout import LOCALES, SOURCE
from adaptkit.model.locale import Locale
from adaptkit.preview.pages import Pages, pages_of
from adaptkit.preview.server import Server, Shown
from adaptkit.preview.watching import Stamps, stamps
from adaptkit.readiness.maker import Maker
from adaptkit.workspace import Workspace

PORT = 8311
_FURTHER = 20
_FOLDERS = (SOURCE, LOCALES, "reviews")
PAUSE = 0.15
"""Seconds between two looks at the files: a save is shown within a second."""


def preview(
    workspace: Workspace,
    name: str = "",
    *,
    today: datetime.date,
    port: int | None = None,
    tell: Callable[[str, str], None],
    stop: threading.Event | None = None,
) -> None:
    """Serve the edition until ``stop``, or for ever. ``tell`` gets its name and its address once it
    can be seen. Nothing is written. Raises ProblemsFound where there is nothing to show yet."""
    name = _chosen(workspace, name)
    root = workspace.root
    # What is saved while the pages are made for the first time is seen afterwards.
    before = stamps(root, _FOLDERS)
    shown = Shown(Making(root, name, today).pages)
    server = _served(shown, port)
    stop = stop or threading.Event()
    looking = threading.Thread(target=_follow, args=(shown, root, before, stop), daemon=True)
    serving = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    looking.start()
    serving.start()
    try:
        tell(name, server.url)
        # In short pieces: on Windows nobody could interrupt a wait without end.
        while not stop.wait(0.5):
            pass
    finally:
        stop.set()
        shown.stop()
        server.shutdown()
        server.server_close()
        looking.join()


def _chosen(workspace: Workspace, name: str) -> str:
    if name:
        (chosen,) = workspace.edition_names([name])
        return chosen
    names = workspace.edition_names()
    if len(names) == 1:
        return names[0]
    hint = f"name one: adaptkit preview {names[0]}" if names else "begin one: adaptkit add edition"
    raise ProblemsFound(
        [
            error(
                "use-which-edition",
                Position(""),
                f"there are {len(names)} editions: {', '.join(names)}",
                hint,
            )
        ]
    )


class Making:
    """The edition as its files are now. What was made from files that nobody has saved since is
    taken as it was: an update of one catalogue need not read the guide again."""

    def __init__(self, root: Path, name: str, today: datetime.date) -> None:
        self._workspace = Workspace.at(root)
        self._name, self._today = name, today

    def pages(self, saved: Iterable[str] = ()) -> Pages:
        """``saved``: the files, relative to the project, that are other than last time. Raises
        ProblemsFound."""
        for path in saved:
            self._workspace.forget(path)
        maker = Maker(self._workspace, self._today)
        edition = maker.make(self._workspace.read_edition(self._name))
        return pages_of(edition, self._lines)

    def _lines(self, path: str) -> Mapping[str, int]:
        """Of the units' words in the catalogue at ``path`` (``locales/es/guide.po``)."""
        _, language, file = path.rsplit("/", 2)
        try:
            domain, locale = file.removesuffix(".po"), Locale.parse(language)
            catalogue = self._workspace.read_catalogue(locale, domain)
        except (ProblemsFound, ValueError):
            return {}
        found = catalogue.by_id() if catalogue else {}
        return {unit: entry.words_position.line for unit, entry in found.items()}


def _served(shown: Shown, port: int | None) -> Server:
    """At the port that was asked for, or else at the first that is free."""
    ports = range(PORT, PORT + _FURTHER) if port is None else (port,)
    for one in ports:
        try:
            return Server(shown, one)
        except OSError:
            continue
    raise ProblemsFound(
        [
            error(
                "use-port-taken",
                Position("--port"),
                f"another program answers at {port or PORT} already",
                "choose another number, such as --port 8400, or 0 for any that is free",
            )
        ]
    )


def _follow(shown: Shown, root: Path, before: Stamps, stop: threading.Event) -> None:
    while not stop.wait(PAUSE):
        now = stamps(root, _FOLDERS)
        if now != before:
            saved = {path for path in {*before, *now} if before.get(path) != now.get(path)}
            before = now
            shown.refresh(saved)
