"""InCopy (ICML): the text with its named styles, for a designer to place in InDesign."""

from __future__ import annotations

import re
from collections.abc import Mapping

from adaptkit.model.edition import Edition
from adaptkit.model.programs import Programs
from adaptkit.writers.office.document import as_ours, converted
from adaptkit.writers.office.whole import prove

_MEDIA = "media/"
# In a text there is no such sign: it would be escaped.
_STYLES = re.compile("<ParagraphStyle[^>]*>")
_TURNED = (
    ("<ParagraphStyle ", 'ParagraphDirection="RightToLeftDirection" '),
    ("<Table ", 'TableDirection="RightToLeftDirection" '),
)


def render_icml(edition: Edition, programs: Programs) -> tuple[bytes, Mapping[str, bytes]]:
    """The text; and the pictures that it links to, by the path beside it."""
    written, parts = converted(edition, programs, "icml")
    prove(parts, written, text="Content", picture="Link")
    text = _STYLES.sub(lambda found: as_ours(found[0]), written.decode("utf-8"))
    if edition.spec.text_direction == "rtl":
        # Pandoc has no word for it. In a text these elements would be escaped.
        for element, said in _TURNED:
            text = text.replace(element, element + said)
    named = {part.removeprefix("word/"): content for part, content in sorted(parts.items())}
    pictures = {
        name: content
        for name, content in named.items()
        if name.startswith(_MEDIA) and f'LinkResourceURI="file:{name}"' in text
    }
    return text.encode("utf-8"), pictures
