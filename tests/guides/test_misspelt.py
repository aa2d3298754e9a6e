"""A marker that is nearly one with a meaning is told; other classes are the author's own."""

from __future__ import annotations

import pytest

from adaptkit.guides.parse import parse_chapter
from adaptkit.model.diagnostic import Diagnostic


def told(source: str) -> list[Diagnostic]:
    found = parse_chapter(source, path="a.md", name="a", chapter_id="a").diagnostics
    return [one for one in found if one.code == "mark-misspelt"]


@pytest.mark.parametrize(
    ("mark", "name", "meant"),
    [
        ("{.locl}", ".locl", ".local"),
        ("{#x .locla country=US}", ".locla", ".local"),
        ("{.locale}", ".locale", ".local"),
        ("{.Local}", ".Local", ".local"),
        ("{.coer}", ".coer", ".core"),
        ("{.cor}", ".cor", ".core"),
        ("{.transalte}", ".transalte", ".translate"),
        ("{.notransalte}", ".notransalte", ".notranslate"),
        ("{.no-translate}", ".no-translate", ".notranslate"),
        ("{.local contry=US}", "contry", "country"),
        ("{.local Country=US}", "Country", "country"),
        ("{#x ailas=y}", "ailas", "alias"),
    ],
)
def test_near_ones_are_told_with_their_line(mark: str, name: str, meant: str) -> None:
    for source, line in (
        (f"# T\n\nWords.\n\n{mark}\nA passage.\n", 5),
        (f"# T\n\nWords.\n\n## Section {mark}\n\nA passage.\n", 5),
        (f"# T\n\n- one\n- two {mark}\n", 4),
    ):
        (found,) = told(source)
        assert found.position.line == line
        assert f'"{name}"' in found.message
        assert f'did you mean "{meant}"?' in found.hint


def test_one_behind_a_fence_is_told() -> None:
    (found,) = told("# T\n\n```text {.transalte}\nWords\n```\n")
    assert (found.position.line, ".translate" in found.hint) == (3, True)
    assert not told("# T\n\n```text {.translate}\nWords\n```\n")
    assert not told("# T\n\n```{.python}\nx = 1\n```\n")


@pytest.mark.parametrize(
    "mark",
    [
        "{#x .local country=US}", "{.core}", "{.notranslate}", "{.score}", "{.code}", "{.care}",
        "{.cover}", "{.more}", "{.lead}", "{.note}", "{.transition}", "{.focus}", "{.vocabulary}",
        "{width=50%}", "{.lang-es lang=es}", "{alias=y}", "{.column}", "{.color}", "{.location}",
    ],
)  # fmt: skip
def test_all_others_are_the_authors_own(mark: str) -> None:
    assert not told(f"# T\n\n{mark}\nA passage.\n\n## Section {mark}\n\nMore.\n")
