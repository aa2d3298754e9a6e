"""What earlier builds have kept may be damaged, foreign or not there at all, and shared by several
builds: nobody sees anything of it."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from adaptkit.workspace import built_files
from tests.scenarios.kept_builds import Both, both, say
from tests.scenarios.projects import TODAY, Project

pytestmark = pytest.mark.at_length


def seal(content: bytes) -> bytes:
    """As a record begins: with the hash of all that follows."""
    return hashlib.sha256(content).hexdigest().encode() + b"\n" + content


SHAPES = (
    b"",
    b"\xff\xfe\x00",
    b"[]",
    b"{}",
    b"null",
    b'{"made_by": null, "files": 3, "looked_at": "x", "index": {}}',
    b'{"files": {"a": 1}, "looked_at": 1e400}',
    b'{"files": {"source_guide/guide.yaml": [[0, 0, 0, 0], 7]}}',
    b'{"files": {"source_guide/guide.yaml": [[0, 0, 0, 0], "", 7]}}',
    b"[" * 100_000,
    b'{"made_by":' + b"[" * 100_000,
)


def test_records_of_another_shape(builds: Both) -> None:
    builds.build("es")
    for shape in (*map(seal, SHAPES), *SHAPES[:3]):
        for file in builds.cache.iterdir():
            file.write_bytes(shape)
        assert builds.with_it("es").code == 0
    say(builds, "ES Rest ", "ES Pause ")
    builds.build("es")


def test_a_record_that_was_changed_and_not_sealed(builds: Both) -> None:
    builds.build("es")
    changed = 0
    for file in builds.cache.iterdir():
        held = file.read_bytes()
        file.write_bytes(held.replace(b'"percent":100', b'"percent":33'))
        changed += held != file.read_bytes()
    assert changed
    builds.build("es")


def poisoned(rng: random.Random, value: Any) -> Any:
    """The same with something else in one place, however deep."""
    if isinstance(value, str) and value[:1] in ("[", "{") and rng.random() < 0.7:
        return json.dumps(poisoned(rng, json.loads(value)))
    if not value or not isinstance(value, (dict, list)) or rng.random() < 0.1:
        return rng.choice(
            (None, 7, -1, "x", [], {}, [[]], {"": 1}, "[" * 50_000, {"x": {"y": [1]}})
        )
    if isinstance(value, list):
        at = rng.randrange(len(value))
        return [*value[:at], poisoned(rng, value[at]), *value[at + 1 :]]
    key = rng.choice(sorted(value))
    return {**value, key: poisoned(rng, value[key])}


# What was said and counted last time is believed, as are its words.
BELIEVED = ("outcome", "sibling", "progress")


def test_records_that_somebody_has_sealed_again(builds: Both, seed: int) -> None:
    """Whatever stands in them, nothing crashes. That their words are true nobody promises: the
    folder is the person's own, and who can write there can change the program as well."""
    builds.build("es")
    held = {file: file.read_bytes() for file in builds.cache.iterdir()}
    records = [file for file in held if held[file][64:66] == b"\n{"]
    say(builds, "ES A plan says", "ES A plan tells")
    for number in range(12):
        rng = random.Random(seed + number)
        file = rng.choice(records)
        record = json.loads(held[file][65:])
        key = rng.choice(sorted(record.keys() - set(BELIEVED)))
        other = {**record, key: poisoned(rng, record[key])}
        file.write_bytes(seal(json.dumps(other).encode()))
        assert builds.with_it("es").code == 0, (seed + number, key)
        for each, content in held.items():
            each.write_bytes(content)
    builds.build("es")


WRONG = (
    ("chapters", "not json"),
    ("anchors", None),
    ("names", [["x", 7], []]),
    ("source", "not a language"),
    ("outputs", {"trace.json": [1, 2, 3]}),
    ("outputs", {"trace.json": None}),
    ("outputs", {"not there": [1, "x"]}),
    ("outputs", {"\0": [1, "x"]}),
    ("catalogues", []),
    ("catalogues", {}),
    ("stamps", []),
    ("stamped_at", "long ago"),
    ("stamped_at", None),
    ("progress", "none"),
    ("outcome", {"": []}),
    ("units", {"01-plan": 3}),
    ("shared", None),
)


@pytest.mark.parametrize(("key", "value"), WRONG)
@pytest.mark.parametrize("there", [True, False])
def test_a_record_with_one_thing_of_another_shape(
    key: str, value: Any, there: bool, builds: Both
) -> None:
    builds.build("es")
    for file in builds.cache.iterdir():
        held = file.read_bytes()
        record = json.loads(held[65:]) if held[64:66] == b"\n{" else {}
        if key in record:
            if there and isinstance(value, str) and isinstance(record[key], dict):
                record[key] = dict.fromkeys(record[key], value)
            elif there:
                record[key] = value
            else:
                del record[key]
            file.write_bytes(seal(json.dumps(record).encode()))
    say(builds, "ES A plan says", "ES A plan tells")
    builds.build("es")


