"""A pack on paper: two columns, and room to write beside each passage."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.locale import Locale
from adaptkit.model.pack import Pack, PackState, PackUnit
from adaptkit.packs.printed import LINE, printed
from adaptkit.writers.html.inlines import attributes, escape

_STATES = {
    PackState.UNTRANSLATED: "not translated: readers see the source",
    PackState.FUZZY: "to be looked at again: readers see the source",
    PackState.OWN: "written for this edition",
    PackState.REMOVED: "taken out of this edition",
    PackState.DECISION: "a decision of this country",
    PackState.CONTACT: "a contact",
}


def render_sheet(pack: Pack) -> bytes:
    """A page to print, without any script. Its own words are English."""
    title = f"Review: {pack.label}"
    return printed(
        title,
        (
            f'<h1 dir="auto">{escape(title)}</h1>\n',
            f'<p dir="auto">{escape(pack.title)} · {escape(pack.made)}</p>\n',
            f"<p>Your name: {LINE}</p>\n<p>You read it as: ",
            "☐ language ☐ clinical ☐ lived experience</p>\n",
            *_chapters(pack),
        ),
    )


def _chapters(pack: Pack) -> Iterator[str]:
    """A table a chapter, its head repeated on each page."""
    for number, title in enumerate(pack.chapters):
        rows = [one for one in pack.units if one.chapter == number and not one.aside]
        if rows:
            yield f'<h2 dir="auto">{escape(title)}</h2>\n<table class="sheet">\n<thead><tr>'
            yield '<th class="at" scope="col">Where</th><th scope="col">Source</th>'
            yield '<th scope="col">Translation</th><th class="tick" scope="col">Your word</th>'
            yield "</tr></thead>\n<tbody>\n"
            yield from (_row(one, pack) for one in rows)
            yield "</tbody>\n</table>\n"


def _row(one: PackUnit, pack: Pack) -> str:
    said = [one.kind, _STATES.get(one.state, ""), "safety passage" if one.core else ""]
    where = f"<bdi>{escape(one.id)}</bdi><br>{escape(', '.join(filter(None, said)))}"
    findings = "".join(f'<p dir="auto">! {escape(found.message)}</p>' for found in one.findings)
    tick = "☐ approve<br>☐ object" if one.asked else ""
    return (
        f'<tr><td class="at">{where}</td>'
        f"{_cell(one.source_html or escape(one.source), one.source_language, pack)}"
        f"{_cell(one.words_html or escape(one.words) or '—', one.words_language, pack)}"
        f'<td class="tick">{tick}{findings}{LINE}{LINE}</td></tr>\n'
    )


def _cell(html: str, language: Locale, pack: Pack) -> str:
    own = language.same_language(pack.language)
    direction = pack.direction if own else language.direction
    return f"<td{attributes(lang=language.tag, dir=direction)}>{html}</td>"
