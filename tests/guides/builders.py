"""Translations to try on a chapter: accented, hostile; the editions that come of them; and how case
files write odd characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from unittest import mock

from adaptkit.editions.assemble import assemble
from adaptkit.editions.complete import complete
from adaptkit.guides.inlines import Context, scan
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.units import assign_ids, units
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import (
    PLAIN,
    Block,
    BlockKind,
    Chapter,
    Guide,
    GuideSettings,
    Span,
    Syntax,
    Variable,
)
from adaptkit.model.edition import Edition, EditionSpec
from adaptkit.model.locale import Locale
from adaptkit.records import replace
from adaptkit.writers import ALONE, FORMATS

EN = Locale("en")
ES = Locale("es")
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "áƀćđéƒǧĥíĵķĺḿńóṕɋŕśťúṽẃẋýźÁɃĆĐÉƑǦĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼẂẊÝŹ"
_LETTERS = str.maketrans(_PLAIN, _ACCENTED)
# Entities, placeholders and marks, footnote references.
_KEPT = re.compile(r"&(?:#\w+|\w+);|\{[^{}\n]*\}|\[\^[^\]\n]+\]")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_PLAIN_KINDS = frozenset({BlockKind.FIELD, BlockKind.CAPTION, BlockKind.CODE})

_CATALOGUE = Position("locales/es/guide.po", 1)

VISIBLE = {"␍": "\r", "␀": "\0", "␠": " ", "⍽": "\u00a0", "⇥": "\t", "⟪BOM⟫": "\ufeff"}
"""How case files write what editors lose or do not show."""

HOSTILE = (
    *("1. x", "10) x", "- x", "+ x", "* * *", "_ _ _", "# x", "#", "x ##", "> x", "    four"),
    *(":::", "::: note", "```", "```\nfoo", "~~~", "---", "***", "===", "+++", "\ta"),
    *("foo\\", "foo\\\nbar", "foo\\\n---", "foo\\\n===", "foo\\\n- x", "\\", "\\\\", "a\n\nb"),
    *("| a | b |", "|", "a|b", "a | b\\\n--|--", "foo\\\n: bar", ": bar", "`a", "**a", "[a", "a]"),
    *("[foo]: /url", "[^1]: x", "[!NOTE]", "[ ] x", "{#id .local}", "foo {#id}", "{.core}"),
    *("<div>", "<div>a</div>", "<script>alert(1)</script>", "<!-- x", "<b>x", "</div>", "<br>"),
    *("<b>x</b>", "<br>\\\n<br>", "<?php x", "<![CDATA[ <b> ]]>", "</article>", "</pre>"),
    *("![x](http://e/x.png)", "[x](javascript:alert(1))", "<http://a.b>", "a](b)", "&lt;b&gt;"),
    *(
        "\u00a0x",
        "\u2028x",
        "\u3000",
        "\x85",
        "\x0c",
        "\0",
        '"',
        "'",
        ")",
        "<",
        "a: b",
        "%",
        "\r\n",
    ),
    *('<img src=x onerror="alert(1)">', "<a href='x' onclick='y'>z</a>", "{{ x }}", "{% x %}"),
)
"""What must neither break a file nor bring anything of its own into a page."""


def decoded(text: str) -> str:
    for shown, meant in VISIBLE.items():
        text = text.replace(shown, meant)
    return text


def encoded(text: str) -> str:
    text = re.sub(r" (?=[\r\n]|$)", "␠", text)
    for shown, meant in VISIBLE.items():
        if meant != " ":
            text = text.replace(meant, shown)
    return text


def chapter(source: str, name: str = "one.md", syntax: Syntax = PLAIN) -> Chapter:
    path = f"source_guide/{name}"
    return parse_chapter(source, path=path, name=name, chapter_id="one", syntax=syntax)


def context(of: Chapter) -> Context:
    return Context.of(of)


def worded(of: Chapter, texts: Mapping[Span, str]) -> tuple[Block, ...]:
    """Its blocks with the text at each given span replaced."""

    def on_leaf(leaf: Block) -> Block:
        return leaf.changed(text=texts[leaf.span]) if leaf.span in texts else leaf

    return tuple(block.map_leaves(on_leaf) for block in of.blocks)


def unit_blocks(of: Chapter) -> list[Block]:
    return [block for block in of.walk() if block.msgid and not block.children]


def edition(
    of: Chapter,
    translate: Callable[[Block], str],
    source: Locale = EN,
    values: Mapping[str, str] | None = None,
) -> Edition:
    """The Spanish edition of a guide that has this chapter alone: made as all editions are,
    but for the checks: what is shown must be safe whatever they let pass.
    ``values``: what its placeholders stand for."""
    found = units(of)
    ids = [f"{of.id}.{number}" for number, _ in enumerate(found, 1)]
    settled = assign_ids(of, ids, {})
    entries = [
        Entry(block.id, block.msgid, words, EntryState.TRANSLATED, position=_CATALOGUE)
        for block in unit_blocks(settled)
        if (words := translate(block))
    ]
    variables = {name: Variable(name, value) for name, value in (values or {}).items()}
    guide = Guide(GuideSettings(source_language=source, variables=variables), (settled,))
    catalogues = {("es", "guide"): Catalogue(ES, "guide", tuple(entries))}
    spec = EditionSpec("es", ES)
    with mock.patch("adaptkit.editions.translate.run_checks", return_value=()):
        return assemble(guide, [], catalogues, spec, words={}, words_language=ES)


def translated(
    of: Chapter, translate: Callable[[Block], str], *, values: Mapping[str, str] | None = None
) -> str:
    """The Markdown of that edition. Raises ProblemsFound."""
    return markdown(edition(of, translate, values=values))


def markdown(made: Edition) -> str:
    """What its writer writes for an edition of one chapter, without what it says of passages that
    wait for a decision: the only words that it adds."""
    files = FORMATS["md"]().write(replace(made, open_points=()), ALONE)
    (name,) = (chapter.name for chapter in made.chapters)
    return files[name].decode("utf-8")


def article(made: Edition) -> str:
    """The same as a web page: what stands between its navigation and its end."""
    files = FORMATS["html"]().write(complete(made), ALONE)
    (chapter,) = made.chapters
    page = files[chapter.name.removesuffix(".md") + ".html"].decode("utf-8")
    return page.partition("<article>\n")[2].rpartition("</article>")[0]


def accented(block: Block, where: Context) -> str:
    """The msgid with an accent on every ASCII letter that a reader sees as a letter: code,
    addresses, tags, entities, placeholders and labels stay."""
    msgid = block.msgid
    if block.kind is BlockKind.HTML:
        return _around([(m.start(), m.end()) for m in _TAG.finditer(msgid)], msgid)
    if block.kind in _PLAIN_KINDS:
        return _accent(msgid)
    kept: list[tuple[int, int]] = []
    for piece in scan(msgid, where):
        if piece.name in ("backticks", "autolink", "html_inline", "foreign"):
            kept.append((piece.start, piece.end))
        elif piece.name in ("link", "image"):
            kept.append((piece.label_end, piece.end))
    return _around(kept, msgid)


def _around(kept: list[tuple[int, int]], text: str) -> str:
    out, at = [], 0
    for start, end in sorted(kept):
        if start >= at:
            out += [_accent(text[at:start]), text[start:end]]
            at = end
    return "".join([*out, _accent(text[at:])])


def _accent(text: str) -> str:
    out, at = [], 0
    for found in _KEPT.finditer(text):
        out += [text[at : found.start()].translate(_LETTERS), found[0]]
        at = found.end()
    return "".join([*out, text[at:].translate(_LETTERS)])
