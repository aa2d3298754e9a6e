"""Which tags of a translation may pass. Translations are untrusted input."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from markdown_it.rules_block.html_block import HTML_SEQUENCES

from adaptkit.guides.tag_parts import VOID, OwnTags, is_allowed

_TAG = re.compile(
    # Possessive: what does not end as a tag is given up at once, and not tried in every division.
    r"</?[A-Za-z][A-Za-z0-9-]*+"
    r"(?:\s++[^<>\"'=\s]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+)*+"
    r"\s*+/?>"
)
_EMPTY_COMMENT = re.compile(r"<!---?>")
_RUN = re.compile(r"<!--|<\?|<!\[CDATA\[|<![A-Za-z]")
_RUN_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
# Not words: what stands in these runs, or decides how the page looks.
_PROGRAM = re.compile(r"(?ai:<(script|style))\b")
_PROGRAM_ENDS = {name: re.compile(rf"(?ai:</{name})\s*>") for name in ("script", "style")}

MARK = "\ue002{}\ue003"
"""Stands for what another program reads before there is any HTML, while its tags are looked at."""
MARKS = re.compile("[\ue002\ue003]")


def tags_in(text: str) -> tuple[str, ...]:
    """Every tag, comment and instruction in a raw text, in order."""
    return tuple(text[start:end] for start, end in _tags(text))


def _tags(text: str) -> Iterator[tuple[int, int]]:
    """Where each of them begins and ends. What has no end is looked for only once: for each of
    thousands of beginnings it would take the square of the time."""
    missing: set[str] = set()
    start = text.find("<")
    while start >= 0:
        end = _tag_end(text, start, missing)
        if end:
            yield start, end
        start = text.find("<", end or start + 1)


def _tag_end(text: str, start: int, missing: set[str]) -> int:
    """0 where no tag begins. ``missing``: what does not come again in the text."""
    run = _RUN.match(text, start)
    if run is None or (empty := _EMPTY_COMMENT.match(text, start)):
        found = empty if run else _TAG.match(text, start)
        return found.end() if found else 0
    ending = _RUN_ENDS.get(run[0], ">")
    end = -1 if ending in missing else text.find(ending, run.end())
    if end < 0:
        missing.add(ending)
        return 0
    return end + len(ending)


def _programs(text: str) -> Iterator[tuple[int, int]]:
    """Where each script and style begins and ends; the same holds as for tags."""
    missing: set[str] = set()
    at = 0
    while found := _PROGRAM.search(text, at):
        at, name = found.end(), found[1].lower()
        inside = -1 if name in missing else text.find(">", at)
        end = _PROGRAM_ENDS[name].search(text, inside + 1) if inside >= 0 else None
        if end is None:
            missing.add(name)
        else:
            yield found.start(), end.end()
            at = end.end()


def _around_programs(text: str) -> tuple[list[str], list[str]]:
    """What stands before, between and after the scripts and styles; and these."""
    outside, programs, at = [], [], 0
    for start, end in _programs(text):
        outside.append(text[at:start])
        programs.append(text[start:end])
        at = end
    return [*outside, text[at:]], programs


def is_allowed_tag(tag: str) -> bool:
    return is_allowed(tag)


def unbalanced(tags: Sequence[str]) -> tuple[int, ...]:
    """Indexes of opening tags that are never closed and closing ones that close nothing."""
    open_tags: list[tuple[str, int]] = []
    names: Counter[str] = Counter()
    loose: list[int] = []
    for index, tag in enumerate(tags):
        found = _NAME.match(tag)
        if not found or tag.endswith("/>") or found[2].lower() in VOID:
            continue
        name = found[2].lower()
        if not found[1]:
            open_tags.append((name, index))
            names[name] += 1
        elif names[name]:
            while open_tags[-1][0] != name:
                other, opened = open_tags.pop()
                names[other] -= 1
                loose.append(opened)
            open_tags.pop()
            names[name] -= 1
        else:
            loose.append(index)
    return tuple(sorted(loose + [index for _, index in open_tags]))


def has_words(html: str) -> bool:
    """Whether a reader sees a letter in it: tags, comments, scripts and styles left out."""
    text = re.sub(r"(?is)<(script|style)\b.*?(</\1\s*>|$)", " ", html)
    text = "".join(f"{between} " for between, _ in around_tags(text))
    text = re.sub(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);", " ", text)
    text = re.sub(r"(?s)<!--.*", " ", text)
    return any(c.isalpha() for c in text)


def without_programs(tags: Sequence[str], msgid: str, text: str) -> list[str]:
    """The msgid's tags of which a translation may have the same: those of scripts and styles only
    where it has the very same ones. What stands between them would be read as a program."""
    loose = re.compile(r"</?(?:script|style)\b", re.IGNORECASE)
    outside, programs = _around_programs(text)
    if _around_programs(msgid)[1] == programs and not loose.search("".join(outside)):
        return list(tags)
    return [tag for tag in tags if not loose.match(tag)]


def safe_html_block(msgid: str, msgstr: str) -> str:
    """A translated HTML block that cannot break out of its place.

    Every tag that the msgid lacks, and that is not on the allow-list, becomes text; blank lines
    (which would end the block) go; and what no longer starts as a block gets a ``<div>`` around.
    What was one line stays one line. Inside ``<pre>`` and ``<textarea>``, where readers see them,
    blank lines and line ends stay, as ``&#10;`` where they cannot stay as they are.
    """
    if msgstr.strip() == msgid.strip():
        return msgid
    text = msgstr.strip()
    raw = _RAW_START.match(msgid)
    if "\n" not in msgid or raw is None or raw[1].lower() not in _VERBATIM_ENDS:
        text = re.sub(r"\n[ \t]*(?=\n)", "", _kept_line_ends(msgid, text))
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


# Its end may be missing: a browser reads on to the end then, and so do we.
_VERBATIM = re.compile(r"(?ais)<(pre|textarea)(?=[\s>])[^>]*+>\n?+")
_VERBATIM_ENDS = {name: re.compile(rf"(?ai:</{name})\s*+>") for name in ("pre", "textarea")}


def _kept_line_ends(msgid: str, text: str) -> str:
    """The text with those line ends inside ``<pre>`` and ``<textarea>`` as ``&#10;`` that its
    place would not let stand: all where the msgid is one line, else those of blank lines."""
    every = "\n" not in msgid
    out, at = [], 0
    while begun := _VERBATIM.search(text, at):
        ends = _VERBATIM_ENDS[begun[1].lower()].search(text, begun.end())
        end = ends.start() if ends else len(text)
        inside = text[begun.end() : end]
        if every:
            inside = inside.replace("\n", "&#10;")
        else:
            inside = re.sub(r"\n(?=[ \t]*+\n)", "&#10;", inside)
            # The first one behind the tag is never shown.
            inside = re.sub(r"^[ \t]*+\n", lambda m: m[0][:-1] + "&#10;", inside)
        out += [text[at : begun.end()], inside]
        at = end
    return "".join([*out, text[at:]])


def _safe(msgid: str, text: str) -> str:
    """Scripts and styles are no words: they stay the guide's own, in the order that it has them."""
    outside, programs = _around_programs(msgid)
    marks = [f"\ue000{number}\ue001" for number in range(len(programs))]
    msgid = _alternating(outside, marks)
    outside, given = _around_programs(re.sub("[\ue000\ue001]", "", text))
    text = _alternating(outside, [*marks, *given[len(marks) :]][: len(given)])
    if marks and msgid.startswith(marks[0]):
        # Such a block ends on the line where its program ends.
        words = _escape_foreign(msgid, text.replace(marks[0], "").replace("\n", " "))
        safe = marks[0] + words
    else:
        safe = _in_its_place(msgid, _escape_foreign(msgid, text))
    for mark, program in zip(marks, programs, strict=True):
        safe = safe.replace(mark, program)
    return safe


