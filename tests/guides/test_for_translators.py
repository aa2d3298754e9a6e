"""What an author says to translators in comments."""

from __future__ import annotations

import pytest

from adaptkit.guides.units import units
from tests.guides.builders import chapter, translated

_ONE = "<!-- translators: a short\nform of May -->\nMay.\n\nJune.\n"
_LIST = "<!-- Translator: months -->\n\n- May\n- June\n\nJuly.\n"
_INSIDE = "- May\n\n  <!-- translators: a -->\n  <!-- translators: b -->\n\n  June\n"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (_ONE, {"May.": ["a short form of May"], "June.": []}),
        (_LIST, {"May": ["months"], "June": ["months"], "July.": []}),
        (_INSIDE, {"May": [], "June": ["a", "b"]}),
        ("<!-- editors: x -->\n\nMay.\n", {"May.": []}),
    ],
)
def test_a_note_reaches_the_passages_of_the_block_below(
    source: str, said: dict[str, list[str]]
) -> None:
    found = {
        unit.source: [n.removeprefix("Note: ") for n in unit.notes if n.startswith("Note: ")]
        for unit in units(chapter(source))
    }
    assert found == said
    assert translated(chapter(source), lambda _block: "") == source


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("<!-- notranslate -->\n\nMay.\n\n- June\n\n<!-- /notranslate -->\n\nJuly.\n", ["July."]),
        ("{.notranslate}\nMay.\n\nJune.\n", ["June."]),
        ("{.notranslate}\n- May\n- June\n\nJuly.\n", ["July."]),
        ("# A\n\n## B {.notranslate}\n\nMay.\n\n### C\n\nJune.\n\n## D\n", ["A", "D"]),
        ("> <!-- notranslate -->\n>\n> May.\n\nJune.\n", ["June."]),
        ("The word notranslate.\n", ["The word notranslate."]),
    ],
)
def test_what_is_not_for_translation_is_no_passage_and_is_shown(
    source: str, left: list[str]
) -> None:
    parsed = chapter(source)
    assert [unit.source for unit in units(parsed)] == left
    written = translated(parsed, lambda block: f"É {block.msgid}")
    assert written.count("É") == len(left)
    assert ("May" in written) is ("May" in source)
