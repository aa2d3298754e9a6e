"""Projects to run the command line on, and how to look at what it did."""

from __future__ import annotations

import atexit
import contextlib
import datetime
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import click
import polib

from adaptkit.catalogues.po import parse_po
from adaptkit.cli import adaptkit
from adaptkit.cli import run as command_line
from adaptkit.loading.reviews import ledger_files
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.locale import Locale
from adaptkit.model.review import Review, Role, Verdict, text_hash
from adaptkit.readiness.maker import Maker
from adaptkit.workspace import Workspace

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-22"

PLAN = """\
# Your plan {#plan}

A plan says what you want to do, and by when. It is yours to change.

![A path with three steps.](images/steps.svg "One step after another.")

## Costs {#costs}

Ask what each visit costs. Ask who pays for it, and what is left for you.

{#insurance .local country=US}
In the United States, your insurance plan decides. Call {helpline} if it says no.

- Write down your goals.
- Choose one of them.

::: slot where-to-get-help
Ask your doctor where to turn.
:::
"""
HOME = """\
# At home

Rest before you are tired. See [your plan](01-plan.md#costs).

{#danger .core}
If you cannot stand up, call for help at once.
"""
OVERLAY = """\
overlay: MX
language: es
country: MX
variables:
  helpline: "800 911 2000"
operations:
  - id: insurance
    replace: plan.costs.insurance
    with: blocks/insurance.md
    because: {nature: substitute, reason: "Another system", decided_by: [us], on: 2026-11-02}
  - id: help
    append: {slot: where-to-get-help}
    with: blocks/help.md
    because: {nature: addition, reason: "A local address", decided_by: [us], on: 2026-11-02}
"""
SMALL = {
    "source_guide/guide.yaml": """\
title: "Living at home"
version: "1.0"
source_language: en
country: US
chapters:
  - 01-plan.md
  - 02-home.md
variables:
  helpline:
    value: "1 800 555 0100"
    kind: telephone
    note: "A number that anyone can call."
""",
    "source_guide/01-plan.md": PLAN,
    "source_guide/02-home.md": HOME,
    "source_guide/images/steps.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>\n'
    ),
    "locales/overlays/MX/overlay.yaml": OVERLAY,
    "locales/overlays/MX/blocks/insurance.md": "En México decide la institución que lo atiende.\n",
    "locales/overlays/MX/blocks/help.md": "Pregunte en su centro de salud.\n",
    "locales/editions/es_MX.yaml": (
        "edition: es_MX\nlanguage: es_MX\noverlays: [MX]\nformats: [html, md]\n"
    ),
}


