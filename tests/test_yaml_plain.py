"""Plain YAML, read without ruamel.yaml, is what ruamel.yaml reads; or it is not read at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adaptkit.yaml_text.front_matter import scalar_fields, whole_fields, without_tabs
from adaptkit.yaml_text.parse import read_whole
from adaptkit.yaml_text.plain import read_plain

_KEYS = ("a", "b", "key", "k-x", "d.e", "1", "on", "_x", "é", '"q"')
_VALUES = (
    *(
        "a",
        "x y",
        '"q: u #"',
        "'s # {'",
        "[a, b]",
        "[]",
        "{}",
        "{a: b, c: [d, 'e,f']}",
        "2026-11-02",
    ),
    *("[{a: b}, {c: d}]", "true", "http://x.y/z", "a:b", "a, b", "it's", 'a"b', "", "|", "|-", ">"),
    *("1.0", "-1", "x #c", "x#c", "a:", "a: b", "[a:b]", "{a: b: c}", "x&y *z", "a ", "~", "|x"),
    *("[a,b]", "{a:b}", "'a''b'", '"a" b', r'"\n"', "x - y", "[x, ]", "[ x]", "_a", "a _b", "a?"),
    *("[a?, b]", "{a?: b}", "&x y", "*x", "!t x", "- a", "@x", "a: |", "\xa0x", "x\u2028y", "\t"),
)
_line = st.tuples(
    st.sampled_from(("", "", "", "  ", "  ", "    ", "   ", " ")),
    st.one_of(
        st.tuples(
            st.sampled_from(_KEYS),
            st.sampled_from((": ", ": ", ":", ":  ")),
            st.sampled_from(_VALUES),
        ),
        st.tuples(
            st.sampled_from(("- ", "-", "-  ")),
            st.sampled_from(("", "a: ", "b: ")),
            st.sampled_from(_VALUES),
        ),
        st.tuples(st.sampled_from((*_VALUES, "# c", "#", "---", "...", "%x"))),
    ).map("".join),
).map("".join)
_texts = st.lists(_line, min_size=1, max_size=6).map(lambda lines: "\n".join(lines) + "\n")


@settings(max_examples=600)
@given(_texts)
@example("a: |\n  b\n\n   c\n\n# d\nb: x\n")
@example("a: |-\n  b\n c: d\n")
@example("a:\n- b\n- c: d\n  e: f\n")
@example("a:\n  - b\nc: d\n")
@example("- a\n")
@example("a: x\na: y\n")
@example("a: {b: c, b: d}\n")
@example("a: 'b\n")
@example("a:\n  b: c\n d: e\n")
@example("a: b\n  c: d\n")
@example("a: b\n  c\n")
@example("a/b.md: x\nc//: {d/e: f, g/: h}\n1/2: y\ni:\n  - j/k: l\n")
def test_what_is_plain_is_what_ruamel_reads(text: str) -> None:
    plain = read_plain(text, "f.yaml")
    assert plain is None or (plain, ()) == read_whole(text, "f.yaml")


@settings(max_examples=300)
@given(_texts.map(str.rstrip))
@example("title: a b\ntags: [x, y]\ndescription: 'c'")
@example('title: "a"\nother:\n  title: b')
@example("title: |\n  a")
@example("title: a|b")
def test_front_matter_has_the_fields_that_ruamel_sees(text: str) -> None:
    seen = whole_fields(text)
    assert scalar_fields(text) == (whole_fields(without_tabs(text)) if seen is None else seen)


def test_this_projects_own_files_are_plain() -> None:
    """Else nothing is won: ruamel.yaml takes twenty times as long."""
    root = Path(__file__).parents[1]
    files = [*root.glob("locales/**/*.yaml"), *root.glob("source_guide/*.yaml")]
    assert len(files) > 10
    assert [file for file in files if read_plain(file.read_text("utf-8"), "") is None] == []


@pytest.mark.parametrize(
    "text", ["title: a\nother: [b, c]", 'title: "a: b"\n# note\ndescription: It is, as ever, so.']
)
def test_usual_front_matter_is_plain(text: str) -> None:
    assert read_plain(text + "\n", "") is not None
