"""Blocks as HTML: what CommonMark would give, and the kinds that a guide adds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from adaptkit.guides.code_texts import TRANSLATED
from adaptkit.guides.inline_trees import plain_text
from adaptkit.model.document import (
    ABBREVIATION,
    TITLE,
    Block,
    BlockKind,
    below_title,
    title_of,
)
from adaptkit.writers.html.directory import render_directory
from adaptkit.writers.html.former import with_former
from adaptkit.writers.html.inlines import (
    Scene,
    attributes,
    escape,
    language_attributes,
    reference_name,
    render_inlines,
)

Kind = BlockKind
_ALIGNMENTS = {"left": "start", "center": "center", "right": "end"}
_MOST_LEVELS = 6


def render_article(scene: Scene) -> str:
    """The chapter's own content, its footnotes last."""
    assert scene.chapter is not None
    return _each(scene.chapter.shown, scene)


def _each(blocks: Iterable[Block], scene: Scene) -> str:
    """Blocks one after the other; a tight paragraph has no line of its own."""
    out: list[str] = []
    ended = True
    for block in blocks:
        html = _block(block, scene)
        if not html:
            continue
        if not ended:
            out.append("\n")
        out.append(html)
        ended = html.endswith("\n")
    return "".join(out)


def _block(block: Block, scene: Scene) -> str:
    html = _bare(block, scene)
    return with_former(html, block, scene) if block.former and html else html


def _bare(block: Block, scene: Scene) -> str:
    own = attributes(id=scene.take_id(block.anchor)) if block.anchor else ""
    kind = block.kind
    match kind:
        case Kind.PARAGRAPH | Kind.SPEAKER:
            return _paragraph(block, own, scene)
        case Kind.HEADING:
            level = _level(block, scene)
            return f"<h{level}{own}>{_words(block, scene)}</h{level}>\n"
        case Kind.LIST:
            return _list(block, own, scene)
        case Kind.LIST_ITEM:
            return _list_item(block, own, scene)
        case Kind.QUOTE:
            return f"<blockquote{own}>\n{_each(block.children, scene)}</blockquote>\n"
        case Kind.CODE if block.markup == "unseen":
            return ""
        case Kind.CODE:
            return _code(block, own, scene)
        case Kind.HTML:
            return _html(block, own, scene)
        case Kind.RULE:
            return f"<hr{own} />\n"
        case Kind.TABLE:
            return _table(block, own, scene)
        case Kind.TABLE_ROW:
            return f"<tr{own}>\n{_cells(block, scene)}</tr>\n"
        case Kind.TABLE_CELL:
            return _cell(block, own, scene, "")
        case Kind.CALLOUT:
            return _callout(block, own, scene)
        case Kind.SLOT:
            inner = _each(block.children, scene)
            return f'<div{own} class="slot">\n{inner}</div>\n' if inner else ""
        case Kind.QUOTATION:
            return _quotation(block, own, scene)
        case Kind.FIGURE:
            return _figure(block, own, scene)
        case Kind.DEFINITION_LIST:
            return f"<dl{own}>\n{_each(block.children, scene)}</dl>\n"
        case Kind.TERM:
            return f"<dt{own}>{_inside(block, scene).strip()}</dt>\n"
        case Kind.DEFINITION:
            gap = "\n" if block.children and not _first(block).tight else ""
            return f"<dd{own}>{gap}{_inside(block, scene)}</dd>\n"
        case Kind.ALTERNATIVE | Kind.CAPTION:
            return _words(block, scene)
        case Kind.DIRECTORY:
            return render_directory(block, own, scene)
        case Kind.NOTICE:
            return _notice(block)
        case Kind.PASSAGE:
            return _passage(block, scene)
        case Kind.NOTES:
            return _notes(block, scene)
        case Kind.FOOTNOTE | Kind.FRONT_MATTER | Kind.FIELD | Kind.REFERENCE:
            return ""
        case _:
            assert_never(kind)


def _words(block: Block, scene: Scene) -> str:
    return render_inlines(block.inlines, scene)


def _inside(block: Block, scene: Scene) -> str:
    return _each(block.children, scene) if block.children else _words(block, scene)


def _first(block: Block) -> Block:
    """The first child that is the author's."""
    return next((b for b in block.children if b.kind is not Kind.NOTICE), block.children[0])


def _paragraph(block: Block, own: str, scene: Scene) -> str:
    words = _words(block, scene)
    if block.markup == ABBREVIATION:
        words = (
            f"<abbr>{escape(block.info[2:].removesuffix(':').removesuffix(']'))}</abbr>: {words}"
        )
    elif block.markup == TITLE:
        words = f"<strong>{words}</strong>"
    if not block.tight:
        return f"<p{own}>{words}</p>\n"
    return f"<span{own}>{words}</span>" if own else words


def _notice(block: Block) -> str:
    theirs = language_attributes(block.shown_language)
    if block.tight:
        return f'<small class="local"{theirs}>{escape(block.text)}</small> '
    kind = "notice" if block.info == "untranslated" else f"notice {block.info}"
    return f'<p class="{kind}"{theirs}>{escape(block.text)}</p>\n'


