"""What an overlay's text may bring in raw HTML: words and their shape, nothing that acts.

An overlay comes from further away than the guide. Its HTML is no more trusted than a translation's,
whose tags the guide's own author has written.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from adaptkit.guides._escape import escape_title, escape_value
from adaptkit.guides.html_safety import (
    around_tags,
    escape_tag,
    html_starts_alike,
    is_allowed_tag,
    unbalanced,
)
from adaptkit.guides.inlines import Context, Recorded, no_context, parse_inlines, scan
from adaptkit.guides.language_marks import RECORDED
from adaptkit.model.inline import InlineKind

_SHAPES = (
    "p|div|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|td|th|h[1-6]|blockquote|pre|code|hr"
    "|figure|figcaption|details|summary|section|aside|header|footer|del|ins|dfn|var|samp|ruby|rt|rp"
    "|strong|em|b|i|sub|sup|kbd|mark|small|s|u|q|cite|abbr|bdi|span|br|wbr"
)
_SAYS = r"(?:class|id|lang|dir|title|colspan|rowspan|scope|open|start)"
_SAID = r"(?:\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[A-Za-z0-9_-]++))?+"
_ADDRESS = r"(?:(?:https?:|mailto:|tel:|sms:)[^\"'<>]*+|[^\"'<>:&\\]*+)"
_INSIDE = r"[^\"'<>:&\\/][^\"'<>:&\\]*+"
# Compiled (and kept) by the first tag that is asked about: it takes as long as ten others.
_PLAIN = (
    rf"</?(?:{_SHAPES}|a)(?:\s++{_SAYS}{_SAID})*+\s*+/?>"
    rf"|<a\s++href=(?:\"{_ADDRESS}\"|'{_ADDRESS}')(?:\s++{_SAYS}{_SAID})*+\s*+>"
    rf"|<img(?:\s++(?:src=(?:\"{_INSIDE}\"|'{_INSIDE}')|(?:alt|title|width|height|loading|class|id)"
    rf"{_SAID}))++\s*+/?>"
    r"|<!--(?!-?>)(?:(?!--!?>).)*+-->"
)

# A beginning of a tag; not that of a link's address.
_STRAY = re.compile(r"(?<!\]\()<(?=[A-Za-z/!?])")
_LINKS = frozenset({"link", "image"})
_WITH_BRACKETS = _LINKS | {"backticks", "html_inline", "autolink", "escape", "foreign", RECORDED}
_LEADS_TO = re.compile(r"\]\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\([^\s()]*\))+))")
_BRACKET = re.compile(r"\[(?:\^([^\]\s]+)\])?")
_WHOLE = frozenset({"backticks", "html_inline", "autolink", "escape", "foreign"})


def is_harmless_tag(tag: str) -> bool:
    """Whether the tag only says what words are, how they stand, or where a link leads."""
    return is_allowed_tag(tag) or bool(re.fullmatch(_PLAIN, tag, re.IGNORECASE | re.DOTALL))


def harmless_html(text: str) -> tuple[str, tuple[str, ...]]:
    """An HTML block of an overlay, and the tags that became text in it. What has none of them is
    the same to the byte; else it stays one block of HTML."""
    pieces = list(around_tags(text))
    passes = [is_harmless_tag(tag) for _, tag in pieces]
    seen = [tag if ok else "" for (_, tag), ok in zip(pieces, passes, strict=True)]
    for index in unbalanced(seen):
        passes[index] = False
    shown = tuple(tag for (_, tag), ok in zip(pieces, passes, strict=True) if tag and not ok)
    stray = any(re.search(r"<[A-Za-z/!?]", between) for between, _ in pieces)
    if not shown and not stray:
        return text, ()
    safe = "".join(
        between.replace("<", "&lt;") + (tag if ok else escape_tag(tag))
        for (between, tag), ok in zip(pieces, passes, strict=True)
    )
    safe = re.sub(r"\n[ \t]*(?=\n)", "", safe.strip("\n"))
    safe = re.sub(r"(?m)^([ \t]*):(?=::)", r"\1&#58;", safe).replace("|", "&#124;")
    if not html_starts_alike("<div>", safe):
        safe = f"<div>\n{safe}\n</div>"
    return safe + "\n", shown or ("<",)


def harmless_text(text: str, context: Context) -> tuple[str, tuple[str, ...]]:
    """The same for running text."""
    if "<" not in text:
        return text, ()
    found = [p for p in scan(text, context) if p.name == "html_inline"]
    tags = [text[p.start : p.end] for p in found]
    passes = [is_harmless_tag(tag) for tag in tags]
    seen = [tag if ok else "" for tag, ok in zip(tags, passes, strict=True)]
    for index in unbalanced(seen):
        passes[index] = False
    out, at, shown = [], 0, []
    for piece, ok in zip(found, passes, strict=True):
        if not ok:
            raw = text[piece.start : piece.end]
            out += [text[at : piece.start], escape_value(raw)]
            shown.append(raw)
            at = piece.end
    return "".join([*out, text[at:]]), tuple(shown)


def without_strays(text: str, context: Context) -> str:
    """The running text with a backslash before what is no tag to CommonMark, and may be one to a
    more lenient reader (``<script/x>``)."""
    if not _STRAY.search(text):
        return text
    out, at = [], 0
    for piece in scan(text, context):
        if piece.name in _WHOLE and piece.start >= at:
            between = _STRAY.sub(r"\\\g<0>", text[at : piece.start])
            out += [between, text[piece.start : piece.end]]
            at = piece.end
    return "".join([*out, _STRAY.sub(r"\\\g<0>", text[at:])])


def self_contained(text: str, context: Context) -> str:
    """The running text with every link by reference written in full, and a backslash before each
    bracket that is none: wherever it lands, no definition of another file answers it."""
    if "[" not in text:
        return text
    pieces = [p for p in scan(text, context) if p.name in _WITH_BRACKETS]
    out, at = [], 0
    for piece in pieces:
        if piece.start < at:
            continue
        out.append(_no_link(text[at : piece.start], context))
        raw = text[piece.start : piece.end]
        out.append(_in_full(raw, piece, context) if piece.label_end > 0 else raw)
        at = piece.end
    return "".join([*out, _no_link(text[at:], context)])


def with_pictures_at(text: str, move: Callable[[str], str]) -> str:
    """The running text, in which nothing is a reference, with another address in each picture:
    what ``move`` makes of the one that stands there."""
    if "![" not in text:
        return text
    out, at = [], 0
    for piece in scan(text, no_context("")):
        found = _LEADS_TO.match(text, piece.label_end, piece.end) if piece.name == "image" else None
        if found is None or piece.start < at:
            continue
        address = found[1] or found[2]
        moved = move(address)
        if moved != address:
            out += [text[at : found.start()], f"](<{moved}>" if found[1] else f"]({moved}"]
            at = found.end()
    return "".join([*out, text[at:]])


def _in_full(raw: str, piece: Recorded, context: Context) -> str:
    opening = 2 if piece.name == "image" else 1
    label = raw[opening : piece.label_end - piece.start]
    after = raw[opening + len(label) :]
    if after.startswith("](") or piece.name == RECORDED:
        return raw[:opening] + self_contained(label, context) + after
    shown = parse_inlines(raw, context)
    if len(shown) != 1 or shown[0].kind not in (InlineKind.LINK, InlineKind.IMAGE):
        return raw
    title = escape_title(shown[0].title, '"')
    address = f"<{shown[0].target}>" + (f' "{title}"' if title else "")
    return f"{raw[:opening]}{self_contained(label, context)}]({address})"


def _no_link(text: str, context: Context) -> str:
    """With a backslash before each bracket but those that call a footnote."""
    return _BRACKET.sub(lambda m: m[0] if m[1] in context.footnotes and m[1] else f"\\{m[0]}", text)
