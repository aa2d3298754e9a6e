"""``edition.json`` from anywhere, and the lines that a project keeps: read whole, or refused."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.release import (
    Adapted,
    Content,
    GuideState,
    ReadersContact,
    ReadersValue,
    Reading,
    Recorded,
    Released,
    ReleasedFile,
)
from adaptkit.records import as_data, replace
from adaptkit.releases.archive import archive
from adaptkit.releases.state import (
    history_line,
    is_safe,
    parse_history,
    parse_released,
    recorded,
    render_released,
)

CONTENT = Content(
    title="At home",
    chapters={"plan": "Plan"},
    passages={"plan.1": "0" * 16},
    safety={"plan.1": "Plan"},
    values={"emergency_number": ReadersValue("telephone", "911", True)},
    contacts=(ReadersContact("We", "1" * 16, ("123",)),),
)
ONE = Released(
    schema=1,
    adaptkit="0.1.0",
    edition="es_MX",
    release="2026-11-22",
    date="2026-11-22",
    since="",
    title="At home",
    language="es-MX",
    country="MX",
    publisher="Us",
    dated="",
    next_review="",
    only="all",
    overlays=("MX",),
    formats=("html",),
    guide=GuideState("Living at home", "1.0", "en", "a" * 64),
    to_sign=3,
    signed=3,
    reviews=(Reading("language", 3, "2026-11-20", "Ana"),),
    adaptations=(Adapted("MX", "help", "append", "slot help", decided_by=("us",)),),
    files=(ReleasedFile("html/a.html", 1, "b" * 64),),
    content=CONTENT,
)
LINE = recorded(ONE, render_released(ONE))
TEXT = st.text(max_size=8)


def codes(content: bytes) -> set[str]:
    """Of what is wrong with it; none where it can be read."""
    try:
        parse_released(content, "e")
    except ProblemsFound as problem:
        return {one.code for one in problem.diagnostics}
    return set()


def refused(data: Any, path: str = "edition.json") -> str:
    """Why; exactly one code, and something to do."""
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    with pytest.raises(ProblemsFound) as problem:
        parse_released(content, path)
    assert {one.code for one in problem.value.diagnostics} == {"published-damaged"}
    assert all(one.hint and one.position.path == path for one in problem.value.diagnostics)
    return " ".join(one.message for one in problem.value.diagnostics)


def changed(**changes: Any) -> Any:
    return {**as_data(ONE), **changes}


def test_what_is_written_is_read() -> None:
    assert parse_released(render_released(ONE), "edition.json") == ONE
    assert parse_history(history_line(LINE) * 2, "h") == (LINE, LINE)


@settings(max_examples=30)
@given(st.dictionaries(TEXT, TEXT, max_size=3), TEXT, st.lists(TEXT).map(tuple), TEXT)
def test_whatever_the_words_are_they_come_back(
    words: dict[str, str], title: str, formats: tuple[str, ...], name: str
) -> None:
    content = replace(CONTENT, title=title, passages=words, stories=words)
    one = replace(ONE, title=title, formats=formats, content=content, publisher=name)
    assert parse_released(render_released(one), "e") == one
    line = recorded(one, b"")
    assert history_line(line).count("\n") == 1
    assert parse_history(history_line(line), "h") == (line,)


def test_paths_that_lead_out_or_are_listed_twice_are_refused() -> None:
    for path in (
        *("../x", "/etc/passwd", "a/../../b", "a//b", "", ".", "..", "a/", "./a", "a\\b"),
        *("c:/x", "a\0b", "a\nb", "edition.json"),
    ):
        said = refused(changed(files=[{"path": path, "size": 1, "sha256": "b" * 64}]))
        assert "no path of a file" in said, path
    one = {"path": "a", "size": 1, "sha256": "b" * 64}
    assert "listed twice" in refused(changed(files=[one, one]))
    for path in ("a", "a/b.html", "…/é.md", "a b", ".well-known/x", "...", "a..b"):
        assert is_safe(path), path


def test_wrong_types_and_numbers_are_refused() -> None:
    one = {"path": "a", "size": 1, "sha256": "b" * 64}
    for data in (
        *([], "x", 1, None, {}, changed(files={}), changed(files=[[]]), changed(schema="1")),
        *(changed(files=[{**one, "size": "1"}]), changed(files=[{**one, "size": True}])),
        *(changed(files=[{**one, "size": 1.5}]), changed(files=[{**one, "size": -1}])),
        *(changed(files=[{**one, "sha256": "B" * 64}]), changed(files=[{**one, "sha256": "b"}])),
        *(changed(content=[]), changed(content={"passages": {"a": 1}}), changed(edition=None)),
        *(changed(edition="../es"), changed(edition=""), changed(release="../2026-11-22")),
        *(changed(release="2026-11-23"), changed(schema=2), changed(overlays="MX")),
    ):
        assert refused(data)


def test_what_is_no_honest_json_is_refused() -> None:
    whole = render_released(ONE).decode()
    assert "stands twice" in refused(
        whole.replace('"since"', '"title": "x",\n "since"', 1).encode()
    )
    assert "NaN is no number" in refused(whole.replace('"to_sign": 3', '"to_sign": NaN').encode())
    assert "nested" in refused(b"[" * 200_000)
    assert refused(whole.replace('"to_sign": 3', f'"to_sign": {"9" * 9999}').encode())
    for content in (b"", b"{", b"\xff\xfe", b"\x00", whole[:-3].encode(), whole.encode("utf-16")):
        assert refused(content)


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert refused(content)


@given(st.data())
def test_a_byte_that_is_changed_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(render_released(ONE))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255))
    assert codes(bytes(whole)) <= {"published-damaged"}


def test_every_line_that_cannot_be_read_is_told_with_its_number() -> None:
    text = f"{history_line(LINE)}{{\n\n[]\n{history_line(LINE)}{{}}"
    with pytest.raises(ProblemsFound) as problem:
        parse_history(text, "releases/es.jsonl")
    found = [(one.code, one.position.line) for one in problem.value.diagnostics]
    assert found == [("release-damaged", line) for line in (2, 4, 6)]


def test_a_line_of_a_later_adaptkit_may_hold_more() -> None:
    more = json.loads(history_line(LINE)) | {"more": 1}
    assert parse_history(json.dumps(more), "h") == (LINE,)
    assert isinstance(LINE, Recorded)


@given(st.dictionaries(st.sampled_from(["a", "b/c", "é.html"]), st.binary(max_size=9)))
def test_an_archive_holds_the_files_and_has_no_clock(files: dict[str, bytes]) -> None:
    packed = archive("x-1", files, date(2026, 11, 22))
    assert packed == archive("x-1", dict(reversed(files.items())), date(2026, 11, 22))
    with zipfile.ZipFile(io.BytesIO(packed)) as read:
        assert {name: read.read(name) for name in read.namelist()} == {
            f"x-1/{path}": content for path, content in files.items()
        }
        assert read.testzip() is None


def test_a_day_that_archives_do_not_know_is_the_nearest_year() -> None:
    for year, shown in ((1970, 1980), (2026, 2026), (9999, 2107)):
        with zipfile.ZipFile(io.BytesIO(archive("x", {"a": b""}, date(year, 2, 28)))) as read:
            assert read.infolist()[0].date_time[:3] == (shown, 2, 28)


def test_marks_of_a_merge_are_called_that() -> None:
    line = history_line(recorded(ONE, render_released(ONE)))
    text = f"<<<<<<< HEAD\n{line}=======\n{line}>>>>>>> theirs\n"
    with pytest.raises(ProblemsFound) as found:
        parse_history(text, "releases/es_MX.jsonl")
    assert [one.position.line for one in found.value.diagnostics] == [1, 3, 5]
    assert all("mark of git" in one.message for one in found.value.diagnostics)
    assert all("keep all others" in one.hint for one in found.value.diagnostics)
