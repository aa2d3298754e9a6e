"""A passage as its readers see it, in a page that leads nowhere: the words' own mark-up, and
neither links nor pictures nor tags of anybody's."""

from __future__ import annotations

from collections.abc import Sequence

from adaptkit.editions.fill import fill, fill_caption
from adaptkit.guides.inlines import Context, parse_inlines
from adaptkit.guides.translation import settle
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.edition import Edition
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.records import Record, field
from adaptkit.writers.html.inlines import Scene, render_inlines
from adaptkit.writers.html.links import Pages

Kind = InlineKind
# Their words are no running text.
VERBATIM = frozenset({BlockKind.CODE, BlockKind.HTML})
PLAIN = frozenset({BlockKind.FIELD, BlockKind.CAPTION})


class Shown(Record):
    """Running text of one edition as safe HTML."""

    edition: Edition
    _scenes: dict[str, Scene] = field(default_factory=dict)
    _contexts: dict[str, Context] = field(default_factory=dict)

    def pieces(self, pieces: Sequence[Inline], language: Locale) -> str:
        """``language``: what the text around them is in."""
        return render_inlines(inert(pieces), self._scene(language))

    def source(self, block: Block, language: Locale) -> str:
        """The text that translations are made from; ``""`` where it is no running text."""
        return self._text(block, block.msgid, None, language)

    def words(self, block: Block, words: str, language: Locale) -> str:
        """Words that no reader gets yet, as they would be shown."""
        if block.kind in VERBATIM:
            return ""
        settled = settle(words, block, self._context(block))
        return self._text(block, settled, block.msgid, language)

    def _text(self, block: Block, text: str, msgid: str | None, language: Locale) -> str:
        if block.kind in VERBATIM:
            return ""
        values, spec = self.edition.values, self.edition.spec
        if block.kind in PLAIN:
            return self.pieces(fill_caption(text, values, language=language), language)
        found = parse_inlines(text, self._context(block), msgid=msgid)
        filled = fill(
            found,
            values,
            country=spec.locale.territory or self.edition.settings.country,
            rtl=language.direction == "rtl",
            language=language,
        )
        return self.pieces(filled, language)

    def _scene(self, language: Locale) -> Scene:
        tag = language.tag
        if tag not in self._scenes:
            known = next(iter(self._scenes.values()), None)
            pages = known.pages if known else Pages.of(self.edition)
            self._scenes[tag] = Scene(pages, "", language=language)
        return self._scenes[tag]

    def _context(self, block: Block) -> Context:
        path = block.position.path
        if path not in self._contexts:
            chapter = self.edition.sources.get(path)
            self._contexts[path] = Context.of(chapter) if chapter else Context({})
        return self._contexts[path]


def inert(pieces: Sequence[Inline]) -> tuple[Inline, ...]:
    """The pieces without anything that opens, calls or loads, and without raw tags."""
    return tuple(map(_inert, pieces))


def _inert(piece: Inline) -> Inline:
    children = inert(piece.children)
    match piece.kind:
        case Kind.LINK:
            inner = children or (Inline(Kind.TEXT, piece.text),)
            return Inline(Kind.UNDERLINE, children=inner)
        case Kind.IMAGE:
            return Inline(Kind.IMAGE, piece.text)
        case Kind.FOOTNOTE_REFERENCE:
            return Inline(Kind.SUPERSCRIPT, str(piece.number or piece.target))
        case Kind.HTML:
            return Inline(Kind.TEXT, piece.text)
        case Kind.ISOLATE | Kind.ADDRESS:
            return piece.changed(target="")
        case _:
            return piece.changed(children=children) if children else piece
