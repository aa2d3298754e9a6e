"""An edition as one PDF file."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error
from adaptkit.model.edition import Asset, Edition
from adaptkit.records import Record
from adaptkit.writers.pdf.booklet import imposed
from adaptkit.writers.pdf.checklists import sheet
from adaptkit.writers.pdf.content import LOGO, content, drawing, pictures
from adaptkit.writers.pdf.coverage import drawing_with_stand_ins, strings, with_stand_ins
from adaptkit.writers.pdf.fonts import CODE, families
from adaptkit.writers.pdf.inlines import Node
from adaptkit.writers.pdf.objects import Objects
from adaptkit.writers.pdf.reading_order import in_reading_order
from adaptkit.writers.pdf.typeset import NotSet, can_show, typeset
from adaptkit.writers.pdf.weights import lacking, runs_of

# In points (ISO 216, ANSI X3.151).
_PAPER = {
    "a4": (595.28, 841.89),
    "us-letter": (612.0, 792.0),
    "a5": (419.53, 595.28),
    "us-statement": (396.0, 612.0),
}
_HALF = {"a4": "a5", "us-letter": "us-statement"}


class Layout(Record, frozen=True):
    """``base``: the size of the letters, in points; ``margins``: at the sides, above and below,
    where the head and the page's number stand. ``halved``: a page is half a sheet."""

    base: float
    margins: tuple[float, float, float]
    large: bool = False
    halved: bool = False


NORMAL = Layout(11, (65.2, 70.9, 68.0))
LARGE = Layout(18, (56.7, 68.0, 68.0), large=True)
BOOKLET = Layout(10, (42.5, 51.0, 48.2), halved=True)
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
    layout = LARGE if large else NORMAL
    return _tagged("guide", laid_out(with_stand_ins(content(edition)), layout), edition)


def booklet(edition: Edition) -> bytes:
    """The whole edition on sheets to fold. It is for paper alone, so that nothing has tags."""
    found = with_stand_ins(content(edition))
    pages = _set("guide", laid_out(found, BOOKLET), edition, tagged=False)
    words = edition.said("Booklet to print and fold").text
    named = {"Title": f"{words} – {found['title']}", "Author": found["author"]}
    width, height = _PAPER[found["paper"]]
    return imposed(pages, (height, width), named, rtl=found["dir"] == "rtl")


def checklists(edition: Edition) -> bytes:
    """What there is to tick, on a sheet."""
    return _tagged("checklists", laid_out(with_stand_ins(sheet(edition)), NORMAL), edition)


def _tagged(template: str, data: Node, edition: Edition) -> bytes:
    objects = Objects.of(_set(template, data, edition))
    in_reading_order(objects, rtl=data["dir"] == "rtl")
    objects.say_language(edition.spec.locale.tag)
    return objects.whole()


def _set(template: str, data: Node, edition: Edition, *, tagged: bool = True) -> bytes:
    named = pictures(edition)
    shown = {named[a.name]: _picture(a) for a in edition.assets if a.name in named}
    if edition.logo is not None:
        shown[LOGO] = _picture(edition.logo.asset)
    try:
        return typeset(template, data, shown, tagged=tagged)
    except NotSet as problem:
        raise ProblemsFound([*_pictures_at_fault(edition), _refused(problem, edition)]) from problem


def _picture(asset: Asset) -> str:
    return drawing_with_stand_ins(drawing(asset))


def _pictures_at_fault(edition: Edition) -> Iterator[Diagnostic]:
    """Each picture is asked for by itself: the typesetter says of none which it was."""
    logo = edition.logo.asset if edition.logo is not None else None
    for asset in (*edition.assets, *filter(None, [logo])):
        if (asset is logo or asset.name in pictures(edition)) and not can_show(_picture(asset)):
            yield error(
                "picture-damaged",
                Position(asset.path or f"source_guide/{asset.name}"),
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


def laid_out(found: Node, layout: Layout) -> Node:
    """With what the template has to know beside the words."""
    beside, above, below = layout.margins
    paper = _HALF[found["paper"]] if layout.halved else found["paper"]
    width, height = _PAPER[paper][0] - 2 * beside, _PAPER[paper][1] - above - below
    leading = _LEADING.get(found["script"], _TALL_LEADING) + (0.1 if layout.large else 0)
    return {
        **found,
        **_stand_ins_for_styles(found),
        "paper": paper,
        "large": layout.large,
        "halved": layout.halved,
        "base": layout.base,
        "date": [int(part) for part in found["date"].split("-")],
        "fonts": {script: families(script) for script in (*found["scripts"], CODE)},
        "leading": leading,
        "margins": list(layout.margins),
        "room": round(_ROOM * height),
        "tallest": round(height - _SLACK),
        "third": round(height / 3),
        "width": round(width),
    }


def _stand_ins_for_styles(found: Node) -> Node:
    """Where letters stand that have no bold, or no italics."""
    one = lacking(set().union(*strings(found)), found["script"])
    return {"thin": runs_of(one.thin), "upright": runs_of(one.upright)}
