"""The documents say what is true: generated pages are fresh, and what they name exists."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import click
import pytest

from adaptkit.cli import adaptkit
from adaptkit.guides._markdown import CONTAINERS
from adaptkit.guides.parse import parse_chapter
from adaptkit.model.codes import CHAPTERS, CODES
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.model.review import format_reviews, parse_reviews
from adaptkit.overlays.base import parse_base
from adaptkit.overlays.operations import OPERATIONS
from adaptkit.overlays.parse import parse_overlay, prose_operations
from adaptkit.packs.answers import Expected, parse_answers
from adaptkit.settings.directory import parse_directory
from adaptkit.settings.edition import parse_edition
from adaptkit.settings.guide import parse_guide_settings
from adaptkit.settings.reviews import parse_people
from adaptkit.settings.terms import parse_terms
from adaptkit.settings.theme import LOGO_ENDINGS, parse_theme
from adaptkit.settings.theme_colours import ROLES
from adaptkit.settings.theme_styles import PARTS, PROPERTIES, parse_styles
from adaptkit.writers import known_names

TOP = Path(__file__).resolve().parent.parent
PACKAGE = TOP / "src" / "adaptkit"
DOCS = TOP / "docs"
PAGES = [TOP / "README.md", TOP / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)
_LINK = re.compile(
    r"\]\((?P<target>[^()\s]+)(?:\s+\"[^\"]*\")?\)|<img src=\"(?P<image>[^\"]+)\"", re.IGNORECASE
)
_CODE = re.compile(r"(?<!`)`(?P<text>[^`\n]+)`(?!`)")
_PATH = re.compile(
    r"[\w.-]+(?:/[\w.-]+)*(?:\.py|\.md|\.pot|\.toml|\.css)|(?:src|tests|docs)/[\w./-]*"
)
_TEST = re.compile(r"(?P<file>tests/[\w/]+\.py)::(?P<name>\w+)")

pages = pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(TOP).as_posix())


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "generate_reference", DOCS / "generate_reference.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclass looks
    spec.loader.exec_module(module)
    return module


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", page.read_text("utf-8"))


def fences(page: Path, *infos: str) -> Iterator[str]:
    for found in _FENCE.finditer(page.read_text("utf-8")):
        if found["info"].strip() in infos:
            yield found["text"]


def test_generated_pages_are_up_to_date() -> None:
    for name, text in generator().pages().items():
        file = DOCS / "reference" / name
        assert file.read_text("utf-8") == text, "run: python docs/generate_reference.py"


def test_every_command_operation_and_message_is_documented() -> None:
    reference = {f.stem: f.read_text("utf-8") for f in (DOCS / "reference").glob("*.md")}
    made = generator()
    for name in made.every_command():
        assert f"\n## adaptkit {name}\n" in reference["commands"]
    for name in OPERATIONS:
        assert f"\n## {name}\n" in reference["operations"]
    for code in CODES:
        assert f"| `{code}` |" in reference["messages"]
    for name in CONTAINERS:
        assert f"`{name}`" in reference["syntax"], f"::: {name}"


def test_every_code_stands_in_the_table_and_is_used() -> None:
    """One that is not there has no meaning in the reference, and stops no release."""
    assert set(generator().every_message()) == set(CODES)
    assert sum(map(len, CHAPTERS.values())) == len(CODES)
    for codes in CHAPTERS.values():
        assert list(codes) == sorted(codes)
    for code, said in CODES.items():
        assert said.means.strip(), code
        assert not said.means.endswith("."), code


def test_the_readme_has_the_two_commands() -> None:
    readme = (TOP / "README.md").read_text("utf-8")
    assert "\npip install . && adaptkit build\n" in readme
    assert "\npip install '.[test]' && pytest\n" in readme


def anchors(page: Path) -> set[str]:
    """Anchors of a page's headings as GitHub makes them."""
    found: set[str] = set()
    for title in re.findall(r"^#{1,6} +(.+?) *$", prose(page), re.M):
        words = re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", title).lower()).replace(" ", "-")
        number = 0
        name = words
        while name in found:
            number += 1
            name = f"{words}-{number}"
        found.add(name)
    return found


@pages
def test_relative_links_lead_somewhere(page: Path) -> None:
    for found in _LINK.finditer(_CODE.sub("", prose(page))):
        named = found["target"] or found["image"]
        target, _, fragment = unquote(named).partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), f"{named} leads nowhere"
        if fragment and file.suffix == ".md":
            assert fragment in anchors(file), f"{named}: no such heading"


@pages
def test_code_files_and_tests_that_are_named_exist(page: Path) -> None:
    for found in _CODE.finditer(prose(page)):
        text = found["text"]
        test = _TEST.fullmatch(text)
        if test:
            tree = ast.parse((TOP / test["file"]).read_text("utf-8"))
            names = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
            assert test["name"] in names, f"{text}: no such test"
        elif _PATH.fullmatch(text) and (
            text.endswith(".py") or text.startswith(("src/", "tests/"))
        ):
            there = [TOP / text, PACKAGE / text, page.parent / text]
            assert any(path.exists() for path in there), f"{text}: no such file"


