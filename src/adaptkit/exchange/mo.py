"""MO: the finished words of a language, compiled, for programs that load gettext catalogues.

Nobody works in such a file, and it does not say what was fuzzy. What comes in from one fills what
is empty; beside other words it is listed, as that of a PO file without marks is.
"""

from __future__ import annotations

from adaptkit.catalogues.mo import MAGIC, parse_mo, render_mo
from adaptkit.exchange import EXCHANGES, Exchange
from adaptkit.exchange.outgoing import outgoing
from adaptkit.exchange.po import header_of, returned
from adaptkit.model.exchange import Delivery, Parcel, Tally
from adaptkit.records import replace


@EXCHANGES.register("mo")
def mo() -> Exchange:
    """MO, finished translations for programs that use gettext."""
    return Exchange((".mo", ".gmo"), render, parse, MAGIC, tally=finished, worked_in=False)


def render(parcel: Parcel) -> bytes:
    """Finished words of all domains in one file; each unit's id is its context."""
    header = header_of(parcel) | {"Content-Type": "text/plain; charset=UTF-8"}
    entries = (entry for _, entry in outgoing(parcel) if entry.finished)
    return render_mo(header.items(), entries)


def finished(parcel: Parcel) -> Tally:
    entries = [entry for _, entry in outgoing(parcel)]
    written = {(entry.unit_id, entry.msgid) for entry in entries if entry.finished}
    why = {
        "not translated": sum(1 for entry in entries if not entry.msgstr),
        "not finished (fuzzy)": sum(1 for e in entries if e.msgstr and not e.finished),
    }
    return Tally(len(written), {reason: n for reason, n in why.items() if n}, "translation")


def parse(content: bytes, path: str) -> Delivery:
    """Raises ProblemsFound for a file that is damaged anywhere."""
    catalogue = parse_mo(content, path=path, locale=None, domain="")
    language = catalogue.field("Language").strip()
    # Some programs compile what is fuzzy too: the file's silence confirms nothing.
    return Delivery(
        tuple(
            replace(returned(entry, language), explicit=False)
            for entry in catalogue.entries
            if entry.msgid
        )
    )
