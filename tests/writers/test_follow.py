"""After a build every link of every page is followed, whoever made it."""

from __future__ import annotations

from pathlib import Path

import pytest

from adaptkit.writers.html.follow import follow
from tests.scenarios.projects import Project, small


def _dead(**pages: str) -> list[tuple[str, str]]:
    files = {f"{name}.html": text.encode() for name, text in pages.items()}
    found = follow({"a b.png": b"", "part/c.html": b'<p id="d">', **files})
    return [(link.page, link.target) for link in found.dead]


@pytest.mark.parametrize(
    "written",
    [
        '<a href="#x">',
        "<a href='#x'>",
        "<a href=#x>",
        '<a href="gone.html">',
        '<img src="gone.png">',
        '<a href="part/c.html#x">',
        '<a href="part/gone.html?a#x">',
        '<A HREF="#x">',
        '<a href="#&quot;">',
        '<meta name="x" content="y"><input name="q"><a href="#x">',
    ],
)
def test_a_dead_link_is_found(written: str) -> None:
    [(page, target)] = _dead(one=f"<p>{written}</a>")
    assert page == "one.html"
    assert target.replace('"', "&quot;") in written


@pytest.mark.parametrize(
    "written",
    [
        '<p id="x"><a href="#x">',
        "<p id=x><a href='one.html#x'>",
        '<a name="é"></a><a href="#%C3%A9">',
        '<input name="q"><a name="x"></a><a href="#x">',
        '<a href="part/c.html#d"><img src="a%20b.png">',
        '<a href="">x</a><a href="#">',
        '<a href="https://a.org/b#c"><a href="tel:911"><a href="/x"><a href="//x/y">',
        '<a href="../md/x.md">',
        '<pre>Write href="gone.html" in it</pre>',
        "<!-- <a href='gone.html'> -->",
        '<p id="a&amp;b"><a href="#a&amp;b">',
    ],
)
def test_what_leads_somewhere_is_silent(written: str) -> None:
    assert _dead(one=written) == []


def test_links_into_other_folders_are_given_on() -> None:
    found = follow(
        {"part/a.html": b'<a href="../../md/x%20y.md#z"><a href="../b.html">', "b.html": b""}
    )
    assert {path: link.target for path, link in found.across.items()} == {
        "../md/x y.md": "../../md/x%20y.md#z"
    }


def test_a_build_tells_a_dead_link_once_with_page_and_target(tmp_path: Path) -> None:
    project: Project = small(tmp_path / "guide")
    chapter = next(iter(sorted((project.root / "source_guide").glob("*.md"))))
    text = chapter.read_text("utf-8")
    chapter.write_text(text + '\n<p><a href="#nowhere">Words</a></p>\n', "utf-8")
    project.done("update")
    ran = project.done("build", "es")
    said = ran.out + ran.err
    assert said.count("[link-dead]") == 1
    page = chapter.name.removesuffix(".md")
    # The web page has it too: it is told of the format that is written first.
    assert f'es/md/{page}.md: warning: a link on this page leads nowhere: "#nowhere"' in said
    # Without a change nothing is made anew, and it is told all the same.
    again = project.done("build", "es")
    assert (again.out + again.err).count("[link-dead]") == 1


def test_what_has_been_told_with_its_line_is_not_told_again(tmp_path: Path) -> None:
    project: Project = small(tmp_path / "guide")
    chapter = next(iter(sorted((project.root / "source_guide").glob("*.md"))))
    text = chapter.read_text("utf-8")
    chapter.write_text(text + "\nSee [this](#nowhere) and [that](gone.md).\n", "utf-8")
    project.done("update")
    ran = project.done("build", "es")
    assert "[link-dead]" not in ran.out + ran.err
    assert (ran.out + ran.err).count("[link-dangling]") == 2


@pytest.mark.parametrize("target", ["../ar/a.html", "../../ar/html/x/y.html", "../b.html"])
@pytest.mark.parametrize("page", ["a.html", "x/a.html", "x/y/a.html"])
def test_a_plain_way_out_is_what_joining_paths_makes_of_it(page: str, target: str) -> None:
    """Beside one that is written in a way that has to be thought about."""
    plain, winding = (
        follow({page: f'<a href="{one}">'.encode(), "b.html": b"", "x/b.html": b""}).across
        for one in (target, f"./{target}")
    )
    assert set(plain) == set(winding)
