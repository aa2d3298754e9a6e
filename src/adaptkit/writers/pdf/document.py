"""An edition as one PDF file."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.edition import Asset, Edition
from adaptkit.writers.pdf.checklists import sheet
from adaptkit.writers.pdf.content import content, drawing, pictures
from adaptkit.writers.pdf.coverage import drawing_with_stand_ins, with_stand_ins
from adaptkit.writers.pdf.fonts import CODE, families
from adaptkit.writers.pdf.inlines import Node
from adaptkit.writers.pdf.objects import Objects
from adaptkit.writers.pdf.reading_order import in_reading_order
from adaptkit.writers.pdf.typeset import NotSet, can_show, typeset

# In points (ISO 216, ANSI X3.151).
_PAPER = {"a4": (595.28, 841.89), "us-letter": (612.0, 792.0)}
# At the sides, above and below, in points: in the last two stand the head and the page's number.
_MARGINS, _LARGE_MARGINS = (65.2, 70.9, 68.0), (56.7, 68.0, 68.0)
# Of what a page has for text: how much has to be left for a chapter to begin on it, so that less
# than a third stays empty in front of one that does not.
_ROOM = 0.31
# A box is not set to the last point.
_SLACK = 6
# Of the text's size: letters with marks above and below need more room between lines.
_LEADING = {"Latn": 0.68, "Grek": 0.68, "Cyrl": 0.68}
_TALL_LEADING = 0.85


def document(edition: Edition, *, large: bool) -> bytes:
    """The whole edition."""
    return _tagged("guide", laid_out(with_stand_ins(content(edition)), large=large), edition)


def checklists(edition: Edition) -> bytes:
    """What there is to tick, on a sheet."""
    return _tagged("checklists", laid_out(with_stand_ins(sheet(edition)), large=False), edition)


def _tagged(template: str, data: Node, edition: Edition) -> bytes:
    objects = Objects.of(_set(template, data, edition))
    in_reading_order(objects, rtl=data["dir"] == "rtl")
    return objects.whole()


def _set(template: str, data: Node, edition: Edition) -> bytes:
    named = pictures(edition)
    shown = {named[a.name]: _picture(a) for a in edition.assets if a.name in named}
    try:
        return typeset(template, data, shown)
    except NotSet as problem:
        raise ProblemsFound([*_pictures_at_fault(edition), _refused(problem, edition)]) from problem


def _picture(asset: Asset) -> str:
    return drawing_with_stand_ins(drawing(asset))


def _pictures_at_fault(edition: Edition) -> Iterator[Diagnostic]:
    """Each picture is asked for by itself: the typesetter says of none which it was."""
    for asset in edition.assets:
        if asset.name in pictures(edition) and not can_show(_picture(asset)):
            yield error(
                "picture-damaged",
                Position(f"source_guide/{asset.name}"),
                f'the picture "{asset.name}" cannot be put into a PDF',
                "save it again as PNG or plain SVG, or leave pdf out of the edition's formats",
                edition=edition.spec.name,
            )


def _refused(problem: NotSet, edition: Edition) -> Diagnostic:
    deep = "depth exceeded" in str(problem)
    said = "quotes, lists or boxes are nested too deep for it" if deep else str(problem)
    hint = "write it flatter" if deep else "please tell us, with the guide if you may"
    return error(
        "pdf-not-set",
        edition.spec.position,
        f"the PDF could not be set: {said}",
        f"{hint}; until then leave pdf out of the edition's formats",
        edition=edition.spec.name,
    )


def laid_out(found: Node, *, large: bool) -> Node:
    """With what the template has to know beside the words."""
    margins = _LARGE_MARGINS if large else _MARGINS
    width = _PAPER[found["paper"]][0] - 2 * margins[0]
    height = _PAPER[found["paper"]][1] - margins[1] - margins[2]
    leading = _LEADING.get(found["script"], _TALL_LEADING) + (0.1 if large else 0)
    return {
        **found,
        "large": large,
        "date": [int(part) for part in found["date"].split("-")],
        "fonts": {script: families(script) for script in (*found["scripts"], CODE)},
        "leading": leading,
        "margins": margins,
        "room": round(_ROOM * height),
        "tallest": round(height - _SLACK),
        "width": round(width),
    }
