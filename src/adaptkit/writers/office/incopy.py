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
# Noncharacters: Unicode keeps them for the inside of programs, and no text may hold them.
_BEGIN, _END = "\ufdd0", "\ufdd1"
_SIGN = re.compile(f"{_BEGIN}([^{_END}]*){_END}")
_BOOKMARK = re.compile(
    r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"/>(?:<w:bookmarkEnd w:id="\d+"/>)?'
)
_CONTENT = re.compile(f"<Content>([^<]*{_BEGIN}[^<]*)</Content>")
_LINKED = re.compile(r">HyperlinkTextDestination/#([^<]*)<")
_PLACE = re.compile(r"<HyperlinkTextDestination [^>]*/>\s*")
_TURNED = (
    ("<ParagraphStyle ", 'ParagraphDirection="RightToLeftDirection" '),
    ("<Table ", 'TableDirection="RightToLeftDirection" '),
)


def render_icml(edition: Edition, programs: Programs) -> tuple[bytes, Mapping[str, bytes]]:
    """The text; and the pictures that it links to, by the path beside it."""
    written, parts = converted(edition, programs, "icml", _marked)
    written = _with_places(written.decode("utf-8", "replace")).encode("utf-8")
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


def _marked(part: str) -> str:
    """With a sign that no text holds at each place that a link may lead to: pandoc writes those of
    some headings alone, under names of its own, and drops all others."""
    return _BOOKMARK.sub(rf"<w:r><w:t>{_BEGIN}\1{_END}</w:t></w:r>", part)


def _with_places(text: str) -> str:
    """What links lead to stands before the words there."""
    used = set(_LINKED.findall(text))

    def placed(found: re.Match[str]) -> str:
        names = [name for name in _SIGN.findall(found[1]) if name in used]
        places = "".join(
            f'<HyperlinkTextDestination Self="HyperlinkTextDestination/#{name}"'
            ' Name="Destination" DestinationUniqueKey="1" />'
            for name in names
        )
        words = _SIGN.sub("", found[1])
        return places + (f"<Content>{words}</Content>" if words else "")

    return _CONTENT.sub(placed, _PLACE.sub("", text))
