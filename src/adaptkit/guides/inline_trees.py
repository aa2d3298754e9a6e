"""What a tree of pieces of running text says, and all that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from adaptkit.model.inline import Inline, InlineKind

_PLAIN_KINDS = (InlineKind.TEXT, InlineKind.CODE)


def plain_text(pieces: Sequence[Inline]) -> str:
    """What the pieces say, without mark-up (an image says its alternative text)."""
    out: list[str] = []
    for piece in pieces:
        match piece.kind:
            case InlineKind.TEXT | InlineKind.CODE | InlineKind.IMAGE | InlineKind.ISOLATE:
                out.append(piece.text)
            case InlineKind.SOFT_BREAK | InlineKind.HARD_BREAK | InlineKind.BREAK:
                out.append("\n" if piece.kind is InlineKind.SOFT_BREAK else " ")
            case InlineKind.HTML | InlineKind.MARKER | InlineKind.NOTICE:
                pass
            case _:
                out.append(plain_text(piece.children) if piece.children else piece.text)
    return "".join(out)


def walk_inlines(pieces: Sequence[Inline]) -> Iterator[Inline]:
    for piece in pieces:
        yield piece
        if piece.children:
            yield from walk_inlines(piece.children)


def with_more(pieces: Sequence[Inline]) -> Sequence[Inline]:
    """The pieces, those inside too, that are more than plain text or code."""
    found = [one for one in pieces if one.kind not in _PLAIN_KINDS]
    if not any(one.children for one in found):
        return found
    out: list[Inline] = []
    for one in found:
        out.append(one)
        if one.children:
            out += with_more(one.children)
    return out


def inline_shape(pieces: tuple[Inline, ...]) -> tuple[object, ...]:
    """Pieces as comparable tuples; soft breaks and runs of white space are one blank."""
    out: list[object] = []
    text = ""
    for piece in pieces:
        match piece.kind:
            case InlineKind.TEXT:
                text += piece.text
                continue
            case InlineKind.SOFT_BREAK:
                text += " "
                continue
            case InlineKind.HARD_BREAK:
                text = text.rstrip(" \t\n")
        if text:
            out.append(re.sub(r"[ \t\n]+", " ", text))
            text = ""
        words = re.sub(r"[ \t\n]+", " ", piece.text)
        said = (piece.target, piece.title, piece.language, piece.direction)
        out.append((piece.kind, words, *said, inline_shape(piece.children)))
    if text:
        out.append(re.sub(r"[ \t\n]+", " ", text))
    return tuple(out)
