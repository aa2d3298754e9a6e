"""The words around a guide, in the language of an edition."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.catalogues.interface import interface_words
from adaptkit.model.edition import EditionSpec
from adaptkit.model.layout import INTERFACE
from adaptkit.model.locale import Locale
from adaptkit.workspace import Workspace


def interface_of(workspace: Workspace, spec: EditionSpec) -> tuple[Mapping[str, str], Locale]:
    """The interface words of an edition, and what they are in. Raises ProblemsFound."""
    override = None
    for locale in spec.chain:
        override = workspace.read_catalogue(locale, INTERFACE)
        if override is not None:
            break
    words = interface_words(spec.chain, override)
    spoken = words or spec.locale.language == "en"
    return words, spec.locale if spoken else Locale("en")


def words_in(workspace: Workspace, locale: Locale) -> tuple[Mapping[str, str], Locale]:
    """The same for what stands around all editions, in the guide's language."""
    return interface_of(workspace, EditionSpec("", locale))
