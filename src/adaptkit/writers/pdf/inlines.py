"""Running text as data for the typesetter: strings and lists, never its own language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, assert_never

from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.destination import Destination, Outside, ToAsset, ToChapter
from adaptkit.model.document import Block
from adaptkit.model.edition import Asset, Edition, EditionChapter
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.model.telling import Said
from adaptkit.records import Record, field
from adaptkit.texts.directions import turns
from adaptkit.writers.pdf.author_html import words_of_tag

Kind = InlineKind
Node = dict[str, Any]

# An embedding turns what stands beside it round; these do not, whatever they stand in.
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068", "": "\u2068"}
_END = "\u2069"
_BLANKS = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")


class Scene(Record):
    """What writing text down has to know, and the little that it remembers on the way.

    ``chapter``: whose text it is; None outside of chapters. ``language``: of the passage that we
    are inside; None is the edition's own. ``isolating``: whether anything near runs the other way.
    ``notes``: the chapter's footnotes by number; ``cited``: those that stand already; ``noting``:
    whether we are inside of one. ``placed``: the labels of the places that links can lead to;
    ``links``: the nodes that lead to one, each with what it falls back on. ``pictures``: what the
    typesetter calls the assets that it can show; ``assets``: all by name. ``scripts``: those that
    fonts are needed for. ``level``: of the last heading. ``number``: of the chapter, for its
    title; ``""`` once that stands.
    """

    edition: Edition
    pictures: Mapping[str, str]
    assets: Mapping[str, Asset]
    chapter: EditionChapter | None = None
    language: Locale | None = None
    isolating: bool = False
    notes: dict[int, Block] = field(default_factory=dict)
    cited: set[int] = field(default_factory=set)
    noting: bool = False
    placed: set[str] = field(default_factory=set)
    links: list[tuple[Node, str]] = field(default_factory=list)
    scripts: set[str] = field(default_factory=set)
    level: int = 0
    number: str = ""

    @property
    def direction(self) -> str:
        return self.language.direction if self.language else self.edition.spec.text_direction

    def place(self, anchor: str) -> str | None:
        """The label to write for a block of this chapter; None where there is none to write."""
        if not anchor or self.chapter is None:
            return None
        label = label_of(self.chapter.name, anchor)
        if label in self.placed:
            return None
        self.placed.add(label)
        return label

    def marks(self, language: Locale | None) -> Node:
        """What the typesetter has to know of words in another language."""
        if language is None:
            return {}
        script = language.likely_script
        self.scripts.add(script)
        return {"lang": spoken(language), "script": script, "dir": language.direction}

    def link(self, to: Destination | None) -> Node | None:
        """Where a link leads, without its words; None where there must be none."""
        match to:
            case ToChapter(chapter, anchor):
                node: Node = {"t": "a"}
                begun = label_of(chapter)
                self.links.append((node, begun))
                node["to"] = label_of(chapter, anchor) if anchor else begun
                return node
            case Outside(address) if address:
                return {"t": "a", "url": address}
            case _:
                return None  # what the folder of pages brings along is not in this file

    def settle_links(self) -> None:
        """A place that is not in the file is looked for where its chapter begins; where that is not
        in it either, there are only the words."""
        for node, begun in self.links:
            if node["to"] not in self.placed:
                node["to"] = begun
            if begun not in self.placed:
                node["t"] = "span"
                del node["to"]


def label_of(chapter: str, anchor: str = "") -> str:
    """Names of chapters have no ``#``."""
    return f"{chapter}#{anchor}"


def spoken(language: Locale) -> list[str]:
    """Language and country as the typesetter takes them: it knows no other parts of a tag."""
    region = language.territory
    return [language.language, region if len(region) == 2 and region.isalpha() else ""]


def said(words: Said, scene: Scene) -> list[Node]:
    """Some words, marked with their language where they say one."""
    shown = folded(words.text)
    if words.language is None or not shown:
        return [_string(shown)] if shown else []
    return [_foreign(shown, words.language, scene)]


def folded(text: str) -> str:
    return _BLANKS.sub(" ", text)


def isolated(text: str, direction: str, scene: Scene) -> str:
    return f"{_ISOLATES[direction]}{text}{_END}" if scene.isolating else text


def inlines_of(pieces: Sequence[Inline], scene: Scene) -> list[Node]:
    """A leaf's text, without blanks at its ends."""
    before = scene.isolating
    scene.isolating = scene.direction == "rtl" or turns(plain_text(pieces), "ltr")
    nodes = _trimmed(_each(pieces, scene))
    scene.isolating = before
    return nodes


def _each(pieces: Sequence[Inline], scene: Scene) -> list[Node]:
    return joined(node for piece in pieces for node in _nodes(piece, scene))


def joined(nodes: Iterable[Node]) -> list[Node]:
    """Neighbouring strings as one, so that the typesetter shapes them together."""
    out: list[Node] = []
    for node in nodes:
        if node["t"] == "s" and out and out[-1]["t"] == "s":
            out[-1] = _string(_BLANKS.sub(" ", out[-1]["v"] + node["v"]))
        else:
            out.append(node)
    return out


def _trimmed(nodes: list[Node]) -> list[Node]:
    if nodes and nodes[0]["t"] == "s":
        nodes[0] = _string(nodes[0]["v"].lstrip(" "))
    if nodes and nodes[-1]["t"] == "s":
        nodes[-1] = _string(nodes[-1]["v"].rstrip(" "))
    return [node for node in nodes if node["t"] != "s" or node["v"]]


def _string(text: str) -> Node:
    return {"t": "s", "v": text}


