"""Which tags of a translation may pass. Translations are untrusted input."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.rules_block.html_block import HTML_SEQUENCES

_TAG = re.compile(
    r"<!---?>|<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<![A-Za-z][^>]*>"
    # Possessive: what does not end as a tag is given up at once, and not tried in every division.
    r"|</?[A-Za-z][A-Za-z0-9-]*+"
    r"(?:\s++[^<>\"'=\s]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+)*+"
    r"\s*+/?>",
    re.DOTALL,
)
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
# Tags that say how words are meant and can do no harm. None takes an attribute but the last three.
_ALLOWED = re.compile(
    r"</?(?:b|i|em|strong|sub|sup|kbd|mark|small|s|u|q|cite|abbr|bdi|span)>"
    r"|<(?:br|wbr)\s*/?>"
    r"|<abbr title=\"[^\"<>&{}]*\">"
    r"|<(?:span|bdi)(?:\s+(?:lang=\"[A-Za-z-]{2,20}\"|dir=\"(?:ltr|rtl|auto)\")){1,2}>",
    re.IGNORECASE,
)
# Not words: what stands in these runs, or decides how the page looks.
_PROGRAM = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_VOID = frozenset("area br col embed hr img input link meta source track wbr".split())


def tags_in(text: str) -> tuple[str, ...]:
    """Every tag, comment and instruction in a raw text, in order."""
    return tuple(_TAG.findall(text))


def is_allowed_tag(tag: str) -> bool:
    return bool(_ALLOWED.fullmatch(tag))


def unbalanced(tags: Sequence[str]) -> tuple[int, ...]:
    """Indexes of opening tags that are never closed and closing ones that close nothing."""
    open_tags: list[tuple[str, int]] = []
    loose: list[int] = []
    for index, tag in enumerate(tags):
        found = _NAME.match(tag)
        if not found or tag.endswith("/>") or found[2].lower() in _VOID:
            continue
        name = found[2].lower()
        if not found[1]:
            open_tags.append((name, index))
        elif open_tags and open_tags[-1][0] == name:
            open_tags.pop()
        elif any(other == name for other, _ in open_tags):
            while open_tags[-1][0] != name:
                loose.append(open_tags.pop()[1])
            open_tags.pop()
        else:
            loose.append(index)
    return tuple(sorted(loose + [index for _, index in open_tags]))


def has_words(html: str) -> bool:
    """Whether a reader sees a letter in it: tags, comments, scripts and styles left out."""
    text = re.sub(r"(?is)<(script|style)\b.*?(</\1\s*>|$)", " ", html)
    text = re.sub(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);", " ", _TAG.sub(" ", text))
    text = re.sub(r"(?s)<!--.*", " ", text)
    return any(c.isalpha() for c in text)


def without_programs(tags: Sequence[str], msgid: str, text: str) -> list[str]:
    """The msgid's tags of which a translation may have the same: those of scripts and styles only
    where it has the very same ones. What stands between them would be read as a program."""
    loose = re.compile(r"</?(?:script|style)\b", re.IGNORECASE)
    same = [m[0] for m in _PROGRAM.finditer(msgid)] == [m[0] for m in _PROGRAM.finditer(text)]
    if same and not loose.search(_PROGRAM.sub("", text)):
        return list(tags)
    return [tag for tag in tags if not loose.match(tag)]


def safe_html_block(msgid: str, msgstr: str) -> str:
    """A translated HTML block that cannot break out of its place.

    Every tag that the msgid lacks, and that is not on the allow-list, becomes text; blank lines
    (which would end the block) go; and what no longer starts as a block gets a ``<div>`` around.
    What was one line stays one line.
    """
    text = re.sub(r"\n[ \t]*(?=\n)", "", msgstr.strip())
    if text.strip() == msgid.strip():
        return msgid
    if "|" not in msgid:
        text = text.replace("|", "&#124;")  # above a line of dashes it would head a table
    # A line of colons would close the container around it.
    text = re.sub(r"(?m)^([ \t]*):(?=::)", r"\1&#58;", text)
    indent = msgid[: len(msgid) - len(msgid.lstrip(" \t"))]
    safe = indent + _safe(msgid.lstrip(" \t"), text)
    if "\n" not in msgid:
        return safe.replace("\n", "&#10;" if _RAW_START.match(msgid) else " ")
    return safe


def _safe(msgid: str, text: str) -> str:
    """Scripts and styles are no words: they stay the guide's own, in the order that it has them."""
    programs = [found[0] for found in _PROGRAM.finditer(msgid)]
    marks = [f"\ue000{number}\ue001" for number in range(len(programs))]
    own, given = iter(marks), iter(marks)
    msgid = _PROGRAM.sub(lambda _: next(own), msgid)
    text = _PROGRAM.sub(lambda found: next(given, found[0]), re.sub("[\ue000\ue001]", "", text))
    if marks and msgid.startswith(marks[0]):
        # Such a block ends on the line where its program ends.
        words = _escape_foreign(msgid, text.replace(marks[0], "").replace("\n", " "))
        safe = marks[0] + words
    else:
        safe = _in_its_place(msgid, _escape_foreign(msgid, text))
    for mark, program in zip(marks, programs, strict=True):
        safe = safe.replace(mark, program)
    return safe


def _escape_foreign(msgid: str, text: str) -> str:
    own = set(tags_in(msgid))
    tags = list(_TAG.finditer(text))
    passes = [m[0] in own or is_allowed_tag(m[0]) for m in tags]
    if not unbalanced(tags_in(msgid)):
        seen = [m[0] if ok else "" for m, ok in zip(tags, passes, strict=True)]
        for index in unbalanced(seen):
            passes[index] = False
    out: list[str] = []
    at = 0
    for found, ok in zip(tags, passes, strict=True):
        out.append(_escape_stray(text[at : found.start()]))
        out.append(found[0] if ok else _escape(found[0]))
        at = found.end()
    out.append(_escape_stray(text[at:]))
    return "".join(out)


def _in_its_place(msgid: str, safe: str) -> str:
    """As a block of the same kind, which does not end before its end."""
    first = _RAW_START.match(msgid)
    if first:
        # <pre> and its like end at their closing tag, not at a blank line.
        name = first[1].lower()
        ends = re.search(rf"</{name}>[^\n]*$", safe, re.IGNORECASE)
        if not (ends and _RAW_START.match(safe) and safe.lower().count(f"</{name}>") == 1):
            safe = re.sub(rf"</?{name}\b", lambda m: "&lt;" + m[0][1:], safe, flags=re.IGNORECASE)
            safe = f"<{name}>{safe}</{name}>"
        return safe
    opening = (*tags_in(msgid), "<div>")[0]
    if opening.startswith(("<!", "<?")):
        # Comments and their like end their block on the line where they end themselves.
        return opening + " ".join(safe.replace(opening, "").split("\n"))
    if safe.startswith(opening) and _block_start(safe) == _block_start(msgid):
        return safe
    return f"<div>\n{safe}\n</div>"


def _block_start(html: str) -> int:
    """Which of CommonMark's seven ways to open an HTML block the first line uses (from 0)."""
    line = html.split("\n", 1)[0]
    ways = (n for n, (opening, _, _) in enumerate(HTML_SEQUENCES) if opening.search(line))
    return next(ways, -1)


_RAW_START = re.compile(r"[ \t]*<(pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE)


def _escape(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _escape_stray(text: str) -> str:
    return text.replace("<", "&lt;")
