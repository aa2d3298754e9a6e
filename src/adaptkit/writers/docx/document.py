"""The parts of a document (ECMA-376, part 1), and the archive that holds them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from adaptkit.editions.footnotes import shown_notes
from adaptkit.model.document import BlockKind
from adaptkit.model.edition import Edition, EditionChapter
from adaptkit.model.locale import Locale
from adaptkit.model.theme import Palette
from adaptkit.writers.docx.around import render_about, render_contents, render_cover
from adaptkit.writers.docx.blocks import render_blocks, render_note
from adaptkit.writers.docx.inlines import render_said
from adaptkit.writers.docx.numbering import TITLES, Numbered, render_numbering
from adaptkit.writers.docx.paragraphs import paragraph
from adaptkit.writers.docx.pictures import ENDINGS
from adaptkit.writers.docx.runs import Look, escaped, language_property
from adaptkit.writers.docx.scene import Part, Scene
from adaptkit.writers.docx.styles import render_styles

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = f"{_OFFICE}/relationships"
_WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_RELATION}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
# Word's own parts: what document.xml points at, and the last word of their media type.
_FIXED = ("styles", "numbering", "settings", "footnotes", "header", "footer")
# Countries that print on Letter paper (CLDR 44, supplemental data, paper sizes).
_LETTER = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())
# In twentieths of a point.
_A4, _US_LETTER, _MARGIN = (11_906, 16_838), (12_240, 15_840), 1_440
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def is_letter(locale: Locale) -> bool:
    """Whether its country prints on Letter paper, not on A4."""
    return locale.territory in _LETTER


def render_document(edition: Edition) -> bytes:
    """The same bytes for the same edition."""
    paper = _US_LETTER if is_letter(edition.spec.locale) else _A4
    assets = {asset.name: asset for asset in edition.assets}
    scene = Scene(edition, paper[0] - 2 * _MARGIN, assets)
    # These come first in each part's list, so that their ids are known.
    ids = {name: scene.body.relation(name, f"{name}.xml") for name in _FIXED}
    scene.part = scene.body
    body = render_cover(scene) + render_contents(scene)
    titles = _titles(scene)
    body += "".join(_chapter(chapter, titles, scene) for chapter in edition.chapters)
    scene.chapter, scene.notes, scene.opens, scene.opened, scene.titles = None, {}, False, False, 0
    body += render_about(scene)
    notes = _footnotes(scene)
    # A place that has no paragraph after it.
    body += paragraph("", scene, "CalloutEnd") if scene.bookmarks.waiting else ""
    parts = {
        "document": _root("document", f"<w:body>{body}{_section(scene, paper, ids)}</w:body>"),
        "styles": _root("styles", _styles(edition)),
        "numbering": _root("numbering", render_numbering(scene.lists)),
        "settings": _root("settings", _settings(edition)),
        "footnotes": _root("footnotes", notes),
        "header": _root("hdr", _header(scene)),
        "footer": _root("ftr", _footer(scene)),
    }
    return _archive(edition, scene, parts)


def _titles(scene: Scene) -> int:
    """The list that Word counts chapters with, as long as there are several; else 0."""
    if len(scene.edition.chapters) < 2:
        return 0
    scene.lists.append(Numbered(TITLES))
    return len(scene.lists)


def _styles(edition: Edition) -> str:
    spec = edition.spec
    return render_styles(spec.locale, spec.text_direction, colours_of(edition))


def colours_of(edition: Edition) -> Palette:
    """What paper is printed with."""
    return edition.theme.light if edition.theme is not None else Palette()


def _chapter(chapter: EditionChapter, titles: int, scene: Scene) -> str:
    scene.chapter, scene.opens, scene.opened, scene.titles = chapter, True, False, titles
    scene.notes = shown_notes(chapter.shown)
    scene.bookmark("")
    titled = any(b.kind is BlockKind.HEADING and b.level == 1 for b in chapter.walk())
    title = "" if titled else paragraph(scene.text(chapter.title, Look()), scene, "Heading1")
    return title + render_blocks(chapter.shown, scene)


def _footnotes(scene: Scene) -> str:
    """The two lines that Word draws above notes come first."""
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind in enumerate(("separator", "continuationSeparator"))
    )
    found = []
    for place, (chapter, note) in enumerate(scene.footnotes, 2):
        scene.chapter = chapter
        scene.notes = shown_notes(chapter.shown)
        with scene.inside(scene.below), scene.within(note.language):
            found.append(f'<w:footnote w:id="{place}">{render_note(note, scene)}</w:footnote>')
    scene.chapter, scene.notes = None, {}
    return lines + "".join(found)


def _section(scene: Scene, paper: tuple[int, int], ids: Mapping[str, str]) -> str:
    width, height = paper
    turned = "<w:bidi/>" if scene.direction == "rtl" else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{ids["header"]}"/>'
        f'<w:footerReference w:type="default" r:id="{ids["footer"]}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}"'
        f' w:bottom="{_MARGIN}" w:left="{_MARGIN}" w:header="700" w:footer="600" w:gutter="0"/>'
        f"{turned}</w:sectPr>"
    )


def _header(scene: Scene) -> str:
    """On every page: the title, and that it is a draft."""
    title = paragraph(scene.text(scene.edition.title, Look()), scene, "Header")
    draft = scene.edition.telling.draft_words
    return title + (paragraph(render_said(draft, scene), scene, "Header") if draft.text else "")


def _footer(scene: Scene) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    number = f'{begin}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>{end}'
    return paragraph(number, scene, "Footer")


def _settings(edition: Edition) -> str:
    fonts = language_property(edition.spec.locale).replace("w:lang", "w:themeFontLang")
    return (
        '<w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr><w:compat>'
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>' + fonts
    )


def _root(name: str, inside: str) -> bytes:
    return f"{_DECLARED}<w:{name} {_SPACES}>{inside}</w:{name}>".encode()


def _archive(edition: Edition, scene: Scene, parts: Mapping[str, bytes]) -> bytes:
    files = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            [
                (f"{_RELATION}/officeDocument", "word/document.xml", False),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
            ]
        ),
        "docProps/core.xml": _properties(edition),
        **{f"word/{name}.xml": content for name, content in parts.items()},
        "word/_rels/document.xml.rels": _related(scene.body),
        "word/_rels/footnotes.xml.rels": _related(scene.below),
        **{f"word/{name}": content for name, content in sorted(scene.media.items())},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return out.getvalue()


def _types() -> bytes:
    endings = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
    endings |= {"xml": "application/xml"} | {end: kind for kind, end in ENDINGS.items()}
    defaults = "".join(
        f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in endings.items()
    )
    kinds = {"document": "document.main", **{name: name for name in _FIXED}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORDS}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    ).encode()


def _related(part: Part) -> bytes:
    return _relations(
        [(f"{_RELATION}/{kind}", target, away) for kind, target, away in part.relations]
    )


def _relations(found: list[tuple[str, str, bool]]) -> bytes:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{escaped(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if away else ''}/>"
        for number, (kind, target, away) in enumerate(found, 1)
    )
    return (
        f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
    ).encode()


def _properties(edition: Edition) -> bytes:
    told = edition.telling
    day = told.day.iso if told.day else ""
    dated = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{escaped(day)}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
        if day
    )
    draft = told.draft_words.text
    status = f"<cp:contentStatus>{escaped(draft)}</cp:contentStatus>" if draft else ""
    return (
        f'{_DECLARED}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(edition.title)}</dc:title>"
        f"<dc:creator>{escaped(told.publisher)}</dc:creator>"
        f"<dc:language>{escaped(edition.spec.locale.tag)}</dc:language>"
        f"{dated}{status}</cp:coreProperties>"
    ).encode()
