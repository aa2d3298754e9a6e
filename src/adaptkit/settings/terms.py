"""``terms.yaml`` → data."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.document import Term
from adaptkit.settings import values as shared
from adaptkit.yaml_text import Reader


def parse_terms(text: str, *, path: str) -> Mapping[str, Term]:
    """``terms.yaml``: key → ``{name, definition, note}``. Raises ``ProblemsFound``."""
    reader = Reader(text, path)
    top = reader.top()
    terms = {}
    for key in top.keys:
        fields = top.fields(key)
        position = top.at(key)
        shared.variable_name(reader, key, position)
        if fields is not None:
            terms[key] = Term(
                key,
                fields.text("name", required=True),
                fields.text("definition"),
                fields.text("note"),
                position,
            )
    reader.finish()
    return terms
