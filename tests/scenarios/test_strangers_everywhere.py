"""One list of what strangers send – words, drawings, links to other places – through every writer,
with one question of all that is written: does it act, lead out, or fetch anything?"""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from unittest import mock
from urllib.parse import quote
from zipfile import ZipFile

import pikepdf
import pytest

from tests.harmless import harm_in
from tests.scenarios.projects import TODAY, Project, Ran, small
from tests.scenarios.test_strangers import unchecked
from tests.strangers import EVIL, IN_A_DRAWING, STRINGS, SVG, WHOLE_DRAWINGS

pytestmark = pytest.mark.at_length

FORMATS = "html,md,md-reuse,epub,docx,pdf,txt"
ALL = f"{FORMATS},pdf-large,pdf-checklists,pdf-booklet"
TURNS = 16
SECRET = "the-secret-of-somebody-else"
MARK = SVG.format('<circle cx="50" cy="50" r="45" fill="#7a1f3d"/>')


def unreachable() -> AbstractContextManager[object]:
    """Whoever reaches for the network fails the test."""
    return mock.patch.object(socket, "socket", side_effect=AssertionError("the network"))


def build(project: Project, to: Path, *more: str) -> Ran:
    with unchecked(), unreachable():
        return project.run("build", "--to", str(to), "--today", TODAY, *more)


def said(text: str) -> str:
    """In YAML, whose text in double quotes JSON writes."""
    return json.dumps(text, ensure_ascii=False)


