"""Pictures in a document: those that Word can show, each with the words that stand for it. Beside a
drawing (SVG) goes what it looks like as a PNG, for programs that cannot draw it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from adaptkit.model.destination import ToAsset
from adaptkit.records import replace
from adaptkit.writers.docx.runs import escaped

if TYPE_CHECKING:
    from adaptkit.model.edition import Asset
    from adaptkit.model.theme import Logo
    from adaptkit.writers.docx.scene import Scene

ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "image/svg+xml": "svg",
}
"""What Word shows, by its media type."""

# English Metric Units (20.1.2.1): of a pixel of 1/96 inch, and of a twentieth of a point.
_PIXEL, _TWENTIETH = 9525, 635
_TALLEST = 18 * 360_000
_UNSAID = (600, 400)
_LOGO = (300, 110)
_DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006"
_SVG_IN_WORD = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def drawing(to: ToAsset, words: str, scene: Scene) -> str:
    """A run with the picture; ``""`` where Word could not show it."""
    asset = scene.assets.get(to.name)
    return "" if asset is None else picture(asset, words, scene)


def render_logo(logo: Logo, scene: Scene) -> str:
    """The publisher's logo, no larger than fits above a title."""
    asset = logo.asset
    across, down = (asset.width, asset.height) if asset.width and asset.height else _UNSAID
    by = min(1.0, _LOGO[0] / across, _LOGO[1] / down)
    size = {"width": max(1, round(across * by)), "height": max(1, round(down * by))}
    return picture(replace(asset, **size), logo.words.text, scene)


def picture(asset: Asset, words: str, scene: Scene) -> str:
    """A run with this picture; ``""`` where Word could not show it."""
    if asset.media_type not in ENDINGS:
        return ""
    shown, drawn = _in_package(asset, scene)
    if not shown:
        return ""
    scene.drawn += 1
    number, name, said = scene.drawn, escaped(asset.name), escaped(words)
    across, down = _size(asset, scene.width)
    own = f'id="{number}" name="{name}" descr="{said}"'
    svg = (
        f'<a:extLst><a:ext uri="{_SVG_IN_WORD}"><asvg:svgBlip xmlns:asvg='
        '"http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
        f' r:embed="{scene.part.relation("image", drawn)}"/></a:ext></a:extLst>'
        if drawn
        else ""
    )
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr {own}/>'
        f'<a:graphic xmlns:a="{_DRAWINGS}/main"><a:graphicData uri="{_DRAWINGS}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWINGS}/picture"><pic:nvPicPr><pic:cNvPr {own}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{scene.part.relation("image", shown)}">'
        f"{svg}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r>"
    )


def _in_package(asset: Asset, scene: Scene) -> tuple[str, str]:
    """Where what every program shows stands, and the drawing that it was made from."""
    if asset.name not in scene.pictured:
        number = len(scene.pictured) + 1
        name = f"media/picture{number}.{ENDINGS[asset.media_type]}"
        shown, drawn = name, ""
        if asset.media_type == "image/svg+xml":
            raster = _as_png(asset.content)
            shown, drawn = (f"media/picture{number}.png", name) if raster else ("", "")
            if raster:
                scene.media[shown] = raster
        if shown:
            scene.media[name] = asset.content
        scene.pictured[asset.name] = shown, drawn
    return scene.pictured[asset.name]


@lru_cache(maxsize=64)
def _as_png(svg: bytes) -> bytes:
    """The editions of a build show the same ones."""
    from adaptkit.writers.pdf.typeset import as_png

    return as_png(svg.decode("utf-8", "replace"))


def _size(asset: Asset, width: int) -> tuple[int, int]:
    """As large as it says that it is; never wider than the text or longer than most of a page."""
    across, down = (asset.width, asset.height) if asset.width and asset.height else _UNSAID
    across, down = across * _PIXEL, down * _PIXEL
    by = min(1.0, width * _TWENTIETH / across, _TALLEST / down)
    return max(1, round(across * by)), max(1, round(down * by))
