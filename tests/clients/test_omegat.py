"""Our catalogue through OmegaT's console mode: every unit comes out, and no finished one is lost.

ADAPTKIT_OMEGAT_JAR names OmegaT.jar where it is not at Debian's place.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.clients.catalogue_projects import EDITED, TODAY, edit_passage, guide_copy
from tests.scenarios.projects import Project

from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.exchange import EXCHANGES
from adaptkit.exchange.reconcile import reconcile
from adaptkit.model.catalogue import Catalogue, EntryState
from adaptkit.model.exchange import Parcel
from adaptkit.model.locale import Locale
from adaptkit.records import replace

PROJECT = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>EN</source_lang>
    <target_lang>ES</target_lang>
    <sentence_seg>false</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""
# "Allow translation to be equal to source": without it OmegaT empties entries that are the same in
# both languages, such as "{term.physiatrist}".
PREFERENCES = """\
<?xml version="1.0" encoding="UTF-8"?>
<omegat>
  <preference version="1.0">
    <wf_allowTransEqualToSrc>true</wf_allowTransEqualToSrc>
  </preference>
</omegat>
"""
ES = Locale("es")
PO = "locales/es/guide.po"
EMPTIED = ("terms-yaml.physiatrist", "welcome.who-for.51f6")


@dataclass(frozen=True)
class Translated:
    """``content`` is what OmegaT wrote, ``project`` one where it stands in our PO's place."""

    project: Project
    before: Catalogue
    after: Catalogue
    content: bytes


