"""Make a text safe to stand as a unit in a Markdown file: it must stay the unit that it is."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Callable, Sequence

from adaptkit.guides import foreign
from adaptkit.guides.inline_trees import walk_inlines
from adaptkit.guides.inlines import Context, foreign_tags, parse_inlines, scan
from adaptkit.model.document import ABBREVIATION, TITLE, Block, BlockKind
from adaptkit.model.inline import InlineKind
from adaptkit.texts.placeholders import PLACEHOLDER

_SINGLE_LINE = frozenset(
    {BlockKind.TABLE_CELL, BlockKind.TERM, BlockKind.ALTERNATIVE, BlockKind.CAPTION}
)
# What would start another block at the start of a line (CommonMark 0.31 §4–5, and our own).
_LINE_START = re.compile(
    r"""(?:[-+*](?=[ \t]|$)          # bullet, or part of a rule
        |\#{1,6}(?=[ \t]|$)          # heading
        |>                           # quote
        |\+{3}[ \t]*$                # front matter in TOML
        |(?:`{3,}(?=[^`]*$)|~{3,}|:{3,})   # fence, container
        |(?:[-_*][ \t]*){3,}$        # rule
        |[-=]+[ \t]*$                # underline of a heading
        |[:~](?=[ \t]|$)             # definition
        |[|:-][-:| \t]*$             # delimiter row of a table
        |\{(?![a-z][a-z0-9_.]*\})(?=[^{}]*\}[ \t]*$)   # mark, and no placeholder
        |\[(?=[^\]]*(?:\]:|$))       # reference or footnote definition
        |\[(?=!(?i:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*$)  # alert
        |\[(?=[ xX]\][ \t])          # task
        )""",
    re.VERBOSE,
)
# A space of no width, where an entity would be shown as it stands; what is broken can leave another
# stretch behind it, and that one more, and no third.
_NOTHING = "\u200b"
_TURNS = 5
_DELIMITER = re.compile(r":?-+:?")
# With the backslash before it, if that is not one's own: before an entity it would show its `&`.
_PIPE = re.compile(r"\\\||\||\\[!-/:-@\[-`{-~]")
_COLON = re.compile(r"\\?:(?=\s|$)|\\[!-/:-@\[-`{-~]")
_ENTITIES = {"|": "&#124;", ":": "&#58;"}
_ORDINAL = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")


def single_line(block: Block) -> bool:
    """Whether the unit can hold no line break in Markdown."""
    if block.markup == TITLE:
        return True
    if block.kind is BlockKind.HEADING:
        return block.markup == "#" or bool(block.mark.id or block.mark.classes)
    if block.kind is BlockKind.PARAGRAPH and block.markup in (ABBREVIATION, TITLE):
        return True
    return block.kind in _SINGLE_LINE


def tidy(text: str, block: Block) -> str:
    """A translation with white space that no Markdown could keep taken away: at its ends, around
    line breaks; line breaks that are not hard ones, or that cannot stand here, are blanks."""
    words = text.strip()
    if _ends_hard(words) and text[text.index(words) + len(words) :].startswith("\n"):
        # Nothing stands below the line break; its backslash alone would be shown.
        words = words[:-1].rstrip()
    lines = [line.strip(" \t") for line in words.split("\n")]
    out: list[str] = []
    for line in lines:
        if out and _ends_hard(out[-1]):
            if not line or single_line(block):
                out[-1] = out[-1][:-1].rstrip(" \t") + " " + line
            else:
                out.append(line)
        elif out:
            out[-1] = f"{out[-1]} {line}".rstrip(" ")
        else:
            out.append(line)
    return "\n".join(out).strip()


def _ends_hard(line: str) -> bool:
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def escape_foreign_tags(text: str, msgid: str, context: Context) -> str:
    """The text with every tag that may not pass escaped, so that it shows as text."""
    if "<" not in text:
        return text
    out, at = [], 0
    for start, end in foreign_tags(text, context, msgid):
        out += [text[at:start], escape_value(text[start:end])]
        at = end
    return "".join([*out, text[at:]])


def escape_foreign_images(text: str, msgid: str, context: Context) -> str:
    """The text with every picture that the msgid does not show reduced to its words."""
    if "![" not in text:
        return text
    shown_there = walk_inlines(parse_inlines(msgid, context))
    own = {i.target for i in shown_there if i.kind is InlineKind.IMAGE}
    out, at = [], 0
    for piece in scan(text, context):
        if piece.name != "image" or piece.start < at:
            continue
        shown = parse_inlines(text[piece.start : piece.end], context)
        if shown and shown[0].kind is InlineKind.IMAGE and shown[0].target not in own:
            words = _escaped_words(shown[0].text)
            out += [text[at : piece.start], words]
            at = piece.end
    return "".join([*out, text[at:]])


def _escaped_words(text: str) -> str:
    """Words as Markdown that shows exactly these, but for placeholders, which are filled later."""
    pieces = PLACEHOLDER.split(text.replace("\n", " "))
    return "".join(
        f"{{{piece}}}" if number % 2 else re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", piece)
        for number, piece in enumerate(pieces)
    )


def escape_value(text: str) -> str:
    """A placeholder's value as inline Markdown that shows exactly that text."""
    return re.sub(r"([\\`*_\[\]<>&~!])", r"\\\1", text.replace("\n", " "))


def escape_lines(text: str, block: Block, context: Context) -> str:
    """Escape what would start another block at the start of a line of the text."""
    if block.kind in (BlockKind.ALTERNATIVE, BlockKind.CAPTION, BlockKind.FIELD):
        return text
    if block.markup == TITLE:
        kept = context.syntax.dialect and foreign.keeps_start(context.syntax.dialect, text)
        # A brace first would be the kind's own attributes. A bracket is none, behind a blank or
        # inside of brackets; escaped, a link that begins a title would be lost.
        return "\\" + text if text[0] == "{" and not kept else text
    if block.kind is BlockKind.TABLE_CELL:
        return "\\" + text if _DELIMITER.fullmatch(text) else text
    if not (block.kind is BlockKind.HEADING and block.markup == "#"):
        first, *rest = text.split("\n")
        stands = first[:2] in (": ", "~ ") and block.text.startswith(first[:2])
        lines = [
            first if stands else _start(first, context),
            *(_start(one, context) for one in rest),
        ]
        text = "\n".join(lines)
    if "|" in text:
        # A row of dashes below (a heading's underline, a rule) would make a table of it.
        text = outside_code(text, context, lambda part: _PIPE.sub(_as_entity, part))
    return text


def outside_code(text: str, context: Context, change: Callable[[str], str]) -> str:
    out, at = [], 0
    dialect = context.syntax.dialect
    if "`" not in text and "<" not in text and not (dialect and foreign.may_hold(dialect, text)):
        return change(text)
    for piece in scan(text, context):
        if piece.name in ("backticks", "html_inline", "autolink", "foreign") and piece.start >= at:
            out += [change(text[at : piece.start]), text[piece.start : piece.end]]
            at = piece.end
    return "".join([*out, change(text[at:])])


def _as_entity(found: re.Match[str]) -> str:
    """What is looked for as an entity; another sign behind its backslash stays."""
    wanted = "|" if found.re is _PIPE else ":"
    return _ENTITIES[wanted] if found[0] in (wanted, f"\\{wanted}") else found[0]


def hide_mapping(text: str, context: Context) -> str:
    """Between two rules at the top of a file, ``a: b`` would be read as front matter."""
    return outside_code(text, context, lambda part: _COLON.sub(_as_entity, part))


def escape_start(line: str) -> str:
    """The line with a backslash before what would start another block."""
    ordinal = _ORDINAL.match(line)
    if ordinal:
        return f"{ordinal[1]}\\{line[ordinal.end(1) :]}"
    if _LINE_START.match(line) or (line.startswith("<") and _starts_html_block(line)):
        return "\\" + line
    return line


def _start(line: str, context: Context) -> str:
    """The same where a dialect has a word in it."""
    dialect = context.syntax.dialect
    if dialect:
        if foreign.keeps_start(dialect, line):
            return line
        if foreign.opens_block(dialect, line):
            return f"&#{ord(line[0])};{line[1:]}"
    return escape_start(line)


def escape_strangers(
    text: str, msgid: str, context: Context, *, plain: bool = False, beside_a_fence: bool = False
) -> str:
    """The text with every stretch of the dialect broken that the msgid does not hold: other
    programs would act on it. ``plain``: the text is no Markdown."""
    dialect = context.syntax.dialect
    if beside_a_fence:
        text = text.replace("`", "&#96;")  # no code can stand beside a fence
    if not dialect or not foreign.may_hold(dialect, text):
        return text
    everywhere = foreign.acts_everywhere(dialect)
    if plain and not everywhere:
        return text
    for _ in range(_TURNS):
        pieces = () if plain else scan(text, context)
        code = deque(p for p in pieces if p.name == "backticks")
        out, at = [], 0
        for start, end in foreign.strangers(dialect, text, msgid):
            while code and code[0].end <= start:
                code.popleft()
            in_code = bool(code) and code[0].start < start
            if in_code and not everywhere:
                continue
            first = text[start] + _NOTHING if plain or in_code else f"&#{ord(text[start])};"
            out += [text[at:start], first, text[start + 1 : end]]
            at = end
        if not out:
            break
        text = "".join([*out, text[at:]])
    return text


def _starts_html_block(line: str) -> bool:
    from markdown_it.rules_block.html_block import HTML_SEQUENCES

    return any(opening.search(line) for opening, _, _ in HTML_SEQUENCES)


def escape_ends(text: str, block: Block) -> str:
    """Escape what the end of the unit could lend a second meaning: closing ``#``, a mark."""
    if block.kind is BlockKind.HEADING and block.markup == "#":
        text = re.sub(r"(^|[ \t])(#+)$", r"\1\\\2", text)
    if block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TERM):
        text = re.sub(r"(?<!\\)(\{[^{}\n]*\})$", r"\\\1", text) if _ends_in_mark(text) else text
    return text