def _passage(block: Block, scene: Scene) -> str:
    scene.language = block.shown_language
    html = _each(block.children, scene)
    scene.language = None
    if html and not html.endswith("\n"):
        html += "\n"
    theirs = language_attributes(block.shown_language)
    return f'<div class="untranslated"{theirs}>\n{html}</div>\n'


def _list(block: Block, own: str, scene: Scene) -> str:
    name = "ol" if block.ordered else "ul"
    tasks = any(item.task for item in block.children)
    start = str(block.start) if block.ordered and block.start != 1 else None
    head = own + attributes(class_="tasks" if tasks else None, start=start)
    return f"<{name}{head}>\n{_each(block.children, scene)}</{name}>\n"


def _list_item(block: Block, own: str, scene: Scene) -> str:
    head = own + attributes(class_="task" if block.task else None)
    box = _checkbox(block, scene)
    notice, children = "", block.children
    if children and children[0].kind is Kind.NOTICE and children[0].tight:
        notice, children = _notice(children[0]), children[1:]
    inner = _each(children, scene)
    if not inner:
        return f"<li{head}>{notice}{box}</li>\n"
    if not children[0].tight:
        # The box belongs to the words beside it.
        if box and inner.startswith("<p>"):
            return f"<li{head}>{notice}\n<p>{box}{inner[3:]}</li>\n"
        return f"<li{head}>{notice}{box}\n{inner}</li>\n"
    return f"<li{head}>{notice}{box}{inner}</li>\n"


def _checkbox(block: Block, scene: Scene) -> str:
    if not block.task:
        return ""
    checked = ' checked=""' if block.task == "done" else ""
    apart, _ = scene.apart("Done" if block.task == "done" else "To do")
    label = f' aria-label="{escape(block.text)}"{apart}'
    if scene.book:
        # Few programs that show books draw what one fills in.
        return f'<span role="img"{label}>{"☑" if block.task == "done" else "☐"}</span> '
    return f'<input type="checkbox" disabled=""{checked}{label} /> '


def _code(block: Block, own: str, scene: Scene) -> str:
    words = [word for word in block.info.split() if word != TRANSLATED]
    language = attributes(class_=f"language-{words[0]}" if words else None)
    # Words in the page's language run as the page does.
    other = scene.direction == "rtl" and not block.msgid
    direction = attributes(dir="ltr" if other else None)
    return f"<pre{own}{direction}><code{language}>{escape(block.text)}</code></pre>\n"


def _html(block: Block, own: str, scene: Scene) -> str:
    raw = _words(block, scene) if block.inlines else block.text
    # What is the author's own is not touched: a link arrives before it.
    place = f"<a{own}></a>\n" if own else ""
    return place + (raw if raw.endswith("\n") or not raw else raw + "\n")


def _table(block: Block, own: str, scene: Scene) -> str:
    head = [row for row in block.children if any(cell.header for cell in row.children)]
    body = [row for row in block.children if row not in head]
    # Where a screen is narrow each cell stands alone, with its column's heading before it.
    scene.labels = tuple(
        " ".join(plain_text(cell.inlines).split()) for row in head[-1:] for cell in row.children
    )
    out = "".join(
        f"<{part}>\n{_each(rows, scene)}</{part}>\n"
        for part, rows in (("thead", head), ("tbody", body))
        if rows
    )
    label = attributes(aria_label=scene.edition.word("Table"))
    apart, back = scene.apart("Table")
    # The frame scrolls by itself where a screen is narrow, so the keyboard has to reach it.
    frame = f'<div class="table" role="group"{label}{apart} tabindex="0">'
    scene.labels = ()
    if scene.book:
        return f"<table{own}>\n{out}</table>\n"
    return f"{frame}<table{own}{back}>\n{out}</table></div>\n"


def _cells(row: Block, scene: Scene) -> str:
    labels = [*scene.labels, *("" for _ in row.children)]
    if any(map(str.isalpha, plain_text(row.children[0].inlines))):
        labels[0] = ""  # the words by which the row is called; a number alone says nothing
    return "".join(
        _cell(cell, attributes(id=scene.take_id(cell.anchor)), scene, label)
        for cell, label in zip(row.children, labels, strict=False)
    )


def _cell(block: Block, own: str, scene: Scene, label: str) -> str:
    name = "th" if block.header else "td"
    head = attributes(
        scope="col" if block.header else None,
        data_label=None if block.header else label,
        class_=_ALIGNMENTS.get(block.align),
    )
    html = f"<{name}{own}{head}>{_words(block, scene)}</{name}>\n"
    return with_former(html, block, scene)


