"""Links and pictures of a finished edition get a destination: typed, and looked up once."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from urllib.parse import unquote

from adaptkit.editions.addresses import is_remote, is_safe
from adaptkit.editions.anchors import Anchors
from adaptkit.model.destination import Destination, Nowhere, Outside, ToAsset, ToChapter
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.layout import elsewhere


class Resolver:
    """Where targets lead, in one edition. ``anchors`` by chapter name; ``assets`` by name."""

    def __init__(self, anchors: Mapping[str, Anchors], assets: Collection[str]) -> None:
        self._anchors, self._assets = anchors, frozenset(assets)

    def resolved(self, pieces: tuple[Inline, ...], chapter: str) -> tuple[Inline, ...]:
        """The pieces of a text in ``chapter``, each link and picture with its destination."""
        for piece in pieces:
            if piece.children or piece.target:
                return tuple([self._piece(piece, chapter) for piece in pieces])
        return pieces

    def _piece(self, piece: Inline, chapter: str) -> Inline:
        if piece.kind is InlineKind.TEXT:
            return piece
        children = self.resolved(piece.children, chapter)
        match piece.kind:
            case InlineKind.LINK:
                return piece.changed(children=children, to=self.link(piece.target, chapter))
            case InlineKind.IMAGE:
                return piece.changed(to=self.picture(piece.target, chapter))
            case InlineKind.ISOLATE if piece.target and not is_safe(piece.target):
                return piece.changed(target="")
            case _:
                return piece if children is piece.children else piece.changed(children=children)

    def link(self, target: str, chapter: str) -> Destination:
        if not is_safe(target):
            return Nowhere()
        if is_remote(target) or target.startswith("/"):
            return Outside(target)
        path, mark, fragment = target.partition("#")
        name = self._found(path, chapter, self._anchors) if path else chapter
        if name is not None:
            known = self._anchors[name].get(unquote(fragment)) if fragment else None
            return known or ToChapter(name, written=mark + fragment)
        asset = self._found(path.partition("?")[0], chapter, self._assets)
        return ToAsset(asset, mark + fragment) if asset is not None else Nowhere(target)

    def picture(self, target: str, chapter: str) -> ToAsset | Nowhere:
        if is_remote(target):
            return Nowhere(target)
        asset = self._found(re.split(r"[?#]", target)[0], chapter, self._assets)
        return ToAsset(asset) if asset is not None else Nowhere(target)

    def _found(self, path: str, chapter: str, known: Collection[str]) -> str | None:
        # An overlay's prose names things from the guide's root, wherever it has been put.
        for base in (posixpath.dirname(chapter), ""):
            for written in (unquote(path), path):
                name = posixpath.normpath(posixpath.join(base, written))
                if name.startswith("../"):
                    name = elsewhere(name)
                if name in known:
                    return name
        return None
