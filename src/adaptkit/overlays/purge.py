"""An operation and its text leave what adaptkit remembers of decisions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from adaptkit.model.overlay import BaseRecord
from adaptkit.overlays.noted import Lines
from adaptkit.texts.traces import Traces


def purged_base(
    records: Mapping[str, BaseRecord],
    operations: Collection[str],
    prefixes: tuple[str, ...],
    traces: Traces,
) -> dict[str, BaseRecord]:
    """The base without the entries of ``operations``, and of those that were made against the
    text: they aim at one of its passages (``prefixes``), or hold its words."""
    return {
        id: record
        for id, record in records.items()
        if id not in operations
        and not record.target.startswith(prefixes)
        and not any(traces.in_text(seen.text) for seen in record.seen)
    }


def purged_lines(
    lines: Lines, gone: Collection[tuple[str, str]], prefixes: tuple[str, ...]
) -> dict[tuple[str, str, str], frozenset[str]]:
    """What is still remembered. ``gone``: overlay and operation of the entries that left a base."""
    return {
        key: signs
        for key, signs in lines.items()
        if key[:2] not in gone and not key[2].startswith(prefixes)
    }
