"""Back-translations on paper, and beside their source once they are back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adaptkit.model.back import BackPack, BackPassage, Beside
from adaptkit.model.locale import Locale
from adaptkit.model.pack_words import PackWords
from adaptkit.packs.printed import LINE, printed
from adaptkit.packs.words import words_in
from adaptkit.writers.html.inlines import attributes, escape

ASKED = (
    "You see the translation alone. Write in {language} what each passage says, also where it "
    "seems wrong. Please do not look for the original."
)
_TAGS = {"": "", "-": "del", "+": "ins"}
_WHAT = {
    "stale": "of an earlier text: does not count",
    "later": "the same person has answered since: does not count",
    "gone": "the edition does not have it any more",
}


def render_back_sheet(pack: BackPack) -> bytes:
    """A page to print. Its own words are in the edition's language where there are any, else
    English."""
    words = words_in(pack.language)
    title = words.say("Back-translation: {name}", name=pack.label)
    asked = words.say(ASKED, language=pack.into.display_name(words.language))
    whose = dict(pack.people).get(pack.by, pack.by)
    name, day = words.say("Your name"), words.say("On which day")
    return printed(
        title,
        (
            f'<h1 dir="auto">{escape(title)}</h1>\n',
            f'<p><bdi dir="ltr">{escape(pack.made)}</bdi></p>\n',
            f"<p>{escape(name)}: {escape(whose) or LINE}</p>\n<p>{escape(day)}: {LINE}</p>\n",
            f"<p>{escape(asked)}</p>\n",
            *_chapters(pack, words),
        ),
        words,
        pack.direction,
    )


def _chapters(pack: BackPack, words: PackWords) -> Iterator[str]:
    where, said, back = map(escape, map(words.say, ("Where", "Translation", "What it says")))
    for number in dict.fromkeys(one.chapter for one in pack.passages):
        title = escape(words.say("Chapter {n}", n=number + 1))
        yield f'<h2>{title}</h2>\n<table class="sheet">\n<thead><tr>'
        yield f'<th class="at" scope="col">{where}</th><th scope="col">{said}</th>'
        yield f'<th scope="col">{back}</th></tr></thead>\n<tbody>\n'
        for place, one in enumerate(pack.passages):
            if one.chapter == number:
                yield _row(place + 1, one, pack, words)
        yield "</tbody>\n</table>\n"


def _row(number: int, one: BackPassage, pack: BackPack, words: PackWords) -> str:
    written = attributes(lang=pack.language.tag, dir=pack.direction)
    said = f"{LINE}{LINE}☐ {escape(words.say('I cannot tell'))}" if one.asked else "–"
    return (
        f'<tr><td class="at">{number}</td><td{written}>{one.html or escape(one.words)}</td>'
        f"<td>{said}</td></tr>\n"
    )


def render_beside(
    label: str, found: Iterable[Beside], source: Locale, words: tuple[Locale, str]
) -> bytes:
    """Back-translations beside the source, what differs marked. ``words``: their language and
    direction. Its own words are English."""
    title = f"Back-translations: {label}"
    return printed(
        title,
        (
            f'<h1 dir="auto">{escape(title)}</h1>\n',
            "<p>Struck through: in the source alone. Underlined: in the back-translation alone. "
            "Other words may say the same; what a check found stands below with “!”.</p>\n",
            '<table class="sheet">\n<thead><tr><th class="at" scope="col">Where</th>',
            '<th scope="col">Source</th><th scope="col">Translation</th>',
            '<th scope="col">What it says, by whom</th></tr></thead>\n<tbody>\n',
            *(_beside(one, source, words) for one in found),
            "</tbody>\n</table>\n",
        ),
    )


def _beside(one: Beside, source: Locale, words: tuple[Locale, str]) -> str:
    here = attributes(lang=source.tag, dir=source.direction)
    there = attributes(lang=words[0].tag, dir=words[1])
    said = "".join(_piece(piece.sign, piece.text) for piece in one.changes) or escape(one.back)
    told = [*one.differs, *([_WHAT[one.what]] if one.what in _WHAT else [])]
    if one.unclear:
        told.insert(0, "could not be told")
    faults = "".join(f'<p dir="auto"><strong>! {escape(text)}</strong></p>' for text in told)
    return (
        f'<tr><td class="at"><bdi>{escape(one.unit)}</bdi></td><td{here}>{escape(one.source)}</td>'
        f"<td{there}>{escape(one.words)}</td><td><p{here}>{said}</p>{faults}"
        f'<p class="soft"><bdi>{escape(one.by)}</bdi>, {escape(one.on)}</p></td></tr>\n'
    )


def _piece(sign: str, text: str) -> str:
    tag = _TAGS[sign]
    return f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text)
