"""Any text is read: what is wrong is told."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.guides.builders import chapter

_SIGNS = (
    *(">", "> ", ":::", "::: note", "::: slot", "note", "- ", "1. ", "a", "*", "_", "`", "```"),
    *("~~~", "|", "---", "===", "|---|---", ": ", "[^n]:", "[^n]", "[a]:", "[a](b)", "!", "#"),
    *("{#x}", "{.core}", "<div>", "<", "<!--", "&", "\\", "  ", "    ", " ", "\t", "\0", "\r"),
    *("\ufeff", "\u2028", "\x85", "\x0b", "[!NOTE]", "title: x", "\n", "\n", "\n\n"),
)
_markdown = st.lists(st.sampled_from(_SIGNS) | st.characters(), max_size=14).map("".join)


@settings(max_examples=1500)
@given(_markdown)
@example("> ::: note\n>   ")
@example("[a]:\n> ::: note\n>")
def test_nothing_raises(text: str) -> None:
    parsed = chapter(text)
    assert parsed.source == text


@pytest.mark.parametrize(
    "text", ["> ::: note\n>   ", "> ::: note\n>", "- > ::: note\n  >\t", "> > ::: note\n> >  "]
)
def test_a_container_that_a_quote_s_last_empty_line_leaves_open(text: str) -> None:
    assert [(d.code, d.position.line) for d in chapter(text).diagnostics] == [
        ("container-not-closed", 1)
    ]
