"""A message names the file in which a person can mend what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from tests.scenarios.projects import Project, small

PO = "locales/es/guide.po"
OVERLAY = "locales/overlays/MX/overlay.yaml"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small(tmp_path_factory.mktemp("whole") / "guide")


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    return whole.copy(tmp_path / "guide")


def test_a_link_that_only_the_translation_has(project: Project) -> None:
    project.change(
        PO,
        'msgstr "ES Rest before you are tired. See [your plan](01-plan.md#costs)."',
        'msgstr "Descanse. Vea [su plan](01-plam.md) y [esto](#nada)."',
    )
    text = project.text(PO)
    line = text[: text.index('msgstr "Descanse')].count("\n") + 1
    for command in (("build",), ("status", "es_MX")):
        ran = project.run(*command)
        said = ran.out + ran.err
        found = re.search(rf"{PO}:(\d+): .*01-plam.md", said)
        assert found, said
        assert int(found[1]) == line
        assert re.search(rf"{PO}:\d+: .*#nada", said), said
        assert "write the same link as in the source text" in said


def test_a_link_of_the_guide_is_told_in_the_guide(project: Project) -> None:
    project.write("source_guide/02-home.md", "# At home\n\nSee [this](01-plam.md).\n")
    project.done("update")
    ran = project.run("build")
    assert re.search(r"source_guide/02-home.md:3.*01-plam.md", ran.err), ran.err


def test_a_directory_without_contacts(project: Project) -> None:
    project.change(OVERLAY, "blocks/help.md", "directory")
    project.write("locales/overlays/MX/directory.yaml", "contacts: []\n")
    for command in ("update", "build", "status"):
        ran = project.run(command)
        assert ran.code == 1
        assert ran.err.startswith(
            "locales/overlays/MX/directory.yaml:1: error: there is no contact"
        )
    project.write("locales/overlays/MX/directory.yaml", "")
    ran = project.run("build")
    assert ran.err.startswith("locales/overlays/MX/directory.yaml:1: error: this file is empty")
    assert "simplify" not in ran.err


@pytest.mark.parametrize("file", ["insurance.md", "insurance.es_MX.md"])
def test_terms_that_run_into_a_list_of_terms(file: str, project: Project) -> None:
    project.change(
        "source_guide/01-plan.md", "- Write down", "Goal\n: What you want.\n\n- Write down"
    )
    project.write(f"locales/overlays/MX/blocks/{file}", "Seguro\n: Quien paga.\n")
    ran = project.run("build", "--format", "md")
    assert ran.code == 1
    assert ran.err.startswith(f"locales/overlays/MX/blocks/{file}:1:1: error: in Markdown")
    assert "translation" not in ran.err


@pytest.mark.parametrize(
    "file", ["source_guide/guide.yaml", OVERLAY, "locales/editions/es_MX.yaml"]
)
def test_a_merge_conflict_in_yaml(file: str, project: Project) -> None:
    text = project.text(file)
    project.write(file, f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> theirs\n")
    ran = project.run("build")
    assert ran.code == 1
    assert f"{file}:1:1: error: two versions of this place" in ran.err
    assert "colon" not in ran.err


def test_a_line_in_another_encoding_is_told_once(project: Project) -> None:
    content = project.path(PO).read_bytes()
    project.write(PO, content.replace(b'msgstr "ES Choose', b'msgstr "Elija \xf3 y escoja'))
    ran = project.run("update")
    assert ran.err.count(": error: ") == 1, ran.err


def test_what_a_translation_brings_is_told_where_it_stands(tmp_path: Path) -> None:
    """The guide's people can mend nothing of it."""
    project = Project(tmp_path / "guide")
    project.write("source_guide/guide.yaml", "source_language: en\nvariables:\n  v: x\n")
    project.write(
        "source_guide/a.md",
        '# A\n\nSee the page.\n\n<div title="a">Words.</div>\n\n'
        "[Own](ms-own:x) page.\n\n<p>One more.</p>\n",
    )
    project.write("source_guide/notes.txt", "x")
    project.write("locales/editions/es.yaml", "edition: es\nlanguage: es\n")
    project.done("update", "es")
    path = project.path(PO)
    catalogue = polib.pofile(str(path), wrapwidth=0)
    said = {
        "See the page.": "Vea [la](ms-msdt:x). Y [notas](notes.txt).",
        "[Own](ms-own:x) page.": "[Suya](ms-own:x) otra.",
        '<div title="a">Words.</div>': '<div title="a">{v}<script>{v}</script></div>',
        "<p>One more.</p>": " <p>One more.</p> ",
    }
    for entry in catalogue:
        entry.msgstr = said.get(entry.msgid, f"ES {entry.msgid}")
    catalogue.save()
    text = project.text(PO)
    ran = project.run("build", "es")
    told = {
        (found[3], found[1])
        for found in re.finditer(r"(?m)^(\S+?):\d+(?::\d+)?: (\w+): .*\[([\w-]+)\]$", ran.err)
    }
    assert ("link-unsafe", PO) in told, ran.err
    assert ("link-unsafe", "source_guide/a.md") in told, ran.err
    assert ("file-not-for-readers", PO) in told, ran.err
    assert ("translation-unusable", PO) in told, ran.err
    assert ran.err.count("[link-unsafe]") == 2
    assert "link-dead" not in ran.err
    line = text[: text.index("msgstr", text.index('msgid "See the page'))].count("\n") + 1
    found = re.search(rf'{PO}:(\d+): warning: "ms-msdt:x" is no', ran.err)
    assert found, ran.err
    assert int(found[1]) == line


