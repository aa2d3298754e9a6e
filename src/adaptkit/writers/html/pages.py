"""Whole pages: what stands around a chapter, the contents page, and the single file."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup
from markupsafe import escape as markup_escape

from adaptkit.model.destination import Destination
from adaptkit.model.document import BlockKind
from adaptkit.model.edition import Edition, EditionChapter, Sibling
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Change, Day, Fact, Section
from adaptkit.records import Record, field, replace
from adaptkit.texts.sizes import size_text
from adaptkit.writers import Others
from adaptkit.writers.html.blocks import render_article
from adaptkit.writers.html.inlines import (
    Scene,
    attributes,
    escape,
    label_languages,
    language_attributes,
    render_inlines,
)
from adaptkit.writers.html.links import (
    Pages,
    chapter_anchor,
    contents_name,
    page_name,
    relative,
)
from adaptkit.writers.html.words import english_attributes, words_attributes

if TYPE_CHECKING:
    from jinja2 import Environment

# file: stands beside 'self' for browsers that give a page from disk no origin of its own.
POLICY = (
    "default-src 'none'; img-src 'self' file: data:; style-src 'self' file: 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'"
)
# Every page would hold the whole list: of more chapters than this a page names its neighbours only.
MOST_LISTED = 60


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


class ListedLink(Record, frozen=True):
    """A link in a list. ``attributes`` mark the language of the label where it is another one;
    ``note_attributes`` the same for the note below it."""

    label: str
    href: str
    attributes: Markup = Markup()
    note: str = ""
    current: bool = False
    note_attributes: Markup = Markup()


def render_pages(edition: Edition, others: Others) -> dict[str, bytes]:
    """Every file of the edition's ``html`` folder."""
    pages = Pages.of(edition)
    frame = _Frame.of(pages, others)
    found = {asset.name: asset.content for asset in edition.assets}
    found["style.css"] = stylesheet().encode()
    for place, chapter in enumerate(edition.chapters):
        found[page_name(chapter.name)] = _chapter_page(pages, place, frame).encode()
    found[pages.contents] = _contents_page(pages, others, frame).encode()
    found[pages.single] = _single_page(pages, frame).encode()
    return dict(sorted(found.items()))


def _chapter_page(pages: Pages, place: int, frame: _Frame) -> str:
    chapters, listed = pages.edition.chapters, pages.edition.telling.contents
    chapter = chapters[place]
    page = page_name(chapter.name)
    previous, following = (
        _entry(pages, listed[n], page) if 0 <= n < len(listed) else None
        for n in (place - 1, place + 1)
    )
    every = len(chapters) <= MOST_LISTED
    entries = _entries(pages, page) if every else [e for e in (previous, following) if e]
    return (
        environment()
        .get_template("chapter.html.j2")
        .render(
            **_common(pages, page, chapter, frame),
            **frame.around(pages, posixpath.dirname(page)),
            title=f"{chapter.title} – {pages.edition.title}",
            description=chapter.description,
            chapter_title="" if _is_titled(chapter) else chapter.title,
            article=Markup(render_article(Scene.of_chapter(pages, chapter))),
            entries=entries,
            every=every,
            previous=previous,
            following=following,
        )
    )


def _is_titled(chapter: EditionChapter) -> bool:
    return any(b.kind is BlockKind.HEADING and b.level == 1 for b in chapter.walk())


def _contents_page(pages: Pages, others: Others, frame: _Frame) -> str:
    edition = pages.edition
    return (
        environment()
        .get_template("contents.html.j2")
        .render(
            **_common(pages, pages.contents, None, frame),
            **_about(pages, pages.contents),
            title=edition.title,
            description=_description(edition),
            entries=_entries(pages, pages.contents),
            single_href=relative(pages.single, pages.contents),
            formats=[
                ListedLink(f.label, relative(f"../{f.path}", ""), note=size_text(f.size))
                for f in others.files
            ],
        )
    )


def _single_page(pages: Pages, frame: _Frame) -> str:
    edition = pages.edition
    ids: set[str] = {"main", "about", "contents"} | {chapter_anchor(c) for c in edition.chapters}
    articles = [
        {
            "id": chapter_anchor(chapter),
            "title": chapter.title,
            "titled": _is_titled(chapter),
            "html": Markup(render_article(Scene(pages, pages.single, chapter, ids=ids))),
        }
        for chapter in edition.chapters
    ]
    return (
        environment()
        .get_template("single.html.j2")
        .render(
            **_common(pages, pages.single, None, replace(frame, editions=())),
            **_about(pages, pages.single),
            title=edition.title,
            description=_description(edition),
            css=Markup(stylesheet().replace("</", "<\\/")),
            entries=_entries(pages, pages.single),
            articles=articles,
            single_href="",
            formats=[],
        )
    )


def _common(
    pages: Pages, page: str, chapter: EditionChapter | None, frame: _Frame
) -> dict[str, object]:
    """What every page's templates know."""
    return {
        **frame.constant,
        "css_href": relative("style.css", page),
        "home_href": relative(pages.contents, page),
        "switcher": frame.links(page, chapter),
        "help": _help(pages, page),
    }


