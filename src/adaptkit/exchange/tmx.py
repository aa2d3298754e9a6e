"""TMX 1.4 (Localization Industry Standards Association, 1.4b): what has been translated before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adaptkit.exchange import EXCHANGES, Exchange
from adaptkit.exchange._controls import ILLEGAL, visible
from adaptkit.exchange._xml import DECLARATION, Node, attributes, parse_xml, text
from adaptkit.exchange.outgoing import key
from adaptkit.model.catalogue import Entry, EntryState
from adaptkit.model.diagnostic import Position, ProblemsFound, error
from adaptkit.model.exchange import Delivery, Judged, Parcel, Returned, Tally

_CONTROL = "x-control"
_IMPOSSIBLE = re.compile("[\0\ud800-\udfff]")
_CODE_POINT = re.compile(r"U\+([0-9A-F]{4,6})")


@EXCHANGES.register("tmx")
def tmx() -> Exchange:
    """TMX 1.4, the memory of a language; coming in, it only suggests."""
    return Exchange((".tmx",), render_tmx, parse_tmx, (b"<tmx",), tally=remembered)


def render_tmx(parcel: Parcel) -> bytes:
    """Finished translations of all domains; obsolete ones say so in a property."""
    source, target = parcel.source_language.tag, parcel.language.tag
    header = attributes(
        creationtool="adaptkit",
        creationtoolversion="1",
        segtype="paragraph",
        adminlang="en",
        srclang=source,
        datatype="plaintext",
    )
    out = [DECLARATION, '<tmx version="1.4">\n', f'<header{header} o-tmf="adaptkit"/>\n<body>\n']
    for catalogue in parcel.catalogues:
        for entry in catalogue.entries:
            if _remembered(entry):
                out += _unit(entry, catalogue.domain, source, target)
    out.append("</body>\n</tmx>\n")
    return "".join(out).encode("utf-8")


def remembered(parcel: Parcel) -> Tally:
    """A memory holds finished translations only."""
    entries = [entry for catalogue in parcel.catalogues for entry in catalogue.entries]
    live = [entry for entry in entries if entry.live and entry.msgid and entry.plural is None]
    why = {
        "not translated": sum(1 for entry in live if not entry.msgstr),
        "not finished (fuzzy)": sum(1 for e in live if e.msgstr and not _remembered(e)),
    }
    written = sum(1 for entry in entries if _remembered(entry))
    return Tally(written, {reason: n for reason, n in why.items() if n}, "translation")


def _remembered(entry: Entry) -> bool:
    return (
        entry.plural is None
        and bool(entry.msgid)
        and bool(entry.msgstr)
        and entry.state in (EntryState.TRANSLATED, EntryState.OBSOLETE)
        and "fuzzy" not in entry.flags
    )


def _unit(entry: Entry, domain: str, source: str, target: str) -> Iterator[str]:
    yield "<tu>\n"
    yield f'<prop type="x-id">{text(key(entry))}</prop>\n'
    yield f'<prop type="x-domain">{text(visible(domain))}</prop>\n'
    if not entry.live:
        yield '<prop type="x-state">obsolete</prop>\n'
    for language, words in ((source, entry.msgid), (target, entry.msgstr)):
        yield f"<tuv{attributes(xml__lang=language)}><seg>{_segment(words)}</seg></tuv>\n"
    yield "</tu>\n"


def _segment(words: str) -> str:
    out, at = [], 0
    for found in ILLEGAL.finditer(words):
        shown = f"U+{ord(found[0]):04X}"
        out += [text(words[at : found.start()]), f'<ph type="{_CONTROL}">{shown}</ph>']
        at = found.end()
    return "".join([*out, text(words[at:])])


def parse_tmx(content: bytes, path: str) -> Delivery:
    """Pairs of the source text and each other language's. Raises ProblemsFound."""
    root = parse_xml(content, path, doctype_named=True)
    header = root.first("header")
    if root.tag != "tmx":
        said = "this is no TMX file"
        raise ProblemsFound([error("exchange-version", Position(path, root.line), said)])
    default = header.get("srclang") if header else ""
    units = [
        one
        for unit in root.find_all("tu")
        for one in _pairs(unit, unit.get("srclang") or default, path)
    ]
    said = "it holds a character that no text can hold"
    refused = [
        Judged("", "", one.translation, one.position, said)
        for one in units
        if _IMPOSSIBLE.search(one.source + one.translation)
    ]
    refused += _second_segments(root, path)
    left = (one for one in units if not _IMPOSSIBLE.search(one.source + one.translation))
    return Delivery(tuple(left), tuple(refused), memory=True)


def _second_segments(root: Node, path: str) -> Iterator[Judged]:
    """A ``<tuv>`` has one ``<seg>`` (TMX 1.4b): what stands in a second is no pair of anything."""
    for variant in root.find_all("tuv"):
        for segment in list(variant.elements("seg"))[1:]:
            said = "it stands in a second <seg> of one <tuv>, and only the first is read"
            yield Judged("", "", _raw(segment), Position(path, segment.line), said)


def _pairs(unit: Node, source_language: str, path: str) -> Iterator[Returned]:
    texts: list[tuple[str, str]] = []
    for variant in unit.elements("tuv"):
        segment = variant.first("seg")
        if segment is not None:
            language = variant.get("xml:lang") or variant.get("lang")
            texts.append((language, _raw(segment)))
    at = next((n for n, (tag, _) in enumerate(texts) if _speaks(tag, source_language)), -1)
    if at < 0:
        return
    source = texts.pop(at)[1]
    for language, words in texts:
        yield Returned(
            "", source, words, EntryState.FUZZY, language, position=Position(path, unit.line)
        )


def _speaks(tag: str, source: str) -> bool:
    """``en-US`` for ``en``; of ``*all*`` (TMX 1.4b, srclang) the first text is the source."""
    if not source or source == "*all*":
        return True
    return tag.casefold().split("-")[0] == source.casefold().split("-")[0]


def _raw(node: Node) -> str:
    """The words, native codes included; only what is a control character is decoded."""
    if node.get("type") == _CONTROL and (found := _CODE_POINT.fullmatch(node.text().strip())):
        return chr(min(int(found[1], 16), 0x10FFFF))
    return "".join(c if isinstance(c, str) else _raw(c) for c in node.children)
