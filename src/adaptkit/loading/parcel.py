"""What a language has to send out."""

from __future__ import annotations

from adaptkit.model.exchange import Parcel
from adaptkit.model.locale import Locale
from adaptkit.workspace import Problems, Workspace


def parcel(workspace: Workspace, locale: Locale) -> Parcel:
    """All the catalogues that a language has. Raises ProblemsFound for what is damaged."""
    problems = Problems()
    found = [
        problems.attempt(workspace.read_catalogue, locale, domain)
        for domain in workspace.domains(locale)
    ]
    settings = problems.attempt(lambda: workspace.settings)
    problems.stop_if_any()
    assert settings is not None
    return Parcel(
        language=locale,
        source_language=settings.source_language,
        catalogues=tuple(catalogue for catalogue in found if catalogue is not None),
        title=settings.title,
        version=settings.version,
        terms=settings.terms,
    )
