"""What other programs read in Markdown beside Markdown: one module per dialect, found by its name.

A dialect is data: what its lines and its stretches of running text look like. It touches no disk
and parses nothing; ``guides/foreign.py`` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from adaptkit.records import Record
from adaptkit.registry import Registry

# A line and what ends what it begins.
Pair = tuple[re.Pattern[str], re.Pattern[str]]


class Folder(Record, frozen=True):
    """What is known of somebody's folder: its ``names`` (relative, with ``/``) and the ``texts`` of
    some of its files."""

    names: Collection[str]
    texts: Mapping[str, str]


_FILE = "the file "
Look = Callable[[Folder], Iterable[str]]


class Dialect(Record, frozen=True):
    """All patterns are matched where a line's text begins, behind the marks of quotes and lists.

    ``shown``: lines that are passed on as they are, plainly visible on adaptkit's own pages;
    ``unseen``: the same for lines that say nothing to readers, such as a class. ``pairs``: from a
    line that matches the first pattern to the next that matches the second, all is passed on;
    ``prefixed``: from such a line to the next empty one. None of these but ``pairs``,
    ``prefixed`` may begin with a letter, since they end the paragraph above.
    ``inline``: stretches of running text that translators keep as they are; ``signs``: the
    characters with which one can begin; ``everywhere``: they act in code and titles too, since they
    are read before the Markdown is. ``words``: a line of which one group, ``words``, is
    translated. ``admonition``: a line with groups ``kind`` and perhaps ``title``, whose text stands
    below, further in by four. ``directives``: the fences ```` ```{name} ```` that hold prose.
    ``found``: what in a folder speaks for this dialect;
    ``home``: the folder in which its program looks for chapters.
    """

    title: str
    found: Look
    shown: re.Pattern[str] | None = None
    unseen: re.Pattern[str] | None = None
    pairs: tuple[Pair, ...] = ()
    prefixed: re.Pattern[str] | None = None
    inline: re.Pattern[str] | None = None
    signs: str = ""
    everywhere: bool = False
    words: re.Pattern[str] | None = None
    admonition: re.Pattern[str] | None = None
    directives: frozenset[str] = frozenset()
    home: str = ""


DIALECTS: Registry[Dialect] = Registry("adaptkit.dialects")


def dialect(name: str) -> Dialect | None:
    """None where no dialect is declared."""
    return DIALECTS.get(name) if name else None


def constructs(name: str, text: str) -> tuple[str, ...]:
    """The stretches of a text that its translation must keep, as often as they stand there."""
    known = dialect(name)
    if known is None or known.inline is None or not any(sign in text for sign in known.signs):
        return ()
    return tuple(found[0] for found in known.inline.finditer(text))


def guesses(folder: Folder) -> list[tuple[str, tuple[str, ...]]]:
    """(dialect, what speaks for it), the likeliest first; those for which nothing speaks are
    left out."""
    found = [(name, tuple(DIALECTS[name].found(folder))) for name in DIALECTS]
    return sorted((one for one in found if one[1]), key=lambda one: (-_weight(one[1]), one[0]))


def _weight(evidence: tuple[str, ...]) -> int:
    """A program's own file says more than a few signs in a text."""
    return sum(3 if one.startswith(_FILE) else 1 for one in evidence)


def config(folder: Folder, *names: str) -> list[str]:
    """Those of the names that stand at the top of the folder or one folder further in."""
    return [
        f"{_FILE}{n}"
        for n in sorted(folder.names)
        if n.count("/") < 2 and n.rpartition("/")[2] in names
    ]


def written(folder: Folder, pattern: str, said: str) -> list[str]:
    """``said`` with the first file that holds the pattern."""
    compiled = re.compile(pattern, re.MULTILINE)
    for name, text in sorted(folder.texts.items()):
        if compiled.search(text):
            return [f"{said} in {name}"]
    return []
