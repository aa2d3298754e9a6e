"""The fonts that editions are set in, and which characters they have.

They come with packages from PyPI (OFL), so that every machine gives the same file. The script's
own font stands first: with a Latin font before it, spaces split Arabic lines into pieces, which are
tagged in the order in which they are seen and not in that in which they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from adaptkit.writers.pdf.font_files import FontFile

if TYPE_CHECKING:
    import typst

_LATIN, _WORLD, _CODE = "Source Sans 3", "Kurinto Sans", "Source Code Pro"
# Better than Kurinto, or all that there is.
_OWN = {
    "Deva": "Noto Sans Devanagari",
    "Hans": "Kurinto Sans SC",
    "Hant": "Kurinto Sans TC",
    "Jpan": "Kurinto Sans JP",
    "Khmr": "Noto Sans Khmer",
    "Kore": "Kurinto Sans KR",
    "Taml": "Noto Sans Tamil",
    "Telu": "Noto Sans Telugu",
    "Thai": "Noto Sans Thai",
}
_PACKAGES = {
    "weblate_fonts": (
        "static/weblate_fonts/kurinto/ttf",
        "static/weblate_fonts/source-sans/ttf",
        "static/weblate_fonts/source-code/ttf",
    ),
    "fontpkg_noto_sans_devanagari": ("files",),
    "fontpkg_noto_sans_khmer": ("files",),
    "fontpkg_noto_sans_tamil": ("files",),
    "fontpkg_noto_sans_telugu": ("files",),
    "fontpkg_noto_sans_thai": ("files",),
}
# The styles that text is set in; a character that one of them lacks is looked for further on.
_STYLES = frozenset({"Regular", "Bold", "It", "BoldIt", "Rg", "Bd"})
CODE = "code"
"""The key of the families for code."""


def families(script: str) -> list[str]:
    """The families for words of this script (ISO 15924), first choice first."""
    if script == CODE:
        return [_CODE, _LATIN, _WORLD, *_chinese_last()]
    if script in ("Latn", "Cyrl", "Grek"):
        return [_LATIN, _WORLD, *_chinese_last()]
    own = _OWN.get(script, _WORLD)
    rest = [one for one in (_WORLD, *_chinese_last()) if one != own]
    return [own, _LATIN, *rest]


def _chinese_last() -> list[str]:
    """A name or a quoted word may be in any script."""
    others = [name for name in _OWN.values() if not name.startswith(_WORLD)]
    return [*others, "Kurinto Sans SC", "Kurinto Sans TC", "Kurinto Sans JP", "Kurinto Sans KR"]


@cache
def folders() -> tuple[str, ...]:
    found = []
    for package, inside in _PACKAGES.items():
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            found += [str(Path(place) / one) for one in inside]
    return tuple(found)


@cache
def book() -> typst.Fonts:
    """All fonts, as the typesetter knows them; none of this machine's."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders())
    )


def missing(text: Iterable[str], names: Sequence[str]) -> set[str]:
    """The characters that none of these families has, of those that are to be seen."""
    left = set(text)
    for name in names:
        if left:
            left -= _covered(name)
    return left


@cache
def _covered(family: str) -> frozenset[str]:
    """What all styles of a family have that text is set in."""
    paths = sorted({f.path for f in book().fonts() if f.family == family and f.path})
    chosen = [path for path in paths if _style(path) in _STYLES] or paths
    have = [frozenset(map(chr, FontFile(Path(path).read_bytes()).glyphs)) for path in chosen]
    return frozenset.intersection(*have) if have else frozenset()


def _style(path: str) -> str:
    return Path(path).stem.rpartition("-")[2]