def as_words(text: str) -> str:
    """In Markdown, as text and nothing else."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))


def as_name(text: str) -> str:
    """What a disk can hold: everything but the sign between folders."""
    return re.sub("[/\x00-\x1f]", "\u2215", text)[:60].strip(" .") + ".svg"


def chapter(number: int, text: str) -> str:
    return (
        f"---\ntitle: {said(text)}\ndescription: {said(text)}\nauthor: {said(text)}\n---\n\n"
        f"# {as_words(text)} {{#t{number}}}\n\n## {as_words(text)}\n\n"
        f'![{as_words(text)}]({quote(as_name(text))} "{as_words(text)}")\n\n'
        f"- [ ] {as_words(text)}\n\n::: warning {as_words(text)}\nWords.\n:::\n\n"
        f"Words with {{v{number}}}.[^1]\n\n[^1]: {as_words(text)}\n"
    )


def overlay(name: str, text: str) -> str:
    because = (
        f"because: {{nature: addition, reason: {said(text)}, decided_by: [{said(text)}], "
        f"tried_with: [{said(text)}], on: 2026-11-02}}"
    )
    return (
        f"overlay: {name}\nlanguage: en\ncountry: GB\noperations:\n"
        f"  - {{id: d, insert_after: here.x, with: directory, {because}}}\n"
    )


def contact(text: str) -> str:
    return (
        f"contacts:\n  - name: {said(text)}\n    about: {{en: {said(text)}}}\n"
        f"    address: {{en: {said(text)}}}\n    kind: ms\n"
        f'    telephones: {{number: "0808 800 8000", purpose: {{en: {said(text)}}}}}\n'
        f'    messaging: [{{via: sms, number: "88788", send: {said(text)}}}]\n'
        '    hours: {open: "09:00-17:00", time_zone: Europe/London, note: {en: '
        f"{said(text)}}}}}\n"
    )


def edition(name: str, text: str) -> str:
    steps = "".join(
        f"  {step}: {{by: [{said(text)}], on: 2026-11-02, note: {said(text)}}}\n"
        for step in ("translation", "expert_review", "sign_off")
    )
    return (
        f"edition: {name}\nlanguage: en_GB\noverlays: [{name}]\ntitle: {said(text)}\n"
        f"publisher: {{name: {said(text)}}}\nprocess:\n{steps}"
    )


def of_turn(root: Path, turn: int) -> tuple[Project, list[str]]:
    """A guide with every tenth string in each of its fields, and for each an edition of its own."""
    project, texts = Project(root), STRINGS[turn::TURNS]
    values = "".join(f"  v{n}: {said(text)}\n" for n, text in enumerate(texts))
    project.write(
        "source_guide/guide.yaml",
        f"title: {said(texts[0])}\nversion: {said(texts[1])}\nattribution: {said(texts[2])}\n"
        f"source_language: en\ncountry: GB\nvariables:\n{values}",
    )
    project.write("source_guide/here.md", "# Here {#here}\n\n{#x}\nWords.\n")
    for number, text in enumerate(texts):
        project.write(f"source_guide/c{number}.md", chapter(number, text))
        project.write(f"source_guide/{as_name(text)}", MARK)
        name = f"e{number}"
        project.write(f"locales/overlays/{name}/overlay.yaml", overlay(name, text))
        project.write(f"locales/overlays/{name}/directory.yaml", contact(text))
        project.write(
            f"locales/overlays/{name}/theme/theme.yaml",
            f"logo: logo.svg\nlogo_alt: {said(text[:200])}\n",
        )
        project.write(f"locales/overlays/{name}/theme/logo.svg", MARK)
        project.write(f"locales/editions/{name}.yaml", edition(name, text))
    return project, list(texts)


@pytest.fixture(scope="module", params=range(TURNS))
def turned(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Project, list[str]]:
    return of_turn(tmp_path_factory.mktemp("turn") / "guide", request.param)


def test_no_title_name_or_alternative_text_acts(
    turned: tuple[Project, list[str]], tmp_path: Path
) -> None:
    project, texts = turned
    around = {path.name for path in project.root.parent.iterdir()}
    ran = build(project, tmp_path / "out", "--format", FORMATS)
    assert ran.code in (0, 1), ran.err[:3000]
    assert harm_in(tmp_path / "out") == []
    assert {path.name for path in tmp_path.iterdir()} == {"out"}
    assert {path.name for path in project.root.parent.iterdir()} == around
    for number in range(len(texts)):
        there = {path.name for path in (tmp_path / f"out/e{number}").iterdir()}
        assert there >= set(FORMATS.split(",")), (texts[number], ran.err)


COMMANDS = (
    ("status", "--html", "{out}/status.html"),
    ("review", "pack", "e0", "--role", "language", "--to", "{out}/pack.html"),
    ("review", "pack", "e0", "--role", "language", "--format", "sheet", "--to", "{out}/s.html"),
    ("review", "pack", "e0", "--role", "language", "--format", "xlsx", "--to", "{out}/r.xlsx"),
    ("directory", "export", "e0", "--to", "{out}/contacts.csv"),
    ("export", "xlsx", "de", "--to", "{out}/texts.xlsx"),
    ("export", "csv", "de", "--to", "{out}/texts.csv"),
)


def test_nothing_for_owners_reviewers_or_translators_acts(
    turned: tuple[Project, list[str]], tmp_path: Path
) -> None:
    project, _ = turned
    assert project.run("update", "de", "--today", TODAY).code in (0, 1)
    for number, command in enumerate(COMMANDS):
        out = tmp_path / str(number)
        out.mkdir()
        with unchecked(), unreachable():
            ran = project.run(*(word.format(out=out) for word in command), "--today", TODAY)
        assert ran.code in (0, 1), ran.err[:2000]
        assert [*out.iterdir()] != [], (command, ran.err)
        assert harm_in(out) == []


# -- drawings --------------------------------------------------------------------------------------


def drawings() -> Iterator[tuple[str, str]]:
    yield from ((one[:60], SVG.format(one)) for one in IN_A_DRAWING)
    yield from ((f"whole {number}", one) for number, one in enumerate(WHOLE_DRAWINGS))


DRAWINGS = dict(drawings())
PLACES = (
    "source_guide/images/steps.svg",
    "locales/overlays/MX/images/own.svg",
    "locales/overlays/MX/theme/logo.svg",
)
# Those that show drawings, each in a way of its own.
SHOWN = "html,md,md-reuse,epub,docx,pdf"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same drawing may stand in three places; SECRET lies beside the project."""
    root = tmp_path_factory.mktemp("drawn")
    (root / "secret.txt").write_text(SECRET)
    (root / "secret.svg").write_text(SVG.format(f"<text>{SECRET}</text>"))
    project = small(root / "guide")
    for place in PLACES:
        project.write(place, MARK)
    project.write("locales/overlays/MX/theme/theme.yaml", "logo: logo.svg\nlogo_alt: Logotipo\n")
    project.write("locales/overlays/MX/theme/extra.css", "h1 { text-align: center; }\n")
    project.write(
        "locales/overlays/MX/blocks/help.md",
        "Pregunte en su centro de salud.\n\n![Un dibujo](../images/own.svg)\n",
    )
    return project


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    for name in ("secret.txt", "secret.svg"):
        (tmp_path / name).write_bytes((whole.root.parent / name).read_bytes())
    return whole.copy(tmp_path / "guide")


