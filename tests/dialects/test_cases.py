"""Cases of each dialect, in ``cases/<dialect>.md``: as in ``tests/guides``, with the web page."""

from __future__ import annotations

from pathlib import Path

import pytest

from adaptkit.dialects import DIALECTS
from adaptkit.model.document import Syntax
from tests.cases import Case, compare, each, fenced
from tests.guides.builders import article, chapter, decoded, edition, translated
from tests.guides.test_cases import came_out

CASES = fenced(Path(__file__).parent / "cases")


@each(CASES)
def test_case(case: Case) -> None:
    fields = ("title", "description", "hero.text", "params.lead")
    syntax = Syntax(case.path.stem, fields)
    source = decoded(case.parts["source"])
    parsed = chapter(source, syntax=syntax)
    assert translated(parsed, lambda _block: "") == source
    actual = came_out(source, syntax)
    if "page" in case.parts:
        actual["page"] = article(edition(parsed, lambda block: block.msgid)) + "\n"
    assert case.parts.keys() <= {"source", *actual}
    compare(case, actual)


@pytest.mark.parametrize("name", DIALECTS.names())
def test_every_dialect_has_cases(name: str) -> None:
    assert {case.path.stem for case in CASES} >= {name}
