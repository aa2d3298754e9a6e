"""The colours of a theme: what follows from the few that are given, and whether all can be read.

The usual colours are those of the web pages. A pair is what stands upon what: words need a contrast
of 4.5:1 (WCAG 2.2, success criterion 1.4.3), edges 3:1 (1.4.11).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from adaptkit.model.theme import Palette
from adaptkit.records import Record
from adaptkit.texts.colours import BLACK, WHITE, contrast, mixed, nearest

_Settle = Callable[[Mapping[str, str]], Mapping[str, str]]
ROLES = ("accent", "page", "card", "band", "cover", "cover_text")
WORDS, EDGES = 4.5, 3.0

# As in writers/html/style.css; in a PDF a note has a ground of its own.
LIGHT: Mapping[str, str] = {
    "page": "#fbfaf6",
    "card": "#ffffff",
    "band": "#f1efe7",
    "ink": "#1d2a30",
    "soft_ink": "#4a5860",
    "strong_line": "#7d7a6e",
    "accent": "#0a5561",
    "accent_ink": "#ffffff",
    "accent_soft": "#e0eff0",
    "note": "#1d5a8a",
    "note_soft": "#e8f1f8",
    "tip": "#23663c",
    "tip_soft": "#e7f3ea",
    "important": "#63408f",
    "important_soft": "#f1ebf8",
    "warning": "#7a4d00",
    "warning_soft": "#fdf3dc",
    "urgent": "#a01c24",
    "urgent_soft": "#fdeceb",
    "found": "#ffe68a",
    "cover": "#0a5561",
    "cover_end": "#0c3f54",
    "cover_text": "#ffffff",
    "paper": "#ffffff",
    "printed_note": "#e9f0f8",
}
DARK: Mapping[str, str] = {
    "page": "#12191d",
    "card": "#1a2328",
    "band": "#202b31",
    "ink": "#e8ecec",
    "soft_ink": "#b4c0c4",
    "strong_line": "#8b9a9f",
    "accent": "#86d3da",
    "accent_ink": "#0d2429",
    "accent_soft": "#17353b",
    "note": "#9bcbf2",
    "note_soft": "#17293a",
    "tip": "#96d8a9",
    "tip_soft": "#172e20",
    "important": "#cdb3f2",
    "important_soft": "#2a2138",
    "warning": "#f2c772",
    "warning_soft": "#33280f",
    "urgent": "#ffa8a3",
    "urgent_soft": "#3c1a1b",
    "found": "#4d3b00",
    "cover": "#0a5561",
    "cover_end": "#0c3f54",
    "cover_text": "#ffffff",
}

_SAID = {
    "page": "the page",
    "card": "cards",
    "band": "bands such as the heads of tables",
    "ink": "text",
    "soft_ink": "small text",
    "strong_line": "the edge of a field",
    "accent": "links and headings",
    "accent_ink": "words on a button",
    "accent_soft": "quotations",
    "note_soft": "notes",
    "tip_soft": "tips",
    "important_soft": "important notes",
    "warning_soft": "warnings",
    "urgent_soft": "urgent notes",
    "found": "words that a search has found",
    "cover": "the cover",
    "cover_end": "the cover",
    "cover_text": "its words",
    "paper": "white paper",
    "printed_note": "notes on paper",
    **{kind: f"the edge of {kind} notes" for kind in ("note", "tip", "important")},
    **{kind: f"the edge of {kind} notes" for kind in ("warning", "urgent")},
}
# What follows from another colour.
_FOLLOWS = {"accent_ink": "accent", "accent_soft": "card", "cover_end": "cover"}
_TOUCHED = {
    "accent": {"accent", "accent_ink", "accent_soft"},
    "card": {"card", "accent_soft"},
    "cover": {"cover", "cover_end"},
}
_GROUNDS = ("page", "card", "band", "accent_soft", "found")
_NOTES = ("note", "tip", "important", "warning", "urgent")


class Pair(Record, frozen=True):
    """``upon``: the ground of ``what``, by the names of ``LIGHT``."""

    what: str
    upon: str
    needed: float


def _pairs() -> Iterator[Pair]:
    for ground in (*_GROUNDS, "paper", "printed_note", *(f"{kind}_soft" for kind in _NOTES)):
        yield Pair("accent", ground, WORDS)
    for ground in _GROUNDS:
        yield Pair("ink", ground, WORDS)
    for ground in ("page", "card", "band", "accent_soft"):
        yield Pair("soft_ink", ground, WORDS)
    yield Pair("accent_ink", "accent", WORDS)
    yield Pair("cover_text", "cover", WORDS)
    yield Pair("cover_text", "cover_end", WORDS)
    for ground in ("page", "card", "band"):
        yield Pair("strong_line", ground, EDGES)
    for kind in _NOTES:
        yield from (Pair(kind, ground, EDGES) for ground in ("page", "card"))


PAIRS: tuple[Pair, ...] = tuple(_pairs())


@cache
def _with(role: str) -> tuple[Pair, ...]:
    """The pairs that become others with this colour."""
    touched = _TOUCHED.get(role, {role})
    return tuple(pair for pair in PAIRS if touched & {pair.what, pair.upon})


class Fault(Record, frozen=True):
    """A colour that is given and cannot stay: its role, the pair with the least contrast, how many
    pairs more, and the nearest colour that would do (``""``: none would)."""

    role: str
    pair: Pair
    colours: tuple[str, str]
    ratio: float
    others: int
    instead: str

    @property
    def message(self) -> str:
        """Told with the ratio cut off, never rounded up to what is needed."""
        what, upon = (_SAID[one] for one in (self.pair.what, self.pair.upon))
        ratio = int(self.ratio * 100) / 100
        more = f", nor in {self.others} more places" if self.others > 1 else ""
        more = ", nor in one more place" if self.others == 1 else more
        return (
            f"{what} ({self.colours[0]}) cannot be read well on {upon} ({self.colours[1]})"
            f"{more}: the contrast is {ratio:.2f}:1, and {self.pair.needed:g}:1 is needed"
        )


def light_palette(given: Mapping[str, str]) -> Palette:
    """What is used by day and in print. ``given``: colours by role."""
    return _palette(_by_day(given), LIGHT)


def dark_palette(given: Mapping[str, str], light: Mapping[str, str]) -> Palette:
    """``light``: what is given for the day. Its accent, made light enough, and its cover stand
    where nothing is said for the dark."""
    return _palette(_in_the_dark(given, light), DARK)


def light_faults(given: Mapping[str, str]) -> Iterator[Fault]:
    return _faults(given, _by_day)


def dark_faults(given: Mapping[str, str], light: Mapping[str, str]) -> Iterator[Fault]:
    # Looked for once: whatever another colour becomes, it can stay as it is then.
    accent = _accent_in_the_dark(given, light)
    usual = _usual_in_the_dark(light)
    return _faults(given, lambda found: _settled({**accent, **found}, usual))


def _by_day(given: Mapping[str, str]) -> dict[str, str]:
    cover = {"cover": given["accent"]} if "accent" in given else {}
    return _settled({**cover, **given}, LIGHT)


def _in_the_dark(given: Mapping[str, str], light: Mapping[str, str]) -> dict[str, str]:
    accent = _accent_in_the_dark(given, light)
    return _settled({**accent, **given}, _usual_in_the_dark(light))


def _usual_in_the_dark(light: Mapping[str, str]) -> dict[str, str]:
    by_day = _by_day(light)
    return {**DARK, **{name: by_day[name] for name in ("cover", "cover_end", "cover_text")}}


def _accent_in_the_dark(given: Mapping[str, str], light: Mapping[str, str]) -> dict[str, str]:
    """The accent that is given for the day, made as light as it has to be."""
    if "accent" not in light or "accent" in given:
        return {}
    usual = _usual_in_the_dark(light)

    def fits(accent: str) -> bool:
        return _does(_settled({**given, "accent": accent}, usual), _with("accent"))

    # Where none fits, it is for another colour to change.
    return {"accent": nearest(light["accent"], fits) or DARK["accent"]}


def _settled(given: Mapping[str, str], usual: Mapping[str, str]) -> dict[str, str]:
    """All colours by name: the usual ones, those given, and what follows from them."""
    found = {**usual, **given}
    if "accent" in given:
        found["accent_ink"] = _words_on(found["accent"])
    if "accent" in given or "card" in given:
        found["accent_soft"] = _tint(found)
    if "cover" in given:
        found["cover_end"] = found["cover"]
        found["cover_text"] = given.get("cover_text", _words_on(found["cover"]))
    return found


def _words_on(colour: str) -> str:
    """One of both is always seen: the lesser of them has at most 4.58:1."""
    return WHITE if contrast(WHITE, colour) >= WORDS else BLACK


def _tint(found: Mapping[str, str]) -> str:
    """As much of the accent in the colour of cards as leaves all words upon it to be read."""

    def does(ground: str) -> bool:
        words = ("accent", "ink", "soft_ink")
        return all(contrast(found[one], ground) >= WORDS for one in words)

    card = found["card"]
    if not does(card):
        return card  # as is told
    tints = (mixed(card, found["accent"], share) for share in (0.12, 0.09, 0.06, 0.03))
    return next(filter(does, tints), card)


def _failing(colours: Mapping[str, str], pairs: Sequence[Pair] = PAIRS) -> Iterator[Pair]:
    for pair in pairs:
        ground = colours.get(pair.upon)
        if ground and contrast(colours[pair.what], ground) < pair.needed:
            yield pair


def _does(colours: Mapping[str, str], pairs: Sequence[Pair] = PAIRS) -> bool:
    return next(_failing(colours, pairs), None) is None


def _faults(given: Mapping[str, str], settle: _Settle) -> Iterator[Fault]:
    colours = settle(given)
    at_fault: dict[str, list[Pair]] = {}
    for pair in _failing(colours):
        # What is not due to these is told where it is given.
        if role := _to_change(pair, given):
            at_fault.setdefault(role, []).append(pair)
    for role, pairs in at_fault.items():

        def ratio(pair: Pair) -> float:
            return contrast(colours[pair.what], colours[pair.upon])

        worst = min(pairs, key=lambda pair: ratio(pair) / pair.needed)
        shown = colours[worst.what], colours[worst.upon]
        places = {(pair.what, colours[pair.upon]) for pair in pairs}
        fits = partial(_fits, role, given, settle)
        instead = nearest(given[role], fits)
        yield Fault(role, worst, shown, ratio(worst), len(places) - 1, instead)


def _fits(role: str, given: Mapping[str, str], settle: _Settle, colour: str) -> bool:
    return _does(settle({**given, role: colour}), _with(role))


def _to_change(pair: Pair, given: Mapping[str, str]) -> str:
    """Which of the given colours has to change; ``""`` where none of them is in it."""
    what, upon = _FOLLOWS.get(pair.what, pair.what), _FOLLOWS.get(pair.upon, pair.upon)
    first, then = (what, upon) if what in ROLES else (upon, what)
    return first if first in given else then if then in given else ""


def _palette(colours: Mapping[str, str], usual: Mapping[str, str]) -> Palette:
    changed = {
        name: colours[name] for name in Palette.__struct_fields__ if colours[name] != usual[name]
    }
    if colours["cover_end"] != usual["cover_end"] or "cover" in changed or "cover_text" in changed:
        # Words and ground stand together wherever they are used.
        changed |= {name: colours[name] for name in ("cover", "cover_text")}
    return Palette(**changed)
