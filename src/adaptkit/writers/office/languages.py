"""What language a passage is in, through pandoc: its reader of Word drops that, and keeps the names
of styles. So each run in another language gets a style that is called after it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from adaptkit.model.locale import Locale
from adaptkit.records import Record
from adaptkit.writers.docx.runs import escaped, is_complex

_NONE = "Language"
# As ``writers/docx/runs.py`` writes it: the style first, the language last.
_RUN = re.compile(
    r'<w:rPr>(?:<w:rStyle w:val="(\w+)"/>)?((?:(?!</w:rPr>).)*'
    r'<w:lang w:(?:val|bidi)="([A-Za-z0-9-]+)"[^>]*/>)</w:rPr>'
)

_USED = re.compile(r'<text:span text:style-name="(\w+?)-([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)"')


class Spoken(Record, frozen=True, order=True):
    """A style of runs in a language (``tag``); ``style``: the one that they had before, if any."""

    style: str
    tag: str

    @property
    def name(self) -> str:
        """``Language-es``, ``Hyperlink-es``."""
        return f"{self.style or _NONE}-{self.tag}"


def with_styles(part: str) -> tuple[str, frozenset[Spoken]]:
    """A part of a Word document with the styles, and which these are."""
    found: set[Spoken] = set()

    def named(run: re.Match[str]) -> str:
        spoken = Spoken(run[1] or "", run[3])
        found.add(spoken)
        return f'<w:rPr><w:rStyle w:val="{spoken.name}"/>{run[2]}</w:rPr>'

    return _RUN.sub(named, part), frozenset(found)


def word_styles(found: Iterable[Spoken]) -> str:
    """For the table of styles, which names only those that it has."""
    return "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{one.name}">'
        f'<w:name w:val="{one.name}"/></w:style>'
        for one in sorted(found)
    )


def open_styles(content: str) -> str:
    """What an OpenDocument text has to know of those styles that it uses."""
    return "".join(
        _open_style(one)
        for one in sorted(set(_used(content)))
        if f'<style:style style:name="{one.name}"' not in content
    )


def _used(content: str) -> Iterator[Spoken]:
    for found in _USED.finditer(content):
        yield Spoken("" if found[1] == _NONE else found[1], found[2])


def _open_style(one: Spoken) -> str:
    language = Locale.parse(one.tag)
    code, country = escaped(language.language), escaped(language.territory or "none")
    kind = "-complex" if is_complex(language) else ""
    if language.likely_script in ("Hans", "Hant", "Jpan", "Kore"):
        kind = "-asian"
    space = "style" if kind else "fo"
    parent = f' style:parent-style-name="{one.style}"' if one.style else ""
    said = f'{space}:language{kind}="{code}" {space}:country{kind}="{country}"'
    return (
        f'<style:style style:name="{one.name}" style:family="text"{parent}>'
        f"<style:text-properties {said}/></style:style>"
    )
