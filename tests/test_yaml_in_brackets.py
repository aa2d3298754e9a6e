"""A text within ``{…}`` or ``[…]`` that holds what ends it there is told as that."""

from __future__ import annotations

import pytest

from adaptkit.model.diagnostic import Diagnostic, ProblemsFound
from adaptkit.yaml_text import Reader

QUOTES = "put the whole text between double quotes"


def problems(value: str) -> tuple[Diagnostic, ...]:
    """Of one record with the fields ``nature``, ``reason`` and ``by``."""
    reader = Reader(f"because: {value}\n", "overlay.yaml")
    fields = reader.top().fields("because")
    if fields is not None:
        fields.text("nature"), fields.text("reason"), fields.texts("by")
    try:
        reader.finish()
    except ProblemsFound as found:
        return found.diagnostics
    return ()


@pytest.mark.parametrize(
    ("value", "at", "message", "hint"),
    [
        ("{nature: x, reason: a: b}", ": b", "a colon stands", f'{QUOTES}: reason: "…"'),
        ("{reason: a: b, nature: x}", ": b", "a colon stands within", f'{QUOTES}: reason: "…"'),
        ("{reason: a, b c, nature: x}", "b c", "the comma ends", f'{QUOTES}: reason: "a, b c"'),
        ("{nature: x, reason: a, b c}", "b c", '"b c" is read as a field', 'reason: "a, b c"'),
        ('{reason: "a", b}', "b}", "the comma ends", 'reason: "a, b"'),
        ("{reason: a, see: that}", "see", '"see" is not known here', "between double quotes"),
        ("{reason: a} b, nature: x}", "} b", "this } ends the fields here", "double quotes"),
        ("{reason: [a] b}", "b}", "where the text before it is over", f'{QUOTES}: reason: "…"'),
        ("{reason: a # b}", "# b", "what follows # is a remark", f"{QUOTES}, or delete the remark"),
        ("{by: [a # b]}", "# b", "what follows # is a remark", QUOTES),
        ("{reason: #a25117}", "#a", "#a25117 begins with #", 'quotes: "#a25117"'),
        ('{nature: "x", reason: #1, or so}', "#1", "#1 begins with #", 'quotes: "#1"'),
    ],
)  # fmt: skip
def test_what_is_told(value: str, at: str, message: str, hint: str) -> None:
    (found,) = problems(value)
    assert message in found.message
    assert hint in found.hint
    assert (found.position.line, found.position.column) == (
        1,
        len("because: ") + value.index(at) + 1,
    )


@pytest.mark.parametrize(
    "value",
    [
        '{nature: x, reason: "a: b, c # d [e] {f}"}',
        "{nature: x, reason: 'a: b, c'}",
        "{reason: a:b, nature: x}",
        "{reason: a#b}",
        "{reason: a, by: [b, c]}",
        "{reason: a} # b: c",
        "{}",
    ],
)
def test_what_is_right_is_silent(value: str) -> None:
    assert problems(value) == ()


def test_a_value_that_is_read_as_a_remark_is_told_on_a_line_of_its_own_too() -> None:
    reader = Reader("colours:\n  accent: #a25117\n", "theme.yaml")
    reader.top().fields("colours").text("accent")
    with pytest.raises(ProblemsFound) as found:
        reader.finish()
    (told,) = found.value.diagnostics
    assert told.position.line == 2
    assert told.message.startswith("#a25117 begins with #")
    assert '"#a25117"' in told.hint


@pytest.mark.parametrize("value", ["{nature: x, reason: a", "{by: [a, b"])
def test_what_is_never_closed_is_told_as_before(value: str) -> None:
    (found,) = problems(value)
    assert "is never closed" in found.message


def test_a_field_without_a_value_below_another_is_no_rest_of_a_text() -> None:
    reader = Reader("because:\n  reason: a,\n  other:\n", "overlay.yaml")
    fields = reader.top().fields("because")
    assert fields is not None
    fields.text("reason")
    with pytest.raises(ProblemsFound) as raised:
        reader.finish()
    (found,) = raised.value.diagnostics
    assert found.message == '"other" is not known here'
    assert "comma" not in found.hint
