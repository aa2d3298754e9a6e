"""An operation is one file: a made-up one, with a new sort of edit, is dropped into the folder of
operations, and everything else takes it as it comes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.document import BlockKind
from adaptkit.overlays import operations
from adaptkit.overlays.apply import apply_overlay
from adaptkit.overlays.operations import OPERATIONS
from tests.overlays.builders import guide, outline, overlay

MADE_UP = Path(__file__).parent / "made_up"
NAMES = ("reorder",)


@pytest.fixture(autouse=True)
def made_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What stands in ``made_up/`` as if it stood among the operations."""
    found = {name: OPERATIONS[name] for name in OPERATIONS}
    monkeypatch.setattr(operations, "__path__", [*operations.__path__, str(MADE_UP)])
    monkeypatch.setattr(OPERATIONS, "_found", found)
    monkeypatch.setattr(OPERATIONS, "_loaded", False)
    assert set(NAMES) <= set(OPERATIONS)
    yield
    for name in NAMES:
        del sys.modules[f"{operations.__name__}.{name}"]


SOURCE = """# Barriers

![Old words.](images/old.png "Old caption.")

{#mine}
- First item
- Second item
"""
PICTURE = '![New words.](images/new.png "New caption.")\n'
SWAP = "- {id: a, swap_image: barriers.old-words, with: a.md}"


def test_a_change_leaves_the_block_where_others_find_it() -> None:
    made = overlay(
        f"{SWAP}\n- {{id: b, insert_after: barriers.old-words, with: b.md}}\n"
        "- {id: c, reorder: barriers.mine}\n"
        "- {id: d, replace: barriers.first-item, with: d.md}",
        {"a": PICTURE, "b": "Beside.", "d": "Other item."},
    )
    # What a list is made of and its order: an overlay may not touch both.
    with pytest.raises(ProblemsFound) as problems:
        apply_overlay(guide(SOURCE), made)
    assert [d.code for d in problems.value.diagnostics] == ["target-nested"]
    made = overlay(
        f"{SWAP}\n- {{id: b, insert_after: barriers.old-words, with: b.md}}\n"
        "- {id: c, reorder: barriers.mine}\n"
        "- {id: d, insert_after: barriers.first-item, with: d.md}",
        {"a": PICTURE, "b": "Beside.", "d": "Other item."},
    )
    after = apply_overlay(guide(SOURCE), made)
    assert outline(after.guide.chapters[0]).split("\n") == [
        "# barriers.barriers | Barriers",
        "figure",
        "  alternative text MY/a.1 | New words.",
        "  caption MY/a.2 | New caption.",
        "paragraph MY/b.1 | Beside.",
        "list",
        "  list item",
        "    paragraph barriers.second-item | Second item",
        "  list item",
        "    paragraph MY/d.1 | Other item.",
        "  list item",
        "    paragraph barriers.first-item | First item",
    ]
    (figure,) = [b for b in after.guide.walk() if b.kind is BlockKind.FIGURE]
    assert (figure.target, figure.position.path) == ("images/new.png", "locales/overlays/MY/a.md")
    assert [a.told for a in after.adaptations] == ["Replaced", "Added", "Changed", "Added"]
    assert [a.signed_off for a in after.adaptations] == [False, False, False, False]
    steps = {b.id: [s.operation for s in b.steps] for b in after.guide.walk() if b.steps}
    assert steps["barriers.second-item"] == ["c"]
    assert steps["MY/d.1"] == ["d", "c"]
    assert after.removed == {}
