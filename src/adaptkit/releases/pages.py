"""The changes of a release as text and as a page; and the page that a visitor comes to first."""

from __future__ import annotations

from collections.abc import Iterator

from adaptkit.model.edition import Edition
from adaptkit.model.telling import Said
from adaptkit.releases.told import AS_IT_BEGINS, END, LEFT_TO_RIGHT, Told
from adaptkit.reports.words import one_line
from adaptkit.writers.html.inlines import attributes, escape
from adaptkit.writers.html.sealed import policy

CHANGES_TEXT, CHANGES_PAGE, START = "CHANGES.txt", "CHANGES.html", "index.html"
_ISOLATES = (LEFT_TO_RIGHT, AS_IT_BEGINS, END)
_CSS = "body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.5 sans-serif}"


def changes_text(told: Told, direction: str) -> bytes:
    """UTF-8, with line ends that every editor knows. Isolates stay where text runs from right to
    left: elsewhere an old editor would show them as boxes."""
    lines = [told.title, told.day.text, "", told.since.text]
    for group in told.groups:
        lines += ["", *([group.heading.text] if group.heading.text else [])]
        lines += (f"- {line.text}" for line in group.lines)
    text = "".join(f"{line}\r\n" for line in lines)
    if direction != "rtl":
        for one in _ISOLATES:
            text = text.replace(one, "")
    return text.encode("utf-8")


def changes_page(told: Told, edition: Edition) -> bytes:
    return _page(edition, told.since.text, "".join(_body(told))).encode("utf-8")


def _body(told: Told) -> Iterator[str]:
    yield f"<h1>{escape(told.title)}</h1>\n<p{_marks(told.day)}>{_html(told.day.text)}</p>\n"
    yield f"<h2{_marks(told.since)}>{_html(told.since.text)}</h2>\n"
    for group in told.groups:
        if group.heading.text:
            yield f"<h3{_marks(group.heading)}>{_html(group.heading.text)}</h3>\n"
        yield "<ul>\n"
        for line in group.lines:
            yield f"<li{_marks(line)}>{_html(line.text)}</li>\n"
        yield "</ul>\n"


def start_page(edition: Edition, target: str) -> bytes:
    """It leads on at once, without a script: whoever uploads the whole folder has an address that
    opens. ``target``: relative to the folder."""
    title = one_line(edition.title)
    link = f'<p><a href="{escape(target)}">{escape(title)}</a></p>\n'
    refresh = f'<meta http-equiv="refresh" content="0; url={escape(target)}">\n'
    return _page(edition, title, link, refresh).encode("utf-8")


def _page(edition: Edition, title: str, body: str, head: str = "") -> str:
    marks = attributes(lang=edition.spec.locale.tag, dir=edition.spec.text_direction)
    return (
        f'<!DOCTYPE html>\n<html{marks}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(_CSS)}">\n{head}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(_plain(title))}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n<main>\n"
        f"{body}</main>\n</body>\n</html>\n"
    )


def _marks(said: Said) -> str:
    if said.language is None:
        return ""
    return attributes(lang=said.language.tag, dir=said.language.direction)


def _html(text: str) -> str:
    """Isolates as elements, which are kept when somebody copies a line."""
    shown = escape(text).replace(LEFT_TO_RIGHT, '<bdi dir="ltr">')
    return shown.replace(AS_IT_BEGINS, "<bdi>").replace(END, "</bdi>")


def _plain(text: str) -> str:
    for one in _ISOLATES:
        text = text.replace(one, "")
    return text
