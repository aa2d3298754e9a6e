"""A finished edition as data for the typesetter: cover, contents, chapters, and about it."""

from __future__ import annotations

import base64

from adaptkit.editions.chapter_numbers import chapter_number
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Asset, Edition, EditionChapter
from adaptkit.model.telling import Change, Fact, Spot
from adaptkit.model.theme import Palette
from adaptkit.texts.colours import WHITE, contrast, nearest
from adaptkit.writers.pdf.blocks import blocks_of, heading_node
from adaptkit.writers.pdf.inlines import (
    Node,
    Scene,
    folded,
    inlines_of,
    isolated,
    label_of,
    said,
    spoken,
)

# Where people print on US Letter: CLDR's paperSize (unicode.org/reports/tr35, part 5).
_LETTER = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())
_DRAWING = "image/svg+xml"
LOGO = "logo.svg"
"""What the typesetter calls the publisher's logo."""
_PHOTOGRAPHS = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def pictures(edition: Edition) -> dict[str, str]:
    """What the typesetter can show, by name, with what it is called there: no name of a project's
    file reaches it."""
    return {
        asset.name: f"{number}.svg"
        for number, asset in enumerate(edition.assets)
        if asset.media_type == _DRAWING
        or (asset.media_type in _PHOTOGRAPHS and asset.width and asset.height)
    }


def drawing(asset: Asset) -> str:
    """A picture as the typesetter takes it: text. A photograph stands in a drawing of its size."""
    if asset.media_type == _DRAWING:
        return asset.content.decode("utf-8", "replace")
    size = f'width="{asset.width}" height="{asset.height}"'
    data = base64.b64encode(asset.content).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:{asset.media_type};base64,{data}"/></svg>'
    )


def look(edition: Edition, scene: Scene) -> Node:
    """The publisher's own colours, each ``""`` where it is as ever, and its logo."""
    theme, logo = edition.theme, edition.logo
    light = theme.light if theme is not None else Palette()
    shown = None
    if logo is not None:
        shown = {"src": LOGO, "alt": logo.words.text, **scene.marks(logo.words.language)}
    colours = {
        "accent": light.accent,
        "large_accent": nearest(light.accent, _is_strong) if light.accent else "",
        "tint": light.accent_soft,
        "cover": light.cover,
        "cover_text": light.cover_text,
    }
    return {"logo": shown, "colours": colours}


def _is_strong(colour: str) -> bool:
    """For large print (WCAG 2.2, success criterion 1.4.6)."""
    return contrast(colour, WHITE) >= 7


def paper(edition: Edition) -> str:
    country = edition.spec.locale.territory or edition.settings.country
    return "us-letter" if country in _LETTER else "a4"


def content(edition: Edition) -> Node:
    """All that the file says, as strings, numbers and lists. Every link in it has its place."""
    scene = scene_of(edition)
    chapters = [
        _chapter(chapter, chapter_number(place, edition.chapters), scene)
        for place, chapter in enumerate(edition.chapters, 1)
    ]
    scene.chapter = None
    found: Node = {
        **named(scene),
        "help": _help(scene),
        "contents": said(edition.said("Contents"), scene),
        "chapters": chapters,
        "about": _about(scene),
    }
    return settled(found, scene)


def scene_of(edition: Edition) -> Scene:
    assets = {asset.name: asset for asset in edition.assets}
    scene = Scene(edition, pictures(edition), assets)
    scene.marks(edition.spec.locale)
    return scene


def settled(found: Node, scene: Scene) -> Node:
    """When all is written down."""
    scene.settle_links()
    return {**found, "scripts": sorted(scene.scripts)}


def named(scene: Scene) -> Node:
    """What every file says of the edition: the words of its cover, and what they are in."""
    edition, told, spec = scene.edition, scene.edition.telling, scene.edition.spec
    version = edition.said("Version {version}", version=told.version)
    return {
        "title": _title(edition),
        "author": spec.publisher.name or edition.settings.attribution,
        "date": edition.date or spec.date or edition.today,
        "lang": spoken(spec.locale),
        "script": spec.locale.likely_script,
        "dir": spec.text_direction,
        "paper": paper(edition),
        "draft": said(told.draft_words, scene),
        "facts": [[{"t": "s", "v": one}] for one in _cover_facts(edition)],
        "publisher": told.publisher,
        **look(edition, scene),
        "version": said(version, scene) if told.version else [],
        "comma": edition.between.comma,
        "colon": edition.between.colon,
        "continued": said(edition.said("(continued)"), scene),
    }