def test_every_threat_names_what_holds_it() -> None:
    """Each row of a table: a threat, code that exists, tests that exist."""
    page = DOCS / "security.md"
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in page.read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith(("| threat", "| ---"))
    ]
    assert len(rows) > 30
    for threat, code, tests in rows:
        named = [text for text in _CODE.findall(code) if text.endswith((".py", "/"))]
        assert named, f"{threat}: no code is named"
        for path in named:
            assert (PACKAGE / path).exists(), f"{path}: no such code"
        found = _CODE.findall(tests)
        assert found, f"{threat}: no test is named"
        for text in found:
            test = _TEST.fullmatch(text)
            assert test, f"{text} is no test"
            tree = ast.parse((TOP / test["file"]).read_text("utf-8"))
            names = {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}
            assert test["name"] in names, f"{text}: no such test"


@pages
def test_commands_that_are_shown_can_be_typed(page: Path) -> None:
    known = generator().every_command()
    for block in fences(page, "sh", "text", "console"):
        for line in re.findall(r"^(?:\$ )?adaptkit +([^\n]+)$", block, re.M):
            said = re.split(r" {2,}| \[OPTIONS\]| #", line)[0].split()
            names = [name for name in known if said[: len(name.split())] == name.split()]
            if said[0].startswith("-") or said[0].isdecimal() or said[0] == "COMMAND":
                continue
            assert names, f"adaptkit {line}: no such command"
            options = {o for p in known[names[0]].params for o in (*p.opts, *p.secondary_opts)}
            for word in said:
                if word.startswith("-"):
                    assert word.split("=")[0] in options | {"--help"}, f"adaptkit {line}"


def test_the_syntax_examples_are_sound() -> None:
    examples = list(fences(DOCS / "reference" / "syntax.md", "markdown"))
    assert len(examples) > 5
    for text in examples:
        chapter = parse_chapter(text, path="x.md", name="x.md", chapter_id="x")
        assert [d.message for d in chapter.diagnostics] == []


def test_the_example_files_can_be_read() -> None:
    """Each file's example in ``files.md`` goes through the parser that reads the real one."""
    page = (DOCS / "reference" / "files.md").read_text("utf-8")
    example = dict(re.findall(r"^## `([^`]+)`\n.*?^```yaml\n(.*?)^```$", page, re.M | re.S))
    parse_guide_settings(example["source_guide/guide.yaml"], path="guide.yaml")
    parse_terms(example["source_guide/terms.yaml"], path="terms.yaml")
    parse_edition(
        example["locales/editions/NAME.yaml"], path="es_MX.yaml", name="es_MX", formats=known_names
    )
    assert set(parse_people(example["reviews/people.yaml"], path="people.yaml")) == set(
        "ana luis kay".split()
    )
    lines = list(fences(DOCS / "reference" / "files.md", "json"))
    (line,) = (one for one in lines if '"verdict"' in one and '"format"' not in one)
    assert format_reviews(parse_reviews(line, "x.jsonl")) == line
    (answers,) = (one for one in lines if '"format"' in one)
    expected = Expected(("es_MX",), {"ben": ("clinical",)}, "2026-11-29")
    assert len(parse_answers(answers.encode(), "answers.json", expected).answered) == 2
    directory = example["locales/overlays/NAME/directory.yaml"]
    parse_directory(directory, path="directory.yaml")
    base = example["locales/overlays/NAME/base.yaml"]
    parse_base(base, path="base.yaml")
    overlay = example["locales/overlays/NAME/overlay.yaml"]
    files = prose_operations(overlay, "overlay.yaml")
    text = {f: parse_chapter("Text.\n", path=f, name=f, chapter_id=f"MX/{f}") for f in files}
    parse_overlay(
        overlay,
        path="overlay.yaml",
        name="MX",
        prose=text,
        directory_text=directory,
        base_text=base,
    )


def test_every_command_has_help() -> None:
    assert isinstance(adaptkit, click.Group)
    for name, command in generator().every_command().items():
        assert command.help, name


def test_the_examples_of_themes_are_read() -> None:
    """And the reference names every part, property and colour."""
    page = (DOCS / "reference" / "files.md").read_text("utf-8")
    (settings,) = (one for one in fences(DOCS / "reference" / "files.md", "yaml") if "logo" in one)
    theme = parse_theme(settings, path="theme.yaml")
    assert theme.logo.endswith(LOGO_ENDINGS)
    assert all(f"  {role}: " in settings for role in ROLES)
    (css,) = fences(DOCS / "reference" / "files.md", "css")
    assert parse_styles(css, "extra.css")[1] == ()
    assert [one for one in (*PARTS, *PROPERTIES) if f"`{one}`" not in page] == []


def test_the_theme_of_the_how_to_is_read_and_the_other_colour_is_refused_as_it_says() -> None:
    page = DOCS / "how-to" / "member-organisation.md"
    (settings,) = (one for one in fences(page, "yaml") if "logo" in one)
    assert parse_theme(settings, path="x").light.accent
    (told,) = (one for one in fences(page, "text") if "theme-contrast" in one)
    path, colour = told.partition(":3:19: ")[0], re.search(r"#\w{6}", told)
    assert colour
    with pytest.raises(ProblemsFound) as found:
        parse_theme(settings.replace("#8a3410", colour[0]), path=path)
    (one,) = found.value.diagnostics
    where = f"{one.position.path}:{one.position.line}:{one.position.column}"
    assert told == f"{where}: error: {one.message} [{one.code}]\n  hint: {one.hint}\n"
