"""What stands around the chapters: cover, contents, and all that is said about this edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adaptkit.editions.chapter_numbers import chapter_number
from adaptkit.model.telling import Change, Fact, Said
from adaptkit.writers.docx.inlines import PLAIN, isolated, render_inlines, render_said
from adaptkit.writers.docx.numbering import Numbered
from adaptkit.writers.docx.paragraphs import paragraph
from adaptkit.writers.docx.pictures import render_logo
from adaptkit.writers.docx.runs import Look
from adaptkit.writers.docx.scene import Scene

_BOLD, _LINK = Look(bold=True), Look(style="Hyperlink")
_BETWEEN = " · "
_ABOUT = "about"


def render_cover(scene: Scene) -> str:
    edition, told = scene.edition, scene.edition.telling
    out = []
    if told.draft_words.text:
        out.append(paragraph(render_said(told.draft_words, scene), scene, "Draft"))
    if edition.logo is not None:
        out.append(paragraph(render_logo(edition.logo, scene), scene, "Logo"))
    out.append(paragraph(scene.text(edition.title, PLAIN), scene, "Title"))
    day = told.day.text if told.day else ""
    facts = [one for one in (told.language_name, told.country_name, day) if one]
    out.append(paragraph(_joined(facts, scene), scene, "Subtitle"))
    if told.publisher:
        name = isolated(scene.text(told.publisher, PLAIN), scene, PLAIN, "", told.publisher)
        out.append(paragraph(name, scene, "Subtitle"))
    if told.help:
        words = scene.link(told.help.to, render_said(told.help.words, scene, _LINK))
        out.append(paragraph(words, scene, "Help"))
    return "".join(out)


def _joined(words: Iterable[str], scene: Scene) -> str:
    parts = (isolated(scene.text(one, PLAIN), scene, PLAIN, "", one) for one in words)
    return scene.text(_BETWEEN, PLAIN).join(parts)


def render_contents(scene: Scene) -> str:
    """A field that Word can bring up to date, with all its entries there already: a program that
    cannot make them shows these. The sections of a chapter would fill pages."""
    edition = scene.edition
    heading = paragraph(render_said(edition.said("Contents"), scene), scene, "TOCHeading")
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        ' TOC \\o "1-1" \\h \\z </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    listed = edition.telling.contents
    entries = [
        scene.link(one.to, _number(place, scene) + render_said(one.title, scene))
        for place, one in enumerate(listed, 1)
    ]
    about = render_said(edition.said("About this edition"), scene)
    entries.append(scene.link_to(scene.bookmarks.name("", _ABOUT), about))
    entries[0] = begin + entries[0]
    entries[-1] += end
    return heading + "".join(paragraph(entry, scene, "TOC1") for entry in entries)


def _number(place: int, scene: Scene) -> str:
    number = chapter_number(place, scene.edition.chapters)
    return scene.text(f"{number} ", PLAIN) if number else ""


def render_about(scene: Scene) -> str:
    edition, told = scene.edition, scene.edition.telling
    scene.bookmarks.wait(scene.bookmarks.name("", _ABOUT))
    out = [_heading(edition.said("About this edition"), scene, 1)]
    if told.attribution.text:
        out.append(paragraph(render_said(told.attribution, scene), scene, "BodyText"))
    out += _facts(told.facts, scene)
    if told.record:
        out.append(_heading(edition.said("How this edition was adapted"), scene, 2))
        out += _facts(told.record, scene)
    if told.changes:
        out.append(_heading(edition.said("Changed for this edition"), scene, 2))
        scene.lists.append(Numbered("bullet"))
        item = len(scene.lists), 0
        out += [
            paragraph(_change(change, scene), scene, "ListBullet", item=item)
            for change in told.changes
        ]
    return "".join(out)


def _heading(words: Said, scene: Scene, level: int) -> str:
    return paragraph(render_said(words, scene), scene, f"Heading{level}")


def _facts(facts: Iterable[Fact], scene: Scene) -> Iterator[str]:
    for fact in facts:
        yield paragraph(render_said(fact.label, scene), scene, "Term")
        lines = [render_inlines(line, scene) for line in fact.lines]
        for words in lines if fact.listed else ["".join(lines)]:
            yield paragraph(words, scene, "Definition")


def _change(change: Change, scene: Scene) -> str:
    words = render_said(change.done, scene, _BOLD)
    first = True
    for spot in change.spots:
        if spot.where:
            between = scene.edition.between.colon if first else " – "
            look = _LINK if spot.to else PLAIN
            shown = scene.text(" · ", look).join(
                render_said(one, scene, look) for one in spot.words
            )
            where = scene.link(spot.to, shown)
            words += scene.text(between, PLAIN) + where
            first = False
    for reason in change.reasons:
        words += scene.line_break(PLAIN) + render_said(reason, scene)
    for label, names in change.people:
        words += (
            scene.line_break(PLAIN)
            + render_said(label, scene)
            + scene.text(scene.edition.between.colon, PLAIN)
        )
        words += _joined(names, scene)
    return words
