"""Placeholders in an author's own HTML: each value is escaped for the place where it lands.

Where no escaping can help (a script, a style, an address that would act) nothing is put in: the
placeholder stays as it is written, and ``Refused`` says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from urllib.parse import quote

from adaptkit.editions.addresses import is_remote, is_safe
from adaptkit.guides.inlines import Context, scan
from adaptkit.model.edition import Value
from adaptkit.model.locale import Locale
from adaptkit.records import Record
from adaptkit.texts.placeholders import PLACEHOLDER

# What a browser reads as something else than HTML until the element ends.
_RAW = frozenset({"script", "style"})
_WORDS_ONLY = frozenset("title textarea xmp iframe noembed noframes plaintext".split())
# Elements that fetch, send or steer: no attribute of theirs is for a value to set.
_ACTING = frozenset(
    "script style iframe object embed applet param base meta link form frame frameset portal"
    " animate animatemotion animatetransform set foreignobject math".split()
)
# Attributes that hold words and nothing else.
_WORDS = re.compile(
    r"(?:title|alt|label|placeholder|summary|abbr|value|datetime|class|id|lang|dir"
    r"|headers|aria-[a-z]+|data-[a-z-]+)\Z"
)
_LEADS = frozenset({("a", "href"), ("area", "href")} | {(e, "cite") for e in ("q", "blockquote")})
_SHOWS = frozenset({("img", "src"), ("source", "src"), ("audio", "src"), ("video", "src")})
# Inside of these a span would end them, or be lost.
_NO_SPANS = re.compile(r"<(?:svg|math|select)[\s/>]", re.IGNORECASE)
_TAG_START = re.compile(r"</?([A-Za-z][^\s/>]*+)")
_OPENED = re.compile(r"<[/!?]?\{")
_ATTRIBUTE = re.compile(
    r"[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(\"[^\"]*+\"?|'[^']*+'?|[^\s>]++)?)?+"
)
_SPACES = re.compile(r"\s*[\r\n\x0b\x0c\x85\u2028\u2029]\s*")


class Refused(Record, frozen=True):
    """A placeholder that is not filled, and the place where it stands, in words."""

    name: str
    place: str


def fill_html(
    text: str, values: Mapping[str, Value], language: Locale | None = None
) -> tuple[str, tuple[Refused, ...]]:
    """The HTML, whose words are in ``language``, with every declared ``{name}`` filled, and those
    that may not be."""
    if "{" not in text or not any(m[1] in values for m in PLACEHOLDER.finditer(text)):
        return text, ()
    refused: list[Refused] = []
    around = None if unmarkable(text) else language
    out = [_piece(kind, piece, values, refused, around) for kind, piece in _pieces(text)]
    return "".join(out), tuple(dict.fromkeys(refused))


def unmarkable(text: str) -> bool:
    """Whether there is an element in this HTML in which no word can be marked with its language."""
    return "<" in text and bool(_NO_SPANS.search(text))


def fill_tags(
    text: str, context: Context, values: Mapping[str, Value]
) -> tuple[str, tuple[Refused, ...]]:
    """The same in the tags of running text; nothing else in it is touched."""
    refused: list[Refused] = []
    out, at = [], 0
    for piece in scan(text, context):
        if piece.name == "html_inline" and piece.start >= at:
            tag, wrong = fill_html(text[piece.start : piece.end], values)
            refused += wrong
            out += [text[at : piece.start], tag]
            at = piece.end
    return "".join([*out, text[at:]]), tuple(dict.fromkeys(refused))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """``text``, ``words`` (where no element may stand), ``tag``, ``comment`` or the name of an
    element that is read raw, with what is written there, as a browser divides it."""
    at = 0
    while at < len(text):
        start = text.find("<", at)
        if start < 0:
            yield "text", text[at:]
            return
        if start > at:
            yield "text", text[at:start]
        end, kind = _end(text, start)
        yield kind, text[start:end]
        at = end
        name = _element(text[start:end]) if kind == "tag" else ""
        if name in _RAW | _WORDS_ONLY and text[start + 1] != "/":
            close = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
            end = close.start() if close else len(text)
            yield ("words" if name in _WORDS_ONLY else name), text[at:end]
            at = end


def _end(text: str, start: int) -> tuple[int, str]:
    """Where what begins with this ``<`` ends, and what it is. What has no end goes on to the end
    of the text: nothing after it is looked at again."""
    if text.startswith("<!--", start):
        found = re.compile(r"--!?>|(?<=<!--)-?>").search(text, start + 4)
        return (found.end() if found else len(text)), "comment"
    if text.startswith(("<!", "<?"), start):
        end = text.find("]]>" if text.startswith("<![CDATA[", start) else ">", start)
        return (text.find(">", end) + 1 if end >= 0 else len(text)), "comment"
    begun = _TAG_START.match(text, start)
    if not begun:
        return start + 1, ("opening" if _OPENED.match(text, start) else "text")
    at = begun.end()
    while found := _ATTRIBUTE.match(text, at):
        at = found.end()
    end = text.find(">", at)
    return (end + 1 if end >= 0 else len(text)), "tag"


def _element(tag: str) -> str:
    found = _TAG_START.match(tag)
    return found[1].lower() if found else ""


def _piece(
    kind: str,
    piece: str,
    values: Mapping[str, Value],
    refused: list[Refused],
    around: Locale | None,
) -> str:
    if kind == "opening":
        return "&lt;"  # or the value behind it would be a tag
    if "{" not in piece:
        return piece
    if kind == "text" and around:
        return _put_marked(piece, values, around)
    if kind in ("text", "words"):
        return _put(piece, values, escaped)
    if kind == "tag":
        return _tag(piece, values, refused)
    if kind != "comment":  # which nobody reads
        refused += _named(piece, values, f"<{kind}>")
    return piece


def _named(piece: str, values: Mapping[str, Value], place: str) -> Iterator[Refused]:
    return (Refused(m[1], place) for m in PLACEHOLDER.finditer(piece) if m[1] in values)


def _tag(tag: str, values: Mapping[str, Value], refused: list[Refused]) -> str:
    begun = _TAG_START.match(tag)
    assert begun
    element, out, at = begun[1].lower(), [], begun.end()
    refused += _named(begun[0], values, "the name of an element")
    out.append(begun[0])
    while found := _ATTRIBUTE.match(tag, at):
        at = found.end()
        name, value = found[1].lower(), found[2] or ""
        refused += _named(found[1], values, f"<{element}>")
        if "{" not in value:
            out.append(found[0])
            continue
        filled = _value(element, name, value, values)
        if filled is None:
            refused += _named(value, values, f"{name} of <{element}>")
        written = value if filled is None else filled
        out.append(found[0][: found.start(2) - found.start()] + written)
    return "".join([*out, tag[at:]])


def _value(element: str, name: str, value: str, values: Mapping[str, Value]) -> str | None:
    """The attribute's value, quotes and all; None where none may be put in."""
    if element in _ACTING:
        return None
    quoted = value[0] in "\"'"
    write = escaped if quoted else _unquoted
    if (element, name) in _LEADS | _SHOWS:
        filled = _put(
            value, values, lambda text: write(quote(text, safe="/:?#@!$&()*+,;=~%")), True
        )
        address = unescape(filled.strip("\"'"))
        remote = (element, name) in _SHOWS and is_remote(address)
        return filled if is_safe(address) and not remote else None
    if not _WORDS.match(name):
        return None
    filled = _put(value, values, write)
    return filled or '""'


