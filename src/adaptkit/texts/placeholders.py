"""``{name}`` and ``{term.name}``: what stands in a text for a value that an edition fills in."""

from __future__ import annotations

import re
from collections.abc import Collection

TERM = "term."
NAME = r"[a-z][a-z0-9_]*"
# Whether a name is declared, and so a placeholder at all, is not for the text to say.
PLACEHOLDER = re.compile(rf"\{{({NAME}(?:\.{NAME})?)\}}")
# As a Markdown parser leaves it in an address.
ENCODED = re.compile(rf"%7B({NAME})%7D", re.IGNORECASE)
_WHOLE = re.compile(rf"{NAME}\Z")


def is_name(text: str) -> bool:
    """Whether a variable or a term may be called that."""
    return bool(_WHOLE.match(text))


def is_service(text: str) -> bool:
    """Whether this is the name of one of a variable's services, such as ``emergency.police``."""
    variable, dot, service = text.partition(".")
    return bool(dot) and is_name(variable) and is_name(service) and not is_term(text)


def is_term(name: str) -> bool:
    """Whether words stand for it, and no value: ``term.physical_therapist``."""
    return name.startswith(TERM)


def placeholder(name: str) -> str:
    return f"{{{name}}}"


def placeholders_in(text: str, known: Collection[str] | None = None) -> tuple[str, ...]:
    """The names that stand in the text as ``{name}``, in order, once each: those declared
    (``known``); all where None."""
    if "{" not in text or (known is not None and not known):
        return ()
    found = (match[1] for match in PLACEHOLDER.finditer(text))
    return tuple(dict.fromkeys(name for name in found if known is None or name in known))
