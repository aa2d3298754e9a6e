"""Whole pages: what stands around a chapter, the contents page, and the single file."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from markupsafe import Markup

from adaptkit.editions.chapter_numbers import numbered
from adaptkit.model.destination import Destination
from adaptkit.model.document import BlockKind
from adaptkit.model.edition import BuiltFile, Edition, EditionChapter
from adaptkit.model.telling import Change, Fact, Said, Section
from adaptkit.records import Record, replace
from adaptkit.texts.sizes import size_text
from adaptkit.writers import Others, is_word
from adaptkit.writers.html.blocks import render_article
from adaptkit.writers.html.frame import (
    Frame,
    environment,
    language_marks,
    logo_at,
    policy,
    script,
    stylesheet,
    words,
)
from adaptkit.writers.html.inlines import Scene, escape, render_inlines
from adaptkit.writers.html.links import Pages, chapter_anchor, page_name, relative, reserved_ids
from adaptkit.writers.html.search import search_data
from adaptkit.writers.html.theme import theme_css

# Every page would hold the whole list: of more chapters than this a page names its neighbours only.
MOST_LISTED = 60


class ListedLink(Record, frozen=True):
    """A link in a list. ``attributes`` mark the language of the label where it is another one;
    ``note_attributes`` the same for the note below it. ``number``: of a chapter, from 1;
    ``children``: its sections."""

    label: str
    href: str
    attributes: Markup = Markup()
    note: str = ""
    current: bool = False
    note_attributes: Markup = Markup()
    number: int = 0
    children: tuple[ListedLink, ...] = ()


def render_pages(edition: Edition, others: Others) -> dict[str, bytes]:
    """Every file of the edition's ``html`` folder."""
    pages = Pages.of(edition)
    frame = Frame.of(pages, others)
    found = {asset.name: asset.content for asset in edition.assets}
    found["style.css"] = _css(edition).encode()
    if edition.logo is not None:
        found[edition.logo.asset.name] = edition.logo.asset.content
    for place, chapter in enumerate(edition.chapters):
        found[page_name(chapter.name)] = _chapter_page(pages, place, frame).encode()
    found[pages.contents] = _contents_page(pages, others, frame).encode()
    found[pages.single] = _single_page(pages, frame).encode()
    found[pages.search] = _search_page(pages, frame).encode()
    return dict(sorted(found.items()))


def _css(edition: Edition) -> str:
    return stylesheet() + theme_css(edition.theme)


def _chapter_page(pages: Pages, place: int, frame: Frame) -> str:
    chapters, listed = pages.edition.chapters, pages.edition.telling.contents
    chapter = chapters[place]
    page = page_name(chapter.name)
    previous, following = (
        _entry(pages, n + 1, listed[n], page) if 0 <= n < len(listed) else None
        for n in (place - 1, place + 1)
    )
    every = len(chapters) <= MOST_LISTED
    name = numbered(chapter.title, place + 1, chapters)
    entries = _entries(pages, page) if every else [e for e in (previous, following) if e]
    return (
        environment()
        .get_template("chapter.html.j2")
        .render(
            **_common(pages, page, chapter, frame),
            **frame.around(pages, posixpath.dirname(page)),
            title=f"{name} – {pages.edition.title}",
            number=number_of(pages.edition, place + 1),
            here=_here(pages, listed[place], page, frame),
            feedback=_feedback(pages.edition, name),
            description=chapter.description,
            chapter_title="" if is_titled(chapter) else chapter.title,
            article=Markup(render_article(Scene.of_chapter(pages, chapter))),
            entries=entries,
            every=every,
            previous=previous,
            following=following,
        )
    )


def is_titled(chapter: EditionChapter) -> bool:
    return any(b.kind is BlockKind.HEADING and b.level == 1 for b in chapter.walk())


def _contents_page(pages: Pages, others: Others, frame: Frame) -> str:
    edition = pages.edition
    return (
        environment()
        .get_template("contents.html.j2")
        .render(
            **_common(pages, pages.contents, None, frame),
            **about(pages, pages.contents),
            title=edition.title,
            description=_description(edition),
            entries=_entries(pages, pages.contents),
            single_href=relative(pages.single, pages.contents),
            formats=[_download(file, edition) for file in others.files],
        )
    )


def _download(file: BuiltFile, edition: Edition) -> ListedLink:
    label = edition.said(file.label) if is_word(file) else Said(file.label)
    marks = language_marks(label.language)
    return ListedLink(label.text, relative(f"../{file.path}", ""), marks, size_text(file.size))


def _single_page(pages: Pages, frame: Frame) -> str:
    edition = pages.edition
    ids = reserved_ids(edition)
    articles = [
        {
            "id": chapter_anchor(chapter),
            "title": chapter.title,
            "titled": is_titled(chapter),
            "number": number_of(edition, place),
            "html": Markup(render_article(Scene(pages, pages.single, chapter, ids=ids))),
        }
        for place, chapter in enumerate(edition.chapters, 1)
    ]
    return (
        environment()
        .get_template("single.html.j2")
        .render(
            **_common(pages, pages.single, None, replace(frame, editions=())),
            **about(pages, pages.single),
            title=edition.title,
            description=_description(edition),
            css=Markup(_css(edition).replace("</", "<\\/")),
            entries=_entries(pages, pages.single),
            articles=articles,
            single_href="",
            formats=[],
        )
    )


