"""What ``check`` looks at: everything, or what belongs to editions and languages that are named."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from adaptkit.model.layout import GUIDE, INTERFACE
from adaptkit.model.locale import Locale
from adaptkit.records import Record
from adaptkit.workspace import Problems, Workspace


class Scope(Record, frozen=True):
    """What is looked at. ``catalogues``: (locale, domain); ``natives``: overlay → the languages
    whose versions count (None: all); ``guide``: whether its own wording is judged."""

    catalogues: tuple[tuple[Locale, str], ...]
    natives: Mapping[str, Collection[Locale] | None]
    editions: tuple[str, ...]
    guide: bool


def scope_of(workspace: Workspace, wanted: Sequence[str]) -> Scope:
    """Everything, or what belongs to the editions and languages of ``wanted``. Raises ProblemsFound
    for a name that is not there."""
    if not wanted:
        every = [
            (one, domain) for one in workspace.languages for domain in _domains(workspace, one)
        ]
        return Scope(
            tuple(every), dict.fromkeys(workspace.overlay_names), workspace.edition_names(), True
        )
    problems = Problems()
    catalogues: dict[tuple[Locale, str], None] = {}
    natives: dict[str, Collection[Locale] | None] = {}
    editions: list[str] = []
    for name in wanted:
        language = _language(workspace, name)
        if language is not None:
            catalogues |= dict.fromkeys((language, one) for one in _domains(workspace, language))
            for overlay in workspace.overlay_names:
                natives[overlay] = [*(natives.get(overlay) or ()), language]
            continue
        spec = problems.attempt(workspace.read_edition, name)
        if spec is not None:
            editions.append(spec.name)
            domains = (GUIDE, *spec.overlays, INTERFACE)
            catalogues |= dict.fromkeys((one, domain) for one in spec.chain for domain in domains)
            for overlay in spec.overlays:
                if overlay in workspace.overlay_names:
                    natives[overlay] = [*(natives.get(overlay) or ()), spec.locale]
    problems.stop_if_any()
    return Scope(tuple(catalogues), natives, tuple(dict.fromkeys(editions)), False)


def _domains(workspace: Workspace, locale: Locale) -> tuple[str, ...]:
    return (*workspace.domains(locale), INTERFACE)


def _language(workspace: Workspace, name: str) -> Locale | None:
    """The language with catalogues that is meant; None where an edition is."""
    if workspace.edition_named(name) in workspace.edition_files:
        return None
    try:
        locale = Locale.parse(name)
    except ValueError:
        return None
    return locale if locale in workspace.languages else None
