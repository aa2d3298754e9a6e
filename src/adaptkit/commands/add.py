"""``adaptkit add``: the files for one more language, overlay or edition."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from adaptkit.catalogues.plurals import form_count, is_wrong, plural_rule
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.diagnostic import Position, ProblemsFound, did_you_mean, error
from adaptkit.model.layout import DIRECTORY_FILE, edition_path, overlay_file, overlay_folder
from adaptkit.model.locale import Locale
from adaptkit.model.naming import folded, is_device, meant
from adaptkit.reports.created import Created
from adaptkit.settings import new_files
from adaptkit.workspace import Workspace
from adaptkit.workspace.called import (
    country_called,
    country_of_three_letters,
    edition_called,
    language_called,
)
from adaptkit.workspace.declared import RESERVED
from adaptkit.workspace.languages import is_country, language_named, turned_language

_NAME = re.compile(r"[A-Za-z0-9]+(?:[-_@][A-Za-z0-9]+)*\Z")
_PLURAL = re.compile(r"nplurals=\d+; plural=[-0-9n%<>=!&|?:+*/() ]+;\Z")
_RULE = '--plural "nplurals=2; plural=(n != 1);"'


def add_language(
    workspace: Workspace, code: str, *, now: datetime, plural_forms: str = ""
) -> Created:
    """An empty catalogue for translators. ``plural_forms`` is needed for a language that adaptkit
    does not know. Raises ProblemsFound."""
    locale = _language(code, workspace, plural_forms)
    path = workspace.catalogue_path(locale, "guide")
    if workspace.exists(path):
        hint = f"bring it up to date with: adaptkit update {locale.posix}"
        raise _wrong("use-exists", path, "this catalogue exists already", hint)
    if locale == workspace.settings.source_language:
        said = "the guide itself is written in this language, so there is nothing to translate"
        raise _wrong("use-source-language", path, said, f"adaptkit build {locale.posix}")
    files = (
        _catalogue(workspace, locale, now)
        if _known(locale) and not plural_forms
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
    _no_name_of_a_country(name)
    _check_name(name, "overlay", "MX")
    if _is_country(name):
        _check_territory(name)
    if folded(name) in RESERVED:
        raise _wrong("use-exists", folder, "this name is taken", "choose another name")
    if there := meant(name, workspace.overlay_names):
        hint = "choose another name"
        raise _wrong("use-exists", overlay_folder(there), "this overlay exists already", hint)
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
    new = own if _is_country(name) else f"{name} --language {spoken.posix}"
    return tuple(steps) or (f"adaptkit add edition {new}",)


def add_edition(workspace: Workspace, name: str, *, now: datetime, language: str = "") -> Created:
    """What is published. A language without a catalogue gets one. Raises ProblemsFound."""
    from adaptkit.readiness.undecided import to_decide
    from adaptkit.writers import default_formats

    if not language and (code := edition_called(name)):
        said = f'"{name}" is no code of a language and a country'
        raise _wrong("use-unknown-language", "", said, f"adaptkit add edition {code}")
    _check_name(name, "edition", "es_MX")
    if there := meant(name, workspace.edition_files):
        path = workspace.edition_path(there)
        raise _wrong("use-exists", path, "this edition exists already", "open it in an editor")
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


def _language(code: str, workspace: Workspace, plural_forms: str = "") -> Locale:
    if plural_forms and not (_PLURAL.match(plural_forms) and form_count(plural_forms)):
        message = f'"{plural_forms}" is not a plural rule as gettext writes it'
        raise _wrong("use-plural-rule", "", message, f"write it like this: {_RULE}")
    if turned := turned_language(code):
        message = f'"{code}" is not a language code'
        raise _wrong("use-unknown-language", "", message, turned)
    try:
        locale = Locale.parse(code)
    except ValueError:
        message = f'"{code}" is not a language code such as es, pt_BR or zh_Hans_MY'
        raise _wrong("use-unknown-language", "", message, _near(code)) from None
    if is_country(code, locale) or (not plural_forms and locale.is_private and locale.is_known):
        language_named(workspace, code)
    if not (_known(locale) or plural_forms or locale in workspace.languages):
        rule = f"if it is right, give its plural rule: adaptkit add language {code} {_RULE}"
        hint = "; ".join(part for part in (_near(code), rule) if part)
        raise _wrong("use-unknown-language", "", f'adaptkit does not know "{code}"', hint)
    if plural_forms and is_wrong(plural_forms, locale):
        message = f'"{plural_forms}" has fewer forms than any known rule of this language'
        raise _wrong("use-plural-rule", "", message, f"leave it out: {plural_rule(locale)}")
    _check_territory(locale.territory, locale.language)
    return locale


def _check_territory(code: str, language: str = "") -> None:
    """Raises ProblemsFound where there is no such country or region."""
    if Locale("und", "", code).territory_exists:
        return
    hint = _near_territory(code, language) or "write the two letters of ISO 3166, such as MX"
    raise _wrong("use-unknown-country", "", f'there is no country "{code}"', hint)


def _near_territory(code: str, language: str) -> str:
    """Countries whose code is one slip away; those first where the language is official."""
    from babel import Locale as Babel
    from babel.core import get_global
    from babel.languages import get_official_languages

    names = {key: str(name) for key, name in Babel("en").territories.items()}
    spoken = {key: get_official_languages(key, de_facto=True) for key in names if key.isalpha()}
    names = {key: names[key] for key in spoken if spoken[key]}
    aliases = [key for key in get_global("territory_aliases").get(code, ()) if key in names]
    near = aliases or [key for key in names if key[::-1] == code]
    if not near:
        near = [key for key in names if sum(a != b for a, b in zip(key, code, strict=True)) == 1]
    near.sort(key=lambda key: (language not in spoken[key], key[0] != code[0], key))
    listed = [f"{key} ({names[key]})" for key in near[:3]]
    return f"did you mean {' or '.join(listed)}?" if listed else ""


def _known(locale: Locale) -> bool:
    """Whether CLDR, which Babel carries, has this language."""
    return locale.language in _codes()


def _codes() -> frozenset[str]:
    from babel.localedata import locale_identifiers

    return frozenset(name.split("_")[0] for name in locale_identifiers() if name != "root")


def _near(code: str) -> str:
    """``did you mean es (Spanish)?`` by code or by English name."""
    from babel import Locale as Babel

    names = Babel("en").languages
    if own := language_called(code, _codes()):
        return f"did you mean {own} ({names[own]})?"
    known = {key: str(names[key]) for key in sorted(_codes()) if key in names}
    by_name = {name.casefold(): key for key, name in known.items()}
    language = re.split(r"[-_@]", code.casefold())[0]
    if code.casefold() in by_name:
        key = by_name[code.casefold()]
        return f"did you mean {key} ({known[key]})?"
    if len(language) > 3:
        hint = did_you_mean(code.casefold(), by_name)
        for name, key in by_name.items():
            hint = hint.replace(f'"{name}"', f"{key} ({known[key]})")
        return hint
    near = [key for key in known if _one_slip(language, key)]
    return f"near are: {', '.join(f'{k} ({known[k]})' for k in near[:5])}" if near else ""


def _one_slip(typed: str, code: str) -> bool:
    """The same letters turned round, or one letter more or less."""
    longer, shorter = sorted((typed, code), key=len, reverse=True)
    one_more = len(longer) == len(shorter) + 1 and any(
        longer[:n] + longer[n + 1 :] == shorter for n in range(len(longer))
    )
    return one_more or sorted(typed) == sorted(code)


def _prose_language(workspace: Workspace, name: str, language: str) -> Locale:
    """``--language``; else what the country speaks, if the project has it; else the guide's."""
    if language:
        return _language(language, workspace)
    source = workspace.settings.source_language
    if not _is_country(name):
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
        spoken = _language(language, workspace)
        with contextlib.suppress(ValueError):
            own = Locale.parse(name)
            if own.same_language(spoken):
                _check_territory(own.territory, own.language)
        return spoken
    try:
        Locale.parse(name)
    except ValueError:
        hint = f"say it: adaptkit add edition {name} --language es"
        message = f'"{name}" does not say which language it is in'
        raise _wrong("use-unknown-language", "", message, hint) from None
    return _language(name, workspace)


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
    if not _known(locale):
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


