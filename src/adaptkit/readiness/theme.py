"""The look of an edition: read from the folder ``theme`` of the most specific overlay that has one.

What is wrong with a theme is told, and then the edition looks as ever: nothing of it is used. A
theme is a stranger's (see docs/security.md): no link is followed out of its folder, nothing in it
is carried out, and of its style sheet only what was read from it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adaptkit.editions.pictures import OVERLAY_FOLDER, Need
from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    ProblemsFound,
    Severity,
    did_you_mean,
    error,
    warning,
)
from adaptkit.model.edition import Asset, EditionSpec
from adaptkit.model.layout import STYLES_FILE, THEME, THEME_FILE, overlay_file, overlay_folder
from adaptkit.model.locale import Locale
from adaptkit.model.naming import keeps_from_windows
from adaptkit.model.telling import Said
from adaptkit.model.theme import Logo, Theme
from adaptkit.readiness.pictures import picture
from adaptkit.records import Record, replace
from adaptkit.workspace import Workspace
from adaptkit.workspace.declared import misnamed

if TYPE_CHECKING:
    from adaptkit.model.overlay import Overlay
    from adaptkit.settings.theme import ThemeFile

LARGEST_LOGO = 512 * 1024
"""Bytes. Every reader of every page fetches it."""
_MOST_POINTS = 4_000_000
_TEMPLATES = (".html", ".htm", ".xhtml", ".j2", ".jinja", ".jinja2", ".typ", ".docx", ".dotx")
_OURS = (THEME_FILE, STYLES_FILE)
_FONTS = (".ttf", ".otf", ".woff", ".woff2")


class _Folder(Record, frozen=True):
    """``file``, ``logo`` and ``styles``: what there is and can be used; ``told`` in any case."""

    file: ThemeFile | None = None
    logo: Asset | None = None
    styles: str = ""
    told: tuple[Diagnostic, ...] = ()


def theme_of(
    workspace: Workspace, spec: EditionSpec, overlays: Sequence[Overlay]
) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """The theme of the last of the edition's overlays that has one, whole: two are never mixed."""
    for overlay in reversed(overlays):
        if _has_theme(workspace, overlay.name):
            break
    else:
        return None, ()
    try:
        found = workspace.once(f"theme {overlay.name}", lambda: _read(workspace, overlay.name))
    except ProblemsFound as problem:
        found = _Folder(told=problem.diagnostics)
    told = list(found.told)
    logo = None
    if found.logo is not None and found.file is not None and found.file.words:
        words = _words(found.file, spec, overlay.language)
        logo = Logo(found.logo, words)
        if words.language is not None:
            told.append(_not_said(found.file, spec))
    told = [replace(one, edition=spec.name) for one in told]
    if any(one.severity is Severity.ERROR for one in told):
        return None, tuple(told)
    theme = Theme(overlay.name, logo=logo, styles=found.styles)
    if found.file is not None:
        file = found.file
        theme = replace(theme, light=file.light, dark=file.dark, chosen=file.chosen)
    return theme, tuple(told)


def _at(overlay: str, file: str) -> str:
    return overlay_file(overlay, f"{THEME}/{file}")


def _has_theme(workspace: Workspace, overlay: str) -> bool:
    """Or what somebody means to be one. A text of the overlay, with its pictures, may stand in a
    folder of this name, too."""
    folder = workspace.root / overlay_file(overlay, THEME)
    names = (THEME_FILE, STYLES_FILE)
    if any((folder / name).is_file() or (folder / name).is_symlink() for name in names):
        return True
    if any(_misspelt(workspace, overlay)):
        return True
    there = workspace.files_below(overlay_file(overlay, THEME))
    return bool(there) and not any(name.lower().endswith(".md") for name in there)


def _misspelt(workspace: Workspace, overlay: str) -> Iterator[Diagnostic]:
    """What is meant to be a theme and nobody would read: on another disk, or where the end of a
    file's name is hidden, it looks right."""
    yield from misnamed(workspace.root, overlay_file(overlay, THEME), (THEME_FILE, STYLES_FILE))
    for name in workspace.files_below(overlay_folder(overlay)):
        folder, _, file = name.partition("/")
        called = file.casefold().removesuffix(".txt")
        if folder == THEME and called == STYLES_FILE != file:
            right = STYLES_FILE
        elif folder != THEME == folder.casefold().removesuffix("s") and called in _OURS:
            right = f"{THEME}/{called}"
        else:
            continue
        yield error(
            "file-not-read",
            Position(overlay_file(overlay, name)),
            f"a file of this name is not read; adaptkit reads {right}",
            f"rename it to {right}, or move it out of this folder",
        )


def _read(workspace: Workspace, overlay: str) -> _Folder:
    """Raises ProblemsFound where it is no folder of the overlay's own."""
    names = (f"{THEME}/{THEME_FILE}", f"{THEME}/{STYLES_FILE}")
    if links := [*_links(workspace, overlay, *names)]:
        raise ProblemsFound(links)
    # What is made here is made of all that stands there.
    workspace.files_below(overlay_file(overlay, THEME))
    told: list[Diagnostic] = []
    told += _misspelt(workspace, overlay)
    is_named = not told
    file, styles, logo = None, "", None
    try:
        file = _file(workspace, overlay, told)
        if file is not None and file.logo:
            logo = _logo(workspace, overlay, file, told)
    except ProblemsFound as problem:
        told += problem.diagnostics
    try:
        styles = _styles(workspace, overlay)
    except ProblemsFound as problem:
        told += problem.diagnostics
    # Where the file cannot be read, or is called otherwise, nobody knows what it would use.
    if is_named and (file is not None or not workspace.exists(_at(overlay, THEME_FILE))):
        told += _unused(workspace, overlay, file.logo if file is not None else "")
    return _Folder(file, logo, styles, tuple(told))


