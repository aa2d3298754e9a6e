"""A tagged PDF as a program that reads aloud gets it: the tree of tags, with the text of each."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import page
import pikepdf

ISOLATES = re.compile("[\u2066-\u2069\u202a-\u202e\u2060\u200b]")


class Tag:
    def __init__(self, kind: str, element: Any) -> None:
        self.kind = kind
        self.element = element
        self.alternative = str(element.get("/Alt", ""))
        self.languages: set[str] = set()
        self.kids: list[Tag | str] = []

    def all(self, *kinds: str) -> Iterator[Tag]:
        if self.kind in kinds:
            yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.all(*kinds)

    @property
    def text(self) -> str:
        """What is read, without what only turns text."""
        parts = (kid if isinstance(kid, str) else kid.text for kid in self.kids)
        return ISOLATES.sub("", "".join(parts))


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def tags(content: bytes) -> Tag:
    with opened(content) as pdf:
        texts = {one.objgen: texts_of(one) for one in pdf.pages}
        root = Tag("", pdf.Root.StructTreeRoot)
        _fill(root, None, texts)
        return root


def page_texts(content: bytes, *, around: bool = False) -> list[str]:
    """What is read of each page, in the order of its content, or what stands ``around`` that: head
    and number; without what only turns text."""
    with opened(content) as pdf:
        found = [texts_of(one) for one in pdf.pages]
    return [
        ISOLATES.sub("", "".join(t for n, t in one.items() if (n < 0) is around)) for one in found
    ]


def findings(content: bytes) -> list[str]:
    """What keeps it from being PDF/UA-1 and PDF/A-2a."""
    profiles = page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A
    reports = (page.validate_pdf_bytes(content, profile=one) for one in profiles)
    return [f"{one.rule_id}: {one.message}" for report in reports for one in report.failures]


def _fill(tag: Tag, on: Any, texts: Mapping[Any, Mapping[int, str]]) -> None:
    on = tag.element.get("/Pg", on)
    kids = tag.element.get("/K")
    for kid in [] if kids is None else kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            tag.kids.append(texts[on.objgen].get(kid, ""))
        elif kid.get("/Type") == "/MCR":
            tag.kids.append(texts[kid.get("/Pg", on).objgen].get(int(kid.MCID), ""))
        elif kid.get("/Type") != "/OBJR":
            below = Tag(str(kid.S).removeprefix("/"), kid)
            _fill(below, on, texts)
            tag.kids.append(below)


def texts_of(one: Any) -> dict[int, str]:
    """The text of each marked piece of a page, in the order of its content."""
    out: dict[int, str] = defaultdict(str)
    fonts: dict[str, Mapping[int, str]] = {}
    stack: list[tuple[int | None, str | None, bool]] = []
    letters: Mapping[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(one):
        match str(operator):
            case "Tf":
                name = str(operands[0])
                fonts.setdefault(name, letters_of(one.Resources.Font[name]))
                letters = fonts[name]
            case "BDC":
                said = operands[1]
                if not isinstance(said, pikepdf.Dictionary):
                    said = one.Resources.Properties[str(said)]
                mcid = int(said.MCID) if "/MCID" in said else None
                own = str(said.ActualText) if "/ActualText" in said else None
                stack.append((mcid, own, False))
                if own is not None:
                    out[_within(stack)] += own
            case "BMC":
                stack.append((None, None, str(operands[0]) == "/ReversedChars"))
            case "EMC":
                stack.pop()
            case "Tj" | "TJ" if not any(own is not None for _, own, _ in stack):
                shown = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                codes = b"".join(bytes(s) for s in shown if isinstance(s, pikepdf.String))
                glyphs = [codes[n : n + 2] for n in range(0, len(codes), 2)]
                words = [letters.get(int.from_bytes(g, "big"), "\ufffd") for g in glyphs]
                turned = any(reverse for *_, reverse in stack)
                out[_within(stack)] += "".join(words[::-1] if turned else words)
    return out


def _within(stack: list[tuple[int | None, str | None, bool]]) -> int:
    return next((mcid for mcid, *_ in reversed(stack) if mcid is not None), -1)


def letters_of(font: Any) -> dict[int, str]:
    """Glyph → what it says, by the font's own table."""
    text = font.ToUnicode.read_bytes().decode("latin-1")
    out: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, said in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            out[int(code, 16)] = _decoded(said)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        found = re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block)
        for low, high, said in found:
            first = _decoded(said)
            for code in range(int(low, 16), int(high, 16) + 1):
                out[code] = first[:-1] + chr(ord(first[-1]) + code - int(low, 16))
    return out


def _decoded(text: str) -> str:
    return bytes.fromhex(text).decode("utf-16-be", "replace")
