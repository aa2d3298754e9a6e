"""The words around a guide: the template lists exactly those that are used, in every language."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

import adaptkit
from adaptkit.writers import formats

ROOT = Path(adaptkit.__file__).parent
FOLDER = ROOT / "interface"
CALL = re.compile(r"""\b(?:word|say|said)\(\s*(?:"((?:[^"\\]|\\.)+)"|'((?:[^'\\]|\\.)+)')""")
MOST_WORDS = 135


def words_in(folder: Path) -> set[str]:
    files = [p for p in folder.rglob("*") if p.suffix == ".py" or p.name.endswith(".j2")]
    return {
        found[1] or found[2]
        for path in files
        for found in CALL.finditer(path.read_text(encoding="utf-8"))
    }


def template() -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(FOLDER / "interface.pot"))}


def test_the_template_lists_exactly_the_words_in_use() -> None:
    known = set(template())
    floors = ("model", "overlays", "editions", "writers", "reports", "releases")
    used = set().union(*(words_in(ROOT / name) for name in floors))
    labels = {one.label for one in formats().values()}
    assert used | (labels & known) == known
    assert len(known) <= MOST_WORDS


def test_every_word_says_how_it_is_used() -> None:
    assert all(entry.comment for entry in template().values())


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.po")), ids=lambda p: p.stem)
def test_every_language_has_every_word(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    assert {entry.msgid for entry in catalogue} == set(template())
    assert catalogue.metadata["Language"] == path.stem
    for entry in catalogue:
        assert entry.msgstr.strip() == entry.msgstr != ""
        assert not entry.fuzzy
        assert not entry.msgctxt
        names = re.findall(r"\{\w+\}", entry.msgid)
        assert sorted(names) == sorted(re.findall(r"\{\w+\}", entry.msgstr))
