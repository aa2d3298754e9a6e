"""Support networks as a list that can be tapped, each with who has checked it."""

from __future__ import annotations

from collections.abc import Mapping

from adaptkit.model.document import Block, Contact
from adaptkit.model.locale import Locale
from adaptkit.writers.html.inlines import Scene, attributes, escape
from adaptkit.writers.html.links import is_safe
from adaptkit.writers.html.words import date_html


def render_directory(block: Block, scene: Scene) -> str:
    entries = "".join(_entry(contact, scene) for contact in block.contacts)
    return f'<ul class="directory">\n{entries}</ul>\n' if entries else ""


def _entry(contact: Contact, scene: Scene) -> str:
    word = scene.edition.word
    name = _own_words(contact.names, scene) or escape(contact.name)
    about = _own_words(contact.about, scene)
    lines = [f'<p class="directory-name"><strong><bdi>{name}</bdi></strong></p>']
    if about:
        lines.append(f"<p>{about}</p>")
    ways = [
        _way(word("Website"), contact.url, contact.url),
        _way(word("Telephone"), "tel:" + _digits(contact.telephone), contact.telephone),
        _way(word("E-mail"), "mailto:" + contact.email, contact.email),
    ]
    found = "".join(way for way in ways if way)
    if found:
        lines.append(f'<dl class="ways">\n{found}</dl>')
    lines.append(f'<p class="checked">{_checked(contact, scene)}</p>')
    return "<li>\n" + "\n".join(lines) + "\n</li>\n"


def _way(label: str, target: str, shown: str) -> str:
    if not shown:
        return ""
    text = f'<bdi class="long" dir="ltr">{escape(shown)}</bdi>'
    if is_safe(target):
        text = f"<a{attributes(href=target)}>{text}</a>"
    return f"<div><dt>{escape(label)}</dt><dd>{text}</dd></div>\n"


def _digits(telephone: str) -> str:
    return "".join(c for c in telephone if c.isdecimal() or c in "+*#")


def _checked(contact: Contact, scene: Scene) -> str:
    edition = scene.edition
    if contact.status != "verified":
        return escape(edition.word("Not yet checked by a person"))
    mark = "\x00"
    sentence = escape(edition.word("Checked on {date}", date=mark))
    return sentence.replace(mark, date_html(contact.verified_on, edition.words_language))


def _own_words(texts: Mapping[str, str], scene: Scene) -> str:
    """The version for this edition's readers, else any, marked with its language."""
    spec = scene.edition.spec
    ours = {tag for locale in (*spec.chain, *spec.locale.parents()) for tag in _names(locale)}
    for tag, text in texts.items():
        if tag in ours and text:
            return escape(text)
    for tag, text in sorted(texts.items(), key=lambda pair: (pair[0] != "en", pair[0])):
        try:
            language = Locale.parse(tag)
        except ValueError:
            continue
        if text:
            own = attributes(lang=language.tag, dir=language.direction)
            return f"<span{own}>{escape(text)}</span>"
    return ""


def _names(locale: Locale) -> tuple[str, str]:
    return locale.tag, locale.posix
