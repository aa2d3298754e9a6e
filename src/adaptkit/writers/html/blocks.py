"""Blocks as HTML: what CommonMark would give, and the kinds that a guide adds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from adaptkit.model.document import Block, BlockKind
from adaptkit.model.locale import Locale
from adaptkit.writers.html.directory import render_directory
from adaptkit.writers.html.inlines import (
    Scene,
    attributes,
    escape,
    reference_name,
    render_inlines,
)
from adaptkit.writers.html.links import own_anchor, plain

Kind = BlockKind
_ALIGNMENTS = {"left": "start", "center": "center", "right": "end"}
_MOST_LEVELS = 6
# Where a notice has to stand inside of the element itself.
_INSIDE = frozenset({Kind.LIST_ITEM, Kind.TABLE_ROW, Kind.TABLE_CELL, Kind.TERM, Kind.DEFINITION})


def render_article(scene: Scene) -> str:
    """The chapter's own content, its footnotes last."""
    chapter = scene.chapter
    whole = _whole((*chapter.blocks, *chapter.footnotes))
    if whole is not None:
        # One notice is enough for a chapter that nobody has begun.
        scene.language = whole
        body = _each(chapter.blocks, scene) + _footnotes(scene)
        scene.language = None
        return _untranslated(body, whole, scene)
    return _flow(chapter.blocks, scene) + _footnotes(scene)


def _each(blocks: Iterable[Block], scene: Scene) -> str:
    """Blocks one after the other; a tight paragraph has no line of its own."""
    out = ""
    for block in blocks:
        html = _noticed(block, _RENDERERS[block.kind](block, scene), scene)
        if out and not out.endswith("\n") and html:
            out += "\n"
        out += html
    return out


def _noticed(block: Block, html: str, scene: Scene) -> str:
    """With a notice beside a passage about another country that nobody has decided about."""
    if not html or not scene.site.waits(block):
        return html
    edition = scene.edition
    language = edition.words_language
    countries = " · ".join(
        Locale("und", territory=code.upper()).territory_name(language)
        for code in re.split(r"[\s,;]+", block.mark.get("country"))
        if code
    )
    if countries:
        words = edition.word(
            "About {country} only: not yet adapted for this edition.", country=countries
        )
    else:
        words = edition.word("About another country only: not yet adapted for this edition.")
    ours = attributes(lang=language.tag, dir=language.direction)
    if block.tight or block.kind in _INSIDE:
        short = f'<small class="local"{ours}>{escape(words)}</small> '
        # Into the item or cell; of a row into its first cell.
        at = html.find("<t", 3) if block.kind is Kind.TABLE_ROW else 0
        end = 0 if block.tight else html.find(">", at) + 1
        return html[:end] + short + html[end:]
    notice = f'<p class="notice local"{ours}>{escape(words)}</p>\n'
    return html + notice if block.kind is Kind.HEADING else notice + html


def _flow(blocks: Sequence[Block], scene: Scene) -> str:
    """Blocks with one notice before each run that is still in another language."""
    if scene.language is not None:
        return _each(blocks, scene)
    out = ""
    for language, run in _runs(blocks):
        scene.language = language
        html = _each(run, scene)
        scene.language = None
        if out and not out.endswith("\n") and html:
            out += "\n"
        out += _untranslated(html, language, scene) if language else html
    return out


def _untranslated(html: str, language: Locale, scene: Scene) -> str:
    if html and not html.endswith("\n"):
        html += "\n"
    edition = scene.edition
    name = language.language_name(edition.words_language)
    notice = edition.word("Shown in {language}: not translated yet", language=name)
    ours = attributes(lang=edition.words_language.tag, dir=edition.words_language.direction)
    theirs = attributes(lang=language.tag, dir=language.direction)
    return (
        f'<p class="notice"{ours}>{escape(notice)}</p>\n'
        f'<div class="untranslated"{theirs}>\n{html}</div>\n'
    )


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[Locale | None, list[Block]]]:
    """Neighbours in one language. What has no words (a rule, a code block) goes with the words
    around it where those agree."""
    current: Locale | None = None
    run: list[Block] = []
    wordless: list[Block] = []
    for block in blocks:
        if not _languages(block):
            wordless.append(block)
            continue
        language = _whole((block,))
        if language == current:
            run += [*wordless, block]
        else:
            if current is None:
                yield None, run + wordless
                run = [block]
            else:
                yield current, run
                run = [block] if language else [*wordless, block]
                if language and wordless:
                    yield None, wordless
            current = language
        wordless = []
    yield current, run
    yield None, wordless


