"""Medicines and other names are the same in a translation, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.language_data import medicines
from adaptkit.language_data.words import read
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import BlockKind

_LIKE = 5
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{5,}")
# A word that begins with a capital: names, MRI. A first word does no harm.
_NAME = re.compile(r"\b[A-ZÀ-Þ][A-Za-zÀ-ɏ]{5,}")


@closer_check("names")
def names(passage: Passage) -> Iterator[Diagnostic]:
    """A medicine that is another one, and a name that is nearly the same but not quite."""
    if passage.kind is BlockKind.CODE or passage.source == passage.translation:
        return
    yield from _medicines(passage)
    yield from _misspelt(passage)


def _medicines(passage: Passage) -> Iterator[Diagnostic]:
    if _begins().isdisjoint(word[:_LIKE] for word in read(passage.source).tokens):
        return
    before = _known(passage.source)
    if not before:
        return
    after = _known(passage.translation)
    lost, new = before - after, after - before
    if lost and new:
        yield told(
            passage,
            "medicine-differs",
            f"names {min(new)} where the source names {min(lost)}",
            "write the same medicine; its international name is the same in nearly all languages",
        )


@cache
def _stems() -> dict[str, str]:
    """Endings differ from language to language: baclofen, baclofeno, baclofène."""
    return {_plain(name)[: max(6, len(name) - 3)]: name for name in medicines()}


@cache
def _begins() -> frozenset[str]:
    return frozenset(stem[:_LIKE] for stem in _stems())


@cache
def _any_medicine() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_stems(), key=len, reverse=True)))


def _known(text: str) -> set[str]:
    return {_stems()[found] for found in _any_medicine().findall(_plain(text))}


def _plain(text: str) -> str:
    text = text.lower()
    if text.isascii():
        return text
    return text.replace("ph", "f").translate(_ACCENTS)


_ACCENTS = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüñç", "aaaaaeeeeiiiiooooouuuunc")


def _misspelt(passage: Passage) -> Iterator[Diagnostic]:
    """One letter is wrong, or two have changed places, inside of a name."""
    found = set(_NAME.findall(read(passage.source).shown))
    if not found:
        return
    words = _LATIN_WORD.findall(read(passage.translation).shown)
    there = set(words)
    for name in sorted(found):
        if name in there or any(name.lower() in word.lower() for word in there):
            continue
        slip = next((word for word in words if word[0].isupper() and _one_slip(name, word)), "")
        if slip and slip not in passage.source:
            yield told(
                passage,
                "name-differs",
                f"says {slip} where the source says {name}",
                f"write {name}, unless the name is spelt so in your language",
            )


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter is missing or too many, or two have changed places; not at the end, which
    languages change, and not one letter for another, which they do too: National, Nacional."""
    if one[:2] != other[:2] or one[-1:] != other[-1:] or abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    rest, rest_other = one[start:], other[start:]
    if len(one) == len(other):
        return rest[:2] == rest_other[:2][::-1] and rest[2:] == rest_other[2:]
    if one[-3:] != other[-3:]:
        return False
    longer, shorter = (rest, rest_other) if len(one) > len(other) else (rest_other, rest)
    # A letter that is doubled is how a language spells.
    return longer[1:] == shorter and longer[:1] != longer[1:2]
