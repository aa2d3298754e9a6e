"""A finished edition as the pages of a preview: each passage can be found, and says where it is
from."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from adaptkit.model.catalogue import EntryState
from adaptkit.model.diagnostic import Diagnostic
from adaptkit.model.document import Block, BlockKind, walk
from adaptkit.model.edition import Edition, UnitTrace
from adaptkit.model.signing import Judged
from adaptkit.records import Record, replace
from adaptkit.reports.reviewed import review_note
from adaptkit.writers import ALONE, FORMATS
from adaptkit.writers.html.links import page_name

OWN = "_preview/"
"""Below it stands what a preview adds; no chapter is called so, whose pages end in ``.html``."""
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
_ADDED = ("script-src 'self'", "connect-src 'self'")
_WIDENED = ("style-src", "script-src", "connect-src")
_PREFIX = "unit:"


class Pages(Record, frozen=True):
    """``files``: what is served, by its path; ``units``: page → place → what is told of the passage
    there; ``prints``: (page, place) → what tells one state of it from another; ``problems``: those
    of the whole edition."""

    files: Mapping[str, bytes] = {}
    units: Mapping[str, Mapping[str, Any]] = {}
    prints: Mapping[tuple[str, str], str] = {}
    problems: Sequence[Mapping[str, Any]] = ()


Lines = Callable[[str], Mapping[str, int]]
"""A catalogue's path → the line where the words of each of its units stand."""


def pages_of(edition: Edition, lines: Lines) -> Pages:
    """Everything that a preview of the edition shows. Raises ProblemsFound where it cannot be
    written."""
    traces = {one.unit: one for one in edition.trace}
    places = {path: lines(path) for path in {one.answered_by for one in edition.trace} if path}
    findings: dict[str, list[Diagnostic]] = defaultdict(list)
    for found in edition.diagnostics:
        if found.unit:
            findings[found.unit].append(found)
    units: dict[str, Mapping[str, Any]] = {}
    prints: dict[tuple[str, str], str] = {}
    marked = []
    for chapter in edition.chapters:
        page, told = page_name(chapter.name), {}
        shown = tuple(_marked(block) for block in chapter.shown)
        for block in walk(shown):
            if block.id and block.anchor and not block.children:
                said = _told(block, traces.get(block.id), findings[block.id], places)
                if block.id in edition.asked:
                    note = review_note(
                        edition.judged.get(block.id, Judged()), edition.asked[block.id]
                    )
                    said["reviewed"] = note or "nobody has signed it off"
                told[block.anchor] = said
                prints[page, block.anchor] = _print(block, said)
        units[page] = told
        marked.append(replace(chapter, shown=shown))
    written = FORMATS["html"]().write(replace(edition, chapters=tuple(marked)), ALONE)
    pages = {path: _served(path, content) for path, content in written.items()}
    pages |= {f"{OWN}{name}": _asset(name) for name in ("preview.js", "preview.css")}
    return Pages(pages, units, prints, [finding(one) for one in edition.diagnostics])


def _marked(block: Block) -> Block:
    """With a place on the page for every passage."""
    if block.children:
        return block.changed(children=tuple(_marked(child) for child in block.children))
    if not block.id or block.anchor or block.kind in (BlockKind.FRONT_MATTER, BlockKind.FIELD):
        return block
    return block.changed(anchor=f"{_PREFIX}{block.id}")


def _told(
    block: Block,
    trace: UnitTrace | None,
    findings: Sequence[Diagnostic],
    places: Mapping[str, Mapping[str, int]],
) -> dict[str, Any]:
    """What readers of the preview may want to know of a passage."""
    told: dict[str, Any] = {
        "unit": block.id,
        "kind": str(block.kind),
        "source": block.msgid,
        "findings": [finding(one) for one in findings],
    }
    if trace is None:
        return told
    told["from"] = f"{trace.path}:{trace.line}" if trace.line else trace.path
    told["overlays"] = [f"{step.overlay}/{step.operation} ({step.name})" for step in trace.steps]
    if trace.state is not None:
        told["state"] = str(trace.state)
    if trace.answered_by:
        line = places[trace.answered_by].get(block.id)
        told["answered"] = f"{trace.answered_by}:{line}" if line else trace.answered_by
    elif trace.state is EntryState.UNTRANSLATED:
        told["answered"] = ""
    if trace.note:
        told["note"] = trace.note
    return told


def finding(one: Diagnostic) -> dict[str, str]:
    return {
        "severity": str(one.severity),
        "where": str(one.position),
        "message": one.message,
        "hint": one.hint,
        "code": one.code,
    }


def _print(block: Block, told: Mapping[str, Any]) -> str:
    """Of what is shown and told there; where it stands in a file is no part of it."""
    kept = {key: value for key, value in told.items() if key not in ("from", "answered")}
    kept["findings"] = [(one["code"], one["message"]) for one in told["findings"]]
    held = f"{block.inlines!r}{json.dumps(kept, sort_keys=True)}"
    return hashlib.sha256(held.encode("utf-8", "surrogatepass")).hexdigest()


def changed_places(before: Pages, after: Pages) -> dict[str, list[str]]:
    """Page → the places there that say something else than before, in reading order; a page that
    changed at none of them has none."""
    found: dict[str, list[str]] = defaultdict(list)
    for (page, place), print_ in after.prints.items():
        if before.prints.get((page, place)) != print_:
            found[page].append(place)
    for path, content in after.files.items():
        other = path.endswith(".html") and path not in found and path in after.units
        if other and before.files.get(path) != content:
            found[path] = []
    return dict(found)


def _served(path: str, content: bytes) -> bytes:
    """A page with the preview's own script, which its policy allows beside what it had."""
    if not path.endswith(".html"):
        return content
    up = "../" * path.count("/")
    head = (
        f'<link rel="stylesheet" href="{up}{OWN}preview.css">\n'
        f'<script src="{up}{OWN}preview.js" data-page="{escape(path)}" data-top="{up}" defer>'
        "</script>\n"
    )
    text = _POLICY.sub(_allowing, content.decode("utf-8"), count=1)
    return text.replace("</head>", f"{head}</head>", 1).encode("utf-8")


def _allowing(found: re.Match[str]) -> str:
    rules = [rule.strip() for rule in found[2].split(";") if rule.strip()]
    widened = [f"{rule} 'self'" if rule.startswith(_WIDENED) else rule for rule in rules]
    named = {rule.split()[0] for rule in rules}
    added = [rule for rule in _ADDED if rule.split()[0] not in named]
    return f"{found[1]}{'; '.join([*widened, *added])}{found[3]}"


@cache
def _asset(name: str) -> bytes:
    return files("adaptkit.preview").joinpath("static", name).read_bytes()
