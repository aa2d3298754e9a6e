"""A tag taken apart: what it is and does, and the words in it that a translation says anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from adaptkit.records import Record

VOID = frozenset("area br col embed hr img input link meta source track wbr".split())
# What these say, readers see or hear: a translation has words of its own for them.
WORDS = frozenset({"alt", "aria-description", "aria-label", "placeholder", "summary", "title"})
_SPEAKS = {
    "lang": re.compile(r"[A-Za-z][A-Za-z0-9-]{1,34}"),
    "dir": re.compile(r"(?i:ltr|rtl|auto)"),
}
_ONE = r"\s++[A-Za-z_:][A-Za-z0-9:._-]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+"
_WHOLE = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:{_ONE})*+)\s*+(/?)>")
_PAIR = re.compile(
    r"\s++([A-Za-z_:][A-Za-z0-9:._-]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++)))?+"
)
_FILLED = re.compile(r"\{[^{}]*\}")


class Tag(Record, frozen=True):
    """``attributes`` by their names in small letters, as they are written between their quotes;
    ``closed``: written with a stroke at its end."""

    name: str
    closing: bool = False
    closed: bool = False
    attributes: Mapping[str, str] = {}

    @property
    def form(self) -> tuple[object, ...]:
        """What two tags share that do the same and differ in their words only. What holds nothing
        may end with a stroke or without one; elsewhere browsers do not read the stroke."""
        does = frozenset(
            (name, value)
            for name, value in self.attributes.items()
            if name not in WORDS and name not in _SPEAKS
        )
        return self.name, self.closing, self.closed and self.name not in VOID, does


def take_apart(tag: str) -> Tag | None:
    """None where it is no tag, or has an attribute twice: programs differ in which they take."""
    found = _WHOLE.fullmatch(tag)
    if found is None:
        return None
    pairs = [
        (one[1].lower(), next((v for v in one.groups()[1:] if v is not None), ""))
        for one in _PAIR.finditer(found[3])
    ]
    attributes = dict(pairs)
    if len(attributes) < len(pairs) or (found[1] and pairs):
        return None
    return Tag(found[2].lower(), bool(found[1]), bool(found[4]), attributes)


class OwnTags:
    """The tags of a source, of which its translation may have the same with words of its own."""

    def __init__(self, tags: Iterable[str]) -> None:
        self._written = frozenset(tags)
        self._filled: dict[tuple[object, ...], set[str]] | None = None

    def has(self, tag: str) -> bool:
        """Whether the tag is one of them, but for quotes and for what it says to readers."""
        if tag in self._written:
            return True
        if not self._written or (found := take_apart(tag)) is None:
            return False
        filled = self._forms().get(found.form)
        return filled is not None and all(
            _may_say(name, value, filled) for name, value in found.attributes.items()
        )

    def _forms(self) -> Mapping[tuple[object, ...], set[str]]:
        """The form of each, with the placeholders that stand in such tags."""
        if self._filled is None:
            self._filled = {}
            for tag in self._written:
                if (found := take_apart(tag)) is not None:
                    self._filled.setdefault(found.form, set()).update(_FILLED.findall(tag))
        return self._filled


def _may_say(name: str, value: str, filled: Iterable[str]) -> bool:
    """What a translation may write for it. ``filled``: the placeholders that its source has."""
    if name in _SPEAKS:
        return bool(_SPEAKS[name].fullmatch(value))
    if name not in WORDS:
        return True  # the source's own, to the letter
    placeholders = _FILLED.findall(value)
    rest = _FILLED.sub("", value)
    return not re.search(r"[<>{}]", rest) and set(placeholders) <= set(filled)


# Tags that say how words are meant and can do no harm, and what each may say of itself.
_MEANINGS = frozenset("b i em strong sub sup kbd mark small s u q cite abbr bdi span".split())
_MAY_SAY = {"abbr": ("title",), "span": ("lang", "dir"), "bdi": ("lang", "dir")}


def is_allowed(tag: str) -> bool:
    """Whether any translation may have this tag, whatever its source has."""
    found = take_apart(tag)
    if found is None:
        return False
    if found.name in ("br", "wbr"):
        return not found.closing and not found.attributes
    if found.name not in _MEANINGS or found.closed:
        return False
    may_say = _MAY_SAY.get(found.name, ())
    return all(
        name in may_say and value and _may_say(name, value, ())
        for name, value in found.attributes.items()
    )
