"""What was translated before comes back as a suggestion: from the project, its history, a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from adaptkit.catalogues.mo import render_mo
from adaptkit.catalogues.po import parse_po, render_po
from adaptkit.model.catalogue import Catalogue, Entry, EntryState
from adaptkit.model.locale import Locale
from adaptkit.workspace.history import former_entries
from tests.scenarios.projects import TODAY, Project, in_state, lost_words, small

PO = "locales/es/guide.po"
HOME = "source_guide/02-home.md"
REST = "Rest before you are tired. See [your plan](01-plan.md#costs)."
ASK = "Ask what each visit costs. Ask who pays for it, and what is left for you."
ALIKE = "Ask what each visit costs. Ask who pays for it, and what remains for you."


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small(tmp_path_factory.mktemp("memory") / "guide")


@pytest.fixture
def project(translated: Project, tmp_path: Path) -> Project:
    return translated.copy(tmp_path / "guide")


def add(project: Project, *texts: str) -> None:
    project.write(HOME, "\n\n".join([project.text(HOME).rstrip("\n"), *texts]) + "\n")


def last(project: Project, language: str = "es") -> Entry:
    return list(project.catalogue(language).live)[-1]


def updated(project: Project, *arguments: str) -> Entry:
    """The last unit after an update, which a second one must leave alone."""
    project.done("update", *arguments, "--today", TODAY)
    assert project.run("update", "--check").code == 0
    return last(project)


# In the project -------------------------------------------------------------------------------


def test_a_text_like_one_elsewhere_is_suggested_and_not_published(project: Project) -> None:
    add(project, ALIKE)
    told = project.done("update", "--dry-run").out
    assert "1 suggested from memory (fuzzy)" in told
    found = updated(project)
    assert (found.msgid, found.msgstr, found.previous_msgid) == (ALIKE, f"ES {ASK}", ASK)
    assert found.state is EntryState.FUZZY
    assert found.extracted[-1].startswith("Suggestion: made for a text like this one, in plan.")
    project.run("build", "es", "--format", "md", "--to", str(project.root / "build"))
    page = (project.root / "build/es/md/02-home.md").read_text("utf-8")
    assert ALIKE in " ".join(page.split())


def test_confirmed_it_loses_its_note(project: Project) -> None:
    add(project, ASK)
    updated(project)
    before = project.text(PO)
    head, _, entry = before.rpartition("\n\n")
    note = [line for line in entry.splitlines() if line.startswith("#. Suggestion: ")]
    assert len(note) == 1
    project.write(PO, f"{head}\n\n{entry.replace('#, fuzzy' + chr(10), '')}")
    project.done("update", "--today", TODAY)
    confirmed = entry.replace("#, fuzzy\n", "").replace(note[0] + "\n", "")
    assert project.text(PO) == f"{head}\n\n{confirmed}"


def test_another_catalogue_of_the_language_is_asked(project: Project) -> None:
    other = Catalogue(
        Locale("es"), "MX", (Entry("MX.x.1", "Ask us.", "Pregunte.", EntryState.TRANSLATED),)
    )
    header = project.catalogue().header
    project.write(
        "locales/es/MX.po", render_po(Catalogue(other.locale, "MX", other.entries, header))
    )
    add(project, "Ask us.")
    found = updated(project)
    assert (found.msgstr, found.state) == ("Pregunte.", EntryState.FUZZY)
    assert found.extracted[-1] == ("Suggestion: the same text as in locales/es/MX.po, MX.x.1.")


def test_a_country_s_catalogue_stays_empty_where_its_language_answers(project: Project) -> None:
    project.done("update", "es_MX", "--today", TODAY)
    assert not in_state(project.catalogue("es_MX"), EntryState.FUZZY)
    add(project, ASK)
    project.done("update", "--today", TODAY)
    assert [e.msgid for e in in_state(project.catalogue("es_MX"), EntryState.FUZZY)] == [ASK]
    assert (
        last(project, "es_MX")
        .extracted[-1]
        .startswith("Suggestion: the same text as in locales/es/guide.po, plan.")
    )


def test_a_new_language_knows_nothing_of_what_was_split(project: Project) -> None:
    head, tail = ASK.split(". ", 1)
    project.change("source_guide/01-plan.md", ASK, f"{head}.\n\n{tail}")
    told = project.done("update", "fr", "--today", TODAY).out
    assert "fr, locales/fr/guide.po (created)\n  nothing is translated yet\n" in told
    assert "part of another text" not in project.text("locales/fr/guide.po")


# From a file ----------------------------------------------------------------------------------


def old_po(project: Project, *, language: str = "es") -> Path:
    content = f"""msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Ask us."
