"""The pack's own words: each language has all of them, and keeps what is filled in."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from adaptkit.exchange.review_table import HEADS, LONG, REFUSAL
from adaptkit.model.document import BlockKind
from adaptkit.model.locale import Locale
from adaptkit.model.pack_words import SAID, STATES, TOO_LARGE
from adaptkit.model.review import Role, Verdict
from adaptkit.overlays.operations import OPERATIONS
from adaptkit.packs.back_sheet import ASKED
from adaptkit.packs.readers_sheet import WORDS
from adaptkit.packs.risk import REASONS
from adaptkit.packs.words import words_of

PAGE = files("adaptkit.packs.page")
SCRIPT = "".join(
    one.read_text("utf-8")
    for one in sorted(PAGE.iterdir(), key=lambda one: one.name)
    if one.name.endswith(".js")
)
SPOKEN = sorted(one.name.removesuffix(".json") for one in PAGE.joinpath("words").iterdir())
SHEETS = {"Your name", TOO_LARGE, *HEADS.values(), LONG, REFUSAL, ASKED, *WORDS}


def words() -> set[str]:
    """Every English word of the page, and of what is printed or a workbook."""
    found = set(re.findall(r'\bw\("((?:[^"\\]|\\.)*)"', SCRIPT))
    found |= set(re.findall(r'^  "([A-Z][^"]+)": \(', SCRIPT, re.M))
    labels = SCRIPT[SCRIPT.index("const LABELS = {") :]
    found |= set(re.findall(r': "([^"]+)"', labels[: labels.index("};")]))
    return found | set(SAID.values()) | set(STATES.values()) | SHEETS


def test_there_are_words_in_the_languages_of_this_project() -> None:
    assert SPOKEN == ["ar", "es", "ms", "ta", "zh_Hans"]
    assert words_of(Locale.parse("es_MX")) == words_of(Locale.parse("es"))
    assert words_of(Locale.parse("en_MY")) == {}
    assert words_of(Locale.parse("sw")) is None


@pytest.mark.parametrize(
    ("locale", "found"),
    [
        ("zh_Hans_MY", "zh_Hans"),
        ("zh_MY", "zh_Hans"),
        ("zh", "zh_Hans"),
        ("zh_Hant", None),
        ("zh_TW", None),
        ("ta_MY", "ta"),
        ("ta_Latn", None),
        ("ms_Arab", None),
    ],
)
def test_words_are_in_the_script_of_their_reader(locale: str, found: str | None) -> None:
    expected = words_of(Locale.parse(found)) if found else None
    assert words_of(Locale.parse(locale)) == expected
    assert found is None or expected


@pytest.mark.parametrize("language", SPOKEN)
def test_every_word_is_there_and_keeps_what_is_filled_in(language: str) -> None:
    known = words_of(Locale.parse(language))
    assert known is not None
    assert words() - known.keys() == set()
    for english, said in known.items():
        assert said.strip(), english
        assert sorted(re.findall(r"{\w+}", said)) == sorted(re.findall(r"{\w+}", english)), english


def test_what_stands_in_files_has_a_word() -> None:
    known = words_of(Locale.parse("es")) or {}
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
    for name in (
        *named,
        "contact",
        "decision",
        "picture",
        "process",
        "publisher",
        "reason",
        "title",
    ):
        assert SAID.get(str(name), str(name)) in known, name
