"""A translation says something, and its translator has left no mark for later in it."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.checks import Passage, check
from adaptkit.model.diagnostic import Diagnostic, error
from adaptkit.texts.unfinished import has_words, left_mark

_MARKED = frozenset("[?DKX")


@check("unfinished", spoils=True)
def unfinished(passage: Passage) -> Iterator[Diagnostic]:
    """Readers would get TODO, or a full stop, where the source tells them something."""
    text = passage.translation
    # Most marks have one of these.
    may = not _MARKED.isdisjoint(passage.signs) or "lorem" in text.lower()
    mark = left_mark(text, passage.locale.language) if may else ""
    if mark and mark not in passage.source:
        yield error(
            "text-unfinished",
            passage.position,
            f'"{mark}" still stands in the translation of {passage.called}',
            "finish the translation and take that out, or mark it as fuzzy",
            unit=passage.unit_id,
        )
    elif any(map(str.isalpha, passage.source)) and not has_words(passage.translation):
        yield error(
            "text-unfinished",
            passage.position,
            f"the translation of {passage.called} has no words",
            "translate the passage, or leave its translation empty",
            unit=passage.unit_id,
        )
