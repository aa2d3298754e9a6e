"""What is different in an edition since it was last released, or built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adaptkit.records import Record
from adaptkit.reports.problems import Json
from adaptkit.reports.words import as_name, begun, counted, one_line, safe

NEW, CHANGED, REMOVED = "new", "changed", "removed"
_SHOWN = 20


class Difference(Record, frozen=True):
    """``kind``: ``new``, ``changed`` or ``removed``. ``core``: a safety passage, as far as the
    guide of today says so. Of what is removed there is neither a place nor a text."""

    kind: str
    unit: str
    core: bool = False
    path: str = ""
    line: int = 0
    text: str = ""


class OtherValue(Record, frozen=True):
    """What fills ``{name}`` was ``then`` and is ``now``; ``safety``: in a safety passage."""

    name: str
    then: str
    now: str
    safety: bool = False


class Since(Record, frozen=True):
    """``known``: whether there is anything to compare with: ``release``, the last one, or where
    nothing was released the last build. ``then`` and ``now``: the guide's version. ``values``:
    what placeholders say otherwise. ``found``: safety passages first, then in reading order.
    ``finished``: how many passages have been translated since that build. ``look``: what of its
    theme is otherwise, and ``facts`` what it says of itself, in words."""

    edition: str
    known: bool = False
    then: str = ""
    now: str = ""
    found: tuple[Difference, ...] = ()
    finished: int = 0
    release: str = ""
    values: tuple[OtherValue, ...] = ()
    look: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def since_lines(found: Sequence[Since]) -> Iterator[str]:
    for one in found:
        yield ""
        name = as_name(one.edition)
        if not one.known:
            yield f"What changed in {name} is not known: no build of it is in build/{name}."
            continue
        was = f"guide {one_line(one.then) or 'without a version'}"
        now = f", now {one_line(one.now)}" if one.now != one.then else ""
        what = f"its release {safe(one.release)}" if one.release else "its last build"
        yield f"Changed in {name} since {what} ({was}{now}):"
        yield from (f"  {value_line(value)}" for value in one.values)
        for difference in one.found[:_SHOWN]:
            yield f"  {_line(difference)}"
        if len(one.found) > _SHOWN:
            yield f"  and {len(one.found) - _SHOWN:,} more; --json has all of them"
        yield from (f"  {one_line(said)}" for said in (*one.facts, *one.look))
        if one.finished:
            yield f"  {counted(one.finished, 'passage')} translated meanwhile"
        if not (one.found or one.finished or one.values or one.look or one.facts):
            yield f"  nothing{'' if one.release else ' that can be told from that build'}"


def value_line(one: OtherValue) -> str:
    where = "SAFETY: " if one.safety else ""
    return f"{where}{{{safe(one.name)}}} was {one_line(one.then)}, now it is {one_line(one.now)}"


def _line(one: Difference) -> str:
    kind = f"SAFETY PASSAGE {one.kind}" if one.core else one.kind
    place = f"{as_name(one.path)}:{one.line}: " if one.path else ""
    text = f"{begun(one.text)} " if one.text else ""
    return f"{kind}: {place}{text}[{safe(one.unit)}]"


def with_changes(said: Sequence[Json], found: Sequence[Since]) -> list[Json]:
    """The rows of editions, each with what changed since its last release, or build."""
    by_name = {one.edition: since_json(one) for one in found}
    return [{**row, "changes": by_name.get(str(row["edition"]))} for row in said]


def values_json(found: Sequence[OtherValue]) -> list[Json]:
    return [
        {"name": one.name, "then": one.then, "now": one.now, "safety": one.safety} for one in found
    ]


def since_json(one: Since) -> Json:
    return {
        "known": one.known,
        "release": one.release,
        "values": values_json(one.values),
        "guide_then": one.then,
        "guide_now": one.now,
        "translated_meanwhile": one.finished,
        "theme": list(one.look),
        "about": list(one.facts),
        "passages": [
            {
                "kind": each.kind,
                "core": each.core,
                "unit": each.unit,
                "path": each.path,
                "line": each.line,
                "text": each.text,
            }
            for each in one.found
        ],
    }
