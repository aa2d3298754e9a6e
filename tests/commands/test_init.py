"""``adaptkit init``: it builds at once, and never touches what is there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adaptkit.commands.build import build
from adaptkit.commands.format import format_catalogues
from adaptkit.commands.init import init, init_from, starter_files
from adaptkit.commands.status import status
from adaptkit.commands.update import update
from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.workspace import Workspace

NOW = datetime(2027, 3, 1, tzinfo=UTC)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    init(tmp_path / "guide")
    return tmp_path / "guide"


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_fresh_project_is_up_to_date_and_canonical(project: Path) -> None:
    assert update(Workspace.at(project), (), check=True, dry_run=True, now=NOW).files == ()
    assert format_catalogues(Workspace.at(project), check=True).changed == ()


def test_a_fresh_project_is_translated_and_decided(project: Path) -> None:
    (row,) = status(Workspace.at(project), (), today=NOW.date())
    assert (row.edition, row.translated, row.fuzzy, row.untranslated) == ("es_MX", row.needed, 0, 0)
    assert row.open_adaptation_points == ()
    assert row.drift == ()
    assert {one.code for one in row.blockers} <= {"unreviewed", "contact-unverified"}


@pytest.mark.parametrize("edition", ["es_MX", "es", "en"])
def test_a_fresh_project_builds(project: Path, edition: str) -> None:
    to = project / "build"
    report = build(
        Workspace.at(project), (edition,), formats=("html",), to=to, today=date(2026, 11, 22)
    )
    assert report.ok
    assert report.editions[0].shown_in_source == 0
    page = (to / edition / "html" / "02-getting-ready.html").read_text("utf-8")
    assert ("IMSS" in page) == (edition == "es_MX")


def test_nothing_but_own_words_and_a_sample_label() -> None:
    chapters = [
        text for name, text in starter_files().items() if name.endswith("what-to-expect.md")
    ]
    assert b"This is a sample" in chapters[0]


def test_init_says_what_it_wrote_and_what_comes_next(tmp_path: Path) -> None:
    folder = tmp_path / "my guide"
    report = init(folder)
    assert sorted(report.files) == sorted(f"{folder.as_posix()}/{name}" for name in tree(folder))
    assert ".gitignore" in tree(folder)
    assert report.next_steps[0] == f"cd '{folder}'"
    assert report.next_steps[1].startswith("adaptkit build")


def test_a_folder_with_other_things_is_fine(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("mine", "utf-8")
    init(tmp_path)
    assert (tmp_path / "LICENSE").read_text("utf-8") == "mine"
    assert (tmp_path / "source_guide" / "guide.yaml").is_file()


def test_what_is_in_the_way_is_listed_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", "utf-8")
    (tmp_path / "source_guide").mkdir()
    (tmp_path / "locales").symlink_to(tmp_path / "nowhere")
    before = tree(tmp_path)
    with pytest.raises(ProblemsFound) as found:
        init(tmp_path)
    names = [Path(one.position.path).name for one in found.value.diagnostics]
    assert names == ["README.md", "locales", "source_guide"]
    assert {one.code for one in found.value.diagnostics} == {"use-in-the-way"}
    assert tree(tmp_path) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "guide").write_text("mine", "utf-8")
    with pytest.raises(ProblemsFound, match="not a folder"):
        init(tmp_path / "guide")


def test_init_twice_changes_nothing(project: Path) -> None:
    before = tree(project)
    with pytest.raises(ProblemsFound):
        init(project)
    assert tree(project) == before


BOOK = {
    "mkdocs.yml": "site_name: x\n",
    "docs/index.md": '# One\n\n!!! note "Two"\n    Three.\n\n![A](img/a.png)\n',
    "docs/part/b.md": "# Four\r\n",
    "docs/img/a.png": "not looked into",
    "docs/.env": "PASSWORD=1",
    "docs/notes.txt": "nothing",
    "docs/.git/c.md": "# no",
    "docs/node_modules/d.md": "# no",
    "README.md": "# Not of the book",
    "build/e.md": "# no",
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for name, text in BOOK.items():
        file = tmp_path / "book" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")
    (tmp_path / "book/docs/link.md").symlink_to(tmp_path / "book/docs/.env")
    return tmp_path / "book"


def test_a_project_of_somebody_s_chapters(book: Path, tmp_path: Path) -> None:
    before = tree(book)
    report = init_from(tmp_path / "new", book)
    made = tree(tmp_path / "new")
    assert set(made) == {
        f"source_guide/{name}" for name in ("guide.yaml", "index.md", "part/b.md", "img/a.png")
    }
    assert made["source_guide/part/b.md"] == b"# Four\r\n"
    assert b"\ndialect: mkdocs\n" in made["source_guide/guide.yaml"]
    assert report.found[0].endswith("docs: chapters 2, pictures 1")
    assert "the file mkdocs.yml; an admonition (!!!) in docs/index.md" in report.found[1]
    assert "docs/link.md" in report.found[-1]
    assert tree(book) == before
    update(Workspace.at(tmp_path / "new"), ("es",), check=False, dry_run=False, now=NOW)


def test_what_is_there_is_never_touched(book: Path, tmp_path: Path) -> None:
    init_from(tmp_path / "new", book)
    before = tree(tmp_path / "new")
    with pytest.raises(ProblemsFound) as problems:
        init_from(tmp_path / "new", book)
    assert [one.code for one in problems.value.diagnostics] == ["use-in-the-way"]
    assert tree(tmp_path / "new") == before


def test_a_project_in_the_folder_of_the_book_itself(book: Path) -> None:
    init_from(book, book)
    with pytest.raises(ProblemsFound):
        init_from(book, book)
    assert (book / "source_guide/index.md").read_text("utf-8") == BOOK["docs/index.md"]


@pytest.mark.parametrize("name", ["nowhere", "book/docs/img"])
def test_a_folder_without_chapters(name: str, book: Path, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound):
        init_from(tmp_path / "new", book.parent / name)
    assert not (tmp_path / "new").exists()


def test_plain_markdown_has_no_dialect(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# One\n\nA {brace}.\n", "utf-8")
    report = init_from(tmp_path / "new", tmp_path)
    assert "\n# dialect: mkdocs\n" in (tmp_path / "new/source_guide/guide.yaml").read_text("utf-8")
    assert "Plain Markdown" in report.found[1]
    assert not (tmp_path / "new/source_guide/new").exists()


@pytest.mark.parametrize("inside", ["source_guide", "locales/editions", "source_guide/new"])
def test_no_project_is_written_among_the_texts_of_another(project: Path, inside: str) -> None:
    """Its chapters became chapters of the guide around it."""
    before = tree(project)
    with pytest.raises(ProblemsFound, match="would take the new one for its own"):
        init(project / inside)
    assert tree(project) == before


def test_a_project_is_no_folder_of_chapters(project: Path, tmp_path: Path) -> None:
    """Texts of its overlays became chapters."""
    with pytest.raises(ProblemsFound, match="a project of adaptkit already") as found:
        init_from(tmp_path / "other", project)
    assert found.value.diagnostics[0].hint.endswith("source_guide")
    assert not (tmp_path / "other").exists()
