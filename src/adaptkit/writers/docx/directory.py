"""Support networks: each contact as a card, with who has checked it."""

from __future__ import annotations

from adaptkit.model.document import Block
from adaptkit.model.locale import Locale
from adaptkit.model.telling import ContactCard, Way
from adaptkit.writers.docx.inlines import PLAIN, SMALL, isolated, render_inlines, render_said
from adaptkit.writers.docx.paragraphs import paragraph
from adaptkit.writers.docx.runs import Look
from adaptkit.writers.docx.scene import Scene

_BOLD, _LINK = Look(bold=True), Look(style="Hyperlink")


def render_directory(block: Block, scene: Scene) -> str:
    out = []
    for group in block.groups:
        if len(block.groups) > 1:
            out.append(paragraph(render_said(group.heading, scene), scene, "CardGroup"))
        out += [_card(card, scene) for card in group.cards]
    return "".join(out)


def _card(card: ContactCard, scene: Scene) -> str:
    name = render_said(card.name, scene)
    if card.romanised:
        latin = Look(language=Locale("und", "Latn"))
        words = scene.text(card.romanised, latin, "ltr")
        name += scene.text(" ", PLAIN) + isolated(words, scene, PLAIN, "ltr", card.romanised)
    out = [paragraph(name, scene, "CardName")]
    if card.about.text:
        about = render_said(card.about, scene)
        if card.spoken.text:
            about += scene.text(" ", PLAIN) + render_said(card.spoken, scene, SMALL)
        out.append(paragraph(about, scene, "CardText"))
    out += [paragraph(_way(way, scene), scene, "CardText") for way in card.ways]
    out.append(paragraph(render_inlines(card.checked, scene), scene, "CardChecked"))
    return "".join(out)


def _way(way: Way, scene: Scene) -> str:
    label = render_said(way.label, scene, _BOLD) + scene.text(scene.edition.between.colon, _BOLD)
    look = _LINK if way.address else PLAIN
    if way.code:
        shown = scene.text(way.shown.text, look, "ltr")
    else:
        shown = render_said(way.shown, scene, look)
    if way.address:
        shown = scene.open(way.address, shown)
    if way.code:
        shown = isolated(shown, scene, PLAIN, "ltr", way.shown.text)
    notes = scene.text(scene.edition.between.comma, SMALL).join(
        render_said(note, scene, SMALL) for note in way.notes
    )
    return label + shown + (scene.text(" ", SMALL) + notes if notes else "")
