"""The term list, as CSV and as TBX-Basic (ISO 30042:2008, the form that translation programs
read), with what the term is called in the language where that has been translated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from adaptkit.exchange import EXCHANGES, Exchange
from adaptkit.exchange._controls import visible
from adaptkit.exchange._xml import DECLARATION, attributes, text
from adaptkit.exchange.csv_table import csv_bytes
from adaptkit.guides.settings_units import term_unit_id
from adaptkit.model.document import Term
from adaptkit.model.exchange import Parcel, Tally

_HEADER = ("key", "term", "definition", "note", "translation")
_INSTEAD = (
    "the terms stand in source_guide/terms.yaml: change them there; to translate one, translate "
    "its entry in locales/LANGUAGE/guide.po"
)
_XCS = "http://www.lisa.org/fileadmin/standards/tbx_basic/TBXBasicXCSV02.xcs"


@EXCHANGES.register("terms")
def terms() -> Exchange:
    """The term list as CSV, for any spreadsheet."""
    # As it was written, and as spreadsheets save it again.
    openings = (b'"key","term"', b"key,term,", b"key;term;", b"key\tterm\t")
    return Exchange((".terms.csv",), render_terms, None, openings, counted, _INSTEAD)


@EXCHANGES.register("tbx")
def tbx() -> Exchange:
    """The term list as TBX-Basic, for translation programs."""
    openings = (b"<martif", b"<tbx")
    return Exchange((".tbx",), render_tbx, None, openings, counted, _INSTEAD)


def render_terms(parcel: Parcel) -> bytes:
    rows = [
        (term.key, term.name, term.definition, term.note, words)
        for term, words in _translated(parcel)
    ]
    return csv_bytes([_HEADER, *rows])


def render_tbx(parcel: Parcel) -> bytes:
    source, target = parcel.source_language.tag, parcel.language.tag
    title = text(visible(parcel.title or "Terms"))
    out = [
        DECLARATION,
        f'<martif type="TBX-Basic"{attributes(xml__lang=source)}>\n<martifHeader>\n',
        f"<fileDesc><titleStmt><title>{title}</title></titleStmt>",
        "<sourceDesc><p>Written by adaptkit from terms.yaml.</p></sourceDesc></fileDesc>\n",
        f'<encodingDesc><p type="XCSURI">{_XCS}</p></encodingDesc>\n',
        "</martifHeader>\n<text><body>\n",
    ]
    for term, words in _translated(parcel):
        out += _entry(term, words, source, target)
    out.append("</body></text>\n</martif>\n")
    return "".join(out).encode("utf-8")


def counted(parcel: Parcel) -> Tally:
    """All terms go out; those that have no finished translation go without one."""
    found = list(_translated(parcel))
    bare = sum(1 for _, words in found if not words)
    return Tally(len(found), {"without a translation": bare} if bare else {}, "term")


def _entry(term: Term, words: str, source: str, target: str) -> Iterator[str]:
    yield f"<termEntry{attributes(id=term.key)}>\n"
    if term.definition:
        yield f'<descrip type="definition">{text(visible(term.definition))}</descrip>\n'
    if term.note:
        yield f"<note>{text(visible(term.note))}</note>\n"
    for language, name in ((source, term.name), (target, words)):
        if name:
            named = f"<tig><term>{text(visible(name))}</term></tig>"
            yield f"<langSet{attributes(xml__lang=language)}>{named}</langSet>\n"
    yield "</termEntry>\n"


def _translated(parcel: Parcel) -> Iterator[tuple[Term, str]]:
    """Every term by key, with its finished translation or ``""``: that of the term itself, else
    of a text that says nothing but the term (a glossary's row), where all such agree."""
    known: dict[str, str] = {}
    alone: dict[str, set[str]] = defaultdict(set)
    for catalogue in parcel.catalogues:
        for entry in catalogue.live:
            if entry.finished and entry.plural is None:
                known[entry.unit_id] = entry.finished
                alone[_bare(entry.msgid)].add(_bare(entry.finished))
    for term in sorted(parcel.terms.values(), key=lambda term: term.key):
        said = alone[_bare(term.name)]
        same = next(iter(said)) if len(said) == 1 else ""
        yield term, known.get(term_unit_id(term.key), "") or same


def _bare(text: str) -> str:
    """Without emphasis, and with a capital only where the rest has one."""
    text = text.strip().strip("*_").strip()
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
