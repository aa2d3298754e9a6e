"""Killed, starved, shut out or disturbed at any point: not a word is lost, every file is whole."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import resource
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from unittest import mock

import polib
import pytest

from adaptkit.catalogues.po import parse_po
from adaptkit.model.catalogue import Catalogue
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.locale import Locale
from adaptkit.workspace import Workspace, files
from adaptkit.workspace.files import alone
from tests.scenarios import faults
from tests.scenarios.faults import Tree, content, leftovers
from tests.scenarios.projects import Project, lost_words, small

pytestmark = pytest.mark.at_length

LANGUAGES = ("es", "fr", "ms")
CHAPTER, PO = "source_guide/02-home.md", "locales/es/guide.po"
NOW = ("--today", "2026-11-23")
UPDATE = ("update", *NOW)
COMMANDS = {
    "update": UPDATE,
    "format": ("format",),
    "import": ("import", "back.xlf", *NOW),
    "align": ("align", "old.md", "--language", "ms", *NOW),
}
_WORDS = '"ES Write down your goals."'


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Three languages, a guide that has changed, and something to do for every command."""
    project = small(tmp_path_factory.mktemp("ready") / "guide")
    spanish = project.text(PO)
    for language in LANGUAGES[1:]:
        own = spanish.replace('"ES ', f'"{language.upper()} ').replace(
            ": es\\n", f": {language}\\n"
        )
        project.write(f"locales/{language}/guide.po", own)
    # The Malay words of one chapter are not in the catalogue yet, but in an old document.
    project.change("locales/ms/guide.po", '"MS Rest before you are tired. See', '""#"')
    text = project.text("locales/ms/guide.po")
    line = next(line for line in text.splitlines() if '""#"' in line)
    project.write("locales/ms/guide.po", text.replace(line, 'msgstr ""'))
    project.write(
        "old.md",
        "# MS At home {#home}\n\nMS Rest before you are tired. See [your plan](01-plan.md#costs).\n"
        "\nMS If you cannot stand up, call for help at once.\n",
    )
    project.done(*UPDATE)
    project.done("export", "xliff", "es", "--to", str(project.path("back.xlf")))
    project.change("back.xlf", ">ES Write down your goals.<", ">Elija una.<")
    for language in LANGUAGES:
        path = project.path(f"locales/{language}/guide.po")
        polib.pofile(str(path), wrapwidth=30).save()
    project.change(CHAPTER, "If you cannot stand up, call", "Should you be unable to rise, call")
    project.change("source_guide/01-plan.md", "- Choose one of them.\n", "")
    return project


@pytest.fixture
def project(ready: Project, tmp_path: Path) -> Project:
    return ready.copy(tmp_path / "guide")


def typed(project: Project, command: str) -> list[str]:
    return [
        str(project.path(word)) if word in ("back.xlf", "old.md") else word
        for word in COMMANDS[command]
    ]


@cache
def judged(name: str, data: bytes) -> Catalogue:
    """The catalogue, which polib reads as well, entry for entry."""
    folder = Path(name).parent.name
    locale = Locale.parse(folder) if name.endswith(".po") else None
    found = parse_po(data, path=name, locale=locale, domain="guide")
    theirs = polib.pofile(data.decode(), wrapwidth=0)
    assert sorted((e.msgctxt or "", e.msgid, e.msgstr) for e in theirs) == sorted(
        (e.unit_id, e.msgid, e.msgstr) for e in found.entries
    )
    return found


def lost(before: Tree, after: Tree) -> list[str]:
    """Words that stood in a catalogue and stand there no more. Raises where one does not parse."""
    assert after.keys() >= before.keys()
    gone: list[str] = []
    for name in sorted(after):
        if name.endswith((".po", ".pot")):
            found = judged(name, after[name])
            if name.endswith(".po") and name in before:
                gone += lost_words(judged(name, before[name]), found)
    return gone


