"""Support networks as a list that can be tapped, each with who has checked it."""

from __future__ import annotations

from adaptkit.model.document import Block
from adaptkit.model.telling import ContactCard, ContactGroup, Way
from adaptkit.writers.html.inlines import Scene, attributes, escape, render_inlines, said


def render_directory(block: Block, own: str, scene: Scene) -> str:
    """``own``: the attribute with the id of the list. Of several groups each is an item, so that
    who hears the page is told how many there are, and what those below belong to."""
    if len(block.groups) < 2:
        return "".join(_list(group, own, scene) for group in block.groups)
    groups = "".join(
        f'<li>\n<p class="directory-group"><strong>{said(group.heading)}</strong></p>\n'
        f"{_list(group, '', scene)}</li>\n"
        for group in block.groups
    )
    return f'<ul{own} class="directory-groups">\n{groups}</ul>\n'


def _list(group: ContactGroup, own: str, scene: Scene) -> str:
    entries = "".join(_entry(card, scene) for card in group.cards)
    return f'<ul{own} class="directory">\n{entries}</ul>\n'


def _entry(card: ContactCard, scene: Scene) -> str:
    name = f"<strong><bdi>{said(card.name)}</bdi></strong>"
    if card.romanised:
        name += f' <bdi lang="und-Latn" dir="ltr">{escape(card.romanised)}</bdi>'
    lines = [f'<p class="directory-name">{name}</p>']
    if card.about.text:
        marker = said(card.spoken)
        beside = f' <small class="marker">{marker}</small>' if marker else ""
        lines.append(f"<p>{said(card.about)}{beside}</p>")
    found = "".join(_way(way, scene) for way in card.ways)
    if found:
        lines.append(f'<dl class="ways">\n{found}</dl>')
    lines.append(f'<p class="checked">{render_inlines(card.checked, scene)}</p>')
    return "<li>\n" + "\n".join(lines) + "\n</li>\n"


def _way(way: Way, scene: Scene) -> str:
    text = said(way.shown)
    if way.code:
        text = f'<bdi class="long" dir="ltr">{escape(way.shown.text)}</bdi>'
    if way.address:
        text = f"<a{attributes(href=way.address)}>{text}</a>"
    notes = scene.edition.between.comma.join(f"<bdi>{said(note)}</bdi>" for note in way.notes)
    if notes:
        text += f' <span class="way-note">{notes}</span>'
    # The blank is seen in a book, where both stand on one line.
    return f"<div><dt>{said(way.label)}</dt> <dd>{text}</dd></div>\n"
