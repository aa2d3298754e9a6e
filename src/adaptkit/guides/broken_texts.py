"""Texts that no reader should get as they are: a placeholder that nothing fills, no words, a mark
that the author has left. Found in the guide, in an overlay's prose and in its native versions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from adaptkit.guides.elements import DEEPEST
from adaptkit.guides.inline_trees import walk_inlines
from adaptkit.guides.inlines import Context, parse_inlines, too_deep
from adaptkit.guides.language_marks import DIALECTS, how_to_write, mark_not_read
from adaptkit.model.diagnostic import Diagnostic, Position, error
from adaptkit.model.document import Block, BlockKind, Chapter, GuideSettings
from adaptkit.model.inline import InlineKind
from adaptkit.model.layout import GUIDE
from adaptkit.texts.near_placeholders import braced, nearest, slipped
from adaptkit.texts.open_marks import open_mark
from adaptkit.texts.placeholders import PLACEHOLDER, placeholder
from adaptkit.texts.unfinished import has_words, left_mark

_CODE = re.compile(r"(`+)(?!`)(?:(?!\1).)*?[^`]\1(?!`)", re.S)
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_NOTE = re.compile(r"(?<![\\!\]])\[\^([^\[\]\s]+)\](?![:(])")
_PICTURE = re.compile(r"<(?:img|svg|video|audio|iframe|hr)\b", re.I)
# They turn what follows round, so that 911 is shown as 119.
_TURNING = re.compile("[\u202d\u202e]")
# What shows something without words.
_SHOWN = frozenset(
    {BlockKind.CODE, BlockKind.FIGURE, BlockKind.RULE, BlockKind.DIRECTORY, BlockKind.SLOT}
)
_NOT_MARKDOWN = frozenset({BlockKind.HTML, BlockKind.FIELD, BlockKind.CAPTION})
_NOT_SHOWN = frozenset({BlockKind.FRONT_MATTER, BlockKind.FIELD, BlockKind.REFERENCE})


def broken_texts(chapter: Chapter, names: Collection[str]) -> Iterator[Diagnostic]:
    """``names``: the placeholders that are declared."""
    context = Context.of(chapter)
    notes = {b.info.casefold() for b in chapter.walk() if b.kind is BlockKind.FOOTNOTE}
    for block in chapter.walk():
        text = block.msgid
        if text and not block.children and block.kind is not BlockKind.CODE:
            where = block.position
            if block.kind not in _NOT_MARKDOWN and too_deep(text, context):
                yield markup_too_deep(where, "this passage")
            shown = _CODE.sub("`", text) if "`" in text else text
            yield from _in_text(shown, where)
            if "{" in shown:
                yield from _language_mark(shown, where, block.kind not in _NOT_MARKDOWN, context)
            if "[^" in shown and block.kind not in _NOT_MARKDOWN:
                yield from _notes(shown, where, notes)
            # A guide that declares no names may use brackets as it likes; who wrote an overlay has
            # read how placeholders are written.
            if names or block.domain != GUIDE:
                yield from _in_brackets(shown, where, names)
        elif is_set_in(block) and (code := filled_in(block.text, names)):
            yield error(
                "text-set-in",
                block.position,
                "these lines begin with a tab or four blanks: readers see them as program code, "
                f"and {code} as it stands",
                "begin the lines at the left margin; a list too",
            )


def shown_language_mark(text: str, context: Context, *, markdown: bool) -> str:
    """A mark such as ``{lang=French}`` that readers would see in the text; else ``""``."""
    if "{" not in text or not mark_not_read(text):
        return ""
    if not markdown:
        return mark_not_read(text)
    pieces = walk_inlines(parse_inlines(_ESCAPED.sub("x", text), context))
    return mark_not_read("\0".join(p.text for p in pieces if p.kind is InlineKind.TEXT))


def _language_mark(
    text: str, where: Position, markdown: bool, context: Context
) -> Iterator[Diagnostic]:
    # Another dialect has marks of its own behind brackets.
    if context.syntax.dialect in DIALECTS:
        mark = shown_language_mark(text, context, markdown=markdown)
        if mark:
            yield language_not_read(mark, "this passage", where, markdown=markdown)


def language_not_read(
    mark: str, what: str, where: Position, *, markdown: bool, unit: str = ""
) -> Diagnostic:
    return error(
        "mark-not-closed",
        where,
        f"readers would see {mark} as it stands in {what}",
        f"{how_to_write(mark, markdown=markdown)}; where the brackets themselves are meant, write "
        "\\ before the first",
        unit=unit,
    )


def markup_too_deep(where: Position, what: str, unit: str = "") -> Diagnostic:
    return error(
        "nested-too-deep",
        where,
        f"emphasis, brackets or tags in {what} are nested deeper than {DEEPEST}; readers see the "
        "marks as they are written",
        "close each mark where its words end, or write it flatter; where the sign itself is meant, "
        "write \\ before it",
        unit=unit,
    )


def is_set_in(block: Block) -> bool:
    """A list or text that was set in with blanks or a tab: Markdown takes it for program code,
    which has neither a fence nor another program's mark."""
    return block.kind is BlockKind.CODE and not block.markup


