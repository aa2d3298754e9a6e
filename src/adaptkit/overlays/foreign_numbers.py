"""Another country's number in what a country says itself: whoever dials it there gets no help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from adaptkit.guides.places import place_in
from adaptkit.model.contact import Contact, Shape
from adaptkit.model.diagnostic import Diagnostic, Position, error, warning
from adaptkit.model.document import Block, Chapter, Guide, GuideSettings
from adaptkit.model.locale import Locale
from adaptkit.model.overlay import VARIABLE_TARGET, Operation, Overlay
from adaptkit.overlays.points import Leaf, cover, leaf_of, leaves_in, points
from adaptkit.overlays.tried import by_hand, is_tried
from adaptkit.records import Record, replace
from adaptkit.settings.values import is_country
from adaptkit.texts.occurrences import Lines
from adaptkit.texts.placeholders import placeholder
from adaptkit.texts.telephones import look_up
from adaptkit.traces import Trace, of_value, traces
from adaptkit.traces.numbers_to_call import (
    CALLING,
    answers,
    digits_of,
    is_in_use,
    owners,
    says_whose,
    short_numbers,
    standing,
)

# Of a longer number no table says where it is called from.
_SHORT = 6


class Numbers(Record, frozen=True):
    """``country``: whose readers are spoken to; ``own``: the digits of what it has said to be its
    own; ``foreign``: the digits of the guide's values → what they are the value of."""

    country: str
    home: str
    own: frozenset[str]
    foreign: Mapping[str, str]


def country_of(overlay: Overlay) -> str:
    """Of the overlay; ``""`` for a region's or an organisation's that does not say."""
    return overlay.country or (overlay.name if is_country(overlay.name) else "")


def numbers_of(overlays: Iterable[Overlay], settings: GuideSettings, country: str) -> Numbers:
    """What holds for readers in ``country`` of an edition with these overlays."""
    own = set()
    for overlay in overlays:
        for operation in overlay.operations:
            if operation.target.of == VARIABLE_TARGET:
                own.add(digits_of(operation.arguments.get("value", "")))
    foreign: dict[str, str] = {}
    for variable in settings.variables.values():
        digits = digits_of(variable.value) if variable.kind == "telephone" else ""
        if len(digits) > 1 and digits not in own and not answers(digits, country):
            foreign.setdefault(digits, placeholder(variable.name))
    return Numbers(country, settings.country, frozenset(own - {""}), foreign)


def in_prose(
    chapter: Chapter, locale: Locale, settings: GuideSettings, numbers: Numbers
) -> Iterator[Diagnostic]:
    """In a text of an overlay. A passage that is marked as one country's, or names it, may say its
    numbers."""
    if not numbers.country or numbers.country == numbers.home:
        return
    marked = cover(Guide(settings, (chapter,))).local
    lines: Lines | None = None
    for block in chapter.walk():
        text = block.msgid
        if block.children or leaf_of(block) in marked:
            continue
        for start, words, countries in _found(text, locale, numbers):
            if not says_whose(text, countries, locale):
                lines = lines or Lines(chapter.source)
                yield _told(words, countries, numbers, place_in(lines, block, start, words))


def _found(
    text: str, locale: Locale, numbers: Numbers
) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """(where, as it stands, whose) of each such number, once."""
    if not any(map(str.isdigit, text)):
        return
    seen = set()
    for start, words in standing(text, numbers.foreign):
        if digits_of(words) in seen:
            continue
        seen.add(digits_of(words))
        yield start, words, (numbers.home,) if numbers.home else ()
    for one in traces(text, locale, (numbers.country,)):
        digits = digits_of(one.words)
        calls = _is_called(one, numbers)
        if calls and digits not in seen and not _is_own(one.words, numbers):
            seen.add(digits)
            yield one.start, one.words, one.countries
    if locale.language not in CALLING:
        # Nobody has listed the words for calling: any that stands alone may be to be called.
        for start, words in standing(text, short_numbers()):
            digits = digits_of(words)
            own = numbers.country in owners(digits) or _is_own(words, numbers)
            if digits not in seen and not own:
                seen.add(digits)
                yield start, words, owners(digits)