def _ends_in_mark(text: str) -> bool:
    from adaptkit.guides._markdown import split_trailing_mark

    return split_trailing_mark(text, 0)[1] is not None


def on_two_lines(text: str, context: Context) -> str:
    """The one-line text with one blank made a line break where that shows the same; or as it is.

    On one line above a line that begins with ``: `` a text would be a term, and above a line of
    dashes the head of a table.
    """
    taken = [range(p.start, p.end) for p in scan(text, context)]
    for found in re.finditer(r"(?<=[^\s\\]) (?=\S)", text):
        above, below = text[: found.start()], text[found.end() :]
        plain = escape_start(above) == above and escape_start(below) == below
        if plain and not any(found.start() in t for t in taken):
            return f"{above}\n{below}"
    return text


def escape_pipes(text: str) -> str:
    return text.replace("|", "\\|")


def escape_brackets(text: str, context: Context) -> str:
    """An alternative text must not end its own brackets, nor open what its address could end."""
    out, at = [], 0
    for piece in scan(text, context):
        if (
            piece.name in ("backticks", "html_inline", "autolink", "escape", "foreign")
            and piece.start >= at
        ):
            opened = re.sub(r"[`<]", r"\\\g<0>", text[at : piece.start])
            out += [opened, text[piece.start : piece.end]]
            at = piece.end
    text = "".join([*out, re.sub(r"[`<]", r"\\\g<0>", text[at:])])
    pieces = scan(f"![{text}](x)", context)
    whole = [p for p in pieces if p.name == "image" and p.start == 0]
    if whole and whole[0].label_end == len(text) + 2:
        return text
    return re.sub(r"\\[!-/:-@\[-`{-~]|[\[\]`<\\]", _with_backslash, text)


def _with_backslash(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) == 2 else "\\" + found[0]


def escape_title(text: str, quote: str) -> str:
    """A caption between the quotes of its kind; entities and backslashes show as they are."""
    text = re.sub(r"\\(?=[!-/:-@\[-`{-~]|$)", r"\\\\", text)
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text).replace("`", "&#96;")
    if quote == "(":
        return re.sub(r"([()])", r"\\\1", text)
    return text.replace(quote, "\\" + quote)


def continuation(prefix: str) -> str:
    """What stands before the further lines of a unit whose first line has ``prefix`` before it:
    quote marks stay, list marks become blanks."""
    prefix = re.sub(r">(?=[^\s>])", "> ", prefix)  # a quote mark takes the blank behind it
    return "".join(c if c in ">\t" else " " * _width(c) for c in prefix)


def _width(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def join_lines(lines: Sequence[str], prefix: str) -> str:
    return lines[0] if len(lines) == 1 else f"\n{continuation(prefix)}".join(lines)