def _put(
    piece: str, values: Mapping[str, Value], write: Callable[[str], str], address: bool = False
) -> str:
    def put(found: re.Match[str]) -> str:
        value = values.get(found[1])
        if value is None:
            return found[0]
        text = value.text
        if address and value.kind == "telephone":
            text = re.sub(r"[^\d+*#]", "", text)
        return write(_SPACES.sub(" ", text))

    return PLACEHOLDER.sub(put, piece)


def _put_marked(piece: str, values: Mapping[str, Value], around: Locale) -> str:
    """The same in text, where what is in another language can say so."""

    def put(found: re.Match[str]) -> str:
        written = _put(found[0], values, escaped)
        language = values[found[1]].apart_from(around) if found[1] in values else None
        if language is None:
            return written
        marks = f'lang="{language.tag}" dir="{language.direction}"'
        return f"<span {marks}>{written}</span>"

    return PLACEHOLDER.sub(put, piece)


def escaped(text: str) -> str:
    """Nothing but text, in HTML and between quotes of either kind; no line of colons, which would
    close the container around an HTML block."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace('"', "&quot;").replace("'", "&#39;").replace("`", "&#96;")
    return text.replace("\0", "\ufffd").replace(":::", "&#58;&#58;&#58;").replace("|", "&#124;")


def _unquoted(text: str) -> str:
    return re.sub(r"[\x00-,/:-@\[-`{-\x9f]", lambda m: f"&#{ord(m[0]) or 0xFFFD};", text)
