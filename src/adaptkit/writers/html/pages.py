"""Whole pages: what stands around a chapter, the contents page, and the single file."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Adaptation, Edition, EditionChapter, Sibling
from adaptkit.writers.html.blocks import render_article
from adaptkit.writers.html.inlines import Scene, attributes, escape
from adaptkit.writers.html.links import (
    PATH_SAFE,
    Site,
    chapter_anchor,
    contents_name,
    own_anchor,
    page_name,
    plain,
    relative,
    within_guide,
)
from adaptkit.writers.html.words import date_html, size_text, words_attributes

if TYPE_CHECKING:
    from jinja2 import Environment

# file: stands beside 'self' for browsers that give a page from disk no origin of its own.
POLICY = (
    "default-src 'none'; img-src 'self' file: data:; style-src 'self' file: 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'"
)
# Every page would hold the whole list: of more chapters than this a page names its neighbours only.
MOST_LISTED = 60
FORMAT_NAMES = {"pdf": "PDF", "epub": "EPUB", "docx": "Word (DOCX)", "md": "Markdown"}


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
    )


@lru_cache(maxsize=1)
def stylesheet() -> str:
    return files("adaptkit.writers.html").joinpath("style.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list of links. ``attributes``: ``lang`` and ``dir`` where the label needs its
    own; ``note_attributes`` the same for the note below it."""

    label: str
    href: str
    attributes: Markup = Markup()
    note: str = ""
    current: bool = False
    note_attributes: Markup = Markup()


def render_pages(
    edition: Edition, siblings: tuple[Sibling, ...], sizes: Mapping[str, int]
) -> dict[str, bytes]:
    """Every file of the edition's ``html`` folder."""
    site = Site.of(edition)
    pages = {asset.name: asset.content for asset in edition.assets}
    pages["style.css"] = stylesheet().encode()
    for place, chapter in enumerate(edition.chapters):
        pages[page_name(chapter.name)] = _chapter_page(site, place, siblings).encode()
    pages[site.contents] = _contents_page(site, siblings, sizes).encode()
    pages[site.single] = _single_page(site).encode()
    return dict(sorted(pages.items()))


def _chapter_page(site: Site, place: int, siblings: tuple[Sibling, ...]) -> str:
    chapters = site.edition.chapters
    chapter = chapters[place]
    page = page_name(chapter.name)
    previous, following = (
        _chapter_entry(chapters[n], page) if 0 <= n < len(chapters) else None
        for n in (place - 1, place + 1)
    )
    every = len(chapters) <= MOST_LISTED
    entries = chapter_entries(site, page) if every else [e for e in (previous, following) if e]
    has_title = any(b.kind is BlockKind.HEADING and b.level == 1 for b in chapter.walk())
    return (
        environment()
        .get_template("chapter.html.j2")
        .render(
            **_common(site, page, chapter, siblings),
            title=f"{chapter.title} – {site.edition.title}",
            description=chapter.description,
            chapter_title="" if has_title else chapter.title,
            article=Markup(render_article(Scene(site, chapter))),
            entries=entries,
            every=every,
            previous=previous,
            following=following,
            about_href=relative(site.contents, page) + "#about",
        )
    )


def _contents_page(site: Site, siblings: tuple[Sibling, ...], sizes: Mapping[str, int]) -> str:
    edition = site.edition
    return (
        environment()
        .get_template("contents.html.j2")
        .render(
            **_common(site, site.contents, None, siblings),
            title=edition.title,
            description=_description(edition),
            entries=chapter_entries(site, site.contents),
            adaptations=_adaptations(site, single=False),
            single_href=relative(site.single, site.contents),
            formats=_formats(sizes),
        )
    )


def _single_page(site: Site) -> str:
    edition = site.edition
    ids: set[str] = {"main", "about", "contents"} | {chapter_anchor(c) for c in edition.chapters}
    articles = [
        {
            "id": chapter_anchor(chapter),
            "title": chapter.title,
            "titled": any(b.kind is BlockKind.HEADING and b.level == 1 for b in chapter.walk()),
            "html": Markup(render_article(Scene(site, chapter, single=True, ids=ids))),
        }
        for chapter in edition.chapters
    ]
    entries = [
        Entry(
            c.title,
            "#" + chapter_anchor(c),
            _title_attributes(c),
            c.description,
            note_attributes=_description_attributes(c),
        )
        for c in edition.chapters
    ]
    return (
        environment()
        .get_template("single.html.j2")
        .render(
            **_common(site, site.single, None, ()),
            title=edition.title,
            description=_description(edition),
            css=Markup(stylesheet().replace("</", "<\\/")),
            entries=entries,
            articles=articles,
            adaptations=_adaptations(site, single=True),
            single_href="",
            formats=[],
        )
    )


