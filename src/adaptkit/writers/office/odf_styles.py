"""The styles of the Word document once more, in ODF's words: one table of styles for both."""

from __future__ import annotations

import re

from adaptkit.model.edition import Edition
from adaptkit.model.locale import Locale
from adaptkit.writers.docx.document import colours_of, is_letter
from adaptkit.writers.docx.runs import escaped, is_complex
from adaptkit.writers.docx.styles import INK, SOFT, Style, ink_of, inset_of, paragraph_styles

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = (
    f'xmlns:office="{_OASIS}:office:1.0" xmlns:style="{_OASIS}:style:1.0"'
    f' xmlns:text="{_OASIS}:text:1.0" xmlns:table="{_OASIS}:table:1.0"'
    f' xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0" xmlns:svg="{_OASIS}:svg-compatible:1.0"'
    ' office:version="1.3"'
)
# What pandoc calls otherwise, and as which of ours it is to look.
_PANDOC = {
    "Text body": "Body Text",
    "First paragraph": "Body Text",
    "FigureWithCaption": "Figure",
    "FigureCaption": "caption",
    "Table Contents": "Table Text",
    "Table Heading": "Table Head",
    "Quotations": "Quote",
    "Preformatted Text": "Code",
    "Footnote": "footnote text",
    **{f"Heading {level}": f"heading {level}" for level in range(1, 7)},
}
_CHARACTERS = {
    "Hyperlink": f'fo:color="#{INK}" style:text-underline-style="solid"',
    "Definition": "",
    "Internet link": f'fo:color="#{INK}" style:text-underline-style="solid"',
    "footnote reference": 'style:text-position="super 60%"',
    "Inline Code": 'style:font-name="Consolas"',
    "Source Text": 'style:font-name="Consolas"',
    "Aside": f'fo:color="#{SOFT}" fo:font-size="10pt"',
    "Bullet Symbols": "",
    "Numbering Symbols": "",
}
_LINE = re.compile(r'<w:(?:top|bottom) w:val="(\w+)" w:sz="(\d+)"[^>]*w:color="(\w+)"')
_GROUND = re.compile(r'w:fill="(\w+)"')
_KINDS = {"single": "solid", "dashed": "dashed"}


def render_styles(edition: Edition) -> str:
    """``styles.xml``. Same names as in the Word document, with spaces as ODF writes them."""
    rtl = edition.spec.text_direction == "rtl"
    ink = ink_of(colours_of(edition))
    named = {style.name: style for style in paragraph_styles(ink)}
    written = [_paragraph(name, style) for name, style in named.items()]
    written += [_paragraph(name, named[like]) for name, like in _PANDOC.items()]
    written += [
        f'<style:style style:name="{_id(name)}" style:display-name="{name}" style:family="text">'
        f"<style:text-properties {look.replace(INK, ink)}/></style:style>"
        for name, look in _CHARACTERS.items()
    ]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-styles {_SPACES}>'
        f"<office:styles>{_defaults(edition.spec.locale, rtl)}{''.join(written)}</office:styles>"
        f"{_page(edition, rtl)}</office:document-styles>\n"
    )


def _defaults(language: Locale, rtl: bool) -> str:
    mode = "rl-tb" if rtl else "lr-tb"
    # LibreOffice takes "start" for left in any direction.
    side = "right" if rtl else "left"
    code, country = escaped(language.language), escaped(language.territory or "none")
    said = f'fo:language="{code}" fo:country="{country}"'
    for kind in ("asian", "complex"):
        own = kind == "complex" and is_complex(language)
        said += (
            f' style:language-{kind}="{code if own else "none"}"'
            f' style:country-{kind}="{country if own else "none"}"'
            f' style:font-size-{kind}="12pt"'
        )
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties'
        f' style:writing-mode="{mode}" fo:line-height="120%"'
        f' fo:margin-bottom="7pt"/><style:text-properties fo:font-family="Arial"'
        f' fo:font-size="12pt" {said}/></style:default-style>'
        '<style:default-style style:family="table"><style:table-properties'
        f' style:writing-mode="{mode}"/></style:default-style>'
        # Programs take the direction of paragraphs from this style, not from what stands above.
        '<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties'
        f' style:writing-mode="{mode}" fo:text-align="{side}"/></style:style>'
    )


