"""What is wrong with our YAML files, in the exact words that people read."""

from __future__ import annotations

import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.locale import Locale
from adaptkit.overlays.parse import parse_overlay
from adaptkit.settings.guide import parse_guide_settings
from tests.overlays.builders import prose

PATH = "locales/overlays/MY/overlay.yaml"
HEAD = "overlay: MY\nlanguage: ms\n"


def said(text: str, *files: str) -> list[str]:
    with pytest.raises(ProblemsFound) as problems:
        parse_overlay(
            text, path=PATH, name="MY", prose={f: prose("x", f[:-3]) for f in files}, native={}
        )
    return [
        f"{d.position.line}:{d.position.column}: {d.message} / {d.hint}"
        for d in problems.value.diagnostics
    ]


KNOWN = (
    "known are append, insert_after, insert_before, keep, prepend, remove, replace, set_variable, "
    "swap_image, swap_term"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "operations:\n  - id: a\n    replce: x.y\n",
            [f'5:5: "replce" is not an operation / did you mean "replace" or "prepend"? {KNOWN}'],
        ),
        (
            "variables: {emergency_number: 024}\n",
            ['3:31: 024 is read as a number and would lose its zero / put it in quotes: "024"'],
        ),
        (
            "operations:\n  - {id: a, remove: x}\n  - {id: a, remove: z}\n",
            [
                '5:13: two operations have the id "a"; the first is in line 4 '
                "/ give one of them another id"
            ],
        ),
        (
            "operations:\n  - {id: a, replace: x, with: blocks/cots.md}\n",
            [
                '4:31: operation "a" wants blocks/cots.md, but there is no such file '
                '/ did you mean "blocks/costs.md"? '
                "If not, write it at locales/overlays/MY/blocks/cots.md"
            ],
        ),
        (
            "operations:\n  - {id: a, replace: x, with: ../costs.md}\n",
            ['4:31: "../costs.md" leaves its folder with .. / name a file below this folder'],
        ),
        (
            "operations:\n  - {id: a, replace: x, with: /etc/costs.md}\n",
            ['4:31: "/etc/costs.md" is an absolute path / name a file below this folder'],
        ),
        (
            "operations:\n  - {id: a, keep: x, with: blocks/costs.md}\n  - {id: b, replace: x}\n",
            [
                '4:22: keep puts nothing in, so it cannot have "with" '
                "/ delete the line, or use another operation such as replace",
                '5:13: replace needs "with" / add a line with: and the file to put in, '
                "such as blocks/costs.md",
            ],
        ),
        (
            "operatons: []\n",
            ['3:1: "operatons" is not known here / did you mean "operations"?'],
        ),
    ],
)
def test_exact_words(text: str, expected: list[str]) -> None:
    assert said(HEAD + text, "blocks/costs.md") == expected


def test_everything_at_once() -> None:
    problems = said(
        "overlay: SG\ncountry: my\noperations:\n  - {id: A b}\n  - {id: c, keep: [x]}\n"
    )
    assert len(problems) == 6


def test_overlay_of_a_country() -> None:
    made = parse_overlay(HEAD, path=PATH, name="MY", prose={}, native={})
    assert (made.country, made.language, made.operations) == ("MY", Locale("ms"), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{n: "  "}', "3:16: the value is empty"),
        ('{n: {value: "call us", kind: telephone}}', "is not a telephone number"),
        ('{n: {value: "9", kind: telephone}}', "is not a telephone number"),
        ("{n: {value: '\"131\"', kind: telephone}}", "is not a telephone number"),
        ('{n: {value: "www.msif.org", kind: url}}', "is not a web address"),
        ('{n: {value: "https://a b.org", kind: url}}', "is not a web address"),
        ('{n: {value: "ftp://a.org", kind: url}}', "is not a web address"),
        ('{n: {value: "info", kind: email}}', "is not an e-mail address"),
    ],
)
def test_values_that_cannot_be(text: str, expected: str) -> None:
    (one,) = said(f"{HEAD}variables: {text}\n")
    assert expected in one
    with pytest.raises(ProblemsFound) as problems:
        parse_guide_settings(f"variables: {text}\n", path="guide.yaml")
    assert len(problems.value.diagnostics) == 1


def test_an_operation_sets_no_blank_value() -> None:
    """Nothing at all may be meant: there is no such number here. Which it is, the guide says."""
    text = 'operations:\n  - {id: a, set_variable: n, value: "  "}\n'
    assert said(HEAD + text) == [
        "4:37: the value is empty / write a value; readers would see nothing"
    ]


def test_a_missing_text_says_where_to_write_it() -> None:
    text = "operations:\n  - id: a\n    replace: x.y\n    with: blocks/calling.md\n"
    assert said(HEAD + text) == [
        '6:11: operation "a" wants blocks/calling.md, but there is no such file '
        "/ write it at locales/overlays/MY/blocks/calling.md"
    ]


def test_a_text_that_could_not_be_read_is_not_called_missing() -> None:
    text = "operations:\n  - {id: a, replace: x.y, with: a.md}\n"
    made = parse_overlay(HEAD + text, path=PATH, name="MY", prose={}, files={"a.md"})
    assert [operation.id for operation in made.operations] == ["a"]


@pytest.mark.parametrize(
    "file", ["overlay.yaml", "directory.yaml", "base.yaml", "notes.yml", "a/guide.po", "plain"]
)
@pytest.mark.parametrize("there", [True, False])
def test_only_a_text_can_be_put_in(file: str, there: bool) -> None:
    head = "overlay: MY\nlanguage: ms\noperations:\n"
    with pytest.raises(ProblemsFound) as problems:
        parse_overlay(
            f"{head}- {{id: a, append: b.c, with: {file}}}\n",
            path="locales/overlays/MY/overlay.yaml",
            name="MY",
            prose={},
            files=(file,) if there else (),
        )
    (found,) = problems.value.diagnostics
    assert (found.code, str(found.position)) == (
        "wrong-path",
        "locales/overlays/MY/overlay.yaml:4:30",
    )
    assert ("with: directory" in found.hint) == (file == "directory.yaml")


@pytest.mark.parametrize(
    ("there", "hint"),
    [
        ("blocks/costs.docx", "there is blocks/costs.docx: copy its text into a text editor"),
        ("blocks/costs.odt", "and save that as blocks/costs.md"),
        ("blocks/costs.md.txt", "there is blocks/costs.md.txt: rename it to blocks/costs.md"),
        ("blocks/other.docx", "write it at locales/overlays/MY/blocks/costs.md"),
    ],
)
def test_a_text_that_has_another_name_now(there: str, hint: str) -> None:
    text = HEAD + "operations:\n  - {id: a, replace: x, with: blocks/costs.md}\n"
    with pytest.raises(ProblemsFound) as problems:
        parse_overlay(text, path=PATH, name="MY", prose={}, native={}, files=(there,))
    (found,) = problems.value.diagnostics
    assert found.code == "missing-file"
    assert hint in found.hint
