"""Numbers as readers get them and as they are dialled; what no table knows stays as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.texts.telephones import look_up

CASES = Path(__file__).parent / "cases" / "telephones.md"
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in CASES.read_text("utf-8").splitlines()
    if re.match(r"\| [*+0-9]", line)
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_cases(row: tuple[str, ...]) -> None:
    written, countries, known, shown, dialled, better, _ = row
    found = look_up(written, [one for one in countries.split(",") if one])
    assert (found.shown, found.dialled, found.better) == (shown, dialled, better)
    assert found.known is (known == "+")


@given(
    st.from_regex(r"\A\+?[0-9*#(][0-9 ()./*#-]{0,18}\Z"),
    st.sampled_from(["MX", "MY", "LB", "ES", "GB", "US", "KE", "IT", ""]),
)
def test_no_digit_is_ever_changed(written: str, country: str) -> None:
    """What readers read has the digits that somebody wrote, in their order; and what is in no
    table is left to the letter."""
    found = look_up(written, [country] if country else [])
    digits = "".join(c for c in written if c.isdigit())
    assert "".join(c for c in found.shown if c.isdigit()) == digits or (
        country == "US" and f"1{''.join(c for c in found.shown if c.isdigit())}" == digits
    )
    if not found.known:
        assert found.shown == written
    assert re.fullmatch(r"(tel:[+*#0-9]+)?", found.dialled)