def _common(
    site: Site, page: str, chapter: EditionChapter | None, siblings: tuple[Sibling, ...]
) -> dict[str, object]:
    """What every page's templates know."""
    edition = site.edition
    wrapping = words_attributes(edition)
    date = edition.date or edition.spec.date

    def say(english: str, **values: str) -> Markup:
        """A word as HTML, with its language where it is not the page's."""
        text = escape(edition.word(english, **values))
        return Markup(f"<span{wrapping}>{text}</span>") if wrapping else Markup(text)

    return {
        "edition": edition,
        "spec": edition.spec,
        "settings": edition.settings,
        "progress": edition.progress,
        "say": say,
        "word": edition.word,
        "policy": POLICY,
        "css_href": relative("style.css", page),
        "home_href": relative(site.contents, page),
        "switcher": _switcher(site, page, chapter, siblings),
        "original": is_original(edition),
        "draft": is_draft(edition),
        "help": _help(site, page),
        "attribution": Markup(
            attributes(
                lang=edition.attribution_language.tag, dir=edition.attribution_language.direction
            )
            if edition.attribution_language
            else ""
        ),
        "source": Markup(
            attributes(
                lang=edition.settings.source_language.tag,
                dir=edition.settings.source_language.direction,
            )
        ),
        "language_name": edition.spec.language_name or edition.spec.locale.language_name(),
        "country_name": edition.spec.locale.territory_name(),
        "date": Markup(date_html(date, edition.words_language)) if date else "",
        "next_review": (
            Markup(date_html(edition.spec.next_review, edition.words_language))
            if edition.spec.next_review
            else ""
        ),
    }


def is_original(edition: Edition) -> bool:
    """The guide as it was written: not translated, and adapted for nobody else."""
    return (
        not edition.progress.needed
        and not edition.spec.overlays
        and edition.spec.locale.same_language(edition.settings.source_language)
    )


def is_draft(edition: Edition) -> bool:
    """Whether readers are shown words that nobody has signed off: translations, or the prose of
    an overlay. A passage that was kept, or a telephone number, is none."""
    progress = edition.progress
    changed = any(adaptation.signed_off for adaptation in edition.adaptations)
    return progress.reviewed < progress.needed or (changed and not progress.reviewed)


def _help(site: Site, page: str) -> Entry | None:
    """The way to the first passage that says when to get help at once, in its heading's words."""
    found = site.help
    if found is None:
        return None
    if page == site.single:
        own = within_guide(found.place, found.chapter) if found.place else ""
        href = "#" + quote(own or chapter_anchor(found.chapter), safe=PATH_SAFE)
    else:
        href = relative(page_name(found.chapter.name), page)
        href += "#" + quote(found.place, safe=PATH_SAFE) if found.place else ""
    return Entry(found.words, href, _language_attributes(found.heading))


def chapter_entries(site: Site, page: str) -> list[Entry]:
    return [_chapter_entry(chapter, page) for chapter in site.edition.chapters]


def _chapter_entry(chapter: EditionChapter, page: str) -> Entry:
    return Entry(
        chapter.title,
        relative(page_name(chapter.name), page),
        _title_attributes(chapter),
        chapter.description,
        page == page_name(chapter.name),
        _description_attributes(chapter),
    )


def _title_attributes(chapter: EditionChapter) -> Markup:
    """A chapter that is still in another language has its title in that language."""
    first = next((b for b in chapter.walk() if b.kind is BlockKind.HEADING), None)
    return _language_attributes(first)


def _description_attributes(chapter: EditionChapter) -> Markup:
    everything = (block for top in chapter.flow for block in top.walk())
    fields = (b for b in everything if b.kind is BlockKind.FIELD and b.info == "description")
    return _language_attributes(next(fields, None))


