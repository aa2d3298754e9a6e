"""What stands around every page of an edition: made once, and only put together for each page."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup
from markupsafe import escape as markup_escape

from adaptkit.model.edition import Edition, EditionChapter, Sibling
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Day, Said
from adaptkit.records import Record, field
from adaptkit.writers import Others
from adaptkit.writers.html.inlines import (
    attributes,
    escape,
    label_languages,
    language_attributes,
    said,
)
from adaptkit.writers.html.links import Pages, contents_name, page_name, relative
from adaptkit.writers.html.sealed import hash_source
from adaptkit.writers.html.theme import logo_html

if TYPE_CHECKING:
    from jinja2 import Environment

# file: stands beside 'self' for browsers that give a page from disk no origin of its own.
_POLICY = (
    "default-src 'none'; {}img-src 'self' file: data:; style-src 'self' file: 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'"
)


@lru_cache(maxsize=8)
def policy(script: str = "") -> str:
    """What a browser may do with a page: show it, and run exactly this script, if any."""
    return _POLICY.format(f"script-src {hash_source(script)}; " if script else "")


@lru_cache(maxsize=8)
def script(*names: str) -> str:
    """Our own scripts of these names, one after the other."""
    folder = files("adaptkit.writers.html").joinpath("scripts")
    return "".join(folder.joinpath(f"{one}.js").read_text(encoding="utf-8") for one in names)


@lru_cache(maxsize=1)
def environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("adaptkit.writers.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


@lru_cache(maxsize=1)
def stylesheet() -> str:
    return files("adaptkit.writers.html").joinpath("style.css").read_text(encoding="utf-8")


class _Other(Record, frozen=True):
    """One edition of the switcher: where its pages are, what it has, and what the link says, all
    of it as it stands in HTML."""

    folder: str
    chapters: frozenset[str]
    start: str
    current: bool
    says: str


class Frame(Record, frozen=True):
    """What stands around every page: ``constant`` for the templates, and of the editions that have
    web pages, by name, what the links to them say. ``shared``: parts of all chapters' pages.
    ``rest``: what the link to all other editions says; ``""`` where there are none."""

    constant: Mapping[str, object]
    editions: tuple[_Other, ...]
    shared: Mapping[str, Markup]
    rest: str = ""
    _around: dict[str, dict[str, Markup]] = field(default_factory=dict)

    def around(self, pages: Pages, folder: str) -> dict[str, Markup]:
        """What all chapters in ``folder`` have around them in common, for their template."""
        if folder not in self._around:
            page = posixpath.join(folder, "page.html")
            home = relative(pages.contents, page)
            values = {
                **self.constant,
                "css_href": relative("style.css", page),
                "home_href": home,
                "search_href": relative(pages.search, page),
                "about_href": f"{home}#about",
                "logo": logo_at(pages.edition, page),
            }
            self._around[folder] = {
                **self.shared,
                "about_href": Markup(markup_escape(values["about_href"])),
                "top": _part("chapter_top", values),
                "bottom": _part("chapter_bottom", values),
            }
        return self._around[folder]

    @classmethod
    def of(cls, pages: Pages, others: Others) -> Frame:
        own = pages.edition.spec.name
        shown = [
            cls._other(sibling, sibling.name == own)
            for sibling in sorted(others.siblings, key=lambda s: (s.label.casefold(), s.name))
            if not sibling.formats or "html" in sibling.formats or sibling.name == own
        ]
        constant = constant_values(pages.edition)
        editions = tuple(shown) if len(shown) > 1 or others.more else ()
        switcher = {**constant, "switcher": Markup("\0" if editions else "")}
        before, _, after = _part("switcher", switcher).partition("\0")
        parts = {
            "opening": _part("opening", constant),
            "before_links": Markup(before),
            "after_links": Markup(after),
            "draft": _part("draft", constant),
            **_steps(pages.edition),
            "here_head": _part("here", constant),
        }
        rest = words(pages.edition.said("All editions")) if others.more else ""
        return cls(constant, editions, parts, rest)

    @staticmethod
    def _other(sibling: Sibling, current: bool) -> _Other:
        marks = attributes(lang=sibling.locale.tag, dir=sibling.direction)
        here = ' aria-current="page"' if current else ""
        tag, label = markup_escape(sibling.locale.tag), markup_escape(sibling.label)
        return _Other(
            markup_escape(relative(f"{sibling.name}/html", "")),
            frozenset(sibling.chapters),
            markup_escape(relative(contents_name(sibling.chapters), "")),
            current,
            f'{marks} hreflang="{tag}"{here}>{label}</a></li>\n',
        )

    def links(self, page: str, chapter: EditionChapter | None) -> Markup:
        """Each edition at this same chapter, where it has it, and the way to all others. Written
        here, and not by a template: every page has them."""
        if not self.editions:
            return Markup()
        folder = posixpath.dirname(page)
        up = "../" * (folder.count("/") + 3 if folder else 2)
        name = chapter.name if chapter is not None else ""
        there, here = relative(page_name(name), "") if name else "", relative(page, page)
        there, here = markup_escape(there), markup_escape(here)
        lines = []
        for other in self.editions:
            at = there if name and name in other.chapters else other.start
            href = here if other.current else f"{up}{other.folder}/{at}"
            lines.append(f'<li><a href="{href}"{other.says}')
        if self.rest:
            lines.append(f'<li><a href="{up}index.html">{self.rest}</a></li>\n')
        return Markup("".join(lines))


def logo_at(edition: Edition, page: str) -> Markup:
    """The publisher's logo as this page shows it."""
    logo = edition.logo
    return logo_html(logo, relative(logo.asset.name, page)) if logo is not None else Markup()


def constant_values(edition: Edition) -> dict[str, object]:
    """What is the same on all pages of an edition, for their templates."""

    @lru_cache(maxsize=64)
    def say(english: str, **values: str) -> Markup:
        return words(edition.said(english, **values))

    return {
        "edition": edition,
        "spec": edition.spec,
        "told": edition.telling,
        "between": edition.between,
        "say": say,
        "said": words,
        "word": edition.word,
        "apart": lambda english: [
            Markup(one) for one in label_languages(edition, english, edition.spec.locale)
        ],
        "policy": policy(script("page")),
        "script": Markup(script("page")),
        "attribution": language_marks(edition.telling.attribution.language),
        "date": _date(edition.telling.day),
        "next_review": _date(edition.telling.next_review),
    }


def _steps(edition: Edition) -> dict[str, Markup]:
    """The words around the way to the chapters before and after."""
    apart, own = label_languages(edition, "Previous and next chapter", edition.spec.locale)
    return {
        "steps_apart": Markup(apart),
        "steps_own": Markup(own),
        "contents_word": words(edition.said("Contents")),
        "about_word": words(edition.said("About this edition")),
        "steps_word": markup_escape(edition.word("Previous and next chapter")),
        "previous_word": words(edition.said("Previous")),
        "next_word": words(edition.said("Next")),
    }


def _part(template: str, values: Mapping[str, object]) -> Markup:
    return Markup(environment().get_template(f"{template}.html.j2").render(values))


def _date(day: Day | None) -> Markup:
    if day is None:
        return Markup()
    shown = f"<bdi>{escape(day.text)}</bdi>"
    return Markup(f"<time{attributes(datetime=day.iso)}>{shown}</time>" if day.iso else shown)


def language_marks(language: Locale | None) -> Markup:
    """The attributes of what is in this language; none where that is the page's."""
    return Markup(language_attributes(language))


def words(said_: Said) -> Markup:
    """Some words, marked with their language where that is not the page's."""
    return Markup(said(said_))
