"""A name of the guide becomes another one, in the Markdown that people have written.

The text is changed where it stands: nothing else of the file moves.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import unquote

from adaptkit.guides._markdown import parse_mark
from adaptkit.model.document import ALIAS, Block, BlockKind, Chapter
from adaptkit.records import Record

_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_BRACES = re.compile(r"\{[^{}\n]*\}")
_DESTINATION = re.compile(r"(\]\([ \t]*<?|^[ \t>]*\[[^\]\n]+\]:[ \t]*<?)([^\s<>()]+)", re.MULTILINE)
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")
# How far above the line that a mark says of itself another part of it may stand.
_ABOVE = 4


class Links(Record, frozen=True):
    """How links to what is renamed are written. ``chapter`` and ``file``: the file of the chapter
    that it stands in, before and after; ``names``: what stands behind ``#``, before → after;
    ``chapters``: every chapter's file. All files relative to the guide's folder."""

    chapter: str
    file: str
    names: Mapping[str, str]
    chapters: Collection[str]

    def in_text(self, text: str, here: str) -> str:
        """Running text of the chapter ``here``; ``""``: of a text that may land anywhere."""
        if "](" not in text and "]:" not in text:
            return text
        return _DESTINATION.sub(lambda one: one[1] + self.target(one[2], here), text)

    def in_file(self, chapter: Chapter, source: str, here: str) -> str:
        """A file's text; ``chapter`` is what was read from it. What stands in code stays."""
        code = {
            line
            for block in chapter.walk()
            if block.kind is BlockKind.CODE
            for line in range(*block.lines)
        }
        lines = enumerate(_LINES.split(source))
        return "".join(line if n in code else self.in_text(line, here) for n, line in lines)

    def target(self, written: str, here: str) -> str:
        """What a link writes, as it is to be written from now on."""
        path, mark, fragment = written.partition("#")
        if _REMOTE.match(written) or not self._is_ours(path, here):
            return written
        name = self.names.get(unquote(fragment))
        # A text that may land anywhere says which chapter it means, or writes the id in full.
        if name and (path or here or "." in fragment):
            fragment = name
        if path and self.file != self.chapter:
            folder, slash, _ = path.rpartition("/")
            path = folder + slash + self.file.rpartition("/")[2]
        return path + mark + fragment

    def _is_ours(self, path: str, here: str) -> bool:
        if not path:
            return here in ("", self.chapter)
        for base in (posixpath.dirname(here), ""):
            for one in (unquote(path), path):
                name = posixpath.normpath(posixpath.join(base, one))
                if name in self.chapters:
                    return name == self.chapter
        return False


def with_mark(source: str, block: Block, new: str, alias: str, again: str = "") -> Iterator[str]:
    """``source`` in which ``block`` is called ``new`` (``""``: it keeps what it is called, or is
    called ``again`` as its file is) and was called ``alias`` before: each way to write that, the
    likeliest first. Not each is read."""
    lines = _LINES.split(source)
    if block.mark.line:
        for at in range(block.mark.line - 1, max(block.mark.line - 1 - _ABOVE, -1), -1):
            for found in _BRACES.finditer(lines[at] if at < len(lines) else ""):
                if block.mark.id in (_id_in(found[0]) or "", "") and parse_mark(found[0], 0):
                    written = _rewritten(found[0], new, alias, again)
                    line = lines[at][: found.start()] + written + lines[at][found.end() :]
                    yield "".join([*lines[:at], line, *lines[at + 1 :]])
        return
    if block.span is None:
        return
    mark = "{" + " ".join([*([f"#{new}"] if new else []), _alias(alias)]) + "}"
    ways = [_behind(lines, block, mark), _above(lines, block, mark)]
    inline = block.kind in (BlockKind.HEADING, BlockKind.TERM)
    yield from ways if inline else reversed(ways)


def _id_in(braces: str) -> str:
    mark = parse_mark(braces, 0)
    return mark.id if mark else ""


def _rewritten(braces: str, new: str, alias: str, again: str) -> str:
    """The mark with its other name, its former one last; a name that it has again is none of its
    former ones any more."""
    inside = braces[1:-1]
    if new and _id_in(braces):
        inside = re.sub(r"(?<!\S)#[\w:-]+", f"#{new}", inside, count=1)
    elif new:
        inside = f"#{new} {inside.lstrip()}"
    for gone in (new or again, alias):
        if gone:
            inside = re.sub(
                rf"""(?:^|\s+){ALIAS}=(?:"{re.escape(gone)}"|{re.escape(gone)})(?!\S)""", "", inside
            )
    blank = inside[len(inside.rstrip()) :]
    return "{" + f"{inside.rstrip()} {_alias(alias)}{blank}".lstrip() + "}"


def _alias(name: str) -> str:
    return f"{ALIAS}={name}" if re.fullmatch(r"[\w:.-]+", name) else f'{ALIAS}="{name}"'


def _behind(lines: Sequence[str], block: Block, mark: str) -> str:
    assert block.span is not None
    at, column = block.span.end_line, block.span.end_column
    line = lines[at]
    return "".join([*lines[:at], f"{line[:column]} {mark}{line[column:]}", *lines[at + 1 :]])


def _above(lines: Sequence[str], block: Block, mark: str) -> str:
    assert block.span is not None
    at = block.span.start_line
    line = lines[at]
    end = line[len(line.rstrip("\r\n")) :] or "\n"
    return "".join([*lines[:at], line[: block.span.start_column], mark, end, *lines[at:]])
