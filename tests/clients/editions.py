"""The sample editions as ``adaptkit build`` writes them into the folder of ADAPTKIT_BUILD."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BUILD = os.environ.get("ADAPTKIT_BUILD", "")
EDITIONS = (
    *("en_US", "es_MX", "ms_MY", "en_MY", "zh_Hans_MY", "ta_MY", "ar_LB", "en_GB", "es_ES"),
    "es_MX_norte",
)


def built(edition: str, name: str) -> Path:
    """A file of an edition; a test fails where it is not."""
    path = Path(BUILD) / edition / name
    if not BUILD or not path.is_file():
        pytest.fail(f"ADAPTKIT_BUILD names no folder with {edition}/{name}; run adaptkit build")
    return path
