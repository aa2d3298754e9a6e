"""Numbers are told as people say them."""

from __future__ import annotations

import pytest

from adaptkit.reports.review_pack import _REASONS, _counts


@pytest.mark.parametrize("reason", sorted(_REASONS))
def test_one_passage_is_not_told_as_several(reason: str) -> None:
    one, many = _REASONS[reason]
    assert _counts(((reason, 1),)) == f"1 {one}"
    assert _counts(((reason, 1200),)) == f"1,200 {many}"
    assert one != many


def test_nothing_is_told_as_nothing() -> None:
    assert _counts(()) == "nothing"