def _language_attributes(block: Block | None) -> Markup:
    language = block.shown_language if block else None
    if language is None:
        return Markup()
    return Markup(attributes(lang=language.tag, dir=language.direction))


def _description(edition: Edition) -> str:
    """For search engines only. It is the first chapter's, which the list of chapters shows."""
    return edition.chapters[0].description if edition.chapters else ""


def _switcher(
    site: Site, page: str, chapter: EditionChapter | None, siblings: tuple[Sibling, ...]
) -> list[Entry]:
    """The editions that have web pages, by name, each at this same chapter where it has it."""
    out = []
    up = "../" * (posixpath.dirname(page).count("/") + 1 if posixpath.dirname(page) else 0)
    for sibling in sorted(siblings, key=lambda s: (s.label.casefold(), s.name)):
        current = sibling.name == site.edition.spec.name
        if sibling.formats and "html" not in sibling.formats and not current:
            continue
        there = (
            page_name(chapter.name)
            if chapter is not None and chapter.name in sibling.chapters
            else contents_name(sibling.chapters)
        )
        href = f"{up}../../{relative(f'{sibling.name}/html/{there}', '')}"
        if current:
            href = relative(page, page)
        own = Markup(attributes(lang=sibling.locale.tag, dir=sibling.direction))
        out.append(Entry(sibling.label, href, own, sibling.locale.tag, current))
    return out if len(out) > 1 else []


def _formats(sizes: Mapping[str, int]) -> list[Entry]:
    out = []
    for path, size in sorted(sizes.items()):
        kind, _, name = path.partition("/")
        if kind != "html":
            label = FORMAT_NAMES.get(kind, kind.upper())
            label += f": {name}" if sum(p.startswith(kind + "/") for p in sizes) > 1 else ""
            out.append(Entry(label, relative(f"../{path}", ""), note=size_text(size)))
    return out


def _adaptations(site: Site, *, single: bool) -> list[dict[str, object]]:
    """What readers are told was changed: texts, not the values of placeholders.

    The same thing done at the same place is one line, with the reasons of all."""
    lines: dict[tuple[object, ...], dict[str, object]] = {}
    for adaptation in site.edition.adaptations:
        if not adaptation.chapter:
            continue
        line, reason = _adaptation(adaptation, site, single=single)
        found = lines.setdefault((line["done"], line["where"]), line | {"reasons": []})
        reasons = found["reasons"]
        if isinstance(reasons, list) and reason and reason not in reasons:
            reasons.append(reason)
    return list(lines.values())


def _adaptation(
    adaptation: Adaptation, site: Site, *, single: bool
) -> tuple[dict[str, object], dict[str, object] | None]:
    """One line of the list of changes, what was done and where; and why."""
    edition = site.edition
    chapter = next((c for c in edition.chapters if adaptation.chapter in (c.id, c.name)), None)
    href = where = ""
    if chapter is not None:
        # Only what has an anchor of its own can be pointed at; else its chapter.
        place = site.fragments[chapter.name].get(adaptation.anchor, "")
        where = " · ".join(dict.fromkeys((chapter.title, _heading_above(chapter, place))))
        if single:
            href = "#" + (within_guide(place, chapter) if place else chapter_anchor(chapter))
        else:
            href = relative(page_name(chapter.name), site.contents) + ("#" + place) * bool(place)
    # Reasons are written for those who keep the guide: readers of another language see none.
    language = adaptation.language or edition.settings.source_language
    told = adaptation.reason if language.same_language(edition.spec.locale) else ""
    own = Markup(attributes(lang=language.tag, dir=language.direction))
    line: dict[str, object] = {
        "done": edition.word(adaptation.told),
        "where": where.removesuffix(" · "),
        "href": href,
    }
    return line, {"text": told, "attributes": own} if told else None


def _heading_above(chapter: EditionChapter, place: str) -> str:
    """The words of the heading under which a place of the page stands; ``""`` for none."""
    words = ""
    for block in chapter.blocks if place else ():
        if block.kind is BlockKind.HEADING:
            words = " ".join(plain(block.inlines).split())
        if any(own_anchor(inner) == place for inner in block.walk()):
            return words
    return ""
