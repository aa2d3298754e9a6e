"""Drawings that show an order, in editions that run the other way.

A drawing says of itself that it shows one: ``data-runs="ltr"`` (or ``"rtl"``) at its ``<svg>``.
Where the edition's text runs the other way, all of it is drawn as in a mirror, but for words
and for pictures in it, which stand where the mirror has them and read as before. So does what it
marks ``data-mirror="no"`` (a tick, a clock), around the point that its own ``transform`` leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from adaptkit.editions._svg_names import SVG, XLINK
from adaptkit.model.diagnostic import Diagnostic, Position, warning
from adaptkit.model.edition import Asset, Edition
from adaptkit.records import replace

_RUNS, _MIRROR = "data-runs", "data-mirror"
_WAYS = ("ltr", "rtl")
_SPACE = f"{{{SVG}}}"
# What draws nothing where it stands.
_UNDRAWN = frozenset("defs desc metadata style title".split())
# Words that run along something: a mirror would not know where to.
_WINDING = frozenset("textPath flowRoot tref".split())
_HUNG = re.compile(r"(text-anchor\s*:\s*)([a-z]+)", re.IGNORECASE)
_MOVED = re.compile(r"(?<![\w-])transform\s*:|writing-mode\s*:\s*(?:tb|vertical)", re.IGNORECASE)
_LENGTH = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_BACK = "scale(-1 1)"


@dataclass
class _NotTurned(Exception):
    """``reason``: what of the drawing a mirror would make wrong."""

    reason: str


def turned(edition: Edition) -> tuple[tuple[Asset, ...], tuple[Diagnostic, ...]]:
    """The edition's files, drawings that show an order turned where they have to be, and which of
    these stay as they are."""
    way = edition.spec.text_direction
    found: list[Diagnostic] = []

    def one(asset: Asset) -> Asset:
        if asset.media_type != "image/svg+xml" or _RUNS.encode() not in asset.content:
            return asset
        try:
            return replace(asset, content=in_direction(asset.content, way, asset.width))
        except _NotTurned as kept:
            found.append(
                warning(
                    "picture-not-turned",
                    Position(asset.path or asset.name, 1),
                    "this drawing shows an order that runs the other way than this edition's text, "
                    f"and cannot be turned: {kept.reason}",
                    "change that in the drawing program, or add a picture for this language "
                    '("Pictures", in adaptkit\'s reference of its syntax)',
                    edition=edition.spec.name,
                )
            )
            return asset

    return tuple(map(one, edition.assets)), tuple(found)


def in_direction(content: bytes, way: str, width: float = 0) -> bytes:
    """The drawing for text that runs ``way`` (``ltr`` or ``rtl``); to the byte as it was where it
    says nothing of itself or runs so. ``content`` as ``safe_svg`` gives it; ``width``: of a
    drawing without a view box, in user units."""
    root = ElementTree.fromstring(content)
    runs = root.get(_RUNS, "").strip().lower()
    if runs not in _WAYS or runs == way:
        return content
    for element in root.iter():
        _plain_names(element)
    axis = _axis(root, width)
    inside = ElementTree.Element("g", {"transform": f"matrix(-1 0 0 1 {axis:g} 0)"})
    for child in list(root):
        if child.tag not in _UNDRAWN:
            root.remove(child)
            inside.append(child)
    root.append(inside)
    for child in root:
        _turn_back(child, "start")
    root.set(_RUNS, way)
    root.set("xmlns", SVG)
    root.set("xmlns:xlink", XLINK)
    written = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()


def _plain_names(element: ElementTree.Element) -> None:
    """Names as they are written where the drawing's own are those without a prefix."""
    element.tag = str(element.tag).removeprefix(_SPACE)
    for name in [name for name in element.attrib if name.startswith(f"{{{XLINK}}}")]:
        value = element.attrib.pop(name)
        element.set(name.replace(f"{{{XLINK}}}", "xlink:"), value)


def _axis(root: ElementTree.Element, width: float) -> float:
    """Twice the middle of what is shown."""
    box = [float(part) for part in _LENGTH.findall(root.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0:
        return 2 * box[0] + box[2]
    if width > 0:
        return float(width)
    raise _NotTurned("it has no viewBox, so nobody knows where its middle is")


def _turn_back(element: ElementTree.Element, anchor: str) -> None:
    """What must not stand as in a mirror, below ``element``. ``anchor``: the text-anchor of what
    stands around it."""
    if element.get(_MIRROR) == "no":
        _around_itself(element)
        return
    if element.tag in _WINDING:
        raise _NotTurned("it has words that run along a line or within a shape")
    if element.tag == "style" and (_MOVED.search(_text(element)) or _HUNG.search(_text(element))):
        raise _NotTurned("its <style> says where words stand")
    anchor = _anchor(element, anchor)
    if element.tag == "text":
        _turn_words(element, anchor)
        return
    if element.tag == "image":
        _turn_picture(element)
    for child in element:
        _turn_back(child, anchor)


def _text(element: ElementTree.Element) -> str:
    return element.text or ""


def _anchor(element: ElementTree.Element, around: str) -> str:
    """A style counts more than an attribute."""
    hung = _HUNG.search(element.get("style", ""))
    return hung[2].lower() if hung else element.get("text-anchor", around)


def _around_itself(element: ElementTree.Element) -> None:
    element.set("transform", f"{element.get('transform', '')} {_BACK}".strip())


def _turn_words(text: ElementTree.Element, anchor: str) -> None:
    """Mirrored twice they read as before. So that they fill the same place, they hang at the other
    end, and every place in them is counted from the other side."""
    text.set("text-anchor", anchor)
    for piece in text.iter():
        style = piece.get("style", "")
        if piece.tag in _WINDING:
            raise _NotTurned("it has words that run along a line or within a shape")
        if _MOVED.search(style):
            raise _NotTurned("a style moves its words, or lets them run downwards")
        if style:
            piece.set("style", _HUNG.sub(lambda hung: hung[1] + _other_end(hung[2].lower()), style))
        if "text-anchor" in piece.attrib:
            piece.set("text-anchor", _other_end(piece.get("text-anchor", "")))
        if "x" in piece.attrib:
            piece.set("x", " ".join(_other_side(piece.get("x", ""))))
    _around_itself(text)


def _other_end(anchor: str) -> str:
    return {"start": "end", "end": "start"}.get(anchor, anchor)


def _other_side(places: str) -> Iterator[str]:
    for place in re.split(r"[\s,]+", places.strip()):
        if place.startswith("-"):
            yield place[1:]
        else:
            yield f"-{place.removeprefix('+')}"


def _turn_picture(image: ElementTree.Element) -> None:
    left, width = (_LENGTH.fullmatch(image.get(name, "0").strip()) for name in ("x", "width"))
    if not left or not width or float(width[0]) <= 0:
        raise _NotTurned("it does not say in plain numbers where a picture in it stands")
    axis = 2 * float(left[0]) + float(width[0])
    moved = f"{image.get('transform', '')} matrix(-1 0 0 1 {axis:g} 0)"
    image.set("transform", moved.strip())
