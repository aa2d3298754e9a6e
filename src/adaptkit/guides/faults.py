"""What is wrong with a chapter's text, in words for whoever wrote it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence

from adaptkit.guides._markdown import CONTAINERS, DEEPEST
from adaptkit.model.contact import KINDS
from adaptkit.model.diagnostic import (
    Diagnostic,
    Position,
    Severity,
    did_you_mean,
    error,
    warning,
)
from adaptkit.model.document import QUESTIONS, Block, BlockKind, Mark
from adaptkit.records import replace

# The lines of a conflict, each looked for behind the one before.
_CONFLICT = tuple(re.compile(one, re.M) for one in (r"^<{7} .*$", r"^={7}$", r"^>{7} "))
_QUOTES = 'put a value that holds a colon in quotation marks: title: "MS: the first year"'
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
_TRAILING = re.compile(r"(?<!\\)\{\s*[#.][\w:-][^{}]*\}$")
_OURS = ("local", "core")
_MALFORMED_MARK = re.compile(r"\{\s*[#.][^{}\n]*\}")


def as_warning(found: Diagnostic) -> Diagnostic:
    """Told, and in nobody's way: another program may read what is wrong here."""
    return replace(found, severity=Severity.WARNING)


def attaches_to_nothing(path: str, line: int, mark: Mark) -> Diagnostic:
    """An error where it says what adaptkit must know; elsewhere another program may read it."""
    found = error(
        "mark-attaches-to-nothing",
        Position(path, line, 1),
        "this line in curly brackets speaks of the block below it, but there is none",
        "put it directly above a paragraph, list, table or heading, or delete it",
    )
    return found if _is_ours(mark.classes) else as_warning(found)


def not_closed(path: str, line: int, opening: str) -> Diagnostic:
    return error(
        "container-not-closed",
        Position(path, line, 1),
        f'the block that opens with "::: {opening}" is never closed',
        "put a line with ::: where it ends",
    )


def blocks_too_deep(path: str, line: int) -> Diagnostic:
    return error(
        "nested-too-deep",
        Position(path, line, 1),
        f"quotes, lists or call-outs are nested deeper than {DEEPEST} levels here (a list and its "
        "item are two); what stands within is not read",
        "write it flatter",
    )


def slot_without_name(path: str, line: int) -> Diagnostic:
    return error(
        "slot-without-name",
        Position(path, line, 1),
        "a slot needs one name",
        "write it as ::: slot support-networks",
    )


def directory(path: str, line: int, groups: list[str], *, filled: bool) -> Iterator[Diagnostic]:
    """What is wrong with a passage that shows contacts of some kinds."""
    where = Position(path, line, 1)
    if not groups:
        said = "nothing says which contacts are to stand here"
        yield error("directory-group", where, said, "write it as ::: directory crisis")
    for group in groups:
        if group not in KINDS:
            said = f'there are no contacts of the kind "{group}"'
            hint = did_you_mean(group, KINDS) or f"known are: {', '.join(KINDS)}"
            yield error("directory-group", where, said, hint)
    if filled:
        said = "contacts stand here, and no text can"
        hint = "write ::: on the line below, and the text after it"
        yield error("directory-group", where, said, hint)


def unknown_container(path: str, line: int, name: str) -> Diagnostic:
    return warning(
        "container-unknown",
        Position(path, line, 1),
        f'"::: {name}" is not a kind of block that adaptkit knows',
        did_you_mean(name, CONTAINERS) or f"known are: {', '.join(CONTAINERS)}",
    )


def front_matter_not_yaml(path: str, line: int, wrong: Diagnostic | None) -> Diagnostic:
    said = f": {wrong.message}" if wrong else ""
    return warning(
        "front-matter-not-read",
        Position(path, line, 1),
        f"what stands above this chapter (its front matter) cannot be read{said}; no reader sees "
        "it, and its title and description are lost",
        wrong.hint if wrong and wrong.hint else _QUOTES,
    )


def front_matter_shown(path: str, line: int, wrong: Diagnostic | None) -> Diagnostic:
    said = f": {wrong.message}" if wrong else ""
    return warning(
        "front-matter-not-read",
        Position(path, line, 1),
        f"the lines between --- at the top are no front matter that can be read{said}; readers "
        "see them as text",
        "correct it if it is meant as front matter; if it is text, put an empty line above it",
    )


def front_matter_not_toml(path: str, line: int) -> Diagnostic:
    return warning(
        "front-matter-not-read",
        Position(path, line, 1),
        "what stands above this chapter between +++ cannot be read as TOML; no reader sees it, "
        "and its title and description are lost",
        'write each field as name = "value", or use YAML between lines of ---',
    )


def questions_not_read(path: str, line: int, *, toml: bool, mapping: bool) -> Diagnostic:
    """A mapping may well be meant for another program; a text is not."""
    sign = " =" if toml else ":"
    found = warning(
        "questions-not-read",
        Position(path, line, 1),
        "the questions of this chapter are not a list of texts, so nobody will be asked them",
        f'write each in quotes on one line:  {QUESTIONS}{sign} ["When do you call?", "Whom?"]',
    )
    return replace(found, severity=Severity.INFO) if mapping else found


def front_matter_no_text(path: str, line: int, name: str) -> Diagnostic:
    return warning(
        "front-matter-not-read",
        Position(path, line, 1),
        f'"{name}" of this chapter is not a text as it stands here, so it is lost',
        "put its words in quotes, on one line",
    )