def _check_name(name: str, what: str, example: str) -> None:
    if not _NAME.match(name):
        message = f'"{name}" cannot be the name of an {what}'
        hint = f"use letters, digits, - and _, such as {example}"
        raise _wrong("use-name", "", message, hint)
    if is_device(name):
        message = f'"{name}" cannot be the name of an {what}: Windows keeps it for itself'
        raise _wrong("use-name", "", message, "choose another name")
    if what == "overlay" and len(name) == 2 and not name.isupper():
        message = f'a country is written in capitals: "{name.upper()}", not "{name}"'
        raise _wrong("use-name", "", message, f"adaptkit add overlay {name.upper()}")


def _no_name_of_a_country(name: str) -> None:
    """Raises ProblemsFound for ``Kenya`` and ``KEN``: of an overlay of that name nobody knew the
    country."""
    if country := country_of_three_letters(name):
        said = f'"{name}" is a country in three letters; an overlay has its code of two'
        hint = f"adaptkit add overlay {country}; an organisation may be called {name.lower()}"
        raise _wrong("use-name", "", said, hint)
    if len(name) > 2 and (country := country_called(name)):
        said = f'"{name}" is the name of a country; an overlay has its code'
        raise _wrong("use-name", "", said, f"adaptkit add overlay {country}")


def _is_country(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{2}", name))


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


def _wrong(code: str, path: str, message: str, hint: str) -> ProblemsFound:
    return ProblemsFound([error(code, Position(path), message, hint)])
