"""Blocks that have no source lines of their own to keep, written as plain Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import assert_never

from adaptkit.guides import _escape
from adaptkit.guides._escape import continuation
from adaptkit.guides.foreign import SHOWN, UNSEEN
from adaptkit.model.document import ABBREVIATION, TITLE, Block, BlockKind

Render = Callable[[Sequence[Block]], str]


def write_block(block: Block, below: Render) -> str:
    """One block as Markdown, without a line end after it. ``below`` writes children."""
    match block.kind:
        case BlockKind.HEADING:
            mark = f" {{#{block.mark.id}}}" if block.mark.id else ""
            return f"{'#' * block.level} {_one_line(block.text)}{mark}"
        case BlockKind.LIST:
            return _list(block, below)
        case BlockKind.QUOTE:
            return _prefixed(below(block.children), "> ", "> ")
        case BlockKind.CODE if block.markup in (SHOWN, UNSEEN):
            return block.text.rstrip("\n")
        case BlockKind.CODE:
            return _code(block)
        case BlockKind.PARAGRAPH if block.markup == ABBREVIATION:
            return f"{block.info} {_one_line(block.text)}"
        case BlockKind.CALLOUT if block.markup[:1] in ("!", "?", "=") and block.markup:
            return _admonition(block, below)
        case BlockKind.CALLOUT if block.markup[:1] == "{":
            return _directive(block, below)
        case BlockKind.HTML:
            return block.text.rstrip("\n")
        case BlockKind.RULE:
            return "---"
        case BlockKind.TABLE:
            return _table(block)
        case BlockKind.CALLOUT if block.markup == "alert":
            title, inner = _title(block), below(_under_title(block))
            return _prefixed(f"[!{block.info.upper()}]{title}\n{inner}".rstrip("\n"), "> ", "> ")
        case BlockKind.CALLOUT | BlockKind.SLOT | BlockKind.QUOTATION:
            return _container(block, below)
        case BlockKind.FIGURE:
            return _figure(block)
        case BlockKind.DEFINITION_LIST:
            return _definitions(block, below)
        case BlockKind.FOOTNOTE:
            return _prefixed(below(block.children), f"[^{block.info}]: ", "    ")
        case BlockKind.REFERENCE | BlockKind.FRONT_MATTER:
            return ""
        case (
            BlockKind.PARAGRAPH
            | BlockKind.ALTERNATIVE
            | BlockKind.CAPTION
            | BlockKind.TERM
            | BlockKind.TABLE_CELL
            | BlockKind.FIELD
        ):
            return block.text
        case BlockKind.LIST_ITEM | BlockKind.TABLE_ROW | BlockKind.DEFINITION:
            raise AssertionError(f"a {block.kind} is written with what holds it")
        case BlockKind.DIRECTORY:
            # One that holds contacts is written by its writer.
            fence = block.markup or ":::"
            return f"{fence} directory {block.info}\n{fence}"
        case BlockKind.NOTICE | BlockKind.PASSAGE | BlockKind.SPEAKER | BlockKind.NOTES:
            raise AssertionError(f"a {block.kind} stands in no file")
        case _:
            assert_never(block.kind)


def _one_line(text: str) -> str:
    return re.sub(r"\\?\n[ \t]*", " ", text)


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    out = [(first + lines[0]).rstrip(" ") if not lines[0] else first + lines[0]]
    out += [(rest + line) if line else rest.rstrip(" ") for line in lines[1:]]
    return "\n".join(out)


def _list(block: Block, below: Render) -> str:
    out = []
    for number, item in enumerate(block.children, block.start):
        bullet = block.delimiter if block.delimiter in ("-", "*", "+") else "-"
        marker = f"{number}{block.delimiter or '.'} " if block.ordered else f"{bullet} "
        task = {"open": "[ ] ", "done": "[x] ", "": ""}[item.task]
        inner = task + below(item.children)
        if not inner.strip():
            out.append(marker.rstrip())
            continue
        out.append(_prefixed(inner, marker, continuation(marker)))
    return ("\n" if block.tight else "\n\n").join(out)


def _code(block: Block) -> str:
    runs = re.findall(r"`{3,}", block.text)
    fence = "`" * max([3, *(len(run) + 1 for run in runs)])
    text = block.text if block.text.endswith("\n") or not block.text else block.text + "\n"
    return f"{fence}{block.info}\n{text}{fence}"


def _table(block: Block) -> str:
    rows = [[_cell(cell) for cell in row.children] for row in block.children]
    rules = {"left": ":--", "right": "--:", "center": ":-:", "": "---"}
    aligns = [rules.get(cell.align, "---") for cell in block.children[0].children]
    lines = [rows[0], aligns, *rows[1:]]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _cell(cell: Block) -> str:
    return _escape.escape_pipes(_one_line(cell.text))


def _container(block: Block, below: Render) -> str:
    inner = below(_under_title(block))
    runs = [len(run) for run in re.findall(r"(?m)^[ \t]*(:{3,})", inner)]
    fence = ":" * max([3, *(size + 1 for size in runs)])
    name = {BlockKind.SLOT: f"slot {block.info}", BlockKind.QUOTATION: "quotation"}
    head = f"{fence} {name.get(block.kind, block.info)}{_title(block)}"
    return f"{head}\n{inner}\n{fence}" if inner else f"{head}\n{fence}"


def _title(block: Block) -> str:
    """What stands behind a call-out's kind."""
    first = block.children[0] if block.children else None
    if first is None or first.markup != TITLE:
        return ""
    return f"[{_one_line(first.text)}]" if first.info == "[" else f" {_one_line(first.text)}"


