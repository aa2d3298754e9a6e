"""Names that shells complete. Fast and forgiving: a project that is damaged completes less."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]
_UNIT = re.compile(r'^msgctxt "(.+)"$', re.MULTILINE)


def _completer(names: Callable[[Path], Iterable[str]]) -> Complete:
    def complete(
        context: click.Context, parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        given = context.params.get(parameter.name or "") or ()
        root = _root(context)
        if root is None:
            return []
        try:
            found = sorted(set(names(root)))
        except OSError:
            return []
        return [CompletionItem(n) for n in found if n.startswith(incomplete) and n not in given]

    return complete


def _root(context: click.Context) -> Path | None:
    """``--project``, wherever it stands, else the nearest folder upwards that is a project."""
    from pathlib import Path

    from adaptkit.model.layout import SOURCE

    step: click.Context | None = context
    while step is not None:
        if step.params.get("project"):
            return Path(step.params["project"])
        step = step.parent
    here = Path.cwd()
    return next((f for f in (here, *here.parents) if (f / SOURCE).is_dir()), None)


def _editions(root: Path) -> Iterable[str]:
    from adaptkit.model.layout import EDITIONS

    named = [path.stem for path in (root / EDITIONS).glob("*.y*ml") if path.name[0] != "."]
    return named + list(_languages(root))


def _languages(root: Path) -> Iterable[str]:
    from adaptkit.model.layout import LOCALES

    return (path.parent.name for path in (root / LOCALES).glob("*/*.po"))


def _overlays(root: Path) -> Iterable[str]:
    from adaptkit.model.layout import OVERLAY_FILE, OVERLAYS

    return (path.parent.name for path in (root / OVERLAYS).glob(f"*/{OVERLAY_FILE}"))


def _units(root: Path) -> Iterable[str]:
    from adaptkit.model.layout import LOCALES

    for template in (root / LOCALES).glob("*.pot"):
        yield from _UNIT.findall(template.read_text(encoding="utf-8", errors="replace"))


def _known_languages(_root: Path) -> Iterable[str]:
    from babel.localedata import locale_identifiers

    return locale_identifiers()


editions = _completer(_editions)
languages = _completer(_languages)
overlays = _completer(_overlays)
editions_and_overlays = _completer(lambda root: (*_editions(root), *_overlays(root)))
units = _completer(_units)
known_languages = _completer(_known_languages)


def one_of(*values: str) -> Complete:
    """Completes fixed values, also the last of several between commas."""

    def complete(
        _context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        before, comma, last = incomplete.rpartition(",")
        return [CompletionItem(before + comma + v) for v in values if v.startswith(last)]

    return complete
