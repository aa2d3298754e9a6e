"""A folder is what was built if, and only if, every byte of every file is the same."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from adaptkit.model.release import ReleasedFile
from adaptkit.releases.compare import ADDED, CHANGED, MISSING, RENAMED, Mismatch, mismatches

# Few names and few contents, so that files are often the same, swapped or renamed.
FOLDERS = st.dictionaries(
    st.sampled_from(["a.html", "b.html", "c/d.html", "c/e.md", "f"]),
    st.sampled_from([b"", b"1", b"2", b"11", b"12"]) | st.binary(max_size=3),
)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def listed(files: dict[str, bytes]) -> list[ReleasedFile]:
    return [ReleasedFile(path, len(each), sha256(each)) for path, each in files.items()]


def found(built: dict[str, bytes], there: dict[str, bytes]) -> tuple[Mismatch, ...]:
    sizes = {path: len(content) for path, content in there.items()}
    return mismatches(listed(built), sizes, lambda path: sha256(there[path]))


@given(FOLDERS, FOLDERS)
def test_there_is_no_difference_if_and_only_if_the_bytes_are_equal(
    built: dict[str, bytes], there: dict[str, bytes]
) -> None:
    assert (found(built, there) == ()) is (built == there)


@given(FOLDERS, FOLDERS)
def test_each_difference_is_told_once_and_is_one(
    built: dict[str, bytes], there: dict[str, bytes]
) -> None:
    told = found(built, there)
    paths = [path for one in told for path in (one.path, one.was) if path]
    assert len(set(paths)) == len(paths)
    assert set(paths) == {path for path in {*built, *there} if built.get(path) != there.get(path)}
    for one in told:
        match one.kind:
            case "missing":
                assert one.path not in there
            case "added":
                assert one.path not in built
            case "changed":
                assert built[one.path] != there[one.path]
            case "renamed":
                assert one.path not in built
                assert one.was not in there
                assert built[one.was] == there[one.path]
            case kind:
                raise AssertionError(kind)


def test_what_a_person_does_is_called_so() -> None:
    built = {"a.html": b"1", "b.html": b"2", "c.html": b"3"}
    there = {"a.html": b"1", "x.html": b"2", "c.html": b"4", "new": b"5"}
    assert found(built, there) == (
        Mismatch(CHANGED, "c.html"),
        Mismatch(ADDED, "new"),
        Mismatch(RENAMED, "x.html", "b.html"),
    )
    assert found({"a": b"1"}, {}) == (Mismatch(MISSING, "a"),)


def test_edition_json_itself_is_no_file_that_was_added() -> None:
    assert found({"a": b""}, {"a": b"", "edition.json": b"{}"}) == ()
