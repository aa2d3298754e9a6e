"""Which pictures raw HTML shows."""

from __future__ import annotations

import time

import pytest

from adaptkit.editions.pictures import check_links, needs, references, targets
from adaptkit.model.diagnostic import Position
from adaptkit.model.document import Block, BlockKind
from adaptkit.model.inline import Inline, InlineKind
from tests.writers.builders import edition, finished


def _shown(html: str) -> list[str]:
    return [target for target, _ in targets(Block(BlockKind.HTML, Position("a.md"), text=html))]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<img alt="a" src="a.png"><IMG SRC=b.png>', ["a.png", "b.png"]),
        ("<source\nsrc = 'a.png'/>", ["a.png"]),
        ("<img alt='a'> src=a.png", []),
        ("<img alt='a'><img src=b.png>", ["b.png"]),
        ("<img data-src2=a.png srcset=b.png>", []),
        ("<images src=a.png><a src=b.png>", []),
        ("<img src=a.png", ["a.png"]),
    ],
)
def test_addresses_in_html(html: str, shown: list[str]) -> None:
    assert _shown(html) == shown
    running = Inline(InlineKind.HTML, html)
    block = Block(BlockKind.PARAGRAPH, Position("a.md"), text=html, inlines=(running,))
    assert list(targets(block)) == [(address, True) for address in shown]


@pytest.mark.parametrize(
    "piece", ["<img ", "<img src ", "<img src= ", "<img>", "<img src=a ", "<img src   ", " src ="]
)
def test_no_html_takes_the_square_of_its_length(piece: str) -> None:
    started = time.process_time()
    _shown("<img " + piece * (200_000 // len(piece)))
    assert time.process_time() - started < 2


def test_a_link_to_no_place_is_told_from_a_chapter_in_a_folder_too() -> None:
    """Its path is seen from that folder, or from the guide's root."""
    links = "[a](two.md#costs) [b](two.md#cost) [c](part/two.md#nil) [d](#nowhere) [e](#one)"
    one = finished(f"# One {{#one}}\n\n{links}\n", "part/one.md")
    made = edition(one, finished("# Two\n\n## Costs {#costs}\n", "part/two.md"))
    leading = references(made)
    problems = list(check_links(made, leading, list(needs(made, leading)), {}))
    assert {problem.code for problem in problems} == {"link-dangling"}
    told = [problem.message.split('"')[1] for problem in problems]
    assert told == ["two.md#cost", "part/two.md#nil", "#nowhere"]
