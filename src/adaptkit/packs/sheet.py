"""A pack on paper: two columns, and room to write beside each passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adaptkit.model.locale import Locale
from adaptkit.model.pack import Pack, PackUnit
from adaptkit.model.pack_words import OTHER_CHAPTER, TOO_LARGE, PackWords
from adaptkit.model.review import Role
from adaptkit.packs.printed import LINE, printed
from adaptkit.packs.words import words_in
from adaptkit.writers.html.inlines import attributes, escape

CUT = "Cut for {n} minutes of reading, what matters most first: {shown} of {all} passages."


def render_sheet(pack: Pack) -> bytes:
    """A page to print, without any script. Its own words are in the edition's language where there
    are any, else English."""
    words = words_in(pack.language)
    title = words.say("Review: {name}", name=pack.label)
    known = {one.key: one.name for one in pack.people}
    name = escape(known.get(pack.reviewer, pack.reviewer)) or LINE
    # ☒: said by whoever sent it out.
    roles = (f"{'☒' if role == pack.role else '☐'} {escape(words.called(role))}" for role in Role)
    whose, what = words.say("Your name"), words.say("What you read it as")
    return printed(
        title,
        (
            f'<h1 dir="auto">{escape(title)}</h1>\n',
            f'<p dir="auto">{escape(pack.title)} · <bdi dir="ltr">{escape(pack.made)}</bdi></p>\n',
            f"<p>{escape(whose)}: {name}</p>\n<p>{escape(what)}: {' '.join(roles)}</p>\n",
            *_cut(pack, words),
            *_chapters(pack, words),
        ),
        words,
        pack.direction,
        pictures=any(pack.pictures.values()),
    )


def _cut(pack: Pack, words: PackWords) -> Iterator[str]:
    """What is not on the paper, as the page says it: whoever ticks all of it has not read all."""
    if pack.cut:
        shown = sum(not one.aside for one in pack.units)
        left = " · ".join(
            f"{words.called(reason)} {number}" for reason, number in pack.cut.left_out
        )
        yield f"<p>{escape(words.say(CUT, n=pack.cut.minutes, shown=shown, all=pack.whole))}</p>\n"
        yield f"<p>{escape(words.say('Left out: {what}.', what=left or 0))}</p>\n"


def _chapters(pack: Pack, words: PackWords) -> Iterator[str]:
    """A table a chapter, its head repeated on each page."""
    where, source, said, word = map(
        escape, map(words.say, ("Where", "Source", "Translation", "Your word"))
    )
    for number, title in enumerate(pack.chapters):
        rows = [one for one in pack.units if one.chapter == number and not one.aside]
        if rows:
            title = words.say(title) if title == OTHER_CHAPTER else title
            yield f'<h2 dir="auto">{escape(title)}</h2>\n<table class="sheet">\n<thead><tr>'
            yield f'<th class="at" scope="col">{where}</th><th scope="col">{source}</th>'
            yield f'<th scope="col">{said}</th><th class="tick" scope="col">{word}</th>'
            yield "</tr></thead>\n<tbody>\n"
            yield from (_row(one, pack, words) for one in rows)
            yield "</tbody>\n</table>\n"


def _row(one: PackUnit, pack: Pack, words: PackWords) -> str:
    told = [words.called(one.kind), words.state(one.state)]
    told += [words.say("Safety passage")] if one.core else []
    where = f"<bdi>{escape(one.id)}</bdi><br>{escape(' · '.join(filter(None, told)))}"
    # What checks say is English.
    findings = "".join(f'<p dir="auto">! {escape(found.message)}</p>' for found in one.findings)
    ticks = [f"☐ {escape(words.say(verdict))}" for verdict in ("Approve", "Object")]
    tick = "<br>".join(ticks) if one.asked else ""
    source = one.source_html or escape(one.source)
    said = one.words_html or escape(one.words) or "—"
    seen, before = (_pictures(paths, pack, words) for paths in (one.pictures, one.instead_of))
    return (
        f'<tr><td class="at">{where}</td>'
        f"{_cell(source + before, one.source_language, pack)}"
        f"{_cell(said + seen, one.words_language, pack)}"
        f'<td class="tick">{tick}{findings}{LINE}{LINE}</td></tr>\n'
    )


def _pictures(paths: Sequence[str], pack: Pack, words: PackWords) -> str:
    """Without alternative texts: these are what stands beside."""
    return "".join(
        f'<p class="picture"><img src="{escape(pack.pictures[path])}" alt=""></p>'
        if pack.pictures[path]
        else f"<p>{escape(words.say(TOO_LARGE, name=path))}</p>"
        for path in paths
        if path in pack.pictures
    )


def _cell(html: str, language: Locale, pack: Pack) -> str:
    own = language.same_language(pack.language)
    direction = pack.direction if own else language.direction
    return f"<td{attributes(lang=language.tag, dir=direction)}>{html}</td>"
