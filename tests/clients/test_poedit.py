"""A translator edits one unit in a real Poedit: the file changes in that unit and nowhere else.

The picture of Poedit's window is kept in the folder that ADAPTKIT_ARTEFACTS names (``artefacts/``
without it).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from rapidfuzz.fuzz import partial_ratio
from tests.clients.catalogue_projects import EDITED, TODAY, edit_passage, guide_copy
from tests.scenarios.projects import ROOT

from adaptkit.catalogues.po import render_po
from adaptkit.model.catalogue import Catalogue, EntryState
from adaptkit.records import replace

SCRIPT = Path(__file__).with_name("poedit.sh")
PROGRAMS = ("poedit", "openbox", "xdotool", "dbus-run-session", "import", "tesseract")
TYPED = "Atento: "
COMMENT = "Asked the speech therapist on Monday."
HEADER = {"PO-Revision-Date", "Last-Translator", "X-Generator"}


@pytest.fixture(scope="module")
def picture() -> Path:
    folder = Path(os.environ.get("ADAPTKIT_ARTEFACTS", ROOT / "artefacts"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "poedit.png"
    path.unlink(missing_ok=True)
    return path


@dataclass(frozen=True)
class Session:
    """A catalogue before a translator's work, and after it and ``adaptkit format``."""

    before: Catalogue
    after: Catalogue


@pytest.fixture(scope="module")
def session(
    tmp_path_factory: pytest.TempPathFactory, picture: Path, program: Callable[[str], str]
) -> Session:
    for name in PROGRAMS:
        program(name)
    project = guide_copy(tmp_path_factory.mktemp("poedit") / "guide", "es")
    edit_passage(project)
    project.done("update", "--today", TODAY)
    name = "locales/es/guide.po"
    text = project.text(name)
    block = next(b for b in text.split("\n\n") if f'msgctxt "{EDITED}"' in b)
    project.write(name, text.replace(block, f"# {COMMENT}\n{block}"))
    project.done("format", "--check")
    before = project.catalogue()
    run = subprocess.run(
        [program("xvfb-run"), "-a", "-s", "-screen 0 1280x900x24", "bash", str(SCRIPT),
         str(project.path(name)), str(picture), TYPED],
        capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    project.done("format")
    return Session(before, project.catalogue())


def test_the_difference_is_one_unit(session: Session) -> None:
    before, after = session.before, session.after
    was, now = before.by_id()[EDITED], after.by_id()[EDITED]
    assert was.state is EntryState.FUZZY
    assert was.previous_msgid
    # Editing an entry takes its mark away, and its earlier text with it.
    assert now.msgstr == TYPED + was.msgstr
    assert now.state is EntryState.TRANSLATED
    assert (now.comment, now.extracted, now.references, now.msgid) == (
        was.comment, was.extracted, was.references, was.msgid
    )  # fmt: skip
    assert {name for name, _ in set(before.header) ^ set(after.header)} <= HEADER
    assert dict(after.header).keys() >= HEADER
    assert after.field("X-Generator").startswith("Poedit")

    # And so do the files: the unit's lines and the header's three differ, no others.
    marked = replace(was, msgstr=now.msgstr, state=now.state, flags=now.flags, previous_msgid="")
    entries = tuple(marked if e.unit_id == EDITED else e for e in before.entries)
    assert render_po(replace(before, entries=entries, header=after.header)) == render_po(after)


def test_context_notes_and_earlier_text_are_on_screen(
    session: Session, picture: Path, program: Callable[[str], str]
) -> None:
    """Read off the picture with tesseract."""
    shown = _read(program, picture)
    entry = session.before.by_id()[EDITED]
    for words in (
        EDITED,
        "Previous source text",
        entry.previous_msgid,
        "Notes for translators",
        *entry.extracted,
        COMMENT,
        "Needs Work",
    ):
        assert _likeness(words, shown) > 0.85, (words, shown)
    # The earlier text is much like today's; these words are its own.
    own = "Ask for a swallowing evaluation"
    assert own in entry.previous_msgid
    assert own not in entry.msgid
    assert _likeness(own, shown) > 0.95, shown


def _read(program: Callable[[str], str], picture: Path) -> str:
    """The words of the window's lower left part and of its right column."""
    found = []
    for part in ("955x330+0+535", "316x870+955+0"):
        cut = picture.with_name("poedit-part.png")
        subprocess.run(
            [program("convert"), str(picture), "-crop", part, "+repage", "-colorspace", "gray",
             "-resize", "250%", str(cut)],
            check=True,
        )  # fmt: skip
        run = subprocess.run(
            [program("tesseract"), str(cut), "-", "--psm", "11"],
            capture_output=True, text=True, check=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
        cut.unlink()
        found += run.stdout.split()
    return " ".join(found)


def _likeness(words: str, shown: str) -> float:
    return partial_ratio(words.casefold(), shown.casefold()) / 100
