"""Where phrases of a language stand among the tokens of a text. A phrase is a row of tokens too, so
that one way of looking serves all scripts. ``avoid*`` is whatever begins so, ``*less`` what ends
so.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from adaptkit.language_data import Phrases, Reading
from adaptkit.language_data.tokens import TOKEN, ByWord, Tokens, folded

Span = tuple[int, int, str]
"""(first token, behind the last, the name that the phrase stands under)"""
_Row = tuple[Tokens, str, bool]
"""(the words of a phrase, its name, whether a word behind the first may stand in other forms)"""
_Hits = tuple[tuple[str, tuple[_Row, ...]], ...]
_Begun = tuple[tuple[str, str | None, tuple[_Row, ...], frozenset[str]], ...]
_ANY_WORD: frozenset[str] = frozenset()


class Lexicon:
    """Phrases of several kinds (negations, units …), each with a name; of each kind the longest are
    found, none inside of another of its kind. All are looked for in one go."""

    def __init__(self, kinds: Mapping[str, Mapping[str, Phrases]], reading: Reading) -> None:
        self._joined, self._endings = reading.joined, reading.endings
        self._has_forms = bool(self._joined or self._endings)
        self._listed = _Listed(kinds, loose=self._has_forms)
        self._begun = ByWord(self._begun_by)
        self._forms = ByWord(self._bases)

    def found(self, tokens: Tokens) -> Mapping[str, tuple[Span, ...]]:
        out: dict[str, list[Span]] = {}
        for at, begun in enumerate(map(self._begun.__getitem__, tokens)):
            if not begun:
                continue  # as most words do
            for kind, word, rows, seconds in begun:
                known = out.get(kind)
                if known and at < known[-1][1]:
                    continue
                if (
                    rows
                    and self._goes_on(tokens, at, seconds)
                    and (one := self._best(tokens, at, rows)) is not None
                ):
                    out.setdefault(kind, []).append(one)
                elif word is not None:
                    out.setdefault(kind, []).append((at, at + 1, word))
        return {kind: tuple(spans) for kind, spans in out.items()}

    def _begun_by(self, token: str) -> _Begun:
        """What may begin with it, by kind: as the name of the word alone, and as longer rows."""
        begun = []
        for kind, rows in self._listed.of((token, *self._bases(token))):
            alone = next((n for n, row in enumerate(rows) if len(row[0]) == 1), len(rows))
            word = rows[alone][1] if alone < len(rows) else None
            longer = rows[:alone]
            seconds = frozenset([row[1] for row, _, _ in longer])
            if any(second[-1] == "*" for second in seconds):
                seconds = _ANY_WORD
            begun.append((kind, word, longer, seconds))
        return tuple(begun)

    def _goes_on(self, tokens: Tokens, at: int, seconds: frozenset[str]) -> bool:
        """Whether the next word may be the second of a row: hardly ever, where it is known which
        may be."""
        if at + 1 >= len(tokens):
            return False
        behind = tokens[at + 1]
        if not seconds or behind in seconds:
            return True
        return self._has_forms and not seconds.isdisjoint(self._forms[behind])

    def _best(self, tokens: Tokens, at: int, rows: tuple[_Row, ...]) -> Span | None:
        """``rows`` are of two words and more, the longest first; the first word is known to
        fit."""
        behind = tokens[at + 1] if at + 1 < len(tokens) else ""
        for row, name, loose in rows:
            if behind != row[1] and not (loose and behind and self._is(behind, row[1])):
                continue
            end = at + len(row)
            if tokens[at + 2 : end] == row[2:] or (
                loose and end <= len(tokens) and self._fits(tokens, at, row)
            ):
                return at, end, name
        return None

    def _fits(self, tokens: Tokens, at: int, row: Tokens) -> bool:
        return all(self._is(tokens[at + n], row[n]) for n in range(2, len(row)))

    def _is(self, token: str, wanted: str) -> bool:
        if token == wanted:
            return True
        if wanted[-1] == "*":
            return token.startswith(wanted[:-1])
        return self._has_forms and wanted in self._forms[token]

    def _bases(self, token: str) -> Phrases:
        return bases(token, self._joined, self._endings) if self._has_forms else ()


class _Listed:
    """The phrases of all kinds by their first word. ``loose``: words have other forms."""

    def __init__(self, kinds: Mapping[str, Mapping[str, Phrases]], *, loose: bool) -> None:
        self._exact: dict[str, list[tuple[str, _Row]]] = {}
        self._begins: dict[str, list[tuple[str, _Row]]] = {}
        self._ends: dict[str, list[tuple[str, _Row]]] = {}
        for kind, named in kinds.items():
            for name, phrases in named.items():
                for row in filter(None, map(_phrase, phrases)):
                    table, first = self._table(row[0])
                    other_forms = loose or any("*" in word for word in row[1:])
                    table.setdefault(first, []).append((kind, (row, name, other_forms)))
        self._all_begins, self._all_ends = tuple(self._begins), tuple(self._ends)

    def _table(self, first: str) -> tuple[dict[str, list[tuple[str, _Row]]], str]:
        if first.startswith("*"):
            return self._ends, first.strip("*")
        if first.endswith("*"):
            return self._begins, first[:-1]
        return self._exact, first

    def of(self, words: Phrases) -> _Hits:
        """What may begin with a word, in one of its forms: the longest first; of those that are as
        long, what is listed as it stands."""
        found: list[tuple[str, _Row]] = []
        for word in words:
            found += self._exact.get(word, ())
        for word in words:
            if self._all_begins and word.startswith(self._all_begins):
                for n in range(len(word), 0, -1):
                    found += self._begins.get(word[:n], ())
            if self._all_ends and word.endswith(self._all_ends):
                for n in range(len(word)):
                    found += self._ends.get(word[n:], ())
        if not found:
            return ()
        found.sort(key=lambda one: -len(one[1][0]))
        by_kind: dict[str, list[_Row]] = {}
        for kind, row in found:
            by_kind.setdefault(kind, []).append(row)
        return tuple((kind, tuple(rows)) for kind, rows in by_kind.items())


def _phrase(phrase: str) -> Tokens:
    """``avoid*`` is one token, though a star is no letter."""
    row: list[str] = []
    for piece in phrase.split():
        if piece.isascii() and piece.isalpha():
            row.append(piece.lower())  # as most are
            continue
        star, tail = piece.startswith("*"), piece.endswith("*")
        # The end of a word may begin with the sign of a vowel, as no word does.
        bare = piece.strip("*")
        tokens = [folded(one) for one in ([bare] if star else TOKEN.findall(bare))]
        if not tokens:
            continue
        tokens[0] = ("*" if star else "") + tokens[0]
        tokens[-1] += "*" if tail else ""
        row += tokens
    return tuple(row)


@lru_cache(maxsize=1 << 14)
def bases(word: str, joined: Phrases, endings: Phrases) -> Phrases:
    """What is left of a word without the pieces that are written as one with it."""
    found = {word: None}
    for _ in range(3):
        for base in tuple(found):
            for piece in joined:
                if base.startswith(piece) and len(base) - len(piece) >= 2:
                    found.setdefault(base[len(piece) :])
                    if piece == "لل":
                        found.setdefault("ال" + base[2:])
    for base in tuple(found):
        for piece in endings:
            if piece != "*" and base.endswith(piece) and len(base) - len(piece) >= 3:
                found.setdefault(base[: -len(piece)])
    found.pop(word)
    return tuple(found)
