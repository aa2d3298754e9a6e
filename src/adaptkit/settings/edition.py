"""``editions/NAME.yaml`` → data."""

from __future__ import annotations

from collections.abc import Callable, Collection

from adaptkit.model.diagnostic import Position, did_you_mean
from adaptkit.model.edition import EditionSpec, Publisher
from adaptkit.model.left_behind import copied_from
from adaptkit.model.locale import Locale
from adaptkit.settings import values as shared
from adaptkit.settings.process import read_process
from adaptkit.settings.reviews import read_demand
from adaptkit.yaml_text import Fields, Reader

FALLBACKS = ("show-source", "omit", "block")


def parse_edition(
    text: str, *, path: str, name: str, formats: Callable[[], Collection[str]]
) -> EditionSpec:
    """``editions/NAME.yaml``. ``formats`` gives the known ones, and is asked where the file names
    any. Raises ``ProblemsFound``.

    Without ``catalogues`` the chain is that of the edition's own name where this is a locale of
    the same language (``es_MX`` → es_MX, es_419, es), else that of ``language``. Such a name also
    says the country where ``language`` says none.
    """
    reader = Reader(text, path)
    top = reader.top()
    _name_matches(top, name, path.rpartition("/")[2])
    locale = shared.language_field(top, "language", required=True)
    if locale:
        _country_matches(top, name, locale)
    publisher = top.fields("publisher")
    catalogues = _locales(top, "catalogues")
    spec = EditionSpec(
        name=name,
        locale=_spoken(name, locale) if locale else Locale("en"),
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
        places=_places(top, publisher),
        process=read_process(top),
        demand=read_demand(top),
        unlinked_terms=tuple(top.texts("unlinked_terms")),
    )
    reader.finish()
    return spec


def _places(top: Fields, publisher: Fields | None) -> dict[str, Position]:
    places = {key: top.at(key) for key in top.keys}
    if "title" in places:
        places["title"] = top.value_at("title")
    inner = publisher.keys if publisher else ()
    return places | {f"publisher.{key}": publisher.value_at(key) for key in inner if publisher}


def _name_matches(top: Fields, name: str, file: str) -> None:
    said = top.text("edition", required=True)
    if not said or said == name:
        return
    hint = f"write edition: {name}, or rename the file to {said}.yaml"
    if original := copied_from(name):
        hint = f"this looks like a copy of {original}.yaml: delete it, or move it elsewhere"
    top.reader.error(
        "wrong-name", top.value_at("edition"), f'"edition" says {said}, but this is {file}', hint
    )


def _country_matches(top: Fields, name: str, said: Locale) -> None:
    """``en_KY`` in ``language: en_MY`` would give readers the facts of the other country, and
    ``es_GT`` in ``language: en`` a page in another language than its address says."""
    try:
        own = Locale.parse(name)
    except ValueError:
        return
    if not (own.is_known and own.territory and own.territory_exists):
        return
    if not said.same_language(own) and said.territory in ("", own.territory):
        right = Locale(said.language, said.script, own.territory).posix
        top.reader.error(
            "wrong-language",
            top.value_at("language"),
            f'"language" says {said.posix}, another language than that of {name}.yaml',
            f"write language: {own.posix}, or rename the file to {right}.yaml and write "
            f"edition: {right}",
        )
    elif said.same_language(own) and said.territory not in ("", own.territory):
        top.reader.error(
            "wrong-language",
            top.value_at("language"),
            f'"language" says {said.posix}, another country than that of {name}.yaml',
            f"write language: {own.posix}, or rename the file to {said.posix}.yaml and write "
            f"edition: {said.posix}",
        )


def _default_chain(name: str, locale: Locale) -> tuple[Locale, ...]:
    try:
        own = Locale.parse(name)
    except ValueError:
        return locale.parents()
    return own.parents() if locale in own.parents() else locale.parents()


def _spoken(name: str, locale: Locale) -> Locale:
    """es_MX in "language: es" is Mexico's Spanish: dates, names and lang follow it."""
    try:
        own = Locale.parse(name)
    except ValueError:
        return locale
    return own if own.same_language(locale) and not locale.territory else locale


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


def _known(top: Fields, key: str, asked: Callable[[], Collection[str]]) -> tuple[str, ...]:
    located = [(name, position) for name, position in top.located_texts(key) if name]
    known = asked() if located else ()
    for name, position in located:
        if name not in known:
            top.reader.error(
                "unknown-value",
                position,
                f'"{name}" is not a format that can be written',
                did_you_mean(name, known) or f"known are: {', '.join(known)}",
            )
    return _distinct(top, key)