@dataclass(frozen=True)
class Ran:
    """One command line's exit code and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Project:
    root: Path

    def path(self, name: str) -> Path:
        return self.root / name

    def text(self, name: str) -> str:
        return self.path(name).read_bytes().decode("utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)

    def change(self, name: str, old: str, new: str) -> None:
        text = self.text(name)
        assert text.count(old) == 1, (name, old, text.count(old))
        self.write(name, text.replace(old, new))

    def run(self, *arguments: str) -> Ran:
        return run("--project", str(self.root), *arguments)

    def done(self, *arguments: str) -> Ran:
        """A run that must be clean."""
        ran = self.run(*arguments)
        assert ran.code == 0, ran
        return ran

    def catalogue(self, language: str = "es", domain: str = "guide") -> Catalogue:
        name = f"locales/{language}/{domain}.po"
        return parse_po(
            self.path(name).read_bytes(), path=name, locale=Locale.parse(language), domain=domain
        )

    def tree(self) -> dict[str, tuple[bytes, int]]:
        """Every file of the guide and its locales with its bytes and time of change."""
        return {
            file.relative_to(self.root).as_posix(): (file.read_bytes(), file.stat().st_mtime_ns)
            for name in ("source_guide", "locales")
            for file in sorted(self.path(name).rglob("*"))
            if file.is_file()
        }

    def copy(self, to: Path) -> Project:
        shutil.copytree(self.root, to, symlinks=True)
        return Project(to)


def run(*arguments: str) -> Ran:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = command_line(list(arguments))
    ran = Ran(code, out.getvalue(), err.getvalue())
    assert "Traceback" not in ran.err, ran.err
    assert "Sorry" not in ran.err, ran.err
    for told in _TOLD.findall(ran.err + ran.out):
        assert can_be_typed(told), told
    return ran


# A command that a message tells, up to where its sentence goes on.
_TOLD = re.compile(r"\badaptkit ([a-z][^\n,;()\"”]+)")


def can_be_typed(told: str) -> bool:
    """Whether there are such a command and such options; True where nothing is told to be typed."""
    words = told.replace("'", " ").rstrip(".: ").split()
    command: click.Command = adaptkit
    while isinstance(command, click.Group):
        within = command.get_command(click.Context(command), words.pop(0) if words else "")
        if within is None:
            return command is adaptkit or "[OPTIONS]" in told
        command = within
    known = {"-h", "--help"}.union(*(one.opts + one.secondary_opts for one in command.params))
    return known.issuperset(word for word in words if re.match(r"--?[a-z]", word))


def small(root: Path) -> Project:
    """Two chapters, an overlay, an edition; Spanish complete. To make it takes forty times as long
    as to copy it: each process makes it once (``tests/scenarios/test_projects.py``)."""
    shutil.copytree(_made(), root, dirs_exist_ok=True)
    return Project(root)


@cache
def _made() -> Path:
    # Whatever a test has changed of the program, another process makes what all begin with.
    folder = Path(tempfile.mkdtemp(prefix="adaptkit-small-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    command = "import sys; from tests.scenarios.projects import make_small; make_small(sys.argv[1])"
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([*filter(None, sys.path), str(ROOT)]),
        "ADAPTKIT_CACHE": str(folder / "cache"),
    }
    for name in ("SOURCE_DATE_EPOCH", "COLUMNS"):
        environment.pop(name, None)
    subprocess.run(
        [sys.executable, "-c", command, str(folder / "guide")], check=True, env=environment
    )
    return folder / "guide"


def make_small(root: str | Path) -> Project:
    """What ``small`` gives, made by the commands themselves."""
    project = Project(Path(root))
    for name, content in SMALL.items():
        project.write(name, content)
    project.done("update", "es", "--today", TODAY)
    translate(project)
    project.done("update", "--today", TODAY)
    return project


def translate(project: Project, language: str = "es", word: str = "ES") -> None:
    """Fill what is empty: the same text with a word before it, unlike any in the guide."""
    path = project.path(f"locales/{language}/guide.po")
    catalogue = polib.pofile(str(path), wrapwidth=0)
    for entry in catalogue:
        if not entry.msgstr and not entry.obsolete:
            entry.msgstr = f"{word} {entry.msgid}"
    catalogue.save()
    project.done("format")


def sign_all(project: Project, edition: str, today: str = TODAY) -> None:
    """Somebody has read all that can be signed off of an edition today, but for what changes a
    safety passage; nothing of an edition that cannot be made."""
    roles = ", ".join(Role)
    project.write("reviews/people.yaml", f'all: {{name: "Everybody", roles: [{roles}]}}\n')
    workspace = Workspace.at(project.root)
    day = datetime.date.fromisoformat(today)
    try:
        (made,) = Maker(workspace, day).make_all([edition])
    except ProblemsFound:
        return
    new: dict[tuple[str, str], list[Review]] = {}
    for one in made.asked.values():
        if one.decision and one.core:
            continue
        hashes = text_hash(one.source), text_hash(one.words)
        for role in Role:
            word = (one.unit, *hashes, "all", role, today, Verdict.APPROVED)
            said = Review(*word, place=one.place)
            new.setdefault((one.locale, one.domain), []).append(said)
    workspace.write(ledger_files(workspace, new))


def live(catalogue: Catalogue) -> dict[str, Entry]:
    return dict(catalogue.by_id())


def in_state(catalogue: Catalogue, state: EntryState) -> list[Entry]:
    return [entry for entry in catalogue.entries if entry.state is state]


def lost_words(before: Catalogue, after: Catalogue) -> list[str]:
    """Translations that stood there before and stand nowhere any more, joined ones found."""
    now = Counter(entry.msgstr for entry in after.entries if entry.msgstr)
    gone = Counter(entry.msgstr for entry in before.entries if entry.msgstr) - now
    joined = [entry.msgstr for entry in in_state(after, EntryState.FUZZY)]
    return [words for words in gone.elements() if not any(words in whole for whole in joined)]


def paragraphs(text: str, words: int = 18) -> list[str]:
    """The plain paragraphs of a chapter that nothing marks, with two sentences and more."""
    chunks = text.split("\n\n")
    return [
        chunk
        for chunk in chunks
        if "\n" not in chunk
        and chunk[:1].isalpha()
        and len(chunk.split()) >= words
        and chunk.count(". ") >= 1
        and "{" not in chunk
        and "](" not in chunk
    ]


def assert_readable(project: Project, names: Iterable[str] = ()) -> None:
    """Every catalogue parses with polib too, and no entry is lost on the way."""
    for path in [project.path(n) for n in names] or sorted(project.root.glob("locales/**/*.po*")):
        content = path.read_bytes()
        assert content.endswith(b"\n")
        assert b"\r" not in content
        text = content.decode("utf-8")
        lines = f"\n{text}"  # the words around the guide have no msgctxt; the header is no entry
        entries = lines.count("\nmsgid ") + lines.count("\n#~ msgid ") - 1
        assert len(polib.pofile(text)) == entries
