"""The named styles of a document. A designer changes these, and every paragraph follows: nothing in
the text itself has a colour, a size or a font."""

from __future__ import annotations

from functools import lru_cache

from adaptkit.model.document import URGENT
from adaptkit.model.locale import Locale
from adaptkit.model.theme import Palette
from adaptkit.records import Record
from adaptkit.writers.docx.runs import escaped, is_complex

BODY = "BodyText"
CHAPTER = "Heading1"
"""Begins a page."""
INK, SOFT, TINT = "0A5561", "4A5860", "E0EFF0"
# Frame and ground of each kind of call-out, as on the web pages.
_CALLOUTS = {
    "note": ("1D5A8A", "E8F1F8"),
    "tip": ("23663C", "E7F3EA"),
    "important": ("63408F", "F1EBF8"),
    "warning": ("7A4D00", "FDF3DC"),
    "caution": ("7A4D00", "FDF3DC"),
    "urgent": ("A01C24", "FDECEB"),
    "call-now": ("A01C24", "FDECEB"),
    "call-today": ("7A4D00", "FDF3DC"),
    "talk-to-team": ("63408F", "F1EBF8"),
}
# Fonts that Word brings for letters which its usual one has not.
_FONTS = {
    "Hans": "Microsoft YaHei",
    "Hant": "Microsoft JhengHei",
    "Jpan": "Yu Gothic",
    "Kore": "Malgun Gothic",
    "Ethi": "Ebrima",
    "Thai": "Leelawadee UI",
    "Khmr": "Leelawadee UI",
    "Laoo": "Leelawadee UI",
    "Mymr": "Myanmar Text",
    "Tibt": "Microsoft Himalaya",
}
_INDIC = frozenset("Beng Deva Gujr Guru Knda Mlym Orya Sinh Taml Telu".split())
_USUAL = "Arial"
_INSETS = {"Definition": 400, "Quote": 500, "QuoteSource": 500, "CardText": 300, "CardChecked": 300}
_CALLOUT_INSET = 200
_KEEP = "<w:keepNext/>"
_HEADINGS = (36, 28, 25, 24, 23, 22)


class Style(Record, frozen=True):
    """A paragraph style; ``size`` in half points, 0 that of the text. ``paragraph``: its other
    properties, in the order of the schema, but for the distances that follow: before, after, lines
    in 240ths, and insets in twentieths of a point. ``level``: of a heading, from 1."""

    id: str
    name: str
    based: str = "Normal"
    following: str = ""
    paragraph: str = ""
    before: int = 0
    after: int = 140
    line: int = 0
    right: int = 0
    level: int = 0
    bold: bool = False
    colour: str = ""
    size: int = 0
    run: str = ""
    align: str = ""


def callout_style(kind: str) -> str:
    known = kind.lower()
    return f"Callout{_name(known if known in _CALLOUTS else 'note').replace(' ', '')}"


def _name(kind: str) -> str:
    """As designers see it: ``Call Today``."""
    return kind.replace("-", " ").title()


def is_framed(style: str) -> bool:
    """Whether its paragraphs stand in the frame of a call-out."""
    return style.startswith("Callout") and style != "CalloutEnd"


def inset_of(style: str) -> int:
    """How far in a style's paragraphs stand, in twentieths of a point."""
    if is_framed(style):
        return _CALLOUT_INSET
    return _INSETS.get(style, 0)


def _frame(colour: str, width: int = 8) -> str:
    sides = ("top", "left", "bottom", "right")
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="6" w:color="{colour}"/>'
        for side in sides
    )
    return f"<w:pBdr>{borders}</w:pBdr>"


