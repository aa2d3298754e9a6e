"""``images/steps.es.svg`` beside ``images/steps.svg`` is what Spanish editions show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scenarios.projects import TODAY, Project, Ran, small

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M{} 0h1"/></svg>\n'
PLAIN, ES, MX, FR, SW = (DRAWN.format(n) for n in range(5))
WAYS = [
    "![Steps](images/plan.svg)",
    "Look: ![Steps](images/plan.svg)",
    "[![Steps](images/plan.svg)](images/plan.svg)",
    '<img src="images/plan.svg" alt="Steps">',
    "![Steps][s]\n\n[s]: images/plan.svg",
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("ADAPTKIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("adaptkit.workspace.fingerprints.RACY", 0)
    project = small(tmp_path / "guide")
    draw(project, "plan.svg", PLAIN)
    show(project, WAYS[0])
    return project


def draw(project: Project, name: str, content: str) -> None:
    project.write(f"source_guide/images/{name}", content)


def said(run: Ran) -> str:
    return run.out + run.err


def show(project: Project, text: str) -> None:
    project.write("source_guide/02-home.md", f"# At home\n\n{text}\n")
    project.run("update")


def shown(project: Project, edition: str, name: str = "images/plan.svg") -> str:
    """The picture that the edition has, the same in each format, and no other of its kind."""
    out = project.root / "build"
    run = project.run("build", edition, "--to", str(out), "--today", TODAY)
    assert "image-" not in said(run), said(run)
    found = set()
    for form in ("html", "md"):
        folder = out / edition / form
        extra = [f.name for f in folder.rglob("plan.*") if f != folder / name]
        assert not extra, extra
        page = "02-home.md" if form == "md" else "02-home.html"
        assert "images/plan.svg" in (folder / page).read_text("utf-8")
        found.add((folder / name).read_text("utf-8"))
    (one,) = found
    return one


@pytest.mark.parametrize("way", WAYS)
def test_however_it_is_shown(project: Project, way: str) -> None:
    draw(project, "plan.es.svg", ES)
    show(project, way)
    assert shown(project, "es") == ES
    assert shown(project, "en") == PLAIN


@pytest.mark.parametrize(
    ("files", "es", "mx", "en"),
    [
        ({}, PLAIN, PLAIN, PLAIN),
        ({"plan.es.svg": ES}, ES, ES, PLAIN),
        ({"plan.es-MX.svg": MX}, PLAIN, MX, PLAIN),
        ({"plan.es_mx.svg": MX, "plan.es.svg": ES}, ES, MX, PLAIN),
        ({"plan.ES.svg": ES, "plan.fr.svg": FR}, ES, ES, PLAIN),
        ({"plan.en.svg": FR}, PLAIN, PLAIN, FR),
        # Of no language, of another picture, or no picture.
        ({"plan.2.svg": ES, "plan.es.bak.svg": ES}, PLAIN, PLAIN, PLAIN),
        ({"plans.es.svg": ES, "plan.es.png": ES, "plan.es.svg~": ES}, PLAIN, PLAIN, PLAIN),
        ({"plan.es.svg/x.svg": ES, ".es.svg": ES}, PLAIN, PLAIN, PLAIN),
    ],
)
def test_the_nearest_of_the_languages(
    project: Project, files: dict[str, str], es: str, mx: str, en: str
) -> None:
    for name, content in files.items():
        draw(project, name, content)
    assert [shown(project, name) for name in ("es", "es_MX", "en")] == [es, mx, en]


def _comes(project: Project) -> None:
    draw(project, "plan.es-MX.svg", MX)


def _changes(project: Project) -> None:
    draw(project, "plan.es.svg", SW)


def _goes(project: Project) -> None:
    project.path("source_guide/images/plan.es.svg").unlink()


@pytest.mark.parametrize(
    ("change", "then"), [(_comes, (ES, MX)), (_changes, (SW, SW)), (_goes, (PLAIN, PLAIN))]
)
def test_a_kept_build_notices(
    project: Project, change: Callable[[Project], None], then: tuple[str, str]
) -> None:
    draw(project, "plan.es.svg", ES)
    assert (shown(project, "es"), shown(project, "es_MX")) == (ES, ES)
    change(project)
    assert (shown(project, "es"), shown(project, "es_MX")) == then


def test_also_in_a_folder_that_the_guide_names(project: Project) -> None:
    """A build and a status that are kept see what changes in it."""
    settings = project.text("source_guide/guide.yaml")
    project.write("source_guide/guide.yaml", f"{settings}pictures: [drawn]\n")
    project.write("drawn/images/plan.svg", PLAIN)
    show(project, "![Steps](../drawn/images/plan.svg)")
    name = "_project/drawn/images/plan.svg"

    def now() -> str:
        project.run("build", "es", "--format", "html", "--to", str(project.root / "build"))
        return project.text(f"build/es/html/{name}")

    assert now() == PLAIN
    project.write("drawn/images/plan.svg", FR)
    assert now() == FR
    project.write("drawn/images/plan.es.svg", ES)
    assert now() == ES
    assert "image-missing" not in said(project.run("status", "es", "--json"))
    project.path("drawn/images/plan.svg").unlink()
    project.path("drawn/images/plan.es.svg").unlink()
    assert "image-missing" in said(project.run("status", "es", "--json"))


def test_an_overlay_has_its_own(project: Project) -> None:
    project.write("locales/overlays/MX/images/map.svg", PLAIN)
    project.write("locales/overlays/MX/images/map.es.svg", ES)
    project.write("locales/overlays/MX/blocks/help.md", "![Mapa](images/map.svg)\n")
    project.run("build", "es_MX", "--format", "html", "--to", str(project.root / "out"))
    assert project.text("out/es_MX/html/overlays/MX/images/map.svg") == ES


def test_what_may_not_be_shown_may_not_in_any_language(project: Project) -> None:
    draw(project, "plan.es.svg", "<svg>")
    run = project.run("build", "es", "--to", str(project.root / "out"))
    assert "source_guide/images/plan.es.svg:1" in said(run)
    assert "picture-damaged" in said(run)
    (project.root / "secret.svg").write_text(PLAIN, "utf-8")
    variant = project.path("source_guide/images/plan.es.svg")
    variant.unlink()
    variant.symlink_to(project.root / "secret.svg")
    run = project.run("build", "es", "--to", str(project.root / "out"))
    assert "path-outside" in said(run)


def test_without_the_picture_for_all_others_only_theirs_is_missing(project: Project) -> None:
    draw(project, "plan.es.svg", ES)
    project.path("source_guide/images/plan.svg").unlink()
    assert shown(project, "es") == ES
    run = project.run("build", "en", "--to", str(project.root / "out"))
    assert "image-missing" in said(run)
