"""Many steps, one report; and how the problems of whole files are worded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar

from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    ProblemsFound,
    Severity,
    did_you_mean,
    error,
)
from adaptkit.model.layout import EDITIONS, GUIDE, OVERLAYS, SOURCE, catalogue_path
from adaptkit.model.locale import Locale
from adaptkit.model.naming import turned_round

_P = ParamSpec("_P")
_T = TypeVar("_T")


# Projects that are named to whoever stands above them.
_NAMED = 3


class Problems:
    """Gathers what many steps find, so that all of it is reported at once."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self._seen: set[Diagnostic] = set()

    def attempt(self, step: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T | None:
        """What the step gives; None where it raises ProblemsFound, whose findings are kept."""
        try:
            return step(*args, **kwargs)
        except ProblemsFound as problem:
            self.add(*problem.diagnostics)
            return None

    def add(self, *diagnostics: Diagnostic) -> None:
        """Each once: looked for in a set, since a damaged file may hold some ten thousand."""
        for one in diagnostics:
            if one not in self._seen:
                self._seen.add(one)
                self.found.append(one)

    def stop_if_any(self) -> None:
        if any(d.severity is Severity.ERROR for d in self.found):
            raise ProblemsFound(self.found)


def usage_error(code: str, path: str, message: str, hint: str) -> ProblemsFound:
    """What a command was given and cannot do."""
    return ProblemsFound([error(code, Position(path), message, hint)])


def unknown_edition(name: str, known: Sequence[str]) -> Diagnostic:
    from adaptkit.workspace.called import edition_called

    near = did_you_mean(turned_round(name) or name, known)
    if code := edition_called(name):
        near = f'did you mean "{code}"?' if code in known else f"adaptkit add edition {code}"
    if turned_round(name):
        near = f"a language comes before its country: {turned_round(name)}"
    if "/" in name and (named := [one for one in name.split("/") if one in known]):
        near = f'did you mean "{named[0]}"?'
    there = ", ".join(dict.fromkeys(known))
    near = near or (f"known are: {there}" if there else f"adaptkit add edition {name}")
    said = f'there is no edition "{name}"'
    return error("use-unknown-edition", Position(EDITIONS), said, near)


def undeclared_edition(locale: Locale, known: Sequence[str]) -> Diagnostic:
    """A country that no edition declares: readers there would get the facts of another one."""
    what = f"this country's edition: adaptkit add edition {locale.posix}"
    if not locale.territory:
        what = f"this language's catalogue: adaptkit add language {locale.posix}"
    near = did_you_mean(locale.posix, known)
    return error(
        "use-unknown-edition",
        Position(EDITIONS),
        f'there is no edition "{locale.posix}"',
        f"{near} To begin {what}" if near else f"to begin {what}",
    )


def changed_meanwhile(path: str) -> Diagnostic:
    return error(
        "changed-meanwhile",
        Position(path),
        "this file was saved by somebody else while adaptkit was at work",
        "run the command again",
    )


def unreadable(path: str, fault: OSError) -> Diagnostic:
    return error(
        "not-readable",
        Position(path),
        f"this file cannot be read: {fault.strerror or fault}",
        "see whether it is there, and whether you may open it",
    )


def no_project(folder: Path) -> Diagnostic:
    """Where projects stand right below it, they are named."""
    from shlex import quote

    below = sorted(one.parent.name for one in folder.glob(f"*/{SOURCE}") if one.is_dir())
    there = f"go to your project's folder: cd {' or cd '.join(map(quote, below))}"
    start = "go to your project's folder, or start one with: adaptkit init my-guide"
    hint = there if 0 < len(below) <= _NAMED else start
    said = f'this folder holds no "{SOURCE}" folder, so it is no adaptkit project'
    return error("use-no-project", Position(str(folder)), said, hint)


def no_file(file: Path) -> Diagnostic:
    """A file that somebody was to get from elsewhere."""
    folder = file.parent
    others = [one.name for one in folder.iterdir() if one.is_file()] if folder.is_dir() else []
    hint = did_you_mean(file.name, sorted(others)) or "look for it in your downloads"
    return error("use-no-file", Position(file.as_posix()), "there is no such file", hint)


def no_text(path: str, document: str) -> Diagnostic:
    """``document``: what it is instead, such as "a PDF"."""
    return error(
        "not-text",
        Position(path, 1),
        f"this is {document}, not a text file, whatever its name says",
        "open it in the program that it is from, copy its text into a text editor, and save that "
        "under this name, in UTF-8",
    )


def in_the_way(path: str) -> Diagnostic:
    return error(
        "not-readable",
        Position(path),
        "a folder has the name of a file that is read here",
        "rename the folder, or take it away",
    )


def link_to_nothing(path: str) -> Diagnostic:
    return error(
        "not-readable",
        Position(path),
        "this is a link that leads to no file, or to itself",
        "put the file itself in its place, or delete the link",
    )


def missing_overlay(name: str, known: Sequence[str], where: Position) -> Diagnostic:
    return error(
        "overlay-missing",
        where,
        f'there is no overlay "{name}"',
        did_you_mean(name, known) or f"start it with: adaptkit add overlay {name}",
    )


def unknown_overlay(name: str, known: Sequence[str]) -> Diagnostic:
    """What a command was given is no overlay; ``missing_overlay``: what a file names."""
    there = f"there are: {', '.join(known)}" if known else f"adaptkit add overlay {name}"
    hint = did_you_mean(name, known) or there
    return error("use-unknown-overlay", Position(OVERLAYS), f'there is no overlay "{name}"', hint)


def overlay_no_edition(name: str, editions: Sequence[str]) -> Diagnostic:
    """``editions``: those that there are."""
    theirs = [one for one in editions if name in one.replace("-", "_").split("_")]
    quoted = " or ".join(f'"{one}"' for one in theirs)
    near = f"did you mean {quoted}?" if theirs else did_you_mean(name, editions)
    said = f'"{name}" is an overlay, and no edition'
    hint = near or f"its decisions: adaptkit next {name}"
    return error("use-unknown-edition", Position(EDITIONS), said, hint)


def no_catalogue(
    name: str, locale: Locale, known: Sequence[str], where: Position | None = None
) -> Diagnostic:
    """``known``: other names that a mistyped one may have been meant for."""
    near = did_you_mean(name, [k for k in known if k != name])
    language = locale.base.posix
    said = f"create the catalogue with: adaptkit update {language}"
    return error(
        "edition-without-catalogue",
        where or Position(catalogue_path(locale.base, GUIDE)),
        f'the edition "{name}" needs a translation into {locale.language_name(Locale("en"))}, '
        "and there is no catalogue for it",
        f"{said}; {near}" if near else said,
    )
