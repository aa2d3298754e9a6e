"""Every file of a project, damaged in every way that offices know: a message that names the file
and says what to do, never a fault of the program."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project, Ran, small

pytestmark = pytest.mark.at_length

Damage = Callable[[Path], None]

MORE = {
    "source_guide/terms.yaml": 'visit:\n  name: "visit"\n  note: "Seeing a doctor."\n',
    "locales/overlays/MX/directory.yaml": (
        'contacts:\n  - name: "Centro de salud"\n    telephone: "800 911"\n'
        '    verified_by: "Ana"\n    verified_on: 2026-11-01\n'
    ),
    "locales/overlays/MX/blocks/help.en.md": "Ask at your health centre.\n",
    "locales/editions/en_MX.yaml": (
        "edition: en_MX\nlanguage: en_MX\noverlays: [MX]\nformats: [md]\n"
    ),
    "locales/es/interface.po": (
        'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "Contents"\nmsgid "Contents"\nmsgstr "Contenido"\n'
    ),
}
FILES = (
    "source_guide/guide.yaml",
    "source_guide/terms.yaml",
    "source_guide/01-plan.md",
    "source_guide/images/steps.svg",
    "locales/overlays/MX/overlay.yaml",
    "locales/overlays/MX/base.yaml",
    "locales/overlays/MX/directory.yaml",
    "locales/overlays/MX/blocks/help.md",
    "locales/overlays/MX/blocks/help.en.md",
    "locales/editions/es_MX.yaml",
    "locales/guide.pot",
    "locales/MX.pot",
    "locales/es/guide.po",
    "locales/en/MX.po",
    "locales/es/interface.po",
)
SENT = ("po", "xliff", "xlsx", "csv", "tmx", "mo", "tbx", "terms")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("status",),
    ("build", "--format", "html,md"),
    ("explain", "es_MX", "home.danger"),
    ("format", "--check"),
    ("export", "xliff", "es"),
    ("export", "tbx", "es"),
    ("add", "overlay", "PE"),
    ("add", "language", "fr"),
    ("add", "edition", "es_PE"),
    ("update", "--dry-run"),
    ("update", "--today", TODAY),
)


def _word() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


def _written(change: Callable[[bytes], bytes]) -> Damage:
    return lambda path: path.write_bytes(change(path.read_bytes())) and None


def _cut(seed: int) -> Damage:
    def cut(path: Path) -> None:
        content = path.read_bytes()
        path.write_bytes(content[: random.Random(f"{seed} {path.name}").randrange(len(content))])

    return cut


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _again(content: bytes, encoding: str) -> bytes:
    return content.decode("utf-8", "replace").encode(encoding, "replace")


DAMAGES: dict[str, Damage] = {
    "empty": _written(lambda _: b""),
    "blank": _written(lambda _: b" \n\n"),
    "doubled": _written(lambda content: content + content),
    "in UTF-16": _written(lambda content: _again(content, "utf-16")),
    "in UTF-16 without a mark": _written(lambda content: _again(content, "utf-16-be")),
    "in Latin-1": _written(lambda content: _again(content, "latin-1") + b"\n# \xe9\n"),
    "with a byte order mark": _written(lambda content: b"\xef\xbb\xbf" + content),
    "a folder": _folder,
    "a link to itself": _loop,
    "a Word document": _written(lambda _: _word()),
    "an old Word document": _written(lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "a PDF": _written(lambda _: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"),
    "rich text": _written(lambda _: b"{\\rtf1\\ansi Some text.}\n"),
    "no text at all": _written(lambda _: bytes(range(256)) * 3),
    "zeros": _written(lambda content: bytes(len(content))),
    **{f"cut off ({seed})": _cut(seed) for seed in range(4)},
}
PLAIN = [name for name in DAMAGES if not name.startswith(("cut", "doubled", "with a", "in Latin"))]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("whole") / "guide")
    for name, content in MORE.items():
        project.write(name, content)
    project.change("locales/overlays/MX/overlay.yaml", "with: blocks/help.md", "with: directory")
    overlay = project.text("locales/overlays/MX/overlay.yaml")
    more = (
        "  - id: more\n    insert_after: home.danger\n    with: blocks/help.md\n"
        '    because: {nature: addition, reason: "Local", decided_by: [us], on: 2026-11-02}\n'
        "  - id: hard\n    insert_before: home.danger\n    with: blocks/insurance.md\n"
        '    because: {nature: addition, reason: "Local", decided_by: [us], on: 2026-11-02}\n'
    ).replace("blocks/insurance.md", "blocks/hard.md")
    project.write("locales/overlays/MX/overlay.yaml", overlay + more)
    project.write("locales/overlays/MX/blocks/hard.md", "Llame a alguien.\n")
    project.done("update", "--today", TODAY)
    missing = [name for name in FILES if not project.path(name).is_file()]
    assert not missing, missing
    return project


def judge(ran: Ran, names: str, *, told: bool) -> None:
    """``run`` has seen already that nothing of ours broke."""
    assert ran.code in (0, 1, 2), ran
    assert "fault" not in ran.err, ran.err
    if ran.code and told:
        assert Path(names).name in ran.err + ran.out, ran
    if ran.code and not ran.out:
        assert "hint: " in ran.err or ran.err.startswith("Usage: "), ran


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("file", FILES)
def test_a_file_of_the_project(file: str, damage: str, whole: Project, tmp_path: Path) -> None:
    project = whole.copy(tmp_path / "guide")
    DAMAGES[damage](project.path(file))
    codes = []
    for command in COMMANDS:
        ran = project.run(*command)
        judge(ran, file, told=damage in PLAIN)
        codes.append(ran.code)
    # A drawing may be in UTF-16; words of the program, and one language's version, fall back.
    if damage in PLAIN and not file.endswith((".svg", ".en.md", "interface.po")):
        assert any(codes), "nobody was told"


@pytest.fixture(scope="module")
def sent(whole: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What a translator may send back, by its format."""
    folder = tmp_path_factory.mktemp("sent")
    names = {kind: folder / f"es.{kind}" for kind in SENT}
    names |= {"xliff": folder / "es.xlf", "terms": folder / "es.terms.csv"}
    for kind, path in names.items():
        whole.done("export", kind, "es", "--to", str(path))
    return names


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", SENT)
def test_a_file_that_came_back(
    kind: str, damage: str, whole: Project, sent: dict[str, Path], tmp_path: Path
) -> None:
    project = whole.copy(tmp_path / "guide")
    file = tmp_path / sent[kind].name
    file.write_bytes(sent[kind].read_bytes())
    DAMAGES[damage](file)
    before = project.tree()
    for command in (("import", str(file)), ("update", "--memory", str(file), "--dry-run")):
        ran = project.run(*command)
        judge(ran, file.name, told=damage in PLAIN)
        if "Word" in damage or "PDF" in damage:
            assert ran.code, ran
            if kind not in ("tbx", "terms") and command[0] == "import":
                assert "a PDF" in ran.err or " Word" in ran.err, ran
    if damage in PLAIN:
        lost = {name for name, held in before.items() if project.tree()[name] != held}
        assert not lost


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["es.md", "es.docx"])
def test_a_document_to_align(name: str, damage: str, whole: Project, tmp_path: Path) -> None:
    project = whole.copy(tmp_path / "guide")
    file = tmp_path / name
    file.write_bytes(b"# En casa\n\nDescanse antes de cansarse.\n")
    DAMAGES[damage](file)
    ran = project.run("align", str(file), "--language", "es", "--dry-run")
    judge(ran, file.name, told=damage in PLAIN)
    if "PDF" in damage or ("Word" in damage and name == "es.md"):
        assert ran.code, ran
        assert "a PDF" in ran.err or " Word" in ran.err, ran
