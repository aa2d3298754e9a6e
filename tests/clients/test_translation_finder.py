"""Weblate's own discovery (translation-finder) finds where the catalogues are."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.clients.catalogue_projects import guide_copy
from tests.scenarios.projects import run

# What Weblate needs to know to translate a guide: bilingual PO, new languages made from guide.pot.
COMPONENT = {
    "filemask": "locales/*/guide.po",
    "file_format": "po",
    "new_base": "locales/guide.pot",
}


def discovered(folder: Path) -> list[dict[str, object]]:
    try:
        from translation_finder import discover
    except ImportError:
        pytest.fail("the Python package translation-finder is not installed")
    return [dict(found.match) for found in discover(str(folder))]


def test_this_guide_is_found(tmp_path: Path) -> None:
    found = discovered(guide_copy(tmp_path / "guide").root)
    assert COMPONENT in found
    # No other component may claim the same files, and none is taken for a monolingual one.
    catalogues = [c for c in found if str(c["file_format"]).startswith("po")]
    assert [c for c in catalogues if "guide" in str(c["filemask"])] == [COMPONENT]
    assert {c["file_format"] for c in catalogues} == {"po"}


def test_a_new_project_is_found(tmp_path: Path) -> None:
    root = tmp_path / "guide"
    assert run("init", str(root)).code == 0
    found = discovered(root)
    assert [c for c in found if str(c["file_format"]).startswith("po")] == [COMPONENT]
