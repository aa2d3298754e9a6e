"""An edit of the guide that is undone leaves every file as it was, to the byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.commands.update import update
from adaptkit.model.catalogue import EntryState
from adaptkit.records import replace
from adaptkit.workspace import Workspace
from tests.scenarios.test_confirmed import CHAPTER, ES, PO, POT, History, folder

pytestmark = pytest.mark.at_length

FIRST = "Ask the nurse before you take any of them."
SECOND = "Bring the whole box with you every time."
SHORT, CARD = "Ask the nurse first.", "Bring your insurance card."
DOSE = "Take no more than 4 tablets a day."


def finished(root: Path, left: frozenset[int] = frozenset()) -> None:
    """Every passage translated but those of these places."""
    catalogue = parse_po((root / PO).read_bytes(), path=PO, locale=ES, domain="guide")
    entries = tuple(
        one if n in left else replace(one, msgstr=f"«{one.msgid}» es", state=EntryState.TRANSLATED)
        for n, one in enumerate(catalogue.entries)
    )
    (root / PO).write_text(render_po(replace(catalogue, entries=entries)), "utf-8")


def there_and_back(
    root: Path, before: list[str], steps: list[list[str]], left: frozenset[int] = frozenset()
) -> None:
    history = History(root, before)
    finished(root, left)
    update(Workspace(root), now=history.now())
    files = {name: (root / name).read_bytes() for name in (PO, POT, CHAPTER)}
    for texts in (*steps, before):
        history.texts = list(texts)
        history.write_guide()
        update(Workspace(root), now=history.now())
    assert (root / POT).read_bytes() == files[POT]
    assert (root / PO).read_bytes().decode() == files[PO].decode()


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([f"{FIRST} {SECOND}", DOSE], [FIRST, SECOND, DOSE]),
        ([f"{SHORT} {CARD}", DOSE], [SHORT, CARD, DOSE]),
        ([FIRST, SECOND, DOSE], [f"{FIRST} {SECOND}", DOSE]),
        ([SHORT, CARD, DOSE], [f"{SHORT} {CARD}", DOSE]),
        ([FIRST, SECOND, DOSE], [f"{FIRST}\n{SECOND} {DOSE}"]),
        ([FIRST, DOSE], [FIRST, DOSE.replace("4", "2")]),
        ([FIRST, DOSE], [DOSE, FIRST]),
        ([FIRST, DOSE], [DOSE]),
        ([FIRST, DOSE], [FIRST, DOSE, SECOND]),
        ([FIRST, DOSE], [FIRST, f"{DOSE} {SECOND}"]),
        ([FIRST, "Take *no* more of them."], [FIRST, "Take _no_ more of them."]),
    ],
)
@pytest.mark.parametrize("left", [frozenset(), frozenset({1}), frozenset({2})])
def test_there_and_back(
    tmp_path: Path, before: list[str], now: list[str], left: frozenset[int]
) -> None:
    there_and_back(tmp_path, before, [now], left)


@st.composite
def guides(draw: st.DrawFn) -> list[str]:
    """Each sentence once: of two that are the same nobody knows which one came back."""
    sentences = draw(st.permutations([FIRST, SECOND, SHORT, CARD, DOSE]))
    sentences = sentences[: draw(st.integers(1, 5))]
    texts = [sentences[0]]
    for sentence in sentences[1:]:
        if draw(st.booleans()):
            texts.append(sentence)
        else:
            texts[-1] += f" {sentence}"
    return texts


EDITS = st.sampled_from(["split", "join", "dose", "remove", "move", "more"])


def edited(before: list[str], name: str, i: int) -> list[str]:
    texts, at = list(before), i % len(before)
    if name == "split":
        texts[at : at + 1] = re.split(r"(?<=\.) ", texts[at], maxsplit=1)
    elif name == "join":
        texts[at : at + 2] = [" ".join(texts[at : at + 2])]
    elif name == "dose":
        texts[at] = texts[at].replace("4", "2")
    elif name == "remove" and len(texts) > 1:
        texts.pop(at)
    elif name == "move":
        texts.insert(0, texts.pop(at))
    else:
        texts[at] += " And more of it."
    return texts


@settings(max_examples=60)
@given(guides(), EDITS, st.integers(0, 4))
def test_one_edit_there_and_back(before: list[str], name: str, i: int) -> None:
    texts = edited(before, name, i)
    with folder() as root:
        there_and_back(root, before, [texts])
