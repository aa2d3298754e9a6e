"""``adaptkit add``: the files for one more language, overlay or edition."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from adaptkit.model.catalogue import Catalogue
from adaptkit.model.diagnostic import Position, ProblemsFound, error
from adaptkit.model.layout import DIRECTORY_FILE, edition_path, overlay_file, overlay_folder
from adaptkit.model.locale import Locale
from adaptkit.model.naming import folded, meant
from adaptkit.reports.created import Created
from adaptkit.settings import new_files
from adaptkit.workspace import Workspace
from adaptkit.workspace.called import edition_called
from adaptkit.workspace.declared import RESERVED
from adaptkit.workspace.new_languages import check_territory, is_in_cldr, new_language
from adaptkit.workspace.new_names import check_name, check_no_country, is_country_code
from adaptkit.workspace.problems import usage_error


def add_language(
    workspace: Workspace, code: str, *, now: datetime, plural_forms: str = ""
) -> Created:
    """An empty catalogue for translators. ``plural_forms`` is needed for a language that adaptkit
    does not know. Raises ProblemsFound."""
    locale = new_language(code, workspace, plural_forms)
    path = workspace.catalogue_path(locale, "guide")
    if workspace.exists(path):
        hint = f"bring it up to date with: adaptkit update {locale.posix}"
        raise usage_error("use-exists", path, "this catalogue exists already", hint)
    if locale == workspace.settings.source_language:
        said = "the guide itself is written in this language, so there is nothing to translate"
        raise usage_error("use-source-language", path, said, f"adaptkit build {locale.posix}")
    files = (
        _catalogue(workspace, locale, now)
        if is_in_cldr(locale) and not plural_forms
        else _catalogue_with_rule(workspace, locale, now, plural_forms)
    )
    return Created(
        files=files,
        next_steps=(
            f"open {path} in a PO editor, such as Poedit",
            f"adaptkit status {locale.posix}",
            f"adaptkit build {locale.posix}",
        ),
    )


def add_overlay(workspace: Workspace, name: str, *, language: str = "") -> Created:
    """What ``name`` (a country, region or organisation) says instead: nothing yet, with all that
    has to be decided as operations to uncomment. Raises ProblemsFound."""
    from adaptkit.loading.guide import read_guide
    from adaptkit.overlays.points import open_points
    from adaptkit.readiness.undecided import texts_by_address

    folder = overlay_folder(name)
    check_no_country(name)
    check_name(name, "overlay", "MX")
    if is_country_code(name):
        check_territory(name)
    if folded(name) in RESERVED:
        raise usage_error("use-exists", folder, "this name is taken", "choose another name")
    if there := meant(name, workspace.overlay_names):
        hint = f"open {overlay_file(there)}, or choose another name"
        raise usage_error("use-exists", overlay_folder(there), "this overlay exists already", hint)
    spoken = _prose_language(workspace, name, language)
    guide = read_guide(workspace)
    texts = texts_by_address(guide)
    points = [block for block in open_points(guide) if block.mark.get("country") != name]
    files = {
        overlay_file(name): new_files.overlay_text(name, spoken, guide, points, texts),
        overlay_file(name, DIRECTORY_FILE): new_files.directory_text(spoken),
    }
    written = _write(workspace, {path: text.encode("utf-8") for path, text in files.items()})
    open_variables = guide.settings.variables if guide.settings.country not in ("", name) else {}
    counts = ((len(points), "passage"), (len(open_variables), "value"))
    waiting = " and ".join(_counted(number, noun) for number, noun in counts if number)
    total = len(points) + len(open_variables)
    waits = f"{waiting or 'nothing'} {'wait' if total > 1 else 'waits'} for a decision"
    return Created(
        files=written,
        next_steps=(
            f"open {folder}/overlay.yaml: {waits}",
            *(
                (f"adaptkit next {name}      leads through it, the most urgent first",)
                * (total > 0)
            ),
            *_editions_to_use(workspace, name, spoken),
            "adaptkit update      notes what you decided on, so that it can tell when that changes",
        ),
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _editions_to_use(workspace: Workspace, name: str, spoken: Locale) -> tuple[str, ...]:
    """What to write into the editions that are there already; else how to add one."""
    steps = []
    for edition in workspace.edition_files:
        try:
            spec = workspace.read_edition(edition)
        except ProblemsFound:
            continue  # status says what is wrong with it
        if name in (spec.locale.territory, edition) and name not in spec.overlays:
            path = workspace.edition_path(edition)
            line = new_files.overlays_line((*spec.overlays, name))
            steps.append(f"in {path}, write: {line}")
    own = f"{spoken.language}_{name}"
    new = own if is_country_code(name) else f"{name} --language {spoken.posix}"
    return tuple(steps) or (f"adaptkit add edition {new}",)


def add_edition(workspace: Workspace, name: str, *, now: datetime, language: str = "") -> Created:
    """What is published. A language without a catalogue gets one. Raises ProblemsFound."""
    from adaptkit.readiness.undecided import to_decide
    from adaptkit.writers import default_formats

    if not language and (code := edition_called(name)):
        said = f'"{name}" is no code of a language and a country'
        raise usage_error("use-unknown-language", "", said, f"adaptkit add edition {code}")
    check_name(name, "edition", "es_MX")
    if there := meant(name, workspace.edition_files):
        path = workspace.edition_path(there)
        raise usage_error("use-exists", path, "this edition exists already", "open it in an editor")
    locale = _edition_language(workspace, name, language)
    typed = name
    if meant(name, [locale.posix]):
        name = locale.posix  # sw-KE is sw_KE to all commands, and is called so on disk
    path = edition_path(name)
    overlays = [o for o in (locale.territory, name) if o in workspace.overlay_names]
    missing = "" if overlays else locale.territory
    created: tuple[str, ...] = ()
    if not _answered(workspace, locale):
        base = locale.base
        created = _catalogue(workspace, base, now)
    decisions = to_decide(workspace, overlays, locale.territory)
    regional = _regional(workspace, locale, overlays) if locale.territory else ()
    text = new_files.edition_text(
        name, locale, overlays, missing, default_formats(), decisions, regional
    )
    first = () if overlays or not missing else (f"adaptkit add overlay {missing}",)
    return Created(
        files=(*_write(workspace, {path: text.encode("utf-8")}), *created),
        notes=(
            *_made_of(name, typed, overlays, missing),
            *(f"{new_files.regional_hint((one,), overlays)}." for one in regional),
        ),
        next_steps=(
            f"open {path}: the publisher is to be filled in",
            *first,
            f"adaptkit next {name}      leads through what is to be decided",
            f"adaptkit status {name}",
            f"adaptkit build {name}",
        ),
    )


def _regional(workspace: Workspace, locale: Locale, used: Sequence[str]) -> tuple[str, ...]:
    """Overlays of no one country in this language: what a region has in common is decided there."""
    from adaptkit.loading.overlays import read_overlay

    found = []
    for name in workspace.overlay_names:
        try:
            overlay = read_overlay(workspace, name)
        except ProblemsFound:
            continue  # update and status say what is wrong with it
        alike = overlay.language.same_language(locale)
        if alike and not overlay.country and name not in used and len(name) > 2:
            found.append(name)
    return tuple(found)


def _made_of(name: str, typed: str, overlays: Sequence[str], missing: str) -> Iterator[str]:
    """What nobody has typed, and the edition has all the same."""
    if name != typed:
        yield f'"{typed}" is written {name} in this project, and so is the name of its file.'
    if overlays:
        which = "the overlay" if len(overlays) == 1 else "the overlays"
        yield f"It uses {which} {', '.join(overlays)}, as its file says."
    elif missing:
        yield f"It uses no overlay: there is none called {missing} yet."
    else:
        yield "It uses no overlay: it is a language alone, for no country."


# Languages ------------------------------------------------------------------------------------


def _prose_language(workspace: Workspace, name: str, language: str) -> Locale:
    """``--language``; else what the country speaks, if the project has it; else the guide's."""
    if language:
        return new_language(language, workspace)
    source = workspace.settings.source_language
    if not is_country_code(name):
        return source
    from babel.languages import get_official_languages

    spoken = get_official_languages(name, de_facto=True)
    present = {locale.language: Locale(locale.language) for locale in workspace.languages}
    present[source.language] = source
    for code in spoken:
        if code in present:
            return present[code]
    return Locale.parse(spoken[0]) if spoken else source


