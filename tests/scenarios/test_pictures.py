"""Pictures are pictures: what holds a program, or fetches something, is refused."""

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
HARMFUL = [
    f"{HEAD}<script>alert(1)</script></svg>",
    f'{HEAD}<rect onload="alert(1)"/></svg>',
    f'{HEAD}<image href="https://example.org/x.png"/></svg>',
    f'{HEAD}<a xlink:href="javascript:alert(1)"><rect/></a></svg>',
    f"{HEAD}<style>@import 'https://example.org/x.css'</style></svg>",
    f"{HEAD}<foreignObject><p>hello</p></foreignObject></svg>",
]


def build(folder: Path, picture: str) -> tuple[int, str]:
    source = folder / "source_guide"
    source.mkdir()
    (source / "a.md").write_text("# One\n\n![A line](x.svg)\n", "utf-8")
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


@pytest.mark.parametrize("picture", HARMFUL)
def test_a_picture_that_does_more_is_refused(picture: str, tmp_path: Path) -> None:
    _, said = build(tmp_path, picture)
    assert "source_guide/a.md:3" in said
    assert "picture-unsafe" in said
    assert not list(tmp_path.glob("out/en/*/x.svg"))