class Judge:
    """What must hold after any run of one command, however it ended."""

    def __init__(self, project: Project, command: str) -> None:
        self.project, self.words = project, typed(project, command)
        self.before = content(project)
        self.write = faults.planned(project, *self.words)
        assert project.run(*self.words).code == 0
        self.finished = content(project)
        assert self.finished != self.before
        self.replaced = set(lost(self.before, self.finished))
        assert not self.replaced or command == "import"
        self.restore()
        self.known: set[tuple[tuple[str, ...], bool]] = set()

    def restore(self) -> None:
        faults.restore(self.project, self.before)

    def after_a_fault(self) -> None:
        """Every file is old or new, whole; not a word is lost; the command, run again, makes
        of it what it would have made undisturbed, and leaves nothing beside."""
        now = content(self.project)
        assert now.keys() == self.before.keys()
        for name, data in now.items():
            assert data in (self.before[name], self.finished[name]), name
        assert set(lost(self.before, now)) <= self.replaced
        new = tuple(name for name, data in now.items() if data != self.before[name])
        state = (new, bool(leftovers(self.project)))
        if state not in self.known:
            self.known.add(state)
            assert self.project.run(*self.words).code == 0
            # Words that have come in already are not dated anew.
            assert undated(content(self.project)) == undated(self.finished)
            self.project.done(*UPDATE)
            assert leftovers(self.project) == []
        self.restore()


