"""XML in and out, by hand: a file from elsewhere is not trusted, and what goes out is the same
to the byte on every machine. A document type is refused, and with it every entity; memories may
name one, but it is not read and cannot declare anything."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from adaptkit.model.diagnostic import Position, ProblemsFound, error
from adaptkit.records import Record, field

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DEEPEST = 200
# A long guide has a tenth of it; a small file can unpack to any number.
_MOST_ELEMENTS = 600_000
# Characters in one element; no passage of a guide is so long, and checking one takes minutes.
LONGEST = 1_000_000
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE = {**_TEXT, ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}
_SPACE = "http://www.w3.org/XML/1998/namespace}"


class Node(Record):
    """An element. Attribute names are local, but for ``xml:lang`` and its kind; so is ``tag``,
    but for elements that are not of the root's namespace: other programs' additions."""

    tag: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def elements(self, *tags: str) -> Iterator[Node]:
        return (c for c in self.children if isinstance(c, Node) and (not tags or c.tag in tags))

    def first(self, tag: str) -> Node | None:
        return next(self.elements(tag), None)

    def find_all(self, tag: str) -> Iterator[Node]:
        """Every element of that name below this one, in order."""
        for child in self.elements():
            if child.tag == tag:
                yield child
            yield from child.find_all(tag)

    def text(self) -> str:
        """All the words in it."""
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)


class _Refused(Exception):
    pass


def parse_xml(content: bytes, path: str, *, doctype_named: bool = False) -> Node:
    """The root element. Raises ProblemsFound for what is damaged or not safe to read.
    ``doctype_named``: ``<!DOCTYPE tmx SYSTEM "tmx14.dtd">``, with nothing in it, is let pass."""
    top = Node("", 0)
    stack = [top]
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    home: list[str] = []
    count = 0
    lengths = [0]

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(stack) > _DEEPEST:
            raise _Refused("its elements are nested too deeply")
        if count > _MOST_ELEMENTS:
            raise _Refused("it is too large to be a list of translations")
        space, _, local = name.rpartition("}")
        home[:] = home or [space]
        named = {_local(key): value for key, value in attributes.items()}
        tag = local if space == home[0] else name
        node = Node(tag, parser.CurrentLineNumber, named)
        stack[-1].children.append(node)
        stack.append(node)
        lengths.append(0)

    def end(_name: str) -> None:
        stack.pop()
        lengths.pop()

    def words(text: str) -> None:
        stack[-1].children.append(text)
        lengths[-1] += len(text)
        if lengths[-1] > LONGEST:
            raise _Refused(f"it holds a text of more than {LONGEST:,} characters")

    def doctype(_name: str, _system: str | None, _public: str | None, inner: bool) -> None:
        if inner or not doctype_named:
            raise _Refused("it declares a document type, and with it perhaps what harms a reader")

    def skipped(name: str, _parameter: bool) -> None:
        # Without the document type nobody knows what it stands for; words would go missing.
        raise _Refused(f"it holds &{name};, which is declared elsewhere")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = doctype
    parser.SkippedEntityHandler = skipped
    try:
        parser.Parse(content, True)
    except _Refused as reason:
        raise _damaged(path, parser.CurrentLineNumber, f"this file is refused: {reason}") from None
    except (expat.ExpatError, ValueError, LookupError) as fault:
        said = f"this file is damaged: {fault}"
        raise _damaged(path, parser.CurrentLineNumber, said) from None
    return next(top.elements())


def _local(name: str) -> str:
    if name.startswith(_SPACE):
        return "xml:" + name[len(_SPACE) :]
    return name.rpartition("}")[2]


def _damaged(path: str, line: int, message: str) -> ProblemsFound:
    hint = "save or export it once more, or ask for it again"
    return ProblemsFound([error("exchange-damaged", Position(path, line), message, hint)])


def text(words: str) -> str:
    """Escaped for the inside of an element."""
    return words.translate(_TEXT)


def attributes(**values: str) -> str:
    """``id="a" xml:lang="es"`` with a blank before each; empty ones are left out.
    ``__`` in a name stands for ``:``, ``_`` for ``-``."""
    return "".join(
        f' {name.replace("__", ":").replace("_", "-").rstrip("-")}="{value.translate(_VALUE)}"'
        for name, value in values.items()
        if value
    )