def looked_through(project: Project, out: Path) -> None:
    """Nothing of what is written acts, and nothing came from beside the project."""
    harm = harm_in(out) if out.exists() else []
    # Of a drawing that is refused, a page may keep the address that the guide's author wrote.
    assert harm == []
    for path in out.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert SECRET.encode() not in content, path
        assert b"root:x:0" not in content, path
    assert {path.name for path in project.root.parent.iterdir()} <= {
        *("guide", "out", "secret.txt", "secret.svg", "elsewhere")
    }


def test_what_is_looked_at_is_there(project: Project, tmp_path: Path) -> None:
    ran = build(project, tmp_path / "out", "es_MX", "--format", ALL)
    assert ran.code == 0, ran.err
    looked_through(project, tmp_path / "out")
    for name in ("overlays/MX/images/own.svg", "overlays/MX/theme/logo.svg", "images/steps.svg"):
        assert (tmp_path / f"out/es_MX/html/{name}").read_text("utf-8") == MARK


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_of_a_drawing_nothing_acts_or_is_fetched_and_each_is_told(
    drawing: str, project: Project, tmp_path: Path
) -> None:
    for place in PLACES:
        project.write(place, DRAWINGS[drawing])
    ran = build(project, tmp_path / "out", "es_MX", "--format", SHOWN)
    assert ran.code in (0, 1), ran.err
    looked_through(project, tmp_path / "out")
    told = re.findall(r"^(\S+?):(\d+)(?::\d+)?: (?:error|warning): ", ran.err, re.MULTILINE)
    assert {path for path, line in told if int(line) > 0} >= {*PLACES}, ran.err


# -- links to other places -------------------------------------------------------------------------

LINKS = (
    *PLACES,
    "source_guide/01-plan.md",
    "source_guide/guide.yaml",
    "locales/es/guide.po",
    "locales/overlays/MX/overlay.yaml",
    "locales/overlays/MX/blocks/help.md",
    "locales/overlays/MX/theme/theme.yaml",
    "locales/overlays/MX/theme/extra.css",
    "locales/editions/es_MX.yaml",
    "source_guide/images",
    "locales/overlays/MX/theme",
    "locales/overlays/MX/blocks",
    "locales/overlays/MX",
    "locales/es",
)


def linked(project: Project, name: str) -> None:
    """The file or folder lies beside the project, with a word of somebody else, and its place leads
    there."""
    place, there = project.path(name), project.root.parent / "elsewhere"
    place.rename(there)
    files = [there] if there.is_file() else [p for p in there.rglob("*") if p.is_file()]
    for file in files:
        text = file.read_text("utf-8")
        more = f"<!-- {SECRET} -->\n" if file.suffix in (".svg", ".md") else f"# {SECRET}\n"
        file.write_text(text + more if file.suffix != ".css" else f"/* {SECRET} */{text}", "utf-8")
    place.symlink_to(there)


@pytest.mark.parametrize("command", ["build", "update", "status", "check"])
@pytest.mark.parametrize("name", LINKS)
def test_no_link_is_followed_out_of_the_project(
    name: str, command: str, project: Project, tmp_path: Path
) -> None:
    linked(project, name)
    there = project.root.parent / "elsewhere"
    files = [there] if there.is_file() else [p for p in there.rglob("*") if p.is_file()]
    before = {file: file.read_bytes() for file in files}
    if command == "build":
        ran = build(project, tmp_path / "out", "es_MX", "--format", SHOWN)
        looked_through(project, tmp_path / "out")
    else:
        ran = project.run(command, "--today", TODAY)
    assert {file: file.read_bytes() for file in before} == before
    assert SECRET not in ran.out + ran.err
    if command == "build":
        assert ran.code == 1 or "warning" in ran.err, ran.err


