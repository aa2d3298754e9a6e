"""``[kiné]{lang=fr}`` says what ``<span lang="fr">kiné</span>`` says, wherever it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.guides.broken_texts import broken_texts, broken_value
from adaptkit.guides.folding import fold
from adaptkit.guides.inline_trees import inline_shape, plain_text, walk_inlines
from adaptkit.guides.inlines import Context, no_context, parse_inlines
from adaptkit.guides.language_marks import how_to_write, language_of, mark_not_read
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.strangers import self_contained
from adaptkit.model.diagnostic import Diagnostic, Position
from adaptkit.model.document import Reference, Syntax
from adaptkit.model.inline import Inline, InlineKind
from adaptkit.model.locale import Locale

NONE = Context({})
_LABELS = (
    "kiné",
    "*a* b",
    "`]` c",
    "a [b](c.md)",
    "x\\]y",
    "<b>z</b>",
    "[in]{lang=de}",
    "漢字",
    "a\nb",
)
_AROUND = ("", "le ", "*", "**", "_", "~~", " fin", "—", "。", "`c` ", "![p](x.png)", "[^n]", "\\")


def pieces(text: str, context: Context = NONE) -> tuple[Inline, ...]:
    return parse_inlines(text, context)


@given(
    before=st.sampled_from(_AROUND),
    label=st.sampled_from(_LABELS),
    code=st.sampled_from(("fr", "ar", "zh-Hans", "pt-BR", "ca-valencia")),
    direction=st.sampled_from(("", "ltr", "rtl")),
    quoted=st.booleans(),
    after=st.sampled_from(_AROUND),
)
def test_both_ways_of_writing_say_the_same(
    before: str, label: str, code: str, direction: str, quoted: bool, after: str
) -> None:
    said = f'lang="{code}"' if quoted else f"lang={code}"
    mark = f"{{{said} dir={direction}}}" if direction else f"{{{said}}}"
    way = f' dir="{direction}"' if direction else ""
    tag = f'<span lang="{code}"{way}>{label}</span>'
    if before.endswith("\\"):
        before += "\\"  # its own backslash, and none of the bracket's
    # Emphasis opens beside a tag as it does beside a bracket: both are signs.
    marked = pieces(f"{before}[{label}]{mark}{after}")
    assert inline_shape(marked) == inline_shape(pieces(f"{before}{tag}{after}"))
    spans = [one for one in walk_inlines(marked) if one.kind is InlineKind.SPAN]
    assert (Locale.parse(code), direction) in [(one.language, one.direction) for one in spans]


@pytest.mark.parametrize("label", _LABELS)
def test_it_may_stand_in_a_link_and_hold_one(label: str) -> None:
    [link] = pieces("[see [kiné]{lang=fr} there](a.md)")
    assert (link.kind, link.target) == (InlineKind.LINK, "a.md")
    assert link.children[1].language == Locale("fr")
    [span] = pieces(f"[{label}]{{lang=fr}}")
    assert (span.kind, span.language) == (InlineKind.SPAN, Locale("fr"))
    assert plain_text(span.children).strip()


def test_a_link_definition_of_that_name_does_not_take_it() -> None:
    context = Context({"KINÉ": Reference("[kiné]: http://a.test")})
    [span] = pieces("[kiné]{lang=fr}", context)
    assert span.kind is InlineKind.SPAN
    assert fold("[kiné]{lang=fr}\nici", context) == "[kiné]{lang=fr} ici"
    assert self_contained("a [b] [kiné [c]]{lang=fr}", context) == "a \\[b] [kiné \\[c]]{lang=fr}"


def test_other_dialects_keep_their_braces() -> None:
    for dialect in ("mkdocs", "kramdown", "hugo", "docusaurus", "mdbook"):
        found = walk_inlines(pieces("[kiné]{lang=fr}", no_context(dialect)))
        assert not any(piece.kind is InlineKind.SPAN for piece in found)
    [span] = pieces("[kiné]{lang=fr}", no_context("myst"))
    assert span.language == Locale("fr")


def told(text: str, dialect: str = "") -> list[Diagnostic]:
    found = parse_chapter(text, path="a.md", name="a", chapter_id="a", syntax=Syntax(dialect))
    assert not found.diagnostics
    return list(broken_texts(found, ()))


@pytest.mark.parametrize(
    ("text", "mark", "hint"),
    [
        ("# A\n\nSee [kiné] {lang=fr} there.", "{lang=fr}", "{lang=fr} directly behind the ]"),
        ("# A\n\nSee [kiné]{lang=French}.", "{lang=French}", 'in place of "French"'),
        ("# A\n\n- See [kiné]{lang=FR}", "{lang=FR}", "{lang=fr} directly behind the ]"),
        ("# A\n\nSee kiné{lang=fr}.", "{lang=fr}", "directly behind the ]"),
        ("# A\n\nSee [kiné]{xml:lang=fr}.", "{xml:lang=fr}", "directly behind the ]"),
        ("# A\n\nSee [kiné]{language: fr}.", "{language: fr}", "directly behind the ]"),
        ("# A\n\nSee *[kiné]{lang=fr*, and go.", "{lang=fr", "{lang=fr} directly behind the ]"),
        ("# A\n\nSee [kiné]{lang=fr", "{lang=fr", "{lang=fr} directly behind the ]"),
        ("# A\n\nSee [kiné]{style=big}.", "{style=big}", "nothing else can be said"),
        ("# A\n\n| a |\n|---|\n| [kiné]{lang=} |", "{lang=}", "[kiné]{lang=fr}"),
        ('# A\n\n![p](x.png "[kiné]{lang=fr}")', "{lang=fr}", "no language can be marked"),
        ("# A\n\n<p>[kiné]{lang=fr}</p>", "{lang=fr}", "no language can be marked"),
    ],
)
def test_a_mark_that_nobody_reads_is_told(text: str, mark: str, hint: str) -> None:
    [one] = told(text)
    assert (one.code, one.severity.value) == ("mark-not-closed", "error")
    assert f"readers would see {mark} as it stands" in one.message
    assert hint in (one.hint or "")
    assert one.position.line == 3 or "|" in text


@pytest.mark.parametrize(
    "text",
    [
        "# [kiné]{lang=fr}\n\nSee *[kiné]{lang=fr}*.",
        "# A\n\nType `[kiné] {lang=fr}` or [kiné]\\{lang=fr}.",
        "# A\n\n```\n[kiné] {lang=fr}\n```",
        "# A\n\nSee [this](a.md) {name}, and {language}.",
        "# A\n\nThe set {a, b} and [1]{2}.",
    ],
)
def test_all_else_is_silent(text: str) -> None:
    assert told(text) == []


def test_another_programs_attributes_are_its_own() -> None:
    assert told("# A\n\nSee [kiné]{style=big}.", "hugo") == []


def test_nothing_is_read_in_a_value() -> None:
    [one] = broken_value("La [kiné]{lang=fr}", "this edition", Position("x.yaml", 2, 1), ())
    assert "no language can be marked" in (one.hint or "")


@pytest.mark.parametrize(
    ("mark", "code", "direction"),
    [
        ('{lang="fr"}', "fr", ""),
        ("{ lang=fr }", "fr", ""),
        ("{\tlang=fr\t}", "fr", ""),
        ('{lang="ar"\tdir="rtl" }', "ar", "rtl"),
        ("{lang=fr dir=ltr}", "fr", "ltr"),
        ("{lang=fr  dir=auto}", "fr", "auto"),
        ("{\nlang=fr}", None, ""),
        ("{lang=fr\n}", None, ""),
        ("{lang=frdir=ltr}", None, ""),
        ("{lang=fr dir=up}", None, ""),
        ("{lang=fr} x", None, ""),
        ("{lang=zh-HANS}", None, ""),
    ],
)
def test_what_a_mark_says(mark: str, code: str | None, direction: str) -> None:
    assert language_of(mark) == (None if code is None else (Locale.parse(code), direction))


@pytest.mark.parametrize(
    ("shown", "mark"),
    [
        *[(f"kiné{mark}", mark) for mark in ("{lng=fr}", "{hreflang=fr}", "{LANG=fr}", "{Lng:fr}")],
        *[(f"kiné{mark}", mark) for mark in ("{ lang=fr}", "{\tlang=fr}", "{lang =fr}")],
        *[(f"kiné{mark}", mark) for mark in ("{.lang=fr}", "{:lang=fr}", "{#lang=fr}")],
        *[(f"[kiné]{mark}", mark) for mark in ("{ x=a}", "{x:y=a}", "{x-y=a}", "{x =a}")],
        ("[kiné]\t{lang=fr}", "{lang=fr}"),
        # It is cited to its end, or as far as its value goes.
        ("[kiné]{lang=fr} and {name}", "{lang=fr}"),
        ("[kiné]{x=a} and {name}", "{x=a}"),
        ("kiné{lang=zh-Hans dir=ltr} ici", "{lang=zh-Hans dir=ltr}"),
        ("[kiné]{lang=fr ici\nou}", "{lang=fr"),
        ("[kiné]{lang= fr", "{lang= fr"),
        ('[kiné]{lang="fr', '{lang="fr'),
        ("[kiné]{lang=zh-Hans, ici", "{lang=zh-Hans"),
        # Braces that mean nothing of the kind.
        ("kiné\\{lang=fr}", ""),
        ("kiné {lang=fr}", ""),
        ("kiné{style=big}", ""),
        ("[kiné]{x=a\n}", ""),
        ("{lang=fr}", ""),
    ],
)
def test_which_braces_were_meant_as_a_mark(shown: str, mark: str) -> None:
    assert mark_not_read(shown) == mark


@pytest.mark.parametrize(
    "mark",
    ["{ lang=French}", "{.lang=French}", "{lang =French}", '{lang="French"}', "{lang:\tFrench}"],
)
def test_the_word_that_is_no_code_is_named(mark: str) -> None:
    assert how_to_write(mark, markdown=True).endswith('in place of "French"')
    assert "{lang=zh-Hans}" in how_to_write("{lng=zh-HANS}", markdown=True)


@pytest.mark.parametrize("text", ["[]{lang=fr}", "{lang=fr} [kiné", "{lang=fr} ![kiné"])
def test_without_words_in_brackets_there_is_nothing_to_say(text: str) -> None:
    [piece] = pieces(text)
    assert (piece.kind, piece.text) == (InlineKind.TEXT, text)


def test_words_that_the_samples_keep_from_another_language_are_marked() -> None:
    """Terms that no English voice can say; names need no mark."""
    blocks = Path(__file__).parents[2] / "locales/overlays/MY/blocks"
    for path in blocks.glob("*.en.md"):
        plain = re.sub(r"\[[^]]*\]\{lang=ms\}", "", path.read_text("utf-8"))
        assert not re.search(r"klinik kesihatan|orang kurang upaya|jurupulih", plain), path.name
