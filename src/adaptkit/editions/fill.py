"""Placeholders get their values; numbers and addresses that must run left to right are marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from adaptkit.editions.addresses import is_safe
from adaptkit.editions.fill_html import unmarkable
from adaptkit.guides.inline_trees import with_more
from adaptkit.model.document import Reference
from adaptkit.model.edition import Value
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.texts.placeholders import ENCODED, PLACEHOLDER

# Enough digits to be worth asking the telephone library, which is slow to load.
_MAYBE_TELEPHONE = re.compile(r"[+(]?\d[\d\s().\-/]{5,}\d")
# Inside right-to-left text these turn round unless they are isolated, whole: e-mail and web
# addresses, codes (X12-3), telephone numbers, numbers with separators or with Latin units. A sign
# is a number's own where a blank or bracket stands before it: Hebrew joins words with a hyphen.
# Compiled, and kept, by the first such edition.
_SIGN = r"(?:(?<![^\s([«\"])[+\-\u2212\u00b1])?"
_UNIT = r"(?:[A-Za-zµμ%‰]|°[CF]?)+(?:/[A-Za-zµμ]+)*"
_LEFT_TO_RIGHT = (
    r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]+\.[\w.-]+\w"
    r"|(?:https?://|www\.)[^\s<>«»،؛]*[^\s<>«»،؛.,:;!?)\]]"
    r"|(?<![A-Za-z\d])[A-Za-z][A-Za-z./-]{0,30}+\d++(?:[./-]{0,2}+[A-Za-z\d]++)*+"
    r"|\(\+?\d{1,5}\)[ -]?\d{2,}(?:[ .-]\d{2,})+"
    r"|\+?\d{1,4}[ -]?\(\d{1,5}\)[ -]?\d{2,}(?:[ .-]\d{2,})*"
    rf"|{_SIGN}\+?\d+(?:[ .,:/\-–]{{1,2}}\d+)+(?:\s?{_UNIT})?"
    rf"|{_SIGN}\+?\d+\s?{_UNIT}"
    r"|(?<![^\s([«\"])[\-\u2212\u00b1]\d+"
)

# What stands before a placeholder in a link's address.
_IN_ADDRESS = re.compile(r"\]\(\s*<?[^\s()<>]*\Z")

_OPENED = re.compile(rf"(?<![\\(])<[/!?]?(?={PLACEHOLDER.pattern})")


def telephone_target(number: str) -> str:
    """``tel:`` with nothing but digits, ``+``, ``*`` and ``#`` (RFC 3966, global or local)."""
    kept = re.sub(r"[^\d+*#]", "", number)
    return f"tel:{kept}" if kept else ""


# What placeholders, encoded ones in addresses, and telephone numbers (also those whose signs are
# written as entities, with backslashes or between tags) need to be told from other words.
_MAY_CHANGE = re.compile(r"[{%&\\<]")


def is_filled(text: str, references: Mapping[str, Reference]) -> bool:
    """Whether ``fill`` changes nothing in this Markdown, for sure, where it is read from left to
    right: most of a guide. ``references``: the link definitions that it may use, whose addresses
    and titles stand elsewhere."""
    if _MAY_CHANGE.search(text) or _MAYBE_TELEPHONE.search(text):
        return False
    return not references or "[" not in text


def fill(
    pieces: Sequence[Inline],
    values: Mapping[str, Value],
    *,
    country: str,
    rtl: bool,
    language: Locale,
) -> tuple[Inline, ...]:
    """The pieces, which are in ``language``, with every declared ``{name}`` filled; code is never
    touched."""
    if any(p.kind is InlineKind.HTML and unmarkable(p.text) for p in with_more(pieces)):
        values = {name: replace(value, language=None) for name, value in values.items()}
    return tuple(_filled(pieces, values, country, rtl, language, inside_link=False))


def fill_caption(text: str, values: Mapping[str, Value], *, language: Locale) -> tuple[Inline, ...]:
    """The same of a text without mark-up: a piece of its own is what is in another language."""
    named = [m[1] for m in PLACEHOLDER.finditer(text)] if "{" in text else []
    strange = {n: values[n] for n in named if n in values and values[n].apart_from(language)}
    pieces = _text(Inline(InlineKind.TEXT, text), strange, language, inside_link=True)
    filled = (p if p.placeholder else p.changed(text=plain_fill(p.text, values)) for p in pieces)
    return tuple(piece for piece in filled if piece.text)


def _filled(
    pieces: Sequence[Inline],
    values: Mapping[str, Value],
    country: str,
    rtl: bool,
    language: Locale,
    *,
    inside_link: bool,
) -> list[Inline]:
    out: list[Inline] = []
    for piece in pieces:
        if piece.kind is InlineKind.TEXT:
            text = piece.text
            if not rtl and "{" not in text and not _MAYBE_TELEPHONE.search(text):
                out.append(piece)
                continue
            for part in _text(piece, values, language, inside_link):
                out += _isolated(part, country, rtl, inside_link) if _plain(part) else [part]
            continue
        changes: dict[str, object] = {}
        if "%" in piece.target:
            changes["target"] = ENCODED.sub(lambda m: _address(m, values), piece.target)
        if piece.children:
            inside = inside_link or piece.kind is InlineKind.LINK
            around = piece.language or language
            inner = _filled(piece.children, values, country, rtl, around, inside_link=inside)
            changes["children"] = tuple(inner)
        if piece.title:
            changes["title"] = plain_fill(piece.title, values)
        if piece.kind is InlineKind.IMAGE:
            changes["text"] = plain_fill(piece.text, values)
        out.append(piece.changed(**changes) if changes else piece)
    return out


