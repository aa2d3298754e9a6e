"""``guide.yaml``, ``terms.yaml`` and ``editions/NAME.yaml`` → data."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from adaptkit.model.diagnostic import Position, did_you_mean
from adaptkit.model.document import GuideContact, GuideSettings, Term, Variable
from adaptkit.model.edition import EditionSpec, Publisher
from adaptkit.model.locale import Locale
from adaptkit.overlays import fields as shared
from adaptkit.yaml_text import Fields, Reader

FORMATS = ("html", "pdf", "epub", "docx", "md")
FALLBACKS = ("show-source", "omit", "block")


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
        path=path,
        chapters_position=top.at("chapters") if "chapters" in top.keys else Position(path),
    )
    reader.finish()
    return settings


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
        key.value: shared.variable(key.value, key.position, value)
        for key, value in top.entries("variables")
    }


def parse_terms(text: str, *, path: str) -> Mapping[str, Term]:
    """``terms.yaml``: key → ``{name, definition, note}``. Raises ``ProblemsFound``."""
    reader = Reader(text, path)
    top = reader.top()
    terms = {}
    for key in top.keys:
        fields = top.fields(key)
        position = top.at(key)
        shared.variable_name(reader, key, position)
        if fields is not None:
            terms[key] = Term(
                key,
                fields.text("name", required=True),
                fields.text("definition"),
                fields.text("note"),
                position,
            )
    reader.finish()
    return terms


def parse_edition(
    text: str, *, path: str, name: str, formats: Collection[str] = FORMATS
) -> EditionSpec:
    """``editions/NAME.yaml``. ``formats`` are the known ones. Raises ``ProblemsFound``.

    Without ``catalogues`` the chain is that of the edition's own name where this is a locale of
    the same language (``es_MX`` → es_MX, es_419, es), else that of ``language``.
    """
    reader = Reader(text, path)
    top = reader.top()
    _name_matches(top, "edition", name, f"{name}.yaml")
    locale = shared.language_field(top, "language", required=True)
    publisher = top.fields("publisher")
    catalogues = _locales(top, "catalogues")
    spec = EditionSpec(
        name=name,
        locale=locale or Locale("en"),
        catalogues=catalogues or (_default_chain(name, locale) if locale else ()),
        overlays=_distinct(top, "overlays"),
        publisher=_publisher(publisher) if publisher else Publisher(),
        formats=_known(top, "formats", formats),
        fallback=top.choice("fallback", FALLBACKS, default="show-source"),
        title=top.text("title"),
        date=top.date("date"),
        next_review=top.date("next_review"),
        language_name=top.text("language_name"),
        direction=top.choice("direction", ("ltr", "rtl")),
        plural_forms=top.text("plural_forms"),
        position=Position(path, 1, 1),
    )
    reader.finish()
    return spec


def _name_matches(top: Fields, key: str, name: str, where: str) -> None:
    said = top.text(key, required=True)
    if said and said != name:
        top.reader.error(
            "wrong-name",
            top.value_at(key),
            f'"{key}" says {said}, but this is {where}',
            f"write {key}: {name}, or rename what is called {name}",
        )


def _default_chain(name: str, locale: Locale) -> tuple[Locale, ...]:
    try:
        own = Locale.parse(name)
    except ValueError:
        return locale.parents()
    return own.parents() if locale in own.parents() else locale.parents()


def _publisher(fields: Fields) -> Publisher:
    return Publisher(
        name=fields.text("name"), url=shared.url_field(fields), email=shared.email_field(fields)
    )


def _locales(top: Fields, key: str) -> tuple[Locale, ...]:
    found = (shared.language(top.reader, *item) for item in top.located_texts(key))
    return tuple(dict.fromkeys(locale for locale in found if locale))


def _distinct(top: Fields, key: str) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for name, position in top.located_texts(key):
        if name in names:
            top.reader.error(
                "duplicate-entry", position, f'"{name}" stands here twice', "keep one of them"
            )
        names[name] = None
    return tuple(names)


def _known(top: Fields, key: str, known: Collection[str]) -> tuple[str, ...]:
    for name, position in top.located_texts(key):
        if name and name not in known:
            top.reader.error(
                "unknown-value",
                position,
                f'"{name}" is not a format that can be written',
                did_you_mean(name, known) or f"known are: {', '.join(known)}",
            )
    return _distinct(top, key)
