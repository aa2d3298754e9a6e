"""What stands between the parts of a line, as each language writes it."""

from __future__ import annotations

from adaptkit.model.locale import Locale
from adaptkit.records import Record


class Between(Record, frozen=True):
    """``comma``: in a list; ``semicolon``: between such lists; ``colon``: after what something is
    called. Each with the blank that follows it, where one does."""

    comma: str = ", "
    semicolon: str = "; "
    colon: str = ": "


_USUAL = Between()
_WIDE = Between("、", "；", "：")
_BY_SCRIPT = {
    "Arab": Between("، ", "؛ "),
    "Ethi": Between("፣ ", "፤ "),
    "Hans": _WIDE,
    "Hant": _WIDE,
    "Jpan": _WIDE,
}
_FRENCH = Between(colon="\N{NO-BREAK SPACE}: ")


def between(language: Locale) -> Between:
    if language.language == "fr":
        return _FRENCH
    return _BY_SCRIPT.get(language.likely_script, _USUAL)
