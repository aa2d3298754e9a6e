"""One item or field out of a file: the rest stays to the byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.yaml_text import Reader
from adaptkit.yaml_text.cutting import without_field, without_item

AROUND = "a: b\noperations:\n{}# After.\nlast: x\n"
ITEMS = (
    "  - id: one\n    keep: x\n",
    "  - keep: x # - no\n    because:\n      by:\n        - us\n      on: y\n    id: two\n",
    '  -\n    id: "three"\n    # Of three.\n    keep: |\n      # Not a comment.\n\n      - y\n',
    "  - {id: four, keep: x, because: {reason: 'a',\n     decided_by: [us]}}\n",
    "  - because: {reason: a}\n    order: 2\n    keep: z\n    id: five\n",
)  # fmt: skip


def cut(text: str, id: str) -> str | None:
    fields = Reader(text, "p").top().list_of_fields("operations")
    (one,) = (f for f in fields if f.text("id") == id)
    return without_item(text, one.at("keep"), lambda comment: id in comment)


@given(
    st.permutations(range(len(ITEMS))),
    st.sampled_from(["one", "two", "three", "four", "five"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "  # Something else.\n", "\n\n  # Something else.\n"]),
    st.booleans(),
)
def test_the_rest_stays_to_the_byte(
    order: list[int], id: str, end: str, above: str, flush: bool
) -> None:
    items = [ITEMS[number] for number in order]
    (gone,) = (item for item in items if f"id: {id}" in item or f'id: "{id}"' in item)

    def written(*parts: str) -> str:
        text = "".join(parts)
        if flush:
            text = "\n".join(line.removeprefix("  ") for line in text.split("\n"))
        return AROUND.format(text).replace("\n", end)

    at = items.index(gone)
    before, after = [*items[:at], above], items[at + 1 :]
    text = written(*before, f"  # About {id}.\n", gone, *after)
    assert cut(text, id) == written(*before, *after)


def test_what_stands_in_brackets_is_not_cut() -> None:
    assert cut("operations: [{id: a, keep: x}, {id: b, keep: y}]\n", "a") is None
    assert cut("operations:\n  [{id: a, keep: x},\n   {id: b, keep: y}]\n", "b") is None


@pytest.mark.parametrize("name", ["one", "two", "three"])
def test_a_field_goes_with_all_below_it(name: str) -> None:
    fields = {
        "one": "one:\n  a: b\n\n  # Of one.\n",
        "two": '"two": {a: b,\n  c: d}\n',
        "three": "three:\n  - x\n",
    }
    text = "# Above.\n\n" + "\n".join(fields.values())
    at = Reader(text, "p").top().at(name)
    left = [field for key, field in fields.items() if key != name]
    assert (
        without_field(text, at, lambda _: False).split()
        == ("# Above.\n\n" + "\n".join(left)).split()
    )
