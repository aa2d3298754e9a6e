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


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# A\n\n## B\n\n#### C\n\n### D\n\n## E\n", [5]),
        ("# A\n\n### B\n\n### C\n", [3]),
        ("## A\n\n::: slot x\n#### B\n:::\n\n### C\n", [4]),
        # The first heading may be of any level, and what is quoted is another text.
        ("### A\n\n# B\n\n## C\n\n> #### D\n\n### E\n\n# F\n", []),
    ],
)
def test_skipped_levels_of_headings_are_told(text: str, lines: list[int]) -> None:
    found = [d for d in chapter(text).diagnostics if d.code == "heading-skipped"]
    assert [d.position.line for d in found] == lines
    assert {d.severity.value for d in found} <= {"warning"}
