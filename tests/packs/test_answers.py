"""A file of answers comes from outside: understood to the last key, or refused whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.answers import FORMAT
from adaptkit.model.diagnostic import Diagnostic, ProblemsFound
from adaptkit.packs.answers import Expected, parse_answers
from adaptkit.packs.page import OURS
from adaptkit.packs.reading import LONGEST

HASH = "0123456789abcdef"
EXPECTED = Expected(
    ("es_MX", "ar_LB"), {"ana": ("language",), "ben": ("clinical", "language")}, "2026-11-29"
)
ANSWER = {"unit": "a.b", "source": HASH, "target": HASH, "on": "2026-11-29"}
FILE = {
    "format": FORMAT,
    "edition": "es_MX",
    "pack": HASH,
    "by": "ana",
    "role": "language",
    "saved": "2026-11-29",
    "answers": [{**ANSWER, "verdict": "approved"}],
}


def told(data: Any, expected: Expected = EXPECTED) -> list[str]:
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    found: tuple[Diagnostic, ...] = ()
    try:
        parse_answers(content, "a.json", expected)
    except ProblemsFound as stopped:
        found = stopped.diagnostics
    assert all(one.hint for one in found)
    return [f"{one.code}: {one.message}" for one in found]


def one(**change: Any) -> dict[str, Any]:
    return {**FILE, "answers": [{**ANSWER, "verdict": "approved", **change}]}


def test_what_the_page_saves_is_understood() -> None:
    assert told(FILE) == []
    assert told(b"\xef\xbb\xbf" + json.dumps(FILE).encode()) == []
    assert told({**FILE, "answers": []}) == []
    assert told(one(verdict="objection", note="No.", comment="c", suggestion="s\nt")) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cannot be read, or was cut off"),
        (b"{", "cannot be read, or was cut off"),
        (json.dumps(FILE).encode()[:-9], "cannot be read, or was cut off"),
        (f"<!DOCTYPE html>\n<head>{OURS}".encode(), "this is the pack that was sent out"),
        (b"\n<!DOCTYPE html><p>x", "this is a web page"),
        (b"%PDF-1.7", "this is a printed page (PDF)"),
        ({**FILE, "progress": True}, "to go on later (“Save my progress”), and not their answers"),
        ({**FILE, "progress": True, "by": "", "role": ""}, "“Save my progress”"),
        (b"\xff\xfe{}", "cannot be read, or was cut off"),
        (b"[" * 100_000, "cannot be read, or was cut off"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "cannot be read, or was cut off"),
        ([], "no file of answers"),
        ("x", "no file of answers"),
        ({}, "no file of answers"),
        ({**FILE, "format": ["x"]}, "no file of answers"),
        ({**FILE, "format": "adaptkit review answers 2"}, "and not"),
        ({**FILE, "answer": []}, 'nobody reads "answer"'),
        ({**FILE, "edition": "es_MY"}, 'there is no edition "es_MY"'),
        ({**FILE, "edition": "../../etc/passwd"}, "there is no edition"),
        ({**FILE, "edition": 7}, '"edition" is no text'),
        ({**FILE, "by": "anna"}, '"anna" may not sign'),
        ({**FILE, "by": ""}, "does not say who answered"),
        ({**FILE, "by": "../ana"}, "may not sign"),
        ({**FILE, "role": "clinical"}, "may not sign in this role"),
        ({**FILE, "role": "surgeon"}, 'there is no role "surgeon"'),
        ({**FILE, "role": ""}, "does not say as what"),
        ({**FILE, "answers": {}}, "no list of answers"),
        ({**FILE, "answers": [ANSWER] * 50_001}, "no pack has so many"),
        ({**FILE, "answers": [7]}, "answer 1: it is no answer"),
        ({**FILE, "answers": [FILE["answers"][0]] * 2}, 'answer 2: "a.b" is answered twice'),
        (one(unit=""), '"unit" is empty'),
        (one(unit=["a"]), '"unit" is empty, or is no text'),
        (one(source="0" * 15), 'can be no "source"'),
        (one(target=HASH.upper()), 'can be no "target"'),
        (one(on="2026-11-31"), "no day such as"),
        (one(on="29.11.2026"), "no day such as"),
        (one(on="2026-12-24"), "has not come yet"),
        (one(verdict="ignored"), '"ignored" is no verdict'),
        (one(verdict="objection"), "an objection without a reason"),
        (one(note="why"), "no objection that it is the reason of"),
        (one(by="ben"), 'nobody reads "by"'),
        (one(comment="x" * (LONGEST + 1)), "20,000 are the most"),
        (one(comment="\0"), '(a.b): "comment" is empty'),
        (one(unit="a\x1b[2Jb"), "<U+001B>"),
        (one(comment="a\uffff"), "(a.b): "),
        (one(on="1999-12-31"), "before there were any packs"),
        (b'{"format":"x","by":"\\ud800"}', "cannot be read"),
        ({**FILE, "answers": [ANSWER]}, "it says nothing of its passage"),
    ],
)
def test_what_is_not_understood_is_refused(data: Any, said: str) -> None:
    found = told(data)
    assert any(said in message for message in found), found


def test_what_is_no_text_is_taken_out_of_what_somebody_wrote() -> None:
    content = json.dumps(one(comment="a\0\x1bb", suggestion="a\rb\x0bc")).encode()
    (found,) = parse_answers(content, "a.json", EXPECTED).answered
    assert (found.comment, found.suggestion) == ("ab", "a\nb\nc")


def test_half_a_character_is_refused() -> None:
    content = json.dumps(one(comment="HALF")).replace("HALF", "\\ud83d").encode()
    assert told(content)


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = {**FILE, "by": "anna", "answers": [{**ANSWER, "on": "x"}, {"unit": "b"}, 3]}
    assert len(told(wrong)) == 8
    many = told({**FILE, "answers": [{**ANSWER, "on": "x"}] * 1000})
    assert len(many) == 51
    assert "more answers are wrong in such ways" in many[-1]


def test_what_the_command_line_says() -> None:
    nobody = {**FILE, "by": "", "role": ""}
    assert told(nobody, Expected(**{**as_dict(EXPECTED), "by": "ben", "role": "clinical"})) == []
    typed = {**FILE, "by": "Ana García"}
    assert told(typed, Expected(**{**as_dict(EXPECTED), "by": "ana"})) == []
    as_other = told(FILE, Expected(**{**as_dict(EXPECTED), "role": "clinical"}))
    assert any("it was read as language, and not as clinical" in message for message in as_other)
    other = told(FILE, Expected(**{**as_dict(EXPECTED), "by": "ben"}))
    assert any('the file is by "ana", and not "ben"' in message for message in other)


def as_dict(expected: Expected) -> dict[str, Any]:
    return {name: getattr(expected, name) for name in ("editions", "roles", "today")}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary() | ANYTHING.map(lambda data: json.dumps(data).encode()))
def test_any_bytes_are_refused_in_words(content: bytes) -> None:
    assert told(content)


@given(st.sampled_from(sorted(FILE)), ANYTHING)
def test_any_value_in_any_place(key: str, value: Any) -> None:
    told({**FILE, key: value})


@given(st.sampled_from([*ANSWER, "verdict", "note", "comment", "suggestion"]), ANYTHING)
def test_any_value_in_any_answer(key: str, value: Any) -> None:
    told(one(**{key: value}))


def test_whoever_translates_back_alone_is_told_so() -> None:
    expected = Expected(("es_MX",), {"kay": ()}, "2026-11-29")
    with pytest.raises(ProblemsFound) as found:
        parse_answers(json.dumps({**FILE, "by": "kay"}).encode(), "a.json", expected)
    (said,) = found.value.diagnostics
    assert said.hint == "in reviews/people.yaml stand: no role but back-translation"
