"""PO: a copy of a catalogue to send by mail, and whatever PO file comes back.

A copy that went out carries, for each entry, what its words were: as a last ``#:`` reference,
``adaptkit/translated/0123456789abcdef``. References are what all editors keep and few show. A PO
file without these marks (the catalogue itself, one from Weblate or OmegaT, one keyed by text) is
read too, and compared with the catalogue as it is.
"""

from __future__ import annotations

import codecs
import re

from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.exchange import EXCHANGES, Exchange
from adaptkit.exchange.outgoing import key, outgoing, state_of
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Diagnostic, Position, ProblemsFound, error, warning
from adaptkit.model.exchange import Delivery, Parcel, Returned
from adaptkit.records import replace
from adaptkit.texts.sameness import digest

_MARK = re.compile(r"adaptkit/(untranslated|fuzzy|translated)/([0-9a-f]{16})")
_CHARSET = re.compile(rb"(Content-Type:[^\"\n]*charset=)([^\\\"\s;]+)", re.IGNORECASE)
# Encodings of texts; Python knows others (zip, punycode) that no PO file is in.
_TEXTUAL = re.compile(r"(iso8859|cp|koi8|gb|big5|euc|shift_jis|mac|tis|viscii|ptcp|kz|johab|hp)")
# A long guide has a twentieth of either; looking at more takes minutes.
_MOST_LINES, _LONGEST_LINE = 1_000_000, 1_000_000
_FINE = (b"utf-8", b"utf8", b"ascii", b"us-ascii", b"charset")
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_HEADER = b'\n\nmsgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
_NEEDED = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


@EXCHANGES.register("po")
def po() -> Exchange:
    """PO, a copy for any PO editor."""
    return Exchange((".po", ".pot"), render, parse, (b'msgid "',))


# Out ------------------------------------------------------------------------------------------


def render(parcel: Parcel) -> bytes:
    """All catalogues of the language in one, without what is obsolete."""
    entries = tuple(_marked(entry) for _, entry in outgoing(parcel))
    first = next(iter(parcel.catalogues), Catalogue(parcel.language, "guide"))
    header = tuple(header_of(parcel).items())
    return render_po(replace(first, entries=entries, header=header)).encode("utf-8")


def header_of(parcel: Parcel) -> dict[str, str]:
    """The header of the language's first catalogue, with all that a program needs of it."""
    fields = dict(parcel.catalogues[0].header) if parcel.catalogues else {}
    fields["Language"] = parcel.language.posix
    return fields | {name: value for name, value in _NEEDED.items() if name not in fields}


def _marked(entry: Entry) -> Entry:
    mark = f"adaptkit/{state_of(entry).value}/{digest(entry.msgstr)}"
    references = (*(r for r in entry.references if not _MARK.fullmatch(r)), mark)
    return replace(entry, unit_id=key(entry), references=references)


# In -------------------------------------------------------------------------------------------


def parse(content: bytes, path: str) -> Delivery:
    """Every entry, obsolete ones too. Raises ProblemsFound for a file that is damaged anywhere:
    what cannot be read to its end may have lost something."""
    whole, told = _utf8(content, path)
    lines = whole.split(b"\n")
    if len(lines) > _MOST_LINES or max(map(len, lines)) > _LONGEST_LINE:
        said = "this file is too large to be a list of translations"
        hint = "ask for a file with this language's texts only"
        raise ProblemsFound([error("exchange-damaged", Position(path), said, hint)])
    catalogue = _catalogue(whole, path)
    language = catalogue.field("Language").strip()
    units = tuple(returned(entry, language) for entry in catalogue.entries if entry.msgid)
    return Delivery(units, diagnostics=told)


def _catalogue(content: bytes, path: str) -> Catalogue:
    """Read as a template is: that may lack its language, and charset=CHARSET."""
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        said = "this file is empty; it was perhaps not saved"
        raise ProblemsFound([error("exchange-damaged", Position(path), said, "ask for it again")])
    try:
        return parse_po(content, path=path, locale=None, domain="")
    except ProblemsFound as found:
        if {one.code for one in found.diagnostics} != {"po-header-missing"}:
            raise
    # A header may stand anywhere; at the end it moves no line.
    return parse_po(content + _HEADER, path=path, locale=None, domain="")


def returned(entry: Entry, language: str) -> Returned:
    """The entry of a catalogue that was not sent out, or was, as its marks say."""
    base = _base(entry)
    fuzzy = entry.state is EntryState.FUZZY
    state = entry.state if entry.live else EntryState.FUZZY
    forms = tuple(text for _, text in entry.plural[1]) if entry.plural else ()
    return Returned(
        id=entry.unit_id,
        source=entry.msgid,
        translation=entry.msgstr,
        state=state if entry.msgstr else EntryState.UNTRANSLATED,
        language=language,
        base=base[1] if base else None,
        base_state=EntryState(base[0]) if base else None,
        notes=(entry.comment,) if entry.comment.strip() else (),
        position=entry.position,
        explicit=True,
        previous=entry.previous_msgid if fuzzy else "",
        forms=forms,
        aside=not entry.live,
    )


def _base(entry: Entry) -> tuple[str, str] | None:
    """The state and digest that went out. Two different ones, as when two copies were joined,
    say nothing."""
    found = {(mark[1], mark[2]) for r in entry.references if (mark := _MARK.fullmatch(r))}
    return next(iter(found)) if len(found) == 1 and entry.live else None


def _utf8(content: bytes, path: str) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """In UTF-8, out of what the file says that it is in."""
    for mark, encoding in _WIDE:
        if content.startswith(mark):
            return _turned(content, encoding, path)
    found = _CHARSET.search(content)
    if found is None or found[2].lower() in _FINE:
        return content, ()
    try:
        encoding = codecs.lookup(found[2].decode("ascii", "replace")).name
    except (LookupError, ValueError):
        return content, ()
    return _turned(content, encoding, path) if _TEXTUAL.match(encoding) else (content, ())


def _turned(content: bytes, encoding: str, path: str) -> tuple[bytes, tuple[Diagnostic, ...]]:
    try:
        turned = content.decode(encoding).encode("utf-8")
    except UnicodeError:
        said = f"this file is not {encoding}, although it says so"
        hint = "open it in your translation program and save it with the encoding UTF-8"
        raise ProblemsFound([error("exchange-encoding", Position(path), said, hint)]) from None
    said = f"this file was read as {encoding}"
    hint = "if letters are wrong, save it again with the encoding UTF-8"
    whole = _CHARSET.sub(rb"\1UTF-8", turned, count=1)
    return whole, (warning("exchange-encoding", Position(path), said, hint),)