def _id(name: str) -> str:
    return name.replace(" ", "_20_")


def _paragraph(name: str, style: Style) -> str:
    level = f' style:default-outline-level="{style.level}"' if style.level else ""
    return (
        f'<style:style style:name="{_id(name)}" style:display-name="{name}"'
        f' style:family="paragraph" style:parent-style-name="Standard"{level}>'
        f"<style:paragraph-properties {_layout(style)}/>"
        f"<style:text-properties {_letters(style)}/></style:style>"
    )


def _layout(style: Style) -> str:
    """Lengths are in twentieths of a point there, and in points here."""
    said = [f'fo:margin-top="{style.before / 20:g}pt" fo:margin-bottom="{style.after / 20:g}pt"']
    said.append(
        f'fo:margin-left="{inset_of(style.id) / 20:g}pt" fo:margin-right="{style.right / 20:g}pt"'
    )
    if "<w:keepNext/>" in style.paragraph:
        said.append('fo:keep-with-next="always"')
    if "<w:keepLines/>" in style.paragraph:
        said.append('fo:keep-together="always"')
    if "<w:pageBreakBefore/>" in style.paragraph:
        said.append('fo:break-before="page"')
    if line := _LINE.search(style.paragraph):
        side = "border" if "<w:top" in style.paragraph else "border-bottom"
        said.append(f'fo:{side}="{int(line[2]) / 8:g}pt {_KINDS[line[1]]} #{line[3]}"')
        said.append('fo:padding="6pt" style:join-border="true"')
    if ground := _GROUND.search(style.paragraph):
        said.append(f'fo:background-color="#{ground[1]}"')
    if style.line:
        said.append(f'fo:line-height="{style.line / 20:g}pt"')
    if style.align:
        said.append(f'fo:text-align="{style.align}"')
    return " ".join(said)


def _letters(style: Style) -> str:
    """Each script group has its own weight and size (ODF 1.3, part 3, 20.181 and following)."""
    said = []
    for of in ("", "-asian", "-complex"):
        space = "style" if of else "fo"
        if style.bold:
            said.append(f'{space}:font-weight{of}="bold"')
        if style.size:
            said.append(f'{space}:font-size{of}="{style.size / 2:g}pt"')
    if style.colour:
        said.append(f'fo:color="#{style.colour}"')
    if style.run:
        said.append('fo:font-family="Consolas"')
    return " ".join(said)


def _page(edition: Edition, rtl: bool) -> str:
    """Paper as in the Word document, with the title above and the number below."""
    across, down = ("8.5in", "11in") if is_letter(edition.spec.locale) else ("210mm", "297mm")
    mode = "rl-tb" if rtl else "lr-tb"
    gap = (
        '<style:{0}-style><style:header-footer-properties fo:min-height="0.8cm"/></style:{0}-style>'
    )
    return (
        '<office:automatic-styles><style:page-layout style:name="Page">'
        f'<style:page-layout-properties fo:page-width="{across}" fo:page-height="{down}"'
        f' fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.54cm"'
        f' fo:margin-right="2.54cm" style:writing-mode="{mode}"/>'
        f"{gap.format('header')}{gap.format('footer')}</style:page-layout>"
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard"'
        ' style:page-layout-name="Page"><style:header><text:p text:style-name="header">'
        f"{escaped(edition.title)}</text:p></style:header><style:footer>"
        '<text:p text:style-name="footer"><text:page-number/></text:p></style:footer>'
        "</style:master-page></office:master-styles>"
    )
