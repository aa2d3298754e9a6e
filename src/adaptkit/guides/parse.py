"""A chapter's text → block tree. One pass over markdown-it's block tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from adaptkit.guides import faults
from adaptkit.guides._markdown import block_parser
from adaptkit.guides._nesting import Nesting
from adaptkit.guides.code_texts import TRANSLATED, with_code_texts
from adaptkit.guides.for_translators import NOT_TRANSLATED, without_excepted
from adaptkit.guides.front_matter import parse_front_matter
from adaptkit.guides.inlines import Context
from adaptkit.guides.misspelt import misspelt
from adaptkit.guides.sections import with_sections
from adaptkit.guides.strange import strange
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import PLAIN, Block, Chapter, Reference, Syntax
from adaptkit.model.locale import Locale
from adaptkit.records import Record

_NEWLINES = re.compile(r"\r\n?|\n")


def parse_chapter(
    source: str,
    *,
    path: str,
    name: str,
    chapter_id: str,
    domain: str = "guide",
    language: Locale | None = None,
    syntax: Syntax = PLAIN,
) -> Chapter:
    """Parse one Markdown file. ``source`` is the decoded file, BOM and line ends as they are;
    ``syntax`` what the guide says of the Markdown that it is written in.

    Nothing raises: what is wrong is in ``Chapter.diagnostics``.
    """
    read = _read(source, path, domain, language, syntax)
    blocks = read.blocks
    blocks, title, problems = with_sections(blocks, chapter_id, name)
    if TRANSLATED in read.text:
        blocks = with_code_texts(blocks, read.text.split("\n"))
    if NOT_TRANSLATED in read.text:
        blocks = without_excepted(blocks)
    own = "/" not in chapter_id  # an overlay's prose is judged by its operation
    found = (
        tuple(faults.in_text(read.text, blocks, path, known=bool(syntax.dialect)))
        if own or read.text.strip()
        else ()
    )
    found += tuple(misspelt(blocks, path))
    if own and not syntax.dialect:
        found += tuple(strange(read.text, blocks, path))
    return Chapter(
        id=chapter_id,
        path=path,
        name=name,
        source=source,
        blocks=blocks,
        title=title,
        references=read.context.references,
        footnotes=tuple(read.context.footnotes),
        syntax=syntax,
        diagnostics=(*read.problems, *problems, *found),
    )


def parse_blocks(
    source: str, path: str, syntax: Syntax = PLAIN
) -> tuple[tuple[Block, ...], Context]:
    """The file's blocks alone, without sections and without a word on what is wrong; and what its
    running text may refer to."""
    read = _read(source, path, "guide", None, syntax)
    return read.blocks, read.context


class _Read(Record, frozen=True):
    text: str
    blocks: tuple[Block, ...]
    context: Context
    problems: Sequence[Diagnostic]


def _read(source: str, path: str, domain: str, language: Locale | None, syntax: Syntax) -> _Read:
    text = _NEWLINES.sub("\n", source.removeprefix("\ufeff")).replace("\0", "\ufffd")
    matter = parse_front_matter(text, path, syntax.fields)
    env: dict[str, Any] = {}
    tokens = _block_tokens(matter.body, env, syntax)
    references = {
        label: Reference(str(r["href"]), str(r["title"]))
        for label, r in env.get("references", {}).items()
    }
    footnotes = dict.fromkeys(key[1:] for key in env.get("footnotes", {}).get("refs", {}))
    context = Context(references, footnotes, syntax)
    nesting = Nesting(tokens, matter.body, path, context, domain=domain, language=language)
    blocks = nesting.blocks("")
    if matter.block is not None:
        marked = [c.changed(domain=domain, language=language) for c in matter.block.children]
        blocks = (matter.block.changed(children=tuple(marked)), *blocks)
    problems = [*matter.problems, *nesting.problems]
    if "too_deep" in env:
        problems.append(faults.blocks_too_deep(path, env["too_deep"] + 1))
    return _Read(text, blocks, context, problems)


def _block_tokens(text: str, env: dict[str, Any], syntax: Syntax) -> list[Token]:
    from markdown_it.rules_core import StateCore

    md = block_parser(syntax.dialect)
    state = StateCore(text, md, env)
    md.block.parse(state.src, md, env, state.tokens)
    return state.tokens
