"""A drawing from a stranger, safe to show: only names that draw, and nothing from elsewhere.

It is read with a real XML reader, so that no encoding, entity, prefix or CDATA hides anything, and
what is not on the lists of ``_svg_names`` is left out. A drawing of which nothing has to be left
out is kept to the byte; any other is written anew, in UTF-8. Entities are not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from xml.parsers import expat

from adaptkit.editions._svg_names import (
    ACTED_ON,
    ATTRIBUTES,
    ELEMENTS,
    PICTURES,
    SVG,
    WORDS,
    XLINK,
    XML,
)
from adaptkit.editions._svg_style import DATA_PICTURE, is_safe_value, safe_style
from adaptkit.records import Record, field

# libxml2, which reads drawings in many programs, goes no deeper.
_DEEPEST = 255
_MOST_ELEMENTS = 500_000
_LONGEST_STYLE = 500_000
# <use> shows a group again, and so does whatever is painted with a pattern, a mask or the like: ten
# groups of ten of ten … are more than any program can draw.
_MOST_SHOWN = 1_000_000
_SILENT_XLINK = frozenset("type role arcrole show actuate".split())
_RIGHTS = frozenset("license rights creator".split())
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = {**_TEXT, ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}
_DATA_PICTURE = re.compile(DATA_PICTURE, re.IGNORECASE)
_PAINTED_WITH = re.compile(r"url\([ \t\n\r\f]*+[\"']?#([^\s\"')]++)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n]+")
_DAMAGED = "save or export it once more as a plain SVG picture"
_FLAT = "save it again as a plain SVG picture; in Illustrator, without its editing data"


class LeftOut(Record, frozen=True):
    what: str
    line: int


class SafePicture(Record, frozen=True):
    """``left_out``: what a reader might miss, in order. Comments stay; notes of drawing programs go
    without a word."""

    content: bytes
    left_out: tuple[LeftOut, ...] = ()


class PictureRefused(Exception):
    """``damaged``: it cannot be read; otherwise it is not safe to read."""

    def __init__(self, line: int, reason: str, hint: str, *, damaged: bool = False) -> None:
        self.line = line
        self.reason = reason
        self.hint = hint
        self.damaged = damaged
        super().__init__(f"{line}: {reason}")


@lru_cache(maxsize=64)
def safe_svg(content: bytes) -> SafePicture:
    """The drawing without anything that acts or fetches. Raises PictureRefused.

    Done once for a file, however many editions show it.
    """
    if content.startswith(b"\x1f\x8b"):
        hint = "save it unpacked, with the ending .svg"
        raise PictureRefused(0, "it is packed (.svgz), which many readers cannot open", hint)
    reader = _Reader()
    reader.read(content)
    reader.check_size()
    left_out = tuple(reader.left_out)
    if not reader.changed and b"\0" not in content:
        return SafePicture(content, left_out)
    return SafePicture("".join(reader.out).encode(), left_out)


class _Open(Record):
    """An element that is being written. ``within``: its id, or that of the nearest one around it.
    ``bare``: its start still lacks the ``>``."""

    name: str
    within: str
    bare: bool = True


class _Reader(Record):
    out: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    changed: bool = False
    stack: list[_Open] = field(default_factory=list)
    # How deep we are inside an element that is left out; 0: not at all.
    skipping: int = 0
    sheet: list[str] | None = None
    # Whether it is told that a licence or a maker is named in what is left out.
    rights: bool = False
    count: int = 0
    # Of each element with an id ("": the drawing): how many elements stand in it, and the ids of
    # what it shows besides: in it, by ``<use>``, or to paint with.
    sizes: dict[str, int] = field(default_factory=dict)
    shows: dict[str, list[str]] = field(default_factory=dict)
    parser: expat.XMLParserType = field(default_factory=lambda: expat.ParserCreate(None, "}"))

    def read(self, content: bytes) -> None:
        parser = self.parser
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.XmlDeclHandler = self.declaration
        parser.StartDoctypeDeclHandler = self.doctype
        parser.ProcessingInstructionHandler = self.instruction
        parser.CommentHandler = self.comment
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.words
        parser.SkippedEntityHandler = self.entity
        self.out.append('<?xml version="1.0" encoding="UTF-8"?>\n')
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, ValueError, LookupError) as fault:
            said = expat.ErrorString(fault.code) if isinstance(fault, expat.ExpatError) else fault
            line = max(parser.CurrentLineNumber, 1)
            reason = f"it cannot be read as XML: {said}"
            raise PictureRefused(line, reason, _DAMAGED, damaged=True) from None

    def refuse(self, reason: str, hint: str = _FLAT) -> PictureRefused:
        return PictureRefused(self.parser.CurrentLineNumber, reason, hint)

    def leave_out(self, what: str) -> None:
        self.left_out.append(LeftOut(_short(what), self.parser.CurrentLineNumber))
        self.changed = True

    def declaration(self, _version: str, encoding: str | None, _alone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            self.changed = True

    def doctype(self, _name: str, _system: str | None, _public: str | None, inner: bool) -> None:
        """The usual one of SVG 1.1 says nothing, and goes without a word."""
        if inner:
            raise self.refuse("it declares entities, or the like, of its own")
        self.changed = True

    def entity(self, name: str, _parameter: bool) -> None:
        raise self.refuse(f"it holds &{_short(name)};, which is declared elsewhere")

    def instruction(self, target: str, _data: str) -> None:
        self.changed = True
        if target.lower() == "xml-stylesheet":
            self.leave_out("<?xml-stylesheet?>")

    def comment(self, text: str) -> None:
        if self.skipping:
            return
        if self.sheet is not None:
            self.changed = True
            return
        self._close_tag()
        self.out.append(f"<!--{text}-->")
        if not self.stack:
            self.out.append("\n")

    def words(self, text: str) -> None:
        if self.skipping:
            return
        if self.sheet is not None:
            self.sheet.append(text)
            return
        self._close_tag()
        self.out.append(text.translate(_TEXT))

    def start(self, name: str, pairs: list[str]) -> None:
        self.count += 1
        if self.count > _MOST_ELEMENTS:
            raise self.refuse(f"it has more than {_MOST_ELEMENTS:,} elements", _DAMAGED)
        space, _, tag = name.rpartition("}")
        if self.skipping:
            self.skipping += 1
            if tag in _RIGHTS and not self.rights:
                self.rights = True
                self.leave_out(f"<{tag}> (who made it, or its licence: say it beside the picture)")
            return
        if len(self.stack) >= _DEEPEST:
            raise self.refuse(f"its groups are nested more than {_DEEPEST} deep", _DAMAGED)
        if not self.stack and (space, tag) != (SVG, "svg"):
            reason = f"it is no SVG drawing: it begins with <{_short(tag)}>"
            hint = f'begin it with <svg xmlns="{SVG}">, or export it once more'
            raise PictureRefused(self.parser.CurrentLineNumber, reason, hint, damaged=True)
        if space != SVG or tag not in ELEMENTS or self.sheet is not None:
            self.changed = True
            self.skipping = 1
            if space in ACTED_ON:
                self.leave_out(f"<{tag}> of {ACTED_ON[space]}")
            elif space == SVG and tag != "metadata":
                self.leave_out(f"<{tag}>")
            return
        self._write_start(tag, [*zip(pairs[::2], pairs[1::2], strict=True)])

    def _write_start(self, tag: str, pairs: list[tuple[str, str]]) -> None:
        self._close_tag()
        kept = dict(self._attributes(tag, pairs))
        self.out.append(f"<{tag}")
        if not self.stack:
            self.out.append(f' xmlns="{SVG}" xmlns:xlink="{XLINK}"')
        self.out += [f' {name}="{value.translate(_VALUE)}"' for name, value in kept.items()]
        self._count(tag, kept)
        if tag == "style":
            self.sheet = []

    def _count(self, tag: str, kept: Mapping[str, str]) -> None:
        around = self.stack[-1].within if self.stack else ""
        # Of two with one id, references mean the first.
        within = kept.get("id", around)
        within = around if within in self.sizes else within
        self.stack.append(_Open(tag, within))
        self.sizes[within] = self.sizes.get(within, 0) + 1
        if within != around:
            self.shows.setdefault(around, []).append(within)
        target = kept.get("href", kept.get("xlink:href", "")).strip()
        if tag != "a" and target.startswith("#"):
            self.shows.setdefault(within, []).append(target[1:])
        for value in kept.values():
            if "(" in value:
                self.shows.setdefault(within, []).extend(_PAINTED_WITH.findall(value))

    def end(self, _name: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        if self.sheet is not None:
            sheet, self.sheet = "".join(self.sheet), None
            if len(sheet) > _LONGEST_STYLE:
                raise self.refuse(f"its style has more than {_LONGEST_STYLE:,} characters")
            safe, left_out = safe_style(sheet)
            self.changed = self.changed or safe != sheet
            for what in left_out:
                self.leave_out(f"{what} in <style>")
            if safe:
                self._close_tag()
                self.out.append(safe.translate(_TEXT))
        ended = self.stack.pop()
        self.out.append("/>" if ended.bare else f"</{ended.name}>")
        if not self.stack:
            self.out.append("\n")

    def _close_tag(self) -> None:
        """The ``>`` of the element that is open: it turns out to hold something."""
        if self.stack and self.stack[-1].bare:
            self.stack[-1].bare = False
            self.out.append(">")

    def _attributes(self, tag: str, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for key, value in pairs:
            space, _, name = key.rpartition("}")
            if space == XML and name in ("lang", "space", "id"):
                yield f"xml:{name}", value
            elif space == XLINK and name == "title":
                yield "xlink:title", value
            elif space in ("", XLINK) and name == "href":
                if value.lstrip(" \t\r\n").startswith("#") or (
                    tag in PICTURES and _DATA_PICTURE.fullmatch(_BLANKS.sub("", value))
                ):
                    yield f"xlink:{name}" if space else name, value
                else:
                    self.leave_out(f"the link of <{tag}>")
            elif space == "" and name == "style":
                safe, left_out = safe_style(value)
                self.changed = self.changed or safe != value
                for what in left_out:
                    self.leave_out(f"{what} in the style of <{tag}>")
                yield name, safe
            elif space == "" and _is_harmless(name, value):
                yield name, value
            else:
                self._left_out_attribute(space, name, tag)

    def _left_out_attribute(self, space: str, name: str, tag: str) -> None:
        self.changed = True
        if space in ("", XML, SVG, *ACTED_ON) or (space == XLINK and name not in _SILENT_XLINK):
            self.leave_out(f"{name} of <{tag}>")

    def check_size(self) -> None:
        """Raises PictureRefused where ``<use>`` upon ``<use>``, or a pattern within a pattern,
        shows more than can be drawn."""
        shown: dict[str, int] = {}
        waiting = [("", False)]
        while waiting:
            name, ready = waiting.pop()
            targets = self.shows.get(name, ())
            if ready:
                inside = sum(shown.get(target, 0) for target in targets)
                shown[name] = self.sizes.get(name, 0) + inside
                if shown[name] > _MOST_SHOWN:
                    reason = "it shows groups or patterns within others far too often to be drawn"
                    raise PictureRefused(1, reason, _DAMAGED)
            elif name not in shown:
                # What shows itself shows nothing: that is how browsers see it, too.
                shown[name] = 0
                waiting.append((name, True))
                waiting += [(target, False) for target in targets if target not in shown]


def _is_harmless(name: str, value: str) -> bool:
    if name in WORDS or name.startswith(("aria-", "data-")):
        return True
    return name in ATTRIBUTES and is_safe_value(value)


def _short(name: str) -> str:
    """A stranger's name, no longer than a line."""
    return name if len(name) <= 80 else name[:79] + "…"