@pytest.mark.parametrize("name", ["build", "build/es_MX", "build/es_MX/html", "build/index.html"])
def test_nothing_is_written_through_a_link_that_came_with_the_project(
    name: str, project: Project, tmp_path: Path
) -> None:
    """Somebody sends a project whose output folder is a link to a folder of the person's own."""
    there = tmp_path / "elsewhere"
    if name.endswith(".html"):
        there.write_text(SECRET)
    else:
        there.mkdir()
        (there / "mine.txt").write_text(SECRET)
    place = project.path(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(there)
    with unchecked(), unreachable():
        ran = project.run("build", "es_MX", "--today", TODAY)
    assert ran.code in (0, 1), ran.err
    if there.is_dir():
        assert [path.name for path in there.iterdir()] == ["mine.txt"], ran.err
    else:
        assert there.read_text() == SECRET


@pytest.mark.parametrize(
    "command",
    [
        ("build",),
        ("build", "es_MX", "--release"),
        ("export", "po", "es"),
        ("export", "xlsx", "es"),
        ("directory", "export", "MX"),
        ("review", "pack", "es_MX", "--role", "language"),
    ],
)
def test_no_command_takes_a_link_for_its_own_folder(
    command: tuple[str, ...], project: Project, tmp_path: Path
) -> None:
    there = tmp_path / "elsewhere"
    there.mkdir()
    project.path("build").symlink_to(there)
    project.write(
        "locales/overlays/MX/directory.yaml", "contacts:\n  - {name: Uno, about: {es: x}}\n"
    )
    ran = project.run(*command, "--today", TODAY)
    assert ran.code == 1
    assert "link-in-the-way" in ran.err
    assert [*there.iterdir()] == []


def test_whoever_names_a_link_means_it(project: Project, tmp_path: Path) -> None:
    there = tmp_path / "elsewhere"
    there.mkdir()
    project.path("build").symlink_to(there)
    ran = project.run("build", "es_MX", "--to", str(project.path("build")), "--today", TODAY)
    assert ran.code == 0, ran.err
    assert (there / "es_MX/html/index.html").is_file()


# -- themes ----------------------------------------------------------------------------------------


def test_every_hostile_theme_through_every_writer(project: Project, tmp_path: Path) -> None:
    """One at a time in the pages: ``test_themes.py``."""
    from tests.scenarios.test_themes import IN_THE_SETTINGS, IN_THE_STYLES

    folder = "locales/overlays/MX/theme"
    changes: list[Callable[[], None]] = [
        *(lambda t=t: project.write(f"{folder}/extra.css", t) for t in IN_THE_STYLES),
        *(lambda t=t: project.write(f"{folder}/theme.yaml", t) for t in IN_THE_SETTINGS),
    ]
    kept = project.text(f"{folder}/theme.yaml"), project.text(f"{folder}/extra.css")
    for number, change in enumerate(changes):
        project.write(f"{folder}/theme.yaml", kept[0])
        project.write(f"{folder}/extra.css", kept[1])
        change()
        out = tmp_path / "out"
        ran = build(project, out, "es_MX", "--format", "html,epub,docx,pdf")
        assert ran.code in (0, 1), number
        assert re.search(rf"^{folder}/\S+?:", ran.err, re.MULTILINE), (number, ran.err)
        looked_through(project, out)
        for path in out.rglob("*.css"):
            assert EVIL not in path.read_text("utf-8")


# -- the questions themselves ----------------------------------------------------------------------

HARMFUL: dict[str, str] = {
    "a.html": "<p onclick=pwn()>x",
    "b.html": '<img src="https:x.svg">' + '<img src="//evil.example/x">',
    "a.md": "[x](javascript:pwn())",
    "b.md": "<script>pwn()</script>",
    "a.txt": "a\x07b",
    "a.css": "h1 { background: url(x) }",
    "a.svg": SVG.format("<script/>"),
    "b.svg": SVG.format(f'<image href="https://{EVIL}/x"/>'),
    "a.csv": "=1+1,x\n",
    "a.exe": "MZ",
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_harms_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(HARMFUL[name], "utf-8")
    assert harm_in(tmp_path) != []


def test_what_harms_is_found_in_packed_files_too(tmp_path: Path) -> None:
    field = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:instrText> DDEAUTO cmd </w:instrText></w:document>"
    )
    for name, part, content in (
        ("a.docx", "word/document.xml", field),
        ("a.epub", "EPUB/a.xhtml", "<p onclick='pwn()'/>"),
        ("a.xlsx", "xl/worksheets/sheet1.xml", "<c><f>cmd|x</f></c>"),
    ):
        with ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(part, content)
    assert {name for name, _ in harm_in(tmp_path)} == {"a.docx", "a.epub", "a.xlsx"}


def test_what_harms_is_found_in_a_pdf(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="pwn()")
        pdf.save(tmp_path / "a.pdf")
    assert len(harm_in(tmp_path)) > 1
