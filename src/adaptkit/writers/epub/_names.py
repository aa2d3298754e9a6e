"""Which elements and attributes of HTML a book keeps; of all others only the words stay.

Not here, on purpose: what runs, fetches or asks (scripts, frames, forms, films), what a page has
once (``main``), and what opens at a touch: in a book all is open.
"""

from __future__ import annotations

ELEMENTS = frozenset(
    """
    a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del dfn
    div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark nav ol p
    pre q rp rt ruby s samp section small span strong sub sup table tbody td tfoot th thead time tr
    u ul var wbr
    """.split()
)
# Of MathML what is shown: without it one half would be twelve.
MATHS = frozenset(
    """
    math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup
    msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd semantics
    """.split()
)
# Each stands on lines of its own; in a book, nothing folds.
RENAMED = {
    **dict.fromkeys("center details dialog dir fieldset form hgroup legend main".split(), "div"),
    **dict.fromkeys("menu option search summary".split(), "div"),
}
VOID = frozenset("br hr img wbr col".split())
# All that is in them is no text for readers.
SKIPPED = frozenset(
    "script style template iframe noembed noframes annotation annotation-xml datalist".split()
)
# Opening one of these ends an open paragraph (HTML, section 4.4.1).
ENDS_PARAGRAPH = frozenset(
    """
    address article aside blockquote div dl figcaption figure footer h1 h2 h3 h4 h5 h6 header hr nav
    ol p pre section table ul
    """.split()
)
# Opening one of these ends those that are open beside it, up to what holds them all.
ENDS = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "thead": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tbody": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "a": (frozenset({"a"}), frozenset({"table"})),
}
# What a paragraph is looked for no further than.
HOLDS_PARAGRAPHS = frozenset({"td", "th", "li", "dd", "blockquote", "table", "caption"})

EVERYWHERE = frozenset(
    "id class lang dir title role hidden aria-label aria-hidden aria-labelledby epub:type".split()
)
OWN = {
    "a": frozenset({"href"}),
    "img": frozenset("src alt width height".split()),
    "ol": frozenset("start reversed type".split()),
    "li": frozenset({"value"}),
    "td": frozenset("colspan rowspan".split()),
    "th": frozenset("colspan rowspan scope".split()),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "time": frozenset({"datetime"}),
    "math": frozenset({"display"}),
}
PRESENT = frozenset({"hidden", "reversed"})
"""What an attribute says by being there."""
TYPES = frozenset({"footnote", "footnotes", "noteref", "toc", "landmarks"})
"""What our own parts are called; whatever an author calls theirs, programs need not know it."""
