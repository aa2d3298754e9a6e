"""``base.yaml``: the source text that each operation was made against. Written by the tool.

An entry that is there is never changed, even when its operation is gone (it may come back). The
one exception is an operation that now aims at something else: its old text says nothing any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adaptkit.model.overlay import BaseRecord, Overlay
from adaptkit.yaml_text import Reader, render_mapping

_HEAD = """\
# Written by adaptkit: the guide's text that each operation was made against.
# When that text changes and yours still holds, take the operation's entry out and run
# "adaptkit update": it writes the entry again with the guide's text of that day.
"""


def parse_base(text: str, *, path: str) -> Mapping[str, BaseRecord]:
    """Operation id → record. Raises ``ProblemsFound``."""
    reader = Reader(text, path)
    top = reader.top()
    records = {}
    for key in top.keys:
        fields = top.fields(key)
        if fields is not None:
            value = fields.get("text", required=True)
            records[key] = BaseRecord(
                target=fields.text("target", required=True),
                text=value.text() if value else "",
                accepted_by=fields.text("accepted_by"),
                accepted_on=fields.date("accepted_on"),
            )
    reader.finish()
    return records


def render_records(records: Mapping[str, BaseRecord]) -> str:
    """The whole file, operations in order of their ids."""
    entries = {}
    for operation in sorted(records):
        record = records[operation]
        fields = {"target": record.target}
        if record.accepted_by or record.accepted_on:
            fields |= {"accepted_by": record.accepted_by, "accepted_on": record.accepted_on}
        entries[operation] = {name: value for name, value in fields.items() if value}
        entries[operation]["text"] = record.text
    return _HEAD + render_mapping(entries)


def render_base(overlay: Overlay, texts: Mapping[str, str]) -> str | None:
    """``base.yaml`` with what is missing added; None when nothing is missing.

    ``texts`` maps operation ids to what the guide says under them now (``Applied.texts``).
    """
    records = dict(overlay.base_records)
    for operation in overlay.operations:
        target = str(operation.target)
        known = records.get(operation.id)
        if operation.id in texts and (known is None or known.target != target):
            records[operation.id] = BaseRecord(target, texts[operation.id])
    return None if records == dict(overlay.base_records) else render_records(records)


def accept(overlay: Overlay, operation: str, text: str, *, by: str, on: str) -> str:
    """``base.yaml`` after ``by`` has looked at ``text`` on the day ``on`` and kept the operation.

    Raises KeyError where the overlay has no such operation.
    """
    targets = {o.id: str(o.target) for o in overlay.operations}
    record = BaseRecord(targets[operation], text, by, on)
    return render_records({**overlay.base_records, operation: record})


def with_base(overlay: Overlay, records: Mapping[str, BaseRecord]) -> Overlay:
    """The overlay that knows what it was made against."""
    targets = {o.id: str(o.target) for o in overlay.operations}
    texts = {id: record.text for id, record in records.items() if targets.get(id) == record.target}
    return replace(overlay, base=texts, base_records=records)
