"""Pandoc, as far as it matters here: the words and pictures of a Word document come out again, with
little of its look. Run as a program, too; so it imports nothing but the standard library."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from xml.etree import ElementTree
from xml.sax.saxutils import escape

VERSION = "pandoc 3.9"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What it writes that has to be put right.
CONTENT = """<office:automatic-styles>
<style:style style:name="Table1"><style:table-properties table:align="center" /></style:style>
<text:list-level-style-bullet fo:text-align="right" />
<style:style style:name="TableHeaderRowCell" style:family="table-cell">
<style:table-cell-properties fo:border="none" />
</style:style></office:automatic-styles>
<text:p text:style-name="Callout Urgent">one</text:p>
<draw:frame draw:name="img1"><draw:image /><svg:title>x</svg:title></draw:frame>
"""
_SPACES = {
    **{name: name for name in ("office", "style", "text", "table")},
    "draw": "drawing",
    "fo": "xsl-fo-compatible",
    "svg": "svg-compatible",
}
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in _SPACES.items()
)


def read(document: bytes) -> tuple[str, int]:
    """Its words, escaped, and how many pictures there are."""
    words, pictures = "", 0
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        for name in ("word/document.xml", "word/footnotes.xml"):
            if name in archive.namelist():
                root = ElementTree.fromstring(archive.read(name))
                words += " ".join(one.text or "" for one in root.iter(f"{WORD}t"))
                pictures += len(root.findall(f".//{WORD}drawing"))
    return escape(words), pictures


def odt(document: bytes, content: str = CONTENT) -> bytes:
    words, pictures = read(document)
    frames = "<draw:frame></draw:frame>" * (pictures - content.count("<draw:frame "))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("meta.xml", "<meta:creation-date>2026-11-29T10:11:12Z</meta:creation-date>")
        made.writestr("styles.xml", "<x/>")
        made.writestr(
            "content.xml",
            f"<office:document-content {_ODF}>{content}<office:body><office:text>{words}{frames}"
            "</office:text></office:body></office:document-content>",
        )
    return out.getvalue()


def icml(document: bytes, content: str = "") -> bytes:
    words, pictures = read(document)
    links = "".join(
        f'<Link LinkResourceURI="file:media/picture{number}.svg" />'
        for number in range(1, pictures + 1)
    )
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        text = archive.read("word/document.xml").decode()
    # It knows where each link leads, and no place there; some headings have a name of its own.
    links += "".join(
        f'<Destination type="object">HyperlinkTextDestination/#{name}</Destination>'
        for name in re.findall(r'<w:hyperlink w:anchor="([^"]*)"', text)
    )
    own = '<HyperlinkTextDestination Self="HyperlinkTextDestination/#its-own" />'
    return f"<Document>{content}{own}<Content>{words}</Content>{links}</Document>".encode()


if __name__ == "__main__":
    if sys.argv[1:] == ["--version"]:
        print(VERSION)
    else:
        made = {"odt": odt, "icml": icml}[sys.argv[sys.argv.index("--to") + 1]]
        sys.stdout.buffer.write(made(sys.stdin.buffer.read()))
