"""Pages that are there already, with other words in some chapters.

What stood in a page before is rendered once more and looked for: only where it is found exactly
once, the new text takes its place. So it does not matter what an author's own HTML looks like.
"""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.edition import Edition
from adaptkit.model.telling import Fact
from adaptkit.writers import Written
from adaptkit.writers.html.blocks import render_article
from adaptkit.writers.html.inlines import Scene, render_inlines
from adaptkit.writers.html.links import Pages, page_name, reserved_ids
from adaptkit.writers.html.search import chapter_line


def rewrite_pages(before: Edition, after: Edition, written: Written) -> Mapping[str, bytes] | None:
    """The pages that change; None where something is not found where it was."""
    old, new = Pages.of(before), Pages.of(after)
    exchanges = [*_articles(old, new), *_searched(old, new), *_facts(old, new)]
    texts: dict[str, str] = {}
    for page, was, becomes in exchanges:
        text = texts.get(page) or written(page).decode("utf-8")
        if text.count(was) != 1:
            return None
        texts[page] = text.replace(was, becomes)
    return {page: text.encode("utf-8") for page, text in texts.items()}


def _articles(old: Pages, new: Pages) -> list[tuple[str, str, str]]:
    """Page, what stands there, what is to stand there."""
    found = []
    for was, becomes in zip(old.edition.chapters, new.edition.chapters, strict=True):
        if not was.shown and not becomes.shown:
            continue
        own, single = page_name(was.name), old.single
        reserved = reserved_ids(old.edition)
        for page, taken in ((own, set[str]()), (single, reserved)):
            texts = [
                render_article(Scene(pages, page, chapter, ids=set(taken)))
                for pages, chapter in ((old, was), (new, becomes))
            ]
            found.append((page, f">\n{texts[0]}</article>", f">\n{texts[1]}</article>"))
    return found


def _searched(old: Pages, new: Pages) -> list[tuple[str, str, str]]:
    pairs = zip(old.edition.chapters, new.edition.chapters, strict=True)
    return [
        (old.search, chapter_line(old, was, place), chapter_line(new, becomes, place))
        for place, (was, becomes) in enumerate(pairs, 1)
        if was.shown or becomes.shown
    ]


def _facts(old: Pages, new: Pages) -> list[tuple[str, str, str]]:
    pairs = zip(old.edition.telling.facts, new.edition.telling.facts, strict=True)
    return [
        (page, _fact(was, Scene(old, page)), _fact(becomes, Scene(new, page)))
        for was, becomes in pairs
        if was != becomes
        for page in (old.contents, old.single)
    ]


def _fact(fact: Fact, scene: Scene) -> str:
    lines = "".join(render_inlines(line, scene) for line in fact.lines)
    return f"</dt><dd>{lines}</dd>"
