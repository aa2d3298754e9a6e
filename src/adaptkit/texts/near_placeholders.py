"""What looks like a placeholder, and is none: a slip of the pen that readers would see."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

# Also the full-width brackets of East Asian keyboards, and two brackets for one.
_BRACED = re.compile(r"(?<![\\$#%])[{｛]+\s*([^\W\d][\w .\-]{0,48}?)\s*[}｝]+")
_LEFT_OPEN = re.compile(r"(?<![\\$#%{])\{\s*([a-z][a-z0-9]*(?:[_.][a-z0-9]+)+)(?![\w}. \-])")


def braced(text: str) -> Iterator[str]:
    """Each stretch that looks like a placeholder, as it stands, once."""
    if "{" not in text and "｛" not in text:
        return
    yield from dict.fromkeys(found[0] for found in _BRACED.finditer(text))


def half_open(text: str) -> Iterator[tuple[str, str]]:
    """(as it stands, its name) for each bracket that a name follows and that is never closed."""
    if "{" in text:
        yield from ((found[0], found[1]) for found in _LEFT_OPEN.finditer(text))


def nearest(shown: str, names: Collection[str]) -> str:
    """The name that was probably meant; ``""`` where none is near."""
    import difflib

    plain = re.sub(r"[\s\-]+", "_", shown.strip("{}｛｝ \t\n").casefold())
    if plain in names:
        return plain
    close = difflib.get_close_matches(plain, sorted(names), n=1, cutoff=0.75)
    return close[0] if close else ""