def _ground(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def _callouts() -> list[Style]:
    found = []
    for kind, (frame, ground) in _CALLOUTS.items():
        style, name = callout_style(kind), f"Callout {_name(kind)}"
        around = f"<w:keepLines/>{_frame(frame, 18 if kind in URGENT else 8)}{_ground(ground)}"
        own = Style(
            style,
            name,
            paragraph=around,
            after=80,
            right=_CALLOUT_INSET,
        )
        label = Style(
            f"{style}Label",
            f"{name} Label",
            based=own.id,
            following=own.id,
            paragraph=f"<w:keepNext/>{around}",
            before=120,
            after=40,
            right=_CALLOUT_INSET,
            bold=True,
            colour=frame,
        )
        found += [own, label]
    return found


def paragraph_styles(ink: str) -> list[Style]:
    """In the order in which a designer sees them. ``ink``: the colour of headings."""
    return [
        Style(BODY, "Body Text"),
        *_around(ink),
        *_headings(ink),
        *_contents_and_lists(ink),
        *_callouts(),
        Style("CalloutEnd", "Callout End", after=0, line=160),
        *_parts(ink),
        *_cards(ink),
        *_small(),
    ]


def _around(ink: str) -> list[Style]:
    """The cover."""
    title = Style(
        "Title",
        "Title",
        following="Subtitle",
        before=1800,
        after=300,
        bold=True,
        colour=ink,
        size=60,
    )
    return [
        title,
        Style("Subtitle", "Subtitle", after=160, colour=SOFT, size=28),
        Style("Logo", "Logo", before=400, after=200),
        Style("Draft", "Draft Notice", paragraph=_frame("A01C24"), bold=True, colour="A01C24"),
        Style("Help", "Get Help", bold=True),
    ]


def _headings(ink: str) -> list[Style]:
    return [
        Style(
            f"Heading{level}",
            f"heading {level}",
            following=BODY,
            paragraph=_KEEP + ("<w:pageBreakBefore/>" if level == 1 else ""),
            before=320,
            after=120,
            level=level,
            bold=True,
            colour=ink,
            size=size,
        )
        for level, size in enumerate(_HEADINGS, 1)
    ]


def _contents_and_lists(ink: str) -> list[Style]:
    return [
        Style(
            "TOCHeading", "TOC Heading", paragraph=_KEEP, before=320, bold=True, colour=ink, size=36
        ),
        Style("TOC1", "toc 1", before=40, after=40),
        Style("ListBullet", "List Bullet", after=80),
        Style("ListNumber", "List Number", after=80),
        Style("Checklist", "Checklist", after=80),
    ]


def _parts(ink: str) -> list[Style]:
    """What is neither running text nor a list."""
    dashed = _frame(SOFT).replace('"single"', '"dashed"')
    return [
        Style(
            "Notice", "Notice", paragraph=_KEEP + dashed, before=160, after=80, colour=SOFT, size=21
        ),
        Style("TableText", "Table Text", before=40, after=60),
        Style("TableHead", "Table Head", paragraph=_KEEP, before=40, after=60, bold=True),
        Style("TableEnd", "Table End", after=0, line=160),
        Style("Figure", "Figure", paragraph=_KEEP, after=80),
        Style("Caption", "caption", colour=SOFT, size=21),
        Style("Quote", "Quote", right=500, colour=ink),
        Style("QuoteSource", "Quote Source", right=500, colour=SOFT, size=21),
        Style("Term", "Term", paragraph=_KEEP, after=20, bold=True),
        Style("Definition", "Definition"),
    ]


def _cards(ink: str) -> list[Style]:
    """Contacts."""
    name = Style(
        "CardName", "Card Name", paragraph=_KEEP, before=160, after=40, bold=True, colour=ink
    )
    return [
        Style("CardGroup", "Card Group", paragraph=_KEEP, before=200, bold=True, size=26),
        name,
        Style("CardText", "Card Text", paragraph=f"{_KEEP}<w:keepLines/>", after=40),
        Style("CardChecked", "Card Checked", after=160, colour=SOFT, size=21),
    ]


def _small() -> list[Style]:
    """Code and rules, and what stands at the edge of a page."""
    below = _frame("7D7A6E").partition("<w:top")[0] + (
        '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="7D7A6E"/></w:pBdr>'
    )
    return [
        Style("Code", "Code", paragraph=_ground("F2F2F2"), run=_monospaced(), size=21),
        Style("Rule", "Rule", paragraph=below, after=0, line=160),
        Style("FootnoteText", "footnote text", after=40, size=20),
        Style("Header", "header", after=0, colour=SOFT, size=20),
        Style("Footer", "footer", after=0, colour=SOFT, size=20, align="center"),
    ]


def _monospaced() -> str:
    return '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Courier New"/>'


def _written(style: Style) -> str:
    inset = inset_of(style.id)
    sides = f' w:right="{style.right}"' if style.right else ""
    line = f' w:line="{style.line}" w:lineRule="exact"' if style.line else ""
    inside = (
        style.paragraph,
        f'<w:spacing w:before="{style.before}" w:after="{style.after}"{line}/>',
        f'<w:ind w:left="{inset}"{sides}/>' if inset or sides else "",
        f'<w:jc w:val="{style.align}"/>' if style.align else "",
        f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else "",
    )
    size = f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>' if style.size else ""
    run = (
        style.run,
        "<w:b/><w:bCs/>" if style.bold else "",
        f'<w:color w:val="{style.colour}"/>' if style.colour else "",
        size,
    )
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{following}<w:qFormat/>'
        f"<w:pPr>{''.join(inside)}</w:pPr><w:rPr>{''.join(run)}</w:rPr></w:style>"
    )


