"""Two branches of a project, with git itself: what conflicts, what ``format`` mends, and what the
merge driver leaves to a person."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from adaptkit.model.catalogue import EntryState
from tests.scenarios.projects import Project

PO, POT = "locales/es/guide.po", "locales/guide.pot"
ONE, TWO = "source_guide/01-a.md", "source_guide/02-b.md"
ATTRIBUTES = Path(__file__).parents[2] / "src/adaptkit/starter/_gitattributes"
SRC = Path(__file__).parents[2] / "src"


class Repository:
    def __init__(self, root: Path, *, driver: bool) -> None:
        self.project = Project(root)
        who = {f"GIT_{a}_{b}": "a@example.org" for a in ("AUTHOR", "COMMITTER")
               for b in ("NAME", "EMAIL")}  # fmt: skip
        self.env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONPATH": str(SRC)}
        self.project.write(ONE, "# A\n\nFirst words.\n\nTake 4 tablets.\n")
        self.project.write(TWO, "# B\n\nOther words.\n")
        self.update("2026-01-01", "es")
        self.git("init", "-q", "-b", "main")
        if driver:
            self.project.write(".gitattributes", ATTRIBUTES.read_text("utf-8"))
            self.project.done("merge-driver", "--set-up")
            said = self.git("config", "merge.adaptkit.driver").stdout.strip()
            assert said == "adaptkit merge-driver %O %A %B"
            run = f'"{sys.executable}" -m adaptkit merge-driver %O %A %B'
            self.git("config", "merge.adaptkit.driver", run)
        self.commit()

    def git(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        call = ["git", *arguments]
        done = subprocess.run(
            call, cwd=self.project.root, env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--allow-empty")

    def branch(self, name: str) -> None:
        self.git("checkout", "-q", "main")
        self.git("checkout", "-qb", name)

    def update(self, day: str, *languages: str) -> None:
        self.project.done("update", *languages, "--today", day)

    def translate(self, text: str, words: str, *, fuzzy: bool = False) -> None:
        content = self.project.text(PO)
        head, mark, rest = content.partition(f'msgid "{text}"\nmsgstr "')
        assert mark
        if fuzzy:
            head = (
                head.rpartition("msgctxt")[0] + "#, fuzzy\nmsgctxt" + head.rpartition("msgctxt")[2]
            )
        self.project.write(PO, f"{head}{mark}{words}{rest[rest.index(chr(34)) :]}")

    def words(self) -> dict[str, tuple[str, EntryState]]:
        return {e.msgid: (e.msgstr, e.state) for e in self.project.catalogue().live}


@pytest.fixture
def plain(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "guide", driver=False)


@pytest.fixture
def driven(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "guide", driver=True)


def test_two_updates_do_not_conflict_even_without_the_driver(plain: Repository) -> None:
    for name, file, day in (("one", ONE, "2026-02-02"), ("two", TWO, "2026-03-03")):
        plain.branch(name)
        plain.project.write(file, plain.project.text(file) + f"\nAdded in {name}.\n")
        plain.update(day)
        plain.commit()
    plain.git("merge", "-q", "one")
    assert plain.project.run("update", "--check").code == 0


def test_format_mends_what_a_header_conflict_leaves(plain: Repository) -> None:
    for name, day in (("one", "2026-02-02"), ("two", "2026-03-03")):
        plain.branch(name)
        text = plain.project.text(PO)
        old = next(line for line in text.split("\n") if line.startswith('"PO-Revision-Date'))
        new = f'"PO-Revision-Date: {day} 00:00+0000\\n"'
        plain.project.write(PO, text.replace(old, new))
        plain.commit()
    plain.git("merge", "-q", "one", code=1)
    assert "<<<<<<<" in plain.project.text(PO)
    assert plain.project.run("update").code == 1
    out = plain.project.done("format").out
    assert "brought together" in out
    assert "PO-Revision-Date: 2026-03-03" in plain.project.text(PO)
    assert plain.project.run("update", "--check").code == 0


def test_format_leaves_two_translations_to_a_person(plain: Repository) -> None:
    for name in ("one", "two"):
        plain.branch(name)
        plain.translate("First words.", f"Palabras {name}.")
        plain.commit()
    plain.git("merge", "-q", "one", code=1)
    before = plain.project.text(PO)
    ran = plain.project.run("format")
    assert ran.code == 1
    assert "po-conflict" in ran.err
    assert plain.project.text(PO) == before


def test_the_driver_takes_neighbours_from_both_sides(driven: Repository) -> None:
    for name, text in (("one", "First words."), ("two", "Take 4 tablets.")):
        driven.branch(name)
        driven.translate(text, f"Palabras {name}.")
        driven.commit()
    driven.git("merge", "-q", "one")
    found = driven.words()
    assert found["First words."] == ("Palabras one.", EntryState.TRANSLATED)
    assert found["Take 4 tablets."] == ("Palabras two.", EntryState.TRANSLATED)
    assert driven.project.run("format", "--check").code == 0


def test_the_driver_leaves_only_what_both_changed(driven: Repository) -> None:
    for name in ("one", "two"):
        driven.branch(name)
        driven.translate("First words.", f"Palabras {name}.")
        driven.translate("A" if name == "one" else "B", f"Letra {name}")
        driven.commit()
    driven.git("merge", "-q", "one", code=1)
    text = driven.project.text(PO)
    assert text.count("<<<<<<< ours") == text.count("=======") == text.count(">>>>>>>") == 1
    inside = text[text.index("<<<<<<<") : text.index(">>>>>>>")]
    assert "Palabras one." in inside
    assert "Palabras two." in inside
    assert "Letra one" in text.replace(inside, "")
    assert "Letra two" in text.replace(inside, "")
    ran = driven.project.run("update")
    assert ran.code == 1
    assert "po-conflict" in ran.err


def test_the_driver_makes_no_draft_finished(driven: Repository) -> None:
    """One branch has the new dose and a draft for it, the other has changed nothing here."""
    driven.translate("Take 4 tablets.", "Tome 4.")
    driven.commit()
    driven.branch("one")
    driven.project.change(ONE, "Take 4", "Take 2")
    driven.update("2026-02-02")
    driven.project.write(PO, driven.project.text(PO).replace("Tome 4.", "Tome 2."))
    driven.commit()
    driven.branch("two")
    driven.translate("First words.", "Palabras.")
    driven.commit()
    driven.git("merge", "-q", "one")
    assert driven.words()["Take 2 tablets."] == ("Tome 2.", EntryState.FUZZY)
    driven.project.change(ONE, "Take 2", "Take 4")
    driven.update("2026-04-04")
    assert driven.words()["Take 4 tablets."] == ("Tome 2.", EntryState.FUZZY)
    assert driven.words()["First words."] == ("Palabras.", EntryState.TRANSLATED)


def test_an_edit_here_and_a_translation_there_is_for_a_person(driven: Repository) -> None:
    driven.translate("Take 4 tablets.", "Tome 4.")
    driven.commit()
    driven.branch("one")
    driven.project.change(ONE, "Take 4", "Take 2")
    driven.update("2026-02-02")
    driven.commit()
    driven.branch("two")
    driven.project.write(PO, driven.project.text(PO).replace("Tome 4.", "Tome cuatro."))
    driven.commit()
    driven.git("merge", "-q", "one", code=1)
    text = driven.project.text(PO)
    assert "Tome 4." in text
    assert "Tome cuatro." in text


def test_a_file_that_cannot_be_read_is_merged_by_lines(driven: Repository) -> None:
    driven.branch("one")
    driven.project.write(PO, driven.project.text(PO) + "\nno line of a PO file\n")
    driven.commit()
    driven.branch("two")
    driven.translate("A", "Letra")
    driven.commit()
    driven.git("merge", "-q", "one")
    assert "no line of a PO file" in driven.project.text(PO)
    assert "Letra" in driven.project.text(PO)