def _languages(block: Block) -> set[Locale | None]:
    """The languages that a block's words are shown in; None is the edition's own."""
    found: set[Locale | None] = set()
    for leaf in block.walk():
        if not leaf.children and (leaf.inlines or leaf.msgid or leaf.contacts):
            found.add(leaf.shown_language)
    return found


def _whole(blocks: Iterable[Block]) -> Locale | None:
    """The one other language that all of these are in, or None."""
    found = {language for block in blocks for language in _languages(block)}
    return next(iter(found)) if len(found) == 1 else None


def _words(block: Block, scene: Scene) -> str:
    """A leaf's text; marked in place where it is in another language than what is around it."""
    html = render_inlines(block.inlines, scene)
    language = block.shown_language
    if language is None or scene.language is not None or not html:
        return html
    edition = scene.edition
    name = language.language_name(edition.words_language)
    ours = attributes(lang=edition.words_language.tag, dir=edition.words_language.direction)
    theirs = attributes(lang=language.tag, dir=language.direction)
    marker = escape(edition.word("In {language}", language=name))
    return f'<span{theirs}>{html}</span> <small class="marker"{ours}>{marker}</small>'


def _own_id(block: Block, scene: Scene) -> str:
    return attributes(id=scene.take_id(own_anchor(block)))


def _paragraph(block: Block, scene: Scene) -> str:
    if block.tight:
        return _words(block, scene)
    return f"<p{_own_id(block, scene)}>{_words(block, scene)}</p>\n"


def _heading(block: Block, scene: Scene) -> str:
    # On the single page the guide's title is the first heading, and all others are below it.
    level = min(block.level + (1 if scene.single else 0), _MOST_LEVELS)
    return f"<h{level}{_own_id(block, scene)}>{_words(block, scene)}</h{level}>\n"


def _list(block: Block, scene: Scene) -> str:
    name = "ol" if block.ordered else "ul"
    tasks = any(item.task for item in block.children)
    start = str(block.start) if block.ordered and block.start != 1 else None
    head = _own_id(block, scene) + attributes(class_="tasks" if tasks else None, start=start)
    return f"<{name}{head}>\n{_each(block.children, scene)}</{name}>\n"


def _list_item(block: Block, scene: Scene) -> str:
    first = block.children[0] if block.children else None
    own = own_anchor(block)
    if not own and first is not None and first.tight:
        own = own_anchor(first)
    head = attributes(id=scene.take_id(own), class_="task" if block.task else None)
    box = _checkbox(block.task, scene)
    inner = _each(block.children, scene)
    if not inner:
        return f"<li{head}>{box}</li>\n"
    if first is not None and not first.tight:
        # The box belongs to the words beside it.
        if box and inner.startswith("<p>"):
            return f"<li{head}>\n<p>{box}{inner[3:]}</li>\n"
        return f"<li{head}>{box}\n{inner}</li>\n"
    return f"<li{head}>{box}{inner}</li>\n"


def _checkbox(task: str, scene: Scene) -> str:
    if not task:
        return ""
    done = task == "done"
    label = scene.edition.word("Done") if done else scene.edition.word("To do")
    checked = ' checked=""' if done else ""
    return f'<input type="checkbox" disabled=""{checked} aria-label="{escape(label)}" /> '


def _quote(block: Block, scene: Scene) -> str:
    inner = _flow(block.children, scene)
    return f"<blockquote{_own_id(block, scene)}>\n{inner}</blockquote>\n"


def _code(block: Block, scene: Scene) -> str:
    words = block.info.split()
    language = attributes(class_=f"language-{words[0]}" if words else None)
    direction = attributes(dir="ltr" if scene.direction == "rtl" else None)
    return f"<pre{direction}><code{language}>{escape(block.text)}</code></pre>\n"


