"""An edition as one PDF file."""

from __future__ import annotations

from adaptkit.model.edition import Edition
from adaptkit.writers.pdf.content import content, pictures
from adaptkit.writers.pdf.fonts import CODE, families
from adaptkit.writers.pdf.inlines import Node
from adaptkit.writers.pdf.objects import Objects
from adaptkit.writers.pdf.reading_order import in_reading_order
from adaptkit.writers.pdf.typeset import typeset

# What the template leaves for text, in points: US Letter is the lower page, A4 the narrower one.
_TALLEST, _WIDTH = 640, 455
# Of the text's size: letters with marks above and below need more room between lines.
_LEADING = {"Latn": 0.68, "Grek": 0.68, "Cyrl": 0.68}
_TALL_LEADING = 0.85


def document(edition: Edition, *, large: bool) -> bytes:
    data = laid_out(content(edition), large=large)
    named = pictures(edition)
    shown = {named[a.name]: a.content for a in edition.assets if a.name in named}
    objects = Objects.of(typeset(data, shown))
    in_reading_order(objects, rtl=data["dir"] == "rtl")
    return objects.whole()


def laid_out(found: Node, *, large: bool) -> Node:
    """With what the template has to know beside the words."""
    leading = _LEADING.get(found["script"], _TALL_LEADING) + (0.1 if large else 0)
    return {
        **found,
        "large": large,
        "date": [int(part) for part in found["date"].split("-")],
        "fonts": {script: families(script) for script in (*found["scripts"], CODE)},
        "leading": leading,
        "tallest": _TALLEST,
        "width": _WIDTH,
    }