def test_a_copy_of_a_catalogue_that_is_none(builds: Both) -> None:
    """It says what the catalogue says now: as if nothing in it had been corrected."""
    builds.build("es")
    name = "locales/es/guide.po"
    then = builds.project.path(name).read_bytes()
    say(builds, "ES A plan says", "ES A plan tells")
    copies = [file for file in builds.cache.iterdir() if file.read_bytes() == then]
    assert copies
    for file in copies:
        file.write_bytes(builds.project.path(name).read_bytes())
    builds.build("es")


@pytest.mark.parametrize("key", ["chapters", "anchors"])
def test_a_record_that_goes_too_deep(key: str, builds: Both) -> None:
    builds.build("es")
    for file in builds.cache.iterdir():
        held = file.read_bytes()
        record = json.loads(held[65:]) if held[64:66] == b"\n{" else {}
        if key in record:
            deep = dict.fromkeys(record[key], "[" * 100_000)
            file.write_bytes(seal(json.dumps({**record, key: deep}).encode()))
    say(builds, "ES A plan says", "ES A plan tells")
    builds.build("es")


def test_records_under_each_others_names(builds: Both, seed: int) -> None:
    builds.build()
    files = sorted(builds.cache.iterdir())
    shuffled = random.Random(seed).sample([file.read_bytes() for file in files], len(files))
    for file, held in zip(files, shuffled, strict=True):
        file.write_bytes(held)
    say(builds, "ES A plan says", "ES A plan tells")
    builds.build()


@pytest.mark.parametrize("what", ["a file", "read-only", "a folder in each place", "gone"])
def test_where_nothing_can_be_kept(
    what: str, builds: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody hears of it."""
    if what == "a file":
        builds.cache.write_text("mine")
    else:
        builds.build("es")
    if what == "read-only":
        # As the system says it, for whoever may write everywhere too.
        lay = built_files.lay

        def refused(temporary: str, content: bytes) -> None:
            if Path(temporary).is_relative_to(builds.cache):
                raise OSError(errno.EROFS, "Read-only file system")
            lay(temporary, content)

        monkeypatch.setattr(built_files, "lay", refused)
    elif what == "a folder in each place":
        for file in builds.cache.iterdir():
            file.unlink()
            file.mkdir()
    elif what == "gone":
        shutil.rmtree(builds.cache)
    for words in ("ES A plan tells", "ES The plan tells"):
        text = builds.project.text("locales/es/guide.po")
        found = re.search(r'msgstr "(ES \w+ plan \w+)', text)
        assert found
        say(builds, found[1], words)
        builds.build("es")
    assert what != "a file" or builds.cache.read_text() == "mine"


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_disk_that_fills_while_it_is_kept(
    number: int, builds: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After so many files of the cache: what is there is of two builds."""
    builds.build()
    lay, room = built_files.lay, iter(range(number))
    full_at: list[str] = []

    def laid(temporary: str, content: bytes) -> None:
        if Path(temporary).is_relative_to(builds.cache) and next(room, None) is None:
            full_at.append(temporary)
            raise OSError(errno.ENOSPC, "No space left on device")
        lay(temporary, content)

    with monkeypatch.context() as full:
        full.setattr(built_files, "lay", laid)
        say(builds, "ES A plan says", "ES A plan tells")
        builds.build()
    assert full_at
    say(builds, "ES A plan tells", "ES A plan says")
    builds.build()
    say(builds, "ES Rest before", "ES Pause before")
    builds.build()


# More than one -----------------------------------------------------------------------------------


def test_two_projects_and_two_folders_share_what_is_kept(
    builds: Both, made: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = both(made.copy(tmp_path / "second" / "project"), tmp_path / "second", monkeypatch)
    second.cache = builds.cache
    say(second, "ES A plan says", "ES Another plan says")
    for number in range(2):
        for one in (builds, second):
            for name in ("out", "other"):
                one.name = name
                one.build("es")
                say(one, "ES Rest ", f"ES Rest {number} ")
    # What stands in the one's folder is brought to the other's: not what was written there.
    builds.name = second.name = "out"
    for mine, theirs in zip(builds.folders(), second.folders(), strict=True):
        shutil.rmtree(mine)
        shutil.copytree(theirs, mine)
    builds.build("es")


def test_a_crc_that_two_share(builds: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    """All records have one name: each build finds the one that was kept last."""
    monkeypatch.setattr("zlib.crc32", lambda _: 1)
    builds.build()
    builds.build("es")
    say(builds, "ES A plan says", "ES A plan tells")
    builds.build("es")
    builds.build()


def test_builds_at_the_same_time(builds: Both) -> None:
    """Of one project into two folders, and two of them into the same one. Whichever is the last to
    keep something, the next build is right."""
    builds.build()
    say(builds, "ES A plan says", "ES A plan tells")
    to = builds.folders()[0]
    command = [sys.executable, "-m", "adaptkit", "build", "--project", str(builds.project.root)]
    environment = {**os.environ, "ADAPTKIT_CACHE": str(builds.cache)}
    running = [
        subprocess.Popen(
            [*command, "--today", TODAY, "--to", str(folder)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for folder in (to, to, to.parent / "other")
    ]
    assert b"Sorry" not in b"".join(one.communicate()[1] for one in running)
    builds.build()
    say(builds, "ES A plan tells", "ES A plan says")
    builds.build()
    builds.name = "other"
    builds.build()