def _callout(block: Block, own: str, scene: Scene) -> str:
    # A word says what it is, never colour alone.
    label = escape(block.text)
    language = block.shown_language or scene.edition.spec.locale
    apart = scene.language is not None or not language.same_language(scene.edition.spec.locale)
    ours = language_attributes(language) if apart else ""
    head = own + attributes(class_=f"callout {block.info.lower() or 'note'}")
    around = scene.language or scene.edition.spec.locale
    # An attribute has its element's language: where that is another one, the words alone say it.
    named = f' aria-label="{label}"' if language.same_language(around) else ""
    if block.level:
        said = f'<span class="callout-label"{ours}>{label}</span>{_callout_title(block, scene)}'
        level = _level(block, scene)
        said = f'<h{level} class="callout-heading">{said}</h{level}>\n'
        children = below_title(block)
    else:
        said = f'<p class="callout-label"{ours}>{label}</p>\n'
        children = block.children
    return f'<aside{head} role="note"{named}>\n{said}{_each(children, scene)}</aside>\n'


def _callout_title(block: Block, scene: Scene) -> str:
    title = title_of(block)
    if title is None:
        return ""
    own = attributes(id=scene.take_id(title.anchor)) if title.anchor else ""
    html = f"<span{own}>{_words(title, scene)}</span>"
    return "<br />" + (with_former(html, title, scene) if title.former else html)


def _level(block: Block, scene: Scene) -> int:
    """On the single page the guide's title is the first heading; all others are below it."""
    return min(block.level + (1 if scene.single else 0), _MOST_LEVELS)


def _quotation(block: Block, own: str, scene: Scene) -> str:
    said = [child for child in block.children if child.kind is not Kind.SPEAKER]
    speaker = next((child for child in block.children if child.kind is Kind.SPEAKER), None)
    quoted = f"<blockquote>\n{_each(said, scene)}</blockquote>\n"
    caption = _caption(speaker, scene) if speaker else ""
    return f'<figure{own} class="quotation">\n{quoted}{caption}</figure>\n'


def _caption(block: Block, scene: Scene) -> str:
    own = attributes(id=scene.take_id(block.anchor))
    html = f"<figcaption{own}>{_words(block, scene)}</figcaption>\n"
    return with_former(html, block, scene)


def _figure(block: Block, own: str, scene: Scene) -> str:
    alternative = next((b for b in block.children if b.kind is Kind.ALTERNATIVE), None)
    caption = next((b for b in block.children if b.kind is Kind.CAPTION), None)
    words = plain_text(alternative.inlines) if alternative else ""
    language = language_attributes(alternative.shown_language) if alternative else ""
    place = attributes(id=scene.take_id(alternative.anchor)) if alternative else ""
    source = scene.picture(block.to)
    if source is None:
        shown = f'<p{place} class="missing-picture"{language}>{escape(words)}</p>'
    else:
        shown = (
            f'<img{place} src="{escape(source)}" alt="{escape(words)}"{language}'
            f'{scene.room(block.to)} loading="lazy" />'
        )
    if alternative:
        shown = with_former(shown, alternative, scene)
    below = _caption(caption, scene) if caption else ""
    return f"<figure{own}>\n{shown}\n{below}</figure>\n"


def _notes(block: Block, scene: Scene) -> str:
    label = scene.edition.word("Footnotes")
    if scene.single and scene.chapter:
        label = f"{label}: {scene.chapter.title}"
    apart, back = scene.apart("Footnotes")
    notes = "".join(_footnote(note, scene) for note in block.children)
    listed = notes if scene.book else f"<ol{back}>\n{notes}</ol>\n"
    return (
        f'<section class="footnotes"{scene.called("footnotes")} role="doc-endnotes"'
        f' aria-label="{escape(label)}"{apart}>\n'
        f"{listed}</section>\n"
    )


def _footnote(block: Block, scene: Scene) -> str:
    inner = _each(block.children, scene)
    back = "".join(
        _back_link(block.number, occurrence, scene) for occurrence in range(1, block.calls + 1)
    )
    if inner.endswith("</p>\n"):
        inner = inner.removesuffix("</p>\n") + back + "</p>\n"
    else:
        inner += f"<p>{back.strip()}</p>\n" if inner.endswith("\n") else back + "\n"
    own = attributes(id=scene.take_id(f"fn-{block.number}"))
    if scene.book:
        # Programs show an aside beside the text, and hide it here: a list would have empty items.
        number = f'<span class="footnote-number">{block.number}.</span> '
        inner = f"<p>{number}{inner[3:]}" if inner.startswith("<p>") else f"<p>{number}</p>{inner}"
        called = scene.called("footnote")
        return f'<aside{own}{called} role="doc-footnote">\n{inner}</aside>\n'
    return f'<li{own} value="{block.number}">\n{inner}</li>\n'


def _back_link(number: int, occurrence: int, scene: Scene) -> str:
    label = scene.edition.word("Back to text")
    if occurrence > 1:
        label = f"{label} {occurrence}"
    apart, _ = scene.apart("Back to text")
    arrow = "\u21aa\ufe0e" if scene.direction == "rtl" else "\u21a9\ufe0e"
    place = scene.place(reference_name(number, occurrence))
    return (
        f' <a class="footnote-back" href="#{escape(place)}" role="doc-backlink"'
        f' aria-label="{escape(label)}"{apart}>{arrow}</a>'
    )