def _alternating(outside: Sequence[str], between: Sequence[str]) -> str:
    pairs = zip(outside, [*between, ""], strict=True)
    return "".join(piece for pair in pairs for piece in pair)


def around_tags(text: str) -> Iterator[tuple[str, str]]:
    """Each tag with what stands before it; at last the rest, and ``""``."""
    at = 0
    for start, end in _tags(text):
        yield text[at:start], text[start:end]
        at = end
    yield text[at:], ""


def _escape_foreign(msgid: str, text: str) -> str:
    there = tags_in(msgid)
    own, exactly = OwnTags(there), frozenset(there)
    pieces = list(around_tags(text))
    # Nobody knows what a mark in a tag will be: such a tag is the msgid's own, to the letter.
    passes = [
        tag in exactly if MARKS.search(tag) else own.has(tag) or is_allowed_tag(tag)
        for _, tag in pieces
    ]
    if not unbalanced(there):
        seen = [tag if ok else "" for (_, tag), ok in zip(pieces, passes, strict=True)]
        for index in unbalanced(seen):
            passes[index] = False
    return "".join(
        _escape_stray(between) + (tag if ok else escape_tag(tag))
        for (between, tag), ok in zip(pieces, passes, strict=True)
    )


def _in_its_place(msgid: str, safe: str) -> str:
    """As a block of the same kind, which does not end before its end."""
    first = _RAW_START.match(msgid)
    if first:
        # <pre> and its like end at their closing tag, not at a blank line.
        name = first[1].lower()
        ends = f"</{name}>" in safe.rpartition("\n")[2].lower()
        if not (ends and _RAW_START.match(safe) and safe.lower().count(f"</{name}>") == 1):
            safe = re.sub(rf"</?{name}\b", lambda m: "&lt;" + m[0][1:], safe, flags=re.IGNORECASE)
            safe = f"<{name}>{safe}</{name}>"
        return safe
    opening = (*tags_in(msgid), "<div>")[0]
    if opening.startswith(("<!", "<?")):
        # Comments and their like end their block on the line where they end themselves.
        return opening + " ".join(safe.replace(opening, "").split("\n"))
    between, tag = next(around_tags(safe))
    if not between and OwnTags([opening]).has(tag) and _block_start(safe) == _block_start(msgid):
        return safe
    return f"<div>\n{safe}\n</div>"


def _block_start(html: str) -> int:
    """Which of CommonMark's seven ways to open an HTML block the first line uses (from 0)."""
    line = html.split("\n", 1)[0]
    ways = (n for n, (opening, _, _) in enumerate(HTML_SEQUENCES) if opening.search(line))
    return next(ways, -1)


def html_starts_alike(one: str, other: str) -> bool:
    """Whether both open an HTML block in the same way (CommonMark, section 4.6)."""
    return _block_start(one) == _block_start(other)


_RAW_START = re.compile(r"[ \t]*<(pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE)


def escape_tag(text: str) -> str:
    """The tag as text that shows it."""
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _escape_stray(text: str) -> str:
    return text.replace("<", "&lt;")
