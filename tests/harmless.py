"""What of a built file acts, leads out or fetches: the same questions of every format."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pikepdf

from adaptkit.editions.addresses import is_safe, scheme
from tests.strangers import EVIL, acting, markdown_links
from tests.writers.readers import parsed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OWN_FIELDS = re.compile(r"\s*(TOC|PAGE|PAGEREF|NOTEREF)\b")
_PDF_ACTS = ("JavaScript", "JS", "Launch", "EmbeddedFile", "GoToR", "SubmitForm", "ImportData")
_DRAWN = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<(?:script|foreignObject|handler|iframe|animate|set)\b"
    rb"|\son\w+\s*=|@import|javascript:|xml-stylesheet|/etc/passwd|%b" % re.escape(EVIL).encode()
)
_FETCHES = re.compile(r"@import|url\(|expression\(|javascript:|(?<![-\w])behavior:|</style|<script")


def _page(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8")
    yield from acting(text)


def _markdown(content: bytes) -> Iterator[str]:
    """What stands in code or behind a backslash is text, and so is a front matter to a program that
    does not know it."""
    text = re.sub(r"\A---\n.*?\n---\n", "", content.decode("utf-8"), flags=re.DOTALL)
    yield from acting(re.sub(r"\\<", "&lt;", re.sub(r"`[^`\n]*`", "", text)))
    yield from (one for one in markdown_links(text) if not is_safe(one))


def _text(content: bytes) -> Iterator[str]:
    yield from re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f]", content.decode("utf-8"))


def _style(content: bytes) -> Iterator[str]:
    yield from _FETCHES.findall(content.decode("utf-8"))


def _drawing(content: bytes) -> Iterator[str]:
    parsed(content)
    yield from (found.decode() for found in _DRAWN.findall(content))


def _dictionaries(one: object, depth: int = 8) -> Iterator[pikepdf.Dictionary]:
    """It and those within it, but for what it only refers to."""
    if isinstance(one, pikepdf.Stream):
        one = one.stream_dict
    if isinstance(one, pikepdf.Dictionary):
        yield one
    inner = one.values() if isinstance(one, pikepdf.Dictionary) else one
    if depth and isinstance(one, (pikepdf.Dictionary, pikepdf.Array)):
        for each in inner:
            if isinstance(each, pikepdf.Object) and not each.is_indirect:
                yield from _dictionaries(each, depth - 1)


def _pdf(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for whole in pdf.objects:
            for one in _dictionaries(whole):
                yield from (f"/{name}" for name in _PDF_ACTS if f"/{name}" in one)
                yield from (f"/S /{n}" for n in _PDF_ACTS if str(one.get("/S", "")) == f"/{n}")
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        links = [str(one.A.URI) for one in notes if "/A" in one and "/URI" in one.A]
        yield from (one for one in links if not is_safe(one))
        if "/Metadata" in pdf.Root:
            parsed(pdf.Root.Metadata.read_bytes())
        # No address of the document may open anything but what a reader clicks.
        yield from (name for name in ("/OpenAction", "/AA") if name in pdf.Root)


def _office(content: bytes) -> Iterator[str]:
    """Word, EPUB: whatever is XML in it can be read by a parser that takes nothing else."""
    with ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        yield from (n for n in names if n.startswith("/") or ".." in n or "\\" in n)
        parts = {name: archive.read(name) for name in names}
    for name, part in parts.items():
        suffix = Path(name).suffix
        if suffix in (".xml", ".rels", ".opf"):
            yield from _word(part)
        elif suffix == ".xhtml":
            parsed(part)
            yield from acting(part.decode("utf-8"))
        elif suffix in KINDS:
            yield from KINDS[suffix](part)


def _workbook(content: bytes) -> Iterator[str]:
    """No formula, no link, no connection: only texts and numbers."""
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                tree = parsed(archive.read(name))
                yield from (f"={one.text}" for one in tree.findall(".//{*}f"))
                yield from (one.get("ref", "") for one in tree.findall(".//{*}hyperlink"))
                yield from _word(archive.read(name))
            if "external" in name.lower() or "connections" in name or name.endswith(".bin"):
                yield name


def _table(content: bytes) -> Iterator[str]:
    """No cell that a spreadsheet takes for a formula."""
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        yield from (cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@")))


def _word(part: bytes) -> Iterator[str]:
    tree = parsed(part)
    fields = [one.text or "" for one in tree.iter(f"{W}instrText")]
    fields += [one.get(f"{W}instr", "") for one in tree.iter(f"{W}fldSimple")]
    yield from (one for one in fields if not _OWN_FIELDS.match(one))
    for one in tree.findall(".//{*}Relationship"):
        target = one.get("Target", "")
        if one.get("TargetMode") == "External" and not is_safe(target):
            yield target


KINDS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    ".html": _page,
    ".md": _markdown,
    ".txt": _text,
    ".css": _style,
    ".svg": _drawing,
    ".pdf": _pdf,
    ".docx": _office,
    ".xlsx": _workbook,
    ".csv": _table,
    ".epub": _office,
}


def harm_in(folder: Path) -> list[tuple[str, str]]:
    """(file, what acts there) of all files below the folder; a kind that nobody knows is told."""
    found = []
    for path in sorted(folder.rglob("*")):
        assert not path.is_symlink(), path
        if path.is_file():
            content = path.read_bytes()
            look = KINDS.get(path.suffix)
            name = path.relative_to(folder).as_posix()
            if look is not None:
                # The guide's own Markdown goes out as it is. A picture that is called like a scheme
                # has its colon encoded there, and is a file beside it to every program.
                beside = {one.name for one in path.parent.iterdir()} if look is _markdown else ()
                found += [
                    (name, what)
                    for what in look(content)
                    if scheme(what) or unquote(what) not in beside
                ]
            elif path.suffix not in (".json", ".png", ".jpg", ".zip"):
                found.append((name, "a kind that no test knows"))
            elif path.suffix == ".zip":
                assert zipfile.is_zipfile(path)
    return found
