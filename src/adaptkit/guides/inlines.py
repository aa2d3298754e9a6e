"""Running text: raw inline Markdown ⇄ msgid, and into typed pieces."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from markdown_it.token import Token

from adaptkit.guides._markdown import markdown
from adaptkit.guides._referred import Footnotes, References
from adaptkit.guides.elements import DEEPEST, elements_too_deep, with_meaning
from adaptkit.guides.foreign import may_hold
from adaptkit.guides.html_safety import is_allowed_tag, unbalanced, without_programs
from adaptkit.guides.inline_trees import plain_text, walk_inlines
from adaptkit.guides.language_marks import OPENS
from adaptkit.guides.tag_parts import OwnTags
from adaptkit.model.document import PLAIN, Chapter, Reference, Syntax
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale
from adaptkit.records import Record

# Nothing but words, code of one backtick, and underscores inside words.
_SIMPLE = re.compile(r"(?>[^\\`*_~\[<&\n]+|`[^`\n]+`(?!`)|(?<=[^\W_])_(?=[^\W_]))*")
_SIMPLE_CODE = re.compile(r"`([^`\n]+)`")
# Who reads a text again: the proof of what was written, the next language that shows the source.
_KEPT = 1 << 14


class Context(Record, frozen=True):
    """What a text may refer to in its file: link definitions and footnote labels; and what
    Markdown the file is written in."""

    references: Mapping[str, Reference]
    footnotes: Collection[str] = ()
    syntax: Syntax = PLAIN

    @classmethod
    def of(cls, chapter: Chapter) -> Context:
        return cls(chapter.references, dict.fromkeys(chapter.footnotes), chapter.syntax)

    def __hash__(self) -> int:
        # Of how many there are: to look at each of some thousand takes longer than most texts.
        return hash((len(self.references), len(self.footnotes), self.syntax.dialect))


class Recorded(Record, frozen=True):
    """A stretch of raw text that one rule consumed; ``label_end``: of a link or image."""

    name: str
    start: int
    end: int
    label_end: int


def _environment(context: Context) -> dict[str, object]:
    return {
        "references": References(context.references),
        "footnotes": {"refs": Footnotes(context.footnotes), "list": {}},
    }


def _parse(text: str, env: dict[str, object], context: Context) -> list[Token]:
    if _deep_in_brackets(text):
        return _as_text(text)
    md = markdown(context.syntax.dialect)
    tokens: list[Token] = []
    md.inline.parse(text, md, env, tokens)
    return _joined(tokens if _is_shallow(tokens) else _as_text(text))


def too_deep(text: str, context: Context) -> bool:
    """Whether mark-up is nested so deep in the text that readers see it as it is written."""
    if _deep_in_brackets(text):
        return True
    if sum(map(text.count, "*_~<")) <= DEEPEST:
        return False
    tokens: list[Token] = []
    md = markdown(context.syntax.dialect)
    md.inline.parse(text, md, _environment(context), tokens)
    tags = [token.content for token in tokens if token.type == "html_inline"]
    return not _is_shallow(tokens) or elements_too_deep(tags)


def _deep_in_brackets(text: str) -> bool:
    """For each bracket the parser looks for its end through all that stand within."""
    if text.count("[") <= DEEPEST:
        return False
    depth = 0
    for sign in re.findall(r"[\[\]]", text):
        depth = depth + 1 if sign == "[" else max(0, depth - 1)
        if depth > DEEPEST:
            return True
    return False


def _is_shallow(tokens: Sequence[Token]) -> bool:
    """Whether nothing stands so deep in other mark-up that a program could not follow."""
    depth = 0
    for token in tokens:
        depth += token.nesting
        if depth > DEEPEST:
            return False
    return True


def _as_text(text: str) -> list[Token]:
    """The text as it is written: whoever nests like that has not meant mark-up."""
    out: list[Token] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            out.append(Token("softbreak", "br", 0))
        out.append(Token("text", "", 0, content=line))
    return out


def _joined(tokens: list[Token]) -> list[Token]:
    """Neighbouring pieces of text are one; what stood behind a backslash is text like any other."""
    out: list[Token] = []
    for token in tokens:
        if token.children:
            token.children = _joined(token.children)
        if token.type == "text_special":
            token.type = "text"
        if token.type == "text" and out and out[-1].type == "text":
            out[-1].content += token.content
        else:
            out.append(token)
    return out


@cache
def no_context(dialect: str) -> Context:
    """Of a text that refers to nothing."""
    return Context({}, (), Syntax(dialect))


def scan(text: str, context: Context) -> tuple[Recorded, ...]:
    """Where in the raw text links, images, code, HTML, escapes and line breaks stand."""
    env = _environment(context)
    record: list[tuple[str, int, int, int]] = []
    env["record"], env["recorded"] = record, text
    _parse(text, env, context)
    return tuple(Recorded(*r) for r in sorted(record, key=lambda r: (r[1], -r[2])))


def parse_inlines(
    text: str,
    context: Context,
    *,
    msgid: str | None = None,
) -> tuple[Inline, ...]:
    """Raw inline Markdown as typed pieces.

    ``msgid`` given means that ``text`` is a translation, which is not trusted: a tag passes only
    when the msgid holds the same tag, its words aside, or the tag is on the small allow-list, and
    is otherwise shown as text; so is a picture that the msgid does not show.
    """
    dialect = context.syntax.dialect
    if _SIMPLE.fullmatch(text) and not (dialect and may_hold(dialect, text)):
        return _simple(text)
    if msgid is not None and "<" not in text and "![" not in text:
        msgid = None  # nothing that could be foreign
    if "[" not in text and (msgid is None or "[" not in msgid):
        return _parsed(text, msgid, no_context(dialect))
    return _parsed(text, msgid, context)


def _simple(text: str) -> tuple[Inline, ...]:
    """What markdown-it would say of a text in which nothing but code has a meaning."""
    out: list[Inline] = []
    for number, part in enumerate(_SIMPLE_CODE.split(text)):
        if number % 2:
            padded = part[0] == part[-1] == " " and part.strip(" ")
            out.append(Inline(InlineKind.CODE, part[1:-1] if padded else part))
        elif part:
            out.append(Inline(InlineKind.TEXT, part))
    return tuple(out)


@lru_cache(maxsize=_KEPT)
def _parsed(text: str, msgid: str | None, context: Context) -> tuple[Inline, ...]:
    tokens = _parse(text, _environment(context), context)
    if msgid is not None and "<" in text:
        _disarm(tokens, _tags(msgid, context))
    allowed_images = None
    if msgid is not None and "![" in text:
        shown = parse_inlines(msgid, context)
        allowed_images = {i.target for i in walk_inlines(shown) if i.kind is InlineKind.IMAGE}
    pieces, _ = _pieces(tokens, 0, allowed_images)
    return pieces


def foreign_tags(text: str, context: Context, msgid: str) -> tuple[tuple[int, int], ...]:
    """Where in a translation's raw text tags stand that may not pass."""
    found = [p for p in scan(text, context) if p.name == "html_inline"]
    own = without_programs(_tags(msgid, context), msgid, text)
    verdict = _verdict([text[p.start : p.end] for p in found], own)
    return tuple((p.start, p.end) for p, passes in zip(found, verdict, strict=True) if not passes)