msgstr "Pregunte."
"""
    project.write("../old.po", content)
    return project.root.parent / "old.po"


def test_an_old_po_file_is_a_memory(project: Project) -> None:
    add(project, "Ask us.")
    found = updated(project, "--memory", str(old_po(project)))
    assert (found.msgstr, found.state) == ("Pregunte.", EntryState.FUZZY)
    assert found.extracted[-1] == "Suggestion: the same text as in old.po."


def test_a_tmx_file_is_a_memory(project: Project) -> None:
    to = project.root.parent / "memory.tmx"
    project.done("export", "tmx", "es", "--to", str(to))
    shutil.rmtree(project.path("locales/es"))
    found = updated(project, "es", "--memory", str(to))
    assert (found.msgstr[:3], found.state) == ("ES ", EntryState.FUZZY)
    assert found.extracted[-1] == "Suggestion: the same text as in memory.tmx."
    assert not in_state(project.catalogue(), EntryState.TRANSLATED)
    assert not in_state(project.catalogue(), EntryState.UNTRANSLATED)


@pytest.mark.parametrize(("other", "words"), [("es", "Tire."), ("es-ES", "")])
def test_the_language_itself_comes_before_its_variants(
    project: Project, other: str, words: str
) -> None:
    """Where only variants have words, and these differ, none is suggested."""
    add(project, "Pull.")
    said = (("en", "Pull."), ("es-MX", "Jale."), (other, "Tire."))
    texts = "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in said)
    file = project.root.parent / "memory.tmx"
    head = '<tmx version="1.4"><header srclang="en"/>'
    file.write_text(f"{head}<body><tu>{texts}</tu></body></tmx>", "utf-8")
    project.done("update", "es", "--memory", str(file), "--today", TODAY)
    assert last(project).msgstr == words


def test_a_file_that_does_not_say_its_language_is_in_the_one_that_is_named(
    project: Project,
) -> None:
    add(project, "Ask us.")
    file = str(old_po(project, language=""))
    before = project.tree()
    ran = project.run("update", "--memory", file)
    assert ran.code == 2
    assert "does not say which language" in ran.err
    assert f"adaptkit update es --memory {file}" in ran.err
    assert project.tree() == before
    assert updated(project, "es", "--memory", file).msgstr == "Pregunte."


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.po", None, "there is no such file"),
        ("list.txt", "x", "a memory is a PO file, an MO file or a TMX file"),
        ("broken.po", 'msgid "a', "po-"),
        ("french.po", "fr", "this file is for fr, which is not being updated"),
        ("not.tmx", "<x/>", "this is no TMX file"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_nothing_is_written(
    project: Project, name: str, content: str | None, said: str
) -> None:
    add(project, "Ask us.")
    file = project.root.parent / name
    if content == "fr":
        old_po(project, language="fr").rename(file)
    elif content is not None:
        file.write_text(content, "utf-8")
    before = project.tree()
    ran = project.run("update", "--memory", str(file))
    assert ran.code == (1 if name in ("broken.po", "not.tmx") else 2)
    assert name in ran.err
    assert said in ran.err
    assert project.tree() == before


def test_an_mo_file_is_a_memory_too(project: Project) -> None:
    add(project, "Ask us.")
    source = old_po(project, language="es")
    text = source.read_text("utf-8")
    catalogue = parse_po(text.encode(), path="", locale=Locale("es"), domain="guide")
    file = source.with_suffix(".MO")
    file.write_bytes(render_mo(catalogue.header, catalogue.live))
    assert updated(project, "es", "--memory", str(file)).msgstr == "Pregunte."
    assert "old.MO" in "".join(last(project).extracted)
    file.write_bytes(file.read_bytes()[:-9])
    ran = project.run("update", "--memory", str(file))
    assert (ran.code, "old.MO: error: this MO file is damaged" in ran.err) == (1, True)


# From git -------------------------------------------------------------------------------------


def git(project: Project, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(
        ["git", *who, *arguments], cwd=project.root, check=True, capture_output=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
    )  # fmt: skip


@pytest.fixture
def committed(project: Project) -> Project:
    """Its complete Spanish is committed; then somebody deletes half the file."""
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "all")
    before = project.catalogue()
    project.write(
        PO, render_po(Catalogue(before.locale, "guide", before.entries[:5], before.header))
    )
    return project


def test_deleted_translations_come_back_from_git_as_suggestions(committed: Project) -> None:
    found = updated(committed)
    assert (found.msgstr[:3], found.state) == ("ES ", EntryState.FUZZY)
    assert found.extracted[-1] == (
        "Suggestion: the same text as in an earlier version of this file."
    )
    after = committed.catalogue()
    assert len(in_state(after, EntryState.TRANSLATED)) == 5
    assert not in_state(after, EntryState.UNTRANSLATED)


def test_a_whole_catalogue_comes_back_from_git(committed: Project) -> None:
    shutil.rmtree(committed.path("locales/es"))
    committed.done("update", "es", "--today", TODAY)
    assert {e.state for e in committed.catalogue().live} == {EntryState.FUZZY}


def test_each_entry_of_former_versions_is_read_once_the_newest_first(committed: Project) -> None:
    git(committed, "commit", "-q", "-am", "half")
    committed.write(PO, b'<<<<<<< no catalogue at all\n\nmsgid "\n')
    git(committed, "commit", "-q", "-am", "broken")
    text = committed.text("locales/guide.pot").replace('msgstr ""', 'msgstr "x"')
    committed.write(PO, text.replace("\n", "\r\n"))
    git(committed, "commit", "-q", "-am", "another")
    found = former_entries(committed.root, PO, Locale("es"), "guide")
    units = {e.unit_id for e in found}
    assert next(e.msgstr for e in found if e.unit_id == found[0].unit_id) == "x"
    assert len(found) == 2 * len(units)
    assert len(set(found)) == len(found)


def test_a_damaged_version_hides_nothing_of_those_before_it(committed: Project) -> None:
    whole = former_entries(committed.root, PO, Locale("es"), "guide")
    base = committed.text(PO)
    committed.write(PO, f'{base}\nmsgid "a text without its end\nmsgstr "x"\n')
    git(committed, "commit", "-q", "-am", "damaged")
    committed.write(PO, base.partition("\n\n")[0] + "\n")
    git(committed, "commit", "-q", "-am", "emptied")
    assert any(entry.msgstr.startswith("ES ") for entry in whole)
    assert set(whole) <= set(former_entries(committed.root, PO, Locale("es"), "guide"))


def test_only_the_last_fifty_versions_are_read(committed: Project) -> None:
    base = committed.text(PO)
    for number in range(51):
        committed.write(PO, f'{base}\n#~ msgid "{number}"\n#~ msgstr "x"\n')
        git(committed, "commit", "-q", "-am", "more")
    found = former_entries(committed.root, PO, Locale("es"), "guide")
    assert [e.msgid for e in found if e.msgstr == "x"] == [str(n) for n in range(50, 0, -1)]


def hostile(project: Project, to: Path) -> None:
    """Every setting that makes git run something."""
    script = to / "run"
    script.write_text(f"#!/bin/sh\ntouch '{to}/was-here'\ncat\n", "utf-8")
    script.chmod(0o755)
    for name in (
        "core.fsmonitor", "core.pager", "pager.log", "core.sshCommand", "gpg.program",
        "diff.external", "diff.x.textconv", "filter.x.smudge", "filter.x.process",
        "core.alternateRefsCommand", "core.editor", "credential.helper", "alias.rev-list",
    ):  # fmt: skip
        git(project, "config", name, f"!{script}" if name.startswith("alias") else str(script))
    git(project, "config", "log.showSignature", "true")
    git(project, "config", "core.hooksPath", str(to))
    project.write(".gitattributes", "*.po filter=x diff=x\n")


def test_nothing_that_the_project_s_git_configuration_names_is_run(
    committed: Project, tmp_path: Path
) -> None:
    to = tmp_path / "hostile"
    to.mkdir()
    hostile(committed, to)
    assert updated(committed).state is EntryState.FUZZY
    assert not (to / "was-here").exists()


def test_nothing_is_fetched_for_what_is_missing(committed: Project, tmp_path: Path) -> None:
    """A partial clone would ask its server, by whatever program its configuration names."""
    was_here = tmp_path / "was-here"
    git(committed, "config", "core.repositoryFormatVersion", "1")
    for name, value in {
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::sh -c touch% '{was_here}'",
        "protocol.ext.allow": "always",
    }.items():
        git(committed, "config", name, value)
    for file in committed.path(".git/objects").rglob("*"):
        if file.is_file() and zlib.decompress(file.read_bytes()).startswith(b"blob"):
            file.unlink()
    assert updated(committed).state is EntryState.UNTRANSLATED
    assert not was_here.exists()
    with pytest.raises(subprocess.CalledProcessError):
        git(committed, "cat-file", "blob", f"HEAD:{PO}")
    assert was_here.exists()


@pytest.mark.parametrize("how", ["no repository", "no git", "broken", "empty", "not tracked"])
def test_without_a_history_it_works_and_says_nothing(
    committed: Project, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    match how:
        case "no repository":
            shutil.rmtree(committed.path(".git"))
        case "no git":
            monkeypatch.setenv("PATH", "")
        case "broken":
            for file in committed.path(".git/objects").rglob("*"):
                if file.is_file():
                    file.chmod(0o644)
                    file.write_bytes(b"nothing of the kind")
        case "empty":
            shutil.rmtree(committed.path(".git"))
            git(committed, "init", "-q")
        case _:
            git(committed, "update-ref", "-d", "HEAD")
    ran = committed.run("update", "--today", TODAY)
    assert (ran.code, ran.err) == (0, "")
    assert last(committed).state is EntryState.UNTRANSLATED


def test_in_a_hook_the_project_s_own_repository_is_read(
    committed: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    monkeypatch.setenv("GIT_INDEX_FILE", "index")
    assert updated(committed).state is EntryState.FUZZY


def test_a_project_below_the_top_of_its_repository(project: Project) -> None:
    inner = project.copy(project.root.parent / "outer" / "inner")
    outer = Project(inner.root.parent)
    git(outer, "init", "-q")
    git(outer, "add", "-A")
    git(outer, "commit", "-q", "-m", "all")
    shutil.rmtree(inner.path("locales/es"))
    inner.done("update", "es", "--today", TODAY)
    assert {e.state for e in inner.catalogue().live} == {EntryState.FUZZY}


# Catalogues keyed by text ---------------------------------------------------------------------


def test_a_catalogue_keyed_by_text_is_adopted_and_a_summary_says_so(project: Project) -> None:
    project.path(PO).unlink()
    project.change(HOME, REST, "Rest before *you* are [tired][t].\n\n[t]: 01-plan.md#costs")
    project.write(
        PO,
        """msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Costs"
