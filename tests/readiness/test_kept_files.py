"""What was kept is of this state of the program alone, whatever file of it was changed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adaptkit.readiness import kept_files
from adaptkit.readiness.kept_files import Inputs

PACKAGE = Path(kept_files.__file__).parents[1]


def _of_each_kind() -> Iterator[str]:
    """One file of every kind that the package has, by the end of its name."""
    seen: set[str] = set()
    for path in sorted(PACKAGE.rglob("*")):
        kind = path.suffix or path.name
        if path.is_file() and "__pycache__" not in path.parts and kind not in seen:
            seen.add(kind)
            yield path.relative_to(PACKAGE).as_posix()


KINDS = tuple(_of_each_kind())


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    package = tmp_path_factory.mktemp("copy") / "adaptkit"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    return package


def program() -> list[object]:
    """As a run that begins now sees it."""
    kept_files.program.cache_clear()
    return kept_files.program()


@pytest.fixture
def package(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept_files, "__file__", str(copy / "readiness/kept_files.py"))
    return copy


def test_the_kinds_are_many() -> None:
    assert {Path(name).suffix for name in KINDS} >= {".py", ".typ", ".js", ".css", ".yaml", ".po"}


@pytest.mark.parametrize("name", KINDS)
def test_a_change_to_any_file_of_the_program_is_seen(package: Path, name: str) -> None:
    before = program()
    assert program() == before
    file = package / name
    file.write_bytes(file.read_bytes() + b"\n")
    assert program() != before


@pytest.mark.parametrize("name", KINDS)
def test_an_older_file_in_its_place_is_seen(package: Path, name: str) -> None:
    """As ``git checkout`` of an earlier state or ``cp -p`` leaves it: no younger, as large."""
    before = program()
    os.utime(package / name, ns=(0, 1_600_000_000_000_000_000))
    assert program() != before


def test_two_changes_alike_do_not_hide_each_other(package: Path) -> None:
    """Packages are often written with one time for all of their files. Two marks that differ in
    the same places, and are as long, cancel out in any sum that carries nothing over."""
    files = [package / "console.py", package / "records.py"]
    for file in files:
        file.write_bytes(bytes(1000))
    for time in (1_000_000_000, 2_000_000_000):
        before = program()
        for file in files:
            os.utime(file, ns=(0, time))
        assert program() != before


def test_a_file_more_less_or_of_another_name_is_seen(package: Path) -> None:
    before = program()
    file = package / "writers" / "pdf" / "new.typ"
    file.write_bytes(b"")
    more = program()
    named = file.rename(file.with_name("old.typ"))
    renamed = program()
    named.unlink()
    assert before == program()
    assert before != more != renamed != before


def test_what_python_makes_of_it_is_no_change(package: Path) -> None:
    before = program()
    made = package / "__pycache__"
    made.mkdir(exist_ok=True)
    (made / "console.cpython-311.pyc").write_bytes(b"x")
    assert program() == before


def test_another_python_and_other_libraries_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that was installed or taken away since, in whichever of their folders."""
    folders = [tmp_path / "site-packages", tmp_path / "dist-packages"]
    for folder in folders:
        folder.mkdir()
        os.utime(folder, ns=(0, 1_000))
    gone = tmp_path / "gone" / "site-packages"
    monkeypatch.setattr(sys, "path", [*map(str, (gone, *folders)), *sys.path[:1]])
    seen = [program()]
    for folder in folders:
        os.utime(folder, ns=(0, 2_000 + len(seen)))
        seen.append(program())
    monkeypatch.setattr(sys, "version", "another")
    seen.append(program())
    assert len({str(one) for one in seen}) == 4


def test_a_program_that_cannot_be_looked_at_is_another_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_files, "__file__", "/nowhere/adaptkit/readiness/kept_files.py")
    assert program() != program()


CATALOGUES = ("locales/es/guide.po", "locales/es_MX/guide.po", "locales/es/MX.po")
SHARED = (
    "source_guide/a.md",
    "reviews/people.yaml",
    "reviews/es/guide.yaml",
    "locales/guide.pot",
    "locales/es/notes.txt",
    # These are called as catalogues are, and belong to no language.
    "locales/overlays/MX.po",
    "locales/editions/es.po",
    "locales/es/older/guide.po",
    "locales/guide.po",
)


def test_a_language_by_whatever_name(tmp_path: Path) -> None:
    """Its folder may be called as another program calls it, and be none at all."""
    for folder in ("pt-BR", "sr@latin", "of nobody"):
        (tmp_path / "locales" / folder).mkdir(parents=True)
        (tmp_path / "locales" / folder / "guide.po").write_text("one")
    found = Inputs(tmp_path, {})
    assert set(found.of(["pt_BR"])) == {"locales/pt-BR/guide.po"}
    assert set(found.of(["sr_Latn", "sr@latin"])) == {"locales/sr@latin/guide.po"}
    assert "locales/of nobody/guide.po" in found.shared


def test_every_file_is_of_a_language_or_of_all(tmp_path: Path) -> None:
    """Of a catalogue all know only that it is there; of whatever else, what is in it."""
    for name in (*CATALOGUES, *SHARED):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    before = Inputs(tmp_path, {})
    assert set(before.shared) == {*CATALOGUES, *SHARED}
    assert set(before.of(["es"])) == {"locales/es/guide.po", "locales/es/MX.po"}
    assert set(before.of(["es-mx"])) == {"locales/es_MX/guide.po"}
    for name in (*CATALOGUES, *SHARED):
        (tmp_path / name).write_text("another")
        after = Inputs(tmp_path, {})
        assert (after.shared == before.shared) == (name in CATALOGUES)
        assert (after.of(["es", "es_MX"]) == before.of(["es", "es_MX"])) == (name in SHARED)
        before = after


def test_whatever_is_kept_can_be_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be taken away keeps nothing else from going; what is not ours stays."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("ADAPTKIT_CACHE", str(cache))
    for number, kind in enumerate(kept_files.KINDS):
        (cache / f"{kind}-{number}.json").mkdir(parents=True)
        (cache / f"{kind}-a{number}.json").write_text("kept")
        (cache / f"{kind}-z{number}.json").write_text("kept")
    (cache / "mine.json").write_text("mine")
    kept_files.forget_all()
    assert [file.name for file in cache.iterdir() if file.is_file()] == ["mine.json"]
    monkeypatch.setenv("ADAPTKIT_CACHE", "")
    kept_files.forget_all()
