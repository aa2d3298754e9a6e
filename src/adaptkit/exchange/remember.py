"""A memory's texts as suggestions for what is still empty; never as anything finished."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from adaptkit.catalogues.memory import Remembered, offered
from adaptkit.exchange.outgoing import key
from adaptkit.model.catalogue import Catalogue, Entry
from adaptkit.model.exchange import Judged, Outcome, Returned
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.texts.sameness import nfc

# Of 100; below it the words help less than they mislead.
_ALIKE = 75.0


def remember(
    catalogues: Sequence[Catalogue], memory: Iterable[Returned]
) -> tuple[tuple[Catalogue, ...], Outcome]:
    """Empty entries get the words of the same source text, else of the one most like it
    (then with that text as the previous one). What the memory disagrees on goes by majority;
    where it is the language's variants that disagree, by none."""
    locale = catalogues[0].locale if catalogues else None
    said, where = _by_source(memory, locale)
    taken: list[Judged] = []

    def filled(entry: Entry) -> Entry:
        if not entry.live or entry.msgstr or entry.plural is not None or not entry.msgid:
            return entry
        source = nfc(entry.msgid)
        match = source if source in said else _most_alike(source, said)
        if not match:
            return entry
        words = said[match].most_common(1)[0][0]
        exact = match == source
        message = "the same text" if exact else "a text like it"
        taken.append(Judged(key(entry), "", words, where[match].position, message))
        name = PurePath(where[match].position.path).name or "a file"
        return offered(entry, Remembered(where[match].source, words, name, name))

    out = []
    for catalogue in catalogues:
        entries = tuple(filled(entry) for entry in catalogue.entries)
        changed = entries != catalogue.entries
        out.append(replace(catalogue, entries=entries) if changed else catalogue)
    return tuple(out), Outcome(language=locale.posix if locale else "", taken=tuple(taken))


def _by_source(
    memory: Iterable[Returned], locale: Locale | None
) -> tuple[dict[str, Counter[str]], dict[str, Returned]]:
    """Source text → its words, and where they stand: those in the very language, else (es-MX
    for es) those that all its variants have."""
    tagged: dict[str, dict[str, list[Returned]]] = defaultdict(lambda: defaultdict(list))
    for one in memory:
        if one.source.strip() and one.translation.strip():
            tag = _tag(one.language, locale)
            tagged[nfc(one.source)][tag].append(one)
    said: dict[str, Counter[str]] = {}
    where: dict[str, Returned] = {}
    for source, by_tag in tagged.items():
        exact = by_tag.get("")
        chosen = [exact] if exact else list(by_tag.values())
        words = [Counter(one.translation for one in found) for found in chosen]
        if len({nfc(counted.most_common(1)[0][0]) for counted in words}) == 1:
            said[source] = sum(words, Counter())
            where[source] = chosen[0][0]
    return said, where


def _tag(language: str, locale: Locale | None) -> str:
    """``""`` for the very language, and for what does not say its own."""
    try:
        found = Locale.parse(language)
    except ValueError:
        return language.casefold()
    return "" if found == locale else found.tag


def offer(
    catalogues: Sequence[Catalogue], outcome: Outcome
) -> tuple[tuple[Catalogue, ...], Outcome]:
    """Words of units that the guide does not know, as suggestions where the same text, or one very
    like it, is still empty. What found no place stays listed as unknown."""
    after, found = remember(catalogues, outcome.spare)
    placed = {one.theirs for one in found.taken}
    left = [
        (judged, one)
        for judged, one in zip(outcome.unknown, outcome.spare, strict=True)
        if one.translation not in placed or one.notes
    ]
    return after, replace(
        outcome,
        stale=(*outcome.stale, *found.taken),
        unknown=tuple(judged for judged, _ in left),
        spare=tuple(one for _, one in left),
    )


def _most_alike(source: str, known: Iterable[str]) -> str:
    """The first of those that are most like it; ``""`` where none is like enough."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(source, list(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else ""
