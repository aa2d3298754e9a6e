"""A broken text of the guide, an overlay or an edition is told by every command and stops a
release; it stops nobody's work."""

from __future__ import annotations

from pathlib import Path

import pytest

from adaptkit.guides.broken_texts import says_nothing
from adaptkit.guides.parse import parse_chapter
from adaptkit.settings.scaffolds import is_example
from tests.scenarios.projects import Project, small

DIRECTORY = """\
contacts:
  - name: "Centro de salud"
    url: "https://salud.test"
    about:
      es: "Puede preguntar ahí."
"""
OVERLAY = "locales/overlays/MX/"
HELP = OVERLAY + "blocks/help.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path / "guide")
    project.write(OVERLAY + "directory.yaml", DIRECTORY)
    project.done("update")
    return project


def look(project: Project, code: str = "") -> str:
    """What build says; update and status say it too, and each of them works."""
    built = project.run("build", "es_MX", "--format", "md", "--to", str(project.root / "out"))
    updated, status = project.run("update"), project.run("status", "es_MX")
    said = [ran.out + ran.err for ran in (built, updated, status)]
    assert project.path("out/es_MX/md/02-home.md").exists()
    for words in said:
        assert not code or f"[{code}]" in words
    wrong = int("error:" in said[0])
    assert (built.code, updated.code, status.code) == (wrong, wrong, 0)
    return said[0]


DEEP = "*a " * 60 + "b" + "*" * 60 + "\n"
BLOCKS = [
    (DEEP, "nested-too-deep", "nested deeper than 50"),
    ("Llame al {helplin}.\n", "placeholder-unknown", "did you mean {helpline}?"),
    ("Llame al {Helpline}.\n", "placeholder-unknown", "did you mean {helpline}?"),
    ("Llame al {help line}.\n", "placeholder-unknown", "did you mean {helpline}?"),
    ("Llame al {{helpline}}.\n", "placeholder-unknown", "did you mean {helpline}?"),
    ("Llame al ｛helpline｝.\n", "placeholder-unknown", "did you mean {helpline}?"),
    ("Llame al {hospital_name}.\n", "placeholder-unknown", "declare it under variables:"),
    ("Llame al {ayuda}.\n", "placeholder-unknown", "readers would see {ayuda} as it stands"),
    ("Llame al {nombre del centro}.\n", "placeholder-unknown", "{nombre del centro} as it stands"),
    ("Llame al {helpline ahora.\n", "placeholder-unknown", "did you mean {helpline}?"),
    ("Llame al helpline} ahora.\n", "placeholder-unknown", "did you mean {helpline}?"),
    ("Llame al {help\\_line}.\n", "placeholder-unknown", "did you mean {helpline}?"),
    ("Llame al (help_line).\n", "placeholder-unknown", "did you mean {helpline}?"),
    ("Llame al [help_line].\n", "placeholder-unknown", "did you mean {helpline}?"),
    ("Llame al <help_line>.\n", "placeholder-unknown", "did you mean {helpline}?"),
    ("Llame al HELP_LINE.\n", "placeholder-unknown", "did you mean {helpline}?"),
    ("<!-- por escribir -->\n", "text-unfinished", "readers would see nothing of this text"),
    ("...\n", "text-unfinished", "readers would see nothing of this text"),
    ("TODO\n", "text-unfinished", '"TODO" still stands'),
    ("Pregunte. TODO: dirección.\n", "text-unfinished", '"TODO" still stands'),
    ("Llame al \u202e911.\n", "number-turned", "turns numbers round"),
    ("Llame al \u202d{helpline}.\n", "number-turned", "turns numbers round"),
    ("[FIXME número]\n", "text-unfinished", "still stands"),
    ("    - llamar al {helpline}\n", "text-set-in", "and {helpline} as it stands"),
]


@pytest.mark.parametrize(("text", "code", "said"), BLOCKS)
@pytest.mark.parametrize("file", [HELP, "source_guide/02-home.md"])
def test_a_broken_text_is_told(
    project: Project, file: str, text: str, code: str, said: str
) -> None:
    project.write(file, text)
    words = look(project, code)
    assert f"{file}:1" in words
    assert said in words
    released = project.run("build", "es_MX", "--release")
    assert f"[{code}]" in released.out + released.err


@pytest.mark.parametrize("text", ["Puede:\n\n    - ir\n    - esperar\n", "Puede:\n\n\t1. ir\n"])
def test_a_list_that_is_set_in_is_told_in_an_overlay(project: Project, text: str) -> None:
    project.write(HELP, text)
    assert "as program code" in look(project, "text-set-in")
    project.write(HELP, text.replace("    -", "-").replace("\t", ""))
    assert "[text-set-in]" not in look(project)
    # A guide may well show a program, and so may an overlay where it says so.
    project.write("source_guide/02-home.md", text)
    project.write(HELP, "```\nls {helpline}\n```\n")
    assert "[text-set-in]" not in look(project)


def test_a_native_version_is_told_where_it_is_shown(project: Project) -> None:
    project.write(OVERLAY + "blocks/help.en.md", "Call {helplin}.\n")
    project.write("locales/editions/en_MX.yaml", "edition: en_MX\nlanguage: en\noverlays: [MX]\n")
    other = project.run("build", "es_MX", "--to", str(project.root / "out"))
    assert "helplin}" not in other.out + other.err
    own = project.run("build", "en_MX", "--to", str(project.root / "out"))
    assert "locales/overlays/MX/blocks/help.en.md:1" in own.err
    assert "locales/overlays/MX/blocks/help.en.md:1" in project.run("update").err


