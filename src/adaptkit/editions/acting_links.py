"""Links whose address may not be opened, found in raw text as any Markdown program might read it.

Our own parser refuses ``javascript:`` and lets ``ms-msdt:`` through; another may do it the other
way round, and a Markdown edition is read by others.
"""

from __future__ import annotations

import re

from adaptkit.editions.addresses import BEGINNING, is_safe
from adaptkit.guides.inlines import Context, scan

# Of an address no more than is looked at, escaped or not: in a long text without a blank all the
# rest would be one.
_LINK = re.compile(rf"\](?=\(\s*+<?\s*+([^\s<>]{{1,{2 * BEGINNING}}}+))")
_AUTOLINK = re.compile(r"<(?=([A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*+)>)")
_DEFINED = re.compile(r"\]:\s*+<?([^\s<>]++)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def without_acting_links(text: str, context: Context) -> tuple[str, tuple[str, ...]]:
    """The text with a backslash in each link that may not be opened, so that it is none; and the
    addresses."""
    if not ("](" in text or "<" in text):
        return text, ()
    found: list[str] = []

    def judged(match: re.Match[str], instead: str) -> str:
        address = _address(match)
        if is_safe(address):
            return match[0]
        found.append(address.rstrip(").,;!?"))
        return instead

    def without(part: str) -> str:
        part = _LINK.sub(lambda m: judged(m, "]\\"), part)
        return _AUTOLINK.sub(lambda m: judged(m, "\\<"), part)

    # Nearly always none is unsafe, also where code is taken for a link: nobody need look for it.
    links = (_address(found) for pattern in (_LINK, _AUTOLINK) for found in pattern.finditer(text))
    if all(map(is_safe, links)):
        return text, ()
    out, at = [], 0
    for piece in scan(text, context):
        if piece.start < at or piece.name not in ("backticks", "html_inline"):
            continue
        out += [without(text[at : piece.start]), text[piece.start : piece.end]]
        at = piece.end
    return "".join([*out, without(text[at:])]), tuple(found)


def _address(found: re.Match[str]) -> str:
    return _ESCAPED.sub(r"\1", found[1])


def acts(definition: str) -> bool:
    """Whether a link definition (``[label]: address``) leads to what may not be opened."""
    found = _DEFINED.search(definition)
    return found is not None and not is_safe(_address(found))
