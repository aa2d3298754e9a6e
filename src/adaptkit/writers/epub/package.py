"""What makes pages a book: the list of its files, their order, what it is, and the archive."""

from __future__ import annotations

import hashlib
import io
import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping

from adaptkit.editions.about import edition_day
from adaptkit.model.edition import Edition
from adaptkit.writers.epub.book import ABOUT, CONTENTS, PICTURES, TITLE
from adaptkit.writers.epub.xhtml import escape

_FOLDER = "EPUB/"
_OPF = "EPUB/package.opf"
_TYPE = b"application/epub+zip"
_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml" />
</rootfiles>
</container>
"""
# The earliest that an archive can say: when a file was made is nobody's business.
_TIME = (1980, 1, 1, 0, 0, 0)
_MEDIA_TYPES = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    **{ending: media_type for media_type, ending in PICTURES.items()},
}
_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 9562, appendix A: addresses
_PICTURE = re.compile(rb"<img [^>]*>")
_DESCRIBED = re.compile(rb' alt="[^"]*[^"\s][^"]*"')
_MOVING = (".gif", ".webp")


def pack(pages: Mapping[str, bytes], edition: Edition) -> bytes:
    """The book. ``pages`` by their names beside the list of files."""
    return _archive(pages, _package(pages, edition, "\n".join(_facts(edition))))


def pack_again(pages: Mapping[str, bytes], edition: Edition, book: bytes) -> bytes:
    """``book`` with other pages. ``edition`` need not say what the book says of itself already."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        package = archive.read(_OPF).decode("utf-8")
    _, _, rest = package.partition("</dc:identifier>\n")
    facts = rest.partition('\n<meta property="schema:')[0]
    return _archive(pages, _package(pages, edition, facts))


def _archive(pages: Mapping[str, bytes], package: str) -> bytes:
    whole = {f"{_FOLDER}{name}": content for name, content in pages.items()}
    whole[_OPF] = package.encode()
    whole["META-INF/container.xml"] = _CONTAINER
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        # OCF 3.3, section 4.3: first, and not packed, so that the file says at once what it is.
        _put(archive, "mimetype", _TYPE, zipfile.ZIP_STORED)
        for name, content in sorted(whole.items()):
            _put(archive, name, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes, how: int) -> None:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = how
    info.external_attr = 0o644 << 16
    info.create_system = 3
    archive.writestr(info, content, compresslevel=9)


def unpack(content: bytes) -> dict[str, bytes]:
    """The pages of a book that ``pack`` has written."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name.removeprefix(_FOLDER): archive.read(name)
            for name in archive.namelist()
            if name.startswith(_FOLDER) and name != _OPF
        }


def _package(pages: Mapping[str, bytes], edition: Edition, facts: str) -> str:
    spec = edition.spec
    tag, direction = spec.locale.tag, spec.text_direction
    chapters = sorted(name for name in pages if name.startswith("chapter-"))
    spine = [TITLE, CONTENTS, *chapters, ABOUT]
    items = "\n".join(_item(name, pages[name]) for name in sorted(pages))
    order = "\n".join(f'<itemref idref="{_id(name)}" />' for name in spine)
    accessible = "\n".join(
        f'<meta property="schema:{name}">{escape(value)}</meta>'
        for name, value in _accessibility(pages, edition)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" \
xml:lang="{tag}" dir="{direction}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{_identifier(pages, edition)}</dc:identifier>
{facts}
{accessible}
</metadata>
<manifest>
{items}
</manifest>
<spine page-progression-direction="{direction}">
{order}
</spine>
</package>
"""


def _id(name: str) -> str:
    return "file-" + re.sub(r"[^\w]", "-", name)


def _item(name: str, content: bytes) -> str:
    media_type = _MEDIA_TYPES[name.rpartition(".")[2]]
    nav = "nav" if name == CONTENTS else ""
    maths = "mathml" if name.endswith(".xhtml") and b"<math" in content else ""
    said = " ".join(filter(None, (maths, nav)))
    properties = f' properties="{said}"' if said else ""
    return f'<item id="{_id(name)}" href="{name}" media-type="{media_type}"{properties} />'


def _facts(edition: Edition) -> Iterator[str]:
    day = edition_day(edition)
    yield f"<dc:title>{escape(edition.title.strip() or edition.spec.label)}</dc:title>"
    yield f"<dc:language>{edition.spec.locale.tag}</dc:language>"
    # As in the PDF: whoever answers for the edition. Shops take no book without an author.
    if author := edition.spec.publisher.name.strip() or edition.settings.attribution.strip():
        yield f"<dc:creator>{escape(author)}</dc:creator>"
    if edition.spec.publisher.name.strip():
        yield f"<dc:publisher>{escape(edition.spec.publisher.name)}</dc:publisher>"
    if edition.settings.licence_name.strip():
        yield f"<dc:rights>{escape(edition.settings.licence_name)}</dc:rights>"
    if day:
        yield f"<dc:date>{day}</dc:date>"
    # There has to be one; without a day of its own a book is of the day on which it is made.
    made = day or edition.today or "1980-01-01"
    yield f'<meta property="dcterms:modified">{made}T00:00:00Z</meta>'


def _identifier(pages: Mapping[str, bytes], edition: Edition) -> uuid.UUID:
    """The same for the same words of the same edition, so that a program which knows books by it
    never shows an old one in place of a new one."""
    digest = hashlib.sha256()
    for name, content in sorted(pages.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return uuid.uuid5(_SPACE, f"{edition.spec.name}/{digest.hexdigest()}")


def _accessibility(pages: Mapping[str, bytes], edition: Edition) -> Iterator[tuple[str, str]]:
    """EPUB Accessibility 1.1, section 2.2: no more than can be seen from what is written. That it
    conforms to a standard is for a person to say."""
    shown = b"".join(content for name, content in pages.items() if name.endswith(".xhtml"))
    pictures = _PICTURE.findall(shown)
    described = all(map(_DESCRIBED.search, pictures))
    yield "accessMode", "textual"
    if pictures:
        yield "accessMode", "visual"
    yield "accessModeSufficient", "textual" if described else "textual,visual"
    yield "accessibilityFeature", "tableOfContents"
    yield "accessibilityFeature", "structuralNavigation"
    yield "accessibilityFeature", "readingOrder"
    yield "accessibilityFeature", "displayTransformability"
    if pictures and described:
        yield "accessibilityFeature", "alternativeText"
    moving = any(name.endswith(_MOVING) for name in pages)
    yield "accessibilityHazard", "unknown" if moving else "none"
    found = edition.word("A screen reader finds headings, lists and tables. Text can be enlarged.")
    if pictures and described:
        found += " " + edition.word("Pictures are described in words.")
    yield "accessibilitySummary", found
