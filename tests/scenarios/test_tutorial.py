"""The tutorial and the README's tour, replayed: every command prints what the page shows."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from adaptkit.cli import run as command_line

TOP = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
_SIZE = re.compile(r"\d[\d.]* kB")
_HELD = ("emergency_number:", "- id:", "replace:", "append:", "with:", "because:")
CHAPTER = "source_guide/01-what-to-expect.md"
COSTS = "source_guide/02-getting-ready.md"
CATALOGUE = "locales/es/guide.po"
OVERLAY = "locales/overlays/ES/overlay.yaml"
BLOCK = "locales/overlays/ES/blocks/insurance.md"
DIRECTORY = "locales/overlays/ES/directory.yaml"
EDITION = "locales/editions/es_ES.yaml"


def change(name: str, *pairs: tuple[str, str]) -> None:
    text = Path(name).read_text("utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, (name, old)
        text = text.replace(old, new)
    Path(name).write_text(text, "utf-8")


class Reader:
    """Somebody who reads the page from top to bottom, and does what it says."""

    def __init__(self, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.page = page
        self.enter = monkeypatch.chdir
        self.fences = [(found[1], found[2]) for found in _FENCE.finditer(page)]

    def next(self, kind: str) -> str:
        info, text = self.fences.pop(0)
        assert info == kind, text
        return text

    def runs(self, then: Mapping[str, Callable[[], None]] | None = None) -> None:
        """A block of commands, each with all that it prints. ``then``: what is done after one."""
        for shown in re.split(r"^\$ ", self.next("console"), flags=re.M)[1:]:
            command, _, wanted = shown.partition("\n")
            program, *arguments = command.split()
            if program == "cd":
                self.enter(arguments[0])
                continue
            said = io.StringIO()
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                command_line(arguments)
            if wanted:
                assert (
                    _SIZE.sub("kB", said.getvalue()) == _SIZE.sub("kB", wanted).rstrip("\n") + "\n"
                ), command
            if then and command in then:
                then[command]()


def uncommented(scaffold: str, wanted: str) -> Iterator[str]:
    """The file with the # and the blank after it taken away, and filled in as the page has it."""
    lines = iter(wanted.splitlines())
    for line in scaffold.splitlines():
        if line.startswith("#  ") and line[1:].strip().startswith(_HELD):
            yield next(one for one in lines if one.startswith("  "))
        else:
            yield line


def test_the_tutorial_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    reader = Reader((TOP / "docs" / "tutorial.md").read_text("utf-8"), monkeypatch)
    # 1. Start
    reader.runs()
    assert Path(COSTS).read_text("utf-8").endswith(reader.next("text"))
    # 2. Change the guide
    old, new = re.findall(r"^> (.*)$", reader.page, re.M)
    change(CHAPTER, (old, new))
    reader.runs()
    reader.runs()
    # 3. Bring the translation up to date
    entry = reader.next("po")
    before = re.search(r"^#\| msgid .*\n", entry, re.M)
    assert before
    said = re.findall(r'to "(.*?)", take the\n', reader.page)[0]
    mended = entry.replace("#, fuzzy\n", "").replace(before[0], "")
    mended = mended.replace("Puede pedir un descanso en cualquier momento.", said)
    change(CATALOGUE, (entry, mended))
    reader.runs()
    # 4. Start an overlay for Spain
    reader.runs()
    reader.runs()
    wanted = reader.next("yaml")
    made = "\n".join(uncommented(Path(OVERLAY).read_text("utf-8"), wanted)) + "\n"
    assert re.sub(r"^#.*\n", "", made, flags=re.M) == wanted
    Path(OVERLAY).write_text(made, "utf-8")
    Path(DIRECTORY).write_text(reader.next("yaml"), "utf-8")
    block = reader.next("markdown")
    reader.runs()
    Path(BLOCK).parent.mkdir()
    Path(BLOCK).write_text(block, "utf-8")
    # 5. The edition
    reader.runs()
    publisher = dict(re.findall(r'`(name|url|email): (".*?")`', reader.page))
    change(EDITION, *((f'{key}: ""', f"{key}: {said}") for key, said in publisher.items()))
    reader.runs()
    # 6. When the guide changes under a decision
    change(COSTS, ("it pays for.", "it pays for each year."))
    reader.runs()
    # 7. What stands between this and a release
    reader.runs()
    assert not reader.fences


def test_the_tour_of_the_readme_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    reader = Reader((TOP / "README.md").read_text("utf-8"), monkeypatch)
    reader.fences = [fence for fence in reader.fences if fence[0] == "console"]
    reader.runs()
    french = "locales/fr/guide.po"
    empty, filled = (f'msgid "Getting ready"\nmsgstr "{words}"' for words in ("", "Se préparer"))
    reader.runs({"adaptkit add language fr": lambda: change(french, (empty, filled))})
    old, new = re.findall(r'turn "(.*?)" into\n"(.*?)" Then', reader.page)[0]
    change(COSTS, (old, new))
    reader.runs()
    reader.runs()
    assert not reader.fences
