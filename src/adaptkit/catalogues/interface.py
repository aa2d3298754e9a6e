"""Interface words ("Contents", "Next"): adaptkit's own domain, shipped inside the package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files

from adaptkit.catalogues.faults import spoilt_entry
from adaptkit.catalogues.po import parse_po
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.locale import Locale
from adaptkit.records import replace

DOMAIN = "interface"


def read_interface(locale: Locale) -> Catalogue | None:
    """The words that ship for exactly ``locale``, or None. Raises ProblemsFound if damaged."""
    name = f"{locale.posix}.po"
    file = files("adaptkit").joinpath(DOMAIN, name)
    if not file.is_file():
        return None
    return parse_po(file.read_bytes(), path=f"{DOMAIN}/{name}", locale=locale, domain=DOMAIN)


def interface_template() -> Catalogue:
    """All words that stand around a guide, in English, with what translators are told of them."""
    name = f"{DOMAIN}.pot"
    content = files("adaptkit").joinpath(DOMAIN, name).read_bytes()
    return parse_po(content, path=f"{DOMAIN}/{name}", locale=None, domain=DOMAIN)


def ships_words(locale_chain: Sequence[Locale]) -> bool:
    """Whether the program itself speaks a language of the chain."""
    return any(one.language == "en" or read_interface(one) for one in locale_chain)


def new_interface(locale: Locale, *, now: str) -> Catalogue:
    """The words for a language that the program does not speak, still empty. ``now`` is
    ``YYYY-MM-DD HH:MM+0000``."""
    header = (
        ("Project-Id-Version", "adaptkit interface words"),
        ("PO-Revision-Date", now),
        ("Language", locale.posix),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    )
    return Catalogue(locale, DOMAIN, tuple(interface_template().live), header=header)


def with_new_words(catalogue: Catalogue) -> Catalogue:
    """The same with the words that the program has had since, still empty, behind those that are
    there. Nothing else is touched: what the program does not say any more may be said again."""
    there = {entry.msgid for entry in catalogue.live}
    new = [entry for entry in interface_template().live if entry.msgid not in there]
    if not new:
        return catalogue
    old = [entry for entry in catalogue.entries if not entry.live]
    return replace(catalogue, entries=(*catalogue.live, *new, *old))


def missing_words(words: Mapping[str, str]) -> tuple[str, ...]:
    """The English words that ``words`` has no translation of."""
    return tuple(e.msgid for e in interface_template().live if e.msgid not in words)


def interface_words(
    locale_chain: Sequence[Locale], override: Catalogue | None = None
) -> Mapping[str, str]:
    """English → finished translation, each word from ``override`` or else from the nearest locale
    of the chain that has it. What is missing is simply not there; fuzzy words are never used, nor
    those of ``override`` that would harm readers."""
    words: dict[str, str] = {}
    shipped = (read_interface(locale) for locale in dict.fromkeys(locale_chain))
    for catalogue in (override, *shipped):
        if catalogue is not None:
            for entry in catalogue.live:
                if catalogue is override and spoilt_entry(entry, catalogue.locale, None):
                    continue
                if entry.finished:
                    words.setdefault(entry.msgid, entry.finished)
    return words
