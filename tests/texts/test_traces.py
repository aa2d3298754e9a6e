"""Sentences of a text are found again wherever they went, and nobody else's are."""

from __future__ import annotations

import pytest

from adaptkit.texts.traces import Traces

STORY = (
    "*Ana* walks to the [market](https://m.org) each day. It takes her an hour.",
    "阿娜每天步行去市场买新鲜的蔬菜和水果。她很高兴。",
    "Yes.",
)


@pytest.mark.parametrize(
    "text",
    [
        STORY[0],
        "She said: “Ana walks to the market each day.” So it was.",
        "Ana walks to\n  the **market** each day.",
        "It takes her an hour.",
        "<p>It takes her an hour. And more.",
        "他说：阿娜每天步行去市场买新鲜的蔬菜和水果。",
        "Yes.",
    ],
)
def test_it_is_found(text: str) -> None:
    assert Traces(STORY).in_text(text)


@pytest.mark.parametrize("text", ["", "Ana walks.", "Yes. But no.", "It takes him an hour."])
def test_others_are_not(text: str) -> None:
    assert not Traces(STORY).in_text(text)


def test_what_others_say_too_is_not_looked_for() -> None:
    traces = Traces(STORY, ["It takes her an hour. Yes."])
    assert traces.in_text(STORY[0])
    assert not traces.in_text("It takes her an hour.")
    assert not Traces(["a."], ["a."])


def test_lines_go_one_by_one_or_all() -> None:
    traces = Traces(STORY)
    assert traces.without(["Keep.", "It takes her an hour.", ""]) == ["Keep.", ""]
    assert traces.without(["Keep. It takes her", "an hour."]) == []