def _html(block: Block, scene: Scene) -> str:
    raw = render_inlines(block.inlines, scene) if block.inlines else block.text
    return raw if raw.endswith("\n") or not raw else raw + "\n"


def _rule(_block: Block, _scene: Scene) -> str:
    return "<hr />\n"


def _table(block: Block, scene: Scene) -> str:
    head = [row for row in block.children if any(cell.header for cell in row.children)]
    body = [row for row in block.children if row not in head]
    # Where a screen is narrow each cell stands alone, with its column's heading before it.
    scene.labels = tuple(" ".join(plain(c.inlines).split()) for r in head[-1:] for c in r.children)
    out = "".join(
        f"<{part}>\n{_each(rows, scene)}</{part}>\n"
        for part, rows in (("thead", head), ("tbody", body))
        if rows
    )
    label = attributes(aria_label=scene.edition.word("Table"))
    # The frame scrolls by itself where a screen is narrow, so the keyboard has to reach it.
    frame = f'<div class="table" role="group"{label} tabindex="0">'
    scene.labels = ()
    return f"{frame}<table{_own_id(block, scene)}>\n{out}</table></div>\n"


def _table_row(block: Block, scene: Scene) -> str:
    labels = (*scene.labels, *("" for _ in block.children))
    cells = "".join(
        _noticed(cell, _cell(cell, scene, label), scene)
        for cell, label in zip(block.children, labels, strict=False)
    )
    return f"<tr>\n{cells}</tr>\n"


def _table_cell(block: Block, scene: Scene) -> str:
    return _cell(block, scene, "")


def _cell(block: Block, scene: Scene, label: str) -> str:
    name = "th" if block.header else "td"
    head = attributes(
        scope="col" if block.header else None,
        data_label=None if block.header else label,
        class_=_ALIGNMENTS.get(block.align),
    )
    return f"<{name}{head}>{_words(block, scene)}</{name}>\n"


def _callout(block: Block, scene: Scene) -> str:
    word = scene.edition.word
    kind = block.info.lower()
    # A word says what it is, never colour alone.
    label = {
        "tip": word("Tip"),
        "important": word("Important"),
        "warning": word("Warning"),
        "caution": word("Caution"),
        "urgent": word("Urgent"),
    }.get(kind, word("Note"))
    language = scene.edition.words_language
    ours = ""
    if scene.language is not None or not language.same_language(scene.edition.spec.locale):
        ours = attributes(lang=language.tag, dir=language.direction)
    head = _own_id(block, scene) + attributes(class_=f"callout {kind or 'note'}")
    return (
        f'<aside{head} role="note" aria-label="{escape(label)}">\n'
        f'<p class="callout-label"{ours}>{escape(label)}</p>\n'
        f"{_flow(block.children, scene)}</aside>\n"
    )


def _slot(block: Block, scene: Scene) -> str:
    inner = _flow(block.children, scene)
    return f'<div{_own_id(block, scene)} class="slot">\n{inner}</div>\n' if inner else ""


def _quotation(block: Block, scene: Scene) -> str:
    said, speaker = list(block.children), None
    last = said[-1] if said else None
    if last and last.kind is Kind.PARAGRAPH and plain(last.inlines).startswith("— "):
        speaker = said.pop()
    head = _own_id(block, scene) + attributes(class_="quotation")
    quoted = f"<blockquote>\n{_each(said, scene)}</blockquote>\n"
    caption = f"<figcaption>{_words(speaker, scene)}</figcaption>\n" if speaker else ""
    return f"<figure{head}>\n{quoted}{caption}</figure>\n"


def _figure(block: Block, scene: Scene) -> str:
    alternative = next((b for b in block.children if b.kind is Kind.ALTERNATIVE), None)
    caption = next((b for b in block.children if b.kind is Kind.CAPTION), None)
    words = plain(alternative.inlines) if alternative else ""
    other = alternative.shown_language if alternative and scene.language is None else None
    language = attributes(lang=other.tag, dir=other.direction) if other else ""
    source = scene.picture(block.target)
    if source is None:
        shown = f'<p class="missing-picture"{language}>{escape(words)}</p>'
    else:
        shown = f'<img src="{escape(source)}" alt="{escape(words)}"{language} loading="lazy" />'
    below = f"<figcaption>{_words(caption, scene)}</figcaption>\n" if caption else ""
    return f"<figure{_own_id(block, scene)}>\n{shown}\n{below}</figure>\n"


