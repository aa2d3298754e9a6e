"""The pack's own words: each language has all of them, and keeps what is filled in."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale
from adaptkit.model.review import Role, Verdict
from adaptkit.overlays.operations import OPERATIONS
from adaptkit.packs.page import words_of
from adaptkit.packs.risk import REASONS

PAGE = files("adaptkit.packs.page")
SCRIPT = "".join(
    one.read_text("utf-8")
    for one in sorted(PAGE.iterdir(), key=lambda one: one.name)
    if one.name.endswith(".js")
)
SPOKEN = sorted(one.name.removesuffix(".json") for one in PAGE.joinpath("words").iterdir())
_SAID = re.compile(r'"([a-zA-Z_ -]+)": "([^"]+)"')


def said_table() -> dict[str, str]:
    """What stands in files → what people read."""
    table = SCRIPT[SCRIPT.index("const SAID = {") :]
    return dict(_SAID.findall(table[: table.index("};")]))


def words() -> set[str]:
    """Every English word of the page."""
    found = set(re.findall(r'\bw\("((?:[^"\\]|\\.)*)"', SCRIPT))
    found |= set(re.findall(r'^  "([A-Z][^"]+)": \(', SCRIPT, re.M))
    for name in ("STATES", "LABELS"):
        table = SCRIPT[SCRIPT.index(f"const {name} = {{") :]
        found |= set(re.findall(r': "([^"]+)"', table[: table.index("};")]))
    return found | set(said_table().values())


def test_there_are_words_in_the_languages_of_this_project() -> None:
    assert SPOKEN == ["ar", "es", "ms"]
    assert words_of(Locale.parse("es_MX")) == words_of(Locale.parse("es"))
    assert words_of(Locale.parse("en_MY")) == {}
    assert words_of(Locale.parse("sw")) is None


@pytest.mark.parametrize("language", SPOKEN)
def test_every_word_is_there_and_keeps_what_is_filled_in(language: str) -> None:
    known = words_of(Locale.parse(language))
    assert known is not None
    assert words() - known.keys() == set()
    for english, said in known.items():
        assert said.strip(), english
        assert sorted(re.findall(r"{\w+}", said)) == sorted(re.findall(r"{\w+}", english)), english


def test_what_stands_in_files_has_a_word() -> None:
    table, known = said_table(), words_of(Locale.parse("es")) or {}
    leaves = {
        *("heading", "paragraph", "list item", "table cell", "call-out", "term", "definition"),
        *("caption", "alternative text", "footnote", "quotation", "quote", "code", "html", "field"),
    }
    assert leaves <= {kind.value for kind in BlockKind}
    named = [
        *Role,
        *(Verdict.APPROVED, Verdict.OBJECTION, Verdict.IGNORED),
        *REASONS,
        *OPERATIONS,
        *leaves,
    ]
    for name in (*named, "contact", "decision", "reason"):
        assert table.get(str(name), str(name)) in known, name
