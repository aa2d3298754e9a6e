"""An entry of a PO file while its lines come in, and what may come next."""

from __future__ import annotations

from adaptkit.records import Record, field

_FOLLOWS = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
}


class Draft(Record):
    """An entry while its lines come in. ``texts``: keyword (``msgstr[1]``…) → pieces."""

    line: int = 0
    words_line: int = 0
    comment: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    previous: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""
    last_previous: str = ""
    obsolete: bool = False
    broken: bool = False

    @property
    def complete(self) -> bool:
        return self.last.startswith("msgstr")


def expected(draft: Draft) -> tuple[str, ...]:
    """The keywords that may come next."""
    if draft.last in _FOLLOWS:
        return _FOLLOWS[draft.last]
    if draft.last == "msgid_plural":
        return ("msgstr[0]",)
    if draft.last.startswith("msgstr["):
        return (f"msgstr[{int(draft.last[7:-1]) + 1}]",)
    return ()
