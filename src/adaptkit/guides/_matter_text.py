"""A front matter that a program does not know is shown as text: what in it could act there."""

from __future__ import annotations

import re

# What begins a tag, or an address in angle brackets; what ends the words of a link.
_ACTS = re.compile(r"<(?=[A-Za-z/!?{])|\](?=[(\[{])")


def may_act(text: str) -> bool:
    return bool(_ACTS.search(text))


def without_acting(quoted: str) -> str:
    """The same string between double quotes, as YAML and TOML read it: a ``<`` is ``\\u003c``."""
    return _ACTS.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
