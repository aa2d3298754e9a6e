"""Headings open sections; blocks learn which one they stand in."""

from __future__ import annotations

import re

from adaptkit.guides.faults import as_warning
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
    seen: dict[str, int] = {}
    named: dict[str, Block] = {}
    problems: list[Diagnostic] = []
    section = chapter_id
    out: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            first = not title
            title = title or _plain(block.msgid)
            if not (first and block.level == 1):
                if block.mark.id:
                    block = _first_of(block, f"#{block.mark.id}", named, problems)
                section = _section_of(block, chapter_id, seen)
        out.append(_placed(block, section, named, problems))
    name = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return tuple(out), title or name, tuple(problems)


def _section_of(block: Block, chapter_id: str, seen: dict[str, int]) -> str:
    """``seen``: the names that are taken, each with the last number that was tried behind it: a
    thousand headings of one name are not asked about each other."""
    if block.mark.id:
        seen.setdefault(block.mark.id, 1)
        return f"{chapter_id}.{block.mark.id}"
    base = name = slug(block.msgid)
    while name in seen:
        seen[base] += 1
        name = f"{base}-{seen[base]}"
    seen[name] = 1
    return f"{chapter_id}.{name}"


def _placed(
    block: Block, section: str, named: dict[str, Block], problems: list[Diagnostic]
) -> Block:
    """The block and all below it in ``section``; a leaf with ``{#id}`` gets its whole id."""
    id_ = block.id
    if block.mark.id and block.kind is not BlockKind.HEADING:
        block = _first_of(block, f"{section}.{block.mark.id}", named, problems)
        if block.mark.id and block.msgid:
            id_ = f"{section}.{block.mark.id}"
    children = tuple(_placed(child, section, named, problems) for child in block.children)
    return block.changed(section=section, id=id_, children=children)


def _first_of(
    block: Block, address: str, named: dict[str, Block], problems: list[Diagnostic]
) -> Block:
    """The block, whose id nobody had before it: else it goes without one."""
    other = named.setdefault(address, block)
    if other is block:
        return block
    problems.append(_twice(block, other))
    return block.changed(mark=replace(block.mark, id=""))


def _twice(block: Block, other: Block) -> Diagnostic:
    """An error where overlays have to find it; elsewhere the ids may be another program's."""
    serious = any(one.mark.local or one.mark.core for one in (block, other))
    found = error(
        "id-twice",
        replace(block.position, line=block.mark.line or block.position.line, column=1),
        f"the id #{block.mark.id} is used twice: also at line "
        f"{other.mark.line or other.position.line}, which keeps it",
        "give one of them another name; overlays cannot aim at this one",
    )
    return found if serious else as_warning(found)


def _plain(text: str) -> str:
    """A title without mark-up, good enough for contents and headings' paths."""
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text.replace("\\\n", " "))
    text = re.sub(r"[*`]|(?<!\w)_|_(?!\w)", "", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).strip()
