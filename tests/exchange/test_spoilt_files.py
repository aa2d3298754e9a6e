"""Bytes that were changed on the way: read, or refused with a place, and never anything else."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptkit.exchange import EXCHANGES
from adaptkit.exchange.reconcile import reconcile
from adaptkit.exchange.remember import offer, remember
from adaptkit.model.diagnostic import ProblemsFound
from tests.exchange.builders import by_id, catalogue, entry, exchange, parcel, saved

OURS = (
    entry("a.b", "One {x}", "Uno {x}", comment="Mine."),
    entry("a.c", "Two", "Dos", "fuzzy", previous_msgid="Too"),
    entry("a.d", "=1+1", "=1+1"),
    entry("a.e", "Four"),
    entry("a.f", "Año 康复 مرحبا", "康"),
)
RETURNING = [name for name in EXCHANGES if EXCHANGES[name]().read]


@st.composite
def spoilt(draw: st.DrawFn, content: bytes) -> bytes:
    """Some places overwritten, taken out, doubled, or cut off; twice at most."""
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(content)))
        to = min(len(content), at + draw(st.integers(0, 40)))
        put = draw(
            st.one_of(
                st.binary(max_size=4),
                st.sampled_from([b"<", b'"', b"\r", b"\0", b"\xff", b"&x;", b"]]>", b"]", b","]),
                st.just(content[at:to] * 2),
            )
        )
        content = content[:at] + put + content[to:]
    return content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("name", RETURNING)
@settings(max_examples=120)
@given(data=st.data())
def test_it_is_read_or_refused_and_no_words_are_lost(name: str, data: st.DataObject) -> None:
    content = exchange(name).write(parcel(*OURS))
    if name == "xlsx" and data.draw(st.booleans()):
        parts = unpacked(content)
        part = data.draw(st.sampled_from(sorted(parts)))
        content = packed(parts | {part: data.draw(spoilt(parts[part]))})
    else:
        content = data.draw(spoilt(content))
    read = exchange(name).read
    assert read
    delivery, problem = None, None
    try:
        delivery = read(content, "x")
    except ProblemsFound as found:
        problem = found
    if delivery is None:
        assert problem is not None
        assert problem.diagnostics
        assert all(one.message and one.position.path for one in problem.diagnostics)
        return
    before = catalogue(*OURS)
    if delivery.memory:
        after, _ = remember([before], delivery.units)
    else:
        after, _ = offer(*reconcile([before], delivery.units))
    now = by_id([saved(after[0])])
    for was in OURS:
        assert bool(now[was.unit_id].msgstr) >= bool(was.msgstr)
