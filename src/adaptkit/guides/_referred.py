"""What a text may refer to, as markdown-it asks for it: no text needs all of a chapter's."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from adaptkit.model.document import Reference


class References(dict[str, dict[str, str]]):
    """A context's link definitions as markdown-it asks for them, one by one: a text needs few."""

    def __init__(self, references: Mapping[str, Reference]) -> None:
        super().__init__()
        self._all = references

    def get(self, label: str, default: Any = None) -> Any:
        found = self._all.get(label)
        return {"href": found.target, "title": found.title} if found else default


class Footnotes(dict[str, int]):
    """The same of footnotes; what is in the dictionary itself is what the text referred to."""

    def __init__(self, labels: Collection[str]) -> None:
        super().__init__()
        self._all = labels

    def __bool__(self) -> bool:
        return bool(self._all)

    def __contains__(self, key: object) -> bool:
        return str(key)[1:] in self._all
