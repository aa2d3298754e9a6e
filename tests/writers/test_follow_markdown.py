"""After a build every link of every Markdown file is followed as a renderer would."""

from __future__ import annotations

from pathlib import Path

import pytest

from adaptkit.writers.markdown.follow import follow
from tests.scenarios.projects import Project, small

THERE = '# Their *costs*\n\n<a id="d"></a>Words.\n\n# Same\n\n# Same\n'


def _dead(text: str) -> list[str]:
    files = {"a b.png": b"", "part/c.md": THERE.encode(), "one.md": text.encode()}
    return [link.target for link in follow(files).dead]


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("[x](#x)", "#x"),
        ("[x](gone.md)", "gone.md"),
        ("![x](gone.png)", "gone.png"),
        ("Words ![x](gone.png).", "gone.png"),
        ("[x](part/c.md#x)", "part/c.md#x"),
        ("[x][y]\n\n[y]: gone.md", "gone.md"),
        ('<a href="gone.md">x</a>', "gone.md"),
        ('<img src="gone.png">', "gone.png"),
        ("[x](part/c.md#same-2)", "part/c.md#same-2"),
    ],
)
def test_a_dead_link_is_found(written: str, target: str) -> None:
    assert _dead(f"{written}\n") == [target]


@pytest.mark.parametrize(
    "written",
    [
        "# One\n\n[x](#one) [y](one.md#one)",
        "# One {#own}\n\n[x](#own)",
        "[x](part/c.md#d) [y](part/c.md#their-costs) [z](part/c.md#same-1)",
        "![x](a%20b.png) ![x](<a b.png>)",
        "[x](https://a.org/b#c) [x](tel:911) [x](/x) [x](//x/y)",
        "Write `[x](gone.md)` in it",
        "```\n[x](gone.md)\n```",
        '![x](<a b.png> "![one](gone.png) and [two](gone.md)")',
        "---\ndescription: See [x](gone.md).\n---\n\n# A",
        "![see [x](a%20b.png)](<a b.png>)",
    ],
)
def test_what_leads_somewhere_is_silent(written: str) -> None:
    assert _dead(f"{written}\n") == []


def test_a_build_tells_what_only_the_markdown_has_dead_once(tmp_path: Path) -> None:
    project: Project = small(tmp_path / "guide")
    project.write(
        "source_guide/02-home.md", '# At home\n\n<p><a href="01-gone.md">Words</a></p>\n\nMore.\n'
    )
    project.done("update")
    ran = project.run("build", "es_MX", "--format", "md")
    assert ran.err.count("[link-dead]") == 1, ran.err
    assert 'es_MX/md/02-home.md: warning: a link on this page leads nowhere: "01-gone.md"' in (
        ran.err
    )
