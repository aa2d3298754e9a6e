"""What somebody in an office types by mistake is told in plain words, with what to type."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project, run, sign_all, small

DAY = ("--today", TODAY)
OVERLAY = "locales/overlays/MX/overlay.yaml"
DIRECTORY = "locales/overlays/MX/directory.yaml"
CONTACT = 'contacts:\n  - name: "Casa"\n    kind: ms\n    telephones: "55 1234 5678"\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return small(tmp_path_factory.mktemp("mistyped") / "la guía")


@pytest.fixture
def project(made: Project, tmp_path: Path) -> Project:
    return made.copy(tmp_path / "la guía")


def refused(project: Project, *arguments: str, code: str) -> tuple[str, str]:
    """What is told of a wrong use, and what to do; nothing is written."""
    before = project.tree()
    ran = project.run(*arguments, "--json")
    assert ran.code == 2, ran
    assert project.tree() == before
    (told,) = json.loads(ran.out)["diagnostics"]
    assert told["code"] == code
    return told["message"], told["hint"]


# Names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["status", "build", "preview", "explain"])
def test_an_overlay_is_not_taken_for_the_language_of_its_letters(
    project: Project, command: str
) -> None:
    project.write("locales/overlays/ES/overlay.yaml", "overlay: ES\nlanguage: es\n")
    project.write("locales/editions/es_ES.yaml", "edition: es_ES\nlanguage: es_ES\n")
    more = ["plan.costs"] if command == "explain" else []
    message, hint = refused(project, command, "ES", *more, code="use-unknown-edition")
    assert message == '"ES" is an overlay, and no edition'
    assert hint == 'did you mean "es_ES"?'
    project.done("status", "es", *DAY)


def test_an_overlay_called_as_a_language_takes_no_language_away(project: Project) -> None:
    project.write("locales/overlays/es/overlay.yaml", "overlay: es\nlanguage: es\n")
    project.done("status", "es", *DAY)


@pytest.mark.parametrize(
    "command",
    [
        ("overlay", "accept", "MY", "insurance", "--by", "a", "--why", "b"),
        ("overlay", "withdraw", "MY", "blocks/help.md"),
        ("directory", "export", "MY"),
        ("directory", "import", "MY", "contacts.csv"),
    ],
)
def test_an_overlay_that_is_not_there(project: Project, command: tuple[str, ...]) -> None:
    message, hint = refused(project, *command, code="use-unknown-overlay")
    assert message == 'there is no overlay "MY"'
    assert hint == "there are: MX"


def test_an_overlay_that_is_there_already_is_named_with_its_file(project: Project) -> None:
    _, hint = refused(project, "add", "overlay", "MX", code="use-exists")
    assert hint == f"open {OVERLAY}, or choose another name"


def test_what_a_review_names(project: Project) -> None:
    project.write("reviews/people.yaml", "ana: {name: Ana, roles: [language], languages: [es]}\n")
    who = ("--edition", "es_MX", "--by", "ana")
    _, hint = refused(project, "review", "sign", "--chapter", "09.md", *who, code="use-unknown-id")
    assert hint == "its chapters are: 01-plan.md, 02-home.md"
    _, hint = refused(project, "review", "sign", "--section", "MY", *who, code="use-unknown-id")
    assert hint == "adaptkit status es_MX --list unreviewed names the passages"
    told = refused(project, "review", "sign", "--section", "guide-yml", *who, code="use-unknown-id")
    assert told[1] == 'did you mean "guide-yaml"?'


def test_who_translates_back_needs_no_role_of_a_reviewer(project: Project) -> None:
    pack = ("review", "pack", "es_MX", "--for", "kay")
    _, hint = refused(project, *pack, "--back-translation", code="use-unknown-person")
    assert 'kay: {name: "Their Name", roles: [back-translation]}' in hint
    _, hint = refused(project, *pack, code="use-unknown-person")
    assert "roles: [language]}" in hint
    assert "back-translation" not in hint


def test_who_stands_above_the_project_is_told_where_it_is(project: Project) -> None:
    message, hint = refused(Project(project.root.parent), "status", code="use-no-project")
    assert message.startswith("this folder holds no")
    assert hint == "go to your project's folder: cd 'la guía'"
    _, hint = refused(Project(project.path("locales")), "status", code="use-no-project")
    assert hint.endswith("adaptkit init my-guide")


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        (("update", "MX"), "MX is a country; here stands a language, such as es"),
        (("add", "language", "MX"), "MX is a country; here stands a language, such as es"),
        (("export", "po", "MX"), "MX is a country; here stands a language, such as es"),
        (("update", "locales/es/guide.po"), 'did you mean "es"?'),
    ],
)
def test_a_country_or_a_file_is_no_language(
    project: Project, command: tuple[str, ...], hint: str
) -> None:
    assert refused(project, *command, code="use-unknown-language")[1] == hint


def test_a_catalogue_is_no_edition(project: Project) -> None:
    _, hint = refused(project, "check", "locales/es/guide.po", code="use-unknown-edition")
    assert hint == 'did you mean "es"?'


def test_a_section_and_a_chapter_are_signed_by_their_options(project: Project) -> None:
    project.write("reviews/people.yaml", "ana: {name: Ana, roles: [language], languages: [es]}\n")
    for name, hint in (
        ("plan.costs", "it is a section: --section plan.costs"),
        ("02-home.md", "it is a chapter: --chapter 02-home.md"),
        ("MX", "it is a section: --section MX"),
    ):
        sign = ("review", "sign", name, "--edition", "es_MX", "--by", "ana")
        assert refused(project, *sign, code="use-unknown-unit")[1] == hint


def test_a_chapter_needs_no_folder_to_be_explained(project: Project) -> None:
    line = project.text("source_guide/02-home.md").splitlines().index("# At home") + 1
    whole = project.done("explain", "es_MX", f"source_guide/02-home.md:{line}", *DAY).out
    assert project.done("explain", "es_MX", f"02-home.md:{line}", *DAY).out == whole
    for name in ("02-home.md", "source_guide/02-home.md"):
        _, hint = refused(project, "explain", "es_MX", name, code="use-unknown-unit")
        assert hint == "name a line of it, such as source_guide/02-home.md:1"


def test_a_slot_that_is_not_there_is_told_with_those_that_are(project: Project) -> None:
    project.change(OVERLAY, "{slot: where-to-get-help}", "{slot: local-stories}")
    (told,) = project.run("build", "--json").json["diagnostics"]
    assert told["hint"] == "the guide's slots are: where-to-get-help"


def test_a_chapter_that_is_gone_is_not_said_to_be_one_that_is_listed(project: Project) -> None:
    project.path("source_guide/02-home.md").rename(project.path("source_guide/02-at-home.md"))
    (told,) = project.run("update", "--json").json["diagnostics"]
    assert told["hint"] == 'did you mean "02-at-home.md"?'
    project.path("source_guide/02-at-home.md").unlink()
    (told,) = project.run("update", "--json").json["diagnostics"]
    assert told["hint"] == "get the file back, correct its name or take the line out"


@pytest.mark.parametrize(
    ("said", "hint"),
    [("UK", "did you mean GB?"), ("usa", "did you mean US?"), ("México", "did you mean MX?")],
)
def test_a_country_by_another_name(project: Project, said: str, hint: str) -> None:
    assert refused(project, "points", "--country", said, code="use-unknown-country")[1] == hint


def test_points_know_neither_file_nor_edition(project: Project) -> None:
    message, hint = refused(project, "points", "source_guid", code="use-unknown-edition")
    assert message == 'no edition and no file is called "source_guid"'
    assert hint == 'did you mean "source_guide"?'
    _, hint = refused(project, "points", "XX", code="use-unknown-edition")
    assert hint == "editions are: es_MX; or name a file or folder"


def test_known_names_are_told_once(project: Project) -> None:
    project.write("locales/editions/es.yaml", "edition: es\nlanguage: es\n")
    _, hint = refused(project, "status", "qq", code="use-unknown-edition")
    assert hint == "known are: es, es_MX, en"


def test_words_that_no_passage_has(project: Project) -> None:
    words = ("explain", "es_MX", "no", "such", "words")
    message, _ = refused(project, *words, code="use-unknown-unit")
    assert message == 'no passage of es_MX is called "no such words" or has these words'


def test_a_check_tells_of_an_overlay_that_its_edition_lacks_too(project: Project) -> None:
    project.write("locales/overlays/ES/overlay.yaml", "overlay: ES\nlanguage: es\n")
    project.write("locales/editions/es_ES.yaml", "edition: es_ES\nlanguage: es_ES\n")
    project.write("locales/overlays/MX/blocks/left.md", "Nadie lo pone en ninguna parte.\n")
    for command in (("check", "--strict"), ("status",)):
        ran = project.run(*command, *DAY)
        assert "[overlay-unused]" in ran.out + ran.err
        assert "left.md" in ran.out + ran.err
    assert project.run("check", "es_ES", "--strict", *DAY).code == 1


# Files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "to", "hint"),
    [
        (("export", "xlsx", "es"), "es.csv", "give --to a name that ends in .xlsx"),
        (("export", "csv", "es"), "es.xlsx", "give --to a name that ends in .csv or .tsv"),
        (("directory", "export", "MX"), "c.xlsx", "give --to a name that ends in .csv"),
        (("review", "pack", "es_MX"), "p.xlsx", "give --to a name that ends in .html or .htm"),
        (
            ("review", "pack", "es_MX", "--format", "xlsx"),
            "p.html",
            "give --to a name that ends in .xlsx",
        ),
        (
            ("export", "xlsx", "es", "es_MX"),
            "all.xlsx",
            "name a folder, or each language by itself: adaptkit export xlsx LANGUAGE --to …",
        ),
    ],
)
def test_no_file_is_called_like_one_of_another_kind(
    project: Project, tmp_path: Path, command: tuple[str, ...], to: str, hint: str
) -> None:
    project.write(DIRECTORY, CONTACT)
    out = tmp_path / to
    assert refused(project, *command, "--to", str(out), code="use-ending")[1] == hint
    assert not out.exists()


def test_the_page_of_all_editions_is_called_as_a_page(project: Project, tmp_path: Path) -> None:
    out = str(tmp_path / "status.csv")
    _, hint = refused(project, "status", "--html", out, code="use-ending")
    assert hint == "give --html a name that ends in .html or .htm"


@pytest.mark.parametrize(
    ("command", "ending"),
    [
        (("export", "xlsx", "es"), ".xlsx"),
        (("directory", "export", "MX"), ".csv"),
        (("review", "pack", "es_MX"), ".html"),
        (("status",), ".html"),
    ],
)
def test_a_file_without_an_ending_gets_one(
    project: Project, tmp_path: Path, command: tuple[str, ...], ending: str
) -> None:
    project.write(DIRECTORY, CONTACT)
    option = "--html" if command == ("status",) else "--to"
    project.done(*command, option, str(tmp_path / "for Ana"))
    assert (tmp_path / f"for Ana{ending}").is_file()


def test_the_format_of_an_export_comes_first(project: Project) -> None:
    _, hint = refused(project, "export", "es", "xlsx", code="use-unknown-format")
    assert hint == "the format comes first: adaptkit export xlsx es"


def test_a_command_that_is_told_can_be_copied(project: Project, tmp_path: Path) -> None:
    project.write(DIRECTORY, CONTACT)
    table = tmp_path / "the list.csv"
    out = project.done("directory", "export", "MX", "--to", str(table)).out
    command = out.partition("It comes back with: adaptkit ")[2].splitlines()[0]
    assert shlex.split(command) == ["directory", "import", "MX", str(table)]
    project.done(*shlex.split(command))
    table.write_text(table.read_text("utf-8").replace("5678", "5679"), "utf-8")
    _, hint = _not_imported(project, table)
    assert shlex.split(hint.removeprefix("adaptkit ").partition(";")[0])[-1] == str(table)


def _not_imported(project: Project, table: Path) -> tuple[str, str]:
    ran = project.run("directory", "export", "MX", "--to", str(table), "--json")
    (told,) = json.loads(ran.out)["diagnostics"]
    assert told["code"] == "exchange-not-imported"
    return told["message"], told["hint"]


def test_a_folder_that_was_removed_under_somebody_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = "import os, sys; os.rmdir(os.getcwd()); from adaptkit.cli import main; main()"
    found = os.pathsep.join(str(Path(one).absolute()) for one in sys.path if one)
    done = subprocess.run(
        [sys.executable, "-c", script, "status"],
        cwd=gone,
        env=os.environ | {"PYTHONPATH": found},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "the folder that you are in is not there any more [file-system]" in done.stderr
    assert "cd" in done.stderr


def test_a_table_of_contacts_that_is_not_there(project: Project, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("x", "utf-8")
    wanted = str(tmp_path / "contact.csv")
    told = refused(project, "directory", "import", "MX", wanted, code="use-no-file")
    assert told == ("there is no such file", 'did you mean "contacts.csv"?')
    message, _ = refused(project, "directory", "import", "MX", str(tmp_path), code="use-no-file")
    assert message == "this is a folder, and no table of contacts"


def test_a_memory_is_not_mended_by_what_mends_the_projects_own(
    project: Project, tmp_path: Path
) -> None:
    file = tmp_path / "old words.po"
    file.write_bytes(project.path("locales/es/guide.po").read_bytes().decode().encode("utf-16"))
    ran = project.run("update", "es", "--memory", str(file), "--json")
    (told,) = ran.json["diagnostics"]
    assert (ran.code, told["code"]) == (1, "po-encoding")
    assert told["hint"] == (
        "open it in the program that it comes from, and save it again as PO, in UTF-8"
    )


def test_a_workbook_under_a_catalogues_name_is_to_be_imported(
    project: Project, tmp_path: Path
) -> None:
    sheet = tmp_path / "es.xlsx"
    project.done("export", "xlsx", "es", "--to", str(sheet))
    project.write("locales/es/guide.po", sheet.read_bytes())
    (told,) = project.run("update", "--json").json["diagnostics"]
    assert told["code"] == "not-text"
    assert told["hint"].endswith("come back with: adaptkit import")


# Published ---------------------------------------------------------------------------------------


def test_what_verify_is_given_instead_of_a_release(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.change("locales/editions/es_MX.yaml", "formats:", "publisher: {name: Us}\nformats:")
    project.done("update", *DAY)
    sign_all(project, "es_MX")
    monkeypatch.chdir(project.root)
    run("build", "es_MX", "--release", *DAY)
    release = f"build/releases/es_MX-{TODAY}"
    assert project.path(release).is_dir()
    for name in ("es_MX", "build/releases/es_MX"):
        _, hint = refused(project, "verify", name, code="use-no-file")
        assert hint == f"did you mean {release}?"
    message, hint = refused(project, "verify", "build/es_MX", code="use-no-release")
    assert message == "this is what adaptkit build has written to be looked at, and no release"
    assert "build/releases" in hint
    assert refused(project, "verify", "releases/es_MX", code="use-no-file")[1] == "look at its name"


def test_one_edition_that_is_built_by_itself_says_what_to_open(
    project: Project, tmp_path: Path
) -> None:
    to = tmp_path / "site"
    out = project.done("build", "es_MX", "--to", str(to), *DAY).out
    page = out.partition("\nOpen ")[2].splitlines()[0]
    assert Path(page) == to / "es_MX/html/index.html"
    assert Path(page).is_file()
    out = project.done("build", "es_MX", "--format", "md", "--to", str(to), *DAY).out
    assert "Open" not in out


# What is printed to be copied --------------------------------------------------------------------


def test_lines_that_next_prints_are_copied_as_they_are(project: Project) -> None:
    project.write(DIRECTORY, CONTACT)
    project.change(OVERLAY, "with: blocks/help.md", "with: directory")
    project.done("update", *DAY)
    out = project.done("next", "MX", *DAY).out
    assert "In locales/overlays/MX/directory.yaml, below line 2:" in out
    lines = out.partition("below line 2:\n\n")[2].partition("\n\n")[0]
    lines = lines.replace("who looked", "Ana").replace("1900-01-01", TODAY)
    before, _, after = CONTACT.partition("    kind")
    project.write(DIRECTORY, f"{before}{lines}\n    kind{after}")
    assert "directory.yaml" not in project.done("next", "MX", *DAY).out


def test_set_up_says_so_as_json_too(project: Project) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project.root, check=True)
    assert project.done("merge-driver", "--set-up", "--json").json == {"ok": True, "set_up": True}
