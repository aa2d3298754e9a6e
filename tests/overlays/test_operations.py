"""Each operation's cases: ``cases/<operation>.md`` holds a title, guide, overlay, prose, result."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.document import BlockKind
from adaptkit.overlays.apply import apply_overlay
from adaptkit.overlays.operations import OPERATIONS
from tests.cases import Case, compare, each, fenced
from tests.overlays.builders import guide, outline, overlay

CASES = fenced(Path(__file__).parent / "cases")


def came_out(parts: Mapping[str, str]) -> str:
    try:
        texts = {name.removesuffix(".md"): text for name, text in parts.items() if ".md" in name}
        made = overlay(parts["overlay"], texts, head=parts.get("head", ""))
        before = guide(parts["guide"])
        applied = apply_overlay(before, made)
    except ProblemsFound as problems:
        return "".join(
            f"{d.position.line}:{d.position.column}: {d.message} [{d.code}]\n  {d.hint}\n"
            for d in problems.diagnostics
        )
    said = outline(applied.guide.chapters[0]) + "\n"
    said += "".join(f"decided: {address}\n" for address in sorted(applied.decided))
    for name, now in applied.guide.settings.variables.items():
        if now != before.settings.variables.get(name):
            note = f", {now.note}" if now.note else ""
            said += f"{{{name}}}: {now.value} ({now.kind}{note})\n"
    for name, term in applied.guide.settings.terms.items():
        if term.name != before.settings.terms[name].name:
            said += f"{{term.{name}}}: {term.name}\n"
    said += "".join(
        f"picture: {block.target}\n"
        for block in applied.guide.walk()
        if block.kind is BlockKind.FIGURE
    )
    return said + "".join(f"{d.code}: {d.message}\n" for d in applied.diagnostics)


@each(CASES)
def test_case(case: Case) -> None:
    compare(case, {"result": came_out(case.parts)})


@pytest.mark.parametrize("name", OPERATIONS.names())
def test_every_operation_has_cases(name: str) -> None:
    """Some that are carried out without a word, and some in which something is wrong."""
    results = [case.parts["result"] for case in CASES if case.path.stem == name]
    wrong = [bool(re.search(r"\[[a-z-]+\]\n", result)) for result in results]
    assert set(wrong) == {True, False}


def test_what_operations_declare() -> None:
    """The whole table, so that nobody changes what stops a release without meaning to."""
    kinds = {name: OPERATIONS[name] for name in OPERATIONS}

    def which(field: str) -> set[str]:
        return {name for name, kind in kinds.items() if getattr(kind, field)}

    added = {"append", "insert_after", "insert_before", "prepend"}
    swaps = {"swap_image", "swap_term"}
    assert which("stops_release") == {"remove", "replace", *swaps}
    assert which("decides") == {"keep", "remove", "replace", "swap_image"}
    assert which("with_prose") == {*added, "replace", "swap_image"}
    assert which("removes") == {"remove"}
    assert which("listed") == set(kinds) - {"keep"}
    assert which("signed_off") == set(kinds) - {"keep", "swap_term"}
    told = {"keep": "Kept", "remove": "Left out", "replace": "Replaced", "set_variable": "Changed"}
    told |= {"swap_image": "Replaced", "swap_term": "Changed"}
    assert {name: kind.told for name, kind in kinds.items()} == told | dict.fromkeys(added, "Added")
