"""Small guides, templates and catalogues to try things on."""

from __future__ import annotations

from collections.abc import Sequence

from adaptkit.catalogues.identity import Identity, identify
from adaptkit.catalogues.po import po_blocks, po_file
from adaptkit.catalogues.template import make_template
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale
from adaptkit.model.unit import Unit
from adaptkit.records import replace

NOW = "2026-01-02 03:04+0000"
ES = Locale("es")


def unit(text: str, section: str = "ch", kind: BlockKind | None = None, **more: object) -> Unit:
    kind = kind or BlockKind.PARAGRAPH
    made = Unit("", kind, text, Position("source_guide/ch.md", 1), section)
    return replace(made, **more)  # type: ignore[arg-type]


def heading(text: str, section: str, **more: object) -> Unit:
    return unit(text, section, BlockKind.HEADING, opens_section=True, **more)


def settled(units: Sequence[Unit], identity: Identity) -> list[Unit]:
    pairs = zip(units, identity.ids, strict=True)
    return [replace(u, id=i, section=identity.sections[u.section]) for u, i in pairs]


def template_of(units: Sequence[Unit], previous: Catalogue | None = None) -> Catalogue:
    return make_template(
        units, previous=previous, domain="guide", title="Guide", version="1", now=NOW
    )


def first_template(units: Sequence[Unit]) -> Catalogue:
    """The template of a guide that never had one."""
    return template_of(settled(units, identify(units, None)))


def entry(unit_id: str, msgid: str, msgstr: str = "", state: str = "", **more: object) -> Entry:
    if not state:
        state = "translated" if msgstr else "untranslated"
    flags = ("fuzzy",) if state == "fuzzy" else ()
    made = Entry(unit_id, msgid, msgstr, EntryState(state), flags)
    return replace(made, **more)  # type: ignore[arg-type]


def template(*texts: tuple[str, str]) -> Catalogue:
    return Catalogue(None, "guide", tuple(Entry(i, text) for i, text in texts))


def po_bytes(catalogue: Catalogue) -> bytes:
    """The file that is proven and written."""
    header, blocks = po_blocks(catalogue)
    return po_file(header, (block for _, block in blocks))


def catalogue(*entries: Entry) -> Catalogue:
    return Catalogue(ES, "guide", entries)