def _is_called(one: Trace, numbers: Numbers) -> bool:
    """Free numbers look alike in many countries: those of the guide's own country are copied from
    it, and those with a country's code are that country's."""
    if one.elsewhere or one.kind not in ("emergency", "toll-free"):
        return False
    known = numbers.home in one.countries or one.words.lstrip().startswith("+")
    return one.kind == "emergency" or known


def _is_own(number: str, numbers: Numbers) -> bool:
    if digits_of(number) in numbers.own or answers(number, numbers.country):
        return True
    home = look_up(number, (numbers.country,))
    return home.known and not number.lstrip().startswith("+")


def _told(words: str, countries: tuple[str, ...], numbers: Numbers, where: Position) -> Diagnostic:
    there = _name_of(numbers.country)
    stands_for = numbers.foreign.get(digits_of(words), "")
    whose = f"a number of {' and '.join(countries[:4])}" if countries else "another country's"
    value = f", the guide's value of {stands_for}" if stands_for else ""
    return error(
        "foreign-number",
        where,
        f"readers in {there} would be told to call {words}, {whose}{value}",
        "write the number that people call there, or in a text the placeholder that stands for it; "
        "where the other country is meant, name it in the same passage",
    )


def in_words(text: str, locale: Locale, where: Position, numbers: Numbers) -> Iterator[Diagnostic]:
    """In what a YAML file says to readers: a reason, a note, a publisher's name."""
    if not numbers.country or numbers.country == numbers.home:
        return
    for _, words, countries in _found(text, locale, numbers):
        if not says_whose(text, countries, locale):
            yield _told(words, countries, numbers, where)


def in_contact(contact: Contact, locale: Locale, numbers: Numbers) -> Iterator[Diagnostic]:
    """In the directory: its telephone numbers, and what it says of them. A contact that says that
    it is for another country has that country's."""
    own = contact.countries
    if not numbers.country or numbers.country == numbers.home:
        return
    if own and numbers.country not in own:
        return
    for one in contact.leaves():
        where = contact.place(one.path)
        if one.field.shape is Shape.TELEPHONE:
            yield from _in_number(one.text, where, numbers)
        elif one.field.shape is Shape.TEXTS:
            said_in = Locale.parse(one.language) if one.language else locale
            yield from in_words(one.text, said_in, where, numbers)


def _in_number(telephone: str, where: Position, numbers: Numbers) -> Iterator[Diagnostic]:
    foreign = digits_of(telephone) in numbers.foreign
    listed = [one for one in of_value(telephone, (numbers.country,)) if _is_called(one, numbers)]
    if foreign or (listed and not _is_own(telephone, numbers)):
        countries = (numbers.home,) if foreign else listed[0].countries
        yield _told(telephone, countries, numbers, where)


_TELEPHONES = frozenset({"emergency", "toll-free", "telephone"})


class Kept(Record, frozen=True):
    """What a country keeps of the guide though it tells readers to call another country's numbers.
    Nothing of it is decided by that: ``leaves``, and ``addresses`` of the passages around them."""

    leaves: frozenset[Leaf] = frozenset()
    addresses: frozenset[str] = frozenset()
    told: tuple[Diagnostic, ...] = ()


def in_kept(
    guide: Guide, local: Mapping[Leaf, Block], overlays: Sequence[Overlay], numbers: Numbers
) -> Kept:
    """Of the passages about one country (``local``, leaf by leaf) that ``guide``, adapted, has."""
    keeps = {
        str(operation.target): operation
        for overlay in overlays
        for operation in overlay.operations
        if operation.name == "keep"
    }
    if not keeps or not numbers.country or numbers.country == numbers.home:
        return Kept()
    leaves: set[Leaf] = set()
    addresses: set[str] = set()
    told = []
    for point, place in ((one.block, one.place) for one in points(guide)):
        operation = next((keeps[a] for a in (place.address, *point.addresses) if a in keeps), None)
        for leaf in leaves_in(guide, place):
            here = leaf_of(leaf)
            own = next((keeps[a] for a in (leaf.id, *leaf.addresses) if a in keeps), operation)
            if own is None or here not in local or here in leaves:
                continue
            found = _kept_number(leaf, guide.settings, numbers)
            if found is not None:
                leaves.add(here)
                addresses.update((place.address, *point.addresses))
                one = _told(found.words, found.countries, numbers, own.position)
                hint = f'name the country in it, or replace it: "{leaf.id}" says so'
                told.append(replace(one, hint=hint, unit=leaf.id))
    return Kept(frozenset(leaves), frozenset(addresses), tuple(told))


