"""``guide.yaml`` → data."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.dialects import DIALECTS
from adaptkit.model.diagnostic import Position, did_you_mean
from adaptkit.model.document import (
    QUESTIONS,
    TRANSLATED_FIELDS,
    GuideContact,
    GuideSettings,
    Syntax,
    Variable,
)
from adaptkit.model.layout import LOCALES, REVIEWS
from adaptkit.model.locale import Locale
from adaptkit.model.signing import Demand
from adaptkit.settings import values as shared
from adaptkit.settings.reviews import read_demand
from adaptkit.yaml_text import Fields, Reader


def parse_guide_settings(text: str, *, path: str) -> GuideSettings:
    """``guide.yaml``; terms stand in their own file. Raises ``ProblemsFound``."""
    reader = Reader(text, path)
    top = reader.top()
    licence = top.fields("licence")
    settings = GuideSettings(
        title=top.text("title"),
        version=top.text("version"),
        source_language=shared.language_field(top, "source_language") or Locale("en"),
        country=shared.country_field(top),
        chapters=_chapters(top),
        licence_name=licence.text("name") if licence else "",
        licence_url=shared.url_field(licence) if licence else "",
        attribution=top.text("attribution"),
        contacts=tuple(_guide_contact(fields) for fields in top.list_of_fields("contacts")),
        variables=_variables(top),
        syntax=_syntax(top),
        pictures=_pictures(top),
        demand=read_demand(top) or Demand(),
        unlinked_terms=tuple(top.texts("unlinked_terms")),
        path=path,
        chapters_position=top.at("chapters") if "chapters" in top.keys else Position(path),
    )
    _questions_elsewhere(top)
    reader.finish()
    return settings


def _questions_elsewhere(top: Fields) -> None:
    if QUESTIONS in top.keys:
        top.get(QUESTIONS)
        top.reader.error(
            "unknown-key",
            top.at(QUESTIONS),
            "questions to readers are those of one chapter, and are not read here",
            f'write them at the top of that chapter, between lines of ---:  {QUESTIONS}: ["…?"]',
        )


def _syntax(top: Fields) -> Syntax:
    """The Markdown that the guide is written in. Raises nothing."""
    name = top.text("dialect")
    if name and name not in DIALECTS:
        top.reader.error(
            "unknown-value",
            top.value_at("dialect"),
            f'"{name}" is not a dialect of Markdown that adaptkit knows',
            did_you_mean(name, DIALECTS) or f"known are: {', '.join(DIALECTS)}",
        )
        name = ""
    fields = tuple(top.texts("front_matter"))
    return Syntax(name, tuple(dict.fromkeys((*TRANSLATED_FIELDS, *fields))))


def _pictures(top: Fields) -> tuple[str, ...]:
    """Folders, seen from the project's; never the project itself, its translations, or what is
    hidden: a page must not be able to show them."""
    folders: dict[str, None] = {}
    for text, position in top.located_texts("pictures"):
        name = text.removesuffix("/")
        if not name or not shared.file_name(top.reader, name, position):
            continue
        first = name.split("/")[0]
        if first in (LOCALES, REVIEWS) or any(part.startswith(".") for part in name.split("/")):
            top.reader.error(
                "wrong-path",
                position,
                f'pages may show nothing from "{name}"',
                "name a folder of the project that holds pictures alone",
            )
        else:
            folders[name] = None
    return tuple(folders)


def _chapters(top: Fields) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for name, position in top.located_texts("chapters"):
        if name in names:
            top.reader.error(
                "duplicate-chapter", position, f'"{name}" stands here twice', "keep one of them"
            )
        elif shared.file_name(top.reader, name, position):
            names[name] = None
    return tuple(names)


def _guide_contact(fields: Fields) -> GuideContact:
    return GuideContact(
        name=fields.text("name", required=True),
        email=shared.email_field(fields),
        url=shared.url_field(fields),
    )


def _variables(top: Fields) -> Mapping[str, Variable]:
    return {
        one.name: one
        for key, value in top.entries("variables")
        for one in shared.variables(key.value, key.position, value)
    }
