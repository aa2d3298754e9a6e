"""Catalogues that go out and come back."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.exchange import EXCHANGES, Exchange
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.document import Term
from adaptkit.model.exchange import Delivery, Parcel
from adaptkit.model.locale import Locale
from adaptkit.records import replace

EN = Locale("en")
ES = Locale("es")
THREE_WAY = ("csv", "po", "xliff", "xlsx")
HARD = (
    "=1+1",
    "+49 30 1234",
    "-5 °C",
    "@here",
    "'=x",
    "''",
    "' = x",
    "\t=1",
    "  two before and after  ",
    "a\nb\n",
    "a\\\nb",
    "a\r\nb\rc",
    "_x0041_ and _x005F_ and x005F_",
    "\x01\x07\x1b",
    "\ufffe\uffff",
    "]]> <![CDATA[ & &amp; &#0;",
    "<b>bold</b> <!-- c --> <br/>",
    "`code {x}` ``a`b`` `",
    '[link](http://x.org/a_(b) "t") [r][label] [^1] <https://x.org>',
    "Call {helpline}, {term.relapse}, {not a name}.",
    "`\x02` in code",
    "康复是什么？",
    "مرحبا بالعالم",
    "\u202bשלום\u202c",
    "e\u0301 é",
    "😀" * 3,
    "\u2028 \u0085 \u00a0",
    "#2",
)
NASTY = "=+-@'\t\n\r \\`{}[]()<>&\"_x0041#;,!\x01\x1f\ufffeé康א😀"
texts = st.one_of(
    st.sampled_from(HARD),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=25),
    st.text(st.sampled_from(NASTY), max_size=25),
)
words = texts.filter(lambda text: bool(text.strip()))


def entry(unit_id: str, msgid: str, msgstr: str = "", state: str = "", **more: object) -> Entry:
    if not state:
        state = "translated" if msgstr else "untranslated"
    flags = ("fuzzy",) if state == "fuzzy" else ()
    made = Entry(unit_id, msgid, msgstr, EntryState(state), flags)
    return replace(made, **more)  # type: ignore[arg-type]


def catalogue(*entries: Entry, domain: str = "guide", locale: Locale = ES) -> Catalogue:
    return Catalogue(locale, domain, entries, header=(("Language", locale.posix),))


def parcel(*entries: Entry, locale: Locale = ES, **more: object) -> Parcel:
    made = Parcel(locale, EN, (catalogue(*entries, locale=locale),), "A guide", "1.0")
    return replace(made, **more)  # type: ignore[arg-type]


def terms(*names: tuple[str, str]) -> dict[str, Term]:
    made = (Term(name.replace(" ", "_"), name, definition) for name, definition in names)
    return {term.key: term for term in made}


def exchange(name: str) -> Exchange:
    return EXCHANGES[name]()


def back(name: str, content: bytes) -> Delivery:
    read = exchange(name).read
    assert read is not None
    return read(content, f"back{exchange(name).suffixes[0]}")


def there_and_back(name: str, sent: Parcel) -> Delivery:
    return back(name, exchange(name).write(sent))


def saved(found: Catalogue) -> Catalogue:
    """What the PO file holds afterwards: it must be able to hold all of it."""
    text = render_po(found).encode("utf-8")
    return parse_po(text, path="x.po", locale=found.locale, domain=found.domain)


def by_id(found: Sequence[Catalogue]) -> dict[str, Entry]:
    return {one.unit_id: one for cat in found for one in cat.entries}


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    sources = draw(st.lists(words, min_size=1, max_size=5))
    out = []
    for number, source in enumerate(sources):
        msgstr = draw(st.one_of(st.just(""), words))
        state = draw(st.sampled_from(["translated", "fuzzy"])) if msgstr else ""
        unit_id = draw(st.sampled_from([f"a.b.{number}", f"MX/c.{number}", f"x#{number}"]))
        out.append(
            entry(
                unit_id,
                source,
                msgstr,
                state,
                comment=draw(st.sampled_from(["", "One.", "One.\n\nTwo = 2."])),
                extracted=("Paragraph · Title",),
                references=("source_guide/a.md",),
                previous_msgid=draw(words) if state == "fuzzy" else "",
            )
        )
    return tuple(out)