def _plain(piece: Inline) -> bool:
    return piece.kind is InlineKind.TEXT and not piece.placeholder


def _address(found: re.Match[str], values: Mapping[str, Value]) -> str:
    """What a placeholder in a link's address becomes, in every format."""
    value = values.get(found[1])
    if value is None:
        return found[0]
    if value.kind == "telephone":
        return re.sub(r"[^\d+*#]", "", value.text)
    if not re.match(r"https?://|[^:]*$", value.text) or not is_safe(value.text):
        return found[0]
    # Nothing in it ends an address, in HTML or in Markdown.
    return quote(value.text, safe="/:?#@!$&'*+,;=~%")


def plain_fill(text: str, values: Mapping[str, Value]) -> str:
    """Placeholders filled in a text without mark-up (alternative texts, captions, titles)."""
    if "{" not in text:
        return text
    return PLACEHOLDER.sub(lambda m: values[m[1]].text if m[1] in values else m[0], text)


def _text(
    piece: Inline, values: Mapping[str, Value], language: Locale, inside_link: bool
) -> list[Inline]:
    text = piece.text
    if "{" not in text:
        return [piece]
    out: list[Inline] = []
    at = 0
    for found in PLACEHOLDER.finditer(text):
        if found[1] not in values:
            continue
        if found.start() > at:
            out.append(Inline(InlineKind.TEXT, text[at : found.start()]))
        out.append(_valued(found[1], values[found[1]], language, inside_link))
        at = found.end()
    if at < len(text):
        out.append(Inline(InlineKind.TEXT, text[at:]))
    return out


def _valued(name: str, value: Value, around: Locale, inside_link: bool) -> Inline:
    match value.kind:
        case "telephone":
            target = "" if inside_link else telephone_target(value.text)
            return Inline(InlineKind.ISOLATE, value.text, target=target, placeholder=name)
        case "url":
            shown = re.sub(r"^https?://|/$", "", value.text)
            safe = re.match(r"https?://", value.text) and not inside_link
            target = value.text if safe else ""
            return Inline(InlineKind.ISOLATE, shown, target=target, placeholder=name)
        case "email":
            target = "" if inside_link else f"mailto:{value.text}"
            return Inline(InlineKind.ISOLATE, value.text, target=target, placeholder=name)
        case "date":
            return Inline(InlineKind.ISOLATE, value.text, placeholder=name)
        case _:
            language = value.apart_from(around)
            return Inline(InlineKind.TEXT, value.text, placeholder=name, language=language)


def _isolated(piece: Inline, country: str, rtl: bool, inside_link: bool) -> list[Inline]:
    spans: list[tuple[int, int, str]] = []
    text = piece.text
    if _MAYBE_TELEPHONE.search(text):
        spans += _telephones(text, country, inside_link)
    if rtl:
        taken = [range(a, b) for a, b, _ in spans]
        for found in re.finditer(_LEFT_TO_RIGHT, text):
            if not any(found.start() in t or found.end() - 1 in t for t in taken):
                spans.append((found.start(), found.end(), ""))
    if not spans:
        return [piece]
    out: list[Inline] = []
    at = 0
    for start, end, target in sorted(spans):
        if start > at:
            out.append(Inline(InlineKind.TEXT, text[at:start]))
        out.append(Inline(InlineKind.ISOLATE, text[start:end], target=target))
        at = end
    if at < len(text):
        out.append(Inline(InlineKind.TEXT, text[at:]))
    return out


def _telephones(text: str, country: str, inside_link: bool) -> list[tuple[int, int, str]]:
    import phonenumbers

    found = phonenumbers.PhoneNumberMatcher(text, country or None)
    return [
        (
            match.start,
            match.end,
            ""
            if inside_link
            else "tel:"
            + phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164),
        )
        for match in found
    ]


def fill_markdown(
    text: str,
    values: Mapping[str, Value],
    escape: Callable[[str], str],
    outside_code: Callable[[str, Callable[[str], str]], str],
) -> str:
    """Placeholders filled in raw Markdown: values are escaped, code is never touched."""
    if "{" not in text:
        return text

    def written(found: re.Match[str]) -> str:
        value = values.get(found[1])
        if value is None:
            return found[0]
        if _IN_ADDRESS.search(found.string, 0, found.start()):
            return _address(found, values)
        if value.kind == "url" and is_safe(value.text) and not re.search(r"[\s<>]", value.text):
            return f"<{value.text}>"
        # A value that ends in braces would be a mark of the passage that it stands in.
        return escape(value.text).replace("{", "\\{")

    def filled(part: str) -> str:
        # What stands behind it could make a tag of the author's "<".
        part = _OPENED.sub(lambda m: f"\\{m[0]}" if m[1] in values else m[0], part)
        return PLACEHOLDER.sub(written, part)

    return outside_code(text, filled)
