"""Interface words: the nearest locale that has a word wins, fuzzy ones never."""

from __future__ import annotations

from pathlib import Path

import pytest

from adaptkit.catalogues import interface
from adaptkit.model.locale import Locale

from .builders import catalogue, entry

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "interface"
    folder.mkdir()
    near = '\nmsgid "Next"\nmsgstr "Sig."\n\n#, fuzzy\nmsgid "Contents"\nmsgstr "quizá"\n'
    far = '\nmsgid "Next"\nmsgstr "Siguiente"\n\nmsgid "Contents"\nmsgstr "Contenido"\n'
    (folder / "es_MX.po").write_text(HEADER + near, "utf-8")
    (folder / "es.po").write_text(HEADER + far, "utf-8")
    monkeypatch.setattr(interface, "files", lambda _: tmp_path)


def test_each_word_comes_from_the_nearest_that_has_it() -> None:
    chain = Locale.parse("es-MX").parents()
    assert interface.interface_words(chain) == {"Next": "Sig.", "Contents": "Contenido"}


def test_an_override_comes_first_unless_fuzzy() -> None:
    own = catalogue(entry("", "Next", "Adelante"), entry("", "Contents", "tal vez", "fuzzy"))
    words = interface.interface_words([Locale("es")], own)
    assert words == {"Next": "Adelante", "Contents": "Contenido"}


def test_a_language_without_words_is_no_error() -> None:
    assert interface.read_interface(Locale("tet")) is None
    assert interface.interface_words([Locale("tet")]) == {}
