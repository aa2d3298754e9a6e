"""What is proven in parts is right as a whole; what is wrong anywhere is refused."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adaptkit.guides import proof
from adaptkit.guides.inlines import Context
from adaptkit.guides.parse import parse_chapter
from adaptkit.guides.proof import prove_blocks, prove_spliced
from adaptkit.guides.render import Spliced
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.document import Block, Chapter
from tests.guides.builders import worded

_BLOCKS = (
    *(
        "One.",
        "Two\nlines.",
        "# Head",
        "Under\n---",
        "- a\n- b",
        "- a\n\n  more",
        "1. x\n2. y",
        "> said",
    ),
    *(
        "```\ncode\n```",
        "    code",
        "| a | b |\n|---|---|\n| c | d |",
        "term\n: meaning",
        "term\n\n: far",
    ),
    *(
        "::: note\ninside\n:::",
        "<div>\nwords\n</div>",
        "---",
        "[one]: /x",
        "See [one].",
        "[^n]: note",
    ),
    *("Text[^n].", "{#id}\nMarked.", "![a](b.png)", "![a](b.png 'c')", "* star", "last one"),
)
_TEXTS = (
    *(
        "words",
        "- item",
        "# no",
        ": def",
        "~ def",
        "> q",
        "```",
        ":::",
        "---",
        "===",
        "a | b",
        "|---|",
    ),
    *(
        "[one]",
        "[one]: /y",
        "[x]: /y",
        "[^n]",
        "[^n]: y",
        "<div>",
        "</div>",
        "<!--",
        "{#x}",
        "    x",
    ),
    *(
        "two\nlines",
        "two\n- lines",
        "x\n\ny",
        "x\n---",
        "1. x",
        "",
        " ",
        "`",
        "[ ] x",
        "![a](b)",
        "a\n: b",
    ),
)
_chapters = st.lists(st.sampled_from(_BLOCKS), min_size=1, max_size=7).flatmap(
    lambda blocks: st.sampled_from(("\n\n", "\n\n", "\n", "\n\n\n")).map(
        lambda between: between.join(blocks) + "\n"
    )
)


def _chapter(text: str) -> Chapter:
    return parse_chapter(text, path="c.md", name="c.md", chapter_id="c")


@settings(max_examples=600)
@given(_chapters, st.lists(st.tuples(st.integers(0, 20), st.sampled_from(_TEXTS)), max_size=3))
@example("term\n: meaning\n\nOne.\n\nTwo.\n\nlast\n", [(3, ": def")])
@example("- a\n\nOne.\n\nTwo.\n", [(1, "- item")])
@example("One.\n\n[one]: /x\n\nTwo.\n\n[one]\n", [(1, "[one]: /y")])
@example("[one]: /x\n\nOne.\n\nTwo.\n\nSee [two].\n", [(0, "[two]: /y")])
@example("One.\n\nTwo.\n\nThree.\n\nFour.\n", [(1, "<!--")])
@example("One.\n\nTwo.\n", [(0, "---\n\na: b\n\n---")])
def test_whatever_is_proven_in_parts_is_proven_whole(
    text: str, replaced: list[tuple[int, str]]
) -> None:
    chapter = _chapter(text)
    spans = [b.span for b in chapter.walk() if b.span is not None and not b.children]
    texts = {spans[n % len(spans)]: new for n, new in replaced} if spans else {}
    blocks, spliced = worded(chapter, texts), Spliced(chapter, texts)
    result = spliced.whole()
    if proof._proven_in_parts(chapter, blocks, spliced, result):
        context = Context(chapter.references, chapter.footnotes)
        prove_blocks(blocks, context, result, path="c.md")


_LONG = "One.\n\nTwo.\n\n- three\n\nFour.\n\nFive.\n\nSee [six][].\n\n[six]: /6\n"


def _spliced(new: Mapping[str, str]) -> tuple[Chapter, tuple[Block, ...], Spliced]:
    chapter = _chapter(_LONG)
    texts = {b.span: new[b.text] for b in chapter.walk() if b.span and b.text in new}
    return chapter, worded(chapter, texts), Spliced(chapter, texts)


def test_usual_translations_are_proven_in_parts() -> None:
    chapter, blocks, spliced = _spliced({"Two.": "Dos.", "See [six][].": "Véase [six][]."})
    assert proof._proven_in_parts(chapter, blocks, spliced, spliced.whole())


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("One.", "1."),  # nothing was to change here
        ("Dos.", "Tres."),  # other words than were meant
        ("Dos.", "Two."),  # the new words were not written
        ("- three", "three"),
        ("/6", "/7"),
    ],
)
def test_what_is_not_what_was_meant_is_refused(right: str, wrong: str) -> None:
    chapter, blocks, spliced = _spliced({"Two.": "Dos."})
    result = spliced.whole()
    prove_spliced(chapter, blocks, spliced, result)
    with pytest.raises(ProblemsFound):
        prove_spliced(chapter, blocks, spliced, result.replace(right, wrong))


def test_a_text_that_was_forgotten_is_refused() -> None:
    chapter, blocks, _ = _spliced({"Two.": "Dos."})
    nothing = Spliced(chapter, {})
    with pytest.raises(ProblemsFound):
        prove_spliced(chapter, blocks, nothing, nothing.whole())
