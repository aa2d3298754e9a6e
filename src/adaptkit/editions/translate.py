"""Which words answer for a unit, and what state they are in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from adaptkit.checks import Passage, run_checks
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Diagnostic, Position
from adaptkit.model.document import Block
from adaptkit.model.edition import Answer
from adaptkit.model.locale import Locale

Catalogues = Mapping[tuple[str, str], Catalogue]


class Dictionary:
    """The catalogues of one edition, nearest first, looked up by unit id.

    ``placeholders``: the names that are declared. ``problems``: what is wrong with translations
    that were asked for; those answer as if nobody had finished them.
    """

    def __init__(
        self,
        catalogues: Catalogues,
        chain: Sequence[Locale],
        locale: Locale,
        source: Locale,
        placeholders: Collection[str] = (),
    ) -> None:
        self._placeholders = placeholders
        self.problems: dict[str, tuple[Diagnostic, ...]] = {}
        self._chain = [name.posix for name in chain]
        self._locales = {name.posix: name for name in chain}
        self._locale = locale
        self.source = source
        self._entries: dict[str, list[tuple[str, str, Mapping[str, Entry]]]] = {}
        self._catalogues = catalogues

    def _domain(self, domain: str) -> list[tuple[str, str, Mapping[str, Entry]]]:
        if domain not in self._entries:
            found = []
            for name in self._chain:
                catalogue = self._catalogues.get((name, domain))
                if catalogue is not None:
                    found.append((name, catalogue.path, catalogue.by_id()))
            self._entries[domain] = found
        return self._entries[domain]

    def language_of(self, block: Block) -> Locale:
        return block.language or self.source

    def place(self, block: Block, answer: Answer) -> Position:
        """Where the words stand that answered."""
        for name, path, entries in self._domain(block.domain):
            if answer.locale is not None and name == answer.locale.posix and path == answer.path:
                return entries[block.id].words_position
        return block.position

    def answer(self, block: Block) -> Answer:
        """The nearest finished translation; else what stands in the way of one."""
        waiting: Answer | None = None
        for name, path, entries in self._domain(block.domain):
            entry = entries.get(block.id)
            if entry is None:
                continue
            locale = self._locales[name]
            if entry.msgid != block.msgid:
                if entry.msgstr:
                    waiting = waiting or Answer("", EntryState.FUZZY, path, locale, stale=True)
                continue
            if entry.finished:
                if self._is_spoilt(entry, block, locale):
                    waiting = waiting or Answer("", EntryState.FUZZY, path, locale)
                    continue
                return Answer(entry.finished, EntryState.TRANSLATED, path, locale)
            if entry.state is EntryState.FUZZY:
                waiting = waiting or Answer("", EntryState.FUZZY, path, locale)
        if self.language_of(block).same_language(self._locale):
            return Answer()
        return waiting or Answer("", EntryState.UNTRANSLATED)

    def _is_spoilt(self, entry: Entry, block: Block, locale: Locale) -> bool:
        """Whether a check says that these words must not reach readers."""
        if entry.finished == block.msgid:
            return False
        found = run_checks(
            Passage(
                block.id,
                block.msgid,
                entry.finished,
                locale,
                block.kind,
                self._placeholders,
                entry.words_position,
            ),
            spoiling=True,
        )
        if found:
            self.problems[f"{entry.position}"] = found
        return bool(found)