def _under_title(block: Block) -> Sequence[Block]:
    return block.children[1:] if _title(block) else block.children


def _titled(block: Block) -> bool:
    return bool(block.children) and block.children[0].markup == TITLE


def _admonition(block: Block, below: Render) -> str:
    """As Python-Markdown has it: a head, and what stands below it further in."""
    head = f"{block.markup} {block.info}".rstrip()
    inside = block.children
    if _titled(block):
        head += f' "{_one_line(inside[0].text)}"'
        inside = inside[1:]
    return f"{head}\n{_prefixed(below(inside), '    ', '    ')}" if inside else head


def _directive(block: Block, below: Render) -> str:
    """As MyST has it: a fence with the directive's name, its options, its text."""
    inside, words = block.children, ""
    if _titled(block):
        words = " " + _one_line(inside[0].text)
        inside = inside[1:]
    text = below(inside)
    runs = [len(run) for run in re.findall(r"(?m)^[ \t]*(`{3,}|:{3,})", text)]
    own = block.markup[1:]
    fence = own[0] * max([len(own), *(size + 1 for size in runs)])
    parts = [f"{fence}{{{block.info}}}{words}", block.target, text, fence]
    return "\n".join(part for part in parts if part)


def _figure(block: Block) -> str:
    parts = {child.kind: child for child in block.children}
    alternative = parts.get(BlockKind.ALTERNATIVE)
    caption = parts.get(BlockKind.CAPTION)
    title = f' "{_escape.escape_title(caption.text, chr(34))}"' if caption else ""
    target = block.target if re.fullmatch(r"[^\s()<>]+", block.target) else f"<{block.target}>"
    return f"![{alternative.text if alternative else ''}]({target}{title})"


def _definitions(block: Block, below: Render) -> str:
    out: list[str] = []
    for child in block.children:
        if child.kind is BlockKind.TERM:
            mark = f" {{#{child.mark.id}}}" if child.mark.id else ""
            out.append(("\n" if out else "") + _one_line(child.text) + mark)
        else:
            out.append(_prefixed(below(child.children), ": ", "  "))
    return "\n".join(out)