def _links(workspace: Workspace, overlay: str, *files: str) -> Iterator[Diagnostic]:
    for file in files:
        parts = PurePosixPath(file).parts
        for count in range(1, len(parts) + 1):
            path = overlay_file(overlay, "/".join(parts[:count]))
            if (workspace.root / path).is_symlink():
                yield error(
                    "path-outside",
                    Position(path),
                    "this is a link to another place, and of a theme no link is followed",
                    "copy the file itself to this place",
                )
                return


def _file(workspace: Workspace, overlay: str, told: list[Diagnostic]) -> ThemeFile | None:
    from adaptkit.settings.theme import understood

    path = _at(overlay, THEME_FILE)
    if not workspace.exists(path):
        return None
    file, problems = understood(workspace.read_text(path), path)
    told += problems
    return file


def _styles(workspace: Workspace, overlay: str) -> str:
    from adaptkit.settings.theme_styles import parse_styles

    path = _at(overlay, STYLES_FILE)
    if not workspace.exists(path):
        return ""
    styles, faults = parse_styles(workspace.read_text(path), path)
    if faults:
        raise ProblemsFound(
            [error("theme-style", one.position, one.message, one.hint) for one in faults]
        )
    return styles


def _logo(
    workspace: Workspace, overlay: str, file: ThemeFile, told: list[Diagnostic]
) -> Asset | None:
    path = _at(overlay, file.logo)
    if links := [*_links(workspace, overlay, f"{THEME}/{file.logo}")]:
        told += links
        return None
    full = workspace.root / path
    if full.is_file() and full.stat().st_size > LARGEST_LOGO:
        told.append(_too_large(file, f"it has more than {LARGEST_LOGO // 1024} KB"))
        return None
    # As a text of the overlay that shows it calls it, too: it is one file.
    name = f"{OVERLAY_FOLDER}/{overlay}/{THEME}/{file.logo}"
    found = picture(workspace, Need(name, path, file.logo_at, True, file.logo), told)
    if found is None:
        told.append(_missing(workspace, overlay, file))
    elif found.width * found.height > _MOST_POINTS and found.media_type != "image/svg+xml":
        said = f"it is {found.width:,} × {found.height:,} points large"
        told.append(_too_large(file, said))
        return None
    if keeps_from_windows(path):
        told.append(_not_on_windows(file))
    return replace(found, path=path) if found is not None else None


def _too_large(file: ThemeFile, reason: str) -> Diagnostic:
    return error(
        "theme-logo",
        file.logo_at,
        f'"{file.logo}" is too large for a logo: {reason}',
        "every reader fetches it: make it smaller in a picture program; 600 points are wide enough",
    )


def _not_on_windows(file: ThemeFile) -> Diagnostic:
    return warning(
        "image-name",
        file.logo_at,
        f'the logo "{file.logo}" has a name that Windows does not take',
        "give the file a name of letters, digits and -, and write it here too",
    )


def _missing(workspace: Workspace, overlay: str, file: ThemeFile) -> Diagnostic:
    there = workspace.files_below(overlay_file(overlay, THEME))
    path = _at(overlay, file.logo)
    hint = did_you_mean(file.logo, there) or f"put the file at {path}, or correct the name"
    return error("image-missing", file.logo_at, f'the logo "{file.logo}" is not there', hint)


def _unused(workspace: Workspace, overlay: str, logo: str) -> Iterator[Diagnostic]:
    """What lies beside a theme and nobody reads."""
    for name in workspace.files_below(overlay_file(overlay, THEME)):
        ending = PurePosixPath(name).suffix.lower()
        if name in (THEME_FILE, STYLES_FILE, logo) or ending == ".md":
            continue
        hint = f"name it in {THEME_FILE}, or take it away"
        if ending in _TEMPLATES:
            hint = "templates are programs, and none of an overlay is carried out: say in words, "
            hint += "with an operation of overlay.yaml, what readers are to see"
        elif ending in _FONTS:
            hint = f"no font of a theme is used; name one that readers have in {STYLES_FILE}"
        yield warning(
            "file-unused",
            Position(_at(overlay, name)),
            "nothing of a theme uses this file, so no reader sees it",
            hint,
        )


def _words(file: ThemeFile, spec: EditionSpec, own: Locale) -> Said:
    """In the edition's language, as near as there are any; else marked with what they are in."""
    known = {(Locale.parse(tag) if tag else own): words for tag, words in file.words.items()}
    for locale in (spec.locale, *spec.chain):
        if locale in known:
            return Said(known[locale], _other_than(locale, spec))
    near = next((one for one in known if one.same_language(spec.locale)), next(iter(known)))
    return Said(known[near], _other_than(near, spec))


def _other_than(locale: Locale, spec: EditionSpec) -> Locale | None:
    return None if locale.same_language(spec.locale) else locale


def _not_said(file: ThemeFile, spec: EditionSpec) -> Diagnostic:
    language = spec.locale.display_name()
    return warning(
        "theme-words",
        file.logo_at,
        f"nothing is said for the logo in {language}, so that who hears this edition is told it "
        "in another language",
        f'write it in that language, too: logo_alt: {{{spec.locale.language}: "…"}}',
    )