def _tags(text: str, context: Context) -> list[str]:
    """The tags of a raw text; what stands in code or behind a backslash is none."""
    if "<" not in text:
        return []
    return [text[p.start : p.end] for p in scan(text, context) if p.name == "html_inline"]


def _verdict(tags: Sequence[str], own: Sequence[str]) -> list[bool]:
    known = OwnTags(own)
    passes = [known.has(tag) or is_allowed_tag(tag) for tag in tags]
    if not unbalanced(own):
        for index in unbalanced([t if ok else "" for t, ok in zip(tags, passes, strict=True)]):
            passes[index] = False
    return passes


def _disarm(tokens: list[Token], own: Sequence[str]) -> None:
    """Turn every tag that may not pass into the text that it is."""

    def found(tokens: list[Token]) -> Iterator[Token]:
        for token in tokens:
            if token.type == "html_inline":
                yield token
            if token.children:
                yield from found(token.children)

    tags = list(found(tokens))
    for token, passes in zip(tags, _verdict([t.content for t in tags], own), strict=True):
        if not passes:
            token.type = "text"


_PAIRS = {
    "em_open": InlineKind.EMPHASIS,
    "strong_open": InlineKind.STRONG,
    "s_open": InlineKind.STRIKETHROUGH,
    "link_open": InlineKind.LINK,
    OPENS: InlineKind.SPAN,
}


def _pieces(
    tokens: list[Token], at: int, images: set[str] | None
) -> tuple[tuple[Inline, ...], int]:
    out: list[Inline] = []
    while at < len(tokens):
        token = tokens[at]
        if token.type in _PAIRS:
            inner, at = _pieces(tokens, at + 1, images)
            said = {name: str(value) for name, value in token.attrs.items()}
            out.append(
                Inline(
                    _PAIRS[token.type],
                    children=inner,
                    target=said.get("href", ""),
                    title=said.get("title", ""),
                    language=Locale.parse(said["lang"]) if token.type == OPENS else None,
                    direction=said.get("dir", ""),
                )
            )
        elif token.type.endswith("_close"):
            return _meant(out), at
        elif (piece := _single(token, images)) is not None:
            out.append(piece)
        at += 1
    return _meant(out), at


def _meant(pieces: list[Inline]) -> tuple[Inline, ...]:
    if any(piece.kind is InlineKind.HTML for piece in pieces):
        return with_meaning(pieces)
    return tuple(pieces)


def _single(token: Token, images: set[str] | None) -> Inline | None:
    match token.type:
        case "text" | "text_special":
            return Inline(InlineKind.TEXT, token.content) if token.content else None
        case "code_inline" | "foreign":
            return Inline(InlineKind.CODE, token.content)
        case "softbreak":
            return Inline(InlineKind.SOFT_BREAK)
        case "hardbreak":
            return Inline(InlineKind.HARD_BREAK)
        case "html_inline":
            return Inline(InlineKind.HTML, token.content)
        case "footnote_ref":
            return Inline(InlineKind.FOOTNOTE_REFERENCE, target=str(token.meta["label"]))
        case "image":
            inner, _ = _pieces(list(token.children or ()), 0, images)
            alternative = plain_text(inner)
            target = str(token.attrGet("src") or "")
            if images is not None and target not in images:
                return Inline(InlineKind.TEXT, alternative) if alternative else None
            title = str(token.attrGet("title") or "")
            return Inline(InlineKind.IMAGE, alternative, target=target, title=title)
        case _:
            raise AssertionError(f"unknown inline token {token.type}")