msgstr "Costos"

#, fuzzy
msgid "At home"
msgstr "En casa"

# ask Ana
msgid "Rest before _you_ are [tired](01-plan.md#costs)."
msgstr "Descanse antes de [cansarse](01-plan.md#costs)."

msgid "Ask what each visit costs. Ask who pays for it, and what remains."
msgstr "Pregunte."

msgid "Nothing like it"
msgstr "Nada"

#~ msgid "Write down your goals."
#~ msgstr "Escriba sus metas."
""",
    )
    before = project.catalogue()
    ran = project.done("update", "--json", "--today", TODAY).json
    adopted = {"held": 6, "kept": 3, "suggested": 2, "obsolete": 1}
    assert ran["catalogues"][0]["adopted"] == adopted
    after = project.catalogue()
    assert lost_words(before, after) == []
    words = {e.msgstr: e for e in after.entries}
    assert {w for w, e in words.items() if e.finished} == {
        "Costos", "Descanse antes de [cansarse](01-plan.md#costs).", "Escriba sus metas."
    }  # fmt: skip
    assert words["Descanse antes de [cansarse](01-plan.md#costs)."].comment == "ask Ana"
    assert words["Pregunte."].previous_msgid.endswith("what remains.")
    assert words["Nada"].state is EntryState.OBSOLETE
    assert project.run("update", "--check").code == 0


def test_the_summary_of_an_adoption(project: Project) -> None:
    text = project.text(PO)
    blocks = [
        "\n".join(line for line in block.split("\n") if not line.startswith("msgctxt"))
        for block in text.split("\n\n")
    ]
    project.write(PO, "\n\n".join(dict.fromkeys(blocks)))
    count = sum(bool(e.msgstr) for e in project.catalogue().entries)
    told = project.done("update", "--today", TODAY).out
    assert (
        f"  the file held {count} translations without ids: {count} adopted by their text, "
        "0 as suggestions (fuzzy), 0 not needed by the guide (kept as obsolete)\n"
    ) in told
    assert project.text(PO) == text
