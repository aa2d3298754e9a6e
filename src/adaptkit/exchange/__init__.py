"""Other ways to hand units to people, and back: one module per format, found by its name.

A format takes a parcel and gives bytes, or takes bytes and gives a delivery. It touches no
disk, asks no clock, and gives the same bytes for the same parcel. What a delivery does to a
catalogue is decided in one place for all formats: ``reconcile``.
"""

from __future__ import annotations

from collections.abc import Callable

from adaptkit.exchange.outgoing import everything
from adaptkit.model.exchange import Delivery, Parcel, Tally
from adaptkit.records import Record
from adaptkit.registry import Registry

Write = Callable[[Parcel], bytes]
Read = Callable[[bytes, str], Delivery]
"""``read(content, path)``; raises ProblemsFound when the file as a whole cannot be used."""


class Exchange(Record, frozen=True):
    """``suffixes``: the first is the one that is written. ``read`` is None for what only goes
    out; then ``instead`` says what to do with a file that someone wants to bring in.
    ``opening``: how a file begins whose name does not tell what it is. ``tally`` counts what
    ``write`` puts into the file. ``worked_in``: whether people translate in such a file, so that
    one that is there already may hold work of theirs."""

    suffixes: tuple[str, ...]
    write: Write
    read: Read | None = None
    opening: tuple[bytes, ...] = ()
    tally: Callable[[Parcel], Tally] = everything
    instead: str = ""
    worked_in: bool = True


EXCHANGES: Registry[Callable[[], Exchange]] = Registry("adaptkit.exchange")