def omegat(folder: Path, program: Callable[[str], str], files: Mapping[str, bytes]) -> Path:
    """Runs OmegaT on ``files`` (by their names in its project); gives the folder of its output."""
    jar = Path(os.environ.get("ADAPTKIT_OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
    if not jar.is_file():
        pytest.fail(f"{jar} is not there: apt-get install omegat")
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat", "settings"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(PROJECT, "utf-8")
    (folder / "settings/omegat.prefs").write_text(PREFERENCES, "utf-8")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    run = subprocess.run(
        [program("java"), "-Djava.awt.headless=true", f"-Duser.home={folder}", "-jar", str(jar),
         str(folder), "--mode=console-translate", "--quiet", f"--config-dir={folder / 'settings'}"],
        capture_output=True, text=True, timeout=180, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Finished" in run.stdout, run.stdout + run.stderr
    return folder / "target"


@dataclass(frozen=True)
class Work:
    """``full``: after a change of the guide, one entry fuzzy. ``project``: two more are empty."""

    project: Project
    full: Catalogue
    before: Catalogue

    def out(self, name: str, catalogue: Catalogue) -> bytes:
        """What ``adaptkit export`` writes."""
        return EXCHANGES[name]().write(Parcel(ES, Locale("en"), (catalogue,), "Guide", "1"))


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Work:
    project = guide_copy(tmp_path_factory.mktemp("omegat") / "guide", "es")
    edit_passage(project)
    project.done("update", "--today", TODAY)
    full = project.catalogue()
    entries = tuple(
        replace(e, msgstr="", state=EntryState.UNTRANSLATED) if e.unit_id in EMPTIED else e
        for e in full.entries
    )
    project.write(PO, render_po(replace(full, entries=entries)))
    project.done("update", "--check")
    before = project.catalogue()
    assert [e.unit_id for e in before.live if e.state is EntryState.UNTRANSLATED] == list(EMPTIED)
    assert before.by_id()[EDITED].state is EntryState.FUZZY
    return Work(project, full, before)


@pytest.fixture(scope="module")
def done(
    work: Work, tmp_path_factory: pytest.TempPathFactory, program: Callable[[str], str]
) -> Translated:
    """The PO itself as OmegaT's source, with our memory as TMX, which holds the missing words."""
    target = omegat(
        tmp_path_factory.mktemp("po"),
        program,
        {
            "source/guide.po": work.project.path(PO).read_bytes(),
            "tm/auto/es.tmx": work.out("tmx", work.full),
        },
    )
    content = (target / "guide.po").read_bytes()
    after = parse_po(content, path="guide.po", locale=ES, domain="guide")
    project = work.project.copy(tmp_path_factory.mktemp("after") / "guide")
    project.write(PO, content)
    return Translated(project, work.before, after, content)


def test_every_unit_comes_out(done: Translated) -> None:
    before, after = done.before.by_id(), done.after.by_id()
    assert list(after) == list(before)
    for unit, entry in before.items():
        now = after[unit]
        assert (now.msgid, now.extracted, now.references) == (
            entry.msgid, entry.extracted, entry.references
        ), unit  # fmt: skip
        assert now.comment == entry.comment, unit


def test_no_finished_translation_is_lost(done: Translated) -> None:
    after = done.after.by_id()
    for unit, entry in done.before.by_id().items():
        if entry.finished:
            assert after[unit].finished == entry.finished, unit
    # What OmegaT does to a suggestion that nobody confirmed, and why an import has to put it back:
    assert done.before.by_id()[EDITED].state is EntryState.FUZZY
    changed = {u for u, e in done.before.by_id().items() if after[u].msgstr != e.msgstr}
    assert changed == {EDITED, *EMPTIED}
    assert after[EDITED].msgstr == ""


def test_the_memory_fills_what_was_empty(done: Translated, work: Work) -> None:
    for unit in EMPTIED:
        assert done.after.by_id()[unit].finished == work.full.by_id()[unit].msgstr


def test_its_po_file_is_imported_and_no_suggestion_is_lost(
    done: Translated, work: Work, tmp_path: Path
) -> None:
    """By ``adaptkit import``, into the project as it was: what the memory filled is taken, and the
    suggestion that OmegaT has emptied stays as it was."""
    project = work.project.copy(tmp_path / "guide")
    project.write("from-omegat.po", done.content)
    ran = project.done("import", str(project.path("from-omegat.po")), "--json")
    assert [one["id"] for one in ran.json["languages"][0]["taken"]] == list(EMPTIED)
    before, now = work.before.by_id(), project.catalogue().by_id()
    assert done.after.by_id()[EDITED].msgstr == ""
    assert before[EDITED].msgstr
    for unit, entry in before.items():
        if unit in EMPTIED:
            assert now[unit].finished == work.full.by_id()[unit].msgstr
        else:
            assert (now[unit].msgstr, now[unit].state, now[unit].previous_msgid) == (
                entry.msgstr, entry.state, entry.previous_msgid
            ), unit  # fmt: skip
    again = project.done("import", str(project.path("from-omegat.po")), "--json")
    assert not again.json["files"]


def test_a_marked_copy_comes_back_three_way(
    work: Work, tmp_path_factory: pytest.TempPathFactory, program: Callable[[str], str]
) -> None:
    """``export po`` through OmegaT: the marks are still there, so what has changed here since is
    kept, and nothing that OmegaT has emptied is."""
    project = work.project.copy(tmp_path_factory.mktemp("here") / "guide")
    project.done("export", "po", "es")
    sent = project.path("build/exchange/es.po").read_bytes()
    target = omegat(tmp_path_factory.mktemp("marked"), program, {"source/es.po": sent})
    back = project.path("back.po")
    back.write_bytes((target / "es.po").read_bytes())
    assert back.read_bytes().count(b" adaptkit/") == sent.count(b" adaptkit/") > 0
    unit = next(e for e in project.catalogue().live if e.finished and e.unit_id not in EMPTIED)
    project.change(PO, f'"{unit.msgstr}"', '"Nuevas palabras"')
    held = project.text(PO)
    ran = project.done("import", str(back), "--json")
    assert not ran.json["files"]
    assert project.text(PO) == held


def test_what_it_wrote_becomes_canonical(done: Translated) -> None:
    done.project.done("format")
    done.project.done("update", "--today", TODAY)
    done.project.done("update", "--check")
    now = done.project.catalogue().by_id()
    assert {u: e.msgstr for u, e in now.items()} == {
        u: e.msgstr for u, e in done.after.by_id().items()
    }


def seeded(content: bytes) -> bytes:
    """Empty targets filled with their source. OmegaT's filter (until version 5, which reads
    ``<source>``) works on what stands in ``<target>``, and offers nothing where that is empty."""
    return re.sub(
        rb"(<source[^>]*>)((?:(?!</source>).)*)(</source>\n<target[^>]*>)(</target>)",
        rb"\1\2\3\2\4",
        content,
        flags=re.S,
    )


def test_xliff_and_tmx(
    work: Work, tmp_path_factory: pytest.TempPathFactory, program: Callable[[str], str]
) -> None:
    """Out as XLIFF, through OmegaT with a memory, and in again: no word is lost."""
    known, unknown = EMPTIED
    remembered = replace(work.full, entries=(work.full.by_id()[known],))
    sent = work.out("xliff", work.before)
    target = omegat(
        tmp_path_factory.mktemp("xliff"),
        program,
        {
            "source/es.xlf": sent,
            "source/seeded.xlf": seeded(sent),
            "tm/auto/es.tmx": work.out("tmx", remembered),
        },
    )
    before = work.before.by_id()
    for name in ("es.xlf", "seeded.xlf"):
        read = EXCHANGES["xliff"]().read
        assert read
        delivery = read((target / name).read_bytes(), name)
        assert not delivery.refused
        assert not delivery.diagnostics
        assert [(u.id, u.source) for u in delivery.units] == [
            (u, e.msgid) for u, e in before.items()
        ]

        (after,), outcome = reconcile([work.before], delivery.units)
        assert not outcome.left_over, outcome
        now = after.by_id()
        changed = {
            unit_id
            for unit_id, entry in before.items()
            if (now[unit_id].msgstr, now[unit_id].state) != (entry.msgstr, entry.state)
        }
        # A suggestion that nobody has looked at is one still, with the state that it was sent in.
        assert before[EDITED].state is EntryState.FUZZY
        [suggestion] = [u for u in delivery.units if u.id == EDITED]
        assert (suggestion.translation, suggestion.state) == (
            before[EDITED].msgstr, EntryState.FUZZY
        )  # fmt: skip
        # A source that OmegaT has left standing in a target is not taken for a translation.
        assert not now[unknown].msgstr
        assert changed == ({known} if name == "seeded.xlf" else set())
        if changed:
            assert now[known].msgstr == work.full.by_id()[known].msgstr


ALTERNATIVE = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="en" target-language="es" datatype="x-markdown"><body>
<trans-unit id="a"><source xml:lang="en">One apple.</source><target xml:lang="es"
state="needs-review-translation">Una manzana.</target></trans-unit>
<trans-unit id="b"><source xml:lang="en">Two pears.</source><target xml:lang="es"></target>
<alt-trans><target xml:lang="es">Dos peras.</target></alt-trans></trans-unit>
<trans-unit id="c"><source xml:lang="en">Three figs.</source>
<alt-trans><target xml:lang="es">Tres higos.</target></alt-trans></trans-unit>
</body></file></xliff>
"""


def test_a_suggestion_in_alt_trans_would_not_be_seen(
    tmp_path: Path, program: Callable[[str], str]
) -> None:
    """Why suggestions go out in ``<target>``: OmegaT offers one segment of these three. A newer
    OmegaT that offers more is a reason to think again."""
    folder = tmp_path / "alt"
    omegat(folder, program, {"source/alt.xlf": ALTERNATIVE.encode()})
    statistics = (folder / "omegat/project_stats.txt").read_text("utf-8")
    total = re.search(r"^Total:\s+(\d+)", statistics, re.M)
    assert total
    assert total[1] == "1"