def _definition_list(block: Block, scene: Scene) -> str:
    return f"<dl{_own_id(block, scene)}>\n{_each(block.children, scene)}</dl>\n"


def _term(block: Block, scene: Scene) -> str:
    inner = _each(block.children, scene) if block.children else _words(block, scene)
    return f"<dt{_own_id(block, scene)}>{inner.strip()}</dt>\n"


def _definition(block: Block, scene: Scene) -> str:
    if not block.children:
        return f"<dd{_own_id(block, scene)}>{_words(block, scene)}</dd>\n"
    gap = "" if block.children[0].tight else "\n"
    return f"<dd{_own_id(block, scene)}>{gap}{_each(block.children, scene)}</dd>\n"


def _leaf(block: Block, scene: Scene) -> str:
    return _words(block, scene)


def _nothing(_block: Block, _scene: Scene) -> str:
    return ""


def _footnotes(scene: Scene) -> str:
    if not scene.chapter.footnotes:
        return ""
    label = scene.edition.word("Footnotes")
    if scene.single:
        label = f"{label}: {scene.chapter.title}"
    notes = "".join(_footnote(block, scene) for block in scene.chapter.footnotes)
    return (
        f'<section class="footnotes" role="doc-endnotes" aria-label="{escape(label)}">\n'
        f"<ol>\n{notes}</ol>\n</section>\n"
    )


def _footnote(block: Block, scene: Scene) -> str:
    inner = _each(block.children, scene) if block.children else f"<p>{_words(block, scene)}</p>\n"
    inner = _noticed(block, inner, scene)
    back = "".join(
        _back_link(block.number, occurrence, scene)
        for occurrence in range(1, scene.references[block.number] + 1)
    )
    if inner.endswith("</p>\n"):
        inner = inner.removesuffix("</p>\n") + back + "</p>\n"
    else:
        inner += f"<p>{back.strip()}</p>\n" if inner.endswith("\n") else back + "\n"
    own = attributes(id=scene.take_id(f"fn-{block.number}"))
    return f'<li{own} value="{block.number}">\n{inner}</li>\n'


def _back_link(number: int, occurrence: int, scene: Scene) -> str:
    label = scene.edition.word("Back to text")
    if occurrence > 1:
        label = f"{label} {occurrence}"
    arrow = "\u21aa\ufe0e" if scene.direction == "rtl" else "\u21a9\ufe0e"
    place = scene.place(reference_name(number, occurrence))
    return (
        f' <a class="footnote-back" href="#{escape(place)}" role="doc-backlink"'
        f' aria-label="{escape(label)}">{arrow}</a>'
    )


_RENDERERS: dict[BlockKind, Callable[[Block, Scene], str]] = {
    Kind.PARAGRAPH: _paragraph,
    Kind.HEADING: _heading,
    Kind.LIST: _list,
    Kind.LIST_ITEM: _list_item,
    Kind.QUOTE: _quote,
    Kind.CODE: _code,
    Kind.HTML: _html,
    Kind.RULE: _rule,
    Kind.TABLE: _table,
    Kind.TABLE_ROW: _table_row,
    Kind.TABLE_CELL: _table_cell,
    Kind.CALLOUT: _callout,
    Kind.SLOT: _slot,
    Kind.QUOTATION: _quotation,
    Kind.FIGURE: _figure,
    Kind.ALTERNATIVE: _leaf,
    Kind.CAPTION: _leaf,
    Kind.DEFINITION_LIST: _definition_list,
    Kind.TERM: _term,
    Kind.DEFINITION: _definition,
    Kind.FOOTNOTE: _nothing,
    Kind.FRONT_MATTER: _nothing,
    Kind.FIELD: _nothing,
    Kind.REFERENCE: _nothing,
    Kind.DIRECTORY: render_directory,
}
