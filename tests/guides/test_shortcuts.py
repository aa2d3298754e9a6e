"""What is read by a shorter way is what the long way reads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from adaptkit.guides import inlines
from adaptkit.guides._markdown import markdown
from adaptkit.guides.inlines import Context, parse_inlines

_PIECES = (
    *("- ", "-", "* ", "+ x", "1. ", "2) z", "> ", ">", "# h", "```", "~~~", "::: note", ":::"),
    *(
        "a | b",
        "|---|---",
        "---",
        "===",
        "- - -",
        ": def",
        "~ d",
        ":",
        "[a]: /x",
        "[^n]: y",
        "[^n]",
    ),
    *("<div>", "<!-- x", "-->", "{#id}", "   ", "    ", "  ", " ", "\t", "", "a", "word", "b c"),
    *("é", "漢", "a: b", "![i](u)", "\\", "_a_", "`c`", "``d``", "``", "*e*", "**f**", "(x", '"q'),
    *(
        "12 x",
        "3D",
        "2024",
        "[l](u)",
        "[l]: x",
        "[l]:",
        "![",
        "***",
        "* *",
        "```x",
        "**",
        "_",
        "__",
    ),
    *("___", "[^a", "[a\\](b)", "[a\n](b", "<span>", "1.", "[x]{lang=fr}", "]{lang=fr}"),
)
_lines = st.lists(st.sampled_from(_PIECES), max_size=4).map("".join)


@pytest.fixture(autouse=True)
def _no_memory() -> None:
    inlines._parsed.cache_clear()


def _tokens(md: MarkdownIt, text: str) -> list[Any]:
    state = StateCore(text, md, {})
    md.block.parse(text + "\n", md, state.env, state.tokens)
    return [token.as_dict() for token in state.tokens]


@settings(max_examples=400)
@given(st.lists(_lines, min_size=1, max_size=8).map("\n".join))
@example("a\n- b\n- c")
@example("a\n\n: b")
@example("a\n: b")
@example("- a\n  b\n\n      - c")
@example("- a\n - b\n  - c\n   - d\n    - e")
@example("> a\n- b")
@example("a\n===")
@example("a\n-|")
@example("a\n    b\n- c")
@example("a\n     - b")
@example("1.   > a\n    - b")
@example("a\n- ")
@example("# a\n-|")
@example("- a | b\n---|---")
@example("    # a")
@example("- # a\n  ---")
@example("`a`\n: b")
@example("***\na\n- - -")
@example("[a]: b\n\n[^c]: d")
@example("[^n]: a\n\n    b\n- c")
def test_plain_paragraphs_are_seen_as_by_markdown_its_own_rules(text: str) -> None:
    assert _tokens(markdown(), text) == _tokens(markdown(shortcut=False), text)


_words = st.lists(
    st.sampled_from(
        [
            *"`` _ab1. *\\!&<[]()é漢",
            " ",
            "  ",
            "`` `",
            "a_b",
            "_a_",
            "` a `",
            "`  `",
            "\n",
            "{x}",
            "~",
        ]
    ),
    max_size=8,
).map("".join)


@settings(max_examples=400)
@given(_words)
@example("a `b_c` d_e_f")
@example("` a ` and `  ` and `b`")
@example("`a``b`")
@example("``a`")
@example("_a_b")
@example("a!b")
@example("é_é 1_1")
@example("a `b\\` c")
def test_words_and_code_are_read_as_by_markdown_it(text: str) -> None:
    assert parse_inlines(text, Context({})) == inlines._parsed(text, None, Context({}))
