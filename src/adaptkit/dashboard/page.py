"""The page: its own words are English, and names stand in their own languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

from adaptkit.dashboard.countries import countries_table
from adaptkit.dashboard.names import html_text, in_language, language_name, named, plain_text
from adaptkit.dashboard.releases import releases_table
from adaptkit.dashboard.states import State, states
from adaptkit.model.locale import Locale
from adaptkit.model.overview import Member, Overview
from adaptkit.reports.bars import cells
from adaptkit.reports.status import EditionStatus, next_step
from adaptkit.reports.to_do import to_do_next
from adaptkit.reports.words import as_name, counted
from adaptkit.writers.html.inlines import escape
from adaptkit.writers.html.sealed import policy

OURS = '<meta name="generator" content="adaptkit status">'
"""What every such page says of itself."""
_PARTS = ("signed", "unsigned", "fuzzy", "open")
_COLUMNS = ("Edition", "Progress", "State", "Next step")
_SUMMARY = (("complete", True), ("reviewed", True), ("stale", False), ("due", False))

_Row = tuple[Member, EditionStatus, tuple[State, ...]]


def render_dashboard(overview: Overview, rows: Sequence[EditionStatus]) -> bytes:
    """One page of all editions: each member of ``overview`` that has a row, once."""
    by_name = {row.edition: row for row in rows}
    found: list[_Row] = [
        (one, by_name[one.name], tuple(states(by_name[one.name], one)))
        for one in overview.members
        if one.name in by_name
    ]
    found.sort(key=lambda row: _order(row[0]))
    known = {one.name for one in overview.members}
    css, title = _style(), f"Editions of {plain_text(overview.title) or 'this guide'}"
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f"{OURS}\n",
            f'<meta http-equiv="Content-Security-Policy" content="{policy(css)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="color-scheme" content="light dark">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>{escape(title)}</title>\n<style>{css}</style>\n</head>\n<body>\n<main>\n",
            f"<h1>Editions of {_title(overview)}</h1>\n",
            f"<p>{_version(overview)}On <time>{escape(overview.today)}</time>.</p>\n",
            *_summary(found),
            *_table(found),
            *countries_table(found),
            *_unread(row for row in rows if row.edition not in known),
            *_to_do(found),
            *_due(found, overview.today),
            *_unused(overview.unused),
            *_history(found),
            *releases_table(member for member, _, _ in found),
            "</main>\n</body>\n</html>\n",
        )
    ).encode("utf-8")


def _order(member: Member) -> tuple[str, str, str]:
    """By the English name of the language, then of the country."""
    english = Locale("en")
    language = member.locale.language_name(english)
    return (language, member.locale.territory_name(english), member.name)


def _title(overview: Overview) -> str:
    return in_language(overview.title or "this guide", overview.language)


def _version(overview: Overview) -> str:
    version = html_text(overview.version)
    return f"The guide is version <bdi>{version}</bdi>. " if version else ""


def _summary(found: Sequence[_Row]) -> Iterator[str]:
    languages = len({member.locale.base for member, _, _ in found})
    ready = sum(row.ready for _, row, _ in found)
    yield f"<p>{counted(len(found), 'edition')} in {counted(languages, 'language')}.</p>\n"
    yield f'<dl class="sum">\n<div><dt>can be published</dt><dd>{ready}</dd></div>\n'
    for key, good in _SUMMARY:
        number = sum((one.key, one.good) == (key, good) for _, _, all_ in found for one in all_)
        yield f"<div><dt>{key}</dt><dd>{number}</dd></div>\n"
    yield "</dl>\n"


def _table(found: Sequence[_Row]) -> Iterator[str]:
    yield "<h2>All editions</h2>\n"
    yield f'<p class="key">{"".join(map(_key, _PARTS, _NAMES))}</p>\n'
    yield "<table>\n<thead><tr>"
    for name in _COLUMNS:
        yield f'<th scope="col">{name}</th>'
    yield "</tr></thead>\n"
    for language, group in groupby(found, key=lambda row: row[0].locale.base):
        yield '<tbody>\n<tr><th class="language" '
        yield f'scope="rowgroup" colspan="{len(_COLUMNS)}">{language_name(language)}</th></tr>\n'
        yield from (_edition(*row) for row in group)
        yield "</tbody>\n"
    yield "</table>\n"


_NAMES = ("signed off", "translated, not signed off", "fuzzy", "untranslated")


def _key(part: str, name: str) -> str:
    box = f'<svg viewBox="0 0 4 4" aria-hidden="true"><rect class="{part}" width="4" height="4"/>'
    return f"<span>{box}</svg> {name}</span> "


def _edition(member: Member, row: EditionStatus, all_: Iterable[State]) -> str:
    badges = "".join(
        f'<li class="{"good" if one.good else "bad"}">{"✓" if one.good else "!"} {one.says}</li>'
        for one in all_
    )
    by = f"<br><bdi>{html_text(member.publisher)}</bdi>" if member.publisher else ""
    overlays = f"; overlays <bdi>{html_text(', '.join(row.overlays))}</bdi>" if row.overlays else ""
    verdict = "Can be published." if row.ready else "Cannot be published yet."
    return (
        f'<tr><th scope="row">{named(member)}'
        f'<br><code dir="ltr">{html_text(member.name)}</code>{by}</th>'
        f"<td>{_progress(row)}{overlays}</td>"
        f'<td><ul class="states">{badges}</ul></td>'
        f"<td><strong>{verdict}</strong>"
        f"<br><bdi>{html_text(next_step(row))}</bdi></td></tr>\n"
    )


def _progress(row: EditionStatus) -> str:
    """The bar, and all that it says in words."""
    if not row.made:
        return "not known"
    parts = (row.reviewed, row.unsigned, row.fuzzy, row.untranslated)
    at, drawn = 0, []
    for part, wide in zip(_PARTS, cells(parts, 100), strict=True):
        drawn.append(f'<rect class="{part}" x="{at}" width="{wide}" height="8"/>' if wide else "")
        at += wide
    said = f"{row.percent}% translated, {row.percent_signed}% signed off"
    waits = ((row.fuzzy, "fuzzy"), (row.untranslated, "untranslated"))
    more = "".join(f", {number:,} {name}" for number, name in waits if number)
    return (
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(drawn)}</svg>{said}{more}"
    )


def _unread(rows: Iterable[EditionStatus]) -> Iterator[str]:
    found = list(rows)
    if found:
        yield "<h2>Editions whose files cannot be read</h2>\n<ul>\n"
        for row in found:
            name, step = html_text(row.edition), html_text(next_step(row))
            yield f"<li><bdi>{name}</bdi>: <bdi>{step}</bdi></li>\n"
        yield "</ul>\n"


def _to_do(found: Sequence[_Row]) -> Iterator[str]:
    yield "<h2>Who has what to do next</h2>\n"
    for member, row, _ in found:
        items = to_do_next(row)
        if items:
            yield f"<h3>{named(member)}</h3>\n<ul>\n"
            for one in items:
                yield f"<li><b>{html_text(one.who)}</b>: <bdi>{html_text(one.what)}</bdi>"
                yield f'<br><code dir="ltr">{html_text(one.command)}</code></li>\n'
            yield "</ul>\n"
    if not any(to_do_next(row) for _, row, _ in found):
        yield "<p>Nobody has to do anything.</p>\n"


def _due(found: Sequence[_Row], today: str) -> Iterator[str]:
    """Each thing once, with all editions that it stands in."""
    days: dict[tuple[str, str, str, str, int], list[Member]] = {}
    for member, row, _ in found:
        for contact in row.contacts_due:
            key = (contact.by, "contact", contact.contact, contact.path, contact.line)
            days.setdefault(key, []).append(member)
        for consent in member.consents_due:
            key = (consent.by, "consent", consent.file, consent.path, consent.line)
            days.setdefault(key, []).append(member)
        if member.review_due:
            key = (member.course.next_review, "review of the edition", member.name, "", 0)
            days.setdefault(key, []).append(member)
    yield "<h2>Due within 60 days</h2>\n"
    if not days:
        yield "<p>Nothing.</p>\n"
        return
    yield "<ul>\n"
    for (by, kind, name, path, line), members in sorted(days.items(), key=lambda one: one[0]):
        place = f' <code dir="ltr">{html_text(as_name(path))}:{line}</code>' if path else ""
        past = "<strong>overdue</strong>, " if by < today else ""
        where = ", ".join(named(one) for one in members)
        yield f"<li>{past}by <time>{html_text(by)}</time>: {kind} <bdi>{html_text(name)}</bdi>"
        yield f"{place} ({where})</li>\n"
    yield "</ul>\n"


def _unused(found: Sequence[Locale]) -> Iterator[str]:
    if found:
        yield "<h2>Languages without an edition</h2>\n<ul>\n"
        for locale in found:
            command = f"adaptkit add edition {locale.posix}"
            yield f"<li>{language_name(locale)}: <code>{html_text(command)}</code></li>\n"
        yield "</ul>\n"


def _history(found: Sequence[_Row]) -> Iterator[str]:
    names = ("Edition", "Dated", "Next review", "Guide of the last build here", "Last sign-off")
    yield "<h2>History of the editions</h2>\n<table>\n<thead>"
    yield "<tr>"
    for name in names:
        yield f'<th scope="col">{name}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for member, _, _ in found:
        course = member.course
        signed = f"{course.signed}, of {counted(course.signatures, 'signature')}"
        said: Mapping[str, str] = {
            names[1]: course.dated or "not said",
            names[2]: course.next_review or "not said",
            names[3]: course.built or "none",
            names[4]: signed if course.signed else "none",
        }
        yield f'<tr><th scope="row">{named(member)}</th>'
        for name, text in said.items():
            yield f'<td data-name="{name}"><bdi>{html_text(text)}</bdi></td>'
        yield "</tr>\n"
    yield "</tbody>\n</table>\n"


@lru_cache(maxsize=1)
def _style() -> str:
    return files("adaptkit.dashboard").joinpath("style.css").read_text(encoding="utf-8")
