"""Cases of the source syntax: ``cases/<topic>.md`` holds a title, a source, its units (or
nothing), what is wrong with it, and the Markdown with every unit's letters accented."""

from __future__ import annotations

from pathlib import Path

from adaptkit.guides.units import units
from adaptkit.model.document import PLAIN, Syntax
from tests.cases import Case, compare, each, fenced
from tests.guides.builders import accented, chapter, context, decoded, encoded, translated

CASES = fenced(Path(__file__).parent / "cases")


def came_out(source: str, syntax: Syntax = PLAIN) -> dict[str, str]:
    parsed = chapter(source, syntax=syntax)
    where = context(parsed)
    listed = [f"{unit.kind.value} | {unit.source}" for unit in units(parsed)]
    said = [
        f"{d.position.line}: {d.severity}: {d.message} [{d.code}]\n  {d.hint}"
        for d in parsed.diagnostics
    ]
    return {
        "units": "".join(encoded(line).replace("\n", "⏎") + "\n" for line in listed),
        "problems": "".join(line + "\n" for line in said),
        "accented": encoded(translated(parsed, lambda block: accented(block, where))),
    }


@each(CASES)
def test_case(case: Case) -> None:
    source = decoded(case.parts["source"])
    assert translated(chapter(source), lambda _block: "") == source
    actual = came_out(source)
    assert case.parts.keys() <= {"source", *actual}
    compare(case, actual)