def _kept_number(leaf: Block, settings: GuideSettings, numbers: Numbers) -> Trace | None:
    locale = leaf.language or settings.source_language
    for one in traces(leaf.msgid, locale, (numbers.country,)):
        if one.kind not in _TELEPHONES or one.elsewhere or _is_own(one.words, numbers):
            continue
        if not says_whose(leaf.msgid, one.countries, locale):
            return one
    return None


def in_variable(
    operation: Operation, overlay: Overlay, settings: GuideSettings
) -> Iterator[Diagnostic]:
    """A country's value of a number that calls for help. The tables of numbers lack some, so that
    the word of a person who has tried it counts more."""
    name, value = operation.target.id, operation.arguments.get("value", "")
    known = settings.variables.get(name)
    country = country_of(overlay)
    if known is None or known.kind != "telephone" or not country or not value.strip():
        return
    digits, home = digits_of(value), settings.country
    if not answers(known.value, home):
        yield from _of_a_line(overlay, operation, value, settings)
        same = 1 < len(digits) <= _SHORT and digits == digits_of(known.value)
        if same and home not in ("", country) and not is_tried(operation):
            yield _left(overlay, operation, value, home)
        return
    if digits != value and 0 < len(digits) <= 4:
        yield error(
            "wrong-telephone",
            operation.position,
            f"{placeholder(name)} is {value}, and whoever reads it aloud says other numbers",
            f"write it in one piece: {digits}",
        )
    if is_tried(operation) or answers(digits, country):
        return
    if digits == digits_of(known.value) and home != country:
        yield _left(overlay, operation, value, home)
    elif not is_in_use(digits, country):
        there = _name_of(country)
        yield error(
            "number-not-known",
            operation.position,
            f"{placeholder(name)} is {value}, which no list of numbers has for {there}",
            f"call it; {by_hand(overlay, operation)}",
        )


def _of_a_line(
    overlay: Overlay, operation: Operation, value: str, settings: GuideSettings
) -> Iterator[Diagnostic]:
    """A crisis line, say: whether the country has such a number at all."""
    digits, name, country = digits_of(value), operation.target.id, country_of(overlay)
    same = digits == digits_of(settings.variables[name].value)
    if not digits or same or is_tried(operation) or country == settings.country:
        return
    abroad = value.lstrip().startswith("+") and not look_up(value, (country,)).known
    kinds = [one for one in of_value(value, (country,)) if one.kind in _TELEPHONES]
    free = any(one.kind == "toll-free" for one in kinds) and value.lstrip().startswith("+")
    if abroad or free or not (value.lstrip().startswith("+") or look_up(value, (country,)).known):
        there = _name_of(country)
        yield warning(
            "number-not-known",
            operation.position,
            f"{placeholder(name)} is {value}, which no list of numbers has for {there}",
            f"call it; {by_hand(overlay, operation)}",
        )


def _left(overlay: Overlay, operation: Operation, value: str, home: str) -> Diagnostic:
    name, country = operation.target.id, country_of(overlay)
    return error(
        "scaffold-left",
        operation.position,
        f"{placeholder(name)} is still {value}, the number of {home}; no list of numbers says that "
        f"anybody answers it in {_name_of(country)}",
        f"write the number that people call there, and try it; {by_hand(overlay, operation)}",
    )


def _name_of(country: str) -> str:
    return Locale("und", "", country).territory_name(Locale("en"))
