"""A sheet speaks its reviewer's language, and is read in whatever language it is."""

from __future__ import annotations

import io

import openpyxl
import pytest

from adaptkit.exchange.review_table import HEADS, parse_review_table, render_review_table
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.locale import Locale
from adaptkit.model.pack import Pack, PackState, PackUnit
from adaptkit.model.pack_words import OTHER_CHAPTER, PackWords
from adaptkit.packs.words import all_words

SPOKEN = list(all_words())


def pack(words: PackWords, said: str = "Descanse.") -> Pack:
    unit = PackUnit(
        *("rest", "guide", 0, "list item", PackState.OWN, "Rest.", said),
        source_hash="a" * 16,
        words_hash="b" * 16,
        core=True,
        asked=True,
    )
    return Pack(
        *("e", "E", "T", words.language, words.language.direction, Locale("en")),
        *((OTHER_CHAPTER,), (unit,), "2026-11-29", "c" * 16),
    )


def filled(words: PackWords, **said: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(render_review_table(pack(words), words)))
    for cell, value in said.items():
        book.active[cell].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def choices(content: bytes) -> list[str]:
    """What the drop-down list offers."""
    (rule,) = openpyxl.load_workbook(io.BytesIO(content)).active.data_validations.dataValidation
    return str(rule.formula1).strip('"').split(",")


@pytest.mark.parametrize("words", SPOKEN, ids=lambda words: words.language.tag)
def test_a_sheet_of_every_language_comes_back(words: PackWords) -> None:
    approve, object_to = choices(render_review_table(pack(words), words))
    for verdict, said in (("approved", approve.upper()), ("objection", object_to)):
        content = filled(words, E2=said, F2="N", H2="D")
        data, rows = parse_review_table(content, "a.xlsx", "2026-11-29", all_words())
        assert rows == [2]
        assert data["answers"] == [
            {
                "unit": "rest",
                "source": "a" * 16,
                "target": "b" * 16,
                "on": "2026-11-29",
                "verdict": verdict,
                "suggestion": "D",
                "comment" if verdict == "approved" else "note": "N",
            }
        ]


@pytest.mark.parametrize("words", SPOKEN, ids=lambda words: words.language.tag)
def test_a_column_is_called_as_it_is_in_the_sheet(words: PackWords) -> None:
    content = filled(words, E2="x", F2="=1")
    with pytest.raises(ProblemsFound) as found:
        parse_review_table(content, "a.xlsx", "2026-11-29", all_words())
    told, verdict = found.value.diagnostics
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert f'"{sheet["F1"].value}"' in told.message
    assert verdict.message == '"x" is no verdict (rest)'
    offered = " or ".join(choices(content))
    assert verdict.hint == f'write {offered} into the column "{sheet["E1"].value}"'


@pytest.mark.parametrize("words", SPOKEN[1:], ids=lambda words: words.language.tag)
def test_nothing_of_ours_is_english(words: PackWords) -> None:
    english = render_review_table(pack(SPOKEN[0]), SPOKEN[0])
    content = render_review_table(pack(words), words)
    sheets = [openpyxl.load_workbook(io.BytesIO(one)).active for one in (english, content)]
    for one, other in zip(*(sheet[1] for sheet in sheets), strict=True):
        assert one.value != other.value
    where, there = (sheet["B2"].value for sheet in sheets)
    assert len(where.split("\n")) == len(there.split("\n")) == 4
    assert not set(where.split("\n")) & set(there.split("\n"))
    assert not set(choices(english)) & set(choices(content))


def test_no_two_columns_and_no_two_verdicts_are_called_the_same() -> None:
    """In one language or in two, nor longer than a workbook takes (Excel: 225, 255)."""
    heads: dict[str, str] = {}
    for words in SPOKEN:
        for name, said in HEADS.items():
            assert heads.setdefault(words.say(said).casefold(), name) == name
        offered = choices(render_review_table(pack(words), words))
        assert len(offered) == len(set(offered)) == 2
        assert len(",".join(offered)) < 255


def test_a_text_that_is_too_long_for_a_cell_still_fits_its_row() -> None:
    for words in SPOKEN:
        content = render_review_table(pack(words, "x" * 9000), words)
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert words.say("(too long for a cell: read it in the pages)") in book.active["D2"].value
        book.active["G2"].value = "N"
        out = io.BytesIO()
        book.save(out)
        data, _ = parse_review_table(out.getvalue(), "a.xlsx", "2026-11-29", all_words())
        assert data["answers"][0]["comment"] == "N"
