"""What was released, the last first: the history of the editions as their readers had them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adaptkit.dashboard.names import html_text, named
from adaptkit.model.layout import history_path
from adaptkit.model.overview import Member, Published

_COLUMNS = ("Edition", "Release", "Guide", "Signed off", "New for readers")


def releases_table(members: Iterable[Member]) -> Iterator[str]:
    """One row a release; of those that cannot be read, where they stand."""
    found = [*members]
    rows = [(one, release) for one in found for release in one.releases or ()]
    # Stable: of one day, the last of each edition stays first.
    rows.sort(key=lambda row: row[1].date, reverse=True)
    yield "<h2>Releases</h2>\n"
    for one in found:
        if one.releases is None:
            path = html_text(history_path(one.name))
            yield f'<p class="bad">Cannot be read: <code dir="ltr">{path}</code></p>\n'
    if not rows:
        yield "<p>None is recorded.</p>\n"
        return
    yield "<table>\n<thead><tr>"
    yield from (f'<th scope="col">{name}</th>' for name in _COLUMNS)
    yield "</tr></thead>\n<tbody>\n"
    for member, release in rows:
        yield _row(member, release)
    yield "</tbody>\n</table>\n"


def _row(member: Member, one: Published) -> str:
    new = one.new or ("first release",)
    said = "<br>".join(f"<bdi>{html_text(each)}</bdi>" for each in new)
    cells = (
        f"<bdi>{html_text(one.release)}</bdi>",
        f"<bdi>{html_text(one.version) or 'not said'}</bdi>",
        f"{one.signed:,} of {one.to_sign:,}",
        said,
    )
    shown = "".join(
        f'<td data-name="{name}">{cell}</td>'
        for name, cell in zip(_COLUMNS[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{named(member)}</th>{shown}</tr>\n'
