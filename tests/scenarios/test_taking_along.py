"""What readers can take along: a Word document and Markdown for reuse, offered with their sizes."""

from __future__ import annotations

import re
from pathlib import Path

from tests.scenarios.projects import TODAY, small

FORMATS = "html,docx,md-reuse"


def test_pages_and_the_index_offer_them_with_their_sizes(tmp_path: Path) -> None:
    project = small(tmp_path / "guide")
    project.write("locales/editions/en.yaml", "edition: en\nlanguage: en\n")
    project.done("build", "--format", FORMATS, "--today", TODAY)
    for edition, label in (("es_MX", "Markdown para reutilizar"), ("en", "Markdown for reuse")):
        page = project.text(f"build/{edition}/html/index.html")
        assert f'<a href="../md-reuse/{edition}.md"><bdi>{label}</bdi></a>' in page
        index = project.text("build/index.html")
        for path, shown in ((f"docx/{edition}.docx", "Word"), (f"md-reuse/{edition}.md", label)):
            assert re.search(
                rf'<a href="\.\./{path}"><bdi>[^<]*</bdi></a> <bdi class="size"[^>]*>\(\d+ kB\)',
                page,
            )
            assert re.search(rf'href="{edition}/{path}">(?:<span[^>]*>)?{shown}', index)


def test_a_second_build_gives_the_same_bytes_and_a_change_is_in_all_of_them(
    tmp_path: Path,
) -> None:
    project = small(tmp_path / "guide")
    project.done("build", "es_MX", "--format", FORMATS, "--today", TODAY)
    names = ("docx/es_MX.docx", "md-reuse/es_MX.md")
    before = [project.path(f"build/es_MX/{name}").read_bytes() for name in names]
    project.done(
        "build", "es_MX", "--format", FORMATS, "--today", TODAY, "--to", str(project.path("again"))
    )
    assert before == [project.path(f"again/es_MX/{name}").read_bytes() for name in names]
    catalogue = project.text("locales/es/guide.po")
    found = re.search(r'msgstr "(ES [^"\\]+)"', catalogue)
    assert found
    project.write("locales/es/guide.po", catalogue.replace(found[1], "Otras palabras", 1))
    project.done("build", "es_MX", "--format", FORMATS, "--today", TODAY)
    after = [project.path(f"build/es_MX/{name}").read_bytes() for name in names]
    assert all(one != other for one, other in zip(before, after, strict=True))