def _search_page(pages: Pages, frame: Frame) -> str:
    """What is looked for, and for who has no script all chapters and their sections."""
    page, own = pages.search, script("fold", "search")
    entries = [
        replace(_entry(pages, place, section, page), children=_sections(pages, section, page))
        for place, section in enumerate(pages.edition.telling.contents, 1)
    ]
    common = _common(pages, page, None, frame) | {"policy": policy(own), "script": Markup(own)}
    return (
        environment()
        .get_template("search.html.j2")
        .render(
            **common,
            title=f"{pages.edition.word('Search')} – {pages.edition.title}",
            description="",
            entries=entries,
            data=Markup(search_data(pages)),
        )
    )


def number_of(edition: Edition, place: int) -> Markup:
    """Which chapter this is, of how many."""
    total = len(edition.chapters)
    if total < 2:
        return Markup()
    said = words(edition.said("Chapter {n} of {total}", n=str(place), total=str(total)))
    return Markup(f'<p class="chapter-number">{said}</p>\n')


def _here(pages: Pages, section: Section, page: str, frame: Frame) -> Markup:
    """The sections of a chapter, to stand beside it. Of one alone there is nothing to choose."""
    entries = _sections(pages, section, page)
    if len(entries) < 2:
        return Markup()
    lines = "".join(
        f'<li><a href="{escape(one.href)}"{one.attributes}>{escape(one.label)}</a></li>\n'
        for one in entries
    )
    return Markup(f"{frame.shared['here_head']}<ul>\n{lines}</ul>\n</details>\n</nav>\n")


def _sections(pages: Pages, section: Section, page: str) -> tuple[ListedLink, ...]:
    return tuple(
        ListedLink(one.title.text, _href(pages, one.to, page), language_marks(one.title.language))
        for one in section.children
        if one.title.text and one.to.anchor
    )


def _feedback(edition: Edition, page: str) -> Markup:
    """A way to tell the publisher, who gets the page's name with it and nothing else."""
    address = edition.spec.publisher.email
    if not address:
        return Markup()
    subject = quote(f"{edition.title} – {page} ({edition.spec.name})", safe="")
    href = escape(f"mailto:{quote(address, safe='@+')}?subject={subject}")
    said = words(edition.said("Was this page clear? Tell us by e-mail"))
    return Markup(f'<p class="feedback"><a href="{href}">{said}</a></p>\n')


def _common(
    pages: Pages, page: str, chapter: EditionChapter | None, frame: Frame
) -> dict[str, object]:
    """What every page's templates know."""
    return {
        **frame.constant,
        "css_href": relative("style.css", page),
        "home_href": relative(pages.contents, page),
        "search_href": relative(pages.search, page),
        "switcher": frame.links(page, chapter),
        "help": help_link(pages, page),
        "logo": logo_at(pages.edition, page),
    }


def about(pages: Pages, page: str, *, level: int = 2) -> dict[str, object]:
    """What the part about the edition shows. ``level``: of its heading."""
    scene = Scene(pages, page)
    return {
        "level": level,
        "facts": [_fact(fact, scene) for fact in pages.edition.telling.facts],
        "record": [_fact(fact, scene) for fact in pages.edition.telling.record],
        "changes": [_change(change, pages, page) for change in pages.edition.telling.changes],
    }


def _fact(fact: Fact, scene: Scene) -> dict[str, object]:
    lines = [Markup(render_inlines(line, scene)) for line in fact.lines]
    return {"label": fact.label, "lines": lines, "listed": fact.listed}


def _change(change: Change, pages: Pages, page: str) -> dict[str, object]:
    return {
        "done": change.done,
        "spots": [(spot.words, _href(pages, spot.to, page)) for spot in change.spots],
        "reasons": [(r.text, language_marks(r.language)) for r in change.reasons],
        "people": change.people,
    }


def _href(pages: Pages, to: Destination | None, page: str) -> str:
    return pages.href(to, page) or ""


def help_link(pages: Pages, page: str) -> ListedLink | None:
    """The way to the first passage that says when to get help at once."""
    found = pages.edition.telling.help
    if found is None:
        return None
    href = _href(pages, found.to, page)
    if href.startswith("#") and page != pages.single:
        href = relative(page, page) + href
    return ListedLink(found.words.text, href, language_marks(found.words.language))


def _entries(pages: Pages, page: str) -> list[ListedLink]:
    return [
        _entry(pages, place, section, page)
        for place, section in enumerate(pages.edition.telling.contents, 1)
    ]


def _entry(pages: Pages, place: int, section: Section, page: str) -> ListedLink:
    there = page_name(section.to.chapter)
    return ListedLink(
        section.title.text,
        _href(pages, section.to, page),
        language_marks(section.title.language),
        section.note.text,
        page == there,
        language_marks(section.note.language),
        place,
    )


def _description(edition: Edition) -> str:
    """For search engines only. It is the first chapter's, which the list of chapters shows."""
    return edition.chapters[0].description if edition.chapters else ""
