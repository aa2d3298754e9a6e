"""Words in Markdown that show exactly what they are, in pandoc's Markdown and in GitHub's: whatever
begins something in either has a backslash before it."""

from __future__ import annotations

import re

from adaptkit.texts.printable import printable

_BLANKS = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_MARKS = re.compile(
    r"""[\\`*_\[\]<>$^~|{}]
        |&(?=\#?\w+;)                 # an entity
        |(?<!\w)@(?=[\w{])            # pandoc: a citation
        |:(?=[\w+-]+:)                # GitHub: a small picture
        |-(?=-)|\.(?=\.\.)            # pandoc: a dash, an ellipsis
        |!$                           # before a link it would be a picture
     """,
    re.VERBOSE,
)
# What would begin another block at the start of a line.
_START = re.compile(
    r"""(?P<sign>\#{1,6}(?=\s|$)|[-+](?=\s|$)|\+(?=[-=])|=+\s*$|:|%)
        |(?P<before>\(?(?:[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+|\d+|\#|\\@\w*))(?P<mark>[.)])(?=\s|$)
        |(?P<caption>[Tt]able)(?P<colon>:)
     """,
    re.VERBOSE,
)


def plain(text: str) -> str:
    """In the middle of a line, which must not be its beginning."""
    return _MARKS.sub(r"\\\g<0>", _BLANKS.sub(" ", printable(text)))


def line(written: str) -> str:
    """A line of running text, which begins nothing but a paragraph."""
    stripped = written.strip(" ")
    found = _START.match(stripped)
    if not found:
        return stripped
    at = found.start("mark" if found["mark"] else "colon" if found["colon"] else "sign")
    stripped = f"{stripped[:at]}\\{stripped[at:]}"
    return f"\\{stripped}" if stripped.startswith("(") else stripped


def lines(written: str) -> str:
    """The same for each line."""
    return "\n".join(map(line, written.split("\n")))


def one_line(text: str) -> str:
    return line(plain(text))


def code(text: str) -> str:
    """A code span (CommonMark 0.31, 6.1)."""
    text = _BLANKS.sub(" ", printable(text))
    if not text.strip():
        return plain(text)
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    apart = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{apart}{text}{apart}{fence}"


def fence(text: str, info: str) -> str:
    """A block of code."""
    text = re.sub(r"\r\n?", "\n", printable(text)).removesuffix("\n")
    longest = max(map(len, re.findall("`{3,}", text)), default=2)
    marks = "`" * (longest + 1)
    language = re.match(r"[A-Za-z][\w+-]*", info)
    return f"{marks}{language[0] if language else ''}\n{text}\n{marks}"