def _edition_language(workspace: Workspace, name: str, language: str) -> Locale:
    if language:
        spoken = new_language(language, workspace)
        with contextlib.suppress(ValueError):
            own = Locale.parse(name)
            if own.same_language(spoken):
                check_territory(own.territory, own.language)
        return spoken
    try:
        Locale.parse(name)
    except ValueError:
        hint = f"say it: adaptkit add edition {name} --language es"
        message = f'"{name}" does not say which language it is in'
        raise usage_error("use-unknown-language", "", message, hint) from None
    return new_language(name, workspace)


def _answered(workspace: Workspace, locale: Locale) -> bool:
    """Whether some catalogue answers for this language, or it is the guide's own."""
    if locale.same_language(workspace.settings.source_language):
        return True
    chain = locale.parents()
    return any(have in chain for have in workspace.languages)


def _catalogue(workspace: Workspace, locale: Locale, now: datetime) -> tuple[str, ...]:
    from adaptkit.commands.update import update

    fresh = Workspace.at(workspace.root)
    return update(fresh, [locale.tag], now=now, own_language=True).files


def _catalogue_with_rule(
    workspace: Workspace, locale: Locale, now: datetime, plural_forms: str
) -> tuple[str, ...]:
    """The catalogue of a language whose plural rule is given; if CLDR has nothing of it, also an
    edition to say its name and direction in."""
    from adaptkit.commands.update import update
    from adaptkit.workspace.proven import proven

    # What is wrong in the project has to be said before the first file is written.
    update(workspace, (), dry_run=True, now=now)
    files: dict[str, bytes] = {}
    if not is_in_cldr(locale):
        edition = edition_path(locale.posix)
        text = new_files.plain_language_text(locale.posix, plural_forms)
        files[edition] = text.encode("utf-8")
    header = (
        ("PO-Revision-Date", f"{now:%Y-%m-%d %H:%M}+0000"),
        ("Plural-Forms", plural_forms),
    )
    path = workspace.catalogue_path(locale, "guide")
    files |= proven(workspace, path, Catalogue(locale, "guide", header=header))
    written = _write(workspace, files)
    return tuple(dict.fromkeys((*written, *_catalogue(workspace, locale, now))))


# Files ----------------------------------------------------------------------------------------


def _write(workspace: Workspace, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write new files; raise, and write none, if one is there already."""
    there = [path for path in files if os.path.lexists(workspace.root / path)]
    if there:
        message = "this file exists already; adaptkit never overwrites"
        raise ProblemsFound(
            error("use-exists", Position(path), message, "move it elsewhere first")
            for path in there
        )
    workspace.write(files)
    return tuple(files)