def undated(tree: Tree) -> Tree:
    return {
        name: b"\n".join(line for line in data.split(b"\n") if b"-Date: " not in line)
        for name, data in tree.items()
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_every_single_operation(command: str, project: Project) -> None:
    judge = Judge(project, command)
    number = 1
    while faults.killed_at(judge.write, number):
        judge.after_a_fault()
        number += 1
    assert content(project) == judge.finished
    changed = [n for n in judge.before if judge.before[n] != judge.finished[n]]
    # Of each file: made, opened, written, synchronised, kept, moved in, and all tidied up.
    assert number > 15 * len(changed)
    assert len(judge.known) > len(changed)


def killed_at_random(project: Project, times: int, *, whole: bool) -> None:
    """Killed so many times at any moment of an update: of the ``whole`` of it, or of the short
    part in which it writes."""
    judge = Judge(project, "update")

    def work() -> None:
        if whole:
            project.done(*UPDATE)
        else:
            judge.write()

    faults.killed_often(work, judge.restore, times, then=judge.after_a_fault)


@pytest.mark.parametrize("whole", [True, False])
def test_killed_at_random_moments(whole: bool, project: Project) -> None:
    """Some; ``tests/clients`` does it 500 times over."""
    killed_at_random(project, 30, whole=whole)


def takes_room(where: str) -> bool:
    before = where.startswith(("before open", "before link")) and ".adaptkit-" in where
    return before or "write" in where or where.startswith("before fsync")


@pytest.mark.parametrize("command", ["update", "import"])
def test_a_disk_that_is_full_at_every_operation(command: str, project: Project) -> None:
    full = faults.raising(OSError(errno.ENOSPC, "No space left on device"))
    judge = Judge(project, command)
    number, refused = 1, 0
    while True:
        at = faults.At(number, full, takes_room)
        with faults.watched(at):
            ran = project.run(*judge.words)
        if not at.where:
            break
        assert leftovers(project) == []
        if ran.code:
            refused += 1
            assert content(project) == judge.before
            assert re.match(
                r"locales/\S+: error: this file cannot be written: the disk is full .*\n"
                r"  hint: make room, then run the command again\n",
                ran.err,
            )
            assert "Nothing was written." in ran.err
        else:
            # Only the second name that is kept for going back can be done without.
            assert at.where.startswith("before link")
            assert content(project) == judge.finished
        judge.restore()
        number += 1
    assert refused >= 5


@pytest.mark.parametrize("command", ["update", "import"])
def test_stopped_by_a_person_at_every_operation(command: str, project: Project) -> None:
    """All files are as they were or, once all of them were in place, as they should be."""
    judge = Judge(project, command)
    number = 1
    while True:
        at = faults.At(number, faults.raising(KeyboardInterrupt()))
        with faults.watched(at), contextlib.suppress(KeyboardInterrupt):
            judge.write()
        if not at.where:
            break
        assert content(project) in (judge.before, judge.finished), at.where
        judge.after_a_fault()
        number += 1
    assert number > 15


def limited(size: int) -> None:
    """No file of this process may become longer (bytes): a real fault in a real write."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_files_that_cannot_be_written_to_their_end(project: Project) -> None:
    judge = Judge(project, "update")
    sizes = sorted({len(data) for data in judge.finished.values()})[-3:]
    for size in sorted({0, 4096, sizes[0], sizes[-1] - 1, sizes[-1]}):
        ran = faults.ran_apart(lambda: project.run(*UPDATE), lambda size=size: limited(size))
        if size >= sizes[-1]:
            assert ran.code == 0
            assert content(project) == judge.finished
        else:
            assert ran.code == 1
            assert "this file cannot be written: this disk takes no file of this size" in ran.err
            assert content(project) == judge.before
            assert leftovers(project) == []
        judge.restore()


@pytest.fixture
def shared(ready: Project) -> Iterator[Project]:
    """In a folder that everybody may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    project = ready.copy(folder / "guide")
    for path in (project.root, *project.root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    yield project
    for path in (project.root, *project.root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    shutil.rmtree(folder)


def without_rights(folders: list[Path]) -> Callable[[], None]:
    """Before the run: the folders may only be read. Root may do anything, so it becomes nobody,
    who owns the project."""

    def work() -> None:
        root = os.geteuid() == 0
        for path in folders[0].rglob("*") if root else ():
            os.chown(path, 65534, 65534)
        for folder in folders[1:]:
            folder.chmod(0o555)
        if root:
            os.setgid(65534)
            os.setuid(65534)

    return work


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("closed", ["locales/es", "locales/ms", "locales"])
def test_a_folder_that_may_only_be_read(command: str, closed: str, shared: Project) -> None:
    judge = Judge(shared, command)
    changed = [n for n in judge.before if judge.before[n] != judge.finished[n]]
    barred = [n for n in changed if str(Path(n).parent) == closed]
    ran = faults.ran_apart(
        lambda: shared.run(*judge.words), without_rights([shared.root, shared.path(closed)])
    )
    if not barred:
        assert ran.code == 0
        assert content(shared) == judge.finished
        return
    assert ran.code == 1
    assert ran.err.startswith(
        f"{barred[0]}: error: this file cannot be written: you may not change it, or another "
        "program holds it [not-written]\n"
        "  hint: close it in other programs, or ask for the right to write in this folder\n"
    )
    assert "Nothing was written." in ran.err
    assert content(shared) == judge.before
    assert leftovers(shared) == []


def runs_at_the_same_time(project: Project, others: list[str], times: int) -> None:
    commands = ["update", *others]
    judge = Judge(project, "update")
    for _ in range(times):
        works = [lambda name=name: project.run(*typed(project, name)) for name in commands]
        ran = faults.all_at_once(*works)
        assert any(one.code == 0 for one in ran)
        for one in ran:
            assert one.code == 0 or "run the command again" in one.err, one
        now = content(project)
        missing = lost(judge.before, now)
        if "import" in others and ran[1].code == 0:
            assert "Elija una." in {entry.msgstr for entry in judged(PO, now[PO]).entries}
            missing = [words for words in missing if f'"{words}"' != _WORDS]
        assert missing == []
        assert leftovers(project) == []
        for name in commands:
            project.done(*typed(project, name))
        judge.restore()


OTHERS = [["update", "update"], ["import"], ["format"], ["align"]]


@pytest.mark.parametrize("others", OTHERS)
def test_runs_at_the_same_time(others: list[str], project: Project) -> None:
    runs_at_the_same_time(project, others, 3)


def test_whoever_writes_is_alone(project: Project) -> None:
    with alone(project.root) as first:
        assert first
        with mock.patch.object(files, "_PATIENCE", 0.0), alone(project.root) as second:
            assert not second
    with alone(project.root) as third:
        assert third


def test_a_run_that_waits_no_longer_takes_nothing_away(project: Project) -> None:
    """Another run goes on without being alone, just when files stand ready to be moved in."""
    judge = Judge(project, "update")
    number, said = 1, []
    while True:
        at = faults.At(
            number,
            lambda: said.append(project.run(*typed(project, "import"))),
            lambda where: where.startswith("before replace"),
        )
        refused = ""
        with mock.patch.object(files, "_PATIENCE", 0.0), faults.watched(at):
            try:
                judge.write()
            except ProblemsFound as problem:
                refused = str(problem)
        if not at.where:
            break
        assert not refused or "saved by somebody else" in refused
        assert lost(judge.before, content(project)) in ([], [_WORDS.strip('"')])
        judge.restore()
        number += 1
    assert any(one.code == 0 for one in said)
    assert number > 4


def saved_in_place(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def saved_beside(path: Path, text: str) -> None:
    beside = path.with_suffix(".tmp")
    beside.write_text(text, "utf-8")
    beside.rename(path)


class _Saved:
    """The first catalogue as a translator saves it, at the n-th point of a run."""

    def __init__(self, judge: Judge, save: Callable[[Path, str], None]) -> None:
        self.judge, self.project, self.save = judge, judge.project, save
        self.words = judge.before[PO].decode().replace(_WORDS, '"Elija una."')
        self.outcomes: Counter[str] = Counter()
        self.known: set[tuple[str, bytes]] = set()

    def __call__(self) -> None:
        self.save(self.project.path(PO), self.words)

    def check(self, where: str, said: str) -> None:
        """The saved words are there, and after a further update all the others too. ``said``:
        what the run was refused with."""
        now = content(self.project)
        assert "Elija una." in {e.msgstr for e in judged(PO, now[PO]).entries}, where
        assert not said or f"{PO}: " in said
        assert not said or "this file was saved by somebody else while adaptkit" in said
        kind = "refused" if said else "on top" if now[PO] == self.words.encode() else "taken in"
        self.outcomes[kind] += 1
        if (kind, now[PO]) not in self.known:
            self.known.add((kind, now[PO]))
            self.project.done(*UPDATE)
            after = content(self.project)
            assert {f'"{words}"' for words in lost(self.judge.before, after)} <= {_WORDS}
            assert "Elija una." in {e.msgstr for e in judged(PO, after[PO]).entries}
        self.judge.restore()


def test_a_translator_saves_while_an_update_reads(project: Project) -> None:
    """After every file that it reads."""
    saved = _Saved(Judge(project, "update"), saved_beside)
    real = Workspace.read_bytes
    number = 1
    while True:
        at = faults.At(number, saved)

        def read(workspace: Workspace, path: str, at: faults.At = at) -> bytes:
            data = real(workspace, path)
            at(f"after reading {path}")
            return data

        with mock.patch.object(Workspace, "read_bytes", read):
            ran = project.run(*UPDATE)
        if not at.where:
            break
        saved.check(at.where, ran.err if ran.code else "")
        number += 1
    assert saved.outcomes.keys() == {"taken in", "refused"}


@pytest.mark.parametrize("save", [saved_in_place, saved_beside])
def test_a_translator_saves_while_an_update_writes(
    save: Callable[[Path, str], None], project: Project
) -> None:
    """At every point from the first file that is laid ready to the last that is tidied up.

    Between the last look at a file and its replacement lies one system call: what is put there by
    renaming in that very moment is the one thing that nothing can see.
    """
    judge = Judge(project, "update")
    saved = _Saved(judge, save)
    unseen = f"before replace {project.path(PO)}" if save is saved_beside else ""
    number = 1
    while True:
        at = faults.At(number, saved, lambda where: where != unseen)
        said = ""
        with faults.watched(at):
            try:
                judge.write()
            except ProblemsFound as problem:
                said = str(problem)
        if not at.where:
            break
        saved.check(at.where, said)
        number += 1
    assert number > 60
    assert saved.outcomes.keys() == {"on top", "refused"}
