"""Words in another language, marked in running text: ``[kiné]{lang=fr}``, as pandoc writes it.

It says what ``<span lang="fr">kiné</span>`` says. Whoever writes a mark that is nearly one is told:
readers would see it as it stands.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from adaptkit.model.locale import Locale

# Programs of other dialects would show the mark to readers, or take it for something of theirs.
DIALECTS = ("", "myst")
OPENS, CLOSES = "language_open", "language_close"
RECORDED = "language"
_VALUE = r"(?:\"([^\"{}\n]*)\"|([^\s\"{}=]+))"
_MARK = re.compile(rf"\{{[ \t]*lang={_VALUE}(?:[ \t]+dir=\"?(ltr|rtl|auto)\"?)?[ \t]*\}}")
# With a blank before it, another name, no brackets or no end: whatever says "lang", and
# whatever says something of words in brackets.
_NAMES = r"(?i:xml:lang|language|lang|lng|hreflang)"
_SAID = r"[=:](?:[^{}\n]*\}|[ \t]*\"?[\w-]*)"
_MEANT = re.compile(
    rf"(?:(?<=[^\s\\])|(?<=\][ \t]))\{{[ \t]*[.:#]?{_NAMES}[ \t]*{_SAID}"
    r"|(?<=\])\{[ \t]*[\w:-]+[ \t]*=[^{}\n]*\}"
)
_WRITE = "write words in another language as [kiné]{lang=fr}, with the code of the language"


def language_of(mark: str) -> tuple[Locale, str] | None:
    """Language and direction that ``{lang=ar dir=rtl}`` says; None where it is no such mark, or
    its language is no tag as pages need it (BCP 47: ``zh-Hans``)."""
    found = _MARK.fullmatch(mark)
    if found is None:
        return None
    said = found[1] or found[2] or ""
    try:
        language = Locale.parse(said)
    except ValueError:
        return None
    return (language, found[3] or "") if language.tag == said else None


def language_rule(state: StateInline, silent: bool) -> bool:
    """The rule of the parser for such words.

    Where only the end of a link's label is looked for, the brackets are brackets like any other: a
    link in a link is none, but words in another language may well stand in one.
    """
    if silent or state.src[state.pos] != "[" or "{" not in state.src:
        return False
    start, most = state.pos + 1, state.posMax
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = _MARK.match(state.src, end + 1, most) if end > start else None
    said = language_of(found[0]) if found else None
    if found is None or said is None:
        return False
    language, direction = said
    state.pos, state.posMax = start, end
    token = state.push(OPENS, "span", 1)
    token.attrSet("lang", language.tag)
    token.attrSet("dir", direction)
    state.md.inline.tokenize(state)
    state.push(CLOSES, "span", -1)
    state.pos, state.posMax = found.end(), most
    return True


def mark_not_read(shown: str) -> str:
    """The first mark that was meant to say a language, in words that readers see as they stand;
    ``""`` where there is none."""
    found = _MEANT.search(shown) if "{" in shown else None
    return found[0] if found else ""


def how_to_write(mark: str, *, markdown: bool) -> str:
    """What to do about a mark that nobody reads. ``markdown``: whether one can stand there."""
    if not markdown:
        return "take it out, with the square brackets: no language can be marked in this text"
    said = re.match(rf"\{{[ \t]*[.:#]?{_NAMES}[ \t]*[=:][ \t]*\"?([\w-]+)", mark)
    if said is None:
        return f"{_WRITE}; nothing else can be said of words in brackets"
    try:
        tag = Locale.parse(said[1]).tag
    except ValueError:
        return f'{_WRITE} in place of "{said[1]}"'
    return f"{_WRITE}: {{lang={tag}}} directly behind the ]"
