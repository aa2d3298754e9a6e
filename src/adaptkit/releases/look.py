"""The look of an edition, as far as two have to be told apart: whose theme, and a digest of each
part of it.

Of colours those count that somebody has chosen, and not what this program makes of them: another
version of it would make every published edition out of date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from adaptkit.model.edition import Edition
from adaptkit.model.release import ThemeState
from adaptkit.records import json_text
from adaptkit.texts.sameness import digest


def theme_state(edition: Edition) -> ThemeState:
    theme = edition.theme
    if theme is None:
        return ThemeState()
    parts = {}
    if theme.chosen:
        parts["colours"] = digest(json_text(dict(sorted(theme.chosen.items()))))
    if theme.logo is not None:
        words = theme.logo.words
        tag = words.language.tag if words.language else ""
        parts["logo"] = hashlib.sha256(theme.logo.asset.content).hexdigest()[:16]
        parts["words of the logo"] = digest(words.text, tag)
    if theme.styles:
        parts["styles"] = digest(theme.styles)
    return ThemeState(theme.overlay, parts)


def changed_look(then: ThemeState | None, now: ThemeState | None) -> Iterator[str]:
    """In few words; nothing where one of them was not noted."""
    if then is None or now is None or then == now:
        return
    if then.overlay != now.overlay:
        was, is_ = (f"that of {one.overlay}" if one.overlay else "none" for one in (then, now))
        yield f"theme: was {was}, now it is {is_}"
        return
    for part in sorted({*then.parts, *now.parts}):
        if part not in then.parts:
            yield f"theme: {part} new"
        elif part not in now.parts:
            yield f"theme: {part} gone"
        elif then.parts[part] != now.parts[part]:
            yield f"theme: {part} changed"