def test_what_an_overlay_s_translation_brings(tmp_path: Path) -> None:
    """Its own text is told in its file, a native version in that one's."""
    project = small(tmp_path / "guide")
    project.write("locales/overlays/MX/blocks/help.md", "Vea la [página](ms-msdt:x).\n")
    project.write("locales/overlays/MX/blocks/insurance.es_MX.md", "Una <form>palabra</form>.\n")
    ran = project.run("build")
    assert 'locales/overlays/MX/blocks/help.md:1:1: warning: "ms-msdt:x" is no' in ran.err
    assert re.search(
        r"blocks/insurance.es_MX.md:1:1: warning: an overlay may not bring this HTML", ran.err
    ), ran.err


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("../assets/team.png", 'write "pictures: [assets]" in source_guide/guide.yaml'),
        ("../../assets/team.png", "copy the file into source_guide/ and name it there"),
        ("../.git/team.png", "copy the file into source_guide/ and name it there"),
    ],
)
def test_a_picture_outside_is_told_once_and_a_draft_shows_its_words(
    written: str, advice: str, project: Project
) -> None:
    for folder in ("assets", "../assets", ".git"):
        project.write(f"{folder}/team.png", b"SECRET")
    project.write("source_guide/02-home.md", f"# At home\n\n![The team]({written})\n\n")
    project.done("update")
    ran = project.run("build", "es_MX")
    assert ran.err.count("[path-outside]") == 1, ran.err
    assert "source_guide/02-home.md:3:1: error: " in ran.err
    assert advice in ran.err
    assert ("pictures:" in ran.err) == ("pictures:" in advice)
    assert "image-missing" not in ran.err
    assert "link-dead" not in ran.err
    files = [one for one in project.path("build").rglob("*") if one.is_file()]
    assert not any(b"SECRET" in one.read_bytes() for one in files)
    page = project.text("build/es_MX/html/02-home.html")
    assert re.search('class="missing-picture"[^>]*>The team<', page)
    stopped = project.run("build", "es_MX", "--release", "--to", str(project.path("release")))
    assert "[path-outside]" in stopped.err
    assert not project.path("release/es_MX").exists()
    if "pictures:" in advice:
        settings = project.text("source_guide/guide.yaml")
        project.write("source_guide/guide.yaml", "pictures: [assets]\n" + settings)
        assert "[path-outside]" not in project.run("build", "es_MX").err


def test_a_placeholder_in_a_tag_of_running_text_is_filled(project: Project) -> None:
    project.write(
        "source_guide/guide.yaml",
        project.text("source_guide/guide.yaml") + "  hard:\n    value: 'a \"<b> & | c'\n",
    )
    words = 'A <b title="{hard}">word</b>, `<b title="{hard}">`, <a href="#{hard}">x</a>.'
    project.write("source_guide/02-home.md", f"# Home\n\n{words}\n\n| {words} |\n| --- |\n")
    project.done("update")
    ran = project.run("build", "es_MX")
    assert "[placeholder-not-filled]" not in ran.err, ran.err
    assert "[markdown-structure]" not in ran.err
    title = '<b title="a &quot;&lt;b&gt; &amp; &#124; c">word</b>'
    assert project.text("build/es_MX/html/02-home.html").count(title) == 2
    assert project.text("build/es_MX/md/02-home.md").count(title) == 2
    assert project.text("build/es_MX/md/02-home.md").count('`<b title="{hard}">`') == 2


def test_a_placeholder_in_a_tag_that_would_act_is_told(project: Project) -> None:
    project.write("source_guide/02-home.md", '# Home\n\nA <b onclick="{helpline}">word</b>.\n')
    project.done("update")
    ran = project.run("build", "es_MX")
    assert ran.err.count("[placeholder-not-filled]") == 1, ran.err
    assert "source_guide/02-home.md:3:1: error: {helpline} stands in onclick of <b>" in ran.err


def test_a_line_behind_the_end_of_a_file_is_no_passage(project: Project) -> None:
    for path in (PO, "source_guide/01-plan.md"):
        lines = len(project.text(path).splitlines())
        assert project.run("explain", "es_MX", f"{path}:{lines}").code == 0
        ran = project.run("explain", "es_MX", f"{path}:{lines + 1}")
        assert ran.code == 2
        assert f"{path}:{lines + 1}: error: this file has {lines:,} lines only" in ran.err


def test_where_no_browser_opens_the_address_is_left_to_the_person(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(*_: object, tell: Callable[[str, str], None], **__: object) -> None:
        tell("es_MX", "http://127.0.0.1:1/")

    monkeypatch.setattr("adaptkit.commands.preview.preview", serve)
    for opens, said in ((False, True), (True, False)):
        monkeypatch.setattr("webbrowser.open", lambda _address, opens=opens: opens)
        ran = project.run("preview", "es_MX", "--open")
        assert ("No browser has opened" in ran.out) is said
