"""A hostile title in a front matter is read as exactly that string, and stays text."""

from __future__ import annotations

import tomllib

import pytest
from ruamel.yaml import YAML

from adaptkit.guides._toml import toml_value
from adaptkit.guides.render import field_value
from tests.strangers import STRINGS, acting, markdown_links

MORE = ("---", "a: b", "- x", "True", "1e3", "...", "a #b", "Null", "~", "OFF", "x ", "\xa0x", "=")


@pytest.mark.parametrize("written", ["x", "'x'", '"x"'])
def test_every_string_is_read_back(written: str) -> None:
    for text in (*STRINGS, *MORE):
        line = f"title: {field_value(text, written)}\n"
        assert line.count("\n") == 1 or "\n" in text, text
        assert YAML(typ="safe").load(line)["title"] == text, line


BARE = ("x", "'x'", '"x"')
LINKS = (
    "[x](javascript:pwn())",
    "\\[x\\](javascript:pwn())",
    "![x](javascript:pwn())",
    "[x][y] [x]{y}",
)


@pytest.mark.parametrize("written", BARE)
def test_nothing_acts_where_a_front_matter_is_shown_as_text(written: str) -> None:
    for text in (*STRINGS, *MORE, *LINKS):
        yaml, toml = field_value(text, written), toml_value(text, written)
        assert YAML(typ="safe").load(f"title: {yaml}\n")["title"] == text, yaml
        assert tomllib.loads(f"title = {toml}\n")["title"] == text, toml
        for line in (yaml, toml):
            assert acting(line) == [], line
            assert list(markdown_links(line)) == [], line
            assert not any(mark in line for mark in ("][", "]{")), line


@pytest.mark.parametrize(
    "text", ["Home", "a < b", "It's 5 <6>", "See [1]: it", "a -> b", "x & y (z)"]
)
def test_what_cannot_act_is_written_as_it_is(text: str) -> None:
    assert text in field_value(text, '"x"')
    assert text in toml_value(text, '"x"')
