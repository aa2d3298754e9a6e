"""An opening ``---`` is front matter where it holds a YAML mapping, ``+++`` where it holds TOML.

``title`` and ``description`` are units, and the fields that the guide names. The rest stays as it
is. What is meant as front matter and cannot be read is told, with its line, and no reader sees it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from adaptkit.guides import faults
from adaptkit.model.diagnostic import Diagnostic, Position
from adaptkit.model.document import QUESTIONS, TRANSLATED_FIELDS, Block, BlockKind, Span
from adaptkit.records import Record

_FENCED = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n((?:.*?\n)??)\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_LOOKS_LIKE_MAPPING = re.compile(r"^[^\s#:\[\]{}][^\n:]*:(?:\s|$)", re.MULTILINE)
# How lines of YAML begin: a field, a comment, a list, what belongs to the line above.
_LINE_OF_YAML = re.compile(r"[\"']?[\w.-]+[\"']?[ ]*:(?:[ \t]|$)|#|-(?:[ \t]|$)|[ \t]|[\]}]|$")
_FIRST_FIELD = re.compile(r"(?:[ \t]*\n|#[^\n]*\n)*([\"']?)([\w-]+)\1[ ]*:(?:[ \t]|\n)")
_LINE_OF_TOML = re.compile(r"[\w.\"'-]+[ \t]*=")
# What front matters hold mostly: a text that begins so between lines of `---` is no prose.
_USUAL = frozenset(
    "title description author authors date draft lang language layout slug tags categories weight"
    " permalink sidebar_label sidebar_position id keywords summary template toc".split()
)
_OPENED = re.compile(
    r"(\s*)(\+\+\+|-{2,}|[–—]+)[ \t]*\n(?:#[^\n]*\n)*([\w-]+)[ ]*([:=])(?:[ \t]|\n)"
)
_FIELD = re.compile(r"(?m)^[ \t]*[\"']?([\w-]+)[\"']?[ ]*:")
_NO_TEXT = re.compile(r"(?m)^([\"']?)(title|description)\1[ ]*:[ \t]*[*{\[]")
_QUESTIONS = re.compile(rf"(?m)^[\"']?{QUESTIONS}[\"']?[ ]*:")
# What another program's field of that name may hold: no question.
_NO_QUESTION = re.compile(r"[\w.-]*", re.ASCII)
_JSON = re.compile(r"\{[ \t]*\n")


class Matter(Record, frozen=True):
    """The FRONT_MATTER block (or None), the text with its lines blanked out, so that every line
    below keeps its number, and what is wrong."""

    block: Block | None
    body: str
    problems: tuple[Diagnostic, ...] = ()


def parse_front_matter(text: str, path: str, wanted: Collection[str] = TRANSLATED_FIELDS) -> Matter:
    """``wanted``: the fields that are translated, with dots where they stand further in."""
    if text.startswith("---") and (found := _FENCED.match(text)):
        matter = _yaml(found, text, path, wanted)
    elif text.startswith("+++") and (found := _TOML.match(text)):
        matter = _toml(found, text, path, wanted)
    else:
        matter = None
    if matter is not None:
        return matter
    return Matter(None, text, tuple(_unread(text, path)))


def _yaml(found: re.Match[str], text: str, path: str, wanted: Collection[str]) -> Matter | None:
    """None where it is Markdown between two rules."""
    usual = [one for one in _FIELD.finditer(found[1]) if one[1] in _USUAL]
    if not usual and not _LOOKS_LIKE_MAPPING.search(found[1]):
        return None
    from adaptkit.yaml_text.front_matter import scalar_fields, what_is_wrong

    further = any(name not in TRANSLATED_FIELDS for name in wanted)
    deep = further or _QUESTIONS.search(found[1]) is not None
    fields = scalar_fields(found[1], deep=deep)
    if fields is not None:
        children = _units(fields, path, wanted, "")
        told = (*_no_text(found[1], path, fields), *_no_questions(path, fields))
        return Matter(*_taken(found, text, path, children), told)
    first = _FIRST_FIELD.match(found[1] + "\n")
    if not first and not usual:
        return None
    wrong = what_is_wrong(found[1])
    line = (wrong.position.line if wrong else 1) + 1
    begun = first or not found[1][: usual[0].start()].strip()
    if begun and all(_LINE_OF_YAML.match(line) for line in found[1].split("\n")):
        said = faults.front_matter_not_yaml(path, line, wrong)
        return Matter(*_taken(found, text, path, ()), (said,))
    return Matter(None, text, (faults.front_matter_shown(path, line, wrong),))


def _no_text(
    text: str, path: str, fields: Iterable[tuple[str, object, object, object]]
) -> Iterable[Diagnostic]:
    """A title that YAML takes for something else than a text, as ``{name}`` and ``*``."""
    known = {key.split(".")[0] for key, *_ in fields}
    for found in _NO_TEXT.finditer(text):
        if found[2] not in known:
            line = text.count("\n", 0, found.start()) + 2
            yield faults.front_matter_no_text(path, line, found[2])


def _no_questions(
    path: str, fields: Iterable[tuple[str, str, tuple[int, int], object]]
) -> Iterable[Diagnostic]:
    """Sentences under ``questions`` that are no text or list of texts: nobody would be asked."""
    named = [
        (key, line) for key, value, (line, _), _ in fields if not _NO_QUESTION.fullmatch(value)
    ]
    below = [line for key, line in named if key.startswith(f"{QUESTIONS}.")]
    if below and not any(key == QUESTIONS for key, _ in named):
        yield faults.questions_not_read(path, below[0] + 2, toml=False, mapping=True)


def _toml(found: re.Match[str], text: str, path: str, wanted: Collection[str]) -> Matter | None:
    from adaptkit.guides._toml import read_toml

    if found[1].strip() and not any(map(_LINE_OF_TOML.match, found[1].split("\n"))):
        return None
    read = read_toml(found[1], wanted)
    if read.wrong:
        said = faults.front_matter_not_toml(path, read.wrong + 1)
        return Matter(*_taken(found, text, path, ()), (said,))
    told = tuple(
        faults.questions_not_read(path, line + 1, toml=True, mapping=mapping)
        if key == QUESTIONS
        else faults.front_matter_no_text(path, line + 1, key)
        for key, line, mapping in read.unread
    )
    return Matter(*_taken(found, text, path, _units(read.fields, path, wanted, "toml")), told)


def _unread(text: str, path: str) -> Iterable[Diagnostic]:
    """What begins as a front matter does and is none: one that is not closed, or not at the top."""
    if _JSON.match(text) and _is_json(text):
        yield faults.front_matter_json(path)
    found = _OPENED.match(text)
    if not found or found[3] not in _USUAL or (found[4] == "=") != (found[2] == "+++"):
        return
    line = found[1].count("\n") + 1
    if found[2] not in ("---", "+++"):
        yield faults.front_matter_fence(path, line, found[2])
    elif found[1]:
        rest = text[found.start(2) :]
        if _FENCED.match(rest) or _TOML.match(rest):
            yield faults.front_matter_below(path, line)
    else:
        yield faults.front_matter_open(path, line, found[2])


def _is_json(text: str) -> bool:
    """Whether it begins with a JSON object of named fields, as other programs' front matter."""
    import json

    try:
        found, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return bool(found)


def _units(
    fields: Iterable[tuple[str, str, tuple[int, int], tuple[int, int]]],
    path: str,
    wanted: Collection[str],
    markup: str,
) -> tuple[Block, ...]:
    children = []
    for key, value, start, end in fields:
        if key not in wanted or (key == QUESTIONS and _NO_QUESTION.fullmatch(value)):
            continue
        span = Span(start[0] + 1, start[1], end[0] + 1, end[1])
        folded = re.sub(r"\s*\n\s*", " ", value.strip())
        children.append(
            Block(
                BlockKind.FIELD,
                Position(path, span.start_line + 1, span.start_column + 1),
                text=folded,
                msgid=folded if any(c.isalnum() for c in folded) else "",
                info=key,
                span=span,
                lines=(span.start_line, span.end_line + 1),
                markup=markup,
            )
        )
    return tuple(children)


def _taken(
    found: re.Match[str], text: str, path: str, children: tuple[Block, ...]
) -> tuple[Block, str]:
    block = Block(
        BlockKind.FRONT_MATTER,
        Position(path, 1, 1),
        children=children,
        lines=(0, found[0].rstrip("\n").count("\n") + 1),
        text=found[1],
    )
    return block, "\n" * found[0].count("\n") + text[found.end() :]
