"""What a guide says of its Markdown in guide.yaml holds in every command."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from adaptkit.cli import adaptkit
from adaptkit.dialects import DIALECTS, Folder, guesses
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.document import Syntax
from adaptkit.settings.guide import parse_guide_settings

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def run(folder: Path, *words: str) -> str:
    return CliRunner().invoke(adaptkit, ["--project", str(folder), *words]).output


def guide(folder: Path, settings: str, **files: str) -> Path:
    source = folder / "source_guide"
    source.mkdir()
    (source / "guide.yaml").write_text(settings, "utf-8")
    for name, text in files.items():
        (source / f"{name}.md").write_text(text, "utf-8")
    return folder


def test_what_guide_yaml_says() -> None:
    text = "dialect: hugo\nfront_matter: [hero.text, title]\npictures: [assets/img/]\n"
    read = parse_guide_settings(text, path="guide.yaml")
    assert read.syntax == Syntax("hugo", ("title", "description", "questions", "hero.text"))
    assert read.pictures == ("assets/img",)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("dialect: mkdoc\n", "unknown-value", 'did you mean "mkdocs"'),
        ("dialect: x9\n", "unknown-value", "known are: docusaurus, hugo"),
        *[(f"pictures: ['{p}']\n", "wrong-path", "") for p in ("..", ".", "/etc", "a/../..")],
        *[(f"pictures: ['{p}']\n", "wrong-path", "") for p in ("locales", ".git", "a/.b", "c:/x")],
    ],
)
def test_what_guide_yaml_may_not_say(text: str, code: str, hint: str) -> None:
    with pytest.raises(ProblemsFound) as problems:
        parse_guide_settings(text, path="guide.yaml")
    [found] = problems.value.diagnostics
    assert found.code == code
    assert hint in found.hint


def test_a_translation_that_loses_a_shortcode_is_told(tmp_path: Path) -> None:
    project = guide(tmp_path, "dialect: hugo\n", a='# One\n\nSee {{< ref "b" >}} now.\n')
    run(project, "update", "es")
    catalogue = project / "locales/es/guide.po"
    text = catalogue.read_text("utf-8")
    assert '#. Keep {{< ref "b" >}} exactly as it stands; a program reads it.' in text
    head, source, rest = text.partition('msgid "See {{< ref \\"b\\" >}} now."\nmsgstr "')
    catalogue.write_text(f"{head}{source}Vea {{{{< ref b >}}}}.{rest}", "utf-8")
    said = run(project, "build", "es")
    assert '{{< ref "b" >}}' in said
    assert "construct-missing" in said
    # … and what it brought of its own no program acts on.
    assert "Vea &#123;{< ref b >}}." in (project / "build/es/md/a.md").read_text("utf-8")


def test_pictures_above_the_guide_s_folder(tmp_path: Path) -> None:
    text = "# One\n\n![A](../assets/a.png)\n\nAnd ![B](../assets/in/b.png) here.\n"
    project = guide(tmp_path, "pictures: [assets]\n", a=text)
    for name in ("assets/a.png", "assets/in/b.png", "other/c.png"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(PIXEL)
    run(project, "update", "es")
    assert "problem" not in run(project, "build", "es")
    made = project / "build/es/html"
    page = (made / "a.html").read_text("utf-8")
    for name in ("_project/assets/a.png", "_project/assets/in/b.png"):
        assert f'src="{name}"' in page
        assert (made / name).read_bytes() == PIXEL
    (project / "source_guide/a.md").write_text("# One\n\n![C](../other/c.png)\n", "utf-8")
    assert "path-outside" in run(project, "build", "es")
    # A link out of a folder that is declared is no way around.
    (project / "assets/c.png").symlink_to(project / "other/c.png")
    (project / "source_guide/a.md").write_text("# One\n\n![C](../assets/c.png)\n", "utf-8")
    assert "path-outside" in run(project, "build", "es")


def test_they_arrive_in_markdown_too(tmp_path: Path) -> None:
    """They stand in the folder of the edition, whatever their address in the guide."""
    text = (
        "# One\n\n![A](../assets/a%20b.png 'T')\n\n- In ![B](<../assets/in/b.png>) here.\n"
        "  ![A](../assets/a%20b.png#x)\n\n`![A](../assets/in/b.png)`\n\n![C](own.png)\n"
    )
    project = guide(tmp_path, "pictures: [assets]\n", a=text)
    chapter = project / "source_guide/part/b.md"
    chapter.parent.mkdir()
    chapter.write_text("# Two\n\n![A](../../assets/a%20b.png)\n", "utf-8")
    for name in ("assets/a b.png", "assets/in/b.png", "source_guide/own.png"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(PIXEL)
    run(project, "update", "es")
    shown = re.compile(r"(?<!`)!\[[ABC]\]\(<?([^)>#]*\.png)")
    for kind in ("md-reuse", "md"):
        assert "link-dead" not in run(project, "build", "es", "--format", kind)
        found = [
            page.parent / unquote(address)
            for page in (project / "build/es" / kind).rglob("*.md")
            for address in shown.findall(page.read_text("utf-8"))
        ]
        assert [picture.read_bytes() for picture in found] == [PIXEL] * 5
    page = (project / "build/es/md/a.md").read_text("utf-8")
    assert "![A](_project/assets/a%20b.png" in page
    assert "`![A](../assets/in/b.png)`" in page


SIGNS = {
    "mkdocs": ({"mkdocs.yml"}, "!!! note\n    x\n"),
    "kramdown": ({"_config.yml"}, "{% include a.html %}\n{: .x}\n"),
    "hugo": ({"hugo.toml"}, "+++\ntitle = 'x'\n+++\n{{< x >}}\n"),
    "docusaurus": ({"docusaurus.config.js"}, "import X from 'y';\n\n<X />\n"),
    "myst": ({"myst.yml"}, "(a)=\n\n```{note}\nx\n```\n"),
    "mdbook": ({"book.toml", "src/SUMMARY.md"}, "{{#include a.rs}}\n"),
}


@pytest.mark.parametrize("name", DIALECTS.names())
def test_every_dialect_is_guessed(name: str) -> None:
    names, text = SIGNS[name]
    [(best, evidence), *_] = guesses(Folder({*names, "a.md"}, {"a.md": text}))
    assert best == name
    assert len(evidence) >= 2


def test_words_alone_speak_for_no_dialect() -> None:
    text = (
        "# One\n\nHelp!!! Really??? {brace} {{two}} `{% x %}` 100 % (a)\n\nImport it from there.\n"
    )
    assert guesses(Folder({"a.md"}, {"a.md": text})) == []