def front_matter_json(path: str) -> Diagnostic:
    return warning(
        "front-matter-not-read",
        Position(path, 1, 1),
        "this looks like front matter in JSON, which adaptkit does not read; readers see it as "
        "text",
        "write it as YAML between lines of ---",
    )


def front_matter_fence(path: str, line: int, fence: str) -> Diagnostic:
    return warning(
        "front-matter-not-read",
        Position(path, line, 1),
        f"this looks like the front matter of a chapter, but {fence} does not open one; readers "
        "see it as text",
        "put a line with --- above its first field, and one below its last",
    )


def front_matter_open(path: str, line: int, fence: str) -> Diagnostic:
    return warning(
        "front-matter-not-read",
        Position(path, line, 1),
        "this looks like the front matter of a chapter, but it is never closed; readers see it as "
        "text",
        f"put a line with {fence} below its last field",
    )


def front_matter_below(path: str, line: int) -> Diagnostic:
    return warning(
        "front-matter-not-read",
        Position(path, line, 1),
        "this looks like the front matter of a chapter, but it does not stand at the very top; "
        "readers see it as text",
        "take away the empty lines above it",
    )


def unknown_markup(
    path: str, line: int, mark: str, dialects: Sequence[str], more: int
) -> Diagnostic:
    also = f" ({more} more in this chapter)" if more else ""
    return warning(
        "markup-unknown",
        Position(path, line, 1),
        f'"{mark}" is mark-up of another program{also}; adaptkit takes it for words, shows it to '
        "readers and gives it to translators",
        f"say in guide.yaml what the guide is written for (dialect: {' or '.join(dialects)})",
    )


def in_text(
    text: str, blocks: Sequence[Block], path: str, *, known: bool = False
) -> Iterator[Diagnostic]:
    """What only a look at the whole chapter shows. ``text`` has ``\\n`` line ends alone; ``known``:
    the guide says which dialect it is written in."""
    if not text.strip():
        yield error(
            "chapter-empty",
            Position(path),
            "this chapter is empty; it was perhaps not saved",
            "get its text back, or take the chapter out of the guide",
        )
        return
    everything = [block for top in blocks for block in top.walk()]
    if (conflict := _conflict(text)) is not None:
        line = text.count("\n", 0, conflict) + 1
        quoted = any(
            b.kind is BlockKind.CODE and b.lines[0] < line <= b.lines[1] for b in everything
        )
        if not quoted:
            yield error(
                "chapter-conflict",
                Position(path, line, 1),
                "two versions of this passage are left here, from joining two people's work",
                "keep the right one, and delete the lines with <<<<<<<, ======= and >>>>>>>",
            )
    yield from (heading_skipped(*found) for found in skipped_levels(blocks))
    for block in everything:
        if block.kind is BlockKind.PARAGRAPH and "{" in block.text:
            yield from _marks_as_text(block, path, known=known)


def _conflict(text: str) -> int | None:
    """Where the first merge conflict begins: with none of its lines behind it, no later one has."""
    start: int | None = None
    at = 0
    for pattern in _CONFLICT:
        found = pattern.search(text, at)
        if not found:
            return None
        start = found.start() if start is None else start
        at = found.end()
    return start


def skipped_levels(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Headings two levels or more below the one before, each behind that: who hears a page, or
    walks it heading by heading, looks for what is not there."""
    above: Block | None = None
    flow = (b for t in blocks for b in (t.children if t.kind is BlockKind.SLOT else (t,)))
    for block in flow:
        if block.kind is BlockKind.HEADING:
            if above is not None and block.level > above.level + 1:
                yield above, block
            above = block


def heading_skipped(above: Block, heading: Block) -> Diagnostic:
    return warning(
        "heading-skipped",
        heading.position,
        f"this heading is of level {heading.level}, and the one before it of level {above.level}",
        f"write it with {'#' * (above.level + 1)}, or put the heading that lacks between them",
    )


def _marks_as_text(block: Block, path: str, *, known: bool) -> Iterator[Diagnostic]:
    """A mark that nobody reads: mistyped, or at the end of a paragraph. Where the dialect is
    ``known``, only those that adaptkit should have read are wrong."""
    lines = block.text.split("\n")
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        alone = _MALFORMED_MARK.fullmatch(line.strip())
        trailing = _TRAILING.search(line) if last else None
        found = alone or trailing
        if not found:
            continue
        serious = _is_ours(_CLASS.findall(found[0])) or "country=" in found[0]
        if serious or (not known and (alone or "#" in found[0])):
            place = Position(path, (block.span.start_line if block.span else 0) + number + 1, 1)
            said = error(
                "mark-not-read",
                place,
                "these curly brackets would be shown to readers as they stand",
                "write {#name .local country=US} on a line of its own above the paragraph; "
                "a bracket that is meant as text is written \\{; if another program reads it, say "
                "so in guide.yaml (dialect: kramdown, for example)",
            )
            yield said if serious else as_warning(said)


def _is_ours(classes: Iterable[str]) -> bool:
    """Whether one of the classes is what only adaptkit reads, or was meant to be."""
    return any(difflib.get_close_matches(one.lower(), _OURS, cutoff=0.7) for one in classes)


__all__ = [
    "as_warning",
    "attaches_to_nothing",
    "blocks_too_deep",
    "directory",
    "front_matter_below",
    "front_matter_not_toml",
    "front_matter_not_yaml",
    "front_matter_open",
    "front_matter_shown",
    "heading_skipped",
    "in_text",
    "not_closed",
    "questions_not_read",
    "skipped_levels",
    "slot_without_name",
    "unknown_container",
    "unknown_markup",
]
