"""XLIFF 1.2 (OASIS standard, 1 February 2008): Poedit, OmegaT and agencies' tools take it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from adaptkit.exchange import EXCHANGES, Exchange
from adaptkit.exchange._controls import visible
from adaptkit.exchange._protect import CONTROL, pieces
from adaptkit.exchange._xml import DECLARATION, Node, attributes, parse_xml, text
from adaptkit.exchange.outgoing import key, outgoing, state_of
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error, warning
from adaptkit.model.exchange import Delivery, Judged, Parcel, Returned
from adaptkit.records import replace
from adaptkit.texts.sameness import digest

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {
    EntryState.UNTRANSLATED: "needs-translation",
    EntryState.FUZZY: "needs-translation",
    EntryState.TRANSLATED: "translated",
}
# States that say a person has finished; every other word is taken for a doubt.
_FINISHED = frozenset({"translated", "final", "signed-off"})
_NOT_BEGUN = frozenset({"", "new", "needs-translation"})
_UNSURE = frozenset({"fuzzy-match", "mt-suggestion", "leveraged-mt", "leveraged-inherited"})
# What translate-toolkit makes of a PO file's header.
_PO_HEADER = "x-gettext-domain-header"
_CODES = ("ph", "x", "it", "bpt", "ept", "bx", "ex")
_CODE_POINT = re.compile(r"U\+([0-9A-F]{4,6})")
_BASE = re.compile(r"adaptkit (\w+) ([0-9a-f]{16})")


@EXCHANGES.register("xliff")
def xliff() -> Exchange:
    """XLIFF 1.2, for translation programs and agencies."""
    return Exchange((".xlf", ".xliff"), render_xliff, parse_xliff, (b"<xliff",))


# Out ------------------------------------------------------------------------------------------


def render_xliff(parcel: Parcel) -> bytes:
    """A suggestion stands in ``<target>``, and not in an ``<alt-trans>`` alone, which would seem
    the safer place: OmegaT 3.6 shows no ``<alt-trans>`` and offers only what has a target, and
    translate-toolkit's xliff2po drops it. Its state is needs-translation, qualified fuzzy-match:
    Poedit 3.2 takes needs-review-translation for done, and shows this as "Needs Work". OmegaT and
    the toolkit leave the state as it was; where a tool drops it, words that have not changed
    stay a suggestion (``_state``). So none comes back finished that nobody has finished."""
    files: dict[str, list[Entry]] = {}
    for catalogue, entry in outgoing(parcel):
        files.setdefault(_original(catalogue, entry), []).append(entry)
    out = [DECLARATION, f'<xliff version="1.2" xmlns="{NAMESPACE}">\n']
    source, target = parcel.source_language.tag, parcel.language.tag
    for original, entries in files.items():
        about = attributes(
            original=original,
            source_language=source,
            target_language=target,
            datatype="x-markdown",
            product_name=visible(parcel.title),
            product_version=visible(parcel.version),
        )
        out += [f"<file{about}>\n", '<header><tool tool-id="adaptkit" tool-name="adaptkit"/>']
        out += ["</header>\n", "<body>\n"]
        out += [line for entry in entries for line in _unit(entry, source, target)]
        out += ["</body>\n", "</file>\n"]
    if not files:
        # The schema asks for one <file> at least.
        about = attributes(
            original="guide", source_language=source, target_language=target, datatype="x-markdown"
        )
        out.append(f"<file{about}><body/></file>\n")
    out.append("</xliff>\n")
    return "".join(out).encode("utf-8")


def _original(catalogue: Catalogue, entry: Entry) -> str:
    return visible(entry.references[0]) if entry.references else catalogue.domain or "guide"


def _unit(entry: Entry, source: str, target: str) -> Iterator[str]:
    unit_id, state = key(entry), state_of(entry)
    kept = f"adaptkit {state.value} {digest(entry.msgstr)}"
    about = attributes(id=unit_id, resname=unit_id, xml__space="preserve", extradata=kept)
    yield f"<trans-unit{about}>\n"
    yield f"<source{attributes(xml__lang=source)}>{_inline(entry.msgid)}</source>\n"
    unsure = "fuzzy-match" if state is EntryState.FUZZY else ""
    told = attributes(xml__lang=target, state=_STATES[state], state_qualifier=unsure)
    inner = _inline(entry.msgstr, entry.msgid)
    yield f"<target{told}>{inner}</target>\n"
    for line in entry.extracted:
        yield f'<note from="developer">{text(visible(line))}</note>\n'
    for line in entry.comment.split("\n"):
        if line.strip():
            yield f'<note from="translator">{text(visible(line))}</note>\n'
    if entry.previous_msgid:
        yield '<alt-trans alttranstype="previous-version">\n'
        yield f"<source{attributes(xml__lang=source)}>{_inline(entry.previous_msgid)}</source>\n"
        yield f"<target{attributes(xml__lang=target)}>{inner}</target>\n"
        yield "</alt-trans>\n"
    yield "</trans-unit>\n"


def _inline(words: str, msgid: str = "") -> str:
    """Words with what is protected in ``<ph>``. In a target equal stretches have the id that
    they have in the source, so that tools can pair them."""
    numbers: dict[str, list[int]] = {}
    taken = 0
    for kind, stretch in pieces(msgid):
        if kind:
            taken += 1
            numbers.setdefault(stretch, []).append(taken)
    out: list[str] = []
    for kind, stretch in pieces(words):
        if not kind:
            out.append(text(stretch))
            continue
        if numbers.get(stretch):
            number = numbers[stretch].pop(0)
        else:
            taken += 1
            number = taken
        shown = f"U+{ord(stretch):04X}" if kind == CONTROL else stretch
        out.append(
            f"<ph{attributes(id=str(number), ctype=kind, equiv_text=shown)}>{text(shown)}</ph>"
        )
    return "".join(out)


# In -------------------------------------------------------------------------------------------


def parse_xliff(content: bytes, path: str) -> Delivery:
    """Every unit that has a target. Raises ProblemsFound where this is no XLIFF 1."""
    root = parse_xml(content, path)
    if root.tag != "xliff" or root.get("version").startswith("2") or _is_newer(root):
        raise ProblemsFound(
            [
                error(
                    "exchange-version",
                    Position(path, root.line),
                    "this is not XLIFF 1.2"
                    + (f", but {_version(root)}" if root.tag == "xliff" else ""),
                    "save it as XLIFF 1.2; adaptkit export xliff writes such a file",
                )
            ]
        )
    units: list[Returned] = []
    refused: list[Judged] = []
    told: list[Diagnostic] = []
    for file in root.elements("file"):
        for node in file.find_all("trans-unit"):
            if node.get("translate") == "no" or node.get("restype") == _PO_HEADER:
                continue
            found = _returned(node, file, path)
            if isinstance(found, Judged):
                refused.append(found)
            elif lost := _lost(found):
                told.append(_without_parts(found, lost))
                units.append(replace(found, state=EntryState.FUZZY))
            else:
                units.append(found)
    if not (units or refused) and (strange := _of_another_namespace(root)):
        space, _, _ = strange.tag.rpartition("}")
        said = f'its units are of the namespace "{space}", and not of XLIFF 1.2: none can be read'
        hint = f'ask for the file with xmlns="{NAMESPACE}" alone, or export it once more'
        raise ProblemsFound([error("exchange-version", Position(path, strange.line), said, hint)])
    return Delivery(tuple(units), tuple(refused), tuple(told))


def _of_another_namespace(node: Node) -> Node | None:
    """The first unit that no XLIFF program would read."""
    for child in node.elements():
        if child.tag.endswith(("}trans-unit", "}file")):
            return child
        if found := _of_another_namespace(child):
            return found
    return None


def _is_newer(root: Node) -> bool:
    """Whether its units are those of XLIFF 2, whatever version it names: none would be found."""
    units = (unit for file in root.elements("file") for unit in file.find_all("unit"))
    return any(unit.first("segment") for unit in units)


def _version(root: Node) -> str:
    said = root.get("version")
    return said if said.startswith("2") else "one with the units of XLIFF 2"


def _lost(one: Returned) -> list[str]:
    """The protected parts of the source that finished words came back without. Placeholders are
    looked after whatever the file is."""
    if one.state is not EntryState.TRANSLATED or digest(one.translation) == one.base:
        return []
    kept = ("", CONTROL, "x-placeholder")
    source = Counter(stretch for kind, stretch in pieces(one.source) if kind not in kept)
    there = Counter(stretch for kind, stretch in pieces(one.translation) if kind not in kept)
    return list((source - there).elements()) if source else []


def _without_parts(one: Returned, lost: Sequence[str]) -> Diagnostic:
    shown = ", ".join("the line break" if part == "\\\n" else part for part in lost)
    return warning(
        "exchange-parts",
        one.position,
        f"{one.id} has come back without a protected part: {shown}; it was taken as a suggestion",
        "put the part where it belongs, and take the fuzzy mark away",
        unit=one.id,
    )


def _returned(node: Node, file: Node, path: str) -> Returned | Judged:
    position = Position(path, node.line)
    unit_id = node.get("id") or node.get("resname")
    source, target = node.first("source"), node.first("target")
    if source is None:
        return Judged(unit_id, "", target.text() if target else "", position, "it has no source")
    if len(list(node.elements("source"))) > 1 or len(list(node.elements("target"))) > 1:
        shown = " / ".join(one.text() for one in node.elements("target"))
        return Judged(unit_id, "", shown, position, "it has more than one source or target")
    known = {ph.get("id"): _raw(ph, {}) for ph in _codes(source)}
    words = _raw(source, known)
    translation = _raw(target, known) if target is not None else ""
    if words is None or translation is None:
        shown = target.text() if target is not None else ""
        return Judged(
            unit_id, "", shown, position, "a protected part (<ph>) is not one of the source's"
        )
    base = _BASE.fullmatch(node.get("extradata"))
    notes = tuple(
        note.text() if note.get("from") in ("", "translator") else _signed(note)
        for note in node.elements("note")
        if note.get("from") not in ("developer", "adaptkit") and note.text().strip()
    )
    suggestion = base[2] if base and base[1] == EntryState.FUZZY else ""
    was_done = base is not None and base[1] == EntryState.TRANSLATED
    # OmegaT fills what nobody has translated with the source.
    begun = (target.get("state") if target is not None else "") not in _NOT_BEGUN
    open_yet = base is not None and base[2] in (digest(""), suggestion)
    if translation == words and not begun and open_yet and digest(words) != suggestion:
        translation = ""
    return Returned(
        id=unit_id,
        source=words,
        translation=translation,
        state=_state(node, target, translation, suggestion, was_done),
        language=(target.get("xml:lang") if target is not None else "")
        or file.get("target-language"),
        base=base[2] if base else None,
        base_state=EntryState(base[1]) if base and base[1] in set(EntryState) else None,
        notes=notes,
        position=position,
        explicit=target is not None and target.get("state") in _FINISHED,
    )


def _signed(note: Node) -> str:
    return f"{note.get('from')}: {note.text()}"


def _codes(node: Node) -> Iterator[Node]:
    for child in node.elements():
        if child.tag in _CODES:
            yield child
        yield from _codes(child)


def _raw(node: Node, known: Mapping[str, str | None]) -> str | None:
    """The Markdown in it; a ``<ph>`` that a tool has emptied is known from the source. None where
    it is not known there either."""
    if node.get("ctype") == CONTROL and (found := _CODE_POINT.fullmatch(node.text().strip())):
        return chr(min(int(found[1], 16), 0x10FFFF))
    if node.tag in _CODES and not node.children:
        return known.get(node.get("id")) or (node.get("equiv-text") or None)
    out: list[str] = []
    for child in node.children:
        words = child if isinstance(child, str) else _raw(child, known)
        if words is None:
            return None
        out.append(words)
    return "".join(out)


def _state(
    node: Node, target: Node | None, translation: str, base: str, was_done: bool
) -> EntryState:
    """What the file says of it. A state that the tool left at needs-translation says nothing,
    once there are words; where it went out as translated (``was_done``), somebody has lowered it.
    A doubt stays one even where the words were changed, and where nothing is said of words that
    have not changed. ``base`` is the digest of a suggestion that went out."""
    if target is None or not translation:
        return EntryState.UNTRANSLATED
    said, qualifier = target.get("state"), target.get("state-qualifier")
    if node.get("approved") == "yes" or said in _FINISHED:
        return EntryState.TRANSLATED
    doubted = qualifier in _UNSURE or node.get("approved") == "no" or base == digest(translation)
    lowered = was_done and bool(said)
    if said in _NOT_BEGUN and not doubted and not lowered:
        return EntryState.TRANSLATED
    return EntryState.FUZZY
