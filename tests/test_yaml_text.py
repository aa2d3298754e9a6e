"""YAML with positions: what is refused, and that what we write reads back exactly."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.yaml_text import MappingNode, Reader, Scalar, parse_yaml, quote, render_mapping


def problems(text: str) -> list[str]:
    reader = Reader(text, "f.yaml")
    top = reader.top()
    for key in ("a", "b", "c"):
        top.text(key)
    top.date("on")
    top.integer("order")
    try:
        reader.finish()
    except ProblemsFound as found:
        return [f"{d.position.line}:{d.position.column} {d.code}" for d in found.diagnostics]
    return []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: x\nb: 'no'\non: 2026-11-02\norder: 3\n", []),
        ("", ["1:0 yaml-empty"]),
        ("a: x\n<<<<<<< HEAD\nb: y\n=======\nb: z\n>>>>>>> theirs\n", ["2:1 yaml-conflict"]),
        ("a: x\r\n<<<<<<<\r\nb: y\r\n", ["2:1 yaml-conflict"]),
        ("a: |\n  <<<<<<< HEAD\n", []),
        ("# only a comment\n", []),
        ("\ufeffa: x\r\nb: |\r\n  y\r\n", []),
        ("a: 024\nb: no\nc: 1.0\n", [f"{n}:4 unquoted-value" for n in (1, 2, 3)]),
        ("a: 999\nb: 2026-11-02\nc: true\n", [f"{n}:4 unquoted-value" for n in (1, 2, 3)]),
        ("a: “x y”\nb: „x“\nc: «x»\n", [f"{n}:4 curly-quotes" for n in (1, 2, 3)]),
        ("a: “Kenya\nb: “x” and “y”\nc: «Hola» dice\n", ["1:4 curly-quotes"]),
        ("a: \"“x”\"\nb: 'x’s'\nc: x “y”\n", []),
        ("a:\nb: ~\n", ["1:1 missing-value", "2:4 missing-value"]),
        ("a: [x]\nb: {c: d}\n", ["1:4 wrong-type", "2:4 wrong-type"]),
        ("a: x\na: z\n", ["2:1 duplicate-key"]),
        ("a: &x z\nb: *x\n", ["1:4 yaml-anchor", "2:4 yaml-alias"]),
        ("<<: {a: b}\n", ["1:1 yaml-merge"]),
        ("a: !x z\n", ["1:4 yaml-tag"]),
        ("%YAML 1.2\n---\na: x\n", ["2:1 yaml-directive"]),
        ("a: x\n---\nb: z\n", ["2:1 yaml-documents"]),
        ("{{x}}: z\n", ["1:2 yaml-key", "1:1 yaml-key"]),
        ("on: 2026-02-30\norder: '3'\n", ["1:5 wrong-date", "2:8 wrong-type"]),
        ("zz: x\n", ["1:1 unknown-key"]),
        ("- a\n", ["1:1 wrong-type"]),
        ("a:\n\tb: x\n", ["2:1 yaml-syntax"]),
        ("a: 'x\n", ["1:4 yaml-syntax"]),
        ("a\nb: x\n", ["2:2 yaml-syntax"]),
        ("a: [x\n", ["1:4 yaml-syntax"]),
        ("a: x: z\n", ["1:5 yaml-syntax"]),
        ("a: @x\n", ["1:4 yaml-syntax"]),
        ("a: x\x00\n", ["1:5 yaml-character"]),
    ],
)
def test_problems(text: str, expected: list[str]) -> None:
    assert sorted(problems(text)) == sorted(expected)


def test_words_for_a_lost_zero() -> None:
    reader = Reader("a: 024\n", "f.yaml")
    reader.top().text("a")
    with pytest.raises(ProblemsFound) as found:
        reader.finish()
    (problem,) = found.value.diagnostics
    assert problem.message == "024 is read as a number and would lose its zero"
    assert problem.hint == 'put it in quotes: "024"'


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text(
    " \t\n\r:#-'\"|>ab\\\u2028\x85\ufeff{}[]&*!%@`0", max_size=20
)


@given(ANY_TEXT)
@settings(max_examples=300)
@example(" leading\n")
@example("a: b # c")
@example("\n\n")
@example("a\n\n  b\nc")
def test_what_is_written_reads_back(text: str) -> None:
    root, found = parse_yaml(f"a: {quote(text)}\n", "f")
    assert not found
    assert isinstance(root, MappingNode)
    value = root.entries[0][1]
    assert isinstance(value, Scalar)
    assert value.value == text
    root, found = parse_yaml(render_mapping({"k": {"text": text, "t": "x"}}), "f")
    assert not found
    assert isinstance(root, MappingNode)
    inner = root.entries[0][1]
    assert isinstance(inner, MappingNode)
    assert [v.value for _, v in inner.entries if isinstance(v, Scalar)] == [text, "x"]


# What YAML is made of, whole and broken, in any order.
_PIECES = (
    *("a: b\n", "a:\n", "  - x\n", "- ", "b: [1, 2", "]", "{", "}", "? ", ": ", "|\n", ">-\n", "~"),
    *("&x ", "*x", "!!int ", "!y ", "%YAML 1.1\n", "---\n", "...\n", '"', "\\", "'", "# c\n", "é"),
    *(
        "\t",
        "<<: ",
        "  ",
        "\n",
        "@",
        "`",
        "\x00",
        "\x1b",
        "\x85",
        "\ufeff",
        "a: 024\n",
        "2026-01-31",
    ),
)
PIECES = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@given(st.text(max_size=60) | PIECES)
@settings(max_examples=300)
def test_any_text_is_read_or_refused(text: str) -> None:
    root, found = parse_yaml(text, "f")
    assert root is None or not isinstance(root, str)
    assert all(problem.position.line >= 1 and problem.hint for problem in found)


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 100_000, "{" * 100_000, "[a, " * 50_000, "[[], " * 40_000, "a: [" * 50_000),
        *("['" * 60_000 + "']" * 60_000, "[a: " * 50_000, "- " * 100_000, "? " * 100_000),
        *("{a: " * 50_000 + "}" * 50_000, "\n".join(" " * n + "a:" for n in range(600))),
    ],
    ids=lambda text: text[:8],
)
def test_what_is_nested_without_end_is_given_up_at_once(text: str) -> None:
    started = time.process_time()
    root, problems = parse_yaml(text, "x.yaml")
    assert time.process_time() - started < 5  # without a limit it would be hours
    assert root is None
    assert [problem.code for problem in problems] in (["yaml-too-deep"], ["yaml-syntax"])


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("[a: ", "]")])
def test_fifty_within_another_are_read(opening: str, closing: str) -> None:
    root, problems = parse_yaml("a: " + opening * 50 + "b" + closing * 50, "x.yaml")
    assert root is not None
    assert problems == ()
    _, problems = parse_yaml("a:\n  " + opening * 70 + "b" + closing * 70, "x.yaml")
    place = 3 + 60 * len(opening)
    assert [(p.code, p.position.line, p.position.column) for p in problems] == [
        ("yaml-too-deep", 2, place)
    ]


@pytest.mark.parametrize("dash", ["–", "—"])
def test_a_long_dash_is_called_one(dash: str) -> None:
    _, problems = parse_yaml(f"a:\n  {dash} id: x\n    with: y\n", "a.yaml")
    assert problems[0].position.line == 2
    assert "a long dash" in problems[0].message
    _, problems = parse_yaml(f"a:\n  - id: x {dash} y\n", "a.yaml")
    assert not problems
