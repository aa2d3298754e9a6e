"""Support networks as a list that can be tapped, each with who has checked it."""

from __future__ import annotations

from adaptkit.model.document import Block
from adaptkit.model.telling import ContactCard, Way
from adaptkit.writers.html.inlines import Scene, attributes, escape, render_inlines, said


def render_directory(block: Block, own: str, scene: Scene) -> str:
    """``own``: the attribute with the id of the list."""
    entries = "".join(_entry(card, scene) for card in block.cards)
    return f'<ul{own} class="directory">\n{entries}</ul>\n' if entries else ""


def _entry(card: ContactCard, scene: Scene) -> str:
    lines = [f'<p class="directory-name"><strong><bdi>{said(card.name)}</bdi></strong></p>']
    if card.about.text:
        lines.append(f"<p>{said(card.about)}</p>")
    found = "".join(map(_way, card.ways))
    if found:
        lines.append(f'<dl class="ways">\n{found}</dl>')
    lines.append(f'<p class="checked">{render_inlines(card.checked, scene)}</p>')
    return "<li>\n" + "\n".join(lines) + "\n</li>\n"


def _way(way: Way) -> str:
    text = f'<bdi class="long" dir="ltr">{escape(way.shown)}</bdi>'
    if way.address:
        text = f"<a{attributes(href=way.address)}>{text}</a>"
    return f"<div><dt>{said(way.label)}</dt><dd>{text}</dd></div>\n"
