"""What is wrong with a catalogue as it stands, and must not wait for a review to be told."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from adaptkit.catalogues._said_language import other_language
from adaptkit.catalogues.template import kind_of
from adaptkit.checks import Passage, run_checks
from adaptkit.checks.whole.language import ENOUGH
from adaptkit.checks.whole.language import foreign_words as words_of_another
from adaptkit.model.catalogue import Catalogue, Entry
from adaptkit.model.diagnostic import Diagnostic, Position, error
from adaptkit.model.locale import Locale


def spoilt(catalogue: Catalogue, placeholders: Collection[str] | None) -> Iterator[Diagnostic]:
    """What keeps finished words of a catalogue from readers. ``placeholders``: those declared; None
    takes every ``{name}`` for one, as interface words do."""
    for entry in catalogue.live:
        yield from spoilt_entry(entry, catalogue.locale, placeholders)


def spoilt_entry(
    entry: Entry, locale: Locale | None, placeholders: Collection[str] | None
) -> tuple[Diagnostic, ...]:
    """The same for one entry."""
    if locale is None or not entry.finished or entry.finished == entry.msgid:
        return ()
    passage = Passage(
        entry.unit_id,
        entry.msgid,
        entry.finished,
        locale,
        kind_of(entry),
        placeholders,
        entry.words_position,
        "" if entry.unit_id else f'"{entry.msgid}"',
    )
    return run_checks(passage, spoiling=True)


def wrong_folder(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """An error where the header says another language than the folder."""
    locale, said = catalogue.locale, catalogue.field("Language")
    found = other_language(said, locale) if locale else None
    if locale is None or found is None:
        return
    english = Locale("en")
    yield error(
        "language-other",
        Position(catalogue.path, 1),
        f"this catalogue says that it is in {found.language_name(english)} ({found.posix}), and it "
        f"stands in the folder of {locale.language_name(english)} ({locale.posix})",
        f"move it to the folder {found.posix}, or, if its words are in "
        f'{locale.language_name(english)}, write "Language: {locale.posix}" in its header',
    )


def foreign_words(catalogue: Catalogue, source: Locale) -> Iterator[Diagnostic]:
    """A warning where the finished words are not in the letters of the language, or have the
    commonest words of another. Not where that is the guide's own (``source``): a catalogue that is
    filled with it is not one of another language by mistake."""
    locale = catalogue.locale
    if locale is None:
        return
    words = [e.finished for e in catalogue.live if e.finished and e.finished != e.msgid]
    text = "\n".join(words[:ENOUGH])
    yield from words_of_another(text, locale, source, Position(catalogue.path, 1))
