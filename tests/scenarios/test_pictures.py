"""Pictures are pictures: a program, or what fetches something, does not get into an edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from adaptkit.cli import adaptkit

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
HARMLESS = [
    f'{HEAD}<path d="M0 0h9"/></svg>',
    f'{HEAD}<defs><circle id="a" r="2"/></defs><use href="#a"/><rect fill="url(#a)"/></svg>',
]
CLEANED = [
    (f"{HEAD}<script>alert(1)</script></svg>", "<script>"),
    (f'{HEAD}\n<rect onload="alert(1)"/></svg>', "onload of <rect>"),
    (f'{HEAD}<image href="https://example.org/x.png"/></svg>', "the link of <image>"),
    (f"{HEAD}<style>@import 'https://example.org/x.css'</style></svg>", "@import in <style>"),
    (f"{HEAD}<foreignObject><p>hello</p></foreignObject></svg>", "<foreignObject>"),
]
REFUSED = [
    (f'{HEAD}<a xlink:href="#a"><rect/></a></svg>', "picture-damaged"),
    (f"{HEAD}<rect>", "picture-damaged"),
    (f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x">]>{HEAD}</svg>', "picture-unsafe"),
]
# How a page may name a picture: each way gets the same drawing.
WAYS = ["![A line](x.svg)", '<img src="x.svg" alt="A line">', "See [the drawing](x.svg)."]


def build(folder: Path, picture: str, way: str = WAYS[0]) -> tuple[int, str]:
    source = folder / "source_guide"
    source.mkdir()
    (source / "a.md").write_text(f"# One\n\n{way}\n", "utf-8")
    (source / "x.svg").write_text(picture, "utf-8")
    run = CliRunner().invoke(
        adaptkit, ["--project", str(folder), "build", "en", "--to", str(folder / "out")]
    )
    code = run.return_value if run.exit_code == 0 else run.exit_code
    return int(code or 0), run.output


@pytest.mark.parametrize("picture", HARMLESS)
def test_a_plain_picture_is_copied(picture: str, tmp_path: Path) -> None:
    _, said = build(tmp_path, picture)
    assert "picture-unsafe" not in said
    assert (tmp_path / "out/en/html/x.svg").read_text("utf-8") == picture


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("picture", "left_out"), CLEANED)
def test_what_acts_is_left_out_and_told(
    picture: str, left_out: str, way: str, tmp_path: Path
) -> None:
    _, said = build(tmp_path, picture, way)
    line = 1 + picture.count("\n")
    assert f"source_guide/x.svg:{line}: warning: left out of this picture" in said
    assert f"{left_out} (line {line})" in said
    assert said.count("[picture-cleaned]") == 1
    copied = (tmp_path / "out/en/html/x.svg").read_text("utf-8")
    assert copied.startswith("<?xml")
    assert "alert" not in copied
    assert "example.org" not in copied


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("picture", "code"), REFUSED)
def test_what_cannot_be_read_safely_is_refused(
    picture: str, code: str, way: str, tmp_path: Path
) -> None:
    _, said = build(tmp_path, picture, way)
    assert "source_guide/x.svg:1: error: this picture is not copied" in said
    assert f"[{code}]" in said
    assert not list(tmp_path.glob("out/en/*/x.svg"))


def test_a_picture_of_many_faults_is_told_in_one_line(tmp_path: Path) -> None:
    many = "".join(f"<x{n}/>" for n in range(9))
    _, said = build(tmp_path, f"{HEAD}{many}{many}</svg>")
    assert said.count("[picture-cleaned]") == 1
    assert "<x5> (line 1), and 3 more" in said
