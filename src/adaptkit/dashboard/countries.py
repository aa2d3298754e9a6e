"""All countries that have an edition, by the part of the world that they are in: a table, since a
map would show a country with four languages as one, and where it is its owner knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adaptkit.dashboard.names import html_text, named
from adaptkit.dashboard.states import State
from adaptkit.model.locale import Locale
from adaptkit.model.overview import Member
from adaptkit.model.regions import ELSEWHERE, REGIONS, region_of
from adaptkit.reports.status import EditionStatus

_COLUMNS = ("Country", "Edition", "State", "Last release")
_NONE = "For no one country"

_Row = tuple[Member, EditionStatus, tuple[State, ...]]


def countries_table(found: Iterable[_Row]) -> Iterator[str]:
    """One row an edition, its country named once."""
    by_region: dict[str, dict[str, list[_Row]]] = {}
    for row in found:
        country = row[0].locale.territory
        region = region_of(country) if country else _NONE
        by_region.setdefault(region, {}).setdefault(country, []).append(row)
    yield "<h2>Countries</h2>\n<table>\n<thead><tr>"
    yield from (f'<th scope="col">{name}</th>' for name in _COLUMNS)
    yield "</tr></thead>\n"
    for region in (*sorted(REGIONS), ELSEWHERE, _NONE):
        if region in by_region:
            yield '<tbody>\n<tr><th class="language" '
            yield f'scope="rowgroup" colspan="{len(_COLUMNS)}">{region}</th></tr>\n'
            for _, rows in sorted(by_region[region].items(), key=lambda one: _country(one[0])):
                yield from _rows(rows)
            yield "</tbody>\n"
    yield "</table>\n"


def _country(code: str) -> str:
    return Locale("und", "", code).territory_name(Locale("en")) if code else ""


def _rows(rows: list[_Row]) -> Iterator[str]:
    name = html_text(_country(rows[0][0].locale.territory)) or "–"
    for number, (member, _, states) in enumerate(rows):
        first = f'<th scope="rowgroup" rowspan="{len(rows)}">{name}</th>' if not number else ""
        last = member.releases[0].release if member.releases else "none"
        said = ", ".join(f"{'✓' if one.good else '!'} {one.says}" for one in states)
        yield (
            f'<tr>{first}<td data-name="Edition">{named(member)}</td>'
            f'<td data-name="State">{said}</td>'
            f'<td data-name="Last release"><bdi>{html_text(last)}</bdi></td></tr>\n'
        )
