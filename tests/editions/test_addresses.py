"""Which addresses a reader may be led to."""

from __future__ import annotations

import time

import pytest

from adaptkit.editions.acting_links import acts, without_acting_links
from adaptkit.editions.addresses import as_path, is_remote, is_safe
from adaptkit.guides.inlines import Context

SAFE = (
    "https://example.org/a:b?c=javascript:x",
    "HTTP://example.org",
    "mailto:a@example.org",
    "tel:+123",
    "sms:+123",
    "01-plan.md#a:b",
    "#costs",
    "images/a%20b.png",
    "../x.md",
    "",
    "//example.org/x",
    "?q=a:b",
)
UNSAFE = (
    "javascript:alert(1)",
    "JAVA\tscript:alert(1)",
    "javascript%3aalert(1)",
    "javascript%253aalert(1)",
    "%6a%61vascript%3Aalert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&#x3a;alert(1)",
    "javascript%26colon;alert(1)",
    "ms-msdt:/id",
    "intent:#Intent",
    "vbscript:x",
    "data:text/html,x",
    "file:///etc/passwd",
    "whatever:x",
)


@pytest.mark.parametrize("address", SAFE)
def test_safe(address: str) -> None:
    assert is_safe(address)


@pytest.mark.parametrize("address", UNSAFE)
def test_unsafe(address: str) -> None:
    assert not is_safe(address)
    assert acts(f"[x]: {address}") or "\t" in address


@pytest.mark.parametrize("address", [one for one in UNSAFE if "\t" not in one])
def test_no_link_is_left_in_markdown(address: str) -> None:
    for text in (f"See [a *b*]({address}) and", f"[x](<{address}> 'T')", f"[x]( {address})"):
        safe, found = without_acting_links(text, Context({}))
        assert found
        assert "]\\(" in safe


def test_what_is_code_or_safe_stays() -> None:
    for text in (
        "`[x](javascript:y)`",
        "[x](a.md) <https://example.org> a < b: c",
        "[x]\\(data:y)",
    ):
        assert without_acting_links(text, Context({})) == (text, ())
    assert without_acting_links("<ms-msdt:/x>", Context({}))[0] == "\\<ms-msdt:/x>"


def test_links_without_a_blank_take_no_square_of_their_number() -> None:
    text = "[a]((" * 5_000
    started = time.process_time()
    assert without_acting_links(text, Context({})) == (text, ())
    assert time.process_time() - started < 2
    assert without_acting_links("[a](javascript:x" + "y" * 9_000 + ")", Context({}))[1]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("https:x.svg", "./https:x.svg"),
        ("JaVaScRiPt:pwn().svg", "./JaVaScRiPt:pwn().svg"),
        ("javascript%253ax.svg", "./javascript%253ax.svg"),
        ("images/a:b.svg", "images/a:b.svg"),
        ("../a:b.svg", "../a:b.svg"),
        ("m%C3%A1s.svg", "m%C3%A1s.svg"),
        ("x.svg", "x.svg"),
    ],
)
def test_a_name_that_looks_like_a_scheme_is_a_path(name: str, written: str) -> None:
    assert as_path(name) == written
    assert is_safe(as_path(name))
    assert not is_remote(as_path(name))