FILES = [
    ("directory.yaml", "Centro de salud", "Name of the organisation", "scaffold-left"),
    ("directory.yaml", "https://salud.test", "https://www.example.org", "scaffold-left"),
    ("directory.yaml", "    about", '    telephone: "+00 000 000"\n    about', "scaffold-left"),
    ("directory.yaml", "    about", "    email: info@example.org\n    about", "scaffold-left"),
    ("directory.yaml", "    about", "    verified_by: who looked\n    about", "scaffold-left"),
    (
        "directory.yaml",
        "Puede preguntar ahí.",
        "What one can ask there, in one sentence.",
        "scaffold-left",
    ),
    ("directory.yaml", "Centro de salud", "TODO", "text-unfinished"),
    ("directory.yaml", "Centro de salud", "-", "text-unfinished"),
    ("directory.yaml", "Puede preguntar ahí.", "Llame al {helplin}.", "placeholder-unknown"),
    ("directory.yaml", "Puede preguntar ahí.", "Llame al {helpline}.", "placeholder-unknown"),
    ("overlay.yaml", "Another system", "why", "scaffold-left"),
    (
        "overlay.yaml",
        'reason: "A local address", decided_by: [us]',
        'reason: "A local address", decided_by: [who]',
        "scaffold-left",
    ),
    ("overlay.yaml", "800 911 2000", "00 000 000", "scaffold-left"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), FILES)
def test_a_scaffold_left_as_it_was_is_told(
    project: Project, file: str, old: str, new: str, code: str
) -> None:
    project.change(OVERLAY + file, old, new)
    words = look(project, code)
    assert f"{OVERLAY}{file}:" in words


@pytest.mark.parametrize(
    ("title", "code"),
    [("TODO", "text-unfinished"), ("At {helplin}", "placeholder-unknown")],
)
def test_titles_are_looked_at(project: Project, title: str, code: str) -> None:
    own = project.text("source_guide/guide.yaml")
    project.write("source_guide/guide.yaml", own.replace("Living at home", title))
    assert f"[{code}]" in look(project, code)
    project.write("source_guide/guide.yaml", own)
    text = project.text("locales/editions/es_MX.yaml")
    project.write("locales/editions/es_MX.yaml", f'{text}title: "{title}"\n')
    assert "locales/editions/es_MX.yaml:5:8: error: " in look(project, code)


def test_an_editions_file_is_looked_at(project: Project) -> None:
    text = project.text("locales/editions/es_MX.yaml")
    publisher = 'publisher: {name: "Name of the organisation"}\n'
    project.write("locales/editions/es_MX.yaml", text + publisher)
    words = look(project, "scaffold-left")
    said = "publisher.name of this edition is still the example"
    assert f"locales/editions/es_MX.yaml:5:19: error: {said}" in words


@pytest.mark.parametrize(
    ("country", "left"), [("MX", False), ("KE", True), ("MY", True), ("GB", True), ("BR", False)]
)
def test_the_guides_own_emergency_number_elsewhere(
    project: Project, country: str, left: bool
) -> None:
    project.change("source_guide/guide.yaml", "1 800 555 0100", "911")
    overlay = OVERLAY + "overlay.yaml"
    project.change(overlay, 'helpline: "800 911 2000"', 'helpline: "911"')
    project.change(overlay, "country: MX", f"country: {country}")
    ran = project.run("build", "es_MX", "--to", str(project.root / "out"))
    assert ("[scaffold-left]" in ran.err) is left
    assert ("{helpline} is still 911, the number of US" in ran.err) is left


def test_what_is_filled_in_is_silent(project: Project) -> None:
    project.write(
        HELP,
        "Pregunte en su centro de salud al {helpline}, o escriba `{helplin}`. Un conjunto {a, b}.\n"
        "\n<!-- por qué -->\n\nTODO lo que necesita está en {x}. Una lista TODO.\n"
        "\nVea https://salud.test/help_line?help_line=1, [aquí](help_line.md), \\{ayuda}, "
        "plan_help_line_b y `{rol}`. {ref}`help_line`\n",
    )
    assert "error:" not in look(project)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("![](map.svg)\n", False),
        ("```\n...\n```\n", False),
        ('<img src="a.png">\n', False),
        ("---\nweight: 1\n---\n", False),
        ("* * *\n", False),
        ("Yes\n", False),
        ("", False),
        ("<!-- x -->\n", True),
        ("<!-- x -->\n\n...\n", True),
        ("<b></b>\n", True),
        ("---\nweight: 1\n---\n\n<!-- x -->\n", True),
        ("- \u2026\n", True),
    ],
)
def test_what_says_nothing(text: str, said: bool) -> None:
    chapter = parse_chapter(text, path="a.md", name="a.md", chapter_id="a")
    assert says_nothing(chapter) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Name of the organisation", True),
        ("name of the  organisation", True),
        ("https://www.example.org/", True),
        ("+00 000 000", True),
        ("000 000 000", True),
        ("000", False),
        ("+44 20 0000 0001", False),
        ("https://www.msif.org", False),
        ("", False),
    ],
)
def test_what_an_example_is(text: str, said: bool) -> None:
    assert is_example(text) is said
