"""When somebody has last worked on a catalogue, in its header."""

from __future__ import annotations

import datetime

from adaptkit.model.catalogue import Catalogue
from adaptkit.records import replace


def dated(catalogue: Catalogue, now: datetime.datetime) -> Catalogue:
    """As it is after somebody has changed it."""
    day = f"{now.astimezone(datetime.UTC):%Y-%m-%d %H:%M}+0000"
    header = tuple(
        (name, day if name == "PO-Revision-Date" else value) for name, value in catalogue.header
    )
    return replace(catalogue, header=header)