def _title(edition: Edition) -> str:
    """A file without a title would be read aloud by its name."""
    named = (edition.title, edition.settings.title, *(one.title for one in edition.chapters))
    return next((folded(one).strip() for one in named if _is_seen(one)), edition.spec.name)


def _is_seen(text: str) -> bool:
    return any(character.isprintable() and character.strip() for character in text)


def _cover_facts(edition: Edition) -> list[str]:
    told = edition.telling
    day = told.day.text if told.day else ""
    return [one for one in (told.language_name, told.country_name, day) if one]


def _help(scene: Scene) -> Node | None:
    """The way to the first passage that says when to get help at once."""
    found = scene.edition.telling.help
    link = scene.link(found.to) if found else None
    if found is None or link is None:
        return None
    link["c"] = said(found.words, scene)
    return link


def _chapter(chapter: EditionChapter, number: str, scene: Scene) -> Node:
    enter(chapter, scene)
    scene.number = number
    begun = label_of(chapter.name)
    scene.placed.add(begun)
    titled = any(b.kind is BlockKind.HEADING and b.level == 1 for b in chapter.walk())
    blocks: list[Node] = []
    if not titled:
        scene.level = 1
        blocks.append(heading_node([{"t": "s", "v": chapter.title}], scene, is_title=True))
    blocks += blocks_of(chapter.shown, scene)
    title = f"{number} {chapter.title}".lstrip()
    return {"id": begun, "title": title, "c": blocks}


def enter(chapter: EditionChapter, scene: Scene) -> None:
    """What is written now is of this chapter."""
    scene.chapter, scene.level = chapter, 0
    scene.notes = {note.number: note for note in _notes(chapter)}
    scene.cited = set()


def _notes(chapter: EditionChapter) -> list[Block]:
    return [
        note
        for block in chapter.shown
        for one in block.walk()
        if one.kind is BlockKind.NOTES
        for note in one.children
    ]


def _about(scene: Scene) -> Node:
    edition, told = scene.edition, scene.edition.telling
    changed = said(edition.said("Changed for this edition"), scene)
    return {
        "title": said(edition.said("About this edition"), scene),
        "attribution": said(told.attribution, scene),
        "facts": [_fact(fact, scene) for fact in told.facts],
        "adapted": said(edition.said("How this edition was adapted"), scene),
        "record": [_fact(fact, scene) for fact in told.record],
        "changed": changed,
        "changes": [_change(change, scene) for change in told.changes],
    }


def _fact(fact: Fact, scene: Scene) -> Node:
    lines = [inlines_of(line, scene) for line in fact.lines]
    return {"label": said(fact.label, scene), "lines": lines, "listed": fact.listed}


def _change(change: Change, scene: Scene) -> Node:
    spots = []
    for spot in change.spots:
        if spot.where:
            link = scene.link(spot.to)
            words = _place(spot, scene)
            spots.append(words if link is None else [_filled(link, words)])
    people = [
        [*said(label, scene), {"t": "s", "v": ": " + " · ".join(_names(names, scene))}]
        for label, names in change.people
    ]
    reasons = [said(reason, scene) for reason in change.reasons]
    return {"done": said(change.done, scene), "spots": spots, "more": [*reasons, *people]}


def _place(spot: Spot, scene: Scene) -> list[Node]:
    words: list[Node] = []
    for one in spot.words:
        words += [*([{"t": "s", "v": " · "}] if words else []), *said(one, scene)]
    return words


def _filled(link: Node, words: list[Node]) -> Node:
    link["c"] = words
    return link


def _names(names: tuple[str, ...], scene: Scene) -> list[str]:
    before, scene.isolating = scene.isolating, scene.direction == "rtl"
    shown = [isolated(name, "auto", scene) for name in names]
    scene.isolating = before
    return shown
