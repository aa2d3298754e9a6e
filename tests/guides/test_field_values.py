"""A hostile title in a front matter is read as exactly that string, and stays text."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from adaptkit.guides.render import field_value
from tests.strangers import STRINGS

MORE = ("---", "a: b", "- x", "True", "1e3", "...", "a #b", "Null", "~", "OFF", "x ", "\xa0x", "=")


@pytest.mark.parametrize("written", ["x", "'x'", '"x"'])
def test_every_string_is_read_back(written: str) -> None:
    for text in (*STRINGS, *MORE):
        line = f"title: {field_value(text, written)}\n"
        assert line.count("\n") == 1 or "\n" in text, text
        assert YAML(typ="safe").load(line)["title"] == text, line
