"""The ledger after something of the guide is called otherwise: nobody has to read it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adaptkit.catalogues.renaming import InText
from adaptkit.loading.reviews import ledgers, read_ledger
from adaptkit.model.catalogue import Entry
from adaptkit.model.layout import GUIDE, review_path
from adaptkit.model.locale import Locale
from adaptkit.model.review import Review, format_reviews, text_hash
from adaptkit.records import replace
from adaptkit.workspace import Workspace


def renamed_reviews(
    workspace: Workspace, ids: Mapping[str, str], in_text: InText
) -> dict[str, bytes]:
    """The files that change. What was said of a text whose links have other addresses now was said
    of the text as it is; what is void stays so. Raises ProblemsFound where a line cannot be
    read."""
    files: dict[str, bytes] = {}
    for locale, domain in ledgers(workspace):
        reviews = read_ledger(workspace, locale, domain)
        own = workspace.read_catalogue(Locale.parse(locale), domain)
        known = [c.by_id() for c in (own, workspace.read_template(domain)) if c is not None]
        now = [_renamed(one, ids if domain == GUIDE else {}, known, in_text) for one in reviews]
        if now != list(reviews):
            files[review_path(locale, domain)] = format_reviews(now).encode("utf-8")
    return files


def _renamed(
    review: Review,
    ids: Mapping[str, str],
    known: list[Mapping[str, Entry]],
    in_text: InText,
) -> Review:
    now = replace(review, unit=ids.get(review.unit, review.unit))
    for entry, source, words in _texts(review.unit, known):
        if review.is_about(source, words):
            here = entry.references[0] if entry.references else ""
            source, words = in_text(source, here), in_text(words, here)
            return replace(now, source=text_hash(source), target=text_hash(words))
    return now


def _texts(unit: str, known: list[Mapping[str, Entry]]) -> Iterator[tuple[Entry, str, str]]:
    """A text with its translation, and with itself: an overlay's own text needs none."""
    for entries in known:
        entry = entries.get(unit)
        if entry is not None:
            yield entry, entry.msgid, entry.msgstr
            yield entry, entry.msgid, entry.msgid
