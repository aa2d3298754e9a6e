"""A translation keeps every placeholder of its source, and has none that nobody fills."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from adaptkit.checks import Passage, check
from adaptkit.model.diagnostic import Diagnostic, error
from adaptkit.texts.near_placeholders import braced, nearest, slipped
from adaptkit.texts.placeholders import is_term, placeholder, placeholders_in

# In whatever brackets of a keyboard: ideographic ones are wider.
_IN_BRACKETS = re.compile(r"[{｛](?![#.:]|lang=)[^{}｛｝\n]{1,60}[}｝]")
# Where readers do not see a value, or see its name instead: code, pictures, addresses, tags.
_NOT_SHOWN = re.compile(r"`[^`]*+`|!\[[^\[\]]*+\]\([^()]*+\)|\]\([^()\s]*+\)|<[^<>]*+>")
# What would be read in one with a value's own digits: another digit, a second value.
_BEFORE = re.compile(r"(?:\d[-.]?|\}|\\)\Z")
_AFTER = re.compile(r"[-.]?\d|\{")


@check("placeholders", spoils=True, signs="{｛}｝_", either=True)
def placeholders(passage: Passage) -> Iterator[Diagnostic]:
    """Readers would get a text without, say, the number to call, or curly brackets instead."""
    names = placeholders_in(passage.source, passage.placeholders)
    missing = [shown for shown in map(placeholder, names) if shown not in passage.translation]
    if missing:
        typed = _typed(passage)
        yield error(
            "placeholder-missing",
            passage.position,
            f"the translation of {passage.called} has lost {', '.join(missing)}"
            + (f"; it has {typed} instead" if typed else ""),
            f"type {missing[0]} exactly as in the source; it is filled in later",
            unit=passage.unit_id,
        )
        return
    if hidden := _hidden(passage, names):
        yield error(
            "placeholder-not-shown",
            passage.position,
            f"readers would not see the value of {hidden} in the translation of {passage.called}",
            "write it among the words, not in code, in an address, in a picture or in a tag",
            unit=passage.unit_id,
        )
        return
    if joined := _joined(passage, names):
        yield error(
            "number-changed",
            passage.position,
            f"the translation of {passage.called} writes more directly beside {joined}, "
            "so readers would see another number",
            "leave a space between them, or take out what the source has not",
            unit=passage.unit_id,
        )
        return
    for shown in _unknown(passage, names):
        known = passage.placeholders
        near = nearest(shown, names) or (nearest(shown, known) if known is not None else "")
        yield error(
            "placeholder-unknown",
            passage.position,
            f"readers would see {shown} as it stands in the translation of {passage.called}",
            f"did you mean {placeholder(near)}? Only that is filled in"
            if near
            else "take it out, or type a placeholder of the source exactly as it stands there",
            unit=passage.unit_id,
        )


def _typed(passage: Passage) -> str:
    """What stands in brackets in place of one, exactly as somebody typed it."""
    found = (shown[0] for shown in _IN_BRACKETS.finditer(passage.translation))
    known = passage.placeholders or ()
    fine = {placeholder(name) for name in known}
    strange = (shown for shown in found if shown not in passage.source and shown not in fine)
    return ", ".join(dict.fromkeys(strange))


def _unknown(passage: Passage, names: Collection[str]) -> Iterator[str]:
    """What stands in brackets like a placeholder, and neither is one nor stands in the source."""
    known = passage.placeholders
    if known is not None and not known:
        return
    found = list(braced(passage.translation))
    names = names if known is None else known
    if found:
        fine = {placeholder(name) for name in names}
        found = [shown for shown in found if shown not in fine]
    found += (shown for shown, _ in slipped(passage.translation, names))
    yield from (shown for shown in found if shown not in passage.source)


def _hidden(passage: Passage, names: Collection[str]) -> str:
    """A value that the source shows among its words and the translation does not."""
    if not names or not _NOT_SHOWN.search(passage.translation):
        return ""
    before, now = (_NOT_SHOWN.sub(" ", t) for t in (passage.source, passage.translation))
    return next((p for p in map(placeholder, names) if p in before and p not in now), "")


def _joined(passage: Passage, names: Collection[str]) -> str:
    """A value that stands directly beside digits or another value, and does not in the source."""
    for name in names:
        shown = placeholder(name)
        # A term is words, whatever stands beside it.
        if is_term(name) or _touched(passage.source, shown):
            continue
        if _touched(passage.translation, shown):
            return shown
    return ""


def _touched(text: str, shown: str) -> bool:
    pieces = text.split(shown)
    return any(
        # Between two pieces stands one value: what is empty there stands between two of it.
        _BEFORE.search(before[-2:]) or _AFTER.match(after) or (not before and number > 0)
        for number, (before, after) in enumerate(pairwise(pieces))
    )