def _in_words(edition: Edition) -> Callable[..., Markup]:
    """Interface words as HTML, with their language where it is not the page's. Of one that values
    were put into, ``english`` says which it was."""
    own, other = words_attributes(edition), english_attributes(edition)
    translated = frozenset(edition.words.values())

    def in_words(text: str, english: str = "") -> Markup:
        known = english in edition.words if english else text in translated
        wrapping = own if known else other
        shown = escape(text)
        return Markup(f"<span{wrapping}>{shown}</span>") if wrapping else Markup(shown)

    return in_words


def _constant(edition: Edition) -> dict[str, object]:
    """The part of it that is the same on all pages of an edition."""
    in_words = _in_words(edition)

    @lru_cache(maxsize=64)
    def say(english: str, **values: str) -> Markup:
        return in_words(edition.word(english, **values), english)

    return {
        "edition": edition,
        "spec": edition.spec,
        "told": edition.telling,
        "say": say,
        "in_words": in_words,
        "word": edition.word,
        "apart": lambda english: [
            Markup(one) for one in label_languages(edition, english, edition.spec.locale)
        ],
        "policy": POLICY,
        "attribution": _language(edition.telling.attribution.language),
        "date": _date(edition.telling.day),
    }


def _steps(edition: Edition) -> dict[str, Markup]:
    """The words around the way to the chapters before and after."""
    say = _in_words(edition)
    apart, own = label_languages(edition, "Previous and next chapter", edition.spec.locale)
    return {
        "steps_apart": Markup(apart),
        "steps_own": Markup(own),
        "contents_word": say(edition.word("Contents")),
        "steps_word": markup_escape(edition.word("Previous and next chapter")),
        "previous_word": say(edition.word("Previous")),
        "next_word": say(edition.word("Next")),
    }


def _about(pages: Pages, page: str) -> dict[str, object]:
    """What the part about the edition shows."""
    scene = Scene(pages, page)
    return {
        "facts": [_fact(fact, scene) for fact in pages.edition.telling.facts],
        "changes": [_change(change, pages, page) for change in pages.edition.telling.changes],
    }


def _fact(fact: Fact, scene: Scene) -> dict[str, object]:
    lines = [Markup(render_inlines(line, scene)) for line in fact.lines]
    return {"label": fact.label, "lines": lines, "listed": fact.listed}


def _change(change: Change, pages: Pages, page: str) -> dict[str, object]:
    return {
        "done": change.done,
        "where": change.where,
        "href": _href(pages, change.to, page),
        "reasons": [(r.text, _language(r.language)) for r in change.reasons],
    }


def _href(pages: Pages, to: Destination | None, page: str) -> str:
    return pages.href(to, page) or ""


def _part(template: str, values: Mapping[str, object]) -> Markup:
    return Markup(environment().get_template(f"{template}.html.j2").render(values))


def _date(day: Day | None) -> Markup:
    if day is None:
        return Markup()
    shown = f"<bdi>{escape(day.text)}</bdi>"
    return Markup(f"<time{attributes(datetime=day.iso)}>{shown}</time>" if day.iso else shown)


def _language(language: Locale | None) -> Markup:
    return Markup(language_attributes(language))


def _help(pages: Pages, page: str) -> ListedLink | None:
    """The way to the first passage that says when to get help at once."""
    found = pages.edition.telling.help
    if found is None:
        return None
    href = _href(pages, found.to, page)
    if href.startswith("#") and page != pages.single:
        href = relative(page, page) + href
    return ListedLink(found.words.text, href, _language(found.words.language))


def _entries(pages: Pages, page: str) -> list[ListedLink]:
    return [_entry(pages, section, page) for section in pages.edition.telling.contents]


def _entry(pages: Pages, section: Section, page: str) -> ListedLink:
    there = page_name(section.to.chapter)
    return ListedLink(
        section.title.text,
        _href(pages, section.to, page),
        _language(section.title.language),
        section.note.text,
        page == there,
        _language(section.note.language),
    )


def _description(edition: Edition) -> str:
    """For search engines only. It is the first chapter's, which the list of chapters shows."""
    return edition.chapters[0].description if edition.chapters else ""


class _Other(Record, frozen=True):
    """One edition of the switcher: where its pages are, what it has, and what the link says, all
    of it as it stands in HTML."""

    folder: str
    chapters: frozenset[str]
    start: str
    current: bool
    says: str


class _Frame(Record, frozen=True):
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
                "about_href": f"{home}#about",
            }
            self._around[folder] = {
                **self.shared,
                "top": _part("chapter_top", values),
                "bottom": _part("chapter_bottom", values),
            }
        return self._around[folder]

    @classmethod
    def of(cls, pages: Pages, others: Others) -> _Frame:
        own = pages.edition.spec.name
        shown = [
            cls._other(sibling, sibling.name == own)
            for sibling in sorted(others.siblings, key=lambda s: (s.label.casefold(), s.name))
            if not sibling.formats or "html" in sibling.formats or sibling.name == own
        ]
        constant = _constant(pages.edition)
        editions = tuple(shown) if len(shown) > 1 or others.more else ()
        switcher = {**constant, "switcher": Markup("\0" if editions else "")}
        before, _, after = _part("switcher", switcher).partition("\0")
        parts = {
            "opening": _part("opening", constant),
            "before_links": Markup(before),
            "after_links": Markup(after),
            "draft": _part("draft", constant),
            **_steps(pages.edition),
        }
        rest = (
            _in_words(pages.edition)(pages.edition.word("All editions"), "All editions")
            if others.more
            else ""
        )
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
