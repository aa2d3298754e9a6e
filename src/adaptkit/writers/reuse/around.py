"""What stands around the chapters: what the file says of itself, and all that is said about this
edition."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import unquote

from adaptkit.editions.footnotes import shown_notes
from adaptkit.guides.inline_trees import with_more
from adaptkit.model.destination import ToChapter
from adaptkit.model.document import BlockKind, walk
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.telling import Change, Draft, Fact
from adaptkit.writers.html.links import Pages, chapter_anchor
from adaptkit.writers.reuse.blocks import join, render_blocks, render_note
from adaptkit.writers.reuse.inlines import (
    Scene,
    isolated,
    render_inlines,
    render_said,
    strong,
)
from adaptkit.writers.reuse.plain import line, one_line, plain


def render_guide(edition: Edition) -> str:
    """The same text for the same edition."""
    pages = Pages.of(edition)
    scene = Scene(pages, wanted=_wanted(Scene(pages)))
    parts = [_draft(scene), *(_chapter(chapter, scene) for chapter in edition.chapters)]
    scene.chapter = None
    parts.append(_about(scene))
    return f"{_front_matter(edition)}\n{join((*parts, *_footnotes(scene)))}\n"


def _wanted(scene: Scene) -> set[str]:
    """What any link of the file writes after ``#``."""
    edition = scene.pages.edition
    facts = (*edition.telling.facts, *edition.telling.record)
    running = [block.inlines for c in edition.chapters for block in walk(c.shown) if block.inlines]
    running += [one for fact in facts for one in fact.lines]
    leads = [piece.to for inlines in running for piece in with_more(inlines)]
    leads += [spot.to for change in edition.telling.changes for spot in change.spots]
    found = (scene.href(to) for to in dict.fromkeys(leads) if isinstance(to, ToChapter))
    return {unquote(href[1:]) for href in found}


def _front_matter(edition: Edition) -> str:
    """In YAML, whose text in double quotes JSON writes. Pandoc reads what stands there as Markdown
    too, and takes ``title``, ``lang``, ``dir`` and ``date`` for its own."""
    told, settings = edition.telling, edition.settings
    said = {
        "title": edition.title,
        "lang": edition.spec.locale.tag,
        "dir": edition.spec.text_direction,
        "language": told.language_name,
        "country": told.country_name,
        "publisher": told.publisher,
        "date": told.day.iso if told.day else "",
        "next-review": edition.spec.next_review,
        "version": told.version,
        "licence": settings.licence_name,
        "licence-url": settings.licence_url,
        "attribution": told.attribution.text,
        "draft-notice": told.draft_words.text,
    }
    lines_ = [f"{key}: {_string(value)}" for key, value in said.items() if value]
    draft = "false" if told.draft is Draft.NO else "true"
    return "\n".join(("---", *lines_, f"draft: {draft}", "---", ""))


def _string(text: str) -> str:
    return json.dumps(plain(text), ensure_ascii=False)


def _draft(scene: Scene) -> str:
    return strong(render_said(scene.pages.edition.telling.draft_words, scene))


def _chapter(chapter: EditionChapter, scene: Scene) -> str:
    scene.chapter = chapter
    scene.notes = shown_notes(chapter.shown)
    place = scene.place(chapter_anchor(chapter), verbatim=True)
    titled = any(b.kind is BlockKind.HEADING and b.level == 1 for b in chapter.walk())
    title = "" if titled else f"# {one_line(chapter.title)}"
    written = join((title, render_blocks(chapter.shown, scene)))
    if place and written.startswith("# "):
        return f"# {place}{written[2:]}"
    return join((place, written))


def _footnotes(scene: Scene) -> Iterator[str]:
    """A note may call another one, which follows it."""
    number = 0
    while number < len(scene.footnotes):
        chapter, note = scene.footnotes[number]
        number += 1
        scene.chapter = chapter
        scene.notes = shown_notes(chapter.shown)
        first, *rest = render_note(note, scene).split("\n")
        indented = [f"    {one}" if one else "" for one in rest]
        yield "\n".join((f"[^{number}]: {first}".rstrip(), *indented))


def _about(scene: Scene) -> str:
    edition, told = scene.pages.edition, scene.pages.edition.telling
    parts = [f"# {render_said(edition.said('About this edition'), scene)}"]
    if told.attribution.text:
        parts.append(line(render_said(told.attribution, scene)))
    parts.append(_facts(told.facts, scene))
    if told.record:
        parts.append(f"## {render_said(edition.said('How this edition was adapted'), scene)}")
        parts.append(_facts(told.record, scene))
    if told.changes:
        parts.append(f"## {render_said(edition.said('Changed for this edition'), scene)}")
        parts.append("\n".join(_change(change, scene) for change in told.changes))
    return join(parts)


def _facts(facts: tuple[Fact, ...], scene: Scene) -> str:
    out = []
    colon = scene.pages.edition.between.colon.rstrip()
    for fact in facts:
        label = f"- {strong(render_said(fact.label, scene) + colon)}"
        said = [render_inlines(one, scene).replace("\\\n", "\\\n  ") for one in fact.lines]
        if fact.listed:
            out += [label, *(f"  - {line(one)}" for one in said)]
        else:
            out.append(f"{label} {''.join(said)}")
    return "\n".join(out)


def _change(change: Change, scene: Scene) -> str:
    words = strong(render_said(change.done, scene))
    spots, colon = [], scene.pages.edition.between.colon
    for spot in change.spots:
        href = scene.href(spot.to)
        if spot.where:
            shown = " · ".join(render_said(one, scene) for one in spot.words)
            spots.append(f"[{shown}]({href})" if href else shown)
    out = [words + (f"{colon}{' – '.join(spots)}" if spots else "")]
    out += [line(render_said(reason, scene)) for reason in change.reasons]
    for label, names in change.people:
        listed = " · ".join(isolated(plain(name), scene, name) for name in names)
        out.append(f"{line(render_said(label, scene))}{colon}{listed}")
    return "- " + "\\\n  ".join(out)