_CHARACTERS = (
    ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
    ("InlineCode", "Inline Code", _monospaced()),
    ("Aside", "Aside", f'<w:color w:val="{SOFT}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'),
)


@lru_cache(maxsize=8)
def _named_styles(ink: str, tint: str) -> str:
    """``ink``: of headings and links; ``tint``: of the heads of tables."""
    link = ("Hyperlink", "Hyperlink", f'<w:color w:val="{ink}"/><w:u w:val="single"/>')
    characters = "".join(
        f'<w:style w:type="character" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{look}</w:rPr></w:style>"
        for id_, name, look in (link, *_CHARACTERS)
    )
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7D7A6E"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    tables = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
        '</w:tblPr></w:style><w:style w:type="table" w:styleId="GuideTable">'
        '<w:name w:val="Guide Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
        f"<w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{_ground(tint)}</w:tcPr></w:tblStylePr>'
        "</w:style>"
    )
    return "".join(map(_written, paragraph_styles(ink))) + characters + tables


def render_styles(language: Locale, direction: str, colours: Palette) -> str:
    """The children of ``w:styles``. ``direction``: the way that the document runs."""
    ink, tint = ink_of(colours), _hex(colours.accent_soft) or TINT
    tag = escaped(language.tag)
    east_asian = language.likely_script in ("Hans", "Hant", "Jpan", "Kore")
    latin = "en" if is_complex(language) or east_asian else tag
    complex_script = tag if is_complex(language) else "ar-SA"
    eastern = tag if east_asian else "en"
    own = _font(language)
    turned = "<w:bidi/>" if direction == "rtl" else ""
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{_USUAL}" w:hAnsi="{_USUAL}"'
        f' w:eastAsia="{own}" w:cs="{own}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        f'<w:lang w:val="{latin}" w:eastAsia="{eastern}" w:bidi="{complex_script}"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="288"'
        ' w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{turned}</w:pPr></w:style>{_named_styles(ink, tint)}"
    )


def ink_of(colours: Palette) -> str:
    """What headings are written in, six digits: the publisher's own colour, where there is one."""
    return _hex(colours.accent) or INK


def _hex(colour: str) -> str:
    return colour.removeprefix("#").upper()


def _font(language: Locale) -> str:
    script = language.likely_script
    return "Nirmala UI" if script in _INDIC else _FONTS.get(script, _USUAL)
