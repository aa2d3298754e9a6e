"""What in a text is unmarked and true in one country only, in words for whoever can change it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from adaptkit.model.diagnostic import Diagnostic, warning
from adaptkit.model.locale import Locale
from adaptkit.readiness.traced_texts import Text, texts
from adaptkit.records import Record, replace
from adaptkit.reports.traced import Traced
from adaptkit.traces import Trace, of_value, traces
from adaptkit.traces.numbers_to_call import answers, says_whose
from adaptkit.workspace import Workspace

_CALLED = {
    "emergency": "a number for emergencies or crises",
    "insurer": "an insurer or programme",
    "agency": "an agency or organisation",
    "law": "a law",
    "currency": "its money",
    "unit": "a unit",
    "date": "a way of writing dates",
    "spelling": "its spelling",
    "toll-free": "a toll-free number",
    "telephone": "a telephone number",
    "postcode": "a postcode",
    "name": "it says itself where it is true",
}
_TELEPHONES = frozenset({"emergency", "toll-free", "telephone"})


class View(Record, frozen=True):
    """What is asked for. ``keeps``: which texts; ``country`` and ``locale`` are those of an
    edition's readers, ``undecided`` what it has yet to decide."""

    keeps: Callable[[Text], bool]
    country: str = ""
    locale: Locale | None = None
    edition: str = ""
    undecided: int = 0


def in_text(text: Text, view: View) -> Iterator[Trace]:
    own = text.own | {view.country} - {""}
    if text.is_value:
        yield from (one for one in of_value(text.content, own) if not _is_answered(one, own))
        return
    region = text.region
    is_shown = view.locale is not None and view.locale.same_language(text.locale)
    if is_shown:
        region = view.country or region
    # What the source says already is told there, once.
    said = _of_source(text.source) if text.source else ()
    for trace in traces(text.content, text.locale, own, region):
        if trace.written and view.locale is not None and not is_shown:
            continue  # readers get the translation
        if any(_same(trace, other) for other in said):
            continue
        if _is_answered(trace, own):
            continue
        # The guide's "In the United States" is no less about one country, and waits for a mark.
        if text.where != "overlay" or not says_whose(text.content, trace.countries, text.locale):
            yield trace


def _is_answered(trace: Trace, own: Iterable[str]) -> bool:
    """What is no other country's more than theirs, though no list of theirs says so."""
    return trace.kind == "emergency" and any(answers(trace.words, country) for country in own)


@lru_cache(maxsize=50_000)
def _of_source(source: str) -> tuple[Trace, ...]:
    """In whatever language: names and numbers are looked for, which every language has."""
    return traces(source, Locale("en"))


def _same(one: Trace, other: Trace) -> bool:
    if one.kind != other.kind and not {one.kind, other.kind} <= _TELEPHONES:
        return False
    if one.elsewhere or other.elsewhere:
        return one.elsewhere == other.elsewhere
    return not set(one.countries).isdisjoint(other.countries)


def home_first(trace: Trace, home: str) -> Trace:
    """Of several countries, the guide's own is the likeliest."""
    countries = tuple(sorted(trace.countries, key=lambda country: country != home))
    return replace(trace, countries=countries)


def told(text: Text, trace: Trace, country: str) -> Traced:
    position = text.position
    if text.locate is not None:
        position = text.locate(trace.start, trace.words)
    words = " ".join(trace.words.split())
    said = warning(
        "local-trace",
        position,
        f'"{words}" is a trace of {whose(trace)}: {_CALLED[trace.kind]}',
        _hint(text, trace, country),
        unit=text.unit,
    )
    return Traced(said, words, trace.kind, trace.countries, trace.elsewhere)


def whose(trace: Trace, most: int = 4) -> str:
    """``US``, ``US, CA and MX``, ``all countries but US``."""
    if trace.elsewhere and not trace.countries:
        return "one country or another"
    first, more = trace.countries[:most], len(trace.countries) - most
    if more > 0:
        named = f"{', '.join(first)} and {more} more"
    else:
        named = " and ".join([", ".join(first[:-1]), first[-1]] if len(first) > 1 else first)
    return f"all countries but {named}" if trace.elsewhere else named


def _hint(text: Text, trace: Trace, country: str) -> str:
    if trace.kind == "date":
        return "write the month as a word: elsewhere the day is taken for the month"
    if trace.kind == "spelling":
        if country and text.where == "guide":
            return f"spell it for {country} in a catalogue of the edition's own language"
        return "spell it as the rest of the text is spelt"
    if text.where == "catalogue":
        return (
            "translate what the source says; what is true in one country only belongs into its "
            "overlay, or into a catalogue of that country"
        )
    if text.where == "overlay":
        there = f"in {text.country}" if text.country else "where this overlay is used"
        said = f"write what is true {there}"
        return said if text.is_value else f"{said}; if it is meant, name that country beside it"
    mark = f"{{.local country={_marked(trace, country)}}}"
    if trace.kind == "emergency":
        return (
            "put a variable in its place, such as {emergency_number}, which every edition sets, "
            f"or mark the passage {mark}"
        )
    return f"mark the passage {mark}, or put a variable in its place"


def _marked(trace: Trace, country: str) -> str:
    if trace.elsewhere or not trace.countries:
        return country or "XX"
    return trace.countries[0]


def unmarked(workspace: Workspace) -> Iterator[Diagnostic]:
    """In all texts of the project, each told once. Raises ProblemsFound with everything that cannot
    be read."""
    everything, home = View(lambda _: True), workspace.settings.country
    seen: set[tuple[str, int, int, str, str]] = set()
    for text in texts(workspace):
        for trace in in_text(text, everything):
            one = told(text, home_first(trace, home), "").told
            if one.sort_key not in seen:
                seen.add(one.sort_key)
                yield one
