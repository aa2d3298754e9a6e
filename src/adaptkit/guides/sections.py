"""Headings open sections; blocks learn which one they stand in."""

from __future__ import annotations

import re

from adaptkit.model.diagnostic import Diagnostic, error
from adaptkit.model.document import Block, BlockKind
from adaptkit.records import replace
from adaptkit.texts.sameness import nfc

_LONGEST_SLUG = 24


def slug(text: str) -> str:
    """``What to bring?`` → ``what-to-bring``; letters of any script stay; cut at a word."""
    words = re.sub(r"[`*_~\[\]()<>]", "", nfc(text)).lower()
    whole = re.sub(r"[^\w]+", "-", words).strip("-")
    if len(whole) <= _LONGEST_SLUG:
        return whole or "section"
    cut = whole[: _LONGEST_SLUG + 1]
    if "-" in cut:
        return cut[: cut.rindex("-")].strip("-")
    return whole[:_LONGEST_SLUG]


def with_sections(
    blocks: tuple[Block, ...], chapter_id: str, name: str
) -> tuple[tuple[Block, ...], str, tuple[Diagnostic, ...]]:
    """The blocks with their (provisional) section ids, the chapter's title, and what is wrong.

    The first heading of all, at level 1, is the chapter's title: its section is the chapter.
    Every other heading that stands at the top of the tree opens ``chapter.slug``.
    """
    title = ""
    seen: set[str] = set()
    explicit: dict[str, Block] = {}
    problems: list[Diagnostic] = []
    section = chapter_id
    out: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            first = not title
            title = title or _plain(block.msgid)
            if not (first and block.level == 1):
                section = _section_of(block, chapter_id, seen, explicit, problems)
        out.append(_placed(block, section))
    problems += _duplicates(out)
    name = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return tuple(out), title or name, tuple(problems)


def _section_of(
    block: Block,
    chapter_id: str,
    seen: set[str],
    explicit: dict[str, Block],
    problems: list[Diagnostic],
) -> str:
    if block.mark.id:
        if block.mark.id in explicit:
            problems.append(_twice(block, explicit[block.mark.id]))
        explicit[block.mark.id] = block
        seen.add(block.mark.id)
        return f"{chapter_id}.{block.mark.id}"
    base = name = slug(block.msgid)
    number = 2
    while name in seen:
        name = f"{base}-{number}"
        number += 1
    seen.add(name)
    return f"{chapter_id}.{name}"


def _placed(block: Block, section: str) -> Block:
    """The block and all below it in ``section``; a leaf with ``{#id}`` gets its whole id."""
    id_ = block.id
    if block.mark.id and block.kind is not BlockKind.HEADING and block.msgid:
        id_ = f"{section}.{block.mark.id}"
    children = tuple(_placed(child, section) for child in block.children)
    return block.changed(section=section, id=id_, children=children)


def _duplicates(blocks: list[Block]) -> list[Diagnostic]:
    seen: dict[str, Block] = {}
    problems: list[Diagnostic] = []
    for top in blocks:
        for block in top.walk():
            if block.mark.id and block.kind is not BlockKind.HEADING:
                address = f"{block.section}.{block.mark.id}"
                if address in seen:
                    problems.append(_twice(block, seen[address]))
                seen.setdefault(address, block)
    return problems


def _twice(block: Block, other: Block) -> Diagnostic:
    return error(
        "id-twice",
        replace(block.position, line=block.mark.line or block.position.line, column=1),
        f"the id #{block.mark.id} is used twice: also at line "
        f"{other.mark.line or other.position.line}",
        "give one of them another name",
    )


def _plain(text: str) -> str:
    """A title without mark-up, good enough for contents and headings' paths."""
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text.replace("\\\n", " "))
    text = re.sub(r"[*`]|(?<!\w)_|_(?!\w)", "", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).strip()
