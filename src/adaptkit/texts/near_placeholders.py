"""What looks like a placeholder, and is none: a slip of the pen that readers would see."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

# Also the full-width brackets of East Asian keyboards, two brackets for one, and the backslash that
# some editors put before an underscore. A role of MyST stands before code: {ref}`there`.
_BRACED = re.compile(r"(?<![\\$#%])[{｛]+\s*([^\W\d](?:[\w .\-]|\\_){1,48}?)\s*[}｝]+(?!`)")
_LEFT_OPEN = re.compile(
    r"(?<![\\$#%{｛])[{｛]\s*([a-z][a-z0-9]*(?:\\?[_.][a-z0-9]+)*)(?![\w{｛}｝]|[^{｛}｝\n]{0,48}[}｝])",
    re.IGNORECASE,
)
_LEFT_SHUT = re.compile(
    r"(?<![\w{｛.\-/\\])([a-z][a-z0-9]*(?:\\?[_.][a-z0-9]+)*)\s*[}｝]", re.IGNORECASE
)
# No word of any language has an underscore inside of it.
_BARE = re.compile(
    r"(?<![A-Za-z0-9{｛^#./@=&?\\-])([A-Za-z][A-Za-z0-9]*(?:\\?_[A-Za-z0-9]+)+)"
    r"(?![A-Za-z0-9}｝/@=]|\.\w)"
)
# What nobody reads as words: addresses, tags, the label of a footnote or reference.
_NOT_READ = re.compile(
    r"\]\([^()\s]*|\]\[[^\[\]]*\]|\bhttps?://\S+|\bwww\.\S+|\{[#.:][^{}\n]*\}|<!--.*?-->"
    r"|</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>|`[^`]*`|[{｛][^{}｛｝\n]*[}｝]",
    re.S,
)


def braced(text: str) -> Iterator[str]:
    """Each stretch that looks like a placeholder, as it stands, once."""
    if "{" not in text and "｛" not in text:
        return
    yield from dict.fromkeys(found[0] for found in _BRACED.finditer(text))


def slipped(text: str, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """(as it stands, the name that was probably meant) for each name that has lost one of its
    brackets or both, or has others: ``{helpline``, ``helpline}``, ``(crisis_line)``."""
    if "_" not in text and not any(bracket in text for bracket in "{}｛｝"):
        return
    read = _NOT_READ.sub(lambda found: "\0" * len(found[0]), text)
    found = [*_LEFT_OPEN.finditer(read), *_LEFT_SHUT.finditer(read)]
    seen = {found_one.start(1) for found_one in found}
    found += (one for one in _BARE.finditer(read) if one.start(1) not in seen)
    told = set()
    for one in sorted(found, key=lambda one: one.start()):
        near = nearest(one[1], names)
        # Of common words, such as a name may be, only the very name is a slip.
        if near and one[0] not in told and ("_" in one[1] or _plain(one[1]) == near):
            told.add(one[0])
            yield one[0], near


def nearest(shown: str, names: Collection[str]) -> str:
    """The name that was probably meant; ``""`` where none is near."""
    import difflib

    plain = _plain(shown)
    if plain in names:
        return plain
    close = difflib.get_close_matches(plain, sorted(names), n=1, cutoff=0.75)
    return close[0] if close else ""


def _plain(shown: str) -> str:
    return re.sub(r"[\s\-]+", "_", shown.replace("\\_", "_").strip("{}｛｝ \t\n").casefold())
