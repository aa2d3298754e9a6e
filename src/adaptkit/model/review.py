"""What people have signed off: exact words for an exact text, and nothing beyond."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from adaptkit.records import Record


class SignedOff(Record, frozen=True):
    """Somebody has read these ``words`` as the translation of this ``source`` of this ``unit``.
    Of an overlay's text in the edition's own language both are the same. When either changes, it
    says nothing any more."""

    unit: str
    source: str
    words: str


Reviews: TypeAlias = Mapping[tuple[str, str], frozenset[SignedOff]]
"""By (POSIX locale, domain), as catalogues are."""

NO_REVIEWS: Reviews = MappingProxyType({})
