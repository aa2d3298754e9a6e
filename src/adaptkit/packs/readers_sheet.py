"""A sheet for each chapter that readers try: its text, the questions, and room to answer."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.tried import ReadersPack, SheetChapter, SheetPassage
from adaptkit.packs.printed import LINE, printed
from adaptkit.packs.words import words_in
from adaptkit.writers.html.inlines import attributes, escape

WORDS = (
    "Read the text. Then answer in your own words. We test the text, not you. Please do not write "
    "your name.",
    "Questions",
    "Which words or sentences made you stumble?",
)
_HEADING = {1: "h2", 2: "h3"}
# Readers try the text, and not what it has lost on its way to paper.
_SHAPES = {"list item": "item", "table cell": "cell", "title": "title"}


def render_readers_sheet(pack: ReadersPack) -> bytes:
    """A page to print, a chapter on a new sheet of paper. Its own words are in the edition's
    language where there are any, else English."""
    words = words_in(pack.language)
    said = [words.say(one) for one in WORDS]
    chapters = (part for one in pack.chapters for part in _chapter(one, pack, said))
    return printed(pack.label, chapters, words, pack.direction)


def _chapter(one: SheetChapter, pack: ReadersPack, said: list[str]) -> Iterator[str]:
    written = attributes(lang=pack.language.tag, dir=pack.direction)
    intro, questions, stumbled = said
    yield f'<section class="reading">\n<h1{written}>{escape(one.title)}</h1>\n'
    yield f'<p class="fine">{escape(intro)}</p>\n'
    # The title stands there already.
    first = one.passages[0] if one.passages else None
    skip = 1 if first and first.level == 1 and first.text == one.title else 0
    yield from map(_passage, one.passages[skip:])
    yield f'<h2>{escape(questions)}</h2>\n<ol class="asked">\n'
    for question in one.questions:
        yield f"<li><p{written}>{escape(question)}</p>{LINE * 3}</li>\n"
    yield f"</ol>\n<p>{escape(stumbled)}</p>{LINE * 3}\n</section>\n"


def _passage(one: SheetPassage) -> str:
    shape = _SHAPES.get(one.kind)
    written = attributes(**{"class": shape}, lang=one.language, dir=one.direction)
    if not one.html:
        return f"<pre{written}>{escape(one.text)}</pre>\n"
    tag = _HEADING.get(one.level, "h4") if one.kind == "heading" else "p"
    return f"<{tag}{written}>{one.html}</{tag}>\n"