def filled_in(text: str, names: Collection[str]) -> str:
    """The first placeholder in it that something would fill; else ``""``."""
    return next((shown for shown in braced(text) if shown[1:-1] in names), "")


def says_nothing(chapter: Chapter) -> bool:
    """Whether a reader would see nothing of it, though something is written: only comments, only
    punctuation. A file of nothing but fields is none to be read."""
    blocks = [block for block in chapter.walk() if block.kind not in _NOT_SHOWN]
    return bool(blocks) and not any(map(_is_shown, blocks))


def nothing_said(path: str) -> Diagnostic:
    return error(
        "text-unfinished",
        Position(path, 1),
        "readers would see nothing of this text: it has no words",
        "write what it says; what stands between <!-- and --> is shown to nobody",
    )


def broken_value(
    text: str, what: str, where: Position, names: Collection[str]
) -> Iterator[Diagnostic]:
    """What is wrong with a value of a YAML file that readers see. ``what``: what it is called.
    Nothing is filled in there."""
    for shown in (*braced(text), *(shown for shown, _ in slipped(text, names))):
        yield error(
            "placeholder-unknown",
            where,
            f"readers would see {shown} as it stands in {what}: nothing is filled in here",
            "write what it stands for",
        )
    yield from _turned(text, what, where)
    mark = left_mark(text, sure=True)
    if not_read := mark_not_read(text):
        yield language_not_read(not_read, what, where, markdown=False)
    if mark:
        yield _left(mark, what, where)
    elif opened := open_mark(text):
        yield _not_closed(opened, what, where)
    elif text and not has_words(text):
        said = f'{what} has no words: "{text}"'
        yield error("text-unfinished", where, said, "write it, or leave it empty")


def broken_settings(settings: GuideSettings, names: Collection[str]) -> Iterator[Diagnostic]:
    """The same for what ``guide.yaml`` and ``terms.yaml`` say to readers."""
    where = Position(settings.path)
    values = [(settings.title, "the title", where), (settings.attribution, "attribution", where)]
    values += ((contact.name, "the name of a contact", where) for contact in settings.contacts)
    values += (
        (variable.value, placeholder(variable.name), variable.position)
        for variable in settings.variables.values()
    )
    values += (
        (text, f'the term "{term.key}"', term.position)
        for term in settings.terms.values()
        for text in (term.name, term.definition)
    )
    for text, what, position in values:
        yield from broken_value(text, what, position, names)


def _is_shown(block: Block) -> bool:
    if block.kind in _SHOWN:
        return True
    if block.children:
        return False
    text = block.msgid or block.text
    return has_words(text) or "![" in text or bool(_PICTURE.search(text))


def _in_text(text: str, where: Position) -> Iterator[Diagnostic]:
    yield from _turned(text, "this passage", where)
    mark = left_mark(text, sure=True)
    if mark:
        yield _left(mark, "this passage", where)
    if opened := open_mark(text):
        yield _not_closed(opened, "this passage", where)


def _notes(text: str, where: Position, known: Collection[str]) -> Iterator[Diagnostic]:
    for label in dict.fromkeys(_NOTE.findall(text)):
        if label.casefold() not in known:
            yield error(
                "footnote-missing",
                where,
                f"readers would see [^{label}] as it stands: this file has no such footnote",
                f"write it on a line of its own at the end of this file: [^{label}]: …",
            )


def _in_brackets(text: str, where: Position, names: Collection[str]) -> Iterator[Diagnostic]:
    for shown in braced(text):
        inner = PLACEHOLDER.fullmatch(shown)
        if not (inner and inner[1] in names):
            yield _unknown(shown, nearest(shown, names), where)
    for shown, near in slipped(text, names):
        yield _unknown(shown, near, where)


def _turned(text: str, what: str, where: Position) -> Iterator[Diagnostic]:
    if text.isascii() or not _TURNING.search(text):
        return
    if "{" in text or any(map(str.isdigit, text)):
        yield error(
            "number-turned",
            where,
            f"an invisible character in {what} turns numbers round (U+202D or U+202E)",
            "type the words anew, without copying them; 911 would be shown as 119",
        )


def _left(mark: str, what: str, where: Position) -> Diagnostic:
    return error(
        "text-unfinished",
        where,
        f'"{mark}" still stands in {what}, and readers would see it',
        "finish the text, and take that out",
    )


def _not_closed(mark: str, what: str, where: Position) -> Diagnostic:
    missing = "}" if mark.startswith("{") else "{"
    return error(
        "mark-not-closed",
        where,
        f"readers would see {mark} at the end of a line in {what}: its {missing} is missing, so "
        "it is no mark",
        f"write the {missing}; where the bracket itself is meant, write \\ before it",
    )


def _unknown(shown: str, near: str, where: Position) -> Diagnostic:
    return error(
        "placeholder-unknown",
        where,
        f"readers would see {shown} as it stands: nothing of that name is declared",
        f"did you mean {placeholder(near)}?"
        if near
        else "declare it under variables: in guide.yaml, or write what it stands for; where "
        "readers shall see the brackets, write \\ before the first",
    )
