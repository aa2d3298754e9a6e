"""Web and e-mail addresses are those of the source, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.texts.placeholders import placeholders_in

_ADDRESS = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>()\[\]{}\"'，。；：、）」؛،]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_LANGUAGE = re.compile(r"(?<=/)[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?:[/.]|\Z)")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#]+)")


@closer_check("addresses")
def addresses(passage: Passage) -> Iterator[Diagnostic]:
    """Another page of the same site may be the one in the readers' language."""
    before, after = _addresses(passage.source), _addresses(passage.translation)
    if not before and not after:
        return
    lost = [one for one in before if one not in after]
    new = [one for one in after if one not in before]
    same = {_without_language(one) for one in lost}
    for one in new:
        if _without_language(one) in same:
            continue
        if lost:
            was = min(lost, key=lambda other: (_host(other) != _host(one), other))
            what = f"leads to {one} where the source leads to {was}"
            hint = f"write {was} as in the source; another country's address is set in its overlay"
        else:
            what = f"leads to {one}, and the source does not"
            hint = "take it out; another country's address is set in its overlay"
        yield told(passage, "address-differs", what, hint)
        return
    if lost and not new and not _filled(passage):
        yield told(
            passage,
            "address-differs",
            f"has lost the address {lost[0]}",
            f"write {lost[0]} as in the source",
        )


def _addresses(text: str) -> list[str]:
    if "@" not in text and "://" not in text and "www." not in text:
        return []
    return [found.rstrip(".,;:!?*_~`…") for found in _ADDRESS.findall(text)]


def _host(address: str) -> str:
    found = _HOST.match(address)
    return found[1].lower() if found else address


def _without_language(address: str) -> str:
    """The address without what names a language in it: ``/en/``, ``es.``."""
    return re.sub(r"/{2,}", "/", _LANGUAGE.sub("", address)).rstrip("/")


def _filled(passage: Passage) -> bool:
    """A placeholder may stand for the address."""
    more = set(placeholders_in(passage.translation, passage.placeholders))
    return bool(more - set(placeholders_in(passage.source, passage.placeholders)))
