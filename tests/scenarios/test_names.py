"""A name leads to one edition, language or overlay, or to a message; never to another guide."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.naming import folded
from adaptkit.workspace import Workspace
from tests.scenarios.projects import Project, small, translate

TODAY = "2026-11-22"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small(tmp_path_factory.mktemp("names") / "guide")


@pytest.fixture
def project(made: Project, tmp_path: Path) -> Project:
    return made.copy(tmp_path / "guide")


def built(project: Project, *names: str) -> dict[str, bytes]:
    to = project.path("out")
    project.done("build", *names, "--to", str(to), "--format", "md", "--today", TODAY)
    found = {
        file.relative_to(to).as_posix(): file.read_bytes()
        for file in to.rglob("*.md")
        if file.is_file()
    }
    shutil.rmtree(to)
    return found


def refused(project: Project, code: str, *arguments: str) -> str:
    before = project.tree()
    ran = project.run(*arguments)
    assert ran.code in (1, 2), ran
    assert f"[{code}]" in ran.err, ran.err
    assert project.tree() == before
    assert not project.path("out").exists()
    return ran.err


@pytest.mark.parametrize(
    "name", ["es-MX", "ES_MX", "es_mx", "es_MX.yaml", "es-mx.yml", "locales/editions/es_MX.yaml"]
)
def test_an_edition_answers_to_its_name_however_it_is_written(project: Project, name: str) -> None:
    expected = built(project, "es_MX")
    assert built(project, name) == expected
    assert "es_MX " in project.run("status", name, "--today", TODAY).out
    told = project.done("explain", name, "plan.costs", "--today", TODAY).out
    assert told == project.done("explain", "es_MX", "plan.costs", "--today", TODAY).out


@pytest.mark.parametrize("file", ["es_MX.yml", "es_MX.YAML"])
def test_an_edition_s_file_may_end_in_another_way(project: Project, file: str) -> None:
    expected = built(project)
    project.path("locales/editions/es_MX.yaml").rename(project.path(f"locales/editions/{file}"))
    assert built(project) == expected
    assert built(project, "es_MX") == {
        path: content for path, content in expected.items() if path.startswith("es_MX/")
    }


@pytest.mark.parametrize("other", ["es_MX.yml", "es-mx.yaml", "ES_MX.yaml"])
def test_two_files_of_one_edition_are_refused(project: Project, other: str) -> None:
    text = project.text("locales/editions/es_MX.yaml")
    name = other.partition(".")[0]
    project.write(f"locales/editions/{other}", text.replace("es_MX", name))
    said = refused(project, "name-taken", "build", "es_MX", "--to", str(project.path("out")))
    assert other in said


@pytest.mark.parametrize(
    ("name", "near"),
    [
        *(("en_KY", "add edition en_KY"), ("es_MY", '"es_MX"'), ("MX_es", "es_MX"), ("mexico", "")),
        *(("MX", '"es_MX"'), ("es_XQ", '"es_MX"'), ("ca@valencia", ""), ("en@oxendict", "")),
    ],
)
def test_a_name_that_no_edition_has_is_refused(project: Project, name: str, near: str) -> None:
    for command in ("build", "status"):
        arguments = ["--to", str(project.path("out"))] if command == "build" else []
        ran = project.run(command, name, *arguments, "--today", TODAY)
        assert ran.code in (1, 2), ran
        assert near in ran.err
    assert not project.path("out").exists()


def test_a_language_alone_is_still_built(project: Project) -> None:
    assert {path.partition("/")[0] for path in built(project, "ES", "en")} == {"es", "en"}


def test_no_name_leads_to_another_guide_than_that_of_its_file(project: Project) -> None:
    workspace = Workspace.at(project.root)
    parts = ("es", "ES", "en", "mx", "MX", "KY", "KE", "sw")
    names = [
        f"{a}{sign}{b}{end}" for a in parts for b in parts for sign in "-_" for end in ("", ".yml")
    ]
    for name in (*parts, *names):
        try:
            spec = workspace.read_edition(name)
        except ProblemsFound:
            continue
        if spec.name in workspace.edition_files:
            assert spec.position.path == f"locales/editions/{spec.name}.yaml"
        else:
            assert not spec.locale.territory
            assert folded(spec.name) not in map(folded, workspace.edition_files)


def test_an_overlay_answers_to_its_name_in_any_case(project: Project) -> None:
    expected = built(project)
    project.change("locales/editions/es_MX.yaml", "[MX]", "[mx]")
    assert built(project) == expected
    project.change("locales/editions/es_MX.yaml", "[mx]", "[mx, MX]")
    refused(project, "duplicate-entry", "build", "--to", str(project.path("out")))


def test_two_overlays_that_many_disks_take_for_one_are_refused(project: Project) -> None:
    text = project.text("locales/overlays/MX/overlay.yaml")
    project.write("locales/overlays/mx/overlay.yaml", text.replace("MX", "mx"))
    refused(project, "name-taken", "update", "--today", TODAY)


@pytest.mark.parametrize("folder", ["ES", "es_MX", "es-MX", "es-mx"])
def test_a_catalogue_s_folder_is_read_however_it_is_written(project: Project, folder: str) -> None:
    expected = built(project, "es_MX")
    project.path("locales/es").rename(project.path(f"locales/{folder}"))
    assert built(project, "es_MX") == expected
    project.done("update", "--today", TODAY)
    assert not project.path("locales/es").exists()
    assert sorted(p.name for p in project.path("locales").iterdir() if p.is_dir()) == sorted(
        [folder, "editions", "overlays"]
    )


def test_what_was_kept_of_a_build_knows_the_folder_too(project: Project) -> None:
    project.path("locales/es").rename(project.path("locales/es-MX"))
    to = str(project.path("kept"))
    project.done("build", "es_MX", "--to", to, "--format", "md", "--today", TODAY)
    path = project.path("locales/es-MX/guide.po")
    path.write_text(path.read_text("utf-8").replace('msgstr "ES ', 'msgstr "OTHER '), "utf-8")
    project.done("build", "es_MX", "--to", to, "--format", "md", "--today", TODAY)
    pages = [page.read_text("utf-8") for page in project.path("kept").rglob("*.md")]
    assert any("OTHER " in page for page in pages)
    assert not any("ES " in page for page in pages)


@pytest.mark.parametrize("name", ["Guide.po", "guide.PO", "GUIDE.po"])
def test_a_catalogue_that_would_not_be_read_is_told(project: Project, name: str) -> None:
    project.path("locales/es/guide.po").rename(project.path(f"locales/es/{name}"))
    for command in (["update"], ["status"], ["build", "--to", str(project.path("out"))]):
        assert name in refused(project, "file-not-read", *command)


@pytest.mark.parametrize(
    "name", ["guide (1).po", "guide - Copy.po", "Copy of guide.po", "Guide (2).PO", "MX (1).po"]
)
def test_a_copy_of_a_catalogue_is_told(project: Project, name: str) -> None:
    """Words that a translator has put into it would reach nobody."""
    shutil.copy(project.path("locales/es/guide.po"), project.path(f"locales/es/{name}"))
    tree = project.tree()
    for command in (["update"], ["status"], ["build", "--to", str(project.path("out"))]):
        said = refused(project, "file-not-read", *command)
        assert f"locales/es/{name}" in said
        assert "looks like a copy of" in said
    assert project.tree() == tree


def test_an_overlay_s_catalogue_has_its_name(project: Project) -> None:
    shutil.copy(project.path("locales/es/guide.po"), project.path("locales/es/mx.po"))
    assert "MX.po" in refused(project, "file-not-read", "update")


def test_two_folders_of_one_language_are_refused(project: Project) -> None:
    shutil.copytree(project.path("locales/es"), project.path("locales/ES"))
    for command in (["update"], ["status"], ["build", "--to", str(project.path("out"))]):
        assert "locales/ES and locales/es" in refused(project, "name-taken", *command)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("source_guide/guide.yaml", "source_guide/guide.yml"),
        ("source_guide/guide.yaml", "source_guide/Guide.yaml"),
        ("source_guide/guide.yaml", "source_guide/guide.yaml.txt"),
        ("locales/overlays/MX/overlay.yaml", "locales/overlays/MX/overlay.yml"),
        ("locales/overlays/MX/overlay.yaml", "locales/overlays/MX/Overlay.YAML"),
        ("locales/overlays/MX/overlay.yaml", "locales/overlays/MX/overlay.yaml.rtf"),
        ("locales/overlays/MX/overlay.yaml", "locales/overlays/MX/overlay.docx"),
    ],
)
def test_a_file_that_would_not_be_read_is_told(project: Project, old: str, new: str) -> None:
    project.path(old).rename(project.path(new))
    for command in (["update"], ["build", "--to", str(project.path("out"))]):
        assert new in refused(project, "file-not-read", *command)


def test_contacts_that_would_not_be_read_are_told(project: Project) -> None:
    project.write("locales/overlays/MX/directory.yml", "contacts: []\n")
    refused(project, "file-not-read", "build", "--to", str(project.path("out")))


@pytest.mark.parametrize("name", ["es_MX.yaml.txt", "es_MX.yml.docx", "es_MX.odt"])
def test_an_edition_that_would_not_be_read_is_told(project: Project, name: str) -> None:
    path = f"locales/editions/{name}"
    project.path("locales/editions/es_MX.yaml").rename(project.path(path))
    out = ["--to", str(project.path("out"))]
    ran = refused(project, "file-not-read", "build", "es_MX", *out)
    assert path in ran
    assert "es_MX.yaml" in ran
    for command in (["update"], ["build", *out], ["status"]):
        assert f"{path}: warning" in project.done(*command, "--today", TODAY).err


def test_drafts_and_notes_stop_nobody(project: Project) -> None:
    for name in (
        "locales/editions/es_MX.txt",
        "locales/editions/notes.docx",
        "locales/overlays/MX/overlay.docx",
        "source_guide/guide.docx",
    ):
        project.write(name, "x")
    for command in (["update"], ["build", "--to", str(project.path("out"))], ["status"]):
        assert "[file-not-read]" not in project.done(*command, "--today", TODAY).err


# Languages ------------------------------------------------------------------------------------


def test_the_guide_s_own_language_gets_no_catalogue_by_accident(project: Project) -> None:
    for name in ("en", "en_KE", "EN-ke", "en_GB"):
        refused(project, "use-source-language", "update", name)
    project.write("locales/editions/en_KE.yaml", "edition: en_KE\nlanguage: en\n")
    assert "adaptkit build en_KE" in refused(project, "use-source-language", "update", "en-ke")
    project.done("add", "language", "en_GB", "--today", TODAY)
    project.done("update", "en_gb", "--today", TODAY)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("update", "KE_sw"), "use-unknown-language"),
        (("update", "es_XQ"), "use-unknown-country"),
        (("update", "klingon"), "use-unknown-language"),
        (("update", "ca@valenica"), "use-unknown-language"),
        (("add", "language", "ca@valenica"), "use-unknown-language"),
        (("align", "source_guide", "--language", "ca@valenica"), "use-unknown-language"),
        (("export", "po", "en_KE"), "use-source-language"),
        (("add", "language", "KE_sw"), "use-unknown-language"),
        (("add", "edition", "KE_sw"), "use-unknown-language"),
        (("export", "po", "KE_sw"), "use-unknown-language"),
        (("align", "source_guide", "--language", "KE_sw"), "use-unknown-language"),
    ],
)
def test_a_language_that_is_none_is_refused(
    project: Project, arguments: tuple[str, ...], code: str
) -> None:
    said = refused(project, code, *arguments)
    assert "plural" not in said
    if "ca@valenica" in arguments:
        assert '"ca@valencia"' in said
    if "KE_sw" in arguments:
        assert "sw_KE" in said


def test_languages_answer_in_any_case_and_with_any_hyphen(project: Project) -> None:
    project.done("update", "PT-br", "--today", TODAY)
    assert project.path("locales/pt_BR/guide.po").is_file()
    for name in ("pt-BR", "PT_br", "pt_BR"):
        project.done("update", name, "--today", TODAY)
        project.done("export", "po", name, "--to", str(project.path("x.po")))
    assert not project.path("locales/pt-BR").exists()


@pytest.mark.parametrize("name", ["ca@valencia", "ca-valencia", "CA_VALENCIA", "be@tarask"])
def test_a_variant_is_a_language(project: Project, name: str) -> None:
    project.done("update", name, "--today", TODAY)
    posix = name.lower().replace("-", "@").replace("_", "@")
    translate(project, posix, "VAR")
    pages = built(project, name)
    assert {path.partition("/")[0] for path in pages} == {posix}
    assert any(b"VAR " in page for page in pages.values())
    to = str(project.path("html"))
    project.done("build", name, "--to", to, "--format", "html", "--today", TODAY)
    page = next(project.path("html").rglob("*.html")).read_text("utf-8")
    assert f'lang="{posix.replace("@", "-")}"' in page


def test_a_private_variant_is_taken_when_somebody_says_so(project: Project) -> None:
    rule = "nplurals=2; plural=(n != 1);"
    project.done("add", "language", "tt@iqtelif", "--plural", "nplurals=1; plural=0;")
    project.done("add", "language", "es-x-facil", "--today", TODAY)
    project.done("add", "language", "es@lectura", "--plural", rule, "--today", TODAY)
    project.done("update", "es@lectura", "tt@iqtelif", "--today", TODAY)
    for folder in ("tt@iqtelif", "es@facil", "es@lectura"):
        assert project.path(f"locales/{folder}/guide.po").is_file()


# What begins ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["es-MX", "ES_MX", "es_mx"])
def test_an_edition_gets_no_twin(project: Project, name: str) -> None:
    refused(project, "use-exists", "add", "edition", name)


def test_a_new_edition_has_the_name_that_all_commands_know(project: Project) -> None:
    project.done("add", "edition", "sw-ke", "--today", TODAY)
    assert project.path("locales/editions/sw_KE.yaml").is_file()
    project.done("add", "edition", "house-a", "--language", "es", "--today", TODAY)
    assert project.path("locales/editions/house-a.yaml").is_file()


@pytest.mark.parametrize("name", ["guide", "Guide", "interface", "INTERFACE"])
def test_an_overlay_cannot_have_a_name_that_is_taken(project: Project, name: str) -> None:
    refused(project, "use-exists", "add", "overlay", name)
    text = f"overlay: {name}\nlanguage: en\noperations: []\n"
    project.write(f"locales/overlays/{name}/overlay.yaml", text)
    project.change("locales/editions/es_MX.yaml", "[MX]", f'[MX, "{name}"]')
    for command in (["update"], ["build", "--to", str(project.path("out"))], ["status"]):
        assert f'"{name}"' in refused(project, "name-taken", *command)


@pytest.mark.parametrize("name", ["nul", "CON", "aux"])
def test_names_that_windows_keeps_are_refused(project: Project, name: str) -> None:
    refused(project, "use-name", "add", "overlay", name)
    refused(project, "use-name", "add", "edition", name, "--language", "es")


# Chapters -------------------------------------------------------------------------------------


def listed(project: Project, name: str) -> None:
    project.change("source_guide/guide.yaml", "chapters:\n", f"chapters:\n  - {name}\n")


@pytest.mark.parametrize("twin", ["{}.markdown", "{}.MD", "{}.Markdown"])
def test_two_chapters_never_write_one_page(project: Project, twin: str) -> None:
    chapter = sorted(project.path("source_guide").glob("*.md"))[0]
    other = twin.format(chapter.stem)
    project.write(f"source_guide/{other}", "# Another\n\nOther words.\n")
    listed(project, other)
    for command in (["update"], ["build", "--to", str(project.path("out"))], ["status"]):
        assert other in refused(project, "page-twice", *command)


def test_chapters_that_only_capitals_tell_apart_are_refused(project: Project) -> None:
    chapter = sorted(project.path("source_guide").glob("*.md"))[0]
    project.write(f"source_guide/{chapter.stem.upper()}.md", "# Another\n\nOther words.\n")
    listed(project, f"{chapter.stem.upper()}.md")
    refused(project, "page-twice", "update")


def test_a_chapter_may_be_called_as_the_page_of_contents_would_be(tmp_path: Path) -> None:
    project = Project(tmp_path / "guide")
    names = ("index", "single", "contents", "contents-page", "_index", "part/index")
    for name in names:
        project.write(f"source_guide/{name}.md", f"# Head {name}\n\nWords of {name}.\n")
    project.done("build", "en", "--to", str(project.path("out")), "--today", TODAY)
    for name in names:
        page = project.text(f"out/en/html/{name}.html")
        assert f"Words of {name}." in page


@pytest.mark.parametrize("name", ["02-b.MD", "02-b.Markdown", "02-b.markdown"])
def test_markdown_is_read_whatever_its_suffix(tmp_path: Path, name: str) -> None:
    project = Project(tmp_path / "guide")
    project.write("source_guide/01-a.md", f"# One\n\nSee [two]({name}).\n")
    project.write(f"source_guide/{name}", "# Second\n\nMore words.\n")
    project.done("update", "es", "--today", TODAY)
    assert 'msgid "Second"' in project.text("locales/es/guide.po")
    assert 'msgctxt "b' in project.text("locales/es/guide.po")
    project.done("build", "en", "--to", str(project.path("out")), "--today", TODAY)
    assert "More words." in project.text("out/en/html/02-b.html")
    assert 'href="02-b.html"' in project.text("out/en/html/01-a.html")
    assert project.path(f"out/en/md/{name}").is_file()


@pytest.mark.parametrize("name", ["02-b.mdx", "02-b.MDX", "02-b.mkd", "02-b.md.txt"])
def test_what_looks_like_a_chapter_and_is_not_read_is_told(tmp_path: Path, name: str) -> None:
    project = Project(tmp_path / "guide")
    project.write("source_guide/01-a.md", "# One\n\nWords.\n")
    project.write(f"source_guide/{name}", "# Second\n\nMore words.\n")
    for command in (["update", "es"], ["build", "en", "--to", str(project.path("out"))]):
        ran = project.done(*command, "--today", TODAY)
        assert f"source_guide/{name}: warning" in ran.err
        assert "[file-not-read]" in ran.err


# What editors and systems leave ---------------------------------------------------------------

LEFT = (".#{}", "{}~", "#{}#", "._{}", ".{}.swp", "{}.bak", "{}.orig", ".DS_Store", "Thumbs.db")


@pytest.mark.parametrize("how", ["link", "bytes", "folder"])
def test_what_editors_and_systems_leave_is_never_read(project: Project, how: str) -> None:
    files = [file for file in project.root.rglob("*") if file.is_file()]
    expected, told = built(project), project.run("status", "--json", "--today", TODAY).out
    forms = LEFT if how != "folder" else (".#{}", "._{}", ".git", "__MACOSX", "@eaDir")
    for file in files:
        for form in forms:
            left = file.with_name(form.format(file.name))
            if left.exists() or left.is_symlink():
                continue
            if how == "link":
                left.symlink_to("someone@host.1")
            elif how == "bytes":
                left.write_bytes(b"\xff\xfe{{{ \x00")
            else:
                left.mkdir()
                (left / file.name).write_bytes(file.read_bytes())
    assert built(project) == expected
    assert project.run("status", "--json", "--today", TODAY).out == told
    assert "nothing changed" in project.done("update", "--today", TODAY).out
    project.done("format", "--check")
    project.done("explain", "es_MX", "plan.costs", "--today", TODAY)
