"""Mark-up of other programs in a guide that names no dialect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from adaptkit.guides import faults
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import Block, BlockKind

# How it begins, and who reads it. Braces alone are words, or a placeholder of the guide's own.
_KINDS = (
    (r"\*\[[^\[\]\n]+\]:", ("mkdocs", "kramdown")),
    (r"\{: ?[.#a-z][^{}\n]*\}", ("kramdown", "mkdocs")),
    (r"(?:!!!|\?\?\?\+?) ?[a-z][\w-]*", ("mkdocs",)),
    (r"\{%-? *[a-z]+[^%{}\n]*%\}", ("kramdown", "mkdocs")),
    (r"\{\{[<%] */?[\w.-]+", ("hugo",)),
    (r"\{\{#[a-z_]+[^{}\n]*\}\}", ("mdbook",)),
    (r":{3,}\{[\w:+-]+\}", ("myst",)),
    (r"\([\w-]+\)=$", ("myst",)),
    (r"import [\w{*][^\n]* from ['\"]", ("docusaurus",)),
    (r"export (?:const|default|function) ", ("docusaurus",)),
)
_ANY = re.compile("|".join(rf"(?P<k{n}>^[ \t]*{p})" for n, (p, _) in enumerate(_KINDS)), re.M)
_QUICK = re.compile(r"\*\[|\{:|!!!|\?\?\?|\{%|\{\{|:\{|\)=|import |export ")
_WORDS = (BlockKind.PARAGRAPH, BlockKind.HEADING)


def strange(text: str, blocks: Sequence[Block], path: str) -> Iterator[Diagnostic]:
    """The first place of each kind, with how many there are."""
    if not _QUICK.search(text):
        return
    found: dict[str, list[tuple[int, str]]] = {}
    for top in blocks:
        for block in top.walk():
            if block.kind in _WORDS and not block.children and _QUICK.search(block.text):
                first = block.span.start_line if block.span else block.lines[0]
                for one in _ANY.finditer(block.text):
                    line = first + 1 + block.text.count("\n", 0, one.start())
                    found.setdefault(one.lastgroup or "", []).append((line, one[0].strip()))
    for kind, places in found.items():
        line, mark = places[0]
        dialects = _KINDS[int(kind[1:])][1]
        yield faults.unknown_markup(path, line, mark, dialects, len(places) - 1)