_STYLES = {
    Kind.EMPHASIS: "em",
    Kind.ITALIC: "em",
    Kind.CITED: "em",
    Kind.STRONG: "strong",
    Kind.BOLD: "strong",
    Kind.STRIKETHROUGH: "strike",
    Kind.STRUCK: "strike",
    Kind.SUBSCRIPT: "sub",
    Kind.SUPERSCRIPT: "super",
    Kind.KEYBOARD: "key",
    Kind.HIGHLIGHT: "mark",
    Kind.SMALL: "small",
    Kind.UNDERLINE: "under",
    Kind.QUOTED: "quoted",
}


def _nodes(piece: Inline, scene: Scene) -> list[Node]:
    kind = piece.kind
    match kind:
        case Kind.TEXT:
            return [_filled(piece, scene)]
        case Kind.CODE:
            return [{"t": "code", "v": isolated(folded(piece.text), "ltr", scene)}]
        case Kind.SOFT_BREAK:
            return [_string(" ")]
        case Kind.HARD_BREAK | Kind.BREAK:
            return [{"t": "br"}]
        case Kind.BREAK_OPPORTUNITY:
            return [_string("\u200b")]
        case Kind.HTML:
            words = words_of_tag(piece.text)
            return [_string(folded(words))] if words else []
        case Kind.LINK:
            return _link(piece, scene)
        case Kind.IMAGE:
            return [picture(piece.to, piece.text, scene) or _string(folded(piece.text))]
        case Kind.FOOTNOTE_REFERENCE:
            return [_reference(piece, scene)]
        case Kind.ISOLATE | Kind.ADDRESS:
            return [_left_to_right(piece, scene)]
        case Kind.SPAN | Kind.NAME:
            return [_span(piece, scene)]
        case Kind.ABBREVIATION:
            return _inner(piece, scene)
        case Kind.MARKER | Kind.NOTICE:
            return [{"t": "small", "c": _inner(piece, scene), **scene.marks(piece.language)}]
        case Kind.DATE:
            return _between(_inner(piece, scene), "auto", scene)
        case (
            Kind.EMPHASIS
            | Kind.STRONG
            | Kind.STRIKETHROUGH
            | Kind.BOLD
            | Kind.ITALIC
            | Kind.SUBSCRIPT
            | Kind.SUPERSCRIPT
            | Kind.KEYBOARD
            | Kind.HIGHLIGHT
            | Kind.SMALL
            | Kind.STRUCK
            | Kind.UNDERLINE
            | Kind.QUOTED
            | Kind.CITED
        ):
            return [{"t": _STYLES[kind], "c": _inner(piece, scene)}]
        case _:
            assert_never(kind)


def _inner(piece: Inline, scene: Scene) -> list[Node]:
    return _each(piece.children, scene) if piece.children else [_string(folded(piece.text))]


def _between(nodes: list[Node], direction: str, scene: Scene) -> list[Node]:
    if not scene.isolating:
        return nodes
    return joined([_string(_ISOLATES[direction]), *nodes, _string(_END)])


def _filled(piece: Inline, scene: Scene) -> Node:
    shown = folded(piece.text)
    if not piece.placeholder:
        return _string(shown)
    if piece.language:
        return _foreign(shown, piece.language, scene)
    return _string(isolated(shown, "auto", scene) if turns(shown, scene.direction) else shown)


def _foreign(text: str, language: Locale, scene: Scene) -> Node:
    # A bracket beside it would else go to whoever runs its way.
    apart = language.direction != scene.direction
    shown = f"{_ISOLATES[language.direction]}{text}{_END}" if apart else text
    return {"t": "span", "c": [_string(shown)], **scene.marks(language)}


def _span(piece: Inline, scene: Scene) -> Node:
    nodes = _inner(piece, scene)
    if piece.kind is Kind.NAME or piece.direction:
        nodes = _between(nodes, piece.direction, scene)
    return {"t": "span", "c": nodes, **scene.marks(piece.language)}


def _link(piece: Inline, scene: Scene) -> list[Node]:
    nodes = _inner(piece, scene)
    found = scene.link(piece.to)
    if found is None or not nodes:
        return nodes
    found["c"] = nodes
    return [found]


def _left_to_right(piece: Inline, scene: Scene) -> Node:
    shown = _string(isolated(folded(piece.text), "ltr", scene))
    return {"t": "a", "url": piece.target, "c": [shown]} if piece.target else shown


def _reference(piece: Inline, scene: Scene) -> Node:
    """The note itself where it is referred to first: it stands at the foot of that page."""
    from adaptkit.writers.pdf.blocks import blocks_of

    assert scene.chapter is not None
    label = label_of(scene.chapter.name, f"\0{piece.number}")
    if piece.number not in scene.notes or (piece.number in scene.cited and scene.noting):
        return {"t": "super", "c": [_string(str(piece.number))]}  # a note may speak of itself
    if piece.number in scene.cited:
        return {"t": "again", "to": label}
    scene.cited.add(piece.number)
    scene.noting = True
    words = blocks_of(scene.notes[piece.number].children, scene)
    scene.noting = False
    return {"t": "note", "id": label, "c": words}


def picture(to: Destination | None, alternative: str, scene: Scene) -> Node | None:
    """A picture that is part of the edition, or None."""
    if not isinstance(to, ToAsset) or to.name not in scene.pictures:
        return None
    asset = scene.assets[to.name]
    return {
        "t": "img",
        "src": scene.pictures[to.name],
        "alt": folded(alternative).strip(),
        "size": [asset.width, asset.height],
    }
