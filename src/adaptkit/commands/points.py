"""``adaptkit points``: unmarked traces of one country, in the guide, overlays and translations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath

from adaptkit.editions.assemble import country_of
from adaptkit.model.diagnostic import Position, ProblemsFound, error, warning
from adaptkit.model.locale import Locale
from adaptkit.readiness.traced_texts import Text, shown_in, texts
from adaptkit.records import Record, replace
from adaptkit.reports.traced import Traced, TracesReport
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


class _View(Record, frozen=True):
    """What is asked for. ``keeps``: which texts; ``country`` and ``locale`` are those of an
    edition's readers, ``undecided`` what it has yet to decide."""

    keeps: Callable[[Text], bool]
    country: str = ""
    locale: Locale | None = None
    edition: str = ""
    undecided: int = 0


def points(
    workspace: Workspace, wanted: Sequence[str] = (), *, country: str = "", here: Path | None = None
) -> TracesReport:
    """What is found in all texts, or in those that ``wanted`` names: editions, files or folders of
    the project, as seen from ``here``. ``country``: only traces of this one.

    Raises ProblemsFound with what cannot be read, or is not there.
    """
    country = country.upper()
    if country and not Locale("und", "", country).territory_exists:
        hint = "write the two letters of ISO 3166, such as MX"
        raise ProblemsFound(
            [error("use-unknown-country", Position(""), f'there is no country "{country}"', hint)]
        )
    all_texts = tuple(texts(workspace))
    home = workspace.settings.country
    views = _views(workspace, wanted, all_texts, here or Path.cwd())
    found: dict[tuple[Position, str, str], Traced] = {}
    looked: set[int] = set()
    for view in views:
        for number, text in enumerate(all_texts):
            if not view.keeps(text):
                continue
            looked.add(number)
            for trace in _in_text(text, view):
                if not country or trace.of(country):
                    one = _told(text, _home_first(trace, home), view.country)
                    found.setdefault((one.told.position, one.words, one.kind), one)
    ordered = sorted(found.values(), key=lambda one: one.told.sort_key)
    undecided = {view.edition: view.undecided for view in views if view.undecided}
    return TracesReport(tuple(ordered), len(looked), undecided)


def _views(
    workspace: Workspace, wanted: Sequence[str], all_texts: Iterable[Text], here: Path
) -> list[_View]:
    if not wanted:
        return [_View(lambda _: True)]
    views: list[_View] = []
    problems = []
    paths = {text.position.path for text in all_texts}
    for name in wanted:
        path = _in_project(workspace, name, here)
        if path is None:
            views.append(_edition(workspace, name))
        elif any(PurePosixPath(each).is_relative_to(path) for each in paths):
            views.append(_View(partial(_is_below, path)))
        else:
            problems.append(
                error(
                    "use-no-file",
                    Position(name),
                    "this is no text of the project that readers get",
                    "name a chapter, an overlay's text, a catalogue or an edition",
                )
            )
    if problems:
        raise ProblemsFound(problems)
    return views


def _is_below(path: str, text: Text) -> bool:
    return PurePosixPath(text.position.path).is_relative_to(path)


def _in_project(workspace: Workspace, name: str, here: Path) -> str | None:
    """The file or folder of this name, relative to the project; None where an edition is meant."""
    if workspace.edition_named(name) in workspace.edition_files:
        return None
    for full in (here / name, workspace.root / name):
        if full.exists():
            resolved = full.resolve()
            root = workspace.root.resolve()
            return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else name
    # Nothing of that name: what looks like a path is one that is mistyped.
    return name if "/" in name or PurePosixPath(name).suffix in (".md", ".po", ".yaml") else None


def _edition(workspace: Workspace, name: str) -> _View:
    """What its readers get: the guide without what its overlays take away, with their texts, and
    the words of the nearest catalogue."""
    spec = workspace.read_edition(name)
    shown = shown_in(workspace, name)

    def keeps(text: Text) -> bool:
        if text.where == "catalogue":
            return shown.answers.get(text.unit) == text.position.path
        return text.position in shown.places

    country = country_of(workspace.settings, spec)
    return _View(keeps, country, spec.locale, spec.name, shown.undecided)


def _in_text(text: Text, view: _View) -> Iterator[Trace]:
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


def _home_first(trace: Trace, home: str) -> Trace:
    """Of several countries, the guide's own is the likeliest."""
    countries = tuple(sorted(trace.countries, key=lambda country: country != home))
    return replace(trace, countries=countries)


def _told(text: Text, trace: Trace, country: str) -> Traced:
    position = text.position
    if text.locate is not None:
        position = text.locate(trace.start, trace.words)
    words = " ".join(trace.words.split())
    told = warning(
        "local-trace",
        position,
        f'"{words}" is a trace of {whose(trace)}: {_CALLED[trace.kind]}',
        _hint(text, trace, country),
        unit=text.unit,
    )
    return Traced(told, words, trace.kind, trace.countries, trace.elsewhere)


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
