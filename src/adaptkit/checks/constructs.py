"""A translation keeps what another program reads in its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from adaptkit.checks import Passage, check
from adaptkit.dialects import constructs as constructs_in
from adaptkit.model.diagnostic import Diagnostic, warning


@check("constructs", spoils=True)
def constructs(passage: Passage) -> Iterator[Diagnostic]:
    """Without its shortcode or role a text shows another picture, or leads nowhere."""
    if not passage.dialect:
        return
    own = Counter(constructs_in(passage.dialect, passage.source))
    missing = list((own - Counter(constructs_in(passage.dialect, passage.translation))).keys())
    if missing:
        yield warning(
            "construct-missing",
            passage.position,
            f"the translation of {passage.called} has lost {', '.join(missing)}",
            f"type {missing[0]} exactly as in the source; another program reads it",
            unit=passage.unit_id,
        )
