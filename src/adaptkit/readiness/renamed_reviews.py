"""The ledger after something of the guide is called otherwise: nobody has to read it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from adaptkit.catalogues.renaming import InText
from adaptkit.loading.reviews import ledgers, read_ledger
from adaptkit.model.catalogue import Entry
from adaptkit.model.layout import GUIDE, review_path
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import Overlay
from adaptkit.model.place import Place, parse_place
from adaptkit.model.review import Review, format_reviews, is_decision, text_hash
from adaptkit.records import replace
from adaptkit.workspace import Workspace


def renamed_reviews(
    workspace: Workspace,
    ids: Mapping[str, str],
    in_text: InText,
    placed: Callable[[Place], Place] = lambda place: place,
) -> dict[str, bytes]:
    """The files that change. What was said of a text whose links have other addresses now was said
    of the text as it is; what is void stays so. ``placed``: where an overlay's text stands then.
    Raises ProblemsFound where a line cannot be read."""
    files: dict[str, bytes] = {}
    for locale, domain in ledgers(workspace):
        reviews = read_ledger(workspace, locale, domain)
        own = workspace.read_catalogue(Locale.parse(locale), domain)
        known = [c.by_id() for c in (own, workspace.read_template(domain)) if c is not None]
        called = ids if domain == GUIDE else {}
        now = [_placed(_renamed(one, called, known, in_text), placed) for one in reviews]
        if now != list(reviews):
            files[review_path(locale, domain)] = format_reviews(now).encode("utf-8")
    return files


def places_after(
    overlays: Iterable[Overlay],
    address: Callable[[str], str],
    in_text: Callable[[str, str], str],
) -> Callable[[Place], Place]:
    """Where what was signed off stands from now on: at the same place under another name, instead
    of the same text with other addresses in its links. ``address``: of what operations aim at;
    ``in_text``: of a text of the guide, and what is aimed at there."""
    signs = {}
    nowhere = set()
    for overlay in overlays:
        nowhere |= {one.name for one in overlay.operations if one.target.of}
        for record in overlay.base.values():
            for seen in record.seen:
                signs[text_hash(seen.text)] = text_hash(in_text(seen.text, record.target))

    def placed(place: Place) -> Place:
        # What is no place in the text, such as a variable, keeps its name.
        target = place.target if place.operation in nowhere else address(place.target)
        return Place(place.operation, signs.get(place.instead_of, place.instead_of), target)

    return placed


def _renamed(
    review: Review,
    ids: Mapping[str, str],
    known: list[Mapping[str, Entry]],
    in_text: InText,
) -> Review:
    now = replace(review, unit=ids.get(review.unit, review.unit))
    for entry, source, words in _texts(review.unit, known):
        if review.is_of(source, words):
            here = entry.references[0] if entry.references else ""
            source, words = in_text(source, here), in_text(words, here)
            return replace(now, source=text_hash(source), target=text_hash(words))
    return now


def _placed(review: Review, placed: Callable[[Place], Place]) -> Review:
    place = parse_place(review.place)
    if place is None:
        return review
    new = placed(place)
    decided = is_decision(review.unit) and review.source == place.instead_of
    return replace(review, place=str(new), source=new.instead_of if decided else review.source)


def _texts(unit: str, known: list[Mapping[str, Entry]]) -> Iterator[tuple[Entry, str, str]]:
    """A text with its translation, and with itself: an overlay's own text needs none."""
    for entries in known:
        entry = entries.get(unit)
        if entry is not None:
            yield entry, entry.msgid, entry.msgstr
            yield entry, entry.msgid, entry.msgid
