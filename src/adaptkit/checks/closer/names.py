"""Medicines and other names are the same in a translation, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from adaptkit.checks import Passage, closer_check
from adaptkit.checks.closer._pairs import told
from adaptkit.language_data.medicine_names import READ, medicines_in
from adaptkit.language_data.tokens import read
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import BlockKind

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{5,}")
# A word that begins with a capital: names, MRI. A first word does no harm.
_NAME = re.compile(r"[A-ZÀ-Þ](?<!\w.)[A-Za-zÀ-ɏ]{5,}")


@closer_check("names")
def names(passage: Passage) -> Iterator[Diagnostic]:
    """A medicine that is another one, and a name that is nearly the same but not quite."""
    if passage.kind is BlockKind.CODE or passage.source == passage.translation:
        return
    yield from _medicines(passage)
    yield from _misspelt(passage)


def _medicines(passage: Passage) -> Iterator[Diagnostic]:
    before = medicines_in(passage.source)
    if not before:
        return
    after = medicines_in(passage.translation)
    lost, new = before - after, after - before
    hint = "write the same medicine; its international name is the same in nearly all languages"
    if lost and new:
        what = f"names {min(new)} where the source names {min(lost)}"
        yield told(passage, "medicine-differs", what, hint)
    elif lost and passage.locale.likely_script in READ:
        what = f"does not name {min(lost)}, and the source does"
        yield told(passage, "medicine-differs", what, hint)


@lru_cache(maxsize=1 << 12)
def _names_in(source: str) -> tuple[str, ...]:
    """Each language asks about the same texts."""
    return tuple(sorted(set(_NAME.findall(read(source).shown))))


def _misspelt(passage: Passage) -> Iterator[Diagnostic]:
    """One letter is wrong, or two have changed places, inside of a name."""
    found = _names_in(passage.source)
    if not found:
        return
    words = _LATIN_WORD.findall(read(passage.translation).shown)
    there, beginnings = set(words), {word[:2] for word in words}
    for name in found:
        if name[:2] not in beginnings:
            continue  # a slip begins as the name does
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
    # A vowel, or a letter that is doubled, is how a language spells.
    return longer[1:] == shorter and longer[:1] not in f"{longer[1:2]}aeiouyh"
