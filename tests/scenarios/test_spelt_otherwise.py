"""Mark-up that is only written in another way leaves a translation finished; anything else does
not."""

from __future__ import annotations

from pathlib import Path

import pytest

from adaptkit.model.catalogue import EntryState
from tests.scenarios.projects import Project

PO = "locales/es/guide.po"


def after(tmp_path: Path, before: str, now: str, state: str = "translated") -> EntryState:
    project = Project(tmp_path)
    project.write("source_guide/01-a.md", f"# T\n\n{before}\n\n[x]: https://example.org/\n")
    project.done("update", "es")
    text = project.text(PO)
    head, mark, rest = text.rpartition("#: source_guide/01-a.md\n")
    mark += "#, fuzzy\n" if state == "fuzzy" else ""
    project.write(PO, head + mark + rest.replace('msgstr ""', 'msgstr "Uno."'))
    project.write("source_guide/01-a.md", f"# T\n\n{now}\n\n[x]: https://example.org/\n")
    project.done("update")
    return next(e for e in project.catalogue().live if e.msgstr).state


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("One *two* three.", "One _two_ three."),
        ("One **two** three.", "One __two__ three."),
        ("One ***two*** three.", "One _**two**_ three."),
        ("See [the page][x] first.", "See [the page](https://example.org/) first."),
        ("One two\\\nthree.", "One two  \nthree."),
    ],
)
def test_the_same_mark_up(tmp_path: Path, before: str, now: str) -> None:
    assert after(tmp_path / "there", before, now) is EntryState.TRANSLATED
    assert after(tmp_path / "back", now, before) is EntryState.TRANSLATED
    # What waits for a person goes on waiting.
    assert after(tmp_path / "fuzzy", before, now, "fuzzy") is EntryState.FUZZY


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("One *two* three.", "One **two** three."),
        ("One *two* three.", "One two three."),
        ("One *two* three.", "One \\*two\\* three."),
        ("One *two* three.", "One *two three*."),
        ("One *two* three.", "One `two` three."),
        ("One *not two* three.", "One *not* two three."),
        ("See [the page][x] first.", "See [the page](https://example.com/) first."),
        ("Take 2*3 or 4*5.", "Take 2_3 or 4_5."),
    ],
)
def test_another_mark_up(tmp_path: Path, before: str, now: str) -> None:
    assert after(tmp_path / "there", before, now) is EntryState.FUZZY
    assert after(tmp_path / "back", now, before) is EntryState.FUZZY
